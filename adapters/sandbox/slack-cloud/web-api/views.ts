import { isObject, type JsonObject } from "../../json.js";
import { viewBytesLimit, viewProblems } from "../block-kit/view.js";
import { findUser, personKey, type Trigger } from "../state.js";
import type { View } from "../types.js";
import { findView, openView, publishHome, pushView, replaceView, stackOf, viewJson } from "../views.js";
import { type Answer, accept, type Call, type Method, refuse, refuseWith, structured, text } from "./answers.js";

export const viewMethods: Record<string, Method> = {
  "views.open": { tier: 4, required: ["view"], run: open },
  "views.push": { tier: 4, required: ["view"], run: push },
  "views.update": { tier: 4, required: ["view"], run: update },
  "views.publish": { tier: 4, required: ["user_id", "view"], run: publish },
};

function open(call: Call): Answer {
  const trigger = triggerOf(call);
  if ("ok" in trigger) return trigger;
  const view = readView(call, "modal");
  if ("ok" in view) return view;
  trigger.used = true;
  return accept({ view: viewJson(call.world, openView(call.world, call.workspace.id, trigger.user, view.payload)) });
}

function push(call: Call): Answer {
  const trigger = triggerOf(call);
  if ("ok" in trigger) return trigger;
  const view = readView(call, "modal");
  if ("ok" in view) return view;
  if (stackOf(call.world, call.workspace.id, trigger.user).length === 0) return refuse("not_found");
  const pushed = pushView(call.world, call.workspace.id, trigger.user, view.payload);
  if (!pushed) return refuse("push_limit_reached");
  trigger.used = true;
  return accept({ view: viewJson(call.world, pushed) });
}

function update(call: Call): Answer {
  const id = text(call.args, "view_id");
  const externalId = text(call.args, "external_id");
  if (id === undefined && externalId === undefined)
    return refuseWith("invalid_arguments", ["missing required field: view_id"]);
  const view = findView(call.world, call.workspace.id, (v) =>
    id === undefined ? v.externalId === externalId : v.id === id,
  );
  if (!view) return refuse("not_found");
  const next = readView(call, view.type, view);
  if ("ok" in next) return next;
  if (conflicts(call, view)) return refuse("hash_conflict");
  replaceView(call.world, view, next.payload);
  return accept({ view: viewJson(call.world, view) });
}

function publish(call: Call): Answer {
  const user = text(call.args, "user_id") ?? "";
  if (!findUser(call.world, call.workspace.id, user)) return refuseWith("invalid_arguments", ["invalid `user_id`"]);
  if (!call.world.homeTab) return refuse("not_enabled");
  const home = call.world.homes.get(personKey(call.workspace.id, user));
  const view = readView(call, "home", home);
  if ("ok" in view) return view;
  if (conflicts(call, home)) return refuse("hash_conflict");
  return accept({ view: viewJson(call.world, publishHome(call.world, call.workspace.id, user, view.payload)) });
}

/** The app says which version it has seen; another one is there now. */
function conflicts(call: Call, view: View | undefined): boolean {
  const hash = text(call.args, "hash");
  return hash !== undefined && hash !== "" && hash !== view?.hash;
}

function triggerOf({ world, workspace, args }: Call): Trigger | Answer {
  const id = text(args, "trigger_id") ?? text(args, "interactivity_pointer");
  if (id === undefined) return refuseWith("invalid_arguments", ["missing required field: trigger_id"]);
  const trigger = world.triggers.get(id);
  if (!trigger || trigger.workspace !== workspace.id) return refuse("invalid_trigger_id");
  if (trigger.used) return refuse("exchanged_trigger_id");
  return Date.now() - trigger.at > world.answerWithinMs ? refuse("expired_trigger_id") : trigger;
}

/** A checked view payload, or the refusal. `replaces` may keep its own external id. */
function readView(call: Call, type: "modal" | "home", replaces?: View): { payload: JsonObject } | Answer {
  const given = structured(call.args, "view");
  if (given === undefined || given === "not json" || !isObject(given.value)) {
    return refuseWith("invalid_arguments", ["must provide an object [json-pointer:/view]"]);
  }
  if (Buffer.byteLength(JSON.stringify(given.value)) > viewBytesLimit) return refuse("view_too_large");
  const problems = viewProblems(given.value, type);
  if (problems.length > 0) return refuseWith("invalid_arguments", problems);
  const external = given.value.external_id;
  if (typeof external === "string" && external !== "") {
    const taken = findView(call.world, call.workspace.id, (view) => view.externalId === external && view !== replaces);
    if (taken) return refuse("duplicate_external_id");
  }
  return { payload: given.value };
}
