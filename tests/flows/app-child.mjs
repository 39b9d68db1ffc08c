// The built program in a process of its own, with a clock that stands where the test wants it. Killed by the test.
const built = (file) => import(new URL(`../../dist/src/${file}`, import.meta.url).href);
const { readConfig } = await built("config.js");
const { machineClock } = await built("clock.js");
const { start } = await built("main.js");

const standing = new Date(process.env.TEST_NOW);
const clock = { ...machineClock, now: () => standing };
await start(readConfig(process.env), () => {}, { clock, holdDelivery: process.env.TEST_HOLD === "yes" });
process.send("listening");
