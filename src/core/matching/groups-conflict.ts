import { divides } from "./groups-describe.js";
import type { GroupMember, GroupsInput, Impossible, Pair } from "./groups-model.js";

/** Who can be placed at all: neither opted out nor without capacity. */
export function takesPart({ optedOut, capacity }: GroupMember): boolean {
  return !optedOut && capacity !== 0;
}

/** Those who take part, cut into blocks that must sit together; most blocks are one member. */
export function blocksOf(members: readonly GroupMember[], must: readonly Pair[]): string[][] {
  const block = new Map<string, string[]>();
  for (const member of members) if (takesPart(member)) block.set(member.id, [member.id]);
  for (const { a, b } of must) {
    const [one, other] = [block.get(a), block.get(b)];
    if (one === undefined || other === undefined || one === other) continue;
    const whole = [...one, ...other];
    for (const id of whole) block.set(id, whole);
  }
  return [...new Set(block.values())].map((ids) => ids.sort());
}

/** The first constraint that contradicts another one or the members themselves, found without any search. */
export function plainConflict(input: GroupsInput): Impossible | undefined {
  const { min, max } = input.size;
  if (![min, max].every(Number.isInteger) || min < 2 || max > 5 || min > max) return { reason: "sizes", min, max };
  const must = sortedPairs(input.must);
  const blocks = blocksOf(input.members, must);
  return (
    mustConflict(input.members, must) ??
    mustAndNever(blocks, must, sortedPairs(input.never)) ??
    tooMany(blocks, must, max) ??
    numberConflict(input, blocks.flat().length)
  );
}

function mustConflict(members: readonly GroupMember[], must: readonly Pair[]): Impossible | undefined {
  const known = new Map(members.map((member) => [member.id, member]));
  for (const pair of must) {
    for (const who of [pair.a, pair.b]) {
      const member = known.get(who);
      if (member === undefined) return { reason: "must, but not a member", pair, who };
      if (member.optedOut) return { reason: "must, but opted out", pair, who };
      if (member.capacity === 0) return { reason: "must, but no capacity", pair, who, why: member.capacityReason };
    }
  }
  return undefined;
}

function mustAndNever(blocks: string[][], must: readonly Pair[], never: readonly Pair[]): Impossible | undefined {
  const blockOf = new Map(blocks.flatMap((block) => block.map((id) => [id, block])));
  const pair = never.find(({ a, b }) => blockOf.has(a) && blockOf.get(a) === blockOf.get(b));
  return pair && { reason: "must and never", pair, chain: chainBetween(pair, must) };
}

/** The shortest chain of must pairs from one to the other; there is one. */
function chainBetween({ a, b }: Pair, must: readonly Pair[]): Pair[] {
  const reached = new Map<string, Pair[]>([[a, []]]);
  for (const [at, chain] of reached) {
    if (at === b) return chain;
    for (const pair of must) {
      const next = pair.a === at ? pair.b : pair.b === at ? pair.a : undefined;
      if (next !== undefined && !reached.has(next)) reached.set(next, [...chain, pair]);
    }
  }
  return [];
}

function tooMany(blocks: string[][], must: readonly Pair[], max: number): Impossible | undefined {
  const members = blocks.find((block) => block.length > max);
  if (members === undefined) return undefined;
  const all = members.map((id) => ({ id }));
  const own = must.filter(({ a }) => members.includes(a));
  const pair = own.find((one) => {
    const rest = own.filter((other) => other !== one);
    return blocksOf(all, rest).every((block) => block.length <= max);
  });
  return { reason: "must, too many", members, max, pair };
}

function numberConflict({ size, leaveOut }: GroupsInput, members: number): Impossible | undefined {
  if (members < size.min) return { reason: "too few", members, min: size.min };
  if (leaveOut === "nobody" && !divides(members, size)) return { reason: "number", members, ...size };
  return undefined;
}

/** Each pair once, the lower id first, in one order; a pair of one with herself says nothing. */
export function sortedPairs(pairs: readonly Pair[]): Pair[] {
  const seen = new Map<string, Pair>();
  for (const { a, b } of pairs) {
    const pair = a < b ? { a, b } : { a: b, b: a };
    if (a !== b) seen.set(`${pair.a}\n${pair.b}`, pair);
  }
  return [...seen.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, pair]) => pair);
}
