import { isObject, type Json, type JsonObject } from "../json.js";
import { type Counted, overLimit } from "./limits.js";
import type { Answer } from "./login.js";
import { addMessage, type Content, findRoot, replaceContent, setDeleted, splitId } from "./messages.js";
import { outgoing } from "./outgoing.js";
import * as refusals from "./refusals.js";
import {
  findMessage,
  findPlace,
  isInstalled,
  membersOf,
  newActivityId,
  type PersonState,
  type Place,
  reaches,
  type TenantState,
  type World,
} from "./state.js";

/** The five things a bot may do, each under `…/v3/conversations`. What Teams would refuse is answered, not thrown. */

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function createConversation(world: World, tenant: TenantState, body: JsonObject): Answer {
  const data = isObject(body.channelData) ? body.channelData : {};
  const channel = isObject(data.channel) ? data.channel.id : undefined;
  if (channel !== undefined) return createThread(world, tenant, body, channel);
  if (body.isGroup === true) return refusals.badArgument("Bots cannot create group chats");
  const tenantId = tenantOfRequest(body, data);
  if (typeof tenantId !== "string" || !guid.test(tenantId)) return refusals.malformed("Malformed tenant id");
  if (tenantId !== tenant.id) return refusals.badArgument("The tenant is not served at this address");
  const members = Array.isArray(body.members) ? body.members : [];
  const member = members[0];
  if (members.length !== 1 || !isObject(member) || typeof member.id !== "string")
    return refusals.badArgument("Incorrect conversation creation parameters");
  const person = tenant.people.find((candidate) => candidate.teamsId === member.id || candidate.id === member.id);
  if (!person || person.bot === true) return refusals.malformed("Bad format of conversation ID");
  if (!reaches(tenant, person)) return refusals.notInstalledForPerson();
  const id = person.chat;
  const contents = isObject(body.activity) ? outgoing(body.activity) : [];
  if ("status" in contents) return contents;
  if (contents.length > 0 && person.blocked) return refusals.writesBlocked();
  const tooMany = limited(world, { ...inConversation(tenant, id), times: Math.max(contents.length, 1) });
  if (tooMany) return tooMany;
  if (contents.length === 0) return { status: 201, json: { id } };
  const activityId = write(world, { kind: "personal", id, tenant, person }, contents);
  return { status: 201, json: { id, activityId } };
}

function tenantOfRequest(body: JsonObject, data: JsonObject): Json {
  return body.tenantId ?? (isObject(data.tenant) ? data.tenant.id : undefined);
}

function createThread(world: World, tenant: TenantState, body: JsonObject, channel: Json): Answer {
  const place = typeof channel === "string" ? findPlace(world, tenant.id, channel) : undefined;
  if (place?.kind !== "channel") return refusals.noConversation();
  if (!isInstalled(place)) return refusals.notInRoster();
  if (!isObject(body.activity)) return refusals.badArgument("Activity is required to start a thread");
  const contents = outgoing(body.activity);
  if ("status" in contents) return contents;
  const tooMany = limited(world, { ...inConversation(tenant, place.id), times: contents.length });
  if (tooMany) return tooMany;
  const activityId = write(world, place, contents);
  return { status: 201, json: { id: `${place.id};messageid=${activityId}`, activityId } };
}

export function sendActivity(world: World, tenant: TenantState, conversation: string, body: JsonObject): Answer {
  const found = open(world, tenant, conversation);
  if ("status" in found) return found;
  const { place, root } = found;
  const contents = outgoing(body);
  if ("status" in contents) return contents;
  const tooMany = limited(world, { ...inConversation(tenant, place.id), root, times: contents.length });
  if (tooMany) return tooMany;
  const id = write(world, place, contents, root);
  // Two messages, and one id to answer: Teams answers none.
  return contents.length > 1 ? { status: 202 } : { status: 201, json: { id } };
}

export function updateActivity(
  world: World,
  tenant: TenantState,
  conversation: string,
  id: string,
  body: JsonObject,
): Answer {
  const found = ownMessage(world, tenant, conversation, id);
  if ("status" in found) return found;
  const contents = outgoing(body);
  if ("status" in contents) return contents;
  const [content] = contents;
  if (!content || contents.length > 1) return refusals.badArgument("A message has text or a card, not both");
  const tooMany = limited(world, { ...inConversation(tenant, found.message.channel), change: true });
  if (tooMany) return tooMany;
  replaceContent(world, found.message, content);
  return { status: 200, json: { id } };
}

