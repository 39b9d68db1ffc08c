import { describe, expect, it } from "vitest";
import type { Json } from "../../adapters/sandbox/json.js";
import type { Dialog } from "../../adapters/sandbox/teams-cloud/types.js";
import { answersById, readCard, readForm } from "./teams-reader.js";

/** The suite believes what this reader says, so it must not be kinder than Teams is. */

const card = (...body: Json[]) => ({ type: "AdaptiveCard", version: "1.5", body });
const block = (text: string) => card({ type: "TextBlock", text });

describe("what a person reads of a card", () => {
  it.each([
    ["**bold** and *italic*, __bold__ and _italic_", "bold and italic, bold and italic"],
    ["snake_case_word stays, 2 * 3 * 4 too", "snake_case_word stays, 2 * 3 * 4 too"],
    ["one\ntwo", "one two"],
    ["one\n\ntwo", "one\ntwo"],
    ["- one\r- two", "one\ntwo"],
    ["1. one\n2. two", "one\ntwo"],
    ["\\*not italic\\* and a \\\\", "*not italic* and a \\"],
    ["a &lt; b &amp;amp; c &#62; d", "a < b &amp; c > d"],
    ["# no heading, `no code`, <b>no tag</b>", "# no heading, `no code`, <b>no tag</b>"],
    ["<at>Team lead</at>, see", "[a mention], see"],
  ])("takes the text of a block as Markdown: %j", (text, shown) => {
    expect(readCard(block(text)).text).toBe(shown);
  });

  it("finds links in blocks, in facts, on runs and on buttons", () => {
    const open = { type: "Action.OpenUrl", title: "Open it", url: "https://d.example" };
    const shown = readCard({
      ...card(
        { type: "TextBlock", text: "See [the **guide**](https://a.example/x_y?a=1&b=2)." },
        { type: "FactSet", facts: [{ title: "Where", value: "[here](https://b.example)" }] },
        {
          type: "RichTextBlock",
          inlines: [{ type: "TextRun", text: "[x](y)", selectAction: { ...open, url: "https://c.example" } }],
        },
      ),
      actions: [open, { type: "Action.Submit", title: "Later" }],
    });
    expect(shown.text).toBe("See the guide.\nWhere\nhere\n[x](y)\nOpen it");
    expect(shown.links).toEqual([
      { label: "the guide", url: "https://a.example/x_y?a=1&b=2" },
      { label: "here", url: "https://b.example" },
      { label: "[x](y)", url: "https://c.example" },
      { label: "Open it", url: "https://d.example" },
    ]);
    expect(shown.buttons).toEqual(["Later"]);
  });

  it("takes runs to the letter, with their line ends", () => {
    const text = "**a** <at>b</at> &amp;\n[x](y)";
    expect(readCard(card({ type: "RichTextBlock", inlines: [{ type: "TextRun", text }] })).text).toBe(text);
  });

  it("shows nothing of what is hidden, and the fallback of what Teams does not know", () => {
    const hidden = { type: "TextBlock", text: "hidden", isVisible: false };
    const unknown = { type: "Carousel", fallback: { type: "TextBlock", text: "instead" } };
    const columns = { type: "ColumnSet", columns: [{ type: "Column", items: [{ type: "TextBlock", text: "in" }] }] };
    expect(readCard(card(hidden, unknown, columns)).text).toBe("instead\nin");
  });
});

describe("what a person reads of a dialog", () => {
  const input = (id: string, more: { [key: string]: Json }) => ({ type: "Input.Text", id, label: id, ...more });
  const choices = [
    { title: "One & *all*", value: "1" },
    { title: "Two", value: "2" },
  ];
  const dialog: Dialog = {
    id: "d",
    tenant: "t",
    person: "p",
    title: "Record",
    from: { channel: "c", message: "m" },
    values: { what: "typed", many: "1,2" },
    errors: {},
    card: {
      ...card(
        { type: "TextBlock", text: "Not saved.", color: "attention" },
        input("what", { isRequired: true, isMultiline: true, placeholder: "gone once she has typed" }),
        { type: "TextBlock", text: "A few words", isSubtle: true },
        { type: "TextBlock", text: "Please say more.", color: "attention" },
        { type: "TextBlock", text: "Others read this.", isSubtle: true },
        input("many", { type: "Input.ChoiceSet", isMultiSelect: true, choices }),
      ),
      actions: [{ type: "Action.Submit", title: "Send" }],
    },
  };

  it("knows which words belong to which field", () => {
    expect(readForm(dialog)).toEqual({
      title: "Record",
      submit: "Send",
      text: "Not saved.\nOthers read this.",
      fields: [
        {
          label: "what",
          required: true,
          kind: "lines",
          options: [],
          value: "typed",
          hint: "A few words",
          error: "Please say more.",
        },
        { label: "many", required: false, kind: "many", options: ["One & all", "Two"], value: ["One & all", "Two"] },
      ],
    });
  });

  it("fills in by words, and not what is not there", () => {
    expect(answersById(dialog, { what: "x", many: ["Two"] })).toEqual({ what: "x", many: "2" });
    expect(() => answersById(dialog, { other: "x" })).toThrow('no field "other"');
    expect(() => answersById(dialog, { many: ["Three"] })).toThrow('no option "Three"');
  });
});
