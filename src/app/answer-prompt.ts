import { localDateOf } from "../core/calendar/local.js";
import type { CheckInPrompt } from "../core/checkin/model.js";
import type { Rhythm } from "../core/checkin/rhythm.js";
import { later, nothingNew, notThisWeek, type SettledPrompt, withReason } from "../core/checkin/settle-prompt.js";
import type { District } from "../core/network/model.js";
import { texts } from "../core/texts.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { enqueue } from "./enqueue.js";
import { gone, nothing, notYours, say } from "./notices.js";
import { replyOnce } from "./once.js";
import { givesWayToNext } from "./question.js";
import { rhythmOf } from "./team-situations.js";
import type { Known } from "./who.js";

export type PromptAnswer =
  | { answer: "not this week" | "nothing new" | "later" }
  /** What is in the way; `note` in her own words. */
  | { answer: "why not"; reason: string; note: string | null };

/** "Nothing new", "Not this week" with or without its reason, and "Later": answers like any other. */
export async function answerPrompt(
  app: App,
  who: Known,
  key: string,
  promptId: string,
  given: PromptAnswer,
): Promise<Reply> {
  const now = app.clock.now();
  return replyOnce(app, key, async (tables) => {
    const reply = await settlePrompt(tables, who, promptId, given, now);
    return reply ?? nothing;
  });
}

/** In the caller's transaction. Undefined when it was settled; otherwise what she is told instead. */
export async function settlePrompt(
  tables: Repositories,
  who: Known,
  promptId: string,
  given: PromptAnswer,
  now: Date,
): Promise<Reply | undefined> {
  const prompt = await tables.checkIns.prompt(who.scope, promptId);
  if (prompt === undefined || who.district === undefined) return gone();
  if (prompt.personId !== who.person.id) return notYours();
  if (prompt.state === "answered") return say(texts.settled.alreadyAnswered);
  if (given.answer === "later" && prompt.state !== "asked") return say(texts.settled.settledBefore);
  if (who.person.muted && given.answer === "later") return say(texts.status.muted);
  const rhythm = await rhythmOf(tables, who.scope, prompt.teamId);
  const givesWay = await givesWayToNext(tables, prompt, localDateOf(now, who.district.timeZone));
  const settled = settle(given, prompt, rhythm, who.district, who, givesWay, now);
  await tables.checkIns.savePrompt(who.scope, settled.prompt);
  await enqueue(tables, who.scope, settled.effects, now);
  return undefined;
}

function settle(
  given: PromptAnswer,
  prompt: CheckInPrompt,
  rhythm: Rhythm | undefined,
  district: District,
  who: Known,
  givesWay: boolean,
  now: Date,
): SettledPrompt {
  switch (given.answer) {
    case "not this week":
      return notThisWeek(prompt, rhythm, district, now);
    case "nothing new":
      return nothingNew(prompt, rhythm, district, now);
    case "why not":
      return withReason(prompt, given, rhythm, district, now);
    case "later":
      return later(prompt, who.person, rhythm, district, givesWay, now);
    default:
      return given satisfies never;
  }
}
