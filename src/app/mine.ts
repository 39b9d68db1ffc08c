import { addDays, localDateOf } from "../core/calendar/local.js";
import { resultAndName } from "../core/cycle/beside-prediction.js";
import type { CycleUpdate } from "../core/cycle/model.js";
import { removeUpdate } from "../core/cycle/record-update.js";
import { resultOf, resultText } from "../core/cycle/result.js";
import { pmDigestId } from "../core/digest/pm-digest.js";
import { digestWeek, teamDigestId } from "../core/digest/team-digest.js";
import { idOf } from "../core/id.js";
import type { Measure } from "../core/measure/model.js";
import {
  askDeleteCard,
  mineCard,
  type Quoted,
  shownAtOnce,
  tombstoneCard,
  withoutResults,
  withoutWords,
  wordsOf,
} from "../core/mine/cards.js";
import { texts } from "../core/texts.js";
import type { Card } from "../core/ui/card.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { enqueue, postedAgainAs } from "./enqueue.js";
import { loadOwnWords } from "./mine-words.js";
import { gone, notice, notYours, say } from "./notices.js";
import { replyOnce } from "./once.js";
import { publishDigest } from "./publish-digest.js";
import { draftQuestion } from "./settle-draft.js";
import { showUpdateForm } from "./show-update-form.js";
import { isOnTeam, type Known } from "./who.js";

/** A program manager's summary may quote an update so many days later. */
const summarisedForDays = 21;

/** The word `mine`: what she recorded and wrote herself, the latest first. */
export function showMine(app: App, who: Known, skip = 0): Promise<Card> {
  const now = app.clock.now();
  return app.store.read(async (view) => {
    const teamIds = who.teams.map(({ id }) => id);
    const all = await view.cycles.updatesOfTeams(who.scope, teamIds, new Date(0), new Date(now.getTime() + 1));
    const hers = all.filter(({ personId, deletedAt }) => personId === who.person.id && deletedAt === null);
    const cycles = await view.cycles.ofTeams(who.scope, teamIds);
    const mine = [
      ...hers.flatMap((update) => {
        const cycle = cycles.find(({ id }) => id === update.cycleId);
        return cycle === undefined ? [] : [{ at: update.recordedAt, id: update.id, own: { update, cycle } }];
      }),
      ...(await loadOwnWords(view, who, cycles)).map((own) => ({ at: own.at, id: own.id, own })),
    ].sort((a, b) => b.at.getTime() - a.at.getTime() || a.id.localeCompare(b.id));
    const shown = mine.slice(skip, skip + shownAtOnce).map(({ own }) => own);
    const place = { skipped: skip, earlier: Math.max(0, mine.length - skip - shown.length) };
    return mineCard(shown, place, localDateOf(now, who.timeZone), who.timeZone);
  });
}

/** Her own words once more, in the form of where the cycle is now; of a closed one, in that of the team's open one. */
export async function reuseUpdate(app: App, who: Known, id: string): Promise<Reply> {
  const found = await app.store.read(async (view) => {
    const update = await ownUpdate(view, who, id);
    if ("reply" in update) return update;
    const cycle = await view.cycles.cycle(who.scope, update.cycleId);
    const [open] = await view.cycles.openOf(who.scope, update.teamId);
    return { update, cycle: cycle?.stage === "closed" ? open : cycle };
  });
  if ("reply" in found) return found.reply;
  const { update, cycle } = found;
  const [words] = wordsOf(update);
  const place = cycle === undefined ? { team: update.teamId } : { cycle: cycle.id };
  return showUpdateForm(app, who, { ...place, ...(words === undefined ? {} : { words }) });
}

export function askDelete(app: App, who: Known, id: string): Promise<Reply> {
  return app.store.read(async (view) => {
    const update = await ownUpdate(view, who, id);
    if ("reply" in update) return update.reply;
    return update.stage === "plan" ? say(texts.mine.planStays) : notice(askDeleteCard(update));
  });
}

