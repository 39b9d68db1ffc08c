import { helpAnswerForm, helpCapForm, helpOfferForm, lengthErrors } from "../core/help/forms.js";
import { idOf } from "../core/id.js";
import type { HelpCase } from "../core/matching/help-request.js";
import type { HelpOffer, HelpRequest } from "../core/matching/records.js";
import { withoutFigures } from "../core/privacy/figures-in-text.js";
import { texts } from "../core/texts.js";
import { helpTexts as t } from "../core/texts-help.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { agreeTowards } from "./help-consents.js";
import { showAsker, showDistricts, tellAsker } from "./help-messages.js";
import { askerNow, loadHelp, turnHelp } from "./help-rows.js";
import { gone, keepForm, nothing, notYours, say } from "./notices.js";
import { formOnce, replyOnce } from "./once.js";
import { loadStanding } from "./parties.js";
import { readSubmitted, type Submitted } from "./read-submitted.js";
import { coachedHere, isOnTeam, type Known, mayBeShownHere } from "./who.js";

/** The form for the asker's own people: her team, and once she has sent it there its program manager. */
export function showHelpAnswer(app: App, who: Known, id: string): Promise<Reply> {
  return app.store.read(async (view): Promise<Reply> => {
    const help = await loadHelp(view, who.scope, id);
    if (help === undefined || help.request.state !== "open") return gone();
    const from = nearbyRole(who, help.request);
    if (from === undefined) return notYours();
    const toLead = (await askerNow(view, help.request, app.clock.now()))?.hasLeft ?? false;
    const form = helpAnswerForm(readBy(who, help.request, from), toLead);
    return { kind: "show-form", form, context: { request: id } };
  });
}

function nearbyRole(who: Known, request: HelpRequest): "team" | "program manager" | undefined {
  if (isOnTeam(who, request.teamId) && mayBeShownHere(who, request.districtId)) return "team";
  return request.step !== "team" && coachedHere(who).includes(request.teamId) ? "program manager" : undefined;
}

function readBy({ network }: Known, { question }: HelpRequest, from: "team" | "program manager"): string {
  return from === "team" ? question : withoutFigures(question, network.minN).text;
}

export function saveHelpAnswer(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  const now = app.clock.now();
  return formOnce(app, submitted.key, async (tables) => {
    const help = await loadHelp(tables, who.scope, submitted.context.request);
    if (help === undefined || help.request.state !== "open") return keepForm(t.over);
    const from = nearbyRole(who, help.request);
    if (from === undefined) return keepForm(texts.strangers.notYours);
    const read = readSubmitted(helpAnswerForm(readBy(who, help.request, from)), submitted, lengthErrors);
    if ("reply" in read) return read.reply;
    const id = idOf("help answer", help.request.id, submitted.key);
    const event = {
      do: "answer from nearby" as const,
      id,
      from,
      personId: who.person.id,
      text: `${read.answers.answer}`,
    };
    const { after, ignored } = await turnHelp(tables, help, event, now);
    const said = after.offers.find((one) => one.id === id);
    if (ignored !== undefined || said === undefined) return keepForm(t.over);
    await tellAsker(tables, after, said, now);
    await showAsker(tables, after, now);
    const toLead = (await askerNow(tables, after.request, now))?.hasLeft ?? false;
    return { kind: "close-form", notice: { blocks: [{ kind: "text", text: toLead ? t.sentLead : t.sent }] } };
  });
}

type Offered = { help: HelpCase; offer: HelpOffer };

/** A question that her district was asked, where she leads the team that was asked. */
async function askedOf(
  view: Repositories,
  who: Known,
  id: string,
  now: Date,
): Promise<Offered | { reply: Reply; why: string }> {
  const offer = await view.help.offer(who.scope, id);
  const help = offer && (await loadHelp(view, who.scope, offer.requestId));
  if (offer === undefined || help === undefined) return { reply: gone(), why: texts.settled.gone };
  const leads = who.memberships.some(({ teamId, lead }) => lead && teamId === offer.teamId);
  if (!mayBeShownHere(who, offer.districtId) || !isOnTeam(who, offer.teamId))
    return { reply: notYours(), why: texts.strangers.notYours };
  if (!leads) return { reply: say(t.onlyLead), why: t.onlyLead };
  if (help.request.state === "withdrawn") return { reply: say(t.takenBack), why: t.takenBack };
  if (help.request.state !== "open" || offer.state === "released") return { reply: say(t.over), why: t.over };
  const standing = await loadStanding(view, who.network, now);
  if (standing.between(offer.districtId, help.request.districtId).apart)
    return { reply: say(t.notPossible), why: t.notPossible };
  if (offer.state !== "asked" && offer.state !== "not now")
    return { reply: say(t.answeredBefore), why: t.answeredBefore };
  return { help, offer };
}

