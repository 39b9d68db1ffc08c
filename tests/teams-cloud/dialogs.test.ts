import { describe, expect, it } from "vitest";
import type { TeamsCloud } from "../../adapters/sandbox/teams-cloud/index.js";
import {
  type Answering,
  block,
  cardOf,
  channel,
  dialog,
  fetchButton,
  input,
  lead,
  oakfield,
  posted,
  start,
  submit,
  teacher,
  visitor,
} from "./world.js";

const form = cardOf(
  [
    input("change", { isRequired: true, errorMessage: "Say what changes." }),
    input("more", { value: "typed before" }),
    {
      type: "Input.ChoiceSet",
      id: "stage",
      label: "Stage",
      choices: [
        { title: "Plan", value: "plan" },
        { title: "Do", value: "do" },
      ],
    },
    { type: "Input.Toggle", id: "share", title: "Share" },
  ],
  [submit("Save", { throughline: { form: "update" } })],
);

/** An app that opens the form, and answers the submit as told. */
const opens =
  (onSubmit: Answering = () => ({})): Answering =>
  (heard) => {
    if (heard.json.name === "task/fetch") return { body: dialog(form) };
    return heard.json.name === "task/submit" ? onSubmit(heard) : {};
  };

async function opened(cloud: TeamsCloud, where = cloud.personal(oakfield, lead), person = lead) {
  const message = await posted(cloud, where, cardOf([block("x")], [fetchButton("Update")]));
  const pressed = await cloud.press(oakfield, person, { channel: where, message }, "Update");
  if (!pressed.opened) throw new Error(`not opened: ${pressed.problem}`);
  return { message, id: pressed.opened.id, pressed };
}

