import type { Effect } from "../core/effects.js";
import { groupsInput, membersOf } from "../core/groups/input.js";
import { roundCard } from "../core/groups/preview.js";
import { publishedGroupsCard, replacedGroupCard } from "../core/groups/told.js";
import { mayBeOverridden, violationText } from "../core/groups/words.js";
import { idOf } from "../core/id.js";
import { checkGroups } from "../core/matching/groups-check.js";
import type { GroupRound } from "../core/matching/records.js";
import { texts } from "../core/texts.js";
import type { Action } from "../core/ui/action.js";
import { plain } from "../core/ui/markup.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { openDraft, saveDraft } from "./change-groups.js";
import { enqueue } from "./enqueue.js";
import { type Ground, loadAbout } from "./groups-ground.js";
import { concerns, conveningOf, tellings, tellingsOf, toldId } from "./groups-told.js";
import { notice, say } from "./notices.js";
import { replyOnce } from "./once.js";
import type { Known } from "./who.js";

const t = texts.groups;

/**
 * Every district in the round is told once, in one transaction with the round: what is published is the memory of who met.
 * Whoever has opted out, or was kept apart, since the draft was made is not published. For one convening the latest round counts.
 */
export function publishGroups(
  app: App,
  who: Known,
  key: string,
  { round: id, version }: Extract<Action, { do: "publish-groups" }>,
): Promise<Reply> {
  const now = app.clock.now();
  return replyOnce(
    app,
    key,
    async (tables): Promise<Reply> => {
      const found = await openDraft(tables, who, id, version, now);
      if ("reply" in found) return found.reply;
      const { ground } = found;
      const convening = conveningOf(found.round, ground);
      const over = convening === undefined ? found.round.conveningId !== null : convening.endsOn < ground.today;
      if (over) return say(t.conveningOver);
      const about = await loadAbout(tables, ground, found.round);
      const forbidden = checkGroups(found.round.groups, about.input).filter((one) => !mayBeOverridden(one));
      const alone = found.round.groups.length === 0 || found.round.groups.some((group) => group.length < 2);
      if (forbidden.length > 0 || alone) {
        const broken = forbidden.map((one) => plain(violationText(one, ground.nameOf)));
        const why = [...broken, ...(alone ? [t.alone] : [])].join(" ");
        return notice(roundCard(found.round, about, { says: t.cannotPublish(why) }));
      }
      const round: GroupRound = { ...found.round, state: "published", publishedAt: now, version: version + 1 };
      const replaced = ground.rounds.filter(
        (one) => one.state === "published" && one.conveningId !== null && one.conveningId === round.conveningId,
      );
      const after = { ...ground, rounds: ground.rounds.filter((one) => !replaced.includes(one)) };
      const input = groupsInput(after, round, membersOf(round), about.comparison);
      await saveDraft(tables, who, { round, card: roundCard(round, { ...about, input }) }, now);
      for (const one of replaced) await takeBack(tables, one, ground, now);
      const { effects, told, untold } = await tellingsOf(tables, round, ground, replaced);
      await enqueue(tables, { networkId: who.network.id }, effects, now);
      await tables.events.audit({
        ...{ id: idOf("audit", "groups published", id), networkId: who.network.id, districtId: null, at: now },
        ...{ actor: who.person.id, action: "groups published", subject: id, detail: null },
      });
      return notice(publishedGroupsCard(told, untold));
    },
    "long",
  );
}

/** Groups that others take the place of: what has not left never will, and what stands there says so. */
async function takeBack(tables: Repositories, round: GroupRound, ground: Ground, now: Date): Promise<void> {
  const scope = { networkId: ground.network.id };
  await tables.groups.saveRound(scope, { ...round, state: "dropped", version: round.version + 1 }, round.version);
  const card = replacedGroupCard(conveningOf(round, ground));
  const effects = ground.teams.flatMap((team): Effect[] => {
    if (!concerns(round, team.districtId)) return [];
    const leads = ground.members.filter(({ membership }) => membership.teamId === team.id && membership.lead);
    return leads.flatMap(({ person }) =>
      tellings.map((telling): Effect => {
        const messageId = toldId(round.id, team.id, person.id, telling);
        return { effect: "settle", id: idOf("groups replaced", messageId), messageId, card };
      }),
    );
  });
  await enqueue(tables, scope, effects, now);
}
