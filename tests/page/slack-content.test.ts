import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ActRefused, messagesShown, type WorkspaceState } from "../../adapters/sandbox/page/cloud.js";
import { slackCloudOnPage } from "../../adapters/sandbox/page/slack-content.js";
import { type SlackCloud, startSlackCloud } from "../../adapters/sandbox/slack-cloud/index.js";

let app: Server;
/** What the app answers to every request. */
let appAnswer: { status: number; json?: unknown };
let slack: SlackCloud;
let now: Date;

beforeEach(async () => {
  appAnswer = { status: 200 };
  app = createServer((request, response) => {
    request.resume();
    response.writeHead(appAnswer.status, { "content-type": "application/json" });
    response.end(appAnswer.json === undefined ? "" : JSON.stringify(appAnswer.json));
  });
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  const { port } = app.address() as AddressInfo;
  now = new Date("2025-10-10T16:20:00Z");
  slack = await startSlackCloud({
    signingSecret: "secret-of-the-tests",
    appUrl: () => `http://127.0.0.1:${port}`,
    rateLimits: false,
    workspaces: [
      {
        id: "T1",
        name: "Newark Unified",
        botToken: "xoxb-1",
        users: [
          { id: "U1", name: "lead", realName: "Team lead, Newark Unified" },
          { id: "U2", name: "coach", realName: "Coach, Newark Unified", restricted: true },
          { id: "U3", name: "visitor", realName: "Team lead, Sample Valley", teamId: "T2" },
          { id: "U4", name: "gone", realName: "Former teacher", deactivated: true },
          { id: "U5", name: "poll", realName: "Poll", bot: true },
          { id: "U6", name: "stranger", realName: "Stranger", teamId: "T9", stranger: true },
        ],
        channels: [
          { id: "C1", name: "exit-tickets", members: ["U1", "U3", "bot"] },
          { id: "C2", name: "leadership", private: true, members: ["U1"] },
          { id: "C3", name: "last-year", archived: true, members: ["U1"] },
        ],
      },
    ],
  });
});

afterEach(async () => {
  await slack.stop();
  await new Promise((resolve) => app.close(resolve));
});

const cloud = () => slackCloudOnPage(slack, { now: () => now });
const lead = { workspace: "T1", user: "U1" };

function workspace(of = cloud()): WorkspaceState {
  const [first] = of.state().workspaces;
  if (first === undefined) throw new Error("no workspace");
  return first;
}

function conversation(name: string, of = cloud()) {
  const found = workspace(of).conversations.find((one) => one.name === name && one.members.includes("U1"));
  if (found === undefined) throw new Error(`no conversation ${name}`);
  return found;
}

