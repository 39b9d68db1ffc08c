import { handsOf, newWords, perform, type Stage, soon } from "./acts.js";
import { type Arrival, actionsIn, type Posted } from "./cloud.js";
import { fillIn } from "./forms.js";
import type { Outcome } from "./hands.js";
import { nudged } from "./nudging.js";
import { thinksOf } from "./peers.js";
import { day, hour, minute } from "./plain-time.js";
import { planned } from "./planning.js";
import { reportsOn, writesAll } from "./promises.js";
import { settle, settled } from "./settling.js";
import { begin, end, type Person } from "./world.js";

/** What people do when something reaches them. Each of them decides by the dice, and some never answer. */
export function live(stage: Stage, arrival: Arrival): void {
  const { message } = arrival;
  const person = message.user === undefined ? undefined : message.workspace.byUser.get(message.user);
  if (person !== undefined) thinksOf(stage, person, message);
  if (person?.district === undefined) return;
  const [prompt] = arrival.prompts;
  const offered = new Set(actionsIn(message.payloads).map(({ action }) => action.do));
  if (arrival.what === "post" && prompt !== undefined) asked(stage, person, message, prompt, arrival);
  else if (offered.has("drop-draft")) draftAsked(stage, person, message, arrival);
  planned(stage, person, message, offered);
  if (prompt !== undefined || offered.has("drop-draft")) return;
  if (offered.has("edit-update") && stage.dice.chance(0.1, "edits", message.id, arrival.words.join()))
    changes(stage, person, message);
  else if (arrival.what === "post" && offered.has("add-commitment"))
    soon(stage, person, minute, () => writesAll(stage, person, message, [message.marker]));
  else if (arrival.what === "post" && offered.has("answer-nudge"))
    nudged(stage, person, message, () => {
      const doing = offered.has("update") ? "update" : "start-cycle";
      return answer(stage, person, message, doing, ["nudged", message.marker]);
    });
  else if (arrival.what === "post" && offered.has("change-time")) welcomed(stage, person, message);
  else if (arrival.what === "post" && (offered.has("update") || offered.has("start-cycle"))) {
    const doing = offered.has("update") ? "update" : "start-cycle";
    soon(stage, person, 2 * minute, () => answer(stage, person, message, doing, ["after the word", message.marker]));
  }
}

function asked(stage: Stage, person: Person, message: Posted, prompt: string, arrival: Arrival): void {
  const { dice } = stage;
  const about = [prompt, arrival.marker];
  const mood = dice.roll("mood", ...about);
  const late = dice.chance(0.3, "late", ...about);
  const delay = late
    ? dice.between(3, 90, "hours", ...about) * hour
    : dice.between(1, 60, "minutes", ...about) * minute;
  const afterwards = (work: () => unknown) => soon(stage, person, delay, work);
  const doing = actionsIn(message.payloads).some(({ action }) => action.do === "start-cycle")
    ? "start-cycle"
    : "update";
  const offered = new Set(actionsIn(message.payloads).map(({ action }) => action.do));
  if (offered.has("commitment") && mood < 0.6) afterwards(() => reportsOn(stage, person, message, prompt, about));
  else if (offered.has("nothing-new") && mood < 0.15)
    afterwards(() => settle(stage, person, message, "nothing-new", prompt, about));
  else if (mood < 0.5) afterwards(() => answer(stage, person, message, doing, about, prompt));
  else if (mood < 0.63) afterwards(() => settle(stage, person, message, "not-this-week", prompt, about));
  else if (mood < 0.7) afterwards(() => settle(stage, person, message, "later", prompt, about));
  else if (mood < 0.73) afterwards(() => mute(stage, person, message, about));
  else if (mood < 0.79) afterwards(() => types(stage, person, about));
  else if (mood < 0.8) afterwards(() => saysStop(stage, person, about));
}

/** Opens the form and fills it in. Now and then the button is pressed twice, and one of the windows is left. */
async function answer(
  stage: Stage,
  person: Person,
  message: Posted,
  doing: string,
  about: (string | number)[],
  prompt?: string,
): Promise<void> {
  const act = handsOf(stage, person).press(person, message, doing);
  if (act === undefined) return;
  if (stage.dice.chance(0.05, "presses twice", ...about))
    await handsOf(stage, person)
      .press(person, message, doing)?.()
      .catch(() => undefined);
  await perform(stage, act, {
    about: [doing, ...about],
    came(outcome) {
      if (outcome?.kind !== "window") return;
      const { window } = outcome;
      soon(stage, person, stage.dice.between(1, 8, "writes", ...about) * minute, () =>
        fillIn(stage, person, window, "update", about, () => prompt !== undefined && settled(stage, prompt)),
      );
    },
  });
}

async function mute(stage: Stage, person: Person, message: Posted, about: (string | number)[]): Promise<void> {
  const act = handsOf(stage, person).press(person, message, "mute");
  if (act !== undefined) await muting(stage, person, act, about);
}

export async function saysStop(stage: Stage, person: Person, about: (string | number)[]): Promise<void> {
  await muting(stage, person, handsOf(stage, person).say(person, "stop"), about);
}

/** From when she asked for quiet until she asks to be asked again, which she does after a while. */
async function muting(
  stage: Stage,
  person: Person,
  act: () => Promise<Outcome>,
  about: (string | number)[],
): Promise<void> {
  begin(person.mutedPerhaps, stage.agenda.now());
  await perform(stage, act, {
    about: ["mute", ...about],
    again: 12,
    came(outcome) {
      if (outcome === undefined) return;
      begin(person.muted, stage.agenda.now());
      const back =
        outcome.kind === "told" ? handsOf(stage, person).press(person, outcome.message, "unmute") : undefined;
      const inMs = stage.dice.between(6, 30, "unmutes", ...about) * day;
      soon(stage, person, inMs, () =>
        back === undefined ? settings(stage, person, ["unmute", ...about]) : unmuting(stage, person, back, about),
      );
    },
  });
}

