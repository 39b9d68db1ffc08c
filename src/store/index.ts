import { AsyncLocalStorage } from "node:async_hooks";
import path from "node:path";
import type { CredentialStore } from "../ports/chat-platform.js";
import type { Journal } from "../ports/journal.js";
import type { Repositories, Store } from "../ports/store.js";
import { checkIns } from "./check-ins.js";
import { cycles } from "./cycles.js";
import { StoreRefusal } from "./errors.js";
import { events } from "./events.js";
import { PrismaClient } from "./generated/sqlite/client.js";
import { migrate } from "./migrate.js";
import { networks } from "./networks.js";
import { outbox } from "./outbox.js";
import { whenFree } from "./retry.js";
import { roster } from "./roster.js";
import { type SecretBox, secretBox } from "./secret-box.js";
import { settings } from "./settings.js";
import { sqliteAdapter } from "./sqlite.js";
import type { Tables } from "./tables.js";
import { workspaces } from "./workspaces.js";

export { SecretKeyError, StoreRefusal } from "./errors.js";

export type StoreOptions = {
  /** `file:` and a path, relative to the working directory or absolute. */
  url: string;
  /** THROUGHLINE_KEY: 32 bytes as base64 or hex. Undefined: credentials can be neither stored nor read. */
  key: string | undefined;
  journal: Journal;
};

/** A transaction is closed by Prisma after this long; everything in it is then undone. */
const longestWriteMs = 60_000;

/**
 * Opens the database, making or migrating it first. Rejects with StoreRefusal where it must not be touched, with
 * SecretKeyError where the key is malformed.
 *
 * `read` and `write` may run their work more than once, when another process holds the database: it must have no
 * effect but on the tables. A write's commit is on the disk before it resolves. `write` inside of `write` rejects.
 */
export async function openStore(options: StoreOptions): Promise<Store & CredentialStore> {
  const box = secretBox(options.key);
  const file = fileOf(options.url);
  await migrate(file, options.journal);

  const reader = new PrismaClient({ adapter: sqliteAdapter(file, "read"), errorFormat: "minimal" });
  const writer = new PrismaClient({ adapter: sqliteAdapter(file, "write"), errorFormat: "minimal" });
  const view = repositories(reader, box);
  const inWrite = new AsyncLocalStorage<{ open: boolean }>();
  let queue: Promise<unknown> = Promise.resolve();
  let closed = false;

  const transaction = <T>(work: (tables: Repositories) => Promise<T>): Promise<T> =>
    writer.$transaction(
      async (tables) => {
        // Prisma begins deferred. A write, even of no row, takes the lock before anything is read, so that what is
        // read inside stays true until the commit and no later statement can find the database busy.
        await tables.$executeRaw`UPDATE "setting" SET "value" = "value" WHERE "name" IS NULL`;
        return work(repositories(tables, box));
      },
      { timeout: longestWriteMs, maxWait: longestWriteMs },
    );

  const refuseClosed = () => {
    if (closed) throw new Error("The store is closed.");
  };

  const store: Store & CredentialStore = {
    async read(work) {
      refuseClosed();
      return whenFree(() => work(view));
    },
    async write(work) {
      refuseClosed();
      if (inWrite.getStore()?.open) throw new Error("A write inside of a write would wait for itself: use its tables.");
      const turn = { open: true };
      const done = queue.then(() => inWrite.run(turn, () => whenFree(() => transaction(work))));
      queue = done.then(
        () => undefined,
        () => undefined,
      );
      return done.finally(() => {
        turn.open = false;
      });
    },
    async close() {
      if (closed) return;
      closed = true;
      await queue;
      await Promise.all([reader.$disconnect(), writer.$disconnect()]);
    },
    async find(workspace) {
      refuseClosed();
      const row = await view.workspaces.byRef(workspace);
      return row && row.state !== "removed" ? view.workspaces.credentials(workspace) : undefined;
    },
  };
  return store;
}

function repositories(tables: Tables, box: SecretBox): Repositories {
  return {
    networks: networks(tables),
    roster: roster(tables),
    workspaces: workspaces(tables, box),
    cycles: cycles(tables),
    checkIns: checkIns(tables),
    outbox: outbox(tables),
    events: events(tables),
    settings: settings(tables),
  };
}

function fileOf(url: string): string {
  if (/^postgres(ql)?:/.test(url)) {
    throw new StoreRefusal(
      "DATABASE_URL names a PostgreSQL database, which comes with a later version: leave it unset, or give file: and a path.",
    );
  }
  const file = /^file:([^?]+)/.exec(url)?.[1];
  if (!file) {
    throw new StoreRefusal('DATABASE_URL must be "file:" and a path, for example file:./data/throughline.db.');
  }
  return path.resolve(file);
}
