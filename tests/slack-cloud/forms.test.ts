import { describe, expect, it } from "vitest";
import { api, button, modal, openForm, people, plain, section, start, textInput } from "./world.js";

const lead = people.lead;
type World = Awaited<ReturnType<typeof start>>;
const top = (world: World) => world.cloud.views("TOAKFIELD", lead).at(-1);
const answers = (body: unknown) => () => ({
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

describe("sending a form", () => {
  it("sends every field in Slack's shape, signed, and closes on an empty answer", async () => {
    const world = await start();
    const options = [
      { text: plain("Keep"), value: "keep" },
      { text: plain("Stop"), value: "stop" },
    ];
    const id = await openForm(
      world,
      [
        textInput("text", { initial_value: "as before" }),
        {
          type: "input",
          block_id: "one",
          label: plain("one"),
          element: { type: "static_select", action_id: "answer", options },
        },
        {
          type: "input",
          block_id: "radio",
          label: plain("radio"),
          element: { type: "radio_buttons", action_id: "answer", options },
        },
        {
          type: "input",
          block_id: "some",
          label: plain("some"),
          element: { type: "checkboxes", action_id: "answer", options },
        },
        { type: "input", block_id: "day", label: plain("day"), element: { type: "datepicker", action_id: "answer" } },
        textInput("empty", {}, true),
      ],
      { private_metadata: "kept" },
    );
    const sent = await world.cloud.submit("TOAKFIELD", lead, id, {
      one: "stop",
      radio: "keep",
      some: ["keep", "stop"],
      day: "2026-11-22",
    });
    expect(sent).toMatchObject({ outcome: "closed", status: 200 });
    expect(top(world)).toBeUndefined();
    const { json, genuine, headers } = world.requests().at(-1) ?? { json: {} };
    expect(genuine).toBe(true);
    expect(headers?.["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(json).toMatchObject({
      type: "view_submission",
      user: { id: lead, team_id: "TOAKFIELD" },
      team: { id: "TOAKFIELD" },
      response_urls: [],
    });
    expect(json.view).toMatchObject({
      id,
      private_metadata: "kept",
      callback_id: "form",
      app_installed_team_id: "TOAKFIELD",
    });
    expect(json.view.state.values).toEqual({
      text: { answer: { type: "plain_text_input", value: "as before" } },
      one: { answer: { type: "static_select", selected_option: options[1] } },
      radio: { answer: { type: "radio_buttons", selected_option: options[0] } },
      some: { answer: { type: "checkboxes", selected_options: options } },
      day: { answer: { type: "datepicker", selected_date: "2026-11-22" } },
      empty: { answer: { type: "plain_text_input", value: null } },
    });
  });

  it("is not sent while a required field is empty or too short", async () => {
    const world = await start();
    const id = await openForm(world, [textInput("what"), textInput("why", { min_length: 5 })]);
    const before = world.requests().length;
    const sent = await world.cloud.submit("TOAKFIELD", lead, id, { why: "abc" });
    expect(sent).toMatchObject({
      outcome: "incomplete",
      errors: { what: "Please complete this required field.", why: "Please enter at least 5 characters." },
    });
    expect(world.requests()).toHaveLength(before);
    expect(top(world)?.values.why).toMatchObject({ answer: { value: "abc" } });
  });

  it("stays open with its values and the errors under their fields", async () => {
    const world = await start();
    const id = await openForm(world, [textInput("what")]);
    world.app.answer = answers({ response_action: "errors", errors: { what: "Please say more." } });
    expect(await world.cloud.submit("TOAKFIELD", lead, id, { what: "it" })).toMatchObject({
      outcome: "errors",
      errors: { what: "Please say more." },
    });
    expect(top(world)).toMatchObject({
      id,
      errors: { what: "Please say more." },
      values: { what: { answer: { value: "it" } } },
    });
    world.app.answer = () => ({});
    expect(await world.cloud.submit("TOAKFIELD", lead, id)).toMatchObject({ outcome: "closed" });
    expect(world.requests().at(-1)?.json.view.state.values.what.answer.value).toBe("it");
  });

  it.each<[string, () => { status?: number; body?: string } | "never"]>([
    ["an error", () => ({ status: 500 })],
    ["an answer that is not JSON", () => ({ body: "ok" })],
    ["an action that Slack does not know", answers({ response_action: "shut" })],
    ["an error under a field that is not there", answers({ response_action: "errors", errors: { nowhere: "x" } })],
    ["a new view that is wrong", answers({ response_action: "update", view: modal([section("")]) })],
    ["silence", () => "never"],
  ])("fails on %s, and the form and its text stay", async (_name, answer) => {
    const world = await start({ answerWithinMs: 200 });
    const id = await openForm(world, [textInput("what")]);
    world.app.answer = answer;
    const sent = await world.cloud.submit("TOAKFIELD", lead, id, { what: "precious" });
    expect(sent).toMatchObject({ outcome: "failed", problem: "We had some trouble connecting. Try again?" });
    expect(top(world)?.values.what).toMatchObject({ answer: { value: "precious" } });
  });

  it("is not sent again by itself", async () => {
    const world = await start();
    const id = await openForm(world, [textInput("what")]);
    world.app.answer = () => ({ status: 500 });
    const before = world.requests().length;
    await world.cloud.submit("TOAKFIELD", lead, id, { what: "x" });
    await world.cloud.idle();
    expect(world.requests()).toHaveLength(before + 1);
  });

  it("can become another form, or have one on top, or take the whole stack away", async () => {
    const world = await start();
    const id = await openForm(world, [textInput("what")]);
    world.app.answer = answers({
      response_action: "update",
      view: modal([textInput("what"), textInput("more", {}, true)]),
    });
    expect(await world.cloud.submit("TOAKFIELD", lead, id, { what: "x" })).toMatchObject({
      outcome: "updated",
      view: { id, values: { what: { answer: { value: "x" } } } },
    });
    world.app.answer = answers({ response_action: "push", view: modal([textInput("second")]) });
    const pushed = await world.cloud.submit("TOAKFIELD", lead, id);
    expect(pushed).toMatchObject({ outcome: "pushed", view: { previousId: id } });
    world.app.answer = answers({ response_action: "clear" });
    expect(await world.cloud.submit("TOAKFIELD", lead, pushed.view?.id ?? "", { second: "y" })).toMatchObject({
      outcome: "closed",
    });
    expect(top(world)).toBeUndefined();
  });

  it("closes only the top one, and what is below is there again", async () => {
    const world = await start();
    const id = await openForm(world, [textInput("what")]);
    world.app.answer = answers({ response_action: "push", view: modal([textInput("second")]) });
    const pushed = await world.cloud.submit("TOAKFIELD", lead, id, { what: "x" });
    world.app.answer = () => ({});
    await world.cloud.submit("TOAKFIELD", lead, pushed.view?.id ?? "", { second: "y" });
    expect(top(world)?.id).toBe(id);
  });

  it("takes a form with it that was opened while it was sent", async () => {
    const world = await start();
    const id = await openForm(world, [textInput("what")]);
    let opened: { ok: boolean } | undefined;
    world.app.answer = async ({ json }) => {
      if (json.type === "view_submission") {
        opened = await api(world.cloud, "views.open", { trigger_id: json.trigger_id, view: modal([section("flash")]) });
      }
      return {};
    };
    expect(await world.cloud.submit("TOAKFIELD", lead, id, { what: "x" })).toMatchObject({ outcome: "closed" });
    expect(opened?.ok).toBe(true);
    expect(top(world)).toBeUndefined();
  });

  it("refuses to fill in a field that is not there", async () => {
    const world = await start();
    const id = await openForm(world, [textInput("what")]);
    await expect(world.cloud.submit("TOAKFIELD", lead, id, { other: "x" })).rejects.toThrow("no field in block other");
    await expect(world.cloud.submit("TOAKFIELD", lead, "VNONE")).rejects.toThrow("no open form");
  });
});

describe("closing a form", () => {
  it("tells the app only when the form asked for it", async () => {
    const world = await start();
    const quiet = await openForm(world, []);
    const before = world.requests().length;
    expect(await world.cloud.cancel("TOAKFIELD", lead, quiet)).toEqual({});
    expect(world.requests()).toHaveLength(before);
    const loud = await openForm(world, [], { notify_on_close: true });
    expect(await world.cloud.cancel("TOAKFIELD", lead, loud)).toEqual({ status: 200 });
    expect(world.requests().at(-1)?.json).toMatchObject({ type: "view_closed", view: { id: loud }, is_cleared: false });
    expect(top(world)).toBeUndefined();
  });
});

describe("buttons", () => {
  it("send what they carry and where they stand", async () => {
    const { cloud, requests } = await start();
    const elements = [button("Update", "update", "the-value"), button("Later", "later")];
    const posted = await api(cloud, "chat.postMessage", {
      channel: "CTEAM",
      text: "x",
      blocks: [{ type: "actions", block_id: "choices", elements }],
    });
    expect(await cloud.press("TOAKFIELD", lead, { channel: "CTEAM", ts: posted.ts }, "Update")).toEqual({
      status: 200,
    });
    expect(requests().at(-1)?.genuine).toBe(true);
    expect(requests().at(-1)?.json).toMatchObject({
      type: "block_actions",
      user: { id: lead, team_id: "TOAKFIELD" },
      container: { type: "message", message_ts: posted.ts, channel_id: "CTEAM", is_ephemeral: false },
      channel: { id: "CTEAM", name: "team" },
      message: { ts: posted.ts, bot_id: cloud.workspaces()[0]?.botId },
      actions: [
        { action_id: "update", block_id: "choices", type: "button", value: "the-value", text: { text: "Update" } },
      ],
    });
    expect(requests().at(-1)?.json.response_url).toContain("/response/actions/");
  });

  it("are found by action id, label or block, and a doubt is an error", async () => {
    const { cloud, requests } = await start();
    const block = (id: string) => ({ type: "actions", block_id: id, elements: [button("Go", `go-${id}`)] });
    const { ts } = await api(cloud, "chat.postMessage", {
      channel: "CTEAM",
      text: "x",
      blocks: [block("one"), block("two")],
    });
    const press = (what: Parameters<typeof cloud.press>[3]) =>
      cloud.press("TOAKFIELD", lead, { channel: "CTEAM", ts }, what);
    await press("go-two");
    await press({ blockId: "one", label: "Go" });
    expect(
      requests()
        .slice(-2)
        .map((one) => one.json.actions[0].action_id),
    ).toEqual(["go-two", "go-one"]);
    await expect(press("Go")).rejects.toThrow("2 elements match");
    await expect(press("Stop")).rejects.toThrow("0 elements match");
  });

  it("work on the home page and in a form, with what is typed there", async () => {
    const world = await start();
    const { cloud, requests } = world;
    await api(cloud, "views.publish", {
      user_id: lead,
      view: { type: "home", blocks: [{ type: "actions", elements: [button("Go", "go")] }] },
    });
    await cloud.press("TOAKFIELD", lead, "home", "Go");
    expect(requests().at(-1)?.json).toMatchObject({ container: { type: "view" }, view: { type: "home" } });
    const options = [{ text: plain("A"), value: "a" }];
    const id = await openForm(world, [
      { type: "actions", block_id: "pick", elements: [{ type: "static_select", action_id: "menu", options }] },
    ]);
    await cloud.press("TOAKFIELD", lead, { view: id }, { actionId: "menu", value: "a" });
    expect(requests().at(-1)?.json).toMatchObject({
      view: { id, state: { values: { pick: { menu: { selected_option: options[0] } } } } },
      actions: [{ type: "static_select", selected_option: options[0] }],
    });
  });

  it("say which form they opened", async () => {
    const world = await start();
    const { ts } = await api(world.cloud, "chat.postMessage", {
      channel: "CTEAM",
      text: "x",
      blocks: [{ type: "actions", elements: [button("Go", "go")] }],
    });
    world.app.answer = () => "never";
    const pressing = world.cloud.press("TOAKFIELD", lead, { channel: "CTEAM", ts }, "Go");
    await expect.poll(() => world.requests().length).toBe(1);
    await api(world.cloud, "views.open", { trigger_id: world.requests()[0]?.json.trigger_id, view: modal([]) });
    expect(await pressing).toMatchObject({ problem: "This app did not respond.", opened: { title: "Form" } });
  });

  it("are not sent again when the app fails", async () => {
    const { cloud, app, requests } = await start();
    const { ts } = await api(cloud, "chat.postMessage", {
      channel: "CTEAM",
      text: "x",
      blocks: [{ type: "actions", elements: [button("Go", "go")] }],
    });
    await cloud.idle();
    const before = requests().length;
    app.answer = () => ({ status: 500 });
    expect(await cloud.press("TOAKFIELD", lead, { channel: "CTEAM", ts }, "Go")).toEqual({
      status: 500,
      problem: "This app did not respond.",
    });
    await cloud.idle();
    expect(requests()).toHaveLength(before + 1);
  });

  it("of an ephemeral message do not bring the message along", async () => {
    const { cloud, requests } = await start();
    const blocks = [{ type: "actions", elements: [button("Go", "go")] }];
    const { message_ts: ts } = await api(cloud, "chat.postEphemeral", {
      channel: "CTEAM",
      user: lead,
      text: "x",
      blocks,
    });
    await cloud.press("TOAKFIELD", lead, { channel: "CTEAM", ts }, "Go");
    expect(requests().at(-1)?.json).toMatchObject({ container: { is_ephemeral: true, message_ts: ts } });
    expect(requests().at(-1)?.json.message).toBeUndefined();
  });
});
