import type { Action } from "../../src/core/ui/action.js";
import { opensForm } from "../../src/core/ui/action.js";
import type { Block, Button, Card, Fact, Link } from "../../src/core/ui/card.js";
import { cardAsText } from "../../src/core/ui/fallback.js";
import { parseMarkup, plain, type Span } from "../../src/core/ui/markup.js";
import { elementBytes, limits } from "./limits.js";
import {
  bytesOf,
  escapeMarkdown,
  isCalm,
  linesOf,
  type Piece,
  type Run,
  type RunStyle,
  runsOf,
  shortened,
} from "./text.js";
import { texts } from "./texts.js";

export type AdaptiveCard = {
  type: "AdaptiveCard";
  $schema: string;
  version: "1.5";
  /** Markdown, for clients that are older than the card. */
  fallbackText: string;
  body: Piece[];
  actions?: Piece[];
};

export type Attachment = { contentType: "application/vnd.microsoft.card.adaptive"; content: AdaptiveCard };

/** What is sent: a card and what notifications say of it, never a text beside it. */
export type TeamsActivity = { type: "message"; attachments: [Attachment]; summary: string };

/**
 * One element with what it says. Lines of the same quotation (`quote`) stand in one box, wherever the card is divided.
 * `ruled`: a line is drawn above it.
 */
export type Part = { element: Piece; says: string; quote?: number; ruled?: true };

/**
 * A card as messages, in order. Almost always one; more where it has too much text for one, so that it arrives whole.
 * Never none. Throws for a picture that Teams would not show: its address is no https address.
 */
export function renderMessages(card: Card): [TeamsActivity, ...TeamsActivity[]] {
  const parts = partsOf(card);
  const whole = cardOf(parts, cardAsText(card));
  if (bytesOf(whole) <= limits.card) return [activityOf(whole, cardAsText(card))];
  const [first = [], ...rest] = divided(parts, limits.card);
  return [messageOf(first), ...rest.map(messageOf)];
}

function messageOf(parts: Part[]): TeamsActivity {
  const says = saidBy(parts);
  return activityOf(cardOf(parts, says), says);
}

export function activityOf(card: AdaptiveCard, says: string): TeamsActivity {
  const heard = says.trim() === "" ? texts.appName : says;
  return { type: "message", attachments: [attachment(card)], summary: shortened(heard, limits.summary) };
}

/** A card as one: what is shown inside a dialog. What is over the limit for a dialog is left out, and it says so. */
export function noticeCard(card: Card): AdaptiveCard {
  const parts = partsOf(card);
  const [page = [], ...rest] = divided(parts, limits.dialog - 1000);
  if (rest.length === 0) return cardOf(page, saidBy(page));
  return cardOf([...page, ...paragraph(plain(texts.moreThanFits))], saidBy(page));
}

export function attachment(content: AdaptiveCard): Attachment {
  return { contentType: "application/vnd.microsoft.card.adaptive", content };
}

export function cardOf(parts: Part[], says: string, actions?: Piece[]): AdaptiveCard {
  return {
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.5",
    fallbackText: escapeMarkdown(says.trim() === "" ? texts.appName : says),
    body: bodyOf(parts.length > 0 ? parts : paragraph(plain(texts.appName))),
    ...(actions && { actions }),
  };
}

/** A text in card markup, a line an element; nothing for a blank one. Blank lines inside it stay. */
export function paragraph(markup: string, style: RunStyle = {}): Part[] {
  return lineParts(parseMarkup(markup), style);
}

export function partsOf(card: Card): Part[] {
  const parts = card.heading === undefined ? [] : headingParts(card.heading);
  let ruled = false;
  for (const [i, block] of card.blocks.entries()) {
    if (block.kind === "divider") {
      ruled = parts.length > 0;
      continue;
    }
    const [first, ...rest] = blockParts(block, i);
    if (first === undefined) continue;
    parts.push(ruled ? { ...first, ruled } : first, ...rest);
    ruled = false;
  }
  return parts;
}

