import type { LocalDate } from "../calendar/model.js";
import type { Commitment } from "../cycle/model.js";
import { idOf } from "../id.js";
import type { Convening, Person, Team } from "../network/model.js";
import { texts } from "../texts.js";
import type { Block } from "../ui/card.js";
import { dayText } from "../ui/dates.js";
import type { Answers, FieldErrors, Form } from "../ui/form.js";
import { plain } from "../ui/markup.js";

const t = texts.commitment;

const wholeTeam = "team";

/** What a team says at a convening that it will do: one at a time. `members`: of the team. */
export function commitmentForm(
  convening: Convening | undefined,
  members: readonly Pick<Person, "id" | "name">[],
): Form {
  return {
    id: "commitment",
    title: t.title,
    submit: texts.form.save,
    fields: [
      ...(convening === undefined ? [] : [{ kind: "note" as const, text: `**${plain(convening.name)}**` }]),
      { kind: "long", name: "what", label: t.what, required: true },
      {
        kind: "choice",
        name: "who",
        label: t.who,
        required: true,
        options: [...members.map(({ id, name }) => ({ value: id, label: name })), { value: wholeTeam, label: t.whole }],
        value: wholeTeam,
      },
      { kind: "date", name: "by", label: t.by },
      { kind: "note", text: texts.checkIn.readers },
    ],
  };
}

export function checkCommitment(answers: Answers, today: LocalDate): FieldErrors {
  return typeof answers.by === "string" && answers.by < today ? { by: texts.errors.byPast } : {};
}

/** `key` names the act: the same key is the same commitment. */
export function commitmentFrom(answers: Answers, { key, team, convening, members, now }: CommitmentInput): Commitment {
  const person = members.find(({ id }) => id === answers.who);
  return {
    id: idOf("commitment", key),
    networkId: team.networkId,
    districtId: team.districtId,
    teamId: team.id,
    conveningId: convening?.id ?? null,
    what: String(answers.what),
    who: person?.name ?? null,
    personId: person?.id ?? null,
    by: typeof answers.by === "string" ? answers.by : null,
    state: "open",
    note: null,
    createdAt: now,
    settledAt: null,
  };
}

export type CommitmentInput = {
  key: string;
  team: Pick<Team, "id" | "networkId" | "districtId">;
  convening: Convening | undefined;
  members: readonly Pick<Person, "id" | "name">[];
  now: Date;
};

/** The convening that a team speaks of now: the one that is on, or the last one of the past weeks, else the next. */
export function conveningSpokenOf(convenings: readonly Convening[], today: LocalDate): Convening | undefined {
  const begun = convenings
    .filter(({ startsOn }) => startsOn <= today)
    .sort((a, b) => b.startsOn.localeCompare(a.startsOn));
  const next = convenings
    .filter(({ startsOn }) => startsOn > today)
    .sort((a, b) => a.startsOn.localeCompare(b.startsOn));
  return begun[0] ?? next[0];
}

export const commitmentStates = ["done", "open", "dropped"] as const;

/** Each with a button for what became of it. `promptId`: the question that it is asked with. */
export function commitmentBlocks(commitments: readonly Commitment[], promptId: string, today: LocalDate): Block[] {
  const label = { done: t.done, open: t.still, dropped: t.dropped };
  return commitments.flatMap(({ id, what, by }): Block[] => [
    { kind: "text", text: t.line(plain(what), by === null ? undefined : dayText(by, today)) },
    {
      kind: "buttons",
      buttons: commitmentStates.map((state) => ({
        label: label[state],
        action: { do: "commitment", commitment: id, prompt: promptId, state },
      })),
    },
  ]);
}

/** A team's commitments on its convening's page, those that are open first. `nameOf`: how they may be read here. */
export function commitmentItems(
  commitments: readonly Commitment[],
  today: LocalDate,
  nameOf: (text: string) => string = (text) => text,
): string[] {
  const open = (one: Commitment) => Number(one.state !== "open");
  return [...commitments]
    .sort((a, b) => open(a) - open(b))
    .map(({ what, who, by, state }) => {
      const facts = [who, by === null ? null : dayText(by, today), state === "open" ? null : t.states[state]];
      return `**${plain(nameOf(what))}**${facts.flatMap((one) => (one === null ? [] : [` · ${plain(one)}`])).join("")}`;
    });
}
