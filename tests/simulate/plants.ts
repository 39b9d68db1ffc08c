import type { Store } from "../../src/ports/store.js";
import type { Stage } from "./acts.js";
import type { Cloud } from "./cloud.js";
import type { Invariant } from "./judge.js";

/** A fault that is put into a run on purpose, once, and the one invariant that must then be reported. */
export type Plant = {
  breaks: Invariant;
  what: string;
  around?(store: Store, stage: Stage): Store;
  tamper?(cloud: Cloud, stage: Stage): void;
};

export const plants: Record<string, Plant> = {};
