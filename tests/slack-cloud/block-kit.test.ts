import { describe, expect, it } from "vitest";
import type { Json } from "../../adapters/sandbox/json.js";
import { blockProblems } from "../../adapters/sandbox/slack-cloud/block-kit/blocks.js";
import { viewProblems } from "../../adapters/sandbox/slack-cloud/block-kit/view.js";
import { button, modal, plain, section, textInput } from "./world.js";

const long = (length: number) => "x".repeat(length);
const options = (count: number) => Array.from({ length: count }, (_, i) => ({ text: plain(`o${i}`), value: `v${i}` }));
const actions = (...elements: object[]) => ({ type: "actions", elements });
const input = (element: object, more: object = {}) => ({ type: "input", label: plain("Label"), element, ...more });
const menu = (more: object = {}) => ({ type: "static_select", options: options(2), ...more });
const image = (more: object = {}) => ({
  type: "image",
  image_url: "https://example.com/a.png",
  alt_text: "a chart",
  ...more,
});
const many = (count: number, make: (i: number) => object) => Array.from({ length: count }, (_, i) => make(i));

const messageProblems = (blocks: unknown) => blockProblems(blocks as Json, "message");

describe("blocks that Slack takes", () => {
  it.each<[string, object[]]>([
    ["fifty blocks", many(50, () => ({ type: "divider" }))],
    ["a full header", [{ type: "header", text: plain(long(150)) }]],
    ["a full section", [section(long(3000))]],
    ["a section of ten full fields", [{ type: "section", fields: many(10, () => plain(long(2000))) }]],
    ["a section with a picture beside it", [{ ...section("x"), accessory: image() }]],
    ["a context of ten", [{ type: "context", elements: [...many(9, () => plain("x")), image()] }]],
    ["twenty-five buttons", [actions(...many(25, (i) => button("x", `a${i}`)))]],
    ["a full button", [actions({ ...button(long(75), long(255), long(2000)), url: long(3000), style: "danger" })]],
    ["a picture", [image({ alt_text: long(2000), title: plain(long(2000)), block_id: long(255) })]],
    ["a picture that was uploaded", [{ type: "image", slack_file: { id: "F1" }, alt_text: "a chart" }]],
    ["a menu of a hundred", [actions(menu({ options: options(100), placeholder: plain(long(150)) }))]],
    [
      "a menu in groups",
      [actions(menu({ options: undefined, option_groups: [{ label: plain("g"), options: options(2) }] }))],
    ],
    [
      "ten radio buttons, one chosen",
      [actions({ type: "radio_buttons", options: options(10), initial_option: options(10)[3] })],
    ],
    ["ten boxes, two ticked", [actions({ type: "checkboxes", options: options(10), initial_options: options(2) })]],
    ["an overflow of five", [actions({ type: "overflow", options: options(5) })]],
    ["a date", [actions({ type: "datepicker", initial_date: "2026-11-22" })]],
    [
      "a question before the button acts",
      [
        actions({
          ...button("x", "a"),
          confirm: { title: plain("t"), text: plain("x"), confirm: plain("Yes"), deny: plain("No") },
        }),
      ],
    ],
    ["markdown", [{ type: "markdown", text: long(12_000) }]],
    [
      "rich text",
      [{ type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "x" }] }] }],
    ],
    [
      "an input with a hint",
      [
        input(
          { type: "plain_text_input", min_length: 0, max_length: 3000, multiline: true },
          { hint: plain(long(2000)), optional: true },
        ),
      ],
    ],
    ["the same action id in two blocks", [actions(button("x", "a")), actions(button("y", "a"))]],
  ])("%s", (_name, blocks) => {
    expect(messageProblems(blocks)).toEqual([]);
  });
});

