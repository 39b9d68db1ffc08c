import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

/** What a process does when it comes to a step: it dies, or it stands still until it is woken. */
export type Deed = { act: "kill" | "stop"; step: string };
export type Done = Deed & { atMs: number };

/**
 * One replica under a supervisor that starts it again at once, as a container's would. `atMs` by performance.now().
 */
export type Replica = {
  url: string;
  /** What it is to do next, in this order. The process that takes its place does nothing. */
  arm(plan: Deed[]): Promise<void>;
  /** The oldest of its deeds that nobody has taken note of. */
  taken(): Done | undefined;
  /** From outside, at no particular step. */
  kill(): void;
  wake(): void;
  /** It is asked to end, as by whoever deploys: in how many ms it did. Another one takes its place. */
  terminate(): Promise<number>;
  /** From now on its SQLite file cannot grow, or it can again. */
  setDisk(state: "full" | "free"): Promise<void>;
  /** How many slots it has opened. */
  opened(): Promise<number>;
  /** Resolves when it serves, and its start is over. */
  up(): Promise<void>;
  /** Since when it has served without a break, by performance.now(). */
  upSince(): number;
  /** How many deeds it has done. */
  deeds(): number;
  /** How many processes ended by themselves, and not well. */
  crashes(): number;
  end(): Promise<void>;
};

/** Another replica did the work, or none. */
export class NobodyCameBy extends Error {
  override name = "NobodyCameBy";
}

/** Whoever of them does something first. Rejects with NobodyCameBy when nobody does. */
export async function firstDone(replicas: Replica[], withinMs = 60_000): Promise<Done & { replica: Replica }> {
  for (const giveUpAt = performance.now() + withinMs; performance.now() < giveUpAt; await sleep(5)) {
    for (const replica of replicas) {
      const done = replica.taken();
      if (done !== undefined) return { ...done, replica };
    }
  }
  throw new NobodyCameBy();
}

const program = new URL("./child.mjs", import.meta.url).pathname;

export function startReplica(port: number, environment: Record<string, string>): Replica {
  let child: ChildProcess;
  let served = () => {};
  let hasServed = false;
  let serving = new Promise<void>((resolve) => {
    served = resolve;
  });
  let ended = false;
  let crashes = 0;
  let upSince = Number.POSITIVE_INFINITY;
  let count = 0;
  const deeds: Done[] = [];

  function begin(): void {
    const { PATH } = process.env;
    const env = { PATH, PORT: `${port}`, HOST: "127.0.0.1", ...environment };
    child = fork(program, [], { env, execArgv: [], stdio: ["ignore", "pipe", "inherit", "ipc"] });
    const mine = child;
    mine.on("message", (said) => {
      if (said === "listening") upSince = performance.now();
      if (said !== "ready") return;
      hasServed = true;
      served();
    });
    if (mine.stdout) createInterface({ input: mine.stdout }).on("line", note);
    mine.once("exit", (code) => {
      upSince = Number.POSITIVE_INFINITY;
      // Whoever waits for one that never came to serve waits for the next one.
      if (hasServed)
        serving = new Promise((resolve) => {
          served = resolve;
        });
      hasServed = false;
      if (ended) return;
      if (code !== null && code !== 0) crashes += 1;
      begin();
    });
  }

  function note(line: string): void {
    const found = /^(kill|stop) (.+)$/.exec(line);
    if (!found) {
      if (process.env.CHAOS_LOG) console.error(line);
      return;
    }
    count += 1;
    if (found[1] === "kill") upSince = Number.POSITIVE_INFINITY;
    const deed = { act: found[1] as Deed["act"], step: found[2] ?? "", atMs: performance.now() };
    deeds.push(deed);
  }

  async function ask(told: object): Promise<{ armed: number; opened: number }> {
    await serving;
    const answer = once(child, "message");
    child.send(told);
    return (await answer)[0];
  }

  begin();
  return {
    url: `http://127.0.0.1:${port}`,
    async arm(plan) {
      await ask({ plan });
    },
    taken: () => deeds.shift(),
    kill: () => void child.kill("SIGKILL"),
    wake: () => void child.kill("SIGCONT"),
    async terminate() {
      await serving;
      const begun = performance.now();
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
      return performance.now() - begun;
    },
    async setDisk(disk) {
      await ask({ disk });
    },
    opened: async () => (await ask({})).opened,
    up: () => serving,
    upSince: () => upSince,
    deeds: () => count,
    crashes: () => crashes,
    async end() {
      ended = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
}
