import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { contactHours } from "../calendar/school-day.js";
import { stages } from "../cycle/model.js";
import { districtKinds, levels, networkRoles } from "./model.js";
import { didYouMean, isReadable, tidy } from "./names.js";

/**
 * What a network file may say, row by row. The field names are those that people type. A field that is absent leaves
 * what is known as it is; a field that is there without a value (null) empties it, where it may be empty.
 */

/** Where a row is in the file: its first line, the line of each of its fields, every line that is a part of it. */
export type Place = { line: number; fields: Readonly<Record<string, number>>; lines: readonly number[] };

export type Placed<T> = T & { place: Place };

/** Something that must be changed in the file. `field` is "" for a whole row or the whole file; no lines: the whole file. */
export type Problem = { lines: number[]; field: string; says: string };

const example = { date: "2026-05-12", time: "15:00", zone: "America/Los_Angeles", email: "lead@district.example.org" };

/** "is missing: …" or "is …: write …", for a value of the wrong kind. */
function asked(write: string) {
  return ({ input }: { input?: unknown }) =>
    input === undefined ? `is missing: write ${write}` : `${shown(input)} does not fit: write ${write}`;
}

function shown(input: unknown): string {
  if (input === null || input === "") return "nothing";
  if (Array.isArray(input)) return "a list";
  if (typeof input === "object") return "a group of fields";
  return `"${String(input).slice(0, 60)}"`;
}

/** One line of text with something to read in it. */
function name(what: string, max = 120) {
  return z
    .string({ error: asked(what) })
    .transform(tidy)
    .refine(isReadable, { error: `is empty: write ${what}` })
    .refine((text) => text.length <= max, { error: `is longer than ${max} characters: write it shorter` });
}

/** Text that may have several lines. */
function words(what: string, max = 3000) {
  return z
    .string({ error: asked(what) })
    .transform((text) => text.normalize("NFC").trim())
    .refine(isReadable, { error: `is empty: write ${what}` })
    .refine((text) => text.length <= max, { error: `is longer than ${max} characters: write it shorter` });
}

function number(what: string, min: number, max: number, whole: boolean) {
  const checked = z
    .number({ error: asked(what) })
    .refine((value) => value >= min && value <= max && (!whole || Number.isInteger(value)), {
      error: `does not fit: write ${what}, from ${min} to ${max}`,
    });
  return z.preprocess(numberIn, checked);
}

/** "9,277" and "87.4 %" are numbers; everything else stays what it is, and is refused. */
function numberIn(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const text = value.trim().replace(/\s*%$/, "");
  const plain = /^\d{1,3}(,\d{3})+$/.test(text) ? text.replaceAll(",", "") : text;
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : value;
}

const yesNo = z.preprocess(
  (value) => {
    const text = typeof value === "string" ? value.trim().toLowerCase() : value;
    if (text === "yes" || text === "y" || text === "true" || text === "x" || text === 1 || text === "1") return true;
    if (text === "no" || text === "n" || text === "false" || text === 0 || text === "0") return false;
    return value;
  },
  z.boolean({ error: asked("yes or no") }),
);

export const localDate = z
  .string({ error: asked(`a date such as ${example.date}`) })
  .trim()
  .refine(isDate, {
    error: ({ input }) => `"${String(input)}" is no date: write year-month-day, such as ${example.date}`,
  });

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    const { year } = Temporal.PlainDate.from(text, { overflow: "reject" });
    return year >= 1990 && year <= 2100;
  } catch {
    return false;
  }
}

const localTime = z
  .string({ error: asked(`a time such as ${example.time}`) })
  .trim()
  .refine((text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text), {
    error: ({ input }) => `"${String(input)}" is no time: write hours and minutes, such as ${example.time}`,
  });

const timeZone = z
  .string({ error: asked(`a time zone such as ${example.zone}`) })
  .trim()
  .refine(isTimeZone, {
    error: ({ input }) => {
      const near = didYouMean(String(input), Intl.supportedValuesOf("timeZone"));
      return `"${String(input)}" is no time zone${near === "" ? `: write a name such as ${example.zone}` : near}`;
    },
  });

