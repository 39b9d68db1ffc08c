import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { disturbed } from "../replay/disturbed.js";
import {
  acts,
  commandFields,
  eventBody,
  messageEvent,
  nowSeconds,
  pressed,
  type Running,
  running,
  send,
  signature,
  submitted,
} from "./harness.js";

let app: Running;
afterEach(() => app?.stop());

const patience = 180_000;
const runs = 2_000;
const form = "application/x-www-form-urlencoded";

const events = [
  () => eventBody(messageEvent()),
  () => eventBody(messageEvent({ subtype: "message_changed", message: { ts: "1.2", user: "U1", text: "Typo" } })),
  () => eventBody({ type: "app_home_opened", user: "U1", channel: "D1", tab: "home" }),
  () => eventBody({ type: "member_joined_channel", user: "U1", channel: "C1", team: "T1" }),
  () => eventBody({ type: "tokens_revoked", tokens: { oauth: [], bot: ["U2"] } }),
];

/** Each is a body and its content type. */
const payloads = fc.oneof(
  disturbed(events).map((body) => ({ body: JSON.stringify(body), type: "application/json" })),
  fc.json().map((body) => ({ body, type: "application/json" })),
  fc.string({ unit: "binary" }).map((body) => ({ body, type: "application/json" })),
  disturbed([() => pressed({ do: "mute" }), () => submitted({ note: { value: "kept" } })]).map((payload) => ({
    body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
    type: form,
  })),
  fc.json().map((payload) => ({ body: new URLSearchParams({ payload }).toString(), type: form })),
  disturbed([() => ({ ...commandFields, text: "status" })]).map((fields) => ({
    body: new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])).toString(),
    type: form,
  })),
);

describe("POST /slack/events", () => {
  it(
    "answers whatever comes with a good signature, and crashes at nothing",
    async () => {
      app = await running();
      const crashes: unknown[] = [];
      const crash = (reason: unknown) => crashes.push(reason);
      process.on("unhandledRejection", crash);
      try {
        let sent = 0;
        await fc.assert(
          fc.asyncProperty(payloads, async ({ body, type }) => {
            sent += 1;
            const { status } = await send(app, Buffer.from(body), { type });
            expect([200, 400, 404, 415]).toContain(status);
          }),
          { numRuns: runs },
        );
        expect(sent).toBeGreaterThanOrEqual(runs);
        expect((await send(app, eventBody(messageEvent()))).status).toBe(200);
      } finally {
        process.off("unhandledRejection", crash);
      }
      expect(crashes).toEqual([]);
    },
    patience,
  );

  it(
    "takes in nothing that is forged",
    async () => {
      app = await running();
      const hex = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 64, maxLength: 64 });
      type Headers = Record<string, string>;
      const forged = fc.oneof(
        hex.map((guess) => (): Headers => ({ "x-slack-signature": `v0=${guess}` })),
        fc.string({ minLength: 1 }).map(
          (secret) =>
            (body: string): Headers => ({ "x-slack-signature": signature(body, nowSeconds(), secret) }),
        ),
        fc.json().map((other) => (): Headers => ({ "x-slack-signature": signature(`${other} `, nowSeconds()) })),
        fc.integer({ min: 310, max: 1e9 }).map((late) => (body: string): Headers => {
          const timestamp = nowSeconds() - late;
          return {
            "x-slack-request-timestamp": `${timestamp}`,
            "x-slack-signature": signature(body, timestamp),
          };
        }),
        fc.integer({ min: 310, max: 1e9 }).map((early) => (body: string): Headers => {
          const timestamp = nowSeconds() + early;
          return {
            "x-slack-request-timestamp": `${timestamp}`,
            "x-slack-signature": signature(body, timestamp),
          };
        }),
        fc.integer({ min: 1, max: 200 }).map(
          (shift) =>
            (body: string): Headers => ({
              "x-slack-request-timestamp": `${nowSeconds() - shift}`,
              "x-slack-signature": signature(body, nowSeconds() - shift - 1),
            }),
        ),
        fc.nat({ max: 66 }).map(
          (length) =>
            (body: string): Headers => ({
              "x-slack-signature": signature(body, nowSeconds()).slice(0, length),
            }),
        ),
      );
      let sent = 0;
      await fc.assert(
        fc.asyncProperty(forged, async (forge) => {
          sent += 1;
          const body = JSON.stringify(eventBody(messageEvent({ text: "let me in" })));
          expect((await send(app, body, { headers: forge(body) })).status).toBe(401);
        }),
        { numRuns: runs },
      );
      expect(sent).toBeGreaterThanOrEqual(runs);
      expect(acts(app)).toEqual([]);
      expect((await send(app, eventBody(messageEvent()))).status).toBe(200);
      expect(acts(app)).toHaveLength(1);
    },
    patience,
  );
});

describe("GET /slack/oauth_redirect", () => {
  it(
    "answers whatever comes, installs nothing of it and exchanges no code",
    async () => {
      const oauth = { clientId: "1.2", clientSecret: "client-secret", stateSecret: "state-secret" };
      app = await running({ oauth: { ...oauth, publicUrl: "https://throughline.example.org" } });
      const begun = await fetch(`${app.url}/slack/install`, { redirect: "manual" });
      const state = new URL(begun.headers.get("location") ?? "").searchParams.get("state") ?? "";
      const [name] = (begun.headers.get("set-cookie") ?? "").split("=");
      const text = fc.oneof(fc.constant(""), fc.constant(state), fc.string(), fc.string({ unit: "binary" }));
      const query = fc.dictionary(fc.oneof(fc.constantFrom("code", "state", "error"), fc.string()), text);
      // Never the state that goes with this browser: that is for the tests of installing.
      const cookies = fc.array(fc.tuple(fc.constantFrom(name ?? "", "other"), fc.webPath()), { maxLength: 3 });
      let sent = 0;
      await fc.assert(
        fc.asyncProperty(query, cookies, async (asked, brought) => {
          sent += 1;
          const response = await fetch(`${app.url}/slack/oauth_redirect?${new URLSearchParams(asked)}`, {
            headers: { cookie: brought.map(([one, value]) => `${one}=${value}`).join("; ") },
            redirect: "manual",
          });
          expect([200, 400]).toContain(response.status);
          expect(await response.text()).not.toMatch(/is installed in|secret|at .*\.js:/);
        }),
        { numRuns: runs },
      );
      expect(sent).toBeGreaterThanOrEqual(runs);
      expect(app.api.called("oauth.v2.access")).toEqual([]);
      expect(app.events).toEqual([]);
    },
    patience,
  );
});
