import { instantAt } from "../calendar/local.js";
import type { Cycle, Problem as ProblemOfPractice, ProblemVersion } from "../cycle/model.js";
import { idOf } from "../id.js";
import type { CycleRow, ProblemVersionRow } from "./file.js";
import { type ImportDraft, problem, rowsOf } from "./import-draft.js";
import type { Person } from "./model.js";
import { nameKey } from "./names.js";
import { activeMembers, named, type PlannedTeam } from "./plan-teams.js";

/** Local time of day of things that the file dates without one. */
const noon = "12:00";

/** A team's first problem of practice. What a team has recorded itself is never replaced. */
export function planProblem(draft: ImportDraft, planned: PlannedTeam): void {
  const rows = planned.row.problem_of_practice;
  const first = rows?.[0];
  if (rows === undefined || first === undefined) return;
  checkVersions(draft, rows);
  const { team } = planned;
  const id = idOf("problem", team.id, nameKey(first.statement));
  const known = draft.known?.problems.find((one) => one.problem.teamId === team.id);
  if (known !== undefined) {
    if (known.problem.id === id) draft.diff.unchanged += 1;
    else draft.diff.kept.push(`${team.name} has a problem of practice already: it stays as it is recorded.`);
    return;
  }
  const versions = rows.map((row, index) => versionOf(draft, planned, id, row, index + 1));
  const whole = { id, networkId: draft.network.id, districtId: team.districtId, teamId: team.id };
  const made: ProblemOfPractice = { ...whole, version: versions.length, createdAt: versions[0]?.at ?? draft.now };
  draft.changes.problems.push({ problem: made, versions });
  draft.diff.entries.push({ change: "added", what: "problem of practice", name: `of ${team.name}`, fields: [] });
}

function checkVersions(draft: ImportDraft, rows: ProblemVersionRow[]): void {
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    if (rows.length > 1 && row.on === undefined) {
      problem(draft, row.place, "on", "is missing: where there are several versions, each has its date");
    }
    if (row.on !== undefined && row.on > draft.today)
      problem(draft, row.place, "on", `${row.on} is still to come: write when it was decided`);
    if (before?.on !== undefined && row.on !== undefined && row.on < before.on) {
      problem(draft, row.place, "on", `dates out of order: ${row.on} is before the version above (${before.on})`);
    }
    if (index > 0 && row.why === undefined)
      problem(draft, row.place, "why", "is missing: write why the problem changed");
    if (index === 0 && row.why !== undefined)
      problem(draft, row.place, "why", "has no place in the first version: remove it");
  });
}

function versionOf(
  draft: ImportDraft,
  { team, district }: PlannedTeam,
  problemId: string,
  row: ProblemVersionRow,
  version: number,
): ProblemVersion {
  return {
    id: idOf("problem-version", problemId, version),
    networkId: draft.network.id,
    districtId: team.districtId,
    problemId,
    version,
    statement: row.statement,
    focusArea: row.focus_area ?? null,
    studentGroups: row.student_groups ?? [],
    gradeBands: row.grade_bands ?? [],
    rootCauses: row.root_causes ?? [],
    evidence: row.evidence ?? null,
    dashboardColor: null,
    intendedOutcome: null,
    investment: null,
    why: row.why ?? null,
    personId: null,
    at: row.on === undefined ? draft.now : instantAt(row.on, noon, district.timeZone),
  };
}

/** A team's current cycle, where it has none of this title: a cycle belongs to the team once it is recorded. */
export function planCycle(draft: ImportDraft, planned: PlannedTeam): void {
  const { row: teamRow, team, district } = planned;
  const row = teamRow.cycle;
  if (row === undefined) return;
  checkCycle(draft, row);
  const owner = ownerOf(draft, planned, row);
  const title = nameKey(row.title);
  if (draft.known?.cycles.some((one) => one.teamId === team.id && nameKey(one.title) === title)) {
    draft.diff.unchanged += 1;
    return;
  }
  const stage = row.stage ?? "plan";
  const begun = row.started_on === undefined ? draft.now : instantAt(row.started_on, noon, district.timeZone);
  const startedAt = stage === "plan" ? null : begun;
  const cycle: Cycle = {
    id: idOf("cycle", "imported", team.id, title),
    networkId: draft.network.id,
    districtId: team.districtId,
    teamId: team.id,
    problemId: problemIdOf(draft, team.id),
    title: row.title,
    question: row.question ?? null,
    prediction: row.prediction ?? null,
    predictedFigure: row.predicted_figure ?? null,
    dueOn: row.due_on ?? null,
    stage,
    ownerId: owner?.id ?? null,
    startedAt,
    predictionLockedAt: startedAt,
    decision: null,
    reason: null,
    closedAt: null,
    previousId: null,
    details: {},
    testers: [],
    creditCycleId: null,
    creditDistrictId: null,
    version: 1,
    createdAt: startedAt ?? draft.now,
  };
  draft.changes.cycles.push(cycle);
  draft.diff.entries.push({ change: "added", what: "cycle", name: `${row.title} of ${team.name}`, fields: [] });
}

function checkCycle(draft: ImportDraft, row: CycleRow): void {
  const { stage = "plan", started_on: started, due_on: due } = row;
  if (stage !== "plan" && (row.prediction ?? null) === null) {
    problem(
      draft,
      row.place,
      "prediction",
      `is missing: a cycle in "${stage}" has a prediction, written before the results`,
    );
  }
  if (stage === "plan" && started !== undefined) {
    problem(
      draft,
      row.place,
      "started_on",
      'does not fit a cycle that is still in "plan": remove it, or write the stage',
    );
  }
  if (started !== undefined && started > draft.today) {
    problem(draft, row.place, "started_on", `${started} is still to come: write when the test began`);
  }
  if (started !== undefined && due !== undefined && due !== null && due < started) {
    problem(draft, row.place, "due_on", `dates out of order: due on ${due}, begun on ${started}`);
  }
}

function ownerOf(draft: ImportDraft, { team }: PlannedTeam, row: CycleRow): Person | undefined {
  if (row.owner === undefined || row.owner === null) return undefined;
  const ids = new Set(activeMembers(draft, team).map(({ personId }) => personId));
  const members = rowsOf(draft, "people").filter(({ id }) => ids.has(id));
  const found = named(members, row.owner);
  if (found.length === 1) return found[0];
  if (found.length > 1)
    problem(draft, row.place, "owner", `"${row.owner}" could be ${found.length} people: write the e-mail address`);
  else if (!draft.mentioned.has(nameKey(row.owner))) {
    problem(
      draft,
      row.place,
      "owner",
      `"${row.owner}" is not in the team: write the name or e-mail address of a member`,
    );
  }
  return undefined;
}

function problemIdOf(draft: ImportDraft, teamId: string): string | null {
  const planned = draft.changes.problems.find(({ problem: one }) => one.teamId === teamId)?.problem;
  const known = draft.known?.problems.find(({ problem: one }) => one.teamId === teamId)?.problem;
  return (known ?? planned)?.id ?? null;
}
