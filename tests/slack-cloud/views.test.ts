import { describe, expect, it } from "vitest";
import {
  api,
  button,
  freshTrigger,
  modal,
  openForm,
  otherToken,
  people,
  plain,
  section,
  start,
  textInput,
} from "./world.js";

const lead = people.lead;
const shown = (cloud: Awaited<ReturnType<typeof start>>["cloud"]) => cloud.views("TOAKFIELD", lead);

describe("opening a form", () => {
  it("takes a trigger once", async () => {
    const world = await start();
    const trigger = await freshTrigger(world);
    const opened = await api(world.cloud, "views.open", { trigger_id: trigger, view: modal([textInput("what")]) });
    expect(opened).toMatchObject({
      ok: true,
      view: { type: "modal", callback_id: "form", state: { values: { what: { answer: { value: null } } } } },
    });
    expect(opened.view.root_view_id).toBe(opened.view.id);
    expect(await api(world.cloud, "views.open", { trigger_id: trigger, view: modal([]) })).toEqual({
      ok: false,
      error: "exchanged_trigger_id",
    });
    expect(shown(world.cloud)).toMatchObject([{ id: opened.view.id, title: "Form", submit: "Send" }]);
  });

  it("takes no trigger that is older than three seconds", async () => {
    const world = await start({ answerWithinMs: 150 });
    const trigger = await freshTrigger(world);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await api(world.cloud, "views.open", { trigger_id: trigger, view: modal([]) })).toEqual({
      ok: false,
      error: "expired_trigger_id",
    });
  });

  it("lives three seconds when nothing else is said", async () => {
    const world = await start();
    const trigger = await freshTrigger(world);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect((await api(world.cloud, "views.open", { trigger_id: trigger, view: modal([]) })).ok).toBe(true);
    const late = await freshTrigger(world);
    await new Promise((resolve) => setTimeout(resolve, 3050));
    expect((await api(world.cloud, "views.open", { trigger_id: late, view: modal([]) })).error).toBe(
      "expired_trigger_id",
    );
  });

  it("takes no trigger that it did not give, or gave for another workspace", async () => {
    const world = await start();
    const open = async (args: object, token?: string) =>
      api(world.cloud, "views.open", { view: modal([]), ...args }, token === undefined ? {} : { token });
    expect(await open({ trigger_id: "1.2.3" })).toEqual({ ok: false, error: "invalid_trigger_id" });
    expect(await open({ trigger_id: await freshTrigger(world) }, otherToken)).toEqual({
      ok: false,
      error: "invalid_trigger_id",
    });
    expect(await open({})).toMatchObject({ error: "invalid_arguments" });
  });

  it("says where a view is wrong, and the trigger stays good", async () => {
    const world = await start();
    const trigger = await freshTrigger(world);
    expect(await api(world.cloud, "views.open", { trigger_id: trigger, view: modal([section("")]) })).toMatchObject({
      error: "invalid_arguments",
      response_metadata: {
        messages: ["[ERROR] must be more than 0 characters [json-pointer:/view/blocks/0/text/text]"],
      },
    });
    expect((await api(world.cloud, "views.open", { trigger_id: trigger, view: "no view" })).error).toBe(
      "invalid_arguments",
    );
    expect((await api(world.cloud, "views.open", { trigger_id: trigger, view: modal([]) })).ok).toBe(true);
  });

  it("takes no view of more than 250 kB", async () => {
    const world = await start();
    const fields = Array.from({ length: 10 }, () => plain("x".repeat(2000)));
    const blocks = Array.from({ length: 13 }, () => ({ type: "section", fields }));
    const answer = await api(world.cloud, "views.open", { trigger_id: await freshTrigger(world), view: modal(blocks) });
    expect(answer).toEqual({ ok: false, error: "view_too_large" });
  });

  it("takes an external id once", async () => {
    const world = await start();
    await openForm(world, [], { external_id: "mine" });
    const again = { trigger_id: await freshTrigger(world, people.teacher), view: modal([], { external_id: "mine" }) };
    expect(await api(world.cloud, "views.open", again)).toEqual({ ok: false, error: "duplicate_external_id" });
    expect(
      (
        await api(world.cloud, "views.update", {
          external_id: "mine",
          view: modal([section("x")], { external_id: "mine" }),
        })
      ).ok,
    ).toBe(true);
  });
});

