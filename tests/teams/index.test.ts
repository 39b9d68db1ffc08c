import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { createTeamsPlatform, type TeamsOptions } from "../../adapters/teams/index.js";
import { PlatformError, type SendFailure } from "../../src/ports/chat-platform.js";
import {
  acts,
  appId,
  chat,
  home,
  journalOf,
  posted,
  type Running,
  running,
  send,
  team,
  tenant,
  typed,
  user,
} from "./in-world.js";

let app: Running | undefined;
afterEach(async () => {
  await app?.stop();
  app = undefined;
});

const options: TeamsOptions = {
  appId,
  appPassword: "x",
  tenantId: home,
  credentials: { find: async () => undefined },
  journal: journalOf(),
};
const person = { platform: "teams", workspace: tenant, user, direct: chat };
const hello = { card: { blocks: [{ kind: "text" as const, text: "Hello" }] }, marker: "m1" };

async function failureOf(sending: Promise<unknown>): Promise<SendFailure> {
  const error = await sending.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof PlatformError)) throw new Error(`not a PlatformError: ${error}`);
  return error.failure;
}

describe("the options", () => {
  it.each(["", "  "])("need an app's id: with %j the SDK would let everybody in", (empty) => {
    expect(() => createTeamsPlatform({ ...options, appId: empty })).toThrow("MicrosoftAppId");
  });

  it("need a password", () => {
    expect(() => createTeamsPlatform({ ...options, appPassword: "" })).toThrow("MicrosoftAppPassword");
  });

  it("take no service hosts but this machine's", () => {
    const clouds = {
      openIdMetadataUrl: "http://127.0.0.1:1/",
      tokenIssuer: "x",
      loginUrl: "http://127.0.0.1:1/",
      serviceHosts: "smba.example:443",
    };
    expect(() => createTeamsPlatform({ ...options, clouds })).toThrow("TEAMS_SERVICE_HOSTS");
  });

  it("make a platform with one route, which serves from its start on", async () => {
    const platform = createTeamsPlatform(options);
    expect(platform).toMatchObject({
      name: "teams",
      capabilities: { find: false, lookUpByEmail: true, homePage: false },
    });
    expect(Object.keys(platform.routes)).toEqual(["POST /api/messages"]);
    await platform.stop();
  });
});

