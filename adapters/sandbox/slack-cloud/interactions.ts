import { isObject, type Json, type JsonObject, parseJson } from "../json.js";
import { type AppAnswer, postToApp } from "./app-client.js";
import { blockProblems, elementsOf } from "./block-kit/blocks.js";
import { entered, fillIn, incomplete, withIds } from "./block-kit/values.js";
import { viewProblems } from "./block-kit/view.js";
import { eventTs, logDelivery, messageJson } from "./events.js";
import { addMessage } from "./messages.js";
import { personOf, placeOf } from "./people.js";
import { newResponseUrl } from "./response-urls.js";
import { changed, findMessage, newId, personKey, type Trigger, type World, workspaceOf } from "./state.js";
import type { Channel, Commanded, Message, Pressed, PressTarget, PressWhat, Submitted, View } from "./types.js";
import { closeView, newTrigger, pushView, replaceView, stackOf, viewJson } from "./views.js";
import { botAuthor } from "./web-api/chat.js";

/** Buttons, forms and commands: requests that are sent once. The answer is in the same HTTP exchange. */

const noConnection = "We had some trouble connecting. Try again?";

/** Presses a button, or sets a menu, of a message, a form or the home page. */
export async function press(
  world: World,
  workspace: string,
  user: string,
  target: PressTarget,
  what: PressWhat,
): Promise<Pressed> {
  personOf(world, workspace, user);
  const surface = surfaceOf(world, workspace, user, target);
  const { block, element } = findElement(surface.blocks, what);
  const value = typeof what === "object" ? what.value : undefined;
  const action: JsonObject = {
    action_id: element.action_id,
    block_id: block.block_id,
    type: element.type,
    action_ts: eventTs(world),
  };
  if (element.type === "button") Object.assign(action, { text: element.text, value: element.value });
  else if (element.type === "overflow") Object.assign(action, { selected_option: optionOf(element, value) });
  else Object.assign(action, entered(element, value ?? ""));
  if (surface.view && element.type !== "button" && element.type !== "overflow") {
    surface.view.values = fillIn(surface.view.blocks, surface.view.values, { [String(block.block_id)]: value ?? "" });
  }
  const from = surface.view?.type === "modal" ? "modal" : surface.view ? "other" : "message";
  const { answer, trigger } = await interact(world, workspace, user, from, {
    type: "block_actions",
    ...surface.payload(),
    actions: [action],
  });
  return { ...outcome(answer, "This app did not respond."), ...openedBy(world, trigger) };
}

/** Types a slash command, "/throughline update", in a channel or "dm". */
export async function command(
  world: World,
  workspace: string,
  user: string,
  where: string,
  typed: string,
): Promise<Commanded> {
  const person = personOf(world, workspace, user);
  const channel = placeOf(world, workspace, user, where);
  const place = workspaceOf(world, workspace);
  const [name = "", ...rest] = typed.trim().split(/\s+/);
  const known =
    (world.options.commands ?? ["/throughline"]).includes(name) && place.installed && place.scopes.includes("commands");
  if (!known) return { problem: `${name} is not a valid command.` };
  const trigger = newTrigger(world, workspace, user, "other");
  const form = new URLSearchParams({
    token: "verification-token-of-the-simulated-cloud",
    team_id: workspace,
    team_domain: place.domain,
    channel_id: channel.id,
    channel_name: channel.kind === "group" ? "privategroup" : channel.name,
    user_id: user,
    user_name: person.name,
    command: name,
    text: rest.join(" "),
    api_app_id: place.appId,
    is_enterprise_install: "false",
    response_url: newResponseUrl(world, "commands", channel, user),
    trigger_id: trigger,
  });
  const answer = await post(world, workspace, "command", name, form);
  if (answer.failure === undefined) showCommandAnswer(world, channel, user, answer.body);
  return { ...outcome(answer, `${name} failed because the app did not respond.`), ...openedBy(world, trigger) };
}

