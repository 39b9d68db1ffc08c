import type { Block, Card } from "./card.js";
import { plainText } from "./markup.js";

/** The few words a text version needs that the card itself does not carry. */
const words = { picture: "Picture", of: "of" };

/**
 * A whole card as lines of plain text: notifications, screen readers, and wherever cards cannot be shown. Nothing is
 * left out but dividers, and nothing is shortened; a person's own words stand in quotation marks.
 */
export function cardAsText(card: Card): string {
  const heading = card.heading === undefined ? [] : [card.heading];
  return [...heading, ...card.blocks.map(blockAsText)].filter((line) => line.trim() !== "").join("\n");
}

function blockAsText(block: Block): string {
  switch (block.kind) {
    case "text":
    case "small":
      return plainText(block.text);
    case "quote":
      return block.text.trim() === "" ? "" : `“${block.text}”`;
    case "facts":
      return block.facts.map((fact) => `${fact.label}: ${fact.value}`).join("\n");
    case "list":
      return block.items.map((item) => `- ${plainText(item)}`).join("\n");
    case "picture":
      return `${words.picture}: ${block.alt}`;
    case "progress":
      return `${block.label}: ${block.done} ${words.of} ${block.of}`;
    case "divider":
      return "";
    case "buttons":
      return block.buttons.map((button) => `[${button.label}]`).join(" ");
    case "links":
      return block.links.map((link) => `${link.label}: ${link.url}`).join("\n");
    default:
      return unknownBlock(block);
  }
}

function unknownBlock(block: never): never {
  throw new Error(`no text for a block of kind ${JSON.stringify((block as Block).kind)}`);
}
