import { isObject, type Json, type JsonObject } from "../json.js";

/** The inputs and buttons of an Adaptive Card, and what inputs hold. As Teams' own renderer (adaptivecards) does it. */

export type Values = Record<string, string>;

/** Every object of the card that stands for an element or action, outermost first; what is in `fallback` is not shown. */
function* parts(value: Json): Generator<JsonObject> {
  if (Array.isArray(value)) {
    for (const item of value) yield* parts(item);
  } else if (isObject(value)) {
    if (typeof value.type === "string") yield value;
    for (const [name, inner] of Object.entries(value)) {
      if (name !== "data" && name !== "fallback" && name !== "choices") yield* parts(inner);
    }
  }
}

export function inputsOf(card: Json): JsonObject[] {
  return [...parts(card)].filter((part) => String(part.type).startsWith("Input.") && typeof part.id === "string");
}

export function actionsOf(card: Json): JsonObject[] {
  return [...parts(card)].filter((part) => String(part.type).startsWith("Action."));
}

/** What the inputs hold before anybody touches them; an empty input holds "". */
export function initialValues(card: Json): Values {
  return Object.fromEntries(inputsOf(card).map((input) => [String(input.id), initial(input)]));
}

function initial(input: JsonObject): string {
  if (input.type === "Input.Toggle") return String(input.value ?? off(input));
  return input.value === undefined || input.value === null ? "" : String(input.value);
}

const on = (input: JsonObject): string => String(input.valueOn ?? "true");
const off = (input: JsonObject): string => String(input.valueOff ?? "false");

/** Puts what a person typed or chose into the values. Throws where there is no such input or choice. */
export function fillIn(card: Json, values: Values, typed: Values): Values {
  const inputs = new Map(inputsOf(card).map((input) => [String(input.id), input]));
  for (const [id, value] of Object.entries(typed)) {
    const input = inputs.get(id);
    if (!input) throw new Error(`The card has no input ${id}; there are: ${[...inputs.keys()].join(", ")}`);
    const allowed = allowedValues(input);
    const chosen = input.isMultiSelect === true ? value.split(",") : [value];
    const wrong = allowed && value !== "" ? chosen.find((one) => !allowed.includes(one)) : undefined;
    if (wrong !== undefined) throw new Error(`The input ${id} has no choice "${wrong}"`);
  }
  return { ...values, ...typed };
}

function allowedValues(input: JsonObject): string[] | undefined {
  if (input.type === "Input.Toggle") return [on(input), off(input)];
  if (input.type !== "Input.ChoiceSet" || !Array.isArray(input.choices)) return undefined;
  return input.choices.map((choice) => (isObject(choice) ? String(choice.value) : ""));
}

/** What Teams itself says below the inputs before it sends anything, by input id. */
export function inputErrors(card: Json, values: Values): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const input of inputsOf(card)) {
    const id = String(input.id);
    if (isWrong(input, values[id] ?? "")) errors[id] = String(input.errorMessage ?? "This input is not valid.");
  }
  return errors;
}

function isWrong(input: JsonObject, value: string): boolean {
  const set = input.type === "Input.Toggle" ? value === on(input) : value !== "";
  if (!set) return input.isRequired === true;
  const { min, max } = input;
  switch (input.type) {
    case "Input.Text":
      return typeof input.regex === "string" && !new RegExp(input.regex).test(value);
    case "Input.Number":
      return (
        !Number.isFinite(Number(value)) ||
        (typeof min === "number" && Number(value) < min) ||
        (typeof max === "number" && Number(value) > max)
      );
    case "Input.Date":
      return (
        Number.isNaN(Date.parse(value)) ||
        !/^\d{4}-\d\d-\d\d$/.test(value) ||
        (typeof min === "string" && value < min) ||
        (typeof max === "string" && value > max)
      );
    case "Input.Time":
      return (
        !/^\d\d:\d\d$/.test(value) ||
        (typeof min === "string" && value < min) ||
        (typeof max === "string" && value > max)
      );
    default:
      return false;
  }
}

/** The action's data with the inputs in it. As in Teams' renderer an empty input is left out, and an input wins. */
export function mergedData(card: Json, action: JsonObject, values: Values): Json {
  const data = action.data;
  if (data !== undefined && data !== null && !isObject(data)) return data;
  const merged: JsonObject = isObject(data) ? structuredClone(data) : {};
  if (action.associatedInputs === "none") return merged;
  for (const input of inputsOf(card)) {
    const value = values[String(input.id)] ?? "";
    if (value !== "") merged[String(input.id)] = value;
  }
  return merged;
}

/** The longest text that the input takes is cut by Teams while typing. */
export function asTyped(card: Json, typed: Values): Values {
  const inputs = new Map(inputsOf(card).map((input) => [String(input.id), input]));
  return Object.fromEntries(
    Object.entries(typed).map(([id, value]) => {
      const most = inputs.get(id)?.maxLength;
      return [id, typeof most === "number" ? value.slice(0, most) : value];
    }),
  );
}

/** The button with these words, and of several the `nth` from 0. Throws unless that is exactly one. */
export function findAction(card: Json, label: string, nth?: number): JsonObject {
  const all = actionsOf(card);
  const found = all.filter((action) => action.title === label);
  const action = found[nth ?? 0];
  if (!action || (found.length > 1 && nth === undefined)) {
    const there = all.map((candidate) => String(candidate.title)).join(", ");
    throw new Error(`${found.length} buttons say "${label}"; there are: ${there}`);
  }
  return action;
}
