import type { Effect } from "../core/effects.js";
import { districtQuestionCard } from "../core/help/cards-asked.js";
import { nobodyCard, previewCard, requestCard } from "../core/help/cards-asker.js";
import { type AskedDistrict, type HelpCase, helpTurn } from "../core/matching/help-request.js";
import type { ProblemFacts } from "../core/matching/model.js";
import type { HelpOffer, HelpRequest } from "../core/matching/records.js";
import { isMatch } from "../core/matching/score.js";
import { isTopic } from "../core/matching/topics.js";
import type { Network } from "../core/network/model.js";
import { helpTexts as t } from "../core/texts-help.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { type Chosen, type Found, type Plan, planOf } from "./ask-plan.js";
import { enqueue } from "./enqueue.js";
import { askerView, showAsker } from "./help-messages.js";
import { isAsker, loadHelp, mayAct, saveHelp, turnHelp } from "./help-rows.js";
import { keepLevel } from "./keep-level.js";
import { gone, nothing, notice, notYours, say } from "./notices.js";
import { replyOnce } from "./once.js";
import { loadProblemFacts } from "./problem-facts.js";
import type { Known } from "./who.js";

/** So many problems are looked at: those that may not be asked are among them. */
const lookedAt = 60;

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
