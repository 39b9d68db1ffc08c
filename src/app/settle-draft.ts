import { idOf } from "../core/id.js";
import type { Card } from "../core/ui/card.js";
import type { Repositories } from "../ports/store.js";
import { enqueue } from "./enqueue.js";
import type { Known } from "./who.js";

/** The id of the message that asks what a draft is for. */
export function draftQuestion(draftId: string): string {
  return idOf("draft-question", draftId);
}

/** Her own open draft has found its end: marked, and its question replaced. True when its question now shows `card`. */
export async function settleDraft(
  tables: Repositories,
  who: Known,
  draftId: string,
  state: "recorded" | "dropped",
  card: Card,
  now: Date,
): Promise<boolean> {
  const draft = await tables.cycles.draft(who.scope, draftId);
  if (draft?.personId !== who.person.id) return false;
  await tables.cycles.saveDraft(who.scope, { ...draft, state });
  const id = idOf("draft-settled", draftId, state);
  return (
    (await enqueue(tables, who.scope, [{ effect: "settle", id, messageId: draftQuestion(draftId), card }], now)) > 0
  );
}
