import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSlackCloud } from "../../adapters/sandbox/slack-cloud/index.js";
import { createSlackPlatform } from "../../adapters/slack/index.js";
import { createDeliverer } from "../../src/app/deliver.js";
import { createHandle } from "../../src/app/handle.js";
import { createMatchIndex } from "../../src/app/match-index.js";
import { machineClock } from "../../src/clock.js";
import { type HttpServer, serve } from "../../src/http.js";
import { createJournal } from "../../src/journal.js";
import type { ChatPlatform } from "../../src/ports/chat-platform.js";
import { openStore } from "../../src/store/index.js";
import { payloadFolder } from "./folder.js";
import { slackPayloads, workspacesIn } from "./slack-payloads.js";

const recorded = slackPayloads(payloadFolder());
if (recorded.length === 0) console.log("Skipped: FIXTURES_DIR has no Slack payloads.");

const signingSecret = "replay";

describe.skipIf(recorded.length === 0)("recorded Slack payloads", () => {
  let temporary: string;
  let store: Awaited<ReturnType<typeof openStore>>;
  let cloud: Awaited<ReturnType<typeof startSlackCloud>>;
  let platform: ChatPlatform;
  let server: HttpServer;
  const crashes: unknown[] = [];
  const crash = (reason: unknown) => crashes.push(reason);
  const journal = createJournal("silent");

  beforeAll(async () => {
    process.on("unhandledRejection", crash);
    temporary = await mkdtemp(path.join(os.tmpdir(), "throughline-replay-"));
    store = await openStore({ url: `file:${path.join(temporary, "replay.db")}`, key: "ab".repeat(32), journal });
    const ids = workspacesIn(recorded);
    cloud = await startSlackCloud({
      signingSecret,
      appUrl: () => "http://127.0.0.1:9",
      workspaces: ids.map((id) => ({ id, name: id, botToken: `xoxb-${id}`, users: [], channels: [] })),
    });
    platform = createSlackPlatform({
      signingSecret,
      oauth: { clientId: "1.2", clientSecret: "c", stateSecret: "s", publicUrl: "http://localhost" },
      apiUrl: cloud.apiUrl,
      credentials: store,
      journal,
    });
    const app = {
      store,
      matching: createMatchIndex(store),
      journal,
      clock: machineClock,
      platforms: new Map([[platform.name, platform]]),
      poke: () => {},
      wake: () => {},
    };
    const handle = createHandle(app);
    createDeliverer(app);
    server = await serve(() => platform.routes, { host: "127.0.0.1", port: 0, journal });
    await platform.start(handle);
    for (const id of ids) {
      const workspace = { platform: "slack", workspace: id };
      await handle({
        kind: "installed",
        key: `installed:${id}`,
        workspace,
        name: id,
        credentials: { botToken: `xoxb-${id}`, botUserId: "UBOT", botId: "BBOT" },
        at: new Date(0),
      });
    }
  });

  afterAll(async () => {
    await platform.stop();
    await server.close();
    await cloud.stop();
    await store.close();
    await rm(temporary, { recursive: true, force: true });
    process.off("unhandledRejection", crash);
  });

  it.each(recorded)("$from is answered without a fault", async ({ contentType, body }) => {
    const timestamp = `${Math.floor(Date.now() / 1000)}`;
    const signature = `v0=${createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
    const response = await fetch(`http://127.0.0.1:${server.port}/slack/events`, {
      method: "POST",
      headers: { "content-type": contentType, "x-slack-request-timestamp": timestamp, "x-slack-signature": signature },
      body,
    });
    expect(response.status).toBeLessThan(500);
  });

  it("leaves no state of people and workspaces that are not linked", async () => {
    await store.read(async (view) => {
      expect(await view.networks.all()).toEqual([]);
      for (const workspace of await view.workspaces.unlinked()) expect(workspace.networkId).toBeNull();
    });
    const text = readFileSync(path.join(temporary, "replay.db"), "latin1");
    for (const { body } of recorded) {
      for (const [, said] of body.matchAll(/"text":"([^"\\]{12,60})"/g)) expect(text).not.toContain(said);
    }
    expect(crashes).toEqual([]);
  });
});
