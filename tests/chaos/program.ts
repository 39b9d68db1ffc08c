import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

/** One place in a built file: the text, which must be there once, and what takes its place. */
export type Change = { file: string; from: string; to: string };

const root = fileURLToPath(new URL("../../", import.meta.url));
const entry = `export { machineClock } from "./clock.js";
export { readConfig } from "./config.js";
export { start } from "./main.js";`;

/**
 * The built program in one file, with or without a change to it: a process of it starts with half of the work. Made once
 * for each state of dist; gives its path. Several may ask for it at once, of this process and of others.
 */
export async function bundle(change?: Change): Promise<string> {
  const folder = path.join(root, "node_modules", ".cache", "chaos");
  const file = path.join(folder, `${keyOf(change)}.cjs`);
  const there = await stat(file).catch(() => undefined);
  if (there !== undefined) return file;
  mkdirSync(folder, { recursive: true });
  const making = `${file}.${randomUUID()}.tmp`;
  await build({
    stdin: { contents: entry, resolveDir: path.join(root, "dist", "src") },
    outfile: making,
    bundle: true,
    platform: "node",
    format: "cjs",
    // Machine code stays outside; a loader that can only require, so that the compiled code can be kept.
    external: ["better-sqlite3", "pg-native", "@resvg/resvg-js", "*.node"],
    supported: { "dynamic-import": false },
    define: { "import.meta.url": "programUrl" },
    plugins: [wasmBeside, ...(change === undefined ? [] : [changed(change)])],
    logLevel: "error",
  });
  renameSync(making, file);
  return file;
}

/** Prisma keeps megabytes of code in two modules, of which a process needs one: read when it is wanted. */
const wasmBeside: Plugin = {
  name: "wasm beside",
  setup(build) {
    build.onLoad({ filter: /\.wasm-base64\.mjs$/ }, ({ path: file }) => ({
      contents: `import { readFileSync } from "node:fs";
        const text = readFileSync(${JSON.stringify(file)}, "utf8");
        export const wasm = text.slice(text.indexOf('"') + 1, text.lastIndexOf('"'));`,
    }));
  },
};

function changed({ file, from, to }: Change): Plugin {
  const target = path.join(root, "dist", "src", file);
  const text = readFileSync(target, "utf8");
  if (text.split(from).length !== 2) throw new Error(`the built ${file} has changed, and so must its mutant`);
  return {
    name: "changed",
    setup(build) {
      build.onLoad({ filter: /\.js$/ }, (loaded) =>
        loaded.path === target ? { contents: text.replace(from, () => to) } : undefined,
      );
    },
  };
}

function keyOf(change: Change | undefined): string {
  const hash = createHash("sha256").update(JSON.stringify([change ?? null, process.version]));
  hash.update(readFileSync(fileURLToPath(import.meta.url)));
  for (const folder of ["src", "adapters"]) {
    const whole = path.join(root, "dist", folder);
    for (const name of readdirSync(whole, { recursive: true, encoding: "utf8" }).sort()) {
      const { mtimeMs, size } = statSync(path.join(whole, name));
      hash.update(`${folder}/${name} ${mtimeMs} ${size}\n`);
    }
  }
  hash.update(readFileSync(path.join(root, "package-lock.json")));
  return hash.digest("hex").slice(0, 16);
}
