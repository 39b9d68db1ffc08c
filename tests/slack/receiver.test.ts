import { request as httpRequest } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { createReceiver, signatureFault } from "../../adapters/slack/receiver.js";
import {
  acts,
  commandFields,
  eventBody,
  journalOf,
  messageEvent,
  nowSeconds,
  pressed,
  type Running,
  running,
  send,
  sendCommand,
  sendInteraction,
  signature,
  signingSecret,
  submitted,
} from "./harness.js";

let app: Running;
afterEach(() => app?.stop());

const headers = (timestamp: string, signed: string) => ({
  headers: { "x-slack-request-timestamp": timestamp, "x-slack-signature": signed },
});

describe("the signature of a request", () => {
  // Computed once with OpenSSL: printf 'v0:1700000000:token=a&text=caf\xc3\xa9' | openssl dgst -sha256 -hmac 0123456789abcdef
  const body = Buffer.from("token=a&text=café");
  const signed = "v0=a797b2174b06937c4b4cde2ffdfcd859e53e99a1c406d68de24835c5186a0a3c";

  it("is Slack's: v0, timestamp and raw body under the secret", () => {
    expect(signatureFault("0123456789abcdef", headers("1700000000", signed), body, 1700000000)).toBeUndefined();
  });

  it("is refused when one byte of the body or of the signature differs", () => {
    expect(
      signatureFault("0123456789abcdef", headers("1700000000", signed), Buffer.from("token=a&text=cafe"), 1700000000),
    ).toBe("bad-signature");
    expect(signatureFault("0123456789abcdef", headers("1700000000", `${signed.slice(0, -1)}0`), body, 1700000000)).toBe(
      "bad-signature",
    );
    expect(signatureFault("0123456789abcdef", headers("1700000000", "v0="), body, 1700000000)).toBe("bad-signature");
  });

  it.each([
    [-301, "stale-timestamp"],
    [-300, undefined],
    [300, undefined],
    [301, "stale-timestamp"],
  ])("that is %i seconds from now: %s", (away, fault) => {
    expect(signatureFault("0123456789abcdef", headers("1700000000", signed), body, 1700000000 - away)).toBe(fault);
  });

  it.each(["", "NaN", "1700000000.0", "-1", "1e9", " 1700000000", "170000000000000000000"])(
    "with the timestamp %j is refused",
    (timestamp) => {
      const own = signature(body, timestamp, "s");
      expect(signatureFault("s", headers(timestamp, own), body, 1700000000)).toBe("stale-timestamp");
    },
  );

  it("cannot be guessed", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 64, maxLength: 64 }), (hex) => {
        expect(signatureFault(signingSecret, headers("1700000000", `v0=${hex}`), body, 1700000000)).toBe(
          "bad-signature",
        );
      }),
      { numRuns: 5000 },
    );
  });

  it("needs a secret", () => {
    expect(() => createReceiver({ signingSecret: "", journal: journalOf(), keepForm: () => undefined })).toThrow(
      "SLACK_SIGNING_SECRET",
    );
  });
});

