import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { StoreRefusal } from "./errors.js";

/** A PostgreSQL database, from its address. */
export type Place = {
  url: string;
  /** How people are told of it: never with the password. */
  name: string;
  database: string;
  user: string;
};

/** `migrate` may take its time; the others have limits. */
type Use = "read" | "write" | "migrate";

/** How long a connection may take to be made. */
const connectMs = 5_000;
/** How long one statement may take, and how long it may wait for others. */
const statementMs = 30_000;
/**
 * A process that stands still in the middle of a write holds up all the others: it loses its transaction after this
 * long. Less than a lane's lease, more than the slowest machine needs to think between two statements.
 */
const standstillMs = 20_000;
/** After this long without a word the connection is taken for dead, whatever the network says. */
const silenceMs = statementMs + 5_000;
const readers = 4;

/**
 * One number for all processes of one database: whoever holds its lock is the only one that writes or migrates.
 * Any other program in the same database would have to avoid it.
 */
export const writersLock = 7_463_172_181n;

/** Refuses an address that cannot be meant. What it leaves out comes from PostgreSQL's own variables (PGHOST, …). */
export function placeOf(url: string): Place {
  const howItLooks = "DATABASE_URL must look like postgresql://user:password@host:5432/database";
  if (!URL.canParse(url))
    throw new StoreRefusal(`${howItLooks}: special characters in it are written as %40 and so on.`);
  const schema = new URL(url).searchParams.get("schema");
  if (schema !== null && schema !== "public") {
    throw new StoreRefusal(
      "DATABASE_URL asks for a schema, but Throughline uses the schema public: leave it out, and give it a database of its own.",
    );
  }
  let parsed: pg.Client;
  try {
    parsed = new pg.Client({ connectionString: url });
  } catch {
    // The reason may quote the address, with the password in it.
    throw new StoreRefusal(`${howItLooks}, and a file that it names (sslrootcert, …) must be there.`);
  }
  const { host, port, database, user } = parsed;
  if (!database || !user) throw new StoreRefusal(`${howItLooks}: it must name the user and the database.`);
  return { url, name: `${database} at ${host}:${port}`, database, user };
}

/** What Prisma reads or writes with. `write` has one connection: writes come one after the other anyway. */
export function postgresAdapter(place: Place, use: "read" | "write"): PrismaPg {
  const pool = new pg.Pool({
    ...configOf(place, use),
    max: use === "read" ? readers : 1,
    idleTimeoutMillis: 30_000,
  });
  pool.on("connect", askInTurn);
  return new PrismaPg(pool, { disposeExternalPool: true });
}

/** A connection for the migrator. The caller ends it. */
export async function connect(place: Place): Promise<pg.Client> {
  const client = new pg.Client(configOf(place, "migrate"));
  // A connection that breaks says so twice: to whoever is waiting, and here.
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    // Or the server would wait for the rest of the greeting.
    client.connection.stream.destroy();
    throw error;
  }
  return client;
}

function configOf({ url }: Place, use: Use): pg.ClientConfig {
  const limits = { statement_timeout: statementMs, query_timeout: silenceMs };
  return {
    connectionString: withSettings(url, use),
    application_name: "throughline",
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    lock_timeout: statementMs,
    ...(use === "migrate" ? {} : limits),
    ...(use === "write" ? { idle_in_transaction_session_timeout: standstillMs } : {}),
  };
}

/**
 * What must be so, whatever the server, the database or the role were set to. The adapter reads instants as UTC and
 * drops their offset; and under any other isolation what a write sees would be older than its turn.
 */
function withSettings(url: string, use: Use): string {
  const settings = {
    timezone: "UTC",
    datestyle: "ISO",
    search_path: "public",
    default_transaction_isolation: "read\\ committed",
    ...(use === "read" ? { default_transaction_read_only: "on" } : {}),
  };
  const address = new URL(url);
  const given = address.searchParams.get("options") ?? "";
  const ours = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  address.searchParams.set("options", [given, ...ours].join(" ").trim());
  return address.href;
}

/**
 * For whoever holds a connection for several queries: they are asked one after the other, because the driver warns when
 * they are asked at the same time, and its next version will refuse that.
 *
 * When an answer does not come in time, the driver stops waiting but keeps the connection, on which everything later
 * would wait for that answer first. So it is cut; whoever holds it gives it back, and the pool makes another.
 */
function askInTurn(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (...args: unknown[]) => {
    // The pool's own way to ask, for one query on a connection that nobody else has.
    if (typeof args.at(-1) === "function") return query(...args);
    const answer = last.then(() => query(...args));
    last = answer.catch((error: unknown) => {
      if (error instanceof Error && error.message === "Query read timeout") client.connection.stream.destroy();
    });
    return answer;
  };
  client.query = inTurn as typeof client.query;
}
