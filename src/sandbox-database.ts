import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { loadSample, type SamplePlatform, type SampleWorkspace } from "./app/load-sample.js";
import { movableClock } from "./clock.js";
import { localDateOf } from "./core/calendar/local.js";
import { readSample } from "./network-file/sample.js";
import type { Journal } from "./ports/journal.js";
import type { Store } from "./ports/store.js";
import { openStore } from "./store/index.js";

/** Of the sample network's districts. */
export const sampleTimeZone = "America/Los_Angeles";

const folder = "data";
const prefix = "sandbox-sample-";
const workspacesSetting = "sample workspaces";

export type SandboxOptions = {
  /** A database that stays; without it each start has a new one, which is gone after `close`. */
  url: string | undefined;
  /** A new database is named after it: whoever has the port has the file. */
  port: number;
  /** The project's folder. */
  root: string;
  key: string;
  journal: Journal;
  /** On which simulated platforms the sample districts are. */
  platforms: readonly [SamplePlatform, ...SamplePlatform[]];
};

type Load = (store: Store, now: Date) => Promise<SampleWorkspace[]>;

/** The sandbox's store with the sample network in it, its clock, and the workspaces that the simulated clouds should have. */
export async function openSandboxDatabase({ url, port, root, key, journal, platforms }: SandboxOptions) {
  const open = (url: string) => openStore({ url, key, journal });
  const load: Load = async (store, now) =>
    loadSample(store, await readSample(), localDateOf(now, sampleTimeZone), now, platforms);
  const file = path.join(folder, `sandbox-${port}.db`);
  if (url === undefined) {
    await remove(file);
    await furnish(file, root, open, load);
  }
  const store = await open(url ?? `file:${file}`);
  async function close(): Promise<void> {
    await store.close();
    if (url === undefined) await remove(file);
  }
  try {
    const clock = await movableClock(store);
    return { store, clock, close, workspaces: (await kept(store)) ?? (await load(store, clock.now())) };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Makes the file a database with the sample network and nothing else. Loading it takes most of a second and gives the
 * same all day. So only the first start loads; what it made is kept as data/sandbox-sample-<what it is made from>-<what
 * is in it>.db, and later starts begin with a copy of that. Not guaranteed: that there is one. After midnight, with
 * another build, a byte that has changed or a full disk, in any doubt, the sample is loaded afresh.
 */
async function furnish(file: string, root: string, open: (url: string) => Promise<Store>, load: Load): Promise<void> {
  const now = new Date();
  const origin = await originOf(root, localDateOf(now, sampleTimeZone)).catch(() => undefined);
  const ready = origin && (await readyMade(origin).catch(() => undefined));
  if (ready !== undefined) return writeFile(file, ready);
  const store = await open(`file:${file}`);
  try {
    const workspaces = JSON.stringify(await load(store, now));
    await store.write((tables) => tables.settings.set(workspacesSetting, workspaces));
  } finally {
    await store.close();
  }
  if (origin !== undefined) await keep(file, origin).catch(() => undefined);
}

/** What `furnish` has written: reading it is quicker than making it again from the network file. */
async function kept(store: Store): Promise<SampleWorkspace[] | undefined> {
  const text = await store.read((view) => view.settings.get(workspacesSetting));
  return text === undefined ? undefined : JSON.parse(text);
}

/** A fingerprint of all that the loaded sample is made from: the day, Node, the packages, the migrations, the program. */
async function originOf(root: string, today: string): Promise<string> {
  const program = path.dirname(fileURLToPath(import.meta.url));
  const files = [path.join(root, "package-lock.json")];
  for (const part of [program, path.join(root, "prisma")])
    for (const name of readdirSync(part, { recursive: true, encoding: "utf8" }))
      if (/\.(js|ts|sql|yaml)$/.test(name)) files.push(path.join(part, name));
  const contents = files.sort().map((file) => fingerprint(readFileSync(file)));
  return fingerprint([today, process.version, ...contents].join());
}

async function readyMade(origin: string): Promise<Buffer | undefined> {
  const name = (await copies()).find((one) => one.startsWith(prefix + origin));
  if (name === undefined) return undefined;
  const content = await readFile(path.join(folder, name));
  return name === nameOf(origin, content) ? content : undefined;
}

/** A closed database is whole in its one file; with a log beside it, it is not. */
async function keep(file: string, origin: string): Promise<void> {
  if (existsSync(`${file}-wal`)) return;
  const content = await readFile(file);
  for (const old of await copies()) await rm(path.join(folder, old), { force: true });
  await writeFile(`${file}.copy`, content);
  await rename(`${file}.copy`, path.join(folder, nameOf(origin, content)));
}

async function copies(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.startsWith(prefix));
}

function nameOf(origin: string, content: Buffer): string {
  return `${prefix}${origin}-${fingerprint(content)}.db`;
}

async function remove(file: string): Promise<void> {
  for (const end of ["", "-wal", "-shm", ".copy"]) await rm(file + end, { force: true });
}

function fingerprint(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}
