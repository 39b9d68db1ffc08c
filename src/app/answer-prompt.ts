import type { CheckInPrompt, CheckInRule } from "../core/checkin/model.js";
import { later, notThisWeek, type SettledPrompt } from "../core/checkin/settle-prompt.js";
import type { District } from "../core/network/model.js";
import { texts } from "../core/texts.js";
import type { Reply } from "../ports/chat-platform.js";
import type { App } from "./app.js";
import { enqueue } from "./enqueue.js";
import { gone, nothing, notYours, say } from "./notices.js";
import { once } from "./once.js";
import type { Known } from "./who.js";

/** "Not this week" and "Later": answers like any other. */
export async function answerPrompt(
  app: App,
  who: Known,
  key: string,
  promptId: string,
  answer: "not this week" | "later",
): Promise<Reply> {
  const now = app.clock.now();
  const result = await once(app, key, async (tables): Promise<Reply> => {
    const prompt = await tables.checkIns.prompt(who.scope, promptId);
    if (prompt === undefined || who.district === undefined) return gone();
    if (prompt.personId !== who.person.id) return notYours();
    if (prompt.state === "answered") return say(texts.settled.alreadyAnswered);
    if (answer === "later" && prompt.state !== "asked") return say(texts.settled.settledBefore);
    if (who.person.muted && answer === "later") return say(texts.status.muted);
    const rule = (await tables.checkIns.rules(who.scope)).find((one) => one.teamId === prompt.teamId);
    const settled = settle(answer, prompt, rule, who.district, who, now);
    await tables.checkIns.savePrompt(who.scope, settled.prompt);
    await enqueue(tables, who.scope, settled.effects, now);
    return nothing;
  });
  return result === "again" ? nothing : result;
}

function settle(
  answer: "not this week" | "later",
  prompt: CheckInPrompt,
  rule: CheckInRule | undefined,
  district: District,
  who: Known,
  now: Date,
): SettledPrompt {
  if (answer === "not this week") return notThisWeek(prompt, rule, district, now);
  return later(prompt, who.person.askAt ?? rule?.at ?? "15:00", rule, district, now);
}
