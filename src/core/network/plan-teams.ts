import { localDateOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import { idOf } from "../id.js";
import type { CheckInRow, MemberRow, TeamRow } from "./file.js";
import { weekdays } from "./file.js";
import { ended, type ImportDraft, problem, put, rowsOf, write } from "./import-draft.js";
import type { District, Membership, Person, Team } from "./model.js";
import { didYouMean, nameKey } from "./names.js";
import { collaborationOf, districtOf, quoted, withoutTwins } from "./plan-places.js";

/** `today` is the district's: memberships begin and end on its local dates. */
export type PlannedTeam = { row: TeamRow; team: Team; district: District; today: LocalDate };

export function planTeams(draft: ImportDraft, rows: TeamRow[]): PlannedTeam[] {
  const placed = rows.flatMap((row) => {
    const district = districtOf(draft, row.place, row.district);
    const collaboration = collaborationOf(draft, row.place, row.collaboration);
    return district && collaboration ? { row, district, collaboration, place: row.place } : [];
  });
  const twinKey = ({ district, collaboration }: (typeof placed)[number]) => `${district.id} ${collaboration.id}`;
  return withoutTwins(draft, placed, "team", twinKey).map(({ row, district, collaboration }) => {
    const all = rowsOf(draft, "teams").filter(({ districtId }) => districtId === district.id);
    const known = all.find(({ collaborationId }) => collaborationId === collaboration.id);
    const team: Team = {
      id: known?.id ?? idOf("team", district.id, collaboration.id),
      networkId: draft.network.id,
      districtId: district.id,
      collaborationId: collaboration.id,
      name: row.name ?? known?.name ?? (all.length === 0 ? district.name : `${district.name}, ${collaboration.name}`),
      paused: known?.paused ?? false,
      pausedAt: known?.pausedAt ?? null,
      pauseReason: known?.pauseReason ?? null,
    };
    put(draft, "teams", team, { what: "team", name: team.name });
    return { row, team, district, today: localDateOf(draft.now, district.timeZone) };
  });
}

/** A team's members as the file lists them: who is not listed has left, who changed level or lead gets a new membership. */
export function planMembers(draft: ImportDraft, planned: PlannedTeam, people: ReadonlyMap<MemberRow, Person>): void {
  const { row, team, today } = planned;
  if (row.members === undefined) return;
  checkLeads(draft, row.members);
  const active = activeMembers(draft, team);
  const listed = new Set<string>();
  for (const member of row.members) {
    const person = people.get(member);
    if (person === undefined) continue;
    listed.add(person.id);
    const before = active.find(({ personId }) => personId === person.id);
    planMembership(draft, planned, person, member, before);
  }
  const left = active
    .filter(({ personId }) => !listed.has(personId))
    .map((membership) => ({ membership, name: nameOf(draft, membership.personId) }));
  for (const { membership, name } of left.sort((a, b) => a.name.localeCompare(b.name))) {
    write(draft, "memberships", { ...membership, until: today });
    ended(draft, "member", `${name} of ${team.name}`);
  }
}

function planMembership(
  draft: ImportDraft,
  { team, today }: PlannedTeam,
  person: Person,
  { level, lead = false }: MemberRow,
  before: Membership | undefined,
): void {
  if (before !== undefined && before.level === level && before.lead === lead) {
    draft.diff.unchanged += 1;
    return;
  }
  const after: Membership = {
    id: idOf("membership", team.id, person.id, today),
    networkId: draft.network.id,
    districtId: team.districtId,
    teamId: team.id,
    personId: person.id,
    level,
    lead,
    from: today,
    until: null,
  };
  if (before !== undefined) write(draft, "memberships", { ...before, until: today });
  write(draft, "memberships", after);
  const name = `${person.name} of ${team.name}`;
  const word = (isLead: boolean) => (isLead ? "yes" : "no");
  const fields = [
    { field: "level", from: before?.level ?? "", to: level },
    { field: "lead", from: word(before?.lead ?? false), to: word(lead) },
  ].filter(({ from, to }) => from !== to);
  draft.diff.entries.push({
    change: before === undefined ? "added" : "changed",
    what: lead ? "lead" : "member",
    name,
    fields,
  });
}

function checkLeads(draft: ImportDraft, members: MemberRow[]): void {
  const [first, ...others] = members.filter(({ lead }) => lead === true);
  for (const other of others) {
    const says = `a team has one lead, and "${first?.name}" on line ${first?.place.line} is it: write yes for one of them`;
    problem(draft, other.place, "lead", says);
  }
}

/** Ends the assignment of another program manager, never deletes it. */
export function planProgramManager(draft: ImportDraft, { row, team, today }: PlannedTeam): void {
  if (row.program_manager === undefined) return;
  const wanted = row.program_manager === null || nameKey(row.program_manager) === "none" ? null : managerOf(draft, row);
  if (wanted === undefined) return;
  const active = rowsOf(draft, "pmAssignments").filter(({ teamId, until }) => teamId === team.id && until === null);
  for (const assignment of active) {
    if (assignment.personId === wanted?.id) continue;
    write(draft, "pmAssignments", { ...assignment, until: today });
    ended(draft, "program manager", `${nameOf(draft, assignment.personId)} of ${team.name}`);
  }
  if (wanted === null) return;
  if (active.some(({ personId }) => personId === wanted.id)) {
    draft.diff.unchanged += 1;
    return;
  }
  write(draft, "pmAssignments", {
    id: idOf("pm-assignment", team.id, wanted.id, today),
    networkId: draft.network.id,
    districtId: team.districtId,
    teamId: team.id,
    personId: wanted.id,
    from: today,
    until: null,
  });
  draft.diff.entries.push({
    change: "added",
    what: "program manager",
    name: `${wanted.name} of ${team.name}`,
    fields: [],
  });
}

/** Who has left the network coaches nobody, in teams too that the file does not mention. */
export function endAssignmentsOfFormerPeople(draft: ImportDraft): void {
  const former = new Set(rowsOf(draft, "people").flatMap(({ id, networkRole }) => (networkRole === null ? [id] : [])));
  for (const assignment of rowsOf(draft, "pmAssignments")) {
    if (assignment.until !== null || !former.has(assignment.personId)) continue;
    write(draft, "pmAssignments", { ...assignment, until: draft.today });
    const team = rowsOf(draft, "teams").find(({ id }) => id === assignment.teamId);
    ended(draft, "program manager", `${nameOf(draft, assignment.personId)} of ${team?.name ?? "a team"}`);
  }
}

function managerOf(draft: ImportDraft, { program_manager: word = "", place }: TeamRow): Person | undefined {
  const name = word ?? "";
  const everybody = rowsOf(draft, "people");
  const staff = everybody.filter(({ networkRole }) => networkRole !== null);
  const found = named(staff, name);
  if (found.length === 1) return found[0];
  if (found.length > 1)
    problem(draft, place, "program_manager", `"${name}" could be ${found.length} people: write her e-mail address`);
  else if (!draft.mentioned.has(nameKey(name))) {
    const outsider = named(everybody, name)[0];
    const names = staff.map((person) => person.name);
    const says =
      outsider !== undefined
        ? `"${name}" is not of the network: only people listed under "people" coach a team`
        : `"${name}" is not among the network's people${didYouMean(name, names) || `: write one of ${quoted(names)}, or add her under "people"`}`;
    problem(draft, place, "program_manager", says);
  }
  return undefined;
}

/** The people whom an address or a name means. */
export function named(people: Person[], word: string): Person[] {
  const key = nameKey(word);
  return people.filter(({ name, email }) => (key.includes("@") ? email === key : nameKey(name) === key));
}

export function planCheckIn(draft: ImportDraft, { row: { check_in: row }, team, today }: PlannedTeam): void {
  if (row === undefined) return;
  const known = draft.known?.roster.rules.find(({ teamId }) => teamId === team.id);
  const rule = {
    id: known?.id ?? idOf("check-in-rule", team.id),
    networkId: draft.network.id,
    districtId: team.districtId,
    teamId: team.id,
    weekday: weekdays.indexOf(row.weekday) + 1,
    at: row.at ?? known?.at ?? "15:00",
    everyWeeks: row.every_weeks ?? known?.everyWeeks ?? 2,
    anchor: anchorOf(row, known?.anchor, today),
    active: known?.active ?? true,
    // A rule of before rhythms stays as it was; a new one follows the convenings.
    aroundConvenings: row.around_convenings ?? known?.aroundConvenings ?? true,
    weeklyInDo: row.weekly_in_do ?? known?.weeklyInDo ?? true,
  };
  put(draft, "rules", rule, { what: "check-in", name: `of ${team.name}` });
}

function anchorOf(row: CheckInRow, known: LocalDate | undefined, today: LocalDate): LocalDate {
  return row.starts_on ?? known ?? today;
}

export function activeMembers(draft: ImportDraft, team: Team): Membership[] {
  return rowsOf(draft, "memberships").filter(({ teamId, until }) => teamId === team.id && until === null);
}

function nameOf(draft: ImportDraft, personId: string): string {
  return rowsOf(draft, "people").find(({ id }) => id === personId)?.name ?? "somebody";
}
