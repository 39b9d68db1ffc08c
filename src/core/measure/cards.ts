import { localDateOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import type { Cycle } from "../cycle/model.js";
import { texts } from "../texts.js";
import type { Block, Card } from "../ui/card.js";
import { dayText } from "../ui/dates.js";
import { plain } from "../ui/markup.js";
import { shorten } from "../ui/shorten.js";
import { missingKinds } from "./form.js";
import type { Measure } from "./model.js";

const t = texts.measure;

/** What a cycle measures, what is not measured yet, and the way to add it. */
export function measuresCard(cycle: Cycle, declared: readonly Measure[], today: LocalDate, timeZone: string): Card {
  const missing = missingKinds(declared.map(({ kind }) => kind));
  const add = { label: t.another, action: { do: "add-measure" as const, cycle: cycle.id } };
  const start = { label: texts.recorded.start, action: { do: "start-test" as const, cycle: cycle.id } };
  const waits = cycle.stage === "do" && cycle.startedAt === null;
  return {
    heading: shorten(cycle.title, 60),
    blocks: [
      ...measureBlocks(cycle, declared, today, timeZone),
      ...(missing.length === 0 ? [{ kind: "small" as const, text: t.all }] : []),
      { kind: "buttons", buttons: [...(missing.length > 0 ? [add] : []), ...(waits ? [start] : [])] },
    ].filter((block): block is Block => block.kind !== "buttons" || block.buttons.length > 0),
  };
}

/** Which kinds there are, each by its name; which are missing. Nothing where none was declared. */
export function measureBlocks(
  { startedAt }: Pick<Cycle, "startedAt">,
  declared: readonly Measure[],
  today: LocalDate,
  timeZone: string,
): Block[] {
  if (declared.length === 0) return [];
  const missing = missingKinds(declared.map(({ kind }) => kind));
  const items = declared.map(({ kind, name, declaredAt }) => {
    const late = startedAt !== null && declaredAt > startedAt;
    const when = late ? ` (${t.after(dayText(localDateOf(declaredAt, timeZone), today))})` : "";
    return `**${t.kinds[kind]}**: ${plain(name)}${when}`;
  });
  return [
    { kind: "text", text: `**${t.heading}**` },
    { kind: "list", items },
    ...(missing.length === 0
      ? []
      : [{ kind: "small" as const, text: t.missing(missing.map((kind) => t.short[kind])) }]),
  ];
}
