import { parseArgs } from "node:util";
import { type PostgresServer, startPostgres } from "../store/postgres-server.js";
import { type Burst, burst } from "./burst.js";
import { exponent, percentile, type Spread, short, spread } from "./figures.js";
import { benchGroups } from "./groups-rows.js";
import { type MatchingRun, searchNetwork } from "./matching.js";
import { type Drain, drain } from "./outbox.js";
import { canSimulate, type Simulated, simulate } from "./simulate.js";
import { submitRounds, summaryOf } from "./submit.js";

// `npm run bench [-- NAME …]`: submit, outbox, burst, simulate, matching (with its groups), groups; all of them without a name.
// Each row is measured beside
// its reference in the same run, in turn with it, and the ratio is what counts: the machine may be busy with other
// things. Flags: --rounds N, --messages N (of the burst: 100,000 when it is named, 5,000 in a run of all),
// --profile DIR (a CPU profile of the submit path). The last line is JSON; ends with 1 when a row misses its bar.

const names = ["submit", "outbox", "burst", "simulate", "matching", "groups"] as const;
type Name = (typeof names)[number];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string" }, messages: { type: "string" }, profile: { type: "string" } },
});
const unknown = positionals.find((one) => !names.includes(one as Name));
if (unknown !== undefined) throw new Error(`There is no bench “${unknown}”: ${names.join(", ")}.`);
const asked = positionals.includes("matching") ? [...positionals, "groups"] : positionals;
const chosen = positionals.length === 0 ? names : names.filter((name) => asked.includes(name));

/** `ok`: undefined where no bar is set. */
export type Row = { name: string; reference: string; ratio: number; ok?: boolean; figures: Record<string, number> };
const rows: Row[] = [];

function add(row: Row, lines: string[]): void {
  rows.push(row);
  const judged = row.ok === undefined ? "" : row.ok ? "  (within its bars)" : "  (MISSES A BAR)";
  console.log(`\n${row.name}: ${short(row.ratio)} of ${row.reference}${judged}`);
  for (const line of lines) console.log(`  ${line}`);
}

const range = ({ min, median, max }: Spread) => `${short(median)} (${short(min)} to ${short(max)})`;
const roundsOr = (usual: number) => numberOr("rounds", usual);

function numberOr(flag: "rounds" | "messages", usual: number): number {
  const number = Number(values[flag] ?? usual);
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`--${flag}: a number above 0`);
  return number;
}

async function benchSubmit(): Promise<void> {
  const size = { districts: 25, members: 8 };
  const rounds = await submitRounds({ ...size, rounds: roundsOr(5), connections: 20, profile: values.profile });
  const all = rounds.map(summaryOf);
  const of = (key: keyof (typeof all)[number]) => spread(all.map((one) => one[key]));
  const [ratio, p99] = [of("ratio"), of("p99")];
  const late = all.reduce((sum, one) => sum + one.late, 0);
  add(
    {
      name: "submit",
      reference: "bare Bolt's throughput",
      ratio: ratio.median,
      ok: ratio.median >= 0.1 && p99.median < 250,
      figures: {
        per_second: of("perSecond").median,
        bare_per_second: of("barePerSecond").median,
        p50_ms: of("p50").median,
        p99_ms: p99.median,
        bare_p50_ms: of("bareP50").median,
        bare_p99_ms: of("bareP99").median,
        cpu_ms: of("cpuMs").median,
        bare_cpu_ms: of("bareCpuMs").median,
        late,
      },
    },
    [
      `${rounds.length} rounds of ${size.districts * size.members} forms from ${size.districts} districts, 20 connections; median (lowest to highest round)`,
      `forms a second: ${range(of("perSecond"))}; bare Bolt: ${range(of("barePerSecond"))}; ratio: ${range(ratio)}, bar 0.10`,
      `p50 ms: ${range(of("p50"))}; bare Bolt: ${range(of("bareP50"))}`,
      `p99 ms: ${range(p99)}, bar 250; bare Bolt: ${range(of("bareP99"))}`,
      `CPU ms a request: ${range(of("cpuMs"))}; bare Bolt: ${range(of("bareCpuMs"))}; answered late: ${late}`,
    ],
  );
}

async function benchOutbox(): Promise<void> {
  await compareDrains("sqlite", async () => undefined);
  let server: PostgresServer;
  try {
    server = await startPostgres();
  } catch (error) {
    console.log(`\noutbox, postgresql: not measured: ${error instanceof Error ? error.message : error}`);
    return;
  }
  try {
    await compareDrains("postgresql", () => server.create());
  } finally {
    await server.remove();
  }
}

