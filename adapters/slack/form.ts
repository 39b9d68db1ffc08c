import type { InputBlock, KnownBlock, ModalView, PlainTextInput, PlainTextOption } from "@slack/types";
import { z } from "zod";
import {
  type Field,
  type Form,
  type FormContext,
  type FormId,
  type FormValues,
  formContextSchema,
  formIdSchema,
  type Option,
} from "../../src/core/ui/form.js";
import { plain } from "../../src/core/ui/markup.js";
import { plainObject, renderBlocks, textBlocks } from "./card.js";
import { inputPart, limits, radioOptions } from "./limits.js";
import { shortened, splitText } from "./text.js";
import { texts } from "./texts.js";

type Asked = Exclude<Field, { kind: "note" }>;
type Choice = Extract<Field, { kind: "choice" | "choices" }>;

const actionId = "value";
const memorySchema = z.object({ form: formIdSchema, context: formContextSchema });

/**
 * A form as a window. The block id of an input is the name of its field. Throws where a form breaks a promise that
 * core makes about forms (title and button within 24 characters, a context of ids): that is a fault to mend there.
 */
export function modalView(form: Form, context: FormContext): ModalView {
  const memory = JSON.stringify({ form: form.id, context });
  const blocks = form.fields.flatMap(fieldBlocks);
  const view = limits.view;
  refuse(
    form.title.length > view.title || form.submit.length > view.title,
    form,
    `title and button have at most ${view.title} characters`,
  );
  refuse(memory.length > view.metadata, form, `the context has at most ${view.metadata} characters`);
  const worded = form.fields.flatMap((field) =>
    field.kind === "note" ? [] : [field.label.length, field.hint?.length ?? 0],
  );
  refuse(Math.max(0, ...worded) > limits.hint, form, `labels and hints have at most ${limits.hint} characters`);
  refuse(blocks.length > view.blocks, form, `it has ${blocks.length} blocks, Slack shows ${view.blocks}`);
  return {
    type: "modal",
    callback_id: form.id,
    private_metadata: memory,
    title: plainObject(form.title),
    submit: plainObject(form.submit),
    close: plainObject(texts.cancel),
    blocks,
  };
}

/**
 * A form in the place of a window that was sent, with `state` in it. Where block id and action id stay the same Slack keeps
 * what was typed and passes over the initial value (slackapi/bolt-js issue 290): an input that is to hold something else
 * gets a block id of its own. One that is to hold nothing keeps what was typed in this form: none of her words go here.
 */
export function modalViewAgain(form: Form, context: FormContext, { private_metadata, state }: Sent): ModalView {
  const view = modalView(form, context);
  const sameForm = readMemory(private_metadata)?.form === form.id;
  const blocks = view.blocks.map((block) => {
    if (block.type !== "input" || !("element" in block)) return block;
    const name = block.block_id ?? "";
    const before = Object.keys(state.values).find((id) => withoutTurn(id) === name);
    if (before === undefined) return block;
    const typed = state.values[before]?.[actionId];
    const holds = initialAnswer(block.element);
    const stays = sameForm && (holds.length === 0 || `${holds}` === `${typed === undefined ? "" : answer(typed)}`);
    const turn = Number(turnOf.exec(before)?.[1] ?? 0) + 1;
    return { ...block, block_id: stays ? before : `${name}^${turn}` };
  });
  return { ...view, blocks };
}

type Sent = { private_metadata: string; state: { values: ViewState } };

/** How often an input of this name was shown anew; none of our field names has the sign. */
const turnOf = /\^(\d+)$/;
const withoutTurn = (blockId: string): string => blockId.replace(turnOf, "");

function initialAnswer(element: InputBlock["element"]): string | string[] {
  const { initial_value, initial_option, initial_options, initial_date } = z.looseObject({}).parse(element);
  const shown = { value: initial_value, selected_option: initial_option, selected_options: initial_options };
  return answer(stateElementSchema.parse({ ...shown, selected_date: initial_date }));
}

function refuse(broken: boolean, form: Form, rule: string): void {
  if (broken) throw new Error(`form ${form.id}: ${rule}`);
}

