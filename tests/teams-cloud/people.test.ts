import { describe, expect, it } from "vitest";
import {
  alone,
  appId,
  block,
  call,
  cardOf,
  channel,
  inConversation,
  lead,
  oakfield,
  otherBot,
  posted,
  quietTeam,
  riverside,
  shared,
  start,
  teacher,
  team,
  text,
  visitor,
} from "./world.js";

describe("a message in her chat with the bot", () => {
  it("reaches the app with who she is, in which tenant, and nothing of her e-mail", async () => {
    const { cloud, heard } = await start();
    const said = await cloud.say(oakfield, lead, "bot", "hello <there> & you");
    expect(said).toMatchObject({ channel: cloud.personal(oakfield, lead), status: 200 });
    expect(heard).toHaveLength(1);
    expect(heard[0]?.json).toMatchObject({
      type: "message",
      id: said.id,
      text: "hello <there> & you",
      textFormat: "plain",
      channelId: "msteams",
      serviceUrl: cloud.serviceUrl(oakfield),
      from: { aadObjectId: lead, name: "Team lead, Oakfield Unified", id: expect.stringMatching(/^29:/) },
      recipient: { id: `28:${appId}`, name: "Throughline" },
      conversation: { conversationType: "personal", tenantId: oakfield, id: said.channel },
      channelData: { tenant: { id: oakfield } },
    });
    expect(heard[0]?.json.conversation.isGroup).toBeUndefined();
    expect(heard[0]?.json.attachments[0].content).toBe("<p>hello &lt;there&gt; &amp; you</p>");
    expect(heard[0]?.body).not.toContain("oakfield.example");
    expect(cloud.messages(oakfield, "bot", { as: lead })).toMatchObject([{ from: lead, ownBot: false }]);
  });

  it("is whole in its HTML alone: the text loses line ends, and has no lone emoji", async () => {
    const { cloud, heard } = await start();
    await cloud.say(oakfield, lead, "bot", "one\n\ntwo  three");
    await cloud.say(oakfield, lead, "bot", "👍🏽");
    const emoji = '<img itemscope="" itemtype="http://schema.skype.com/Emoji" itemid="1f642" alt="👍🏽">';
    expect(heard.map(({ json }) => [json.text, json.attachments])).toEqual([
      ["onetwo  three", [{ contentType: "text/html", content: "<p>one</p>\n<p>&nbsp;</p>\n<p>two&nbsp; three</p>" }]],
      [undefined, [{ contentType: "text/html", content: `<p>${emoji}</p>` }]],
    ]);
  });

  it("can be a picture or a file, with words or without", async () => {
    const { cloud, heard } = await start();
    await cloud.say(oakfield, lead, "bot", "see here", { attached: "picture" });
    await cloud.say(oakfield, lead, "bot", "", { attached: "file" });
    expect(heard.map(({ json }) => json.text)).toEqual(["see here", undefined]);
    expect(heard.map(({ json }) => json.attachments.map((one: { contentType: string }) => one.contentType))).toEqual([
      ["image/*", "text/html"],
      ["application/vnd.microsoft.teams.file.download.info"],
    ]);
  });

  it("cannot be written where the app is not, or is blocked", async () => {
    const { cloud, heard } = await start();
    expect(await cloud.say(oakfield, alone, "bot", "hello")).toMatchObject({
      problem: "This app is not available here.",
    });
    cloud.block(oakfield, lead);
    expect((await cloud.say(oakfield, lead, "bot", "hello")).problem).toBe("You have blocked this app.");
    cloud.unblock(oakfield, lead);
    await cloud.removeForPerson(oakfield, lead);
    expect((await cloud.say(oakfield, lead, "bot", "hello")).problem).toBeDefined();
    expect(heard.filter((one) => one.json.type === "message")).toEqual([]);
    expect(cloud.messages(oakfield, "bot", { as: lead })).toEqual([]);
  });

  it("has an id that no other message has, rising", async () => {
    const { cloud } = await start();
    const ids = [];
    for (let i = 0; i < 5; i += 1) ids.push((await cloud.say(oakfield, lead, "bot", "x")).id);
    expect(new Set(ids).size).toBe(5);
    expect([...ids].sort()).toEqual(ids);
  });
});