/** Fills in the form and sends it. Values by block id; what is left out keeps what the field holds. */
export async function submit(
  world: World,
  workspace: string,
  user: string,
  viewId: string,
  typed: Record<string, string | string[]> = {},
): Promise<Submitted> {
  const view = openModal(world, workspace, user, viewId);
  view.values = fillIn(view.blocks, view.values, typed);
  view.errors = incomplete(view.blocks, view.values);
  changed(world, { workspace, what: "view" });
  if (Object.keys(view.errors).length > 0) return { outcome: "incomplete", errors: view.errors, view };
  const { answer } = await interact(world, workspace, user, "modal", {
    type: "view_submission",
    view: viewJson(world, view),
    response_urls: [],
  });
  const status = answer.status === undefined ? {} : { status: answer.status };
  const failed = (problem: string): Submitted => ({ outcome: "failed", ...status, problem, errors: {}, view });
  if (answer.failure !== undefined) return failed(noConnection);
  const reply = answer.body === "" ? {} : parseJson(answer.body);
  if (!isObject(reply)) return failed(noConnection);
  return { ...status, ...applyReply(world, view, reply, failed) };
}

/** Closes a form without sending it. The app is told only if the view asked for that. */
export async function cancel(
  world: World,
  workspace: string,
  user: string,
  viewId: string,
): Promise<{ status?: number }> {
  const view = openModal(world, workspace, user, viewId);
  const payload = { type: "view_closed", view: viewJson(world, view), is_cleared: false };
  closeView(world, view);
  if (!view.notifyOnClose) return {};
  const { answer } = await interact(world, workspace, user, "modal", payload);
  return answer.status === undefined ? {} : { status: answer.status };
}

function applyReply(world: World, view: View, reply: JsonObject, failed: (problem: string) => Submitted): Submitted {
  const { workspace, user } = view;
  const top = (): { view?: View } => {
    const last = stackOf(world, workspace, user).at(-1);
    return last ? { view: last } : {};
  };
  switch (reply.response_action) {
    case undefined:
      // A modal that the app opened with this trigger meanwhile goes with the one that was sent.
      if (stackOf(world, workspace, user).includes(view)) closeView(world, view);
      else world.stacks.delete(personKey(workspace, user));
      changed(world, { workspace, what: "view" });
      return { outcome: "closed", errors: {}, ...top() };
    case "clear":
      world.stacks.delete(personKey(workspace, user));
      changed(world, { workspace, what: "view" });
      return { outcome: "closed", errors: {} };
    case "errors": {
      const errors = isObject(reply.errors)
        ? Object.fromEntries(Object.entries(reply.errors).map(([id, text]) => [id, String(text)]))
        : {};
      const inputs = view.blocks
        .filter((block) => isObject(block) && block.type === "input")
        .map((block) => (block as JsonObject).block_id);
      const misplaced = Object.keys(errors).filter((id) => !inputs.includes(id));
      if (misplaced.length > 0 || Object.keys(errors).length === 0) return failed(noConnection);
      view.errors = errors;
      changed(world, { workspace, what: "view" });
      return { outcome: "errors", errors, view };
    }
    case "update":
    case "push": {
      if (!isObject(reply.view) || viewProblems(reply.view, "modal").length > 0) return failed(noConnection);
      if (reply.response_action === "update") replaceView(world, view, reply.view);
      else if (!pushView(world, workspace, user, reply.view)) return failed(noConnection);
      return { outcome: reply.response_action === "update" ? "updated" : "pushed", errors: {}, ...top() };
    }
    default:
      return failed(noConnection);
  }
}

type Surface = { blocks: Json[]; view?: View; payload: () => JsonObject };

function surfaceOf(world: World, workspace: string, user: string, target: PressTarget): Surface {
  if (target === "home" || "view" in target) {
    const view =
      target === "home" ? world.homes.get(personKey(workspace, user)) : openModal(world, workspace, user, target.view);
    if (!view) throw new Error(`${user} has no home page yet`);
    const payload = (): JsonObject => ({ container: { type: "view", view_id: view.id }, view: viewJson(world, view) });
    return { blocks: view.blocks, view, payload };
  }
  const message = findMessage(world, workspace, target.channel, target.ts);
  if (!message?.blocks) throw new Error(`There is no message with buttons at ${target.channel} ${target.ts}`);
  const channel = placeOf(world, workspace, user, target.channel);
  return { blocks: message.blocks, payload: () => messagePayload(world, channel, message, user) };
}

function messagePayload(world: World, channel: Channel, message: Message, user: string): JsonObject {
  const ephemeral = message.ephemeralTo !== undefined;
  const container: JsonObject = {
    type: "message",
    message_ts: message.ts,
    channel_id: channel.id,
    is_ephemeral: ephemeral,
  };
  if (message.threadTs !== undefined) container.thread_ts = message.threadTs;
  return {
    container,
    channel: { id: channel.id, name: channel.name },
    // Slack does not send an ephemeral message back.
    ...(ephemeral ? {} : { message: messageJson(world, message) }),
    state: { values: {} },
    response_url: newResponseUrl(world, "actions", channel, user, message),
  };
}

