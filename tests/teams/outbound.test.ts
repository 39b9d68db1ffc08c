import { afterEach, describe, expect, it } from "vitest";
import { createRosters } from "../../adapters/teams/rosters.js";
import { botId } from "../../adapters/teams/tenants.js";
import type { Card } from "../../src/core/ui/card.js";
import { longText } from "../conformance/samples.js";
import { appId, channel, connected, failureOf, person, refusal, type Service, tenant } from "./out-service.js";
import { shownLines } from "./out-shown.js";

const open: Service[] = [];
async function away(...args: Parameters<typeof connected>) {
  const connection = await connected(...args);
  open.push(connection.service);
  return connection;
}

afterEach(async () => {
  for (const service of open.splice(0)) await service.close();
});

const card = (text = "Half of them"): Card => ({ blocks: [{ kind: "text", text }] });
const message = (text?: string) => ({ card: card(text), marker: "outbox-1" });
const long = { card: { blocks: [{ kind: "quote" as const, text: longText }] }, marker: "outbox-2" };
const linesOf = (body: { attachments: { content: { body: [] } }[] }) =>
  body.attachments.flatMap(({ content }) => shownLines(content.body));

describe("a message to a person", () => {
  it("goes to her chat where that is known, in one request", async () => {
    const { out, service, tokens } = await away();
    const ref = await out.sendDirect({ ...person, direct: "a:known" }, message());
    expect(service.calls.map(({ what, conversation }) => [what, conversation])).toEqual([["send", "a:known"]]);
    expect(ref).toEqual({ platform: "teams", workspace: tenant, channel: "a:known", message: expect.any(String) });
    expect(tokens()).toBe(1);
  });

  it("opens the chat once where it is not, however many are on their way", async () => {
    const { out, service } = await away();
    const refs = await Promise.all([1, 2, 3].map(() => out.sendDirect(person, message())));
    expect(service.called("create").map(({ body }) => body)).toEqual([
      {
        isGroup: false,
        bot: { id: botId(appId) },
        members: [{ id: person.user }],
        tenantId: tenant,
        channelData: { tenant: { id: tenant } },
      },
    ]);
    expect(new Set(refs.map((ref) => ref.channel))).toEqual(new Set([`a:${person.user}`]));
    expect(service.called("send")).toHaveLength(3);
  });

  it("opens the chat again where it failed, or where she can no longer be reached in it", async () => {
    const { out, service } = await away();
    service.on("create", refusal(502, "ServiceError"));
    expect(await failureOf(out.sendDirect(person, message()))).toEqual({ kind: "not-sent", reason: "ServiceError" });
    service.on("create", () => ({ status: 201, json: { id: "a:first" } }));
    service.on("send", refusal(403, "MessageWritesBlocked"));
    expect(await failureOf(out.sendDirect(person, message()))).toMatchObject({ kind: "unreachable" });
    await failureOf(out.sendDirect(person, message()));
    expect(service.called("create")).toHaveLength(3);
  });

  it("tells of a chat that cannot be opened as what it is", async () => {
    const { out, service } = await away();
    service.on("create", refusal(403, "ForbiddenOperationException"));
    expect(await failureOf(out.sendDirect(person, message()))).toEqual({
      kind: "unreachable",
      reason: "ForbiddenOperationException",
    });
    expect(service.called("send")).toEqual([]);
  });

  it("says who to ask where a picture cannot be shown, and sends nothing", async () => {
    const { out, service } = await away();
    const picture: Card = { blocks: [{ kind: "picture", url: "http://example.org/a.png", alt: "a" }] };
    expect(await failureOf(out.sendDirect(person, { card: picture, marker: "m" }))).toMatchObject({
      kind: "refused",
      fix: expect.stringContaining("PUBLIC_URL"),
    });
    expect(service.calls).toEqual([]);
  });

  it("can be a reply's card, or one that is made already", async () => {
    const { out, service } = await away();
    await out.tell({ ...person, direct: "a:known" }, card());
    const made = service.calls[0]?.body;
    await out.tell({ ...person, direct: "a:known" }, made);
    expect(service.calls.map(({ body }) => body)).toEqual([made, made]);
  });

  it("keeps two people of two tenants apart though they have one id", async () => {
    const { out, service } = await away();
    service.on("create", ({ body }) => ({ status: 201, json: { id: `a:${body.tenantId}` } }));
    const one = await out.sendDirect(person, message());
    const other = await out.sendDirect({ ...person, workspace: "another" }, message());
    expect([one.channel, other.channel]).toEqual([`a:${tenant}`, "a:another"]);
  });
});

