import { openStore } from "../../src/store/index.js";
import { at, north, saveGround } from "./sample-rows.js";
import { silent } from "./silent-journal.js";

// Run as a process of its own: opens the database `argv[2]`, says "open", and does `argv[3]`:
// - "write": goes on writing and says the number of each write once it was committed, until it is killed.
// - "count": adds one to the same setting forty times, and ends.
// - "slots": opens what is left of sixty slots, and says the number of each that was still to be opened.
const [, , url = "", task = ""] = process.argv;
const store = await openStore({ url, key: undefined, journal: silent });
process.stdout.write("open\n");

if (task === "write") {
  await store.write((tables) => saveGround(tables, north));
  const [{ message, scope }] = north.districts;
  for (let number = 0; ; number += 1) {
    await store.write(async (tables) => {
      await tables.events.remember(`key-${number}`, at);
      await tables.outbox.enqueue(scope, { ...message, id: `message-${number}` });
    });
    process.stdout.write(`${number}\n`);
  }
}
if (task === "count") {
  for (let times = 0; times < 40; times += 1) {
    await store.write(async (tables) => {
      await tables.settings.set("count", String(Number((await tables.settings.get("count")) ?? 0) + 1));
    });
  }
}

if (task === "slots") {
  const [{ slot, prompt, scope }] = north.districts;
  for (let number = 0; number < 60; number += 1) {
    const id = `${process.pid}-${number}`;
    const mine = { ...slot, id, localDate: `day ${number}` };
    const opened = await store.write((tables) =>
      tables.checkIns.openSlot(scope, mine, [{ ...prompt, id: `prompt-${id}`, slotId: id }]),
    );
    if (opened) process.stdout.write(`${number}\n`);
  }
}
await store.close();
