import type { Outline, Roster, RosterRepository, Scope } from "../ports/store.js";
import { inParts } from "./in-parts.js";
import { markDistricts } from "./matching-changes.js";
import { districtRow, readDistrict, readMembership, readPerson } from "./rows.js";
import { demand, demandNetworkWide, networkOf, type Owned, owners, within } from "./scope.js";
import type { Tables } from "./tables.js";

/**
 * In a district's scope: its own rows, and of the network's collaborations and convenings those that one of its teams
 * takes part in. Those two can only be written in the network's scope.
 */
export function roster(tables: Tables): RosterRepository {
  return {
    load: (scope) => load(tables, scope),
    outline: (scope, only) => outline(tables, scope, only),
    async membersOf(scope, teamIds) {
      const own = within(scope);
      const memberships = await inParts(teamIds, (teamId) =>
        tables.membership.findMany({ where: { ...own, teamId }, orderBy: [...since] }),
      );
      const ids = [...new Set(memberships.map(({ personId }) => personId))];
      const people = await inParts(ids, (id) => tables.person.findMany({ where: { ...own, id }, orderBy }));
      return { memberships: memberships.map(readMembership), people: people.map(readPerson) };
    },
    assignments: (scope) => tables.pmAssignment.findMany({ where: within(scope), orderBy: [...since] }),
    save: (scope, changes) => save(tables, scope, changes),
    async person(scope, id) {
      const row = await tables.person.findFirst({ where: { ...within(scope), id } });
      return row ? readPerson(row) : undefined;
    },
    savePerson: (scope, person) => save(tables, scope, { people: [person] }),
    async team(scope, id) {
      return (await tables.team.findFirst({ where: { ...within(scope), id } })) ?? undefined;
    },
    async district(scope, id) {
      const { networkId, districtId = id } = within(scope);
      const row = districtId === id ? await tables.district.findFirst({ where: { networkId, id } }) : null;
      return row ? readDistrict(row) : undefined;
    },
    async districtsByIds(scope, ids) {
      const { networkId, districtId } = within(scope);
      const reached = districtId === undefined ? ids : ids.filter((id) => id === districtId);
      return (await inParts(reached, (id) => tables.district.findMany({ where: { networkId, id } }))).map(readDistrict);
    },
    async membershipsOf(scope, personId) {
      const where = { ...within(scope), personId };
      const rows = await tables.membership.findMany({ where, orderBy: [{ from: "asc" }, { id: "asc" }] });
      return rows.map(readMembership);
    },
  };
}

const orderBy = { id: "asc" } as const;
const inOrder = [{ startsOn: "asc" }, orderBy] as const;
const since = [{ from: "asc" }, orderBy] as const;

async function outline<K extends keyof Outline>(
  tables: Tables,
  scope: Scope,
  only?: readonly K[],
): Promise<Pick<Outline, K>> {
  const { districtId } = scope;
  const where = within(scope);
  const networkId = networkOf(scope);
  /** Ids of the collaborations that it takes part in; undefined: all of them. */
  const joined = async () => {
    if (districtId === undefined) return undefined;
    const teams = await tables.team.findMany({ where, select: { collaborationId: true } });
    return { in: [...new Set(teams.map(({ collaborationId }) => collaborationId))] };
  };
  const kinds: { [L in keyof Outline]: () => Promise<Outline[L]> } = {
    async collaborations() {
      const id = await joined();
      return tables.collaboration.findMany({ where: { networkId, ...(id && { id }) }, orderBy: [...inOrder] });
    },
    async convenings() {
      const collaborationId = await joined();
      const own = { networkId, ...(collaborationId && { collaborationId }) };
      return tables.convening.findMany({ where: own, orderBy: [...inOrder] });
    },
    districts: async () => {
      const own = { networkId, ...(districtId === undefined ? {} : { id: districtId }) };
      return (await tables.district.findMany({ where: own, orderBy })).map(readDistrict);
    },
    teams: () => tables.team.findMany({ where, orderBy }),
    rules: () => tables.checkInRule.findMany({ where, orderBy }),
  };
  const found: Partial<Outline> = {};
  for (const kind of only ?? (Object.keys(kinds) as K[])) found[kind] = await kinds[kind]();
  return found as Pick<Outline, K>;
}

