import { CsvError, parse } from "csv-parse/sync";
import type { Place, Problem } from "../core/network/file.js";
import { didYouMean, nameKey } from "../core/network/names.js";
import type { FilePath, RawFile } from "../core/network/parse-file.js";

/** What a CSV file's first line may name. Its kind is recognised by them: people have a level, districts have none. */
export const rosterColumns = [
  "district",
  "collaboration",
  "name",
  "email",
  "level",
  "lead",
  "program_manager",
] as const;
export const districtColumns = [
  "district",
  "kind",
  "time_zone",
  "schools",
  "enrollment",
  "frpm_pct",
  "el_pct",
  "locale",
  "grades",
  "retention_days",
  "sample",
] as const;

type Line = { line: number; cells: string[] };
type Row = { line: number; values: Record<string, string> };
type CsvRead = { raw?: RawFile; problems: Problem[]; notes: string[] };

/** A CSV text as the sections `teams` (people, one a line) or `districts`. Blank cells say nothing. */
export function readCsv(text: string): CsvRead {
  const read = linesOf(text);
  if ("problem" in read) return { problems: [read.problem], notes: [] };
  const [header, ...lines] = read.lines;
  if (header === undefined) return { problems: [{ lines: [], field: "", says: "the file is empty" }], notes: [] };
  const names = header.cells.map(columnName);
  const kind = kindOf(names);
  if (kind === undefined) {
    const says = `this header is neither that of a roster (${rosterColumns.join(", ")}) nor that of districts (${districtColumns.join(", ")})`;
    return { problems: [{ lines: [header.line], field: "", says }], notes: [] };
  }
  const columns = checkColumns(header, names, kind === "roster" ? rosterColumns : districtColumns);
  const problems = columns.problems;
  if (lines.length === 0)
    problems.push({ lines: [header.line], field: "", says: "there are no rows below the header" });
  const rows = lines.flatMap((line) => {
    if (line.cells.length > names.length) {
      const says = `has ${line.cells.length} cells, the header ${names.length}: put a text with a comma in quotation marks`;
      problems.push({ lines: [line.line], field: "", says });
      return [];
    }
    return { line: line.line, values: valuesOf(line.cells, columns.used) };
  });
  const raw = kind === "roster" ? teamsOf(rows, columns.used, problems) : districtsOf(rows);
  return { raw, problems, notes: columns.notes };
}

function linesOf(text: string): { lines: Line[] } | { problem: Problem } {
  try {
    const records = parse(text, {
      bom: true,
      info: true,
      trim: true,
      relax_column_count: true,
      delimiter: delimiterOf(text),
    }) as unknown as { record: string[]; info: { lines: number } }[];
    const lines = records
      .map(({ record, info }) => ({ line: info.lines - breaksIn(record), cells: record }))
      .filter(({ cells }) => cells.some((cell) => cell !== ""));
    return { lines };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === "number" ? [error.lines] : [];
    return {
      problem: { lines: line, field: "", says: csvHints[error.code] ?? `cannot be read as CSV (${error.message})` },
    };
  }
}

const csvHints: Partial<Record<CsvError["code"], string>> = {
  CSV_QUOTE_NOT_CLOSED: "ends inside of a quotation mark that is opened here or above and never closed",
  INVALID_OPENING_QUOTE:
    'has a quotation mark inside of a text: put the whole text in "…" and write the mark twice ("")',
  CSV_INVALID_CLOSING_QUOTE:
    'has a quotation mark inside of a text: put the whole text in "…" and write the mark twice ("")',
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: 'has text after a closing quotation mark: put the whole text in "…"',
};

