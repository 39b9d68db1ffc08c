import { texts } from "../texts.js";
import { figureIn, isNoPercent } from "./figures.js";
import type { Answers, Field, FieldErrors, Form, FormValues } from "./form.js";
import { plain } from "./markup.js";

/** Figures that were read out of words, by field: shown back once before they are taken (`refilled`). */
export type ReadBack = Record<string, string>;

/**
 * Reads what was typed into a form: the same form that was shown, built again from what is stored. Unknown field
 * names are ignored, an option that the form does not offer is an error. Text is kept to the letter.
 */
export function readForm(
  form: Form,
  values: FormValues,
): { ok: true; answers: Answers; readBack: ReadBack } | { ok: false; errors: FieldErrors } {
  const answers: Answers = {};
  const errors: FieldErrors = {};
  const readBack: ReadBack = {};
  for (const field of form.fields) {
    if (field.kind === "note") continue;
    const read = readField(field, values[field.name]);
    if ("error" in read) errors[field.name] = read.error;
    else {
      answers[field.name] = read.answer;
      if (read.readAs !== undefined) readBack[field.name] = read.readAs;
    }
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, answers, readBack };
}

/** The same form with all that she typed, and what was read out of her words where figures were asked for. */
export function refilled(form: Form, values: FormValues, readBack: ReadBack): Form {
  const fields = form.fields.map((field): Field => {
    if (field.kind === "note") return field;
    const typed = readBack[field.name] ?? values[field.name];
    if (typed === undefined) return field;
    if (field.kind === "choices") return { ...field, value: typeof typed === "string" ? [typed] : typed };
    if (typeof typed !== "string") return field;
    if (field.kind !== "number") return { ...field, value: typed };
    const figure = figureIn(typed);
    return figure === undefined ? field : { ...field, value: figure.value };
  });
  const said = Object.entries(readBack).map(([name, as]) => texts.form.readAs(plain(`${values[name]}`), plain(as)));
  return said.length === 0
    ? { ...form, fields }
    : { ...form, fields: [{ kind: "note", text: said.join(" ") }, ...fields] };
}

/**
 * The form with what she typed where she was overtaken: `form` shows what stands there now. Where she left a text empty the
 * other's words stand in it; where both wrote, hers stand there and the other's above, below `says`.
 */
export function beside(form: Form, typed: FormValues, says: string): Form {
  const theirs: string[] = [];
  const fields = refilled(form, typed, {}).fields.map((field, index): Field => {
    const other = form.fields[index];
    if ((field.kind !== "long" && field.kind !== "short") || other?.kind !== field.kind) return field;
    if (field.value === undefined || field.value.trim() === "") return other;
    if (other.value !== undefined && other.value !== field.value)
      theirs.push(`**${plain(field.label)}** ${plain(other.value)}`);
    return field;
  });
  return { ...form, fields: [{ kind: "note", text: [says, ...theirs].join("\n") }, ...fields] };
}

type Question = Exclude<Field, { kind: "note" }>;
type Read = { answer: Answers[string]; readAs?: string } | { error: string };

function readField(field: Question, value: string | string[] | undefined): Read {
  if (field.kind === "choices") {
    const chosen = value === undefined ? [] : typeof value === "string" ? [value] : value;
    if (chosen.length === 0) return field.required ? { error: texts.errors.required } : { answer: [] };
    return chosen.every((one) => offers(field.options, one)) ? { answer: chosen } : { error: texts.errors.option };
  }
  const text = typeof value === "string" ? value : "";
  if (text.trim() === "") return field.required ? { error: texts.errors.required } : { answer: null };
  switch (field.kind) {
    case "short":
    case "long":
      if (field.maxLength !== undefined && text.length > field.maxLength)
        return { error: texts.errors.tooLong(field.maxLength) };
      return { answer: text };
    case "choice":
      return offers(field.options, text) ? { answer: text } : { error: texts.errors.option };
    case "number": {
      const figure = figureIn(text);
      if (figure === undefined) return { error: texts.errors.number };
      if (/%|percent|per cent/i.test(text) && isNoPercent(figure.value)) return { error: texts.errors.percent };
      return figure.exact ? { answer: figure.value } : { answer: figure.value, readAs: `${figure.value}` };
    }
    case "date":
      return isDate(text) ? { answer: text } : { error: texts.errors.date };
    default:
      return field satisfies never;
  }
}

function offers(options: { value: string }[], value: string): boolean {
  return options.some((option) => option.value === value);
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
