import { localDateOf } from "../core/calendar/local.js";
import type { CheckInPrompt } from "../core/checkin/model.js";
import { awayReason, isAway, pausedReason } from "../core/checkin/plan-check-ins.js";
import { nothingLeftReason, reminderId } from "../core/checkin/settle-prompt.js";
import { isTombstone } from "../core/mine/cards.js";
import { isCurrent } from "../core/network/current.js";
import type { PersonRef } from "../core/refs.js";
import type { OutboxMessage } from "../ports/outbox.js";
import type { Repositories, Scope } from "../ports/store.js";
import { whyNotNow } from "./budget.js";
import { whyNotGroups } from "./groups-wanted.js";
import { whyNotHelpAnswer } from "./help-answer-wanted.js";
import { whyNotTellManager } from "./help-manager.js";
import { askTeamElsewhere, whyNotHelp } from "./help-wanted.js";
import { whyNotIntroduce } from "./introduction-wanted.js";
import { whyNotNudge } from "./nudge-wanted.js";
import { whyNotOffer } from "./offer-plan.js";
import { publishDigest } from "./publish-digest.js";
import { commitmentsOf } from "./question.js";
import { skipPrompt } from "./skip-prompt.js";

/**
 * Why a question that was written hours ago must not leave any more; undefined when it may. Judged in the transaction
 * that is about to send it: who has left the team, said stop, or whose cycle a colleague has closed is not asked.
 */
export async function whyNotAsk(
  tables: Repositories,
  scope: Scope,
  prompt: CheckInPrompt,
  now: Date,
): Promise<string | undefined> {
  if (prompt.state !== "asked" && prompt.state !== "later") return "settled already";
  const person = await tables.roster.person(scope, prompt.personId);
  const theirs = { ...scope, districtId: prompt.districtId };
  const team = await tables.roster.team(theirs, prompt.teamId);
  const district = await tables.roster.district(theirs, prompt.districtId);
  if (person === undefined || team === undefined || district === undefined) return "not there any more";
  const today = localDateOf(now, district.timeZone);
  const memberships = await tables.roster.membershipsOf(theirs, person.id);
  const member = memberships.some((one) => one.teamId === team.id && isCurrent(one, today));
  if (!member) return "no longer on the team";
  if (person.muted) return "muted";
  if (isAway(person, today)) return awayReason;
  if (team.paused) return pausedReason;
  const promised = prompt.part === "commitment" && prompt.cycleId === null;
  if (promised && (await commitmentsOf(tables, prompt, today)).length === 0) return nothingLeftReason;
  const cycle = prompt.cycleId === null ? undefined : await tables.cycles.cycle(scope, prompt.cycleId);
  return cycle?.stage === "closed" ? "the cycle is closed" : undefined;
}

/**
 * The same for a message of the outbox. A question that is taken back is recorded as skipped, with the reason; a hello
 * goes only before a question, a digest only to its own team's channel, a summary only to who still accompanies a team, and
 * nothing that she did not ask for when her week is full.
 */
export async function whyNotSend(tables: Repositories, message: OutboxMessage, now: Date): Promise<string | undefined> {
  return (await whyNotAnyMore(tables, message, now)) ?? whyNotNow(tables, message, now);
}

