import { pairsOf } from "./groups-check.js";
import type { FormedGroup, Grouping, GroupsInput, LeftOut, PairReason, Repeat } from "./groups-model.js";
import { groupValue, likenessOf, meetings, memoryOf, pairKey, pairValue } from "./groups-value.js";

/**
 * What there is to say about these groups: reasons, repeats, who is left out and why, the total. For the search's groups
 * and for groups changed by hand; whether they keep the rules is `checkGroups`. Throws a RangeError as `likenessOf` does.
 * `byHand`: who has no place although sizes and rules left one, was left out by a person.
 */
export function describeGroups(
  groups: readonly (readonly string[])[],
  input: GroupsInput,
  { byHand }: { byHand: boolean } = { byHand: true },
): Grouping {
  const met = meetings(input.past);
  const never = new Set(input.never.map(({ a, b }) => pairKey(a, b)));
  const must = new Set(input.must.map(({ a, b }) => pairKey(a, b)));
  const takingPart = input.members.filter(({ optedOut, capacity }) => !optedOut && capacity !== 0).map(({ id }) => id);
  const placed = new Set(groups.flat());

  const formed = groups.map((group): FormedGroup => {
    const members = [...new Set(group)].sort();
    const why = pairsOf(members).map(({ a, b }): PairReason => {
      return { a, b, likeness: likenessOf(input, a, b), daysAgo: met.get(pairKey(a, b))?.[0] };
    });
    const values = why.map(({ a, b, likeness }) =>
      pairValue(likeness, memoryOf(met.get(pairKey(a, b)) ?? []), input.novelty),
    );
    const sum = values.reduce((all, one) => all + one, 0);
    return { members, worth: sum / Math.max(1, values.length), why };
  });
  formed.sort((one, other) => ((one.members[0] ?? "") < (other.members[0] ?? "") ? -1 : 1));

  const repeats = formed.flatMap(({ members, why }): Repeat[] => {
    const hasNew = (one: string) =>
      takingPart.some((other) => {
        const key = pairKey(one, other);
        return !members.includes(other) && placed.has(other) && !never.has(key) && !met.has(key);
      });
    return why.flatMap(({ a, b, daysAgo }): Repeat[] => {
      if (daysAgo === undefined) return [];
      if (must.has(pairKey(a, b))) return [{ a, b, daysAgo, why: "must" }];
      return [{ a, b, daysAgo, why: hasNew(a) && hasNew(b) ? "alike enough" : "nobody new" }];
    });
  });

  const barred = (id: string) => takingPart.filter((other) => never.has(pairKey(id, other))).sort();
  const hopeless = new Set(
    takingPart.filter((id) => !placed.has(id) && takingPart.length - barred(id).length < input.size.min),
  );
  const even = divides(takingPart.length - hopeless.size, input.size);
  const leftOut = input.members
    .filter(({ id }) => !placed.has(id))
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .map(({ id, optedOut, capacity, capacityReason }): LeftOut => {
      if (optedOut) return { id, why: "opted out" };
      if (capacity === 0) return { id, why: "no capacity", reason: capacityReason };
      if (!hopeless.has(id) && !even) return { id, why: "number" };
      return byHand && !hopeless.has(id) ? { id, why: "by hand" } : { id, why: "nobody allowed", never: barred(id) };
    });
  const total = formed.reduce(
    (sum, { members, worth, why }) => sum + groupValue(worth * why.length, members.length),
    0,
  );
  return { groups: formed, repeats, leftOut, total };
}

/** Whether so many members can be cut into groups of these sizes. */
export function divides(members: number, { min, max }: { min: number; max: number }): boolean {
  return Math.ceil(members / max) <= Math.floor(members / min);
}
