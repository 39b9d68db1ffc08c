import { z } from "zod";
import {
  type Field,
  type FieldErrors,
  type Form,
  type FormContext,
  type FormValues,
  formContextSchema,
  formIdSchema,
} from "../../src/core/ui/form.js";
import { plain } from "../../src/core/ui/markup.js";
import {
  type Attachment,
  activityOf,
  attachment,
  buttonRow,
  cardOf,
  type Part,
  paragraph,
  submit,
  type TeamsActivity,
} from "./card.js";
import { limits, mediumInputs, menuLabel, radioOptions } from "./limits.js";
import { bytesOf, isCalm, type Piece } from "./text.js";
import { texts } from "./texts.js";

type Asked = Exclude<Field, { kind: "note" }>;
type Choice = Extract<Field, { kind: "choice" | "choices" }>;
type Size = "small" | "medium" | "large";

/** The value of `task` where its type is "continue". */
export type Dialog = { title: string; height: Size; width: Size; card: Attachment };

/** What she sent, shown again with what is wrong with it. */
export type Kept = { errors: FieldErrors; notice?: string; values: FormValues };

/** `form` has no values in it. */
export type Submitted = { form: Form; context: FormContext; values: FormValues };

/**
 * A form as a dialog. The id of an input is the name of its field. The form itself travels in the button, without
 * what is typed in, so that it can be shown again with errors, or when saving fails, without asking the house. Throws
 * where a form is larger than a dialog may be: that is a fault to mend in core.
 */
export function formDialog(form: Form, context: FormContext, kept?: Kept): Dialog {
  const inputs = form.fields.filter((field) => field.kind !== "note").length;
  const asked = new Set(form.fields.flatMap((field) => (field.kind === "note" ? [] : [field.name])));
  const parts = [
    ...(kept ? topParts(kept, asked) : []),
    ...form.fields.flatMap((field) => fieldParts(kept ? typedIn(field, kept.values) : field, kept?.errors)),
  ];
  const send: Piece = {
    type: "Action.Submit",
    title: form.submit,
    data: { throughline: { form: withoutValues(form), context } },
  };
  const card = cardOf(parts, texts.formFallback(form.title), [send]);
  const bytes = bytesOf(card);
  if (bytes > limits.dialog) throw new Error(`form ${form.id}: ${bytes} bytes, a dialog has at most ${limits.dialog}`);
  return {
    title: form.title,
    height: inputs > mediumInputs ? "large" : "medium",
    width: "medium",
    card: attachment(card),
  };
}

/** Where no dialog can open by itself: a card with one button that opens it. The fetch brings the command again. */
export function formButton(form: Form, command: { name: string; text: string }): TeamsActivity {
  const parts = [...paragraph(plain(texts.formBehindButton)), buttonRow([submit(form.title, { command }, true)])];
  const says = `${form.title}. ${texts.formBehindButton}`;
  return activityOf(cardOf(parts, says), says);
}

/** What belongs to no field that is there is said on top, and that there are notes below, which may be out of sight. */
function topParts({ errors, notice }: Kept, asked: Set<string>): Part[] {
  const homeless = Object.entries(errors).flatMap(([name, text]) => (asked.has(name) ? [] : [text]));
  const below = Object.keys(errors).some((name) => asked.has(name));
  const said = [...(notice === undefined ? [] : [notice]), ...homeless];
  if (said.length === 0) said.push(below ? texts.lookBelow : texts.notSaved);
  return said.flatMap((text) => remark(text, "default"));
}

/** In words; the colour only helps to find it. */
function remark(text: string, spacing: "default" | "small"): Part[] {
  if (!isCalm(text)) return paragraph(plain(text), { color: "attention", weight: "bolder" });
  const element = { type: "TextBlock", text, color: "attention", weight: "bolder", wrap: true, spacing };
  return [{ element, says: text }];
}

function fieldParts(field: Field, errors: FieldErrors = {}): Part[] {
  if (field.kind === "note") return paragraph(field.text);
  const error = Object.hasOwn(errors, field.name) ? errors[field.name] : undefined;
  const hint = (field.hint ?? "").trim();
  return [
    ...inputParts(field),
    ...(error === undefined ? [] : remark(error, "small")),
    ...paragraph(plain(hint), { size: "small", isSubtle: true }).map((part, i) =>
      i === 0 ? { ...part, element: { ...part.element, spacing: "small" } } : part,
    ),
  ];
}

function inputParts(field: Asked): Part[] {
  switch (field.kind) {
    case "short":
    case "long":
      return [input(field, textInput(field))];
    case "number":
      return [input(field, { type: "Input.Text", ...(field.value !== undefined && { value: String(field.value) }) })];
    case "date":
      return [input(field, { type: "Input.Date", ...(isDate(field.value) && { value: field.value }) })];
    case "choice":
    case "choices":
      return choiceParts(field);
    default:
      return unknownField(field);
  }
}

function unknownField(field: never): never {
  throw new Error(`no Teams input for field kind ${JSON.stringify((field as Field).kind)}`);
}

function input(field: Asked, element: Piece): Part {
  const { type, ...rest } = element;
  const required = field.required === true ? { isRequired: true, errorMessage: texts.required } : {};
  return { element: { type, id: field.name, label: field.label, ...required, ...rest }, says: field.label };
}

