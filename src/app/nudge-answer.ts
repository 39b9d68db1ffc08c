import { localDateOf } from "../core/calendar/local.js";
import type { Cycle } from "../core/cycle/model.js";
import type { RecordedUpdate } from "../core/cycle/record-update.js";
import type { Effect } from "../core/effects.js";
import { idOf } from "../core/id.js";
import { isCurrent } from "../core/network/current.js";
import { answeredByUpdate, answeredWithinDays, answerNudge } from "../core/nudge/answer.js";
import { answeredNudgeCard, nudgeAnswerCard } from "../core/nudge/cards.js";
import { answerNudgeForm } from "../core/nudge/form.js";
import type { Nudge } from "../core/nudge/model.js";
import { contactFrom, networkCalendar } from "../core/nudge/when.js";
import { texts } from "../core/texts.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { enqueue } from "./enqueue.js";
import { gone, keepForm, notYours } from "./notices.js";
import { formOnce } from "./once.js";
import { readSubmitted, type Submitted } from "./read-submitted.js";
import { type Known, mayBeShownHere } from "./who.js";

/** The form for an answer, with what she was asked and what she has answered before. */
export function showNudgeAnswerForm(app: App, who: Known, id: string): Promise<Reply> {
  return app.store.read(async (view): Promise<Reply> => {
    const nudge = await view.nudges.find(who.scope, id);
    if (nudge === undefined) return gone();
    if (!isHers(who, nudge)) return notYours();
    const read = await coachesStill(view, who, nudge, app.clock.now());
    return { kind: "show-form", form: answerNudgeForm(nudge, read), context: { nudge: id } };
  });
}

/** Kept on the nudge, shown where she was asked, and told to the program manager, if she still works with the team. */
export async function saveNudgeAnswer(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  const now = app.clock.now();
  return formOnce(app, submitted.key, async (tables) => {
    const nudge = await tables.nudges.find(who.scope, submitted.context.nudge ?? "");
    if (nudge === undefined) return keepForm(texts.settled.gone);
    if (!isHers(who, nudge)) return keepForm(texts.strangers.notYours);
    const read = await coachesStill(tables, who, nudge, now);
    const filled = readSubmitted(answerNudgeForm(nudge, read), submitted);
    if ("reply" in filled) return filled.reply;
    const words = `${filled.answers.answer}`;
    const answered = answerNudge(nudge, words, now);
    if (answered === undefined) return { kind: "close-form" };
    await tables.nudges.save(who.scope, answered);
    const cycle = nudge.cycleId === null ? undefined : await tables.cycles.cycle(who.scope, nudge.cycleId);
    const card = answeredNudgeCard(answered, cycle);
    const revision = idOf("nudge answered", nudge.id, `${answered.answer}`);
    const edit: Effect = { effect: "replace", id: revision, messageId: nudge.id, card };
    const shown = await enqueue(tables, who.scope, [edit], now);
    const told = read && (await tell(tables, who, answered, words, cycle, now));
    if (!told) return { kind: "close-form", notice: noticeOf(texts.nudge.kept) };
    return shown > 0 ? { kind: "close-form" } : { kind: "close-form", notice: noticeOf(texts.nudge.saved) };
  });
}

/** In the network's own workspace, in its contact hours. */
async function tell(
  tables: Repositories,
  who: Known,
  nudge: Nudge,
  words: string,
  cycle: Cycle | undefined,
  now: Date,
): Promise<boolean> {
  const team = await tables.roster.team({ networkId: nudge.networkId, districtId: nudge.districtId }, nudge.teamId);
  if (team === undefined) return false;
  const effect: Effect = {
    effect: "tell",
    id: nudgeAnswerId(nudge.id, `${nudge.answer}`),
    personId: nudge.fromId,
    kind: "nudge answer",
    card: nudgeAnswerCard(nudge, words, { name: who.person.name, team, cycle }, who.network.minN),
    notBefore: contactFrom(networkCalendar, who.network.timeZone, now) ?? now,
    about: [team.id],
  };
  return (await enqueue(tables, { networkId: nudge.networkId }, [effect], now)) > 0;
}

/** The message that tells a program manager an answer. `answer`: all of it, as it was then. */
export function nudgeAnswerId(nudgeId: string, answer: string): string {
  return idOf("nudge answer", nudgeId, answer);
}

/** An update answers the nudges that asked her for it: what has not left is taken back, what stands there says so. */
export async function settleNudges(
  tables: Repositories,
  who: Known,
  { cycle, expected }: RecordedUpdate,
  now: Date,
): Promise<void> {
  const since = new Date(now.getTime() - answeredWithinDays * 86_400_000);
  const lately = await tables.nudges.ofTeams(who.scope, [cycle.teamId], since);
  const update = { personId: who.person.id, cycleId: cycle.id, begins: expected === 0 };
  for (const nudge of answeredByUpdate(lately, update, now)) {
    await tables.nudges.save(who.scope, nudge);
    const card = answeredNudgeCard(nudge, cycle);
    const id = idOf("nudge updated", nudge.id);
    await enqueue(tables, who.scope, [{ effect: "settle", id, messageId: nudge.id, card }], now);
  }
}

function isHers(who: Known, { toId, districtId }: Nudge): boolean {
  return toId === who.person.id && mayBeShownHere(who, districtId);
}

async function coachesStill(view: Repositories, who: Known, nudge: Nudge, now: Date): Promise<boolean> {
  const today = localDateOf(now, who.network.timeZone);
  const theirs = await view.roster.assignments({ networkId: nudge.networkId, districtId: nudge.districtId });
  return theirs.some((one) => one.personId === nudge.fromId && one.teamId === nudge.teamId && isCurrent(one, today));
}

function noticeOf(text: string) {
  return { blocks: [{ kind: "text" as const, text }] };
}
