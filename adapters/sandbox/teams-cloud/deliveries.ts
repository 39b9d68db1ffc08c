import { setTimeout as pause } from "node:timers/promises";
import { type HttpAnswer, postOnce } from "../http.js";
import { isObject, type JsonObject, parseJson } from "../json.js";
import { channelToken } from "./keys.js";
import { changed, keep, later, newActivityId, serviceUrl, type World } from "./state.js";
import type { Attempt, Delivery } from "./types.js";

/**
 * Sends an activity to the app and returns after the first attempt. After a 5xx, or no answer, it is sent again by
 * itself, byte for byte the same with a fresh token; `settled` tells.
 */
export async function deliver(world: World, tenant: string, activity: JsonObject): Promise<Delivery> {
  const delivery = log(world, tenant, "activity", String(activity.type), activity);
  return attemptAndRetry(world, delivery);
}

/** Once more what was sent before: the same activity with the same id. */
export async function redeliver(world: World, before: Delivery): Promise<Delivery> {
  if (before.kind === "invoke") throw new Error("An invoke is delivered again by invokeAgain");
  return attemptAndRetry(world, log(world, before.tenant, "activity", before.type, before.activity));
}

export type Invoked = { delivery: Delivery; answer: HttpAnswer };

/** An invoke is sent once by itself, and a person waits for what it answers. */
export async function invoke(world: World, tenant: string, activity: JsonObject): Promise<Invoked> {
  const delivery = log(world, tenant, "invoke", String(activity.name), activity);
  const answer = await attempt(world, delivery);
  settle(world, delivery);
  return { delivery, answer };
}

/**
 * An invoke once more, as Teams does it where an answer is late: with the same id, or `anew` with another id and time.
 * What is answered reaches nobody's dialog. https://github.com/microsoft/botbuilder-dotnet/issues/5005
 */
export async function invokeAgain(world: World, before: Delivery, { anew = false } = {}): Promise<Invoked> {
  if (before.kind !== "invoke" || !isObject(before.activity)) throw new Error("This is no invoke");
  const changes = anew ? { id: newActivityId(), timestamp: new Date().toISOString() } : {};
  return invoke(world, before.tenant, { ...before.activity, ...changes });
}

/** Any body, with any headers; a good token for the body's own service address where none is given. */
export function postToApp(world: World, body: string, headers: Record<string, string> = {}): Promise<HttpAnswer> {
  const parsed = parseJson(body);
  const service = isObject(parsed) && typeof parsed.serviceUrl === "string" ? parsed.serviceUrl : "";
  const given = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const whole: Record<string, string> = {
    "content-type": "application/json; charset=utf-8",
    "user-agent": "Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)",
    authorization: `Bearer ${channelToken(world, service)}`,
    ...given,
  };
  // An empty one stands for a request without any.
  if (whole.authorization === "") delete whole.authorization;
  const within =
    isObject(parsed) && parsed.type === "invoke" ? world.answerWithinMs.invoke : world.answerWithinMs.other;
  return postOnce(`${world.options.appUrl()}/api/messages`, whole, body, within, world.stopping.signal);
}

function log(
  world: World,
  tenant: string,
  kind: Delivery["kind"],
  type: string,
  activity: Delivery["activity"],
): Delivery {
  const id = isObject(activity) ? String(activity.id) : "";
  const delivery = keep(world.deliveries, { id, tenant, kind, type, activity, attempts: [], settled: false });
  changed(world, { tenant, what: "delivery" });
  return delivery;
}

async function attemptAndRetry(world: World, delivery: Delivery): Promise<Delivery> {
  if (done(await attempt(world, delivery))) settle(world, delivery);
  else later(world, () => retry(world, delivery));
  return delivery;
}

async function retry(world: World, delivery: Delivery): Promise<void> {
  for (const delay of world.retryDelaysMs) {
    // Rejects when the cloud stops: whatever is left is never sent.
    const waited = await pause(delay, true, { signal: world.stopping.signal }).catch(() => false);
    if (!waited || done(await attempt(world, delivery))) break;
  }
  settle(world, delivery);
}

/** A refusal is an answer too: what the app does not want is not sent again. */
const done = (answer: HttpAnswer): boolean => answer.status !== undefined && answer.status < 500;

async function attempt(world: World, delivery: Delivery): Promise<HttpAnswer> {
  const at = new Date().toISOString();
  const { activity, tenant } = delivery;
  const conversation = isObject(activity) && isObject(activity.conversation) ? activity.conversation.id : "";
  const service =
    isObject(activity) && typeof activity.serviceUrl === "string" ? activity.serviceUrl : serviceUrl(world, tenant);
  const answer = await postToApp(world, JSON.stringify(activity), {
    authorization: `Bearer ${channelToken(world, service)}`,
    "x-ms-conversation-id": encodeURIComponent(String(conversation ?? "")),
    "x-ms-tenant-id": tenant,
  });
  const entry: Attempt = { at };
  if (answer.status !== undefined) entry.status = answer.status;
  if (answer.failure !== undefined) entry.failure = answer.failure;
  else if (answer.status !== undefined && answer.status >= 400) entry.failure = "http_error";
  delivery.attempts.push(entry);
  return answer;
}

function settle(world: World, delivery: Delivery): void {
  delivery.settled = true;
  changed(world, { tenant: delivery.tenant, what: "delivery" });
}
