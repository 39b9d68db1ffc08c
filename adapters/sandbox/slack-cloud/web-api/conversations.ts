import type { JsonObject } from "../../json.js";
import { messageJson, tellMembership } from "../events.js";
import { scopeFor } from "../scopes.js";
import { botIsIn, changed, findChannel, findUser, imId, isShared, later, type World } from "../state.js";
import type { Channel, Message } from "../types.js";
import { type Answer, accept, type Call, flag, type Method, missingScope, page, refuse, text } from "./answers.js";
import { reachable } from "./users.js";

export const conversationMethods: Record<string, Method> = {
  "conversations.open": { tier: 3, run: open },
  "conversations.info": { tier: 3, json: false, required: ["channel"], run: info },
  "conversations.members": { tier: 4, json: false, required: ["channel"], run: members },
  "conversations.history": { tier: 3, required: ["channel"], run: history },
  "conversations.replies": { tier: 3, json: false, required: ["channel", "ts"], run: replies },
  "conversations.join": { tier: 3, scopes: ["channels:join"], required: ["channel"], run: join },
};

function open(call: Call): Answer {
  const { world, workspace, args } = call;
  const ids = (text(args, "users") ?? "").split(",").filter((id) => id !== "");
  const given = text(args, "channel");
  if (given !== undefined && ids.length === 0) {
    const channel = findChannel(world, workspace.id, given);
    if (!channel) return refuse("channel_not_found");
    if (channel.kind !== "im") return refuse("method_not_supported_for_channel_type");
    return missingScope(call, "im:write") ?? accept({ no_op: true, already_open: true, channel: { id: channel.id } });
  }
  if (ids.length === 0) return refuse("users_list_not_supplied");
  if (ids.length > 8) return refuse("too_many_users");
  const scopeRefusal = missingScope(call, ids.length === 1 ? "im:write" : "mpim:write");
  if (scopeRefusal) return scopeRefusal;
  // Conversations of several people are not simulated.
  if (ids.length > 1) return refuse("method_not_supported_for_channel_type");
  const user = findUser(world, workspace.id, ids[0] ?? "");
  if (!user) return refuse("user_not_found");
  if (user.deactivated === true) return refuse("user_disabled");
  if (!reachable(world, call, user)) return refuse("invalid_user_combination");
  const channel = findChannel(world, workspace.id, imId(workspace.id, user.id));
  if (!channel) return refuse("user_not_visible");
  return accept({ channel: flag(args, "return_im") ? channelJson(call, channel) : { id: channel.id } });
}

function info(call: Call): Answer {
  const channel = visibleChannel(call, "read");
  if ("ok" in channel) return channel;
  const json = channelJson(call, channel);
  if (flag(call.args, "include_num_members")) json.num_members = channel.members.length;
  return accept({ channel: json });
}

function members(call: Call): Answer {
  const channel = visibleChannel(call, "read");
  if ("ok" in channel) return channel;
  const found = page(channel.members, call.args, 100);
  if (found === "invalid_cursor") return refuse(found);
  return accept({ members: found.items, response_metadata: { next_cursor: found.next } });
}

function history(call: Call): Answer {
  const channel = visibleChannel(call, "history");
  if ("ok" in channel) return channel;
  if (!botIsIn(call.world, channel)) return refuse("not_in_channel");
  const roots = messagesOf(call.world, channel).filter((m) => m.threadTs === undefined || m.threadTs === m.ts);
  return messagePage(call, roots.reverse());
}

function replies(call: Call): Answer {
  const channel = visibleChannel(call, "history");
  if ("ok" in channel) return channel;
  if (!botIsIn(call.world, channel)) return refuse("channel_not_found");
  const ts = text(call.args, "ts") ?? "";
  const all = messagesOf(call.world, channel);
  const asked = all.find((m) => m.ts === ts);
  if (!asked) return refuse("thread_not_found");
  const root = asked.threadTs ?? asked.ts;
  return messagePage(
    call,
    all.filter((m) => m.ts === root || m.threadTs === root),
  );
}

