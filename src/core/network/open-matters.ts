import { idOf } from "../id.js";
import type { Channel, District, Identity, Membership, Person, PmAssignment, Team, Workspace } from "./model.js";
import { activePeople, unclaimedPeople } from "./unclaimed.js";

/** Something in the network that waits for somebody. `text`: what it is and the next step, in plain sentences. */
export type OpenMatter = { id: string; kind: MatterKind; districtId: string | null; text: string };

export type MatterKind =
  | "message unknown"
  | "message dead"
  | "workspace not linked"
  | "district not linked"
  | "network not linked"
  | "team without lead"
  | "team without program manager"
  | "team without channel"
  | "people not claimed"
  | "people out of reach";

export type NetworkState = {
  districts: District[];
  teams: Team[];
  people: Person[];
  memberships: Membership[];
  pmAssignments: PmAssignment[];
  channels: Channel[];
  identities: Identity[];
  /** The network's own, and those that nobody has linked yet. */
  workspaces: Workspace[];
  messages: { id: string; state: "unknown" | "dead"; districtId: string | null }[];
};

/** The network's inbox, derived from what is stored: nothing to tick off, a matter is gone when its reason is. */
export function openMatters(state: NetworkState): OpenMatter[] {
  return [
    ...messageMatters(state),
    ...workspaceMatters(state),
    ...districtMatters(state),
    ...networkMatters(state),
    ...teamMatters(state),
    ...peopleMatters(state),
    ...reachMatters(state),
  ];
}

function messageMatters({ messages, districts }: NetworkState): OpenMatter[] {
  const sentences = {
    unknown: "may or may not have arrived. Look into the conversation; it is not sent again by itself.",
    dead: "could not be sent. Look at the connection to the workspace.",
  };
  return (["unknown", "dead"] as const).flatMap((state) => {
    const byDistrict = groupBy(
      messages.filter((message) => message.state === state),
      ({ districtId }) => districtId,
    );
    return [...byDistrict].map(([districtId, group]) => {
      const where = districts.find(({ id }) => id === districtId)?.name ?? "the network";
      const count = group.length === 1 ? "1 message" : `${group.length} messages`;
      return matter(`message ${state}`, districtId, districtId ?? "", `${count} to ${where} ${sentences[state]}`);
    });
  });
}

function workspaceMatters({ workspaces }: NetworkState): OpenMatter[] {
  return workspaces
    .filter(({ state }) => state === "unlinked")
    .map(({ id, name, platform }) =>
      matter(
        "workspace not linked",
        null,
        id,
        `“${name}” (${platform}) has installed the app and is not linked. Send its admin a code: throughline link --district NAME.`,
      ),
    );
}

function districtMatters({ districts, teams, workspaces }: NetworkState): OpenMatter[] {
  return districts
    .filter((district) => teams.some(({ districtId }) => districtId === district.id))
    .filter((district) => !isLinked(district, workspaces))
    .map(({ id, name }) =>
      matter(
        "district not linked",
        id,
        id,
        `${name} has no linked workspace: nobody there can be asked. Make a code: throughline link --district "${name}".`,
      ),
    );
}

/** Program managers who were claimed in districts do without the network's own workspace. */
function networkMatters({ people, memberships, identities, workspaces }: NetworkState): OpenMatter[] {
  const waiting = unclaimedPeople(people, memberships, identities).filter(({ districtId }) => districtId === null);
  const linked = workspaces.some(({ districtId, state }) => districtId === null && state === "linked");
  if (linked || waiting.length === 0) return [];
  const who = waiting.length === 1 ? "1 of its people" : `${waiting.length} of its people`;
  const text = `The network's own workspace is not linked, and ${who} cannot be reached. Make a code: throughline link --network.`;
  return [matter("network not linked", null, "", text)];
}

function teamMatters({
  districts,
  teams,
  memberships,
  pmAssignments,
  channels,
  workspaces,
}: NetworkState): OpenMatter[] {
  return teams.flatMap((team) => {
    const { id, name, districtId } = team;
    const found: OpenMatter[] = [];
    if (!memberships.some((one) => one.teamId === id && one.lead && one.until === null)) {
      found.push(
        matter("team without lead", districtId, id, `${name} has no team lead. Name one in the roster and import it.`),
      );
    }
    if (!pmAssignments.some((one) => one.teamId === id && one.until === null)) {
      const text = `${name} has no program manager. Add one to the team in the network file and import it.`;
      found.push(matter("team without program manager", districtId, id, text));
    }
    const district = districts.find((one) => one.id === districtId);
    if (district && isLinked(district, workspaces) && !channels.some((one) => one.teamId === id)) {
      const text = `${name} has no channel for its digest. Its lead types “link here” in the team's channel.`;
      found.push(matter("team without channel", districtId, id, text));
    }
    return found;
  });
}

/** Where no workspace is linked yet nobody can be claimed: that matter comes first. */
function peopleMatters({ districts, people, memberships, identities, workspaces }: NetworkState): OpenMatter[] {
  const byDistrict = groupBy(unclaimedPeople(people, memberships, identities), ({ districtId }) => districtId);
  return [...byDistrict].flatMap(([districtId, group]) => {
    const district = districts.find(({ id }) => id === districtId);
    const linked = workspaces.some((one) => one.state === "linked" && one.districtId === districtId);
    if (!linked) return [];
    const names = group.slice(0, 3).map(({ name }) => name);
    const more = group.length > 3 ? ` and ${group.length - 3} more` : "";
    const who = group.length === 1 ? "1 person" : `${group.length} people`;
    const text = `${who} of ${district?.name ?? "the network"} cannot be reached yet: ${names.join("; ")}${more}. Give each a code: throughline link --person.`;
    return [matter("people not claimed", districtId, districtId ?? "", text)];
  });
}

/** Claimed, and then the app was removed or blocked: nobody is told by the platform but us. */
function reachMatters({ districts, people, memberships, identities }: NetworkState): OpenMatter[] {
  const reached = new Set(identities.filter((one) => one.unreachableSince === null).map((one) => one.personId));
  const lost = activePeople(people, memberships).filter(
    ({ id }) => !reached.has(id) && identities.some((one) => one.personId === id),
  );
  return [...groupBy(lost, ({ districtId }) => districtId)].map(([districtId, group]) => {
    const where = districts.find(({ id }) => id === districtId)?.name ?? "the network";
    const names = group.slice(0, 3).map(({ name }) => name);
    const more = group.length > 3 ? ` and ${group.length - 3} more` : "";
    const who = group.length === 1 ? "1 person" : `${group.length} people`;
    const text = `${who} of ${where} cannot be written to any more: ${names.join("; ")}${more}. Perhaps the app was removed there. They are asked again once it is back, or when they write to the bot.`;
    return matter("people out of reach", districtId, districtId ?? "", text);
  });
}

function isLinked(district: District, workspaces: Workspace[]): boolean {
  return workspaces.some(({ districtId, state }) => districtId === district.id && state === "linked");
}

function matter(kind: MatterKind, districtId: string | null, subject: string, text: string): OpenMatter {
  return { id: idOf("matter", kind, subject), kind, districtId, text };
}

function groupBy<T, K>(rows: T[], key: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}
