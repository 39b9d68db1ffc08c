import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { disturbed } from "../replay/disturbed.js";
import { fetched, pressed, type Running, running, send, submitted, typed } from "./in-world.js";

let app: Running;
afterEach(() => app?.stop());

const runs = 2_000;

describe("POST /api/messages", () => {
  it("answers whatever comes with a good token, and crashes at nothing", async () => {
    app = await running();
    const genuine = [
      () => typed(app, "status"),
      () => pressed(app, { do: "mute" }),
      () => fetched(app, { action: { do: "change-time" } }),
      () => submitted(app, { what: "kept" }),
      () => typed(app, "", { type: "installationUpdate", action: "add" }),
      () => typed(app, "", { type: "conversationUpdate", membersAdded: [{ id: "29:1" }] }),
      () => typed(app, "Typo", { type: "messageUpdate" }),
      () => typed(app, "", { type: "messageDelete" }),
    ];
    const payloads = fc.oneof(
      { weight: 6, arbitrary: disturbed(genuine).map((body) => JSON.stringify(body)) },
      fc.json(),
      fc.string(),
    );
    const crashes: unknown[] = [];
    const crash = (reason: unknown) => crashes.push(reason);
    process.on("unhandledRejection", crash);
    const token = app.microsoft.sign();
    let sent = 0;
    try {
      await fc.assert(
        fc.asyncProperty(payloads, async (body) => {
          sent += 1;
          const { status } = await send(app, body, { token });
          expect([200, 201, 202, 400, 401, 403, 415]).toContain(status);
        }),
        { numRuns: runs },
      );
      expect((await send(app, typed(app, "status"))).status).toBe(200);
    } finally {
      process.off("unhandledRejection", crash);
    }
    expect(sent).toBeGreaterThanOrEqual(runs);
    expect(crashes).toEqual([]);
  }, 180_000);
});
