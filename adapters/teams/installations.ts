import type { CredentialStore, Credentials, InboundEvent } from "../../src/ports/chat-platform.js";
import type { Journal } from "../../src/ports/journal.js";
import { allowedService, type ServiceHosts } from "./connector.js";
import { instant, keyOf } from "./inbound.js";
import { type Activity, endsTeam } from "./payloads.js";
import type { TeamsPlace } from "./places.js";
import { botId, credentialsOf, platform, type Reach, reachOf } from "./tenants.js";

export type InstallationTools = {
  appId: string;
  credentials: CredentialStore;
  hosts: ServiceHosts;
  journal: Journal;
  announce(event: InboundEvent): Promise<unknown>;
};

/** Resolves when what is stored of the tenant is as this activity says. Rejects where that could not be stored. */
export type KeepUp = (activity: Activity, place: TeamsPlace) => Promise<void>;

/**
 * Keeps what is stored of each tenant: Teams names the service address in every activity and may change it, and it has
 * no list of the teams that the app is in. What has changed is announced as an installation. Guarantees: two activities
 * of one tenant at the same time both count. Not guaranteed with several processes: then a team can be forgotten until
 * its next activity.
 */
export function createKeepUp(tools: InstallationTools): KeepUp {
  const lanes = new Map<string, Promise<unknown>>();

  async function update(activity: Activity, place: TeamsPlace): Promise<void> {
    const workspace = { platform, workspace: place.workspace };
    const before = reachOf(await tools.credentials.find(workspace));
    const after = reachAfter(activity, place, before, tools);
    if (after === undefined) return;
    const credentials = credentialsOf(after);
    if (before && same(credentialsOf(before), credentials)) return;
    // The tenant goes by the name of the first team: it would be somebody else's with each one that comes or goes.
    const name = before === undefined || before.teams.length === 0 ? activity.channelData?.team?.name : undefined;
    await tools.announce({
      kind: "installed",
      key: keyOf(activity, place, "installed"),
      workspace,
      ...(name === undefined ? {} : { name }),
      credentials,
      at: instant(activity.timestamp),
    });
  }

  return async (activity, place) => {
    const { workspace } = place;
    const before = lanes.get(workspace) ?? Promise.resolve();
    const mine = before.then(
      () => update(activity, place),
      () => update(activity, place),
    );
    lanes.set(workspace, mine);
    try {
      await mine;
    } finally {
      if (lanes.get(workspace) === mine) lanes.delete(workspace);
    }
  };
}

function same(a: Credentials, b: Credentials): boolean {
  return a.serviceUrl === b.serviceUrl && a.teams === b.teams;
}

/** Undefined where the activity comes from an address that may not be written to, and no other is known. */
function reachAfter(
  activity: Activity,
  place: TeamsPlace,
  before: Reach | undefined,
  { hosts, journal, appId }: InstallationTools,
): Reach | undefined {
  const allowed = allowedService(activity.serviceUrl, hosts) !== undefined;
  if (!allowed) {
    journal.count("refused", "teams:unknown-service-host");
    journal.warn("teams.unknown-service-host", { meaning: "Nothing is sent to the address that this activity names." });
  }
  const serviceUrl = allowed ? activity.serviceUrl : before?.serviceUrl;
  if (serviceUrl === undefined) return undefined;
  const teams = before?.teams ?? [];
  const { team } = place;
  if (place.kind !== "channel" || team === undefined) return { serviceUrl, teams };
  if (leaves(activity, appId)) return { serviceUrl, teams: teams.filter((one) => one !== team) };
  return { serviceUrl, teams: teams.includes(team) ? teams : [...teams, team] };
}

/** Teams tells of a removed app in two ways, in any order. Where a team ends, the app ends. */
function leaves(activity: Activity, appId: string): boolean {
  const { type, action, channelData, membersRemoved = [] } = activity;
  if (type === "installationUpdate") return action === "remove";
  if (type !== "conversationUpdate") return false;
  if (endsTeam(activity)) return true;
  // From a private or shared channel alone it can be taken away, too: the team keeps it.
  return channelData?.eventType !== "channelMemberRemoved" && membersRemoved.some(({ id }) => id === botId(appId));
}
