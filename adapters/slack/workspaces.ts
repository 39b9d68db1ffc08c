import type { PersonRef, WorkspaceRef } from "../../src/core/refs.js";
import type { SlackBody } from "./payloads.js";

export const platform = "slack";

/** `own`: the ids that stand for this workspace itself where Slack says whose team somebody is in. */
export type Installation = WorkspaceRef & { own: string[] };

/**
 * The installation a request is for: the organisation where the app is installed for all of it, else the workspace.
 * Not where something was written: in a channel shared with another organisation that can be theirs. Undefined where
 * the payload names neither.
 */
export function installationOf(body: SlackBody): Installation | undefined {
  const { team, enterprise, orgWide, hostTeam } = facts(body);
  const workspace = orgWide ? enterprise : (team ?? enterprise);
  if (workspace === undefined) return undefined;
  return {
    platform,
    workspace,
    own: [workspace, enterprise, orgWide ? hostTeam : undefined].filter((id) => id !== undefined),
  };
}

type Facts = { team?: string; enterprise?: string; orgWide: boolean; hostTeam?: string };

function facts(body: SlackBody): Facts {
  if ("event" in body) {
    const [granted] = body.authorizations ?? [];
    const enterprise = granted ? granted.enterprise_id : body.enterprise_id;
    // The workspace of an organisation in which it happened, if that is the organisation the app is installed for.
    const hostTeam = body.enterprise_id !== undefined && body.enterprise_id === enterprise ? body.team_id : undefined;
    return {
      team: granted?.team_id ?? body.team_id,
      enterprise,
      orgWide: granted?.is_enterprise_install === true,
      hostTeam,
    };
  }
  if ("command" in body) {
    const orgWide = body.is_enterprise_install === "true";
    return { team: body.team_id, enterprise: body.enterprise_id, orgWide, hostTeam: body.team_id };
  }
  const enterprise = body.enterprise?.id ?? body.team?.enterprise_id;
  const orgWide = body.is_enterprise_install === true;
  const team = body.view?.app_installed_team_id ?? body.team?.id ?? body.user.team_id;
  return { team, enterprise, orgWide, hostTeam: body.team?.enterprise_id === enterprise ? body.team?.id : undefined };
}

/**
 * Who it was. Somebody from another organisation, in a shared channel, is keyed by her own team: she can never be
 * taken for a member with the same user id here. `teams` is everything Slack says about where she belongs; one word
 * that she is from elsewhere is enough. Within an organisation, a workspace that the app cannot tell to be part of it
 * counts as elsewhere too.
 */
export function personIn(
  installation: Installation,
  user: string,
  teams: (string | undefined)[],
  direct?: string,
): PersonRef {
  const foreign = teams.find((team) => team !== undefined && !installation.own.includes(team));
  return {
    platform,
    workspace: foreign ?? installation.workspace,
    user,
    ...(direct !== undefined && foreign === undefined && { direct }),
  };
}
