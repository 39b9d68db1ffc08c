import type { Json } from "../json.js";
import type { Answer } from "./login.js";

/**
 * What the connector says when it refuses, in Teams' codes and words ("Status codes from bot conversational APIs" in
 * Microsoft's documentation).
 */
export type Refusal = Answer & { code: string };

function refuse(status: number, code: string, message: string): Refusal {
  return { status, code, json: { error: { code, message } } };
}

export const malformed = (message: string): Refusal => refuse(400, "BadSyntax", message);
export const badArgument = (message: string): Refusal => refuse(400, "BadArgument", message);
export const notInRoster = (): Refusal =>
  refuse(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
export const notInstalledForPerson = (): Refusal =>
  refuse(403, "ForbiddenOperationException", "Bot is not installed in user's personal scope");
export const notEnough = (message: string): Refusal => refuse(403, "NotEnoughPermissions", message);
export const noConversation = (): Refusal => refuse(404, "ConversationNotFound", "Conversation not found.");
export const noActivity = (): Refusal => refuse(404, "ActivityNotFoundInConversation", "Conversation not found.");
export const noMethod = (): Refusal => refuse(405, "MethodNotAllowed", "The requested resource does not support this.");
export const tooBig = (): Refusal => refuse(413, "MessageSizeTooBig", "Message size too large.");
/** `retryAfter`: what the header says; null: there is none. */
export const throttled = (retryAfter: number | string | null): Refusal => ({
  ...refuse(429, "Throttled", "Too many requests."),
  ...(retryAfter === null ? {} : { headers: { "retry-after": String(retryAfter) } }),
});
export const serviceError = (status: number): Refusal => refuse(status, "ServiceError", "Unknown");
export const custom = (status: number, code: string, message: string): Refusal => refuse(status, code, message);

/** Without, with an expired or with a foreign token. No reason is given, as on Teams. */
export const unauthorized = (): Refusal => ({
  status: 401,
  code: "Unauthorized",
  json: { message: "Authorization has been denied for this request." },
  headers: { "www-authenticate": "Bearer" },
});

/** A person has blocked the bot, or removed it: another form than all others, with JSON in a string. */
export function writesBlocked(): Refusal {
  const nested: Json = {
    subCode: "MessageWritesBlocked",
    details: "Thread is blocked from message writes.",
    errorCode: null,
    errorSubCode: null,
  };
  const message = JSON.stringify(nested, null, 2).replaceAll("\n", "\r\n");
  return { status: 403, code: "MessageWritesBlocked", json: { errorCode: 209, message } };
}
