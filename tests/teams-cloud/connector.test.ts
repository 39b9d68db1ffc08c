import { describe, expect, it } from "vitest";
import {
  alone,
  attached,
  block,
  call,
  cardOf,
  channel,
  coach,
  inConversation,
  lead,
  oakfield,
  otherBot,
  posted,
  quietTeam,
  riverside,
  riverTeam,
  shared,
  start,
  teacher,
  team,
  text,
  visitor,
  withCard,
} from "./world.js";

const create = "v3/conversations";
const personal = (id: string, more: object = {}) => ({
  isGroup: false,
  members: [{ id }],
  tenantId: oakfield,
  ...more,
});
const thread = (id: string, activity: unknown = text("hello")) => ({
  isGroup: true,
  channelData: { channel: { id } },
  activity,
});
const refused = (code: string) => ({ error: { code } });

describe("a chat with one person", () => {
  it("has the same id whoever it is asked by: her Teams id or her Entra id, now or later", async () => {
    const { cloud } = await start();
    const teamsId = cloud.people(oakfield).find((person) => person.id === lead)?.teamsId ?? "";
    const byEntra = await call(cloud, "POST", create, personal(lead));
    const byTeams = await call(cloud, "POST", create, personal(teamsId));
    expect(byEntra.status).toBe(201);
    expect(byEntra.json).toEqual({ id: cloud.personal(oakfield, lead) });
    expect(byTeams.json).toEqual(byEntra.json);
    const { cloud: another } = await start();
    expect(another.personal(oakfield, lead)).toBe(byEntra.json.id);
    expect(cloud.personal(oakfield, teacher)).not.toBe(byEntra.json.id);
  });

  it("may begin with a message", async () => {
    const { cloud } = await start();
    const { json } = await call(cloud, "POST", create, personal(lead, { activity: text("hello") }));
    expect(json).toEqual({ id: cloud.personal(oakfield, lead), activityId: expect.stringMatching(/^\d+$/) });
    expect(cloud.messages(oakfield, "bot", { as: lead })).toMatchObject([{ id: json.activityId, text: "hello" }]);
  });

  it.each<[string, object]>([
    ["is missing", { tenantId: undefined }],
    ["is no GUID", { tenantId: "oakfield" }],
  ])("is refused where the tenant %s", async (_name, more) => {
    const { cloud } = await start();
    const answer = await call(cloud, "POST", create, personal(lead, more));
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({ error: { code: "BadSyntax", message: "Malformed tenant id" } });
  });

  it("takes the tenant from channelData too", async () => {
    const { cloud } = await start();
    const body = personal(lead, { tenantId: undefined, channelData: { tenant: { id: oakfield } } });
    expect((await call(cloud, "POST", create, body)).status).toBe(201);
  });

  it.each<[string, object, number, string]>([
    ["for somebody whom the app cannot reach", personal(alone), 403, "ForbiddenOperationException"],
    ["for a person of another tenant", personal(visitor), 403, "ForbiddenOperationException"],
    ["for an e-mail address", personal("lead@oakfield.example"), 400, "BadSyntax"],
    ["for nobody", personal(lead, { members: [] }), 400, "BadArgument"],
    ["for two people", personal(lead, { members: [{ id: lead }, { id: teacher }] }), 400, "BadArgument"],
    ["for a group", { isGroup: true, members: [{ id: lead }], tenantId: oakfield }, 400, "BadArgument"],
    ["for another bot", personal(otherBot), 400, "BadSyntax"],
    ["for a tenant that is served elsewhere", personal(lead, { tenantId: riverside }), 400, "BadArgument"],
  ])("is refused %s", async (_name, body, status, code) => {
    const { cloud } = await start();
    const answer = await call(cloud, "POST", create, body);
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject(refused(code));
  });

  it("is refused where she is not in a team with the app, unless she is said to be reachable", async () => {
    const { cloud } = await start({
      tenants: [
        {
          id: oakfield,
          name: "Oakfield Unified",
          people: [
            { id: lead, name: "Team lead", reachable: true },
            { id: teacher, name: "Teacher" },
          ],
          teams: [{ id: team, name: "Reading team", members: [lead, teacher], channels: [] }],
        },
      ],
    });
    expect((await call(cloud, "POST", create, personal(lead))).status).toBe(201);
    expect((await call(cloud, "POST", create, personal(teacher))).status).toBe(403);
  });
});

