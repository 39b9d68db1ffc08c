import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { viewProblems } from "../../adapters/sandbox/slack-cloud/block-kit/view.js";
import {
  errorsByBlock,
  modalView,
  modalViewAgain,
  readMemory,
  readValues,
  type ViewState,
} from "../../adapters/slack/form.js";
import type { Field, Form, FormValues } from "../../src/core/ui/form.js";

const problems = (view: unknown) => viewProblems(view as never, "modal");
const formOf = (...fields: Field[]): Form => ({ id: "update", title: "Add a result", submit: "Record", fields });
const options = (count: number) => Array.from({ length: count }, (_, i) => ({ value: `v${i}`, label: `Option ${i}` }));

type Shown = {
  type: string;
  block_id?: string;
  element?: Record<string, unknown>;
  optional?: boolean;
  hint?: unknown;
  label?: { text: string };
};
const inputs = (form: Form): Shown[] => (modalView(form, {}).blocks as Shown[]).filter(({ type }) => type === "input");
const element = (field: Field) => inputs(formOf(field))[0]?.element;

/** What Slack sends when the window is sent as it was shown. */
function untouched(form: Form): ViewState {
  return Object.fromEntries(
    inputs(form).map(({ block_id = "", element = {} }) => {
      const { initial_value, initial_option, initial_options, initial_date } = element as Record<string, never>;
      const shown = {
        value: initial_value,
        selected_option: initial_option,
        selected_options: initial_options,
        selected_date: initial_date,
      };
      return [block_id, { value: shown }];
    }),
  );
}

