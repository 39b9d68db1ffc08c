import { idOf } from "../id.js";
import type { CollaborationRow, ConveningRow, DistrictRow, NetworkRow, Place, Problem } from "./file.js";
import { type ImportDraft, type KnownNetwork, problem, put, rowsOf } from "./import-draft.js";
import type { Collaboration, District, Network } from "./model.js";
import { didYouMean, nameKey } from "./names.js";

/** The network as the file wants it; undefined where that cannot be said. */
export function planNetwork(
  row: NetworkRow | undefined,
  known: KnownNetwork | undefined,
  problems: Problem[],
): Network | undefined {
  if (row === undefined) return known?.network;
  const before = known?.network;
  const zone = row.time_zone ?? before?.timeZone;
  if (zone === undefined) {
    problem({ problems }, row.place, "time_zone", "is missing: write a time zone such as America/Los_Angeles");
    return undefined;
  }
  return {
    id: before?.id ?? idOf("network", nameKey(row.name)),
    name: row.name,
    timeZone: zone,
    minN: row.min_n ?? before?.minN ?? 11,
    openRequests: row.open_requests ?? before?.openRequests ?? 2,
    embeddings: row.embeddings ?? before?.embeddings ?? false,
  };
}

export function planCollaborations(draft: ImportDraft, rows: CollaborationRow[]): void {
  const before = byName(draft.known?.roster.collaborations ?? []);
  for (const row of withoutTwins(draft, rows, "collaboration", ({ name }) => nameKey(name))) {
    const known = before.get(nameKey(row.name));
    const planned = {
      id: known?.id ?? idOf("collaboration", draft.network.id, nameKey(row.name)),
      networkId: draft.network.id,
      name: row.name,
      focus: needed(draft, row.place, "focus", row.focus ?? known?.focus, "its content focus, e.g. early literacy"),
      aim: needed(draft, row.place, "aim", row.aim ?? known?.aim, "its aim: what for whom by when"),
      startsOn: needed(draft, row.place, "starts_on", row.starts_on ?? known?.startsOn, "a date such as 2026-08-17"),
      endsOn: needed(draft, row.place, "ends_on", row.ends_on ?? known?.endsOn, "a date such as 2029-06-08"),
    };
    if (planned.startsOn !== "" && planned.endsOn !== "" && planned.endsOn < planned.startsOn) {
      inOrder(draft, row.place, row.ends_on === undefined ? "starts_on" : "ends_on", planned.startsOn, planned.endsOn);
    }
    put(draft, "collaborations", planned, { what: "collaboration", name: row.name });
  }
}

export function planConvenings(draft: ImportDraft, rows: ConveningRow[]): void {
  const twinKey = (row: ConveningRow) => `${nameKey(row.collaboration ?? "")}\n${nameKey(row.name)}`;
  for (const row of withoutTwins(draft, rows, "convening", twinKey)) {
    const collaboration = collaborationOf(draft, row.place, row.collaboration);
    if (collaboration === undefined) continue;
    const { id: collaborationId, startsOn: first, endsOn: last } = collaboration;
    const known = draft.known?.roster.convenings.find(
      (one) => one.collaborationId === collaborationId && nameKey(one.name) === nameKey(row.name),
    );
    const startsOn = row.starts_on;
    const endsOn = row.ends_on ?? startsOn;
    if (endsOn < startsOn) inOrder(draft, row.place, "ends_on", startsOn, endsOn);
    else if (first !== "" && first <= last && (startsOn < first || endsOn > last)) {
      const says = `${startsOn} to ${endsOn} is outside of the collaboration (${first} to ${last}): change the one or the other`;
      problem(draft, row.place, "starts_on", says);
    }
    const id = known?.id ?? idOf("convening", collaborationId, nameKey(row.name));
    const planned = { id, networkId: draft.network.id, collaborationId, name: row.name, startsOn, endsOn };
    put(draft, "convenings", planned, { what: "convening", name: `${row.name} (${collaboration.name})` });
  }
}

export function planDistricts(draft: ImportDraft, rows: DistrictRow[]): void {
  const before = byName(draft.known?.roster.districts ?? []);
  for (const row of withoutTwins(draft, rows, "district", ({ name }) => nameKey(name))) {
    const known = before.get(nameKey(row.name));
    const planned: District = {
      id: known?.id ?? idOf("district", draft.network.id, nameKey(row.name)),
      networkId: draft.network.id,
      name: row.name,
      kind: row.kind ?? known?.kind ?? "district",
      sample: row.sample ?? known?.sample ?? false,
      profile: {
        schools: given(row.schools, known?.profile.schools),
        enrollment: given(row.enrollment, known?.profile.enrollment),
        frpmPct: given(row.frpm_pct, known?.profile.frpmPct),
        elPct: given(row.el_pct, known?.profile.elPct),
        locale: given(row.locale, known?.profile.locale),
        grades: given(row.grades, known?.profile.grades),
      },
      timeZone: row.time_zone ?? known?.timeZone ?? draft.network.timeZone,
      calendar: calendarOf(draft, row, known),
      retentionDays: given(row.retention_days, known?.retentionDays),
    };
    put(draft, "districts", planned, { what: "district", name: row.name });
  }
}

