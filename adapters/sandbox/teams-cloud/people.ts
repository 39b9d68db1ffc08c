import type { JsonObject } from "../json.js";
import { activity, mentionOf, messageActivity } from "./activities.js";
import { deliver } from "./deliveries.js";
import { addMessage, findRoot, replaceContent, setDeleted } from "./messages.js";
import { changed, findMessage, isInstalled, membersOf, type Place, personOf, placeOf, type World } from "./state.js";
import type { Answered, Delivery, Message, Said } from "./types.js";

/**
 * What people do with messages. Mistakes of the caller (an unknown person or channel) throw; what Teams would do
 * anyway happens and is told to the app.
 */

export const notAvailable = "This app is not available here.";
export const blockedByHer = "You have blocked this app.";

/**
 * `where` is a channel's id, or "bot" for her chat with the bot. `thread`: the root that she answers to. `attached`:
 * what she sends with her text, which may be empty then.
 */
export async function say(
  world: World,
  tenant: string,
  person: string,
  where: string,
  text: string,
  options: { thread?: string; mention?: boolean; attached?: Message["attached"] } = {},
): Promise<Said> {
  const author = personOf(world, tenant, person);
  const place = placeOf(world, tenant, person, where);
  if (!membersOf(place).includes(author)) throw new Error(`${person} is not in ${place.id}`);
  const { thread, mention, attached } = options;
  if (thread !== undefined && !(place.kind === "channel" && findRoot(world, place, thread)))
    throw new Error(`There is no thread ${thread} in ${where}`);
  const problem = place.kind === "personal" ? chatProblem(place) : undefined;
  if (problem !== undefined) return { channel: place.id, id: "", problem };
  const typed = mention === true ? `${mentionOf(world)} ${text}` : text;
  const message = addMessage(
    world,
    place,
    author,
    { text: typed, textFormat: "plain", ...(attached && { attached }) },
    thread,
  );
  return told(world, message, place, () => messageActivity(world, place, author, message));
}

export async function editSaid(
  world: World,
  tenant: string,
  person: string,
  where: string,
  id: string,
  text: string,
): Promise<Said> {
  const { author, place, message } = ownMessage(world, tenant, person, where, id);
  const heardBefore = hears(world, place, message);
  replaceContent(world, message, { text, textFormat: "plain" });
  return told(world, message, place, () => messageActivity(world, place, author, message, "editMessage"), heardBefore);
}

export async function deleteSaid(world: World, tenant: string, person: string, where: string, id: string) {
  const { author, place, message } = ownMessage(world, tenant, person, where, id);
  setDeleted(world, message, true);
  return told(world, message, place, () => messageActivity(world, place, author, message, "softDeleteMessage"));
}

export async function undeleteSaid(world: World, tenant: string, person: string, where: string, id: string) {
  const { author, place, message } = ownMessage(world, tenant, person, where, id, true);
  setDeleted(world, message, false);
  return told(world, message, place, () => messageActivity(world, place, author, message, "undeleteMessage"));
}

/** Only reactions to the bot's own messages are told to it. */
export async function react(
  world: World,
  tenant: string,
  person: string,
  where: string,
  id: string,
  type = "like",
  options: { remove?: boolean } = {},
): Promise<Answered & { delivery?: Delivery }> {
  const author = personOf(world, tenant, person);
  const place = placeOf(world, tenant, person, where);
  const message = findMessage(world, tenant, place.id, id);
  if (!message || message.deleted) throw new Error(`There is no message ${id} in ${where}`);
  const others = message.reactions.filter((reaction) => reaction.person !== person || reaction.type !== type);
  message.reactions = options.remove === true ? others : [...others, { type, person }];
  changed(world, { tenant, what: "message" });
  if (!message.ownBot || !isInstalled(place)) return {};
  const list = { [options.remove === true ? "reactionsRemoved" : "reactionsAdded"]: [{ type }] };
  const root = place.kind === "channel" ? (message.thread ?? message.id) : undefined;
  const fields: JsonObject & { type: string } = { type: "messageReaction", ...list, replyToId: id };
  const delivery = await deliver(world, tenant, activity(world, place, author, fields, root));
  return { ...statusOf(delivery), delivery };
}

/** Why she cannot write to the bot, in Teams' way of saying it. */
export function chatProblem(place: Place & { kind: "personal" }): string | undefined {
  if (place.person.blocked) return blockedByHer;
  return isInstalled(place) ? undefined : notAvailable;
}

function ownMessage(world: World, tenant: string, person: string, where: string, id: string, deleted = false) {
  const author = personOf(world, tenant, person);
  const place = placeOf(world, tenant, person, where);
  const message = findMessage(world, tenant, place.id, id);
  if (message?.from !== person || message.deleted !== deleted) throw new Error(`${person} has no message ${id} there`);
  return { author, place, message };
}

/** Does the bot hear of this message: with a mention always, otherwise with the team's permission; bots never mention. */
function hears(world: World, place: Place, message: Message): boolean {
  if (!isInstalled(place)) return false;
  if (place.kind === "personal") return !place.person.blocked;
  return place.team.rsc || (!message.otherBot && message.text.includes(mentionOf(world)));
}

async function told(
  world: World,
  message: Message,
  place: Place,
  make: () => JsonObject,
  anyway = false,
): Promise<Said> {
  const said = { channel: message.channel, id: message.id };
  if (!hears(world, place, message) && !(anyway && isInstalled(place))) return said;
  const delivery = await deliver(world, place.tenant.id, make());
  return { ...said, ...statusOf(delivery), delivery };
}

export function statusOf(delivery: Delivery): { status?: number } {
  const status = delivery.attempts[0]?.status;
  return status === undefined ? {} : { status };
}
