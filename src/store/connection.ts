import type { SqlDriverAdapter, SqlDriverAdapterFactory, SqlQuery, Transaction } from "@prisma/driver-adapter-utils";
import type { Runs } from "./plain.js";

/** The connection that a Prisma client uses, for statements that go past Prisma. */
export type Connection = {
  /** To be given to the client. */
  adapter: SqlDriverAdapterFactory;
  /** The driver's connection, made when it is first needed. */
  connected(): Promise<SqlDriverAdapter>;
  /** Outside of a transaction. */
  runs: Runs;
  /** In the transaction that was begun last; to be taken at its beginning. Rejects once that has been ended. */
  begun(): Runs;
  /** Once the client is disconnected, which closes only what it has used itself. */
  close(): Promise<void>;
};

export function connectionOf(adapter: SqlDriverAdapterFactory): Connection {
  let made: Promise<SqlDriverAdapter> | undefined;
  let newest: Runs | undefined;
  const connect = () => {
    made ??= adapter.connect().then((connection) => {
      const start = connection.startTransaction.bind(connection);
      connection.startTransaction = async (isolation) => {
        const transaction = await start(isolation);
        newest = whileOpen(transaction);
        return transaction;
      };
      const dispose = connection.dispose.bind(connection);
      let disposed: Promise<void> | undefined;
      connection.dispose = () => {
        disposed ??= dispose();
        return disposed;
      };
      return connection;
    });
    made.catch(() => {
      made = undefined;
    });
    return made;
  };
  const { provider, adapterName } = adapter;
  return {
    adapter: { provider, adapterName, connect },
    connected: connect,
    runs: {
      provider,
      queryRaw: async (query) => (await connect()).queryRaw(query),
      executeRaw: async (query) => (await connect()).executeRaw(query),
    },
    begun() {
      if (newest === undefined) throw new Error("No transaction was begun.");
      return newest;
    },
    async close() {
      await (await made)?.dispose();
    },
  };
}

/**
 * The transaction until Prisma ends it: with COMMIT or ROLLBACK, the latter when it has taken too long. What came after that
 * would be kept or lost by itself, or be somebody else's transaction.
 */
function whileOpen(transaction: Transaction): Runs {
  let ended = false;
  const execute = transaction.executeRaw.bind(transaction);
  const query = transaction.queryRaw.bind(transaction);
  transaction.executeRaw = (given) => {
    if (given.sql === "COMMIT" || given.sql === "ROLLBACK") ended = true;
    return execute(given);
  };
  const unlessEnded =
    <T>(run: (given: SqlQuery) => Promise<T>) =>
    async (given: SqlQuery): Promise<T> => {
      if (ended) throw new Error("The transaction has been ended.");
      return run(given);
    };
  return { provider: transaction.provider, queryRaw: unlessEnded(query), executeRaw: unlessEnded(execute) };
}
