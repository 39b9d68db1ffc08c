import { z } from "zod";

/**
 * The parts of Bot Framework activities that we read. What is not named here is dropped at the edge; what Teams adds to
 * its payloads later is not an error.
 */
const id = z.string().min(1).max(512);

/** Teams leaves out, or writes null, for what is not there: behind the edge it is undefined. */
const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);
const optionalId = maybe(z.string().max(512)).transform((value) => value || undefined);

/** `id` begins with "29:" for people and "28:" for bots; `aadObjectId` is the person's Entra object id. */
const account = z.object({ id, aadObjectId: optionalId, tenantId: optionalId, role: maybe(z.string()) });
export type Account = z.infer<typeof account>;

const place = maybe(z.object({ id: optionalId, name: maybe(z.string()), type: maybe(z.string()) }));

const channelData = maybe(
  z.object({
    tenant: maybe(z.object({ id: optionalId })),
    team: place,
    channel: place,
    eventType: maybe(z.string()),
    settings: maybe(z.object({ selectedChannel: place })),
    /** In a shared channel: by which team, of which tenant, somebody came to be in it. */
    membershipSource: maybe(z.object({ tenantId: optionalId })),
  }),
);

const entity = z.object({
  type: maybe(z.string()),
  text: maybe(z.string()),
  mentioned: maybe(z.object({ id: optionalId })),
});

/** Beside the text what Teams' editor made of it ("text/html"), pictures, files. Of an odd one only that it is there. */
const attachment = z
  .object({ contentType: maybe(z.string()), content: z.unknown().optional() })
  .catch({ contentType: undefined, content: undefined });

const activity = z.object({
  type: id,
  id,
  timestamp: maybe(z.string()),
  serviceUrl: id,
  from: account,
  conversation: z.object({
    id,
    conversationType: maybe(z.string()),
    tenantId: optionalId,
    isGroup: maybe(z.boolean()),
  }),
  channelData,
  entities: maybe(z.array(entity)),
  attachments: maybe(z.array(attachment)),
  name: maybe(z.string()),
  action: maybe(z.string()),
  text: maybe(z.string()),
  value: z.unknown().optional(),
  replyToId: optionalId,
  membersAdded: maybe(z.array(account)),
  membersRemoved: maybe(z.array(account)),
});
export type Activity = z.infer<typeof activity>;

/** A team is gone, with all of its channels. */
export function endsTeam({ type, channelData }: Activity): boolean {
  const { eventType } = channelData ?? {};
  return type === "conversationUpdate" && (eventType === "teamDeleted" || eventType === "teamHardDeleted");
}

/** What a request must say about itself before its token can be judged. */
const envelope = z.object({ type: id, name: maybe(z.string()), channelId: optionalId, serviceUrl: maybe(id) });
export type Envelope = z.infer<typeof envelope>;

/** Undefined: no activity at all. */
export function readEnvelope(value: unknown): Envelope | undefined {
  return envelope.safeParse(value).data;
}

/** What to do with an authenticated request. `ignored` is answered 200, `malformed` 400: each counted by its reason. */
export type Reading = { kind: "activity"; activity: Activity } | { kind: "ignored" | "malformed"; reason: string };

const kinds = ["message", "messageUpdate", "messageDelete", "conversationUpdate", "installationUpdate"];
const dialogs = ["task/fetch", "task/submit"];

/** Teams adds kinds and shapes at any time: of a kind that we do not read, nothing is an error. */
export function readActivity(value: unknown, about: Envelope): Reading {
  const read = activity.safeParse(value);
  if (read.success) return { kind: "activity", activity: read.data };
  const kind = kindOf(about);
  return kind === undefined
    ? { kind: "ignored", reason: "unknown-activity" }
    : { kind: "malformed", reason: `unreadable-${kind.replace(/\/|(?=[A-Z])/g, "-").toLowerCase()}` };
}

/** Its kind in our words, for counters and logs: names from outside do not become ours. */
export function kindOf({ type, name }: { type: string; name?: string }): string | undefined {
  if (type === "invoke") return dialogs.find((one) => one === name);
  return kinds.find((one) => one === type);
}

const dialogValue = z.object({ data: z.unknown().optional() });

/** What an invoke that opens or sends a dialog carries. */
export function dialogData(value: unknown): unknown {
  return dialogValue.safeParse(value).data?.data;
}

/** What our own buttons carry: what they ask for, or the command whose form they open. */
const ours = z.object({
  throughline: z.object({
    action: z.unknown().optional(),
    command: z.object({ name: z.string().max(64), text: z.string().max(28_000) }).optional(),
  }),
});
export type Carried = z.infer<typeof ours>["throughline"];

/** Undefined: another app's, or nobody's. */
export function readCarried(data: unknown): Carried | undefined {
  return ours.safeParse(data).data?.throughline;
}
