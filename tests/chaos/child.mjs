// The built program in a process of its own, which ends itself or stands still at a named step when it was told to.
// Told by its parent: what to do next, one after the other. Says on stdout what it does, because nothing else would
// still leave a process that kills itself in the next moment.
import { writeSync } from "node:fs";

const folder = process.env.CHAOS_PROGRAM ?? new URL("../../dist/", import.meta.url).href;
const built = (file) => import(new URL(`src/${file}`, folder).href);
const { readConfig } = await built("config.js");
const { machineClock } = await built("clock.js");
const { start } = await built("main.js");

let plan = JSON.parse(process.env.CHAOS_PLAN ?? "[]");
let opened = 0;
process.on("message", (told) => {
  if (told.plan !== undefined) plan = told.plan;
  process.send({ armed: plan.length, opened });
});
process.on("disconnect", () => process.exit(1));

async function at(step) {
  const next = plan[0];
  if (next?.step !== step) return;
  plan.shift();
  writeSync(1, `${next.act} ${step}\n`);
  process.kill(process.pid, next.act === "kill" ? "SIGKILL" : "SIGSTOP");
}

/** The steps inside of a transaction that only the store could name. */
const around = (store) => ({
  ...store,
  write: (work) =>
    store.write((tables) =>
      work({
        ...tables,
        checkIns: {
          ...tables.checkIns,
          async openSlot(...given) {
            const done = await tables.checkIns.openSlot(...given);
            if (done) opened += 1;
            return done;
          },
        },
        outbox: {
          ...tables.outbox,
          async enqueue(...given) {
            await at("between domain and outbox");
            return tables.outbox.enqueue(...given);
          },
          async intend(...given) {
            const message = await tables.outbox.intend(...given);
            if (message !== undefined) await at("before commit of the intent");
            return message;
          },
        },
      }),
    ),
});

const standing = process.env.CHAOS_NOW && new Date(process.env.CHAOS_NOW);
const seams = {
  ...(standing && { clock: { ...machineClock, now: () => standing } }),
  times: JSON.parse(process.env.CHAOS_TIMES ?? "{}"),
  beatSeconds: Number(process.env.CHAOS_BEAT ?? 1),
  holdDelivery: process.env.CHAOS_HOLD === "yes",
  around,
  at,
};
await start(readConfig(process.env), () => {}, seams);
process.send("listening");