function calendarOf(draft: ImportDraft, { calendar, place }: DistrictRow, known: District | undefined) {
  const before = known?.calendar ?? { terms: [], closed: [], earlyRelease: [] };
  const byStart = (a: { from: string }, b: { from: string }) => a.from.localeCompare(b.from);
  const terms = calendar?.terms === undefined ? before.terms : [...calendar.terms].sort(byStart);
  const closed = calendar?.closed === undefined ? before.closed : [...calendar.closed].sort(byStart);
  for (const { from, to } of [...(calendar?.terms ?? []), ...(calendar?.closed ?? [])]) {
    if (to < from) inOrder(draft, place, "calendar", from, to);
  }
  terms.forEach((term, index) => {
    const next = terms[index + 1];
    if (calendar?.terms === undefined || next === undefined || next.from > term.to) return;
    problem(draft, place, "calendar", `two terms overlap: one ends on ${term.to}, the next begins on ${next.from}`);
  });
  const earlyRelease = calendar?.early_release === undefined ? before.earlyRelease : [...calendar.early_release].sort();
  return {
    terms: terms.map(({ from, to }) => ({ from, to })),
    closed: closed.map(({ from, to, name }) => ({ from, to, name })),
    earlyRelease,
  };
}

/** The collaboration that a row names; the only one when it names none. */
export function collaborationOf(draft: ImportDraft, place: Place, name: string | undefined): Collaboration | undefined {
  const all = rowsOf(draft, "collaborations");
  const names = all.map((one) => one.name);
  if (name === undefined) {
    if (all.length === 1) return all[0];
    if (draft.mentioned.size > 0 && all.length === 0) return undefined;
    const says =
      all.length === 0 ? "there is no collaboration yet: add one" : `is missing: write one of ${quoted(names)}`;
    problem(draft, place, "collaboration", says);
    return undefined;
  }
  const found = all.find((one) => nameKey(one.name) === nameKey(name));
  if (found === undefined && !draft.mentioned.has(nameKey(name))) {
    problem(draft, place, "collaboration", unknown("collaboration", name, names));
  }
  return found;
}

export function districtOf(draft: ImportDraft, place: Place, name: string): District | undefined {
  const all = rowsOf(draft, "districts");
  const found = all.find((one) => nameKey(one.name) === nameKey(name));
  if (found === undefined && !draft.mentioned.has(nameKey(name))) {
    const names = all.map((one) => one.name);
    problem(draft, place, "district", unknown("district", name, names));
  }
  return found;
}

function unknown(what: string, name: string, names: string[]): string {
  const near = didYouMean(name, names);
  if (near !== "") return `there is no ${what} "${name}"${near}`;
  const rest = names.length === 0 ? `none is known yet` : `known are ${quoted(names)}`;
  return `there is no ${what} "${name}": ${rest}. Write one of them, or add it to the ${what}s`;
}

export function quoted(names: string[]): string {
  const shown = names.slice(0, 12).map((name) => `"${name}"`);
  return names.length > 12 ? `${shown.join(", ")} and ${names.length - 12} more` : shown.join(", ");
}

/** The rows but for those that name something that an earlier row named, which are problems. */
export function withoutTwins<T extends { place: Place }>(
  draft: ImportDraft,
  rows: T[],
  what: string,
  key: (row: T) => string,
): T[] {
  const first = new Map<string, T>();
  return rows.filter((row) => {
    const twin = first.get(key(row));
    if (twin === undefined) {
      first.set(key(row), row);
      return true;
    }
    problem(draft, row.place, "", `this ${what} is on line ${twin.place.line} already: keep one of them`);
    return false;
  });
}

function inOrder(draft: ImportDraft, place: Place, field: string, from: string, to: string): void {
  problem(draft, place, field, `dates out of order: ${from} to ${to} ends before it begins`);
}

/** A value that a new row must have; "" with a problem noted where it has none. */
function needed(draft: ImportDraft, place: Place, field: string, value: string | undefined, write: string): string {
  if (value !== undefined) return value;
  problem(draft, place, field, `is missing: write ${write}`);
  return "";
}

/** Absent leaves what is known, null empties. */
function given<T>(value: T | null | undefined, known: T | null | undefined): T | null {
  return value === undefined ? (known ?? null) : value;
}

function byName<T extends { name: string }>(rows: T[]): Map<string, T> {
  return new Map(rows.map((row) => [nameKey(row.name), row]));
}