/** Names of the time-zone database only: an abbreviation or an offset does not know about daylight saving. */
function isTimeZone(zone: string): boolean {
  if (zone !== "UTC" && !/^[A-Za-z]+\/[\w/+-]+$/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}

const email = z
  .string({ error: asked(`an e-mail address such as ${example.email}`) })
  .transform((text) => text.trim().toLowerCase())
  .refine((text) => /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(text) && text.length <= 254, {
    error: ({ input }) => `"${String(input)}" is no e-mail address: write one such as ${example.email}`,
  });

function oneOf<const T extends readonly string[]>(values: T) {
  const list = `write one of ${values.map((value) => `"${value}"`).join(", ")}`;
  return z.preprocess(
    (value) => (typeof value === "string" ? tidy(value).toLowerCase() : value),
    z.enum(values, {
      error: ({ input }) => {
        if (input === undefined) return `is missing: ${list}`;
        const near = typeof input === "string" ? didYouMean(input, values) : "";
        return `${shown(input)} does not fit${near === "" ? ":" : near} ${list}`;
      },
    }),
  );
}

const range = z.strictObject({ from: localDate, to: localDate });

export const networkRow = z.strictObject({
  name: name("the network's name"),
  time_zone: timeZone.optional(),
  min_n: number("the smallest number of students whose result may be shown outside", 5, 1000, true).optional(),
  open_requests: number("how many requests of others may be open with one district", 1, 20, true).optional(),
  embeddings: yesNo.optional(),
});

export const networkPersonRow = z.strictObject({
  name: name("how she is called, e.g. Program manager, north"),
  email: email.nullish(),
  role: oneOf(networkRoles),
});

export const collaborationRow = z.strictObject({
  name: name("the collaboration's name"),
  focus: name("its content focus, e.g. early literacy", 200).optional(),
  aim: words("its aim: what for whom by when", 1000).optional(),
  starts_on: localDate.optional(),
  ends_on: localDate.optional(),
});

export const conveningRow = z.strictObject({
  collaboration: name("the collaboration's name").optional(),
  name: name("the convening's name, e.g. Summit 1"),
  starts_on: localDate,
  ends_on: localDate.optional(),
});

export const districtRow = z.strictObject({
  name: name("the district's name, e.g. Newark Unified"),
  kind: oneOf(districtKinds).optional(),
  sample: yesNo.optional(),
  time_zone: timeZone.optional(),
  retention_days: number("a number of days", 30, 36500, true).nullish(),
  schools: number("a number of schools", 0, 5000, true).nullish(),
  enrollment: number("a number of students", 0, 2_000_000, true).nullish(),
  frpm_pct: number("a percentage of students with free or reduced-price meals", 0, 100, false).nullish(),
  el_pct: number("a percentage of English learners", 0, 100, false).nullish(),
  locale: name("e.g. rural").nullish(),
  grades: z.preprocess((value) => (typeof value === "number" ? String(value) : value), name("e.g. K-12", 40)).nullish(),
  calendar: z
    .strictObject(
      {
        terms: z.array(range, { error: asked("a list of from and to dates") }).optional(),
        closed: z
          .array(range.extend({ name: name("what it is, e.g. Winter break") }), {
            error: asked("a list with name, from and to"),
          })
          .optional(),
        early_release: z.array(localDate, { error: asked("a list of dates") }).optional(),
      },
      { error: asked("terms, closed and early_release") },
    )
    .optional(),
});

/** What is inside of a team's lists is read row by row, so that one bad member does not hide the others. */
export const teamRow = z.strictObject({
  district: name("the district's name"),
  collaboration: name("the collaboration's name").optional(),
  name: name("the team's name", 60).optional(),
  program_manager: name("the name or e-mail address of one of the network's people").nullish(),
  check_in: z.unknown().optional(),
  members: z.array(z.unknown(), { error: asked("a list of people") }).optional(),
  problem_of_practice: z.array(z.unknown(), { error: asked("a list of versions, oldest first") }).optional(),
  cycle: z.unknown().optional(),
});

export const memberRow = z.strictObject({
  name: name("how she is called, e.g. Team lead, Newark Unified"),
  email: email.nullish(),
  level: oneOf(levels),
  lead: yesNo.optional(),
});

export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"] as const;

export const checkInRow = z.strictObject({
  weekday: oneOf(weekdays),
  at: localTime
    .refine((time) => time >= contactHours.from && time <= contactHours.to, {
      error: `is outside of school hours: write a time from ${contactHours.from} to ${contactHours.to}`,
    })
    .optional(),
  every_weeks: number("a number of weeks", 1, 12, true).optional(),
  around_convenings: yesNo.optional(),
  weekly_in_do: yesNo.optional(),
  starts_on: localDate.optional(),
});

const shortList = z.array(name("a few words", 200), { error: asked("a list") }).optional();

export const problemVersionRow = z.strictObject({
  on: localDate.optional(),
  statement: words("the problem of practice"),
  focus_area: name("a few words", 200).nullish(),
  student_groups: shortList,
  grade_bands: shortList,
  root_causes: shortList,
  evidence: words("the data that shows it").nullish(),
  why: words("why it changed").optional(),
});

export const cycleRow = z.strictObject({
  title: name("the change idea, in a few words", 200),
  question: words("what the team wants to find out", 1000).nullish(),
  prediction: words("what the team expects", 1000).nullish(),
  predicted_figure: number("a number", -1_000_000, 1_000_000, false).nullish(),
  due_on: localDate.nullish(),
  stage: oneOf(stages.filter((stage) => stage !== "closed")).optional(),
  started_on: localDate.optional(),
  owner: name("the name or e-mail address of a member of the team").nullish(),
});

/** The sections of a file. `written_for`: the week that a sample file's dates were written for; ignored by an import. */
export const sections = z.strictObject({
  written_for: localDate.optional(),
  network: z.unknown().optional(),
  people: z.array(z.unknown(), { error: asked("a list of the network's people") }).optional(),
  collaborations: z.array(z.unknown(), { error: asked("a list of collaborations") }).optional(),
  convenings: z.array(z.unknown(), { error: asked("a list of convenings") }).optional(),
  districts: z.array(z.unknown(), { error: asked("a list of districts") }).optional(),
  teams: z.array(z.unknown(), { error: asked("a list of teams") }).optional(),
});

export type NetworkRow = Placed<z.infer<typeof networkRow>>;
export type NetworkPersonRow = Placed<z.infer<typeof networkPersonRow>>;
export type CollaborationRow = Placed<z.infer<typeof collaborationRow>>;
export type ConveningRow = Placed<z.infer<typeof conveningRow>>;
export type DistrictRow = Placed<z.infer<typeof districtRow>>;
export type MemberRow = Placed<z.infer<typeof memberRow>>;
export type CheckInRow = Placed<z.infer<typeof checkInRow>>;
export type ProblemVersionRow = Placed<z.infer<typeof problemVersionRow>>;
export type CycleRow = Placed<z.infer<typeof cycleRow>>;
export type TeamRow = Placed<
  Omit<z.infer<typeof teamRow>, "check_in" | "members" | "problem_of_practice" | "cycle"> & {
    check_in?: CheckInRow;
    members?: MemberRow[];
    problem_of_practice?: ProblemVersionRow[];
    cycle?: CycleRow;
  }
>;

/** A file whose rows are each well formed. Whether they fit each other, and what is known already, is planImport's question. */
export type NetworkFile = {
  /** "refused": there is one, and its row does not fit. */
  network?: NetworkRow | "refused";
  people?: NetworkPersonRow[];
  collaborations: CollaborationRow[];
  convenings: ConveningRow[];
  districts: DistrictRow[];
  teams: TeamRow[];
  /** Keys of the names and addresses in rows that were refused, so that a row that refers to one is not refused too. */
  mentioned: ReadonlySet<string>;
};
