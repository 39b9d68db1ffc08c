import fc from "fast-check";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { markdownHtml } from "../../adapters/sandbox/page/client/teams/markdown.js";
import { afterMention, Text, typedText } from "../../adapters/sandbox/page/client/teams/text.js";
import { escapeMarkdown } from "../../adapters/teams/text.js";

describe("markdown as Teams knows it", () => {
  test.each([
    ["**bold** and __bold__", "<p><strong>bold</strong> and <strong>bold</strong></p>"],
    ["*it* and _it_", "<p><em>it</em> and <em>it</em></p>"],
    ["***both***", "<p><strong><em>both</em></strong></p>"],
    ["**a *b* c**", "<p><strong>a <em>b</em> c</strong></p>"],
    [
      "[the page](https://example.org/a?b=1&c=2)",
      '<p><a href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer">the page</a></p>',
    ],
    ["- one\n- two", "<ul><li>one</li><li>two</li></ul>"],
    ["3. three\n4. four", '<ol start="3"><li>three</li><li>four</li></ol>'],
    ["one line\nand its end\n\nnext", "<p>one line\nand its end</p><p>next</p>"],
    ["text\n- one\n\nafter", "<p>text</p><ul><li>one</li></ul><p>after</p>"],
  ])("reads %j", (markdown, html) => {
    expect(markdownHtml(markdown)).toBe(html);
  });

  test.each([
    "2 * 3 * 4",
    "snake_case_name",
    "** not bold **",
    "[a](javascript:alert(1))",
    "[a](data:text/html,x)",
    "[](https://example.org)",
    "# no heading",
    "`no code`",
  ])("leaves %j as it is", (text) => {
    expect(markdownHtml(text)).toBe(`<p>${text}</p>`);
  });

  test("takes a backslash off punctuation and leaves the character", () => {
    expect(markdownHtml("\\*not bold\\* \\[no link\\](https://example.org)")).toBe(
      "<p>*not bold* [no link](https://example.org)</p>",
    );
  });

  test("makes nothing but its own tags, whatever is typed", () => {
    const piece = fc.constantFrom("*", "_", "[", "](", ")", "<", ">", '"', "'", "&", "\\", "\n", "- ", "1. ", " ", "a");
    const typed = fc.oneof(
      fc.array(piece).map((pieces) => pieces.join("")),
      fc.string(),
    );
    const own =
      /<\/?(p|ul|li|strong|em)>|<ol( start="\d+")?>|<\/ol>|<a href="(https?:\/\/|mailto:)[^"<>]*" rel="noopener noreferrer">|<\/a>/gi;
    fc.assert(
      fc.property(typed, (text) => {
        const rest = markdownHtml(text).replace(own, "");
        expect(rest).not.toMatch(/[<>"']/);
      }),
      { numRuns: 500 },
    );
  });

  test("shows letter for letter what the adapter has escaped", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z*_[\]()<>`~|#^=!.\\-]{1,20}$/), (text) => {
        const html = markdownHtml(escapeMarkdown(text));
        expect(html).toBe(`<p>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}</p>`);
      }),
      { numRuns: 300 },
    );
  });
});

describe("what people type", () => {
  test("is text, with mentions marked", () => {
    const html = renderToStaticMarkup(createElement(Text, { text: "<at>Throughline</at> <b>**55** of 60</b>" }));
    expect(html).toBe(
      '<p class="teams-text"><span class="teams-mention">Throughline</span> &lt;b&gt;**55** of 60&lt;/b&gt;</p>',
    );
  });

  test("stands in a field to be changed as it was typed", () => {
    expect(typedText("<at>Throughline</at> status")).toBe("@Throughline status");
  });

  test.each([
    ["@Throughline status", "status"],
    ["  @throughline: what now?", "what now?"],
    ["@Throughline", ""],
    ["@Throughliner status", undefined],
    ["status @Throughline", undefined],
    ["status", undefined],
  ])("%j is addressed to the bot: %j", (text, rest) => {
    expect(afterMention(text, "Throughline")).toBe(rest);
  });
});
