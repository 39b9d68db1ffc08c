import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** A recorded Slack request body and where it was found. */
export type Recorded = { from: string; contentType: string; body: string };

type Json = Record<string, unknown>;
const interactive = [
  "block_actions",
  "view_submission",
  "view_closed",
  "shortcut",
  "message_action",
  "block_suggestion",
];

/**
 * Every Slack request body below a folder: files that are one, files that hold several under names, and `.txt` files
 * with a form. Other JSON (schemas, method references) holds none and is passed over.
 */
export function slackPayloads(folder: string): Recorded[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.(json|txt)$/.test(name));
  return files.sort().flatMap((name) => {
    const content = readFileSync(path.join(folder, name), "utf8").replace(/^\uFEFF/, "");
    if (name.endsWith(".txt")) return content.includes("command=") ? [form(name, content.trim())] : [];
    const parsed = parse(content);
    return parsed === undefined ? [] : found(name, parsed);
  });
}

function found(from: string, value: unknown): Recorded[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const body = value as Json;
  const type = body.type;
  if (type === "event_callback" || type === "url_verification" || type === "app_rate_limited")
    return [{ from, contentType: "application/json", body: JSON.stringify(body) }];
  if (typeof type === "string" && interactive.includes(type) && typeof body.user === "object")
    return [form(from, new URLSearchParams({ payload: JSON.stringify(body) }).toString())];
  if (typeof body.command === "string" && typeof body.trigger_id === "string")
    return [form(from, new URLSearchParams(body as Record<string, string>).toString())];
  return Object.entries(body).flatMap(([name, inner]) => found(`${from}#${name}`, inner));
}

function form(from: string, body: string): Recorded {
  return { from, contentType: "application/x-www-form-urlencoded", body };
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

/** Ids of the workspaces and organisations that a body speaks of. */
export function workspacesIn(recorded: Recorded[]): string[] {
  return [...new Set(recorded.flatMap(({ body }) => decodeURIComponent(body).match(/\b[TE][A-Z0-9]{2,}\b/g) ?? []))];
}
