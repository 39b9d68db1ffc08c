import { useCallback, useEffect, useState } from "react";
import {
  type ConversationState,
  cloudWorkspaceKey,
  type PersonState,
  type Platform,
  type WorkspaceState,
} from "../cloud.js";
import type { PageState } from "../page-state.js";

/** Where somebody is on the page: kept in the address, so that a reload or a shared link finds it again. */
export type Address = { workspace?: string; person?: string; conversation?: string; home: boolean };

export type Place = {
  platform: Platform;
  key: string;
  workspace: WorkspaceState;
  person: PersonState;
  conversation: ConversationState;
  home: boolean;
};

export function addressFrom(hash: string): Address {
  const parts = hash
    .replace(/^#\/?/, "")
    .split("/")
    .map((part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return "";
      }
    });
  const [workspace, person, conversation, tab] = parts;
  return {
    workspace: workspace || undefined,
    person: person || undefined,
    conversation: conversation || undefined,
    home: tab === "home",
  };
}

export function hashOf(address: Address): string {
  const parts = [address.workspace, address.person, address.conversation, address.home ? "home" : undefined];
  return `#/${parts
    .filter((part) => part !== undefined)
    .map((part) => encodeURIComponent(part).replaceAll("%3A", ":"))
    .join("/")}`;
}

/** What an address means now. What it does not say, or what is gone, becomes the first there is. */
export function placeOf(state: PageState, address: Address): Place | undefined {
  const all = state.clouds.flatMap((cloud) =>
    cloud.workspaces.map((workspace) => ({
      platform: cloud.platform,
      homePage: cloud.homePage,
      workspace,
      key: cloudWorkspaceKey(cloud.platform, workspace.id),
    })),
  );
  const at = all.find((one) => one.key === address.workspace) ?? all.find((one) => one.workspace.installed) ?? all[0];
  if (at === undefined) return undefined;
  const person = at.workspace.people.find((one) => one.id === address.person) ?? at.workspace.people[0];
  if (person === undefined) return undefined;
  const seen = conversationsOf(at.workspace, person);
  const conversation =
    seen.find((one) => one.id === address.conversation) ?? seen.find((one) => one.kind === "bot") ?? seen[0];
  if (conversation === undefined) return undefined;
  return { ...at, person, conversation, home: address.home && at.homePage && conversation.kind === "bot" };
}

export function conversationsOf(workspace: WorkspaceState, person: PersonState): ConversationState[] {
  return workspace.conversations.filter((conversation) => conversation.members.includes(person.id));
}

export function addressOf(place: Place): Address {
  return { workspace: place.key, person: place.person.id, conversation: place.conversation.id, home: place.home };
}

export function useAddress(): [Address, (next: Address) => void] {
  const [address, setAddress] = useState(() => addressFrom(location.hash));
  useEffect(() => {
    const follow = () => setAddress(addressFrom(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const go = useCallback((next: Address) => {
    location.hash = hashOf(next);
  }, []);
  return [address, go];
}