function messagePage(call: Call, messages: Message[]): Answer {
  const { args, world } = call;
  const bound = (name: "oldest" | "latest"): number | undefined => {
    const value = text(args, name);
    return value === undefined || value === "" ? undefined : Number(value);
  };
  const oldest = bound("oldest");
  const latest = bound("latest");
  if (Number.isNaN(oldest)) return refuse("invalid_ts_oldest");
  if (Number.isNaN(latest)) return refuse("invalid_ts_latest");
  const inclusive = flag(args, "inclusive");
  const inside = messages.filter((message) => {
    const at = Number(message.ts);
    if (inclusive && (at === oldest || at === latest)) return true;
    return (oldest === undefined || at > oldest) && (latest === undefined || at < latest);
  });
  // Whatever is asked for: an app outside the Marketplace gets fifteen at a time.
  const most = world.options.unlisted === true ? 15 : 1000;
  const found = page(inside, args, Math.min(100, most), most);
  if (found === "invalid_cursor") return refuse(found);
  const withMetadata = flag(args, "include_all_metadata");
  const items = found.items.map((message) => threadJson(world, message, messageJson(world, message, withMetadata)));
  return accept({
    messages: items,
    has_more: found.next !== "",
    pin_count: 0,
    response_metadata: { next_cursor: found.next },
  });
}

function threadJson(world: World, message: Message, json: JsonObject): JsonObject {
  const answers = world.messages.filter(
    (m) =>
      m.threadTs === message.ts &&
      m.ts !== message.ts &&
      m.channel === message.channel &&
      !m.deleted &&
      m.ephemeralTo === undefined,
  );
  if (answers.length === 0) return json;
  const last = answers.at(-1);
  return { ...json, thread_ts: message.ts, reply_count: answers.length, latest_reply: last?.ts };
}

function join(call: Call): Answer {
  const { world, workspace } = call;
  const channel = findChannel(world, workspace.id, text(call.args, "channel") ?? "");
  if (!channel || (channel.kind === "group" && !botIsIn(world, channel))) return refuse("channel_not_found");
  if (channel.kind !== "channel") return refuse("method_not_supported_for_channel_type");
  if (channel.archived) return refuse("is_archived");
  const already = channel.members.includes(workspace.botUser);
  if (!already) {
    channel.members.push(workspace.botUser);
    changed(world, { workspace: workspace.id, what: "member" });
    later(world, () => tellMembership(world, "member_joined_channel", channel, workspace.botUser));
  }
  const warning = already
    ? { warning: "already_in_channel", response_metadata: { warnings: ["already_in_channel"] } }
    : {};
  return accept({ channel: channelJson(call, channel), ...warning });
}

/** Messages that everybody in the conversation can see, oldest first. */
function messagesOf(world: World, channel: Channel): Message[] {
  return world.messages.filter(
    (m) => m.workspace === channel.workspace && m.channel === channel.id && !m.deleted && m.ephemeralTo === undefined,
  );
}

/** The channel, if the token may see it: with the scope of its kind, and private ones only from inside. */
function visibleChannel(call: Call, what: "read" | "history"): Channel | Answer {
  const channel = findChannel(call.world, call.workspace.id, text(call.args, "channel") ?? "");
  if (!channel) return refuse("channel_not_found");
  const scopeRefusal = missingScope(call, scopeFor[channel.kind][what]);
  if (scopeRefusal) return scopeRefusal;
  if (channel.kind === "group" && !botIsIn(call.world, channel)) return refuse("channel_not_found");
  return channel;
}

function channelJson({ world, workspace }: Call, channel: Channel): JsonObject {
  if (channel.kind === "im") {
    return {
      id: channel.id,
      created: 1_700_000_000,
      is_im: true,
      is_org_shared: false,
      user: channel.user,
      is_open: true,
      is_archived: channel.archived,
    };
  }
  const shared = isShared(world, channel);
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === "group",
    is_archived: channel.archived,
    is_member: channel.members.includes(workspace.botUser),
    is_shared: shared,
    is_ext_shared: shared,
    is_org_shared: false,
    created: 1_700_000_000,
    context_team_id: workspace.id,
    topic: { value: "", creator: "", last_set: 0 },
    purpose: { value: "", creator: "", last_set: 0 },
  };
}
