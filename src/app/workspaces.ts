import { idOf } from "../core/id.js";
import type { Workspace } from "../core/network/model.js";
import { type WorkspaceRef, workspaceKey } from "../core/refs.js";
import type { InboundEvent, Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { nothing } from "./notices.js";
import { once } from "./once.js";
import { noteUnreachable } from "./refresh-identity.js";
import { takeBack } from "./take-back.js";

type Installed = Extract<InboundEvent, { kind: "installed" }>;
type Removed = Extract<InboundEvent, { kind: "removed" }>;

/**
 * A new installation, or a newer one of the same workspace: a link that it had stays, and whoever could not be reached may
 * be now.
 */
export async function installWorkspace(app: App, event: Installed): Promise<Reply> {
  await once(
    app,
    event.key,
    async (tables) => {
      const before = await tables.workspaces.byRef(event.workspace);
      if (before !== undefined && before.state !== "removed" && before.installedAt > event.at) return;
      await tables.workspaces.save({
        id: before?.id ?? idOf("workspace", workspaceKey(event.workspace)),
        platform: event.workspace.platform,
        externalId: event.workspace.workspace,
        name: event.name ?? before?.name ?? workspaceKey(event.workspace),
        networkId: before?.networkId ?? null,
        districtId: before?.districtId ?? null,
        state: before?.networkId == null ? "unlinked" : "linked",
        installedAt: event.at,
        removedAt: null,
      });
      if (Object.keys(event.credentials).length > 0)
        await tables.workspaces.saveCredentials(event.workspace, event.credentials);
      await forgetUnreachable(tables, event.workspace);
    },
    "long",
  );
  return nothing;
}

/** The bot was brought in somewhere: people who had lost it with a team may have it again. */
export async function reachAgain(app: App, workspace: WorkspaceRef): Promise<Reply> {
  await app.store.write((tables) => forgetUnreachable(tables, workspace));
  return nothing;
}

/** Who is still out of reach is found out by the next message to her, which the platform refuses. */
async function forgetUnreachable(tables: Repositories, ref: WorkspaceRef): Promise<void> {
  const workspace = await tables.workspaces.byRef(ref);
  if (workspace?.networkId == null) return;
  const scope = { networkId: workspace.networkId };
  const lost = (await tables.workspaces.identities(scope)).filter(
    (one) => one.workspaceId === workspace.id && one.unreachableSince !== null,
  );
  if (lost.length > 0)
    await tables.workspaces.saveIdentities(
      scope,
      lost.map((one) => ({ ...one, unreachableSince: null })),
    );
}

const appRemoved = "the app was removed there";

/** What waits there is not said: `status` tells which questions, and who was not greeted is greeted when the app is back. */
async function takeBackAll(tables: Repositories, { networkId, platform, externalId }: Workspace): Promise<void> {
  const workspace = { platform, workspace: externalId };
  const waiting =
    networkId === null ? [] : await tables.outbox.list({ networkId }, { states: ["pending"], to: workspace });
  for (const message of waiting) await takeBack(tables, message, appRemoved);
  await tables.outbox.skipAll(workspace, appRemoved);
}

/**
 * The app was removed from the workspace: the tokens go, and no message waits for it any more. A removal that was
 * delivered late, after a newer installation, changes nothing. Removed by one person, she is not asked until she comes
 * back; what waits for one channel is refused by the platform when its turn comes.
 */
export async function removeWorkspace(app: App, event: Removed): Promise<Reply> {
  await once(
    app,
    event.key,
    async (tables) => {
      const workspace = await tables.workspaces.byRef(event.workspace);
      if (workspace === undefined || workspace.installedAt > event.at) return;
      const { from } = event;
      if (from === undefined) {
        await tables.workspaces.save({ ...workspace, state: "removed", removedAt: event.at });
        await tables.workspaces.eraseCredentials(event.workspace);
        await takeBackAll(tables, workspace);
      } else if ("user" in from) {
        await noteUnreachable(tables, from, event.at);
      }
      if (workspace.networkId === null) return;
      await tables.events.audit({
        id: idOf("audit", event.key),
        networkId: workspace.networkId,
        districtId: workspace.districtId,
        at: app.clock.now(),
        actor: "platform",
        action:
          from === undefined ? "workspace removed" : "user" in from ? "person removed the app" : "channel removed",
        subject: from === undefined ? workspace.id : "user" in from ? from.user : from.channel,
        detail: null,
      });
    },
    "long",
  );
  return nothing;
}
