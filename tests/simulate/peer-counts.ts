import type { Facts } from "./facts.js";

/** What became of introductions, questions and groups, each with what it is a part of. */
export function peerCounts({ matches, requests, offers, rounds, problems }: Facts): Record<string, number> {
  const ended = (...endings: (string | null)[]) => matches.filter(({ match }) => endings.includes(match.ending)).length;
  const asked = offers.filter(({ from }) => from === "districts");
  const came = (...states: string[]) => asked.filter(({ state }) => states.includes(state)).length;
  const introduced = matches.filter(({ match }) => match.introducedAt !== null);
  return {
    problems: new Set(problems.map(({ problemId }) => problemId)).size,
    problem_versions: problems.length,
    matches_proposed: matches.length,
    matches_proposed_by_bot: matches.filter(({ match }) => match.proposedBy === null).length,
    matches_offered: matches.filter(({ match }) => match.offeredAt !== null).length,
    matches_both_yes: introduced.length,
    matches_declined: ended("declined"),
    matches_blocked: ended("blocked"),
    matches_expired: ended("expired"),
    matches_rejected: ended("rejected"),
    matches_consent_withdrawn: ended("consent withdrawn"),
    matches_asked_whether_met: introduced.filter(({ match }) => match.metAsked > 0).length,
    matches_met: introduced.filter(({ sides }) => sides.some(({ met }) => met === "yes")).length,
    matches_did_not_meet: ended("did not meet"),
    matches_renewed: introduced.filter(({ match }) => match.renewals > 0).length,
    matches_not_renewed: ended("not renewed"),
    matches_ended_by_team: ended("ended by a team"),
    questions: requests.length,
    questions_to_districts: requests.filter(({ step }) => step === "districts").length,
    questions_closed: requests.filter(({ state }) => state === "closed").length,
    questions_withdrawn: requests.filter(({ state }) => state === "withdrawn").length,
    districts_asked: asked.length,
    districts_offered: came("offered", "answered", "introduced"),
    districts_introduced: came("introduced"),
    districts_not_now: came("not now"),
    group_rounds: rounds.length,
    group_rounds_published: rounds.filter(({ state }) => state === "published").length,
    districts_in_published_groups: rounds
      .filter(({ state }) => state === "published")
      .reduce((sum, { groups }) => sum + groups.flat().length, 0),
  };
}
