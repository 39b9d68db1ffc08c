import { describe, expect, it } from "vitest";
import { api, otherToken, people, section, start } from "./world.js";

const inTeam = (cloud: Awaited<ReturnType<typeof start>>["cloud"]) => cloud.messages("TOAKFIELD", "CTEAM");

describe("posting", () => {
  it("keeps text, blocks, thread and metadata and hands them back", async () => {
    const { cloud } = await start();
    const metadata = { event_type: "outbox", event_payload: { id: "m1" } };
    const root = await api(cloud, "chat.postMessage", {
      channel: "CTEAM",
      text: "root",
      blocks: [section("*root*")],
      metadata,
    });
    const reply = await api(cloud, "chat.postMessage", { channel: "CTEAM", text: "reply", thread_ts: root.ts });
    expect(inTeam(cloud)).toMatchObject([
      { ts: root.ts, text: "root", metadata, ownBot: true, blocks: [{ type: "section", text: { text: "*root*" } }] },
      { ts: reply.ts, text: "reply", threadTs: root.ts },
    ]);
    const history = await api(cloud, "conversations.history", { channel: "CTEAM", include_all_metadata: true });
    expect(history.messages).toHaveLength(1);
    expect(history.messages[0]).toMatchObject({ ts: root.ts, metadata, reply_count: 1, latest_reply: reply.ts });
    expect((await api(cloud, "conversations.history", { channel: "CTEAM" })).messages[0].metadata).toBeUndefined();
    const replies = await api(cloud, "conversations.replies", { channel: "CTEAM", ts: root.ts }, { form: true });
    expect(replies.messages.map((message: { text: string }) => message.text)).toEqual(["root", "reply"]);
  });

  it("takes a person's id for the private conversation with her", async () => {
    const { cloud } = await start();
    const posted = await api(cloud, "chat.postMessage", { channel: people.lead, text: "hello" });
    expect(posted.channel).toBe(cloud.dm("TOAKFIELD", people.lead));
    expect(cloud.messages("TOAKFIELD", posted.channel)).toMatchObject([{ text: "hello" }]);
  });

  it("takes a channel's name", async () => {
    const { cloud } = await start();
    expect(await api(cloud, "chat.postMessage", { channel: "#team", text: "x" })).toMatchObject({
      ok: true,
      channel: "CTEAM",
    });
  });

  it.each([
    ["an unknown channel", { channel: "CNOWHERE" }, "channel_not_found"],
    ["another workspace's channel", { channel: "CRIVER" }, "channel_not_found"],
    ["a private channel it is not in", { channel: "CPRIVATE" }, "channel_not_found"],
    ["an archived channel", { channel: "COLD" }, "is_archived"],
    ["somebody unknown", { channel: "UNOBODY" }, "channel_not_found"],
    ["somebody of another organisation without a common channel", { channel: "UFAR" }, "channel_not_found"],
  ])("refuses %s", async (_name, args, error) => {
    const { cloud } = await start();
    expect(await api(cloud, "chat.postMessage", { text: "x", ...args })).toEqual({ ok: false, error });
  });

  it("posts to a public channel it is not in only with the scope for that", async () => {
    const { cloud } = await start();
    expect(await api(cloud, "chat.postMessage", { channel: "CPUBLIC", text: "x" })).toMatchObject({ ok: true });
    cloud.setScopes("TOAKFIELD", ["chat:write"]);
    expect(await api(cloud, "chat.postMessage", { channel: "CPUBLIC", text: "x" })).toEqual({
      ok: false,
      error: "not_in_channel",
    });
  });

  it("reaches nobody while the app's Messages tab is off", async () => {
    const { cloud } = await start();
    cloud.setMessagesTab(false);
    expect(await api(cloud, "chat.postMessage", { channel: people.lead, text: "x" })).toEqual({
      ok: false,
      error: "messages_tab_disabled",
    });
    expect(await api(cloud, "chat.postMessage", { channel: "CTEAM", text: "x" })).toMatchObject({ ok: true });
  });

  it("refuses an empty message", async () => {
    const { cloud } = await start();
    expect(await api(cloud, "chat.postMessage", { channel: "CTEAM" })).toEqual({ ok: false, error: "no_text" });
    expect(await api(cloud, "chat.postMessage", { channel: "CTEAM", blocks: [] })).toEqual({
      ok: false,
      error: "no_text",
    });
  });

  it("hangs a thread on an existing message that is not itself a reply", async () => {
    const { cloud } = await start();
    const root = await api(cloud, "chat.postMessage", { channel: "CTEAM", text: "root" });
    const reply = await api(cloud, "chat.postMessage", { channel: "CTEAM", text: "reply", thread_ts: root.ts });
    const under = async (ts: string) =>
      (await api(cloud, "chat.postMessage", { channel: "CTEAM", text: "x", thread_ts: ts })).error;
    expect(await under(reply.ts)).toBe("cannot_reply_to_message");
    expect(await under("1.000001")).toBe("thread_not_found");
    expect(await api(cloud, "conversations.replies", { channel: "CTEAM", ts: "1.1" }, { form: true })).toMatchObject({
      error: "thread_not_found",
    });
  });

  it("refuses more characters than Slack takes over all blocks", async () => {
    const { cloud } = await start();
    const of = (length: number) =>
      api(cloud, "chat.postMessage", { channel: "CTEAM", text: "x", blocks: blocksOf(length) });
    expect((await of(13_200)).ok).toBe(true);
    expect(await of(13_201)).toEqual({ ok: false, error: "msg_blocks_too_long" });
  });

  it("cuts a text of more than 40,000 characters without a word", async () => {
    const { cloud } = await start();
    await api(cloud, "chat.postMessage", { channel: "CTEAM", text: "x".repeat(40_001) });
    expect(inTeam(cloud)[0]?.text).toHaveLength(40_000);
  });

  it("refuses markdown beside text or blocks, and too much of it", async () => {
    const { cloud } = await start();
    const post = async (args: object) => (await api(cloud, "chat.postMessage", { channel: "CTEAM", ...args })).error;
    expect(await post({ markdown_text: "x", text: "y" })).toBe("markdown_text_conflict");
    expect(await post({ markdown_text: "x".repeat(12_001) })).toBe("msg_too_long");
    expect(await post({ markdown_text: "x" })).toBeUndefined();
  });

  it("checks the shape and the size of metadata", async () => {
    const { cloud } = await start();
    const post = async (metadata: unknown) =>
      (await api(cloud, "chat.postMessage", { channel: "CTEAM", text: "x", metadata })).error;
    expect(await post("{")).toBe("invalid_metadata_format");
    expect(await post({ event_type: "outbox" })).toBe("invalid_metadata_schema");
    expect(await post({ event_type: "outbox", event_payload: { text: "x".repeat(16_000) } })).toBe(
      "metadata_too_large",
    );
  });

  it("tells blocks that are no blocks from blocks that are wrong", async () => {
    const { cloud } = await start();
    const post = (blocks: unknown) => api(cloud, "chat.postMessage", { channel: "CTEAM", text: "x", blocks });
    expect((await post("[{")).error).toBe("invalid_blocks_format");
    expect((await post({ type: "section" })).error).toBe("invalid_blocks_format");
    expect(await post([section("")])).toMatchObject({
      error: "invalid_blocks",
      response_metadata: { messages: ["[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"] },
    });
    expect((await post(JSON.stringify([section("x")]))).ok).toBe(true);
  });
});

