import { localDateOf } from "../core/calendar/local.js";
import type { Cycle } from "../core/cycle/model.js";
import { type Access, accessTo, type Findable, type Finder, findable } from "../core/matching/findable.js";
import type { Found } from "../core/matching/found-cards.js";
import { type Between, readerOf } from "../core/matching/reader.js";
import type { Consent } from "../core/matching/records.js";
import { seenCycle } from "../core/matching/seen-cycle.js";
import { chosenTopics } from "../core/matching/topic-question.js";
import type { District, Team } from "../core/network/model.js";
import type { Repositories, Scope } from "../ports/store.js";
import { cycleRecords } from "./cycle-records.js";
import { coachedHere, type Known, mayBeShownHere } from "./who.js";

/** What decides who may read which tests, as it is stored now. Loaded anew for each question: nothing of it is kept. */
export type Ground = Omit<Between, "teams"> & { teams: Team[]; districts: District[]; consents: Consent[] };

const networkOf = (who: Known): Scope => ({ networkId: who.person.networkId });

/** `cycleIds`: of these alone; of all that is shared in the network where it is left out. */
export async function loadGround(view: Repositories, scope: Scope, cycleIds?: readonly string[]): Promise<Ground> {
  const { teams, districts } = await view.roster.outline(scope, ["teams", "districts"]);
  return {
    teams,
    districts,
    matches: await view.matches.all(scope),
    blocks: await view.matching.blocks(scope),
    consents:
      cycleIds === undefined
        ? await view.matching.consentsInForce(scope, "cycle")
        : await view.matching.consentsTo(scope, "cycle", cycleIds),
  };
}

/** Who she is as a finder, from stored roles. Somebody on no team, and not of the network, reads nothing. */
export function finderOf(who: Known, ground: Between): Finder {
  if (who.person.networkRole !== null && who.person.districtId === null)
    return { kind: "network", coached: new Set(coachedHere(who)) };
  const teamIds = new Set(who.teams.map(({ id }) => id));
  const districtId = who.person.districtId ?? "";
  const reader = readerOf(districtId, ground);
  return { kind: "district", teamIds, reader };
}

/** What one district shares is read in the reader's own workspace, a program manager's in the network's. */
function readsOthersHere(who: Known): boolean {
  if (who.person.districtId === null) return who.workspace.districtId === null;
  return who.teams.length > 0 && mayBeShownHere(who, who.person.districtId);
}

/** Those of these cycles that she may read here and now. */
export function readableBy(who: Known, cycles: readonly Cycle[], ground: Ground): Findable[] {
  const consents = readsOthersHere(who) ? ground.consents : [];
  return findable(cycles, consents, ground.teams, finderOf(who, ground));
}

/** One cycle of the network, where she may read it now; undefined where she may not, or it is not there. */
export async function readableCycle(
  view: Repositories,
  who: Known,
  cycleId: string,
): Promise<{ cycle: Cycle; access: Access; ground: Ground; found: Found } | undefined> {
  const [cycle] = await view.cycles.byIds(networkOf(who), [cycleId]);
  if (cycle === undefined) return undefined;
  const ground = await loadGround(view, networkOf(who), [cycleId]);
  const [readable] = readableBy(who, [cycle], ground);
  if (readable === undefined) return undefined;
  const [found] = await foundOf(view, who, [readable], ground);
  return found && { cycle, access: readable.access, ground, found };
}

/** These cycles as she sees them, each with its district. */
export async function foundOf(
  view: Repositories,
  who: Known,
  readable: readonly Findable[],
  ground: Ground,
): Promise<Found[]> {
  const scope = networkOf(who);
  const districts = new Map(ground.districts.map((district) => [district.id, district]));
  const zoneOf = (districtId: string) => districts.get(districtId)?.timeZone ?? who.network.timeZone;
  const cycles = readable.map(({ cycle }) => cycle);
  const records = await cycleRecords(view, scope, cycles, { minN: who.network.minN, timeZoneOf: zoneOf });
  const problemIds = [...new Set(cycles.flatMap(({ problemId }) => problemId ?? []))];
  const choices = await view.matching.topicChoices(scope, problemIds);
  const problems = await view.matching.consentsTo(scope, "problem", problemIds);
  const finder = finderOf(who, ground);
  // A test may go further than the problem that it belongs to: what that is about goes with it only to whom it is shared with.
  const mayKnow = ({ problemId, districtId, teamId }: Cycle): boolean => {
    const team = ground.teams.find(({ id }) => id === teamId);
    const ledger = problems.filter(({ subjectId }) => subjectId === problemId);
    return (
      team !== undefined &&
      accessTo({ districtId, teamId, stage: "closed" }, team.collaborationId, ledger, finder) !== undefined
    );
  };
  const levels = new Set(ground.consents.map(({ subjectId }) => subjectId));
  return records.flatMap((record, nth): Found[] => {
    const { cycle } = record;
    const { access } = readable[nth] ?? {};
    const district = districts.get(cycle.districtId);
    if (access === undefined || district === undefined) return [];
    const choice = mayKnow(cycle) ? choices.filter(({ problemId }) => problemId === cycle.problemId).at(-1) : undefined;
    // Words of the team's own are about its problem, which it did not share with the cycle: only topics of the list go with it.
    const topics = chosenTopics(choice && access !== "own" ? { ...choice, other: null } : choice);
    const closedOn = cycle.closedAt === null ? undefined : localDateOf(cycle.closedAt, district.timeZone);
    const offer = who.person.districtId === null && cycle.decision === "scale" && levels.has(cycle.id);
    const may = { use: who.teams.length > 0, offer: offer && coachedHere(who).length > 0 };
    return [{ seen: seenCycle(record, access, topics), cycle, district, closedOn, may }];
  });
}
