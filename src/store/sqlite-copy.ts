import { existsSync } from "node:fs";
import { chmod, mkdtemp, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { StoreRefusal } from "./errors.js";
import { openBare } from "./sqlite.js";
import { fileOf } from "./sqlite-open.js";

/**
 * A copy of the database in one file, as it stood at one moment, while other processes go on reading and writing. For its
 * owner's eyes alone; never over a file that is there; on the disk when this resolves. The schema stays as it is. Of the
 * settings one is the copy's own.
 */
export async function copySqlite(url: string, to: string, own: { name: string; value: string }): Promise<void> {
  const from = fileOf(url);
  const target = path.resolve(to);
  if (!existsSync(from)) throw new StoreRefusal(`There is no database at ${from}.`);
  if (existsSync(target)) throw new StoreRefusal(`${target} is there already. Choose another name for the copy.`);
  // A folder of its own, for the owner's eyes alone from its first moment on: SQLite makes files that others can read.
  const folder = await mkdtemp(`${target}.part-`);
  const unfinished = path.join(folder, "copy.db");
  try {
    const source = await openBare(from, "read");
    try {
      await source.executeScript(`VACUUM INTO ${literal(unfinished)}`);
    } finally {
      await source.dispose();
    }
    const copy = await openBare(unfinished, "write");
    try {
      await copy.executeScript(
        `INSERT OR REPLACE INTO "setting" ("name", "value") VALUES (${literal(own.name)}, ${literal(own.value)})`,
      );
    } finally {
      await copy.dispose();
    }
    await chmod(unfinished, 0o600);
    const file = await open(unfinished, "r+");
    await file.sync().finally(() => file.close());
    await rename(unfinished, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
