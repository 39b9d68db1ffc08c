// Runs vitest and says at the end, on the last line, how many tests passed and failed; skips, with their reasons, on
// the line before. The tally also comes when vitest itself crashes, and the exit code is never better than it.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { judge } from "./tally.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const chosen = process.argv.slice(2);

const folder = mkdtempSync(path.join(tmpdir(), "throughline-tally-"));
const file = path.join(folder, "tally.json");
const vitest = spawn(
  process.execPath,
  [
    path.join(root, "node_modules/vitest/vitest.mjs"),
    "run",
    "--reporter=default",
    `--reporter=${path.join(root, "scripts/tally-reporter.mjs")}`,
    ...chosen,
  ],
  { cwd: root, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, THROUGHLINE_TALLY: file } },
);
// An interrupted run still ends with its tally: the signal reaches vitest too, and we wait for it.
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.on(signal, () => vitest.kill(signal));

vitest.on("close", (code) => {
  const { lines, exitCode } = judge(readTally(), code);
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = exitCode;
  // On exit, so that nothing can print after it.
  process.on("exit", () => process.stdout.write(`${lines.join("\n")}\n`));
});

function readTally() {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
