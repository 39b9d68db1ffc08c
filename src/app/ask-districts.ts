import { localDateOf } from "../core/calendar/local.js";
import { whyLeftAlone } from "../core/checkin/left-alone.js";
import type { Effect } from "../core/effects.js";
import { districtQuestionCard } from "../core/help/cards-asked.js";
import { type Nobody, nobodyCard, previewCard, requestCard } from "../core/help/cards-asker.js";
import { reasonsFor, whyNotAsked } from "../core/help/choose.js";
import { type Naming, toldBefore } from "../core/matching/before-yes.js";
import type { Party } from "../core/matching/eligible.js";
import { type AskedDistrict, type HelpCase, helpTurn, mostDistricts } from "../core/matching/help-request.js";
import { leastWantedFirst } from "../core/matching/load.js";
import type { ProblemFacts, Scored } from "../core/matching/model.js";
import type { Prepared } from "../core/matching/prepare.js";
import type { HelpOffer, HelpRequest } from "../core/matching/records.js";
import { isMatch } from "../core/matching/score.js";
import { describedWords } from "../core/matching/told-words.js";
import { isTopic } from "../core/matching/topics.js";
import type { Network } from "../core/network/model.js";
import { contactFrom } from "../core/nudge/when.js";
import { withoutFigures } from "../core/privacy/figures-in-text.js";
import { helpTexts as t } from "../core/texts-help.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { roomLeft } from "./budget.js";
import { enqueue, personAddress } from "./enqueue.js";
import { askerView, showAsker } from "./help-messages.js";
import { isAsker, loadHelp, mayAct, saveHelp, teamWithLead, turnHelp } from "./help-rows.js";
import { keepLevel } from "./keep-level.js";
import { neighboursIn } from "./neighbours.js";
import { gone, nothing, notice, notYours, say } from "./notices.js";
import { replyOnce } from "./once.js";
import { opaqueId } from "./opaque-id.js";
import { loadStanding } from "./parties.js";
import { loadProblemFacts } from "./problem-facts.js";
import type { Known } from "./who.js";

/** Problems of other districts like this question, the best first: judged anew each time that something is done with them. */
type Found = readonly { theirs: Prepared; scored: Scored }[];
/** So many problems are looked at: those that may not be asked are among them. */
const lookedAt = 60;

/** `to`: how the district is described to the asker. */
type Chosen = { offer: AskedDistrict; leadId: string; to: string; notBefore: Date };
/** `plan` names just what was shown: with anything else in it, it is another. `full`: how many have enough requests. */
type Plan = { plan: string; picks: Chosen[]; full: number; nobody: Nobody | undefined };

/** What would go out, and to how many, before anything does. */
export async function previewDistricts(app: App, who: Known, id: string): Promise<Reply> {
  const now = app.clock.now();
  const loaded = await app.store.read((view) => loadMine(view, who, id, now));
  if ("refused" in loaded) return loaded.refused;
  const { help } = loaded;
  const found = await findLike(app, help.request);
  return app.store.read(async (view) => {
    if (help.request.step === "team")
      return notice(requestCard(await askerView(view, help, now), isAsker(who, help.request)));
    return shown(who.network, help.request, await planOf(view, who.network, help, found, now), false);
  });
}

/** She lets it go to the whole network, and sees to whom it would. */
export async function widenQuestion(app: App, who: Known, key: string, id: string): Promise<Reply> {
  const now = app.clock.now();
  const refused = await replyOnce(app, key, async (tables) => {
    const loaded = await loadMine(tables, who, id, now);
    if ("refused" in loaded) return loaded.refused;
    const { help } = loaded;
    const { after } = await turnHelp(tables, help, { do: "widen" }, now);
    await showAsker(tables, after, now);
    return nothing;
  });
  return refused.kind === "none" ? previewDistricts(app, who, id) : refused;
}

/** Sent as it was shown, or shown once more: to nobody else, and in no other words. */
export async function sendToDistricts(app: App, who: Known, key: string, id: string, plan: string): Promise<Reply> {
  const now = app.clock.now();
  const seen = await app.store.read((view) => loadMine(view, who, id, now));
  if ("refused" in seen) return seen.refused;
  const found = await findLike(app, seen.help.request);
  return replyOnce(app, key, async (tables) => {
    const loaded = await loadMine(tables, who, id, now);
    if ("refused" in loaded) return loaded.refused;
    const { help } = loaded;
    const current = await planOf(tables, who.network, help, found, now);
    if (current.plan !== plan || current.picks.length === 0) return shown(who.network, help.request, current, true);
    const reached: AskedDistrict[] = [];
    for (const pick of current.picks)
      if (await askOne(tables, who.network, help.request, pick, now)) reached.push(pick.offer);
    const { case: after, ignored } = helpTurn(help, { do: "step", to: "districts", ask: reached }, now);
    if (ignored !== undefined) return say(t.none["not now"]);
    await saveHelp(tables, help, after);
    await agreeToSend(tables, who, after.request, key, now);
    await showAsker(tables, after, now);
    return say(t.sentTo(reached.length));
  });
}

/** An open request that she may send on. */
async function loadMine(
  view: Repositories,
  who: Known,
  id: string,
  now: Date,
): Promise<{ help: HelpCase } | { refused: Reply }> {
  const help = await loadHelp(view, who.scope, id);
  if (help === undefined || help.request.state !== "open") return { refused: gone() };
  return (await mayAct(view, who, help.request, now)) ? { help } : { refused: notYours() };
}

