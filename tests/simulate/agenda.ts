import type { Clock } from "../../src/ports/clock.js";

/** Instants are ms since 1970, as everybody in the simulation but the process under test has them. */
export type Instant = number;

/**
 * What is going to happen, in order. Time stands still while something happens and jumps to the next thing afterwards;
 * weeks take as long as the work in them.
 */
export type Agenda = {
  now(): Instant;
  at(when: Instant, happens: () => Promise<unknown> | void): () => void;
  /** Does what is next. False when nothing is left before `until`, where time then stands. */
  step(until: Instant): Promise<boolean>;
};

type Entry = { when: Instant; nth: number; happens: () => Promise<unknown> | void; off: boolean };

export function openAgenda(start: Instant): Agenda {
  const heap: Entry[] = [];
  let now = start;
  let nth = 0;

  return {
    now: () => now,
    at(when, happens) {
      const entry = { when: Math.max(when, now), nth: nth++, happens, off: false };
      push(heap, entry);
      return () => {
        entry.off = true;
      };
    },
    async step(until) {
      for (;;) {
        const [first] = heap;
        if (first === undefined || first.when > until) {
          now = until;
          return false;
        }
        pop(heap);
        if (first.off) continue;
        now = first.when;
        await first.happens();
        return true;
      }
    },
  };
}

/** The clock of the process under test: it may go wrong by `skew` ms. What has to wait is on the agenda. */
export type WallClock = Clock & { skew(): number; set(skew: number): void };

export function wallClock(agenda: Agenda): WallClock {
  let skew = 0;
  const now = () => new Date(agenda.now() + skew);
  return {
    now,
    machineNow: now,
    after: (ms, then) => agenda.at(agenda.now() + ms, then),
    skew: () => skew,
    set(to) {
      skew = to;
    },
  };
}

const before = (a: Entry, b: Entry) => a.when < b.when || (a.when === b.when && a.nth < b.nth);

function push(heap: Entry[], entry: Entry): void {
  heap.push(entry);
  for (let at = heap.length - 1; at > 0; ) {
    const parent = (at - 1) >> 1;
    if (!swapIf(heap, at, parent)) break;
    at = parent;
  }
}

function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  for (let at = 0; ; ) {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    const [a, b] = [heap[left], heap[right]];
    if (a === undefined) break;
    const child = b !== undefined && before(b, a) ? right : left;
    if (!swapIf(heap, child, at)) break;
    at = child;
  }
}

/** Puts the entry at `lower` above the one at `upper` where it comes first. */
function swapIf(heap: Entry[], lower: number, upper: number): boolean {
  const [a, b] = [heap[lower], heap[upper]];
  if (a === undefined || b === undefined || !before(a, b)) return false;
  heap[lower] = b;
  heap[upper] = a;
  return true;
}
