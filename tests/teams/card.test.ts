import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noticeCard, renderMessages } from "../../adapters/teams/card.js";
import { limits } from "../../adapters/teams/limits.js";
import { bytesOf, isCalm } from "../../adapters/teams/text.js";
import type { Block, Card } from "../../src/core/ui/card.js";
import { cardAsText } from "../../src/core/ui/fallback.js";
import { plain } from "../../src/core/ui/markup.js";
import { blockSamples, blockWords, hostile, longText, wholeCard } from "../conformance/samples.js";
import { markdownTexts, objects, shownLines } from "./out-shown.js";

const cards = (card: Card) => renderMessages(card).map(({ attachments: [{ content }] }) => content);
const body = (...blocks: Block[]) => {
  const [card, ...rest] = cards({ blocks });
  expect(rest).toEqual([]);
  return card?.body ?? [];
};
const line = (...inlines: object[]) => ({
  type: "RichTextBlock",
  inlines: inlines.map((inline) => ({ type: "TextRun", ...inline })),
});
const quoted = (text: string) => cards({ blocks: [{ kind: "quote", text }] }).flatMap((card) => shownLines(card.body));

describe("a card on Teams", () => {
  it("shows every kind of block", () => {
    const [message, ...rest] = renderMessages({
      heading: "Exit tickets in 8th-grade math",
      blocks: [
        { kind: "text", text: "**Week 2 of 4.** See [the brief](https://example.org/brief)\n\n*Then* decide" },
        { kind: "quote", text: "about *half* <at>x</at> & more\n\nand then" },
        {
          kind: "facts",
          facts: [
            { label: "Predicted", value: "60 %" },
            { label: "Last time", value: "" },
          ],
        },
        { kind: "facts", facts: [{ label: "Predicted", value: "[x](y)" }] },
        { kind: "list", items: ["one", "**two**"] },
        { kind: "picture", url: "https://example.org/a.png", alt: "A line that rises from 48 to 55 percent" },
        { kind: "progress", label: "Weeks", done: 3, of: 5 },
        { kind: "divider" },
        { kind: "small", text: "Your team *and* your program manager see this." },
        {
          kind: "buttons",
          buttons: [
            { label: "Add a result", action: { do: "update", cycle: "c1" }, style: "primary" },
            { label: "Stop", action: { do: "mute" }, style: "danger" },
          ],
        },
        { kind: "links", links: [{ label: "Brief", url: "https://example.org/brief" }] },
      ],
    });
    expect(rest).toEqual([]);
    expect(message.attachments[0].content.body).toEqual([
      {
        type: "TextBlock",
        text: "Exit tickets in 8th-grade math",
        style: "heading",
        size: "large",
        weight: "bolder",
        wrap: true,
      },
      line(
        { text: "Week 2 of 4.", weight: "bolder" },
        { text: " See " },
        {
          text: "the brief",
          underline: true,
          selectAction: { type: "Action.OpenUrl", url: "https://example.org/brief" },
        },
      ),
      { ...line({ text: "\u00A0" }), spacing: "none" },
      { ...line({ text: "Then", italic: true }, { text: " decide" }), spacing: "none" },
      {
        type: "Container",
        style: "emphasis",
        items: [
          line({ text: "about *half* <at>x</at> & more" }),
          { ...line({ text: "\u00A0" }), spacing: "none" },
          { ...line({ text: "and then" }), spacing: "none" },
        ],
      },
      {
        type: "FactSet",
        facts: [
          { title: "Predicted", value: "60 %" },
          { title: "Last time", value: "–" },
        ],
      },
      line({ text: "Predicted: ", weight: "bolder" }, { text: "[x](y)" }),
      { ...line({ text: "• " }, { text: "one" }), spacing: "small" },
      { ...line({ text: "• " }, { text: "two", weight: "bolder" }), spacing: "small" },
      {
        type: "Image",
        url: "https://example.org/a.png",
        altText: "A line that rises from 48 to 55 percent",
        size: "stretch",
      },
      line({ text: "Weeks: ", weight: "bolder" }, { text: "3 of 5" }),
      { ...line({ text: "▰▰▰▱▱" }), spacing: "none" },
      {
        ...line(
          { text: "Your team ", size: "small", isSubtle: true },
          { text: "and", size: "small", isSubtle: true, italic: true },
          { text: " your program manager see this.", size: "small", isSubtle: true },
        ),
        separator: true,
        spacing: "medium",
      },
      {
        type: "ActionSet",
        actions: [
          {
            type: "Action.Submit",
            title: "Add a result",
            data: { msteams: { type: "task/fetch" }, throughline: { action: { do: "update", cycle: "c1" } } },
          },
          { type: "Action.Submit", title: "Stop", data: { throughline: { action: { do: "mute" } } } },
        ],
      },
      line({
        text: "Brief",
        underline: true,
        selectAction: { type: "Action.OpenUrl", url: "https://example.org/brief" },
      }),
    ]);
  });

  it("is one attachment without a text beside it, which Teams would make two messages of", () => {
    const [message] = renderMessages(wholeCard);
    expect(Object.keys(message).sort()).toEqual(["attachments", "summary", "type"]);
    expect(message.attachments).toHaveLength(1);
    expect(message.summary).toBe(cardAsText(wholeCard));
    expect(message.attachments[0].content).toMatchObject({ type: "AdaptiveCard", version: "1.5" });
    expect(message.attachments[0].content.fallbackText).toContain("Line one");
  });

  it.each(Object.entries(blockSamples))("shows the words of a %s to the letter", (kind, block) => {
    const shown = shownLines(body(block)).join("\n");
    for (const words of blockWords[kind as Block["kind"]]) expect(shown).toContain(words);
  });

  it("draws no line under nothing, and none at its end", () => {
    const divider = { kind: "divider" } as const;
    const shown = body(divider, { kind: "text", text: "a" }, divider, divider, { kind: "quote", text: "b" }, divider);
    expect(shown.map((element) => element.separator)).toEqual([undefined, true]);
  });

  it("says the app's name where there is nothing to say", () => {
    const [message] = renderMessages({ blocks: [{ kind: "quote", text: " \n " }] });
    expect(message.summary).toBe("Throughline");
    expect(shownLines(message.attachments[0].content.body)).toEqual(["Throughline"]);
  });

  it("has headings with Markdown in them as large text", () => {
    const [card] = cards({ heading: "Why *this* fails", blocks: [] });
    expect(card?.body).toEqual([line({ text: "Why *this* fails", size: "large", weight: "bolder" })]);
  });

  it("never says by colour or style alone what a button does", () => {
    expect(JSON.stringify(cards(wholeCard))).not.toMatch(/positive|destructive|"color"/);
  });
});

