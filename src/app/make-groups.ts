import { groupsForm, pairsOfRules, wishFrom } from "../core/groups/form.js";
import { groupsInput, leftOutRow, unableOn } from "../core/groups/input.js";
import type { GroupsWish } from "../core/groups/model.js";
import { roundCard } from "../core/groups/preview.js";
import { impossibleText } from "../core/groups/words.js";
import { idOf } from "../core/id.js";
import { formGroups } from "../core/matching/groups.js";
import type { ImpossibleGroups } from "../core/matching/groups-model.js";
import type { GroupRound } from "../core/matching/records.js";
import type { Convening } from "../core/network/model.js";
import { texts } from "../core/texts.js";
import type { Card } from "../core/ui/card.js";
import type { Form } from "../core/ui/form.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { enqueue } from "./enqueue.js";
import { groundFor } from "./groups-access.js";
import { draftMessageId, type Ground, loadAbout, loadComparison } from "./groups-ground.js";
import { keepForm, say } from "./notices.js";
import { formOnce } from "./once.js";
import { chosenIn, readSubmitted, type Submitted } from "./read-submitted.js";
import type { Known } from "./who.js";

const t = texts.groups;

/** The press names the round: a form that is sent twice makes it once. */
export function showGroupsForm(app: App, who: Known, key: string, collaborationId: string): Promise<Reply> {
  return app.store.read(async (view): Promise<Reply> => {
    const found = await groundFor(view, who, collaborationId, app.clock.now());
    if ("refused" in found) return say(found.refused);
    const { form, able } = formOf(found.ground);
    if (able < 2) return say(t.impossible.tooFew(able, 2));
    return { kind: "show-form", form, context: { collaboration: collaborationId, act: idOf("groups act", key) } };
  });
}

/** Who cannot come to the convening, or has too much to do for a consultancy, is said in the form for the likelier purpose. */
function formOf(ground: Ground): { form: Form; able: number; convening: Convening | undefined } {
  const { districts, convenings, today } = ground;
  const convening = convenings.find(({ endsOn }) => endsOn >= today);
  const purpose = convening === undefined ? ("consultancy" as const) : ("convening" as const);
  const unable = unableOn(ground, { purpose, conveningId: convening?.id ?? null });
  return {
    form: groupsForm(districts, unable, convening, today),
    able: districts.filter(({ id }) => !unable.has(id)).length,
    convening,
  };
}

/**
 * Groups are reckoned before anything is written, since that may take a moment, and kept as a draft with its card in one
 * transaction. Where a constraint cannot be met, the form stays and says which.
 */
export async function makeGroups(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  const now = app.clock.now();
  const { context, key } = submitted;
  const made = await app.store.read(async (view): Promise<{ reply: Reply } | { round: GroupRound; card: Card }> => {
    const found = await groundFor(view, who, context.collaboration ?? "", now);
    if ("refused" in found) return { reply: keepForm(found.refused) };
    const { ground } = found;
    const { form, convening } = formOf(ground);
    const read = readSubmitted(form, submitted);
    if ("reply" in read) return read;
    const wish = { ...wishFrom(read.answers, convening), seed: ground.rounds.length + 1 };
    const asked = form.fields.some((field) => field.kind !== "note" && field.name === "who");
    const ticked = asked ? chosenIn(read.answers.who) : ground.districts.map(({ id }) => id);
    const drafted = await draft(view, ground, wish, [...ticked, ...unableOn(ground, wish).keys()]);
    if ("impossible" in drafted) return { reply: keepForm(impossibleFor(drafted, ground)) };
    const round: GroupRound = {
      ...wish,
      ...drafted,
      id: idOf("group round", context.act ?? key),
      networkId: who.network.id,
      collaborationId: ground.collaboration.id,
      state: "draft",
      personId: who.person.id,
      at: now,
      publishedAt: null,
      version: 1,
    };
    return { round, card: roundCard(round, await loadAbout(view, ground, round)) };
  });
  if ("reply" in made) return made.reply;
  return formOnce(app, key, async (tables) => {
    const scope = { networkId: who.network.id };
    const { round, card } = made;
    if (!(await tables.groups.saveRound(scope, round, 0))) return { kind: "close-form" };
    const id = draftMessageId(round.id);
    const tell = { effect: "tell" as const, id, personId: who.person.id, kind: "groups draft" as const, card };
    const written = await enqueue(tables, scope, [tell], now);
    return written > 0 ? { kind: "close-form" } : { kind: "close-form", notice: card };
  });
}

/** Groups for a wish, as they are kept; or why there are none. */
export async function draft(
  view: Repositories,
  ground: Ground,
  wish: GroupsWish,
  members: readonly string[],
): Promise<Pick<GroupRound, "groups" | "leftOut"> | ImpossibleGroups> {
  const comparison = await loadComparison(view, ground, wish.purpose, "program manager");
  const found = formGroups(groupsInput(ground, wish, members, comparison));
  if ("impossible" in found) return found;
  return { groups: found.groups.map((group) => group.members), leftOut: found.leftOut.map(leftOutRow) };
}

export function impossibleFor(why: ImpossibleGroups, { nameOf, rules }: Ground): string {
  return impossibleText(why, nameOf, pairsOfRules(rules, "never"));
}
