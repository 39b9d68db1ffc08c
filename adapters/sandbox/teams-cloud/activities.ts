import type { JsonObject } from "../json.js";
import { newActivityId, type PersonState, type Place, serviceUrl, type World } from "./state.js";
import type { Message } from "./types.js";

/** What Teams tells the app, as JSON. Each function makes one kind of activity; `deliveries.ts` sends them. */

/** What every activity has. `root`: the thread that it belongs to, in a channel. */
export function activity(
  world: World,
  place: Place,
  from: PersonState,
  fields: JsonObject & { type: string },
  root?: string,
): JsonObject {
  const { id, channelData, ...rest } = fields;
  return {
    ...rest,
    id: id ?? newActivityId(),
    channelId: "msteams",
    serviceUrl: serviceUrl(world, place.tenant.id),
    timestamp: new Date().toISOString(),
    locale: "en-US",
    from: account(from, named.includes(fields.type)),
    recipient: { id: world.botId, name: world.botName },
    conversation: conversation(place, root),
    entities: [...((rest.entities as JsonObject[] | undefined) ?? []), clientInfo],
    channelData: { ...where(place), ...(channelData as JsonObject | undefined) },
  };
}

const clientInfo = {
  type: "clientInfo",
  locale: "en-US",
  country: "US",
  platform: "Web",
  timezone: "America/New_York",
};

/** The others name their sender by ids alone. */
const named = ["message", "messageUpdate", "messageDelete", "invoke"];

/** Other apps' bots have no Entra object. Nobody's e-mail is in an activity: that is for the roster to say. */
function account(person: PersonState, withName: boolean): JsonObject {
  const id: JsonObject = withName ? { id: person.teamsId, name: person.name } : { id: person.teamsId };
  return person.bot === true ? id : { ...id, aadObjectId: person.id };
}

function conversation(place: Place, root: string | undefined): JsonObject {
  const tenantId = place.tenant.id;
  if (place.kind === "personal") return { conversationType: "personal", tenantId, id: place.id };
  const id = root === undefined ? place.id : `${place.id};messageid=${root}`;
  return { isGroup: true, conversationType: "channel", tenantId, id };
}

/** The tenant is the conversation's, also for what a person of another tenant does in a shared channel. */
function where(place: Place): JsonObject {
  const tenant = { id: place.tenant.id };
  if (place.kind === "personal") return { tenant };
  return {
    teamsChannelId: place.id,
    teamsTeamId: place.team.id,
    channel: { id: place.id, ...(place.channel.shared ? { name: place.channel.name, type: "shared" } : {}) },
    team: { id: place.team.id, name: place.team.name, aadGroupId: place.team.groupId },
    tenant,
  };
}

/** A message that was written, edited ("editMessage"), taken back ("softDeleteMessage") or brought back. */
export function messageActivity(
  world: World,
  place: Place,
  author: PersonState,
  message: Message,
  event?: "editMessage" | "undeleteMessage" | "softDeleteMessage",
): JsonObject {
  const root = place.kind === "channel" ? (message.thread ?? message.id) : undefined;
  const type = event === undefined ? "message" : event === "softDeleteMessage" ? "messageDelete" : "messageUpdate";
  const content: JsonObject = type === "messageDelete" ? {} : messageContent(world, message);
  return activity(
    world,
    place,
    author,
    { type, id: message.id, ...content, ...(event === undefined ? {} : { channelData: { eventType: event } }) },
    root,
  );
}

/**
 * The HTML is what she sees. `text` is made from it and can lose what stands between words: Microsoft's own samples have
 * one without its spaces. Here it loses every line end, and a message of emoji alone has none at all. A picture's `alt`
 * is Teams' word, not hers.
 */
