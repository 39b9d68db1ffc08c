import type { LocalDate } from "../calendar/model.js";
import { idOf } from "../id.js";
import { texts } from "../texts.js";
import type { Block } from "../ui/card.js";
import type { Answers, FieldErrors, Form } from "../ui/form.js";
import { plain } from "../ui/markup.js";
import { type Cycle, type SpreadStep, spreadSteps } from "./model.js";

const t = texts.spread;

/** One entry of the spread ledger. The step after the furthest so far stands there. */
export function spreadForm(cycle: Cycle, ledger: readonly SpreadStep[], today: LocalDate): Form {
  const furthest = Math.max(-1, ...ledger.map(({ step }) => spreadSteps.indexOf(step)));
  return {
    id: "spread",
    title: t.title,
    submit: texts.form.save,
    fields: [
      { kind: "note", text: `**${plain(cycle.title)}**` },
      {
        kind: "choice",
        name: "step",
        label: t.step,
        required: true,
        options: spreadSteps.map((step) => ({ value: step, label: t.steps[step] })),
        value: spreadSteps[Math.min(furthest + 1, spreadSteps.length - 1)] ?? "test kitchen",
      },
      { kind: "short", name: "place", label: t.place, hint: t.placeHint, required: true, maxLength: 200 },
      { kind: "number", name: "people", label: t.people },
      { kind: "date", name: "reachedOn", label: t.reachedOn, required: true, value: today },
      { kind: "long", name: "depth", label: t.depth },
      { kind: "long", name: "ownership", label: t.ownership },
      { kind: "note", text: texts.checkIn.readers },
    ],
  };
}

export function checkSpread(answers: Answers, today: LocalDate): FieldErrors {
  const { people, reachedOn } = answers;
  return {
    ...(typeof people === "number" && (people < 1 || !Number.isInteger(people)) ? { people: texts.errors.people } : {}),
    ...(typeof reachedOn === "string" && reachedOn > today ? { reachedOn: texts.errors.dateAhead } : {}),
  };
}

/** `key` names the act: the same key is the same entry. */
export function spreadFrom(answers: Answers, key: string, cycle: Cycle, personId: string, now: Date): SpreadStep {
  const words = (value: unknown) => (typeof value === "string" ? value : null);
  return {
    id: idOf("spread", key),
    networkId: cycle.networkId,
    districtId: cycle.districtId,
    teamId: cycle.teamId,
    cycleId: cycle.id,
    step: spreadSteps.find((one) => one === answers.step) ?? "test kitchen",
    place: String(answers.place),
    people: typeof answers.people === "number" ? answers.people : null,
    depth: words(answers.depth),
    ownership: words(answers.ownership),
    reachedOn: String(answers.reachedOn),
    personId,
    at: now,
  };
}

/** The ledger of one cycle; nothing where it is empty. */
export function spreadBlocks(ledger: readonly SpreadStep[], today: LocalDate): Block[] {
  if (ledger.length === 0) return [];
  const inOrder = [...ledger].sort((a, b) => spreadSteps.indexOf(a.step) - spreadSteps.indexOf(b.step));
  const items = inOrder.flatMap(({ step, place, people, reachedOn, depth, ownership }) => [
    t.line(`**${t.steps[step]}**`, plain(place), people, reachedOn, today),
    ...[depth, ownership].flatMap((words) => (words === null ? [] : [plain(words)])),
  ]);
  return [
    { kind: "text", text: `**${t.heading}**` },
    { kind: "list", items },
  ];
}