describe("a message in a channel", () => {
  it("starts a thread", async () => {
    const { out, service } = await away();
    const ref = await out.post(channel, message());
    expect(service.calls).toHaveLength(1);
    expect(service.calls[0]?.body).toMatchObject({
      isGroup: true,
      bot: { id: botId(appId) },
      tenantId: tenant,
      channelData: { channel: { id: channel.channel }, tenant: { id: tenant } },
      activity: { type: "message" },
    });
    expect(ref).toEqual({ ...channel, message: expect.stringMatching(/^\d+$/) });
  });

  it("may have been posted where Teams does not say which it is", async () => {
    const { out, service } = await away();
    service.on("create", () => ({ status: 201, json: { id: channel.channel } }));
    expect(await failureOf(out.post(channel, message()))).toMatchObject({ kind: "ambiguous" });
    service.on("create", refusal(500, "ServiceError"));
    expect(await failureOf(out.post(channel, message()))).toMatchObject({ kind: "ambiguous" });
  });

  it.each([
    ["its root", { message: "1700,1701" }, "1700"],
    ["another answer", { message: "1800", thread: "1700" }, "1700"],
  ])("is answered in its thread, by %s", async (_name, to, root) => {
    const { out, service } = await away();
    const ref = await out.reply({ ...channel, ...to }, message());
    expect(service.calls[0]).toMatchObject({ what: "send", conversation: `${channel.channel};messageid=${root}` });
    expect(ref).toMatchObject({ ...channel, thread: root });
  });
});

describe("a message in a personal chat", () => {
  it("is answered in the chat, which has no threads", async () => {
    const { out, service } = await away();
    const ref = await out.reply({ platform: "teams", workspace: tenant, channel: "a:chat", message: "1" }, message());
    expect(service.calls[0]).toMatchObject({ what: "send", conversation: "a:chat" });
    expect(ref).not.toHaveProperty("thread");
  });
});

describe("a card that is too long for one message", () => {
  it("is sent as several, in order, and the reference has all of them", async () => {
    const { out, service } = await away();
    const ref = await out.post(channel, long);
    const ids = ref.message.split(",");
    expect(ids.length).toBeGreaterThan(2);
    const [root] = ids;
    expect(service.calls.map(({ what, conversation }) => [what, conversation])).toEqual([
      ["create", undefined],
      ...ids.slice(1).map(() => ["send", `${channel.channel};messageid=${root}`]),
    ]);
    const shown = service.calls.flatMap(({ body }) => linesOf(body.activity ?? body));
    expect(shown).toEqual(longText.split("\n"));
  });

  it("waits for a part that Teams does not take yet, and sends no part twice", async () => {
    const { out, service } = await away();
    let calls = 0;
    service.on("send", (call, response) => {
      calls += 1;
      if (calls === 2) return refusal(429, "Throttled", { "retry-after": "1" })(call, response);
      return { status: 201, json: { id: String(calls) } };
    });
    const ref = await out.sendDirect({ ...person, direct: "a:known" }, long);
    expect(ref.message.split(",").slice(0, 2)).toEqual(["1", "3"]);
    const parts = service.calls.map(({ body }) => linesOf(body)[0]);
    expect(parts[1]).toBe(parts[2]);
    expect(new Set(parts).size).toBe(parts.length - 1);
  });

  it("is posted where its first part is: what is missing is written down, not sent again", async () => {
    const { out, service, lines } = await away();
    let calls = 0;
    service.on("send", (call, response) => {
      calls += 1;
      return calls === 1 ? { status: 201, json: { id: "1" } } : refusal(500, "ServiceError")(call, response);
    });
    const ref = await out.sendDirect({ ...person, direct: "a:known" }, long);
    expect(ref.message).toBe("1");
    expect(calls).toBe(2);
    expect(lines).toEqual([
      expect.stringMatching(/^error teams\.rest-of-message-missing .*"kind":"ambiguous","reason":"ServiceError"/),
    ]);
  });

  it("was not posted where its first part was not", async () => {
    const { out, service } = await away();
    service.on("send", refusal(429, "Throttled"));
    expect(await failureOf(out.sendDirect({ ...person, direct: "a:known" }, long))).toMatchObject({
      kind: "rate-limited",
    });
    expect(service.calls).toHaveLength(1);
  });
});

