import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Connection, connectionOf } from "../../src/store/connection.js";
import { PrismaClient as PostgresClient } from "../../src/store/generated/postgresql/client.js";
import { Prisma, PrismaClient as SqliteClient } from "../../src/store/generated/sqlite/client.js";
import { openStore } from "../../src/store/index.js";
import { plainly, tableOf } from "../../src/store/plain.js";
import { placeOf, postgresAdapter } from "../../src/store/postgresql.js";
import { sqliteAdapter } from "../../src/store/sqlite.js";
import { fileOf } from "../../src/store/sqlite-open.js";
import type { Tables } from "../../src/store/tables.js";
import { type PostgresServer, startPostgres } from "./postgres-server.js";
import { at, later, saveBoth } from "./sample-rows.js";
import { silent } from "./silent-journal.js";

// The same questions to Prisma and to what goes past it, on both databases: the answers must be the same.

type Ask = (tables: Tables) => Promise<unknown>;
type Opened = { client: SqliteClient; connection: Connection; end(): Promise<void> };

const models = Object.values(Prisma.ModelName);
const methodsOf = (model: string) => model.charAt(0).toLowerCase() + model.slice(1);

async function openSqlite(): Promise<Opened> {
  const folder = await mkdtemp(path.join(tmpdir(), "throughline-plain-"));
  const url = `file:${path.join(folder, "plain.db")}`;
  await fill(url);
  const connection = connectionOf(sqliteAdapter(fileOf(url), "write"));
  const client = new SqliteClient({ adapter: connection.adapter });
  return { client, connection, end: () => rm(folder, { recursive: true, force: true }) };
}

async function openPostgres(server: PostgresServer): Promise<Opened> {
  const url = await server.create();
  await fill(url);
  const connection = connectionOf(postgresAdapter(placeOf(url), "write"));
  const client = new PostgresClient({ adapter: connection.adapter }) as unknown as SqliteClient;
  return { client, connection, end: () => server.remove() };
}

async function fill(url: string): Promise<void> {
  const store = await openStore({ url, key: "0f".repeat(32), journal: silent });
  await store.write(saveBoth);
  await store.close();
}

/** A Prisma that must not be asked: whatever reaches it was not understood. */
const notPrisma = new Proxy({} as Tables, {
  get: (_target, model) =>
    new Proxy(
      {},
      {
        get: (_methods, method) => () => {
          throw new Error(`${String(model)}.${String(method)} was left to Prisma`);
        },
      },
    ),
});

const message = { networkId: "north", platform: "slack" };
const questions: Record<string, Ask> = {
  "by id": (t) => t.outboxMessage.findUnique({ where: { id: "north-1-message" } }),
  "what is not there": (t) => t.outboxMessage.findUnique({ where: { id: "nobody" } }),
  "by a key of two columns": (t) =>
    t.workspace.findUnique({ where: { platform_externalId: { platform: "slack", externalId: "T-north" } } }),
  "the first of several": (t) => t.person.findFirst({ where: { networkId: "north" }, orderBy: { id: "desc" } }),
  "some columns": (t) => t.person.findMany({ select: { id: true, muted: true }, orderBy: [{ id: "asc" }] }),
  "not more than two": (t) => t.person.findMany({ orderBy: { id: "asc" }, take: 2 }),
  "an empty list": (t) => t.person.findMany({ where: { id: { in: [] } } }),
  "none of an empty list": (t) => t.person.findMany({ where: { id: { notIn: [] } }, orderBy: { id: "asc" } }),
  "what is null": (t) => t.person.findMany({ where: { districtId: null }, orderBy: { id: "asc" } }),
  "what is not null": (t) => t.person.findMany({ where: { districtId: { not: null } }, orderBy: { id: "asc" } }),
  "no condition": (t) => t.network.findMany({ where: {}, orderBy: { id: "asc" } }),
  "one of two, and not a third": (t) =>
    t.outboxMessage.findMany({
      where: { ...message, OR: [{ state: "pending" }, { notBefore: { lte: at } }], NOT: { kind: "edit" } },
      orderBy: [{ notBefore: "asc" }, { id: "asc" }],
    }),
};