describe("a button", () => {
  it("sends what it carries as a message of hers without text, that answers to the card", async () => {
    const { cloud, heard } = await start();
    const chat = cloud.personal(oakfield, lead);
    const message = await posted(cloud, chat, cardOf([block("x")], [submit("Not this week", { throughline: 1 })]));
    const pressed = await cloud.press(oakfield, lead, { channel: chat, message }, "Not this week");
    expect(pressed).toEqual({ status: 200 });
    expect(heard[0]?.json).toMatchObject({
      type: "message",
      replyToId: message,
      value: { throughline: 1 },
      from: { aadObjectId: lead },
      conversation: { id: chat },
      channelData: { source: { name: "message" } },
    });
    expect(heard[0]?.json.id).not.toBe(message);
    expect(heard[0]?.json).not.toHaveProperty("text");
    expect(cloud.messages(oakfield, chat)).toHaveLength(1);
  });

  it("in a thread names the thread, also without any permission to read there", async () => {
    const { cloud, heard } = await start();
    const root = await cloud.say(oakfield, lead, channel, "root");
    const where = `${channel};messageid=${root.id}`;
    const message = await posted(cloud, where, cardOf([block("x")], [submit("Yes")]));
    await cloud.press(oakfield, teacher, { channel, message }, "Yes");
    expect(heard[1]?.json).toMatchObject({ conversation: { id: where }, from: { aadObjectId: teacher } });
  });

  it("merges the card's inputs into its data, leaving out what is empty", async () => {
    const { cloud, heard } = await start();
    const chat = cloud.personal(oakfield, lead);
    const body = [input("note"), input("other", { value: "there" }), { type: "Input.Toggle", id: "t", title: "T" }];
    const card = cardOf(body, [submit("Send", { note: "overwritten", mine: 1 })]);
    const message = await posted(cloud, chat, card);
    const target = { channel: chat, message };
    await cloud.press(oakfield, lead, target, "Send", { note: "typed" });
    expect(heard[0]?.json.value).toEqual({ note: "typed", other: "there", t: "false", mine: 1 });
    await cloud.press(oakfield, lead, target, "Send", { other: "" });
    expect(heard[1]?.json.value).toEqual({ note: "overwritten", t: "false", mine: 1 });
    const [one, two] = heard;
    expect(one?.json.id).not.toBe(two?.json.id);
  });

  it("leaves the inputs alone where it says so", async () => {
    const { cloud, heard } = await start();
    const chat = cloud.personal(oakfield, lead);
    const required = input("note", { isRequired: true, errorMessage: "Needed." });
    const away = { ...submit("Never mind", { mine: 1 }), associatedInputs: "none" };
    const message = await posted(
      cloud,
      chat,
      cardOf([required, input("filled", { value: "x" })], [submit("Send"), away]),
    );
    expect((await cloud.press(oakfield, lead, { channel: chat, message }, "Send")).problem).toBe("Needed.");
    expect(heard).toHaveLength(0);
    await cloud.press(oakfield, lead, { channel: chat, message }, "Never mind");
    expect(heard[0]?.json.value).toEqual({ mine: 1 });
  });

  it("that fails says so, and is tried again with the same id", async () => {
    const { cloud, app, heard } = await start();
    app.answer = () => ({ status: 500 });
    const chat = cloud.personal(oakfield, lead);
    const message = await posted(cloud, chat, cardOf([block("x")], [submit("Yes")]));
    const pressed = await cloud.press(oakfield, lead, { channel: chat, message }, "Yes");
    expect(pressed).toEqual({ status: 500, problem: "Unable to reach app. Please try again." });
    await cloud.idle();
    expect(heard).toHaveLength(3);
    expect(new Set(heard.map(({ json }) => json.id)).size).toBe(1);
  });

  it("that only opens an address, or another part of the card, tells nobody", async () => {
    const { cloud, heard } = await start();
    const chat = cloud.personal(oakfield, lead);
    const actions = [
      { type: "Action.OpenUrl", title: "Read", url: "https://example.org" },
      { type: "Action.ShowCard", title: "More", card: { type: "AdaptiveCard", body: [], actions: [submit("Deep")] } },
    ];
    const message = await posted(cloud, chat, cardOf([block("x")], actions));
    expect(await cloud.press(oakfield, lead, { channel: chat, message }, "Read")).toEqual({});
    expect(await cloud.press(oakfield, lead, { channel: chat, message }, "More")).toEqual({});
    expect(heard).toEqual([]);
    await cloud.press(oakfield, lead, { channel: chat, message }, "Deep");
    expect(heard).toHaveLength(1);
  });

  it("has to be there, once, on a card that is still there, in front of somebody who sees it", async () => {
    const { cloud } = await start();
    const message = await posted(cloud, channel, cardOf([block("x")], [submit("Yes"), submit("Yes")]));
    const target = { channel, message };
    await expect(cloud.press(oakfield, lead, target, "No")).rejects.toThrow('0 buttons say "No"; there are: Yes, Yes');
    await expect(cloud.press(oakfield, lead, target, "Yes")).rejects.toThrow("2 buttons");
    await expect(cloud.press(oakfield, visitor, target, "Yes")).rejects.toThrow("is not in");
    const nowhere = { channel, message: "1" };
    await expect(cloud.press(oakfield, lead, nowhere, "Yes")).rejects.toThrow("no card");
  });

  it("is dead where the app is gone", async () => {
    const { cloud, heard } = await start();
    const message = await posted(cloud, channel, cardOf([block("x")], [submit("Yes")]));
    await cloud.removeEverywhere(oakfield, { quietly: true });
    const pressed = await cloud.press(oakfield, lead, { channel, message }, "Yes");
    expect(pressed.problem).toBe("This app is not available here.");
    expect(heard).toEqual([]);
  });

  it("Action.Execute may be answered by another card, or by a sentence", async () => {
    const { cloud, app, heard } = await start();
    const chat = cloud.personal(oakfield, lead);
    const execute = { type: "Action.Execute", title: "Do", verb: "do", data: { a: 1 } };
    const message = await posted(cloud, chat, cardOf([block("before")], [execute]));
    const target = { channel: chat, message };
    const type = "application/vnd.microsoft.card.adaptive";
    app.answer = () => ({ body: { statusCode: 200, type, value: cardOf([block("after")], [execute]) } });
    expect(await cloud.press(oakfield, lead, target, "Do")).toEqual({ status: 200 });
    expect(heard[0]?.json).toMatchObject({
      type: "invoke",
      name: "adaptiveCard/action",
      value: { action: { type: "Action.Execute", verb: "do", data: { a: 1 } }, trigger: "manual" },
    });
    expect(cloud.messages(oakfield, chat)[0]?.card).toMatchObject({ body: [{ text: "after" }] });
    app.answer = () => ({ body: { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: "Ok" } });
    expect((await cloud.press(oakfield, lead, target, "Do")).message).toBe("Ok");
    app.answer = () => ({});
    expect((await cloud.press(oakfield, lead, target, "Do")).problem).toBeDefined();
  });
});

