import { district, person, rule, team } from "../../scripts/gallery/examples.js";
import type { CheckInPrompt, CheckInSlot } from "../../src/core/checkin/model.js";
import type { Cycle, CycleUpdate, Draft } from "../../src/core/cycle/model.js";
import type { District, Person, Team } from "../../src/core/network/model.js";
import { type House, network } from "./house.js";

const scope = { networkId: network.id };
const since = "2025-08-01";
const before = new Date("2026-01-14T23:30:00Z");

/**
 * A second district, "Sample Coast", in a time zone and a workspace (W2) of its own, with a collaboration, a team
 * ("coast-lead", "coast-teacher"), a channel (C2), and a program manager ("pm-2"). Its rows are called coast-….
 */
export async function furnishSecondDistrict(house: House): Promise<void> {
  const coast: District = {
    ...district,
    id: "district-2",
    name: "Sample Coast Unified (sample)",
    timeZone: "Pacific/Honolulu",
  };
  await house.store.write(async (tables) => {
    await tables.roster.save(scope, {
      collaborations: [
        {
          id: "collaboration-2",
          networkId: network.id,
          name: "Attendance",
          focus: "attendance",
          aim: "Every student in class",
          startsOn: since,
          endsOn: "2028-06-30",
        },
      ],
      convenings: [
        {
          id: "convening-2",
          networkId: network.id,
          collaborationId: "collaboration-2",
          name: "Coast convening",
          startsOn: "2026-03-25",
          endsOn: "2026-03-26",
        },
      ],
      districts: [coast],
    });
    await tables.workspaces.save({
      id: "workspace-3",
      platform: "paper",
      externalId: "W2",
      name: "Sample Coast",
      networkId: network.id,
      districtId: coast.id,
      state: "linked",
      installedAt: new Date("2025-08-01T00:00:00Z"),
      removedAt: null,
    });
  });
  await furnishTeam(house, {
    team: {
      ...team,
      id: "team-2",
      districtId: coast.id,
      collaborationId: "collaboration-2",
      name: "Sample Coast team",
    },
    word: "coast",
    workspaceId: "workspace-3",
    channel: "C2",
  });
  await furnishProgramManager(house, "pm-2", "team-2");
}

/**
 * A second team of the first district: "reading-lead" and "reading-teacher", channel C3; rows called reading-…. Asked
 * every second week from `anchor`.
 */
export function furnishSecondTeam(
  house: House,
  { anchor, welcomedAt }: Partial<Pick<Furnishing, "anchor" | "welcomedAt">> = {},
): Promise<void> {
  return furnishTeam(house, {
    team: { ...team, id: "team-3", name: "Sample Valley reading team" },
    word: "reading",
    workspaceId: "workspace-1",
    channel: "C3",
    anchor,
    welcomedAt,
  });
}

type Furnishing = {
  team: Team;
  word: string;
  workspaceId: string;
  channel: string;
  anchor?: string;
  welcomedAt?: Date | null;
};

