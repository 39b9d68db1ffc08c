import { count, handsOf, perform, type Stage, soon } from "./acts.js";
import { actionsIn, type Posted } from "./cloud.js";
import type { Window } from "./hands.js";
import { datePlus, hour, instantOf, minute } from "./plain-time.js";
import type { Person } from "./world.js";

/** Now and then a program manager looks at her teams and nudges those whose turn it is in one of them. */
export function nudges(stage: Stage, pm: Person, week: number, monday: string): void {
  const { agenda, dice, world } = stage;
  const about = ["nudges", pm.id, week];
  if (!dice.chance(0.6, ...about)) return;
  const day = datePlus(monday, dice.between(0, 4, "on", ...about));
  const at = instantOf(day, dice.between(8 * 60, 17 * 60, "at", ...about), world.zone);
  agenda.at(at, () => soon(stage, pm, 0, () => says(stage, pm, about)));
}

function says(stage: Stage, pm: Person, about: (string | number)[]): Promise<void> {
  return perform(stage, handsOf(stage, pm).say(pm, "nudge"), {
    about: ["says", ...about],
    came: (outcome) => outcome?.kind === "told" && chooses(stage, pm, outcome.message, about),
  });
}

async function chooses(stage: Stage, pm: Person, message: Posted, about: (string | number)[]): Promise<void> {
  const teams = actionsIn(message.payloads).flatMap(({ action }) =>
    action.do === "nudge" && action.team !== undefined ? [action.team] : [],
  );
  if (teams.length === 0) return;
  const team = stage.dice.pick(teams, "team", ...about);
  const act = handsOf(stage, pm).press(pm, message, (action) => action.do === "nudge" && action.team === team);
  if (act === undefined) return;
  await perform(stage, act, {
    about: ["opens", ...about],
    came: (outcome) => outcome?.kind === "window" && writes(stage, outcome.window, about, 0),
  });
}

/** Where somebody's week is full she is asked why, and says so or leaves it. */
async function writes(stage: Stage, { blanks, send }: Window, about: (string | number)[], nth: number): Promise<void> {
  const { dice } = stage;
  const full = blanks.some(({ name }) => name === "why");
  if (full && !dice.chance(0.5, "over the budget", ...about)) return;
  const values = Object.fromEntries(
    blanks.map(({ name, initial, options }): [string, string] => {
      if (name === "to") return [name, initial === "" ? (options[0] ?? "") : initial];
      return [name, name === "why" ? "The convening is this week" : initial];
    }),
  );
  if (values.to === "") return;
  await perform(stage, send(values), {
    about: ["nudges", ...about, nth],
    again: 4,
    came(outcome) {
      if (outcome?.kind === "closed") count(stage, full ? "nudges over budget" : "nudges");
      else if (outcome?.kind === "kept" && nth < 2) return writes(stage, outcome.window, about, nth + 1);
      else if (outcome?.kind === "window" && nth < 2) return writes(stage, outcome.window, about, nth + 1);
    },
  });
}

/** Whoever is nudged answers in words, or with an update, or not. */
export function nudged(stage: Stage, person: Person, message: Posted, update: () => unknown): void {
  const { dice } = stage;
  const about = ["nudged", message.marker];
  const mood = dice.roll("mood", ...about);
  const delay = dice.between(5, 30 * 60, "after", ...about) * minute;
  if (mood < 0.3) soon(stage, person, delay, update);
  else if (mood < 0.65) soon(stage, person, delay + hour, () => answersNudge(stage, person, message, about));
}

async function answersNudge(stage: Stage, person: Person, message: Posted, about: (string | number)[]): Promise<void> {
  const act = handsOf(stage, person).press(person, message, "answer-nudge");
  if (act === undefined) return;
  await perform(stage, act, {
    about: ["answers", ...about],
    async came(outcome) {
      if (outcome?.kind !== "window") return;
      const { blanks, send } = outcome.window;
      const values = Object.fromEntries(
        blanks.map(({ name, initial }) => [name, initial || "After the break, I think"]),
      );
      await perform(stage, send(values), {
        about: ["sends", ...about],
        again: 4,
        came: (sent) => sent?.kind === "closed" && count(stage, "nudges answered"),
      });
    },
  });
}