const changes: Record<string, Ask> = {
  "a new row": (t) => t.setting.create({ data: { name: "one", value: "é ✓ '\";--" } }),
  "many new rows": (t) =>
    t.inboundEvent.createMany({
      data: [
        { key: "a", at },
        { key: "b", at: later(1) },
      ],
    }),
  "a column that is left out": (t) =>
    t.inboundEvent.createMany({
      data: [{ key: "a", at }, { key: "b", at: later(1), extra: undefined } as never],
    }),
  "no rows": (t) => t.setting.createMany({ data: [] }),
  "one row": (t) => t.network.update({ where: { id: "north" }, data: { name: "New", minN: undefined } }),
  "a number that rises": (t) =>
    t.network.update({ where: { id: "north" }, data: { minN: { increment: 3 } }, select: { minN: true } }),
  "all rows of a sort": (t) =>
    t.person.updateMany({ where: { networkId: "north" }, data: { muted: true, askAt: "15:30" } }),
  "no row": (t) => t.person.updateMany({ where: { id: "nobody" }, data: { muted: true } }),
  "an upsert of what is there": (t) =>
    t.network.upsert({
      where: { id: "north" },
      create: { id: "north", name: "Made", timeZone: "UTC", minN: 1 },
      update: { name: "Kept", minN: { increment: 1 } },
    }),
  "an upsert of what is not there": (t) =>
    t.setting.upsert({ where: { name: "s" }, create: { name: "s", value: "made" }, update: { value: "kept" } }),
  "what is removed": (t) => t.cycleUpdateVersion.deleteMany({ where: { networkId: "north" } }),
  "instants, to the millisecond": (t) =>
    t.person.updateMany({ where: { networkId: "south" }, data: { welcomedAt: new Date("2026-03-08T10:59:59.007Z") } }),
  "numbers with a fraction": (t) =>
    t.cycle.updateMany({ where: { networkId: "south" }, data: { predictedFigure: 0.1 } }),
};

