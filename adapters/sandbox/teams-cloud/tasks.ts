import type { HttpAnswer } from "../http.js";
import { isObject, type Json, type JsonObject, parseJson } from "../json.js";
import { cardProblems } from "./cards.js";
import { cardType } from "./outgoing.js";

/** What Teams tells people when an app does not answer, or not in a way that it understands. */
export const unreachable = "Unable to reach app. Please try again.";

export type DialogContent = { title: string; card: Json; height?: number | string; width?: number | string };

export type Task =
  | { kind: "continue"; dialog: DialogContent }
  | { kind: "message"; text: string }
  | { kind: "closed" }
  | { kind: "failed"; problem: string };

/** What the answer to task/fetch or task/submit asks for. Only the answer to a submit may be empty. */
export function readTask(answer: HttpAnswer): Task {
  const failed: Task = { kind: "failed", problem: unreachable };
  if (answer.status !== 200) return failed;
  if (answer.body.trim() === "") return { kind: "closed" };
  const body = parseJson(answer.body);
  if (!isObject(body)) return failed;
  const { task } = body;
  if (!isObject(task)) return Object.keys(body).length === 0 ? { kind: "closed" } : failed;
  if (task.type === "message") {
    return typeof task.value === "string" && task.value !== "" ? { kind: "message", text: task.value } : failed;
  }
  const dialog = task.type === "continue" && isObject(task.value) ? readDialog(task.value) : undefined;
  return dialog ? { kind: "continue", dialog } : failed;
}

function readDialog({ title, card, height, width }: JsonObject): DialogContent | undefined {
  if (title !== undefined && typeof title !== "string") return undefined;
  if (!isSize(height) || !isSize(width)) return undefined;
  if (!isObject(card) || card.contentType !== cardType || !isObject(card.content)) return undefined;
  if (cardProblems(card.content).length > 0) return undefined;
  return {
    title: title ?? "",
    card: card.content,
    ...(height === undefined ? {} : { height }),
    ...(width === undefined ? {} : { width }),
  };
}

function isSize(value: Json): value is number | string | undefined {
  if (value === undefined) return true;
  return typeof value === "number" ? value > 0 : ["small", "medium", "large"].includes(String(value));
}
