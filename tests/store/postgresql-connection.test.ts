import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Repositories } from "../../src/ports/store.js";
import { PrismaClient } from "../../src/store/generated/postgresql/client.js";
import { openStore } from "../../src/store/index.js";
import { placeOf, postgresAdapter } from "../../src/store/postgresql.js";
import { type Cable, layCable } from "./cable.js";
import { type PostgresServer, startPostgres } from "./postgres-server.js";
import { at, north, saveAll } from "./sample-rows.js";
import { silent } from "./silent-journal.js";
import { expectNoSkew } from "./transaction-cases.js";

let server: PostgresServer;
let url = "";
const cleanUp: (() => Promise<void>)[] = [];

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.remove());
beforeEach(async () => {
  url = await server.create();
  cleanUp.push(() => server.drop(url));
});
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

/** `search`: settings of the connection, in milliseconds where they are limits. */
async function open(search: Record<string, string> = {}, port = server.port) {
  const address = Object.assign(new URL(url), { port: String(port), search: new URLSearchParams(search).toString() });
  const store = await openStore({ url: address.href, key: undefined, journal: silent });
  cleanUp.push(() => store.close());
  return store;
}

async function cable(): Promise<Cable> {
  const laid = await layCable(server.port);
  cleanUp.push(() => laid.remove());
  return laid;
}

/** A connection beside the store, as another program would have one. */
async function beside(): Promise<pg.Client> {
  const client = new pg.Client(url);
  await client.connect();
  cleanUp.push(() => client.end());
  return client;
}

function signal(): [Promise<void>, () => void] {
  let give: () => void = () => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return [given, () => give()];
}

const set =
  (name: string, value = "there") =>
  (tables: Repositories) =>
    tables.settings.set(name, value);
const get = (name: string) => (view: Repositories) => view.settings.get(name);
const gone = {
  name: "StoreUnreachable",
  message: expect.stringMatching(/^The database test_\d+ at 127\.0\.0\.1:\d+ cannot be reached \(.+\)\.$/),
};

