import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { typedText } from "../../adapters/teams/mentions.js";
import { readActivity } from "../../adapters/teams/payloads.js";
import { channel, appId as cloudAppId, lead, oakfield, start } from "../teams-cloud/world.js";
import { acts, appId, posted, type Running, running, send, typed } from "./in-world.js";

const at = { microsoft: { serviceUrl: "https://smba.trafficmanager.net/amer/" } };
const html = (content: unknown) => [{ contentType: "text/html", content }];
const mark = "<at>Throughline</at>";
const span = (name: string) =>
  `<span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="0">${name}</span>`;

function textOf(activity: Record<string, unknown>, id = appId): string {
  const reading = readActivity(activity, {
    type: "message",
    name: undefined,
    channelId: "msteams",
    serviceUrl: undefined,
  });
  if (reading.kind !== "activity") throw new Error(reading.reason);
  return typedText(reading.activity, id);
}

const read = (text: string | undefined, content: unknown) =>
  textOf(typed(at, "", { text, attachments: html(content) }));

describe("what she typed, with the HTML beside it", () => {
  it.each([
    [
      "a space is lost",
      "Hello bot.Sending bold text",
      "<div>Hello bot. Sending <b>bold</b> text.</div>",
      "Hello bot. Sending bold text.",
    ],
    ["line ends are lost", "onetwo three", "<p>one</p><p>two three</p>", "one\ntwo three"],
    ["lines have become one", "one two", "<p>one</p><p>two</p>", "one\ntwo"],
    ["items have no dashes", "one\ntwo", "<ul><li>one</li><li>two</li></ul>", "- one\n- two"],
    ["an emoji is lost", "well done", '<p>well done <img alt="🎉"></p>', "well done 🎉"],
    ["there is none", "", '<p><img itemtype="http://schema.skype.com/Emoji" alt="👍"></p>', "👍"],
    ["it is left out", undefined, "<p>25 of 45</p>", "25 of 45"],
  ])("is the HTML's where of the text %s", (_name, text, content, expected) => {
    expect(read(text, content)).toBe(expected);
  });

  it.each([
    ["says the same", "one\n two  three ", "<p>one</p><p>two three</p>"],
    ["says something else", "55 %", "<p>48 %</p>"],
    ["says more", "one", "<p>one two</p>"],
    ["says less", "a &amp; b", "<p>a</p>"],
    ["lacks a sign, with more lines", "55 % Two!", "<p>55 %</p><p>Two</p>"],
    ["counts further", "4", "<p>45</p>"],
    ["has nothing to read", "one", "<p></p>"],
    ["is no text", "one", { a: 1 }],
  ])("is the text where the HTML %s", (_name, text, content) => {
    expect(read(text, content)).toBe(text);
  });

  it("has no mention of the bot in it, and the names of others", () => {
    const entities = [
      { type: "mention", text: mark, mentioned: { id: `28:${appId}` } },
      { type: "mention", text: "<at>Coach</at>", mentioned: { id: "29:2" } },
    ];
    const told = (text: string, content: string) => textOf(posted(at, text, { entities, attachments: html(content) }));
    const content = `<p>${span("Throughline")}&nbsp;ask ${span("Coach")}</p><p>today</p>`;
    expect(told(`${mark} ask <at>Coach</at>today`, content)).toBe("ask Coach\ntoday");
    expect(told(`${mark} ask <at>Coach</at>`, `<p>${span("Throughline")} ask ${span("Coach")}</p>`)).toBe(
      "ask <at>Coach</at>",
    );
    expect(told(mark, `<p>${span("Throughline")}</p>`)).toBe("");
  });

  it("is taken where attachments are odd", () => {
    expect(textOf(typed(at, "one", { attachments: [null, 7, "x", { contentType: 4 }, {}] }))).toBe("one");
    expect(textOf(typed(at, "one", { attachments: null }))).toBe("one");
  });

  it("comes through the simulated Teams as it was typed", async () => {
    const { cloud, heard } = await start();
    const piece = fc.oneof(
      { weight: 4, arbitrary: fc.stringMatching(/^[a-zA-Z0-9áñ.,;:!?%&<>"'()*_#/+=@-]{1,8}$/) },
      fc.constantFrom("🙂", "👍🏽", "❤️", "👩‍🏫", "🇲🇽", "&nbsp;", "<b>", "</p>", "&amp;", "- ", "<at>x</at>", "  ", " "),
    );
    const line = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join("").trimEnd());
    const whole = fc.array(line, { minLength: 1, maxLength: 5 }).map((lines) => lines.join("\n").trim());
    await fc.assert(
      fc.asyncProperty(
        whole.filter((text) => text !== ""),
        fc.boolean(),
        async (text, mention) => {
          heard.length = 0;
          await cloud.say(oakfield, lead, mention ? channel : "bot", text, { mention });
          expect(textOf(heard[0]?.json, cloudAppId)).toBe(text);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe("a message without a word", () => {
  let app: Running | undefined;
  afterEach(async () => {
    await app?.stop();
    app = undefined;
  });
  const picture = { contentType: "image/*", contentUrl: "https://example.org/1" };
  const imageHtml = html('<p><img alt="image" itemtype="http://schema.skype.com/AMSImage" src="x"></p>');
  const file = { contentType: "application/vnd.microsoft.teams.file.download.info", name: "notes.docx", content: {} };

  it.each([
    ["a picture", "", [picture, ...imageHtml]],
    ["a file", undefined, [file]],
    ["a picture that nothing is said of", " ", [{}]],
  ])("(%s) is no draft: she is asked for words, and it is counted", async (_name, text, attachments) => {
    app = await running();
    expect((await send(app, typed(app, "", { text, attachments }))).status).toBe(200);
    await app.platform.stop();
    expect(acts(app)).toEqual([]);
    expect(app.journal.counts).toEqual(["ignored teams:no-text"]);
    const [answer, ...more] = app.microsoft.called(/activities$/);
    expect(more).toEqual([]);
    expect(answer?.path).toContain("a%3A1her-chat");
    expect(answer?.body).toContain("Please say it in words here.");
  });

  it("in a channel is dropped like the rest, and nobody is answered", async () => {
    app = await running();
    await send(app, posted(app, "", { attachments: [picture, ...imageHtml] }));
    await app.platform.stop();
    expect(app.microsoft.called(/activities$/)).toEqual([]);
  });

  it("beside one with words is the words", async () => {
    app = await running();
    await send(app, typed(app, "see here", { attachments: [picture, ...html('<p>see here<img alt="image"></p>')] }));
    expect(acts(app)).toMatchObject([{ kind: "message", text: "see here" }]);
    expect(app.journal.counts).toEqual([]);
  });
});
