import { expect } from "vitest";
import type { Form } from "../../../src/core/ui/form.js";
import { readForm } from "../../../src/core/ui/read-form.js";
import { openForm, type PlatformCase, theOnly } from "../case.js";
import { ofKind } from "../house.js";
import { fieldSamples, filledSamples, filledValues, hostile, longText, wholeForm } from "../samples.js";

const shortForm = (...fields: Form["fields"]): Form => ({
  id: "update",
  title: "Record an update",
  submit: "Record",
  fields,
});

/** What was filled in, and what the house makes of it. */
export const formCases: PlatformCase[] = [
  {
    name: "a form opens on a button and on a command",
    async run({ stage, house }) {
      const { member } = stage.people;
      await openForm({ stage, house }, wholeForm);
      expect(stage.sees.form(member)).toMatchObject({ title: wholeForm.title, submit: wholeForm.submit });
      await stage.act.submit(member, { "What did you try?": "Exit tickets" });
      expect(stage.sees.form(member)).toBeUndefined();
      house.answer({ kind: "show-form", form: shortForm(fieldSamples.short), context: {} });
      await stage.act.command(member, "update");
      await stage.settle();
      expect(stage.sees.form(member)?.fields.map((field) => field.label)).toEqual(["What did you try?"]);
    },
  },
  {
    name: "every form element renders alone and together",
    async run({ stage, house }) {
      const { member } = stage.people;
      const shown = () => stage.sees.form(member);
      for (const field of Object.values(fieldSamples)) {
        // A note alone is nothing to send.
        await openForm({ stage, house }, shortForm(...(field.kind === "note" ? [fieldSamples.short, field] : [field])));
        if (field.kind === "note") expect(shown()?.text).toContain("Your team and your program manager read this.");
        else expect(shown()?.fields).toMatchObject([expectedField(field)]);
      }
      for (const [kind, field] of Object.entries(filledSamples) as [
        keyof typeof filledSamples,
        Form["fields"][number],
      ][]) {
        await openForm({ stage, house }, shortForm(field));
        expect(shown()?.fields[0]?.value).toEqual(filledValues[kind]);
      }
      await openForm({ stage, house }, wholeForm);
      expect(shown()?.fields.map((field) => field.label)).toEqual(
        wholeForm.fields.flatMap((field) => (field.kind === "note" ? [] : [field.label])),
      );
    },
  },
  {
    name: "values come back typed",
    async run({ stage, house }) {
      const { member } = stage.people;
      await openForm({ stage, house }, wholeForm);
      await stage.act.submit(member, {
        "What did you try?": "Exit tickets, twice a week",
        "What did you learn?": `First line\n${hostile}`,
        "What next?": "Change it & try again",
        "Who took part?": ["School", "Classroom <8th grade> *all*"],
        "How many percent?": "about 40 %",
        "By when?": "2026-05-12",
      });
      await openForm({ stage, house }, wholeForm);
      await stage.act.submit(member, { "What did you try?": "only this" });
      const [full, sparse] = ofKind(house.events, "submit");
      expect(full).toMatchObject({
        form: "update",
        context: { cycle: "c1" },
        person: { user: member.user, workspace: member.workspace },
      });
      expect(readForm(wholeForm, full?.values ?? {})).toMatchObject({
        ok: true,
        answers: {
          what: "Exit tickets, twice a week",
          learned: `First line\n${hostile}`,
          next: "change",
          levels: ["school", "classroom"],
          result: 40,
          by: "2026-05-12",
        },
      });
      const empty = { what: "only this", learned: null, next: null, levels: [], result: null, by: null };
      expect(readForm(wholeForm, sparse?.values ?? {})).toMatchObject({ ok: true, answers: empty });
    },
  },
  {
    name: "a long text in a form comes back whole",
    async run({ stage, house }) {
      const { member } = stage.people;
      await openForm({ stage, house }, shortForm({ ...fieldSamples.long, value: longText } as Form["fields"][number]));
      expect(stage.sees.form(member)).toBeDefined();
      await stage.act.submit(member, {});
      expect(theOnly(house.events, "submit").values.learned).toBe(longText);
    },
  },
  {
    name: "field errors keep the form and what was typed",
    async run({ stage, house }) {
      const { member } = stage.people;
      await openForm({ stage, house }, wholeForm);
      const answer = {
        kind: "keep-form" as const,
        errors: { result: "Please give one figure.", learned: "Please say more." },
      };
      house.answer(() => answer);
      const typed = {
        "What did you try?": "Exit tickets",
        "What did you learn?": "Much",
        "How many percent?": "20 to 30",
      };
      expect((await stage.act.submit(member, typed)).stillOpen).toBe(true);
      const fields = stage.sees.form(member)?.fields ?? [];
      const errors = Object.fromEntries(fields.map((field) => [field.label, field.error]));
      expect(errors).toMatchObject({
        "How many percent?": "Please give one figure.",
        "What did you learn?": "Please say more.",
      });
      expect(errors["What did you try?"]).toBeUndefined();
      expect(Object.fromEntries(fields.map((field) => [field.label, field.value]))).toMatchObject(typed);
      house.answer({ kind: "close-form" });
      expect((await stage.act.submit(member, { "How many percent?": "25" })).stillOpen).toBe(false);
      expect(ofKind(house.effects, "submit").at(-1)?.values).toMatchObject({ what: "Exit tickets", result: "25" });
    },
  },
  {
    name: "a form in the place of the one that was sent holds what it says itself",
    async run({ stage, house }) {
      const { member } = stage.people;
      await openForm({ stage, house }, wholeForm);
      const filled: Form = { ...wholeForm, fields: Object.values(filledSamples) };
      house.answer({ kind: "show-form", form: filled, context: { cycle: "c1" } });
      const typed = {
        ...{ "What did you try?": "x", "What did you learn?": "y", "How many percent?": "about 55" },
        ...{ "What next?": "Stop here", "Who took part?": ["School"], "By when?": "2026-01-01" },
      };
      // Twice: the second form has the first one's place.
      for (const answers of [typed, { "How many percent?": "about 55" }]) {
        expect((await stage.act.submit(member, answers)).stillOpen).toBe(true);
        expect(stage.sees.form(member)?.fields.map(({ value }) => value)).toEqual(Object.values(filledValues));
      }
      house.answer({ kind: "close-form" });
      await stage.act.submit(member, {});
      const values = ofKind(house.effects, "submit").at(-1)?.values ?? {};
      expect(readForm(filled, values)).toMatchObject({ ok: true, answers: { result: 55, next: "change" } });
    },
  },
  {
    name: "what is wrong with the form as a whole is said in it",
    async run({ stage, house }) {
      const { member } = stage.people;
      await openForm({ stage, house }, wholeForm);
      house.answer({ kind: "keep-form", errors: {}, notice: "Somebody has changed this cycle meanwhile." });
      expect((await stage.act.submit(member, { "What did you try?": "x" })).stillOpen).toBe(true);
      const form = stage.sees.form(member);
      const said = [form?.text, ...(form?.fields.map((field) => field.error) ?? [])].join("\n");
      expect(said).toContain("Somebody has changed this cycle meanwhile.");
    },
  },
  {
    name: "a throwing handler keeps the form and the text",
    async run({ stage, house }) {
      const { member } = stage.people;
      await openForm({ stage, house }, wholeForm);
      house.answer(() => {
        throw new Error("the database is away");
      });
      const sent = await stage.act.submit(member, { "What did you try?": "Something precious" });
      expect(sent.stillOpen).toBe(true);
      const form = stage.sees.form(member);
      expect(form?.fields.find((field) => field.label === "What did you try?")?.value).toBe("Something precious");
      const said = [sent.problem, form?.text, ...(form?.fields.map((field) => field.error) ?? [])].join("\n");
      expect(said).toContain("Your text is still here");
      expect(said).not.toContain("the database is away");
      house.answer({ kind: "close-form" });
      expect((await stage.act.submit(member, {})).stillOpen).toBe(false);
      expect(theOnly(house.effects, "submit").values.what).toBe("Something precious");
    },
  },
  {
    name: "closing a form can say something",
    async run({ stage, house }) {
      const { member } = stage.people;
      await openForm({ stage, house }, wholeForm);
      house.answer({
        kind: "close-form",
        notice: { blocks: [{ kind: "text", text: "Recorded. Thank you for the figures." }] },
      });
      await stage.act.submit(member, { "What did you try?": "x" });
      await stage.settle();
      const form = stage.sees.form(member);
      expect(form?.fields ?? []).toEqual([]);
      const said = [form?.text, ...stage.sees.messages(member, "direct").map((message) => message.text)].join("\n");
      expect(said).toContain("Recorded. Thank you for the figures.");
    },
  },
];

function expectedField(field: Exclude<Form["fields"][number], { kind: "note" }>) {
  const kinds = { short: "text", long: "lines", choice: "one", choices: "many", number: "text", date: "date" } as const;
  return {
    label: field.label,
    kind: kinds[field.kind],
    required: field.required === true,
    options: field.kind === "choice" || field.kind === "choices" ? field.options.map((option) => option.label) : [],
    ...(field.hint === undefined ? {} : { hint: field.hint }),
  };
}
