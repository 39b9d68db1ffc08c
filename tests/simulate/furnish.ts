import type { Cycle } from "../../src/core/cycle/model.js";
import type { Identity, Membership as MembershipRow, Person as PersonRow } from "../../src/core/network/model.js";
import type { Store } from "../../src/ports/store.js";
import type { Member, Person, Team, Workspace, World } from "./world.js";

/** Puts the world into the database as an import, the links and the claims would have left it. */
export async function furnish(store: Store, world: World): Promise<void> {
  const { networkId } = world;
  const scope = { networkId };
  const collaborations = [...new Set(world.districts.map(({ collaboration }) => collaboration))];
  const since = new Date(world.start - 30 * 86_400_000);
  await store.write(async (tables) => {
    if ((await tables.networks.all()).length > 0)
      throw new Error("--database: this database is in use; give an empty one");
    await tables.networks.save({
      id: networkId,
      name: "Simulated network",
      timeZone: world.zone,
      minN: 11,
      openRequests: 2,
      embeddings: false,
    });
    await tables.roster.save(scope, {
      collaborations: collaborations.map((id) => ({
        id,
        networkId,
        name: "Language and learning",
        focus: "Early mathematics",
        aim: "Every student is ready",
        startsOn: "2025-07-01",
        endsOn: "2028-06-30",
      })),
      convenings: collaborations.flatMap((collaborationId) =>
        world.convenings.map((one) => ({ ...one, id: `${one.id} ${collaborationId}`, networkId, collaborationId })),
      ),
      districts: world.districts.map((one) => ({
        id: one.id,
        networkId,
        name: one.name,
        kind: "district",
        sample: true,
        // As many schools as published; the rest is invented.
        profile: {
          schools: one.schools,
          enrollment: one.schools * 450,
          frpmPct: 40 + ((one.index * 13) % 50),
          elPct: 10 + ((one.index * 7) % 30),
          locale: one.schools < 8 ? "rural" : "suburban",
          grades: one.name.includes("Elementary") ? "K-8" : one.name.includes("High") ? "9-12" : "K-12",
        },
        timeZone: one.zone,
        calendar: one.calendar,
        retentionDays: null,
      })),
      teams: world.teams.map((team) => ({
        id: team.id,
        networkId,
        districtId: team.district.id,
        collaborationId: team.district.collaboration,
        name: team.name,
        paused: false,
        pausedAt: null,
        pauseReason: null,
      })),
      people: world.people.map((one) => personRow(world, one)),
      memberships: world.teams.flatMap((team) => team.members.map((member) => membershipRow(world, team, member))),
      pmAssignments: world.teams.map((team) => ({
        id: `${team.id}-pm`,
        networkId,
        districtId: team.district.id,
        teamId: team.id,
        personId: team.pm.id,
        from: "2025-07-01",
        until: null,
      })),
      rules: world.teams.map(({ id, district, rule }) => ({
        ...rule,
        networkId,
        districtId: district.id,
        teamId: id,
        active: true,
      })),
    });
    for (const one of world.workspaces) {
      await tables.workspaces.save({
        id: workspaceRow(one),
        platform: one.platform,
        externalId: one.id,
        name: one.name,
        networkId,
        districtId: one.district?.id ?? null,
        state: "linked",
        installedAt: since,
        removedAt: null,
      });
    }
    await tables.workspaces.saveIdentities(
      scope,
      world.people.map((one) => identityRow(world, one)),
    );
    for (const team of world.teams) {
      await tables.workspaces.saveChannel(scope, {
        id: `${team.id}-channel`,
        networkId,
        districtId: team.district.id,
        workspaceId: workspaceRow(team.district.workspace),
        externalId: team.channel,
        teamId: team.id,
      });
      for (const nth of team.begun.keys()) await tables.cycles.save(scope, cycleRow(world, team, nth), 0);
    }
  });
}

/** Somebody new on a team, known to the bot from the first day. */
export async function welcome(store: Store, world: World, team: Team, member: Member): Promise<void> {
  const scope = { networkId: world.networkId };
  await store.write(async (tables) => {
    await tables.roster.save(scope, { people: [personRow(world, member.person)] });
    await tables.roster.save(scope, { memberships: [membershipRow(world, team, member)] });
    await tables.workspaces.saveIdentities(scope, [identityRow(world, member.person)]);
  });
}

/** She is on the team until that day. */
export async function letGo(store: Store, world: World, team: Team, member: Member): Promise<void> {
  await store.write((tables) =>
    tables.roster.save({ networkId: world.networkId }, { memberships: [membershipRow(world, team, member)] }),
  );
}

export async function pause(store: Store, world: World, { id }: Team, paused: boolean): Promise<void> {
  const scope = { networkId: world.networkId };
  await store.write(async (tables) => {
    const team = await tables.roster.team(scope, id);
    if (team !== undefined) await tables.roster.save(scope, { teams: [{ ...team, paused }] });
  });
}

function personRow({ networkId }: World, one: Person): PersonRow {
  return {
    id: one.id,
    networkId,
    districtId: one.district?.id ?? null,
    name: one.name,
    email: null,
    networkRole: one.district === undefined ? "program manager" : null,
    muted: false,
    askAt: one.askAt,
    welcomedAt: null,
    weeklyMessages: one.weekly[0]?.most ?? null,
    awayFrom: null,
    awayUntil: null,
  };
}

function membershipRow({ networkId }: World, team: Team, { person, lead, level, from, until }: Member): MembershipRow {
  return {
    id: `${team.id}-${person.id}`,
    networkId,
    districtId: team.district.id,
    teamId: team.id,
    personId: person.id,
    level,
    lead,
    from,
    until,
  };
}

function identityRow(world: World, { id, user, workspace }: Person): Identity {
  return {
    id: `${id}-identity`,
    networkId: world.networkId,
    workspaceId: workspaceRow(workspace),
    personId: id,
    externalUser: user,
    direct: null,
    claimedBy: "e-mail",
    claimedAt: new Date(world.start - 20 * 86_400_000),
    unreachableSince: null,
  };
}

function workspaceRow({ platform, id }: Workspace): string {
  return `workspace-${platform}-${id}`;
}

/** The cycle that was open before the first day, as the `nth` of its team. */
export const begunId = (team: Pick<Team, "id">, nth: number) => `${team.id}-cycle${nth}`;

function cycleRow(world: World, { id, district, begun }: Team, nth: number): Cycle {
  const { owner, testers } = begun[nth] ?? { owner: undefined, testers: [] };
  const at = new Date(world.start - 10 * 86_400_000);
  return {
    id: begunId({ id }, nth),
    networkId: world.networkId,
    districtId: district.id,
    teamId: id,
    problemId: null,
    title: `Number talks, group ${nth + 1}`,
    question: "Do more students explain their thinking?",
    prediction: "Two of three will",
    predictedFigure: 66,
    dueOn: null,
    stage: "do",
    ownerId: owner?.id ?? null,
    startedAt: at,
    predictionLockedAt: at,
    decision: null,
    reason: null,
    closedAt: null,
    previousId: null,
    details: {},
    testers: testers.map((one) => one.id),
    creditCycleId: null,
    creditDistrictId: null,
    version: 1,
    createdAt: at,
  };
}
