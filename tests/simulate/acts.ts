import type { Agenda, Instant } from "./agenda.js";
import type { Between } from "./between.js";
import type { Cloud } from "./cloud.js";
import type { Dice } from "./dice.js";
import type { Act, Hands, Outcome } from "./hands.js";
import { letters } from "./letters.js";
import { day, hour, minute } from "./plain-time.js";
import type { Process } from "./process.js";
import type { Person, Team, World } from "./world.js";

/**
 * What somebody wrote, with a mark in it that nobody else's words have. `accepted`: she was told that it is kept;
 * `unclear`: no answer came; `open`: she was told that it is not, or has not sent it.
 */
export type Words = {
  mark: string;
  by: Person;
  kind: "update" | "change" | "draft" | "commitment" | "reason" | "problem" | "question" | "offer" | "taken";
  /** By field; of a draft the text alone, as "text". */
  texts: Record<string, string>;
  state: "open" | "unclear" | "accepted";
  at: Instant;
  /** A draft: what became of it. */
  draft?: "open" | "recorded" | "dropped" | "unclear";
  /** A commitment: whose team's; `whose` left out: the whole team's. */
  promise?: { team: Team; whose?: Person };
};

/** Everything that people do, and what is needed for it. */
export type Stage = {
  world: World;
  agenda: Agenda;
  dice: Dice;
  cloud: Cloud;
  process: Process;
  hands: Record<"slack" | "teams", Hands>;
  words: Map<string, Words>;
  tally: Tally;
  between: Between;
  /** What the clock of the process says. */
  wall(): Instant;
  /** How long the process stays away when it dies next; otherwise it is back in a moment. */
  outage: number | undefined;
  /** Nobody begins anything new. */
  over: boolean;
};

export type Tally = {
  acts: number;
  duplicates: number;
  refused: number;
  kept: number;
  /** How often a question was put off. */
  laters: Map<string, number>;
  /** Questions that were put off and not settled since. */
  putOff: Set<string>;
  /** Questions of which somebody was told that her answer is kept, and when; of what she put off, when she answered at last. */
  settled: Map<string, Instant>;
  /** Commitments that somebody has called done or dropped, and when she first tried, by their ids. */
  fulfilled: Map<string, Instant>;
  /** What was done with a message, so that it is done once. */
  done: Set<string>;
  /** Forms beside the updates that were taken, and buttons: by what they do. */
  did: Map<string, number>;
};

export function count({ tally: { did } }: Stage, what: string): void {
  did.set(what, (did.get(what) ?? 0) + 1);
}

export function handsOf(stage: Stage, person: Person): Hands {
  return stage.hands[person.workspace.platform];
}

export function newWords(stage: Stage, by: Person, kind: Words["kind"]): Words {
  const mark = `zq${by.district?.wordMark ?? "hub"}x${letters(stage.words.size, 4)}`;
  const words: Words = { mark, by, kind, texts: {}, state: "open", at: stage.agenda.now() };
  stage.words.set(mark, words);
  return words;
}

export type Doing = {
  about: (string | number)[];
  /** How often it is tried again where nobody answers: by the platform, or by her. */
  again?: number;
  /** Undefined: nobody ever answered. */
  came?(outcome: Outcome | undefined): unknown;
};

/** Until it is tried again, in ms; then once a day. */
const patience = [minute, 5 * minute, 30 * minute, 3 * hour];

/**
 * One act of a person. Sometimes the platform delivers it twice at once, or again later; sometimes it comes in while
 * messages are being sent.
 */
export function perform(stage: Stage, act: Act, { about, again = 3, came }: Doing): Promise<void> {
  const { agenda, dice, process, tally } = stage;
  const attempt = async (nth: number): Promise<void> => {
    tally.acts += nth === 0 ? 1 : 0;
    const twice = dice.chance(0.06, "twice at once", nth, ...about);
    const racing = dice.chance(0.1, "while sending", nth, ...about);
    if (twice) tally.duplicates += 1;
    const [first, second] = await Promise.allSettled([
      act(),
      ...(twice ? [act()] : []),
      ...(racing ? [process.deliver().then(() => ({ kind: "nothing" }) as Outcome)] : []),
    ]);
    const answer = first?.status === "fulfilled" ? first : twice && second?.status === "fulfilled" ? second : undefined;
    if (answer !== undefined) {
      if (dice.chance(0.04, "delivered again", ...about)) {
        tally.duplicates += 1;
        agenda.at(agenda.now() + dice.between(1, 180, "again in", ...about) * minute, () => act().then(noted, noted));
      }
      await came?.(answer.value);
      return;
    }
    tally.refused += 1;
    if (nth >= again) await came?.(undefined);
    else agenda.at(agenda.now() + (patience[nth] ?? day), () => attempt(nth + 1));
  };
  return attempt(0);
}

function noted(): void {}

/** Later, unless she is away by then. */
export function soon(stage: Stage, person: Person, inMs: number, work: () => unknown): void {
  stage.agenda.at(stage.agenda.now() + inMs, () => {
    const now = stage.agenda.now();
    if (stage.over) return;
    const away = person.away.some((span) => span.from <= now && (span.to === undefined || now < span.to));
    return away ? undefined : work();
  });
}
