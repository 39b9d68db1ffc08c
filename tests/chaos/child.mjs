// The built program in a process of its own, which ends itself or stands still at a named step when it was told to.
// Told by its parent: what to do next, one after the other. Says on stdout what it does, because nothing else would
// still leave a process that kills itself in the next moment.
import { readFileSync, renameSync, writeFileSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Script } from "node:vm";

const file = process.env.CHAOS_PROGRAM ?? "";
const files = [];
const { machineClock, readConfig, start } = load();

let plan = [];
let opened = 0;
let ready = false;
process.on("message", (told) => {
  if (told.plan !== undefined) plan = told.plan;
  if (told.disk !== undefined) setDisk(told.disk);
  process.send({ armed: plan.length, opened });
});
process.on("disconnect", () => process.exit(1));

/**
 * What the process tells itself at its start goes by the same steps as a person's message: nothing is done before that is
 * over.
 */
function becomeReady() {
  if (ready) return;
  ready = true;
  process.send("ready");
}

async function at(step) {
  if (!ready) {
    if (step === "before ack") becomeReady();
    return;
  }
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

/** A SQLite file can grow no more, as on a disk that is full: SQLite itself says so, by the limit that it has for that. */
function setDisk(state) {
  for (const database of files)
    if (!database.readonly) database.pragma(`max_page_count = ${state === "full" ? 1 : 2 ** 30}`);
}

/** With the compiled code of an earlier process: the next one has a third of the work. */
function load() {
  const kept = `${file}.compiled`;
  let cachedData;
  try {
    cachedData = readFileSync(kept);
  } catch {
    // The first one.
  }
  const source = `(function (module, exports, require, __filename, __dirname, programUrl) {${readFileSync(file, "utf8")}\n})`;
  const script = new Script(source, { filename: file, cachedData });
  if (cachedData === undefined || script.cachedDataRejected)
    setTimeout(() => {
      writeFileSync(`${kept}.${process.pid}`, script.createCachedData());
      renameSync(`${kept}.${process.pid}`, kept);
    }, 1_000).unref();
  const require = createRequire(file);
  const needed = (name) => (name === "better-sqlite3" ? noted(require(name)) : require(name));
  const module = { exports: {} };
  const url = new URL("../../dist/src/main.js", import.meta.url).href;
  script.runInThisContext()(module, module.exports, needed, file, path.dirname(file), url);
  return module.exports;
}

function noted(Database) {
  return class extends Database {
    constructor(...given) {
      super(...given);
      files.push(this);
    }
  };
}

const standing = process.env.CHAOS_NOW && new Date(process.env.CHAOS_NOW);
const seams = {
  ...(standing && { clock: { ...machineClock, now: () => standing } }),
  times: JSON.parse(process.env.CHAOS_TIMES ?? "{}"),
  beatSeconds: Number(process.env.CHAOS_BEAT ?? 1),
  holdDelivery: process.env.CHAOS_HOLD === "yes",
  around,
  at,
};
const running = await start(readConfig(process.env), () => {}, seams);
process.once("SIGTERM", () => void running.close().then(() => process.exit(0)));
process.send("listening");
// Where the cloud did not answer, it tells itself nothing.
setTimeout(becomeReady, 60_000).unref();
