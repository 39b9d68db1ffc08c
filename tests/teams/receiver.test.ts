import { request as httpRequest } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { formDialog } from "../../adapters/teams/form.js";
import { dialogField } from "../../adapters/teams/inbound.js";
import { acts, fetched, pressed, type Running, running, send, submitted, tenant, typed } from "./in-world.js";

let app: Running;
afterEach(() => app?.stop());

const form = {
  id: "update" as const,
  title: "Record an update",
  submit: "Record",
  fields: [{ kind: "long" as const, name: "what", label: "What did you try?" }],
};
const button = formDialog(form, { cycle: "c1", [dialogField]: "f:1" }).card.content.actions?.[0]?.data as object;
const sent = (at: Running, what: string) => submitted(at, { ...button, what });

/** What stands in a dialog that is answered. */
function dialogIn(body: string): { texts: string; values: string[] } {
  const pieces: Record<string, unknown>[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (!Array.isArray(value)) pieces.push(value as Record<string, unknown>);
    for (const inner of Object.values(value)) walk(inner);
  };
  walk(JSON.parse(body));
  const texts = pieces
    .flatMap(({ text, errorMessage }) => [text, errorMessage])
    .filter((one) => typeof one === "string");
  const values = pieces.filter(({ type }) => String(type).startsWith("Input.")).map(({ value }) => String(value));
  return { texts: texts.join("\n"), values };
}

