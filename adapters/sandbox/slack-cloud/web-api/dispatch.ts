import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "../../http.js";
import { isObject, type Json, type JsonObject, parseJson } from "../../json.js";
import { takeFault } from "../faults.js";
import { overLimit } from "../limits.js";
import { changed, keep, type Token, type World, workspaceOf } from "../state.js";
import type { ApiCall, Failure } from "../types.js";
import { type Answer, type Method, missingScope, type OpenMethod, refuse, refuseWith } from "./answers.js";
import { authMethods } from "./auth.js";
import { chatMethods } from "./chat.js";
import { conversationMethods } from "./conversations.js";
import { fileMethods } from "./files.js";
import { userMethods } from "./users.js";
import { viewMethods } from "./views.js";

const methods: Record<string, Method | OpenMethod> = {
  ...authMethods,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...userMethods,
  ...viewMethods,
};

/** Answers one call of the Web API, or fails as it was told to. */
export async function answerCall(
  world: World,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const fault = takeFault(world, name, world.tokens.get(bearerOf(request) ?? "")?.workspace);
  if (fault?.when === "unread") return send(response, spoil(fault, response));
  const given = readRequest(request, await readBody(request), methods[name]?.json !== false);
  const token = given.token === undefined ? undefined : world.tokens.get(given.token);
  const entry: ApiCall = { method: name, at: new Date().toISOString(), args: given.args };
  if (token) entry.workspace = token.workspace;
  keep(world.calls, entry);
  const answer = fault?.when === "before" ? undefined : render(decide(world, name, given, token), token);
  const shown = fault ? spoil(fault, response, token) : answer;
  if (shown !== undefined) {
    entry.status = shown.status;
    if (typeof shown.json?.error === "string") entry.error = shown.json.error;
  }
  changed(world, { ...(token ? { workspace: token.workspace } : {}), what: "call" });
  send(response, shown);
}

/** Where there is nothing to send, the connection stays as it is: open, or broken. */
function send(response: ServerResponse, rendered: Rendered | undefined): void {
  if (rendered === undefined) return;
  const { status, headers, json } = rendered;
  const type = json === undefined ? "text/html" : "application/json; charset=utf-8";
  response.writeHead(status, { "content-type": type, ...headers });
  response.end(json === undefined ? `<html><body>${status}</body></html>` : JSON.stringify(json));
}

type Given = { args: JsonObject; token?: string; problem?: string };

/** Arguments and token, from the query, a form or a JSON body. JSON bodies carry the token in the header only. */
function readRequest(request: IncomingMessage, body: Buffer, takesJson: boolean): Given {
  const query = new URL(request.url ?? "/", "http://cloud").searchParams;
  const type = (request.headers["content-type"] ?? "").split(";")[0]?.trim();
  const args: JsonObject = Object.fromEntries(query);
  let problem: string | undefined;
  if (type === "application/json") {
    const parsed = parseJson(body.toString("utf8"));
    if (!isObject(parsed)) problem = "json_not_object";
    else if (takesJson) Object.assign(args, parsed);
    delete args.token;
  } else if (type === "application/x-www-form-urlencoded") {
    Object.assign(args, Object.fromEntries(new URLSearchParams(body.toString("utf8"))));
  } else if (body.length > 0) {
    problem = type === undefined || type === "" ? "missing_post_type" : "invalid_post_type";
  }
  const authorization = request.headers.authorization ?? "";
  const basic = /^Basic (\S+)$/i.exec(authorization)?.[1];
  if (basic !== undefined) {
    const [id, secret] = Buffer.from(basic, "base64").toString("utf8").split(":");
    Object.assign(args, { client_id: id, client_secret: secret });
  }
  const token = bearerOf(request) ?? (typeof args.token === "string" ? args.token : undefined);
  delete args.token;
  return { args, ...(token === undefined ? {} : { token }), ...(problem === undefined ? {} : { problem }) };
}

function bearerOf(request: IncomingMessage): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
}

function decide(world: World, name: string, given: Given, token: Token | undefined): Answer {
  const method = methods[name];
  if (!method) return refuse("unknown_method");
  if (given.problem !== undefined) return refuse(given.problem);
  const missing = (): Answer | undefined => {
    const absent = (method.required ?? []).filter(
      (field) => given.args[field] === undefined || given.args[field] === "",
    );
    return absent.length === 0
      ? undefined
      : refuseWith(
          "invalid_arguments",
          absent.map((field) => `missing required field: ${field}`),
        );
  };
  if ("open" in method) return missing() ?? method.open(world, given.args);
  if (given.token === undefined) return refuse("not_authed");
  if (!token) return refuse("invalid_auth");
  if (token.state !== "live") return refuse(token.state === "revoked" ? "token_revoked" : "account_inactive");
  const call = { world, workspace: workspaceOf(world, token.workspace), token, args: given.args };
  const wait = overLimit(world, name, method.tier, token.workspace);
  if (wait !== undefined) return { ok: false, error: "ratelimited", retryAfter: wait };
  for (const scope of method.scopes ?? []) {
    const scopeRefusal = missingScope(call, scope);
    if (scopeRefusal) return scopeRefusal;
  }
  return missing() ?? method.run(call);
}

/** What a fault makes of the answer; undefined when the app gets none. */
function spoil(fault: Failure, response: ServerResponse, token?: Token): Rendered | undefined {
  switch (fault.how) {
    case "silent":
      return undefined;
    case "reset":
      response.socket?.resetAndDestroy();
      return undefined;
    case "500":
      return render({ ok: false, error: "internal_error", status: 500 }, token);
    case "502":
    case "503":
    case "504":
      return { status: Number(fault.how), headers: {} };
    case "429": {
      const header = fault.retryAfter === undefined ? 1 : fault.retryAfter;
      return render({ ok: false, error: "ratelimited", retryAfter: 1, header }, token);
    }
    default:
      return render(refuse(fault.how.error), token);
  }
}

/** Without `json` it is a page of something between Slack and the app. */
type Rendered = { status: number; headers: Record<string, string>; json?: Record<string, Json> };

function render(answer: Answer, token: Token | undefined): Rendered {
  const { retryAfter, status, header, ...json } = answer as Answer & {
    status?: number;
    header?: number | string | null;
  };
  const headers: Record<string, string> = token ? { "x-oauth-scopes": token.scopes.join(",") } : {};
  if (typeof json.needed === "string") headers["x-accepted-oauth-scopes"] = json.needed;
  const wait = header === undefined ? retryAfter : header;
  if (wait !== undefined && wait !== null) headers["retry-after"] = String(wait);
  return { status: status ?? (retryAfter === undefined ? 200 : 429), headers, json: json as Record<string, Json> };
}
