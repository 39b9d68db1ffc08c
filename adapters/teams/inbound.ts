import { createHash } from "node:crypto";
import type { ChannelRef, MessageRef, PersonRef } from "../../src/core/refs.js";
import { actionSchema } from "../../src/core/ui/action.js";
import { plain } from "../../src/core/ui/markup.js";
import type { InboundEvent, Reply } from "../../src/ports/chat-platform.js";
import { readSubmit, type Submitted } from "./form.js";
import { hasFiles, hasMention, isWordless, typedText } from "./mentions.js";
import { type Activity, dialogData, endsTeam, readCarried } from "./payloads.js";
import { type HomeOf, isBot, membersLeft, senderOf, type TeamsPlace } from "./places.js";
import { botId, platform } from "./tenants.js";
import { texts } from "./texts.js";

export type Read =
  | { events: InboundEvent[]; dialog?: OpenDialog }
  /**
   * `keepOpen`: a dialog with text of hers in it, which must not close although we cannot read it. `told`: what
   * she is told all the same, in her own chat; again if Teams delivers it again.
   */
  | { ignored: string; keepOpen?: true; told?: { reply: Reply; event: InboundEvent } };

/** The request is answered in a dialog: known by this id from its opening on, with what she sent from it. */
export type OpenDialog = { id: string; submitted?: Submitted };

/** Among the context of a form that is shown: the id of its dialog. The house does not see it. */
export const dialogField = "teams.dialog";

/**
 * What an activity says, in the house's words. Its key is made of what Teams repeats when it delivers again and never
 * uses twice: conversation, activity and type; where a message can come with the same type again, the time too; for a
 * form the dialog it was sent from, and the answers.
 */
export function readInbound(activity: Activity, place: TeamsPlace, appId: string, homeOf: HomeOf): Read {
  const sender = senderOf(activity, place, homeOf);
  switch (activity.type) {
    case "message":
      return activity.value === undefined || activity.value === null
        ? readMessage(activity, place, sender, appId)
        : readPress(activity, place, sender);
    case "messageUpdate":
    case "messageDelete":
      return readMessage(activity, place, sender, appId);
    case "invoke":
      return readInvoke(activity, place, sender);
    case "conversationUpdate":
      return readMembers(activity, place, appId, homeOf);
    case "installationUpdate":
      return readInstallation(activity, place, sender);
    case "messageReaction":
      return { ignored: "reaction" };
    default:
      return { ignored: "unknown-activity" };
  }
}

export function keyOf(activity: Activity, place: TeamsPlace, ...more: string[]): string {
  return [platform, place.workspace, place.conversation, activity.id, activity.type, ...more].join(":");
}

/** A person, or why there is none. */
type Sender = PersonRef | string;

function readMessage(activity: Activity, place: TeamsPlace, person: Sender, appId: string): Read {
  const { type, id, timestamp = "", channelData } = activity;
  if (activity.from.id === botId(appId)) return { ignored: "own-message" };
  if (typeof person === "string") return { ignored: person };
  if (place.kind === "group") return { ignored: "group-conversation" };
  const direct = place.kind === "personal";
  const text = typedText(activity, appId);
  if (type === "message" && !direct && hasMention(activity, appId)) {
    const command = { ...commandIn(text), channel: channelRef(place) };
    return { events: [{ kind: "command", key: keyOf(activity, place), person, ...command }] };
  }
  const key = type === "message" ? keyOf(activity, place) : keyOf(activity, place, timestamp);
  const message = messageRef(place, id);
  if (type === "messageDelete") return { events: [{ kind: "deleted", key, person, direct, message, text: "" }] };
  // What she takes back out of the bin is there again, as if she had just typed it.
  const again = type === "message" || channelData?.eventType === "undeleteMessage";
  const files = again && hasFiles(activity) ? { files: true as const } : {};
  const event: InboundEvent = { kind: again ? "message" : "edited", key, person, direct, message, text, ...files };
  if (again && direct && isWordless(activity, appId)) return { ignored: "no-text", told: { reply: wordless, event } };
  return { events: [event] };
}

const wordless: Reply = { kind: "notice", card: { blocks: [{ kind: "text", text: plain(texts.wordless) }] } };

function commandIn(text: string): { name: string; text: string } {
  const [, name = "", rest = ""] = /^\s*(\S*)\s*([\s\S]*?)\s*$/.exec(text) ?? [];
  return { name: name.toLowerCase() || "help", text: rest };
}

/** One of our buttons that opens nothing: it comes as a message with a value and without a text. */
function readPress(activity: Activity, place: TeamsPlace, person: Sender): Read {
  const action = actionSchema.safeParse(readCarried(activity.value)?.action);
  if (!action.success) return { ignored: "unknown-action" };
  if (typeof person === "string") return { ignored: person };
  const key = keyOf(activity, place);
  return { events: [{ kind: "action", key, person, action: action.data, ...pressedOn(activity, place) }] };
}

