import type { PersonRef } from "../../src/core/refs.js";
import type { Account, Activity } from "./payloads.js";
import { platform, splitConversation } from "./tenants.js";

/**
 * Where an activity happened. `workspace`: the tenant that the conversation belongs to. `channel`: the conversation's
 * id without its thread; `root` is the thread's.
 */
export type TeamsPlace = {
  kind: "personal" | "channel" | "group";
  workspace: string;
  conversation: string;
  channel: string;
  root?: string;
  /** The team's id, which is that of its General channel. */
  team?: string;
  /** A channel that may have people of other tenants in it. */
  shared: boolean;
};

/** Undefined where it names no tenant. */
export function placeOf({ conversation, channelData }: Activity): TeamsPlace | undefined {
  const workspace = conversation.tenantId ?? channelData?.tenant?.id;
  if (workspace === undefined) return undefined;
  const team = channelData?.team?.id;
  const kind = kindOf(conversation.conversationType, team !== undefined, conversation.isGroup === true);
  const { channel, root } = splitConversation(conversation.id);
  return {
    kind,
    workspace,
    conversation: conversation.id,
    // What is told about a channel can come in the conversation of its team.
    channel: (kind === "channel" && root === undefined && channelData?.channel?.id) || channel,
    ...(root !== undefined && { root }),
    ...(team !== undefined && { team }),
    shared: channelData?.channel?.type === "shared",
  };
}

function kindOf(said: string | undefined, inTeam: boolean, group: boolean): TeamsPlace["kind"] {
  if (said === "personal" || said === "channel") return said;
  if (said !== undefined) return "group";
  if (inTeam) return "channel";
  return group ? "group" : "personal";
}

export function isBot(account: Account): boolean {
  return account.id.startsWith("28:") || account.role === "bot";
}

/** The home tenant of a person in a shared channel, by her object id, where its roster has said. */
export type HomeOf = (user: string) => string | undefined;

/**
 * Who it was, or why that cannot be said. A person is known by her Entra object id in her own tenant: somebody of
 * another organisation, in a shared channel, can never be taken for a member. Activities name the conversation's tenant
 * and rarely the sender's; where they name another, that is hers, and in a shared channel the roster is asked. Guests
 * have an object id in the tenant they visit and cannot be told from members here; `personByEmail` can.
 * https://learn.microsoft.com/microsoftteams/platform/build-apps-for-shared-private-channels
 */
export function senderOf({ from, channelData }: Activity, place: TeamsPlace, homeOf: HomeOf): PersonRef | string {
  if (isBot(from)) return "bot-message";
  if (from.aadObjectId === undefined) return "no-object-id";
  const home = homeIn(place, [from.tenantId, channelData?.tenant?.id], homeOf(from.aadObjectId));
  return home === undefined ? "unknown-home-tenant" : personRef(home, from.aadObjectId, place);
}

/**
 * The people among those who were removed; bots and people without an object id are left out. Who has left a shared
 * channel is in its roster no more: where nothing else is known she counts as one of the tenant's own, or members'
 * leaving would go unseen. Object ids are unique in the world, so she is taken for nobody else.
 */
export function membersLeft(activity: Activity, place: TeamsPlace, homeOf: HomeOf): PersonRef[] {
  const { membersRemoved = [], channelData } = activity;
  return membersRemoved.flatMap((member) => {
    const { aadObjectId: user } = member;
    if (isBot(member) || user === undefined) return [];
    const home = homeIn(place, [member.tenantId, channelData?.membershipSource?.tenantId], homeOf(user));
    return [personRef(home ?? place.workspace, user, place)];
  });
}

function homeIn(place: TeamsPlace, said: (string | undefined)[], inRoster: string | undefined): string | undefined {
  const foreign = said.find((tenant) => tenant !== undefined && tenant !== place.workspace);
  if (foreign !== undefined || !place.shared) return foreign ?? place.workspace;
  return inRoster;
}

function personRef(workspace: string, user: string, place: TeamsPlace): PersonRef {
  const hers = place.kind === "personal" && workspace === place.workspace;
  return { platform, workspace, user, ...(hers && { direct: place.conversation }) };
}