describe("blocks that Slack refuses", () => {
  it.each<[string, unknown, string]>([
    [
      "more than fifty blocks",
      many(51, () => ({ type: "divider" })),
      "no more than 50 items allowed [json-pointer:/blocks]",
    ],
    ["no list at all", {}, "must provide an array [json-pointer:/blocks]"],
    ["a block that is text", ["x"], "must provide an object [json-pointer:/blocks/0]"],
    ["a block without a type", [{}], "missing required field: type [json-pointer:/blocks/0/type]"],
    ["a block it does not know", [{ type: "table" }], "unsupported type: table [json-pointer:/blocks/0/type]"],
    [
      "a field it does not know",
      [{ type: "divider", colour: "red" }],
      "invalid additional property: colour [json-pointer:/blocks/0]",
    ],
    [
      "a long block id",
      [{ type: "divider", block_id: long(256) }],
      "must be less than 256 characters [json-pointer:/blocks/0/block_id]",
    ],
    [
      "a block id used twice",
      [
        { type: "divider", block_id: "b" },
        { type: "divider", block_id: "b" },
      ],
      '`block_id` "b" already exists [json-pointer:/blocks/1/block_id]',
    ],
    [
      "an action id used twice in a block",
      [actions(button("x", "a"), button("y", "a"))],
      '`action_id` "a" already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ],
    [
      "a long header",
      [{ type: "header", text: plain(long(151)) }],
      "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ],
    [
      "a header with markup",
      [{ type: "header", text: { type: "mrkdwn", text: "x" } }],
      "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
    ],
    [
      "a text without a type",
      [{ type: "section", text: { text: "x" } }],
      "missing required field: type [json-pointer:/blocks/0/text/type]",
    ],
    [
      "text where a text object belongs",
      [{ type: "section", text: "x" }],
      "must provide an object [json-pointer:/blocks/0/text]",
    ],
    ["an empty section", [{ type: "section" }], "missing required field: text [json-pointer:/blocks/0]"],
    ["a section of empty text", [section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"],
    ["a long section", [section(long(3001))], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"],
    [
      "eleven fields",
      [{ type: "section", fields: many(11, () => plain("x")) }],
      "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
    ],
    [
      "a long field",
      [{ type: "section", fields: [plain(long(2001))] }],
      "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ],
    [
      "an input beside a section",
      [{ ...section("x"), accessory: { type: "plain_text_input" } }],
      "unsupported type: plain_text_input [json-pointer:/blocks/0/accessory/type]",
    ],
    [
      "a context of eleven",
      [{ type: "context", elements: many(11, () => plain("x")) }],
      "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ],
    [
      "an empty context",
      [{ type: "context", elements: [] }],
      "must provide at least 1 items [json-pointer:/blocks/0/elements]",
    ],
    [
      "twenty-six buttons",
      [actions(...many(26, (i) => button("x", `a${i}`)))],
      "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ],
    [
      "a long button",
      [actions(button(long(76), "a"))],
      "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ],
    [
      "a button with a long value",
      [actions(button("x", "a", long(2001)))],
      "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    ],
    [
      "a button with a long address",
      [actions({ ...button("x", "a"), url: long(3001) })],
      "must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]",
    ],
    [
      "a long action id",
      [actions(button("x", long(256)))],
      "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
    ],
    [
      "a button of another style",
      [actions({ ...button("x", "a"), style: "warning" })],
      "must match one of the allowed values [json-pointer:/blocks/0/elements/0/style]",
    ],
    [
      "a long question",
      [
        actions({
          ...button("x", "a"),
          confirm: { title: plain(long(101)), text: plain("x"), confirm: plain("Y"), deny: plain("N") },
        }),
      ],
      "must be less than 101 characters [json-pointer:/blocks/0/elements/0/confirm/title/text]",
    ],
    [
      "a picture without alt text",
      [image({ alt_text: undefined })],
      "missing required field: alt_text [json-pointer:/blocks/0]",
    ],
    [
      "a picture with empty alt text",
      [image({ alt_text: "" })],
      "must be more than 0 characters [json-pointer:/blocks/0/alt_text]",
    ],
    [
      "a picture with long alt text",
      [image({ alt_text: long(2001) })],
      "must be less than 2001 characters [json-pointer:/blocks/0/alt_text]",
    ],
    [
      "a picture from nowhere",
      [image({ image_url: undefined })],
      "missing required field: image_url [json-pointer:/blocks/0]",
    ],
    [
      "a picture that is no address",
      [image({ image_url: "data:image/png;base64,AA" })],
      "invalid url [json-pointer:/blocks/0/image_url]",
    ],
    [
      "a menu without options",
      [actions(menu({ options: undefined }))],
      "missing required field: options [json-pointer:/blocks/0/elements/0]",
    ],
    [
      "a menu of nothing",
      [actions(menu({ options: [] }))],
      "must provide at least 1 items [json-pointer:/blocks/0/elements/0/options]",
    ],
    [
      "a menu of 101",
      [actions(menu({ options: options(101) }))],
      "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ],
    [
      "a choice that is not offered",
      [actions(menu({ initial_option: { text: plain("z"), value: "z" } }))],
      "must match one of the options [json-pointer:/blocks/0/elements/0/initial_option]",
    ],
    [
      "a long option",
      [actions(menu({ options: [{ text: plain(long(76)), value: "v" }] }))],
      "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]",
    ],
    [
      "an option with a long value",
      [actions(menu({ options: [{ text: plain("x"), value: long(76) }] }))],
      "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/value]",
    ],
    [
      "an option with a long description",
      [actions(menu({ options: [{ text: plain("x"), value: "v", description: plain(long(76)) }] }))],
      "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/description/text]",
    ],
    [
      "a menu with markup",
      [actions(menu({ options: [{ text: { type: "mrkdwn", text: "x" }, value: "v" }] }))],
      "unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/options/0/text/type]",
    ],
    [
      "eleven radio buttons",
      [actions({ type: "radio_buttons", options: options(11) })],
      "no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ],
    [
      "an overflow of one",
      [actions({ type: "overflow", options: options(1) })],
      "must provide at least 2 items [json-pointer:/blocks/0/elements/0/options]",
    ],
    [
      "a long placeholder",
      [actions(menu({ placeholder: plain(long(151)) }))],
      "must be less than 151 characters [json-pointer:/blocks/0/elements/0/placeholder/text]",
    ],
    [
      "a date that is none",
      [actions({ type: "datepicker", initial_date: "22.11.2026" })],
      "invalid initial_date [json-pointer:/blocks/0/elements/0/initial_date]",
    ],
    [
      "a time that is none",
      [actions({ type: "timepicker", initial_time: "25:00" })],
      "invalid initial_time [json-pointer:/blocks/0/elements/0/initial_time]",
    ],
    [
      "a button as an input",
      [input(button("x", "a"))],
      "unsupported type: button [json-pointer:/blocks/0/element/type]",
    ],
    [
      "an input without a label",
      [{ type: "input", element: { type: "plain_text_input" } }],
      "missing required field: label [json-pointer:/blocks/0]",
    ],
    [
      "a long label",
      [input({ type: "plain_text_input" }, { label: plain(long(2001)) })],
      "must be less than 2001 characters [json-pointer:/blocks/0/label/text]",
    ],
    [
      "a long hint",
      [input({ type: "plain_text_input" }, { hint: plain(long(2001)) })],
      "must be less than 2001 characters [json-pointer:/blocks/0/hint/text]",
    ],
    [
      "more room than there is",
      [input({ type: "plain_text_input", max_length: 3001 })],
      "must be a whole number from 1 to 3000 [json-pointer:/blocks/0/element/max_length]",
    ],
    [
      "more text than there is room",
      [input({ type: "plain_text_input", max_length: 2, initial_value: "abc" })],
      "must be less than 3 characters [json-pointer:/blocks/0/element/initial_value]",
    ],
    [
      "a number that does not say whether it has decimals",
      [input({ type: "number_input" })],
      "missing required field: is_decimal_allowed [json-pointer:/blocks/0/element]",
    ],
    [
      "a number that is none",
      [input({ type: "number_input", is_decimal_allowed: true, initial_value: "ten" })],
      "must be a number in a string [json-pointer:/blocks/0/element/initial_value]",
    ],
    [
      "too much markdown in one block",
      [{ type: "markdown", text: long(12_001) }],
      "must be less than 12001 characters [json-pointer:/blocks/0/text]",
    ],
    [
      "too much markdown in all",
      [
        { type: "markdown", text: long(6001) },
        { type: "markdown", text: long(6000) },
      ],
      "markdown text must be less than 12001 characters in all [json-pointer:/blocks]",
    ],
  ])("%s", (_name, blocks, problem) => {
    expect(messageProblems(JSON.parse(JSON.stringify(blocks)))).toContain(problem);
  });

  it("reports every problem, not only the first", () => {
    expect(messageProblems([section(""), { type: "header" }])).toHaveLength(2);
  });
});

describe("rich text", () => {
  const problemsOf = (...elements: object[]) => messageProblems([{ type: "rich_text", elements }]);
  const line = (...elements: object[]) => ({ type: "rich_text_section", elements });
  const text = (words: string, more: object = {}) => ({ type: "text", text: words, ...more });

  it("takes lines, quotes and lists with styles and links", () => {
    expect(
      problemsOf(
        line(text("x", { style: { bold: true, italic: true } }), {
          type: "link",
          url: "https://example.com",
          text: "y",
        }),
        { type: "rich_text_quote", elements: [text("x")] },
        { type: "rich_text_list", style: "bullet", elements: [line(text("x")), line(text("y"))] },
      ),
    ).toEqual([]);
  });

  it.each<[string, object, string]>([
    [
      "a kind it does not know",
      { type: "rich_text_table", elements: [] },
      "unsupported type: rich_text_table [json-pointer:/blocks/0/elements/0/type]",
    ],
    [
      "a line without elements",
      { type: "rich_text_section" },
      "missing required field: elements [json-pointer:/blocks/0/elements/0]",
    ],
    [
      "empty text",
      line(text("")),
      "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]",
    ],
    [
      "a style it does not know",
      line(text("x", { style: { large: true } })),
      "invalid additional property: large [json-pointer:/blocks/0/elements/0/elements/0/style]",
    ],
    [
      "a style that is a word",
      line(text("x", { style: "bold" })),
      "must provide an object [json-pointer:/blocks/0/elements/0/elements/0/style]",
    ],
    [
      "a link to nowhere",
      line({ type: "link", text: "x" }),
      "missing required field: url [json-pointer:/blocks/0/elements/0/elements/0]",
    ],
    [
      "a piece it does not know",
      line({ type: "image" }),
      "unsupported type: image [json-pointer:/blocks/0/elements/0/elements/0/type]",
    ],
    [
      "a list of another style",
      { type: "rich_text_list", style: "dashes", elements: [line(text("x"))] },
      "must match one of the allowed values [json-pointer:/blocks/0/elements/0/style]",
    ],
    [
      "a list in a list",
      {
        type: "rich_text_list",
        style: "bullet",
        elements: [{ type: "rich_text_list", style: "bullet", elements: [] }],
      },
      "unsupported type: rich_text_list [json-pointer:/blocks/0/elements/0/elements/0/type]",
    ],
  ])("refuses %s", (_name, element, problem) => {
    expect(problemsOf(element)).toContain(problem);
  });
});

describe("views", () => {
  const problems = (view: unknown, type: "modal" | "home" = "modal") =>
    viewProblems(JSON.parse(JSON.stringify(view)) as Json, type);
  const home = (more: object = {}) => ({ type: "home", blocks: [section("x")], ...more });

  it("takes a full form and a full home page", () => {
    const blocks = many(100, (i) => textInput(`b${i}`));
    const full = {
      title: plain(long(24)),
      submit: plain(long(24)),
      close: plain(long(24)),
      private_metadata: long(3000),
      callback_id: long(255),
    };
    expect(problems(modal(blocks, full))).toEqual([]);
    expect(problems(home({ blocks: many(100, () => section("x")) }), "home")).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    [
      "a long title",
      modal([], { title: plain(long(25)) }),
      "must be less than 25 characters [json-pointer:/view/title/text]",
    ],
    ["no title", modal([], { title: undefined }), "missing required field: title [json-pointer:/view]"],
    [
      "a long submit",
      modal([], { submit: plain(long(25)) }),
      "must be less than 25 characters [json-pointer:/view/submit/text]",
    ],
    [
      "a long close",
      modal([], { close: plain(long(25)) }),
      "must be less than 25 characters [json-pointer:/view/close/text]",
    ],
    [
      "long private metadata",
      modal([], { private_metadata: long(3001) }),
      "must be less than 3001 characters [json-pointer:/view/private_metadata]",
    ],
    [
      "a long callback id",
      modal([], { callback_id: long(256) }),
      "must be less than 256 characters [json-pointer:/view/callback_id]",
    ],
    [
      "a long external id",
      modal([], { external_id: long(256) }),
      "must be less than 256 characters [json-pointer:/view/external_id]",
    ],
    [
      "more than a hundred blocks",
      modal(many(101, () => ({ type: "divider" }))),
      "no more than 100 items allowed [json-pointer:/view/blocks]",
    ],
    [
      "inputs that cannot be sent",
      modal([section("x"), textInput("b")], { submit: undefined }),
      "must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/1/input]",
    ],
    [
      "markdown",
      modal([{ type: "markdown", text: "x" }]),
      "unsupported type: markdown [json-pointer:/view/blocks/0/type]",
    ],
    ["a home page", home(), "unsupported type: home [json-pointer:/view/type]"],
    [
      "a field it does not know",
      modal([], { colour: "red" }),
      "invalid additional property: colour [json-pointer:/view]",
    ],
  ])("refuses a form with %s", (_name, view, problem) => {
    expect(problems(view)).toContain(problem);
  });

  it("refuses a home page with a title or a button to send it", () => {
    expect(problems(home({ title: plain("x") }), "home")).toEqual([
      "invalid additional property: title [json-pointer:/view]",
    ]);
    expect(problems(home({ submit: plain("x") }), "home")).toEqual([
      "invalid additional property: submit [json-pointer:/view]",
    ]);
  });
});
