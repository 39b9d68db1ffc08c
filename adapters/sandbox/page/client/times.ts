/** All times are said in the programme's zone, the way people there say them: "Tuesday, October 14", "3:30 pm". */
export type Times = {
  day(at: string | Date): string;
  dayWithYear(at: string | Date): string;
  time(at: string | Date): string;
  /** "Pacific time". */
  zone(at: string | Date): string;
  /** "Today", "Tomorrow", "Yesterday", otherwise the day. */
  dayFrom(now: string | Date, at: string | Date): string;
  /** Whole calendar days from `now` to `at`. */
  daysBetween(now: string | Date, at: string | Date): number;
};

export function timesIn(timeZone: string): Times {
  const day = new Intl.DateTimeFormat("en-US", { timeZone, weekday: "long", month: "long", day: "numeric" });
  const year = new Intl.DateTimeFormat("en-US", {
    timeZone,
    weekday: "long",
    month: "long",
    day: "numeric",
    year: "numeric",
  });
  const time = new Intl.DateTimeFormat("en-US", { timeZone, hour: "numeric", minute: "2-digit" });
  const zone = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longGeneric" });
  const iso = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const date = (at: string | Date) => new Date(at);

  const times: Times = {
    day: (at) => day.format(date(at)),
    dayWithYear: (at) => year.format(date(at)),
    time: (at) => time.format(date(at)).replace(/\s?([AP]M)/, (_, half: string) => ` ${half.toLowerCase()}`),
    zone: (at) =>
      (zone.formatToParts(date(at)).find((part) => part.type === "timeZoneName")?.value ?? timeZone).replace(
        /Time$/,
        "time",
      ),
    dayFrom(now, at) {
      const days = times.daysBetween(now, at);
      if (days === 0) return "Today";
      if (days === 1) return "Tomorrow";
      if (days === -1) return "Yesterday";
      return times.day(at);
    },
    daysBetween: (now, at) => (Date.parse(iso.format(date(at))) - Date.parse(iso.format(date(now)))) / 86_400_000,
  };
  return times;
}
