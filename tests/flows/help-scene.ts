import { district, person, team } from "../../scripts/gallery/examples.js";
import type { District } from "../../src/core/network/model.js";
import type { House } from "./house.js";
import { furnishSecondDistrict } from "./neighbours.js";

const scope = { networkId: "network-1" };
const since = new Date("2025-09-01T00:00:00Z");
export const question = "How did you get families to answer our phone calls about chronic absence?";

/** What is said of the first district to another one in this network. */
export const described = "A district in your network. It has between 2,000 and 6,000 students";

/**
 * A second district that works on chronic absence and lets the network look for it, and as many others, without teams, as it
 * takes that neither of the two can be told from a description.
 */
export async function furnishPeers(house: House, others = 4): Promise<void> {
  await furnishSecondDistrict(house);
  const more = Array.from(
    { length: others },
    (_, n): District => ({
      ...district,
      id: `other-${n}`,
      name: `Sample District ${n} (sample)`,
    }),
  );
  await house.store.write((tables) => tables.roster.save(scope, { districts: more }));
  await saveSharedProblem(house, "2");
}

export async function saveSharedProblem(house: House, n: string): Promise<void> {
  const owned = { networkId: scope.networkId, districtId: `district-${n}`, teamId: `team-${n}` };
  const id = `problem-${n}`;
  await house.store.write(async (tables) => {
    await tables.cycles.saveProblem(
      scope,
      { id, ...owned, version: 1, createdAt: since },
      {
        id: `${id}-1`,
        networkId: scope.networkId,
        districtId: owned.districtId,
        problemId: id,
        version: 1,
        statement: "Chronic absence is high, and families do not answer our phone calls about absence.",
        focusArea: "chronic absence",
        studentGroups: [],
        gradeBands: [],
        rootCauses: [],
        evidence: null,
        dashboardColor: null,
        intendedOutcome: null,
        investment: null,
        why: null,
        personId: null,
        at: since,
      },
    );
    await tables.matching.addConsent(scope, {
      id: `consent-${n}`,
      ...owned,
      what: "problem",
      subjectId: id,
      level: "network",
      towardsDistrictId: null,
      personId: "coast-lead",
      at: since,
      withdrawnAt: null,
      withdrawnBy: null,
    });
  });
}

/** A third district that is as good to ask: its team's lead is called hill-lead, in workspace W3. */
export async function furnishThird(house: House): Promise<void> {
  const hill: District = { ...district, id: "district-3", name: "Sample Hill Unified (sample)" };
  const theirs = { ...team, id: "team-3", districtId: hill.id, collaborationId: "collaboration-2", name: "Hill team" };
  const since = "2025-08-01";
  await house.store.write(async (tables) => {
    await tables.roster.save(scope, { districts: [hill] });
    await tables.roster.save(scope, {
      teams: [theirs],
      people: [{ ...person("hill-lead"), districtId: hill.id, name: "Hill lead" }],
      memberships: [
        {
          id: "membership-hill",
          networkId: scope.networkId,
          districtId: hill.id,
          teamId: theirs.id,
          personId: "hill-lead",
          level: "classroom",
          lead: true,
          from: since,
          until: null,
        },
      ],
    });
    await tables.workspaces.save({
      id: "workspace-4",
      platform: "paper",
      externalId: "W3",
      name: "Sample Hill",
      networkId: scope.networkId,
      districtId: hill.id,
      state: "linked",
      installedAt: new Date("2025-08-01T00:00:00Z"),
      removedAt: null,
    });
    await tables.workspaces.saveIdentities(scope, [
      {
        id: "identity-hill",
        networkId: scope.networkId,
        workspaceId: "workspace-4",
        personId: "hill-lead",
        externalUser: "hill-lead",
        direct: null,
        claimedBy: "code",
        claimedAt: new Date("2025-07-01T00:00:00Z"),
        unreachableSince: null,
      },
    ]);
  });
  await saveSharedProblem(house, "3");
}
