import { newWords, perform, type Stage, type Words } from "./acts.js";
import type { Window } from "./hands.js";
import { datePlus, localOf, minute } from "./plain-time.js";
import type { Person } from "./world.js";

const sentences = [
  "Nine of twelve read it aloud",
  'Most explained "why" & how',
  "It took longer than 20 minutes, <and> that was fine",
  "Time ran out – we try again on Thursday",
  "Las y los estudiantes lo explicaron mejor 👍🏽",
];

/**
 * She fills in what she is shown and sends it. What is refused she mends, a few times. `words` are new ones unless given (a
 * draft that she opened the form with).
 */
export function fillIn(
  stage: Stage,
  by: Person,
  window: Window,
  kind: "update" | "change",
  about: (string | number)[],
  accepted?: () => unknown,
): Promise<void> {
  const words = newWords(stage, by, kind);
  return send(stage, by, window, words, { about, accepted }, 0);
}

function send(
  stage: Stage,
  by: Person,
  window: Window,
  words: Words,
  how: { about: (string | number)[]; accepted?: (() => unknown) | undefined },
  nth: number,
): Promise<void> {
  const { about } = how;
  const { values, texts } = answersTo(stage, by, window, words, [...about, nth], nth === 0);
  words.texts = texts;
  words.at = stage.agenda.now();
  return perform(stage, window.send(values), {
    about: ["send", ...about, nth],
    again: 4,
    came(outcome) {
      if (outcome === undefined) words.state = "unclear";
      else if (outcome.kind === "closed") {
        words.state = "accepted";
        how.accepted?.();
      } else if (outcome.kind === "kept" && nth < 3) {
        stage.tally.kept += 1;
        // What was not answered before may have been kept after all: nobody can tell by now.
        stage.agenda.at(stage.agenda.now() + minute, () => send(stage, by, outcome.window, words, how, nth + 1));
        return;
      }
    },
  });
}

/** `careless`: now and then something that cannot be right. */
function answersTo(
  { dice, agenda }: Stage,
  by: Person,
  { blanks }: Window,
  words: Words,
  about: (string | number)[],
  careless: boolean,
) {
  const values: Record<string, string> = {};
  const texts: Record<string, string> = {};
  const today = localOf(agenda.now(), by.district?.zone ?? "America/Los_Angeles").date;
  const odd = careless && dice.chance(0.06, "careless", ...about);
  for (const { name, kind, options, initial, required } of blanks) {
    if (kind === "choice") values[name] = chosen(name, options, initial, (list) => dice.pick(list, name, ...about));
    else if (kind === "date")
      values[name] = name === "dueOn" ? (initial >= today ? initial : datePlus(today, 21)) : initial;
    else if (name === "result") values[name] = odd ? "20 to 30" : `${dice.between(0, 28, name, ...about)} of 28`;
    else if (name === "predictedFigure") values[name] = "60";
    else if (required || name === "reason") {
      values[name] = `${dice.pick(sentences, name, ...about)} ${words.mark}`;
      texts[name] = values[name];
    } else values[name] = initial;
  }
  return { values, texts };
}

function chosen(name: string, options: string[], initial: string, pick: (list: string[]) => string): string {
  if (name === "next") return pick(["keep testing", "ready to study"]);
  if (name === "decision") return pick(options);
  return initial !== "" ? initial : pick(options);
}
