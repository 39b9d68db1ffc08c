import type { OutboxMessage } from "../../src/ports/outbox.js";
import type { Repositories } from "../../src/ports/store.js";

const far = new Date("2999-01-01T00:00:00Z");

/**
 * One message as it is while its request is on its way: claimed, and the intent written down. `until`: when its lane is free
 * again; by default at once, as if its sender had died long ago.
 */
export async function beginSending(
  tables: Repositories,
  id: string,
  machine: Date,
  until = machine,
): Promise<OutboxMessage | undefined> {
  const claims = await tables.outbox.claim({ now: far, machine, leaseUntil: far }, 1000);
  let begun: OutboxMessage | undefined;
  for (const claim of claims) {
    if (claim.message.id === id) begun = await tables.outbox.intend(claim, { machine, leaseUntil: until });
    else await tables.outbox.giveBack(claim, machine);
  }
  return begun;
}
