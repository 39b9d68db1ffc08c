import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { addDays, instantAt, localDateOf, weekdayOf } from "../../src/core/calendar/local.js";
import type { OutboxMessage } from "../../src/ports/outbox.js";
import type { Repositories, Scope } from "../../src/ports/store.js";
import { openStore } from "../../src/store/index.js";
import { openBare, rowsOf } from "../../src/store/sqlite.js";
import { openSlackTown } from "../flows/slack-town.js";
import { openTeamsTown } from "../flows/teams-town.js";
import { type Town, until } from "../flows/town.js";
import { type PostgresServer, startPostgres } from "../store/postgres-server.js";
import { silent } from "../store/silent-journal.js";

const zone = "America/Los_Angeles";
const wednesday = nextWednesday();
const at = (time: string) => instantAt(wednesday, time, zone).toISOString();

let town: Town;
let child: ChildProcess | undefined;

afterEach(async () => {
  await end("SIGKILL");
  await town.close();
});

/** The example's rule asks on Wednesdays at three. */
function nextWednesday(): string {
  for (let date = localDateOf(new Date(), zone); ; date = addDays(date, 1))
    if (weekdayOf(date) === 3 && instantAt(date, "14:00", zone) > new Date()) return date;
}

async function startAt(now: string): Promise<void> {
  const { PATH } = process.env;
  const env = { PATH, ...town.environment, TEST_NOW: now };
  const started = fork("tests/flows/app-child.mjs", [], {
    env,
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  child = started;
  await Promise.race([
    once(started, "message"),
    once(started, "exit").then(([code]) => Promise.reject(new Error(`the program ended with ${code}`))),
  ]);
}

async function end(signal: NodeJS.Signals): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, "exit");
}

/** Import, link, claim: everything that comes before the first question, which is due ten minutes later. */
async function moveIn(): Promise<void> {
  await town.cli("import", "tests/flows/example.yaml");
  const code = /\b[A-Z0-9]+-[A-Z0-9]+\b/.exec(await town.cli("link", "--district", "Example Valley Unified"))?.[0];
  await startAt(at("14:50"));
  await town.typesCode(code ?? "");
  const identities = () => inStore((view, scope) => view.workspaces.identities(scope));
  while ((await identities()).filter(({ claimedBy }) => claimedBy === "e-mail").length < 2) await sleep(200);
}

/** Hello and question are out, and the program has stopped. */
async function askedAndStopped(): Promise<void> {
  await end("SIGTERM");
  await startAt(at("15:00"));
  await until("hello and question", () => town.said("lead").length === 2, 60_000);
  while ((await outbox()).some(({ state }) => state !== "sent")) await sleep(100);
  await end("SIGTERM");
}

async function inStore<T>(look: (view: Repositories, scope: Scope) => Promise<T>): Promise<T> {
  const { DATABASE_URL = "", THROUGHLINE_KEY } = town.environment;
  const store = await openStore({ url: DATABASE_URL, key: THROUGHLINE_KEY, journal: silent });
  try {
    return await store.read(async (view) => look(view, { networkId: (await view.networks.all())[0]?.id ?? "" }));
  } finally {
    await store.close();
  }
}

const outbox = () => inStore((view, scope) => view.outbox.list(scope, {}));

/** Waits until nothing is waiting or on its way any more. */
async function settled(): Promise<OutboxMessage[]> {
  for (const giveUpAt = Date.now() + 60_000; ; await sleep(200)) {
    const rows = await outbox();
    if (rows.length >= 2 && rows.every(({ state }) => state !== "pending" && state !== "sending")) return rows;
    if (Date.now() > giveUpAt)
      throw new Error(JSON.stringify(rows.map(({ kind, state, error }) => [kind, state, error])));
  }
}

const databaseFile = () => path.join(town.folder, "town.db");

/** As docs/operating.md says: the copy takes the place of the database and of what lay beside it. */
function putInPlace(copy: string): void {
  for (const rest of ["", "-wal", "-shm"]) rmSync(databaseFile() + rest, { force: true });
  copyFileSync(copy, databaseFile());
}

