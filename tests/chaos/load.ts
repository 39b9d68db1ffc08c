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
