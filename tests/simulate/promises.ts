import { count, handsOf, newWords, perform, type Stage, soon } from "./acts.js";
import { actionsIn, type Posted } from "./cloud.js";
import type { Button, Window } from "./hands.js";
import { datePlus, instantOf, localOf, minute } from "./plain-time.js";
import { settle, settled } from "./settling.js";
import { membersOn } from "./whom.js";
import type { Convening, Person, Team } from "./world.js";

/** On a convening's last day, or the two after it, its lead writes down what the team has said it will do. */
export function afterConvening(stage: Stage, team: Team, { id, endsOn }: Convening): void {
  const { agenda, dice, world } = stage;
  const about = [id, team.id];
  const lead = team.members.find((one) => one.lead)?.person;
  if (lead === undefined || endsOn < world.firstDate || endsOn > world.lastDate || !dice.chance(0.85, ...about)) return;
  const on = datePlus(endsOn, dice.between(0, 2, "on", ...about));
  const at = instantOf(on, dice.between(13 * 60, 17 * 60, "at", ...about), team.district.zone);
  agenda.at(at, () => soon(stage, lead, 0, () => says(stage, lead, about)));
}

async function says(stage: Stage, lead: Person, about: (string | number)[]): Promise<void> {
  await perform(stage, handsOf(stage, lead).say(lead, "convening"), {
    about: ["convening", ...about],
    // Where the word is answered with a message of its own, that is what she finds the button on.
    came: (outcome) => outcome?.kind === "told" && writesAll(stage, lead, outcome.message, about),
  });
}

/** What her team has said it will do, below the card that the word is answered with. */
export async function writesAll(stage: Stage, lead: Person, message: Posted, about: (string | number)[]) {
  for (const team of stage.world.teams.filter(({ members }) =>
    members.some((one) => one.lead && one.person === lead),
  )) {
    const how = stage.dice.between(1, 3, "promises", team.id, ...about);
    for (let nth = 0; nth < how; nth += 1) await writes(stage, team, lead, message, [nth, team.id, ...about]);
  }
}

async function writes(stage: Stage, team: Team, lead: Person, message: Posted, about: (string | number)[]) {
  const button: Button = (action) => action.do === "add-commitment" && action.team === team.id;
  const act = handsOf(stage, lead).press(lead, message, button);
  if (act === undefined) return;
  await perform(stage, act, {
    about: ["adds", ...about],
    came(outcome) {
      if (outcome?.kind === "window") return fillsIn(stage, team, lead, outcome.window, about);
    },
  });
}

function fillsIn(stage: Stage, team: Team, lead: Person, { blanks, send }: Window, about: (string | number)[]) {
  const { agenda, dice } = stage;
  const today = localOf(agenda.now(), team.district.zone).date;
  const words = newWords(stage, lead, "commitment");
  const someone = dice.pick(membersOn(team, today, agenda.now()), "whose", ...about).person;
  const offered = blanks.find(({ name }) => name === "who")?.options.includes(someone.id) ?? false;
  const whose = offered && dice.chance(0.7, "somebody's", ...about) ? someone : undefined;
  words.promise = { team, ...(whose && { whose }) };
  words.texts = { what: `Sort tickets on "Tuesdays" & <after lunch> ${words.mark}` };
  const values: Record<string, string> = {
    what: words.texts.what ?? "",
    who: whose?.id ?? "team",
    by: dice.chance(0.7, "by", ...about) ? datePlus(today, dice.between(5, 50, "by when", ...about)) : "",
  };
  return perform(stage, send(Object.fromEntries(blanks.map(({ name, initial }) => [name, values[name] ?? initial]))), {
    about: ["promises", ...about],
    again: 4,
    came(outcome) {
      words.state = outcome?.kind === "closed" ? "accepted" : outcome === undefined ? "unclear" : "open";
      words.at = agenda.now();
      if (words.state === "accepted") count(stage, "commitments");
    },
  });
}

/**
 * The commitments in a question, one after the other, each with its button. What else it asks stays there meanwhile: it is
 * settled when nothing is left, and now and then she answers the rest with a tap.
 */
export async function reportsOn(
  stage: Stage,
  person: Person,
  message: Posted,
  prompt: string,
  about: (string | number)[],
): Promise<void> {
  const { agenda, dice, tally } = stage;
  const key = (id: unknown) => `${person.id} ${prompt} ${id}`;
  const state = dice.pick(["done", "done", "open", "dropped", "open"], "kept", tally.done.size, ...about);
  let id = "";
  const act = handsOf(stage, person).press(person, message, (action) => {
    const fits = action.do === "commitment" && action.state === state && !tally.done.has(key(action.commitment));
    if (fits) id = `${action.commitment}`;
    return fits;
  });
  if (act === undefined) return spokenOfAll(stage, person, message, prompt, about);
  tally.done.add(key(id));
  if (state !== "open" && !tally.fulfilled.has(id)) tally.fulfilled.set(id, agenda.now());
  await perform(stage, act, {
    about: ["commitment", id, ...about],
    came(outcome) {
      if (outcome?.kind !== "nothing") return;
      count(stage, "commitments answered");
      soon(stage, person, 5 * minute, () => reportsOn(stage, person, message, prompt, [id, ...about]));
    },
  });
}

async function spokenOfAll(
  stage: Stage,
  person: Person,
  message: Posted,
  prompt: string,
  about: (string | number)[],
): Promise<void> {
  const asks = actionsIn(message.payloads).filter(({ action }) => action.prompt === prompt);
  if (asks.length === 0) return settled(stage, prompt);
  const ways = (["nothing-new", "not-this-week", "later"] as const).filter((one) =>
    asks.some(({ action }) => action.do === one),
  );
  if (ways.length === 0 || !stage.dice.chance(0.7, "the rest", ...about)) return;
  await settle(stage, person, message, stage.dice.pick(ways, "how the rest", ...about), prompt, about);
}
