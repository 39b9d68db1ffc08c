import { type Naming, type Neighbour, pairWork, saysWhy, toldBefore } from "../core/matching/before-yes.js";
import { type Party, whyNotTogether } from "../core/matching/eligible.js";
import { type ProposedSide, propose } from "../core/matching/introduction.js";
import type { Match, MatchSide } from "../core/matching/records.js";
import { prepare, score } from "../core/matching/score.js";
import { toldWords } from "../core/matching/told-words.js";
import type { Network } from "../core/network/model.js";
import type { MatchOfTwo } from "../ports/matching.js";
import type { Repositories } from "../ports/store.js";
import { type Ground, loadGround } from "./find-match.js";
import { notMeantFor, toldEarlier, type Words } from "./meant.js";
import { loadNeighbours } from "./neighbours.js";
import { opaqueId } from "./opaque-id.js";
import type { Standing } from "./parties.js";
import { loadProblemFacts } from "./problem-facts.js";

export type Wanted = {
  mine: Pick<Party, "teamId" | "problemId">;
  theirs: Pick<Party, "teamId" | "problemId">;
  purpose: Match["purpose"];
  score: number;
  /** A program manager; null: the bot. */
  by: string | null;
  /** Of the act, so that the same one twice is one match. */
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

  const told = await describeBoth(tables, standing, neighbours, [mine, theirs]);
  if (typeof told === "string") return told;
  const [toMine, toTheirs] = told;
  const side = (own: Party, { reasons }: { reasons: string[] }, { described }: { described: string }): ProposedSide => {
    const { districtId, teamId, problemId } = own;
    return { districtId, teamId, problemId, reasons, described };
  };
  const teams = [mine.teamId, theirs.teamId].sort();
  const id = await opaqueId(tables, "match", ...teams, wanted.key);
  const two = propose(
    {
      networkId: network.id,
      collaborationId: mine.collaborationId === theirs.collaborationId ? mine.collaborationId : null,
      purpose: wanted.purpose,
      score: wanted.score,
      proposedBy: wanted.by,
      id,
      // How a side is described is what the other one reads of it.
      sides: [side(mine, toMine, toTheirs), side(theirs, toTheirs, toMine)],
    },
    now,
    network.timeZone,
  );
  const saved: MatchOfTwo = { match: two.match, sides: [...two.sides] };
  return (await tables.matches.save({ networkId: network.id }, saved, 0)) ? saved : "not now";
}

/**
 * What each of the two would read of the other as things stand now, in their order. Of those that could be meant for a reader
 * are left out whom she knows it cannot be: those that she is in touch with, is kept apart from or has parted from lately, and
 * whoever was described to her before, since that one would be described in the words of then.
 */
async function describeBoth(
  tables: Repositories,
  standing: Standing,
  neighbours: readonly Neighbour[],
  [mine, theirs]: readonly [Party, Party],
): Promise<[Words, Words] | Unsayable> {
  // Of her own work everything counts: what she has tried without sharing it she is not told to have left untried.
  const scope = { networkId: standing.networkId };
  const all = await loadProblemFacts(tables, scope, [mine.problemId, theirs.problemId], "all");
  const told = (reader: Party, other: Party): Words | Unsayable => {
    const before = toldEarlier(standing.matches, reader.districtId, other.districtId);
    if (before !== undefined) return before;
    const naming: Naming = {
      reader: reader.districtId,
      collaborationId: reader.collaborationId,
      not: new Set([...notMeantFor(standing, reader.districtId)].filter((id) => id !== other.districtId)),
    };
    const own = all.find(({ facts }) => facts.id === reader.problemId);
    const others = neighbours.flatMap(({ problems }) => problems).find(({ id }) => id === other.problemId);
    if (own === undefined || others === undefined) return "too few";
    const found = toldBefore(naming, other, neighbours, pairWork(score(prepare(own.facts), others, "peer help")));
    if (found === undefined) return "too few";
    return saysWhy(found) ? toldWords(found) : "no reason";
  };
  const [toMine, toTheirs] = [told(mine, theirs), told(theirs, mine)];
  if (typeof toMine === "string") return toMine;
  return typeof toTheirs === "string" ? toTheirs : [toMine, toTheirs];
}

/**
 * What the sides of a proposal would read now, in their order: between the proposal and its approval districts come, go, and
 * take back what they shared, and what fitted three may fit one alone.
 */
export async function describeAnew(
  tables: Repositories,
  network: Network,
  { sides }: MatchOfTwo,
  now: Date,
): Promise<Pick<MatchSide, "id" | "reasons" | "described">[] | Unsayable> {
  const ground = await loadGround(tables, network, now);
  const [a, b] = sides;
  const [mine, theirs] = [a, b].map(
    (side) => side && ground.standing.party({ id: side.problemId, teamId: side.teamId }),
  );
  if (a === undefined || b === undefined || mine === undefined || theirs === undefined) return "too few";
  const told = await describeBoth(tables, ground.standing, await loadNeighbours(tables, ground), [mine, theirs]);
  if (typeof told === "string") return told;
  const [toA, toB] = told;
  // How a side is described is what the other one reads of it.
  return [
    { id: a.id, reasons: toA.reasons, described: toB.described },
    { id: b.id, reasons: toB.reasons, described: toA.described },
  ];
}
