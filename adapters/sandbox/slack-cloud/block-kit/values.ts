import { isObject, type Json, type JsonObject } from "../../json.js";
import type { ViewValues } from "../types.js";
import { elementsOf } from "./blocks.js";
import { allOptions, holdsValue } from "./elements.js";

/** Slack gives names to blocks and elements that came without. The input is left as it is. */
export function withIds(blocks: Json[]): Json[] {
  const taken = new Set(blocks.map((block) => (isObject(block) ? block.block_id : undefined)));
  let next = 0;
  const invent = (): string => {
    do next += 1;
    while (taken.has(`b${next}`));
    return `b${next}`;
  };
  return structuredClone(blocks).map((block) => {
    if (!isObject(block)) return block;
    block.block_id ??= invent();
    elementsOf(block).forEach(({ element }, i) => {
      if (element.type !== "image") element.action_id ??= `a${i}`;
    });
    return block;
  });
}

/** What the fields hold before anybody touches them, of blocks that have their ids. */
export function initialValues(blocks: Json[]): ViewValues {
  const values: ViewValues = {};
  eachField(blocks, (blockId, actionId, element) => {
    values[blockId] = { ...values[blockId], [actionId]: { type: element.type, ...initial(element) } };
  });
  return values;
}

/** As on Slack, what was typed survives a new version of the view only under the same block id and action id. */
export function carryOver(blocks: Json[], before: ViewValues): ViewValues {
  const values = initialValues(blocks);
  for (const [blockId, actions] of Object.entries(values)) {
    for (const [actionId, value] of Object.entries(actions)) {
      const old = before[blockId]?.[actionId];
      if (old && old.type === value.type) actions[actionId] = old;
    }
  }
  return values;
}

/** Puts what a person typed or chose into the values. Throws where the form has no such field or option. */
export function fillIn(blocks: Json[], values: ViewValues, typed: Record<string, string | string[]>): ViewValues {
  const filled = structuredClone(values);
  const left = new Set(Object.keys(typed));
  eachField(blocks, (blockId, actionId, element) => {
    const value = typed[blockId];
    if (value === undefined || !left.delete(blockId)) return;
    filled[blockId] = { ...filled[blockId], [actionId]: { type: element.type, ...entered(element, value) } };
  });
  if (left.size > 0) throw new Error(`The form has no field in block ${[...left].join(", ")}`);
  return filled;
}

/** What Slack's own form says before it sends anything, by block id. */
export function incomplete(blocks: Json[], values: ViewValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of blocks) {
    if (!isObject(block) || block.type !== "input" || !isObject(block.element)) continue;
    const value = values[String(block.block_id)]?.[String(block.element.action_id)];
    const content = value && Object.entries(value).find(([name]) => name !== "type")?.[1];
    const empty = content === null || content === undefined || (Array.isArray(content) && content.length === 0);
    if (empty && block.optional !== true) errors[String(block.block_id)] = "Please complete this required field.";
    else if (typeof content === "string") {
      const problem = lineProblem(block.element, content);
      if (problem) errors[String(block.block_id)] = problem;
    }
  }
  return errors;
}

function lineProblem(element: JsonObject, text: string): string | undefined {
  const min = Number(element.min_length ?? 0);
  const max = Number(element.max_length ?? 3000);
  if (element.type === "plain_text_input" && text.length < min) return `Please enter at least ${min} characters.`;
  if (element.type === "plain_text_input" && text.length > max) return `Please enter at most ${max} characters.`;
  if (element.type === "number_input" && !Number.isFinite(Number(text))) return "Please enter a number.";
  if (element.type === "email_text_input" && !/^\S+@\S+$/.test(text)) return "Please enter an email address.";
  return undefined;
}

function eachField(blocks: Json[], visit: (blockId: string, actionId: string, element: JsonObject) => void): void {
  for (const block of blocks) {
    if (!isObject(block)) continue;
    for (const { element } of elementsOf(block)) {
      if (holdsValue(element.type)) visit(String(block.block_id), String(element.action_id), element);
    }
  }
}

function initial(element: JsonObject): JsonObject {
  switch (element.type) {
    case "static_select":
    case "radio_buttons":
      return { selected_option: element.initial_option ?? null };
    case "checkboxes":
    case "multi_static_select":
      return { selected_options: element.initial_options ?? [] };
    case "datepicker":
      return { selected_date: element.initial_date ?? null };
    case "timepicker":
      return { selected_time: element.initial_time ?? null };
    case "users_select":
      return { selected_user: element.initial_user ?? null };
    case "channels_select":
      return { selected_channel: element.initial_channel ?? null };
    case "conversations_select":
      return { selected_conversation: element.initial_conversation ?? null };
    default:
      return { value: element.initial_value ?? null };
  }
}

/** The same shape as `initial`, from what was typed. "" and [] empty the field. */
export function entered(element: JsonObject, typed: string | string[]): JsonObject {
  const [name] = Object.keys(initial(element));
  const many = Array.isArray(typed) ? typed : typed === "" ? [] : [typed];
  if (name === "selected_options") return { selected_options: many.map((value) => option(element, value)) };
  const first = many[0];
  if (name === "selected_option") return { selected_option: first === undefined ? null : option(element, first) };
  return { [String(name)]: first ?? null };
}

function option(element: JsonObject, value: string): JsonObject {
  const found = allOptions(element).find((candidate) => candidate.value === value);
  if (!found) throw new Error(`The field has no option "${value}"`);
  return found;
}
