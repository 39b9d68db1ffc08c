import type { Impossible, ImpossibleGroups, Pair, Violation } from "../matching/groups-model.js";
import { pairKey } from "../matching/groups-value.js";
import { texts } from "../texts.js";
import type { Unable } from "./model.js";

const t = texts.groups;

/** What a district is called. */
export type NameOf = (id: string) => string;

/** The one constraint in the way, and what to do. Plain text. `rules`: never pairs that a program manager set. */
export function impossibleText({ impossible, certain }: ImpossibleGroups, nameOf: NameOf, rules: readonly Pair[]) {
  const text = whyImpossible(impossible, nameOf, rules);
  return certain ? text : t.impossible.uncertain(text);
}

function whyImpossible(one: Impossible, nameOf: NameOf, rules: readonly Pair[]): string {
  const s = t.impossible;
  const both = ({ a, b }: Pair) => listed([nameOf(a), nameOf(b)]);
  const all = (ids: readonly string[]) => listed(ids.map(nameOf));
  switch (one.reason) {
    case "sizes":
      return s.sizes;
    case "too few":
      return s.tooFew(one.members, one.min);
    case "number":
      return s.number(one.members);
    case "must, but not a member":
      return s.notMember(both(one.pair), nameOf(one.who));
    case "must, but opted out":
      return s.unable(both(one.pair), nameOf(one.who), t.unable["opted out"]);
    case "must, but no capacity":
      return s.unable(both(one.pair), nameOf(one.who), unableText(one.why));
    case "must and never":
      return s.both(both(one.pair), one.chain.map(both).join("; "));
    case "must, too many":
      return s.tooMany(all(one.members), one.max, one.pair && both(one.pair));
    case "must, no room":
      return s.must(both(one.pair), all(one.leftOut));
    case "never":
      return s.never(both(one.pair), all(one.leftOut), has(rules, one.pair));
    case "outside view":
      return s.outside(all(one.members));
    case "several":
      return s.several(all(one.leftOut));
    default:
      return one satisfies never;
  }
}

/** What an edit breaks, in a plain sentence. Who wanted two districts apart is not said. */
export function violationText(one: Violation, nameOf: NameOf): string {
  const s = t.broken;
  switch (one.rule) {
    case "never":
      return s.never(nameOf(one.pair.a), nameOf(one.pair.b));
    case "must":
      return s.must(nameOf(one.pair.a), nameOf(one.pair.b));
    case "too small":
      return s.small(one.members, one.min);
    case "too large":
      return s.large(one.members, one.max);
    case "outside view":
      return s.outside;
    case "not a member":
      return s.gone(nameOf(one.who));
    case "opted out":
      return s.unable(nameOf(one.who), t.unable["opted out"]);
    case "no capacity":
      return one.capacity > 0 ? s.twice(nameOf(one.who)) : s.unable(nameOf(one.who), unableText(one.why));
    case "twice in a group":
      return s.twice(nameOf(one.who));
    default:
      return one satisfies never;
  }
}

/** Sizes, pairs wanted together and the outside view are a program manager's to weigh; the rest is somebody else's no. */
export function mayBeOverridden({ rule }: Violation): boolean {
  return rule === "must" || rule === "too small" || rule === "too large" || rule === "outside view";
}

function unableText(why: string | undefined): string {
  return why !== undefined && why in t.unable ? t.unable[why as Unable] : t.unable.full;
}

function has(pairs: readonly Pair[], { a, b }: Pair): boolean {
  return pairs.some((pair) => pairKey(pair.a, pair.b) === pairKey(a, b));
}

/** "A, B and C". */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