async function whyNotAnyMore(tables: Repositories, message: OutboxMessage, now: Date): Promise<string | undefined> {
  const { kind, delivery, networkId } = message;
  const scope = { networkId };
  const first = delivery.do === "edit" ? await tables.outbox.find(scope, delivery.of) : message;
  if (first === undefined) return undefined;
  if (first.delivery.do === "post") return whyNotThere(tables, scope, first, message, now);
  const reader = first.delivery.do === "direct" ? await whoReads(tables, first.delivery.to) : undefined;
  // What was written for her quotes her. Rows of earlier versions do not say whom they are for.
  if (first.personId !== null && reader !== first.personId)
    return reader === undefined ? "no longer claimed" : "the account is somebody else's";
  if (delivery.do !== "edit" && kind === "introduction")
    return reader === undefined ? "no longer claimed" : whyNotIntroduce(tables, scope, reader, message, now);
  if (delivery.do !== "edit" && kind === "nudge") return whyNotNudge(tables, scope, message, now);
  if (delivery.do !== "edit" && kind === "bright spot") return whyNotOffer(tables, scope, message, now);
  if (delivery.do !== "edit" && kind === "groups") return whyNotGroups(tables, scope, message, now);
  if (delivery.do === "direct" && kind === "help request" && reader !== undefined)
    return delivery.about === undefined
      ? whyNotHelp(tables, scope, message, now)
      : ((await whyNotTell(tables, scope, reader, message, now)) ?? whyNotTellManager(tables, scope, message, now));
  if (first.kind === "help answer") return whyNotHelpAnswer(tables, scope, first, message, now);
  const judged = ["program manager digest", "nudge answer", "introductions", "check-in", "reminder", "welcome"];
  if (delivery.do === "edit" || !judged.includes(kind)) return undefined;
  if (reader === undefined) return "no longer claimed";
  if (kind === "program manager digest" || kind === "nudge answer" || kind === "introductions")
    return whyNotTell(tables, scope, reader, message, now);
  const open = await tables.checkIns.openPromptsOf(scope, reader);
  if (kind === "welcome") {
    const states = await tables.outbox.statesOf(
      scope,
      open.flatMap(({ messageId }) => messageId ?? []),
    );
    // An old question that nobody has answered is none that it goes before; its own may have left, where a person decided.
    const ahead = open.filter(
      ({ messageId, askAt }) => states.get(messageId ?? "") === "pending" || askAt >= message.notBefore,
    );
    for (const prompt of ahead) if ((await whyNotAsk(tables, scope, prompt, now)) === undefined) return undefined;
    return "nothing to ask";
  }
  if (kind === "reminder") {
    const about = open.find((one) => reminderId(one.id) === message.id && one.state === "asked");
    return about === undefined ? "settled already" : whyNotAsk(tables, scope, about, now);
  }
  const prompt = open.find((one) => one.messageId === message.id);
  if (prompt === undefined) return "settled already";
  const reason = await whyNotAsk(tables, scope, prompt, now);
  if (reason !== undefined) await skipPrompt(tables, scope, prompt, reason);
  return reason;
}

/**
 * A channel may have become another team's, or nobody's, while something for it waited. A digest and a question then go to where
 * their team is now, as they would be written now; what takes words back goes to where they stand. Not guaranteed: a digest of
 * an earlier week than it was written in waits for the next update.
 */
async function whyNotThere(
  tables: Repositories,
  scope: Scope,
  post: OutboxMessage,
  message: OutboxMessage,
  now: Date,
): Promise<string | undefined> {
  if (post.delivery.do !== "post" || post.delivery.teamId === undefined) return undefined;
  const { to, teamId } = post.delivery;
  if ((await tables.workspaces.channelByRef(to))?.teamId === teamId || takesBack(post, message)) return undefined;
  const team = await tables.roster.team(scope, teamId);
  if (team !== undefined && post.kind === "digest") await publishDigest(tables, scope, team, post.createdAt, now);
  if (post.kind === "help request") await askTeamElsewhere(tables, scope, post, now);
  return "the channel is no longer the team's";
}

/** A change that says nothing new there. A question in a channel is changed only when it has ended. */
function takesBack(post: OutboxMessage, { delivery }: OutboxMessage): boolean {
  if (delivery.do !== "edit") return false;
  return post.kind === "help request" || isTombstone(delivery.card);
}

/** Whose account it is now. */
const whoReads = async (tables: Repositories, to: PersonRef) => (await tables.workspaces.identityOf(to))?.personId;

/** A summary speaks of teams: she still accompanies all of them, or it is not said. Rows of earlier versions name none. */
async function whyNotTell(
  tables: Repositories,
  scope: Scope,
  personId: string,
  { delivery }: OutboxMessage,
  now: Date,
): Promise<string | undefined> {
  const today = localDateOf(now, (await tables.networks.find(scope))?.timeZone ?? "UTC");
  const all = await tables.roster.assignments(scope);
  const hers = all.filter((one) => one.personId === personId && isCurrent(one, today)).map(({ teamId }) => teamId);
  if (hers.length === 0) return "no longer accompanies a team";
  const about = (delivery.do === "direct" && delivery.about) || [];
  return about.every((teamId) => hers.includes(teamId)) ? undefined : "no longer accompanies one of the teams";
}
