import { district, person, team } from "../../scripts/gallery/examples.js";
import type { District } from "../../src/core/network/model.js";
import type { House } from "./house.js";
import { furnishSecondDistrict } from "./neighbours.js";

const scope = { networkId: "network-1" };
const since = new Date("2025-09-01T00:00:00Z");
export const question = "How did you get families to answer our phone calls about chronic absence?";

/** What is said of a district in this network, where fewer than three let it be known that they work on what is asked. */
export const described = "A district in your network.";

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

/** The nth of those districts gets a team, in this collaboration; `shares`: that works on chronic absence and lets others look. */
export async function furnishTeamOf(
  house: House,
  n: number,
  { collaborationId = "collaboration-1", shares = false } = {},
): Promise<void> {
  const theirs = { ...team, id: `team-other-${n}`, districtId: `other-${n}`, collaborationId, name: `Other team ${n}` };
  await house.store.write((tables) => tables.roster.save(scope, { teams: [theirs] }));
  if (shares) await saveSharedProblem(house, `other-${n}`, theirs.districtId);
}

/** The second of the two wants nothing to do with the first. */
export async function keepApart(house: House, districtId: string, otherDistrictId: string): Promise<void> {
  const block = {
    id: `block-${districtId}-${otherDistrictId}`,
    districtId: otherDistrictId,
    otherDistrictId: districtId,
  };
  await house.store.write((tables) =>
    tables.matching.saveBlock(scope, { ...scope, ...block, personId: "coast-lead", at: house.now(), liftedAt: null }),
  );
}

/** The two have been introduced to each other by a match of their shared problems. */
export async function furnishPartners(house: House, ...sides: { districtId: string; n: string }[]): Promise<void> {
  const at = house.now();
  const matchId = `match-${sides.map(({ n }) => n).join("-")}`;
  await house.store.write((tables) =>
    tables.matches.save(
      scope,
      {
        match: {
          ...scope,
          ...{
            id: matchId,
            collaborationId: null,
            purpose: "introduction",
            state: "introduced",
            ending: null,
            score: 0.5,
          },
          ...{ proposedBy: null, proposedAt: at, note: null, approvedBy: null, offeredAt: at, introducedAt: at },
          ...{ dueOn: null, metAsked: 0, renewals: 0, nextAt: null, endedAt: null, version: 1 },
        },
        sides: sides.map(({ districtId, n }) => ({
          ...{ ...scope, districtId, teamId: `team-${n}`, problemId: `problem-${n}` },
          ...{ id: `${matchId}-${n}`, matchId, reasons: [], described: "", answer: "yes", answeredBy: null },
          ...{ answeredAt: at, whyNot: null, met: null, renew: null },
        })),
      },
      0,
    ),
  );
}

export async function saveSharedProblem(house: House, n: string, districtId = `district-${n}`): Promise<void> {
  const owned = { networkId: scope.networkId, districtId, teamId: `team-${n}` };
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
