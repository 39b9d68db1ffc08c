import type { OutboxMessage } from "../../src/ports/outbox.js";
import type { Repositories } from "../../src/ports/store.js";

const far = new Date("2999-01-01T00:00:00Z");

/**
 * One message as it is while its request is on its way: claimed, and the intent written down. `leaseMs`: when its lane is free
 * again; by default at once, as if its sender had died long ago.
 */
export async function beginSending(tables: Repositories, id: string, leaseMs = 0): Promise<OutboxMessage | undefined> {
  const claims = await tables.outbox.claim({ now: far, leaseMs: 1_000_000 }, 1000);
  let begun: OutboxMessage | undefined;
  for (const claim of claims) {
    if (claim.message.id === id) begun = (await tables.outbox.intend(claim, leaseMs))?.message;
    else await tables.outbox.giveBack(claim, 0);
  }
  return begun;
}

/** Its sender has died, and nobody could look whether it is there. */
export async function leaveUnknown(tables: Repositories, id: string): Promise<void> {
  const begun = await beginSending(tables, id);
  if (begun === undefined) throw new Error(`${id} was not pending`);
  await tables.outbox.settle(id, begun.fence, { state: "unknown", error: "nobody can look" });
}
