import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chunks, escapeText, safeMrkdwn, shortened, splitText, typedText } from "../../adapters/slack/text.js";

const segments = (text: string) =>
  [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)].map(({ segment }) => segment);

describe("splitting a text", () => {
  it("loses and adds no character, and keeps to the length", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 400 }),
      fc.string({ unit: fc.constantFrom("a", " ", "\n", "🙂", "👩‍👩‍👧", "é", "e\u0301"), maxLength: 400 }),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 90 }), (whole, max) => {
        const pieces = splitText(whole, max);
        expect(pieces.join("")).toBe(whole);
        for (const piece of pieces) {
          expect(piece.length).toBeGreaterThan(0);
          expect(piece.length).toBeLessThanOrEqual(max);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("cuts between characters, as people see them", () => {
    const text = fc.string({
      unit: fc.constantFrom("a", " ", "🙂", "👩‍👩‍👧", "👍🏽", "e\u0301", "ñ", "❤\uFE0F"),
      minLength: 30,
      maxLength: 200,
    });
    fc.assert(
      fc.property(text, (whole) => {
        expect(splitText(whole, 25).flatMap(segments)).toEqual(segments(whole));
      }),
      { numRuns: 500 },
    );
  });

  it("cuts after a line, else after a word", () => {
    expect(splitText("first line\nsecond line", 15)).toEqual(["first line\n", "second line"]);
    expect(splitText("one two three four", 12)).toEqual(["one two ", "three four"]);
    expect(splitText("", 5)).toEqual([]);
  });

  it("keeps pieces small in JSON too", () => {
    for (const piece of chunks("\u0001".repeat(9000))) expect(JSON.stringify(piece).length).toBeLessThan(6000);
    expect(chunks('"'.repeat(7000)).join("")).toBe('"'.repeat(7000));
  });

  it("marks what is shortened", () => {
    expect(shortened("abc", 3)).toBe("abc");
    expect(shortened("abcdefghij", 5)).toBe("abcd…");
  });
});

describe("Slack's markup", () => {
  it("escapes exactly three characters", () => {
    expect(escapeText(`<!channel> & "x" 'y' *z*`)).toBe(`&lt;!channel&gt; &amp; "x" 'y' *z*`);
  });

  it("comes back as it was typed", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("<", ">", "&", "amp;", "lt;", "@", "!", "|", "a", " "), maxLength: 60 }),
        (text) => {
          expect(typedText(escapeText(text))).toBe(text);
        },
      ),
    );
  });

  it("is used for spans only where nothing in them could be misread", () => {
    expect(
      safeMrkdwn([
        { text: "a & b " },
        { text: "c", bold: true, italic: true },
        { text: ", " },
        { text: "d<", url: "https://a.b?x=1&y=2" },
      ]),
    ).toBe("a &amp; b *_c_*, <https://a.b?x=1&amp;y=2|d&lt;>");
    expect(safeMrkdwn([{ text: "half" }, { text: "way", bold: true }])).toBeUndefined();
    expect(
      safeMrkdwn([
        { text: "a", bold: true },
        { text: "b", italic: true },
      ]),
    ).toBeUndefined();
    for (const text of ["a*b", "a_b", "~", "`", ":tada:", "x\n> y", "a|b"])
      expect(safeMrkdwn([{ text }, { text: "b", bold: true }])).toBeUndefined();
  });
});