describe("an edit", () => {
  const chat = { platform: "teams", workspace: tenant, channel: "a:chat", message: "1" };

  it("changes the message in its place", async () => {
    const { out, service } = await away();
    expect(await out.edit(chat, message("Recorded"))).toEqual(chat);
    expect(service.calls).toMatchObject([{ what: "update", conversation: "a:chat", activity: "1" }]);
  });

  it("of several parts to one edits the first and removes the rest", async () => {
    const { out, service } = await away();
    const posted = { ...channel, message: "1,2,3" };
    expect(await out.edit(posted, message())).toEqual({ ...channel, message: "1" });
    expect(service.calls.map(({ what, activity, conversation }) => [what, activity, conversation])).toEqual([
      ["update", "1", `${channel.channel};messageid=1`],
      ["delete", "2", `${channel.channel};messageid=1`],
      ["delete", "3", `${channel.channel};messageid=1`],
    ]);
  });

  it("to more parts than there are sends the others after it", async () => {
    const { out, service } = await away();
    const ref = await out.edit(chat, long);
    expect(service.calls.map(({ what }) => what)).toEqual([
      "update",
      ...ref.message
        .split(",")
        .slice(1)
        .map(() => "send"),
    ]);
    expect(ref.message.startsWith("1,")).toBe(true);
    expect(service.calls.flatMap(({ body }) => linesOf(body))).toEqual(longText.split("\n"));
  });

  it("of a message that is gone reaches nobody", async () => {
    const { out, service } = await away();
    service.on("update", refusal(404, "ActivityNotFoundInConversation"));
    expect(await failureOf(out.edit(chat, message()))).toMatchObject({ kind: "unreachable" });
  });
});

describe("a message that is taken back", () => {
  it("goes with all its parts, the thread's root last", async () => {
    const { out, service } = await away();
    service.on("delete", refusal(404, "ActivityNotFoundInConversation"));
    await out.remove({ ...channel, message: "1,2,3" });
    expect(service.calls.map(({ what, activity }) => [what, activity])).toEqual([
      ["delete", "3"],
      ["delete", "2"],
      ["delete", "1"],
    ]);
  });
});

describe("a marker", () => {
  it("is not looked for: Teams has no way to", async () => {
    const { out, service } = await away();
    await expect(out.find(channel, "m", new Date())).rejects.toThrow("cannot be searched");
    expect(service.calls).toEqual([]);
  });
});

