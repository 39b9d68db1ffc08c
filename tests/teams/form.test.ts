import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formButton, formDialog, type Kept, readSubmit } from "../../adapters/teams/form.js";
import { limits } from "../../adapters/teams/limits.js";
import type { Field, Form, FormValues } from "../../src/core/ui/form.js";
import { fieldSamples, filledSamples, hostile, wholeForm } from "../conformance/samples.js";
import { markdownTexts, objects, shownLines } from "./out-shown.js";

const formOf = (...fields: Field[]): Form => ({ id: "update", title: "Add a result", submit: "Record", fields });
const shown = (form: Form, kept?: Kept) => formDialog(form, { cycle: "c1" }, kept).card.content;
const element = (field: Field, kept?: Kept) => shown(formOf(field), kept).body[0];
const inputs = (form: Form, kept?: Kept) => shown(form, kept).body.filter(({ type }) => type.startsWith("Input."));
const offered = (count: number) => Array.from({ length: count }, (_, i) => ({ value: `v${i}`, label: `Option ${i}` }));

/** What Teams sends: what is in the inputs, with the button's data. */
function sent(form: Form, kept?: Kept, typed: Record<string, string> = {}): Record<string, unknown> {
  const card = shown(form, kept);
  const data = card.actions?.[0]?.data as object;
  const values = objects(card.body, "Input.Text")
    .concat(objects(card.body, "Input.ChoiceSet"), objects(card.body, "Input.Date"))
    .map(({ id, value }) => [id, value ?? ""]);
  return JSON.parse(JSON.stringify({ ...data, ...Object.fromEntries(values), ...typed }));
}

describe("a form on Teams", () => {
  it("is a dialog with every kind of field, labelled", () => {
    expect(formDialog(wholeForm, { cycle: "c1" })).toMatchObject({ title: "Record an update", width: "medium" });
    expect(shown(wholeForm).body).toEqual([
      {
        type: "Input.Text",
        id: "what",
        label: "What did you try?",
        isRequired: true,
        errorMessage: "Please fill this in.",
      },
      note("A few words"),
      { type: "Input.Text", id: "learned", label: "What did you learn?", isMultiline: true },
      note("Your own words"),
      {
        type: "Input.ChoiceSet",
        id: "next",
        label: "What next?",
        style: "expanded",
        wrap: true,
        choices: [
          { title: "Keep and spread it", value: "keep" },
          { title: "Change it & try again", value: "change" },
          { title: "Stop here", value: "stop" },
        ],
      },
      {
        type: "Input.ChoiceSet",
        id: "levels",
        label: "Who took part?",
        style: "expanded",
        wrap: true,
        isMultiSelect: true,
        choices: [
          { title: "District office", value: "district" },
          { title: "School", value: "school" },
          { title: "Classroom <8th grade> \\*all\\*", value: "classroom" },
        ],
      },
      { type: "Input.Text", id: "result", label: "How many percent?" },
      { type: "Input.Date", id: "by", label: "By when?" },
      {
        type: "RichTextBlock",
        inlines: [
          { type: "TextRun", text: "Your team and your program manager " },
          { type: "TextRun", text: "read", weight: "bolder" },
          { type: "TextRun", text: " this." },
        ],
      },
    ]);
  });

  it("brings itself along, without what is typed in", () => {
    const form = formOf(...Object.values(filledSamples), fieldSamples.note);
    const [{ title, data }] = objects(shown(form).actions, "Action.Submit");
    expect(title).toBe("Record");
    expect(JSON.stringify(data)).not.toMatch(/tickets|Line one|2026/);
    const read = readSubmit(sent(form));
    expect(read?.context).toEqual({ cycle: "c1" });
    expect(inputs(read?.form as Form).map(({ id, label, type }) => [id, label, type])).toEqual(
      inputs(form).map(({ id, label, type }) => [id, label, type]),
    );
    expect(inputs(read?.form as Form).filter(({ value }) => value !== undefined)).toEqual([]);
  });

  it("gives back what is in it", () => {
    expect(readSubmit(sent(formOf(...Object.values(filledSamples))))?.values).toEqual({
      what: "Exit <tickets> & more",
      learned: "Line one\nLine two",
      next: "change",
      levels: ["district", "classroom"],
      result: "55",
      by: "2026-05-12",
    });
    expect(readSubmit(sent(wholeForm))?.values).toEqual({
      what: "",
      learned: "",
      next: "",
      levels: [],
      result: "",
      by: "",
    });
  });

  it("lets a figure be typed in words", () => {
    const form = formOf({ kind: "number", name: "result", label: "How many?" });
    expect(readSubmit(sent(form, undefined, { result: "about 40 %" }))?.values).toEqual({ result: "about 40 %" });
  });

  it("keeps the line ends of a short text, and never cuts what is already there", () => {
    expect(element({ kind: "short", name: "a", label: "A", value: "one\ntwo", maxLength: 3 })).toMatchObject({
      isMultiline: true,
      maxLength: 7,
      value: "one\ntwo",
    });
    expect(element({ kind: "long", name: "a", label: "A", maxLength: 3000 })).toMatchObject({ maxLength: 3000 });
  });

  it("shows few options at once, many as a menu, and all where a menu would cut their labels", () => {
    const style = (count: number, label = "x") =>
      element({ kind: "choice", name: "a", label: "A", options: offered(count).map((one) => ({ ...one, label })) })
        ?.style;
    expect([style(4), style(5), style(5, "x".repeat(61))]).toEqual(["expanded", "compact", "expanded"]);
    expect(element({ kind: "choices", name: "a", label: "A", options: offered(9) })?.style).toBe("expanded");
  });

  it("shows a few options in a menu where Markdown would eat letters of theirs, and escapes those that have no menu", () => {
    const options = ["grade_3_ *aloud*", "R&amp;D"].map((label, i) => ({ value: String(i), label }));
    const shown = (kind: "choice" | "choices") => {
      const [set] = formDialog({ ...wholeForm, fields: [{ kind, name: "a", label: "A", options }] }, {}).card.content
        .body;
      return [set?.style, ((set?.choices ?? []) as { title: string }[]).map(({ title }) => title)];
    };
    expect(shown("choice")).toEqual(["compact", ["grade_3_ *aloud*", "R&amp;D"]]);
    expect(shown("choices")).toEqual(["expanded", ["grade\\_3\\_ \\*aloud\\*", "R\\&amp;D"]]);
  });

  it("says so where there is nothing to choose from", () => {
    expect(shownLines(shown(formOf({ kind: "choice", name: "x", label: "Which *one*?", options: [] })).body)).toEqual([
      "Which *one*?",
      "There is nothing to choose from yet.",
    ]);
  });

  it("starts without an option that is not offered, or a day that is none", () => {
    expect(element({ kind: "choice", name: "x", label: "X", options: offered(3), value: "gone" })).not.toHaveProperty(
      "value",
    );
    expect(element({ kind: "date", name: "x", label: "X", value: "soon" })).not.toHaveProperty("value");
  });

  it("is refused where it is larger than a dialog, not cut", () => {
    const long = formOf({ kind: "long", name: "a", label: "A", value: "x".repeat(limits.dialog / 2) });
    expect(() => shown(long)).toThrow("form update:");
  });

  it("has room for the longest text that anyone types into Teams", () => {
    const text = "half of them ".repeat(2300);
    expect(readSubmit(sent(formOf({ kind: "long", name: "a", label: "A", value: text })))?.values).toEqual({ a: text });
  });
});

