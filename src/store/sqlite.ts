import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";

type Connection = Awaited<ReturnType<PrismaBetterSqlite3["connect"]>>;

/** The driver is synchronous: while it waits for a lock nothing else in the process runs. Longer waits are retry.ts's. */
const busyMs = 200;

/** `secure_delete`: what is let go is overwritten in the file, not only in its row. */
const everyConnection = `
  PRAGMA busy_timeout = ${busyMs};
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA foreign_keys = ON;
  PRAGMA secure_delete = ON;
`;

/** What Prisma opens its connection with: one connection for a client's life, with our pragmas before its first query. */
export function sqliteAdapter(file: string, use: "read" | "write"): PrismaBetterSqlite3 {
  const adapter = new PrismaBetterSqlite3({ url: file, fileMustExist: true, timeout: busyMs });
  const connect = adapter.connect.bind(adapter);
  adapter.connect = async () => {
    const connection = await connect();
    await connection.executeScript(everyConnection);
    keepStatements(connection);
    if (use === "read") await connection.executeScript("PRAGMA query_only = ON");
    else endFailedCommits(connection);
    return connection;
  };
  return adapter;
}

/** Whether a transaction is open on this connection of `sqliteAdapter`. */
export function inTransaction(connection: unknown): boolean {
  return (connection as { client: { inTransaction: boolean } }).client.inTransaction;
}

/** More than the store has queries of a kind; those with lists of any length are what is let go. */
const mostStatements = 500;

/** As much of a driver's statement as Prisma's adapter uses. */
type Statement = {
  reader: boolean;
  run(args?: unknown[]): unknown;
  all(args?: unknown[]): unknown[];
  columns(): unknown[];
  raw(): Statement;
  bind(args: unknown[]): Statement;
};

/**
 * Prisma's adapter has every query compiled by SQLite each time, which takes longer than most of them run. Compiled once
 * they are kept, each under its text; SQLite itself notices when the schema has changed since. The adapter binds,
 * runs and reads a statement in one go, so that one can serve all.
 */
function keepStatements(connection: Connection): void {
  const { client } = connection as unknown as { client: { prepare(sql: string): Statement } };
  const prepare = client.prepare.bind(client);
  const kept = new Map<string, Statement>();
  client.prepare = (sql) => {
    const known = kept.get(sql);
    if (known !== undefined) return known;
    const statement = reusable(prepare(sql));
    if (kept.size >= mostStatements) kept.delete(kept.keys().next().value ?? "");
    kept.set(sql, statement);
    return statement;
  };
}

/** The driver binds a statement once and for all; here the arguments are handed over each time it runs. */
function reusable(statement: Statement): Statement {
  const { reader } = statement;
  const columns = reader ? statement.columns() : [];
  if (reader) statement.raw();
  const bind = (args: unknown[]): Statement => {
    const bound: Statement = {
      reader,
      columns: () => columns,
      run: () => statement.run(args),
      all: () => statement.all(args),
      raw: () => bound,
      bind,
    };
    return bound;
  };
  return bind([]);
}

/**
 * Prisma sends COMMIT and, when that fails, forgets the transaction without a ROLLBACK. SQLite may keep it open then
 * (a full disk, for one), and the next BEGIN would fail with the adapter's lock held, for ever.
 */
function endFailedCommits(connection: Connection): void {
  const begin = connection.startTransaction.bind(connection);
  connection.startTransaction = async (isolation) => {
    const transaction = await begin(isolation);
    const execute = transaction.executeRaw.bind(transaction);
    transaction.executeRaw = async (query) => {
      try {
        return await execute(query);
      } catch (error) {
        if (query.sql === "COMMIT") await execute({ sql: "ROLLBACK", args: [], argTypes: [] }).catch(() => 0);
        throw error;
      }
    };
    return transaction;
  };
}

/** A bare connection, for the migrator: no pragmas, nothing is written by opening it. The caller disposes of it. */
export async function openBare(file: string, mode: "read" | "write"): Promise<Connection> {
  const readonly = mode === "read";
  return new PrismaBetterSqlite3({ url: file, readonly, fileMustExist: readonly, timeout: busyMs }).connect();
}

/** The rows of one query without arguments, as plain arrays. */
export async function rowsOf(connection: Connection, sql: string): Promise<unknown[][]> {
  return (await connection.queryRaw({ sql, args: [], argTypes: [] })).rows;
}