async function api(
  method: string,
  args: Record<string, unknown>,
): Promise<{ ok: boolean; ts: string; error?: string }> {
  const response = await fetch(`${slack.apiUrl}${method}`, {
    method: "POST",
    headers: { authorization: "Bearer xoxb-1", "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(args),
  });
  const answer = (await response.json()) as { ok: boolean; ts: string; error?: string };
  if (!answer.ok) throw new Error(answer.error);
  return answer;
}

const actions = (label: string) => [
  { type: "actions", elements: [{ type: "button", action_id: "go", text: { type: "plain_text", text: label } }] },
];

test("shows people who can be there, each with a private conversation with the bot, and their channels", () => {
  const { people, conversations } = workspace();
  expect(people.map(({ id, standing }) => [id, standing])).toEqual([
    ["U1", "member"],
    ["U2", "guest"],
    ["U3", "outside"],
  ]);
  const seenBy = (user: string) =>
    conversations.filter((one) => one.members.includes(user)).map(({ kind, name }) => `${kind}: ${name}`);
  expect(seenBy("U1")).toEqual(["bot: Throughline", "channel: exit-tickets", "private channel: leadership"]);
  expect(seenBy("U2")).toEqual(["bot: Throughline"]);
});

test("stamps a message with the programme's time at which it came, however far the clock moves on", async () => {
  const on = cloud();
  const stop = on.onChange(() => {});
  await on.act(lead, { do: "say", conversation: "C1", text: "first" });
  now = new Date("2025-11-20T16:00:00Z");
  await on.act(lead, { do: "say", conversation: "C1", text: "second" });
  now = new Date("2026-01-08T16:00:00Z");
  stop();
  expect(conversation("exit-tickets", on).messages.map((message) => message.at)).toEqual([
    "2025-10-10T16:20:00.000Z",
    "2025-11-20T16:00:00.000Z",
  ]);
});

test("carries the outbox id of what the app sent, and who alone sees an ephemeral message", async () => {
  const metadata = { event_type: "throughline", event_payload: { marker: "outbox-1" } };
  await api("chat.postMessage", { channel: slack.dm("T1", "U1"), text: "Hello", metadata });
  await api("chat.postEphemeral", { channel: "C1", user: "U1", text: "For you" });
  const direct = workspace().conversations.find((one) => one.id === slack.dm("T1", "U1"));
  expect(direct?.messages).toMatchObject([{ from: { kind: "bot" }, text: "Hello", marker: "outbox-1" }]);
  expect(conversation("exit-tickets").messages).toMatchObject([{ text: "For you", onlyFor: "U1" }]);
});

test("marks what was edited, and keeps nothing of what was deleted", async () => {
  const on = cloud();
  await on.act(lead, { do: "say", conversation: "C1", text: "about 40" });
  const [said] = conversation("exit-tickets", on).messages;
  const message = said?.id ?? "";
  await on.act(lead, { do: "edit", conversation: "C1", message, text: "about 45" });
  expect(conversation("exit-tickets", on).messages).toMatchObject([{ edited: true, text: "about 45" }]);
  await on.act(lead, { do: "delete", conversation: "C1", message });
  const [gone] = conversation("exit-tickets", on).messages;
  expect(gone).toMatchObject({ deleted: true, text: "" });
  expect(JSON.stringify(gone)).not.toContain("about 4");
});

test("shows the newest messages of a long conversation and counts the others", async () => {
  for (let index = 0; index < messagesShown + 3; index++) {
    await api("chat.postMessage", { channel: "C1", text: `message ${index}` });
  }
  const { messages, left } = conversation("exit-tickets");
  expect(left).toBe(3);
  expect(messages).toHaveLength(messagesShown);
  expect(messages.at(-1)?.text).toBe(`message ${messagesShown + 2}`);
});

test("presses the button that is meant, and says when the app does not answer", async () => {
  const { ts } = await api("chat.postMessage", { channel: "C1", text: "Go?", blocks: actions("Go") });
  const press = {
    do: "press",
    on: { conversation: "C1", message: ts },
    button: { action: "go", label: "Go" },
  } as const;
  expect(await cloud().act(lead, press)).toEqual({ outcome: "done", problem: undefined });
  expect(slack.deliveries().at(-1)).toMatchObject({ type: "block_actions" });
  appAnswer = { status: 500 };
  expect((await cloud().act(lead, press)).problem).toMatch(/did not respond/);
});

test("refuses in plain words what is not there any more", async () => {
  const { ts } = await api("chat.postMessage", { channel: "C1", text: "Go?", blocks: actions("Go") });
  await api("chat.update", { channel: "C1", ts, text: "Done", blocks: actions("Again") });
  const old = { conversation: "C1", message: ts };
  const pressed = cloud().act(lead, { do: "press", on: old, button: { action: "go", label: "Go" } });
  await expect(pressed).rejects.toThrow(ActRefused);
  await expect(pressed).rejects.toThrow("That is not there any more, or not for this person.");
});

test.each([
  ["a workspace that is not there", { workspace: "T7", user: "U1" }],
  ["a person who is not there", { workspace: "T1", user: "U7" }],
  ["another app's bot", { workspace: "T1", user: "U5" }],
])("refuses to act as %s", async (_, as) => {
  await expect(cloud().act(as, { do: "say", conversation: "C1", text: "hello" })).rejects.toThrow(ActRefused);
});

test("does not speak for somebody in a channel where she is not", async () => {
  const said = cloud().act({ workspace: "T1", user: "U2" }, { do: "say", conversation: "C1", text: "hello" });
  await expect(said).rejects.toThrow(ActRefused);
  expect(conversation("exit-tickets").messages).toEqual([]);
});

test("does not remove the app where it could not be added again", async () => {
  await expect(cloud().act(lead, { do: "uninstall" })).rejects.toThrow(ActRefused);
  expect(workspace().installed).toBe(true);
  const on = slackCloudOnPage(slack, { now: () => now, installUrl: () => "/slack/install" });
  await on.act(lead, { do: "uninstall" });
  expect(workspace(on)).toMatchObject({ installed: false, installUrl: "/slack/install" });
});

test("keeps a form open with its errors and values, and closes it when the app is content", async () => {
  const field = { type: "plain_text_input", action_id: "value" };
  const label = { type: "plain_text", text: "Result" };
  const view = {
    type: "modal",
    title: { type: "plain_text", text: "Update" },
    submit: { type: "plain_text", text: "Record" },
    blocks: [{ type: "input", block_id: "result", label, element: field }],
  };
  appAnswer = { status: 200 };
  const { ts } = await api("chat.postMessage", { channel: "C1", text: "Go?", blocks: actions("Go") });
  const on = cloud();
  await on.act(lead, { do: "press", on: { conversation: "C1", message: ts }, button: { action: "go" } });
  const trigger = await pressedTrigger(ts);
  await api("views.open", { trigger_id: trigger, view });
  const dialog = () => workspace(on).dialogs[0];
  expect(dialog()).toMatchObject({ person: "U1", content: { title: "Update", submit: "Record" }, errors: {} });

  appAnswer = { status: 200, json: { response_action: "errors", errors: { result: "Please write a number." } } };
  const id = dialog()?.id ?? "";
  const kept = await on.act(lead, { do: "submit", dialog: id, values: { result: "many" } });
  expect(kept).toMatchObject({ outcome: "kept", errors: { result: "Please write a number." } });
  expect(dialog()).toMatchObject({
    errors: { result: "Please write a number." },
    content: { values: { result: { value: { value: "many" } } } },
  });

  appAnswer = { status: 200 };
  expect(await on.act(lead, { do: "submit", dialog: id, values: { result: "55" } })).toEqual({ outcome: "closed" });
  expect(dialog()).toBeUndefined();
});

/** Presses once more and takes the trigger out of what the app was sent. */
async function pressedTrigger(ts: string): Promise<string> {
  const heard = new Promise<string>((resolve) => {
    app.prependOnceListener("request", (request) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const payload = new URLSearchParams(Buffer.concat(chunks).toString()).get("payload") ?? "{}";
        resolve((JSON.parse(payload) as { trigger_id: string }).trigger_id);
      });
    });
  });
  await slack.press("T1", "U1", { channel: "C1", ts }, "go");
  return heard;
}
