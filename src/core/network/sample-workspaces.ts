import { idOf } from "../id.js";
import type { District, Membership, Network, Person, Team } from "./model.js";
import type { SampleNetwork } from "./sample.js";

/** How a simulated cloud names things: each function makes an id that looks like the platform's own from a uuid. */
export type SamplePlatform = {
  platform: string;
  workspaceId(uuid: string): string;
  userId(uuid: string): string;
  channelId(uuid: string): string;
};

/** A workspace as a simulated cloud should have it. Ids look like the platform's own. */
export type SampleWorkspace = {
  platform: string;
  id: string;
  name: string;
  /** The district's name; null: the network's own workspace. */
  district: string | null;
  users: SampleUser[];
  channels: SampleChannel[];
};

/** Without an e-mail address she cannot be found by one. */
export type SampleUser = { id: string; name: string; email: string | undefined; title: string };

/** `team`: the id of the team whose channel it is; null: in a district nobody's, else the network's inbox. `members`: user ids. */
export type SampleChannel = { id: string; name: string; team: string | null; members: string[] };

type SampleRoster = { districts: District[]; teams: Team[]; people: Person[]; memberships: Membership[] };

/**
 * One workspace for each district, and the network's own with its people. The same roster gives the same ids. Whoever
 * opens the sandbox begins with the first one, so the districts that have recorded something come first, in the order
 * of `chains`; then the network's own, then the others by name. The districts take turns on `platforms`; the network's
 * own workspace is on the first.
 */
export function sampleWorkspaces(
  network: Network,
  roster: SampleRoster,
  { chains, notInWorkspace }: Pick<SampleNetwork, "chains" | "notInWorkspace">,
  platforms: readonly [SamplePlatform, ...SamplePlatform[]],
): SampleWorkspace[] {
  const present = roster.people.filter(({ email }) => email === null || !notInWorkspace.includes(email));
  const hub = workspace(
    platforms[0],
    network.name,
    null,
    present.filter(({ networkRole }) => networkRole !== null),
    roster,
  );
  const everybody = hub.users.map(({ id }) => id);
  hub.channels = [channel(platforms[0], hub.id, "network-inbox", null, everybody)];
  const recorded = [...new Set(chains.map(({ district }) => district))];
  const districts = [...roster.districts].sort((a, b) => a.name.localeCompare(b.name));
  const first = recorded.flatMap((name) => districts.filter((district) => district.name === name));
  const others = districts.filter((district) => !first.includes(district));
  const made = [...first, ...others].map((district, turn) => {
    const platform = platforms[turn % platforms.length] ?? platforms[0];
    return districtWorkspace(platform, district, present, roster);
  });
  return [...made.slice(0, first.length), hub, ...made.slice(first.length)];
}

function districtWorkspace(
  platform: SamplePlatform,
  district: District,
  present: Person[],
  roster: SampleRoster,
): SampleWorkspace {
  const people = present.filter(({ districtId }) => districtId === district.id);
  const made = workspace(platform, district.name, district.name, people, roster);
  const teams = roster.teams.filter(({ districtId }) => districtId === district.id);
  const channels = teams.map((team, index) => {
    const ids = new Set(roster.memberships.filter(({ teamId }) => teamId === team.id).map(({ personId }) => personId));
    const members = people.filter(({ id }) => ids.has(id)).map(({ id }) => userId(platform, made.id, id));
    return channel(
      platform,
      made.id,
      index === 0 ? "improvement-team" : `improvement-team-${index + 1}`,
      team.id,
      members,
    );
  });
  const everybody = made.users.map(({ id }) => id);
  return { ...made, channels: [...channels, channel(platform, made.id, "general", null, everybody)] };
}

function workspace(
  platform: SamplePlatform,
  name: string,
  district: string | null,
  people: Person[],
  roster: SampleRoster,
): SampleWorkspace {
  const id = platform.workspaceId(idOf("sample", "workspace", district ?? ""));
  const users = [...people]
    .sort((a, b) => rank(a, roster) - rank(b, roster) || a.name.localeCompare(b.name))
    .map((person) => ({
      id: userId(platform, id, person.id),
      name: person.name,
      email: person.email ?? undefined,
      title: titleOf(person, roster),
    }));
  return { platform: platform.platform, id, name, district, users, channels: [] };
}

/** Leads first: whoever opens the sandbox begins with them. */
function rank(person: Person, { memberships }: SampleRoster): number {
  return memberships.some(({ personId, lead }) => personId === person.id && lead) ? 0 : 1;
}

function titleOf(person: Person, { memberships }: SampleRoster): string {
  if (person.networkRole !== null) return person.networkRole;
  const membership = memberships.find(({ personId }) => personId === person.id);
  if (membership === undefined) return "";
  return membership.lead ? `team lead, ${membership.level}` : membership.level;
}

function channel(
  platform: SamplePlatform,
  workspaceId: string,
  name: string,
  team: string | null,
  members: string[],
): SampleChannel {
  return { id: platform.channelId(idOf("sample", "channel", workspaceId, name)), name, team, members };
}

function userId(platform: SamplePlatform, workspaceId: string, personId: string): string {
  return platform.userId(idOf("sample", "user", workspaceId, personId));
}