describe("a thread in a channel", () => {
  it("begins with a message, and is named by it", async () => {
    const { cloud } = await start();
    const { status, json } = await call(cloud, "POST", create, thread(channel));
    expect(status).toBe(201);
    expect(json).toEqual({ id: `${channel};messageid=${json.activityId}`, activityId: expect.stringMatching(/^\d+$/) });
    expect(cloud.messages(oakfield, channel)).toMatchObject([{ id: json.activityId, ownBot: true, text: "hello" }]);
  });

  it("takes answers by its id, which need no other word of where they belong", async () => {
    const { cloud } = await start();
    const root = await call(cloud, "POST", create, thread(channel));
    const answer = await call(cloud, "POST", inConversation(root.json.id), text("and more"));
    expect(answer.status).toBe(201);
    expect(cloud.messages(oakfield, channel)[1]).toMatchObject({ id: answer.json.id, thread: root.json.activityId });
    const flat = await call(cloud, "POST", inConversation(channel), { ...text("x"), replyToId: root.json.activityId });
    expect(cloud.messages(oakfield, channel).find(({ id }) => id === flat.json.id)?.thread).toBeUndefined();
  });

  it.each<[string, unknown, number, string]>([
    ["an unknown channel", thread("19:nowhere@thread.tacv2"), 404, "ConversationNotFound"],
    ["a channel of another tenant", thread(riverTeam), 404, "ConversationNotFound"],
    ["a thread without a message", thread(channel, null), 400, "BadArgument"],
    ["a message without anything", thread(channel, { type: "message" }), 400, "BadArgument"],
    ["something that is no JSON", "{", 400, "BadSyntax"],
  ])("is refused for %s", async (_name, body, status, code) => {
    const { cloud } = await start();
    const answer = await call(cloud, "POST", create, body);
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject(refused(code));
  });

  it("is refused where the app is not in the team", async () => {
    const { cloud } = await start();
    const answer = await call(cloud, "POST", create, thread(riverTeam), { tenant: riverside });
    expect(answer.status).toBe(403);
    expect(answer.json).toEqual({
      error: { code: "BotNotInConversationRoster", message: "The bot is not part of the conversation roster." },
    });
  });

  it("is not found once its first message is gone, nor by an answer's id", async () => {
    const { cloud } = await start();
    const { json } = await call(cloud, "POST", create, thread(channel));
    const answer = await call(cloud, "POST", inConversation(json.id), text("and more"));
    const byAnswer = await call(cloud, "POST", inConversation(`${channel};messageid=${answer.json.id}`), text("x"));
    expect(byAnswer.json).toMatchObject(refused("ActivityNotFoundInConversation"));
    expect((await call(cloud, "DELETE", inConversation(json.id, `activities/${json.activityId}`))).status).toBe(200);
    const late = await call(cloud, "POST", inConversation(json.id), text("too late"));
    expect(late.status).toBe(404);
    expect(late.json).toMatchObject(refused("ActivityNotFoundInConversation"));
  });
});