function readInvoke(activity: Activity, place: TeamsPlace, person: Sender): Read {
  if (activity.name !== "task/fetch" && activity.name !== "task/submit") return { ignored: "unknown-invoke" };
  const data = dialogData(activity.value);
  const submitted = activity.name === "task/submit" ? readSubmit(data) : undefined;
  if (submitted) return readSubmitted(activity, place, person, submitted);
  const carried = readCarried(data);
  if (carried === undefined) return { ignored: "unknown-dialog" };
  const action = actionSchema.safeParse(carried.action);
  // Something of ours was sent that we cannot read any more: there may be text in it.
  if (!action.success && !carried.command && activity.name === "task/submit")
    return { ignored: "unknown-form", keepOpen: true };
  if (!action.success && !carried.command) return { ignored: "unknown-action" };
  if (typeof person === "string") return { ignored: person };
  const dialog = { id: activity.id };
  const key = keyOf(activity, place);
  if (carried.command) return { dialog, events: [{ kind: "command", key, person, ...carried.command }] };
  if (!action.success) return { ignored: "unknown-action" };
  return { dialog, events: [{ kind: "action", key, person, action: action.data, ...pressedOn(activity, place) }] };
}

/**
 * The answers are part of the key: corrected after field errors they are a new act from the same dialog. The same
 * answers sent twice from one dialog are one act, so that she may send again when she cannot know whether they arrived.
 */
function readSubmitted(activity: Activity, place: TeamsPlace, person: Sender, read: Submitted): Read {
  if (typeof person === "string") return { ignored: person, keepOpen: true };
  const dialog = openDialog(activity, read);
  const { form, context, values } = dialog.submitted;
  const key = [platform, place.workspace, "submit", person.user, dialog.id, form.id, fingerprint(dialog.submitted)];
  return { dialog, events: [{ kind: "submit", key: key.join(":"), person, form: form.id, context, values }] };
}

/** What was sent without what is ours in its context, and the dialog it was sent from. */
export function openDialog(activity: Activity, read: Submitted): Required<OpenDialog> {
  const { [dialogField]: id = activity.id, ...context } = read.context;
  return { id, submitted: { ...read, context } };
}

function fingerprint({ context, values }: Submitted): string {
  const sorted = (record: object) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([sorted(context), sorted(values)]))
    .digest("hex")
    .slice(0, 32);
}

function readMembers(activity: Activity, place: TeamsPlace, appId: string, homeOf: HomeOf): Read {
  const { membersRemoved = [], membersAdded = [] } = activity;
  if (endsTeam(activity)) return { events: [removedFromTeam(activity, place, keyOf(activity, place, "ended"))] };
  const isUs = ({ id }: { id: string }) => id === botId(appId);
  if (membersAdded.length > 0) return { ignored: membersAdded.some(isUs) ? "bot-added" : "member-joined" };
  if (membersRemoved.length === 0) return { ignored: "conversation-changed" };
  if (membersRemoved.some(isUs)) return { ignored: "bot-removed" };
  if (place.kind !== "channel") return { ignored: "group-conversation" };
  const channel = channelRef(place);
  const events = membersLeft(activity, place, homeOf).map(
    (person): InboundEvent => ({ kind: "member-left", key: keyOf(activity, place, person.user), person, channel }),
  );
  if (events.length > 0) return { events };
  return { ignored: membersRemoved.every(isBot) ? "bot-left" : "no-object-id" };
}

/** In a team the app was added with a channel that may hear from it first; taken away, it is gone from all of them. */
function readInstallation(activity: Activity, place: TeamsPlace, person: Sender): Read {
  const { action, channelData, timestamp } = activity;
  if (action !== "add" && action !== "remove") return { ignored: "app-upgraded" };
  if (place.kind === "group") return { ignored: "group-conversation" };
  const key = keyOf(activity, place, action);
  const workspace = { platform, workspace: place.workspace };
  if (place.kind === "personal") {
    if (typeof person === "string") return { ignored: person };
    if (action === "add") return { events: [{ kind: "home", key, person }] };
    return { events: [{ kind: "removed", key, workspace, from: person, at: instant(timestamp) }] };
  }
  if (action === "remove") return { events: [removedFromTeam(activity, place, key)] };
  const channel = { ...workspace, channel: channelData?.settings?.selectedChannel?.id ?? place.channel };
  return { events: [{ kind: "added-to-channel", key, channel, ...(typeof person !== "string" && { person }) }] };
}

/** From its General channel. The app may have been taken out of it before: it is told again, which changes nothing. */
function removedFromTeam({ timestamp }: Activity, place: TeamsPlace, key: string): InboundEvent {
  const workspace = { platform, workspace: place.workspace };
  const from = { ...workspace, channel: place.team ?? place.channel };
  return { kind: "removed", key, workspace, from, at: instant(timestamp) };
}

/** By Teams' clock; by the machine's where it does not say. */
export function instant(timestamp: string | undefined): Date {
  const at = new Date(timestamp ?? Number.NaN);
  return Number.isNaN(at.getTime()) ? new Date() : at;
}

function channelRef(place: TeamsPlace): ChannelRef {
  return { platform, workspace: place.workspace, channel: place.channel };
}

function messageRef(place: TeamsPlace, message: string): MessageRef {
  const { root } = place;
  return { ...channelRef(place), message, ...(root !== undefined && root !== message && { thread: root }) };
}

function pressedOn({ replyToId }: Activity, place: TeamsPlace): { on?: MessageRef } {
  return replyToId === undefined ? {} : { on: messageRef(place, replyToId) };
}
