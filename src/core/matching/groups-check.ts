import type { GroupsInput, Pair, Violation } from "./groups-model.js";
import { hasOutsideView, pairKey } from "./groups-value.js";

/**
 * Which rules these groups break, each with who is concerned; empty: none. For groups of the search and for what somebody
 * changed by hand. Who was left out breaks no rule. Unlike the search, an edit may give a district with capacity for two
 * groups a place in both.
 */
export function checkGroups(
  groups: readonly (readonly string[])[],
  input: Pick<GroupsInput, "members" | "must" | "never" | "size" | "sharesProblem">,
): Violation[] {
  const { min, max } = input.size;
  const members = new Map(input.members.map((member) => [member.id, member]));
  const never = new Set(input.never.map(({ a, b }) => pairKey(a, b)));
  const together = new Set<string>();
  const places = new Map<string, number>();
  const found: Violation[] = [];
  for (const [group, all] of groups.entries()) {
    const ids = [...new Set(all)].sort();
    for (const who of ids) {
      places.set(who, (places.get(who) ?? 0) + 1);
      if (all.filter((one) => one === who).length > 1) found.push({ rule: "twice in a group", group, who });
      const member = members.get(who);
      if (member === undefined) found.push({ rule: "not a member", group, who });
      else if (member.optedOut === true) found.push({ rule: "opted out", group, who });
    }
    const size = { group, members: ids.length, min, max };
    if (ids.length < min) found.push({ rule: "too small", ...size });
    if (ids.length > max) found.push({ rule: "too large", ...size });
    for (const pair of pairsOf(ids)) {
      const key = pairKey(pair.a, pair.b);
      together.add(key);
      if (never.has(key)) found.push({ rule: "never", group, pair });
    }
    if (!hasOutsideView(ids, input)) found.push({ rule: "outside view", group });
  }
  for (const [who, count] of places) {
    const { capacity = 1, capacityReason } = members.get(who) ?? {};
    if (count > capacity) found.push({ rule: "no capacity", who, capacity, groups: count, why: capacityReason });
  }
  for (const { a, b } of input.must)
    if (a !== b && !together.has(pairKey(a, b))) found.push({ rule: "must", pair: { a, b } });
  return found;
}

/** Every pair of a sorted list, the lower id first. */
export function pairsOf(ids: readonly string[]): Pair[] {
  return ids.flatMap((a, at) => ids.slice(at + 1).map((b) => ({ a, b })));
}
