import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blockProblems, blockText } from "../../adapters/sandbox/slack-cloud/block-kit/blocks.js";
import { viewProblems } from "../../adapters/sandbox/slack-cloud/block-kit/view.js";
import { homeView, noticeView, renderBlocks, renderMessages } from "../../adapters/slack/card.js";
import type { Block, Card } from "../../src/core/ui/card.js";
import { plain } from "../../src/core/ui/markup.js";

const problems = (blocks: unknown, surface: "message" | "modal" | "home" = "message") =>
  blockProblems(blocks as never, surface);

/** Every piece of text that a reader sees, in order; the same from rich text, plain text and Slack's markup. */
function seen(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(seen);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    (name === "text" || name === "alt_text") && typeof inner === "string" ? [inner] : seen(inner),
  );
}

function objects(value: unknown, type: string): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap((item) => objects(item, type));
  if (typeof value !== "object" || value === null) return [];
  const own = (value as { type?: unknown }).type === type ? [value as Record<string, unknown>] : [];
  return [...own, ...Object.values(value).flatMap((item) => objects(item, type))];
}

const full: Card = {
  heading: "Exit tickets in 8th-grade math",
  blocks: [
    { kind: "text", text: "**Week 2 of 4.** See [the brief](https://example.org/brief)" },
    { kind: "quote", text: "about *half* <!channel> & more" },
    {
      kind: "facts",
      facts: [
        { label: "Predicted", value: "60 % <@U1>" },
        { label: "a*b", value: "" },
      ],
    },
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
};

describe("a card on Slack", () => {
  it("shows every kind of block", () => {
    const [message, ...rest] = renderMessages(full);
    expect(rest).toEqual([]);
    expect(problems(message.blocks)).toEqual([]);
    expect(message.blocks).toEqual([
      { type: "header", text: { type: "plain_text", text: "Exit tickets in 8th-grade math", emoji: false } },
      richSection(
        { type: "text", text: "Week 2 of 4.", style: { bold: true } },
        { type: "text", text: " See " },
        { type: "link", url: "https://example.org/brief", text: "the brief" },
      ),
      {
        type: "rich_text",
        elements: [{ type: "rich_text_quote", elements: [{ type: "text", text: "about *half* <!channel> & more" }] }],
      },
      {
        type: "section",
        fields: [
          { type: "mrkdwn", text: "*Predicted*", verbatim: true },
          { type: "plain_text", text: "60 % <@U1>", emoji: false },
          { type: "plain_text", text: "a*b", emoji: false },
          { type: "plain_text", text: "–", emoji: false },
        ],
      },
      {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_list",
            style: "bullet",
            elements: [
              { type: "rich_text_section", elements: [{ type: "text", text: "one" }] },
              { type: "rich_text_section", elements: [{ type: "text", text: "two", style: { bold: true } }] },
            ],
          },
        ],
      },
      { type: "image", image_url: "https://example.org/a.png", alt_text: "A line that rises from 48 to 55 percent" },
      richSection({ type: "text", text: "Weeks", style: { bold: true } }, { type: "text", text: "\n▰▰▰▱▱ 3 of 5" }),
      { type: "divider" },
      {
        type: "context",
        elements: [{ type: "mrkdwn", text: "Your team _and_ your program manager see this.", verbatim: true }],
      },
      {
        type: "actions",
        elements: [
          {
            type: "button",
            action_id: "update.8.0",
            value: '{"do":"update","cycle":"c1"}',
            text: { type: "plain_text", text: "Add a result", emoji: false },
            style: "primary",
          },
          {
            type: "button",
            action_id: "mute.8.1",
            value: '{"do":"mute"}',
            text: { type: "plain_text", text: "Stop", emoji: false },
            style: "danger",
          },
        ],
      },
      richSection({ type: "link", url: "https://example.org/brief", text: "Brief" }),
    ]);
  });

  it("has a plain text for notifications and screen readers that says what the card says, without Slack's markup", () => {
    const [{ text }] = renderMessages(full);
    expect(text).toContain("Exit tickets in 8th-grade math\nWeek 2 of 4. See the brief (https://example.org/brief)");
    expect(text).toContain("“about *half* &lt;!channel&gt; &amp; more”");
    expect(text).toContain("Weeks: 3 of 5");
    expect(text).toContain("[Add a result] [Stop]");
    expect(text).not.toMatch(/[<>]/);
  });

  it("renders alone what it renders together", () => {
    for (const block of full.blocks) {
      const blocks = renderBlocks({ blocks: [block] });
      expect(blocks).toHaveLength(1);
      for (const surface of ["message", "modal", "home"] as const) expect(problems(blocks, surface)).toEqual([]);
    }
  });

  it("never turns a person's words into a mention, a link or a style", () => {
    const words = fc.oneof(
      fc.constantFrom(
        "<!channel>",
        "<@U1>",
        "<https://a.b|click>",
        "*bold*",
        "_it_",
        "~no~",
        "`code`",
        "> quote",
        "&lt;!here&gt;",
        ":tada:",
        "[a](https://b.c)",
        "**x**",
        "@here #math https://a.b",
      ),
      fc.string({
        unit: fc.constantFrom("<", ">", "&", "*", "_", "~", "`", "|", "!", "@", "#", ":", "U", "1", " ", "\n"),
        minLength: 1,
      }),
    );
    fc.assert(
      fc.property(words, (said) => {
        const blocks = renderBlocks({
          heading: said,
          blocks: [
            { kind: "quote", text: said },
            { kind: "text", text: `From your program manager: ${plain(said)}` },
            { kind: "list", items: [plain(said)] },
            { kind: "small", text: `*Seen:* ${plain(said)}` },
            { kind: "facts", facts: [{ label: said, value: said }] },
            { kind: "progress", label: said, done: 1, of: 2 },
          ],
        });
        for (const { text } of objects(blocks, "mrkdwn")) {
          // What is ours in it, and the words with nothing that could mean something.
          const inner = String(text)
            .replace(/^\s*\*([\s\S]*)\*\s*$/, "$1")
            .replace(/^_Seen:_/, "")
            .replace(/&(amp|lt|gt);/g, "·");
          expect(inner).not.toMatch(/[<>*_~`|]|:[\w+-]+:/);
        }
        expect(objects(blocks, "link")).toEqual([]);
        for (const type of ["user", "channel", "broadcast", "usergroup", "emoji"])
          expect(objects(blocks, type)).toEqual([]);
        const { text } = renderMessages({ blocks: [{ kind: "quote", text: said }] })[0];
        expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
      }),
      { numRuns: 500 },
    );
  });

  it("writes an address out that is no web address, or too long to link", () => {
    const long = `https://example.org/${"a".repeat(3000)}`;
    const blocks = renderBlocks({
      blocks: [
        {
          kind: "links",
          links: [
            { label: "Call", url: "tel:123" },
            { label: "Long", url: long },
          ],
        },
        { kind: "text", text: `[here](${long})` },
      ],
    });
    expect(problems(blocks)).toEqual([]);
    expect(seen(blocks).join("")).toContain("Call (tel:123)");
    expect(seen(blocks).join("")).toContain(`Long (${long})`);
    expect(seen(blocks).join("")).toContain(`here (${long})`);
  });

  it("says a picture that has no address in small words, as they are", () => {
    const alt = "Run chart: *48 %* & <b>";
    expect(renderBlocks({ blocks: [{ kind: "picture", alt }] })).toEqual([
      { type: "context", elements: [{ type: "plain_text", text: alt, emoji: false }] },
    ]);
    const long = renderBlocks({ blocks: [{ kind: "picture", alt: "word ".repeat(900).trim() }] });
    expect(problems(long)).toEqual([]);
    expect(seen(long).join("")).toBe("word ".repeat(900).trim());
  });

  it("shows a picture that Slack could not load as its words, and words too long for a picture below it", () => {
    expect(renderBlocks({ blocks: [{ kind: "picture", url: "data:image/png;base64,x", alt: "A line" }] })).toEqual([
      richSection({ type: "text", text: "A line", style: { italic: true } }),
    ]);
    const alt = "word ".repeat(600);
    const blocks = renderBlocks({ blocks: [{ kind: "picture", url: "https://a.b/c.png", alt }] });
    expect(problems(blocks)).toEqual([]);
    expect(seen(blocks).slice(1).join("")).toBe(alt);
  });

  it("keeps a label whole that is too long for a button", () => {
    const label = `Record this for ${"x".repeat(90)}`;
    const blocks = renderBlocks({ blocks: [{ kind: "buttons", buttons: [{ label, action: { do: "mute" } }] }] });
    expect(problems(blocks)).toEqual([]);
    expect(seen(blocks)[0]).toBe(label);
    expect(seen(blocks)[1]).toMatch(/…$/);
  });

  it.each([
    [{ done: 0, of: 5 }, "▱▱▱▱▱ 0 of 5"],
    [{ done: 5, of: 5 }, "▰▰▰▰▰ 5 of 5"],
    [{ done: 9, of: 5 }, "▰▰▰▰▰ 9 of 5"],
    [{ done: 30, of: 60 }, "▰▰▰▰▰▱▱▱▱▱ 30 of 60"],
    [{ done: 0, of: 0 }, "▱ 0 of 0"],
  ])("draws progress %j as %s", (progress, shown) => {
    expect(seen(renderBlocks({ blocks: [{ kind: "progress", label: "", ...progress }] }))).toEqual([shown]);
  });

  it("says that there is more where a page cannot show everything", () => {
    const card: Card = { blocks: Array.from({ length: 120 }, () => ({ kind: "divider" as const })) };
    for (const view of [homeView(card), noticeView(card)]) {
      expect(viewProblems(view as never, view.type)).toEqual([]);
      expect(view.blocks).toHaveLength(100);
      expect(seen(view.blocks)).toEqual(["There is more than fits on this page."]);
    }
  });

  it("takes a short heading as the title of a window", () => {
    expect(noticeView({ heading: "Recorded", blocks: [{ kind: "text", text: "x" }] })).toMatchObject({
      title: { text: "Recorded" },
      blocks: [{ type: "rich_text" }],
    });
    expect(noticeView({ heading: "Exit tickets in 8th-grade math", blocks: [] })).toMatchObject({
      title: { text: "Throughline" },
      blocks: [{ type: "header" }],
    });
  });
});

describe("a card with too much text for one message", () => {
  const long = Array.from({ length: 6000 }, (_, i) => `word${i}`).join(" ");

  it("becomes several messages that have the whole text, in order", () => {
    const messages = renderMessages({
      heading: "Brief",
      blocks: [
        { kind: "quote", text: long },
        { kind: "buttons", buttons: [{ label: "Update", action: { do: "mute" } }] },
      ],
    });
    expect(messages.length).toBeGreaterThan(3);
    expect(
      messages
        .flatMap(({ blocks }) => objects(blocks, "text"))
        .map(({ text }) => text)
        .join(""),
    ).toBe(long);
    expect(seen(messages.at(-1)?.blocks).at(-1)).toBe("Update");
    for (const { text } of messages) expect(text.trim()).not.toBe("");
  });

  it("becomes several messages when it has too many blocks", () => {
    const messages = renderMessages({
      blocks: Array.from({ length: 60 }, (_, i) => ({ kind: "text" as const, text: `line ${i}` })),
    });
    expect(messages.map(({ blocks }) => blocks.length)).toEqual([50, 10]);
  });

  it("is still one message where it has nothing to show", () => {
    expect(renderMessages({ blocks: [] })).toEqual([{ blocks: [], text: "Throughline" }]);
  });
});

describe("any card", () => {
  const words = fc.oneof(
    { weight: 5, arbitrary: fc.string({ maxLength: 60 }) },
    { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) },
    {
      weight: 1,
      arbitrary: fc.string({
        unit: fc.constantFrom("a", " ", "\n", "é", "👩‍👩‍👧", "🙂", "*", "<", "&", '"', "\\"),
        minLength: 2500,
        maxLength: 9000,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        "",
        " ",
        "x".repeat(3001),
        "\u0007".repeat(3500),
        "w ".repeat(8000),
        "🙂".repeat(4000),
      ),
    },
  );
  const action = fc.oneof(
    fc.constant({ do: "mute" as const }),
    fc.record({ do: fc.constant("update" as const), cycle: fc.string({ minLength: 1, maxLength: 64 }) }),
  );
  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.record({ kind: fc.constant("text" as const), text: words }),
    fc.record({ kind: fc.constant("quote" as const), text: words }),
    fc.record({
      kind: fc.constant("facts" as const),
      facts: fc.array(fc.record({ label: words, value: words }), { maxLength: 12 }),
    }),
    fc.record({ kind: fc.constant("list" as const), items: fc.array(words, { maxLength: 12 }) }),
    fc.record({ kind: fc.constant("picture" as const), url: fc.webUrl(), alt: words }),
    fc.record({
      kind: fc.constant("progress" as const),
      label: words,
      done: fc.integer({ min: 0, max: 20 }),
      of: fc.integer({ min: 0, max: 20 }),
    }),
    fc.record({ kind: fc.constant("small" as const), text: words }),
    fc.constant({ kind: "divider" as const }),
    fc.record({
      kind: fc.constant("buttons" as const),
      buttons: fc.array(fc.record({ label: words, action }), { minLength: 1, maxLength: 4 }),
    }),
    fc.record({
      kind: fc.constant("links" as const),
      links: fc.array(fc.record({ label: words, url: fc.webUrl() }), { maxLength: 4 }),
    }),
  );
  const card: fc.Arbitrary<Card> = fc.record({
    heading: fc.option(words, { nil: undefined }),
    blocks: fc.array(block, { maxLength: 12 }),
  });

  it("fits Slack's limits, in messages and in views", () => {
    fc.assert(
      fc.property(card, (any) => {
        for (const { blocks, text } of renderMessages(any)) {
          expect(problems(blocks)).toEqual([]);
          expect(blocks.length).toBeLessThanOrEqual(50);
          expect(blockText(blocks as never)).toBeLessThanOrEqual(12_000);
          expect(text.length).toBeLessThanOrEqual(3000);
          expect(text).not.toBe("");
          expect(text).not.toMatch(/[<>]/);
        }
        for (const view of [homeView(any), noticeView(any)]) {
          expect(viewProblems(view as never, view.type)).toEqual([]);
          expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(250_000);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("loses no character of what people wrote", () => {
    fc.assert(
      fc.property(card, (any) => {
        const all = renderMessages(any)
          .flatMap(({ blocks }) => seen(blocks))
          .join("");
        for (const each of any.blocks) {
          const written =
            each.kind === "quote" ? [each.text] : each.kind === "facts" ? each.facts.map(({ value }) => value) : [];
          for (const text of written) if (text.trim() !== "") expect(all.includes(text)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function richSection(...elements: object[]): object {
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements }] };
}