describe("a request to /slack/events", () => {
  const hello = () => eventBody(messageEvent());

  it("with a good signature becomes an event and is answered 200", async () => {
    app = await running();
    expect((await send(app, hello())).status).toBe(200);
    expect(acts(app)).toHaveLength(1);
  });

  it.each([
    ["unsigned", 401, { "x-slack-signature": "" }],
    ["forged", 401, { "x-slack-signature": `v0=${"a".repeat(64)}` }],
    ["signed for another body", 401, { "x-slack-signature": signature("{}", nowSeconds()) }],
    ["expired", 401, { "x-slack-request-timestamp": String(nowSeconds() - 400) }],
    ["of the future", 401, { "x-slack-request-timestamp": String(nowSeconds() + 400) }],
  ])("that is %s is refused with %i and no event", async (_name, status, changed) => {
    app = await running();
    expect((await send(app, hello(), { headers: changed as Record<string, string> })).status).toBe(status);
    expect(acts(app)).toEqual([]);
    expect(app.journal.counts).toHaveLength(1);
  });

  it("that was recorded and is sent again later is refused, though its signature fits", async () => {
    app = await running();
    expect((await send(app, hello(), { timestamp: nowSeconds() - 301 })).status).toBe(401);
    expect((await send(app, hello(), { timestamp: nowSeconds() + 360 })).status).toBe(401);
    expect(acts(app)).toEqual([]);
  });

  it.each([
    ["null", "null"],
    ["an empty list", "[]"],
    ["a number", "7"],
    ["bad JSON", '{"type":'],
    ["nothing", ""],
    ["no type", "{}"],
    ["an event without its id", JSON.stringify({ ...eventBody(messageEvent()), event_id: null })],
    ["an event that is null", JSON.stringify({ ...eventBody(messageEvent()), event: null })],
    ["a wrong type of type", JSON.stringify({ type: 7 })],
    ["a button press without buttons", JSON.stringify(pressed({ do: "mute" }, { actions: [] }))],
    ["a press by nobody", JSON.stringify(pressed({ do: "mute" }, { user: null }))],
    ["a window without state", JSON.stringify(submitted({}, { state: null }))],
  ])("that is %s is refused with 400 at once, and not asked for again", async (_name, body) => {
    app = await running();
    const began = Date.now();
    const answer = await send(app, body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get("x-slack-no-retry")).toBe("1");
    expect(Date.now() - began).toBeLessThan(1000);
    expect((await send(app, hello())).status).toBe(200);
  });

  it.each([
    ["of a type nobody knows", { type: "shortcut", callback_id: "x", user: { id: "U1" } }],
    ["of a type that Slack may add", { type: "something_new" }],
  ])("%s is refused with 404 at once", async (_name, body) => {
    app = await running();
    expect((await sendInteraction(app, body)).status).toBe(404);
    expect((await sendCommand(app, { command: "/other" })).status).toBe(404);
  });

  it("with an unknown event inside is answered 200 and counted, because Slack adds them at any time", async () => {
    app = await running();
    expect((await send(app, eventBody({ type: "emoji_changed", item: null, user: null }))).status).toBe(200);
    expect((await send(app, eventBody({ type: "message", channel: 7 }))).status).toBe(200);
    expect(app.journal.counts).toEqual(["ignored slack:unknown-event", "ignored slack:unreadable-message"]);
  });

  it("of 2 MB is refused with 413 before its signature is looked at", async () => {
    app = await running();
    const answer = await send(app, "x".repeat(2 * 1024 * 1024), { headers: { "x-slack-signature": "" } });
    expect(answer.status).toBe(413);
    expect(app.journal.counts).toEqual(["refused slack:too-large"]);
    expect((await send(app, hello())).status).toBe(200);
  });

  it("that breaks off half way leaves the process alive", async () => {
    app = await running();
    await new Promise<void>((resolve) => {
      const broken = httpRequest(`${app.url}/slack/events`, { method: "POST", headers: { "content-length": "1000" } });
      broken.on("error", () => resolve());
      broken.write("{");
      setTimeout(() => broken.destroy(), 50);
    });
    expect((await send(app, hello())).status).toBe(200);
  });

  it("as a form is read with a charset, in any case, and as interaction or command", async () => {
    app = await running();
    const form = "application/x-www-form-urlencoded; charset=utf-8";
    expect((await sendCommand(app, { text: "update" }, form)).status).toBe(200);
    expect(
      (
        await sendCommand(
          app,
          { text: "cycle", trigger_id: "9.9.x" },
          "Application/X-WWW-Form-Urlencoded;Charset=UTF-8",
        )
      ).status,
    ).toBe(200);
    expect(acts(app).map((event) => event.kind)).toEqual(["command", "command"]);
  });

  it("of another media type is refused", async () => {
    app = await running();
    expect((await send(app, hello(), { type: "text/plain" })).status).toBe(400);
    expect(acts(app)).toEqual([]);
  });

  it("answers Slack's challenge, signed only", async () => {
    app = await running();
    const body = { type: "url_verification", challenge: "abc", token: "x" };
    expect(await send(app, body)).toMatchObject({ status: 200, body: '{"challenge":"abc"}' });
    expect((await send(app, body, { headers: { "x-slack-signature": "" } })).status).toBe(401);
  });

  it("answers Slack's unsigned check of the certificate, and nothing that hides behind it", async () => {
    app = await running();
    const unsigned = { type: "application/x-www-form-urlencoded", headers: { "x-slack-signature": "" } };
    expect((await send(app, "ssl_check=1&token=x", unsigned)).status).toBe(200);
    const hidden = new URLSearchParams({
      ...commandFields,
      ssl_check: "1",
      payload: JSON.stringify(pressed({ do: "mute" })),
    });
    expect((await send(app, hidden.toString(), unsigned)).status).toBe(200);
    for (const check of ["ssl_check=0", "ssl_check=", "ssl_check=true", "ssl_check=1&ssl_check=1", "ssl_check=2"]) {
      expect((await send(app, `${check}&${new URLSearchParams(commandFields)}`, unsigned)).status).toBe(401);
    }
    expect(acts(app)).toEqual([]);
  });

  it("that says events were dropped is answered 200 and written down", async () => {
    app = await running();
    expect(
      (await send(app, { type: "app_rate_limited", team_id: "T1", minute_rate_limited: 1, api_app_id: "A1" })).status,
    ).toBe(200);
    expect(app.journal.lines.join()).toContain("slack.app-rate-limited");
  });

  it("is answered only after the commit", async () => {
    app = await running();
    let committed = false;
    app.answer(async () => {
      await pause(150);
      committed = true;
      return { kind: "none" };
    });
    const requests = [
      () => send(app, hello()),
      () => sendCommand(app, { text: "x" }),
      () => sendInteraction(app, pressed({ do: "mute" })),
      () => sendInteraction(app, submitted({ result: { value: "half" } })),
    ];
    for (const request of requests) {
      committed = false;
      expect((await request()).status).toBe(200);
      expect(committed).toBe(true);
    }
  });

  it("is answered 500 when nothing was committed, and its text goes to no log", async () => {
    app = await running();
    app.answer(async () => {
      throw new Error("half of them could not be stored");
    });
    expect(await send(app, eventBody(messageEvent({ text: "half of them" })))).toMatchObject({ status: 500, body: "" });
    expect((await sendCommand(app, { text: "half of them" })).status).toBe(500);
    expect((await sendInteraction(app, pressed({ do: "mute" }))).status).toBe(500);
    expect(app.journal.lines.join()).toContain("slack.request-failed");
    expect(app.journal.lines.join()).not.toContain("half of them");
  });

  it("is answered 503 when the house does not answer in time, and the house may finish", async () => {
    app = await running({ deadlines: { form: 100, other: 150 } });
    let finished = false;
    app.answer(async () => {
      await pause(400);
      finished = true;
      return { kind: "none" };
    });
    expect((await send(app, hello())).status).toBe(503);
    expect(finished).toBe(false);
    await app.platform.stop();
    expect(finished).toBe(true);
  });

  it("has the same key when Slack delivers it again, and another one when it is another act", async () => {
    app = await running();
    const first = hello();
    await send(app, first);
    await send(app, first, {
      timestamp: nowSeconds() - 60,
      headers: { "x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout" },
    });
    await send(app, hello());
    const keys = acts(app).map((event) => event.key);
    expect(keys[0]).toBe(`slack:T1:${first.event_id}`);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
  });

  it("is refused with 503 before the start and after the stop", async () => {
    app = await running();
    await app.platform.stop();
    expect((await send(app, hello())).status).toBe(503);
    expect(acts(app)).toEqual([]);
  });
});
