import type { Workspace } from "../core/network/model.js";
import { unclaimedIn } from "../core/network/unclaimed.js";
import { PlatformError } from "../ports/chat-platform.js";
import type { App } from "./app.js";
import { type Claims, claimPeople, type LookUp } from "./claim-people.js";

/** How often the people of a workspace who were not found are looked up again. */
const againAfterMs = 60 * 60_000;

/**
 * Looks up people who are on the roster and not yet claimed, in every linked workspace that can be asked by e-mail: at
 * once when a workspace has been linked or the roster has changed, otherwise once an hour. One call after the other, so
 * that a long roster does not use up the platform's limits; what was interrupted goes on at a later beat, and not
 * before the time that the platform named.
 *
 * The beat does not wait for it: a platform that answers slowly delays nothing that is due. Who is found is asked at a
 * beat that this brings about. `begin` resolves at the end of the round and never rejects; `stop` resolves after the look-up that is under way.
 */
export function createClaimDue(app: App): { begin(): Promise<void>; stop(): Promise<void> } {
  const asked = new Map<string, { at: number; people: string }>();
  const notBefore = new Map<string, number>();
  let underWay: Promise<void> | undefined;
  let stopped = false;

  async function claimAll(): Promise<void> {
    for (const { workspace, people } of await waiting(app)) {
      const machineNow = app.clock.machineNow().getTime();
      const before = asked.get(workspace.id);
      if (before !== undefined && before.people === people && machineNow - before.at < againAfterMs) continue;
      if (machineNow < (notBefore.get(workspace.id) ?? 0)) continue;
      const platform = app.platforms.get(workspace.platform);
      if (platform === undefined || !platform.capabilities.lookUpByEmail) continue;
      const lookUp: LookUp = async (ref, email) => {
        if (stopped) throw new Error("stopped");
        return platform.personByEmail(ref, email).catch((error: unknown) => {
          const failure = error instanceof PlatformError ? error.failure : undefined;
          if (failure?.kind === "rate-limited")
            notBefore.set(workspace.id, app.clock.machineNow().getTime() + failure.retryAfterMs);
          throw error;
        });
      };
      const ref = { platform: workspace.platform, workspace: workspace.externalId };
      const claims: Claims = await claimPeople(app.store, lookUp, ref, app.clock.now());
      if (!claims.interrupted) asked.set(workspace.id, { at: machineNow, people });
      if (claims.claimed.length === 0) continue;
      app.journal.info("people claimed by e-mail", { workspace: workspace.id, people: claims.claimed.length });
      app.wake();
    }
  }

  return {
    async begin() {
      if (stopped) return;
      underWay ??= claimAll()
        .catch((error: unknown) => app.journal.error("looking people up failed", { error: String(error) }))
        .finally(() => {
          underWay = undefined;
        });
      await underWay;
    },
    async stop() {
      stopped = true;
      await underWay;
    },
  };
}

/** Linked workspaces with people who are not claimed there; `people` changes when those people or their addresses do. */
function waiting(app: App): Promise<{ workspace: Workspace; people: string }[]> {
  return app.store.read(async (view) => {
    const found = [];
    for (const { id: networkId } of await view.networks.all()) {
      const { people, memberships } = await view.roster.load({ networkId });
      const identities = await view.workspaces.identities({ networkId });
      for (const workspace of await view.workspaces.all({ networkId })) {
        const open = unclaimedIn(workspace, people, memberships, identities).filter(({ email }) => email !== null);
        if (open.length > 0)
          found.push({
            workspace,
            people: open
              .map(({ id, email }) => `${id} ${email}`)
              .sort()
              .join("\n"),
          });
      }
    }
    return found;
  });
}
