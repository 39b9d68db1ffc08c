import { AsyncLocalStorage } from "node:async_hooks";
import type { CredentialStore } from "../ports/chat-platform.js";
import type { Journal } from "../ports/journal.js";
import type { Repositories, Store } from "../ports/store.js";
import { budget } from "./budget.js";
import { checkIns } from "./check-ins.js";
import { cycles } from "./cycles.js";
import type { Database, Moment } from "./database.js";
import { events } from "./events.js";
import { groups } from "./groups.js";
import { guarded, watched } from "./guarded.js";
import { help } from "./help.js";
import { matches } from "./matches.js";
import { matching } from "./matching.js";
import { networks } from "./networks.js";
import { nudges } from "./nudges.js";
import { outbox } from "./outbox.js";
import { openPostgres } from "./postgresql-open.js";
import { whenFree } from "./retry.js";
import { roster } from "./roster.js";
import { type SecretBox, secretBox } from "./secret-box.js";
import { settings } from "./settings.js";
import { openSqlite } from "./sqlite-open.js";
import type { Tables } from "./tables.js";
import { workspaces } from "./workspaces.js";
import { writer } from "./writer.js";

export { SecretKeyError, StoreRefusal } from "./errors.js";
export { copySqlite } from "./sqlite-copy.js";

export type StoreOptions = {
  /** `file:` and a path, relative to the working directory or absolute; or `postgresql://user:password@host:port/database`. */
  url: string;
  /** THROUGHLINE_KEY: 32 bytes as base64 or hex. Undefined: credentials can be neither stored nor read. */
  key: string | undefined;
  journal: Journal;
  /**
   * Machine time, by which leases are reckoned. Left out: on PostgreSQL the database's, which all replicas share; on
   * SQLite the machine's. For a test or a simulation that has a clock of its own.
   */
  machineNow?: () => Date;
};

/**
 * Opens the database, making or migrating it first. Rejects with StoreRefusal where it must not be touched, with
 * SecretKeyError where the key is malformed.
 *
 * A write's commit is on the disk before it resolves. `write` inside of `write` rejects. A write in which a repository method
 * rejected is undone, even if its work caught that. What a work has not awaited is waited for, and counts.
 */
export async function openStore(options: StoreOptions): Promise<Store & CredentialStore> {
  const box = secretBox(options.key);
  const database = await openDatabase(options);
  const view = guarded(repositories(database.view, box, () => database.moment()));
  const inWrite = new AsyncLocalStorage<{ open: boolean }>();
  let closed = false;

  const refuseClosed = () => {
    if (closed) throw new Error("The store is closed.");
  };
  const attempt = <T>(work: () => Promise<T>): Promise<T> =>
    whenFree(work).catch((error: unknown) => {
      throw database.told(error);
    });
  /**
   * Where a statement fails, PostgreSQL undoes the whole transaction, and says nothing at the commit; SQLite would keep
   * the rest. So a write in which something failed is undone on both, also where the work went on.
   */
  const writing = writer((work) =>
    attempt(() =>
      database.transaction((tables, begun, say) =>
        work(async (one) => {
          const turn = { open: true };
          const calls = watched(() => turn.open);
          const noted = guarded(
            repositories(tables, box, async () => begun),
            calls,
          );
          let result: unknown;
          try {
            result = await inWrite.run(turn, () => one(noted));
          } catch (error) {
            calls.failed(error);
          }
          turn.open = false;
          await calls.ended();
          return result;
        }, say),
      ),
    ),
  );

  const store: Store & CredentialStore = {
    async read(work) {
      refuseClosed();
      return attempt(() => work(view));
    },
    async write(work, how) {
      refuseClosed();
      if (inWrite.getStore()?.open) throw new Error("A write inside of a write would wait for itself: use its tables.");
      return writing.write(work, how);
    },
    async close() {
      if (closed) return;
      closed = true;
      await writing.idle();
      await database.close();
      // Node asks every one that was ever used at each asynchronous step: a process that opens many stores would slow down.
      inWrite.disable();
    },
    async find(workspace) {
      return store.read(async (view) => {
        const row = await view.workspaces.byRef(workspace);
        return row && row.state !== "removed" ? view.workspaces.credentials(workspace) : undefined;
      });
    },
  };
  return store;
}

async function openDatabase({ url, journal, machineNow }: StoreOptions): Promise<Database> {
  return /^postgres(ql)?:/.test(url) ? openPostgres(url, journal, machineNow) : openSqlite(url, journal, machineNow);
}

function repositories(tables: Tables, box: SecretBox, moment: () => Promise<Moment>): Repositories {
  return {
    networks: networks(tables),
    roster: roster(tables),
    workspaces: workspaces(tables, box),
    cycles: cycles(tables),
    nudges: nudges(tables),
    matching: matching(tables),
    matches: matches(tables),
    help: help(tables),
    groups: groups(tables),
    checkIns: checkIns(tables),
    outbox: outbox(tables, moment),
    budget: budget(tables),
    events: events(tables),
    settings: settings(tables),
  };
}