describe("a stack of forms", () => {
  const pushing = [{ type: "actions", block_id: "more", elements: [button("More", "more")] }];

  it("is three deep", async () => {
    const world = await start();
    let top = await openForm(world, pushing);
    const root = top;
    const push = async () => {
      await world.cloud.press("TOAKFIELD", lead, { view: top }, "More");
      return api(world.cloud, "views.push", {
        trigger_id: world.requests().at(-1)?.json.trigger_id,
        view: modal(pushing),
      });
    };
    for (let depth = 2; depth <= 3; depth += 1) {
      const pushed = await push();
      expect(pushed).toMatchObject({ ok: true, view: { previous_view_id: top, root_view_id: root } });
      top = pushed.view.id;
    }
    expect(await push()).toEqual({ ok: false, error: "push_limit_reached" });
    expect(shown(world.cloud)).toHaveLength(3);
  });

  it("needs a form to push onto", async () => {
    const world = await start();
    expect(await api(world.cloud, "views.push", { trigger_id: await freshTrigger(world), view: modal([]) })).toEqual({
      ok: false,
      error: "not_found",
    });
  });
});

describe("changing a form that is open", () => {
  it("keeps what was typed under the same block id and action id, and only there", async () => {
    const world = await start();
    const id = await openForm(world, [textInput("kept"), textInput("renamed")]);
    world.app.answer = () => ({ status: 500 });
    await world.cloud.submit("TOAKFIELD", lead, id, { kept: "one", renamed: "two" });
    await api(world.cloud, "views.update", { view_id: id, view: modal([textInput("kept"), textInput("renamed-2")]) });
    const [view] = shown(world.cloud);
    expect(view?.values).toEqual({
      kept: { answer: { type: "plain_text_input", value: "one" } },
      "renamed-2": { answer: { type: "plain_text_input", value: null } },
    });
  });

  it("gives every version a hash and refuses one that is out of date", async () => {
    const world = await start();
    const id = await openForm(world, []);
    const hash = shown(world.cloud)[0]?.hash;
    const update = (args: object) => api(world.cloud, "views.update", { view_id: id, view: modal([]), ...args });
    const first = await update({ hash });
    expect(first.ok).toBe(true);
    expect(first.view.hash).not.toBe(hash);
    expect(await update({ hash })).toEqual({ ok: false, error: "hash_conflict" });
  });

  it("knows only forms that are open", async () => {
    const { cloud } = await start();
    expect(await api(cloud, "views.update", { view_id: "VNONE", view: modal([]) })).toEqual({
      ok: false,
      error: "not_found",
    });
    expect(await api(cloud, "views.update", { view: modal([]) })).toMatchObject({ error: "invalid_arguments" });
  });
});

describe("the home page", () => {
  const home = (text: string) => ({ type: "home", blocks: [section(text)] });

  it("is one view per person, with a hash for each version", async () => {
    const { cloud } = await start();
    const first = await api(cloud, "views.publish", { user_id: lead, view: home("one") });
    const second = await api(cloud, "views.publish", { user_id: lead, view: home("two"), hash: first.view.hash });
    expect(second.view.id).toBe(first.view.id);
    expect(await api(cloud, "views.publish", { user_id: lead, view: home("x"), hash: first.view.hash })).toEqual({
      ok: false,
      error: "hash_conflict",
    });
    expect(cloud.home("TOAKFIELD", lead)?.blocks).toMatchObject([{ text: { text: "two" } }]);
    expect(cloud.home("TOAKFIELD", people.teacher)).toBeUndefined();
  });

  it("can be switched off, and is not for strangers", async () => {
    const { cloud } = await start();
    expect((await api(cloud, "views.publish", { user_id: "UNOBODY", view: home("x") })).error).toBe(
      "invalid_arguments",
    );
    expect((await api(cloud, "views.publish", { user_id: lead, view: modal([]) })).error).toBe("invalid_arguments");
    cloud.setHomeTab(false);
    expect((await api(cloud, "views.publish", { user_id: lead, view: home("x") })).error).toBe("not_enabled");
  });
});