/**
 * Her words and figures go: from the record and all its versions, from what was said to her about them, from the team's
 * digest and from her program managers' summaries. That something stood there stays, in each of those places. Not
 * reached: what somebody copied, and what a platform keeps of a message that was edited.
 */
export async function deleteUpdate(app: App, who: Known, key: string, id: string): Promise<Reply> {
  const now = app.clock.now();
  return replyOnce(
    app,
    key,
    async (tables) => {
      const update = await ownUpdate(tables, who, id);
      if ("reply" in update) return update.reply;
      if (update.stage === "plan") return say(texts.mine.planStays);
      const cycle = await tables.cycles.cycle(who.scope, update.cycleId);
      const team = who.teams.find((one) => one.id === update.teamId);
      if (cycle === undefined || team === undefined) return gone();
      const said = await everythingSaid(tables, who, update);
      const words = [...new Set(said.flatMap(wordsOf))];
      const measures = await tables.cycles.measuresOf(who.scope, [cycle.id]);
      const results = said.flatMap((one) => resultsIn(one, measures, who.timeZone));
      const removed = removeUpdate(cycle, update, now);
      await tables.cycles.eraseUpdate(who.scope, removed.update);
      if (!(await tables.cycles.save(who.scope, removed.cycle, cycle.version)))
        throw new Error("the cycle changed inside its transaction");
      await removeFromMessages(tables, who, update, now);
      const left = await tables.cycles.updatesOf(who.scope, cycle.id);
      const kept = left.flatMap((one) => resultsIn(one, measures, who.timeZone));
      await removeFromQuestions(tables, who, update, (card) => withoutResults(card, results, kept), now);
      await removeFromSummaries(tables, who, update, words, now);
      await removeFromDigest(tables, who, update, now);
      await publishDigest(tables, who.scope, team, update.recordedAt, now);
      return say(texts.mine.removed);
    },
    "long",
  );
}

async function ownUpdate(view: Repositories, who: Known, id: string): Promise<CycleUpdate | { reply: Reply }> {
  const update = await view.cycles.update(who.scope, id);
  if (update === undefined || update.deletedAt !== null) return { reply: gone() };
  return update.personId === who.person.id && isOnTeam(who, update.teamId) ? update : { reply: notYours() };
}

/** The update in every version: an earlier one may stand where a later one was not brought. */
async function everythingSaid(tables: Repositories, who: Known, update: CycleUpdate): Promise<CycleUpdate[]> {
  const versions = await tables.cycles.versionsOf(who.scope, update.id);
  return versions.map(({ answers }) => ({ ...update, answers }));
}

function resultsIn({ answers, recordedAt }: CycleUpdate, measures: readonly Measure[], timeZone: string): Quoted[] {
  const result = resultOf(answers);
  if (result === undefined) return [];
  const day = result.observedOn ?? localDateOf(recordedAt, timeZone);
  // With the measure's name, and as it was said before its name was.
  return [
    { ...resultAndName(result, measures), day },
    { said: resultText(result), of: undefined, day },
  ];
}

/** Wherever a card with her update stands in her own conversations: its buttons name it. */
async function removeFromMessages(tables: Repositories, who: Known, update: CycleUpdate, now: Date): Promise<void> {
  const network = { networkId: who.person.networkId };
  const { districtId, id: updateId, recordedAt } = update;
  const card = tombstoneCard();
  const naming = await tables.outbox.naming({ ...network, districtId }, updateId, recordedAt);
  const shownIn = new Set(naming.map(({ id, delivery }) => (delivery.do === "edit" ? delivery.of : id)));
  if (update.draftId !== null) shownIn.add(draftQuestion(update.draftId));
  for (const messageId of shownIn) {
    await tables.outbox.forget(network, messageId, card);
    const id = idOf("deleted", updateId, messageId);
    await enqueue(tables, who.scope, [{ effect: "replace", id, messageId, card }], now);
  }
  const draft = update.draftId === null ? undefined : await tables.cycles.draft(who.scope, update.draftId);
  if (draft?.personId === who.person.id) await tables.cycles.saveDraft(who.scope, { ...draft, text: "" });
}