describe.each([
  { platform: "Slack", open: openSlackTown, outcome: "sent" },
  { platform: "Teams", open: openTeamsTown, outcome: "unknown" },
])("a SQLite back-up that is older than a question, on $platform", ({ open, outcome }) => {
  beforeEach(async () => {
    town = await open();
  });

  it("is made while the program runs, and asks nobody twice when it is restored", async () => {
    await moveIn();
    const copy = path.join(town.folder, "back-up.db");
    expect(await town.cli("backup", copy)).toContain("is a copy of the database");
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    await askedAndStopped();

    putInPlace(copy);
    await startAt(at("15:10"));
    const rows = await settled();
    expect(town.said("lead")).toHaveLength(2);
    expect(rows.map(({ kind, state }) => [kind, state]).sort()).toEqual([
      ["check-in", outcome],
      ["welcome", outcome],
    ]);
    if (outcome === "unknown") expect(await town.cli("status")).toContain("may or may not have arrived");

    // The question that was asked before is the one that is answered now.
    await town.linksChannel();
    const form = await town.opens("Plan it");
    expect(await form.send({ change: "Exit tickets", prediction: "60 % get it right" })).toEqual({ closed: true });
    await until("the digest", () => town.said("channel").length > 0);
    await end("SIGTERM");
    // Once is enough: a second start sends what is due as ever.
    await startAt(at("15:20"));
    await settled();
    expect(town.said("channel")).toHaveLength(1);
    expect(town.said("lead").filter((text) => text.includes("You can pause or stop me any time."))).toHaveLength(1);
  }, 180_000);
});

describe("a copy of a SQLite database", () => {
  it("is never put over a file, leaves nothing behind when it fails, and is not made of nothing", async () => {
    town = await openSlackTown();
    await town.cli("import", "tests/flows/example.yaml");
    const copy = path.join(town.folder, "it's a copy.db");
    await town.cli("backup", copy);
    await expect(town.cli("backup", copy)).rejects.toThrow("is there already");
    await expect(town.cli("backup", path.join(town.folder, "no-such-folder", "copy.db"))).rejects.toThrow();
    town.environment.DATABASE_URL = `file:${path.join(town.folder, "elsewhere.db")}`;
    await expect(town.cli("backup", path.join(town.folder, "second.db"))).rejects.toThrow("There is no database at");
    expect(readdirSync(town.folder).filter((name) => name.endsWith(".part") || name.startsWith("second"))).toEqual([]);
    const file = await openBare(copy, "read");
    expect(await rowsOf(file, "PRAGMA integrity_check")).toEqual([["ok"]]);
    await file.dispose();
    town.environment.DATABASE_URL = "postgresql://somebody@localhost/throughline";
    await expect(town.cli("backup", path.join(town.folder, "third.db"))).rejects.toMatchObject({
      stdout: expect.stringContaining("pg_dump"),
    });
  }, 60_000);
});

describe("a PostgreSQL database that was restored under another name", () => {
  let server: PostgresServer;
  afterAll(() => server?.remove());

  it("asks nobody twice where it is said when the copy was made, also whom it does not know to be there", async () => {
    server = await startPostgres();
    town = await openSlackTown();
    const url = await server.create();
    town.environment.DATABASE_URL = url;
    await moveIn();
    await end("SIGTERM");
    const madeAt = new Date().toISOString();
    // In place of pg_dump and pg_restore, which this build of PostgreSQL lacks.
    const name = new URL(url).pathname.slice(1);
    await server.sql(server.url("postgres"), `CREATE DATABASE restored TEMPLATE "${name}"`);
    await askedAndStopped();
    // She was claimed after the copy was made.
    await server.sql(server.url("restored"), `DELETE FROM "identity" WHERE "externalUser" = 'U1'`);
    town.environment.DATABASE_URL = server.url("restored");
    for (const wrong of [[], ["yesterday"], ["2999-01-01T00:00:00Z"]])
      await expect(town.cli("restored", ...wrong)).rejects.toMatchObject({
        stdout: expect.stringContaining("such as"),
      });
    expect(await town.cli("restored", madeAt)).toContain("Start the program now.");
    await startAt(at("15:10"));
    expect((await settled()).map(({ state }) => state)).toEqual(["sent", "sent"]);
    expect(town.said("lead")).toHaveLength(2);
  }, 180_000);
});
