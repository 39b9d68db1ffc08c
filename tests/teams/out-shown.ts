import type { AdaptiveCard } from "../../adapters/teams/card.js";

// biome-ignore lint/suspicious/noExplicitAny: cards are looked into as readers do, by name
type Found = any;

/** Every object of this type in a card, in order. */
export function objects(value: unknown, type: string): Found[] {
  if (Array.isArray(value)) return value.flatMap((item) => objects(item, type));
  if (typeof value !== "object" || value === null) return [];
  const own = (value as { type?: unknown }).type === type ? [value] : [];
  return [...own, ...Object.values(value).flatMap((item) => objects(item, type))];
}

/** What a reader sees of a body: a line for every line, with what is not read as Markdown to the letter. */
export function shownLines(elements: Found[]): string[] {
  return elements.flatMap((element): string[] => {
    if (element.type === "RichTextBlock")
      return [element.inlines.map(({ text }: { text: string }) => (text === "\u00A0" ? "" : text)).join("")];
    if (element.type === "Container") return shownLines(element.items);
    if (element.type === "TextBlock") return [element.text];
    if (element.type === "FactSet") return element.facts.flatMap(({ title, value }: Found) => [title, value]);
    if (element.type === "ActionSet") return element.actions.map(({ title }: Found) => `[${title}]`);
    if (element.type === "Image") return [`picture: ${element.altText}`];
    return [];
  });
}

/** The texts that clients read as Markdown, other than the fallback. */
export function markdownTexts(card: AdaptiveCard): string[] {
  return [
    ...objects(card, "TextBlock").map(({ text }) => text),
    ...objects(card, "FactSet").flatMap(({ facts }) => facts.flatMap(({ title, value }: Found) => [title, value])),
  ];
}
