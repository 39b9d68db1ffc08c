import { describe, expect, it } from "vitest";
import {
  alone,
  appId,
  call,
  channel,
  inConversation,
  lead,
  oakfield,
  riverside,
  riverTeam,
  shared,
  start,
  team,
  text,
  visitor,
} from "./world.js";

const bot = { id: `28:${appId}`, name: "Throughline" };

describe("the app in a team", () => {
  it("is told of coming: as a new member, and as installed, with the channel that was selected", async () => {
    const { cloud, heard } = await start();
    await cloud.removeEverywhere(oakfield, { quietly: true });
    const sent = await cloud.addToTeam(oakfield, lead, team, { channel });
    expect(sent.map((delivery) => delivery.type)).toEqual(["conversationUpdate", "installationUpdate"]);
    expect(heard.map(({ json }) => json)).toMatchObject([
      {
        type: "conversationUpdate",
        membersAdded: [bot],
        conversation: { id: team, conversationType: "channel", tenantId: oakfield },
        from: { aadObjectId: lead },
        channelData: { eventType: "teamMemberAdded", team: { id: team, name: "Reading team" } },
      },
      {
        type: "installationUpdate",
        action: "add",
        conversation: { id: channel, conversationType: "channel" },
        channelData: { settings: { selectedChannel: { id: channel } }, team: { id: team }, tenant: { id: oakfield } },
      },
    ]);
  });

  it("can post there, and write to the team's members, from then on", async () => {
    const { cloud } = await start();
    const post = () => call(cloud, "POST", inConversation(riverTeam), text("x"), { tenant: riverside });
    expect((await post()).status).toBe(403);
    expect(cloud.tenants()[1]?.installed).toBe(false);
    await cloud.addToTeam(riverside, visitor, riverTeam);
    expect(cloud.tenants()[1]?.installed).toBe(true);
    expect((await post()).status).toBe(201);
    const chat = inConversation(cloud.personal(riverside, visitor));
    expect((await call(cloud, "POST", chat, text("x"), { tenant: riverside })).status).toBe(201);
  });

  it("is told of going, once, and cannot post there after", async () => {
    const { cloud, heard } = await start();
    await cloud.removeFromTeam(oakfield, lead, team);
    expect(heard.map(({ json }) => json)).toMatchObject([
      { type: "conversationUpdate", membersRemoved: [bot], channelData: { eventType: "teamMemberRemoved" } },
      { type: "installationUpdate", action: "remove", conversation: { id: team } },
    ]);
    expect((await call(cloud, "POST", inConversation(channel), text("x"))).status).toBe(403);
    expect(await cloud.removeFromTeam(oakfield, lead, team)).toEqual([]);
  });
});

describe("the app for one person", () => {
  it("is told of her chat the first time, and of each installation", async () => {
    const { cloud, heard } = await start();
    await cloud.addForPerson(oakfield, alone);
    await cloud.removeForPerson(oakfield, alone);
    await cloud.addForPerson(oakfield, alone);
    expect(heard.map(({ json }) => [json.type, json.action, json.membersAdded])).toEqual([
      ["conversationUpdate", undefined, [bot]],
      ["installationUpdate", "add", undefined],
      ["installationUpdate", "remove", undefined],
      ["installationUpdate", "add", undefined],
    ]);
    for (const { json } of heard) {
      expect(json.conversation).toEqual({
        conversationType: "personal",
        tenantId: oakfield,
        id: cloud.personal(oakfield, alone),
      });
      expect(json.from).toMatchObject({ aadObjectId: alone });
    }
    expect(new Set(heard.map(({ json }) => json.id)).size).toBe(4);
  });

  it("may write to her then, and no more after she removed it", async () => {
    const { cloud } = await start();
    const path = inConversation(cloud.personal(oakfield, alone));
    await cloud.addForPerson(oakfield, alone);
    expect((await call(cloud, "POST", path, text("x"))).status).toBe(201);
    await cloud.removeForPerson(oakfield, alone);
    expect((await call(cloud, "POST", path, text("x"))).status).toBe(403);
  });
});

