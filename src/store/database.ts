import type { Tables } from "./tables.js";

/**
 * Machine time, by which leases are reckoned: of one clock for all processes that share the database. `since`, by
 * `performance.now()`: no later than `now` was read, in this process.
 */
export type Moment = { now: Date; since: number };

/** One statement without arguments, in the transaction. */
export type Say = (sql: string) => Promise<unknown>;

/** One kind of database behind the store: all that SQLite and PostgreSQL do differently. */
export type Database = {
  /** Sees what was committed, and refuses to write. */
  view: Tables;
  /**
   * Runs `work` in a transaction of its own, once. What it reads stays true until its commit, whoever else writes.
   * Resolves after the commit; when it rejects, nothing of it is there. `say` takes statements about the transaction itself.
   */
  transaction<T>(work: (tables: Tables, begun: Moment, say: Say) => Promise<T>): Promise<T>;
  moment(): Promise<Moment>;
  /** What a caller is told instead of `error`; most errors stay as they are. */
  told(error: unknown): unknown;
  close(): Promise<void>;
};

/** A transaction is closed by Prisma after this long; everything in it is then undone. */
export const longestWriteMs = 60_000;
