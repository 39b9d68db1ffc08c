import type { World } from "../state.js";
import { findUser } from "../state.js";
import type { User } from "../types.js";
import { accept, type Call, type Method, page, refuse, text } from "./answers.js";

export const userMethods: Record<string, Method> = {
  "users.info": {
    tier: 4,
    scopes: ["users:read"],
    json: false,
    required: ["user"],
    run(call) {
      const user = findUser(call.world, call.workspace.id, text(call.args, "user") ?? "");
      return user ? accept({ user: userJson(call, user) }) : refuse("user_not_found");
    },
  },
  "users.lookupByEmail": {
    tier: 3,
    scopes: ["users:read.email"],
    json: false,
    required: ["email"],
    run(call) {
      const email = (text(call.args, "email") ?? "").toLowerCase();
      const users = call.world.users.get(call.workspace.id) ?? [];
      // Only the workspace's own people are found by e-mail; those of other organisations are not.
      const user = users.find(
        (u) => u.email?.toLowerCase() === email && u.home === call.workspace.id && u.deactivated !== true,
      );
      return user ? accept({ user: userJson(call, user) }) : refuse("users_not_found");
    },
  },
  "users.list": {
    tier: 2,
    scopes: ["users:read"],
    json: false,
    run(call) {
      const users = call.world.users.get(call.workspace.id) ?? [];
      const found = page(users, call.args, 1000);
      if (found === "invalid_cursor") return refuse(found);
      const members = found.items.map((user) => userJson(call, user));
      return accept({
        members,
        cache_ts: Math.floor(Date.now() / 1000),
        response_metadata: { next_cursor: found.next },
      });
    },
  },
};

/** E-mail addresses only with `users:read.email`, and never those of other organisations. */
function userJson({ token, workspace }: Call, user: User): Record<string, unknown> {
  const own = user.home === workspace.id;
  const showEmail = own && user.email !== undefined && token.scopes.includes("users:read.email");
  return {
    id: user.id,
    team_id: user.home,
    name: user.name,
    deleted: user.deactivated ?? false,
    real_name: user.realName,
    tz: "America/Los_Angeles",
    tz_label: "Pacific Time",
    tz_offset: -28800,
    profile: {
      real_name: user.realName,
      display_name: user.name,
      title: user.title ?? "",
      team: user.home,
      ...(showEmail ? { email: user.email } : {}),
      ...(user.ownBot ? { bot_id: workspace.botId, api_app_id: workspace.appId } : {}),
    },
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: user.restricted ?? false,
    is_ultra_restricted: false,
    is_bot: user.bot ?? false,
    is_app_user: false,
    ...(own ? {} : { is_stranger: user.stranger ?? false }),
    updated: 1_700_000_000,
  };
}

/** Do the bot and this person have a conversation they may open: same workspace, or a channel with both in it? */
export function reachable(world: World, call: Call, user: User): boolean {
  if (user.home === call.workspace.id) return true;
  const channels = world.channels.get(call.workspace.id) ?? [];
  return channels.some(
    (c) => c.kind !== "im" && c.members.includes(user.id) && c.members.includes(call.workspace.botUser),
  );
}