describe("a form on Slack", () => {
  const full = formOf(
    { kind: "note", text: "**Your team** and your program manager see this." },
    { kind: "short", name: "title", label: "Title", required: true, value: "Exit tickets", maxLength: 80 },
    {
      kind: "long",
      name: "seen",
      label: "What have you seen?",
      hint: "Even a rough count helps.",
      value: "half\nof them",
    },
    { kind: "number", name: "count", label: "How many?", value: 22 },
    { kind: "date", name: "by", label: "By when?", value: "2026-05-12" },
    { kind: "choice", name: "next", label: "What next?", options: options(3), value: "v1" },
    { kind: "choices", name: "who", label: "Who has been heard?", options: options(3), value: ["v0", "v2"] },
  );

  it("shows every kind of field", () => {
    const view = modalView(full, { cycle: "c1" });
    expect(problems(view)).toEqual([]);
    expect(view).toMatchObject({
      type: "modal",
      title: { type: "plain_text", text: "Add a result" },
      submit: { text: "Record" },
      close: { text: "Cancel" },
      callback_id: "update",
      private_metadata: '{"form":"update","context":{"cycle":"c1"}}',
    });
    expect(view.blocks.map(({ type }) => type)).toEqual(["rich_text", ...Array(6).fill("input")]);
    expect(view.blocks[1]).toEqual({
      type: "input",
      block_id: "title",
      label: { type: "plain_text", text: "Title", emoji: false },
      optional: false,
      element: {
        type: "plain_text_input",
        action_id: "value",
        multiline: false,
        max_length: 80,
        initial_value: "Exit tickets",
      },
    });
    expect(view.blocks[2]).toMatchObject({
      optional: true,
      hint: { text: "Even a rough count helps." },
      element: { multiline: true, initial_value: "half\nof them" },
    });
    expect(view.blocks[3]).toMatchObject({ element: { type: "plain_text_input", initial_value: "22" } });
    expect(view.blocks[4]).toMatchObject({ element: { type: "datepicker", initial_date: "2026-05-12" } });
    expect(view.blocks[5]).toMatchObject({ element: { type: "radio_buttons", initial_option: { value: "v1" } } });
    expect(view.blocks[6]).toMatchObject({
      element: { type: "checkboxes", initial_options: [{ value: "v0" }, { value: "v2" }] },
    });
  });

  it("renders each field alone", () => {
    for (const field of full.fields) {
      const view = modalView(formOf(field), {});
      expect(problems(view)).toEqual([]);
      expect(view.blocks).toHaveLength(1);
    }
  });

  it("gives back, untouched, the values it was given", () => {
    expect(readValues(untouched(full))).toEqual({
      title: "Exit tickets",
      seen: "half\nof them",
      count: "22",
      by: "2026-05-12",
      next: "v1",
      who: ["v0", "v2"],
    });
  });

  it("reads an empty input as an empty text", () => {
    expect(
      readValues({
        a: { value: { value: null } },
        b: { value: { selected_option: null } },
        c: { value: { selected_date: null } },
        d: { value: { selected_options: [] } },
      }),
    ).toEqual({ a: "", b: "", c: "", d: [] });
  });

  it("remembers which form it is and of what", () => {
    expect(readMemory(modalView(full, { cycle: "c1" }).private_metadata ?? "")).toEqual({
      form: "update",
      context: { cycle: "c1" },
    });
    expect(readMemory("{}")).toBeUndefined();
    expect(readMemory("nothing")).toBeUndefined();
  });

  it.each([
    [{ kind: "choice", options: options(4) }, "radio_buttons"],
    [{ kind: "choice", options: options(5) }, "static_select"],
    [{ kind: "choices", options: options(10) }, "checkboxes"],
    [{ kind: "choices", options: options(11) }, "multi_static_select"],
  ])("offers %j options as %s", (part, type) => {
    expect(element({ name: "x", label: "X", ...part } as Field)).toMatchObject({ type });
  });

  it("offers more than a hundred options in groups, and keeps what was chosen", () => {
    const field: Field = { kind: "choice", name: "x", label: "X", options: options(230), value: "v205" };
    expect(element(field)).toMatchObject({
      option_groups: [{ label: { text: "1–100" } }, { label: { text: "101–200" } }, { label: { text: "201–230" } }],
      initial_option: { value: "v205" },
    });
    expect(problems(modalView(formOf(field), {}))).toEqual([]);
  });

  it("does not choose what is not offered", () => {
    expect(element({ kind: "choice", name: "x", label: "X", options: options(3), value: "gone" })).not.toHaveProperty(
      "initial_option",
    );
    expect(element({ kind: "choices", name: "x", label: "X", options: options(3), value: [] })).not.toHaveProperty(
      "initial_options",
    );
    expect(element({ kind: "date", name: "x", label: "X", value: "soon" })).not.toHaveProperty("initial_date");
  });

  it("says so where there is nothing to choose from", () => {
    const view = modalView(formOf({ kind: "choice", name: "x", label: "Which cycle?", options: [] }), {});
    expect(problems(view)).toEqual([]);
    expect(JSON.stringify(view.blocks)).toContain("There is nothing to choose from yet.");
  });

  it("keeps an option's label whole that is too long for a menu", () => {
    const label = `Exit tickets ${"x".repeat(100)}`;
    const view = modalView(
      formOf({
        kind: "choice",
        name: "x",
        label: "X",
        options: [
          { value: "a", label },
          { value: "b", label: "Short" },
        ],
      }),
      {},
    );
    expect(problems(view)).toEqual([]);
    expect(JSON.stringify(view.blocks[0])).toContain(`1. ${label}`);
    expect(JSON.stringify(view.blocks[1])).toContain("…");
  });

  it.each([
    ["title", { title: "x".repeat(25) }],
    ["button", { submit: "x".repeat(25) }],
    ["field's label", { fields: [{ kind: "short", name: "a", label: "x".repeat(2001) } as Field] }],
    [
      "number of fields",
      { fields: Array.from({ length: 101 }, (_, i) => ({ kind: "short", name: `f${i}`, label: "x" }) as Field) },
    ],
  ])("is refused by name when its %s is too long for Slack", (_name, change) => {
    expect(() => modalView({ ...formOf(), ...change }, {})).toThrow("form update:");
  });

  it("is refused by name when its context is too long for Slack", () => {
    expect(() => modalView(formOf(), { a: "x".repeat(3000) })).toThrow("form update:");
  });
});

