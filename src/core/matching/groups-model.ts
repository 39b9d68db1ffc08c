/**
 * Groups for a convening or a consultancy: what goes in and what comes out, as plain data. A district is named by its id.
 * The order of the lists says nothing: everything is sorted first, so the same facts give the same groups.
 */
export type GroupsInput = {
  members: readonly GroupMember[];
  /** How alike two districts are for this purpose, 0 to 1. Asked once for each pair, with the lower id first. */
  worth: (a: string, b: string) => number;
  /** Must sit together; a chain of pairs is one block. A pair that names nobody of the members is refused by name. */
  must: readonly Pair[];
  /** Must not sit together, in either order; blocks between districts belong here too. Strangers' names are ignored. */
  never: readonly Pair[];
  /** Who sat together before; a pair may be there several times. Strangers' names are ignored. */
  past: readonly PastMeeting[];
  /** The dial: 0 looks at likeness only, 1 at novelty only. */
  novelty: number;
  /** Members of a group, both within 2 to 5. Of a range the small sizes are the usual ones: see `groups-value.ts`. */
  size: { min: number; max: number };
  /**
   * Whether two share the problem. Given: each group of three or more needs a member who shares it with none of the
   * others (the outside view). Not given: nobody asked for that.
   */
  sharesProblem?: (a: string, b: string) => boolean;
  /**
   * "if needed" (usual): who finds no place is named in `leftOut`. "nobody": everybody who takes part gets a place, or the
   * constraint in the way is named.
   */
  leaveOut?: "if needed" | "nobody";
  /** Any whole number. The same seed and the same facts give the same groups. */
  seed: number;
};

export type GroupMember = {
  id: string;
  optedOut?: boolean;
  /** How many groups this district may be in this round; 0: none, she is full. The search gives one place to each. */
  capacity?: number;
  /** Why there is no capacity; handed on. */
  capacityReason?: string;
  /** How often left out lately: who sat out before is placed first. */
  satOut?: number;
};

export type Pair = { a: string; b: string };
export type PastMeeting = Pair & { daysAgo: number };

/** `likeness`: what `worth` said, 0 to 1. `daysAgo`: since they last sat together; undefined: never. */
export type PairReason = Pair & { likeness: number; daysAgo: number | undefined };

/**
 * - `must`: somebody wanted this pair.
 * - `nobody new`: one of the two has met everybody else whom she could have been placed with.
 * - `alike enough`: somebody new was there, and the dial weighed likeness more.
 */
export type RepeatWhy = "must" | "nobody new" | "alike enough";
export type Repeat = Pair & { daysAgo: number; why: RepeatWhy };

/**
 * - `number`: the members do not divide into groups of these sizes.
 * - `nobody allowed`: those with whom she may sit are too few, or needed elsewhere; `never` names who is ruled out.
 * - `by hand`: a place was possible (only in groups that somebody changed by hand).
 */
export type LeftOut = { id: string } & (
  | { why: "opted out" | "number" | "by hand" }
  | { why: "no capacity"; reason: string | undefined }
  | { why: "nobody allowed"; never: string[] }
);

/** `worth`: the mean value of its pairs, 0 to 1, with the dial. */
export type FormedGroup = { members: string[]; worth: number; why: PairReason[] };

export type Grouping = {
  groups: FormedGroup[];
  repeats: Repeat[];
  leftOut: LeftOut[];
  /** What was maximised: for each member the mean value of her pairs, summed. Divided by those placed: 0 to 1. */
  total: number;
};

/** The one constraint that cannot be met. Without it (or with one of `pairs` fewer) there are groups. */
export type Impossible =
  | { reason: "sizes"; min: number; max: number }
  | { reason: "too few"; members: number; min: number }
  | { reason: "number"; members: number; min: number; max: number }
  | { reason: "must, but not a member" | "must, but opted out"; pair: Pair; who: string }
  | { reason: "must, but no capacity"; pair: Pair; who: string; why: string | undefined }
  /** `chain`: the must pairs that hold the two together. Of one pair: it is named in both lists. */
  | { reason: "must and never"; pair: Pair; chain: Pair[] }
  /** `pair`: without it no block is too large; undefined where one is not enough. */
  | { reason: "must, too many"; members: string[]; max: number; pair: Pair | undefined }
  | { reason: "must, no room" | "never"; pair: Pair; leftOut: string[] }
  | { reason: "outside view"; members: string[] }
  /** No single pair is to blame; these are the members for whom no place was found. */
  | { reason: "several"; leftOut: string[] };

/** `certain`: proved. Otherwise a search found no way, which more than a dozen members with many rules can cause. */
export type ImpossibleGroups = { impossible: Impossible; certain: boolean };

/** What a hand edit breaks. `group`: its place in the list, from 0. */
export type Violation =
  | { rule: "not a member" | "opted out"; group: number; who: string }
  | { rule: "no capacity"; who: string; capacity: number; groups: number; why: string | undefined }
  | { rule: "twice in a group"; group: number; who: string }
  | { rule: "too small" | "too large"; group: number; members: number; min: number; max: number }
  | { rule: "never"; group: number; pair: Pair }
  | { rule: "must"; pair: Pair }
  | { rule: "outside view"; group: number };
