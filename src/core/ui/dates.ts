import type { LocalDate, LocalTime } from "../calendar/model.js";

// Made once: to make one takes a thousand times as long as to use it, and every card says several dates.
const format = (options: Intl.DateTimeFormatOptions) => {
  const made = new Intl.DateTimeFormat("en-US", { ...options, timeZone: "UTC" });
  return (date: LocalDate) => made.format(new Date(`${date}T00:00:00Z`));
};
const dayOnly = format({ month: "short", day: "numeric" });
const dayAndYear = format({ month: "short", day: "numeric", year: "numeric" });
const dayOfWeek = format({ weekday: "long", month: "short", day: "numeric" });

/** "May 5" (with the year when it is not this year's). */
export function dayText(date: LocalDate, today?: LocalDate): string {
  const sameYear = today === undefined || today.slice(0, 4) === date.slice(0, 4);
  return (sameYear ? dayOnly : dayAndYear)(date);
}

/** "Wednesday, May 5". */
export function weekdayText(date: LocalDate): string {
  return dayOfWeek(date);
}

/** "3 pm", "8:30 am". */
export function timeText(time: LocalTime): string {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const clock =
    minutes === 0 ? `${((hours + 11) % 12) + 1}` : `${((hours + 11) % 12) + 1}:${String(minutes).padStart(2, "0")}`;
  return `${clock} ${hours < 12 ? "am" : "pm"}`;
}
