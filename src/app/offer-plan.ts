import { localDateOf } from "../core/calendar/local.js";
import { whyLeftAlone } from "../core/checkin/left-alone.js";
import type { Cycle } from "../core/cycle/model.js";
import { idOf } from "../core/id.js";
import { accessTo } from "../core/matching/findable.js";
import {
  declinedCard,
  mostOffered,
  type OfferedPlan,
  offerCard,
  offeredCard,
  offerForm,
  planOffered,
} from "../core/matching/offer.js";
import { readerOf } from "../core/matching/reader.js";
import { isCurrent } from "../core/network/current.js";
import type { Person, Team } from "../core/network/model.js";
import { nudgeTime } from "../core/nudge/when.js";
import { texts } from "../core/texts.js";
import { shareTexts } from "../core/texts-share.js";
import { plain } from "../core/ui/markup.js";
import type { Reply } from "../ports/chat-platform.js";
import type { OutboxMessage } from "../ports/outbox.js";
import type { Repositories, Scope } from "../ports/store.js";
import type { App } from "./app.js";
import { enqueue, personAddress } from "./enqueue.js";
import { gone, keepForm, notice, notYours, say } from "./notices.js";
import { formOnce, replyOnce } from "./once.js";
import { chosenIn, readSubmitted, type Submitted } from "./read-submitted.js";
import { type Ground, loadGround, readableCycle } from "./readable.js";
import { coachedHere, type Known } from "./who.js";

const t = shareTexts.offer;

/** A kept test that others may read: the form with those of her teams that may read it and have a lead. */
export function showOfferForm(app: App, who: Known, cycleId: string): Promise<Reply> {
  return app.store.read(async (view): Promise<Reply> => {
    const found = await offerable(view, who, cycleId, app.clock.now());
    if ("reply" in found) return found.reply;
    const form = offerForm(
      found.plan,
      found.to.map(({ team }) => team),
    );
    return { kind: "show-form", form, context: { cycle: cycleId } };
  });
}

/** A message a team lead, in her contact hours, where her week has room. The same test is offered to her once. */
export function sendOffers(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  const now = app.clock.now();
  return formOnce(app, submitted.key, async (tables): Promise<Reply> => {
    const found = await offerable(tables, who, submitted.context.cycle ?? "", now);
    if ("reply" in found) return keepForm(found.says);
    const { plan, to } = found;
    const form = offerForm(
      plan,
      to.map(({ team }) => team),
    );
    const read = readSubmitted(form, submitted);
    if ("reply" in read) return read.reply;
    const chosen = chosenIn(read.answers.teams);
    const sent: string[] = [];
    const dropped: string[] = [];
    for (const one of to.filter(({ team }) => chosen.includes(team.id))) {
      const written = await offerTo(tables, who, one, { plan, words: `${read.answers.words}` }, now);
      (written ? sent : dropped).push(plain(one.team.name));
    }
    return { kind: "close-form", notice: offeredCard(sent, dropped) };
  });
}

/** "Not now" of the lead: the card says so, and nobody is told. */
export function declinePlan(app: App, who: Known, key: string, offer: string): Promise<Reply> {
  return replyOnce(app, key, async (tables) => {
    const scope = { networkId: who.person.networkId };
    const message = await tables.outbox.find(scope, offer);
    if (message === undefined || message.kind !== "bright spot") return gone();
    if (message.personId !== who.person.id) return notYours();
    const id = idOf("offer declined", offer);
    await enqueue(tables, scope, [{ effect: "settle", id, messageId: offer, card: declinedCard() }], app.clock.now());
    return notice(declinedCard());
  });
}

type To = { team: Team; lead: Person };

