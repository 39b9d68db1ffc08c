import type { District } from "../network/model.js";
import { type StrategyKind, strategyKinds } from "./attributes.js";
import { type Coarse, describe, fewest, profileBands, type Said } from "./coarse.js";
import type { Scored } from "./model.js";
import type { Prepared } from "./prepare.js";
import { type TopicId, topics } from "./topics.js";

/**
 * What each of two is told of the other before both agreed. Everything that is said comes from the list of what may be said
 * (coarse.ts): the texts take nothing else.
 */

/** A district of the network with the problems that it lets be compared. */
export type Neighbour = {
  district: Pick<District, "id" | "profile">;
  collaborationIds: ReadonlySet<string>;
  problems: readonly Prepared[];
};

/** What is particular about a pair, as its reader may learn it. */
export type PairWork = {
  topic: TopicId | undefined;
  /** The first thing that worked with the other and was not tried here, or did not work here. */
  strategy: { kind: StrategyKind; mine: "not tried" | "did not work" } | undefined;
};

export type Told = PairWork & {
  /** Whether the other is in the reader's own collaboration. */
  together: boolean;
  said: Said[];
};

/** Who could be meant: those that the reader could name, less those that she knows it cannot be. */
export type Naming = {
  reader: string;
  /** The reader's collaboration. */
  collaborationId: string;
  /** Districts that the reader is in touch with, is kept apart from or has parted from lately. */
  not: ReadonlySet<string>;
};

/** Undefined where not even "a district in your network" fits three. */
export function toldBefore(
  naming: Naming,
  other: Other,
  network: readonly Neighbour[],
  work: PairWork,
): Told | undefined {
  const together = naming.collaborationId === other.collaborationId;
  const known = population(naming, together, network).map((one) => coarseOf(one, work));
  const said = describe(other.districtId, known);
  return said && { ...work, together, said };
}

type Other = { districtId: string; collaborationId: string };

/**
 * The same over a question. What it is about is known to who asks it and to who is asked, so it is counted before anything else
 * is said: where fewer than three districts work on that, the other one is "a district in your network" and no more. Undefined
 * where not even that fits three. `within`: it was asked for the collaboration alone, which both may know.
 */
export function toldOverQuestion(
  naming: Naming,
  other: Other,
  network: readonly Neighbour[],
  { topic, within }: { topic: TopicId | undefined; within: boolean },
): Told | undefined {
  const work: PairWork = { topic, strategy: undefined };
  const same = naming.collaborationId === other.collaborationId;
  for (const together of same ? [true, false] : [false]) {
    const known = population(naming, together || within, network).map((one): Coarse => {
      const coarse = coarseOf(one, work);
      // The question itself says it of these two, whatever they let others know of their work.
      return one.district.id === other.districtId && topic !== undefined
        ? { ...coarse, bands: { ...coarse.bands, topic: ["yes"] } }
        : coarse;
    });
    const said = describe(other.districtId, known);
    if (said?.some(({ trait }) => trait === "topic")) return { ...work, together, said };
    if (said !== undefined && !together) return { ...work, together, said: [] };
  }
  return undefined;
}

/** Whether a reader could mean three others at all; if not, nothing is to be said of any of them, not even that it is there. */
export function couldBeMany(naming: Naming, within: boolean, network: readonly Neighbour[]): boolean {
  return population(naming, within, network).length >= fewest;
}

/** Whether anything may be said of why the two are alike. No reason, no match. */
export function saysWhy({ said }: Told): boolean {
  return said.some(({ trait }) => trait === "topic" || trait === "worked" || trait === "strategy");
}

/** The districts that the description has to fit: see `Naming`. */
function population(naming: Naming, together: boolean, network: readonly Neighbour[]): Neighbour[] {
  return network.filter(
    ({ district: { id }, collaborationIds }) =>
      id !== naming.reader && !naming.not.has(id) && (!together || collaborationIds.has(naming.collaborationId)),
  );
}

/** A district as the reader could tell it from others, for one pair. */
export function coarseOf({ district, problems }: Neighbour, { topic, strategy }: PairWork): Coarse {
  const has = (yes: boolean): (string | null)[] => [yes ? "yes" : null];
  const bit = strategy === undefined ? 0 : 1 << strategyKinds.indexOf(strategy.kind);
  return {
    districtId: district.id,
    bands: {
      ...profileBands(district.profile),
      topic: has(topic !== undefined && problems.some((one) => isAbout(one, topic))),
      worked: has(strategy !== undefined && problems.some(({ worked }) => worked !== 0)),
      strategy: has(problems.some(({ worked }) => (worked & bit) !== 0)),
    },
  };
}

/** What its team said; where it said nothing, the likeliest. */
function isAbout({ facts, topics: likelihoods }: Prepared, topic: TopicId): boolean {
  if (facts.confirmed.length > 0) return facts.confirmed.includes(topic);
  return likelihoods[topics.findIndex(({ id }) => id === topic)] === Math.max(...likelihoods);
}

/** Below this amount of the score, likeness of topics is too faint to be called a shared topic. */
const leastTopic = 0.03;

/** From what made the score for peer help, where what worked counts. */
export function pairWork({ score, reasons }: Scored): PairWork {
  let topic: TopicId | undefined;
  let strategy: PairWork["strategy"];
  for (const reason of reasons) {
    if (reason.kind === "topic" && reason.share * score >= leastTopic) topic ??= reason.topic;
    const [kind] = reason.kind === "worked there" ? reason.strategies : [];
    if (reason.kind === "worked there" && kind !== undefined) strategy ??= { kind, mine: reason.mine };
  }
  return { topic, strategy };
}
