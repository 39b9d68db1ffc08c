import { type Problem, weekdays } from "./file.js";

/** What an import does to one thing, in the words of the file. */
export type DiffEntry = { change: "added" | "changed" | "ended"; what: string; name: string; fields: FieldChange[] };

export type FieldChange = { field: string; from: string; to: string };

/** `kept`: sentences about what the file says and the import leaves as people recorded it. */
export type Diff = { entries: DiffEntry[]; unchanged: number; kept: string[] };

/** The diff as lines of text; says so when there is nothing to do. */
export function describeDiff(diff: Diff): string[] {
  const lines = diff.entries.map(describeEntry);
  const count = (change: DiffEntry["change"]) => diff.entries.filter((entry) => entry.change === change).length;
  const total =
    diff.entries.length === 0
      ? `Nothing to do: ${diff.unchanged} unchanged.`
      : `${count("added")} added, ${count("changed")} changed, ${count("ended")} ended, ${diff.unchanged} unchanged.`;
  return [...lines, ...diff.kept.map((sentence) => `= ${sentence}`), total];
}

/** "line 4, email: …", in the order of the file. */
export function describeProblems(problems: Problem[]): string[] {
  const first = ({ lines }: Problem) => lines[0] ?? 0;
  return [...problems]
    .sort((a, b) => first(a) - first(b))
    .map(({ lines, field, says }) => {
      const where = [linesText(lines), field].filter((part) => part !== "").join(", ");
      return where === "" ? says : `${where}: ${says}`;
    });
}

/** "line 4", "lines 4–7, 9". */
function linesText(lines: number[]): string {
  const ranges: [number, number][] = [];
  for (const line of [...lines].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && line <= last[1] + 1) last[1] = line;
    else ranges.push([line, line]);
  }
  if (ranges.length === 0) return "";
  const parts = ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  return `${lines.length === 1 ? "line" : "lines"} ${parts.join(", ")}`;
}

function describeEntry({ change, what, name, fields }: DiffEntry): string {
  switch (change) {
    case "added":
      return `+ ${what} ${name}`;
    case "changed":
      return `~ ${what} ${name}: ${fields.map(({ field, from, to }) => `${field} ${from} → ${to}`).join("; ")}`;
    case "ended":
      return `- ${what} ${name}`;
    default:
      return change satisfies never;
  }
}

/** The fields in which two rows differ, under the names that the file has for them. Ids are no news to anybody. */
export function fieldChanges(before: object, after: object): FieldChange[] {
  const old = shownFields(before);
  return Object.entries(shownFields(after)).flatMap(([field, to]) => {
    const from = old[field] ?? "nothing";
    return from === to ? [] : [{ field, from, to }];
  });
}

function shownFields(row: object): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [key, value] of Object.entries(row)) {
    if (key === "id" || key.endsWith("Id")) continue;
    if (isGroup(value)) Object.assign(shown, shownFields(value));
    else shown[fileField(key)] = key === "weekday" ? (weekdays[Number(value) - 1] ?? String(value)) : shownValue(value);
  }
  return shown;
}

const fileFields: Record<string, string> = { networkRole: "role", anchor: "starts_on" };

function fileField(key: string): string {
  return fileFields[key] ?? key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function shownValue(value: unknown): string {
  if (value === null || value === undefined || value === "") return "nothing";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.length === 0 ? "nothing" : value.map(shownItem).join(", ");
  return typeof value === "string" && value.includes(" ") ? `"${value}"` : String(value);
}

function shownItem(item: unknown): string {
  if (!isGroup(item)) return String(item);
  const { from, to, name } = item;
  return [name, `${String(from)} to ${String(to)}`].filter((part) => part !== undefined).join(" ");
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
