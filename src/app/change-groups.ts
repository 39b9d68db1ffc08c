import { moved, newlyBroken } from "../core/groups/edit.js";
import { moveDistrictForm, placeFrom } from "../core/groups/form.js";
import { membersOf, unableOn } from "../core/groups/input.js";
import { roundCard } from "../core/groups/preview.js";
import { mayBeOverridden, violationText } from "../core/groups/words.js";
import { idOf } from "../core/id.js";
import type { GroupRound } from "../core/matching/records.js";
import { texts } from "../core/texts.js";
import type { Action } from "../core/ui/action.js";
import type { Card } from "../core/ui/card.js";
import type { Form } from "../core/ui/form.js";
import { plain } from "../core/ui/markup.js";
import { refilled } from "../core/ui/read-form.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { enqueue } from "./enqueue.js";
import { roundFor, settledText } from "./groups-access.js";
import { draftMessageId, type Ground, loadAbout } from "./groups-ground.js";
import { draft, impossibleFor } from "./make-groups.js";
import { keepForm, notice, say } from "./notices.js";
import { formOnce, replyOnce } from "./once.js";
import { readSubmitted, type Submitted } from "./read-submitted.js";
import type { Known } from "./who.js";

const t = texts.groups;

/** A round again, or more of its groups. */
export function seeGroups(
  app: App,
  who: Known,
  { round: id, skip }: Extract<Action, { do: "see-groups" }>,
): Promise<Reply> {
  return app.store.read(async (view): Promise<Reply> => {
    const found = await roundFor(view, who, id, app.clock.now());
    if ("refused" in found) return say(found.refused);
    return notice(roundCard(found.round, await loadAbout(view, found.ground, found.round), { skip }));
  });
}

/** Other groups for the same choices, with the next seed. */
export async function regroup(
  app: App,
  who: Known,
  key: string,
  { round: id, version }: Extract<Action, { do: "regroup" }>,
): Promise<Reply> {
  const now = app.clock.now();
  // Reckoned before the write, where nobody waits for it; what changed meanwhile is noticed by the version.
  const next = await app.store.read(async (view): Promise<{ reply: Reply } | { round: GroupRound; card: Card }> => {
    const found = await openDraft(view, who, id, version, now);
    if ("reply" in found) return found;
    const { round, ground } = found;
    const wish = { ...round, seed: round.seed + 1 };
    const members = [...membersOf(round), ...unableOn(ground, wish).keys()];
    const again = await draft(view, ground, wish, members);
    if ("impossible" in again) return { reply: say(plain(impossibleFor(again, ground))) };
    if (sameGroups(again.groups, round.groups)) return { reply: say(t.same) };
    const other = { ...wish, ...again, version: version + 1 };
    return { round: other, card: roundCard(other, await loadAbout(view, ground, other)) };
  });
  if ("reply" in next) return next.reply;
  return replyOnce(app, key, (tables) => saveDraft(tables, who, next, now));
}

/** Nobody is told. */
export function dropGroups(
  app: App,
  who: Known,
  key: string,
  { round: id, version }: Extract<Action, { do: "drop-groups" }>,
): Promise<Reply> {
  const now = app.clock.now();
  return replyOnce(app, key, async (tables): Promise<Reply> => {
    const found = await openDraft(tables, who, id, version, now);
    if ("reply" in found) return found.reply;
    const round: GroupRound = { ...found.round, state: "dropped", version: version + 1 };
    const card = roundCard(round, await loadAbout(tables, found.ground, round));
    await saveDraft(tables, who, { round, card }, now);
    return say(t.droppedNow);
  });
}

export function showMoveForm(
  app: App,
  who: Known,
  { round: id, version }: Extract<Action, { do: "move-district" }>,
): Promise<Reply> {
  return app.store.read(async (view): Promise<Reply> => {
    const found = await openDraft(view, who, id, version, app.clock.now());
    if ("reply" in found) return found.reply;
    return { kind: "show-form", form: formOf(found), context: { round: id, version: `${version}` } };
  });
}