describe("the bot's own token", () => {
  it("is asked for at the home tenant, once for many messages at a time, and kept", async () => {
    app = await running();
    await Promise.all(Array.from({ length: 6 }, () => app?.platform.sendDirect(person, hello)));
    await app.platform.sendDirect(person, hello);
    const asked = app.microsoft.called(/token$/);
    expect(asked.map(({ path }) => path)).toEqual([`/${home}/oauth2/v2.0/token`]);
    const form = new URLSearchParams(asked[0]?.body);
    expect(Object.fromEntries(form)).toMatchObject({ client_id: appId, grant_type: "client_credentials" });
    expect(form.get("scope")).toContain("https://api.botframework.com/.default");
    const used = app.microsoft.called(/activities$/).map(({ authorization }) => authorization);
    expect(used).toEqual(Array(7).fill("Bearer token-1"));
    // Nothing else was asked of Entra on the way.
    expect(app.microsoft.calls.filter(({ path }) => !/activities$|token$/.test(path))).toEqual([]);
  });

  it("is asked for again before it ends", async () => {
    app = await running();
    app.microsoft.how.tokenSeconds = 240;
    for (let i = 0; i < 3; i += 1) await app.platform.sendDirect(person, hello);
    const used = app.microsoft.called(/activities$/).map(({ authorization }) => authorization);
    expect(used).toEqual(["Bearer token-1", "Bearer token-2", "Bearer token-3"]);
  });

  it("of the old multitenant type comes from botframework.com", async () => {
    app = await running({ tenantId: undefined });
    await app.platform.sendDirect(person, hello);
    expect(app.microsoft.called(/token$/).map(({ path }) => path)).toEqual(["/botframework.com/oauth2/v2.0/token"]);
  });

  it.each(["broken", "silent", "garbled"] as const)(
    "that cannot be had (%s) means that nothing was sent, in time, and is asked for again",
    async (behaviour) => {
      app = await running();
      app.microsoft.how.token = behaviour;
      const started = Date.now();
      expect((await failureOf(app.platform.sendDirect(person, hello))).kind).toBe("not-sent");
      expect(Date.now() - started).toBeLessThan(2000);
      expect(app.microsoft.called(/activities/)).toEqual([]);
      app.microsoft.how.token = "well";
      await app.platform.sendDirect(person, hello);
    },
  );

  it.each([
    ["invalid_client", "AADSTS7000215: Invalid client secret provided."],
    ["unauthorized_client", "AADSTS700016: Application was not found in the directory."],
  ])("that is refused (%s) is the operator's to mend, and what waits for it goes out then", async (error, why) => {
    app = await running();
    app.microsoft.how.token = { error, error_description: why };
    const failures = await Promise.all(
      [1, 2, 3].map(() => failureOf(app?.platform.sendDirect(person, hello) as never)),
    );
    expect(failures).toEqual(Array(3).fill({ kind: "not-sent", reason: `no-token ${error}` }));
    // Once for all that asked together.
    expect(app.journal.lines).toEqual([
      expect.stringMatching(/^error teams.credentials-refused .*MicrosoftAppPassword.*MicrosoftAppTenantId/),
    ]);
    expect(app.journal.lines.join()).not.toContain("AADSTS");
    app.microsoft.how.token = "well";
    await app.platform.sendDirect(person, hello);
  });

  it("that cannot be had for another reason is not said to be the operator's fault", async () => {
    app = await running();
    app.microsoft.how.token = "broken";
    await failureOf(app.platform.sendDirect(person, hello));
    expect(app.journal.lines.filter((line) => line.startsWith("error"))).toEqual([]);
  });
});

