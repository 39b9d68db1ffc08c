// How well the student guard does on a labelled set: npm run eval:guard -- FILE [--list]
// Prints a table by kind, with --list the texts that it gets wrong, and as the last line the two rates as JSON.
import { readFileSync } from "node:fs";
import { z } from "zod";
import { looksLikeStudent } from "../src/core/privacy/student-guard.js";

const labelledSet = z.object({
  items: z
    .array(
      z.object({
        id: z.string(),
        text: z.string(),
        label: z.enum(["student", "other"]),
        why: z.string().optional(),
        kind: z.string().optional(),
      }),
    )
    .min(1),
});
type Item = z.infer<typeof labelledSet>["items"][number];

const round = (rate: number) => Math.round(rate * 10_000) / 10_000;
const share = (part: readonly Item[], whole: readonly Item[]) =>
  whole.length === 0 ? 0 : round(part.length / whole.length);

function read(path: string): Item[] {
  return labelledSet.parse(JSON.parse(readFileSync(path, "utf8"))).items;
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

const options = process.argv.slice(2);
const [file, ...others] = options.filter((option) => !option.startsWith("--"));
const unknown = options.find((option) => option.startsWith("--") && option !== "--list");
if (file === undefined || others.length > 0 || unknown !== undefined)
  fail("Usage: npm run eval:guard -- FILE [--list]");

let items: Item[];
try {
  items = read(file);
} catch (error) {
  const reason =
    error instanceof z.ZodError
      ? `at ${error.issues[0]?.path.join(".") || "the top"}: ${error.issues[0]?.message}`
      : error instanceof SyntaxError
        ? "it is not JSON"
        : "it cannot be read";
  fail(`${file} is not a labelled set for the student guard (${reason}); docs/student-guard.md shows the form.`);
}

const wrong = items.filter((item) => looksLikeStudent(item.text).length > 0 !== (item.label === "student"));
const kinds = [...new Set(items.map((item) => item.kind ?? "–"))].sort();
const width = Math.max(...kinds.map((kind) => kind.length), 4);
console.log(`${"kind".padEnd(width)}     n  wrong`);
for (const kind of kinds) {
  const of = (list: readonly Item[]) => String(list.filter((item) => (item.kind ?? "–") === kind).length);
  console.log(`${kind.padEnd(width)}  ${of(items).padStart(4)}  ${of(wrong).padStart(5)}`);
}
if (options.includes("--list")) {
  for (const item of wrong) {
    const why = looksLikeStudent(item.text).map(({ reason, excerpt }) => `${reason} “${excerpt}”`);
    console.log(`\n${item.id} ${item.label === "student" ? "missed" : `held: ${why.join("; ")}`}\n  ${item.text}`);
  }
}
const students = items.filter((item) => item.label === "student");
const rest = items.filter((item) => item.label === "other");
const missed = wrong.filter((item) => item.label === "student");
const heldFalsely = wrong.filter((item) => item.label === "other");
console.log(JSON.stringify({ miss_rate: share(missed, students), false_hold_rate: share(heldFalsely, rest) }));
