import { afterEach, describe, expect, it } from "vitest";
import {
  acts,
  appId,
  chat,
  posted,
  pressed,
  type Running,
  running,
  send,
  team,
  tenant,
  typed,
  user,
} from "./in-world.js";

let app: Running;
afterEach(() => app.stop());

const general = (id: string) => ({ isGroup: true, conversationType: "channel", tenantId: tenant, id });
const inTeam = (id: string, more = {}) => ({
  conversation: general(id),
  channelData: { tenant: { id: tenant }, team: { id, name: `Team ${id}` }, channel: { id }, ...more },
});
const change = (id: string, more: object, eventType?: string) =>
  typed(app, "", { type: "conversationUpdate", text: undefined, ...inTeam(id, { eventType }), ...more });
const installed = () => app.events.filter(({ kind }) => kind === "installed");
const [one, two] = ["19:one@thread.tacv2", "19:two@thread.tacv2"];

describe("a tenant's name", () => {
  it("is its first team's, and no other's that comes, moves or goes", async () => {
    app = await running({ known: false });
    await send(app, typed(app, "hello"));
    await send(app, posted(app, "x", inTeam(one)));
    await send(app, posted(app, "x", inTeam(two)));
    const us = [{ id: `28:${appId}` }];
    await send(app, change(one, { membersRemoved: us }, "teamMemberRemoved"));
    const serviceUrl = `${app.microsoft.url}/emea/${tenant}/`;
    const token = app.microsoft.sign({ claims: { serviceurl: serviceUrl } });
    await send(app, posted(app, "x", { ...inTeam(two), serviceUrl }), { token });
    expect(installed().map((event) => ("name" in event ? event.name : undefined))).toEqual([
      undefined,
      `Team ${one}`,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("a team that is deleted", () => {
  it.each(["teamDeleted", "teamHardDeleted"])(
    "(%s) is forgotten, and its channel told as removed",
    async (eventType) => {
      app = await running();
      expect((await send(app, change(team, {}, eventType))).status).toBe(200);
      expect(app.stored[tenant]?.teams).toBe("");
      expect(app.events).toMatchObject([
        { kind: "installed", credentials: { teams: "" } },
        {
          kind: "removed",
          workspace: { workspace: tenant },
          from: { workspace: tenant, channel: team },
          at: new Date("2026-02-17T01:01:47.451Z"),
        },
      ]);
    },
  );

  it("is told of as its team, wherever Teams tells it, and other events end no team", async () => {
    app = await running();
    const elsewhere = {
      ...inTeam(team, { eventType: "teamDeleted", channel: { id: two } }),
      conversation: general(two),
    };
    await send(app, change(team, elsewhere));
    for (const eventType of ["teamArchived", "teamRenamed", "channelDeleted"])
      await send(app, change(one, {}, eventType));
    expect(acts(app)).toMatchObject([{ kind: "removed", from: { channel: team } }]);
    expect(app.stored[tenant]?.teams).toBe(one);
  });
});

describe("somebody in no team", () => {
  it("is found by e-mail once she has written to the bot, and after a restart when she writes again", async () => {
    app = await running();
    app.stored[tenant] = { serviceUrl: app.microsoft.serviceUrl, teams: "" };
    app.microsoft.how.members = [{ id: "29:1", objectId: user, email: "alone@example.org", tenantId: tenant }];
    const find = () => app.platform.personByEmail({ platform: "teams", workspace: tenant }, "alone@example.org");
    expect(await find()).toBeUndefined();
    await send(app, posted(app, "<at>Throughline</at> help"));
    app.stored[tenant] = { serviceUrl: app.microsoft.serviceUrl, teams: "" };
    expect(await find()).toBeUndefined();
    await send(app, typed(app, "hello"));
    expect(await find()).toMatchObject({ workspace: tenant, user });
    expect(app.microsoft.called(/pagedmembers/).map(({ path }) => path)).toEqual([
      expect.stringContaining(encodeURIComponent(chat)),
    ]);
  });
});

describe("the roster of a shared channel", () => {
  const shared = { tenant: { id: tenant }, team: { id: team }, channel: { id: team, type: "shared" } };
  const there = { channelData: shared };
  const rosterCalls = () => app.microsoft.called(/pagedmembers/).length;
  const mention = "<at>Throughline</at> help";

  it("is not read for what is dropped", async () => {
    app = await running();
    await send(app, posted(app, "not to the bot", there));
    await send(app, posted(app, "edited", { ...there, type: "messageUpdate" }));
    await send(app, posted(app, mention, { ...there, type: "messageUpdate" }));
    await send(app, posted(app, "", { ...there, type: "messageDelete" }));
    await send(app, posted(app, "", { ...there, type: "messageReaction" }));
    await send(app, posted(app, "", { ...there, type: "conversationUpdate", membersAdded: [{ id: "29:2" }] }));
    expect(rosterCalls()).toBe(0);
    expect(acts(app)).toEqual([]);
  });

  it.each([
    ["a command", () => posted(app, mention, there)],
    [
      "a button",
      () =>
        pressed(
          app,
          { do: "later", prompt: "p1" },
          { ...posted(app, ""), ...there, value: { throughline: { action: { do: "later", prompt: "p1" } } } },
        ),
    ],
    [
      "who leaves",
      () =>
        posted(app, "", { ...there, type: "conversationUpdate", membersRemoved: [{ id: "29:1", aadObjectId: user }] }),
    ],
  ])("is read for %s", async (_name, activity) => {
    app = await running();
    app.microsoft.how.members = [{ id: "29:1", objectId: user, tenantId: tenant }];
    await send(app, activity());
    expect(rosterCalls()).toBe(1);
    expect(acts(app)).toMatchObject([{ person: { workspace: tenant, user } }]);
  });
});
