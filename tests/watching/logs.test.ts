import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addDays, instantAt, localDateOf, weekdayOf } from "../../src/core/calendar/local.js";
import { openBare } from "../../src/store/sqlite.js";
import { openSlackTown } from "../flows/slack-town.js";
import { openTeamsTown } from "../flows/teams-town.js";
import { type Town, until } from "../flows/town.js";

const zone = "America/Los_Angeles";
let town: Town;
let child: ChildProcess | undefined;
let output = "";

afterEach(async () => {
  if (child !== undefined && child.exitCode === null && child.signalCode === null) {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  await town.close();
});

/** When the example's rule asks: the next Wednesday, three in the afternoon. */
function nextCheckIn(): Date {
  for (let date = localDateOf(new Date(), zone); ; date = addDays(date, 1)) {
    const at = instantAt(date, "15:00", zone);
    if (weekdayOf(date) === 3 && at > new Date()) return at;
  }
}

/** The built program, and every byte that it writes to either of its outputs. */
async function start(): Promise<ChildProcess> {
  const { PATH } = process.env;
  const env = { PATH, ...town.environment, LOG_LEVEL: "trace", TEST_NOW: nextCheckIn().toISOString() };
  const started = fork("tests/flows/app-child.mjs", [], {
    env,
    execArgv: [],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  for (const stream of [started.stdout, started.stderr])
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  child = started;
  await Promise.race([
    once(started, "message"),
    once(started, "exit").then(([code]) => Promise.reject(new Error(`the program ended with ${code}: ${output}`))),
  ]);
  return started;
}

/** Runs statements beside the program, as somebody with a tool would. */
async function inDatabase(script: string): Promise<void> {
  const file = await openBare((town.environment.DATABASE_URL ?? "").slice("file:".length), "write");
  try {
    await file.executeScript(script);
  } finally {
    await file.dispose();
  }
}

const typed = {
  draft: "Marker-draft: Ana guesses from the pictures",
  change: "Marker-change: a sound wall in two rooms",
  prediction: "Marker-prediction: 60 % decode",
  unsaved: "Marker-unsaved: nobody could save this",
  unsavedForm: "Marker-form: nor this",
  forged: "Marker-forged: let me in, xoxb-9999-forgedtoken",
  stored: "Marker-stored: what a broken row holds",
  address: "marker.person@valley.example.org",
};

describe.each([
  { platform: "Slack", open: openSlackTown },
  { platform: "Teams", open: openTeamsTown },
])("what the program writes to its outputs on $platform", ({ open }) => {
  beforeEach(async () => {
    output = "";
    town = await open();
  });

  it("has nobody's words, names, addresses or tokens in it, whatever goes right or wrong", async () => {
    await town.cli("import", "tests/flows/example.yaml");
    const code =
      /\b[A-Z0-9]+-[A-Z0-9]+\b/.exec(await town.cli("link", "--district", "Example Valley Unified"))?.[0] ?? "";
    expect(code).not.toBe("");
    const program = await start();

    // As it should go: a code, a check-in, a draft, an update, a digest.
    await town.typesCode(code);
    await until("the first check-in", () => town.said("lead").length === 2, 60_000);
    await town.linksChannel();
    await town.says(`${typed.draft} ${typed.address}`);
    await until("the draft's card", () => town.said("lead").length > 2);
    const form = await town.opens("Plan it");
    expect(await form.send({ change: typed.change, prediction: typed.prediction })).toEqual({ closed: true });
    await until("the digest", () => town.said("channel").length > 0);

    // The platform in trouble.
    town.answersWith("429", "500", "refused");
    for (const word of ["status", "help", "mine"]) await town.says(`${word} ${typed.draft}`);
    await town.says(typed.draft);
    await until("a send that failed", () => output.includes("send failed") || output.includes("not-delivered"), 30_000);

    // Somebody who is not who he says he is, or who sends nonsense.
    const statuses = await town.forges(typed.forged);
    expect(statuses.filter((status) => status === 401).length).toBeGreaterThanOrEqual(3);
    expect(statuses).toContain(400);

    // The database in trouble: what is refused quotes the row, and a row is broken.
    const tables = ["draft", "cycle_update", "cycle_update_version", "cycle", "inbound_event"];
    for (const table of tables)
      await inDatabase(
        `CREATE TRIGGER "no_${table}" BEFORE INSERT ON "${table}" BEGIN SELECT RAISE(ABORT, 'cannot keep "${typed.stored}"'); END`,
      );
    await town.says(typed.unsaved);
    const kept = await town.opens("Edit").catch(() => undefined);
    await kept?.send({ change: typed.unsavedForm });
    await until("a request that failed", () => output.includes("request-failed"));
    for (const table of tables) await inDatabase(`DROP TRIGGER "no_${table}"`);
    await inDatabase(
      `UPDATE "outbox_message" SET "delivery" = '${typed.stored}', "state" = 'pending' WHERE "kind" = 'digest';
       UPDATE "lane" SET "headId" = (SELECT "id" FROM "outbox_message" WHERE "kind" = 'digest' LIMIT 1), "nextAt" = 0, "leaseUntil" = NULL
       WHERE "key" = (SELECT "lane" FROM "outbox_message" WHERE "kind" = 'digest' LIMIT 1);`,
    );
    await town.says(typed.draft);
    await until("a delivery that stopped", () => /delivery (stopped|failed)/.test(output), 30_000);

    const figures = await (await fetch(`http://127.0.0.1:${town.environment.PORT}/metrics`)).text();
    expect(figures).toContain("throughline_events_total");
    program.kill("SIGTERM");
    await once(program, "exit");

    const lines = output.split("\n").filter((line) => line !== "");
    expect(lines.length).toBeGreaterThanOrEqual(4);
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({ msg: expect.any(String), time: expect.any(Number) });
    const secrets = Object.entries(town.environment)
      .filter(([name]) => /SECRET|TOKEN|Password|KEY/.test(name))
      .map(([, value]) => value);
    expect(secrets.length).toBeGreaterThanOrEqual(2);
    const words = Object.values(typed).flatMap((text) => [text, text.split(": ")[0] ?? text]);
    const people = ["Example Valley", "lead@valley", "valley.example.org", "Ana guesses"];
    for (const written of [output, figures])
      for (const word of [...words, ...people, ...secrets, code, "eyJ", "xoxb-", "Bearer "])
        expect(written.includes(word), `${word} in ${lines.find((line) => line.includes(word))}`).toBe(false);
  }, 180_000);
});
