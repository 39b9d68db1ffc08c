import os from "node:os";
import { parseArgs } from "node:util";
import { type PostgresServer, startPostgres } from "../store/postgres-server.js";
import { deliverOftener, raceForSlots } from "./crowd.js";
import { asLine, type Tally, wrong } from "./judge.js";
import { burden, slownessSince } from "./load.js";
import { type Mutant, mutants } from "./mutants.js";
import { lockFile, loseDatabase, stopServer } from "./outage.js";
import { sufferAll } from "./pool.js";
import { bundle } from "./program.js";
import { killAtRandom, percentile, type RandomRun } from "./random.js";
import { NobodyCameBy } from "./replica.js";
import { storm } from "./storm.js";
import { inWorld, openWorld } from "./world.js";

// `npm run chaos`: the faults of tests/chaos in numbers, and whether each part of the protocol is missed when it is taken
// out. Ends with 1 when anything was lost, doubled or out of order, took longer than a lease and five seconds (of a
// machine that is ours: what others take of it is measured), or went unnoticed. The last line is JSON. Flags:
//   --kills N              random kills per database (40)
//   --database sqlite|postgresql|both
//   --load K               so many busy processes beside it (from 100 kills on as many as there are processors, else 0)
//   --seed S               of the random kills and deliveries
//   --mutants              only the mutants
//   --random               only the random kills

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "40" },
    database: { type: "string", default: "both" },
    load: { type: "string" },
    seed: { type: "string", default: "1" },
    mutants: { type: "boolean", default: false },
    random: { type: "boolean", default: false },
  },
});
const kills = Number(values.kills);
const seed = Number(values.seed);
const load = Number(values.load ?? (kills >= 100 ? os.availableParallelism() : 0));
for (const [name, number] of Object.entries({ kills, seed, load }))
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`--${name} must be a number`);
if (!["sqlite", "postgresql", "both"].includes(values.database)) throw new Error("--database sqlite|postgresql|both");
const outageMs = kills >= 100 ? 25_000 : 8_000;

const sum = { kills: 0, stalls: 0, messages: 0, lost: 0, doubled: 0, out_of_order: 0, recovery_p99_s: 0 };
const recoveries: number[] = [];
const begun = performance.now();
let failed = false;

type Row = { what: string; faults: number; tally: Tally; ms?: number; note?: string; ok: boolean };

function add({ what, faults, tally, ms = 0, note = "", ok }: Row): void {
  sum.messages += tally.messages;
  sum.lost += tally.lost;
  sum.doubled += tally.doubled;
  sum.out_of_order += tally.outOfOrder;
  failed ||= !ok;
  const { messages, lost, doubled, outOfOrder } = tally;
  const numbers = [faults, messages, lost, doubled, outOfOrder, Math.round(ms)];
  console.log(`${what.padEnd(44)}${numbers.map((n) => `${n}`.padStart(9)).join("")}  ${note}${ok ? "" : "  FAILED"}`);
}

const server = await startPostgres();
const callOff = burden(load);
try {
  const titles = ["faults", "messages", "lost", "doubled", "disorder", "ms"];
  console.log(`${"".padEnd(44)}${titles.map((one) => one.padStart(9)).join("")}`);
  if (!values.mutants) {
    const databases = [
      { name: "sqlite", replicas: 1, create: async () => undefined },
      { name: "postgresql", replicas: 3, create: () => server.create() },
    ].filter(({ name }) => values.database === "both" || values.database === name);
    for (const database of databases) {
      if (!values.random) await tryNamedSteps(database);
      if (kills > 0) await tryRandomKills(database);
      if (!values.random) await tryOutage(database, server);
    }
    if (!values.random) await tryCrowds();
  }
  const caught = values.random ? 0 : await tryMutants();
  sum.recovery_p99_s = Number((percentile(recoveries, 0.99) / 1000).toFixed(2));
  console.log(JSON.stringify(values.mutants ? { mutants: mutants.length, caught } : sum));
} finally {
  callOff();
  await server.remove();
}
process.exitCode = failed ? 1 : 0;

type Kind = { name: string; replicas: number; create(): Promise<string | undefined> };

async function tryNamedSteps({ name, replicas, create }: Kind): Promise<void> {
  const open = async () => openWorld({ replicas, people: 2, databaseUrl: await create() });
  const reports = await sufferAll(open, { worlds: replicas > 1 ? 2 : 3 });
  for (const act of ["kill", "stop"] as const) {
    const some = reports.filter((one) => one.act === act);
    const bad = some.filter((one) => wrong(one) || one.late);
    const total = (key: keyof Tally) => some.reduce((all, one) => all + one[key], 0);
    const tally = {
      messages: total("messages"),
      lost: total("lost"),
      doubled: total("doubled"),
      outOfOrder: total("outOfOrder"),
      unknown: total("unknown"),
    };
    recoveries.push(...some.map((one) => one.recoveryMs));
    sum[act === "kill" ? "kills" : "stalls"] += some.length;
    const what = `${name}: ${act === "kill" ? "killed" : "stood still"} at each named step`;
    const ms = Math.max(...some.map((one) => one.recoveryMs));
    add({ what, faults: some.length, tally, ms, note: bad.map(asLine).join("; "), ok: bad.length === 0 });
  }
}

