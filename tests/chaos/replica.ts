import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** What a process does when it comes to a step: it dies, or it stands still until it is woken. */
export type Deed = { act: "kill" | "stop"; step: string };
export type Done = Deed & { atMs: number };

/**
 * One replica under a supervisor that starts it again at once, as a container's would. `atMs` by performance.now().
 */
export type Replica = {
  url: string;
  /** What it is to do next, in this order; `afterwards` is what the next process does that takes its place. */
  arm(plan: Deed[], afterwards?: Deed[]): Promise<void>;
  /** The next deed, as it is done. Rejects with NobodyCameBy after ten seconds without one. */
  done(): Promise<Done>;
  /** From outside, at no particular step. */
  kill(): void;
  wake(): void;
  /** How many slots it has opened. */
  opened(): Promise<number>;
  /** Resolves when it serves. */
  up(): Promise<void>;
  /** Since when it has served without a break, by performance.now(). */
  upSince(): number;
  /** How many deeds it has done. */
  deeds(): number;
  /** Numbers of processes that ended by themselves with another end than a kill. */
  crashes(): number;
  end(): Promise<void>;
};

/** Another replica did the work, or none. */
export class NobodyCameBy extends Error {
  override name = "NobodyCameBy";
}

const patienceMs = 10_000;
const program = new URL("./child.mjs", import.meta.url).pathname;

export function startReplica(port: number, environment: Record<string, string>): Replica {
  let child: ChildProcess;
  let serving: Promise<void>;
  let ended = false;
  let next: Deed[] = [];
  let crashes = 0;
  let upSince = Number.POSITIVE_INFINITY;
  let count = 0;
  const deeds: Done[] = [];
  let awaited: ((deed: Done) => void) | undefined;

  function begin(): void {
    const { PATH } = process.env;
    const env = { PATH, PORT: `${port}`, HOST: "127.0.0.1", ...environment, CHAOS_PLAN: JSON.stringify(next) };
    next = [];
    child = fork(program, [], { env, execArgv: [], stdio: ["ignore", "pipe", "inherit", "ipc"] });
    const mine = child;
    serving = new Promise((resolve) => {
      mine.on("message", (said) => {
        if (said !== "listening") return;
        upSince = performance.now();
        resolve();
      });
    });
    if (mine.stdout) createInterface({ input: mine.stdout }).on("line", note);
    mine.once("exit", (code) => {
      upSince = Number.POSITIVE_INFINITY;
      if (ended) return;
      if (code !== null) crashes += 1;
      begin();
    });
  }

  function note(line: string): void {
    const found = /^(kill|stop) (.+)$/.exec(line);
    if (!found) return;
    count += 1;
    if (found[1] === "kill") upSince = Number.POSITIVE_INFINITY;
    const deed = { act: found[1] as Deed["act"], step: found[2] ?? "", atMs: performance.now() };
    if (awaited) awaited(deed);
    else deeds.push(deed);
    awaited = undefined;
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
    async arm(plan, afterwards = []) {
      next = afterwards;
      await ask({ plan });
    },
    async done() {
      const deed = deeds.shift();
      if (deed !== undefined) return deed;
      return new Promise<Done>((resolve, reject) => {
        const giveUp = setTimeout(() => reject(new NobodyCameBy()), patienceMs);
        awaited = (next) => {
          clearTimeout(giveUp);
          resolve(next);
        };
        giveUp.unref();
      });
    },
    kill: () => void child.kill("SIGKILL"),
    wake: () => void child.kill("SIGCONT"),
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
