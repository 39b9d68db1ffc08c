import type { Message, View } from "../../adapters/sandbox/slack-cloud/index.js";
import type { Shown, ShownField, ShownForm } from "./driver.js";

/** What a person reads of Block Kit. Written from Slack's documentation and independent of the adapter's renderer. */

// biome-ignore lint/suspicious/noExplicitAny: whatever the adapter has sent
type Node = any;

export function readBlocks(blocks: Node[]): Shown {
  const shown: Shown = { text: "", buttons: [], links: [], pictures: [] };
  shown.text = blocks
    .map((block) => readBlock(block, shown))
    .filter((text) => text !== "")
    .join("\n");
  return shown;
}

/** A message without blocks shows its text. */
export function readMessage(message: Message): Shown {
  if (message.blocks && message.blocks.length > 0) return readBlocks(message.blocks);
  const shown: Shown = { text: "", buttons: [], links: [], pictures: [] };
  shown.text = message.ownBot ? readMrkdwn(message.text, shown) : decoded(message.text);
  return shown;
}

/**
 * The text of notifications. Slack reads it as markup too: what would have become a mention or a link there is shown
 * as such, so that it does not pass for text.
 */
export function readFallback(text: string): string {
  return decoded(text.replace(/<[^>]*>/g, "[a mention or link]"));
}

function readBlock(block: Node, shown: Shown): string {
  switch (block.type) {
    case "header":
      return block.text.text;
    case "section":
      return [block.text, ...(block.fields ?? [])]
        .filter(Boolean)
        .map((text: Node) => readText(text, shown))
        .join("\n");
    case "context":
      return block.elements.map((element: Node) => readText(element, shown)).join("\n");
    case "image":
      shown.pictures.push({ url: block.image_url, alt: block.alt_text });
      return "";
    case "actions":
      for (const element of block.elements) shown.buttons.push(element.text.text);
      return "";
    case "rich_text":
      return block.elements.map((group: Node) => readGroup(group, shown)).join("\n");
    default:
      return "";
  }
}

function readText(text: Node, shown: Shown): string {
  return text.type === "mrkdwn" ? readMrkdwn(text.text, shown) : String(text.text);
}

function readGroup(group: Node, shown: Shown): string {
  if (group.type === "rich_text_list") return group.elements.map((line: Node) => readGroup(line, shown)).join("\n");
  return group.elements.map((piece: Node) => readPiece(piece, shown)).join("");
}

function readPiece(piece: Node, shown: Shown): string {
  if (piece.type === "link") shown.links.push({ label: piece.text ?? piece.url, url: piece.url });
  if (piece.type === "text" || piece.type === "link") return piece.text ?? piece.url;
  return `[${piece.type}]`;
}

function readMrkdwn(text: string, shown: Shown): string {
  const linked = text.replace(/<([^>]*)>/g, (_, inner: string) => {
    const [url = "", label = url] = inner.split("|");
    if (/^[@#!]/.test(url)) return "[a mention]";
    shown.links.push({ label: decoded(label), url: decoded(url) });
    return label;
  });
  return decoded(linked.replace(/(^|\W)([*_~`])(\S(?:.*?\S)?)\2(?=\W|$)/g, "$1$3"));
}

function decoded(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name: string) => ({ amp: "&", lt: "<", gt: ">" })[name] ?? "");
}

export function readForm(view: View): ShownForm {
  const inputs = (view.blocks as Node[]).filter((block) => block.type === "input");
  const rest = (view.blocks as Node[]).filter((block) => block.type !== "input");
  return {
    title: view.title ?? "",
    submit: view.submit ?? "",
    fields: inputs.map((block) => readField(block, view)),
    text: readBlocks(rest).text,
  };
}

const kinds: Record<string, ShownField["kind"]> = {
  radio_buttons: "one",
  static_select: "one",
  checkboxes: "many",
  multi_static_select: "many",
  datepicker: "date",
};

function readField(block: Node, view: View): ShownField {
  const { element } = block;
  const error = view.errors[block.block_id];
  return {
    label: block.label.text,
    ...(block.hint ? { hint: block.hint.text } : {}),
    required: block.optional !== true,
    kind: kinds[element.type] ?? (element.multiline === true ? "lines" : "text"),
    options: optionsOf(element).map((option) => option.text.text),
    value: readValue(view.values[block.block_id]?.[element.action_id]),
    ...(error === undefined ? {} : { error }),
  };
}

function readValue(value: Node): string | string[] {
  if (value?.selected_options) return value.selected_options.map((option: Node) => option.text.text);
  return value?.selected_option?.text.text ?? value?.selected_date ?? value?.value ?? "";
}

function optionsOf(element: Node): Node[] {
  return [...(element.options ?? []), ...(element.option_groups ?? []).flatMap((group: Node) => group.options)];
}

/** Answers by the words a person reads, as Slack's block ids and option values. */
export function answersByBlock(
  view: View,
  answers: Record<string, string | string[]>,
): Record<string, string | string[]> {
  const inputs = (view.blocks as Node[]).filter((block) => block.type === "input");
  return Object.fromEntries(
    Object.entries(answers).map(([label, answer]) => {
      const block = inputs.find((input) => input.label.text === label);
      if (!block) throw new Error(`the form has no field "${label}"`);
      const value = (words: string): string => {
        const options = optionsOf(block.element);
        return (
          options.find((option) => option.text.text === words)?.value ??
          (options.length === 0 ? words : `no option "${words}"`)
        );
      };
      return [block.block_id, Array.isArray(answer) ? answer.map(value) : value(answer)];
    }),
  );
}
