import { texts } from "../texts.js";
import type { Field, Form } from "../ui/form.js";
import { plain } from "../ui/markup.js";
import type { Blocked, Candidate } from "./candidates.js";
import type { Nudge } from "./model.js";

const t = texts.nudge;

/** A context holds so many ids on every platform. */
export const mostTeams = 40;

const longest = 2000;

/** Somebody whom the form offers, or says why not. */
export type Offered = Candidate & { room: number; blocked: Blocked | undefined };

export function nudgeTeamsForm(teams: readonly { id: string; label: string }[]): Form {
  const options = teams.map(({ id, label }) => ({ value: id, label }));
  return {
    id: "nudge-teams",
    title: t.teamsTitle,
    submit: t.teamsNext,
    fields: [{ kind: "choices", name: "teams", label: t.teams, required: true, options }],
  };
}

/**
 * To whom, and in which words. Those whose turn it is and whose week has room are chosen beforehand, or `person`. Asked why
 * only where `full` names people whose week has none.
 */
export function nudgeForm(
  people: readonly Offered[],
  former: readonly { name: string }[],
  prefill: { text?: string; person?: string; full?: readonly string[] },
): Form {
  const open = people.filter(({ blocked }) => blocked === undefined);
  const { full = [] } = prefill;
  const chosen = open.filter((one) =>
    prefill.person === undefined ? one.next && one.room > 0 : one.person.id === prefill.person,
  );
  const no = notWritten(people, former);
  const several = new Set(people.map(({ team }) => team.id)).size > 1;
  const fields: Field[] = [
    ...(full.length === 0 ? [] : [{ kind: "note" as const, text: t.full(plain(full.join(", "))) }]),
    {
      kind: "choices",
      name: "to",
      label: t.to,
      hint: t.toHint,
      required: true,
      options: open.map((one) => ({ value: one.person.id, label: labelOf(one, several) })),
      value: chosen.map(({ person }) => person.id),
    },
    ...(no.length === 0 ? [] : [{ kind: "note" as const, text: t.notTo(plain(no.join(", "))) }]),
    {
      kind: "long",
      name: "text",
      label: t.text,
      hint: t.textHint,
      required: true,
      maxLength: longest,
      ...(prefill.text === undefined ? {} : { value: prefill.text }),
    },
    ...(full.length === 0
      ? []
      : [{ kind: "long" as const, name: "why", label: t.why, hint: t.whyHint, required: true, maxLength: 1000 }]),
  ];
  return { id: "nudge", title: t.title, submit: t.send, fields };
}

/** Each with the reason: "Teacher, Sample Valley (is away)". */
export function notWritten(people: readonly Offered[], former: readonly { name: string }[]): string[] {
  return [
    ...people.flatMap(({ person, blocked }) => (blocked === undefined ? [] : [reason(person.name, blocked)])),
    ...former.map(({ name }) => reason(name, "not on the team")),
  ];
}

function reason(name: string, blocked: Blocked): string {
  return `${name} (${t.blocked[blocked]})`;
}

function labelOf({ person, team, level, part, room }: Offered, several: boolean): string {
  const role = `${t.parts[part]}, ${level}`;
  return [person.name, ...(several ? [team.name] : []), role, t.roomShort(room)].join(" · ");
}

/** `read`: whether the program manager who wrote it still works with the team. */
export function answerNudgeForm(nudge: Nudge, read: boolean): Form {
  const answer = nudge.answer === "" ? null : nudge.answer;
  return {
    id: "answer-nudge",
    title: t.answerTitle,
    submit: t.answerSend,
    fields: [
      { kind: "note", text: t.asked(plain(nudge.text)) },
      ...(answer === null ? [] : [{ kind: "note" as const, text: t.answeredBefore(plain(answer)) }]),
      {
        kind: "long",
        name: "answer",
        label: answer === null ? t.answerField : t.answerMore,
        required: true,
      },
      { kind: "note", text: read ? t.answerReaders : t.nobodyReads },
    ],
  };
}
