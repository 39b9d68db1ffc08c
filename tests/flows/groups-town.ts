import { district, person, team } from "../../scripts/gallery/examples.js";
import type { Consent, SharingLevel } from "../../src/core/matching/records.js";
import type { District } from "../../src/core/network/model.js";
import { type House, network } from "./house.js";

const scope = { networkId: network.id };

/** Beside the first district (Sample Valley) five more of its collaboration, each with a workspace, a team and a lead of its own. */
export const towns = ["birch", "cedar", "elm", "fir", "oak"] as const;
export type Town = (typeof towns)[number] | "valley";

export const districtOf = (town: Town) => (town === "valley" ? district.id : `district-${town}`);
export const teamOf = (town: Town) => (town === "valley" ? team.id : `team-${town}`);
export const leadOf = (town: Town) => (town === "valley" ? "lead" : `${town}-lead`);
export const nameOf = (town: Town) =>
  town === "valley" ? district.name : `${town[0]?.toUpperCase()}${town.slice(1)} Unified`;

const absence =
  "Chronic absence is high: too many students miss school days, and attendance calls do not reach families.";
const algebra = "Students arrive in Integrated Math I without the number sense they need and fail the first semester.";
/** What their teams work on, in words that stand nowhere else. */
export const problems: Record<Town, string> = {
  valley: `${absence} Valley says heliotrope.`,
  birch: `${absence} Birch says marigold.`,
  cedar: `${absence} Cedar says lavender.`,
  elm: `${algebra} Elm says hyacinth.`,
  fir: `${algebra} Fir says snapdragon.`,
  oak: `${algebra} Oak says foxglove.`,
};

/** Furnishes the towns; all problems are the teams' own until `shares`. */
export async function furnishTowns(house: House, at = new Date("2025-10-01T18:00:00Z")): Promise<void> {
  await house.store.write(async (tables) => {
    for (const town of towns) {
      const one: District = { ...district, id: districtOf(town), name: nameOf(town), sample: false };
      const lead = person(leadOf(town), { districtId: one.id, name: `Team lead, ${nameOf(town)}` });
      const owned = { networkId: network.id, districtId: one.id, teamId: teamOf(town) };
      await tables.roster.save(scope, {
        districts: [one],
        teams: [{ ...team, id: owned.teamId, districtId: one.id, name: `${nameOf(town)} team` }],
        people: [lead],
        memberships: [
          {
            ...{ ...owned, id: `membership-${lead.id}`, personId: lead.id },
            ...{ level: "classroom", lead: true, from: "2025-08-01", until: null },
          },
        ],
      });
      await tables.workspaces.save({
        ...{ id: `workspace-${town}`, platform: "paper", externalId: `W-${town}`, name: town, networkId: network.id },
        ...{ districtId: one.id, state: "linked", installedAt: at, removedAt: null },
      });
      await tables.workspaces.saveIdentities(scope, [
        {
          ...{ id: `identity-${lead.id}`, networkId: network.id, workspaceId: `workspace-${town}`, personId: lead.id },
          ...{ externalUser: lead.id, direct: null, claimedBy: "code", claimedAt: at, unreachableSince: null },
        },
      ]);
    }
    for (const town of ["valley", ...towns] as const) {
      const owned = { networkId: network.id, districtId: districtOf(town) };
      await tables.cycles.saveProblem(
        scope,
        { ...owned, id: `problem-${town}`, teamId: teamOf(town), version: 1, createdAt: at },
        {
          ...{ ...owned, id: `version-${town}`, problemId: `problem-${town}`, version: 1, statement: problems[town] },
          ...{ focusArea: null, studentGroups: [], gradeBands: [], rootCauses: [], evidence: null, why: null },
          ...{ dashboardColor: null, intendedOutcome: null, investment: null, personId: leadOf(town), at },
        },
      );
    }
  });
}

/** Its team lets its problem be compared this far. */
export async function shares(house: House, town: Town, level: SharingLevel = "collaboration"): Promise<void> {
  const consent: Consent = {
    ...{ id: `consent-${town}`, networkId: network.id, districtId: districtOf(town), teamId: teamOf(town) },
    ...{ what: "problem", subjectId: `problem-${town}`, level, towardsDistrictId: null, personId: leadOf(town) },
    ...{ at: house.now(), withdrawnAt: null, withdrawnBy: null },
  };
  await house.store.write((tables) => tables.matching.addConsent(scope, consent));
}

/** `town` does not want to be brought together with `other`. */
export async function blocks(house: House, town: Town, other: Town): Promise<void> {
  await house.store.write((tables) =>
    tables.matching.saveBlock(scope, {
      ...{ id: `block-${town}-${other}`, networkId: network.id, districtId: districtOf(town) },
      ...{ otherDistrictId: districtOf(other), personId: leadOf(town), at: house.now(), liftedAt: null },
    }),
  );
}
