import { Temporal } from "temporal-polyfill";
import type { LocalDate, LocalTime } from "../calendar/model.js";

/** "May 5" (with the year when it is not this year's). */
export function dayText(date: LocalDate, today?: LocalDate): string {
  const plain = Temporal.PlainDate.from(date);
  const sameYear = today === undefined || Temporal.PlainDate.from(today).year === plain.year;
  return plain.toLocaleString("en-US", { month: "short", day: "numeric", ...(sameYear ? {} : { year: "numeric" }) });
}

/** "Wednesday, May 5". */
export function weekdayText(date: LocalDate): string {
  return Temporal.PlainDate.from(date).toLocaleString("en-US", { weekday: "long", month: "short", day: "numeric" });
}

/** "3 pm", "8:30 am". */
export function timeText(time: LocalTime): string {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const clock =
    minutes === 0 ? `${((hours + 11) % 12) + 1}` : `${((hours + 11) % 12) + 1}:${String(minutes).padStart(2, "0")}`;
  return `${clock} ${hours < 12 ? "am" : "pm"}`;
}
