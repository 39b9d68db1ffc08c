import type { LocalDate } from "../calendar/model.js";
import { idOf } from "../id.js";
import { texts } from "../texts.js";
import type { Block } from "../ui/card.js";
import type { Answers, FieldErrors, Form } from "../ui/form.js";
import { plain } from "../ui/markup.js";
import { shorten } from "../ui/shorten.js";
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

/** So many change ideas are listed where their spread is one thing among others. */
const mostIdeas = 5;

/**
 * How far each change idea has come, a line each, the latest first: the furthest step of its ledger. `nameOf`: how a title or
 * a place may be read here. `outside`: without the number of people, which may be few.
 */
export function furthestBlocks(
  ideas: readonly { title: string; ledger: readonly SpreadStep[] }[],
  today: LocalDate,
  nameOf: (text: string) => string = (text) => text,
  outside = false,
): Block[] {
  const reached = ideas
    .flatMap(({ title, ledger }) => {
      const step = inOrder(ledger).at(-1);
      return step === undefined ? [] : [{ title, step }];
    })
    .sort((a, b) => b.step.reachedOn.localeCompare(a.step.reachedOn));
  const items = reached.slice(0, mostIdeas).map(({ title, step: { step, place, people, reachedOn } }) => {
    const idea = `**${plain(shorten(nameOf(title), 60))}**, ${t.steps[step].toLowerCase()}`;
    return t.line(idea, plain(nameOf(place)), outside ? null : people, reachedOn, today);
  });
  if (items.length === 0) return [];
  const more = reached.length - items.length;
  return [
    { kind: "text", text: `**${t.title}**` },
    { kind: "list", items: more > 0 ? [...items, texts.digest.more(more)] : items },
  ];
}

function inOrder(ledger: readonly SpreadStep[]): SpreadStep[] {
  return [...ledger].sort((a, b) => spreadSteps.indexOf(a.step) - spreadSteps.indexOf(b.step));
}

/** The ledger of one cycle; nothing where it is empty. */
export function spreadBlocks(ledger: readonly SpreadStep[], today: LocalDate): Block[] {
  if (ledger.length === 0) return [];
  const items = inOrder(ledger).flatMap(({ step, place, people, reachedOn, depth, ownership }) => [
    t.line(`**${t.steps[step]}**`, plain(place), people, reachedOn, today),
    ...[depth, ownership].flatMap((words) => (words === null ? [] : [plain(words)])),
  ]);
  return [
    { kind: "text", text: `**${t.heading}**` },
    { kind: "list", items },
  ];
}
