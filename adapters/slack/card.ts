import type {
  ActionsBlock,
  HomeView,
  KnownBlock,
  ModalView,
  MrkdwnElement,
  PlainTextElement,
  RichTextBlockElement,
  SectionBlock,
} from "@slack/types";
import type { Block, Button, Card, Fact, Link } from "../../src/core/ui/card.js";
import { cardAsText } from "../../src/core/ui/fallback.js";
import { parseMarkup, plain, plainText, type Span } from "../../src/core/ui/markup.js";
import { limits } from "./limits.js";
import { chunks, escapeText, type RichText, richText, safeMrkdwn, shortened } from "./text.js";
import { texts } from "./texts.js";

/** One message: `text` is what notifications and screen readers say, `blocks` what is shown. */
export type Payload = { blocks: KnownBlock[]; text: string };

/**
 * A card as messages, in order. Almost always one; more where it has too much text for one, so that it arrives whole.
 * Never none. Only the notification text is shortened.
 */
export function renderMessages(card: Card): [Payload, ...Payload[]] {
  const [first = [], ...rest] = packed(renderBlocks(card), limits.message.blocks, limits.message.json);
  const heard = (text: string): string => notificationText(text.trim() === "" ? texts.appName : text);
  return [
    { blocks: first, text: heard(cardAsText(card)) },
    ...rest.map((blocks) => ({ blocks, text: heard(shownText(blocks).join("\n")) })),
  ];
}

/** A person's home page. What is over Slack's limit for a page is left out, and the page says so. */
export function homeView(card: Card): HomeView {
  return { type: "home", blocks: onePage(renderBlocks(card)) };
}

/** A card as a window with nothing to fill in. */
export function noticeView(card: Card): ModalView {
  const { heading } = card;
  const titled = heading !== undefined && heading.trim() !== "" && heading.length <= limits.view.title;
  return {
    type: "modal",
    title: plainObject(titled ? heading : texts.appName),
    close: plainObject(texts.close),
    blocks: onePage(renderBlocks(titled ? { blocks: card.blocks } : card)),
  };
}

export function renderBlocks(card: Card): KnownBlock[] {
  const heading = card.heading === undefined ? [] : headingBlocks(card.heading);
  return [...heading, ...card.blocks.flatMap(renderBlock)];
}

/** A text in card markup as blocks; nothing for a blank one. */
export function textBlocks(markup: string): KnownBlock[] {
  return spanBlocks(parseMarkup(markup));
}

/** Characters exactly as they are. Slack takes no empty texts, so an empty one is a dash. */
export function plainObject(text: string): PlainTextElement {
  return { type: "plain_text", text: text.trim() === "" ? "–" : text, emoji: false };
}

function renderBlock(block: Block, index: number): KnownBlock[] {
  switch (block.kind) {
    case "text":
      return textBlocks(block.text);
    case "quote":
      return quoteBlocks(block.text);
    case "facts":
      return factBlocks(block.facts);
    case "list":
      return listBlocks(block.items);
    case "picture":
      return block.url === undefined ? smallBlocks(plain(block.alt)) : pictureBlocks(block.url, block.alt);
    case "progress":
      return progressBlocks(block.label, block.done, block.of);
    case "small":
      return smallBlocks(block.text);
    case "divider":
      return [{ type: "divider" }];
    case "buttons":
      return buttonBlocks(block.buttons, index);
    case "links":
      return linkBlocks(block.links);
    default:
      return unknownBlock(block);
  }
}

function unknownBlock(block: never): never {
  throw new Error(`no Slack block for kind ${JSON.stringify((block as Block).kind)}`);
}

function headingBlocks(heading: string): KnownBlock[] {
  if (heading.trim() === "") return [];
  if (heading.length <= limits.header) return [{ type: "header", text: plainObject(heading) }];
  return spanBlocks([{ text: heading, bold: true }]);
}

function quoteBlocks(text: string): KnownBlock[] {
  if (text.trim() === "") return [];
  return chunks(text).map((piece) => rich({ type: "rich_text_quote", elements: [{ type: "text", text: piece }] }));
}

/** Short facts stand in two columns; a longer value gets the whole width. */
function factBlocks(facts: Fact[]): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let columns: Fact[] = [];
  const flush = (): void => {
    for (const group of packed(columns, limits.fields / 2, 5000))
      blocks.push({ type: "section", fields: group.flatMap(factFields) });
    columns = [];
  };
  for (const fact of facts) {
    if (fact.label.length + fact.value.length <= 300) {
      columns.push(fact);
    } else {
      flush();
      blocks.push(...spanBlocks([{ text: fact.label, bold: true }, { text: `: ${fact.value}` }]));
    }
  }
  flush();
  return blocks;
}

function factFields(fact: Fact): NonNullable<SectionBlock["fields"]> {
  const bold = fact.label.trim() === "" ? undefined : safeMrkdwn([{ text: fact.label, bold: true }]);
  return [bold === undefined ? plainObject(fact.label) : mrkdwnObject(bold), plainObject(fact.value)];
}

type Row = { bullet: boolean; elements: RichText[] };

/** An item longer than a block goes on below its bullet. */
function listBlocks(items: string[]): KnownBlock[] {
  const rows: Row[] = items
    .map(parseMarkup)
    .filter(isVisible)
    .flatMap((spans) =>
      packed(spans.flatMap(richText), 200, 5900).map((elements, i) => ({ bullet: i === 0, elements })),
    );
  return packed(rows, 50, 6000).map((group) => rich(...listElements(group)));
}