describe("buttons on Teams", () => {
  it("stand in rows of six, and the labels that are cut on them stand above in full", () => {
    const long = `Add the result of ${"every class ".repeat(9)}`.trim();
    const buttons = Array.from({ length: 8 }, (_, i) => ({
      label: i === 7 ? long : `Button ${i + 1}`,
      action: { do: "mute" as const },
    }));
    const [above, ...rows] = body({ kind: "buttons", buttons });
    expect(shownLines([above])).toEqual([`• ${long}`]);
    expect(rows.map(({ actions }) => (actions as object[]).length)).toEqual([6, 2]);
    expect(objects(rows, "Action.Submit").at(-1).title).toMatch(/^Add the result of .*…$/);
  });

  it("say beforehand whether a form opens", () => {
    const actions = [
      { do: "update", cycle: "c" },
      { do: "start-cycle", team: "t" },
      { do: "edit-update", update: "u" },
      { do: "change-time" },
      { do: "later", prompt: "p" },
      { do: "see-team", team: "t" },
    ] as const;
    const shown = body({ kind: "buttons", buttons: actions.map((action) => ({ label: action.do, action })) });
    expect(objects(shown, "Action.Submit").map(({ title, data }) => [title, data.msteams?.type])).toEqual([
      ["update", "task/fetch"],
      ["start-cycle", "task/fetch"],
      ["edit-update", "task/fetch"],
      ["change-time", "task/fetch"],
      ["later", undefined],
      ["see-team", undefined],
    ]);
  });
});

describe("a picture on Teams", () => {
  it.each(["http://example.org/a.png", "data:image/png;base64,AA", "/img/a.png", "javascript:alert(1)", ""])(
    "needs an https address, not %s",
    (url) => {
      expect(() => renderMessages({ blocks: [{ kind: "picture", url, alt: "a" }] })).toThrow("https");
    },
  );

  it("may come from this machine, to try it", () => {
    expect(body({ kind: "picture", url: "http://127.0.0.1:3000/img/a.png", alt: "a" })).toHaveLength(1);
  });

  it("is said in small words where it has no address", () => {
    const alt = "Run chart: **48 %** & [here](https://example.org)";
    const shown = body({ kind: "picture", alt });
    expect(shownLines(shown)).toEqual([alt]);
    expect(JSON.stringify(shown)).toContain('"size":"small"');
  });

  it("keeps an alternative text whole that is too long for one", () => {
    const alt = "The line rises. ".repeat(100).trim();
    const [picture, below] = body({ kind: "picture", url: "https://example.org/a.png", alt });
    expect(picture?.altText).toMatch(/…$/);
    expect(shownLines([below])).toEqual([alt]);
  });
});

