import { type Json, type JsonObject, parseJson } from "../../json.js";
import type { Tier } from "../limits.js";
import type { Token, World } from "../state.js";
import type { Workspace } from "../types.js";

/** The body of an answer. `retryAfter` makes it a 429. */
export type Answer = { ok: boolean; error?: string; retryAfter?: number; [key: string]: unknown };

/** A call that has passed the checks which are the same for every method. */
export type Call = { world: World; workspace: Workspace; token: Token; args: JsonObject };

export type Method = {
  tier: Tier;
  /** All are needed. */
  scopes?: string[];
  /** False: the method reads forms only and sees nothing of a JSON body. */
  json?: boolean;
  required?: string[];
  run(call: Call): Answer;
};

/** A method that identifies the app by its client id and secret instead of a token. */
export type OpenMethod = Omit<Method, "run" | "scopes"> & { open(world: World, args: JsonObject): Answer };

export const accept = (fields: Record<string, unknown> = {}): Answer => ({ ok: true, ...fields });
export const refuse = (error: string, fields: Record<string, unknown> = {}): Answer => ({
  ok: false,
  error,
  ...fields,
});

/** A refusal that says where the payload is wrong. */
export function refuseWith(error: string, problems: string[]): Answer {
  return refuse(error, {
    errors: problems,
    response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
  });
}

export function missingScope(call: Call, needed: string): Answer | undefined {
  if (call.token.scopes.includes(needed)) return undefined;
  return refuse("missing_scope", { needed, provided: call.token.scopes.join(",") });
}

/** Text of an argument; numbers and booleans come as text in forms. */
export function text(args: JsonObject, name: string): string | undefined {
  const value = args[name];
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

export function flag(args: JsonObject, name: string): boolean {
  return ["true", "1"].includes(text(args, name) ?? "");
}

/** A structured argument: JSON text in forms, JSON text or the thing itself in JSON bodies. Undefined: absent. */
export function structured(args: JsonObject, name: string): { value: Json } | "not json" | undefined {
  const given = args[name];
  if (given === undefined || given === "") return undefined;
  if (typeof given !== "string") return { value: given };
  const value = parseJson(given);
  return value === undefined ? "not json" : { value };
}

/** One page of a list. The cursor is opaque text; a cursor that this cloud did not give is refused. */
export function page<T>(
  items: T[],
  args: JsonObject,
  defaultLimit: number,
  most = 1000,
): { items: T[]; next: string } | "invalid_cursor" {
  const cursor = text(args, "cursor") ?? "";
  const start =
    cursor === ""
      ? 0
      : Number(
          Buffer.from(cursor, "base64")
            .toString("utf8")
            .replace(/^offset:/, ""),
        );
  if (!Number.isInteger(start) || start < 0) return "invalid_cursor";
  const limit = Math.min(Math.max(Number(text(args, "limit") ?? defaultLimit) || defaultLimit, 1), most);
  const end = start + limit;
  return {
    items: items.slice(start, end),
    next: end < items.length ? Buffer.from(`offset:${end}`).toString("base64") : "",
  };
}