/** Spreadsheets write semicolons or tabs, depending on where they were made. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  return [",", ";", "\t"].reduce((best, sign) => (header.split(sign).length > header.split(best).length ? sign : best));
}

/** A record's number is that of its last line; a cell may hold several. */
function breaksIn(record: string[]): number {
  return record.reduce((count, cell) => count + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

/** "E-mail", "Program Manager" and "% EL" are what people write. */
function columnName(cell: string): string {
  const name = nameKey(cell).replace(/[\s-]+/g, "_");
  return name === "e_mail" ? "email" : name;
}

function kindOf(names: string[]): "roster" | "districts" | undefined {
  if (!names.includes("district")) return undefined;
  if (names.includes("name") || names.includes("level") || names.includes("email")) return "roster";
  return names.some((name) => (districtColumns as readonly string[]).slice(1).includes(name)) ? "districts" : undefined;
}

/** Columns of one's own are left alone and said; a column that looks like a misspelt one is a problem. */
function checkColumns(header: Line, names: string[], known: readonly string[]) {
  const problems: Problem[] = [];
  const notes: string[] = [];
  const used = names.map((name, index) => {
    if (name === "") return undefined;
    if (names.indexOf(name) !== index) {
      problems.push({ lines: [header.line], field: name, says: "is a column twice: keep one of them" });
      return undefined;
    }
    if (known.includes(name)) return name;
    const near = didYouMean(
      name,
      known.filter((column) => !names.includes(column)),
    );
    if (near !== "") problems.push({ lines: [header.line], field: name, says: `is not a column${near}` });
    else notes.push(`The column "${name}" is not used.`);
    return undefined;
  });
  return { used, problems, notes };
}

function valuesOf(cells: string[], used: (string | undefined)[]): Record<string, string> {
  const values: Record<string, string> = {};
  cells.forEach((cell, index) => {
    const name = used[index];
    if (name !== undefined && cell !== "") values[name] = cell;
  });
  return values;
}

function districtsOf(rows: Row[]): RawFile {
  const districts = rows.map(({ values: { district, ...values } }) => ({ name: district, ...values }));
  const placeOf = (path: FilePath) => placeAt(rows[Number(path[1])]);
  return { value: { districts }, placeOf, teamsAreWhole: false };
}

/** One team for all rows that name the same district and collaboration. */
function teamsOf(rows: Row[], used: (string | undefined)[], problems: Problem[]): RawFile {
  const teams = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify([nameKey(row.values.district ?? ""), nameKey(row.values.collaboration ?? "")]);
    teams.set(key, [...(teams.get(key) ?? []), row]);
  }
  const groups = [...teams.values()];
  const value = groups.map((group) => ({
    district: group[0]?.values.district,
    ...only("collaboration", group[0]?.values.collaboration),
    ...(used.includes("program_manager") ? { program_manager: managerOf(group, problems) } : {}),
    members: group.map(({ values }) => {
      const { district, collaboration, program_manager, ...member } = values;
      return member;
    }),
  }));
  const placeOf = (path: FilePath): Place => {
    const group = groups[Number(path[1])];
    const member = path[2] === "members" && path.length > 3 ? group?.[Number(path[3])] : undefined;
    if (member !== undefined) return placeAt(member);
    return { ...placeAt(group?.[0]), lines: (group ?? []).map(({ line }) => line) };
  };
  return { value: { teams: value }, placeOf, teamsAreWhole: false };
}

function managerOf(group: Row[], problems: Problem[]): string | null {
  const named = group.filter(({ values }) => values.program_manager !== undefined);
  const first = named[0];
  for (const row of named.slice(1)) {
    if (nameKey(row.values.program_manager ?? "") === nameKey(first?.values.program_manager ?? "")) continue;
    const says = `is "${row.values.program_manager}" here and "${first?.values.program_manager}" on line ${first?.line}: a team has one program manager`;
    problems.push({ lines: [row.line], field: "program_manager", says });
  }
  return first?.values.program_manager ?? null;
}

function only(name: string, value: string | undefined): Record<string, string> {
  return value === undefined ? {} : { [name]: value };
}

function placeAt(row: Row | undefined): Place {
  const line = row?.line ?? 1;
  return { line, fields: {}, lines: [line] };
}