export function deleteActivity(world: World, tenant: TenantState, conversation: string, id: string): Answer {
  const found = ownMessage(world, tenant, conversation, id);
  if ("status" in found) return found;
  const tooMany = limited(world, { ...inConversation(tenant, found.message.channel), change: true });
  if (tooMany) return tooMany;
  setDeleted(world, found.message, true);
  return { status: 200 };
}

const fewest = 50;
const most = 500;
const usual = 200;

export function pagedMembers(world: World, tenant: TenantState, conversation: string, query: URLSearchParams): Answer {
  const place = findPlace(world, tenant.id, splitId(conversation).conversation);
  if (!place) return refusals.noConversation();
  if (!isInstalled(place)) return gone(place);
  const tooMany = limited(world, { kind: "read", tenant: tenant.id, conversation: place.id });
  if (tooMany) return tooMany;
  const asked = query.get("pageSize");
  const wanted = asked === null ? usual : Number(asked);
  if (!Number.isInteger(wanted)) return refusals.badArgument("pageSize is no number");
  const size = Math.min(Math.max(wanted, fewest), most, world.options.membersPerPage ?? most);
  const token = query.get("continuationToken");
  const start = token === null || token === "" ? 0 : positionIn(place, token);
  if (start === undefined) return refusals.badArgument("Invalid continuation token");
  const people = membersOf(place).filter((person) => person.bot !== true);
  const members = people.slice(start, start + size).map(memberJson);
  const end = start + members.length;
  const json: JsonObject = { members };
  if (end < people.length) json.continuationToken = Buffer.from(`${place.id} ${end}`).toString("base64url");
  return { status: 200, json };
}

/** A token is good for its own conversation only. */
function positionIn(place: Place, token: string): number | undefined {
  const [id, at] = Buffer.from(token, "base64url").toString("utf8").split(" ");
  return id === place.id && /^\d+$/.test(at ?? "") ? Number(at) : undefined;
}

function memberJson(person: PersonState): JsonObject {
  const [givenName = "", ...rest] = person.name.split(" ");
  return {
    id: person.teamsId,
    name: person.name,
    objectId: person.id,
    aadObjectId: person.id,
    givenName,
    surname: rest.join(" "),
    ...(person.email === undefined ? {} : { email: person.email, userPrincipalName: person.email }),
    tenantId: person.homeTenant,
    userRole: person.guest === true ? "guest" : "user",
  };
}

// What they share.

const inConversation = (tenant: TenantState, conversation: string) =>
  ({ kind: "write", tenant: tenant.id, conversation }) as const;

/** The refusal of a call that is one too many. */
function limited(world: World, call: Counted): Answer | undefined {
  const wait = overLimit(world, call);
  return wait === undefined ? undefined : refusals.throttled(world.tellRetryAfter ? wait : null);
}

type Found = { place: Place; root?: string };

/** The conversation, where the bot may write there. */
function open(world: World, tenant: TenantState, id: string): Found | Answer {
  const { conversation, root } = splitId(id);
  const place = findPlace(world, tenant.id, conversation);
  if (!place) return refusals.noConversation();
  if (!isInstalled(place)) return gone(place);
  if (place.kind === "personal" && place.person.blocked) return refusals.writesBlocked();
  if (root === undefined) return { place };
  return place.kind === "channel" && findRoot(world, place, root) ? { place, root } : refusals.noActivity();
}

/** Why the bot cannot write where the app is not. */
function gone(place: Place): Answer {
  if (place.kind === "channel") return refusals.notInRoster();
  if (place.person.personal === "removed") return refusals.writesBlocked();
  const was = place.tenant.teams.some((team) => team.known && team.members.includes(place.person.id));
  return was ? refusals.notInRoster() : refusals.noConversation();
}

function ownMessage(world: World, tenant: TenantState, conversation: string, id: string) {
  const found = open(world, tenant, conversation);
  if ("status" in found) return found;
  const message = findMessage(world, tenant.id, found.place.id, id);
  if (!message || message.deleted) return refusals.noActivity();
  if (!message.ownBot) return refusals.notEnough("The message is not the bot's own");
  return { message };
}

/**
 * Puts the messages there and answers their activity's id. Teams makes two messages of text and card, and the id that
 * it answers then is of neither.
 */
function write(world: World, place: Place, contents: Content[], root?: string): string {
  const ids = contents.map((content) => addMessage(world, place, undefined, content, root).id);
  return ids.length === 1 ? String(ids[0]) : `1:${newActivityId().slice(2)}`;
}