async function load(tables: Tables, scope: Scope): Promise<Roster> {
  const where = within(scope);
  return {
    ...(await outline(tables, scope)),
    people: (await tables.person.findMany({ where, orderBy })).map(readPerson),
    memberships: (await tables.membership.findMany({ where, orderBy: [...since] })).map(readMembership),
    pmAssignments: await tables.pmAssignment.findMany({ where, orderBy: [...since] }),
  };
}

/** What is referred to comes before what refers to it. */
async function save(tables: Tables, scope: Scope, changes: Partial<Roster>): Promise<void> {
  networkOf(scope);
  await put(
    changes.collaborations,
    (rows) => demandNetworkWide(scope, rows),
    (id) => tables.collaboration.findMany({ where: { id }, select: { id: true, networkId: true } }),
    (data) => tables.collaboration.createMany({ data }),
    (row) => tables.collaboration.update({ where: { id: row.id }, data: row }),
  );
  await put(
    changes.convenings,
    (rows) => demandNetworkWide(scope, rows),
    (id) => tables.convening.findMany({ where: { id }, select: { id: true, networkId: true } }),
    (data) => tables.convening.createMany({ data }),
    (row) => tables.convening.update({ where: { id: row.id }, data: row }),
  );
  await put(
    changes.districts?.map((district) => ({ ...districtRow(district), districtId: district.id })),
    (rows) => demand(scope, rows),
    async (id) =>
      (await tables.district.findMany({ where: { id }, select: { id: true, networkId: true } })).map((row) => ({
        ...row,
        districtId: row.id,
      })),
    (rows) => tables.district.createMany({ data: rows.map(({ districtId: _own, ...row }) => row) }),
    ({ districtId: _own, ...row }) => tables.district.update({ where: { id: row.id }, data: row }),
  );
  await markDistricts(tables, scope, changes.districts?.map(({ id }) => id) ?? []);
  const ours = (rows: Owned[]) => demand(scope, rows);
  await put(
    changes.teams,
    ours,
    (id) => tables.team.findMany({ where: { id }, select: { id: true, ...owners } }),
    (data) => tables.team.createMany({ data }),
    (row) => tables.team.update({ where: { id: row.id }, data: row }),
  );
  await put(
    changes.people,
    ours,
    (id) => tables.person.findMany({ where: { id }, select: { id: true, ...owners } }),
    (data) => tables.person.createMany({ data }),
    (row) => tables.person.update({ where: { id: row.id }, data: row }),
  );
  await put(
    changes.memberships,
    ours,
    (id) => tables.membership.findMany({ where: { id }, select: { id: true, ...owners } }),
    (data) => tables.membership.createMany({ data }),
    (row) => tables.membership.update({ where: { id: row.id }, data: row }),
  );
  await put(
    changes.pmAssignments,
    ours,
    (id) => tables.pmAssignment.findMany({ where: { id }, select: { id: true, ...owners } }),
    (data) => tables.pmAssignment.createMany({ data }),
    (row) => tables.pmAssignment.update({ where: { id: row.id }, data: row }),
  );
  await put(
    changes.rules,
    ours,
    (id) => tables.checkInRule.findMany({ where: { id }, select: { id: true, ...owners } }),
    (data) => tables.checkInRule.createMany({ data }),
    (row) => tables.checkInRule.update({ where: { id: row.id }, data: row }),
  );
}

/**
 * Writes rows by id, after both they and what they would replace were found to be the scope's: all new ones in one
 * statement, so that a network of many districts does not take a statement a person.
 */
async function put<R extends { id: string } & Owned>(
  rows: R[] | undefined,
  judge: (rows: Owned[]) => void,
  stored: (id: { in: string[] }) => PromiseLike<(Owned & { id: string })[]>,
  insert: (rows: R[]) => PromiseLike<unknown>,
  replace: (row: R) => PromiseLike<unknown>,
): Promise<void> {
  if (!rows || rows.length === 0) return;
  judge(rows);
  const before = await stored({ in: rows.map((row) => row.id) });
  judge(before);
  const known = new Set(before.map(({ id }) => id));
  const added = rows.filter(({ id }) => !known.has(id));
  if (added.length > 0) await insert(added);
  for (const row of rows) if (known.has(row.id)) await replace(row);
}