describe("a text longer than an input holds", () => {
  const long = Array.from({ length: 900 }, (_, i) => `word${i}${i % 9 === 0 ? "\n" : ""}`).join(" ");

  it("is laid over several inputs, says so, and comes back whole", () => {
    const form = formOf({ kind: "long", name: "seen", label: "What have you seen?", value: long, required: true });
    const shown = inputs(form);
    expect(problems(modalView(form, {}))).toEqual([]);
    expect(shown.map(({ label, optional }) => [label?.text, optional])).toEqual([
      ["What have you seen? (1 of 3)", false],
      ["What have you seen? (2 of 3)", true],
      ["What have you seen? (3 of 3)", true],
    ]);
    expect(JSON.stringify(modalView(form, {}).blocks[0])).toContain("recorded as one text");
    expect(readValues(untouched(form))).toEqual({ seen: long });
  });

  it("comes back whole for any text, though Slack trims what it hands back", () => {
    const text = fc
      .array(fc.constantFrom("word", "längeres", "🙂", "x".repeat(700)), { minLength: 20, maxLength: 1500 })
      .chain((words) =>
        fc.array(fc.constantFrom(" ", "\n"), { minLength: words.length, maxLength: words.length }).map((gaps) =>
          words
            .map((word, i) => word + gaps[i])
            .join("")
            .trim(),
        ),
      );
    fc.assert(
      fc.property(text, (value) => {
        const form = formOf({ kind: "long", name: "seen", label: "Seen", value });
        const state = untouched(form);
        for (const { value: part } of Object.values(state)) if (part?.value) part.value = part.value.trim();
        expect(readValues(state)).toEqual({ seen: value });
        for (const { element } of inputs(form)) expect(String(element?.initial_value).length).toBeLessThanOrEqual(3000);
      }),
      { numRuns: 60 },
    );
  });

  it("can be shortened by emptying a part", () => {
    const state = untouched(formOf({ kind: "long", name: "seen", label: "Seen", value: long }));
    const [, second = ""] = Object.keys(state);
    state[second] = { value: { value: null } };
    const read = String(readValues(state).seen);
    expect(read.startsWith("word0")).toBe(true);
    expect(read.endsWith("word899")).toBe(true);
    expect(read.length).toBeLessThan(long.length - 2000);
  });

  it("is not laid over several where it fits one", () => {
    expect(inputs(formOf({ kind: "long", name: "a", label: "A", value: "x".repeat(3000) }))).toHaveLength(1);
    expect(element({ kind: "short", name: "a", label: "A", value: "x".repeat(90), maxLength: 80 })).toMatchObject({
      max_length: 90,
    });
  });

  it("gets room to go on where core allows more than an input holds", () => {
    expect(
      inputs(formOf({ kind: "long", name: "a", label: "A", value: "x ".repeat(1400), maxLength: 8000 })),
    ).toHaveLength(2);
  });
});

describe("errors in a form", () => {
  it("stand under their fields", () => {
    expect(errorsByBlock({ a: "Please say when.", b: "Please write a number." }, undefined, ["a", "b"])).toEqual({
      a: "Please say when.",
      b: "Please write a number.",
    });
  });

  it("stand under the first field where they belong to the whole form, or to a field that is not there", () => {
    expect(errorsByBlock({ a: "One.", gone: "Two." }, "Whole.", ["a", "b"])).toEqual({ a: "Whole. One. Two." });
  });

  it("are never none, because Slack would keep the window open and say nothing", () => {
    expect(errorsByBlock({}, undefined, ["a"])).toEqual({ a: expect.stringContaining("Your text is still here") });
  });

  it("cannot stand where there is no field", () => {
    expect(errorsByBlock({ a: "One." }, undefined, [])).toBeUndefined();
  });
});

