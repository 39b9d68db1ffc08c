import { installationActivity, memberActivity, sharedMemberActivity, teamEvent } from "./activities.js";
import { deliver } from "./deliveries.js";
import {
  type ChannelState,
  changed,
  findPlace,
  type PersonState,
  type Place,
  personOf,
  type TeamState,
  teamOf,
  tenantOf,
  type World,
} from "./state.js";
import type { Delivery } from "./types.js";

/** Where the app comes and goes, and people, teams and channels with it. Each act answers what was sent to the app. */

/** The app comes into a team. `channel`: the one that was selected, where it may say hello; default General. */
export async function addToTeam(
  world: World,
  tenant: string,
  person: string,
  team: string,
  options: { channel?: string } = {},
): Promise<Delivery[]> {
  const who = personOf(world, tenant, person);
  const state = teamOf(world, tenant, team);
  const selected = channelPlace(world, tenant, options.channel ?? team);
  state.installed = true;
  state.known = true;
  changed(world, { tenant, what: "install" });
  return [
    await deliver(
      world,
      tenant,
      memberActivity(world, channelPlace(world, tenant, team), who, "membersAdded", ["bot"]),
    ),
    await deliver(world, tenant, installationActivity(world, selected, who, "add")),
  ];
}

export async function removeFromTeam(world: World, tenant: string, person: string, team: string): Promise<Delivery[]> {
  const who = personOf(world, tenant, person);
  const state = teamOf(world, tenant, team);
  if (!state.installed) return [];
  state.installed = false;
  changed(world, { tenant, what: "install" });
  const place = channelPlace(world, tenant, team);
  return [
    await deliver(world, tenant, memberActivity(world, place, who, "membersRemoved", ["bot"])),
    await deliver(world, tenant, installationActivity(world, place, who, "remove")),
  ];
}

/** She adds the app for herself. Of her chat the app is told as of a new one the first time only. */
export async function addForPerson(world: World, tenant: string, person: string): Promise<Delivery[]> {
  const who = personOf(world, tenant, person);
  const first = !who.welcomed;
  Object.assign(who, { personal: "added", blocked: false, welcomed: true });
  changed(world, { tenant, what: "install" });
  const place = chatPlace(world, tenant, who);
  const sent = [];
  if (first) sent.push(await deliver(world, tenant, memberActivity(world, place, who, "membersAdded", ["bot"])));
  sent.push(await deliver(world, tenant, installationActivity(world, place, who, "add")));
  return sent;
}

export async function removeForPerson(world: World, tenant: string, person: string): Promise<Delivery[]> {
  const who = personOf(world, tenant, person);
  who.personal = "removed";
  changed(world, { tenant, what: "install" });
  return [await deliver(world, tenant, installationActivity(world, chatPlace(world, tenant, who), who, "remove"))];
}

/** An administrator takes the app away from the whole tenant; `quietly` when Teams tells nobody. */
export async function removeEverywhere(
  world: World,
  tenant: string,
  options: { quietly?: boolean } = {},
): Promise<Delivery[]> {
  const { teams, people } = tenantOf(world, tenant);
  const sent: Delivery[] = [];
  for (const team of teams.filter((candidate) => candidate.installed)) {
    const who = people.find((person) => team.members.includes(person.id)) ?? people[0];
    if (options.quietly === true || !who) team.installed = false;
    else sent.push(...(await removeFromTeam(world, tenant, who.id, team.id)));
  }
  for (const person of people.filter((candidate) => candidate.bot !== true)) {
    const had = person.personal === "added";
    if (had && options.quietly !== true) sent.push(...(await removeForPerson(world, tenant, person.id)));
    delete person.personal;
    delete person.reachable;
  }
  changed(world, { tenant, what: "install" });
  return sent;
}

/** She blocks the bot, or lets it write again. Teams tells nobody. */
export function setBlocked(world: World, tenant: string, person: string, blocked: boolean): void {
  personOf(world, tenant, person).blocked = blocked;
  changed(world, { tenant, what: "install" });
}