async function compareDrains(database: string, create: () => Promise<string | undefined>): Promise<void> {
  const few: Drain[] = [];
  const many: Drain[] = [];
  const sample = 500;
  for (let round = 0; round < roundsOr(3); round += 1) {
    few.push(await drain({ workspaces: 100, conversations: 10, each: 1 }, sample, await create()));
    many.push(await drain({ workspaces: 100, conversations: 1_000, each: 1 }, sample, await create()));
  }
  const rate = (drains: Drain[]) => spread(drains.map((one) => one.perSecond));
  const p99 = (drains: Drain[]) => spread(drains.map((one) => percentile(one.claimsMs, 0.99)));
  const ratio = spread(many.map((one, nth) => one.perSecond / (few[nth]?.perSecond ?? Number.NaN)));
  add(
    {
      name: `outbox, ${database}`,
      reference: "the rate with 1,000 pending",
      ratio: ratio.median,
      figures: {
        per_second: rate(many).median,
        per_second_1000: rate(few).median,
        claim_p99_ms: p99(many).median,
        claim_p99_ms_1000: p99(few).median,
      },
    },
    [
      `${many.length} rounds of ${sample} messages; median (lowest to highest round)`,
      `messages a second with 100,000 pending: ${range(rate(many))}; with 1,000: ${range(rate(few))}; ratio: ${range(ratio)}`,
      `claim p99 ms with 100,000 pending: ${range(p99(many))}; with 1,000: ${range(p99(few))}`,
    ],
  );
}

async function benchBurst(): Promise<void> {
  const messages = numberOr("messages", positionals.includes("burst") ? 100_000 : 5_000);
  const workspaces = Math.min(100, Math.ceil(messages / 50));
  const conversations = Math.ceil(messages / workspaces / 2);
  const begun = performance.now();
  const result: Burst = await burst({ workspaces, conversations, each: 2 });
  const ratio = result.makespanMs / result.optimumMs;
  const refused = result.refused / result.messages;
  add(
    {
      name: "burst",
      reference: "the shortest time that the limits allow",
      ratio,
      ok: ratio < 1.1 && refused < 0.005 && result.rssMb < 400,
      figures: {
        messages: result.messages,
        makespan_s: result.makespanMs / 1_000,
        optimum_s: result.optimumMs / 1_000,
        refused_share: refused,
        rss_mb: result.rssMb,
      },
    },
    [
      `${short(result.messages)} messages, two to each of ${short(conversations)} conversations of ${workspaces} workspaces, in ${short((performance.now() - begun) / 1_000)} s`,
      `on the virtual clock ${short(result.makespanMs / 1_000)} s; optimum ${short(result.optimumMs / 1_000)} s; bar 1.1`,
      `refused by the platform (429): ${short(refused * 100)} %, bar 0.5 %; memory ${short(result.rssMb)} MB, bar 400`,
    ],
  );
}

async function benchSimulate(): Promise<void> {
  if (!canSimulate()) {
    console.log("\nsimulate: not measured: tests/simulate is not there");
    return;
  }
  const weeks = 8;
  const all: Simulated[] = [];
  for (const districts of [25, 100, 400]) all.push(await simulate(districts, weeks));
  const growth = exponent(all.map(({ districts, seconds }) => ({ x: districts, y: seconds })));
  const memory = exponent(all.map(({ districts, rssMb }) => ({ x: districts, y: rssMb })));
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined) return;
  const linear = first.seconds * (last.districts / first.districts);
  const broken = all.reduce((sum, one) => sum + one.broken, 0);
  add(
    {
      name: "simulate",
      reference: "the time if it grew with the districts, 25 to 400",
      ratio: last.seconds / linear,
      ok: growth <= 1.1 && broken === 0,
      figures: {
        ...Object.fromEntries(all.map(({ districts, seconds }) => [`seconds_${districts}`, seconds])),
        ...Object.fromEntries(all.map(({ districts, rssMb }) => [`rss_mb_${districts}`, rssMb])),
        exponent: growth,
        memory_exponent: memory,
        broken,
      },
    },
    [
      `${weeks} weeks: ${all.map((one) => `${one.districts} districts ${short(one.seconds)} s, ${short(one.rssMb)} MB`).join("; ")}`,
      `exponent of growth: time ${short(growth)}, bar 1.1; memory ${short(memory)}; broken invariants: ${broken}`,
    ],
  );
}

async function benchMatching(): Promise<void> {
  for (const { districts, queries, bar } of [
    { districts: 13_000, queries: 200, bar: 10 },
    { districts: 100_000, queries: 100, bar: 50 },
  ]) {
    const run: MatchingRun = searchNetwork(districts, queries);
    add(
      {
        name: `matching, ${short(districts)} districts`,
        reference: "the time to read the same bytes once (p95)",
        ratio: run.p95 / run.readMs,
        ok: run.p95 <= bar,
        figures: { p50_ms: run.p50, p95_ms: run.p95, read_ms: run.readMs, mb: run.bytes / 1e6, put_ms: run.putMs },
      },
      [
        `${queries} queries, each a full score of all and the reasons of the best 5; p50 ${short(run.p50)} ms, p95 ${short(run.p95)} ms, bar ${bar} ms`,
        `${short(run.bytes / 1e6)} MB of rows are read once in ${short(run.readMs)} ms; one changed row: ${short(run.putMs)} ms`,
      ],
    );
  }
}

const benches: Record<Name, () => Promise<void>> = {
  submit: benchSubmit,
  outbox: benchOutbox,
  burst: benchBurst,
  simulate: benchSimulate,
  groups: () => benchGroups(add),
  matching: benchMatching,
};
for (const name of chosen) await benches[name]();
console.log(JSON.stringify(rows, (_, value) => (typeof value === "number" ? Number(value.toPrecision(4)) : value)));
process.exitCode = rows.some(({ ok }) => ok === false) ? 1 : 0;
