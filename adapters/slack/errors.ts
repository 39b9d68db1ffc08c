import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from "@slack/web-api";
import { PlatformError, type SendFailure } from "../../src/ports/chat-platform.js";
import { networkFailure, retryAfterMs } from "../http/failures.js";

/** Where Slack asks to wait and does not say how long. */
export const defaultRetryAfterMs = 60_000;

type Outcome = "rate-limited" | "unreachable" | "not-sent" | "moving" | "ambiguous" | { fix: string };

const appPage = "https://api.slack.com/apps";
const ourFault = { fix: "This is a fault in Throughline, not in the workspace: please report it with the reason." };
const reinstall = {
  fix: `Install the app again in this workspace, or set a valid SLACK_BOT_TOKEN (${appPage} → OAuth & Permissions).`,
};

/**
 * What Slack's error codes mean for a message. A code that is not here was answered with `ok: false`, so nothing was
 * posted: it is refused, with the code as its reason.
 */
const outcomes: Record<string, Outcome> = {
  ...all("rate-limited", "ratelimited", "rate_limited", "message_limit_exceeded"),
  // Somebody there must change something first: the app was removed, the person is gone, the channel is closed.
  ...all(
    "unreachable",
    "account_inactive",
    "token_revoked",
    "token_expired",
    "team_not_found",
    "access_denied",
    "ekm_access_denied",
  ),
  ...all(
    "unreachable",
    "channel_not_found",
    "is_archived",
    "is_inactive",
    "not_in_channel",
    "user_not_in_channel",
    "channel_type_not_supported",
  ),
  ...all(
    "unreachable",
    "user_disabled",
    "user_not_found",
    "users_not_found",
    "user_not_visible",
    "cannot_dm_bot",
    "invalid_user_combination",
  ),
  ...all("unreachable", "restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_locked"),
  ...all(
    "unreachable",
    "restricted_action_thread_only_channel",
    "restricted_action_non_threadable_channel",
    "thread_not_found",
  ),
  ...all("unreachable", "message_not_found", "edit_window_closed", "team_access_not_granted", "app_access_restricted"),
  // The workspace is being moved; it comes back by itself.
  ...all("not-sent", "org_login_required", "team_added_to_org"),
  // The same with one channel.
  ...all("moving", "external_channel_migrating"),
  // Slack says itself that parts may have happened.
  ...all("ambiguous", "internal_error", "fatal_error", "service_unavailable", "request_timeout"),
  ...all(
    ourFault,
    "invalid_blocks",
    "invalid_blocks_format",
    "msg_blocks_too_long",
    "msg_too_long",
    "no_text",
    "metadata_too_large",
  ),
  ...all(
    ourFault,
    "invalid_metadata_format",
    "invalid_metadata_schema",
    "invalid_arguments",
    "invalid_arg_name",
    "view_too_large",
  ),
  ...all(reinstall, "invalid_auth", "not_authed", "not_allowed_token_type"),
  messages_tab_disabled: { fix: `Switch the Messages tab on: ${appPage} → App Home → Show Tabs.` },
  not_enabled: { fix: `Switch the Home tab on: ${appPage} → App Home → Show Tabs.` },
  accesslimited: {
    fix: "The workspace allows the app from certain addresses only: ask its admins to add this server's.",
  },
  no_permission: reinstall,
};

function all(outcome: Outcome, ...codes: string[]): Record<string, Outcome> {
  return Object.fromEntries(codes.map((code) => [code, outcome]));
}

/** Always a PlatformError: what went wrong with a call, as the port names it. */
export function platformError(error: unknown): PlatformError {
  return error instanceof PlatformError ? error : new PlatformError(sendFailure(error));
}

export function sendFailure(error: unknown): SendFailure {
  if (error instanceof PlatformError) return error.failure;
  if (error instanceof WebAPIRateLimitedError) return { kind: "rate-limited", retryAfterMs: waitMs(error.retryAfter) };
  if (error instanceof WebAPIPlatformError) return refusal(error);
  if (error instanceof WebAPIHTTPError) return httpFailure(error.statusCode);
  if (error instanceof WebAPIRequestError) return networkFailure(error.original);
  // Whatever else happens after a request was begun: the answer broke off, or was no JSON object.
  return { kind: "ambiguous", reason: error instanceof Error ? error.name : "unknown" };
}

/** Slack's code for a definite refusal, undefined for any other failure. */
export function slackCode(error: unknown): string | undefined {
  const code = error instanceof WebAPIPlatformError ? (error.data as { error?: unknown }).error : undefined;
  return typeof code === "string" && /^[a-z][a-z0-9_]{0,79}$/.test(code) ? code : undefined;
}

function refusal(error: WebAPIPlatformError): SendFailure {
  const code = slackCode(error);
  // WebClient puts the whole body here when it is no JSON: a proxy's page, or half an answer.
  if (code === undefined) return { kind: "ambiguous", reason: "unreadable-answer" };
  const data = error.data as { needed?: unknown; response_metadata?: { retryAfter?: number; messages?: unknown } };
  if (code === "missing_scope") return { kind: "refused", reason: code, fix: scopeFix(data.needed) };
  const outcome = (Object.hasOwn(outcomes, code) ? outcomes[code] : undefined) ?? "refused";
  if (outcome === "rate-limited")
    return { kind: "rate-limited", retryAfterMs: waitMs(data.response_metadata?.retryAfter) };
  if (outcome === "refused") return { kind: "refused", reason: code };
  if (outcome === "moving") return { kind: "not-sent", reason: code, only: "this conversation" };
  if (typeof outcome === "string") return { kind: outcome, reason: code };
  return { kind: "refused", reason: [code, ...places(data.response_metadata?.messages)].join(" "), fix: outcome.fix };
}

function scopeFix(needed: unknown): string {
  const scope = typeof needed === "string" && /^[a-z:.,]+$/.test(needed) ? `the scope ${needed}` : "the missing scope";
  return `Add ${scope} at ${appPage} → OAuth & Permissions → Bot Token Scopes, then install the app again in this workspace.`;
}

/** Where in the blocks the fault is. Slack's full sentences may quote what people wrote, so only the places are kept. */
function places(messages: unknown): string[] {
  return JSON.stringify(messages ?? "").match(/\[json-pointer:[\w/]+\]/g) ?? [];
}

function httpFailure(status: number): SendFailure {
  if (status >= 500 || status === 408 || status === 425) return { kind: "ambiguous", reason: `http-${status}` };
  const fix =
    "Slack does not answer like this: check SLACK_API_URL, and what stands between this server and slack.com.";
  return { kind: "refused", reason: `http-${status}`, fix };
}

function waitMs(seconds: number | undefined): number {
  return seconds !== undefined && Number.isFinite(seconds) && seconds > 0
    ? Math.ceil(seconds * 1000)
    : defaultRetryAfterMs;
}

/**
 * `Retry-After` as whole seconds, rounded up: Slack sends a number, something on the way may send a date or nothing.
 * Unreadable ones mean a minute, and nothing waits longer than an hour for one answer. `now` in ms.
 */
export function retryAfterSeconds(header: string | null, now: number): number {
  return Math.ceil(retryAfterMs(header, now, defaultRetryAfterMs) / 1000);
}
