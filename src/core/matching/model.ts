import type { DistrictProfile } from "../network/model.js";
import type { CauseKind, FocusArea, StrategyKind, StudentGroup } from "./attributes.js";
import type { GradeBand } from "./grades.js";
import type { TopicId } from "./topics.js";

/** What goes into matching and what comes out of it. All plain data. */

/** A change idea and what came of it. `strategies`: read from the title and the coded word by `readStrategies`. */
export type Tried = {
  title: string;
  strategies: StrategyKind[];
  outcome: "worked" | "mixed" | "failed";
  cycleId?: string;
};

/** A text as numbers, by one version of one provider: never compared with another's. */
export type EmbeddedVector = { provider: string; version: string; numbers: readonly number[] };

/** A problem of practice as it is known, in the team's own words. Lists are read, whatever form they were typed in. */
export type ProblemFacts = {
  id: string;
  districtId: string;
  statement: string;
  focusArea: string | null;
  studentGroups: string[];
  gradeBands: string[];
  rootCauses: string[];
  tried: Tried[];
  profile: DistrictProfile;
  /** By the team. Empty: what the topic is, is read from the statement and the rest. */
  confirmed: TopicId[];
  vector?: EmbeddedVector;
};

/**
 * What the match is for. “introduction”: the same problem, in an alike context. “peer help”: the same problem, and they found
 * something that works. “consultancy friend”: the same problem or an alike context (see `outsideView`).
 */
export type Purpose = "introduction" | "peer help" | "consultancy friend";

/** How a problem's topic is known. “attributes”: there was no statement to read, or not in a language that is read here. */
export type TopicSource = "confirmed" | "statement" | "attributes";

/** A figure of both districts' profiles, as published. */
export type ProfileFact = {
  what: "enrollment" | "schools" | "frpmPct" | "elPct" | "locale" | "grades";
  mine: number | string;
  theirs: number | string;
  alike: boolean;
};

/** One fact that entered the score. `share`: of the score, 0–1; the shares of all reasons sum to 1. */
export type Reason = { share: number } & (
  | { kind: "topic"; topic: TopicId; mine: TopicSource; theirs: TopicSource }
  /** All that is known of both points to the same topics, though neither has to be one that is on our list. */
  | { kind: "kind of problem" }
  /** The statements, in the same words and ideas. */
  | { kind: "wording" }
  | { kind: "focus area"; focusArea: FocusArea }
  | { kind: "student groups"; groups: StudentGroup[] }
  | { kind: "grades"; bands: GradeBand[] }
  | { kind: "root causes"; causes: CauseKind[] }
  /** Both tried it. */
  | { kind: "tried alike"; strategies: StrategyKind[] }
  /** They tried it and it worked; `mine`: it was not tried here, or it did not work here. */
  | { kind: "worked there"; strategies: StrategyKind[]; mine: "not tried" | "did not work" }
  | { kind: "profile"; facts: ProfileFact[] }
  /** The vectors of an embedding provider are close. */
  | { kind: "meaning" }
);

/** `score` 0–1; `reasons`: the biggest share first, empty where the score is 0. */
export type Scored = { score: number; reasons: Reason[] };
