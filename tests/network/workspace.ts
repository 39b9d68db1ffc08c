import { linkWorkspace } from "../../src/app/link-workspace.js";
import type { Store } from "../../src/ports/store.js";
import { now } from "./example.js";

/** What an installation stores. */
export async function installWorkspaceRow(store: Store, externalId: string): Promise<void> {
  await store.write((tables) =>
    tables.workspaces.save({
      id: `workspace-${externalId}`,
      platform: "paper",
      externalId,
      name: `Workspace ${externalId}`,
      networkId: null,
      districtId: null,
      state: "unlinked",
      installedAt: now,
      removedAt: null,
    }),
  );
}

export function ref(workspace: string, user: string) {
  return { platform: "paper", workspace, user };
}

export async function linkTo(
  store: Store,
  externalId: string,
  networkId: string,
  districtId: string | null,
): Promise<void> {
  await store.write(async (tables) => {
    const workspace = await tables.workspaces.byRef({ platform: "paper", workspace: externalId });
    if (workspace === undefined) throw new Error(externalId);
    const by = { key: `link ${externalId}`, actor: "operator" as const, now };
    if ((await linkWorkspace(tables, workspace, { networkId, districtId }, by)) === undefined)
      throw new Error("linked elsewhere");
  });
}
