import { afterEach, beforeEach, expect, test } from "vitest";
import { ActRefused, type Cloud, type WorkspaceState } from "../../adapters/sandbox/page/cloud.js";
import { teamsCloudOnPage } from "../../adapters/sandbox/page/teams-content.js";
import { coach, exitTickets, general, lead, startTown, type Town, tenant, visitor } from "./teams-town.js";

let town: Town;
let now: Date;
let on: Cloud;

beforeEach(async () => {
  town = await startTown();
  now = new Date("2025-10-10T16:20:00Z");
  on = teamsCloudOnPage(town.cloud, { now: () => now, teamName: () => "Improvement" });
});

afterEach(() => town.stop());

const asLead = { workspace: tenant, user: lead };

function workspace(): WorkspaceState {
  const [first] = on.state().workspaces;
  if (first === undefined) throw new Error("no tenant");
  return first;
}

function conversation(id: string) {
  const found = workspace().conversations.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no conversation ${id}`);
  return found;
}

const chat = () => town.cloud.personal(tenant, lead);
const inChat = () => conversation(chat());

const submit = (title: string, data = { go: 1 }) => ({ type: "Action.Submit", title, data });
const card = (text: string, ...actions: unknown[]) => ({
  type: "AdaptiveCard",
  version: "1.5",
  body: [{ type: "TextBlock", text }],
  actions,
});
const opens = { type: "Action.Submit", title: "Add", data: { msteams: { type: "task/fetch" } } };

function dialog(...body: unknown[]) {
  const content = { type: "AdaptiveCard", version: "1.5", body, actions: [submit("Record"), submit("Later")] };
  const value = { title: "What happened", card: { contentType: "application/vnd.microsoft.card.adaptive", content } };
  return { status: 200, json: { task: { type: "continue", value } } };
}

const input = { type: "Input.Text", id: "happened", label: "What happened?" };

async function openDialog(): Promise<string> {
  const message = await town.post({ person: lead }, card("Go?", opens));
  town.answer = () => dialog(input);
  await on.act(asLead, { do: "press", on: { conversation: chat(), message }, button: { label: "Add" } });
  const [open] = workspace().dialogs;
  if (open === undefined) throw new Error("no dialog opened");
  return open.id;
}

test("shows people with their chats and the channels of their team, and no other app's bot", () => {
  const { people, conversations, installed, installUrl } = workspace();
  expect(on.state()).toMatchObject({ platform: "teams", homePage: false });
  expect({ installed, installUrl }).toEqual({ installed: true, installUrl: undefined });
  expect(people.map(({ id, standing }) => [id, standing])).toEqual([
    [lead, "member"],
    [coach, "guest"],
    [visitor, "outside"],
  ]);
  const seenBy = (user: string) =>
    conversations
      .filter((one) => one.members.includes(user))
      .map(({ kind, name, team }) => [kind, name, team].filter(Boolean).join(": "));
  expect(seenBy(lead)).toEqual([
    "bot: Throughline",
    "channel: General: Improvement",
    "channel: exit-tickets: Improvement",
  ]);
  expect(seenBy(visitor)).toEqual(["bot: Throughline", "channel: exit-tickets: Improvement"]);
});

test("says of a message when it came, by the programme's clock", async () => {
  const early = await town.post({ person: lead }, card("first"));
  now = new Date("2025-10-14T22:30:00Z");
  const late = await town.post({ person: lead }, card("second"));
  const { messages } = inChat();
  expect(messages.map(({ id }) => id)).toEqual([early, late]);
  expect(messages[1]).toMatchObject({ at: "2025-10-14T22:30:00.000Z", from: { kind: "bot", name: "Throughline" } });
  expect(messages[1]?.content).toMatchObject({ card: { body: [{ text: "second" }] } });
});

test("notes the time at the change, although nobody looks before the clock has moved on", async () => {
  const stop = on.onChange(() => {});
  await town.post({ person: lead }, card("first"));
  now = new Date("2025-12-01T16:00:00Z");
  expect(inChat().messages[0]?.at).toBe("2025-10-10T16:20:00.000Z");
  stop();
});

test("calls back for what people could see, not for requests", async () => {
  let changes = 0;
  const stop = on.onChange(() => changes++);
  await on.act(asLead, { do: "say", conversation: chat(), text: "hello" });
  expect(changes).toBe(1);
  stop();
  await on.act(asLead, { do: "say", conversation: chat(), text: "hello" });
  expect(changes).toBe(1);
});

test("addresses the bot in a channel only where she does", async () => {
  await on.act(asLead, { do: "say", conversation: exitTickets, text: "status", mention: true });
  expect(conversation(exitTickets).messages[0]?.text).toBe("<at>Throughline</at> status");
  expect(JSON.stringify(town.heard[0])).toContain('"type":"mention"');
  await on.act(asLead, { do: "say", conversation: exitTickets, text: "status" });
  expect(conversation(exitTickets).messages[1]?.text).toBe("status");
  expect(JSON.stringify(town.heard[1])).not.toContain('"type":"mention"');
});

test("answers in a thread, edits, deletes and brings back", async () => {
  const root = await town.post({ channel: exitTickets }, card("This week"));
  await on.act(asLead, { do: "say", conversation: exitTickets, text: "what now", thread: root, mention: true });
  const said = () => conversation(exitTickets).messages[1];
  const message = said()?.id ?? "";
  expect(said()).toMatchObject({ thread: root, from: { kind: "person", id: lead } });
  await on.act(asLead, { do: "edit", conversation: exitTickets, message, text: "@Throughline what next" });
  expect(said()).toMatchObject({ text: "<at>Throughline</at> what next", edited: true });
  await on.act(asLead, { do: "delete", conversation: exitTickets, message });
  expect(said()).toMatchObject({ text: "", deleted: true });
  await on.act(asLead, { do: "undelete", conversation: exitTickets, message });
  expect(said()).toMatchObject({ text: "<at>Throughline</at> what next", deleted: false });
  const other = on.act({ workspace: tenant, user: coach }, { do: "delete", conversation: exitTickets, message });
  await expect(other).rejects.toThrow(ActRefused);
});

test("presses a button and says when the app does not answer well", async () => {
  const message = await town.post({ person: lead }, card("Go?", submit("Later")));
  const press = { do: "press", on: { conversation: chat(), message }, button: { label: "Later" } } as const;
  expect((await on.act(asLead, press)).problem).toBeUndefined();
  expect(town.heard.at(-1)).toMatchObject({ type: "message", value: { go: 1 } });
  town.answer = () => ({ status: 500 });
  expect((await on.act(asLead, press)).problem).toMatch(/Unable to reach app/);
});

test("presses the one that is meant of several buttons with the same words", async () => {
  const message = await town.post({ person: lead }, card("Which?", submit("Edit"), submit("Edit", { go: 2 })));
  const on2 = { conversation: chat(), message };
  await on.act(asLead, { do: "press", on: on2, button: { label: "Edit", nth: "1" } });
  expect(town.heard.at(-1)).toMatchObject({ type: "message", value: { go: 2 } });
  const unsaid = on.act(asLead, { do: "press", on: on2, button: { label: "Edit" } });
  await expect(unsaid).rejects.toThrow(ActRefused);
});

test("refuses in plain words what is not there any more", async () => {
  const message = await town.post({ person: lead }, card("Go?", submit("Later")));
  await town.rewrite(lead, message, card("Done"));
  expect(inChat().messages[0]).toMatchObject({ edited: true });
  const pressed = on.act(asLead, { do: "press", on: { conversation: chat(), message }, button: { label: "Later" } });
  await expect(pressed).rejects.toThrow(ActRefused);
  await expect(pressed).rejects.toThrow("That is not there any more, or not for this person.");
});

test.each([
  ["a tenant that is not there", { workspace: visitor, user: lead }],
  ["a person who is not there", { workspace: tenant, user: tenant }],
  ["another app's bot", { workspace: tenant, user: "7a0c2f0e-1111-4f6b-8a11-000000000004" }],
])("refuses to act as %s", async (_, as) => {
  await expect(on.act(as, { do: "say", conversation: exitTickets, text: "hello" })).rejects.toThrow(ActRefused);
});

test("does not speak for somebody in a channel where she is not", async () => {
  const said = on.act({ workspace: tenant, user: visitor }, { do: "say", conversation: general, text: "hello" });
  await expect(said).rejects.toThrow(ActRefused);
  expect(conversation(general).messages).toEqual([]);
});

test.each(["command", "open-home", "uninstall"] as const)("knows nothing of %s", async (what) => {
  const act = what === "command" ? { do: what, conversation: "x", command: "/throughline", text: "" } : { do: what };
  await expect(on.act(asLead, act)).rejects.toThrow("Teams has no such thing.");
});

test("keeps a dialog open with its values when the app fails, and shows the card that the app answers", async () => {
  const id = await openDialog();
  expect(workspace().dialogs[0]).toMatchObject({
    person: lead,
    content: { title: "What happened", values: { happened: "" } },
  });
  const send = () =>
    on.act(asLead, { do: "submit", dialog: id, values: { happened: "It worked" }, button: { label: "Record" } });

  town.answer = () => ({ status: 500 });
  expect(await send()).toMatchObject({ outcome: "kept", problem: expect.stringMatching(/Unable to reach app/) });
  expect(workspace().dialogs[0]).toMatchObject({ id, content: { values: { happened: "It worked" } } });

  town.answer = () =>
    dialog({ ...input, value: "It worked" }, { type: "TextBlock", text: "A number, please.", color: "attention" });
  expect(await send()).toEqual({ outcome: "done" });
  expect(workspace().dialogs[0]).toMatchObject({
    id,
    content: { card: { body: [{}, { text: "A number, please." }] } },
  });

  town.answer = () => ({ status: 200 });
  expect(await send()).toMatchObject({ outcome: "closed" });
  expect(workspace().dialogs).toEqual([]);
  expect(town.heard.at(-1)).toMatchObject({ name: "task/submit", value: { data: { happened: "It worked" } } });
});

test("hands on what the app says in place of the dialog, and closes one without telling the app", async () => {
  const first = await openDialog();
  const heard = town.heard.length;
  expect(await on.act(asLead, { do: "cancel", dialog: first })).toEqual({ outcome: "closed" });
  expect(town.heard).toHaveLength(heard);
  const second = await openDialog();
  town.answer = () => ({ status: 200, json: { task: { type: "message", value: "This cycle is closed." } } });
  const sent = await on.act(asLead, { do: "submit", dialog: second, values: {}, button: { label: "Record" } });
  expect(sent).toEqual({ outcome: "closed", message: "This cycle is closed." });
});

test("takes the app out of a chat or a team and adds it again", async () => {
  expect([inChat().app, conversation(exitTickets).app]).toEqual(["here", "here"]);
  await on.act(asLead, { do: "remove-app", conversation: chat() });
  await on.act(asLead, { do: "remove-app", conversation: exitTickets });
  expect([inChat().app, conversation(exitTickets).app, conversation(general).app]).toEqual(["away", "away", "away"]);
  expect((await on.act(asLead, { do: "say", conversation: chat(), text: "hello" })).problem).toMatch(/not available/);
  await on.act(asLead, { do: "add-app", conversation: chat() });
  await on.act(asLead, { do: "add-app", conversation: exitTickets });
  expect([inChat().app, conversation(general).app]).toEqual(["here", "here"]);
  const elsewhere = on.act({ workspace: tenant, user: visitor }, { do: "remove-app", conversation: general });
  await expect(elsewhere).rejects.toThrow(ActRefused);
});