describe("what is known of a tenant", () => {
  const installedBy = (at: Running) => at.events.filter(({ kind }) => kind === "installed");
  const inTeam = (id: string, more = {}) => ({
    conversation: { isGroup: true, conversationType: "channel", tenantId: tenant, id },
    channelData: { tenant: { id: tenant }, team: { id, name: `Team ${id}` }, channel: { id }, ...more },
  });

  it("is announced by its first activity, before that one is told", async () => {
    app = await running({ known: false });
    await send(app, typed(app, "hello", { id: "17" }));
    expect(app.events).toMatchObject([
      {
        kind: "installed",
        key: `teams:${tenant}:${chat}:17:message:installed`,
        workspace: { platform: "teams", workspace: tenant },
        credentials: { serviceUrl: app.microsoft.serviceUrl, teams: "" },
        at: new Date("2026-02-17T01:01:47.451Z"),
      },
      { kind: "message" },
    ]);
    await send(app, typed(app, "again"));
    expect(installedBy(app)).toHaveLength(1);
  });

  it("has the teams that the app is in, by whatever they say", async () => {
    app = await running({ known: false });
    await send(app, posted(app, "x"));
    await send(app, typed(app, "", { type: "installationUpdate", action: "add", ...inTeam("19:two@thread.tacv2") }));
    await send(app, posted(app, "y"));
    expect(installedBy(app)).toMatchObject([
      { credentials: { teams: team } },
      { credentials: { teams: `${team} 19:two@thread.tacv2` } },
    ]);
  });

  it("loses a team that the app is removed from, once, before that is told", async () => {
    app = await running();
    const us = [{ id: `28:${appId}` }];
    await send(app, typed(app, "", { type: "conversationUpdate", membersRemoved: us, ...inTeam(team) }));
    await send(app, typed(app, "", { type: "installationUpdate", action: "remove", ...inTeam(team) }));
    expect(app.events).toMatchObject([
      { kind: "installed", credentials: { teams: "" } },
      { kind: "removed", from: { channel: team } },
    ]);
  });

  it("keeps a team that somebody else leaves, or where it is removed from one channel", async () => {
    app = await running();
    const changes = [
      { membersRemoved: [{ id: "28:another" }] },
      { membersRemoved: [{ id: "29:x", aadObjectId: user }] },
    ];
    for (const change of changes)
      await send(app, typed(app, "", { type: "conversationUpdate", ...change, ...inTeam(team) }));
    const channelOnly = inTeam(team, { eventType: "channelMemberRemoved" });
    await send(
      app,
      typed(app, "", { type: "conversationUpdate", membersRemoved: [{ id: `28:${appId}` }], ...channelOnly }),
    );
    expect(installedBy(app)).toEqual([]);
  });

  it("takes the new address, where Teams serves the tenant at another", async () => {
    app = await running();
    const serviceUrl = `${app.microsoft.url}/emea/${tenant}/`;
    const token = app.microsoft.sign({ claims: { serviceurl: serviceUrl } });
    await send(app, typed(app, "x", { serviceUrl }), { token });
    expect(app.stored[tenant]).toEqual({ serviceUrl, teams: team });
  });

  it.each([
    "https://smba.trafficmanager.net.example/amer/",
    "https://evil.example/smba.trafficmanager.net/",
    "http://127.0.0.1:1/amer/",
    "https://smba.trafficmanager.net@evil.example/",
  ])("keeps its address, and is written to nowhere else, where an activity names %s", async (serviceUrl) => {
    app = await running();
    app.answer({ kind: "notice", card: hello.card });
    const token = app.microsoft.sign({ claims: { serviceurl: serviceUrl } });
    expect((await send(app, typed(app, "x", { serviceUrl }), { token })).status).toBe(200);
    expect(app.stored[tenant]?.serviceUrl).toBe(app.microsoft.serviceUrl);
    expect(app.journal.counts).toContain("refused teams:unknown-service-host");
    expect(acts(app)).toHaveLength(1);
    await app.platform.stop();
    expect(app.microsoft.called(/activities$/)).toHaveLength(1);
  });

  it("counts two teams that come at the same time", async () => {
    app = await running({
      known: false,
      credentials: {
        async find({ workspace }) {
          const found = app?.stored[workspace];
          await pause(20);
          return found;
        },
      },
    });
    const ids = ["19:a@thread.tacv2", "19:b@thread.tacv2", "19:c@thread.tacv2"];
    const at = app;
    await Promise.all(ids.map((id) => send(at, typed(at, "x", inTeam(id)))));
    expect(app.stored[tenant]?.teams?.split(" ").sort()).toEqual(ids);
  });
});

describe("people in a shared channel", () => {
  const outsider = "44444444-0000-4000-8000-000000000004";
  const shared = { tenant: { id: tenant }, team: { id: team }, channel: { id: team, type: "shared" } };
  const says = (at: Running, id: string) =>
    posted(at, "<at>Throughline</at> help", { channelData: shared, from: { id: `29:${id}`, aadObjectId: id } });

  it("are told apart by its roster, which is read when somebody new appears", async () => {
    app = await running();
    app.microsoft.how.members = [
      { id: "29:1", objectId: user, tenantId: tenant },
      { id: "29:2", aadObjectId: outsider, tenantId: "elsewhere" },
    ];
    for (const id of [user, outsider, outsider]) await send(app, says(app, id));
    expect(acts(app)).toMatchObject([
      { person: { workspace: tenant, user } },
      { person: { workspace: "elsewhere", user: outsider } },
      { person: { workspace: "elsewhere" } },
    ]);
    expect(app.microsoft.called(/pagedmembers/)).toHaveLength(1);
    await send(app, says(app, "nobody-known"));
    expect(app.journal.counts).toEqual(["ignored teams:unknown-home-tenant"]);
  });

  it("are asked for again where the roster cannot be read: it is delivered again", async () => {
    app = await running();
    app.microsoft.how.token = "broken";
    expect((await send(app, says(app, user))).status).toBe(500);
    expect(acts(app)).toEqual([]);
  });

  it("are asked for in no other channel, nor in a chat", async () => {
    app = await running();
    await send(app, posted(app, "x"));
    await send(app, typed(app, "x"));
    expect(app.microsoft.called(/pagedmembers/)).toEqual([]);
  });
});
