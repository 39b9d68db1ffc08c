import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from "@slack/web-api";
import { describe, expect, it } from "vitest";
import { platformError, retryAfterSeconds, sendFailure } from "../../adapters/slack/errors.js";
import { PlatformError } from "../../src/ports/chat-platform.js";

const refusal = (error: string, more: object = {}) =>
  sendFailure(new WebAPIPlatformError({ ok: false, error, ...more } as never));
const network = (code: string, more: object = {}) =>
  sendFailure(
    new WebAPIRequestError(new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code, ...more }) })),
  );

describe("an error of the Web API", () => {
  it.each([
    ["channel_not_found", "unreachable"],
    ["is_archived", "unreachable"],
    ["not_in_channel", "unreachable"],
    ["user_disabled", "unreachable"],
    ["user_not_found", "unreachable"],
    ["account_inactive", "unreachable"],
    ["token_revoked", "unreachable"],
    ["invalid_user_combination", "unreachable"],
    ["restricted_action_thread_locked", "unreachable"],
    ["message_not_found", "unreachable"],
    ["org_login_required", "not-sent"],
    ["team_added_to_org", "not-sent"],
    ["internal_error", "ambiguous"],
    ["fatal_error", "ambiguous"],
    ["service_unavailable", "ambiguous"],
    ["invalid_blocks", "refused"],
    ["msg_blocks_too_long", "refused"],
    ["msg_too_long", "refused"],
    ["invalid_auth", "refused"],
    ["messages_tab_disabled", "refused"],
    ["not_enabled", "refused"],
    ["some_new_error", "refused"],
    ["hasOwnProperty", "ambiguous"],
    ["constructor", "refused"],
  ])("%s means %s", (code, kind) => {
    expect(refusal(code)).toMatchObject({ kind });
  });

  it.each(["invalid_blocks", "invalid_auth", "messages_tab_disabled", "not_enabled", "accesslimited"])(
    "%s tells the operator what to do",
    (code) => {
      expect(refusal(code)).toHaveProperty("fix", expect.stringMatching(/\w{4,}.*[.:]/));
    },
  );

  it("missing_scope names the scope and the page", () => {
    const failure = refusal("missing_scope", { needed: "channels:history", provided: "chat:write" });
    expect(failure).toMatchObject({ kind: "refused", reason: "missing_scope" });
    expect(failure).toHaveProperty(
      "fix",
      expect.stringMatching(/channels:history.*api\.slack\.com\/apps.*OAuth & Permissions/),
    );
    expect(refusal("missing_scope", { needed: "<script>" })).toHaveProperty(
      "fix",
      expect.stringContaining("the missing scope"),
    );
  });

  it("invalid_blocks names the place and quotes nothing", () => {
    const messages = ["[ERROR] must be less than 3001 characters: what she wrote [json-pointer:/blocks/0/text/text]"];
    expect(refusal("invalid_blocks", { response_metadata: { messages } })).toMatchObject({
      reason: "invalid_blocks [json-pointer:/blocks/0/text/text]",
    });
  });

  it.each([
    [new WebAPIRateLimitedError(7), 7000],
    [new WebAPIRateLimitedError(0), 60_000],
    [new WebAPIRateLimitedError(Number.NaN), 60_000],
    [
      new WebAPIPlatformError({ ok: false, error: "ratelimited", response_metadata: { retryAfter: 30 } } as never),
      30_000,
    ],
    [new WebAPIPlatformError({ ok: false, error: "rate_limited" } as never), 60_000],
    [new WebAPIPlatformError({ ok: false, error: "message_limit_exceeded" } as never), 60_000],
  ])("a rate limit waits as long as Slack says, or a minute (%#)", (error, retryAfterMs) => {
    expect(sendFailure(error)).toEqual({ kind: "rate-limited", retryAfterMs });
  });

  it.each(["<html>gateway</html>", "", undefined, 7])(
    "an answer that is no Slack answer (%j) is ambiguous",
    (error) => {
      expect(sendFailure(new WebAPIPlatformError({ ok: false, error } as never))).toEqual({
        kind: "ambiguous",
        reason: "unreadable-answer",
      });
    },
  );

  it.each([
    [500, "ambiguous"],
    [502, "ambiguous"],
    [504, "ambiguous"],
    [408, "ambiguous"],
    [403, "refused"],
    [404, "refused"],
  ])("HTTP %i is %s", (status, kind) => {
    expect(sendFailure(new WebAPIHTTPError(status, "", {}, ""))).toMatchObject({ kind, reason: `http-${status}` });
  });

  it.each([
    ["ECONNREFUSED", {}, "not-sent"],
    ["ENOTFOUND", {}, "not-sent"],
    ["EAI_AGAIN", {}, "not-sent"],
    ["UND_ERR_CONNECT_TIMEOUT", {}, "not-sent"],
    ["CERT_HAS_EXPIRED", {}, "not-sent"],
    ["ETIMEDOUT", { syscall: "connect" }, "not-sent"],
    ["ETIMEDOUT", { syscall: "read" }, "ambiguous"],
    ["ECONNRESET", {}, "ambiguous"],
    ["EPIPE", {}, "ambiguous"],
    ["UND_ERR_SOCKET", {}, "ambiguous"],
    ["UND_ERR_HEADERS_TIMEOUT", {}, "ambiguous"],
  ])("%s %j is %s", (code, more, kind) => {
    expect(network(code, more)).toMatchObject({ kind, reason: code });
  });

  it("several addresses tried are not sent only when none could be connected to", () => {
    const attempt = (...codes: string[]) =>
      network("ECONNREFUSED", { errors: codes.map((code) => Object.assign(new Error(code), { code })) });
    expect(attempt("ECONNREFUSED", "ENETUNREACH")).toMatchObject({ kind: "not-sent" });
    expect(attempt("ECONNREFUSED", "ECONNRESET")).toMatchObject({ kind: "ambiguous" });
  });

  it("a timeout is ambiguous, before the answer and in it", () => {
    const timeout = new DOMException("The operation was aborted due to timeout", "TimeoutError");
    expect(sendFailure(new WebAPIRequestError(timeout))).toEqual({ kind: "ambiguous", reason: "TimeoutError" });
    expect(sendFailure(timeout)).toEqual({ kind: "ambiguous", reason: "TimeoutError" });
  });

  it("is always a PlatformError, and stays the one it is", () => {
    const own = new PlatformError({ kind: "unreachable", reason: "x" });
    expect(platformError(own)).toBe(own);
    expect(platformError("thrown text")).toMatchObject({ failure: { kind: "ambiguous", reason: "unknown" } });
  });
});

describe("Retry-After", () => {
  const now = Date.parse("2026-05-12T10:00:00Z");
  it.each([
    ["1", 1],
    ["120", 120],
    [" 30 ", 30],
    ["0", 1],
    ["1.2", 2],
    ["Tue, 12 May 2026 10:01:30 GMT", 90],
    ["Tue, 12 May 2026 09:00:00 GMT", 1],
    ["99999999", 3600],
    [null, 60],
    ["", 60],
    ["soon", 60],
    ["-5", 60],
    ["2026", 2026],
  ])("%j is %i seconds", (header, seconds) => {
    expect(retryAfterSeconds(header, now)).toBe(seconds);
  });
});