describe("changing", () => {
  it("edits the same message and remembers what it said before", async () => {
    const { cloud } = await start();
    const { ts } = await api(cloud, "chat.postMessage", {
      channel: "CTEAM",
      text: "before",
      blocks: [section("before")],
    });
    expect(
      await api(cloud, "chat.update", { channel: "CTEAM", ts, text: "after", blocks: [section("after")] }),
    ).toMatchObject({ ok: true, ts });
    expect(inTeam(cloud)).toMatchObject([{ ts, text: "after", before: [{ text: "before" }] }]);
  });

  it("replaces the blocks, and drops them when only text is given", async () => {
    const { cloud } = await start();
    const { ts } = await api(cloud, "chat.postMessage", { channel: "CTEAM", text: "a", blocks: [section("a")] });
    await api(cloud, "chat.update", { channel: "CTEAM", ts, blocks: [section("b")] });
    expect(inTeam(cloud)[0]?.blocks).toMatchObject([{ text: { text: "b" } }]);
    await api(cloud, "chat.update", { channel: "CTEAM", ts, text: "c" });
    expect(inTeam(cloud)[0]?.blocks).toBeUndefined();
  });

  it("refuses an edit with more than 4,000 characters of text", async () => {
    const { cloud } = await start();
    const { ts } = await api(cloud, "chat.postMessage", { channel: "CTEAM", text: "x" });
    expect(await api(cloud, "chat.update", { channel: "CTEAM", ts, text: "x".repeat(4001) })).toEqual({
      ok: false,
      error: "msg_too_long",
    });
  });

  it("changes and deletes only its own messages, and only those that exist", async () => {
    const { cloud } = await start();
    const { ts } = await cloud.say("TOAKFIELD", people.lead, "CTEAM", "mine");
    const change = async (method: string, args: object) =>
      (await api(cloud, method, { channel: "CTEAM", text: "x", ...args })).error;
    expect(await change("chat.update", { ts })).toBe("cant_update_message");
    expect(await change("chat.delete", { ts })).toBe("cant_delete_message");
    expect(await change("chat.update", { ts: "1.1" })).toBe("message_not_found");
    expect(await change("chat.delete", { ts: "1.1" })).toBe("message_not_found");
    expect(await change("chat.update", { ts, channel: "CNOWHERE" })).toBe("channel_not_found");
  });

  it("does not change anything in an archived channel", async () => {
    const { cloud } = await start();
    const { ts } = await api(cloud, "chat.postMessage", { channel: "CTEAM", text: "x" });
    cloud.setArchived("TOAKFIELD", "CTEAM", true);
    expect((await api(cloud, "chat.update", { channel: "CTEAM", ts, text: "y" })).error).toBe("is_inactive");
  });

  it("deletes a message for everybody but keeps it to be looked at", async () => {
    const { cloud } = await start();
    const { ts } = await api(cloud, "chat.postMessage", { channel: "CTEAM", text: "x" });
    expect(await api(cloud, "chat.delete", { channel: "CTEAM", ts })).toEqual({ ok: true, channel: "CTEAM", ts });
    expect(inTeam(cloud)).toMatchObject([{ ts, deleted: true }]);
    expect((await api(cloud, "conversations.history", { channel: "CTEAM" })).messages).toEqual([]);
    expect((await api(cloud, "chat.delete", { channel: "CTEAM", ts })).error).toBe("message_not_found");
  });
});

