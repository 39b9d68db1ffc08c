import { partCard } from "../core/groups/told.js";
import { idOf } from "../core/id.js";
import { texts } from "../core/texts.js";
import type { Action } from "../core/ui/action.js";
import type { Reply } from "../ports/chat-platform.js";
import type { App } from "./app.js";
import { notice, say } from "./notices.js";
import { replyOnce } from "./once.js";
import type { Known } from "./who.js";

const t = texts.groups;

/** A team lead takes her district out of groups, or back in. It holds for the next groups. */
export function setGroupsPart(
  app: App,
  who: Known,
  key: string,
  { team: teamId, out }: Extract<Action, { do: "groups-part" }>,
): Promise<Reply> {
  const now = app.clock.now();
  return replyOnce(app, key, async (tables): Promise<Reply> => {
    const team = who.teams.find(({ id }) => id === teamId);
    if (team === undefined || !who.memberships.some((one) => one.lead && one.teamId === teamId))
      return say(t.leadsOnly);
    const { networkId, districtId } = team;
    const choices = await tables.matching.choices({ networkId, districtId });
    const openRequests = choices.find((one) => one.districtId === districtId)?.openRequests ?? null;
    const personId = who.person.id;
    await tables.matching.saveChoice(
      { networkId, districtId },
      { networkId, districtId, outOfGroups: out, openRequests, personId, at: now },
    );
    await tables.events.audit({
      ...{ id: idOf("audit", "groups part", key), networkId, districtId, at: now, actor: personId },
      ...{ action: out ? "left groups" : "back in groups", subject: districtId, detail: null },
    });
    return notice(partCard(teamId, out, out ? t.out : t.back));
  });
}
