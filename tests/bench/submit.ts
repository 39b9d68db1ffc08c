import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { openStore } from "../../src/store/index.js";
import { openBare } from "../../src/store/sqlite.js";
import { submitted } from "../slack/harness.js";
import { silent } from "../store/silent-journal.js";
import { percentile } from "./figures.js";
import { type Asked, everythingSent, layNetwork, type Size } from "./ground.js";
import { type Load, send, submission } from "./load.js";
import { type Program, startProgram } from "./program.js";

export type SubmitRound = { ours: Measured; bare: Measured };

/** `cpuMs`: of the server's process, per request. */
type Measured = Load & { cpuMs: number };

export type SubmitOptions = Size & { rounds: number; connections: number; profile?: string | undefined };

const here = import.meta.dirname;
const root = path.join(here, "../..");
const signingSecret = "a-signing-secret";
const key = "ab".repeat(32);

/**
 * Everybody in a network answers her check-in at the same time: the built program, as shipped, with a SQLite file on
 * disk; its own sending goes on beside it, as it does while people are being answered. Each round is another network of the same size, and the same forms go to a
 * bare Bolt handler before or after it. The first network warms both up.
 */
export async function submitRounds(options: SubmitOptions): Promise<SubmitRound[]> {
  const { rounds, connections, profile } = options;
  const folder = await mkdtemp(path.join(os.tmpdir(), "throughline-bench-"));
  const file = path.join(folder, "bench.db");
  const crowds = await layGround(file, rounds + 1, options);
  const cloud = await startProgram([path.join(here, "prompt-cloud.mjs")], {});
  const bare = await startProgram([path.join(here, "bare-bolt.mjs")], { SLACK_SIGNING_SECRET: signingSecret });
  const ours = await startProgram(
    [path.join(root, "dist/src/cli.js"), "start"],
    {
      PORT: "0",
      DATABASE_URL: `file:${file}`,
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_CLIENT_ID: "1.2",
      SLACK_CLIENT_SECRET: "a-client-secret",
      SLACK_STATE_SECRET: "a-state-secret",
      SLACK_API_URL: `${cloud.url}/api/`,
      THROUGHLINE_KEY: key,
      PUBLIC_URL: "https://throughline.example.org",
    },
    profile,
  );
  try {
    const result: SubmitRound[] = [];
    let roundMs = 1_000;
    for (const [nth, crowd] of crowds.entries()) {
      const bodies = crowd.map(bodyOf);
      // As long as ours takes: on a machine that others use too, a short burst gets more of it than a long one.
      const toBare = () => measured(bare, () => send(bare.url, bodies, { connections, signingSecret, forMs: roundMs }));
      const toOurs = () => measured(ours, () => send(ours.url, bodies, { connections, signingSecret }));
      const before = nth % 2 === 0 ? await toBare() : undefined;
      const begun = performance.now();
      const round = { ours: await toOurs(), bare: before };
      roundMs = performance.now() - begun;
      if (nth > 0) result.push({ ours: round.ours, bare: round.bare ?? (await toBare()) });
    }
    await demandAllRecorded(file, crowds.flat().length);
    return result;
  } finally {
    await ours.stop();
    await bare.stop();
    await cloud.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measured(program: Program, work: () => Promise<Load>): Promise<Measured> {
  const before = program.cpuMs() ?? Number.NaN;
  const load = await work();
  return { ...load, cpuMs: ((program.cpuMs() ?? Number.NaN) - before) / load.latenciesMs.length };
}

async function layGround(file: string, networks: number, size: Size): Promise<Asked[][]> {
  const store = await openStore({ url: `file:${file}`, key, journal: silent });
  const crowds: Asked[][] = [];
  for (let nth = 0; nth < networks; nth += 1) crowds.push(await layNetwork(store, `n${nth}`, size, new Date()));
  await store.close();
  const bare = await openBare(file, "write");
  for (const statement of everythingSent) await bare.executeScript(statement);
  await bare.dispose();
  return crowds;
}

/** An answer of 200 that left nothing in the database would be a fast way to be wrong. */
async function demandAllRecorded(file: string, expected: number): Promise<void> {
  const bare = await openBare(file, "read");
  const sql = `SELECT (SELECT COUNT(*) FROM "cycle_update"), (SELECT COUNT(*) FROM "check_in_prompt" WHERE "state" = 'answered')`;
  const { rows } = await bare.queryRaw({ sql, args: [], argTypes: [] });
  await bare.dispose();
  const [updates, answered] = rows[0] ?? [];
  if (Number(updates) !== expected || Number(answered) !== expected)
    throw new Error(`${expected} forms were taken, ${updates} updates and ${answered} answered questions are stored`);
}

function bodyOf({ workspace, user, cycleId, promptId }: Asked): string {
  const context = { cycle: cycleId, stage: "do", prompt: promptId };
  const payload = submitted(
    {
      happened: { value: `Half of them could say why; the exit tickets of ${user} took four minutes.` },
      result: { value: "22 of 46" },
      next: { selected_option: { value: "keep testing" } },
    },
    {
      id: `V-${user}`,
      private_metadata: JSON.stringify({ form: "update", context }),
      app_installed_team_id: workspace,
    },
    { user: { id: user, team_id: workspace }, team: { id: workspace, domain: "bench" } },
  );
  return submission(payload);
}

export type SubmitSummary = {
  perSecond: number;
  barePerSecond: number;
  ratio: number;
  p50: number;
  p99: number;
  bareP50: number;
  bareP99: number;
  late: number;
  cpuMs: number;
  bareCpuMs: number;
};

export function summaryOf({ ours, bare }: SubmitRound): SubmitSummary {
  return {
    perSecond: ours.perSecond,
    barePerSecond: bare.perSecond,
    ratio: ours.perSecond / bare.perSecond,
    p50: percentile(ours.latenciesMs, 0.5),
    p99: percentile(ours.latenciesMs, 0.99),
    bareP50: percentile(bare.latenciesMs, 0.5),
    bareP99: percentile(bare.latenciesMs, 0.99),
    late: ours.late,
    cpuMs: ours.cpuMs,
    bareCpuMs: bare.cpuMs,
  };
}
