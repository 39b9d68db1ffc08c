import fc from "fast-check";
import type { Grouping, GroupsInput, ImpossibleGroups } from "../../../src/core/matching/groups-model.js";
import { pairKey } from "../../../src/core/matching/groups-value.js";

type Shape = { most: number; leaveOut?: "if needed" | "nobody" };

/** Rounds with all the rules there are, met and unmet, for up to `most` districts. Likeness is coarse, so that ties happen. */
export function anyInput({ most, leaveOut }: Shape): fc.Arbitrary<GroupsInput> {
  return fc.integer({ min: 0, max: most }).chain((count) => {
    const ids = Array.from({ length: count }, (_, nth) => `d${String(nth).padStart(2, "0")}`);
    const id = fc.constantFrom(...ids, "stranger");
    const known = fc.constantFrom(...ids, ...(ids.length === 0 ? ["stranger"] : []));
    const pair = fc.record({ a: id, b: id }).filter(({ a, b }) => a !== b);
    const rare = <T>(value: T, usual: T) =>
      fc.oneof({ weight: 1, arbitrary: fc.constant(value) }, { weight: 6, arbitrary: fc.constant(usual) });
    const member = (id: string) =>
      fc.record({ id: fc.constant(id), optedOut: rare(true, false), capacity: rare(0, 1), satOut: fc.nat({ max: 4 }) });
    const size = fc.tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 5 }));
    return fc
      .record({
        members: fc.tuple(...ids.map(member)),
        likeness: fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 97, maxLength: 97 }),
        must: fc.array(
          fc.record({ a: known, b: known }).filter(({ a, b }) => a !== b),
          { maxLength: count > 1 ? 2 : 0 },
        ),
        never: fc.array(pair, { maxLength: count > 0 ? 2 * count : 0 }),
        past: fc.array(
          fc.record({ a: id, b: id, daysAgo: fc.nat({ max: 700 }) }).filter(({ a, b }) => a !== b),
          { maxLength: count },
        ),
        novelty: fc.constantFrom(0, 0.3, 0.6, 1),
        size,
        shares: fc.option(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: most, maxLength: most })),
        seed: fc.nat(),
      })
      .map(({ likeness, shares, size: [one, other], members, ...rest }) => {
        const at = (id: string) => ids.indexOf(id);
        return {
          ...rest,
          members: [...members],
          size: { min: Math.min(one, other), max: Math.max(one, other) },
          worth: (a: string, b: string) => (likeness[(at(a) * 31 + at(b) * 17) % likeness.length] as number) / 10,
          ...(shares === null ? {} : { sharesProblem: (a: string, b: string) => shares[at(a)] === shares[at(b)] }),
          leaveOut,
        };
      });
  });
}

/** The best there is, by trying every arrangement: most places, then the highest total. Nothing where rules contradict. */
export function byHand(input: GroupsInput): { placed: number; total: number } | undefined {
  const ids = input.members.filter(({ optedOut, capacity }) => !optedOut && capacity !== 0).map(({ id }) => id);
  const never = new Set(input.never.map(({ a, b }) => pairKey(a, b)));
  const value = new Map<string, number>();
  for (const a of ids) {
    for (const b of ids) {
      if (a >= b) continue;
      const days = input.past.filter((one) => pairKey(one.a, one.b) === pairKey(a, b)).map(({ daysAgo }) => daysAgo);
      const forgotten = days.map((day) => 1 - 2 ** (-day / 180)).reduce((product, one) => product * one, 1);
      value.set(pairKey(a, b), (1 - input.novelty) * input.worth(a, b) + input.novelty * forgotten);
    }
  }
  let best: { placed: number; total: number } | undefined;
  const finish = (groups: string[][]) => {
    const placed = groups.flat();
    if (input.must.some(({ a, b }) => !groups.some((group) => group.includes(a) && group.includes(b)))) return;
    const { sharesProblem: shares } = input;
    const blind = groups.some(
      (group) =>
        shares !== undefined &&
        group.length > 2 &&
        !group.some((one) => group.every((other) => other === one || !shares(one, other))),
    );
    if (blind) return;
    let total = 0;
    for (const group of groups)
      for (const a of group)
        for (const b of group) if (a !== b) total += (value.get(pairKey(a, b)) as number) / (group.length - 1);
    if (best === undefined || placed.length > best.placed || (placed.length === best.placed && total > best.total))
      best = { placed: placed.length, total };
  };
  const go = (left: string[], groups: string[][]) => {
    const [first, ...rest] = left;
    if (first === undefined) return finish(groups);
    go(rest, groups);
    const grow = (group: string[], from: number) => {
      if (group.length >= input.size.min)
        go(
          rest.filter((id) => !group.includes(id)),
          [...groups, group],
        );
      if (group.length === input.size.max) return;
      for (const [at, id] of rest.entries())
        if (at >= from && !group.some((one) => never.has(pairKey(one, id)))) grow([...group, id], at + 1);
    };
    grow([first], 0);
  };
  go(ids, []);
  return best;
}

export function formed(result: Grouping | ImpossibleGroups): Grouping {
  if ("impossible" in result) throw new Error(`no groups: ${JSON.stringify(result)}`);
  return result;
}

export const membersOf = ({ groups }: Grouping) => groups.map(({ members }) => members);