describe("several chosen options", () => {
  it("come back as they are, commas and all", () => {
    const options = ["a,b", "a", "b", "100%", "%2C", "%25,"].map((value) => ({ value, label: value }));
    fc.assert(
      fc.property(fc.subarray(options), (chosen) => {
        const value = chosen.map((option) => option.value);
        const form = formOf({ kind: "choices", name: "x", label: "X", options, value });
        expect(readSubmit(sent(form))?.values).toEqual({ x: value });
      }),
    );
    const one = formOf({ kind: "choice", name: "x", label: "X", options, value: "%25," });
    expect(readSubmit(sent(one))?.values).toEqual({ x: "%25," });
  });
});

describe("a form that is shown again", () => {
  const typed: FormValues = {
    what: "Exit <tickets>",
    learned: "One\n\nTwo",
    next: "stop",
    levels: ["school"],
    result: "about forty",
    by: "2026-05-12",
  };

  it("keeps what she typed, and says what is wrong right below each field, and on top that there is something", () => {
    const kept = {
      errors: { what: "Please fill this in.", result: "Please type one number, such as 25 or 12.5." },
      values: typed,
    };
    const { body } = shown(wholeForm, kept);
    expect(body[0]).toEqual(remark("Nothing is saved yet. Please look at the notes below the fields.", "default"));
    const below = (id: string) => body[body.findIndex((one) => one.id === id) + 1];
    expect(below("what")).toEqual(remark("Please fill this in.", "small"));
    expect(below("result")).toEqual(remark("Please type one number, such as 25 or 12.5.", "small"));
    expect(objects(body, "TextBlock")).toHaveLength(3);
    expect(readSubmit(sent(wholeForm, kept))?.values).toEqual(typed);
    expect(inputs(wholeForm, kept).find(({ id }) => id === "result")).toMatchObject({
      type: "Input.Text",
      value: "about forty",
    });
  });

  it("stays the form it was: a number field is one when it is sent again", () => {
    const again = readSubmit(sent(wholeForm, { errors: {}, values: typed }))?.form;
    expect(again?.fields.map(({ kind }) => kind)).toEqual(wholeForm.fields.map(({ kind }) => kind));
  });

  it("shows an emptied field empty, not what was there before", () => {
    const form = formOf({ kind: "long", name: "a", label: "A", value: "before" });
    expect(readSubmit(sent(form, { errors: {}, values: { a: "" } }))?.values).toEqual({ a: "" });
  });

  it("says on top what is about the whole form, or about a field that is not there", () => {
    const kept = { errors: { gone: "Two." }, notice: "We could not save this just now.", values: {} };
    expect(shownLines(shown(wholeForm, kept).body).slice(0, 2)).toEqual(["We could not save this just now.", "Two."]);
  });

  it("never says nothing", () => {
    expect(shownLines(shown(wholeForm, { errors: {}, values: typed }).body)[0]).toContain("Your text is still here");
  });

  it("shows remarks with Markdown in them to the letter", () => {
    const kept = { errors: { what: hostile }, values: {} };
    const card = shown(wholeForm, kept);
    expect(shownLines(card.body)).toContain(hostile);
    expect(markdownTexts(card)).not.toContain(hostile);
  });
});