function fieldBlocks(field: Field): KnownBlock[] {
  switch (field.kind) {
    case "note":
      return textBlocks(field.text);
    case "short":
    case "long":
      return textFieldBlocks(field);
    case "number":
      return [inputBlock(field, textInput(field.value === undefined ? "" : String(field.value), false))];
    case "date":
      return [inputBlock(field, { type: "datepicker", ...(isDate(field.value) && { initial_date: field.value }) })];
    case "choice":
    case "choices":
      return choiceBlocks(field);
    default:
      return unknownField(field);
  }
}

function unknownField(field: never): never {
  throw new Error(`no Slack input for field kind ${JSON.stringify((field as Field).kind)}`);
}

/** Without an action id: every input has the same one, the block id tells them apart. */
type Element = InputBlock["element"] extends infer E
  ? E extends { action_id?: string }
    ? Omit<E, "action_id">
    : never
  : never;

function inputBlock(field: Asked, element: Element, blockId = field.name, label = field.label): InputBlock {
  const hint = field.hint !== undefined && field.hint.trim() !== "" ? { hint: plainObject(field.hint) } : {};
  return {
    type: "input",
    block_id: blockId,
    label: plainObject(shortened(label, limits.label)),
    optional: field.required !== true,
    element: { ...element, action_id: actionId } as InputBlock["element"],
    ...hint,
  };
}

function textInput(value: string, multiline: boolean, maxLength?: number): Omit<PlainTextInput, "action_id"> {
  // Never less than what is already there: Slack refuses the form, and core says what is too long.
  const max =
    maxLength === undefined ? {} : { max_length: Math.min(limits.input, Math.max(maxLength, value.length, 1)) };
  return { type: "plain_text_input", multiline, ...max, ...(value !== "" && { initial_value: value }) };
}

/**
 * A text that one input cannot hold is laid over several, and put together again when it is read. Between two parts
 * stands the line end or space at which the text was cut: it is kept in the block id, because Slack trims inputs.
 */
function textFieldBlocks(field: Extract<Field, { kind: "short" | "long" }>): KnownBlock[] {
  const value = field.value ?? "";
  const roomy = (field.maxLength ?? limits.input) <= limits.input ? limits.input : inputPart;
  if (value.length <= roomy)
    return [inputBlock(field, textInput(value, field.kind === "long" || value.includes("\n"), field.maxLength))];
  const pieces = splitText(value, inputPart);
  let id = field.name;
  const inputs = pieces.map((piece, i): KnownBlock => {
    const cut = i < pieces.length - 1 ? separators.find(({ character }) => piece.endsWith(character)) : undefined;
    const text = cut ? piece.slice(0, -1) : piece;
    const block = inputBlock(field, textInput(text, true), id, texts.part(field.label, i + 1, pieces.length));
    id = `${field.name}~${i + 2}${cut?.letter ?? ""}`;
    return { ...block, optional: i > 0 || field.required !== true };
  });
  return [...textBlocks(plain(texts.longText)), ...inputs];
}

const separators = [
  { character: "\n", letter: "l" },
  { character: " ", letter: "w" },
];
const partId = /^(.+)~(\d+)([lw]?)$/;

function choiceBlocks(field: Choice): KnownBlock[] {
  const { options } = field;
  if (options.length === 0) return textBlocks(`**${plain(field.label)}**\n${plain(texts.noOptions)}`);
  const offered = options.map(optionObject);
  const chosen = options.flatMap((option, i) =>
    [field.value ?? []].flat().includes(option.value) ? [offered[i] as PlainTextOption] : [],
  );
  const long = options.flatMap((option, i) =>
    option.label.length > limits.option ? [plain(`${i + 1}. ${option.label}`)] : [],
  );
  return [
    ...renderBlocks({ blocks: [{ kind: "list", items: long }] }),
    inputBlock(field, choiceElement(field, offered, chosen)),
  ];
}

function choiceElement(field: Choice, offered: PlainTextOption[], chosen: PlainTextOption[]): Element {
  if (field.kind === "choice") {
    const initial = chosen[0] ? { initial_option: chosen[0] } : {};
    if (offered.length <= radioOptions) return { type: "radio_buttons", options: offered, ...initial };
    return { type: "static_select", ...menu(field, offered), ...initial };
  }
  const initial = chosen.length > 0 ? { initial_options: chosen } : {};
  if (offered.length <= limits.tickOptions) return { type: "checkboxes", options: offered, ...initial };
  return { type: "multi_static_select", ...menu(field, offered), ...initial };
}