function listElements(rows: Row[]): RichTextBlockElement[] {
  const elements: RichTextBlockElement[] = [];
  for (const row of rows) {
    const section = { type: "rich_text_section" as const, elements: row.elements };
    const last = elements.at(-1);
    if (!row.bullet) elements.push(section);
    else if (last?.type === "rich_text_list") last.elements.push(section);
    else elements.push({ type: "rich_text_list", style: "bullet", elements: [section] });
  }
  return elements;
}

function pictureBlocks(url: string, alt: string): KnownBlock[] {
  if (!/^https?:\/\//.test(url) || url.length > limits.url) return spanBlocks([{ text: alt, italic: true }]);
  const rest = alt.length > limits.altText ? spanBlocks([{ text: alt }]) : [];
  return [
    { type: "image", image_url: url, alt_text: alt.trim() === "" ? "–" : shortened(alt, limits.altText) },
    ...rest,
  ];
}

function progressBlocks(label: string, done: number, of: number): KnownBlock[] {
  const cells = Math.min(10, Math.max(1, Math.round(of)));
  const full = of > 0 ? Math.min(cells, Math.max(0, Math.round((done / of) * cells))) : 0;
  const bar = `${"▰".repeat(full)}${"▱".repeat(cells - full)} ${texts.progress(done, of)}`;
  return spanBlocks(label.trim() === "" ? [{ text: bar }] : [{ text: label, bold: true }, { text: `\n${bar}` }]);
}

/** Fine print cannot be rich text. Where its markup could be misread, the words are shown without styles. */
function smallBlocks(markup: string): KnownBlock[] {
  const spans = parseMarkup(markup);
  if (!isVisible(spans)) return [];
  const styled = spans.some((span) => span.bold || span.italic || span.url !== undefined)
    ? safeMrkdwn(spans)
    : undefined;
  if (styled !== undefined && styled.length <= limits.text)
    return [{ type: "context", elements: [mrkdwnObject(styled)] }];
  return chunks(plainText(markup))
    .filter((piece) => piece.trim() !== "")
    .map((piece) => ({ type: "context", elements: [plainObject(piece)] }));
}

/** Labels longer than a button holds are shortened on it and stand above it in full. */
function buttonBlocks(buttons: Button[], index: number): KnownBlock[] {
  const long = buttons.filter((button) => button.label.length > limits.buttonText);
  const rows = packed(
    buttons.map((button, i) => buttonElement(button, `${button.action.do}.${index}.${i}`)),
    limits.actions,
    6000,
  );
  return [
    ...listBlocks(long.map((button) => plain(button.label))),
    ...rows.map((elements) => ({ type: "actions" as const, elements })),
  ];
}

function buttonElement(button: Button, actionId: string): ActionsBlock["elements"][number] {
  const value = JSON.stringify(button.action);
  if (value.length > limits.buttonValue)
    throw new Error(`the action ${button.action.do} is longer than a Slack button carries`);
  return {
    type: "button",
    action_id: actionId,
    value,
    text: plainObject(shortened(button.label, limits.buttonText)),
    ...(button.style && { style: button.style }),
  };
}

function linkBlocks(links: Link[]): KnownBlock[] {
  const lines = links.map((link): Span[] => {
    const label = link.label.trim() === "" ? link.url : link.label;
    return /^https?:\/\/\S+$/.test(link.url) ? [{ text: label, url: link.url }] : [{ text: `${label} (${link.url})` }];
  });
  return spanBlocks(lines.flatMap((line, i) => (i === 0 ? line : [{ text: "\n" }, ...line])));
}

function spanBlocks(spans: Span[]): KnownBlock[] {
  if (!isVisible(spans)) return [];
  return packed(spans.flatMap(richText), 200, 6000).map((elements) => rich({ type: "rich_text_section", elements }));
}

function rich(...elements: RichTextBlockElement[]): KnownBlock {
  return { type: "rich_text", elements };
}

function mrkdwnObject(text: string): MrkdwnElement {
  return { type: "mrkdwn", text, verbatim: true };
}

function isVisible(spans: Span[]): boolean {
  return spans.some((span) => span.text.trim() !== "");
}

/** Groups of at most `count` things and `json` characters, in order. One that is larger by itself is a group alone. */
function packed<T>(items: T[], count: number, json: number): T[][] {
  const groups: T[][] = [];
  let size = 0;
  for (const item of items) {
    const own = JSON.stringify(item).length + 1;
    const group = groups.at(-1);
    if (group && group.length < count && size + own <= json) {
      group.push(item);
      size += own;
    } else {
      groups.push([item]);
      size = own;
    }
  }
  return groups;
}

function onePage(blocks: KnownBlock[]): KnownBlock[] {
  const [page = [], ...rest] = packed(blocks, limits.view.blocks - 1, limits.view.json);
  return rest.length === 0 ? page : [...page, { type: "context", elements: [plainObject(texts.moreThanFits)] }];
}

function shownText(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(shownText);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === "text" && typeof inner === "string" ? [inner] : shownText(inner),
  );
}

function notificationText(text: string): string {
  for (let max: number = limits.message.text; ; max = Math.floor(max * 0.8)) {
    const escaped = escapeText(shortened(text, max));
    if (escaped.length <= limits.message.text) return escaped;
  }
}