/**
 * Later questions to the team say what its last result was, some only since a part of them was answered: what a question
 * shows now is judged, the original or the last change to it, and all of them are kept without the result.
 */
async function removeFromQuestions(
  tables: Repositories,
  who: Known,
  { id: updateId, cycleId, districtId, recordedAt }: CycleUpdate,
  without: (card: Card) => Card | undefined,
  now: Date,
): Promise<void> {
  const network = { networkId: who.person.networkId };
  const district = { ...network, districtId };
  const naming = await tables.outbox.naming(district, cycleId, recordedAt);
  const ids = new Set(naming.map(({ id, delivery }) => (delivery.do === "edit" ? delivery.of : id)));
  for (const id of ids) {
    const original = await tables.outbox.find(network, id);
    if (original?.kind !== "check-in") continue;
    const changes = (await tables.outbox.naming(district, id, original.createdAt))
      .filter(({ delivery }) => delivery.do === "edit" && delivery.of === id)
      .sort((a, b) => b.seq - a.seq);
    const card = without((changes[0] ?? original).delivery.card);
    await tables.outbox.forget(network, id, (before) => without(before) ?? before);
    if (card === undefined || original.personId === null) continue;
    const open = await tables.checkIns.openPromptsOf(who.scope, original.personId);
    // What was answered shows something else by now.
    if (!open.some(({ messageId, state }) => messageId === id && state === "asked")) continue;
    await enqueue(
      tables,
      who.scope,
      [{ effect: "replace", id: idOf("deleted", updateId, id), messageId: id, card }],
      now,
    );
  }
}

/**
 * Digests of its week and later ones that show its cycle are written anew afterwards; what was written before is not kept, and
 * does not stay in a channel that was the team's.
 */
async function removeFromDigest(tables: Repositories, who: Known, update: CycleUpdate, now: Date): Promise<void> {
  const { district } = who;
  if (district === undefined) return;
  const network = { networkId: who.person.networkId };
  const first = digestWeek(update.recordedAt, district);
  const ofCycle = await tables.cycles.updatesOf(who.scope, update.cycleId);
  const weeks = new Set(ofCycle.map(({ recordedAt }) => digestWeek(recordedAt, district)));
  for (const week of weeks) {
    if (week < first) continue;
    for (let id = teamDigestId(update.teamId, week); ; id = postedAgainAs(id)) {
      const digest = await tables.outbox.find(network, id);
      if (digest === undefined) break;
      const card = tombstoneCard();
      await tables.outbox.forget(network, id, card);
      const { delivery } = digest;
      if (delivery.do !== "post" || (await tables.workspaces.channelByRef(delivery.to))?.teamId === update.teamId)
        continue;
      const edit = idOf("deleted", update.id, id);
      await enqueue(tables, network, [{ effect: "replace", id: edit, messageId: id, card }], now);
    }
  }
}

async function removeFromSummaries(
  tables: Repositories,
  who: Known,
  { id: updateId, teamId, recordedAt }: CycleUpdate,
  words: readonly string[],
  now: Date,
): Promise<void> {
  const network = { networkId: who.person.networkId };
  const readers = new Set(
    (await tables.roster.assignments(who.scope)).filter((one) => one.teamId === teamId).map(({ personId }) => personId),
  );
  const first = localDateOf(recordedAt, who.network.timeZone);
  for (const personId of readers) {
    for (let days = 0; days <= summarisedForDays; days++) {
      const messageId = pmDigestId(personId, addDays(first, days));
      const message = await tables.outbox.find(network, messageId);
      const card = message && withoutWords(message.delivery.card, words);
      if (card === undefined) continue;
      await tables.outbox.forget(network, messageId, card);
      const id = idOf("deleted", updateId, messageId);
      await enqueue(tables, network, [{ effect: "replace", id, messageId, card }], now);
    }
  }
}
