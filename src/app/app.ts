import type { ChatPlatform } from "../ports/chat-platform.js";
import type { Clock } from "../ports/clock.js";
import type { Journal } from "../ports/journal.js";
import type { PictureLink } from "../ports/pictures.js";
import type { Store } from "../ports/store.js";
import type { Answering } from "./answering.js";
import type { MatchIndex } from "./match-index.js";

/**
 * What every use case works with. `poke` tells the deliverer that something may have become due; `wake` asks for a
 * heartbeat now instead of at the next one. `answering`: shared by the door and the deliverer; without it nobody goes first.
 */
export type App = {
  store: Store;
  clock: Clock;
  journal: Journal;
  platforms: ReadonlyMap<string, ChatPlatform>;
  poke(): void;
  wake(): void;
  /** Which problems are alike, over all districts of a network. */
  matching: MatchIndex;
  answering?: Answering;
  /** Undefined: no public address is configured, and pictures are said in words. */
  pictureLink?: PictureLink;
  /** For tests, which let the process die or stand still here. Never there in production. */
  at?(step: Step): Promise<void>;
};

/** Where a process can end between two things that belong together. */
export type Step =
  | "after claim"
  | "after intent"
  | "before request"
  | "after request"
  | "before record"
  | "after record"
  | "before look-up"
  | "after look-up"
  | "before commit"
  | "before ack";
