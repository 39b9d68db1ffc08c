import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../adapters/sandbox/json.js";
import { startTeamsCloud, type TeamsCloud } from "../../adapters/sandbox/teams-cloud/index.js";
import { createTeamsPlatform } from "../../adapters/teams/index.js";
import { createDeliverer } from "../../src/app/deliver.js";
import { createHandle } from "../../src/app/handle.js";
import { createMatchIndex } from "../../src/app/match-index.js";
import { machineClock } from "../../src/clock.js";
import { type HttpServer, serve } from "../../src/http.js";
import type { ChatPlatform, InboundEvent } from "../../src/ports/chat-platform.js";
import type { Journal } from "../../src/ports/journal.js";
import { openStore } from "../../src/store/index.js";
import { payloadFolder } from "./folder.js";
import { isWhole, objectIdsIn, teamsPayloads, tenantOf } from "./teams-payloads.js";

const { activities, without } = teamsPayloads(payloadFolder());
if (activities.length === 0) console.log("Skipped: FIXTURES_DIR has no Teams activities.");
else if (without.length > 0) console.log(`No activity in ${without.length} files: ${without.join(", ")}`);

const appId = "7e900000-0000-4000-8000-0000000000ff";
const home = "7e900000-0000-4000-8000-00000000f000";

describe.skipIf(activities.length === 0)("recorded Teams activities", () => {
  let temporary: string;
  let store: Awaited<ReturnType<typeof openStore>>;
  let cloud: TeamsCloud;
  let platform: ChatPlatform;
  let server: HttpServer;
  const crashes: unknown[] = [];
  const crash = (reason: unknown) => crashes.push(reason);
  const counted: string[] = [];
  const handled: InboundEvent["kind"][] = [];
  let posted = 0;
  const journal: Journal = {
    info() {},
    warn() {},
    error() {},
    count: (name, reason) => counted.push(`${name} ${reason}`),
  };

  beforeAll(async () => {
    process.on("unhandledRejection", crash);
    temporary = await mkdtemp(path.join(os.tmpdir(), "throughline-replay-"));
    store = await openStore({ url: `file:${path.join(temporary, "replay.db")}`, key: "ab".repeat(32), journal });
    const ids = [...new Set([home, ...activities.flatMap(({ activity }) => tenantOf(activity) ?? [])])];
    cloud = await startTeamsCloud({
      appId,
      appPassword: "replay",
      homeTenant: home,
      appUrl: () => "http://127.0.0.1:9",
      tenants: ids.map((id) => ({ id, name: id, people: [], teams: [] })),
    });
    platform = createTeamsPlatform({
      appId,
      appPassword: "replay",
      tenantId: home,
      credentials: store,
      journal,
      clouds: {
        openIdMetadataUrl: cloud.openIdMetadataUrl,
        tokenIssuer: cloud.tokenIssuer,
        loginUrl: cloud.loginUrl,
        serviceHosts: cloud.serviceHosts,
      },
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
    await platform.start((event) => {
      handled.push(event.kind);
      return handle(event);
    });
  });

  afterAll(async () => {
    await platform.stop();
    await server.close();
    await cloud.stop();
    await store.close();
    await rm(temporary, { recursive: true, force: true });
    process.off("unhandledRejection", crash);
  });

  async function post(activity: JsonObject): Promise<{ status: number; body: string }> {
    const { serviceUrl } = activity;
    const token = cloud.sign({ claims: typeof serviceUrl === "string" ? { serviceurl: serviceUrl } : {} });
    const response = await fetch(`http://127.0.0.1:${server.port}/api/messages`, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8", authorization: `Bearer ${token}` },
      body: JSON.stringify(activity),
    });
    return { status: response.status, body: await response.text() };
  }

  it.each(activities)("$from is answered without a fault", async ({ activity }) => {
    // As it is: where it says that its cloud is, nothing may be sent. Then as if it came from the cloud that is there.
    expect((await post(activity)).status).toBeLessThan(500);
    const tenant = tenantOf(activity);
    posted += 1;
    const again = { ...activity, ...(typeof activity.id === "string" && { id: `again-${posted}` }) };
    const here = tenant === undefined ? again : { ...again, serviceUrl: cloud.serviceUrl(tenant) };
    counted.length = 0;
    handled.length = 0;
    const { status } = await post(here);
    expect(status).toBeLessThan(500);
    if (isWhole(activity)) expect(status).toBe(200);
    // Nothing goes by unseen: it reaches the house, or is counted under the name of a reason.
    expect(counted.length + handled.length).toBeGreaterThan(0);
    for (const reason of counted) expect(reason).toMatch(/^(refused|ignored) teams:[a-z0-9-]+$/);
  });

  it.each(activities)("$from without its token is refused", async ({ activity }) => {
    const response = await fetch(`http://127.0.0.1:${server.port}/api/messages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(activity),
    });
    expect(response.status).toBe(401);
  });

  it("leaves no state of people and tenants that are not linked", async () => {
    const unlinked = await store.read(async (view) => {
      expect(await view.networks.all()).toEqual([]);
      return view.workspaces.unlinked();
    });
    const files = readdirSync(temporary).map((name) => readFileSync(path.join(temporary, name), "latin1"));
    const stored = files.join("\n");
    // That the app is there is kept, so that a code can link it; nothing else is.
    expect(unlinked.length).toBeGreaterThan(0);
    for (const { networkId, externalId } of unlinked) {
      expect(networkId).toBeNull();
      expect(stored).toContain(externalId);
    }
    for (const { activity } of activities) {
      for (const id of objectIdsIn(activity)) expect(stored).not.toContain(id);
      for (const [, said] of JSON.stringify(activity).matchAll(/"text":"([^"\\]{12,60})"/g))
        expect(stored).not.toContain(said);
    }
    expect(crashes).toEqual([]);
  });
});
