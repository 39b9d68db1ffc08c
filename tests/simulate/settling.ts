import { count, handsOf, newWords, perform, type Stage, soon } from "./acts.js";
import type { Posted } from "./cloud.js";
import type { Button, Outcome, Window } from "./hands.js";
import { datePlus, day, instantOf, localOf, minute } from "./plain-time.js";
import type { DaysOff, Person } from "./world.js";

/** Answers without an update: one tap, and what may follow it. */
const whys = ["no substitute", "testing", "waiting for data", "away", "away", "other"] as const;
type Why = (typeof whys)[number];
type Doing = "later" | "not-this-week" | "nothing-new";

export async function settle(
  stage: Stage,
  person: Person,
  message: Posted,
  doing: Doing,
  prompt: string,
  about: (string | number)[],
  /** What is in the way; left out: as it comes. */
  why?: Why,
): Promise<void> {
  const act = handsOf(stage, person).press(person, message, doing);
  if (act === undefined) return;
  // Pressed, she may be asked once more for it; counted even where no answer came.
  if (doing === "later") stage.tally.laters.set(prompt, (stage.tally.laters.get(prompt) ?? 0) + 1);
  await perform(stage, act, {
    about: [doing, ...about],
    came(outcome) {
      if (outcome?.kind !== "nothing") return;
      settled(stage, prompt);
      if (doing === "later") stage.tally.putOff.add(prompt);
      if (doing !== "not-this-week" || (why === undefined && !stage.dice.chance(0.6, "says why", ...about))) return;
      const reason = why ?? stage.dice.pick(whys, "reason", ...about);
      soon(stage, person, stage.dice.between(2, 15, "why", ...about) * minute, () =>
        saysWhy(stage, person, message, reason, about),
      );
    },
  });
  if (stage.dice.chance(0.08, "presses twice", ...about))
    await perform(stage, handsOf(stage, person).press(person, message, doing) ?? act, {
      about: [doing, "second", ...about],
    });
}

/** She was told that her answer is kept: nothing asks this any more, unless she put it off herself. */
export function settled({ tally, agenda }: Stage, prompt: string): void {
  if (tally.putOff.delete(prompt) || !tally.settled.has(prompt)) tally.settled.set(prompt, agenda.now());
}

/** Below what her question has turned into; nothing where that did not reach her yet. */
async function saysWhy(
  stage: Stage,
  person: Person,
  message: Posted,
  reason: Why,
  about: (string | number)[],
): Promise<void> {
  const button: Button = (action) => action.do.startsWith("why-not") && action.reason === reason;
  const act = handsOf(stage, person).press(person, message, button);
  if (act === undefined) return;
  await perform(stage, act, {
    about: ["why not", ...about],
    came(outcome) {
      if (outcome?.kind === "nothing") count(stage, "reasons");
      if (outcome?.kind !== "window") return;
      const { window } = outcome;
      soon(stage, person, 2 * minute, () => writesWhy(stage, person, window, reason === "away", about, 0));
    },
  });
}

/** The form: until when she is away, or her own words. Now and then a day that has passed. */
async function writesWhy(
  stage: Stage,
  person: Person,
  { blanks, send }: Window,
  isAway: boolean,
  about: (string | number)[],
  nth: number,
): Promise<void> {
  const { dice, agenda } = stage;
  const zone = person.district?.zone ?? stage.world.zone;
  const from = localOf(stage.wall(), zone).date;
  const careless = nth === 0 && dice.chance(0.15, "a day that has passed", ...about);
  const until = careless ? datePlus(from, -1) : datePlus(from, dice.between(3, 16, "away until", ...about));
  const words = isAway ? undefined : newWords(stage, person, "reason");
  const note = words === undefined ? "" : `The hall is flooded, "again" & <still> ${words.mark}`;
  if (words !== undefined) words.texts = { note };
  const mine: Record<string, string> = isAway ? { awayUntil: until } : { note };
  const off: DaysOff = { from, until, at: agenda.now() };
  if (isAway && !careless) person.daysOff.push(off);
  await perform(stage, send(Object.fromEntries(blanks.map(({ name, initial }) => [name, mine[name] ?? initial]))), {
    about: ["why", nth, ...about],
    again: 4,
    came(outcome: Outcome | undefined) {
      if (words !== undefined) words.state = outcome?.kind === "closed" ? "accepted" : "unclear";
      if (outcome?.kind === "kept") {
        stage.tally.kept += 1;
        if (nth < 2)
          soon(stage, person, minute, () => writesWhy(stage, person, outcome.window, isAway, about, nth + 1));
      }
      if (outcome?.kind !== "closed") return;
      count(stage, "reasons");
      if (!isAway) return;
      count(stage, "away");
      off.sure = { at: agenda.now(), from: localOf(stage.wall(), zone).date };
      // She is: whatever she had in mind to do waits for nobody.
      person.away.push({ from: agenda.now() + 1, to: instantOf(datePlus(until, 1), 0, zone) + day / 3 });
    },
  });
}