async function unmuting(
  stage: Stage,
  person: Person,
  act: () => Promise<Outcome>,
  about: (string | number)[],
): Promise<void> {
  end(person.muted, stage.agenda.now());
  await perform(stage, act, {
    about: ["unmute", ...about],
    again: 12,
    came: (outcome) => outcome && end(person.mutedPerhaps, stage.agenda.now()),
  });
}

/** The form behind "change the time", which stands below the first hello. */
async function settings(stage: Stage, person: Person, about: (string | number)[]): Promise<void> {
  const { hello } = person;
  const act = hello && handsOf(stage, person).press(person, hello, "change-time");
  if (act === undefined) return;
  await perform(stage, act, {
    about: ["settings", ...about],
    async came(outcome) {
      if (outcome?.kind !== "window") return;
      const { blanks, send } = outcome.window;
      const values = Object.fromEntries(
        blanks.map(({ name, initial, options }) => [
          name,
          name === "askMe"
            ? "yes"
            : name === "askAt" || name === "weekly"
              ? stage.dice.pick(options, name, ...about)
              : initial,
        ]),
      );
      const weekly = values.weekly;
      await unmuting(stage, person, send(values), about);
      if (weekly !== undefined)
        person.weekly.push({ from: stage.agenda.now(), most: /^\d+$/.test(weekly) ? Number(weekly) : null });
    },
  });
}

function welcomed(stage: Stage, person: Person, message: Posted): void {
  person.hello = message;
  if (stage.dice.chance(0.15, "sets her time", person.id))
    soon(stage, person, stage.dice.between(1, 50, "settings in", person.id) * hour, () =>
      settings(stage, person, ["hello", person.id]),
    );
}

async function changes(stage: Stage, person: Person, message: Posted): Promise<void> {
  const about = ["changes", message.id, stage.agenda.now()];
  soon(stage, person, stage.dice.between(1, 40, ...about) * hour, async () => {
    const act = handsOf(stage, person).press(person, message, "edit-update");
    if (act === undefined) return;
    await perform(stage, act, {
      about,
      came: (outcome) => {
        if (outcome?.kind === "window")
          soon(stage, person, 2 * minute, () => fillIn(stage, person, outcome.window, "change", about));
      },
    });
  });
}

/** She writes instead of pressing. Some texts are changed or taken back before anything is decided about them. */
async function types(stage: Stage, person: Person, about: (string | number)[]): Promise<void> {
  const words = newWords(stage, person, "draft");
  const hands = handsOf(stage, person);
  const text = `Seven of ten said "yes" & meant it, <I think> ${words.mark}`;
  words.texts = { text };
  words.draft = "open";
  const { id, act } = hands.type(person, text);
  await perform(stage, act, {
    about: ["types", ...about],
    came(outcome) {
      words.state = outcome === undefined ? "unclear" : "accepted";
      if (outcome === undefined) return;
      const next = stage.dice.roll("after typing", ...about);
      if (next < 0.2) {
        const changed = `${text}, on second thought`;
        soon(stage, person, minute, () =>
          perform(stage, hands.change(person, id, text, changed), {
            about: ["changes text", ...about],
            came: (done) => (words.texts = { text: done === undefined ? "" : changed, before: text }),
          }),
        );
      } else if (next < 0.3) {
        soon(stage, person, minute, () => {
          if (words.draft !== "open") return;
          words.draft = "unclear";
          return perform(stage, hands.takeBack(person, id, text), { about: ["takes back", ...about] });
        });
      }
    },
  });
}

function draftAsked(stage: Stage, person: Person, message: Posted, { words: marks, what }: Arrival): void {
  const words = marks.map((mark) => stage.words.get(mark)).find((one) => one?.kind === "draft");
  if (words === undefined || what === "edit") return;
  const about = ["draft", words.mark];
  const decides = stage.dice.roll(...about);
  soon(stage, person, stage.dice.between(5, 300, "decides", ...about) * minute, async () => {
    if (words.draft !== "open") return;
    const hands = handsOf(stage, person);
    if (decides < 0.65) {
      const act = hands.press(person, message, "record-draft");
      if (act === undefined) return;
      words.draft = "unclear";
      await perform(stage, act, {
        about,
        came: (outcome) => (words.draft = outcome?.kind === "nothing" ? "recorded" : "unclear"),
      });
    } else if (decides < 0.8) {
      const act = hands.press(person, message, "drop-draft");
      if (act === undefined) return;
      words.draft = "unclear";
      await perform(stage, act, {
        about,
        came: (outcome) => (words.draft = outcome?.kind === "nothing" ? "dropped" : "unclear"),
      });
    } else if (decides < 0.95) {
      words.draft = "unclear";
      await answer(stage, person, message, "update", about);
    }
  });
}

/** Nobody asked her; she has something to say. */
export async function speaksUp(stage: Stage, person: Person, about: (string | number)[]): Promise<void> {
  await perform(stage, handsOf(stage, person).say(person, "update"), {
    about: ["speaks up", ...about],
    came(outcome) {
      if (outcome?.kind === "window")
        soon(stage, person, minute, () => fillIn(stage, person, outcome.window, "update", ["speaks up", ...about]));
    },
  });
}
