import { copySetting } from "../app/after-restore.js";
import type { Store } from "../ports/store.js";
import { copySqlite } from "../store/index.js";

type Io = { now: Date; print(line: string): void };

/**
 * `throughline backup FILE`: a copy of the SQLite database while the program runs. The copy knows that it is one: the
 * program that is started with it looks for what may have been sent since then before it sends anything.
 */
export async function backupCommand(args: string[], databaseUrl: string, { now, print }: Io): Promise<number> {
  const [file] = args;
  if (file === undefined || args.length > 1 || file.startsWith("-")) {
    print("throughline backup FILE");
    return file === "--help" ? 0 : 1;
  }
  if (!databaseUrl.startsWith("file:")) {
    print("PostgreSQL makes its own back-ups: pg_dump --format=custom. What to do with them: docs/operating.md.");
    return 1;
  }
  await copySqlite(databaseUrl, file, { name: copySetting, value: now.toISOString() });
  print(
    `${file} is a copy of the database as of ${now.toISOString()}. Keep THROUGHLINE_KEY as well, in another place.`,
  );
  return 0;
}

/**
 * `throughline restored TIME`: says of a database that was restored by other means that it is a copy, made at that time or
 * later. A time that is too early costs a longer look into the conversations; one too late, a message that comes twice.
 */
export async function restoredCommand(args: string[], store: Store, { now, print }: Io): Promise<number> {
  const [time = ""] = args;
  const since = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(time) ? new Date(time) : new Date(Number.NaN);
  if (args.length !== 1 || Number.isNaN(since.getTime()) || since > now) {
    print("throughline restored TIME: when the making of the back-up began, such as 2026-11-20T02:00:00Z");
    return time === "--help" ? 0 : 1;
  }
  await store.write((tables) => tables.settings.set(copySetting, since.toISOString()));
  print("Start the program now. It looks for what may have been sent since the back-up before it sends anything.");
  return 0;
}