describe("a person by her e-mail", () => {
  const team = "19:one@thread.tacv2";
  const other = "19:two@thread.tacv2";
  const member = (name: string, changes: object = {}) => ({
    id: `29:${name}`,
    objectId: `id-${name}`,
    email: `${name}@example.org`,
    userPrincipalName: `${name}@example.org`,
    tenantId: tenant,
    userRole: "user",
    ...changes,
  });
  const roster = async (members: object[], teams = [team]) => {
    const connection = await away({ teams });
    connection.service.on("members", () => ({ json: { members } }));
    const find = (email: string) => connection.out.personByEmail({ platform: "teams", workspace: tenant }, email);
    return { ...connection, find };
  };

  it("is found in the teams that have the app, however the address is written", async () => {
    const { find } = await roster([member("lead"), member("teacher", { email: "Teacher@Example.org" })]);
    expect(await find(" TEACHER@example.ORG ")).toEqual({ platform: "teams", workspace: tenant, user: "id-teacher" });
    expect(await find("nobody@example.org")).toBeUndefined();
  });

  it.each([
    ["a guest", { userRole: "guest" }],
    ["a guest by her sign-in name", { userPrincipalName: "lead_example.org#EXT#@tenant.example" }],
    ["an anonymous one", { userRole: "anonymous" }],
    ["of another tenant", { tenantId: "another" }],
    ["of no tenant that is named", { tenantId: undefined }],
    ["a bot", { id: "28:other" }],
    ["nobody whom Entra knows", { objectId: undefined }],
  ])("is not found where she is %s", async (_name, changes) => {
    const { find } = await roster([member("lead", changes)]);
    expect(await find("lead@example.org")).toBeUndefined();
  });

  it("is not guessed where two have the address", async () => {
    const { find } = await roster([member("lead"), member("other", { email: "lead@example.org" })]);
    expect(await find("lead@example.org")).toBeUndefined();
  });

  it("is looked for without a roster call for each", async () => {
    const { find, service } = await roster([member("lead")], [team, other]);
    await Promise.all(Array.from({ length: 50 }, (_, i) => find(i === 7 ? "lead@example.org" : `t${i}@example.org`)));
    expect(service.called("members").map(({ conversation }) => conversation)).toEqual([team, other]);
  });

  it("is found a few seconds after she joined", async () => {
    const { connector, service } = await roster([]);
    let now = 0;
    const rosters = createRosters(connector, () => now);
    const reach = { serviceUrl: service.url, teams: [team] };
    expect(await rosters.find(tenant, reach, "lead@example.org")).toBeUndefined();
    service.on("members", () => ({ json: { members: [member("lead")] } }));
    now = 11_000;
    expect(await rosters.find(tenant, reach, "lead@example.org")).toBe("id-lead");
  });

  const writes = (user: string, workspace = tenant) => ({
    kind: "message" as const,
    key: "k",
    person: { platform: "teams", workspace, user, direct: `a:${user}` },
    direct: true,
    message: { platform: "teams", workspace, channel: `a:${user}`, message: "1" },
    text: "hello",
  });
  const inChats = (service: Service, teams: object[] = []) =>
    service.on("members", ({ conversation = "" }) => ({
      json: { members: conversation.startsWith("a:id-") ? [member(conversation.slice(5))] : teams },
    }));

  it("is found in no team once she writes to the bot, by her own chat", async () => {
    const { find, out, service } = await roster([]);
    inChats(service, [member("lead")]);
    expect(await find("alone@example.org")).toBeUndefined();
    out.met(writes("id-alone"));
    out.met(writes("id-far", "another"));
    out.met(writes("id-lead"));
    expect(await find("alone@example.org")).toMatchObject({ workspace: tenant, user: "id-alone" });
    expect(await find("far@example.org")).toBeUndefined();
    expect(service.called("members").map(({ conversation }) => conversation)).toEqual([team, "a:id-alone"]);
  });

  it("is nobody where her chat is gone, or a team has her as a guest, or a second one has her address", async () => {
    const { find, out, service } = await roster([]);
    inChats(service, [member("guest", { userRole: "guest" }), member("other", { email: "alone@example.org" })]);
    out.met(writes("id-guest"));
    expect(await find("guest@example.org")).toBeUndefined();
    expect(await find("alone@example.org")).toMatchObject({ user: "id-other" });
    out.met(writes("id-alone"));
    expect(await find("alone@example.org")).toBeUndefined();
    service.on("members", refusal(403, "BotNotInConversationRoster"));
    out.met(writes("id-gone"));
    expect(await find("gone@example.org")).toBeUndefined();
  });

  it("is asked for in the chats of those who wrote last, each once in ten minutes", async () => {
    const { connector, service } = await roster([]);
    inChats(service);
    let now = 0;
    const rosters = createRosters(connector, () => now);
    const reach = { serviceUrl: service.url, teams: [] };
    for (let i = 0; i < 102; i += 1) rosters.met(tenant, `id-${i}`, `a:id-${i}`);
    rosters.met(tenant, "id-2", "a:id-2");
    rosters.met(tenant, "id-102", "a:id-102");
    const find = (name: string) => rosters.find(tenant, reach, `${name}@example.org`);
    expect([await find("0"), await find("2"), await find("3"), await find("102")]).toEqual([
      undefined,
      "id-2",
      undefined,
      "id-102",
    ]);
    now = 9 * 60_000;
    await find("2");
    expect(service.called("members")).toHaveLength(100);
    now = 11 * 60_000;
    await find("2");
    expect(service.called("members")).toHaveLength(200);
  });

  it("may be in a team that could not be read: that is not the same as not there", async () => {
    const { find, service } = await roster([], [team, other]);
    service.on("members", (call, response) =>
      call.conversation === team
        ? refusal(502, "ServiceError")(call, response)
        : { json: { members: [member("lead")] } },
    );
    expect(await failureOf(find("nobody@example.org"))).toEqual({ kind: "not-sent", reason: "ServiceError" });
    expect(await find("lead@example.org")).toMatchObject({ user: "id-lead" });
  });

  it("is looked for in the other teams where the app was taken out of one", async () => {
    const { find, service } = await roster([], [team, other]);
    service.on("members", (call, response) =>
      call.conversation === team
        ? refusal(403, "BotNotInConversationRoster")(call, response)
        : { json: { members: [member("lead")] } },
    );
    expect(await find("lead@example.org")).toMatchObject({ user: "id-lead" });
    expect(await find("nobody@example.org")).toBeUndefined();
  });
});