describe("a sent message", () => {
  it("is edited in place and deleted by the id that the send answered", async () => {
    const { cloud } = await start();
    const chat = cloud.personal(oakfield, lead);
    const id = await posted(cloud, chat, cardOf([block("before")]));
    const path = inConversation(chat, `activities/${id}`);
    const edited = await call(cloud, "PUT", path, withCard(cardOf([block("after")])));
    expect([edited.status, edited.json]).toEqual([200, { id }]);
    const [message, ...others] = cloud.messages(oakfield, "bot", { as: lead });
    expect(others).toEqual([]);
    expect(message).toMatchObject({ id, edited: true, card: { body: [{ text: "after" }] } });
    expect((await call(cloud, "DELETE", path)).status).toBe(200);
    expect(cloud.messages(oakfield, "bot", { as: lead })[0]?.deleted).toBe(true);
    const again = await call(cloud, "PUT", path, text("x"));
    expect(again.status).toBe(404);
    expect(again.json).toMatchObject(refused("ActivityNotFoundInConversation"));
    expect((await call(cloud, "DELETE", path)).status).toBe(404);
  });

  it("loses its card when it becomes a text", async () => {
    const { cloud } = await start();
    const chat = cloud.personal(oakfield, lead);
    const id = await posted(cloud, chat, cardOf([block("x")]));
    await call(cloud, "PUT", inConversation(chat, `activities/${id}`), text("now a text"));
    const [message] = cloud.messages(oakfield, chat);
    expect(message?.text).toBe("now a text");
    expect(message?.card).toBeUndefined();
    expect(message?.summary).toBeUndefined();
  });

  it("of a person is not the bot's to change", async () => {
    const { cloud } = await start();
    const said = await cloud.say(oakfield, lead, "bot", "mine");
    const path = inConversation(said.channel, `activities/${said.id}`);
    for (const answer of [await call(cloud, "PUT", path, text("yours")), await call(cloud, "DELETE", path)]) {
      expect(answer.status).toBe(403);
      expect(answer.json).toMatchObject(refused("NotEnoughPermissions"));
    }
    expect(cloud.messages(oakfield, said.channel)[0]?.text).toBe("mine");
  });

  it("is not found in another conversation", async () => {
    const { cloud } = await start();
    const id = await posted(cloud, cloud.personal(oakfield, lead), cardOf([block("x")]));
    const elsewhere = inConversation(cloud.personal(oakfield, teacher), `activities/${id}`);
    expect((await call(cloud, "PUT", elsewhere, text("x"))).status).toBe(404);
  });

  it("with text and card becomes two, and has no id", async () => {
    const { cloud } = await start();
    const chat = cloud.personal(oakfield, lead);
    const both = { ...text("the text"), attachments: [attached(cardOf([block("the card")]))] };
    const sent = await call(cloud, "POST", inConversation(chat), both);
    expect([sent.status, sent.text]).toEqual([202, ""]);
    const messages = cloud.messages(oakfield, chat);
    expect(messages.map((message) => [message.text, message.card === undefined])).toEqual([
      ["the text", true],
      ["", false],
    ]);
  });

  it.each<[string, object]>([
    ["an unknown type", { type: "greeting", text: "x" }],
    ["a text that is none", { type: "message", text: 5 }],
    ["an unknown format", { type: "message", text: "x", textFormat: "html" }],
    ["a picture as an attachment", { type: "message", attachments: [{ contentType: "image/png" }] }],
    ["two cards", { type: "message", attachments: [attached(cardOf([])), attached(cardOf([]))] }],
    ["a card that Teams does not know", withCard(cardOf([{ type: "Marquee" }]))],
    ["a card without a version", withCard({ type: "AdaptiveCard", body: [] })],
  ])("is refused with %s", async (_name, activity) => {
    const { cloud } = await start();
    const answer = await call(cloud, "POST", inConversation(cloud.personal(oakfield, lead)), activity);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject(refused("BadArgument"));
    expect(cloud.messages(oakfield, "bot", { as: lead })).toEqual([]);
  });

  it("says what is wrong with a card, and where", async () => {
    const { cloud } = await start();
    const bad = withCard(cardOf([block("x"), { type: "Marquee" }]));
    const { json } = await call(cloud, "POST", inConversation(channel), bad);
    expect(json.error.message).toBe("Adaptive Card: $.body[1]: Marquee is not known here");
  });
});

describe("where the bot may not write any more", () => {
  const blocked = {
    errorCode: 209,
    message: expect.stringContaining('"subCode": "MessageWritesBlocked"'),
  };

  it("a person has blocked it: with JSON in a string, until she lets it again", async () => {
    const { cloud } = await start();
    const path = inConversation(cloud.personal(oakfield, lead));
    cloud.block(oakfield, lead);
    const answer = await call(cloud, "POST", path, text("x"));
    expect(answer.status).toBe(403);
    expect(answer.json).toEqual(blocked);
    expect(JSON.parse(answer.json.message)).toMatchObject({ subCode: "MessageWritesBlocked" });
    expect((await call(cloud, "POST", create, personal(lead))).status).toBe(201);
    expect((await call(cloud, "POST", create, personal(lead, { activity: text("x") }))).json).toEqual(blocked);
    cloud.unblock(oakfield, lead);
    expect((await call(cloud, "POST", path, text("x"))).status).toBe(201);
  });

  it("a person has removed it", async () => {
    const { cloud } = await start();
    await cloud.removeForPerson(oakfield, lead);
    const answer = await call(cloud, "POST", inConversation(cloud.personal(oakfield, lead)), text("x"));
    expect([answer.status, answer.json]).toEqual([403, blocked]);
    expect((await call(cloud, "POST", create, personal(lead))).status).toBe(403);
    await cloud.addForPerson(oakfield, lead);
    expect((await call(cloud, "POST", create, personal(lead))).status).toBe(201);
  });

  it("her team has lost it, or the whole tenant", async () => {
    const { cloud } = await start();
    await cloud.removeEverywhere(oakfield, { quietly: true });
    for (const place of [channel, cloud.personal(oakfield, teacher)]) {
      const answer = await call(cloud, "POST", inConversation(place), text("x"));
      expect(answer.status).toBe(403);
      expect(answer.json).toMatchObject(refused("BotNotInConversationRoster"));
    }
  });

  it("never was: such a chat is not found", async () => {
    const { cloud } = await start();
    const path = inConversation(cloud.personal(oakfield, alone));
    expect((await call(cloud, "POST", path, text("x"))).json).toMatchObject(refused("ConversationNotFound"));
    const unknown = await call(cloud, "POST", inConversation("a:1nobody"), text("x"));
    expect(unknown.json).toMatchObject(refused("ConversationNotFound"));
  });

  it("is another tenant's conversation, at the wrong address", async () => {
    const { cloud } = await start();
    const answer = await call(cloud, "POST", inConversation(channel), text("x"), { tenant: riverside });
    expect(answer.status).toBe(404);
    expect(answer.json).toMatchObject(refused("ConversationNotFound"));
  });
});

