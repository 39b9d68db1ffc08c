import type { IncomingMessage, ServerResponse } from "node:http";
import { newCode } from "./install.js";
import type { World } from "./state.js";
import type { Workspace } from "./types.js";

/**
 * The page on which an administrator allows the app. With `team` in the address it is allowed at once, otherwise it
 * lists the workspaces; each link carries `team`.
 */
export function authorizePage(world: World, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "/", world.baseUrl);
  const asked = url.searchParams;
  const redirectUri = asked.get("redirect_uri") ?? `${world.options.appUrl()}/slack/oauth_redirect`;
  if (asked.get("client_id") !== world.options.clientId || world.options.clientId === undefined) {
    page(response, 400, "<p>Invalid client_id. The app asks with another one than this cloud knows.</p>");
    return;
  }
  const team = asked.get("team");
  const workspace = world.workspaces.get(team ?? "");
  if (team === null || !workspace) {
    page(
      response,
      team === null ? 200 : 404,
      team === null ? chooser(world, url) : "<p>There is no such workspace.</p>",
    );
    return;
  }
  const user = world.users.get(team)?.[0]?.id ?? workspace.botUser;
  const target = new URL(redirectUri);
  target.searchParams.set(
    "code",
    newCode(world, team, user, scopesOf(asked, workspace), asked.get("redirect_uri") ?? undefined),
  );
  const state = asked.get("state");
  if (state !== null) target.searchParams.set("state", state);
  response.writeHead(302, { location: target.href }).end();
}

/** The scopes that the app asks for; those of the seed when it names none. */
function scopesOf(asked: URLSearchParams, workspace: Workspace): string[] {
  const scopes = (asked.get("scope") ?? "").split(/[ ,]+/).filter((scope) => scope !== "");
  return scopes.length > 0 ? scopes : workspace.scopes;
}

function chooser(world: World, url: URL): string {
  const links = [...world.workspaces.values()].map((workspace) => {
    const target = new URL(url);
    target.searchParams.set("team", workspace.id);
    return `<li><a href="${escaped(target.pathname + target.search)}">Allow in ${escaped(workspace.name)}</a></li>`;
  });
  return `<p>Throughline asks to be added to a workspace of the simulated Slack cloud.</p><ul>${links.join("")}</ul>`;
}

function page(response: ServerResponse, status: number, content: string): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" });
  response.end(
    `<!doctype html><html lang="en"><title>Simulated Slack</title><h1>Simulated Slack</h1>${content}</html>`,
  );
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
