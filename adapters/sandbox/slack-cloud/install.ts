import { randomBytes } from "node:crypto";
import { sendEvent } from "./events.js";
import { changed, newId, type World, workspaceOf } from "./state.js";
import type { Delivery } from "./types.js";

/** What Slack tells an app that was removed. It may tell either alone, and in any order. */
export type Farewell = "app_uninstalled" | "tokens_revoked";

/** The workspace's tokens die at once, then the app is told. */
export async function uninstall(
  world: World,
  id: string,
  tell: Farewell[] = ["app_uninstalled", "tokens_revoked"],
): Promise<Delivery[]> {
  const workspace = workspaceOf(world, id);
  workspace.installed = false;
  for (const token of world.tokens.values()) {
    if (token.workspace === id && token.state === "live") token.state = "uninstalled";
  }
  changed(world, { workspace: id, what: "install" });
  const told: Delivery[] = [];
  for (const type of tell) {
    const event = type === "app_uninstalled" ? { type } : { type, tokens: { oauth: [], bot: [workspace.botUser] } };
    told.push(await sendEvent(world, id, event));
  }
  return told;
}

/** What an administrator's "Allow" gives the browser to carry back. Good for ten minutes and one exchange. */
export function newCode(world: World, id: string, user: string, scopes: string[], redirectUri?: string): string {
  const code = `${newId("")}.${randomBytes(16).toString("hex")}`;
  world.codes.set(code, {
    workspace: id,
    user,
    scopes,
    at: Date.now(),
    ...(redirectUri === undefined ? {} : { redirectUri }),
  });
  return code;
}

/** A token without the OAuth dance, for installations that are configured with one. */
export function grantToken(world: World, id: string, scopes?: string[]): string {
  const workspace = workspaceOf(world, id);
  if (scopes) workspace.scopes = scopes;
  workspace.installed = true;
  const token = `xoxb-${newId("")}-${newId("")}`.toLowerCase();
  world.tokens.set(token, { workspace: id, scopes: workspace.scopes, state: "live" });
  changed(world, { workspace: id, what: "install" });
  return token;
}
