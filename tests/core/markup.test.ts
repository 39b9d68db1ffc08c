import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Card } from "../../src/core/ui/card.js";
import { cardAsText } from "../../src/core/ui/fallback.js";
import { parseMarkup, plain, plainText } from "../../src/core/ui/markup.js";

/** Texts that are mostly made of what could be markup. */
const awkward = fc.string({
  unit: fc.constantFrom("*", "**", "\\", "[", "]", "(", ")", "https://a.b", " ", "\n", "a", "é", "🙂", "_"),
});

describe("markup", () => {
  it("reads bold, italic and links", () => {
    expect(parseMarkup("**Exit tickets** in *8th-grade* [math](https://example.org/a?b=1)")).toEqual([
      { text: "Exit tickets", bold: true },
      { text: " in " },
      { text: "8th-grade", italic: true },
      { text: " " },
      { text: "math", url: "https://example.org/a?b=1" },
    ]);
  });

  it("reads italic inside bold and both inside a link", () => {
    expect(parseMarkup("**a *b* c** [**d**](https://e.f)")).toEqual([
      { text: "a ", bold: true },
      { text: "b", bold: true, italic: true },
      { text: " c", bold: true },
      { text: " " },
      { text: "d", bold: true, url: "https://e.f" },
    ]);
  });

  it.each([
    "2 * 3 * 4",
    "**open",
    "*open",
    "[label]",
    "[label](ftp://x)",
    "[label](javascript:alert(1))",
    "[](https://a.b)",
    "***",
    "a\\b",
    "* a *",
  ])("leaves %j as it is", (text) => {
    expect(parseMarkup(text)).toEqual([{ text }]);
  });

  it("takes a backslash before punctuation as that character", () => {
    expect(parseMarkup("\\*\\*not bold\\*\\* \\[no link\\](https://a.b) \\\\")).toEqual([
      { text: "**not bold** [no link](https://a.b) \\" },
    ]);
  });

  it("has no spans for an empty text", () => {
    expect(parseMarkup("")).toEqual([]);
  });

  it("gives a person's words back exactly, as one unstyled text", () => {
    fc.assert(
      fc.property(fc.oneof(awkward, fc.string({ unit: "binary" })), (words) => {
        expect(parseMarkup(plain(words))).toEqual(words === "" ? [] : [{ text: words }]);
      }),
      { numRuns: 1000 },
    );
  });

  it("keeps a person's words plain inside bold and between styled neighbours", () => {
    fc.assert(
      fc.property(
        awkward.filter((words) => words.trim() === words && words !== ""),
        (words) => {
          expect(parseMarkup(`**${plain(words)}**`)).toEqual([{ text: words, bold: true }]);
          expect(plainText(`*a* ${plain(words)} *b*`)).toBe(`a ${words} b`);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("reads any text without losing unstyled characters or hanging", () => {
    fc.assert(
      fc.property(awkward, (markup) => {
        const read = parseMarkup(markup);
        for (const span of read) expect(span.text).not.toBe("");
      }),
      { numRuns: 500 },
    );
    expect(parseMarkup("*".repeat(5000))).toEqual([{ text: "*".repeat(5000) }]);
  });

  it("keeps the address of a link in plain text, once", () => {
    expect(plainText("See [the brief](https://a.b/c) or [https://a.b](https://a.b)")).toBe(
      "See the brief (https://a.b/c) or https://a.b",
    );
  });
});

describe("a card as text", () => {
  it("says everything the card says, in its order", () => {
    const card: Card = {
      heading: "Exit tickets in 8th-grade math",
      blocks: [
        { kind: "text", text: "**Week 2** of 4" },
        { kind: "quote", text: "about *half*" },
        { kind: "facts", facts: [{ label: "Predicted", value: "60 %" }] },
        { kind: "list", items: ["one", "*two*"] },
        { kind: "picture", url: "https://a.b/c.png", alt: "A line that rises from 48 to 55 percent" },
        { kind: "progress", label: "Weeks", done: 2, of: 4 },
        { kind: "divider" },
        { kind: "small", text: "Your team sees this." },
        {
          kind: "buttons",
          buttons: [
            { label: "Add a result", action: { do: "mute" } },
            { label: "Later", action: { do: "unmute" } },
          ],
        },
        { kind: "links", links: [{ label: "Brief", url: "https://a.b" }] },
      ],
    };
    expect(cardAsText(card)).toBe(
      [
        "Exit tickets in 8th-grade math",
        "Week 2 of 4",
        "“about *half*”",
        "Predicted: 60 %",
        "- one",
        "- two",
        "Picture: A line that rises from 48 to 55 percent",
        "Weeks: 2 of 4",
        "Your team sees this.",
        "[Add a result] [Later]",
        "Brief: https://a.b",
      ].join("\n"),
    );
  });

  it("leaves out what is empty", () => {
    expect(
      cardAsText({ blocks: [{ kind: "text", text: " " }, { kind: "divider" }, { kind: "quote", text: "" }] }),
    ).toBe("");
  });
});