describe("a roster", () => {
  it("says who somebody is: e-mail, Entra id, tenant, guest or not", async () => {
    const { cloud } = await start();
    const { status, json } = await call(cloud, "GET", inConversation(team, "pagedmembers"));
    expect(status).toBe(200);
    expect(json.continuationToken).toBeUndefined();
    expect(json.members).toHaveLength(3);
    expect(json.members[0]).toMatchObject({
      id: cloud.people(oakfield)[0]?.teamsId,
      objectId: lead,
      aadObjectId: lead,
      name: "Team lead, Oakfield Unified",
      email: "lead@oakfield.example",
      userPrincipalName: "lead@oakfield.example",
      tenantId: oakfield,
      userRole: "user",
    });
    expect(json.members[2]).toMatchObject({ objectId: coach, userRole: "guest" });
  });

  it("of a shared channel has people of other tenants, under theirs", async () => {
    const { cloud } = await start();
    const { json } = await call(cloud, "GET", inConversation(shared, "pagedmembers"));
    expect(json.members).toMatchObject([
      { objectId: lead, tenantId: oakfield },
      { objectId: visitor, tenantId: riverside },
    ]);
  });

  it("of a chat is the one person", async () => {
    const { cloud } = await start();
    const { json } = await call(cloud, "GET", inConversation(cloud.personal(oakfield, lead), "pagedmembers"));
    expect(json.members).toMatchObject([{ objectId: lead }]);
  });

  it("comes in pages", async () => {
    const { cloud } = await start({ membersPerPage: 2 });
    const path = inConversation(team, "pagedmembers");
    const first = await call(cloud, "GET", `${path}?pageSize=500`);
    expect(first.json.members).toHaveLength(2);
    const rest = await call(cloud, "GET", `${path}?continuationToken=${first.json.continuationToken}`);
    expect(rest.json).toEqual({ members: [expect.objectContaining({ objectId: coach })] });
    const wrong = await call(cloud, "GET", `${path}?continuationToken=abc`);
    expect(wrong.status).toBe(400);
    const elsewhere = inConversation(quietTeam, `pagedmembers?continuationToken=${first.json.continuationToken}`);
    expect((await call(cloud, "GET", elsewhere)).status).toBe(400);
  });

  it("has two hundred on a page, never fewer than fifty where that many are asked for", async () => {
    const ids = Array.from({ length: 230 }, (_, i) => `aaaaaaaa-0000-4000-8000-${String(i).padStart(12, "0")}`);
    const { cloud } = await start({
      tenants: [
        {
          id: oakfield,
          name: "Oakfield Unified",
          installed: true,
          people: ids.map((id, i) => ({ id, name: `Teacher ${i}` })),
          teams: [{ id: team, name: "Everybody", members: ids, channels: [] }],
        },
      ],
    });
    const path = inConversation(team, "pagedmembers");
    expect((await call(cloud, "GET", path)).json.members).toHaveLength(200);
    expect((await call(cloud, "GET", `${path}?pageSize=5`)).json.members).toHaveLength(50);
    expect((await call(cloud, "GET", `${path}?pageSize=230`)).json).toEqual({ members: expect.any(Array) });
  });

  it("is not for who is not there", async () => {
    const { cloud } = await start();
    const answer = await call(cloud, "GET", inConversation(riverTeam, "pagedmembers"), undefined, {
      tenant: riverside,
    });
    expect(answer.json).toMatchObject(refused("BotNotInConversationRoster"));
    const unknown = await call(cloud, "GET", inConversation("19:nowhere@thread.tacv2", "pagedmembers"));
    expect(unknown.json).toMatchObject(refused("ConversationNotFound"));
  });
});

it("what was called can be read back, with body and outcome", async () => {
  const { cloud } = await start();
  const chat = cloud.personal(oakfield, lead);
  await call(cloud, "POST", inConversation(chat), text("hello"));
  await call(cloud, "POST", inConversation("a:1nobody"), text("x"));
  await call(cloud, "GET", "v3/meetings/1");
  expect(cloud.calls("send")).toMatchObject([
    { method: "send", tenant: oakfield, conversation: chat, body: { text: "hello" }, status: 201 },
    { status: 404, error: "ConversationNotFound" },
  ]);
  expect(cloud.calls("other")).toMatchObject([{ status: 405 }]);
});