describe("a button that opens a dialog", () => {
  it("asks the app for it, and shows what it answers with", async () => {
    const { cloud, app, heard } = await start();
    app.answer = opens();
    const { message, id, pressed } = await opened(cloud);
    expect(heard[0]?.json).toMatchObject({
      type: "invoke",
      name: "task/fetch",
      value: { data: { throughline: "Update" }, context: { theme: "default" } },
      replyToId: message,
      conversation: { id: cloud.personal(oakfield, lead) },
    });
    expect(pressed.status).toBe(200);
    expect(cloud.dialogs(oakfield, lead)).toMatchObject([
      {
        id,
        title: "Update",
        person: lead,
        values: { change: "", more: "typed before", stage: "", share: "false" },
        errors: {},
        from: { message },
      },
    ]);
    expect(cloud.dialogs(oakfield, teacher)).toEqual([]);
    expect(cloud.deliveries()).toMatchObject([{ kind: "invoke", type: "task/fetch", settled: true }]);
  });

  it("may be answered by a sentence in its place", async () => {
    const { cloud, app } = await start();
    app.answer = () => ({ body: { task: { type: "message", value: "Nothing is due." } } });
    const chat = cloud.personal(oakfield, lead);
    const message = await posted(cloud, chat, cardOf([block("x")], [fetchButton("Update")]));
    const pressed = await cloud.press(oakfield, lead, { channel: chat, message }, "Update");
    expect(pressed).toEqual({ status: 200, message: "Nothing is due." });
  });

  const { task } = dialog(form) as { task: { value: object } };
  it.each<[string, ReturnType<Answering>]>([
    ["fails", { status: 500 }],
    ["refuses", { status: 403, body: dialog(form) }],
    ["says nothing", {}],
    ["says an empty object", { body: {} }],
    ["says what is no JSON", { body: "<html>" }],
    ["says something else", { body: { task: { type: "show", value: task.value } } }],
    ["has a card that Teams does not know", { body: dialog(cardOf([{ type: "Marquee" }])) }],
    ["has a bare card", { body: dialog(form, { card: form }) }],
    ["has a size that is none", { body: dialog(form, { height: "tall" }) }],
    ["answers too late", "never"],
  ])("opens nothing where the app %s, and asks once", async (_name, answer) => {
    const { cloud, app, heard } = await start({ answerWithinMs: { invoke: 200, other: 200 } });
    app.answer = () => answer;
    const chat = cloud.personal(oakfield, lead);
    const message = await posted(cloud, chat, cardOf([block("x")], [fetchButton("Update")]));
    const pressed = await cloud.press(oakfield, lead, { channel: chat, message }, "Update");
    expect(pressed.problem).toBe("Unable to reach app. Please try again.");
    expect(pressed.opened).toBeUndefined();
    await cloud.idle();
    expect(cloud.dialogs(oakfield, lead)).toEqual([]);
    expect(heard).toHaveLength(1);
  });
});

