import { existsSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import type { Json } from "../../adapters/sandbox/json.js";
import { cardProblems } from "../../adapters/sandbox/teams-cloud/cards.js";
import { type AdaptiveCard, renderMessages } from "../../adapters/teams/card.js";
import { formButton, formDialog } from "../../adapters/teams/form.js";
import { bytesOf } from "../../adapters/teams/text.js";
import { catalogue, type Exhibit } from "../../scripts/gallery/catalogue.js";
import { wholeCard, wholeForm } from "../conformance/samples.js";

/** Microsoft's schema for Adaptive Cards 1.5, which may not be copied: https://adaptivecards.io/schemas/1.5.0/adaptive-card.json */
const schemaFile = process.env.ADAPTIVE_CARD_SCHEMA ?? "../shared/fixtures/teams/adaptive-cards/schema-1.5.0.json";

const asJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as Json;

/** What the gallery has, and the same again with remarks below its fields, and everything that the samples know. */
const shown: [string, AdaptiveCard][] = [
  ...catalogue.flatMap((exhibit) => cardsOf(exhibit).map((card): [string, AdaptiveCard] => [exhibit.name, card])),
  ...renderMessages(wholeCard).map(({ attachments }): [string, AdaptiveCard] => [
    "every block",
    attachments[0].content,
  ]),
  ["every field", formDialog(wholeForm, {}).card.content],
  ["a form behind a button", formButton(wholeForm, { name: "update", text: "" }).attachments[0].content],
];

function cardsOf(exhibit: Exhibit): AdaptiveCard[] {
  if (exhibit.shows !== "modal") return renderMessages(exhibit.card).map(({ attachments: [{ content }] }) => content);
  const errors = Object.fromEntries(
    exhibit.form.fields.flatMap((field) => (field.kind === "note" ? [] : [[field.name, "Please fill this in."]])),
  );
  return [undefined, { errors, notice: "We could not save this just now.", values: {} }].map(
    (kept) => formDialog(exhibit.form, { cycle: "cycle-1" }, kept).card.content,
  );
}

describe("the gallery on Teams", () => {
  it("has every card and form", () => {
    expect(new Set(shown.map(([name]) => name)).size).toBe(catalogue.length + 3);
  });

  it.each(shown)("%s is a card that Teams takes and shows", (_name, card) => {
    expect(cardProblems(asJson(card))).toEqual([]);
  });

  it.each(shown)("%s is at most 28 kB", (_name, card) => {
    expect(bytesOf(card)).toBeLessThanOrEqual(28_000);
  });

  it.each(shown)("%s says in words what an old client cannot show", (_name, card) => {
    expect(card.fallbackText.trim()).not.toBe("");
  });
});

describe("Microsoft's schema for Adaptive Cards 1.5", () => {
  function validator() {
    const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(schemaFile, "utf8"));
    return new Ajv({ strict: false, validateFormats: false }).compile(schema);
  }

  it("has every card of the gallery as valid", (context) => {
    context.skip(!existsSync(schemaFile), "the schema is not beside the project, nor named by ADAPTIVE_CARD_SCHEMA");
    const validate = validator();
    expect(shown.filter(([, card]) => !validate(asJson(card))).map(([name]) => name)).toEqual([]);
  });

  it("refuses what is none", (context) => {
    context.skip(!existsSync(schemaFile), "the schema is not beside the project, nor named by ADAPTIVE_CARD_SCHEMA");
    const validate = validator();
    const [, card] = shown[0] as [string, AdaptiveCard];
    expect(validate(asJson({ ...card, msteams: { width: "Full" } }))).toBe(false);
    expect(validate(asJson({ ...card, body: [{ type: "TextBlock", words: "x" }] }))).toBe(false);
  });
});
