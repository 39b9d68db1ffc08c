import { afterEach, describe, expect, it } from "vitest";
import { formDialog } from "../../adapters/teams/form.js";
import { dialogField } from "../../adapters/teams/inbound.js";
import { texts } from "../../adapters/teams/texts.js";
import type { Card } from "../../src/core/ui/card.js";
import type { Form } from "../../src/core/ui/form.js";
import type { Reply } from "../../src/ports/chat-platform.js";
import { acts, chat, fetched, posted, pressed, type Running, running, send, submitted, typed } from "./in-world.js";

let app: Running;
afterEach(() => app?.stop());

const form: Form = {
  id: "update",
  title: "Record an update",
  submit: "Record",
  fields: [
    { kind: "long", name: "what", label: "What did you try?", value: "Exit tickets" },
    { kind: "number", name: "result", label: "Result" },
  ],
};
const card: Card = { blocks: [{ kind: "text", text: "Recorded. Thank you." }] };
const notice: Reply = { kind: "notice", card };
const showForm: Reply = { kind: "show-form", form, context: { cycle: "c1" } };

type Task = {
  type: string;
  value: { title: string; card: { content: { body: object[]; actions: { data: object }[] } } };
};
const taskIn = (body: string): Task => JSON.parse(body).task;
const dataIn = (body: string): Record<string, unknown> =>
  taskIn(body).value.card.content.actions[0]?.data as Record<string, unknown>;
const contextIn = (body: string) => (dataIn(body).throughline as { context: Record<string, string> }).context;

/** Messages that the bot sent, where and what. */
async function told(at: Running): Promise<{ where: string; text: string }[]> {
  await at.platform.stop();
  return at.microsoft
    .called(/\/activities$/)
    .map(({ path, body }) => ({ where: decodeURIComponent(path.split("/").at(-2) ?? ""), text: body }));
}

const sent = (at: Running, values: Record<string, string>, dialog = "f:1") =>
  submitted(at, {
    ...(formDialog(form, { cycle: "c1", [dialogField]: dialog }).card.content.actions?.[0]?.data as object),
    ...values,
  });

describe("a reply to a button that opens a dialog", () => {
  const open = (at: Running, fields = {}) => fetched(at, { action: { do: "update", cycle: "c1" } }, fields);

  it("is the form, in a dialog that is known by its opening", async () => {
    app = await running();
    app.answer(showForm);
    const { status, body } = await send(app, open(app, { id: "f:77" }));
    expect(status).toBe(200);
    expect(taskIn(body)).toMatchObject({ type: "continue", value: { title: "Record an update" } });
    expect(body).toContain("Exit tickets");
    expect(contextIn(body)).toEqual({ cycle: "c1", [dialogField]: "f:77" });
    expect(await told(app)).toEqual([]);
  });

  it("is a notice in the dialog", async () => {
    app = await running();
    app.answer(notice);
    const { body } = await send(app, open(app));
    expect(taskIn(body)).toMatchObject({ type: "continue", value: { title: "Throughline" } });
    expect(body).toContain("Recorded. Thank you.");
  });

  it.each([
    ["there is nothing to show", { kind: "none" } as Reply],
    ["the dialog cannot be drawn", { ...showForm, form: { ...form, title: "x".repeat(80_000) } } as Reply],
  ])("is a sentence where %s", async (_name, reply) => {
    app = await running();
    app.answer(reply);
    const { status, body } = await send(app, open(app));
    expect([status, taskIn(body)]).toEqual([200, { type: "message", value: texts.couldNotOpen }]);
  });

  it("is a sentence where the house failed, without its reason", async () => {
    app = await running();
    app.answer(async () => {
      throw new Error("the database is away");
    });
    const { status, body } = await send(app, open(app));
    expect([status, taskIn(body)]).toEqual([200, { type: "message", value: texts.couldNotOpen }]);
  });

  it("is the command's form, where the button was sent for a command", async () => {
    app = await running();
    app.answer(showForm);
    const { body } = await send(app, fetched(app, { command: { name: "update", text: "" } }));
    expect(taskIn(body).type).toBe("continue");
    expect(acts(app)).toMatchObject([{ kind: "command", name: "update" }]);
  });
});

