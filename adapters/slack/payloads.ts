import { z } from "zod";
import { stateElementSchema } from "./form.js";

/**
 * The parts of Slack's payloads that we read. What is not named here is dropped at the edge, before Bolt sees it, so
 * nothing behind it can trip over a shape nobody expected.
 */
const id = z.string().min(1).max(255);

/** Slack writes null for what is not there, and Bolt reads through it: behind the edge it is undefined. */
const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);
const optionalId = maybe(id);

const authorization = z.object({
  team_id: optionalId,
  enterprise_id: optionalId,
  is_enterprise_install: maybe(z.boolean()),
});

const envelope = z.object({
  type: z.literal("event_callback"),
  event_id: id,
  event_time: z.number().nonnegative(),
  team_id: optionalId,
  enterprise_id: optionalId,
  api_app_id: optionalId,
  authorizations: maybe(z.array(authorization)),
  is_ext_shared_channel: maybe(z.boolean()),
  event: z.looseObject({ type: id }),
});

const said = z.object({
  user: optionalId,
  bot_id: optionalId,
  app_id: optionalId,
  text: maybe(z.string()),
  ts: optionalId,
  thread_ts: optionalId,
  subtype: optionalId,
  team: optionalId,
  user_team: optionalId,
  source_team: optionalId,
});
export type Said = z.infer<typeof said>;

const events = {
  message: said.extend({
    type: z.literal("message"),
    channel: id,
    channel_type: optionalId,
    message: maybe(said),
    previous_message: maybe(said),
    deleted_ts: optionalId,
    files: maybe(z.array(z.unknown())),
  }),
  app_home_opened: z.object({ type: z.literal("app_home_opened"), user: id, tab: maybe(z.string()) }),
  app_uninstalled: z.object({ type: z.literal("app_uninstalled") }),
  tokens_revoked: z.object({
    type: z.literal("tokens_revoked"),
    tokens: z.object({ bot: maybe(z.array(z.string())), oauth: maybe(z.array(z.string())) }),
  }),
  member_joined_channel: z.object({
    type: z.literal("member_joined_channel"),
    user: id,
    channel: id,
    team: optionalId,
    inviter: optionalId,
  }),
  member_left_channel: z.object({ type: z.literal("member_left_channel"), user: id, channel: id, team: optionalId }),
};

export type SlackEvent = { [K in keyof typeof events]: z.infer<(typeof events)[K]> }[keyof typeof events];
export type EventBody = Omit<z.infer<typeof envelope>, "event"> & { event: SlackEvent };
export type MessageEvent = z.infer<typeof events.message>;

const team = maybe(z.object({ id, enterprise_id: optionalId }));
const enterprise = maybe(z.object({ id }));
const user = z.object({ id, team_id: optionalId });
const acted = { user, team, enterprise, is_enterprise_install: maybe(z.boolean()), trigger_id: optionalId };

const blockActions = z.object({
  type: z.literal("block_actions"),
  ...acted,
  response_url: maybe(z.string()),
  container: z.object({
    type: id,
    message_ts: optionalId,
    thread_ts: optionalId,
    channel_id: optionalId,
    view_id: optionalId,
    is_ephemeral: maybe(z.boolean()),
  }),
  channel: maybe(z.object({ id })),
  message: maybe(z.object({ ts: optionalId, thread_ts: optionalId })),
  view: maybe(z.object({ id, type: id, app_installed_team_id: optionalId })),
  actions: z.array(z.object({ action_id: id, action_ts: optionalId, value: maybe(z.string()) })).min(1),
});

const viewSubmission = z.object({
  type: z.literal("view_submission"),
  ...acted,
  view: z.object({
    id,
    hash: maybe(z.string()),
    callback_id: maybe(z.string()),
    private_metadata: z.string(),
    app_installed_team_id: optionalId,
    blocks: z.array(z.object({ type: z.string(), block_id: maybe(z.string()) })),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), stateElementSchema)) }),
  }),
});

const command = z.object({
  command: z.string().regex(/^\/\S+$/),
  text: z.string().default(""),
  user_id: id,
  team_id: id,
  enterprise_id: optionalId,
  is_enterprise_install: maybe(z.enum(["true", "false"])),
  channel_id: optionalId,
  trigger_id: id,
  response_url: maybe(z.string()),
});

export type ActionBody = z.infer<typeof blockActions>;
export type SubmitBody = z.infer<typeof viewSubmission>;
export type CommandBody = z.infer<typeof command>;
export type SlackBody = EventBody | ActionBody | SubmitBody | CommandBody;

/** What to do with a signed request. `unknown` is answered 404, `malformed` 400, `ignored` 200: each counted by its reason. */
export type Reading =
  | { kind: "challenge"; challenge: string }
  | { kind: "rate-limited" }
  | { kind: "body"; body: SlackBody }
  | { kind: "ignored" | "malformed" | "unknown"; reason: string };

const challenge = z.object({ type: z.literal("url_verification"), challenge: z.string().max(1000) });
const anything = z.looseObject({ type: z.string().optional(), command: z.string().optional() });

export function readBody(value: unknown): Reading {
  const { data } = anything.safeParse(value);
  if (!data) return { kind: "malformed", reason: "no-object" };
  if (data.command !== undefined) return body(command.safeParse(value), "command");
  switch (data.type) {
    case "event_callback":
      return readEvent(value);
    case "block_actions":
      return body(blockActions.safeParse(value), "block-actions");
    case "view_submission":
      return body(viewSubmission.safeParse(value), "view-submission");
    case "url_verification": {
      const asked = challenge.safeParse(value);
      return asked.success
        ? { kind: "challenge", challenge: asked.data.challenge }
        : { kind: "malformed", reason: "url-verification" };
    }
    case "app_rate_limited":
      return { kind: "rate-limited" };
    default:
      return {
        kind: data.type === undefined ? "malformed" : "unknown",
        reason: data.type === undefined ? "no-type" : "unknown-type",
      };
  }
}

/** Slack adds event types and shapes at any time: those are not errors, and an error answer would make it retry. */
function readEvent(value: unknown): Reading {
  const outer = envelope.safeParse(value);
  if (!outer.success) return { kind: "malformed", reason: "event-callback" };
  const { type } = outer.data.event;
  if (!isKnown(type)) return { kind: "ignored", reason: "unknown-event" };
  const event = events[type].safeParse(outer.data.event);
  if (!event.success) return { kind: "ignored", reason: `unreadable-${type}` };
  return { kind: "body", body: { ...outer.data, event: event.data } };
}

function isKnown(type: string): type is keyof typeof events {
  return Object.hasOwn(events, type);
}

function body(parsed: { success: true; data: SlackBody } | { success: false }, reason: string): Reading {
  return parsed.success ? { kind: "body", body: parsed.data } : { kind: "malformed", reason };
}