/** A team with a lead and a teacher, and of everything that a team has one: cycle, update, question, draft. */
async function furnishTeam(
  house: House,
  { team, word, workspaceId, channel, anchor = "2026-01-14", welcomedAt = before }: Furnishing,
): Promise<void> {
  const owned = { networkId: network.id, districtId: team.districtId, teamId: team.id };
  const people = [`${word}-lead`, `${word}-teacher`].map((id) =>
    person(id, { districtId: team.districtId, welcomedAt }),
  );
  const cycle: Cycle = {
    ...owned,
    id: `${word}-cycle`,
    problemId: null,
    title: `The ${word} cycle`,
    question: null,
    prediction: `The ${word} prediction`,
    predictedFigure: null,
    dueOn: "2026-02-11",
    stage: "do",
    ownerId: `${word}-lead`,
    startedAt: before,
    predictionLockedAt: before,
    decision: null,
    reason: null,
    closedAt: null,
    previousId: null,
    details: {},
    testers: [],
    creditCycleId: null,
    creditDistrictId: null,
    version: 1,
    createdAt: before,
  };
  const slot: CheckInSlot = {
    ...owned,
    id: `${word}-slot`,
    ruleId: `${word}-rule`,
    localDate: "2026-01-14",
    state: "open",
    reason: null,
    openedAt: before,
    occasion: null,
  };
  const prompt: CheckInPrompt = {
    ...owned,
    id: `${word}-prompt`,
    slotId: slot.id,
    personId: `${word}-lead`,
    cycleId: cycle.id,
    state: "asked",
    reason: null,
    askAt: before,
    againAt: null,
    settledAt: null,
    note: null,
    part: null,
    remindAt: null,
    closesAt: null,
    messageId: null,
  };
  const answers = { happened: `What the ${word} team saw`, count: 7, outOf: 9, next: "keep testing" };
  const update: CycleUpdate = {
    ...owned,
    id: `${word}-update`,
    cycleId: cycle.id,
    personId: `${word}-lead`,
    stage: "do",
    promptId: null,
    draftId: null,
    answers,
    version: 1,
    recordedAt: before,
    changedAt: before,
    deletedAt: null,
  };
  const draft: Draft = {
    id: `${word}-draft`,
    networkId: network.id,
    districtId: team.districtId,
    personId: `${word}-lead`,
    text: `What the ${word} lead typed`,
    state: "open",
    at: before,
  };
  await house.store.write(async (tables) => {
    await tables.roster.save(scope, {
      teams: [team],
      people,
      memberships: people.map((one) => ({
        ...owned,
        id: `membership-${one.id}`,
        personId: one.id,
        level: "classroom",
        lead: one.id === `${word}-lead`,
        from: since,
        until: null,
      })),
      rules: [{ ...rule, ...owned, id: slot.ruleId, anchor }],
    });
    await tables.workspaces.saveChannel(scope, {
      id: `${word}-channel`,
      networkId: network.id,
      districtId: team.districtId,
      workspaceId,
      externalId: channel,
      teamId: team.id,
    });
    await tables.cycles.save(scope, cycle, 0);
    await tables.cycles.saveUpdate(
      scope,
      update,
      {
        id: `${word}-version`,
        networkId: network.id,
        districtId: team.districtId,
        updateId: update.id,
        version: 1,
        answers,
        personId: update.personId,
        at: before,
      },
      0,
    );
    await tables.checkIns.openSlot(scope, slot, [prompt]);
    await tables.cycles.saveDraft(scope, draft);
  });
  for (const one of people) await identify(house, one, workspaceId);
}

/** Somebody of the network, at home in its workspace (HUB), who coaches one team. */
async function furnishProgramManager(house: House, id: string, teamId: string): Promise<void> {
  const pm = person(id, { districtId: null, networkRole: "program manager" });
  await house.store.write((tables) => tables.roster.save(scope, { people: [pm] }));
  await furnishAssignment(house, id, teamId);
  await identify(house, pm, "workspace-2");
}

/** She coaches this team too. */
export async function furnishAssignment(house: House, personId: string, teamId: string): Promise<void> {
  await house.store.write(async (tables) => {
    const coached = await tables.roster.team(scope, teamId);
    if (coached === undefined) throw new Error(teamId);
    const { districtId } = coached;
    const id = `assignment-${personId}-${teamId}`;
    const assignment = { id, networkId: network.id, districtId, teamId, personId, from: since, until: null };
    await tables.roster.save(scope, { pmAssignments: [assignment] });
  });
}

/** She is claimed in this workspace; under her own id unless it is said otherwise. */
export async function identify(
  house: House,
  who: Pick<Person, "id">,
  workspaceId: string,
  externalUser = who.id,
): Promise<void> {
  await house.store.write((tables) =>
    tables.workspaces.saveIdentities(scope, [
      {
        id: `identity-${who.id}-${workspaceId}`,
        networkId: network.id,
        workspaceId,
        personId: who.id,
        externalUser,
        direct: null,
        claimedBy: "code",
        claimedAt: new Date("2025-07-01T00:00:00Z"),
        unreachableSince: null,
      },
    ]),
  );
}

/** From this day on her membership or her assignment does not hold any more. */
export async function leaves(house: House, personId: string, until: string): Promise<void> {
  await house.store.write(async (tables) => {
    const { memberships, pmAssignments } = await tables.roster.load(scope);
    await tables.roster.save(scope, {
      memberships: memberships.filter((one) => one.personId === personId).map((one) => ({ ...one, until })),
      pmAssignments: pmAssignments.filter((one) => one.personId === personId).map((one) => ({ ...one, until })),
    });
  });
}