function shown({ minN }: Network, request: HelpRequest, { plan, picks, full, nobody }: Plan, changed: boolean): Reply {
  if (nobody !== undefined) return notice(nobodyCard(request, nobody));
  if (picks.length === 0) return nothing;
  const to = picks.map((one) => one.to);
  const described = picks.map(({ offer }) => offer.described);
  return notice(previewCard(request, { plan, to, described, full, changed }, minN));
}

/** Not in a write: the index follows what is committed. */
async function findLike(app: App, request: HelpRequest): Promise<Found> {
  const { mine, mayBe } = await app.store.read(async (view) => ({
    mine: await factsOf(view, request),
    mayBe: new Set(
      (await view.matching.consentsInForce({ networkId: request.networkId }, "problem")).map((one) => one.subjectId),
    ),
  }));
  const search = await app.matching.bestFor(request.networkId, mine, "peer help", lookedAt, ({ id }) => mayBe.has(id));
  return search.found.filter(({ theirs, scored }) => isMatch(search.mine, theirs, scored));
}

/** The question beside what her team has on record of its problem. */
async function factsOf(view: Repositories, request: HelpRequest): Promise<ProblemFacts> {
  const scope = { networkId: request.networkId, districtId: request.districtId };
  const [latest] = await view.cycles.problems(scope, request.teamId);
  const network = { networkId: request.networkId };
  const [known] = latest === undefined ? [] : await loadProblemFacts(view, network, [latest.problem.id]);
  const district = await view.roster.district(scope, request.districtId);
  const none = { schools: null, enrollment: null, frpmPct: null, elPct: null, locale: null, grades: null };
  const bare = { focusArea: null, studentGroups: [], gradeBands: [], rootCauses: [], tried: [] };
  const facts = known?.facts ?? { ...bare, districtId: request.districtId, profile: district?.profile ?? none };
  const { vector: _ofTheProblem, ...rest } = { vector: undefined, ...facts };
  return { ...rest, id: request.id, statement: request.question, confirmed: request.topics.filter(isTopic) };
}

async function planOf(
  view: Repositories,
  network: Network,
  { request, offers }: HelpCase,
  found: Found,
  now: Date,
): Promise<Plan> {
  const scope = { networkId: network.id };
  const standing = await loadStanding(view, network, now);
  const team = standing.teams.get(request.teamId);
  const ledger = await view.matching.consentsInForce(scope, "problem");
  const teamOf = new Map(ledger.map(({ subjectId, teamId }) => [subjectId, teamId]));
  const asked = new Set(offers.filter(({ from }) => from === "districts").map(({ districtId }) => districtId));
  const neighbours = neighboursIn(standing);
  const asking = { districtId: request.districtId, collaborationId: team?.collaborationId ?? "", level: request.level };
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
    const naming = (reader: Pick<Party, "districtId" | "collaborationId">): Naming => ({
      ...reader,
      reader: reader.districtId,
      not: standing.apart(reader.districtId),
    });
    const ofAsker = toldBefore(naming(party), asking, neighbours);
    const ofThem = toldBefore(naming(asking), party, neighbours);
    if (ofAsker === undefined || ofThem === undefined) {
      unnamed++;
      continue;
    }
    const reader = await readerOf(view, network, party.teamId, now);
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
  const text = withoutFigures(request.question, network.minN).text;
  const said = picks.map(({ offer, to }) => [offer.districtId, offer.described, to, ...offer.reasons].join("|"));
  const plan = await opaqueId(view, "help plan", request.id, text, ...said);
  return { plan, picks, full: full.size, nobody };
}

function whyNobody(why: { unnamed: number; full: number; before: number; open: number }): Nobody {
  if (why.unnamed > 0) return "too few";
  if (why.open > 0) return "not now";
  if (why.full > 0) return "enough";
  return why.before > 0 ? "all asked" : "nobody alike";
}

/** The team's lead, where she can be asked: she is there, wants to be asked, and her week has room. */
async function readerOf(view: Repositories, network: Network, teamId: string, now: Date) {
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

async function askOne(
  tables: Repositories,
  { minN }: Network,
  request: HelpRequest,
  { offer, leadId, notBefore }: Chosen,
  now: Date,
): Promise<boolean> {
  const { networkId } = request;
  const row: HelpOffer = {
    ...offer,
    networkId,
    requestId: request.id,
    from: "districts",
    state: "asked",
    personId: null,
    text: null,
    askedAt: now,
    answeredAt: null,
  };
  const card = districtQuestionCard(row, request, minN);
  const effect: Effect = { effect: "tell", id: offer.id, personId: leadId, kind: "help request", card, notBefore };
  return (await enqueue(tables, { networkId }, [effect], now)) > 0;
}

/** That it goes out is an act of hers, on record until she takes the question back. */
async function agreeToSend(
  tables: Repositories,
  who: Known,
  request: HelpRequest,
  key: string,
  at: Date,
): Promise<void> {
  const team = { id: request.teamId, networkId: request.networkId, districtId: request.districtId };
  const what = { what: "help request" as const, subjectId: request.id, level: request.level };
  await keepLevel(tables, { team, ...what, personId: who.person.id, key, at });
}
