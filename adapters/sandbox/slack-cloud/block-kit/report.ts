import { isObject, type Json, type JsonObject } from "../../json.js";

/**
 * Collects what is wrong with a payload, in the words and with the JSON pointers that Slack uses, for instance
 * "must be less than 3001 characters [json-pointer:/blocks/0/text/text]".
 */
export type Report = { problems: string[]; add(pointer: string, message: string): void };

export function newReport(): Report {
  const problems: string[] = [];
  return { problems, add: (pointer, message) => problems.push(`${message} [json-pointer:${pointer}]`) };
}

/** The object itself, or undefined after reporting that it is none. */
export function anObject(report: Report, at: string, value: Json): JsonObject | undefined {
  if (isObject(value)) return value;
  report.add(at, "must provide an object");
  return undefined;
}

/** Reports fields that Slack does not know there, and required ones that are absent. */
export function fields(report: Report, at: string, value: JsonObject, required: string[], optional: string[]): void {
  for (const name of required) if (value[name] === undefined) report.add(at, `missing required field: ${name}`);
  for (const name of Object.keys(value)) {
    if (value[name] !== undefined && !required.includes(name) && !optional.includes(name)) {
      report.add(at, `invalid additional property: ${name}`);
    }
  }
}

/**
 * Lengths are counted in UTF-16 units of the text as sent. How Slack counts is not documented; this is never
 * more generous than counting characters.
 */
export function aString(report: Report, at: string, value: Json, max: number, min = 0): void {
  if (value === undefined) return;
  if (typeof value !== "string") report.add(at, "must provide a string");
  else if (value.length < min) report.add(at, `must be more than ${min - 1} characters`);
  else if (value.length > max) report.add(at, `must be less than ${max + 1} characters`);
}

export function aBoolean(report: Report, at: string, value: Json): void {
  if (value !== undefined && typeof value !== "boolean") report.add(at, "must provide a boolean");
}

/** The items, or none after reporting that it is no list or has the wrong length. */
export function aList(report: Report, at: string, value: Json, max: number, min = 1): Json[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    report.add(at, "must provide an array");
    return [];
  }
  if (value.length < min) report.add(at, `must provide at least ${min} items`);
  if (value.length > max) report.add(at, `no more than ${max} items allowed`);
  return value;
}

export function oneOf(report: Report, at: string, value: Json, allowed: string[]): void {
  if (value !== undefined && !(typeof value === "string" && allowed.includes(value))) {
    report.add(at, "must match one of the allowed values");
  }
}

/** Reports every value that occurs twice, at its second place. */
export function unique(report: Report, name: string, found: { at: string; value: Json }[]): void {
  const seen = new Set<string>();
  for (const { at, value } of found) {
    if (typeof value !== "string") continue;
    if (seen.has(value)) report.add(at, `\`${name}\` "${value}" already exists`);
    seen.add(value);
  }
}
