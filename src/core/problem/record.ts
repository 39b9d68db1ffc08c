import { dashboardColors, type Problem, type ProblemVersion } from "../cycle/model.js";
import { idOf } from "../id.js";
import type { Team } from "../network/model.js";
import type { Answers } from "../ui/form.js";

/**
 * The next version of a team's problem of practice; the first where there is none. What the form did not ask stays as it is.
 * A problem without a statement is the learning zone: the team knows where it looks, and not yet what it found.
 */
export function nextVersion(
  answers: Answers,
  { team, problem, current, personId, now }: ProblemInput,
): { problem: Problem; version: ProblemVersion } {
  const id = problem?.id ?? idOf("problem", team.id);
  const number = (current?.version ?? 0) + 1;
  const words = (name: string, before: string | null | undefined) =>
    name in answers ? (typeof answers[name] === "string" ? answers[name] : null) : (before ?? null);
  const list = (name: string, before: string[] | undefined, separator: RegExp) =>
    name in answers ? entries(answers[name], separator) : (before ?? []);
  const { networkId, districtId } = team;
  return {
    problem: { id, networkId, districtId, teamId: team.id, version: number, createdAt: problem?.createdAt ?? now },
    version: {
      id: idOf("problem-version", id, number),
      networkId,
      districtId,
      problemId: id,
      version: number,
      statement: words("statement", current?.statement),
      focusArea: words("focusArea", current?.focusArea),
      studentGroups: list("studentGroups", current?.studentGroups, /[,;\n]/),
      gradeBands: list("gradeBands", current?.gradeBands, /[,;\n]/),
      rootCauses: list("rootCauses", current?.rootCauses, /\n/),
      evidence: words("evidence", current?.evidence),
      dashboardColor:
        "dashboardColor" in answers
          ? (dashboardColors.find((one) => one === answers.dashboardColor) ?? null)
          : (current?.dashboardColor ?? null),
      intendedOutcome: words("intendedOutcome", current?.intendedOutcome),
      investment: words("investment", current?.investment),
      why: current === undefined ? null : words("why", null),
      personId,
      at: now,
    },
  };
}

export type ProblemInput = {
  team: Pick<Team, "id" | "networkId" | "districtId">;
  problem: Problem | undefined;
  current: ProblemVersion | undefined;
  personId: string;
  now: Date;
};

function entries(answer: Answers[string] | undefined, separator: RegExp): string[] {
  if (typeof answer !== "string") return [];
  return answer
    .split(separator)
    .map((one) => one.trim())
    .filter((one) => one !== "");
}