describe("the connection to PostgreSQL", () => {
  test("comes back by itself after the server was away, and nothing is half done", async () => {
    const store = await open();
    await store.write(set("before"));
    const reads = await Promise.all([1, 2, 3, 4].map(() => store.read(get("before"))));
    expect(new Set(reads)).toEqual(new Set(["there"]));
    const [inTheMiddle, begun] = signal();
    const [away, stopped] = signal();
    const interrupted = store.write(async (tables) => {
      await set("interrupted")(tables);
      begun();
      await away;
      await set("interrupted too")(tables);
    });
    const waiting = store.write(set("waiting"));
    const outcomes = Promise.allSettled([interrupted, waiting]);
    await inTheMiddle;
    await server.stop();
    stopped();
    for (const outcome of await outcomes) expect(outcome).toMatchObject({ status: "rejected", reason: gone });
    for (let count = 0; count < 6; count += 1) {
      await expect(store.read(get("before"))).rejects.toMatchObject(gone);
      await expect(store.write(set("away"))).rejects.toMatchObject(gone);
    }
    await server.start();
    await store.write(set("after"));
    await store.read(async (view) => {
      const names = ["before", "interrupted", "interrupted too", "waiting", "away", "after"];
      const values = await Promise.all(names.map((name) => view.settings.get(name)));
      expect(values).toEqual(["there", undefined, undefined, undefined, undefined, "there"]);
    });
  });

  test("says what became of a write whose commit was made but whose answer was lost", async () => {
    const line = await cable();
    const store = await open({}, line.port);
    for (const name of ["one", "two", "three"]) {
      line.judge = (sent) => (sent.includes("COMMIT") ? "cut after" : "pass");
      expect(await store.write(async (tables) => set(name)(tables).then(() => name))).toBe(name);
      line.judge = () => "pass";
      expect(await store.read(get(name))).toBe("there");
    }
  });

  test("says what became of a write whose commit never left", async () => {
    const line = await cable();
    const store = await open({}, line.port);
    for (const name of ["one", "two", "three"]) {
      line.judge = (sent) => (sent.includes("COMMIT") ? "cut" : "pass");
      await expect(store.write(set(name))).rejects.toMatchObject(gone);
      line.judge = () => "pass";
      expect(await store.read(get(name))).toBeUndefined();
    }
    await store.write(set("four"));
    expect(await store.read(get("four"))).toBe("there");
  });

  test("says so when nobody can tell what became of a write", async () => {
    const line = await cable();
    const store = await open({}, line.port);
    line.judge = (sent) => {
      if (!sent.includes("COMMIT")) return "pass";
      line.closed = true;
      return "cut after";
    };
    let passed = 0;
    const clock = performance.now.bind(performance);
    vi.spyOn(performance, "now").mockImplementation(() => {
      passed += 10_000;
      return clock() + passed;
    });
    const outcome = store.write(set("name"));
    await expect(outcome).rejects.toMatchObject({
      name: "StoreUnreachable",
      message: expect.stringMatching(/may or may not be there/),
    });
  });

  test("is given up when it has gone dead without a word, in the middle of a write and of a read", async () => {
    const line = await cable();
    const store = await open({ query_timeout: "300" }, line.port);
    await store.write(set("before"));
    await store.read(get("before"));
    const going = store.write(async (tables) => {
      await set("lost")(tables);
      line.dead = true;
      await set("lost too")(tables);
    });
    await expect(going).rejects.toMatchObject(gone);
    await expect(store.read(get("before"))).rejects.toMatchObject(gone);
    // What was sent meanwhile is lost for ever: these connections would never answer again.
    line.dead = false;
    await store.write(set("after"));
    const names = ["before", "lost", "lost too", "after"];
    const values = await store.read((view) => Promise.all(names.map((name) => view.settings.get(name))));
    expect(values).toEqual(["there", undefined, undefined, "there"]);
  });

  test("is waited for while another process writes: reads go on, and the write is made", async () => {
    const store = await open();
    const other = await open();
    let written = false;
    const [holding, begun] = signal();
    const theirs = other.write(async (tables) => {
      await set("name", "theirs")(tables);
      begun();
      await sleep(700);
    });
    await holding;
    const write = store
      .write(async (tables) => {
        expect(await get("name")(tables)).toBe("theirs");
        await set("name", "ours")(tables);
      })
      .then(() => {
        written = true;
      });
    await sleep(300);
    expect(written).toBe(false);
    expect(await store.read(get("name"))).toBeUndefined();
    await theirs;
    await write;
    expect(await store.read(get("name"))).toBe("ours");
  });

  test("is not waited for without end: whoever holds the others up loses its write", async () => {
    const standstill = await open({ idle_in_transaction_session_timeout: "400" });
    const store = await open();
    const [holding, begun] = signal();
    const stopped = standstill.write(async (tables) => {
      await set("name", "too late")(tables);
      begun();
      await sleep(1_500);
    });
    const outcome = expect(stopped).rejects.toMatchObject(gone);
    await holding;
    await store.write(set("name", "in time"));
    await outcome;
    expect(await store.read(get("name"))).toBe("in time");
    await standstill.write(set("name", "next"));
    expect(await store.read(get("name"))).toBe("next");
  });

  test("says so when it is held by another program for too long", async () => {
    const store = await open({ lock_timeout: "300" });
    const other = await beside();
    await other.query("BEGIN; LOCK TABLE setting");
    await expect(store.write(set("name"))).rejects.toMatchObject({
      name: "StoreUnreachable",
      message: expect.stringMatching(/is held by another process/),
    });
    await other.query("ROLLBACK");
    await store.write(set("name"));
  });

  test("runs a write again that the database undid for the sake of another", async () => {
    const store = await open();
    const other = await beside();
    await store.write(async (tables) => {
      await set("a")(tables);
      await set("b")(tables);
    });
    let tries = 0;
    const [holding, begun] = signal();
    const write = store.write(async (tables) => {
      tries += 1;
      await set("a", "ours")(tables);
      begun();
      await sleep(300);
      await set("b", "ours")(tables);
    });
    await holding;
    // The other program waits patiently: of the two that wait for each other, ours finds it out.
    await other.query("SET deadlock_timeout = '1min'; BEGIN; UPDATE setting SET value = 'theirs' WHERE name = 'b'");
    await other.query("UPDATE setting SET value = 'theirs' WHERE name = 'a'");
    await other.query("COMMIT");
    await write;
    expect(tries).toBe(2);
    expect(await store.read(async (view) => [await get("a")(view), await get("b")(view)])).toEqual(["ours", "ours"]);
  });

  test("has its limits: nothing is waited for without end, and what is opened to read cannot write", async () => {
    for (const use of ["read", "write"] as const) {
      const client = new PrismaClient({ adapter: postgresAdapter(placeOf(url), use), errorFormat: "minimal" });
      cleanUp.push(() => client.$disconnect());
      const seconds = async (name: string) =>
        (
          await client.$queryRaw<{ seconds: number }[]>`
            SELECT extract(epoch FROM current_setting(${name})::interval)::float8 AS seconds`
        )[0]?.seconds;
      expect(await seconds("statement_timeout")).toBe(30);
      expect(await seconds("lock_timeout")).toBe(30);
      expect(await seconds("idle_in_transaction_session_timeout")).toBe(use === "write" ? 20 : 0);
      const writing = client.setting.create({ data: { name: use, value: "" } });
      if (use === "read") await expect(writing).rejects.toThrow(/read-only/);
      else await writing;
      const busy = await Promise.all(
        Array.from({ length: 20 }, () => client.$queryRaw`SELECT pg_backend_pid() AS pid`),
      );
      expect(new Set(busy.flat().map((row) => (row as { pid: number }).pid)).size).toBeLessThanOrEqual(
        use === "write" ? 1 : 4,
      );
    }
  });

  test("takes what Prisma asks at the same time for a write of many rows, without a warning from the driver", async () => {
    const warnings: string[] = [];
    const note = (warning: Error) => warnings.push(warning.message);
    process.on("warning", note);
    const connection = await postgresAdapter(placeOf(url), "write").connect();
    cleanUp.push(() => connection.dispose());
    const transaction = await connection.startTransaction();
    const ask = (sql: string) => transaction.queryRaw({ sql, args: [], argTypes: [] });
    const answers = await Promise.all(["SELECT 1", "SELECT 2", "SELECT 3", "SELECT 4"].map(ask));
    expect(answers.flatMap(({ rows }) => rows.flat())).toEqual([1, 2, 3, 4]);
    await ask("ROLLBACK");
    await transaction.rollback();
    await sleep(10);
    process.off("warning", note);
    expect(warnings).toEqual([]);
  });

  test("is what the store needs, whatever the database and the role were set to", async () => {
    const database = new URL(url).pathname.slice(1);
    for (const setting of [
      "timezone = 'America/Los_Angeles'",
      "datestyle = 'SQL, DMY'",
      "default_transaction_isolation = 'repeatable read'",
      "search_path = 'elsewhere'",
    ]) {
      await server.sql(url, `ALTER DATABASE ${database} SET ${setting}`);
    }
    const store = await open({ options: "-c timezone=Asia/Tokyo" });
    const other = await open();
    await store.write((tables) => saveAll(tables, north));
    const instants = ["2026-03-08T10:00:00.001Z", "2026-11-01T09:30:00.000Z", "1999-12-31T23:59:59.999Z"];
    for (const instant of instants) {
      await store.write((tables) =>
        tables.events.audit({ ...north.districts[0].audit, id: instant, at: new Date(instant) }),
      );
    }
    const read = await store.read((view) => view.events.auditOf(north.scope, 10));
    expect(read.map(({ at: when }) => when.toISOString()).sort()).toEqual(
      [...instants, at.toISOString(), at.toISOString()].sort(),
    );
    const stored = await server.sql<{ id: string; ms: string }>(
      url,
      'SELECT id, (extract(epoch FROM "at") * 1000)::bigint::text AS ms FROM public.audit_event',
    );
    for (const { id, ms } of stored) if (instants.includes(id)) expect(new Date(Number(ms)).toISOString()).toBe(id);
    await expectNoSkew(store, other);
  });
});