/** The plan, and to which of her teams it may go now; or why it may not. */
async function offerable(
  view: Repositories,
  who: Known,
  cycleId: string,
  now: Date,
): Promise<{ plan: OfferedPlan; to: To[] } | { reply: Reply; says: string }> {
  const refuse = (says: string) => ({ reply: say(says), says });
  const hers = coachedHere(who);
  if (hers.length === 0) return refuse(texts.strangers.notYours);
  const readable = await readableCycle(view, who, cycleId);
  if (readable === undefined) return refuse(shareTexts.found.gone);
  const { cycle, ground, found } = readable;
  if (cycle.decision !== "scale") return refuse(t.notKept);
  const scope = { networkId: who.person.networkId };
  const teams = ground.teams
    .filter((team) => hers.includes(team.id) && teamMayRead(cycle, team, ground))
    .sort((a, b) => a.name.localeCompare(b.name));
  const { memberships, people } = await view.roster.membersOf(
    scope,
    teams.map(({ id }) => id),
  );
  const to: To[] = [];
  for (const team of teams) {
    const zone = ground.districts.find(({ id }) => id === team.districtId)?.timeZone ?? who.timeZone;
    const today = localDateOf(now, zone);
    const held = memberships.find((one) => one.teamId === team.id && one.lead && isCurrent(one, today));
    const lead = people.find(({ id }) => id === held?.personId);
    if (lead === undefined || whyLeftAlone(lead, team, today) !== undefined) continue;
    if ((await personAddress(view, scope, lead, "bright spot")) !== undefined) to.push({ team, lead });
  }
  if (to.length === 0) return refuse(t.noTeam);
  return {
    plan: { cycleId, title: found.seen.title, district: found.district.name },
    to: to.slice(0, mostOffered),
  };
}

/** As another team reads it: not its own, and at a level that reaches it. */
function teamMayRead(cycle: Cycle, team: Team, ground: Ground): boolean {
  const owner = ground.teams.find(({ id }) => id === cycle.teamId);
  if (owner === undefined) return false;
  const reader = readerOf(team.districtId, ground);
  const finder = { kind: "district" as const, teamIds: new Set([team.id]), reader };
  return accessTo(cycle, owner.collaborationId, ground.consents, finder) === "shared";
}

/** False where it cannot be written to her, or she has it already. */
async function offerTo(
  tables: Repositories,
  who: Known,
  { team, lead }: To,
  { plan, words }: { plan: OfferedPlan; words: string },
  now: Date,
): Promise<boolean> {
  const scope = { networkId: who.person.networkId };
  const id = idOf("bright spot", plan.cycleId, team.id, lead.id);
  if ((await tables.outbox.find(scope, id)) !== undefined) return false;
  const district = await tables.roster.district(scope, team.districtId);
  const time = district && nudgeTime(district.calendar, district.timeZone, now);
  if (time === undefined) return false;
  const card = offerCard({ id, team: team.id, words }, plan, lead.welcomedAt !== null);
  const effect = { effect: "tell" as const, id, personId: lead.id, kind: "bright spot" as const, card, ...time };
  return (await enqueue(tables, scope, [effect], now)) > 0;
}

/**
 * Why an offer that was written before must not leave any more; undefined when it may. Judged in the transaction that is about
 * to send it: the test is still shared with the team, whose lead it is for and who wants to be written to.
 */
export async function whyNotOffer(
  tables: Repositories,
  scope: Scope,
  { personId, delivery }: OutboxMessage,
  now: Date,
): Promise<string | undefined> {
  const offered = delivery.do === "direct" ? planOffered(delivery.card) : undefined;
  const person = personId === null ? undefined : await tables.roster.person(scope, personId);
  if (offered === undefined || person === undefined) return "not there any more";
  const [cycle] = await tables.cycles.byIds(scope, [offered.cycle]);
  const ground = await loadGround(tables, scope, [offered.cycle]);
  const team = ground.teams.find(({ id }) => id === offered.team);
  const zone = ground.districts.find(({ id }) => id === team?.districtId)?.timeZone;
  if (cycle === undefined || team === undefined || zone === undefined) return "not there any more";
  if (!teamMayRead(cycle, team, ground)) return "no longer shared";
  const today = localDateOf(now, zone);
  const memberships = await tables.roster.membershipsOf({ ...scope, districtId: team.districtId }, person.id);
  if (!memberships.some((one) => one.teamId === team.id && one.lead && isCurrent(one, today))) return "no longer leads";
  return whyLeftAlone(person, team, today);
}