/** Any question about outbox messages that a `where` can ask of one table. */
const anyText = fc.constantFrom("pending", "sent", "answer", "check-in", "north", "south", "north-1-message", "it's");
const anyCondition = fc.oneof(
  fc.record({ state: fc.oneof(anyText, fc.record({ not: anyText }), fc.record({ in: fc.array(anyText) })) }),
  fc.record({ kind: fc.oneof(anyText, fc.record({ notIn: fc.array(anyText) })) }),
  fc.record({ networkId: fc.oneof(anyText, fc.record({ gte: anyText, lt: anyText })) }),
  fc.record({ personId: fc.oneof(fc.constant(null), anyText, fc.constant({ not: null })) }),
  fc.record({ attempts: fc.oneof(fc.integer({ min: 0, max: 2 }), fc.record({ gt: fc.integer({ min: 0, max: 2 }) })) }),
  fc.record({ notBefore: fc.record({ lte: fc.integer({ min: -5, max: 5 }).map((ms) => later(ms * 1_000)) }) }),
);
const anyWhere = fc.letrec<{ where: object }>((tie) => ({
  where: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    anyCondition,
    fc.record({ AND: fc.array(tie("where"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ OR: fc.array(tie("where"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ NOT: fc.oneof(tie("where"), fc.array(tie("where"), { minLength: 1, maxLength: 2 })) }),
    fc.tuple(anyCondition, anyCondition).map(([a, b]) => ({ ...a, ...b })),
  ),
})).where;

describe.each([["SQLite"], ["PostgreSQL"]])("statements that go past Prisma, on %s", (database) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = database === "SQLite" ? await openSqlite() : await openPostgres(await startPostgres());
  }, 60_000);
  afterAll(async () => {
    await opened.client.$disconnect();
    await opened.connection.close();
    await opened.end();
  });

  const plain = () => plainly(notPrisma, opened.connection.runs);

  test.each(Object.entries(questions))("ask for %s as Prisma does", async (_what, ask) => {
    const answer = await ask(plain());
    expect(answer).toEqual(await ask(opened.client));
  });

  test("ask for anything of one table as Prisma does", async () => {
    await fc.assert(
      fc.asyncProperty(anyWhere, async (where) => {
        const ask: Ask = (t) => t.outboxMessage.findMany({ where, orderBy: { id: "asc" } });
        expect(await ask(plain())).toEqual(await ask(opened.client));
      }),
      { numRuns: 300 },
    );
  });

  test.each(Object.entries(changes))("change %s as Prisma does", async (_what, change) => {
    const undone = new Error("undone");
    const both: unknown[] = [];
    for (const how of ["prisma", "plain"]) {
      await opened.client
        .$transaction(async (prisma) => {
          const tables = how === "prisma" ? prisma : plainly(prisma, opened.connection.begun());
          const answer = await change(tables);
          const all = await Promise.all(
            models.map((model) =>
              (prisma as never as Record<string, { findMany(): unknown }>)[methodsOf(model)]?.findMany(),
            ),
          );
          both.push({ answer, all });
          throw undone;
        })
        .catch((error: unknown) => {
          if (error !== undone) throw error;
        });
    }
    expect(both[1]).toEqual(both[0]);
  });

  test("leave joins, groups and their like to Prisma", async () => {
    const tables = plainly(opened.client, opened.connection.runs);
    const joined = await tables.problem.findMany({
      where: { team: { networkId: "north" } },
      include: { versions: true },
    });
    expect(joined.length).toBeGreaterThan(0);
    expect(joined[0]?.versions.length).toBeGreaterThan(0);
    const nobody = await tables.network.findMany({ where: { OR: [] } });
    expect(nobody).toEqual([]);
    expect(await tables.outboxMessage.groupBy({ by: ["state"], _count: { _all: true } })).not.toEqual([]);
  });

  test("refuse a value that is missing: it would mean any", async () => {
    const missing = plain().person.findMany.bind(plain().person);
    expect(() => missing({ where: { networkId: undefined } })).toThrow(TypeError);
    expect(() => missing({ where: { id: { in: undefined } } })).toThrow(TypeError);
  });

  test("ask for lists of any length, and refuse a column that is none", async () => {
    const id = { in: Array.from({ length: 33_000 }, (_, nth) => `nobody ${nth}`) };
    const tables = plainly(opened.client, opened.connection.runs);
    expect(await tables.person.findMany({ where: { id } })).toEqual([]);
    expect(await tables.person.updateMany({ where: { id }, data: { muted: true } })).toEqual({ count: 0 });
    const crafted = { 'id" = "id" OR "id': "x" } as never;
    expect(() => plain().person.findMany({ where: crafted })).toThrow("is no column");
  });

  test("are refused once their transaction has been ended", async () => {
    let late: Tables | undefined;
    await opened.client.$transaction(async (prisma) => {
      late = plainly(prisma, opened.connection.begun());
      await late.network.findMany();
    });
    await expect(late?.network.updateMany({ data: { name: "late" } })).rejects.toThrow("has been ended");
    expect(await opened.client.network.findMany({ where: { name: "late" } })).toEqual([]);
  });
});

test("a table's name follows from its model's: what the schemas map", () => {
  for (const [model, { dbName }] of Object.entries(runtimeModels())) expect(tableOf(methodsOf(model))).toBe(dbName);
  expect(models.length).toBeGreaterThan(20);
});

function runtimeModels(): Record<string, { dbName: string | null }> {
  const client = new SqliteClient({ adapter: sqliteAdapter("not-opened.db", "read") });
  return (client as unknown as { _runtimeDataModel: { models: Record<string, { dbName: string }> } })._runtimeDataModel
    .models;
}
