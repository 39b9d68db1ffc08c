import pg from "pg";
import { openBare, rowsOf } from "../../src/store/sqlite.js";

/**
 * What a play asks the database again and again, on a connection of its own: the store would load every row, and a
 * machine that is busy with watching is slow to recover. Rejects while the database is gone, and finds it again.
 */
export type Watch = {
  /** Messages but for changes of earlier ones, and those of them whose outcome is open. */
  standing(): Promise<{ messages: number; open: number }>;
  /** Which of them are open. */
  open(): Promise<string[]>;
  /** How many of Slack's events were remembered. */
  events(): Promise<number>;
  close(): Promise<void>;
};

type Ask = { ask(query: string): Promise<unknown[][]>; end(): Promise<void> };

export function openWatch(url: string): Watch {
  let connection: Promise<Ask> | undefined;
  async function drop(): Promise<void> {
    const old = connection;
    connection = undefined;
    await old?.then((one) => one.end()).catch(() => undefined);
  }
  async function ask(query: string): Promise<unknown[][]> {
    connection ??= url.startsWith("file:") ? askSqlite(url.slice("file:".length)) : askPostgres(url);
    try {
      return await (await connection).ask(query);
    } catch (error) {
      await drop();
      throw error;
    }
  }
  const numbers = async (query: string) => ((await ask(query))[0] ?? []).map(Number);
  return {
    async open() {
      const query = `SELECT "id" FROM "outbox_message" WHERE "kind" <> 'edit' AND "state" IN ('pending', 'sending')`;
      return (await ask(query)).map(([id]) => String(id));
    },
    async standing() {
      const open = `sum(CASE WHEN "state" IN ('pending', 'sending') THEN 1 ELSE 0 END)`;
      const [messages = 0, still = 0] = await numbers(
        `SELECT count(*) AS "all", coalesce(${open}, 0) AS "open" FROM "outbox_message" WHERE "kind" <> 'edit'`,
      );
      return { messages, open: still };
    },
    events: async () => (await numbers(`SELECT count(*) FROM "inbound_event" WHERE "key" LIKE '%:Ev%'`))[0] ?? 0,
    close: drop,
  };
}

async function askSqlite(file: string): Promise<Ask> {
  const database = await openBare(file, "read");
  return { ask: (query) => rowsOf(database, query), end: () => database.dispose() };
}

async function askPostgres(url: string): Promise<Ask> {
  const client = new pg.Client(url);
  client.on("error", () => undefined);
  await client.connect();
  return {
    ask: async (text) => (await client.query({ text, rowMode: "array" })).rows,
    end: () => client.end(),
  };
}
