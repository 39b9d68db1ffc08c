import { openStore } from "../../src/store/index.js";
import { at, north, saveGround } from "./sample-rows.js";
import { silent } from "./silent-journal.js";

// Run as a process of its own: opens the database `argv[2]`, says "open", and, told to "write", goes on writing and
// says the number of each write once it was committed, until it is killed.
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
await store.close();