describe("a message in a channel", () => {
  it("names its thread, its team and the mention", async () => {
    const { cloud, heard } = await start();
    const said = await cloud.say(oakfield, lead, channel, "status", { mention: true });
    expect(heard[0]?.json).toMatchObject({
      text: "<at>Throughline</at> status",
      conversation: {
        isGroup: true,
        conversationType: "channel",
        tenantId: oakfield,
        id: `${channel};messageid=${said.id}`,
      },
      channelData: { channel: { id: channel }, team: { id: team, name: "Reading team" }, tenant: { id: oakfield } },
    });
    expect(heard[0]?.json.entities).toContainEqual({
      type: "mention",
      text: "<at>Throughline</at>",
      mentioned: { id: `28:${appId}`, name: "Throughline" },
    });
  });

  it("that answers belongs to the thread of its root", async () => {
    const { cloud, heard } = await start();
    const root = await cloud.say(oakfield, lead, channel, "first");
    const answer = await cloud.say(oakfield, teacher, channel, "second", { thread: root.id });
    expect(heard[1]?.json).toMatchObject({ id: answer.id, conversation: { id: `${channel};messageid=${root.id}` } });
    expect(cloud.messages(oakfield, channel)[1]).toMatchObject({ thread: root.id, from: teacher });
    await expect(cloud.say(oakfield, teacher, channel, "x", { thread: answer.id })).rejects.toThrow("no thread");
  });

  it("reaches the app without a mention only where the team has allowed that", async () => {
    const { cloud, heard } = await start();
    await cloud.say(oakfield, lead, channel, "not to the bot");
    expect(heard).toHaveLength(1);
    const root = await cloud.say(oakfield, lead, quietTeam, "not to the bot");
    await cloud.say(oakfield, lead, quietTeam, "nor this", { thread: root.id });
    expect(heard).toHaveLength(1);
    expect(root.status).toBeUndefined();
    await cloud.say(oakfield, lead, quietTeam, "but this", { mention: true });
    expect(heard).toHaveLength(2);
  });

  it("does not reach an app that is not in the team", async () => {
    const { cloud, heard } = await start();
    await cloud.removeEverywhere(oakfield, { quietly: true });
    await cloud.say(oakfield, lead, channel, "status", { mention: true });
    expect(heard).toEqual([]);
  });

  it("of another app's bot reaches it only where the team has allowed that", async () => {
    const { cloud, heard } = await start();
    await cloud.say(oakfield, otherBot, quietTeam, "beep", { mention: true });
    expect(heard).toEqual([]);
    await cloud.say(oakfield, otherBot, team, "beep");
    expect(heard[0]?.json.from).toEqual({ id: `28:${otherBot}`, name: "Another app" });
    expect(cloud.messages(oakfield, team)).toMatchObject([{ otherBot: true, ownBot: false }]);
  });

  it("of the bot itself does not come back", async () => {
    const { cloud, heard } = await start();
    await posted(cloud, channel, cardOf([block("x")]));
    await cloud.idle();
    expect(heard).toEqual([]);
  });

  it("of a visitor of another tenant names the channel's tenant", async () => {
    const { cloud, heard } = await start();
    await cloud.say(oakfield, visitor, shared, "hello", { mention: true });
    expect(heard[0]?.json).toMatchObject({
      from: { aadObjectId: visitor },
      conversation: { tenantId: oakfield },
      channelData: { tenant: { id: oakfield }, channel: { id: shared, type: "shared" } },
    });
    expect(heard[0]?.body).not.toContain(riverside);
  });

  it("can only be written by who is in it", async () => {
    const { cloud } = await start();
    await expect(cloud.say(oakfield, visitor, channel, "x")).rejects.toThrow("is not in");
    await expect(cloud.say(oakfield, lead, "19:nowhere@thread.tacv2", "x")).rejects.toThrow("no conversation");
    await expect(cloud.say(oakfield, "nobody", channel, "x")).rejects.toThrow("no person");
  });
});

