import type { Repositories } from "../ports/store.js";

type Work<T = unknown> = (tables: Repositories) => Promise<T>;

/** Runs one write in the transaction; where the write fails, rejects, and something of it may be there. */
type Do = (work: Work) => Promise<unknown>;

/** Runs `together` in a transaction, and again from its beginning where the database was held; resolves after the commit. */
export type InTransaction = (
  together: (run: Do, say: (sql: string) => Promise<unknown>) => Promise<void>,
) => Promise<void>;

type Turn = {
  work: Work;
  brief: boolean;
  somebodyWaits: boolean;
  done(result: unknown): void;
  failed(error: unknown): void;
};

/** Whoever waits for an answer goes first, but of so many writes one is another's. */
const oneOf = 5;

/** Brief writes that wait share a commit; after this long no more of them join. */
const togetherMs = 10;

/**
 * All writes of this process, one after the other: those that somebody waits for before the others, and each sort in the
 * order in which it came. Brief ones that wait for their turn anyway are committed together: the disk is what takes longest.
 * Each still sees those before it, and resolves after the commit. One that fails takes nobody along: it is undone alone, or
 * the others are done again without it; then it has a transaction of its own, which says how it ends. One that is not brief
 * is alone from the beginning.
 */
export function writer(inTransaction: InTransaction) {
  const waiting = queue();
  let running: Promise<void> | undefined;

  async function together(): Promise<void> {
    // The first is taken at once: where there is no transaction at all, it is told so.
    const turns = waiting.take();
    let results: unknown[] = [];
    const mayJoin = (begun: number) =>
      turns.every(({ brief }) => brief) && waiting.next()?.brief === true && performance.now() - begun <= togetherMs;
    /** The transaction is gone, and nothing of it is there: all can be done again. */
    const lost = (error: unknown) => {
      waiting.putBack(turns.splice(0));
      throw error;
    };
    try {
      await inTransaction(async (run, say) => {
        const begun = performance.now();
        results = [];
        while (results.length < turns.length || mayJoin(begun)) {
          if (results.length === turns.length) turns.push(...waiting.take());
          const turn = turns[results.length];
          if (turn === undefined) return;
          if (results.length === 0) {
            results.push(await run(turn.work));
            continue;
          }
          await say("SAVEPOINT one").catch(lost);
          try {
            results.push(await run(turn.work));
          } catch {
            turn.brief = false;
            await say("ROLLBACK TO SAVEPOINT one").catch(lost);
            waiting.putBack(turns.splice(results.length));
            return;
          }
        }
      });
    } catch (error) {
      // Nothing is there. Only the first can have said why; the others have done nothing wrong.
      if (results.length === 0) waiting.putBack(turns.splice(1));
      for (const { failed } of turns) failed(error);
      return;
    }
    for (const [nth, { done }] of turns.entries()) done(results[nth]);
  }

  async function run(): Promise<void> {
    while (waiting.next() !== undefined) {
      await together();
      await breathe();
    }
    running = undefined;
  }

  return {
    write<T>(work: Work<T>, how?: "brief" | "somebody waits"): Promise<T> {
      return new Promise((resolve, reject) => {
        const somebodyWaits = how === "somebody waits";
        const done = (result: unknown) => resolve(result as T);
        waiting.add({ work, brief: how !== undefined, somebodyWaits, done, failed: reject });
        running ??= run();
      });
    },
    async idle(): Promise<void> {
      await running;
    },
  };
}

/** Who is next, and nobody never. */
function queue() {
  const first: Turn[] = [];
  const others: Turn[] = [];
  let ahead = 0;
  const turn = () => ((ahead < oneOf - 1 || others.length === 0) && first.length > 0 ? first : others);
  const of = ({ somebodyWaits }: Turn) => (somebodyWaits ? first : others);
  return {
    add: (one: Turn) => void of(one).push(one),
    next: (): Turn | undefined => turn()[0],
    take(): Turn[] {
      const from = turn();
      ahead = from === first ? ahead + 1 : 0;
      return from.splice(0, 1);
    },
    putBack(turns: Turn[]): void {
      for (const one of turns.reverse()) of(one).unshift(one);
    },
  };
}

/**
 * Between two commits the rest of the process gets its turn. SQLite's driver answers at once, so one write after the other
 * would run without a pause for as long as any wait: no request would be read meanwhile and no timer would fire. Several
 * turns, because Node takes one new connection in each: the twentieth would wait for twenty commits.
 */
async function breathe(): Promise<void> {
  for (let turns = 0; turns < 8; turns += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}
