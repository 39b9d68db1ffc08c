import type { CredentialStore } from "../../src/ports/chat-platform.js";
import type { Store } from "../../src/ports/store.js";
import { batchCases } from "./batch-cases.js";
import { matchingCases } from "./matching-cases.js";
import { outboxCases } from "./outbox-cases.js";
import { recordCases } from "./record-cases.js";
import { scopeCases } from "./scope-cases.js";
import { secretCases } from "./secret-cases.js";
import { transactionCases } from "./transaction-cases.js";

/** A promise of the store that every database must keep. Rejects when it is broken. */
export type StoreCase = { name: string; run(openFresh: OpenFresh): Promise<void> };

/**
 * Opens a new, empty database, or one that is `shared`: with everything of both sample networks in it, for cases that
 * leave it as they found it. Whoever runs the case closes it and throws it away.
 */
export type OpenFresh = (options?: { key?: string; shared?: boolean }) => Promise<Opened>;

export type Opened = {
  store: Store & CredentialStore;
  /** The same database once more, as another process would open it. Closed with the first. */
  again(options?: { key?: string }): Promise<Store & CredentialStore>;
  /** Sets the machine time of all of them, by which leases are reckoned: it stands still. `at` in the beginning. */
  machine(now: Date): void;
  /** All that the database keeps on disk. */
  bytes(): Promise<Buffer>;
};

export const storeCases: StoreCase[] = [
  ...transactionCases,
  ...recordCases,
  ...matchingCases,
  ...batchCases,
  ...outboxCases,
  ...secretCases,
  ...scopeCases,
];
