import { texts } from "../texts.js";
import type { Answers, Field, FieldErrors, Form, FormValues } from "./form.js";

/**
 * Reads what was typed into a form: the same form that was shown, built again from what is stored. Unknown field
 * names are ignored, an option that the form does not offer is an error. Text is kept to the letter.
 */
export function readForm(
  form: Form,
  values: FormValues,
): { ok: true; answers: Answers } | { ok: false; errors: FieldErrors } {
  const answers: Answers = {};
  const errors: FieldErrors = {};
  for (const field of form.fields) {
    if (field.kind === "note") continue;
    const read = readField(field, values[field.name]);
    if ("error" in read) errors[field.name] = read.error;
    else answers[field.name] = read.answer;
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, answers };
}

type Question = Exclude<Field, { kind: "note" }>;
type Read = { answer: Answers[string] } | { error: string };

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
      return figure === undefined ? { error: texts.errors.number } : { answer: figure };
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

/**
 * The one figure in a short text: "25", "12.5", "12,5", "1,250", "about 40 %". Undefined when there is none or more
 * than one ("20 to 30", "12 of 45"): guessing would record what she did not say.
 */
export function figureIn(text: string): number | undefined {
  const found = text.match(/[-−]?\d+(?:[.,]\d+)*/g);
  if (found?.length !== 1) return undefined;
  const raw = (found[0] as string).replace("−", "-");
  const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(raw) ? raw.replaceAll(",", "") : raw.replace(",", ".");
  const figure = Number(plain);
  return Number.isFinite(figure) ? figure : undefined;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
