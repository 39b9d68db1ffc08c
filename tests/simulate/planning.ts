import { count, handsOf, perform, type Stage, soon } from "./acts.js";
import type { Posted } from "./cloud.js";
import type { Window } from "./hands.js";
import { hour, minute } from "./plain-time.js";
import type { Person } from "./world.js";

/** What may follow a recorded plan, below its card: who tests it, what it measures, and that it has begun. */
const following = { "plan-details": 0.6, "add-measure": 0.4, "start-test": 0.5 } as const;

export function planned(stage: Stage, person: Person, message: Posted, offered: ReadonlySet<string>): void {
  const { dice, tally } = stage;
  for (const [doing, share] of Object.entries(following)) {
    const about = [doing, message.id, person.id];
    if (!offered.has(doing) || tally.done.has(about.join())) continue;
    tally.done.add(about.join());
    if (!dice.chance(share, ...about)) continue;
    const inMs = doing === "start-test" ? dice.between(2, 40, ...about) * hour : dice.between(1, 30, ...about) * minute;
    soon(stage, person, inMs, () => press(stage, person, message, doing, about));
  }
}

async function press(stage: Stage, person: Person, message: Posted, doing: string, about: string[]): Promise<void> {
  const act = handsOf(stage, person).press(person, message, doing);
  if (act === undefined) return;
  await perform(stage, act, {
    about,
    came(outcome) {
      if (doing === "start-test" && outcome !== undefined) count(stage, "tests begun");
      if (outcome?.kind === "window") return fillsIn(stage, outcome.window, doing, about);
    },
  });
}

function fillsIn(stage: Stage, { blanks, send }: Window, doing: string, about: string[]): Promise<void> {
  const { dice } = stage;
  const values = blanks.map(({ name, initial, options }): [string, string] => {
    if (name === "testers") return [name, options.filter((one) => dice.chance(0.4, "tests", one, ...about)).join(",")];
    if (name === "name") return [name, `Exit tickets ${dice.between(1, 4, "ticket", ...about)}`];
    return [name, name === "hypothesis" ? "If they sort tickets, then they see patterns" : initial];
  });
  return perform(stage, send(Object.fromEntries(values)), {
    about: ["sends", ...about],
    again: 4,
    came(outcome) {
      if (outcome?.kind === "closed") count(stage, doing === "add-measure" ? "measures" : "plans in detail");
      else if (outcome?.kind === "kept") stage.tally.kept += 1;
    },
  });
}