describe("an administrator takes the app away from a tenant", () => {
  it("and each team and each person that had it is told", async () => {
    const { cloud, heard } = await start();
    await cloud.addForPerson(oakfield, alone);
    heard.length = 0;
    await cloud.removeEverywhere(oakfield);
    const removed = heard.filter(({ json }) => json.type === "installationUpdate");
    expect(removed.map(({ json }) => [json.action, json.conversation.conversationType])).toEqual([
      ["remove", "channel"],
      ["remove", "channel"],
      ["remove", "personal"],
    ]);
    expect(cloud.tenants()[0]?.installed).toBe(false);
  });

  it("or nobody is", async () => {
    const { cloud, heard } = await start();
    await cloud.addForPerson(oakfield, alone);
    heard.length = 0;
    await cloud.removeEverywhere(oakfield, { quietly: true });
    expect(heard).toEqual([]);
    expect(cloud.chat(oakfield, alone).installed).toBe(false);
    expect(cloud.tenants()[0]?.installed).toBe(false);
    expect(cloud.channels(oakfield).every((one) => !one.installed)).toBe(true);
    await cloud.addToTeam(oakfield, lead, team);
    expect(cloud.chat(oakfield, lead).installed).toBe(true);
  });
});

describe("people and channels", () => {
  it("coming into a team and leaving it is told, with the person's ids alone", async () => {
    const { cloud, heard } = await start();
    await cloud.joinTeam(oakfield, alone, team);
    expect(cloud.chat(oakfield, alone).installed).toBe(true);
    await cloud.leaveTeam(oakfield, alone, team);
    expect(cloud.chat(oakfield, alone).installed).toBe(false);
    const ids = { id: cloud.people(oakfield).find(({ id }) => id === alone)?.teamsId, aadObjectId: alone };
    expect(heard.map(({ json }) => json)).toMatchObject([
      { membersAdded: [ids], channelData: { eventType: "teamMemberAdded", team: { id: team } } },
      { membersRemoved: [ids], channelData: { eventType: "teamMemberRemoved" } },
    ]);
    expect(heard[0]?.json.membersAdded).toEqual([ids]);
  });

  it("coming into a shared channel names the home tenant, as nothing else does", async () => {
    const { cloud, heard } = await start();
    await cloud.leaveChannel(oakfield, visitor, shared);
    await cloud.joinChannel(oakfield, visitor, shared);
    expect(heard.map(({ json }) => json)).toMatchObject([
      { membersRemoved: [{ aadObjectId: visitor }], channelData: { eventType: "channelMemberRemoved" } },
      {
        membersAdded: [{ aadObjectId: visitor }],
        conversation: { id: shared, tenantId: oakfield },
        channelData: {
          eventType: "channelMemberAdded",
          tenant: { id: oakfield },
          membershipSource: { tenantId: riverside, membershipType: "direct" },
        },
      },
    ]);
    await expect(cloud.joinChannel(oakfield, alone, channel)).rejects.toThrow("no shared channel");
  });

  it("a channel made or deleted, and a team renamed, is told", async () => {
    const { cloud, heard } = await start();
    const made = { id: "19:new@thread.tacv2", name: "New" };
    await cloud.createChannel(oakfield, lead, team, made);
    expect(cloud.channels(oakfield).some(({ id }) => id === made.id)).toBe(true);
    await cloud.deleteChannel(oakfield, lead, made.id);
    await cloud.renameTeam(oakfield, lead, team, "Writing team");
    expect(heard.map(({ json }) => json.channelData)).toMatchObject([
      { eventType: "channelCreated", channel: made, team: { id: team } },
      { eventType: "channelDeleted", channel: made },
      { eventType: "teamRenamed", team: { id: team, name: "Writing team" } },
    ]);
    const gone = await call(cloud, "POST", inConversation(made.id), text("x"));
    expect(gone.status).toBe(404);
  });

  it("are nobody's business where the app is not", async () => {
    const { cloud, heard } = await start();
    await cloud.leaveTeam(riverside, visitor, riverTeam);
    await cloud.joinTeam(riverside, visitor, riverTeam);
    expect(heard).toEqual([]);
  });
});
