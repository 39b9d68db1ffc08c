#!/usr/bin/env node
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { openMattersOf } from "./app/open-matters.js";
import { backupCommand, restoredCommand } from "./cli/backup.js";
import { importCommand } from "./cli/import.js";
import { linkCommand } from "./cli/link.js";
import { peopleCommand } from "./cli/people.js";
import { ConfigError, readConfig } from "./config.js";
import { PortTaken } from "./http.js";
import { createJournal, redactedText } from "./journal.js";
import { start } from "./main.js";
import type { Store } from "./ports/store.js";
import { openStore, SecretKeyError, StoreRefusal } from "./store/index.js";

const usage = `throughline start                    runs it (the sandbox, when no platform is configured)
throughline import FILE [--dry-run]  reads a network, its districts, rosters and calendars from YAML or CSV
throughline import FILE.ics --district NAME [--yes]   reads a district's calendar, shows what it means, uses it with --yes
throughline link …                   one-time codes that link a workspace or a person (throughline link --help)
throughline people --unclaimed       who is on the roster and not yet in a workspace
throughline status                   what needs somebody: teams without a lead, messages of unknown outcome, …
throughline backup FILE              a copy of the SQLite database, also while the program runs
throughline restored TIME            after a back-up of another kind was restored: nothing is sent twice at the next start`;

const print = (line: string) => void process.stdout.write(`${line}\n`);

/** Runs a command with an open store, and closes it. */
async function withStore(work: (store: Store) => Promise<number>): Promise<number> {
  const config = readConfig(process.env);
  const store = await openStore({ url: config.databaseUrl, key: config.key, journal: createJournal("warn") });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function run([command, ...args]: string[]): Promise<number | undefined> {
  const now = new Date();
  switch (command) {
    case "start": {
      const starting = start(readConfig(process.env), print);
      // In place before the line that says that it runs: whoever reads it may stop it.
      const stop = () =>
        void starting
          .then((running) => running.close())
          .then(
            () => process.exit(0),
            () => process.exit(1),
          );
      process.once("SIGINT", stop);
      process.once("SIGTERM", stop);
      // What nobody has caught may quote what somebody wrote: Node's own report of it would show everything.
      process.once("uncaughtException", (error) => {
        report(error);
        process.exit(1);
      });
      await starting;
      return undefined;
    }
    case "import":
      return withStore((store) => importCommand(args, { store, now, print, readFile: (file) => readFile(file) }));
    case "link":
      return withStore((store) => linkCommand(args, { store, now, print, random: randomBytes }));
    case "people":
      return withStore((store) => peopleCommand(args, { store, now, print }));
    case "status":
      return withStore((store) => status(store, now));
    case "backup":
      return backupCommand(args, readConfig(process.env).databaseUrl, { now, print });
    case "restored":
      return withStore((store) => restoredCommand(args, store, { now, print }));
    case "help":
    case "--help":
    case undefined:
      print(usage);
      return 0;
    default:
      print(`There is no command “${command}”.\n${usage}`);
      return 2;
  }
}

async function status(store: Store, now: Date): Promise<number> {
  await store.read(async (view) => {
    for (const network of await view.networks.all()) {
      const matters = await openMattersOf(view, { networkId: network.id }, now);
      print(`${network.name}: ${matters.length === 0 ? "nothing is waiting." : ""}`);
      for (const matter of matters) print(`  ${matter.text}`);
    }
  });
  return 0;
}

/** Errors that somebody can act on are one line; everything else is a fault of ours and shows where. */
function report(error: unknown): void {
  const known = [ConfigError, PortTaken, StoreRefusal, SecretKeyError].some((kind) => error instanceof kind);
  const text = error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${redactedText(text, 4_000)}\n`);
}

try {
  const code = await run(process.argv.slice(2));
  if (code !== undefined) process.exitCode = code;
} catch (error) {
  report(error);
  process.exit(1);
}
