import type { LocalDate } from "../calendar/model.js";
import type { CheckInRule } from "../checkin/model.js";
import type { Cycle, Problem as ProblemOfPractice, ProblemVersion } from "../cycle/model.js";
import type { Place, Problem } from "./file.js";
import { type Diff, fieldChanges } from "./import-diff.js";
import type { Collaboration, Convening, District, Membership, Network, Person, PmAssignment, Team } from "./model.js";

/** What is known of the network before the import. Ended memberships and assignments included. */
export type KnownNetwork = {
  network: Network;
  roster: ImportedRows;
  problems: { problem: ProblemOfPractice; current: ProblemVersion }[];
  cycles: Cycle[];
};

export type ImportedRows = {
  collaborations: Collaboration[];
  convenings: Convening[];
  districts: District[];
  teams: Team[];
  people: Person[];
  memberships: Membership[];
  pmAssignments: PmAssignment[];
  rules: CheckInRule[];
};

/** What is to be written: new and changed rows only. */
export type ImportChanges = {
  network: Network | undefined;
  roster: ImportedRows;
  problems: { problem: ProblemOfPractice; versions: ProblemVersion[] }[];
  cycles: Cycle[];
};

/** A plan while it grows: what is known, what has been found out so far. */
export type ImportDraft = {
  known: KnownNetwork | undefined;
  network: Network;
  now: Date;
  /** In the network's time zone. */
  today: LocalDate;
  mentioned: ReadonlySet<string>;
  changes: ImportChanges;
  diff: Diff;
  problems: Problem[];
};

export function emptyRows(): ImportedRows {
  return {
    collaborations: [],
    convenings: [],
    districts: [],
    teams: [],
    people: [],
    memberships: [],
    pmAssignments: [],
    rules: [],
  };
}

/** Rows of a table as they will be: what is known, with the draft's changes over it. */
export function rowsOf<T extends keyof ImportedRows>(draft: ImportDraft, table: T): ImportedRows[T][number][] {
  const rows = new Map<string, ImportedRows[T][number]>();
  for (const row of draft.known?.roster[table] ?? []) rows.set(row.id, row);
  for (const row of draft.changes.roster[table]) rows.set(row.id, row);
  return [...rows.values()];
}

/** Writes the row down when it is new or different, and says so in the diff. */
export function put<T extends keyof ImportedRows>(
  draft: ImportDraft,
  table: T,
  row: ImportedRows[T][number],
  shown: { what: string; name: string },
): void {
  const before = (draft.known?.roster[table] ?? []).find(({ id }) => id === row.id);
  const fields = before === undefined ? [] : fieldChanges(before, row);
  if (before !== undefined && fields.length === 0) {
    draft.diff.unchanged += 1;
    return;
  }
  write(draft, table, row);
  draft.diff.entries.push({ change: before === undefined ? "added" : "changed", ...shown, fields });
}

/** Writes the row down without a word in the diff, which the caller says. */
export function write<T extends keyof ImportedRows>(draft: ImportDraft, table: T, row: ImportedRows[T][number]): void {
  const rows: ImportedRows[T][number][] = draft.changes.roster[table];
  const index = rows.findIndex(({ id }) => id === row.id);
  if (index === -1) rows.push(row);
  else rows[index] = row;
}

export function ended(draft: ImportDraft, what: string, name: string): void {
  draft.diff.entries.push({ change: "ended", what, name, fields: [] });
}

export function problem(draft: { problems: Problem[] }, place: Place, field: string, says: string): void {
  draft.problems.push(problemAt(place, field, says));
}

/** On the line of the row's field; on every line of the row when the field has none of its own. */
export function problemAt(place: Place, field: string, says: string): Problem {
  const own = place.fields[field];
  return { lines: own === undefined ? [...place.lines] : [own], field, says };
}