export async function joinTeam(world: World, tenant: string, person: string, team: string): Promise<Delivery[]> {
  const who = personOf(world, tenant, person);
  const state = teamOf(world, tenant, team);
  if (!state.members.includes(person)) state.members.push(person);
  changed(world, { tenant, what: "member" });
  return tellTeam(world, tenant, state, (place) => memberActivity(world, place, who, "membersAdded", [who]));
}

export async function leaveTeam(world: World, tenant: string, person: string, team: string): Promise<Delivery[]> {
  const who = personOf(world, tenant, person);
  const state = teamOf(world, tenant, team);
  state.members = state.members.filter((member) => member !== person);
  for (const channel of state.channels) channel.members = channel.members?.filter((member) => member !== person);
  changed(world, { tenant, what: "member" });
  return tellTeam(world, tenant, state, (place) => memberActivity(world, place, who, "membersRemoved", [who]));
}

/** Somebody, perhaps of another tenant, comes into a shared channel, or goes. */
export async function joinChannel(world: World, tenant: string, person: string, id: string): Promise<Delivery[]> {
  return changeShared(world, tenant, person, id, "membersAdded");
}

export async function leaveChannel(world: World, tenant: string, person: string, id: string): Promise<Delivery[]> {
  return changeShared(world, tenant, person, id, "membersRemoved");
}

async function changeShared(
  world: World,
  tenant: string,
  person: string,
  id: string,
  what: "membersAdded" | "membersRemoved",
): Promise<Delivery[]> {
  const who = personOf(world, tenant, person);
  const place = channelPlace(world, tenant, id);
  const { channel, team } = place;
  if (!channel.shared) throw new Error(`${id} is no shared channel: people come into it with their team`);
  const others = (channel.members ?? team.members).filter((member) => member !== person);
  channel.members = what === "membersAdded" ? [...others, person] : others;
  changed(world, { tenant, what: "member" });
  if (!team.installed) return [];
  return [await deliver(world, tenant, sharedMemberActivity(world, place, who, what))];
}

export async function createChannel(
  world: World,
  tenant: string,
  person: string,
  team: string,
  channel: { id: string; name: string },
): Promise<Delivery[]> {
  const who = personOf(world, tenant, person);
  const state = teamOf(world, tenant, team);
  state.channels.push({ ...channel, shared: false } satisfies ChannelState);
  changed(world, { tenant, what: "member" });
  return tellTeam(world, tenant, state, (place) => teamEvent(world, place, who, "channelCreated", { channel }));
}

export async function deleteChannel(world: World, tenant: string, person: string, id: string): Promise<Delivery[]> {
  const who = personOf(world, tenant, person);
  const { team, channel } = channelPlace(world, tenant, id);
  if (channel.id === team.id) throw new Error("A team's General channel cannot be deleted");
  team.channels = team.channels.filter((candidate) => candidate !== channel);
  changed(world, { tenant, what: "member" });
  const gone = { channel: { id, name: channel.name } };
  return tellTeam(world, tenant, team, (place) => teamEvent(world, place, who, "channelDeleted", gone));
}

export async function renameTeam(
  world: World,
  tenant: string,
  person: string,
  team: string,
  name: string,
): Promise<Delivery[]> {
  const who = personOf(world, tenant, person);
  const state = teamOf(world, tenant, team);
  state.name = name;
  changed(world, { tenant, what: "member" });
  return tellTeam(world, tenant, state, (place) => teamEvent(world, place, who, "teamRenamed"));
}

async function tellTeam(
  world: World,
  tenant: string,
  team: TeamState,
  make: (place: Place) => ReturnType<typeof teamEvent>,
): Promise<Delivery[]> {
  if (!team.installed) return [];
  return [await deliver(world, tenant, make(channelPlace(world, tenant, team.id)))];
}

function channelPlace(world: World, tenant: string, id: string): Place & { kind: "channel" } {
  const place = findPlace(world, tenant, id);
  if (place?.kind !== "channel") throw new Error(`The tenant ${tenant} has no channel ${id}`);
  return place;
}

function chatPlace(world: World, tenant: string, person: PersonState): Place {
  return { kind: "personal", id: person.chat, tenant: tenantOf(world, tenant), person };
}
