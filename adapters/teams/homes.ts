import type { Connector } from "./connector.js";
import type { Activity } from "./payloads.js";
import { type HomeOf, isBot, type TeamsPlace } from "./places.js";

export type Homes = {
  /** Makes sure that everybody in this activity has been looked up. Rejects with a PlatformError where that failed. */
  learn(activity: Activity, place: TeamsPlace): Promise<void>;
  homeOf: HomeOf;
};

/** As many as a large channel has; an object id stays in its tenant for ever, so nothing here grows old. */
const remembered = 20_000;

/**
 * Home tenants of people in shared channels, from their rosters. Only what a process has seen: nothing is lost when it
 * is forgotten, the roster is read again.
 */
export function createHomes(connector: Pick<Connector, "members">): Homes {
  const homes = new Map<string, string>();
  return {
    homeOf: (user) => homes.get(user),
    async learn(activity, place) {
      if (!place.shared) return;
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
