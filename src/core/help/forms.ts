import { clarity } from "../matching/clarity.js";
import { topics } from "../matching/topics.js";
import { texts } from "../texts.js";
import { helpTexts as t } from "../texts-help.js";
import type { Answers, Field, FieldErrors, Form } from "../ui/form.js";
import { plain } from "../ui/markup.js";

/**
 * Longer words are asked to be shortened, with all of them before her: a limit of the field itself would make one platform
 * cut what she pastes.
 */
const longest = 1500;

export function lengthErrors(answers: Answers): FieldErrors {
  const long = Object.entries(answers).filter(([, said]) => typeof said === "string" && said.length > longest);
  return Object.fromEntries(long.map(([name]) => [name, texts.errors.tooLong(longest)]));
}

export const mostTopics = 3;
/** What a district may choose as the number of requests that are open with it at once. */
export const caps = [0, 1, 2, 3, 4, 5] as const;

/** `teams`: those that she may ask for. */
export function askForm(teams: readonly { id: string; name: string }[], question?: string): Form {
  const several: Field[] =
    teams.length < 2
      ? []
      : [
          {
            kind: "choice",
            name: "team",
            label: t.team,
            required: true,
            options: teams.map(({ id, name }) => ({ value: id, label: name })),
            ...(teams[0] === undefined ? {} : { value: teams[0].id }),
          },
        ];
  return {
    id: "ask",
    title: t.formTitle,
    submit: t.formSend,
    fields: [
      ...several,
      {
        kind: "long",
        name: "question",
        label: t.question,
        hint: t.questionHint,
        required: true,
        ...(question === undefined ? {} : { value: question }),
      },
      { kind: "date", name: "by", label: t.by },
      {
        kind: "choice",
        name: "level",
        label: t.level,
        hint: t.levelHint,
        required: true,
        value: "collaboration",
        options: (["collaboration", "network"] as const).map((value) => ({ value, label: t.levels[value] })),
      },
      { kind: "note", text: t.firstStep },
    ],
  };
}

/** What the form cannot see by itself: a question of three words is asked about instead of being sent. */
export function askErrors(answers: Answers, today: string): FieldErrors {
  const { question, by } = answers;
  const said = clarity(`${question ?? ""}`);
  return {
    ...lengthErrors(answers),
    ...(said === "empty" || said === "too short" ? { question: t.tooShort } : {}),
    ...(typeof by === "string" && by < today ? { by: t.byPast } : {}),
  };
}

export function askTopicsForm(chosen: readonly string[]): Form {
  return {
    id: "ask-topics",
    title: t.topicTitle,
    submit: t.topicSend,
    fields: [
      {
        kind: "choices",
        name: "topics",
        label: t.topicField,
        options: topics.map(({ id, label }) => ({ value: id, label })),
        value: [...chosen],
      },
    ],
  };
}

/** An answer of the own team or the program manager. `question`: as she may read it; `toLead`: who asked has left the team. */
export function helpAnswerForm(question: string, toLead = false): Form {
  return {
    id: "help-answer",
    title: t.answerTitle,
    submit: t.answerSend,
    fields: [
      { kind: "note", text: plain(question) },
      { kind: "long", name: "answer", label: t.answerField, required: true },
      { kind: "note", text: toLead ? t.answerReadersLead : t.answerReaders },
    ],
  };
}

/** What another district offers: time, or a short answer. */
export function helpOfferForm(how: "time" | "words", question: string): Form {
  const time = how === "time";
  return {
    id: "help-offer",
    title: time ? t.offerTitle : t.shortTitle,
    submit: t.answerSend,
    fields: [
      { kind: "note", text: plain(question) },
      {
        kind: "long",
        name: "answer",
        label: time ? t.offerField : t.shortField,
        required: !time,
      },
      { kind: "note", text: time ? t.offerReaders : t.shortReaders },
    ],
  };
}

export function closeHelpForm(): Form {
  const field = (name: string, label: string, hint?: string): Field => ({
    kind: "long",
    name,
    label,
    ...(hint === undefined ? {} : { hint }),
  });
  return {
    id: "close-help",
    title: t.closeTitle,
    submit: t.closeSend,
    fields: [field("taken", t.taken, t.takenHint), field("givenBack", t.givenBack), field("adapted", t.adapted)],
  };
}

/** `most`: what holds now; `waiting`: how many are open. */
export function helpCapForm(most: number, waiting: number): Form {
  return {
    id: "help-cap",
    title: t.capTitle,
    submit: t.capSend,
    fields: [
      { kind: "note", text: t.capNote(most, waiting) },
      {
        kind: "choice",
        name: "most",
        label: t.capField,
        required: true,
        value: `${Math.min(most, 5)}`,
        options: caps.map((cap) => ({ value: `${cap}`, label: cap === 0 ? t.capNone : `${cap}` })),
      },
    ],
  };
}
