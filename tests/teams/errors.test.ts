import { describe, expect, it } from "vitest";
import { retryAfterMs } from "../../adapters/http/failures.js";
import { defaultRetryAfterMs, refusedFailure, teamsCode } from "../../adapters/teams/errors.js";

const now = Date.parse("2026-05-12T15:00:00Z");
const answered = (status: number, body: unknown = "", retryAfter: string | null = null) =>
  refusedFailure({ status, retryAfter, body: typeof body === "string" ? body : JSON.stringify(body) }, now);
const coded = (code: string, message = "Maria's result") => ({ error: { code, message } });

const blocked = {
  errorCode: 209,
  message:
    '{\r\n  "subCode": "MessageWritesBlocked",\r\n  "details": "Thread is blocked from message writes.",\r\n  "errorCode": null\r\n}',
};

describe("an answer of Teams that is no success", () => {
  it.each([
    [403, blocked, { kind: "unreachable", reason: "MessageWritesBlocked" }],
    [403, coded("BotNotInConversationRoster"), { kind: "unreachable", reason: "BotNotInConversationRoster" }],
    [403, coded("ForbiddenOperationException"), { kind: "unreachable", reason: "ForbiddenOperationException" }],
    [403, "", { kind: "unreachable", reason: "http-403" }],
    [404, coded("ConversationNotFound"), { kind: "unreachable", reason: "ConversationNotFound" }],
    [404, coded("ActivityNotFoundInConversation"), { kind: "unreachable", reason: "ActivityNotFoundInConversation" }],
    [412, coded("PreconditionFailed"), { kind: "not-sent", reason: "PreconditionFailed", only: "this conversation" }],
    [401, { message: "Authorization has been denied for this request." }, { kind: "not-sent", reason: "http-401" }],
    [401, "", { kind: "not-sent", reason: "http-401" }],
    [500, coded("ServiceError"), { kind: "ambiguous", reason: "ServiceError" }],
    [502, "<html>Bad gateway</html>", { kind: "ambiguous", reason: "http-502" }],
    [504, "", { kind: "ambiguous", reason: "http-504" }],
  ])("%i %j", (status, body, failure) => {
    expect(answered(status, body)).toEqual(failure);
  });

  it("says what to do where sending again is pointless, and quotes nobody", () => {
    expect(answered(413, coded("MessageSizeTooBig"))).toEqual({
      kind: "refused",
      reason: "MessageSizeTooBig",
      fix: expect.stringContaining("fault in Throughline"),
    });
    const bad = answered(400, coded("BadSyntax"));
    expect(bad).toEqual({ kind: "refused", reason: "BadSyntax", fix: expect.stringContaining("fault in Throughline") });
    expect(JSON.stringify(bad)).not.toContain("Maria");
    for (const status of [302, 403, 404])
      expect(answered(status, "<html>Sign in to the network of Maria's school</html>")).toEqual({
        kind: "refused",
        reason: `http-${status}`,
        fix: expect.stringContaining("Teams does not answer like this"),
      });
  });

  it("is waited for where there were too many, as long as Teams says", () => {
    const wait = (retryAfter: string | null) => answered(429, coded("Throttled"), retryAfter);
    expect(wait("7")).toEqual({ kind: "rate-limited", retryAfterMs: 7000 });
    expect(wait(null)).toEqual({ kind: "rate-limited", retryAfterMs: defaultRetryAfterMs });
    expect(wait(new Date(now + 20_000).toUTCString())).toEqual({ kind: "rate-limited", retryAfterMs: 20_000 });
  });
});

describe("how long to wait", () => {
  it.each([
    ["0", 1000],
    ["2.5", 2500],
    [" 3 ", 3000],
    ["soon", defaultRetryAfterMs],
    ["-5", defaultRetryAfterMs],
    ["999999999", 3_600_000],
    ["Tue, 12 May 2026 14:00:00 GMT", 1000],
    ["Wed, 13 May 2026 15:00:00 GMT", 3_600_000],
  ])("%s → %i ms", (header, ms) => {
    expect(retryAfterMs(header, now, defaultRetryAfterMs)).toBe(ms);
  });
});

describe("Teams' own name for what is wrong", () => {
  it.each([
    ["", undefined],
    ["null", undefined],
    ["[]", undefined],
    ['"text"', undefined],
    ['{"error":"text"}', undefined],
    ['{"error":{"code":"With spaces and Maria"}}', undefined],
    ['{"error":{"code":7}}', undefined],
    [
      '{"error":{"code":"ServiceError","message":"{\\"subCode\\":\\"MessageWritesBlocked\\"}"}}',
      "MessageWritesBlocked",
    ],
    ['{"subCode":"MessageWritesBlocked"}', "MessageWritesBlocked"],
    ['{"message":"{\\"subCode\\":"}', undefined],
  ])("%s → %s", (body, code) => {
    expect(teamsCode(body)).toBe(code);
  });
});
