import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * One piece of work that is done again only when what it reads has changed.
 *
 * @typedef {object} Step
 * @property {string} name Names the stamp file.
 * @property {string} title What a person reads while it runs, for example "Building".
 * @property {() => string[]} files Paths, relative to the project, whose content it reads.
 * @property {() => string[]} [values] What it depends on besides files.
 * @property {string[]} outputs Paths that must exist afterwards. One that is missing makes the step run again.
 * @property {(change: { filesAddedOrRemoved: boolean }) => number | Promise<number>} run Its exit code.
 */

/**
 * Every file under `folder`, relative to `root`, sorted. A folder that is not there has no files.
 *
 * @param {string} root
 * @param {string} folder
 * @param {(file: string) => boolean} wanted
 * @returns {string[]}
 */
export function filesUnder(root, folder, wanted) {
  /** @type {string[]} */
  const found = [];
  /** @param {string} relative */
  const walk = (relative) => {
    for (const entry of readdirSync(path.join(root, relative), { withFileTypes: true })) {
      const inside = `${relative}/${entry.name}`;
      if (entry.isDirectory()) walk(inside);
      else if (wanted(inside)) found.push(inside);
    }
  };
  if (existsSync(path.join(root, folder))) walk(folder);
  return found.sort();
}

/** @param {string[]} parts */
function sha256(parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest("hex");
}

/**
 * Runs the steps in order and skips those whose stamp still fits. Stops at the first that fails and returns its
 * exit code; a step that failed leaves no stamp, so that the next run tries it again.
 *
 * The stamp is taken from the content before the step runs: a file saved meanwhile makes the next run repeat it.
 *
 * @param {Step[]} steps
 * @param {object} place
 * @param {string} place.root
 * @param {string} place.stamps A folder.
 * @param {(line: string) => void} place.say
 * @param {string} [place.node] Node's version: what was made under another one is made again.
 * @returns {Promise<number>}
 */
export async function runSteps(steps, { root, stamps, say, node = process.version }) {
  for (const step of steps) {
    const stampFile = path.join(stamps, `${step.name}.json`);
    const before = readStamp(stampFile);
    const now = stampOf(step, root, node);
    const whole = step.outputs.every((output) => existsSync(path.join(root, output)));
    if (whole && before?.content === now.content) continue;
    say(`${step.title}…`);
    rmSync(stampFile, { force: true });
    const code = await step.run({ filesAddedOrRemoved: before?.names !== now.names });
    if (code !== 0) return code;
    writeStamp(stampFile, now);
  }
  return 0;
}

/**
 * @param {Step} step
 * @param {string} root
 * @param {string} node
 */
function stampOf(step, root, node) {
  const files = step.files();
  const contents = files.flatMap((file) => [file, readFileSync(path.join(root, file), "latin1")]);
  return { content: sha256([node, ...(step.values?.() ?? []), ...contents]), names: sha256(files) };
}

/**
 * @param {string} file
 * @returns {{ content: string, names: string } | undefined}
 */
function readStamp(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined; // absent, or cut short by a crash: the step runs again
  }
}

/**
 * @param {string} file
 * @param {{ content: string, names: string }} stamp
 */
function writeStamp(file, stamp) {
  mkdirSync(path.dirname(file), { recursive: true });
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, JSON.stringify(stamp));
  renameSync(fresh, file);
}