describe("a dialog that is sent", () => {
  it("brings what was typed together with the button's data, and closes", async () => {
    const { cloud, app, heard } = await start();
    app.answer = opens();
    const { id, message } = await opened(cloud);
    const submitted = await cloud.submit(oakfield, lead, id, { change: "Reading aloud", stage: "do", share: "true" });
    expect(submitted).toEqual({ outcome: "closed", status: 200 });
    expect(heard[1]?.json).toMatchObject({
      type: "invoke",
      name: "task/submit",
      replyToId: message,
      from: { aadObjectId: lead },
      value: { context: { theme: "default" } },
    });
    expect(heard[1]?.json.value.data).toEqual({
      throughline: { form: "update" },
      change: "Reading aloud",
      more: "typed before",
      stage: "do",
      share: "true",
    });
    expect(cloud.dialogs(oakfield, lead)).toEqual([]);
  });

  it("is held back by Teams while something required is missing, and the app hears nothing", async () => {
    const { cloud, app, heard } = await start();
    app.answer = opens();
    const { id } = await opened(cloud);
    const held = await cloud.submit(oakfield, lead, id, { more: "typed" });
    expect(held).toMatchObject({ outcome: "incomplete", dialog: { errors: { change: "Say what changes." } } });
    expect(heard).toHaveLength(1);
    expect(cloud.dialogs(oakfield, lead)[0]?.values.more).toBe("typed");
    const sent = await cloud.submit(oakfield, lead, id, { change: "x" });
    expect(sent.outcome).toBe("closed");
  });

  it("may be followed by another card, with that card's values only", async () => {
    const { cloud, app } = await start();
    const again = cardOf(
      [input("change", { value: "kept by the app" }), block("Too long."), input("more")],
      [submit("Save")],
    );
    app.answer = opens(() => ({ body: dialog(again, { title: "Once more" }) }));
    const { id } = await opened(cloud);
    const submitted = await cloud.submit(oakfield, lead, id, { change: "long", more: "lost" });
    expect(submitted.outcome).toBe("continued");
    expect(cloud.dialogs(oakfield, lead)).toMatchObject([{ id, title: "Once more" }]);
    expect(submitted.dialog?.values).toEqual({ change: "kept by the app", more: "" });
  });

  it("may be followed by a sentence", async () => {
    const { cloud, app } = await start();
    app.answer = opens(() => ({ body: { task: { type: "message", value: "Recorded." } } }));
    const { id } = await opened(cloud);
    const submitted = await cloud.submit(oakfield, lead, id, { change: "x" });
    expect(submitted).toEqual({ outcome: "message", status: 200, message: "Recorded." });
    expect(cloud.dialogs(oakfield, lead)).toEqual([]);
  });

  it.each<[string, ReturnType<Answering>]>([
    ["fails", { status: 500 }],
    ["refuses", { status: 401 }],
    ["says what Teams does not understand", { body: { task: {} } }],
    ["has a card that Teams does not know", { body: dialog(cardOf([{ type: "Marquee" }])) }],
    ["says an empty sentence", { body: { task: { type: "message", value: "" } } }],
    ["answers too late", "never"],
  ])("stays open with all that was typed where the app %s; it is sent once", async (_name, answer) => {
    const { cloud, app, heard } = await start({ answerWithinMs: { invoke: 200, other: 200 } });
    app.answer = opens(() => answer);
    const { id } = await opened(cloud);
    const submitted = await cloud.submit(oakfield, lead, id, { change: "kept" });
    expect(submitted).toMatchObject({ outcome: "failed", problem: "Unable to reach app. Please try again." });
    expect(cloud.dialogs(oakfield, lead)).toMatchObject([{ id, values: { change: "kept" } }]);
    await cloud.idle();
    expect(heard.filter(({ json }) => json.name === "task/submit")).toHaveLength(1);
    app.answer = opens();
    expect((await cloud.submit(oakfield, lead, id)).outcome).toBe("closed");
    expect(heard.at(-1)?.json.value.data.change).toBe("kept");
  });

  it("from a thread names the thread", async () => {
    const { cloud, app, heard } = await start();
    app.answer = opens();
    const { id, message } = await opened(cloud, channel);
    await cloud.submit(oakfield, lead, id, { change: "x" });
    expect(heard.map(({ json }) => json.conversation.id)).toEqual([
      `${channel};messageid=${message}`,
      `${channel};messageid=${message}`,
    ]);
  });

  it("is sent by the button with the words, too", async () => {
    const { cloud, app, heard } = await start();
    app.answer = opens();
    const { id } = await opened(cloud);
    const pressed = await cloud.press(oakfield, lead, { dialog: id }, "Save", { change: "x" });
    expect(pressed).toMatchObject({ status: 200, submitted: { outcome: "closed" } });
    expect(heard[1]?.json.name).toBe("task/submit");
  });

  it("takes only what its inputs can hold", async () => {
    const { cloud, app } = await start();
    app.answer = opens();
    const { id } = await opened(cloud);
    await expect(cloud.submit(oakfield, lead, id, { stage: "study" })).rejects.toThrow('no choice "study"');
    await expect(cloud.submit(oakfield, lead, id, { nothing: "x" })).rejects.toThrow("no input nothing");
    await expect(cloud.submit(oakfield, teacher, id, {})).rejects.toThrow("no open dialog");
  });

  it("can be closed without anybody hearing of it", async () => {
    const { cloud, app, heard } = await start();
    app.answer = opens();
    const { id } = await opened(cloud);
    cloud.closeDialog(oakfield, lead, id);
    expect(cloud.dialogs(oakfield, lead)).toEqual([]);
    expect(heard).toHaveLength(1);
    await expect(cloud.submit(oakfield, lead, id)).rejects.toThrow("no open dialog");
  });

  it("stays closed when she closed it before the answer came", async () => {
    const { cloud, app } = await start();
    let id = "";
    app.answer = opens(() => {
      cloud.closeDialog(oakfield, lead, id);
      return { body: dialog(form) };
    });
    id = (await opened(cloud)).id;
    expect((await cloud.submit(oakfield, lead, id, { change: "x" })).outcome).toBe("closed");
    expect(cloud.dialogs(oakfield, lead)).toEqual([]);
  });
});

