import { localDateOf } from "../core/calendar/local.js";
import { whyLeftAlone } from "../core/checkin/left-alone.js";
import type { Nobody } from "../core/help/cards-asker.js";
import { reasonsFor, whyNotAsked } from "../core/help/choose.js";
import { couldBeMany, type Naming, pairWork, toldOverQuestion } from "../core/matching/before-yes.js";
import type { Party } from "../core/matching/eligible.js";
import { type AskedDistrict, type HelpCase, mostDistricts } from "../core/matching/help-request.js";
import { leastWantedFirst } from "../core/matching/load.js";
import type { Scored } from "../core/matching/model.js";
import type { Prepared } from "../core/matching/prepare.js";
import { readerOf } from "../core/matching/reader.js";
import type { HelpRequest } from "../core/matching/records.js";
import { describedWords } from "../core/matching/told-words.js";
import type { Network } from "../core/network/model.js";
import { contactFrom } from "../core/nudge/when.js";
import { withoutFigures } from "../core/privacy/figures-in-text.js";
import type { Repositories } from "../ports/store.js";
import { roomLeft } from "./budget.js";
import { personAddress } from "./enqueue.js";
import { loadGround } from "./find-match.js";
import { teamWithLead } from "./help-rows.js";
import { loadNeighbours } from "./neighbours.js";
import { opaqueId } from "./opaque-id.js";
import type { Standing } from "./parties.js";

/** Problems of other districts like this question, the best first: judged anew each time that something is done with them. */
export type Found = readonly { theirs: Prepared; scored: Scored }[];
/** `to`: how the district is described to the asker. */
export type Chosen = { offer: AskedDistrict; leadId: string; to: string; notBefore: Date };
/** `plan` names just what was shown: with anything else in it, it is another. `full`: how many have enough requests. */
export type Plan = { plan: string; picks: Chosen[]; full: number; nobody: Nobody | undefined };

/** Whom the question would go to, in which words; where to nobody, why, as far as it may be said. */
export async function planOf(
  view: Repositories,
  network: Network,
  { request, offers }: HelpCase,
  found: Found,
  now: Date,
): Promise<Plan> {
  const ground = await loadGround(view, network, now);
  const { standing, teamOf } = ground;
  const team = standing.teams.get(request.teamId);
  const asked = new Set(offers.filter(({ from }) => from === "districts").map(({ districtId }) => districtId));
  const neighbours = await loadNeighbours(view, ground);
  const asking = { districtId: request.districtId, collaborationId: team?.collaborationId ?? "", level: request.level };
  const within = request.level === "collaboration";
  if (!couldBeMany(namingOf(standing, asking, asked), within, neighbours))
    return planWith(view, network, request, [], 0, "few");
  const open = [];
  const full = new Set<string>();
  let before = 0;
  for (const { theirs, scored } of found) {
    const party = standing.party({ id: theirs.id, teamId: teamOf.get(theirs.id) ?? "" });
    if (party === undefined) continue;
    const reason = whyNotAsked(asking, party, standing.between(request.districtId, party.districtId));
    if (reason === "no room") full.add(party.districtId);
    if (asked.has(party.districtId)) before++;
    else if (reason === undefined) {
      open.push({ theirs, scored, party });
    }
  }
  const picks: Chosen[] = [];
  let unnamed = 0;
  const ranked = leastWantedFirst(open, ({ scored: { score }, party: { districtId: key } }) => {
    return { key, score, load: standing.open(key) };
  });
  for (const { theirs, scored, party } of ranked) {
    if (picks.length === mostDistricts) break;
    const { districtId } = party;
    const about = { topic: pairWork(scored).topic, within };
    const ofAsker = toldOverQuestion(namingOf(standing, party, new Set(), asking), asking, neighbours, about);
    const ofThem = toldOverQuestion(namingOf(standing, asking, asked, party), party, neighbours, about);
    // Where she could mean three, each of them can be described: it is she who would be given away.
    if (ofAsker === undefined || ofThem === undefined) {
      unnamed++;
      continue;
    }
    const reader = await leadToAsk(view, network, party.teamId, now);
    if (reader === undefined) continue;
    picks.push({
      ...reader,
      to: describedWords(ofThem),
      offer: {
        id: await opaqueId(view, "help offer", request.id, districtId),
        districtId,
        teamId: party.teamId,
        reasons: reasonsFor(theirs, scored),
        described: describedWords(ofAsker),
      },
    });
  }
  const nobody = picks.length > 0 ? undefined : whyNobody({ unnamed, full: full.size, before, open: open.length });
  return planWith(view, network, request, picks, full.size, nobody);
}

async function planWith(
  view: Repositories,
  { minN }: Network,
  request: HelpRequest,
  picks: Chosen[],
  full: number,
  nobody: Nobody | undefined,
): Promise<Plan> {
  const text = withoutFigures(request.question, minN).text;
  const said = picks.map(({ offer, to }) => [offer.districtId, offer.described, to, ...offer.reasons].join("|"));
  return { plan: await opaqueId(view, "help plan", request.id, text, ...said), picks, full, nobody };
}

/**
 * Whom a reader could mean: everybody that she could name, without those who were asked before over this question, her partners, and
 * whom she is kept apart from. `other`: whom it is about, who counts in any case: partners may ask each other.
 */
function namingOf(
  standing: Standing,
  { districtId, collaborationId }: Pick<Party, "districtId" | "collaborationId">,
  askedBefore: ReadonlySet<string>,
  other?: Pick<Party, "districtId">,
): Naming {
  const teams = [...standing.teams.values()];
  const { partners } = readerOf(districtId, { teams, matches: standing.matches, blocks: [] });
  const not = new Set([...askedBefore, ...partners, ...standing.apart(districtId)]);
  if (other !== undefined) not.delete(other.districtId);
  return { reader: districtId, collaborationId, not };
}

function whyNobody(why: { unnamed: number; full: number; before: number; open: number }): Nobody {
  if (why.unnamed > 0) return "too few";
  if (why.open > 0) return "not now";
  if (why.full > 0) return "enough";
  return why.before > 0 ? "all asked" : "nobody alike";
}

/** The team's lead, where she can be asked: she is there, wants to be asked, and her week has room. */
async function leadToAsk(view: Repositories, network: Network, teamId: string, now: Date) {
  const scope = { networkId: network.id };
  const found = await teamWithLead(view, scope, teamId, now);
  if (found?.lead === undefined) return undefined;
  const { lead, district } = found;
  const notBefore = contactFrom(district.calendar, district.timeZone, now) ?? now;
  if (whyLeftAlone(lead, found.team, localDateOf(notBefore, district.timeZone)) !== undefined) return undefined;
  if ((await personAddress(view, scope, lead, "help request")) === undefined) return undefined;
  const room = await roomLeft(view, scope, lead, { contact: "match or help request", at: notBefore }, now);
  return room > 0 ? { leadId: lead.id, notBefore } : undefined;
}
