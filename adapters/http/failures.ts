import type { SendFailure } from "../../src/ports/chat-platform.js";

/** What a failed request means for a message, wherever it went. */

const longestRetryAfterMs = 3_600_000;

/**
 * `Retry-After`, in ms: seconds or a date, or nothing. Unreadable ones mean `defaultMs`, and nothing waits longer than
 * an hour for one answer. `now` in ms.
 */
export function retryAfterMs(header: string | null, now: number, defaultMs: number): number {
  const text = header?.trim() ?? "";
  const date = Date.parse(text);
  const wait = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : /[a-z]/i.test(text) ? date - now : Number.NaN;
  if (Number.isNaN(wait)) return defaultMs;
  return Math.min(longestRetryAfterMs, Math.max(1000, Math.ceil(wait)));
}

const beforeConnecting = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

type Caused = Error & { code?: unknown; syscall?: unknown; errors?: unknown };

/** What a rejected `fetch` means: only where no connection ever stood, nothing can have been posted. */
export function networkFailure(error: unknown): SendFailure {
  if (!(error instanceof Error)) return { kind: "ambiguous", reason: "unknown" };
  const cause = (error.cause instanceof Error ? error.cause : error) as Caused;
  // Several addresses were tried: each must have failed before a connection stood.
  const tried = Array.isArray(cause.errors) ? (cause.errors as Caused[]) : [cause];
  const neverConnected = tried.every(
    (one) => beforeConnecting.has(String(one.code)) || (one.code === "ETIMEDOUT" && one.syscall === "connect"),
  );
  const reason = typeof cause.code === "string" ? cause.code : cause.name;
  return { kind: tried.length > 0 && neverConnected ? "not-sent" : "ambiguous", reason };
}