function blockParts(block: Exclude<Block, { kind: "divider" }>, index: number): Part[] {
  switch (block.kind) {
    case "text":
      return paragraph(block.text);
    case "quote":
      return lineParts([{ text: block.text }]).map((part) => ({ ...part, quote: index }));
    case "facts":
      return factParts(block.facts);
    case "list":
      return block.items.flatMap(itemParts);
    case "picture":
      return block.url === undefined ? smallParts(plain(block.alt)) : pictureParts(block.url, block.alt);
    case "progress":
      return progressParts(block.label, block.done, block.of);
    case "small":
      return smallParts(block.text);
    case "buttons":
      return buttonParts(block.buttons);
    case "links":
      return block.links.flatMap((link) => lineParts([linkSpan(link)]));
    default:
      return unknownBlock(block);
  }
}

function smallParts(markup: string): Part[] {
  return paragraph(markup, { size: "small", isSubtle: true });
}

function unknownBlock(block: never): never {
  throw new Error(`no Teams element for kind ${JSON.stringify((block as Block).kind)}`);
}

/** Only a TextBlock can be a heading for screen readers; one with Markdown in it is shown as large text instead. */
function headingParts(heading: string): Part[] {
  if (heading.trim() === "") return [];
  const style = { size: "large", weight: "bolder" } as const;
  if (!isCalm(heading) || heading.length > limits.fact) return lineParts([{ text: heading }], style);
  return [{ element: { type: "TextBlock", text: heading, style: "heading", ...style, wrap: true }, says: heading }];
}

/**
 * A line an element: line ends inside one are shown by some clients and not by others. A line that is longer than an
 * element holds goes on in the next.
 */
function lineParts(spans: Span[], style: RunStyle = {}): Part[] {
  if (!spans.some((span) => span.text.trim() !== "")) return [];
  return linesOf(spans).flatMap((line, i) => {
    const runs = line.flatMap((span) => runsOf(span, style));
    const shown = line.some((span) => span.text.trim() !== "") ? runs : runsOf({ text: "\u00A0" }, style);
    return packed(shown, elementBytes * 2, (run) => bytesOf(run) + bytesOf(escapeMarkdown(said(run)))).map(
      (inlines, j): Part => ({
        element: { type: "RichTextBlock", inlines, ...((i > 0 || j > 0) && { spacing: "none" }) },
        says: inlines.map(said).join(""),
      }),
    );
  });
}

function said({ text, selectAction }: Run): string {
  const url = selectAction?.url;
  return url === undefined || url === text ? text.replace(/^\u00A0$/, "") : `${text} (${url})`;
}

/** Two columns where every fact is short and has nothing in it that Teams would read as Markdown; else a line each. */
function factParts(facts: Fact[]): Part[] {
  const shown = facts.map(({ label, value }) => ({ label, value: value.trim() === "" ? "–" : value }));
  const calm = shown.every(
    ({ label, value }) =>
      isCalm(label) && (value === "–" || isCalm(value)) && label.length + value.length < limits.fact,
  );
  if (!calm) return shown.flatMap(({ label, value }) => lineParts([...labelled(label), { text: value }]));
  return packed(
    shown.map(({ label, value }) => ({ title: label, value })),
    elementBytes,
  ).map((group) => ({
    element: { type: "FactSet", facts: group },
    says: group.map(({ title, value }) => `${title}: ${value}`).join("\n"),
  }));
}

function itemParts(item: string): Part[] {
  const spans = parseMarkup(item);
  if (!spans.some((span) => span.text.trim() !== "")) return [];
  return lineParts([{ text: "• " }, ...spans]).map((part, i) =>
    i === 0 ? { ...part, element: { ...part.element, spacing: "small" } } : part,
  );
}

function pictureParts(url: string, alt: string): Part[] {
  if (!isShown(url)) throw new Error("a picture on Teams needs an https address");
  const altText = alt.trim() === "" ? "–" : shortened(alt, limits.altText);
  const picture: Part = { element: { type: "Image", url, altText, size: "stretch" }, says: altText };
  return altText === alt || alt.trim() === "" ? [picture] : [picture, ...lineParts([{ text: alt }])];
}