function findElement(blocks: Json[], what: PressWhat): { block: JsonObject; element: JsonObject } {
  const wanted = typeof what === "string" ? undefined : what;
  const all = blocks.flatMap((block) =>
    isObject(block) ? elementsOf(block).map(({ element }) => ({ block, element })) : [],
  );
  const label = (element: JsonObject): Json => (isObject(element.text) ? element.text.text : undefined);
  const found = all.filter(({ block, element }) => {
    if (!wanted) return element.action_id === what || label(element) === what;
    if (wanted.blockId !== undefined && block.block_id !== wanted.blockId) return false;
    if (wanted.actionId !== undefined && element.action_id !== wanted.actionId) return false;
    return wanted.label === undefined || label(element) === wanted.label;
  });
  const [first] = found;
  if (!first || found.length > 1) {
    const there = all.map(({ element }) => String(label(element) ?? element.action_id)).join(", ");
    throw new Error(`${found.length} elements match ${JSON.stringify(what)}; there are: ${there}`);
  }
  return first;
}

function optionOf(element: JsonObject, value: string | string[] | undefined): Json {
  const options = Array.isArray(element.options) ? element.options : [];
  return options.find((option) => isObject(option) && option.value === value) ?? null;
}

function openModal(world: World, workspace: string, user: string, viewId: string): View {
  const view = stackOf(world, workspace, user).find((open) => open.id === viewId);
  if (!view) throw new Error(`${user} has no open form ${viewId}`);
  return view;
}

async function interact(world: World, workspaceId: string, user: string, from: Trigger["from"], payload: JsonObject) {
  const workspace = workspaceOf(world, workspaceId);
  const person = personOf(world, workspaceId, user);
  const trigger = newTrigger(world, workspaceId, user, from);
  const whole = {
    ...payload,
    user: { id: user, username: person.name, name: person.name, team_id: person.home },
    api_app_id: workspace.appId,
    token: "verification-token-of-the-simulated-cloud",
    trigger_id: trigger,
    team: { id: workspace.id, domain: workspace.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
  const form = new URLSearchParams({ payload: JSON.stringify(whole) });
  return { trigger, answer: await post(world, workspaceId, "interaction", String(payload.type), form) };
}

async function post(
  world: World,
  workspace: string,
  kind: "interaction" | "command",
  type: string,
  form: URLSearchParams,
): Promise<AppAnswer> {
  const delivery = logDelivery(world, { id: newId("R"), workspace, kind, type, attempts: [], settled: false });
  const at = new Date().toISOString();
  const answer = await postToApp(world, "application/x-www-form-urlencoded", form.toString());
  const { status, failure } = answer;
  delivery.attempts.push({
    at,
    retryNum: 0,
    ...(status === undefined ? {} : { status }),
    ...(failure === undefined ? {} : { failure }),
  });
  delivery.settled = true;
  changed(world, { workspace, what: "delivery" });
  return answer;
}

function outcome(answer: AppAnswer, problem: string): { status?: number; problem?: string } {
  return {
    ...(answer.status === undefined ? {} : { status: answer.status }),
    ...(answer.failure === undefined ? {} : { problem }),
  };
}

function openedBy(world: World, trigger: string): { opened?: View } {
  const used = world.triggers.get(trigger);
  const view = used?.used ? stackOf(world, used.workspace, used.user).at(-1) : undefined;
  return view ? { opened: view } : {};
}

/** A command may be answered in the body: text, or JSON with text or blocks, for the person or for the channel. */
function showCommandAnswer(world: World, channel: Channel, user: string, body: string): void {
  if (body.trim() === "") return;
  const parsed = parseJson(body);
  const reply: JsonObject = isObject(parsed) ? parsed : { text: body };
  const blocks = Array.isArray(reply.blocks) ? reply.blocks : [];
  const text = typeof reply.text === "string" ? reply.text : "";
  if ((text === "" && blocks.length === 0) || blockProblems(blocks, "message").length > 0) return;
  const author = botAuthor(workspaceOf(world, channel.workspace));
  const placing = reply.response_type === "in_channel" ? {} : { ephemeralTo: user };
  addMessage(world, channel, author, { text, blocks: withIds(blocks) }, placing);
}
