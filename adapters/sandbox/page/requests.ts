import type { IncomingMessage } from "node:http";
import { z } from "zod";
import type { Refusal } from "./guard.js";

const id = z.string().min(1).max(200);
/** Slack refuses longer messages; so does the page, before they are sent. */
const text = z.string().max(40_000);

export const clockRequest = z.union([
  z.strictObject({ by: z.literal("day") }),
  z.strictObject({ to: z.enum(["next check-in", "next convening"]) }),
]);

const pressedOn = z.union([
  z.strictObject({ conversation: id, message: id }),
  z.strictObject({ dialog: id }),
  z.strictObject({ home: z.literal(true) }),
]);

const button = z.record(z.string().max(64), z.string().max(4000));

const act = z.discriminatedUnion("do", [
  z.strictObject({
    do: z.literal("say"),
    conversation: id,
    text: text.min(1),
    thread: id.optional(),
    mention: z.boolean().optional(),
  }),
  z.strictObject({ do: z.literal("edit"), conversation: id, message: id, text: text.min(1) }),
  z.strictObject({ do: z.literal("delete"), conversation: id, message: id }),
  z.strictObject({ do: z.literal("undelete"), conversation: id, message: id }),
  z.strictObject({ do: z.literal("command"), conversation: id, command: z.string().regex(/^\/[\w-]{1,32}$/), text }),
  z.strictObject({ do: z.literal("press"), on: pressedOn, button }),
  z.strictObject({ do: z.literal("open-home") }),
  z.strictObject({
    do: z.literal("submit"),
    dialog: id,
    values: z.record(z.string().max(300), z.union([text, z.array(z.string().max(4000)).max(100), z.null()])),
    button: button.optional(),
  }),
  z.strictObject({ do: z.literal("cancel"), dialog: id }),
  z.strictObject({ do: z.literal("uninstall") }),
  z.strictObject({ do: z.enum(["add-app", "remove-app"]), conversation: id }),
]);

export const actRequest = z.strictObject({ cloud: z.enum(["slack", "teams"]), workspace: id, user: id, act });

const bodyLimit = 256 * 1024;

/** The parsed body, or why it is refused. Reads at most the limit. */
export async function readBody<T>(
  request: IncomingMessage,
  schema: z.ZodType<T>,
): Promise<{ value: T } | { refusal: Refusal }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimit) return { refusal: { status: 413, reason: "That is more than the sandbox takes at once." } };
    chunks.push(chunk);
  }
  let json: unknown;
  try {
    json = JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return { refusal: { status: 400, reason: "The body is not JSON." } };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { value: parsed.data };
  const issue = parsed.error.issues[0];
  const where = issue?.path.join(".") ?? "";
  return {
    refusal: { status: 400, reason: `The body is not a request this page knows${where ? `, at ${where}` : ""}.` },
  };
}
