import { idOf } from "../core/id.js";
import type { Workspace } from "../core/network/model.js";
import type { Repositories } from "../ports/store.js";

/** A district's workspace, or the network's own where there is no district. */
export type LinkTarget = { networkId: string; districtId: string | null };

export function isLinkedTo(workspace: Workspace, target: LinkTarget): boolean {
  const { state, networkId, districtId } = workspace;
  return state === "linked" && networkId === target.networkId && districtId === target.districtId;
}

/** Links a workspace and writes it into the audit. Undefined, and nothing is written, when it is linked to somebody else. */
export async function linkWorkspace(
  tables: Repositories,
  workspace: Workspace,
  target: LinkTarget,
  by: { key: string; actor: "link code" | "operator"; now: Date },
): Promise<Workspace | undefined> {
  if (isLinkedTo(workspace, target)) return workspace;
  if (workspace.state === "linked") return undefined;
  const { networkId, districtId } = target;
  const linked: Workspace = { ...workspace, networkId, districtId, state: "linked" };
  await tables.workspaces.save(linked);
  await tables.events.audit({
    id: idOf("audit", by.key),
    networkId,
    districtId,
    at: by.now,
    actor: by.actor,
    action: "workspace linked",
    subject: workspace.id,
    detail: null,
  });
  return linked;
}

/** A person has one identity in a workspace. */
export function identityId(workspaceId: string, personId: string): string {
  return idOf("identity", workspaceId, personId);
}
