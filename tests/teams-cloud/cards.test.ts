import { describe, expect, it } from "vitest";
import type { Json } from "../../adapters/sandbox/json.js";
import { cardProblems } from "../../adapters/sandbox/teams-cloud/cards.js";
import { block, cardOf, input, submit } from "./world.js";

const problems = (card: unknown) => cardProblems(card as Json);
const many = (count: number, make: (i: number) => object) => Array.from({ length: count }, (_, i) => make(i));
const image = (more: object = {}) => ({ type: "Image", url: "https://example.org/a.png", altText: "A chart", ...more });
const choices = (more: object = {}) => ({
  type: "Input.ChoiceSet",
  id: "c",
  label: "C",
  choices: [
    { title: "A", value: "a" },
    { title: "B", value: "b" },
  ],
  ...more,
});

describe("cards that Teams takes", () => {
  it.each<[string, object[], object[]?]>([
    [
      "a text with all its looks",
      [{ ...block("x"), size: "Large", weight: "bolder", color: "Attention", maxLines: 2 }],
    ],
    [
      "rich text",
      [
        {
          type: "RichTextBlock",
          inlines: ["plain", { type: "TextRun", text: "bold", weight: "Bolder", strikethrough: true }],
        },
      ],
    ],
    [
      "a picture, and one from this machine",
      [image(), image({ url: "http://127.0.0.1:3000/img/a.png", width: "80px" })],
    ],
    ["facts", [{ type: "FactSet", facts: [{ title: "a", value: "b" }] }]],
    [
      "columns",
      [
        {
          type: "ColumnSet",
          columns: [
            { type: "Column", width: "auto", items: [block("x")] },
            { type: "Column", width: "stretch", items: [image({ size: "Small" })] },
          ],
        },
      ],
    ],
    [
      "a container that can be pressed",
      [{ type: "Container", style: "emphasis", items: [block("x")], selectAction: submit("Go") }],
    ],
    [
      "a table",
      [
        {
          type: "Table",
          columns: [{ width: 1 }],
          rows: [{ type: "TableRow", cells: [{ type: "TableCell", items: [block("x")] }] }],
        },
      ],
    ],
    ["six buttons", [], many(6, (i) => submit(`b${i}`))],
    ["buttons in between", [{ type: "ActionSet", actions: [submit("a")] }]],
    [
      "every input",
      [
        input("t", { isMultiline: true, maxLength: 3000, isRequired: true, errorMessage: "Needed." }),
        { type: "Input.Number", id: "n", label: "N", min: 0, max: 10, value: 3 },
        { type: "Input.Date", id: "d", label: "D", value: "2026-11-22", min: "2026-01-01" },
        { type: "Input.Time", id: "h", label: "H", value: "15:00" },
        { type: "Input.Toggle", id: "g", title: "G", value: "true" },
        choices({ value: "a", style: "filtered" }),
        choices({ id: "m", isMultiSelect: true, value: "a,b", style: "expanded" }),
      ],
    ],
    [
      "a card in the card, without a version of its own",
      [],
      [{ type: "Action.ShowCard", title: "More", card: { type: "AdaptiveCard", body: [block("x")] } }],
    ],
    [
      "what can be hidden",
      [{ ...block("x"), id: "x", isVisible: false }],
      [{ type: "Action.ToggleVisibility", title: "Show", targetElements: ["x", { elementId: "x", isVisible: true }] }],
    ],
    [
      "what it does not know, with something in its place",
      [
        { type: "Marquee", text: "x", fallback: block("x") },
        { type: "Marquee", fallback: "drop" },
      ],
    ],
    [
      "a known thing with a fallback",
      [
        { ...block("x"), fallback: { ...block("y"), id: "y" } },
        { ...block("z"), id: "y" },
      ],
    ],
    ["an address to open", [], [{ type: "Action.OpenUrl", title: "Read", url: "https://example.org" }]],
    ["a button that opens a dialog", [], [submit("Open", { msteams: { type: "task/fetch" }, mine: 1 })]],
  ])("%s", (_name, body, actions = []) => {
    expect(problems(cardOf(body, actions))).toEqual([]);
  });

  it("with what stands around them", () => {
    const around = { $schema: "x", fallbackText: "x", lang: "en", msteams: { width: "Full" }, minHeight: "100px" };
    expect(problems({ ...cardOf([block("x")]), ...around })).toEqual([]);
  });
});

