import type { Clock } from "../ports/clock.js";

/**
 * Who is being answered right now. What is sent lets them go first: a person waits with a form open, a message does not.
 * Guarantees: while nobody is being answered nothing waits; while somebody always is, one goes on in each `oneEachMs`, in
 * the order in which they came.
 */
export type Answering = {
  /** Counts `work` as long as it lasts, five seconds at most. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when what can wait may go on. */
  turn(): Promise<void>;
};

const oneEachMs = 50;
/** No platform waits longer for an answer: whoever takes longer holds nobody up. */
const longestMs = 5_000;

export function createAnswering(clock: Pick<Clock, "after">): Answering {
  let count = 0;
  let callOff: (() => void) | undefined;
  const waiting: (() => void)[] = [];

  function goOn(most: number): void {
    for (const go of waiting.splice(0, most)) go();
    callOff?.();
    callOff = waiting.length === 0 ? undefined : clock.after(oneEachMs, () => goOn(1));
  }

  return {
    async during(work) {
      count += 1;
      let counted = true;
      const end = () => {
        if (!counted) return;
        counted = false;
        forget();
        count -= 1;
        if (count === 0) goOn(waiting.length);
      };
      const forget = clock.after(longestMs, end);
      try {
        return await work();
      } finally {
        end();
      }
    },
    turn() {
      if (count === 0) return Promise.resolve();
      return new Promise((resolve) => {
        waiting.push(resolve);
        callOff ??= clock.after(oneEachMs, () => goOn(1));
      });
    },
  };
}
