import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { StoreRefusal } from "./errors.js";

export type Migration = { name: string; sql: string; checksum: string };

/** A row of `_prisma_migrations` that was not marked as rolled back. */
export type Applied = { name: string; checksum: string; finished: boolean };

/** `prisma/<provider>/migrations` of the project that this file belongs to, whether it runs from src or from dist. */
export function ourMigrations(provider: "sqlite" | "postgresql"): string {
  for (let at = path.dirname(fileURLToPath(import.meta.url)); ; at = path.dirname(at)) {
    const folder = path.join(at, "prisma", provider, "migrations");
    if (existsSync(folder)) return folder;
    if (at === path.dirname(at))
      throw new StoreRefusal(`The folder prisma/${provider}/migrations is missing: install again.`);
  }
}

export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/** Which of ours a database does not have yet. Refuses one that we must not touch; `which` names it in the sentence. */
export function missingFrom(which: string, applied: readonly Applied[], ours: readonly Migration[]): Migration[] {
  const known = new Map(ours.map((migration) => [migration.name, migration]));
  for (const { name, checksum, finished } of applied) {
    const migration = known.get(name);
    if (!migration) {
      throw new StoreRefusal(
        `The database ${which} was written by a newer version of Throughline (it has the migration ${name}): start that version, or restore a backup made before the upgrade.`,
      );
    }
    if (!finished) {
      throw new StoreRefusal(
        `The database ${which} was left half-migrated (the migration ${name} began and did not end): restore a backup, or mend it and mark it with "npx prisma migrate resolve".`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new StoreRefusal(
        `The database ${which} was made with a different migration ${name} than this version has: reinstall Throughline, or use the version that made it.`,
      );
    }
  }
  const done = new Set(applied.map(({ name }) => name));
  return ours.filter(({ name }) => !done.has(name));
}
