import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

/** A Node program of its own that serves HTTP on loopback. */
export type Program = {
  url: string;
  /** CPU time it has had so far, all threads, in ms. Undefined where the machine has no /proc. */
  cpuMs(): number | undefined;
  stop(): Promise<void>;
};

/**
 * Starts it and waits for the line that names its address. `profile`: a folder for a CPU profile, written when it
 * stops. Rejects with what it said when it ends before.
 */
export async function startProgram(
  args: string[],
  environment: Record<string, string>,
  profile?: string,
): Promise<Program> {
  const flags = profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`];
  const { PATH } = process.env;
  const child = spawn(process.execPath, [...flags, ...args], {
    env: { PATH, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await addressOf(child);
  return {
    url,
    cpuMs: () => cpuOf(child.pid ?? 0),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`ended with ${code} before it served`)));
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on("line", (line) => {
      const found = /https?:\/\/(localhost|127\.0\.0\.1):\d+/.exec(line)?.[0];
      if (found !== undefined) resolve(found.replace("localhost", "127.0.0.1"));
    });
  });
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: utime and stime, in hundredths of a second. */
function cpuOf(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return undefined;
  }
}
