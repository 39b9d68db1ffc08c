import { localDateOf } from "../core/calendar/local.js";
import type { LocalDate } from "../core/calendar/model.js";
import { contactHours } from "../core/calendar/school-day.js";
import { settingsForm, weeklyFrom } from "../core/settings/form.js";
import { texts } from "../core/texts.js";
import { timeText } from "../core/ui/dates.js";
import type { Answers, FormValues } from "../core/ui/form.js";
import { readForm } from "../core/ui/read-form.js";
import type { Reply } from "../ports/chat-platform.js";
import type { App } from "./app.js";
import { saveMuted } from "./mute.js";
import { once } from "./once.js";
import { replan } from "./replan.js";
import type { Known } from "./who.js";

export function showSettings(who: Known): Reply {
  return { kind: "show-form", form: settingsForm(who.person), context: {} };
}

export async function saveSettings(app: App, who: Known, key: string, values: FormValues): Promise<Reply> {
  const read = readForm(settingsForm(who.person), values);
  if (!read.ok) return { kind: "keep-form", errors: read.errors };
  const { askAt, askMe, weekly } = read.answers;
  const { awayFrom, awayUntil } = awayIn(read.answers, localDateOf(app.clock.now(), who.timeZone));
  if (awayFrom !== null && awayUntil !== null && awayUntil < awayFrom)
    return { kind: "keep-form", errors: { awayUntil: texts.pause.awayOrder } };
  if (typeof askAt !== "string" || askAt < contactHours.from || askAt >= contactHours.to)
    return { kind: "keep-form", errors: { askAt: texts.errors.time } };
  const muted = askMe === "no";
  await once(
    app,
    key,
    async (tables) => {
      await saveMuted(tables, who, muted, {
        askAt,
        weeklyMessages: weeklyFrom(weekly, who.person.weeklyMessages),
        awayFrom,
        awayUntil,
      });
      await replan(tables, who.scope, { person: who.person.id }, app.clock.now());
    },
    "long",
  );
  const line = muted ? texts.settings.savedMuted : texts.settings.saved(timeText(askAt));
  return { kind: "close-form", notice: { blocks: [{ kind: "text", text: line }] } };
}

/** Days away. A last day alone means from today on; a first day alone, until she says that she is back. */
function awayIn(answers: Answers, today: LocalDate) {
  const date = (name: string) => (typeof answers[name] === "string" ? answers[name] : null);
  const until = date("awayUntil");
  return { awayFrom: date("awayFrom") ?? (until === null ? null : today), awayUntil: until };
}