describe("cards that Teams refuses", () => {
  it.each<[string, unknown, string]>([
    ["no card", "x", "$: must be an object"],
    ["no type", { version: "1.5", body: [] }, "$: has no type"],
    ["another type", { type: "HeroCard", version: "1.5" }, "$: HeroCard is not known here"],
    ["no version", { type: "AdaptiveCard", body: [] }, "$: AdaptiveCard must have version"],
    ["a version to come", { type: "AdaptiveCard", version: "1.6" }, "$.version: must be 1.0 to 1.5"],
    ["a body that is no list", { type: "AdaptiveCard", version: "1.5", body: {} }, "$.body: must be a list"],
    ["a field it does not know", { ...cardOf([]), colour: "red" }, "$: Teams does not know colour of AdaptiveCard"],
    ["an unknown element", cardOf([{ type: "Marquee" }]), "$.body[0]: Marquee is not known here"],
    [
      "an unknown element whose fallback is as unknown",
      cardOf([{ type: "Marquee", fallback: { type: "Blink" } }]),
      "$.body[0].fallback: Blink is not known here",
    ],
    ["an element without a type", cardOf([{ text: "x" }]), "$.body[0]: has no type"],
    ["a button among the elements", cardOf([submit("x")]), "$.body[0]: Action.Submit is not known here"],
    ["an element among the buttons", cardOf([], [block("x")]), "$.actions[0]: TextBlock is not known here"],
    ["a film", cardOf([{ type: "Media", sources: [] }]), "$.body[0]: Media is not known here"],
    ["a text without text", cardOf([{ type: "TextBlock" }]), "$.body[0]: TextBlock must have text"],
    ["a text that is none", cardOf([{ type: "TextBlock", text: 5 }]), "$.body[0].text: must be a text"],
    [
      "a colour that there is not",
      cardOf([{ ...block("x"), color: "red" }]),
      "$.body[0].color: must be one of default, dark, light, accent, good, warning, attention",
    ],
    ["a yes that is none", cardOf([{ ...block("x"), wrap: "yes" }]), "$.body[0].wrap: must be true or false"],
    ["no line at all", cardOf([{ ...block("x"), maxLines: 0 }]), "$.body[0].maxLines: must be a whole number above 0"],
    [
      "a picture over http",
      cardOf([image({ url: "http://example.org/a.png" })]),
      "$.body[0].url: must be an https address",
    ],
    [
      "a picture in the card itself",
      cardOf([image({ url: "data:image/png;base64,AA" })]),
      "$.body[0].url: must be an https address",
    ],
    [
      "a picture of no size",
      cardOf([image({ width: "80" + "em" })]),
      "$.body[0].width: must be auto, stretch, a weight or like 80px",
    ],
    ["facts without any", cardOf([{ type: "FactSet", facts: [] }]), "$.body[0].facts: must have at least 1"],
    [
      "a fact without its title",
      cardOf([{ type: "FactSet", facts: [{ value: "b" }] }]),
      "$.body[0].facts[0]: Fact must have title",
    ],
    [
      "seven buttons",
      cardOf(
        [],
        many(7, (i) => submit(`b${i}`)),
      ),
      "$.actions: must have at most 6",
    ],
    [
      "seven buttons in between",
      cardOf([{ type: "ActionSet", actions: many(7, (i) => submit(`b${i}`)) }]),
      "$.body[0].actions: must have at most 6",
    ],
    [
      "a red button",
      cardOf([], [{ ...submit("x"), style: "destructive" }]),
      "$.actions[0].style: must be one of default",
    ],
    [
      "a button that is off",
      cardOf([], [{ ...submit("x"), isEnabled: false }]),
      "$.actions[0]: Teams does not know isEnabled of Action.Submit",
    ],
    ["a button with a number", cardOf([], [submit("x", 5)]), "$.actions[0].data: must be an object or a text"],
    [
      "a button for what Teams does not do",
      cardOf([], [submit("x", { msteams: { type: "task/open" } })]),
      "$.actions[0].data: Teams does not know msteams.type",
    ],
    [
      "an address that runs something",
      cardOf([], [{ type: "Action.OpenUrl", title: "x", url: "javascript:alert(1)" }]),
      "$.actions[0].url: must be an https address",
    ],
    [
      "a card to show behind a whole container",
      cardOf([{ type: "Container", items: [], selectAction: { type: "Action.ShowCard", card: cardOf([]) } }]),
      "$.body[0].selectAction: Action.ShowCard cannot be here",
    ],
    ["an input without an id", cardOf([{ type: "Input.Text", label: "x" }]), "$.body[0]: Input.Text must have id"],
    ["an input without a name", cardOf([input("", { label: "x" })]), "$.body[0]: id must not be empty"],
    ["an input without a label", cardOf([{ type: "Input.Text", id: "x" }]), "$.body[0]: an input must have a label"],
    ["an id that is there twice", cardOf([input("x"), input("x")]), '$.body[1]: the id "x" is there twice'],
    [
      "an id twice, one of them in a card to show",
      cardOf([input("x")], [{ type: "Action.ShowCard", card: { type: "AdaptiveCard", body: [input("x")] } }]),
      '$.actions[0].card.body[0]: the id "x" is there twice',
    ],
    [
      "a required input that says nothing",
      cardOf([input("x", { isRequired: true })]),
      "$.body[0]: a required input must have errorMessage",
    ],
    ["a pattern that is none", cardOf([input("x", { regex: "(" })]), "$.body[0]: regex cannot be read"],
    ["no choices", cardOf([choices({ choices: [] })]), "$.body[0].choices: must have at least 1"],
    [
      "a choice twice",
      cardOf([choices({ choices: many(2, () => ({ title: "A", value: "a" })) })]),
      "$.body[0]: two choices have the same value",
    ],
    ["a value that is no choice", cardOf([choices({ value: "z" })]), "$.body[0]: value is none of the choices"],
    [
      "a comma in one of several",
      cardOf([choices({ isMultiSelect: true, choices: [{ title: "A", value: "a,b" }] })]),
      "$.body[0]: a value of several must not have a comma",
    ],
    [
      "a day that there is not",
      cardOf([{ type: "Input.Date", id: "d", label: "D", value: "2026-13-01" }]),
      "$.body[0].value: must be like 2026-11-22",
    ],
    [
      "an hour that there is not",
      cardOf([{ type: "Input.Time", id: "d", label: "D", value: "25:00" }]),
      "$.body[0].value: must be like 15:00",
    ],
    [
      "a number in words",
      cardOf([{ type: "Input.Number", id: "n", label: "N", value: "3" }]),
      "$.body[0].value: must be a number",
    ],
    [
      "an end before the beginning",
      cardOf([{ type: "Input.Number", id: "n", label: "N", min: 5, max: 1 }]),
      "$.body[0]: min is after max",
    ],
    [
      "something wrong deep inside",
      cardOf([{ type: "ColumnSet", columns: [{ items: [{ type: "Container", items: [{ type: "Image" }] }] }] }]),
      "$.body[0].columns[0].items[0].items[0]: Image must have url",
    ],
  ])("%s", (_name, card, problem) => {
    expect(problems(card)).toEqual([problem]);
  });

  it("say everything that is wrong", () => {
    const card = { type: "AdaptiveCard", body: [{ type: "TextBlock" }, image({ url: "x" })] };
    expect(problems(card)).toEqual([
      "$: AdaptiveCard must have version",
      "$.body[0]: TextBlock must have text",
      "$.body[1].url: must be an https address",
    ]);
  });
});
