import { describe, expect, it } from "vitest";
import { figureIn } from "../../src/core/ui/figures.js";
import type { Field, Form } from "../../src/core/ui/form.js";
import { readForm, refilled } from "../../src/core/ui/read-form.js";

const form = (...fields: Field[]): Form => ({ id: "update", title: "Test", submit: "Record", fields });

describe("reading a form", () => {
  it("gives typed answers, and null for what was left empty", () => {
    const all = form(
      { kind: "short", name: "short", label: "Short" },
      { kind: "long", name: "long", label: "Long" },
      { kind: "choice", name: "choice", label: "Choice", options: [{ value: "a", label: "A" }] },
      {
        kind: "choices",
        name: "choices",
        label: "Choices",
        options: [
          { value: "a", label: "A" },
          { value: "b", label: "B" },
        ],
      },
      { kind: "number", name: "number", label: "Number" },
      { kind: "date", name: "date", label: "Date" },
      { kind: "note", text: "Only a note" },
    );
    const values = {
      short: "one",
      long: " two\nlines ",
      choice: "a",
      choices: ["a", "b"],
      number: "about 40 %",
      date: "2026-02-28",
    };
    expect(readForm(all, values)).toMatchObject({ ok: true, answers: { ...values, number: 40 } });
    expect(readForm(all, {})).toEqual({
      ok: true,
      answers: { short: null, long: null, choice: null, choices: [], number: null, date: null },
      readBack: {},
    });
  });

  it.each<[string, Field, string | string[]]>([
    ["a required field left empty", { kind: "short", name: "x", label: "X", required: true }, "   "],
    ["a text over its limit", { kind: "short", name: "x", label: "X", maxLength: 3 }, "four"],
    [
      "an option that was not offered",
      { kind: "choice", name: "x", label: "X", options: [{ value: "a", label: "A" }] },
      "b",
    ],
    [
      "one of several options that was not offered",
      { kind: "choices", name: "x", label: "X", options: [{ value: "a", label: "A" }] },
      ["a", "b"],
    ],
    ["a number in words", { kind: "number", name: "x", label: "X" }, "some"],
    ["two numbers at once", { kind: "number", name: "x", label: "X" }, "12 of 45"],
    ["a day that does not exist", { kind: "date", name: "x", label: "X" }, "2026-02-30"],
    ["a date in words", { kind: "date", name: "x", label: "X" }, "tomorrow"],
  ])("says what to do about %s", (_what, field, value) => {
    const read = readForm(form(field), { x: value });
    expect(read).toMatchObject({ ok: false, errors: { x: expect.stringMatching(/^(Please|This)/) } });
  });

  it("ignores answers to questions that the form does not ask", () => {
    expect(readForm(form({ kind: "short", name: "x", label: "X" }), { x: "1", y: "2" })).toEqual({
      ok: true,
      answers: { x: "1" },
      readBack: {},
    });
  });

  it("shows a figure back that it read out of words, with everything else that was typed", () => {
    const asked = form({ kind: "number", name: "x", label: "X" }, { kind: "long", name: "y", label: "Y" });
    const typed = { x: "about 40 %", y: "Words" };
    const read = readForm(asked, typed);
    if (!read.ok) throw new Error("not read");
    expect(read.readBack).toEqual({ x: "40" });
    const [note, ...fields] = refilled(asked, typed, read.readBack).fields;
    expect(note).toMatchObject({ kind: "note", text: expect.stringContaining("“about 40 %” as **40**") });
    expect(fields).toMatchObject([{ value: 40 }, { value: "Words" }]);
    expect(readForm(asked, { x: "40", y: "Words" })).toMatchObject({ readBack: {} });
  });

  it.each([
    ["25", 25],
    ["12.5", 12.5],
    ["12,5", 12.5],
    ["1,250", 1250],
    ["about 40 %", 40],
    ["−3", -3],
    ["-3", -3],
    ["20 to 30", undefined],
    ["", undefined],
    ["none", undefined],
  ])("reads %j as %s", (text, figure) => {
    expect(figureIn(text)?.value).toBe(figure);
  });
});