describe("ephemeral messages", () => {
  it("are seen by one person, cannot be edited and are not in the history", async () => {
    const { cloud } = await start();
    const { message_ts: ts } = await api(cloud, "chat.postEphemeral", {
      channel: "CTEAM",
      user: people.lead,
      text: "psst",
    });
    expect(cloud.messages("TOAKFIELD", "CTEAM", { as: people.lead })).toMatchObject([
      { text: "psst", ephemeralTo: people.lead },
    ]);
    expect(cloud.messages("TOAKFIELD", "CTEAM", { as: people.teacher })).toEqual([]);
    expect((await api(cloud, "conversations.history", { channel: "CTEAM" })).messages).toEqual([]);
    expect((await api(cloud, "chat.update", { channel: "CTEAM", ts, text: "x" })).error).toBe("message_not_found");
  });

  it("go only to people in the channel", async () => {
    const { cloud } = await start();
    const answer = await api(cloud, "chat.postEphemeral", { channel: "CTEAM", user: people.outsider, text: "psst" });
    expect(answer).toEqual({ ok: false, error: "user_not_in_channel" });
  });
});

describe("reading back", () => {
  it("bounds history by time, with or without the bounds themselves", async () => {
    const { cloud } = await start();
    const posted: string[] = [];
    for (const text of ["a", "b", "c"])
      posted.push((await api(cloud, "chat.postMessage", { channel: "CTEAM", text })).ts);
    const read = async (args: object) =>
      (await api(cloud, "conversations.history", { channel: "CTEAM", ...args })).messages.map(
        (message: { text: string }) => message.text,
      );
    expect(await read({ oldest: posted[0] })).toEqual(["c", "b"]);
    expect(await read({ oldest: posted[0], inclusive: true })).toEqual(["c", "b", "a"]);
    expect(await read({ latest: posted[2] })).toEqual(["b", "a"]);
    expect(await read({ limit: 1 })).toEqual(["c"]);
    expect((await api(cloud, "conversations.history", { channel: "CTEAM", oldest: "yesterday" })).error).toBe(
      "invalid_ts_oldest",
    );
    expect((await api(cloud, "conversations.history", { channel: "CTEAM", latest: "today" })).error).toBe(
      "invalid_ts_latest",
    );
  });

  it("reads only conversations the bot is in", async () => {
    const { cloud } = await start();
    expect((await api(cloud, "conversations.history", { channel: "CPUBLIC" })).error).toBe("not_in_channel");
    expect((await api(cloud, "conversations.history", { channel: "CPRIVATE" })).error).toBe("channel_not_found");
    expect((await api(cloud, "conversations.history", { channel: "CTEAM" }, { token: otherToken })).error).toBe(
      "channel_not_found",
    );
  });
});

describe("reactions", () => {
  it("are added once each", async () => {
    const { cloud } = await start();
    const { ts } = await cloud.say("TOAKFIELD", people.lead, "CTEAM", "done");
    const react = async (args: object) =>
      (await api(cloud, "reactions.add", { channel: "CTEAM", timestamp: ts, name: "eyes", ...args })).error;
    expect(await react({})).toBeUndefined();
    expect(await react({})).toBe("already_reacted");
    expect(await react({ name: "Not An Emoji" })).toBe("invalid_name");
    expect(await react({ timestamp: "1.1" })).toBe("message_not_found");
    expect(inTeam(cloud)[0]?.reactions).toHaveLength(1);
  });
});

/** Section blocks that hold this many characters in all. */
function blocksOf(length: number) {
  const blocks = [];
  for (let left = length; left > 0; left -= 3000) blocks.push(section("x".repeat(Math.min(left, 3000))));
  return blocks;
}
