import type { Part } from "./likeness.js";
import type { Purpose } from "./model.js";
import type { ReadingWeights } from "./prepare.js";

/** What statement and attributes say when topics are read: found with `npm run eval:matching -- FILE --folds 5 --weights`. */
export const readingWeights: ReadingWeights = {
  statement: 1,
  focus: 1.5,
  groups: 1.5,
  bands: 1.5,
  causes: 1.5,
  strategies: 1.5,
};

export type PartWeights = Readonly<Record<Part, number>>;

/**
 * What each part counts for; they sum to 1, so that a score is 0–1. Those of “introduction” without profile are found as above; the profile's
 * share is a choice: nothing measures yet what an alike context is worth.
 */
export const partWeights: Readonly<Record<Purpose, PartWeights>> = {
  introduction: {
    topic: 0.32,
    "kind of problem": 0.23,
    wording: 0.13,
    "focus area": 0.105,
    "student groups": 0.1,
    grades: 0.04,
    "root causes": 0.045,
    "tried alike": 0.01,
    "worked there": 0,
    profile: 0.02,
    meaning: 0,
  },
  "peer help": {
    topic: 0.2,
    "kind of problem": 0.22,
    wording: 0.1,
    "focus area": 0.06,
    "student groups": 0.07,
    grades: 0.05,
    "root causes": 0.07,
    "tried alike": 0,
    "worked there": 0.2,
    profile: 0.03,
    meaning: 0,
  },
  "consultancy friend": {
    topic: 0.15,
    "kind of problem": 0.15,
    wording: 0.06,
    "focus area": 0.06,
    "student groups": 0.14,
    grades: 0.12,
    "root causes": 0.07,
    "tried alike": 0.03,
    "worked there": 0.02,
    profile: 0.2,
    meaning: 0,
  },
};

/** With vectors of one provider on both sides, this much of the score is theirs, and the other parts share the rest. */
export const meaningWeight = 0.2;
