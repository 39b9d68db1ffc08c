import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("./writer-process.ts", import.meta.url));
const running = new Set<ChildProcess>();

/** A process of its own that does `task` (see there) to the database. */
export function startWriter(url: string, task: string): ChildProcess {
  const child = spawn(process.execPath, ["--import", "tsx", program, url, task], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

export function killWriters(): void {
  for (const child of running) child.kill("SIGKILL");
}

/** Resolves with every line that the child said, once it was killed after `enough` of them. */
export async function linesUntilKilled(child: ChildProcess, enough: number): Promise<string[]> {
  const lines: string[] = [];
  if (!child.stdout) throw new Error("the child has no output");
  const reader = createInterface({ input: child.stdout });
  reader.on("line", (line) => {
    lines.push(line);
    if (lines.length === enough) child.kill("SIGKILL");
  });
  await Promise.all([once(child, "exit"), once(reader, "close")]);
  return lines;
}