/** Teams fetches pictures by https. Loopback is for trying it on one machine. */
function isShown(url: string): boolean {
  if (url.length > limits.url || !URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || (protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(hostname));
}

function progressParts(label: string, done: number, of: number): Part[] {
  const cells = Math.min(10, Math.max(1, Math.round(of)));
  const full = of > 0 ? Math.min(cells, Math.max(0, Math.round((done / of) * cells))) : 0;
  const bar = "▰".repeat(full) + "▱".repeat(cells - full);
  return lineParts([...labelled(label), { text: `${texts.progress(done, of)}\n${bar}` }]);
}

function labelled(label: string): Span[] {
  return label.trim() === "" ? [] : [{ text: `${label}: `, bold: true }];
}

/** Labels longer than a button shows stand above it in full. */
function buttonParts(buttons: Button[]): Part[] {
  const long = buttons.filter((button) => button.label.length > limits.buttonTitle);
  const rows = Array.from({ length: Math.ceil(buttons.length / limits.actions) }, (_, i) =>
    buttons.slice(i * limits.actions, (i + 1) * limits.actions),
  );
  return [
    ...long.flatMap((button) => itemParts(plain(button.label))),
    ...rows.map((row) => buttonRow(row.map(({ label, action }) => submit(label, { action }, opensForm(action))))),
  ];
}

/**
 * A button. `asks` is what comes back when it is pressed. Teams must know beforehand whether a form opens. Which one is
 * the next step is said by its place: Teams does not show styles everywhere.
 */
export function submit(
  label: string,
  asks: { action: Action } | { command: { name: string; text: string } },
  opens: boolean,
): Piece {
  const title = label.trim() === "" ? "–" : shortened(label, limits.buttonTitle);
  return {
    type: "Action.Submit",
    title,
    data: { ...(opens && { msteams: { type: "task/fetch" } }), throughline: asks },
  };
}

export function buttonRow(actions: Piece[]): Part {
  return { element: { type: "ActionSet", actions }, says: actions.map(({ title }) => `[${title}]`).join(" ") };
}

function linkSpan({ label, url }: Link): Span {
  return { text: label.trim() === "" ? url : label, url };
}

/** Parts in groups that each fit a card of `limit` bytes, with what they say in it a second time. */
function divided(parts: Part[], limit: number): Part[][] {
  const groups: Part[][] = [];
  let size = 0;
  for (const part of parts) {
    const last = groups.at(-1)?.at(-1);
    const boxed = part.ruled || (part.quote !== undefined && part.quote !== last?.quote);
    const own = bytesOf(part.element) + bytesOf(escapeMarkdown(part.says)) + room.line + (boxed ? room.box : 0);
    const group = groups.at(-1);
    if (group && size + own <= limit) {
      group.push(part);
      size += own;
    } else {
      groups.push([part]);
      size = room.card + own;
    }
  }
  return groups;
}

/** Bytes for what is around an element: its comma and line end, the box of a quotation, the card. */
const room = { line: 16, box: 200, card: 600 };

function bodyOf(parts: Part[]): Piece[] {
  const body: Piece[] = [];
  let box: { quote: number; items: Piece[] } | undefined;
  for (const { element, quote, ruled } of parts) {
    const separator = ruled && body.length > 0 ? { separator: true, spacing: "medium" } : {};
    if (quote === undefined) {
      box = undefined;
      body.push({ ...element, ...separator });
    } else if (box?.quote === quote) {
      box.items.push(element);
    } else {
      box = { quote, items: [element] };
      body.push({ type: "Container", style: "emphasis", items: box.items, ...separator });
    }
  }
  return body;
}

function saidBy(parts: Part[]): string {
  return parts.map(({ says }) => says).join("\n");
}

/** Groups of at most `bytes`, in order. One thing that is larger by itself is a group alone. */
function packed<T>(items: T[], bytes: number, weight: (item: T) => number = bytesOf): T[][] {
  const groups: T[][] = [];
  let size = 0;
  for (const item of items) {
    const own = weight(item) + 2;
    const group = groups.at(-1);
    if (group && size + own <= bytes) {
      group.push(item);
      size += own;
    } else {
      groups.push([item]);
      size = own;
    }
  }
  return groups;
}
