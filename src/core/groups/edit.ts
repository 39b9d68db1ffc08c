import { checkGroups } from "../matching/groups-check.js";
import type { GroupsInput, Violation } from "../matching/groups-model.js";
import type { GroupRound } from "../matching/records.js";
import { mayBeOverridden } from "./words.js";

/** Where a district is moved to: a group by its place from 0, a group of its own, or none. */
export type Place = number | "new" | "none";

export type Arranged = Pick<GroupRound, "groups" | "leftOut">;

/** The round with one district moved; undefined where it is there already. A group that nobody is left in is gone. */
export function moved(round: Arranged, districtId: string, to: Place): Arranged | undefined {
  const from = round.groups.findIndex((group) => group.includes(districtId));
  if (to === from || (to === "none" && from < 0)) return undefined;
  if (to === "new" && from >= 0 && round.groups[from]?.length === 1) return undefined;
  const without = round.groups.map((group) => group.filter((id) => id !== districtId));
  const groups = to === "none" ? without : to === "new" ? [...without, [districtId]] : added(without, districtId, to);
  const leftOut = round.leftOut.filter((one) => one.districtId !== districtId);
  return {
    groups: groups.filter((group) => group.length > 0),
    leftOut: to === "none" ? [...leftOut, { districtId, why: "by hand" }] : leftOut,
  };
}

function added(groups: readonly string[][], districtId: string, to: number): string[][] {
  return groups.map((group, at) => (at === to ? [...group, districtId].sort() : group));
}

/** What is broken after an edit and was not before, the worst first. */
export function newlyBroken(before: Arranged, after: Arranged, input: GroupsInput): Violation[] {
  const was = new Set(checkGroups(before.groups, input).map((one) => nameOf(one, before)));
  return checkGroups(after.groups, input)
    .filter((one) => !was.has(nameOf(one, after)))
    .sort((a, b) => Number(mayBeOverridden(a)) - Number(mayBeOverridden(b)));
}

/** The same violation in two arrangements: a group is known by its members, not by its place. */
function nameOf(one: Violation, { groups }: Arranged): string {
  if (!("group" in one)) return JSON.stringify(one);
  const { group, ...rest } = one;
  return JSON.stringify([rest, [...(groups[group] ?? [])].sort()]);
}
