import { randomBytes } from "node:crypto";
import { isObject, type Json, type JsonObject } from "../json.js";
import { carryOver, initialValues, withIds } from "./block-kit/values.js";
import { changed, newId, personKey, type Trigger, type World, workspaceOf } from "./state.js";
import type { View } from "./types.js";

/** Open + two pushed. */
export const stackDepth = 3;

/** Until then a late trigger is "expired"; after it nobody has ever heard of it. */
const forgetAfterMs = 10 * 60_000;

const newHash = (): string => `${Math.floor(Date.now() / 1000)}.${randomBytes(4).toString("hex")}`;
const words = (text: Json): string | undefined =>
  isObject(text) && typeof text.text === "string" ? text.text : undefined;
const line = (value: Json): string => (typeof value === "string" ? value : "");

export function stackOf(world: World, workspace: string, user: string): View[] {
  return world.stacks.get(personKey(workspace, user)) ?? [];
}

export function findView(world: World, workspace: string, match: (view: View) => boolean): View | undefined {
  const open = [...world.stacks.values()].flat();
  return [...open, ...world.homes.values()].find((view) => view.workspace === workspace && match(view));
}

/** A view from a payload that was checked before. */
export function newView(workspace: string, user: string, payload: JsonObject, below?: View): View {
  const id = newId("V");
  const blocks = withIds(Array.isArray(payload.blocks) ? payload.blocks : []);
  const view: View = {
    id,
    workspace,
    user,
    type: payload.type === "home" ? "home" : "modal",
    ...content(payload, blocks),
    hash: newHash(),
    rootId: below?.rootId ?? id,
    values: initialValues(blocks),
    errors: {},
  };
  if (below) view.previousId = below.id;
  return view;
}

/** A new version of a view: same id, new hash, answers kept under the same block id and action id. */
export function replaceView(world: World, view: View, payload: JsonObject): void {
  const blocks = withIds(Array.isArray(payload.blocks) ? payload.blocks : []);
  for (const name of ["title", "submit", "close"] as const) delete view[name];
  Object.assign(view, content(payload, blocks), {
    values: carryOver(blocks, view.values),
    hash: newHash(),
    errors: {},
  });
  changed(world, { workspace: view.workspace, what: view.type === "home" ? "home" : "view" });
}

function content(payload: JsonObject, blocks: Json[]) {
  const title = words(payload.title);
  const submit = words(payload.submit);
  const close = words(payload.close);
  return {
    ...(title === undefined ? {} : { title }),
    ...(submit === undefined ? {} : { submit }),
    ...(close === undefined ? {} : { close }),
    blocks,
    privateMetadata: line(payload.private_metadata),
    callbackId: line(payload.callback_id),
    externalId: line(payload.external_id),
    clearOnClose: payload.clear_on_close === true,
    notifyOnClose: payload.notify_on_close === true,
  };
}

/** Opens a modal. A modal that was open before is gone: a trigger opens a new stack. */
export function openView(world: World, workspace: string, user: string, payload: JsonObject): View {
  const view = newView(workspace, user, payload);
  world.stacks.set(personKey(workspace, user), [view]);
  changed(world, { workspace, what: "view" });
  return view;
}

/** Undefined when three are open already. */
export function pushView(world: World, workspace: string, user: string, payload: JsonObject): View | undefined {
  const stack = stackOf(world, workspace, user);
  if (stack.length >= stackDepth) return undefined;
  const view = newView(workspace, user, payload, stack.at(-1));
  stack.push(view);
  changed(world, { workspace, what: "view" });
  return view;
}

/** Takes the view away, and everything that was opened above it. */
export function closeView(world: World, view: View): void {
  const key = personKey(view.workspace, view.user);
  const stack = world.stacks.get(key) ?? [];
  const at = stack.indexOf(view);
  if (at >= 0) stack.splice(at);
  if (stack.length === 0) world.stacks.delete(key);
  changed(world, { workspace: view.workspace, what: "view" });
}

export function publishHome(world: World, workspace: string, user: string, payload: JsonObject): View {
  const key = personKey(workspace, user);
  const home = world.homes.get(key);
  if (home) replaceView(world, home, payload);
  else world.homes.set(key, newView(workspace, user, payload));
  changed(world, { workspace, what: "home" });
  return world.homes.get(key) as View;
}

/** A view as payloads and answers show it. */
export function viewJson(world: World, view: View): JsonObject {
  const workspace = workspaceOf(world, view.workspace);
  const plain = (text: string | undefined): JsonObject | null =>
    text === undefined ? null : { type: "plain_text", text, emoji: true };
  return {
    id: view.id,
    team_id: view.workspace,
    type: view.type,
    title: plain(view.title),
    submit: plain(view.submit),
    close: plain(view.close),
    blocks: view.blocks,
    private_metadata: view.privateMetadata,
    callback_id: view.callbackId,
    external_id: view.externalId,
    state: { values: view.values },
    hash: view.hash,
    clear_on_close: view.clearOnClose,
    notify_on_close: view.notifyOnClose,
    previous_view_id: view.previousId ?? null,
    root_view_id: view.rootId,
    app_id: workspace.appId,
    app_installed_team_id: workspace.id,
    bot_id: workspace.botId,
  };
}

/** A trigger lives as long as the app has to answer, and is good for one view. */
export function newTrigger(world: World, workspace: string, user: string, from: Trigger["from"]): string {
  const id = `${Date.now()}.${parseInt(randomBytes(5).toString("hex"), 16)}.${randomBytes(16).toString("hex")}`;
  for (const [old, { at }] of world.triggers) {
    if (Date.now() - at < forgetAfterMs) break;
    world.triggers.delete(old);
  }
  world.triggers.set(id, { workspace, user, at: Date.now(), used: false, from });
  return id;
}
