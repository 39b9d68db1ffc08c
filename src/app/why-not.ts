import { localDateOf } from "../core/calendar/local.js";
import { whyNotForm } from "../core/checkin/why-not-form.js";
import { texts } from "../core/texts.js";
import { weekdayText } from "../core/ui/dates.js";
import type { Answers, FieldErrors } from "../core/ui/form.js";
import type { Reply } from "../ports/chat-platform.js";
import { settlePrompt } from "./answer-prompt.js";
import type { App } from "./app.js";
import { gone, notYours } from "./notices.js";
import { formOnce } from "./once.js";
import { readSubmitted, type Submitted } from "./read-submitted.js";
import type { Known } from "./who.js";

/** A reason that takes more than a tap: until when she is away, or her own words. */
export function showWhyNot(app: App, who: Known, promptId: string, reason: "away" | "other"): Promise<Reply> {
  return app.store.read(async (view) => {
    const prompt = await view.checkIns.prompt(who.scope, promptId);
    if (prompt === undefined) return gone();
    if (prompt.personId !== who.person.id) return notYours();
    return { kind: "show-form", form: whyNotForm(reason), context: { prompt: promptId } };
  });
}

/** Who says that she is away is not asked until she is back, in none of her teams. */
export async function saveWhyNot(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  const now = app.clock.now();
  const today = localDateOf(now, who.timeZone);
  const past = ({ awayUntil }: Answers): FieldErrors =>
    typeof awayUntil === "string" && awayUntil < today ? { awayUntil: texts.errors.byPast } : {};
  const read = readSubmitted(whyNotForm("other"), submitted, past);
  if ("reply" in read) return read.reply;
  const { reason, awayUntil, note } = read.answers;
  return formOnce(app, submitted.key, async (tables) => {
    // Her days away hold whatever has become of the question meanwhile.
    const away = reason === "away" && typeof awayUntil === "string" ? awayUntil : undefined;
    if (away !== undefined) {
      const person = (await tables.roster.person(who.scope, who.person.id)) ?? who.person;
      await tables.roster.savePerson(who.scope, { ...person, awayFrom: today, awayUntil: away });
    }
    const given = {
      answer: "why not" as const,
      reason: String(reason),
      note: typeof note === "string" ? note : null,
    };
    const reply = await settlePrompt(tables, who, submitted.context.prompt ?? "", given, now);
    if (away === undefined) return reply ?? { kind: "close-form" };
    const text = texts.notThisWeek.away(weekdayText(away));
    return { kind: "close-form", notice: { blocks: [{ kind: "text", text }] } };
  });
}