/** More options than a menu takes stand in groups of a hundred. */
function menu(
  field: Choice,
  offered: PlainTextOption[],
):
  | { options: PlainTextOption[] }
  | { option_groups: { label: ReturnType<typeof plainObject>; options: PlainTextOption[] }[] } {
  const size = limits.selectOptions;
  if (offered.length <= size) return { options: offered };
  if (offered.length > size * size)
    throw new Error(`field ${field.name}: ${offered.length} options, Slack takes ${size * size}`);
  const starts = Array.from({ length: Math.ceil(offered.length / size) }, (_, i) => i * size);
  return {
    option_groups: starts.map((start) => {
      const options = offered.slice(start, start + size);
      return { label: plainObject(texts.options(start + 1, start + options.length)), options };
    }),
  };
}

/** A label too long for an option carries its number here and stands in full above the menu. */
function optionObject(option: Option, i: number): PlainTextOption {
  if (option.value.length > limits.option || option.value === "")
    throw new Error(`option ${i + 1}: a value has 1 to ${limits.option} characters`);
  const label =
    option.label.length <= limits.option ? option.label : shortened(`${i + 1}. ${option.label}`, limits.option);
  return { text: plainObject(label), value: option.value };
}

function isDate(value: string | undefined): value is string {
  return value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(value);
}

/** What an input holds when the window is sent; which member is there depends on the input. */
export const stateElementSchema = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  selected_date: z.string().nullish(),
});
export type ViewState = Record<string, Record<string, z.infer<typeof stateElementSchema>>>;

/** Which form a window is, and what it remembers. Undefined for a window that is not one of ours, or of an older version. */
export function readMemory(metadata: string): { form: FormId; context: FormContext } | undefined {
  try {
    return memorySchema.safeParse(JSON.parse(metadata)).data;
  } catch {
    return undefined;
  }
}

/** The answers by field name; parts of a long text as one. */
export function readValues(state: ViewState): FormValues {
  const values: FormValues = {};
  const parts: { name: string; part: number; separator: string; text: string }[] = [];
  for (const [blockId, elements] of Object.entries(state)) {
    const element = elements[actionId];
    if (!element) continue;
    const id = withoutTurn(blockId);
    const [, name, part, letter] = partId.exec(id) ?? [];
    if (name === undefined) values[id] = answer(element);
    else
      parts.push({
        name,
        part: Number(part),
        separator: separators.find((s) => s.letter === letter)?.character ?? "",
        text: element.value ?? "",
      });
  }
  for (const { name, separator, text } of parts.sort((a, b) => a.part - b.part)) {
    const before = values[name];
    if (text !== "") values[name] = typeof before === "string" && before !== "" ? `${before}${separator}${text}` : text;
  }
  return values;
}

function answer(element: z.infer<typeof stateElementSchema>): string | string[] {
  if (element.selected_options) return element.selected_options.map((option) => option.value);
  return element.selected_option?.value ?? element.selected_date ?? element.value ?? "";
}

/**
 * Errors as Slack shows them, by block id. What belongs to no input that is there (the form as a whole, a field this
 * window does not have) is said under the first input. Undefined where there is no input to say it under.
 */
export function errorsByBlock(
  errors: Record<string, string>,
  notice: string | undefined,
  inputs: string[],
): Record<string, string> | undefined {
  const [first] = inputs;
  if (first === undefined) return undefined;
  const shown: Record<string, string> = {};
  const add = (block: string, text: string): void => {
    shown[block] = shown[block] === undefined ? text : `${shown[block]} ${text}`;
  };
  if (notice !== undefined) add(first, notice);
  for (const [field, text] of Object.entries(errors))
    add(inputs.find((id) => withoutTurn(id) === field) ?? first, text);
  // Slack takes no empty set of errors: the window would stay open and say nothing.
  if (Object.keys(shown).length === 0) add(first, texts.notSaved);
  return shown;
}