describe("any form", () => {
  const label = fc.string({ minLength: 1, maxLength: 120 });
  const asked = { label, hint: fc.option(fc.string({ maxLength: 200 }), { nil: undefined }), required: fc.boolean() };
  const text = fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.string({ unit: fc.constantFrom("a", " ", "\n", "🙂"), minLength: 2500, maxLength: 7000 }),
    fc.constant(undefined),
  );
  const offered = fc
    .integer({ min: 0, max: 250 })
    .chain((count) =>
      fc
        .array(label, { minLength: Math.min(count, 20), maxLength: Math.min(count, 20) })
        .map((labels) => options(count).map((option, i) => ({ ...option, label: labels[i] ?? option.label }))),
    );
  const field = fc.oneof(
    fc.record({
      kind: fc.constantFrom("short" as const, "long" as const),
      ...asked,
      value: text,
      maxLength: fc.option(fc.integer({ min: 1, max: 9000 }), { nil: undefined }),
    }),
    fc.record({
      kind: fc.constant("number" as const),
      ...asked,
      value: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: undefined }),
    }),
    fc.record({ kind: fc.constant("date" as const), ...asked, value: fc.constantFrom(undefined, "2026-05-12") }),
    fc.record({
      kind: fc.constant("choice" as const),
      ...asked,
      options: offered,
      value: fc.constantFrom(undefined, "v0", "v3", "gone"),
    }),
    fc.record({
      kind: fc.constant("choices" as const),
      ...asked,
      options: offered,
      value: fc.constantFrom(undefined, [], ["v0"], ["v1", "v2"]),
    }),
    fc.record({ kind: fc.constant("note" as const), text: fc.string({ maxLength: 4000 }) }),
  );
  const form = fc
    .array(field, { maxLength: 8 })
    .map((fields) => formOf(...fields.map((each, i) => ({ ...each, name: `field${i}` }) as Field)));

  it("fits Slack's limits and gives back what it was given", () => {
    fc.assert(
      fc.property(form, (any) => {
        expect(problems(modalView(any, {}))).toEqual([]);
        const expected: FormValues = {};
        for (const each of any.fields) {
          if (each.kind === "note" || ("options" in each && each.options.length === 0)) continue;
          const known = "options" in each ? each.options.map(({ value }) => value) : [];
          if (each.kind === "choices")
            expected[each.name] = (each.value ?? []).filter((value) => known.includes(value));
          else if (each.kind === "choice")
            expected[each.name] = known.includes(each.value ?? "") ? (each.value ?? "") : "";
          else expected[each.name] = String(each.value ?? "");
        }
        const read = readValues(untouched(any));
        // An untouched list of boxes with nothing ticked comes without its list.
        for (const [name, value] of Object.entries(expected))
          expect(read[name] === "" && Array.isArray(value) ? [] : read[name]).toEqual(value);
      }),
      { numRuns: 200 },
    );
  });
});

describe("a form in the place of one that was sent", () => {
  const asked = (result?: string): Form =>
    formOf(
      { kind: "long", name: "happened", label: "What happened?", value: "A look" },
      { kind: "short", name: "result", label: "Result", ...(result !== undefined && { value: result }) },
    );
  const sentAs = (result: string, id = "result") => ({
    private_metadata: modalView(asked(), {}).private_metadata ?? "",
    state: { values: { happened: { value: { value: "A look" } }, [id]: { value: { value: result } } } },
  });
  const ids = (form: Form, sent: ReturnType<typeof sentAs>) =>
    (modalViewAgain(form, {}, sent).blocks as Shown[]).map(({ block_id }) => block_id);

  it("has a new place for what it is to hold instead, each time, because Slack keeps what was typed in the old one", () => {
    expect(ids(asked("40 %"), sentAs("about 40 %"))).toEqual(["happened", "result^1"]);
    expect(ids(asked("40 %"), sentAs("forty, about", "result^1"))).toEqual(["happened", "result^2"]);
    expect(ids(asked("40 %"), sentAs("40 %", "result^1"))).toEqual(["happened", "result^1"]);
  });

  it("keeps what was typed where it says nothing itself, unless it is another form", () => {
    expect(ids(asked(), sentAs("about 40 %"))).toEqual(["happened", "result"]);
    expect(ids({ ...asked(), id: "measure" }, sentAs("about 40 %"))).toEqual(["happened^1", "result^1"]);
  });

  it("is read and told of mistakes under the same names", () => {
    expect(readValues(sentAs("40 %", "result^1").state.values)).toEqual({ happened: "A look", result: "40 %" });
    expect(errorsByBlock({ result: "Too high." }, undefined, ["happened", "result^1"])).toEqual({
      "result^1": "Too high.",
    });
  });
});
