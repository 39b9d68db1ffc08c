import { type ChildProcess, spawn } from "node:child_process";

/** So many processes that compute for nothing, until they are called off: other programs on the same machine. */
export function burden(processes: number): () => void {
  const busy: ChildProcess[] = Array.from({ length: processes }, () =>
    // Ends with us, whatever becomes of us.
    spawn(
      process.execPath,
      [
        "-e",
        "process.stdin.on('close', () => process.exit()).resume(); (function spin() { for (let n = 0; n < 5e7; n += 1); setImmediate(spin); })();",
      ],
      {
        stdio: ["pipe", "ignore", "ignore"],
      },
    ),
  );
  return () => {
    for (const one of busy) one.kill();
  };
}

const samples: { at: number; share: number }[] = [];
let meter: NodeJS.Timeout | undefined;

/** From now on it is measured twice a second which share of a processor somebody who wants one gets. */
export function measureMachine(): void {
  meter ??= setInterval(() => {
    const [wall, used] = [performance.now(), process.cpuUsage()];
    let spent = 0;
    while (spent < 5_000) {
      const { user, system } = process.cpuUsage(used);
      spent = user + system;
    }
    samples.push({ at: performance.now(), share: Math.min(1, spent / 1000 / (performance.now() - wall)) });
    if (samples.length > 2_000) samples.shift();
  }, 500);
  meter.unref();
}

/** How many times slower than alone everybody was here since then (performance.now()); 1: nobody else wanted anything. */
export function slownessSince(at: number): number {
  const shares = samples.filter((one) => one.at >= at).map(({ share }) => share);
  return shares.length === 0 ? 1 : shares.length / shares.reduce((sum, one) => sum + one, 0);
}