/** A rule that a program manager may weigh is broken only when she has said so twice of the same move; others never. */
export function moveDistrict(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  const now = app.clock.now();
  const { context, values } = submitted;
  return formOnce(app, submitted.key, async (tables): Promise<Reply> => {
    const found = await roundFor(tables, who, context.round ?? "", now);
    if ("refused" in found) return keepForm(found.refused);
    const { round, ground } = found;
    const settled = settledText(round);
    if (settled !== undefined) return keepForm(settled);
    if (`${round.version}` !== context.version) {
      const form = refilled(formOf(found, t.changed), { district: values.district ?? "" }, {});
      return { kind: "show-form", form, context: { round: round.id, version: `${round.version}` } };
    }
    const read = readSubmitted(formOf(found), submitted);
    if ("reply" in read) return read.reply;
    const district = `${read.answers.district}`;
    const after = moved(round, district, placeFrom(read.answers.to));
    if (after === undefined) return { kind: "keep-form", errors: { to: t.sameGroup } };
    const about = await loadAbout(tables, ground, round);
    const broken = newlyBroken(round, after, about.input);
    const refused = broken.filter((one) => !mayBeOverridden(one));
    const words = (all: typeof broken) => [...new Set(all.map((one) => violationText(one, ground.nameOf)))].join(" ");
    if (refused.length > 0) return keepForm(t.refused(words(refused)));
    const move = `${district}>${values.to}`;
    if (broken.length > 0 && context.confirmed !== move) {
      const form = refilled(formOf(found, plain(t.breaks(words(broken)))), values, {});
      return { kind: "show-form", form, context: { ...context, confirmed: move } };
    }
    const next = { ...round, ...after, version: round.version + 1 };
    const card = roundCard(next, { ...about, input: about.input });
    const reply = await saveDraft(tables, who, { round: next, card }, now);
    return reply.kind === "notice" ? { kind: "close-form", notice: reply.card } : { kind: "close-form" };
  });
}

/** Who takes part: those who cannot are not offered. */
function formOf({ round, ground }: { round: GroupRound; ground: Ground }, says?: string): Form {
  const unable = unableOn(ground, round);
  const members = new Set(membersOf(round));
  const able = ground.districts.filter(({ id }) => members.has(id) && !unable.has(id));
  // Whoever has become unable since can still be taken out.
  const placed = ground.districts.filter(
    ({ id }) => unable.has(id) && round.groups.some((group) => group.includes(id)),
  );
  return moveDistrictForm(round, [...able, ...placed], says);
}

/** A draft as she saw it; otherwise what she is told, with the draft as it is now. */
export async function openDraft(
  view: Repositories,
  who: Known,
  id: string,
  version: number,
  now: Date,
): Promise<{ round: GroupRound; ground: Ground } | { reply: Reply }> {
  const found = await roundFor(view, who, id, now);
  if ("refused" in found) return { reply: say(found.refused) };
  const { round, ground } = found;
  const settled = settledText(round);
  if (settled !== undefined) return { reply: say(settled) };
  if (round.version === version) return found;
  return { reply: notice(roundCard(round, await loadAbout(view, ground, round), { says: t.changed })) };
}

/** The card is changed where it stands. Whoever has none before her (a colleague's draft) gets it as an answer. */
export async function saveDraft(
  tables: Repositories,
  who: Known,
  { round, card }: { round: GroupRound; card: Card },
  now: Date,
): Promise<Reply> {
  const scope = { networkId: who.network.id };
  if (!(await tables.groups.saveRound(scope, round, round.version - 1))) {
    const found = await roundFor(tables, who, round.id, now);
    if ("refused" in found) return say(found.refused);
    return notice(roundCard(found.round, await loadAbout(tables, found.ground, found.round), { says: t.changed }));
  }
  const messageId = draftMessageId(round.id);
  const id = idOf("groups draft", round.id, round.version);
  const shown = await enqueue(tables, scope, [{ effect: "replace", id, messageId, card }], now);
  return shown > 0 && round.personId === who.person.id ? { kind: "none" } : notice(card);
}

function sameGroups(some: readonly string[][], others: readonly string[][]): boolean {
  const keyOf = (groups: readonly string[][]) =>
    groups
      .map((group) => [...group].sort().join())
      .sort()
      .join(";");
  return keyOf(some) === keyOf(others);
}
