import { district, person, team } from "../../scripts/gallery/examples.js";
import { setProblemLevel } from "../../src/app/problem-level.js";
import type { SharingLevel } from "../../src/core/matching/records.js";
import type { TopicId } from "../../src/core/matching/topics.js";
import type { Person } from "../../src/core/network/model.js";
import type { MatchOfTwo } from "../../src/ports/matching.js";
import { furnish, type House, network } from "./house.js";
import { furnishAssignment, identify } from "./neighbours.js";

export const scope = { networkId: network.id };
const since = new Date("2025-12-01T00:00:00Z");

/** Districts beside the first one, each with its own workspace (W2, …), team (team-2, …) and lead (lead-2, …). */
export const places = ["Harbor", "Meadow", "Canyon", "Orchard"] as const;
export const allPlaces = ["Valley", ...places] as const;
export const nameOf = (n: number): string => `Sample ${allPlaces[n - 1]} Unified (sample)`;
export const leadName = (n: number): string => `Team lead, ${allPlaces[n - 1]}`;

const statement = "Half of our ninth graders have a D or F in at least one class, and homework counts for most of it.";

/**
 * Five districts in one collaboration that work on the same problem and let it be compared in the collaboration. The program
 * manager ("pm") coaches all five teams.
 */
export async function furnishFive(house: House): Promise<void> {
  await furnish(house);
  await house.store.write(async (tables) => {
    const lead = await tables.roster.person(scope, "lead");
    if (lead) await tables.roster.savePerson(scope, { ...lead, name: leadName(1), welcomedAt: since });
    for (const [at, place] of places.entries()) {
      const n = at + 2;
      const districtId = `district-${n}`;
      const lead: Person = person(`lead-${n}`, { districtId, name: leadName(n), welcomedAt: since });
      const owned = { networkId: network.id, districtId, teamId: `team-${n}` };
      await tables.roster.save(scope, {
        districts: [{ ...district, id: districtId, name: nameOf(n) }],
        teams: [{ ...team, id: owned.teamId, districtId, name: `Sample ${place} team` }],
        people: [lead],
        memberships: [
          { ...owned, id: `m-${n}`, personId: lead.id, level: "school", lead: true, from: "2025-08-01", until: null },
        ],
      });
      await tables.workspaces.save({
        id: `workspace-of-${n}`,
        platform: "paper",
        externalId: `W${n}`,
        name: place,
        networkId: network.id,
        districtId,
        state: "linked",
        installedAt: since,
        removedAt: null,
      });
    }
  });
  for (let n = 2; n <= 5; n++) {
    await identify(house, { id: `lead-${n}` }, `workspace-of-${n}`);
    await furnishAssignment(house, "pm", `team-${n}`);
  }
  for (let n = 1; n <= 5; n++) await says(house, n);
}

/** A team's problem, its topic as confirmed, and how far it may be compared. */
export async function says(
  house: House,
  n: number,
  { text = statement, topic = "grading", level = "collaboration", version: nth = 1 }: Partial<Saying> = {},
): Promise<void> {
  const owned = { networkId: network.id, districtId: `district-${n}`, teamId: `team-${n}` };
  const problem = { ...owned, id: `problem-${n}`, version: nth, createdAt: since };
  const version = {
    networkId: network.id,
    districtId: owned.districtId,
    id: `version-${n}-${nth}`,
    problemId: problem.id,
    version: nth,
    statement: text,
    focusArea: null,
    studentGroups: [],
    gradeBands: ["9"],
    rootCauses: [],
    evidence: null,
    dashboardColor: null,
    intendedOutcome: null,
    investment: null,
    why: null,
    personId: null,
    at: since,
  };
  await house.store.write(async (tables) => {
    await tables.cycles.saveProblem(scope, problem, version);
    if (nth === 1)
      await tables.matching.addTopicChoice(scope, {
        ...owned,
        id: `topic-${n}`,
        problemId: problem.id,
        version: 1,
        topics: [topic],
        other: null,
        personId: "lead",
        at: since,
      });
  });
  if (level !== "team") await shares(house, n, level);
}

type Saying = { text: string; topic: TopicId; level: SharingLevel; version: number };

export async function shares(house: House, n: number, level: SharingLevel): Promise<void> {
  await house.store.write((tables) =>
    tables.matching.addConsent(scope, {
      ...{ networkId: network.id, districtId: `district-${n}`, teamId: `team-${n}`, id: `consent-${n}-${level}` },
      ...{ what: "problem", subjectId: `problem-${n}`, level, towardsDistrictId: null, personId: "lead", at: since },
      ...{ withdrawnAt: null, withdrawnBy: null },
    }),
  );
}

/** The team takes back how far its problem may be compared. */
export async function keepsToItself(house: House, n: number, level: SharingLevel = "team"): Promise<void> {
  const at = house.now();
  const given = {
    team: { id: `team-${n}`, networkId: network.id, districtId: `district-${n}` },
    problemId: `problem-${n}`,
  };
  await house.store.write((tables) =>
    setProblemLevel(tables, network, { ...given, level, personId: userOf(n), key: at.toISOString(), at }),
  );
}

export async function pauses(house: House, n: number): Promise<void> {
  await house.store.write(async (tables) => {
    const team = await tables.roster.team(scope, `team-${n}`);
    if (team) await tables.roster.save(scope, { teams: [{ ...team, paused: true, pausedAt: house.now() }] });
  });
}

export const matchesOf = (house: House): Promise<MatchOfTwo[]> => house.store.read((view) => view.matches.all(scope));

/** The number of the team, district and lead on this side. */
export const numberOf = ({ teamId }: { teamId: string }): number => Number(teamId.replace("team-", ""));
export const userOf = (n: number): string => (n === 1 ? "lead" : `lead-${n}`);
export const workspaceOf = (n: number): string => `W${n}`;
