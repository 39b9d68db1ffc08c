import { type GroupsOf, groupsCard } from "../core/groups/cards.js";
import { texts } from "../core/texts.js";
import type { Reply } from "../ports/chat-platform.js";
import type { App } from "./app.js";
import { collaborationsOf, whyNoGroups } from "./groups-access.js";
import { loadGround } from "./groups-ground.js";
import { groupsOfLead } from "./groups-told.js";
import { notice, say } from "./notices.js";
import type { Known } from "./who.js";

const t = texts.groups;

/** The word `groups`: a program manager's collaborations; for a team lead the groups that her district is in. */
export function showGroups(app: App, who: Known): Promise<Reply> {
  const refused = whyNoGroups(who);
  return app.store.read(async (view) => {
    const now = app.clock.now();
    if (refused !== undefined) {
      const card = await groupsOfLead(view, who, now);
      return card === undefined ? say(refused) : notice(card);
    }
    const all: GroupsOf[] = [];
    const names = new Map<string, string>();
    let today: string | undefined;
    for (const id of await collaborationsOf(view, who)) {
      const ground = await loadGround(view, who.network, id, now);
      if (ground === undefined) continue;
      const { collaboration, convenings, rounds } = ground;
      const published = rounds.find(({ state }) => state === "published");
      const [latest] = rounds.filter(({ state }) => state !== "dropped");
      all.push({ collaboration, convenings, published, draft: latest?.state === "draft" ? latest : undefined });
      for (const district of published?.groups.flat() ?? []) names.set(district, ground.nameOf(district));
      today = ground.today;
    }
    if (today === undefined) return say(t.noTeams);
    return notice(groupsCard(all, (district) => names.get(district) ?? "", today, who.network.timeZone));
  });
}
