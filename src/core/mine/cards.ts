import { localDateOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import type { Cycle, CycleUpdate } from "../cycle/model.js";
import { resultOf, resultText } from "../cycle/result.js";
import { mainField } from "../cycle/update-form.js";
import { texts } from "../texts.js";
import type { Block, Button, Card } from "../ui/card.js";
import { dayText } from "../ui/dates.js";
import { plain } from "../ui/markup.js";
import type { OwnWords } from "./words.js";

const t = texts.mine;

/** So many of them stand on one card. */
export const shownAtOnce = 5;

export type Own = { update: CycleUpdate; cycle: Cycle };

/**
 * Her own updates, to change, to use again, to delete; and what else she wrote, to delete; in the order given. `earlier`: how
 * many lie before them.
 */
export function mineCard(
  mine: readonly (Own | OwnWords)[],
  { skipped, earlier }: { skipped: number; earlier: number },
  today: LocalDate,
  timeZone: string,
): Card {
  if (mine.length === 0) return { blocks: [{ kind: "text", text: texts.status.nothingRecorded }] };
  const more: Block[] =
    earlier === 0
      ? []
      : [{ kind: "buttons", buttons: [{ label: t.earlier, action: { do: "see-mine", skip: skipped + mine.length } }] }];
  return {
    blocks: [
      ...mine.flatMap((one) => ("what" in one ? wordsBlocks(one, today, timeZone) : blocksOf(one, today, timeZone))),
      ...more,
    ],
  };
}

function blocksOf({ update, cycle }: Own, today: LocalDate, timeZone: string): Block[] {
  const result = resultOf(update.answers);
  const day = dayText(localDateOf(update.recordedAt, timeZone), today);
  const words = wordsOf(update)[0];
  const of = { update: update.id };
  const again: Button[] = words === undefined ? [] : [{ label: t.reuse, action: { do: "reuse-update", ...of } }];
  // A plan is the team's by now: its words are changed, not deleted.
  const remove: Button[] =
    update.stage === "plan" ? [] : [{ label: t.remove, action: { do: "ask-delete", ...of }, style: "danger" }];
  return [
    {
      kind: "text",
      text: `**${plain(cycle.title)}** · ${day}${result === undefined ? "" : ` · ${resultText(result)}`}`,
    },
    ...(words === undefined ? [] : [{ kind: "quote" as const, text: words }]),
    {
      kind: "buttons",
      buttons: [{ label: texts.recorded.edit, action: { do: "edit-update", ...of } }, ...again, ...remove],
    },
  ];
}

function wordsBlocks({ what, id, at, title, words }: OwnWords, today: LocalDate, timeZone: string): Block[] {
  const day = dayText(localDateOf(at, timeZone), today);
  const parts = [`**${t.own[what]}**`, ...(title === undefined ? [] : [plain(title)]), day];
  return [
    { kind: "text", text: parts.join(" · ") },
    ...words.map((text): Block => ({ kind: "quote", text })),
    { kind: "buttons", buttons: [{ label: t.remove, action: { do: "ask-remove", what, id }, style: "danger" }] },
  ];
}

/** The same question about what else she wrote. */
export function askRemoveCard({ what, id, words }: OwnWords): Card {
  return {
    heading: t.removeTitle,
    blocks: [
      ...words.map((text): Block => ({ kind: "quote", text })),
      { kind: "text", text: t.removeWords },
      {
        kind: "buttons",
        buttons: [
          { label: t.removeYes, action: { do: "remove-words", what, id }, style: "danger" },
          { label: t.removeNo, action: { do: "see-mine", skip: 0 } },
        ],
      },
    ],
  };
}

/** Asked before her words go: nothing brings them back. */
export function askDeleteCard(update: CycleUpdate): Card {
  const [words] = wordsOf(update);
  return {
    heading: t.removeTitle,
    blocks: [
      ...(words === undefined ? [] : [{ kind: "quote" as const, text: words }]),
      { kind: "text", text: t.removeText },
      {
        kind: "buttons",
        buttons: [
          { label: t.removeYes, action: { do: "delete-update", update: update.id }, style: "danger" },
          { label: t.removeNo, action: { do: "see-mine", skip: 0 } },
        ],
      },
    ],
  };
}

/** What stands where her words stood. */
export function tombstoneCard(): Card {
  return { blocks: [{ kind: "text", text: t.tombstone }] };
}

export function isTombstone({ heading, blocks }: Card): boolean {
  const [only, ...more] = blocks;
  return heading === undefined && more.length === 0 && only?.kind === "text" && only.text === t.tombstone;
}

/** Her own sentences in an update, the main one first. */
export function wordsOf({ stage, answers }: CycleUpdate): string[] {
  const main = stage === "closed" ? undefined : answers[mainField[stage]];
  const rest = [answers.reason, answers.note].filter((one) => one !== main);
  return [main, ...rest].flatMap((one) => (typeof one === "string" && one.trim() !== "" ? [one] : []));
}

/** A result as questions quote it. `day`: on which it was observed. */
export type Quoted = { said: string; of: string | undefined; day: LocalDate };

/**
 * A question that says one of these results was the last, without it; undefined where it does not. `kept`: results that are
 * still on record; what one of them says as well is left as it is, since it is true.
 */
export function withoutResults(card: Card, results: readonly Quoted[], kept: readonly Quoted[]): Card | undefined {
  const { against, checkIn } = texts;
  const without = (text: string) =>
    results.reduce((left, { said, of, day }) => {
      const alike = kept.filter((one) => one.said === said && one.of === of);
      const quotes = [
        ...(alike.some((one) => one.day === day) ? [] : datesOf(day)).map(
          (date) => (result: string) => checkIn.lastTime(result, date, of),
        ),
        ...(alike.length > 0 ? [] : [undefined, against.hit, against.miss]).map(
          (verdict) => (result: string) => checkIn.cameTo(result, verdict, of),
        ),
      ];
      return quotes.reduce((one, quote) => one.replaceAll(quote(said), () => quote(t.takenBack)), left);
    }, text);
  const changed = card.blocks.some((one) => one.kind === "text" && without(one.text) !== one.text);
  if (!changed) return undefined;
  const blocks = card.blocks.map((one): Block => (one.kind === "text" ? { ...one, text: without(one.text) } : one));
  return { ...card, blocks };
}

/** As a question says the day in the same year, and in another. */
function datesOf(day: LocalDate): string[] {
  return [dayText(day), dayText(day, "0001-01-01")];
}

/** A card that others have, without these words of hers; undefined where it does not quote them. */
export function withoutWords(card: Card, words: readonly string[]): Card | undefined {
  const quotes = (block: Block) => block.kind === "quote" && words.includes(block.text);
  if (!card.blocks.some(quotes)) return undefined;
  const blocks = card.blocks.map((block): Block => (quotes(block) ? { kind: "small", text: t.tombstone } : block));
  return { ...card, blocks };
}
