import type { PersonRef } from "../core/refs.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import type { Known } from "./who.js";

/** Whoever writes to us can be reached again, by the address that came with the event. Writes only when that is news. */
export async function refreshIdentity(app: App, who: Known, ref: PersonRef): Promise<void> {
  const { identity } = who;
  const direct = ref.direct ?? identity.direct;
  if (identity.unreachableSince === null && direct === identity.direct) return;
  const scope = { networkId: who.person.networkId };
  await app.store.write(async (tables) => {
    // As it is now: the account may have become somebody else's since it was read.
    const current = await tables.workspaces.identityOf(ref);
    if (current === undefined) return;
    await tables.workspaces.saveIdentities(scope, [
      { ...current, direct: ref.direct ?? current.direct, unreachableSince: null },
    ]);
  });
}

/** Asking her again would fail again: until she writes to us, she counts as not reachable. */
export async function noteUnreachable(tables: Repositories, ref: PersonRef, now: Date): Promise<void> {
  const identity = await tables.workspaces.identityOf(ref);
  if (identity === undefined || identity.unreachableSince !== null) return;
  await tables.workspaces.saveIdentities({ networkId: identity.networkId }, [{ ...identity, unreachableSince: now }]);
}