describe("Teams itself holds back", () => {
  const only = (element: object) => cardOf([element], [submit("Save")]);
  const error = { errorMessage: "Not good." };
  it.each<[string, object, string, string]>([
    ["a number that is too small", { type: "Input.Number", id: "i", label: "N", min: 1, ...error }, "0", "1"],
    ["a number that is too large", { type: "Input.Number", id: "i", label: "N", max: 5, ...error }, "6", "5"],
    ["what is no number", { type: "Input.Number", id: "i", label: "N", ...error }, "four", "4"],
    [
      "a date that is too early",
      { type: "Input.Date", id: "i", label: "D", min: "2026-11-22", ...error },
      "2026-11-21",
      "2026-11-22",
    ],
    ["what is no date", { type: "Input.Date", id: "i", label: "D", ...error }, "soon", "2026-11-22"],
    ["what is no time", { type: "Input.Time", id: "i", label: "T", ...error }, "3 pm", "15:00"],
    ["a text of the wrong form", input("i", { regex: "^\\d{6}$", ...error }), "12", "123456"],
    [
      "a box that must be ticked",
      { type: "Input.Toggle", id: "i", title: "T", isRequired: true, ...error },
      "false",
      "true",
    ],
    [
      "several where one is needed",
      {
        type: "Input.ChoiceSet",
        id: "i",
        label: "C",
        isMultiSelect: true,
        isRequired: true,
        choices: [
          { title: "A", value: "a" },
          { title: "B", value: "b" },
        ],
        ...error,
      },
      "",
      "a,b",
    ],
  ])("%s", async (_name, element, wrong, right) => {
    const { cloud, app, heard } = await start();
    app.answer = ({ json }) => (json.name === "task/fetch" ? { body: dialog(only(element)) } : {});
    const { id } = await opened(cloud);
    const held = await cloud.submit(oakfield, lead, id, { i: wrong });
    expect(held).toMatchObject({ outcome: "incomplete", dialog: { errors: { i: "Not good." } } });
    expect((await cloud.submit(oakfield, lead, id, { i: right })).outcome).toBe("closed");
    expect(heard.at(-1)?.json.value.data.i).toBe(right);
  });

  it("more letters than the input takes, by not letting them be typed", async () => {
    const { cloud, app, heard } = await start();
    app.answer = ({ json }) => (json.name === "task/fetch" ? { body: dialog(only(input("i", { maxLength: 3 }))) } : {});
    const { id } = await opened(cloud);
    await cloud.submit(oakfield, lead, id, { i: "12345" });
    expect(heard.at(-1)?.json.value.data.i).toBe("123");
  });
});
