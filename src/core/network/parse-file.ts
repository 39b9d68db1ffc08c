import { z } from "zod";
import {
  checkInRow,
  collaborationRow,
  conveningRow,
  cycleRow,
  districtRow,
  memberRow,
  type NetworkFile,
  networkPersonRow,
  networkRow,
  type Place,
  type Placed,
  type Problem,
  problemVersionRow,
  sections,
  type TeamRow,
  teamRow,
} from "./file.js";
import { didYouMean, nameKey } from "./names.js";

export type FilePath = readonly PropertyKey[];

/**
 * What was read from a file before anybody knows what it means: plain values, and where each of them stands.
 * `teamsAreWhole`: a team with members and without a program manager has none; otherwise the file does not speak of it.
 */
export type RawFile = { value: unknown; placeOf(path: FilePath): Place; teamsAreWhole: boolean };

/**
 * The rows of a file, each checked by itself. A row that does not fit is named in `problems` and left out, the others
 * go on, so that all that is wrong is said at once. Whoever gets problems must write nothing.
 */
export function parseNetworkFile(raw: RawFile): { file: NetworkFile; problems: Problem[] } {
  const problems: Problem[] = [];
  const mentioned = new Set<string>();
  const file: NetworkFile = { collaborations: [], convenings: [], districts: [], teams: [], mentioned };
  const row = <T extends object>(schema: z.ZodType<T>, value: unknown, path: FilePath): Placed<T> | undefined =>
    parseRow(schema, value, path, raw, problems, mentioned);
  const rows = <T extends object>(schema: z.ZodType<T>, values: unknown[] | undefined, path: FilePath): Placed<T>[] =>
    (values ?? []).flatMap((value, index) => row(schema, value, [...path, index]) ?? []);

  if (!isGroup(raw.value)) {
    problems.push({
      lines: [],
      field: "",
      says: `there is nothing to import here: write at least one of ${sectionList}`,
    });
    return { file, problems };
  }
  const top = row(sections, raw.value, []) ?? withoutWrong(raw.value);
  if (top.network !== undefined) file.network = row(networkRow, top.network, ["network"]) ?? "refused";
  if (top.people !== undefined) file.people = rows(networkPersonRow, top.people, ["people"]);
  file.collaborations = rows(collaborationRow, top.collaborations, ["collaborations"]);
  file.convenings = rows(conveningRow, top.convenings, ["convenings"]);
  file.districts = rows(districtRow, top.districts, ["districts"]);
  file.teams = (top.teams ?? []).flatMap((value, index) => team(value, ["teams", index]) ?? []);
  return { file, problems };

  function team(value: unknown, path: FilePath): TeamRow | undefined {
    const parsed = row(teamRow, value, path);
    const { members, problem_of_practice, check_in, cycle } = parsed ?? listsOf(value);
    const parts = {
      members: members && rows(memberRow, members, [...path, "members"]),
      problem_of_practice:
        problem_of_practice && rows(problemVersionRow, problem_of_practice, [...path, "problem_of_practice"]),
      check_in: check_in === undefined ? undefined : row(checkInRow, check_in, [...path, "check_in"]),
      cycle: cycle === undefined ? undefined : row(cycleRow, cycle, [...path, "cycle"]),
    };
    if (parsed === undefined) return undefined;
    const whole = raw.teamsAreWhole && members !== undefined && parsed.program_manager === undefined;
    return { ...parsed, ...parts, ...(whole ? { program_manager: null } : {}) };
  }
}

const sectionList = Object.keys(sections.shape)
  .filter((section) => section !== "written_for")
  .join(", ");

function parseRow<T extends object>(
  schema: z.ZodType<T>,
  value: unknown,
  path: FilePath,
  raw: RawFile,
  problems: Problem[],
  mentioned: Set<string>,
): Placed<T> | undefined {
  const place = raw.placeOf(path);
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ...parsed.data, place };
  for (const issue of parsed.error.issues) problems.push(...problemsOf(issue, schema, path, raw));
  if (isGroup(value)) {
    for (const field of ["name", "email"]) {
      const word = value[field];
      if (typeof word === "string") mentioned.add(nameKey(word));
    }
  }
  return undefined;
}

function problemsOf(issue: z.core.$ZodIssue, schema: z.ZodType, path: FilePath, raw: RawFile): Problem[] {
  const full = [...path, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    const known = knownFields(schema, issue.path);
    return issue.keys.map((key) => ({
      lines: [...raw.placeOf([...full, key]).lines],
      field: fieldName([...issue.path, key]),
      says: `is not a field${didYouMean(key, known) || `: known here are ${known.join(", ")}`}`,
    }));
  }
  const says =
    issue.code === "invalid_type" && issue.expected === "object"
      ? `is not a group of fields: write some of ${knownFields(schema, issue.path).join(", ")}`
      : issue.message;
  return [{ lines: [...raw.placeOf(full).lines], field: fieldName(issue.path), says }];
}

/** "calendar.closed, 2nd, to" is what a person would look for. */
function fieldName(path: FilePath): string {
  return path.map((part) => (typeof part === "number" ? `no. ${part + 1}` : String(part))).join(", ");
}

function knownFields(schema: z.ZodType, path: FilePath): string[] {
  let at: z.core.$ZodType | undefined = bare(schema);
  for (const part of path) {
    if (at instanceof z.ZodArray) at = bare(at.element);
    else if (at instanceof z.ZodObject) at = bare(at.shape[String(part)]);
    else return [];
  }
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

function bare(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return bare(schema.unwrap());
  return schema;
}

/** The sections that are lists, after the file's top did not fit as a whole: the rest is still worth reading. */
function withoutWrong(value: Record<string, unknown>): z.infer<typeof sections> {
  const list = (section: string) => (Array.isArray(value[section]) ? (value[section] as unknown[]) : undefined);
  return {
    network: value.network,
    people: list("people"),
    collaborations: list("collaborations"),
    convenings: list("convenings"),
    districts: list("districts"),
    teams: list("teams"),
  };
}

function listsOf(value: unknown): Partial<z.infer<typeof teamRow>> {
  if (!isGroup(value)) return {};
  const list = (field: string) => (Array.isArray(value[field]) ? (value[field] as unknown[]) : undefined);
  return {
    members: list("members"),
    problem_of_practice: list("problem_of_practice"),
    check_in: value.check_in,
    cycle: value.cycle,
  };
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
