import type { Block, Card } from "../../src/core/ui/card.js";
import type { Field, Form } from "../../src/core/ui/form.js";

/** One of each, with text that a renderer can trip over. A new kind must be added here before it compiles. */

/** What a careless renderer would turn into a mention, a link, bold text or an entity. */
export const hostile = "<!channel> <@U1> a < b & c > d *stars* _lines_ ~x~ `code` :smile: &amp; [x](y) \\";

export const blockSamples: Record<Block["kind"], Block> = {
  text: {
    kind: "text",
    text: "You predicted **60 %** correct *by May 12*. See [the guide](https://example.com/guide?a=1&b=2).",
  },
  quote: { kind: "quote", text: `Line one\n${hostile}\n\nLine four` },
  facts: {
    kind: "facts",
    facts: [
      { label: "Last time", value: "48 % (22 of 46)" },
      { label: "Hostile", value: hostile },
    ],
  },
  list: { kind: "list", items: ["First step", "**Second** step", "Third <step> & more"] },
  picture: { kind: "picture", url: "https://example.com/chart.png", alt: "Run chart: 48 % in April, 55 % in May" },
  progress: { kind: "progress", label: "Week", done: 2, of: 4 },
  small: { kind: "small", text: "Your team, its channel and your program manager see this." },
  divider: { kind: "divider" },
  buttons: {
    kind: "buttons",
    buttons: [
      { label: "Add a result", action: { do: "update", cycle: "c1", prompt: "p1" }, style: "primary" },
      { label: "Not this week", action: { do: "not-this-week", prompt: "p1" } },
      { label: "Later", action: { do: "later", prompt: "p1" } },
      { label: "Mute", action: { do: "mute" }, style: "danger" },
    ],
  },
  links: { kind: "links", links: [{ label: "Open the guide", url: "https://example.com/guide" }] },
};

/** What must be readable of each, word for word. */
export const blockWords: Record<Block["kind"], string[]> = {
  text: ["You predicted", "60 %", "correct", "by May 12", "the guide"],
  quote: ["Line one", hostile, "Line four"],
  facts: ["Last time", "48 % (22 of 46)", "Hostile", hostile],
  list: ["First step", "Second", "step", "Third <step> & more"],
  picture: [],
  progress: ["Week", "2 of 4"],
  small: ["Your team, its channel and your program manager see this."],
  divider: [],
  buttons: [],
  links: ["Open the guide"],
};

export const wholeCard: Card = {
  heading: "Exit tickets in 8th-grade math & more",
  blocks: Object.values(blockSamples),
};

const stages = [
  { value: "keep", label: "Keep and spread it" },
  { value: "change", label: "Change it & try again" },
  { value: "stop", label: "Stop here" },
];
const levels = [
  { value: "district", label: "District office" },
  { value: "school", label: "School" },
  { value: "classroom", label: "Classroom <8th grade> *all*" },
];

export const fieldSamples: Record<Field["kind"], Field> = {
  short: { kind: "short", name: "what", label: "What did you try?", hint: "A few words", required: true },
  long: { kind: "long", name: "learned", label: "What did you learn?", hint: "Your own words" },
  choice: { kind: "choice", name: "next", label: "What next?", options: stages },
  choices: { kind: "choices", name: "levels", label: "Who took part?", options: levels },
  number: { kind: "number", name: "result", label: "How many percent?" },
  date: { kind: "date", name: "by", label: "By when?" },
  note: { kind: "note", text: "Your team and your program manager **read** this." },
};

/** The same fields with something in them. */
export const filledSamples: Record<Exclude<Field["kind"], "note">, Field> = {
  short: { kind: "short", name: "what", label: "What did you try?", value: "Exit <tickets> & more" },
  long: { kind: "long", name: "learned", label: "What did you learn?", value: "Line one\nLine two" },
  choice: { kind: "choice", name: "next", label: "What next?", options: stages, value: "change" },
  choices: {
    kind: "choices",
    name: "levels",
    label: "Who took part?",
    options: levels,
    value: ["district", "classroom"],
  },
  number: { kind: "number", name: "result", label: "How many percent?", value: 55 },
  date: { kind: "date", name: "by", label: "By when?", value: "2026-05-12" },
};

/** What a person sees in them. */
export const filledValues: Record<keyof typeof filledSamples, string | string[]> = {
  short: "Exit <tickets> & more",
  long: "Line one\nLine two",
  choice: "Change it & try again",
  choices: ["District office", "Classroom <8th grade> *all*"],
  number: "55",
  date: "2026-05-12",
};

export const wholeForm: Form = {
  id: "update",
  title: "Record an update",
  submit: "Record",
  fields: Object.values(fieldSamples),
};

/** Four short paragraphs are a message; this is many times what any platform takes in one piece. Every line is its own. */
export const longText = Array.from(
  { length: 200 },
  (_, i) => `${i + 1}. We asked, listened, and wrote down what the classes said; line ${i + 1} ends here.`,
).join("\n");
