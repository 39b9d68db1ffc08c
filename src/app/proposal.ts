import { type Naming, type Neighbour, pairWork, saysWhy, toldBefore } from "../core/matching/before-yes.js";
import { type Party, restDays, whyNotTogether } from "../core/matching/eligible.js";
import { type ProposedSide, propose } from "../core/matching/introduction.js";
import type { Match } from "../core/matching/records.js";
import { prepare, score } from "../core/matching/score.js";
import { toldWords } from "../core/matching/told-words.js";
import type { MatchOfTwo } from "../ports/matching.js";
import type { Repositories } from "../ports/store.js";
import { type Ground, loadGround } from "./find-match.js";
import { loadProblemFacts } from "./problem-facts.js";

export type Wanted = {
  mine: Pick<Party, "teamId" | "problemId">;
  theirs: Pick<Party, "teamId" | "problemId">;
  purpose: Match["purpose"];
  score: number;
  /** A program manager; null: the bot. */
  by: string | null;
  key: string;
};

/** Why the bot leaves it to the program manager: they cannot be described, or not be told why, without being named. */
export type Unsayable = "too few" | "no reason";

/**
 * Writes a proposal, if the two may still be brought together, and can be described to each other and told why without being
 * named. What they were told of each other once they are told again, so that two descriptions cannot be laid over each other.
 */
export async function saveProposal(
  tables: Repositories,
  { network }: Pick<Ground, "network">,
  neighbours: readonly Neighbour[],
  wanted: Wanted,
  now: Date,
): Promise<MatchOfTwo | Unsayable | "not now"> {
  // Read anew: an earlier proposal of the same round changes who is in touch with whom.
  const { standing } = await loadGround(tables, network, now);
  const party = (one: Wanted["mine"]) => standing.party({ id: one.problemId, teamId: one.teamId });
  const [mine, theirs] = [party(wanted.mine), party(wanted.theirs)];
  if (mine === undefined || theirs === undefined) return "not now";
  const between = standing.between(mine.districtId, theirs.districtId);
  if (whyNotTogether(mine, theirs, between) !== undefined) return "not now";

  // Of her own work everything counts: what she has tried without sharing it she is not told to have left untried.
  const ids = [mine.problemId, theirs.problemId];
  const all = (await loadProblemFacts(tables, { networkId: network.id }, ids, "all")).map(({ facts }) =>
    prepare(facts),
  );
  const told = (reader: Party, other: Party): ReturnType<typeof toldWords> | Unsayable => {
    const before = toldEarlier(standing.matches, reader, other);
    if (before !== undefined) return before;
    const not = new Set(
      [...standing.districts.keys()].filter((id) => {
        const { apart, inTouch, partedDaysAgo = restDays } = standing.between(reader.districtId, id);
        return apart || inTouch || partedDaysAgo < restDays;
      }),
    );
    const naming: Naming = { reader: reader.districtId, collaborationId: reader.collaborationId, not };
    const own = all.find(({ id }) => id === reader.problemId);
    const others = neighbours.flatMap(({ problems }) => problems).find(({ id }) => id === other.problemId);
    if (own === undefined || others === undefined) return "too few";
    const found = toldBefore(naming, other, neighbours, pairWork(score(own, others, "peer help")));
    if (found === undefined) return "too few";
    return saysWhy(found) ? toldWords(found) : "no reason";
  };
  const [toMine, toTheirs] = [told(mine, theirs), told(theirs, mine)];
  if (typeof toMine === "string") return toMine;
  if (typeof toTheirs === "string") return toTheirs;
  const side = (own: Party, { reasons }: { reasons: string[] }, { described }: { described: string }): ProposedSide => {
    const { districtId, teamId, problemId } = own;
    return { districtId, teamId, problemId, reasons, described };
  };
  const two = propose(
    {
      networkId: network.id,
      collaborationId: mine.collaborationId === theirs.collaborationId ? mine.collaborationId : null,
      purpose: wanted.purpose,
      score: wanted.score,
      proposedBy: wanted.by,
      key: wanted.key,
      // How a side is described is what the other one reads of it.
      sides: [side(mine, toMine, toTheirs), side(theirs, toTheirs, toMine)],
    },
    now,
    network.timeZone,
  );
  const saved: MatchOfTwo = { match: two.match, sides: [...two.sides] };
  return (await tables.matches.save({ networkId: network.id }, saved, 0)) ? saved : "not now";
}

/** What the reader was told of this district before: only what was really put to her. */
function toldEarlier(matches: readonly MatchOfTwo[], reader: Party, other: Party) {
  const earlier = matches.find(
    ({ match, sides }) =>
      match.offeredAt !== null &&
      sides.some(({ districtId }) => districtId === reader.districtId) &&
      sides.some(({ districtId }) => districtId === other.districtId),
  );
  const read = earlier?.sides.find(({ districtId }) => districtId === reader.districtId);
  const shown = earlier?.sides.find(({ districtId }) => districtId === other.districtId);
  return read && shown && { reasons: read.reasons, described: shown.described };
}
