import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "../http.js";
import { isObject, parseJson } from "../json.js";
import { createConversation, deleteActivity, pagedMembers, sendActivity, updateActivity } from "./conversations.js";
import { takeFault } from "./faults.js";
import { tokenProblem } from "./keys.js";
import { type Answer, tokenAnswer } from "./login.js";
import * as refusals from "./refusals.js";
import { changed, keep, type TenantState, type World } from "./state.js";
import type { ApiCall, Failure } from "./types.js";

/** A request to a tenant's service address: `rest` are the decoded parts after `/amer/<tenant>`. */
export async function answerConnector(
  world: World,
  tenantId: string,
  rest: string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const query = new URL(request.url ?? "/", "http://cloud").searchParams;
  const route = routeOf(request.method ?? "", rest);
  const fault = takeFault(world, route.method, tenantId);
  if (fault?.when === "unread") return send(response, spoil(fault, response));
  const body = parseJson((await readBody(request)).toString("utf8"));
  const call = logCall(world, { ...route, tenant: tenantId, path: request.url ?? "", body: body ?? null });
  answer(fault, call, response, () => {
    const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
    if (tokenProblem(world, token) !== undefined) return refusals.unauthorized();
    const tenant = world.tenants.get(tenantId);
    if (!tenant) return refusals.noConversation();
    return decide(world, tenant, route, query, body);
  });
}

/** The app asks for a token. Its password is not kept. */
export async function answerToken(
  world: World,
  tenant: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const fault = takeFault(world, "token", tenant);
  if (fault?.when === "unread") return send(response, spoil(fault, response));
  const form = new URLSearchParams((await readBody(request)).toString("utf8"));
  const call = logCall(world, { method: "token", tenant, path: request.url ?? "" });
  answer(fault, call, response, () => tokenAnswer(world, tenant, form, request.headers.authorization ?? ""));
}

type Route = { method: ApiCall["method"]; conversation?: string; activity?: string };

function routeOf(method: string, rest: string[]): Route {
  const [version, area, conversation, what, activity] = rest;
  if (version !== "v3" || area !== "conversations") return { method: "other" };
  if (conversation === undefined) return { method: method === "POST" ? "create-conversation" : "other" };
  const place = { conversation, ...(activity === undefined ? {} : { activity }) };
  if (what === "pagedmembers" && method === "GET") return { method: "members", conversation };
  if (what !== "activities") return { method: "other", conversation };
  // A reply to an activity is a send: which thread it lands in is said by the conversation's id alone.
  if (method === "POST") return { method: "send", ...place };
  if (method === "PUT" && activity !== undefined) return { method: "update", ...place };
  if (method === "DELETE" && activity !== undefined) return { method: "delete", ...place };
  return { method: "other", conversation };
}

function decide(world: World, tenant: TenantState, route: Route, query: URLSearchParams, body: unknown): Answer {
  const { method, conversation = "", activity = "" } = route;
  if (method === "members") return pagedMembers(world, tenant, conversation, query);
  if (method === "delete") return deleteActivity(world, tenant, conversation, activity);
  if (method === "other" || method === "token") return refusals.noMethod();
  if (!isObject(body)) return refusals.malformed("The body is no JSON object");
  if (method === "create-conversation") return createConversation(world, tenant, body);
  if (method === "send") return sendActivity(world, tenant, conversation, body);
  return updateActivity(world, tenant, conversation, activity, body);
}

function logCall(world: World, call: Omit<ApiCall, "at"> & { activity?: string }): ApiCall {
  const { activity: _activity, ...shown } = call;
  const logged = keep(world.calls, { ...shown, at: new Date().toISOString() });
  changed(world, { ...(call.tenant === undefined ? {} : { tenant: call.tenant }), what: "call" });
  return logged;
}

/** Runs the call, unless a fault comes before it, and answers, unless a fault comes after it. */
function answer(fault: Failure | undefined, call: ApiCall, response: ServerResponse, run: () => Answer): void {
  const done = fault?.when === "before" ? undefined : run();
  const shown = fault === undefined ? done : spoil(fault, response);
  if (shown !== undefined) {
    call.status = shown.status;
    const code = codeOf(shown);
    if (code !== undefined) call.error = code;
  }
  send(response, shown);
}

/** Where there is nothing to send, the connection stays as it is: open, or broken. */
function send(response: ServerResponse, shown: Answer | undefined): void {
  if (shown === undefined) return;
  const text = shown.json === undefined ? "" : JSON.stringify(shown.json);
  response.writeHead(shown.status, { "content-type": "application/json; charset=utf-8", ...shown.headers }).end(text);
}

/** What a fault makes of the answer; undefined when the app gets none. */
function spoil(fault: Failure, response: ServerResponse): Answer | undefined {
  switch (fault.how) {
    case "silent":
      return undefined;
    case "reset":
      response.socket?.resetAndDestroy();
      return undefined;
    case "429":
      return refusals.throttled(fault.retryAfter ?? null);
    case "500":
    case "502":
    case "503":
    case "504":
      return refusals.serviceError(Number(fault.how));
    default:
      return refusals.custom(fault.how.status, fault.how.code, fault.how.message ?? fault.how.code);
  }
}

function codeOf(answered: Answer): string | undefined {
  if (answered.status < 400) return undefined;
  if ("code" in answered && typeof answered.code === "string") return answered.code;
  return isObject(answered.json) && typeof answered.json.error === "string" ? answered.json.error : undefined;
}
