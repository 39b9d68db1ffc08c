import type { InputBlock, PlainTextOption } from "@slack/types";
import type { FieldValue } from "../../cloud.js";
import type { SlackViewContent } from "../../slack-shapes.js";

/** Values of the open form by block id. */
export type Values = Record<string, FieldValue>;

/** What the fields hold: what was typed here, else what the cloud has, else what the form came with. */
export function valuesOf(content: SlackViewContent, typed: Values): Values {
  const values: Values = {};
  for (const block of content.blocks) {
    if (block.type !== "input" || block.block_id === undefined) continue;
    const mine = typed[block.block_id];
    values[block.block_id] = mine !== undefined ? mine : valueIn(content, block);
  }
  return values;
}

function valueIn(content: SlackViewContent, block: InputBlock): FieldValue {
  const kept = content.values[block.block_id ?? ""]?.[block.element.action_id ?? ""];
  if (kept !== undefined) return fromSlack(kept);
  const { element } = block;
  switch (element.type) {
    case "plain_text_input":
      return element.initial_value ?? "";
    case "static_select":
    case "radio_buttons":
      return element.initial_option?.value ?? null;
    case "multi_static_select":
    case "checkboxes":
      return valuesOfOptions(element.initial_options);
    case "datepicker":
      return element.initial_date ?? null;
    default:
      return null;
  }
}

function fromSlack(state: Record<string, unknown>): FieldValue {
  if (Array.isArray(state.selected_options)) return valuesOfOptions(state.selected_options as PlainTextOption[]);
  const option = state.selected_option as PlainTextOption | null | undefined;
  if (option !== undefined) return option?.value ?? null;
  if (typeof state.selected_date === "string") return state.selected_date;
  return typeof state.value === "string" ? state.value : null;
}

function valuesOfOptions(options: { value?: string }[] | undefined): string[] {
  return (options ?? []).map((option) => option.value).filter((value) => value !== undefined);
}