describe("a reply to a sent form", () => {
  it.each([
    ["nothing to say", { kind: "none" } as Reply],
    ["nothing more to say", { kind: "close-form" } as Reply],
  ])("closes it with %s", async (_name, reply) => {
    app = await running();
    app.answer(reply);
    expect(await send(app, sent(app, { what: "x" }))).toEqual({ status: 200, body: "" });
  });

  it("shows a card in the dialog's place", async () => {
    app = await running();
    app.answer({ kind: "close-form", notice: card });
    const { body } = await send(app, sent(app, { what: "x" }));
    expect(taskIn(body).type).toBe("continue");
    expect(body).toContain("Recorded. Thank you.");
    expect(await told(app)).toEqual([]);
  });

  it("keeps it with what was typed and the errors, in the same dialog", async () => {
    app = await running();
    app.answer({ kind: "keep-form", errors: { result: "Please give one figure." }, notice: "Look again, please." });
    const { body } = await send(app, sent(app, { what: "Two tickets", result: "20 to 30" }, "f:5"));
    for (const text of ["Two tickets", "20 to 30", "Please give one figure.", "Look again, please."])
      expect(body).toContain(text);
    expect(contextIn(body)).toEqual({ cycle: "c1", [dialogField]: "f:5" });
    app.answer({ kind: "close-form" });
    await send(app, submitted(app, { ...dataIn(body), what: "Two tickets", result: "25" }));
    expect(acts(app)).toMatchObject([
      { context: { cycle: "c1" }, values: { result: "20 to 30" } },
      { context: { cycle: "c1" }, values: { result: "25" } },
    ]);
    const [first, second] = acts(app);
    expect(second?.key).not.toBe(first?.key);
  });

  it("keeps it with its text where the house failed, without the reason", async () => {
    app = await running();
    app.answer(async () => {
      throw new Error("the database is away");
    });
    const { status, body } = await send(app, sent(app, { what: "Something precious" }));
    expect(status).toBe(200);
    expect(body).toContain("Something precious");
    expect(body).toContain(texts.notSaved);
    expect(body).not.toContain("database");
  });

  it("keeps it where it cannot be shown again, by an error", async () => {
    app = await running();
    app.answer({ kind: "keep-form", errors: { what: "Too long." } });
    expect(await send(app, sent(app, { what: "x".repeat(200_000) }))).toEqual({ status: 500, body: "" });
  });

  it("closes it where it is saved and only the card cannot be drawn", async () => {
    app = await running();
    app.answer({ kind: "close-form", notice: { blocks: [{ kind: "picture", url: "nowhere", alt: "x" }] } });
    expect(await send(app, sent(app, { what: "x" }))).toEqual({ status: 200, body: "" });
    expect(app.journal.lines.join()).toContain("teams.reply-not-drawn");
  });

  it("can be another form", async () => {
    app = await running();
    app.answer({ ...showForm, form: { ...form, title: "And now" } } as Reply);
    const { body } = await send(app, sent(app, { what: "x" }));
    expect(taskIn(body).value.title).toBe("And now");
  });

  it("leaves a form open that we cannot read any more, and another app's alone", async () => {
    app = await running();
    const old = { throughline: { form: { id: "of an older version" } }, what: "precious" };
    expect((await send(app, submitted(app, old))).status).toBe(400);
    expect((await send(app, submitted(app, { q1: "4" }))).status).toBe(200);
    expect((await send(app, sent(app, { what: "x" }))).status).toBe(200);
    expect(app.journal.counts).toEqual(["ignored teams:unknown-form", "ignored teams:unknown-dialog"]);
  });
});

describe("a reply to anything else", () => {
  it("is told in her own chat with the bot, wherever she acted", async () => {
    app = await running();
    app.answer(notice);
    await send(app, typed(app, "status"));
    await send(app, pressed(app, { do: "what-i-ask" }));
    await send(app, posted(app, "<at>Throughline</at> status"));
    const messages = await told(app);
    // From the channel her chat is not known: Teams says which it is.
    expect(messages.map(({ where }) => where)).toEqual([chat, chat, "a:made"]);
    for (const { text } of messages) expect(text).toContain("Recorded. Thank you.");
  });

  it("that is a form is a card with a button that brings the command back", async () => {
    app = await running();
    app.answer(showForm);
    await send(app, posted(app, "<at>Throughline</at> update maths"));
    const [message] = await told(app);
    expect(JSON.parse(message?.text ?? "").attachments[0].content).toMatchObject({ type: "AdaptiveCard" });
    expect(message?.text).toContain('"msteams":{"type":"task/fetch"}');
    expect(message?.text).toContain('"command":{"name":"update","text":"maths"}');
  });

  it("that is a form to a button without a dialog says that it could not be opened", async () => {
    app = await running();
    app.answer(showForm);
    await send(app, pressed(app, { do: "mute" }));
    expect((await told(app))[0]?.text).toContain(texts.couldNotOpen);
  });

  it("that keeps a form says what is wrong, never read as markup", async () => {
    app = await running();
    app.answer({ kind: "keep-form", errors: { what: "**One** figure, please." }, notice: "Not saved." });
    await send(app, typed(app, "x"));
    const [message] = await told(app);
    expect(message?.text).toContain("Not saved.");
    expect(message?.text).toMatch(/One/);
  });

  it("that cannot be delivered is written down, and nothing is undone", async () => {
    app = await running();
    app.answer(notice);
    app.microsoft.how.token = { error: "invalid_client", error_description: "AADSTS7000215: Invalid client secret." };
    expect((await send(app, typed(app, "precious"))).status).toBe(200);
    await app.platform.stop();
    expect(app.journal.lines.join("\n")).toMatch(
      /error teams.credentials-refused .*MicrosoftAppPassword.*\n.*warn teams.reply-not-delivered .*"kind":"not-sent"/,
    );
    expect(app.journal.lines.join("\n")).not.toMatch(/precious|Invalid client secret|a-password/);
  });

  it("to nobody, or to somebody of a tenant without the app, is written down too", async () => {
    app = await running();
    app.answer(notice);
    const from = { id: "29:x", aadObjectId: "44444444-0000-4000-8000-000000000004", tenantId: "elsewhere" };
    expect((await send(app, posted(app, "<at>Throughline</at> help", { from }))).status).toBe(200);
    await app.platform.stop();
    expect(app.journal.lines.join("\n")).toMatch(/teams.reply-not-delivered .*"kind":"unreachable"/);
    expect(app.microsoft.called(/v3/)).toEqual([]);
  });
});
