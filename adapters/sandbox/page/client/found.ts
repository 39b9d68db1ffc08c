import {
  type ConversationState,
  cloudWorkspaceKey,
  type MessageState,
  type Platform,
  type WorkspaceState,
} from "../cloud.js";
import type { PageState } from "../page-state.js";
import type { Address } from "./place.js";

/** A message with the place where it is. */
export type Found = {
  id: string;
  platform: Platform;
  key: string;
  workspace: WorkspaceState;
  conversation: ConversationState;
  message: MessageState;
};

export function allMessages(state: PageState): Found[] {
  return state.clouds.flatMap((cloud) =>
    cloud.workspaces.flatMap((workspace) => {
      const key = cloudWorkspaceKey(cloud.platform, workspace.id);
      return workspace.conversations.flatMap((conversation) =>
        conversation.messages.map((message) => ({
          id: `${key}/${conversation.id}/${message.id}`,
          platform: cloud.platform,
          key,
          workspace,
          conversation,
          message,
        })),
      );
    }),
  );
}

/** Where to go to read it: as the person it was sent to, or as somebody in the channel. */
export function addressOfFound(found: Found, now: Address): Address {
  const { members } = found.conversation;
  const person =
    found.message.onlyFor ??
    (now.workspace === found.key && members.includes(now.person ?? "") ? now.person : undefined) ??
    found.workspace.people.find((one) => members.includes(one.id))?.id;
  return { workspace: found.key, person, conversation: found.conversation.id, home: false };
}

/** "Team lead, Newark Unified", "#exit-tickets, Newark Unified". */
export function placeName(workspace: WorkspaceState, conversation: ConversationState): string {
  const sign = conversation.team === undefined ? "#" : "";
  if (conversation.kind !== "bot") return `${sign}${conversation.name}, ${workspace.name}`;
  const person = workspace.people.find((one) => conversation.members.includes(one.id))?.name ?? "somebody";
  return nameHere(person, workspace) === person ? `${person}, ${workspace.name}` : person;
}

/** "Team lead" of "Team lead, Newark Unified", where it is plain that this is Newark Unified. */
export function nameHere(person: string, workspace: WorkspaceState): string {
  const comma = person.indexOf(", ");
  return comma > 0 && workspace.name.includes(person.slice(comma + 2)) ? person.slice(0, comma) : person;
}