describe("a message that is changed later", () => {
  it.each<[string, string]>([
    ["her chat", "bot"],
    ["a channel", channel],
  ])("in %s: edited, taken back and brought back are told under its own id", async (_name, where) => {
    const { cloud, heard } = await start();
    const { id, channel: place } = await cloud.say(oakfield, lead, where, "one");
    await cloud.editMessage(oakfield, lead, where, id, "two");
    expect(cloud.messages(oakfield, place)).toMatchObject([{ text: "two", edited: true }]);
    await cloud.deleteMessage(oakfield, lead, where, id);
    expect(cloud.messages(oakfield, place)).toMatchObject([{ deleted: true }]);
    await cloud.undeleteMessage(oakfield, lead, where, id);
    expect(cloud.messages(oakfield, place)).toMatchObject([{ text: "two", deleted: false }]);
    expect(heard.map(({ json }) => [json.type, json.channelData.eventType, json.id, json.text])).toEqual([
      ["message", undefined, id, "one"],
      ["messageUpdate", "editMessage", id, "two"],
      ["messageDelete", "softDeleteMessage", id, undefined],
      ["messageUpdate", "undeleteMessage", id, "two"],
    ]);
    expect(new Set(heard.map(({ json }) => json.conversation.id)).size).toBe(1);
  });

  it("is told to the app that heard of it, also when the mention is gone", async () => {
    const { cloud, heard } = await start();
    const { id } = await cloud.say(oakfield, lead, quietTeam, "status", { mention: true });
    await cloud.editMessage(oakfield, lead, quietTeam, id, "never mind");
    expect(heard.map(({ json }) => json.type)).toEqual(["message", "messageUpdate"]);
  });

  it("is changed by its author only", async () => {
    const { cloud } = await start();
    const { id } = await cloud.say(oakfield, lead, channel, "mine");
    await expect(cloud.editMessage(oakfield, teacher, channel, id, "yours")).rejects.toThrow("has no message");
    await expect(cloud.undeleteMessage(oakfield, lead, channel, id)).rejects.toThrow("has no message");
    await cloud.deleteMessage(oakfield, lead, channel, id);
    await expect(cloud.editMessage(oakfield, lead, channel, id, "x")).rejects.toThrow("has no message");
  });
});

describe("a reaction", () => {
  it("to the bot's message is told, and taking it back too", async () => {
    const { cloud, heard } = await start();
    const id = await posted(cloud, channel, cardOf([block("x")]));
    await cloud.react(oakfield, lead, channel, id, "heart");
    expect(cloud.messages(oakfield, channel)[0]?.reactions).toEqual([{ type: "heart", person: lead }]);
    await cloud.react(oakfield, lead, channel, id, "heart", { remove: true });
    expect(cloud.messages(oakfield, channel)[0]?.reactions).toEqual([]);
    expect(heard.map(({ json }) => json)).toMatchObject([
      { type: "messageReaction", reactionsAdded: [{ type: "heart" }], replyToId: id },
      { type: "messageReaction", reactionsRemoved: [{ type: "heart" }], replyToId: id },
    ]);
    expect(heard[0]?.json.id).not.toBe(heard[1]?.json.id);
    expect(heard[0]?.json.from.name).toBeUndefined();
  });

  it("to somebody's message is not", async () => {
    const { cloud, heard } = await start();
    const { id } = await cloud.say(oakfield, lead, channel, "mine");
    await cloud.react(oakfield, teacher, channel, id);
    expect(heard).toHaveLength(1);
  });
});

describe("what can be read back", () => {
  it("the tenants, people and channels, with who is where", async () => {
    const { cloud } = await start();
    expect(cloud.tenants()).toMatchObject([
      { id: oakfield, installed: true, serviceUrl: cloud.serviceUrl(oakfield), botName: "Throughline" },
      { id: riverside, installed: false },
    ]);
    expect(cloud.people(oakfield).find(({ id }) => id === visitor)).toMatchObject({ homeTenant: riverside });
    expect(cloud.channels(oakfield)).toMatchObject([
      { id: team, name: "General", team, installed: true, kind: "channel" },
      { id: channel, name: "Cycle", team, members: expect.arrayContaining([lead, teacher]) },
      { id: shared, members: [lead, visitor] },
      { id: quietTeam, name: "General" },
    ]);
    expect(cloud.chat(oakfield, lead)).toMatchObject({ kind: "personal", installed: true, members: [lead] });
    expect(cloud.chat(oakfield, alone).installed).toBe(false);
  });

  it("what happened, as it happens", async () => {
    const { cloud } = await start();
    const seen: string[] = [];
    const stop = cloud.onChange((change) => seen.push(change.what));
    await cloud.say(oakfield, lead, "bot", "x");
    await call(cloud, "POST", inConversation(cloud.personal(oakfield, lead)), text("y"));
    await cloud.joinTeam(oakfield, alone, team);
    cloud.block(oakfield, lead);
    expect(new Set(seen)).toEqual(new Set(["message", "delivery", "call", "member", "install"]));
    stop();
    const before = seen.length;
    await cloud.say(oakfield, teacher, "bot", "x");
    expect(seen).toHaveLength(before);
  });

  it("is plain data", async () => {
    const { cloud } = await start();
    const { delivery } = await cloud.say(oakfield, lead, "bot", "x");
    for (const shown of [cloud.tenants(), cloud.channels(oakfield), cloud.messages(oakfield, channel), [delivery]])
      expect(JSON.parse(JSON.stringify(shown))).toEqual(shown);
  });
});