export function showHelpOffer(app: App, who: Known, id: string, how: "time" | "words"): Promise<Reply> {
  return app.store.read(async (view): Promise<Reply> => {
    const found = await askedOf(view, who, id, app.clock.now());
    if ("reply" in found) return found.reply;
    const question = withoutFigures(found.help.request.question, who.network.minN).text;
    return { kind: "show-form", form: helpOfferForm(how, question), context: { offer: id, how } };
  });
}

/** Time is offered by name, to this one district; words go without a name. */
export function saveHelpOffer(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  const now = app.clock.now();
  const { key, context } = submitted;
  const how = context.how === "time" ? "time" : "words";
  return formOnce(app, key, async (tables) => {
    const found = await askedOf(tables, who, context.offer ?? "", now);
    if ("reply" in found) return keepForm(found.why);
    const { help, offer } = found;
    const question = withoutFigures(help.request.question, who.network.minN).text;
    const read = readSubmitted(helpOfferForm(how, question), submitted, lengthErrors);
    if ("reply" in read) return read.reply;
    const { answer } = read.answers;
    const answered = { answer: how === "time" ? ("offered" as const) : ("answered" as const) };
    const text = answer === null ? null : `${answer}`;
    const event = { do: "answer" as const, offer: offer.id, ...answered, personId: who.person.id, text };
    const { after, ignored } = await turnHelp(tables, help, event, now);
    const said = after.offers.find(({ id }) => id === offer.id);
    if (ignored !== undefined || said === undefined) return keepForm(t.answeredBefore);
    if (how === "time") await agreeTowards(tables, who, said, help.request.districtId, help.request.id, key, now);
    await showDistricts(tables, { request: after.request, offers: [said] }, now);
    await tellAsker(tables, after, said, now);
    await showAsker(tables, after, now);
    return { kind: "close-form" };
  });
}

/** An answer like any other: her district has room for somebody else again. */
export function declineHelp(app: App, who: Known, key: string, id: string): Promise<Reply> {
  const now = app.clock.now();
  return replyOnce(app, key, async (tables) => {
    const found = await askedOf(tables, who, id, now);
    if ("reply" in found) return found.reply;
    const event = { do: "answer" as const, offer: id, answer: "not now" as const, personId: who.person.id, text: null };
    const { after } = await turnHelp(tables, found.help, event, now);
    await showDistricts(tables, { request: after.request, offers: after.offers.filter((one) => one.id === id) }, now);
    return nothing;
  });
}

/** How many requests of others may be open with her district at once: its lead says. */
export function showHelpCap(app: App, who: Known): Promise<Reply> {
  return app.store.read(async (view): Promise<Reply> => {
    const found = await capOf(view, who, app.clock.now());
    return found === undefined
      ? say(t.onlyLead)
      : { kind: "show-form", form: helpCapForm(found.most, found.open), context: {} };
  });
}

export function saveHelpCap(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  return formOnce(app, submitted.key, async (tables) => {
    const at = app.clock.now();
    const found = await capOf(tables, who, at);
    if (found === undefined) return keepForm(t.onlyLead);
    const read = readSubmitted(helpCapForm(found.most, found.open), submitted);
    if ("reply" in read) return read.reply;
    const most = Number(read.answers.most);
    const { networkId, districtId, outOfGroups } = found;
    const choice = { networkId, districtId, outOfGroups, openRequests: most, personId: who.person.id, at };
    await tables.matching.saveChoice(who.scope, choice);
    return { kind: "close-form", notice: { blocks: [{ kind: "text", text: t.capSaved(most) }] } };
  });
}

async function capOf(view: Repositories, who: Known, now: Date) {
  const { network, district } = who;
  if (district === undefined || !who.memberships.some(({ lead }) => lead)) return undefined;
  if (!mayBeShownHere(who, district.id)) return undefined;
  const choice = (await view.matching.choices(who.scope)).find(({ districtId }) => districtId === district.id);
  const open = (await loadStanding(view, network, now)).open(district.id);
  const most = choice?.openRequests ?? network.openRequests;
  return { networkId: network.id, districtId: district.id, outOfGroups: choice?.outOfGroups ?? false, most, open };
}
