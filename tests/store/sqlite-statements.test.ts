import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { inTransaction, openBare, sqliteAdapter } from "../../src/store/sqlite.js";

test("Prisma's connection to SQLite is built as we think: it compiles a statement once, and says what is open", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "throughline-statements-"));
  const file = path.join(folder, "test.db");
  await (await openBare(file, "write")).dispose();
  const connection = await sqliteAdapter(file, "write").connect();
  const { client } = connection as unknown as { client: { prepare(sql: string): object } };
  try {
    expect(client.prepare("SELECT 1")).toBe(client.prepare("SELECT 1"));
    expect(client.prepare("SELECT 2")).not.toBe(client.prepare("SELECT 1"));
    expect(inTransaction(connection)).toBe(false);
    const transaction = await connection.startTransaction();
    expect(inTransaction(connection)).toBe(true);
    await transaction.executeRaw({ sql: "COMMIT", args: [], argTypes: [] });
    expect(inTransaction(connection)).toBe(false);
    await transaction.commit();
  } finally {
    await connection.dispose();
    await rm(folder, { recursive: true, force: true });
  }
});
