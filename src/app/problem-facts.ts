import type { Cycle } from "../core/cycle/model.js";
import { readStrategies } from "../core/matching/attributes.js";
import { levelNow } from "../core/matching/consent.js";
import type { ProblemFacts, Tried } from "../core/matching/model.js";
import type { Consent, SharingLevel } from "../core/matching/records.js";
import { isTopic } from "../core/matching/topics.js";
import type { EmbeddingProvider } from "../ports/embedding.js";
import type { Repositories, Scope } from "../ports/store.js";

/** A problem's facts, and how far its team lets it be compared. */
export type KnownProblem = { facts: ProblemFacts; teamId: string; level: SharingLevel };

/**
 * Whose tests come along: all that a team tested, for its own side of a comparison; or what everybody may know who may be compared
 * with it: a problem that is compared in the whole network brings only those tests along that the whole network may find.
 * `own`: of these problems all, of the others what is shared.
 */
type WhichTests = "all" | "shared" | { own: readonly string[] };

/**
 * Everything that these problems are compared by, and nothing of others, in as many queries for all of them as for one. Without
 * those that have no statement: their teams are still asking what their problem is.
 */
export async function loadProblemFacts(
  view: Repositories,
  scope: Scope,
  problemIds: readonly string[],
  tests: WhichTests = "all",
  embedding?: Pick<EmbeddingProvider, "id" | "version">,
): Promise<KnownProblem[]> {
  if (problemIds.length === 0) return [];
  const problems = (await view.matching.problemsByIds(scope, problemIds)).filter(({ current }) => current.statement);
  const choices = await view.matching.topicChoices(scope, problemIds);
  const confirmed = new Map(choices.map(({ problemId, topics }) => [problemId, topics]));
  const ledger = bySubject(await view.matching.consentsTo(scope, "problem", problemIds));
  const vectors = await vectorsOf(view, scope, problemIds, embedding);
  const districtIds = [...new Set(problems.map(({ problem }) => problem.districtId))];
  const districts = await view.roster.districtsByIds(scope, districtIds);
  const profiles = new Map(districts.map(({ id, profile }) => [id, profile]));
  const teamIds = [...new Set(problems.map(({ problem }) => problem.teamId))];
  const closed = (await view.cycles.ofTeams(scope, teamIds)).filter(({ decision }) => decision !== null);
  const cycleIds = tests === "all" ? [] : closed.map(({ id }) => id);
  const shared = bySubject(await view.matching.consentsTo(scope, "cycle", cycleIds));
  return problems.flatMap(({ problem, current }): KnownProblem[] => {
    const profile = profiles.get(problem.districtId);
    if (profile === undefined || current.statement === null) return [];
    const level = levelNow(ledger.get(problem.id) ?? []);
    const all = tests === "all" || (tests !== "shared" && tests.own.includes(problem.id));
    const known = ({ id }: Cycle) => all || reaches(levelNow(shared.get(id) ?? []), level);
    const facts: ProblemFacts = {
      id: problem.id,
      districtId: problem.districtId,
      statement: current.statement,
      focusArea: current.focusArea,
      studentGroups: current.studentGroups,
      gradeBands: current.gradeBands,
      rootCauses: current.rootCauses,
      tried: closed.filter((cycle) => cycle.teamId === problem.teamId && known(cycle)).map(triedIn),
      profile,
      ...vectors(problem.id, current.version),
      confirmed: (confirmed.get(problem.id) ?? []).filter(isTopic),
    };
    return [{ facts, teamId: problem.teamId, level }];
  });
}

type VectorOf = (problemId: string, version: number) => Pick<ProblemFacts, "vector">;

/** Of the problem's present version, while the network wants them. */
async function vectorsOf(
  view: Repositories,
  scope: Scope,
  problemIds: readonly string[],
  embedding: Pick<EmbeddingProvider, "id" | "version"> | undefined,
): Promise<VectorOf> {
  if (embedding === undefined || !(await view.networks.find(scope))?.embeddings) return () => ({});
  const { id: provider, version } = embedding;
  const kept = new Map(
    (await view.matching.vectors(scope, provider, version, problemIds)).map((one) => [one.problemId, one]),
  );
  return (problemId, current) => {
    const found = kept.get(problemId);
    return found?.version === current ? { vector: { provider, version, numbers: found.numbers } } : {};
  };
}

/** Whether what is shared at this level may be known to everybody who may be compared with a problem of that level. */
function reaches(level: SharingLevel, problem: SharingLevel): boolean {
  return level === "network" || (level === "collaboration" && problem === "collaboration");
}

function triedIn({ id, title, details, decision }: Cycle): Tried {
  const outcome = decision === "scale" ? "worked" : decision === "adapt" ? "mixed" : "failed";
  return { title, strategies: readStrategies([title, details.hypothesis ?? ""]), outcome, cycleId: id };
}

function bySubject(consents: readonly Consent[]): Map<string, Consent[]> {
  const found = new Map<string, Consent[]>();
  for (const one of consents) found.set(one.subjectId, [...(found.get(one.subjectId) ?? []), one]);
  return found;
}
