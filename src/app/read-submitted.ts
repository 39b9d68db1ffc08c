import { heldForm } from "../core/privacy/student-hold.js";
import type { Answers, FieldErrors, Form, FormContext, FormValues } from "../core/ui/form.js";
import { type ReadBack, readForm, refilled } from "../core/ui/read-form.js";
import type { Reply } from "../ports/chat-platform.js";

export type Submitted = { key: string; context: FormContext; values: FormValues };

/**
 * What was filled in, or why the form stays: an error below its field, words that look like a student, or a figure that was
 * read out of words and is shown back once before it is taken. Nothing is written for either.
 */
export function readSubmitted(
  form: Form,
  { context, values }: Pick<Submitted, "context" | "values">,
  check: (answers: Answers) => FieldErrors = () => ({}),
): { answers: Answers } | { reply: Reply } {
  const read = readForm(form, values);
  const errors = read.ok ? check(read.answers) : read.errors;
  if (!read.ok || Object.keys(errors).length > 0) return { reply: { kind: "keep-form", errors } };
  const again = shownAgain(form, { context, values }, read.readBack);
  return again === undefined ? { answers: read.answers } : { reply: again };
}

/** The form once more, where her words look like a student or a figure was read out of them; undefined where it may go on. */
export function shownAgain(
  form: Form,
  { context, values }: Pick<Submitted, "context" | "values">,
  readBack: ReadBack,
): Reply | undefined {
  const held = heldForm(form, values);
  if (held !== undefined) return { kind: "show-form", form: held, context };
  if (Object.keys(readBack).length === 0) return undefined;
  return { kind: "show-form", form: refilled(form, values, readBack), context };
}

/** What was chosen of several: platforms hand over a list, one word, or nothing. */
export function chosenIn(value: unknown): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