describe("the endpoint", () => {
  it("answers 200 after the commit, and not before", async () => {
    app = await running();
    let committed = false;
    app.answer(async () => {
      await pause(80);
      committed = true;
      return { kind: "none" };
    });
    expect((await send(app, typed(app, "hello"))).status).toBe(200);
    expect(committed).toBe(true);
  });

  it("answers 5xx where nothing was committed, and says nothing of why", async () => {
    app = await running();
    app.answer(async () => {
      throw new Error("the database at secret.example is away");
    });
    for (const activity of [typed(app, "precious text"), pressed(app, { do: "mute" })])
      expect(await send(app, activity)).toEqual({ status: 500, body: "" });
    expect(app.journal.lines.join("\n")).toMatch(/teams.request-failed.*"request":"message".*"at":\[/);
    expect(app.journal.lines.join("\n")).not.toMatch(/secret|precious/);
  });

  it("answers 5xx where what is known of the tenant cannot be read or stored", async () => {
    app = await running({
      credentials: {
        find: () => Promise.reject(new Error("away")),
      },
    });
    expect((await send(app, typed(app, "hello"))).status).toBe(500);
    expect(app.events).toEqual([]);
  });

  it.each([
    ["null", "null", 400, "no-activity"],
    ["an empty list", "[]", 400, "no-activity"],
    ["a number", "7", 400, "no-activity"],
    ["bad JSON", '{"type":', 400, "unreadable-body"],
    ["nothing", "", 400, "unreadable-body"],
    ["no type", "{}", 400, "no-activity"],
    ["a type that is a list", '{"type":["message"]}', 400, "no-activity"],
    ["no conversation", { conversation: undefined }, 400, "unreadable-message"],
    ["a conversation that is a text", { conversation: "a:1" }, 400, "unreadable-message"],
    ["no sender", { from: null }, 400, "unreadable-message"],
    ["no id", { id: undefined }, 400, "unreadable-message"],
    ["a text that is an object", { text: { evil: true } }, 400, "unreadable-message"],
    ["entities that are no list", { entities: "at" }, 400, "unreadable-message"],
    ["more than a megabyte", { text: "x".repeat(1_100_000) }, 413, "too-large"],
  ])("refuses %s at once", async (_name, body, status, reason) => {
    app = await running();
    const started = Date.now();
    const whole = typeof body === "string" ? body : typed(app, "x", body);
    expect((await send(app, whole)).status).toBe(status);
    expect(Date.now() - started).toBeLessThan(1000);
    expect(app.journal.counts).toEqual([`refused teams:${reason}`]);
    expect(app.events).toEqual([]);
    expect((await send(app, typed(app, "still there?"))).status).toBe(200);
  });

  it("refuses what does not say that it is JSON", async () => {
    app = await running();
    const headers = { "content-type": "text/plain" };
    expect((await send(app, JSON.stringify(typed(app, "x")), { headers })).status).toBe(400);
  });

  it("takes JSON behind a byte order mark", async () => {
    app = await running();
    expect((await send(app, `\uFEFF${JSON.stringify(typed(app, "x"))}`)).status).toBe(200);
    expect(acts(app)).toHaveLength(1);
  });

  it("answers 200 to what it does not know, and counts it by a reason of ours", async () => {
    app = await running();
    const unknown = [
      { type: "hologram", value: { of: "next year" } },
      { type: "hologram", from: "nobody" },
      { type: "invoke", name: "composeExtension/query" },
      { type: "messageReaction", reactionsAdded: [{ type: "like" }] },
      { type: "conversationUpdate", channelData: { tenant: { id: tenant }, eventType: "teamPainted" } },
      { type: "event", name: "application/vnd.microsoft.meetingStart" },
    ];
    for (const fields of unknown) expect((await send(app, typed(app, "x", fields))).status).toBe(200);
    expect(app.journal.counts).toEqual([
      "ignored teams:unknown-activity",
      "ignored teams:unknown-activity",
      "ignored teams:unknown-invoke",
      "ignored teams:reaction",
      "ignored teams:conversation-changed",
      "ignored teams:unknown-activity",
    ]);
    expect(acts(app)).toEqual([]);
  });

  it("survives who breaks off in the middle", async () => {
    app = await running();
    await new Promise<void>((resolve) => {
      const request = httpRequest(`${app.url}/api/messages`, { method: "POST", headers: { "content-length": "1000" } });
      request.on("error", () => resolve());
      request.write('{"type":');
      setTimeout(() => request.destroy(), 30);
    });
    expect((await send(app, typed(app, "x"))).status).toBe(200);
  });
});

describe("an answer that does not come in time", () => {
  const deadlines = { invoke: 120, other: 200 };
  /** A house that takes its time, and commits. */
  const slowly = async (at: Running, ms: number) => {
    let done = 0;
    at.answer(async () => {
      await pause(ms);
      done += 1;
      return { kind: "none" };
    });
    return () => done;
  };

  it("is 503 for a message, which is then delivered again with the same key", async () => {
    app = await running({ deadlines });
    const done = await slowly(app, 350);
    const message = typed(app, "hello");
    const started = Date.now();
    expect((await send(app, message)).status).toBe(503);
    expect(Date.now() - started).toBeLessThan(330);
    app.answer({ kind: "none" });
    expect((await send(app, message)).status).toBe(200);
    const [first, second] = acts(app);
    expect(second?.key).toBe(first?.key);
    await app.platform.stop();
    expect(done()).toBe(1);
  });

  it("keeps a form open with its text, and says that it may be saved", async () => {
    app = await running({ deadlines });
    await slowly(app, 300);
    const answer = await send(app, sent(app, "Something precious"));
    expect(answer.status).toBe(200);
    expect(dialogIn(answer.body).texts).toContain("It may already be saved, and your text is still here");
    expect(dialogIn(answer.body).values).toContain("Something precious");
    // She sends the same again from the dialog that she was shown.
    const data = JSON.parse(answer.body).task.value.card.content.actions[0].data;
    app.answer({ kind: "close-form" });
    await send(app, submitted(app, { ...data, what: "Something precious" }));
    const [first, second] = acts(app);
    expect(second?.key).toBe(first?.key);
  });

  it("is a sentence where a dialog was to open", async () => {
    app = await running({ deadlines });
    await slowly(app, 300);
    const answer = await send(app, fetched(app, { action: { do: "update", cycle: "c1" } }));
    expect(JSON.parse(answer.body)).toEqual({
      task: { type: "message", value: expect.stringContaining("took too long") },
    });
  });

  it("is an error where the form is too large to be shown again: Teams keeps it", async () => {
    app = await running({ deadlines });
    await slowly(app, 300);
    expect((await send(app, sent(app, "x".repeat(200_000)))).status).toBe(503);
    expect((await send(app, typed(app, "x"))).status).toBe(503);
  });
});

describe("stopping", () => {
  it("lets work under way finish, and refuses what comes", async () => {
    app = await running();
    let done = false;
    app.answer(async () => {
      await pause(150);
      done = true;
      return { kind: "none" };
    });
    const sending = send(app, typed(app, "hello"));
    await pause(60);
    const stopping = app.platform.stop();
    expect((await send(app, typed(app, "late"))).status).toBe(503);
    await stopping;
    expect(done).toBe(true);
    expect((await sending).status).toBe(200);
    expect(acts(app)).toHaveLength(1);
  });

  it("waits for what is said after the answer, too", async () => {
    app = await running();
    app.answer({ kind: "notice", card: { blocks: [{ kind: "text", text: "Here you are." }] } });
    expect((await send(app, typed(app, "hello"))).status).toBe(200);
    await app.platform.stop();
    expect(app.microsoft.called(/activities$/)).toHaveLength(1);
  });

  it("can be followed by a start", async () => {
    app = await running();
    await app.platform.stop();
    expect((await send(app, typed(app, "hello"))).status).toBe(503);
    await app.platform.start(async () => ({ kind: "none" }));
    expect((await send(app, typed(app, "hello"))).status).toBe(200);
  });
});