function messageContent(world: World, message: Message): JsonObject {
  const { text, attached } = message;
  const mention = mentionOf(world);
  const files: JsonObject[] = [];
  let html = text.trim() === "" ? "" : textHtml(world, text.trim());
  if (attached === "picture") {
    html +=
      '<p><img alt="image" itemscope="image/png" itemtype="http://schema.skype.com/AMSImage" src="https://x.invalid/1"></p>';
    files.push({ contentType: "image/*", contentUrl: "https://x.invalid/1" });
  }
  if (attached === "file") {
    const content = { downloadUrl: "https://x.invalid/2", uniqueId: "2", fileType: "docx" };
    const contentType = "application/vnd.microsoft.teams.file.download.info";
    files.push({ contentType, contentUrl: "https://x.invalid/3", name: "notes.docx", content });
  }
  const onlyEmoji = text.replace(emoji, "").trim() === "";
  return {
    ...(onlyEmoji ? {} : { text: text.trim().replaceAll("\n", "") }),
    textFormat: "plain",
    attachments: [...files, ...(html === "" ? [] : [{ contentType: "text/html", content: html }])],
    entities: text.includes(mention)
      ? [{ type: "mention", text: mention, mentioned: { id: world.botId, name: world.botName } }]
      : [],
  };
}

const emoji =
  /\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier}|\u200D\p{Extended_Pictographic})*|\p{Regional_Indicator}{2}/gu;

/** A paragraph for each line, as Teams' editor makes them; of many spaces all but the last do not break. */
function textHtml(world: World, text: string): string {
  const mention = escapeHtml(mentionOf(world));
  const span = `<span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="0">${escapeHtml(world.botName)}</span>`;
  const lines = text.split("\n").map((line) => {
    const spaced = escapeHtml(line).replace(/^ | (?= )/g, "&nbsp;");
    const drawn = spaced.replace(
      emoji,
      (one) => `<img itemscope="" itemtype="http://schema.skype.com/Emoji" itemid="1f642" alt="${one}">`,
    );
    return `<p>${drawn === "" ? "&nbsp;" : drawn.replaceAll(mention, span)}</p>`;
  });
  return lines.join("\n");
}

export const mentionOf = (world: World): string => `<at>${world.botName}</at>`;

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Somebody comes or goes: `members` are people, or the bot. */
export function memberActivity(
  world: World,
  place: Place,
  from: PersonState,
  what: "membersAdded" | "membersRemoved",
  members: (PersonState | "bot")[],
): JsonObject {
  const list = members.map((member): JsonObject => {
    if (member === "bot") return { id: world.botId, name: world.botName };
    return { id: member.teamsId, aadObjectId: member.id };
  });
  const eventType = what === "membersAdded" ? "teamMemberAdded" : "teamMemberRemoved";
  const channelData = place.kind === "channel" ? { channelData: { eventType } } : {};
  return activity(world, place, from, { type: "conversationUpdate", [what]: list, ...channelData });
}

/** Only here is the home tenant of a person told: everything else names the channel's own. */
export function sharedMemberActivity(
  world: World,
  place: Place,
  person: PersonState,
  what: "membersAdded" | "membersRemoved",
): JsonObject {
  return activity(world, place, person, {
    type: "conversationUpdate",
    [what]: [{ id: person.teamsId, aadObjectId: person.id }],
    channelData: {
      eventType: what === "membersAdded" ? "channelMemberAdded" : "channelMemberRemoved",
      membershipSource: {
        sourceType: "channel",
        id: place.id,
        membershipType: "direct",
        tenantId: person.homeTenant,
      },
    },
  });
}

/** Something else about a team or its channels: "channelCreated", "teamRenamed", … */
export function teamEvent(
  world: World,
  place: Place,
  from: PersonState,
  eventType: string,
  more: JsonObject = {},
): JsonObject {
  return activity(world, place, from, { type: "conversationUpdate", channelData: { eventType, ...more } });
}

/** The app was added or taken away. In a team the place is the channel that was selected. */
export function installationActivity(
  world: World,
  place: Place,
  from: PersonState,
  action: "add" | "remove",
): JsonObject {
  const channelData: JsonObject = { source: { name: "message" } };
  if (place.kind === "channel") channelData.settings = { selectedChannel: { id: place.id } };
  return activity(world, place, from, { type: "installationUpdate", action, channelData });
}