describe("what comes back from a dialog", () => {
  it.each([
    ["nothing", undefined],
    ["a text", "text"],
    ["a button of another card", { throughline: { action: { do: "mute" } } }],
    ["another app's form", { a: "1" }],
    ["an unknown form", { throughline: { form: { ...formOf(), id: "other" }, context: {} } }],
    ["a field called like an object's own parts", proto()],
    ["a context that is no ids", { throughline: { form: formOf(), context: { a: 1 } } }],
  ])("is not read where it is %s", (_name, data) => {
    expect(readSubmit(data)).toBeUndefined();
  });

  it("is read with figures as text, and anything else as left empty", () => {
    const form = formOf({ kind: "number", name: "n", label: "N" }, { kind: "long", name: "t", label: "T" });
    expect(readSubmit({ ...sent(form), n: 40, t: { a: 1 } })?.values).toEqual({ n: "40", t: "" });
  });

  function proto() {
    return { throughline: { form: formOf({ kind: "long", name: "__proto__", label: "A" }), context: {} } };
  }
});

describe("a form where no dialog opens by itself", () => {
  it("is a card with a button that brings the command again", () => {
    const activity = formButton(wholeForm, { name: "update", text: "math" });
    expect(activity.summary).toContain("Record an update");
    expect(objects(activity, "Action.Submit")).toEqual([
      {
        type: "Action.Submit",
        title: "Record an update",
        data: { msteams: { type: "task/fetch" }, throughline: { command: { name: "update", text: "math" } } },
      },
    ]);
  });
});

describe("any form", () => {
  const label = fc.string({ unit: "binary", minLength: 1, maxLength: 120 });
  const asked = { label, hint: fc.option(label, { nil: undefined }), required: fc.boolean() };
  const text = fc.option(fc.string({ unit: "binary", maxLength: 900 }), { nil: undefined });
  const options = fc
    .array(label, { minLength: 1, maxLength: 12 })
    .map((labels) => labels.map((one, i) => ({ value: `v,${i}`, label: one })));
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
    fc.record({ kind: fc.constant("choice" as const), ...asked, options, value: fc.constantFrom(undefined, "v,0") }),
    fc.record({
      kind: fc.constant("choices" as const),
      ...asked,
      options,
      value: fc.constantFrom(undefined, [], ["v,0"]),
    }),
    fc.record({ kind: fc.constant("note" as const), text: fc.string({ maxLength: 900 }) }),
  );
  const form = fc
    .array(field, { maxLength: 8 })
    .map((fields) => formOf(...fields.map((each, i) => ({ ...each, name: `field${i}` }) as Field)));

  it("gives back what it was given, the first time and when it is shown again", () => {
    fc.assert(
      fc.property(form, (any) => {
        const expected: FormValues = {};
        for (const each of any.fields)
          if (each.kind !== "note")
            expected[each.name] = each.kind === "choices" ? (each.value ?? []) : String(each.value ?? "");
        const first = readSubmit(sent(any));
        expect(first?.values).toEqual(expected);
        const again = { errors: {}, values: first?.values ?? {} };
        expect(readSubmit(sent(first?.form as Form, again))).toEqual(first);
      }),
      { numRuns: 100 },
    );
  });
});

function note(text: string) {
  return {
    type: "RichTextBlock",
    inlines: [{ type: "TextRun", text, size: "small", isSubtle: true }],
    spacing: "small",
  };
}

function remark(text: string, spacing: string) {
  return { type: "TextBlock", text, color: "attention", weight: "bolder", wrap: true, spacing };
}