function textInput(field: Extract<Field, { kind: "short" | "long" }>): Piece {
  const value = field.value ?? "";
  return {
    type: "Input.Text",
    // A single line would lose the line ends of what is already there.
    ...((field.kind === "long" || /[\r\n]/.test(value)) && { isMultiline: true }),
    // Never less than what is already there: clients would cut it, and core says what is too long.
    ...(field.maxLength !== undefined && { maxLength: Math.max(field.maxLength, value.length) }),
    ...(value !== "" && { value }),
  };
}

function choiceParts(field: Choice): Part[] {
  const { options } = field;
  if (options.length === 0) return paragraph(`**${plain(field.label)}**\n${plain(texts.noOptions)}`);
  const chosen = [field.value ?? []].flat().filter((value) => options.some((option) => option.value === value));
  const several = field.kind === "choices";
  const short = options.every(({ label }) => label.length <= menuLabel);
  const menu = !several && short && (options.length > radioOptions || options.some(({ label }) => marked.test(label)));
  return [
    input(field, {
      type: "Input.ChoiceSet",
      choices: options.map(({ value, label }) => ({ title: titled(label, menu), value: coded(value) })),
      style: menu ? "compact" : "expanded",
      wrap: true,
      ...(several && { isMultiSelect: true }),
      ...(chosen.length > 0 && { value: chosen.map(coded).join(",") }),
    }),
  ];
}

const marked = /[\\*_[\]]|&#?\w+;/;

/** Options that all stand there are Markdown in Microsoft's renderer; those of a menu are shown as they are. */
function titled(label: string, menu: boolean): string {
  if (label.trim() === "") return "–";
  return menu || !marked.test(label) ? label : label.replace(/[\\*_[\]&]/g, "\\$&");
}

/** Several chosen values come back in one text with commas between them, so there can be none inside. */
function coded(value: string): string {
  if (value === "") throw new Error("an option without a value cannot be chosen on Teams");
  return value.replace(/[%,]/g, encodeURIComponent);
}

function decoded(value: string): string {
  return value.replace(/%25|%2C/g, decodeURIComponent);
}

function isDate(value: string | undefined): value is string {
  return value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(value);
}

/** The field with what she typed in it, which for a number may be any text. */
function typedIn(field: Field, values: FormValues): Field {
  if (field.kind === "note") return field;
  const typed = Object.hasOwn(values, field.name) ? values[field.name] : undefined;
  const { kind, value: _value, ...rest } = field as Asked & { kind: "short" };
  if (field.kind === "choices")
    return { ...rest, kind: field.kind, options: field.options, value: [typed ?? []].flat() };
  const text = typeof typed === "string" && typed !== "" ? { value: typed } : {};
  if (field.kind === "number") return { ...rest, kind: "short", ...text };
  return { ...rest, kind, ...text } as Field;
}

function withoutValues(form: Form): Form {
  const fields = form.fields.map((field): Field => {
    const { value: _value, ...rest } = field as Asked;
    return rest as Field;
  });
  return { ...form, fields };
}

const name = z
  .string()
  .regex(/^[a-zA-Z][\w.-]{0,63}$/)
  .refine((text) => text !== "msteams" && text !== "throughline");
const text = z.string().max(limits.dialog / 2);
const asked = { name, label: text, hint: text.optional(), required: z.boolean().optional() };
const maxLength = z.number().int().positive().optional();
const options = z.array(z.object({ value: text, label: text })).max(2000);

const fieldSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("short"), ...asked, maxLength }),
  z.object({ kind: z.literal("long"), ...asked, maxLength }),
  z.object({ kind: z.literal("choice"), ...asked, options }),
  z.object({ kind: z.literal("choices"), ...asked, options }),
  z.object({ kind: z.literal("number"), ...asked }),
  z.object({ kind: z.literal("date"), ...asked }),
  z.object({ kind: z.literal("note"), text }),
]);

const dataSchema = z.looseObject({
  throughline: z.object({
    form: z.object({ id: formIdSchema, title: text, submit: text, fields: z.array(fieldSchema).max(100) }),
    context: formContextSchema,
  }),
});

/**
 * Reads the data of a task/submit: what is typed into the inputs, by field name, and the form that travelled with it.
 * Undefined where it is not a form of ours, or one of an older version. All of it comes from the client: core builds
 * the form again and checks the answers and every id.
 */
export function readSubmit(data: unknown): Submitted | undefined {
  const parsed = dataSchema.safeParse(data);
  if (!parsed.success) return undefined;
  const { form, context } = parsed.data.throughline;
  const values: FormValues = {};
  for (const field of form.fields) {
    if (field.kind === "note") continue;
    const typed = Object.hasOwn(parsed.data, field.name) ? parsed.data[field.name] : undefined;
    values[field.name] = readValue(field.kind, typed);
  }
  return { form, context, values };
}

function readValue(kind: Asked["kind"], typed: unknown): string | string[] {
  const sent = typeof typed === "string" || typeof typed === "number" ? String(typed) : "";
  if (kind === "choices") return sent === "" ? [] : sent.split(",").map(decoded);
  return kind === "choice" ? decoded(sent) : sent;
}
