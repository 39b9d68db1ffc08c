import type { Person } from "../../src/core/network/model.js";
import type { Store } from "../../src/ports/store.js";

export const scope = { networkId: "network" };

/** Ten teams share a district. */
const districtOf = (nth: number) => `district-${Math.floor(nth / 10)}`;

/** Where people live: `user` writes to the bot in the private conversation `direct` of the one workspace, T1. */
export type Inhabitant = { user: string; direct: string };

const since = new Date("2025-08-01T00:00:00Z");

/**
 * A linked workspace whose people are claimed, each on a team of her own. With `asked` each team has a check-in rule that
 * asks on Wednesdays at three in the afternoon.
 */
export async function layGround(store: Store, people: Inhabitant[], { asked = false } = {}): Promise<void> {
  const owned = (nth: number) => ({ networkId: scope.networkId, districtId: districtOf(nth) });
  await store.write(async (tables) => {
    await tables.networks.save({
      id: scope.networkId,
      name: "Chaos",
      timeZone: "America/Los_Angeles",
      minN: 10,
      openRequests: 2,
      embeddings: false,
    });
    await tables.roster.save(scope, {
      collaborations: [
        {
          id: "collaboration",
          networkId: scope.networkId,
          name: "Early math",
          focus: "math",
          aim: "Every student ready",
          startsOn: "2025-08-01",
          endsOn: "2028-06-30",
        },
      ],
      convenings: [],
      districts: [...new Set(people.map((_, nth) => districtOf(nth)))].map((id) => ({
        id,
        networkId: scope.networkId,
        name: `Chaos Unified, ${id}`,
        kind: "local district" as const,
        sample: true,
        profile: { schools: 1, enrollment: 100, frpmPct: null, elPct: null, locale: null, grades: "K-12" },
        timeZone: "America/Los_Angeles",
        calendar: { terms: [], closed: [], earlyRelease: [] },
        retentionDays: null,
      })),
      teams: people.map(({ user }, nth) => ({
        id: `team-${user}`,
        ...owned(nth),
        collaborationId: "collaboration",
        name: `Team of ${user}`,
        paused: false,
        pausedAt: null,
        pauseReason: null,
      })),
      people: people.map(personOf),
      memberships: people.map(({ user }, nth) => ({
        id: `membership-${user}`,
        ...owned(nth),
        teamId: `team-${user}`,
        personId: `person-${user}`,
        level: "district office" as const,
        lead: true,
        from: "2025-08-01",
        until: null,
      })),
      pmAssignments: [],
      rules: asked
        ? people.map(({ user }, nth) => ({
            id: `rule-${user}`,
            ...owned(nth),
            teamId: `team-${user}`,
            weekday: 3,
            at: "15:00",
            everyWeeks: 2,
            anchor: "2026-01-21",
            active: true,
            aroundConvenings: false,
            weeklyInDo: false,
          }))
        : [],
    });
    await tables.workspaces.save({
      id: "workspace",
      platform: "slack",
      externalId: "T1",
      name: "Chaos Unified",
      networkId: scope.networkId,
      districtId: null,
      state: "linked",
      installedAt: since,
      removedAt: null,
    });
    await tables.workspaces.saveIdentities(
      scope,
      people.map(({ user, direct }) => ({
        id: `identity-${user}`,
        networkId: scope.networkId,
        workspaceId: "workspace",
        personId: `person-${user}`,
        externalUser: user,
        direct,
        claimedBy: "e-mail" as const,
        claimedAt: since,
        unreachableSince: null,
      })),
    );
  });
}

function personOf({ user }: Inhabitant, nth: number): Person {
  return {
    id: `person-${user}`,
    networkId: scope.networkId,
    districtId: districtOf(nth),
    name: `Team lead ${user}`,
    email: null,
    networkRole: null,
    muted: false,
    askAt: null,
    // Nobody is greeted: a question is one message.
    welcomedAt: since,
    weeklyMessages: null,
    awayFrom: null,
    awayUntil: null,
  };
}
