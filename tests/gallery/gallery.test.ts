import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Json } from "../../adapters/sandbox/json.js";
import { blockProblems } from "../../adapters/sandbox/slack-cloud/block-kit/blocks.js";
import { viewProblems } from "../../adapters/sandbox/slack-cloud/block-kit/view.js";
import { homeView, renderMessages } from "../../adapters/slack/card.js";
import { modalView } from "../../adapters/slack/form.js";
import { catalogue } from "../../scripts/gallery/catalogue.js";
import type { Card } from "../../src/core/ui/card.js";
import { sourceFiles } from "./source-files.js";

const asJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as Json;
const cards = catalogue.flatMap((one) => (one.shows === "modal" ? [] : [one]));
const forms = catalogue.flatMap((one) => (one.shows === "modal" ? [one] : []));

describe("the gallery", () => {
  it("shows every card and form that core can make", () => {
    const made = sourceFiles("src/core").flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/export function (\w+(?:Card|Form))\(/g)].map((match) => match[1] ?? ""),
    );
    const shown = sourceFiles("scripts/gallery")
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    const notCards = ["readForm", "opensForm"];
    expect(made.length).toBeGreaterThan(12);
    expect(made.filter((name) => !notCards.includes(name) && !shown.includes(`${name}(`))).toEqual([]);
  });

  it.each(cards)("$name is a message that Slack takes", (exhibit) => {
    for (const { blocks, text } of renderMessages(exhibit.card)) {
      expect(blockProblems(asJson(blocks), "message")).toEqual([]);
      expect(text.trim()).not.toBe("");
    }
  });

  it.each(cards.filter((one) => one.shows === "home"))("$name is a home page that Slack takes", (exhibit) => {
    expect(viewProblems(asJson(homeView(exhibit.card)), "home")).toEqual([]);
  });

  it.each(forms)("$name is a form that Slack takes", (exhibit) => {
    expect(viewProblems(asJson(modalView(exhibit.form, { cycle: "cycle-1" })), "modal")).toEqual([]);
  });

  it.each(cards)(
    "$name keeps to the voice: short heading, few buttons with short labels, no exclamation marks",
    ({ card }) => {
      expect([...(card.heading ?? "")].length).toBeLessThanOrEqual(60);
      for (const buttons of buttonsOf(card)) {
        expect(buttons.length).toBeLessThanOrEqual(4);
        for (const { label } of buttons) expect(label.split(" ").length).toBeLessThanOrEqual(5);
      }
      expect(JSON.stringify(card)).not.toContain("!");
    },
  );

  it.each(forms)("$name leaves it to the platform to say that a field may stay empty", ({ form }) => {
    for (const field of form.fields)
      if (field.kind !== "note")
        expect(`${field.label} ${"hint" in field ? field.hint : ""}`).not.toMatch(/optional|\(if /i);
  });

  it.each(forms)("$name has a title and a button that fit, and says who will read it", ({ form }) => {
    expect(form.title.length).toBeLessThanOrEqual(24);
    expect(form.submit.length).toBeLessThanOrEqual(24);
    const names = form.fields.flatMap((field) => (field.kind === "note" ? [] : [field.name]));
    expect(new Set(names).size).toBe(names.length);
    if (form.id === "update")
      expect(JSON.stringify(form)).toContain("Your team, its channel and your program manager see this");
  });
});

function buttonsOf(card: Card) {
  return card.blocks.flatMap((block) => (block.kind === "buttons" ? [block.buttons] : []));
}