async function tryRandomKills({ name, replicas, create }: Kind): Promise<void> {
  const open = async () => openWorld({ replicas, people: 3, databaseUrl: await create() });
  const from = performance.now();
  const note = (soFar: RandomRun) => {
    const { lost, doubled, outOfOrder, recoveriesMs } = soFar;
    const each = ((performance.now() - from) / soFar.kills / 1000).toFixed(1);
    const slowest = (Math.max(...recoveriesMs) / 1000).toFixed(1);
    console.log(
      `  ${name}: ${soFar.kills} of ${kills} kills, ${each} s each; ${lost} lost, ${doubled} doubled, ${outOfOrder} out of order, slowest recovery ${slowest} s`,
    );
  };
  const run = await killAtRandom(open, { kills, seed, worlds: 2, note });
  sum.kills += run.kills;
  recoveries.push(...run.recoveriesMs);
  const [p50, p99] = [0.5, 0.99].map((share) => percentile(run.recoveriesMs, share));
  add({
    what: `${name}: killed at random, ${replicas} replica${replicas > 1 ? "s" : ""}`,
    faults: run.kills,
    tally: run,
    ms: Math.max(...run.recoveriesMs),
    note: `p50 ${Math.round(p50 ?? 0)} ms, p99 ${Math.round(p99 ?? 0)} ms, ${run.late} late, ${run.unknown} unknown, ${run.crashes} crashes, ${load} busy processes beside it`,
    ok: !wrong(run) && run.crashes === 0 && run.late === 0,
  });
}

async function tryOutage({ name, create }: Kind, server: PostgresServer): Promise<void> {
  const replicas = name === "sqlite" ? 1 : 3;
  const gone = await inWorld({ replicas, databaseUrl: await create() }, (world) =>
    loseDatabase(world, () =>
      name === "sqlite" ? lockFile(world.databaseUrl, outageMs) : stopServer(server, outageMs),
    ),
  );
  recoveries.push(gone.recoveryMs);
  add({
    what: `${name}: database gone for ${outageMs / 1000} s`,
    faults: 1,
    tally: gone,
    ms: gone.recoveryMs,
    ok: !wrong(gone) && !gone.late,
  });
}

async function tryCrowds(): Promise<void> {
  if (values.database !== "sqlite") {
    const many = { replicas: 2, people: 50, databaseUrl: await server.create() };
    await inWorld(many, async (world) => {
      const { deliveries } = await deliverOftener(world, 1_000, seed);
      await world.settled(180_000);
      const [events, rows, tally] = [await world.events(), await world.rows(), await world.tally()];
      const lost = Math.max(0, 1_000 - events);
      const doubled = tally.doubled + events - 1_000 + rows.length - 1_000;
      const all = { ...tally, lost, doubled };
      const what = "postgresql: 1,000 events, 1 to 4 times each";
      add({ what, faults: 0, tally: all, note: `${deliveries} deliveries, 2 replicas`, ok: !wrong(all) });
    });
    const due = { people: 1_000, asked: true, now: "2026-01-21T23:00:00Z", beatSeconds: 5 };
    await inWorld({ replicas: 3, ...due, databaseUrl: await server.create() }, async (world) => {
      const race = await raceForSlots(world);
      const share = Math.min(...race.opened) / Math.max(...race.opened);
      const note = `opened ${race.opened.join("/")} in ${race.openMs} ms, sent in ${race.sentMs} ms`;
      const ok = !wrong(race) && race.slots === 1_000 && share > 0.5;
      add({ what: "postgresql: 1,000 slots, 3 replicas", faults: 0, tally: race, note, ok });
    });
  }
  const { early, refusals, together, sent, othersDoneS, lastS } = await storm();
  add({
    what: "429 storm",
    faults: refusals,
    tally: { messages: sent, lost: 120 - sent, doubled: 0, outOfOrder: 0, unknown: 0 },
    note: `${refusals} refusals, ${early} requests early, at most ${together} at once, others done after ${othersDoneS} s of ${lastS} s`,
    ok: early === 0 && sent === 120 && othersDoneS <= 3,
  });
}

/** Where another step came first than the play is made of, it is begun again: it has shown nothing. */
async function played({ play, leaseMs }: Mutant, program: string): Promise<Tally> {
  for (let tries = 1; ; tries += 1) {
    try {
      const times = leaseMs === undefined ? {} : { times: { leaseMs } };
      return await inWorld({ replicas: 2, databaseUrl: await server.create(), program, ...times }, play);
    } catch (error) {
      if (!(error instanceof NobodyCameBy) || tries === 5) throw error;
    }
  }
}

async function tryMutants(): Promise<number> {
  let caught = 0;
  for (const mutant of mutants) {
    const changed = await bundle(mutant);
    const plain = await bundle();
    const [whole, without] = await Promise.all([played(mutant, plain), played(mutant, changed)]);
    const ok = !wrong(whole) && wrong(without);
    if (ok) caught += 1;
    failed ||= !ok;
    const { messages, lost, doubled, outOfOrder } = without;
    const said = `${messages} messages, ${lost} lost, ${doubled} doubled, ${outOfOrder} out of order`;
    const asItIs = wrong(whole) ? `wrong, too: ${JSON.stringify(whole)}` : "nothing wrong";
    console.log(`without the ${mutant.name}: ${said}; with it: ${asItIs}${ok ? "" : "  FAILED"}`);
  }
  console.log(
    `${caught} of ${mutants.length} mutants caught; ${Math.round((performance.now() - begun) / 1000)} s in all, on a machine that was ${slownessSince(begun).toFixed(1)} times slower than alone`,
  );
  return caught;
}