describe("a person's words on Teams", () => {
  it("are never read as Markdown or mentions, whatever they are", () => {
    const any = fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.constant(hostile), fc.constant("* * *"));
    fc.assert(
      fc.property(any, any, (one, two) => {
        const card: Card = {
          heading: one,
          blocks: [
            { kind: "text", text: plain(one) },
            { kind: "quote", text: two },
            { kind: "facts", facts: [{ label: one, value: two }] },
            { kind: "list", items: [plain(two)] },
            { kind: "progress", label: two, done: 1, of: 2 },
            { kind: "small", text: plain(one) },
            { kind: "links", links: [{ label: one, url: "https://example.org" }] },
          ],
        };
        for (const content of cards(card))
          for (const text of markdownTexts(content)) expect(text === "–" || isCalm(text)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it("come out line by line as they were typed, blank lines too", () => {
    const typed = fc
      .array(fc.oneof(fc.string({ maxLength: 60 }), fc.constantFrom("", hostile, "x".repeat(4000))), { maxLength: 30 })
      .map((lines) => lines.join("\n"))
      .filter((text) => text.trim() !== "");
    fc.assert(
      fc.property(typed, (text) => {
        const lines = text.split("\n").map((one) => (one.trim() === "" ? "" : one));
        expect(quoted(text)).toEqual(lines);
      }),
      { numRuns: 100 },
    );
  });
});

describe("a card that is too long for one message", () => {
  it("comes as several, whole, each small enough and with a text of its own", () => {
    const messages = renderMessages({
      heading: "Long",
      blocks: [
        { kind: "quote", text: longText },
        { kind: "buttons", buttons: [{ label: "Edit", action: { do: "mute" } }] },
      ],
    });
    expect(messages.length).toBeGreaterThan(1);
    const shown = messages.flatMap(({ attachments: [{ content }] }) => shownLines(content.body));
    expect(shown).toEqual(["Long", ...longText.split("\n"), "[Edit]"]);
    for (const message of messages) {
      expect(bytesOf(message.attachments[0].content)).toBeLessThanOrEqual(limits.card);
      expect(bytesOf(message)).toBeLessThanOrEqual(40_000);
      expect(message.summary.length).toBeLessThanOrEqual(limits.summary);
      const first = shownLines(message.attachments[0].content.body)[0] ?? "?";
      expect(message.summary.startsWith(first)).toBe(true);
    }
  });

  it("goes on in the middle of a line where the line alone is too long", () => {
    const text = "word ".repeat(6000).trim();
    const shown = quoted(text);
    expect(shown.join("")).toBe(text);
    expect(shown.length).toBeGreaterThan(2);
  });

  it.each([
    ["emoji", "🙂".repeat(9000)],
    ["characters that are escaped", '\\"*'.repeat(9000)],
    ["control characters", "\u0001".repeat(9000)],
    ["Chinese", "测".repeat(20_000)],
    ["braces", "{{DATE(".repeat(3000)],
  ])("fits whatever it is made of: %s", (_name, text) => {
    const shown = cards({ blocks: [{ kind: "quote", text }] });
    expect(shown.flatMap((card) => shownLines(card.body)).join("")).toBe(text);
    for (const card of shown) expect(bytesOf(card)).toBeLessThanOrEqual(limits.card);
  });

  it("never exceeds the limit, for any card", () => {
    const long = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.string({ unit: fc.constantFrom("a", " ", "\n", "*", "🙂", '"'), minLength: 3000, maxLength: 9000 }),
    );
    const block: fc.Arbitrary<Block> = fc.oneof(
      fc.record({ kind: fc.constantFrom("text" as const, "quote" as const, "small" as const), text: long }),
      fc.record({
        kind: fc.constant("facts" as const),
        facts: fc.array(fc.record({ label: fc.string({ maxLength: 60 }), value: long }), { maxLength: 6 }),
      }),
      fc.record({
        kind: fc.constant("facts" as const),
        facts: fc.array(fc.record({ label: fc.constant("Result"), value: fc.constant("48 percent") }), {
          maxLength: 400,
        }),
      }),
      fc.record({ kind: fc.constant("list" as const), items: fc.array(long, { maxLength: 5 }) }),
      fc.record({
        kind: fc.constant("buttons" as const),
        buttons: fc.array(fc.record({ label: long, action: fc.constant({ do: "mute" as const }) }), { maxLength: 8 }),
      }),
      fc.record({
        kind: fc.constant("links" as const),
        links: fc.array(fc.record({ label: long, url: fc.constantFrom("https://example.org", "x:y") }), {
          maxLength: 4,
        }),
      }),
      fc.constant<Block>({ kind: "divider" }),
      fc.record({ kind: fc.constant("picture" as const), url: fc.constant("https://example.org/a.png"), alt: long }),
    );
    fc.assert(
      fc.property(fc.option(long, { nil: undefined }), fc.array(block, { maxLength: 12 }), (heading, blocks) => {
        const shown = cards({ heading, blocks });
        for (const card of shown) expect(bytesOf(card)).toBeLessThanOrEqual(limits.card);
        for (const row of objects(shown, "ActionSet")) expect(row.actions.length).toBeLessThanOrEqual(6);
      }),
      { numRuns: 50 },
    );
  });
});

describe("a card inside a dialog", () => {
  it("is one card, and says so where there is more than fits", () => {
    expect(shownLines(noticeCard(wholeCard).body)).toEqual(shownLines(cards(wholeCard)[0]?.body ?? []));
    const long = noticeCard({ blocks: [{ kind: "quote", text: longText.repeat(4) }] });
    expect(bytesOf(long)).toBeLessThanOrEqual(limits.dialog);
    expect(shownLines(long.body).at(-1)).toBe("There is more than fits on this page.");
  });
});
