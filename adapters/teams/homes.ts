import type { Connector } from "./connector.js";
import { hasMention } from "./mentions.js";
import type { Activity } from "./payloads.js";
import { type HomeOf, isBot, type TeamsPlace } from "./places.js";

export type Homes = {
  /**
   * Makes sure that everybody in this activity has been looked up, where something will be done about it: nobody looks
   * up who wrote what is dropped. Rejects with a PlatformError where that failed.
   */
  learn(activity: Activity, place: TeamsPlace): Promise<void>;
  homeOf: HomeOf;
};

/** As many as a large channel has; an object id stays in its tenant for ever, so nothing here grows old. */
const remembered = 20_000;

/**
 * Home tenants of people in shared channels, from their rosters. Only what a process has seen: nothing is lost when it
 * is forgotten, the roster is read again.
 */
export function createHomes(connector: Pick<Connector, "members">, appId: string): Homes {
  const homes = new Map<string, string>();
  return {
    homeOf: (user) => homes.get(user),
    async learn(activity, place) {
      if (!place.shared || !isActedOn(activity, appId)) return;
      const acting = [activity.from, ...(activity.membersRemoved ?? [])].filter((one) => !isBot(one));
      if (acting.every(({ aadObjectId: user }) => user === undefined || homes.has(user))) return;
      if (homes.size > remembered) homes.clear();
      for await (const { objectId, aadObjectId, tenantId } of connector.members(activity.serviceUrl, place.channel)) {
        const user = objectId ?? aadObjectId;
        if (user && tenantId) homes.set(user, tenantId);
      }
    },
  };
}

/** Commands, buttons and forms, who leaves, and who adds the app. */
function isActedOn(activity: Activity, appId: string): boolean {
  const { type, value, membersRemoved = [] } = activity;
  if (type === "message") return hasMention(activity, appId) || (value !== undefined && value !== null);
  return type === "invoke" || type === "installationUpdate" || membersRemoved.length > 0;
}
