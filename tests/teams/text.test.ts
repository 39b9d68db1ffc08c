import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { elementBytes } from "../../adapters/teams/limits.js";
import { bytesOf, escapeMarkdown, isCalm, linesOf, runsOf, shortened, splitText } from "../../adapters/teams/text.js";
import { hostile } from "../conformance/samples.js";

describe("a text that Teams reads as Markdown", () => {
  it.each([
    "Exit tickets in 8th-grade math & more",
    "48 % (22 of 46)",
    "Please choose a time in the school day, from 7:30 am to 4:30 pm.",
    "“It did not work” is an answer, too",
    "¿Qué aprendieron?",
    "3 pm",
  ])("is left as it is where there is nothing to read: %s", (text) => {
    expect(isCalm(text)).toBe(true);
  });

  it.each([
    hostile,
    "",
    " indented",
    "two\nlines",
    "*stars*",
    "_lines_",
    "**bold**",
    "[x](https://example.org)",
    "![x](y)",
    "https://example.org",
    "www.example.org",
    "<at>Everyone</at>",
    "a < b",
    "`code`",
    "~~gone~~",
    "# heading",
    "- item",
    "+ item",
    "1. first",
    "1) first",
    "> quoted",
    "a | b",
    "&amp;",
    "&#65;",
    ":smile: there",
    "{{DATE(2026-05-12T00:00:00Z)}}",
    "a\\",
    "line  ",
    "hidden\u200bwidth",
    "right\u202eto left",
  ])("is shown another way where there is: %s", (text) => {
    expect(isCalm(text)).toBe(false);
  });
});

describe("the fallback for very old clients", () => {
  it("has its Markdown escaped, and keeps its lines", () => {
    expect(escapeMarkdown("*a* [x](y) &amp; <b>\n- one\n1. two\n2) three")).toBe(
      "\\*a\\* \\[x\\](y) &amp;amp; \\<b\\>\n\n\\- one\n\n1\\. two\n\n2\\) three",
    );
  });
});

describe("runs of text", () => {
  it("show every character of any text, and no run is read as a date", () => {
    const word = fc.oneof(
      fc.string({ unit: "binary", maxLength: 30 }),
      fc.constantFrom(
        hostile,
        "{{DATE(2026-05-12T00:00:00Z,SHORT)}}",
        "{{TIME(x)}}",
        "x".repeat(9000),
        "🙂".repeat(4000),
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
        const text = words.join("");
        const runs = runsOf({ text, bold: true });
        expect(runs.map((run) => run.text).join("")).toBe(text);
        for (const run of runs) {
          expect(run.text).not.toMatch(/\{\{(DATE|TIME)\(/);
          expect(bytesOf(run)).toBeLessThan(elementBytes * 2);
          expect(run.weight).toBe("bolder");
        }
      }),
      { numRuns: 100 },
    );
  });

  it("are underlined links where they have an address, which is written out where Teams would not open it", () => {
    expect(runsOf({ text: "the guide", url: "https://example.org/?a=1&b=2" })).toEqual([
      {
        type: "TextRun",
        text: "the guide",
        underline: true,
        selectAction: { type: "Action.OpenUrl", url: "https://example.org/?a=1&b=2" },
      },
    ]);
    expect(runsOf({ text: "x", url: "javascript:alert(1)" })).toEqual([
      { type: "TextRun", text: "x (javascript:alert(1))" },
    ]);
  });
});

describe("the lines of a text", () => {
  it("are all there, blank ones too, whatever ends them", () => {
    const texts = (text: string) => linesOf([{ text }]).map((line) => line.map((span) => span.text).join(""));
    expect(texts("a\nb\r\n\r\nc\rd\u2028e\n")).toEqual(["a", "b", "", "c", "d", "e", ""]);
  });

  it("keep the style of what goes over a line end", () => {
    expect(linesOf([{ text: "a\nb", bold: true }, { text: "c" }])).toEqual([
      [{ text: "a", bold: true }],
      [{ text: "b", bold: true }, { text: "c" }],
    ]);
  });
});

describe("a text cut into pieces", () => {
  it("is the text again when put together, in pieces that fit", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 600 }), fc.integer({ min: 2, max: 90 }), (text, max) => {
        const pieces = splitText(text, max);
        expect(pieces.join("")).toBe(text);
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(max);
      }),
      { numRuns: 300 },
    );
  });

  it("is cut after a line, else after a word, else between letters", () => {
    expect(splitText("one two\nthree four", 12)).toEqual(["one two\n", "three four"]);
    expect(splitText("one two three", 8)).toEqual(["one two ", "three"]);
    expect(splitText("👩‍👩‍👧".repeat(3), 20)).toEqual(["👩‍👩‍👧👩‍👩‍👧", "👩‍👩‍👧"]);
    expect(splitText("e\u0301e\u0301e\u0301", 3)).toEqual(["e\u0301", "e\u0301", "e\u0301"]);
  });

  it("is shortened at a word, and says that it was", () => {
    expect(shortened("one two three", 9)).toBe("one two…");
    expect(shortened("one two", 9)).toBe("one two");
  });
});
