import type { LocalDate } from "./model.js";

/** An iCalendar file, read and checked line by line, as far as school days depend on it. Lines count from 1. */
export type IcsFile = { events: IcsEvent[]; zones: IcsZone[] };

/** `time` null: a whole day. `zone`: "UTC", a TZID as it is written, or null where the file leaves it to the reader. */
export type IcsTime = { date: LocalDate; time: WallTime | null; zone: string | null };

/** HH:MM:SS, 24 hours. */
export type WallTime = string;

export type IcsEvent = {
  line: number;
  uid: string;
  summary: string;
  categories: string[];
  cancelled: boolean;
  start: IcsTime;
  /** Exclusive, as the format has it. */
  end: IcsTime | null;
  /** ISO 8601, instead of an end. */
  duration: string | null;
  rule: IcsRule | null;
  /** Further occurrences, and those that are left out. */
  more: IcsTime[];
  except: IcsTime[];
  /** The occurrence of the event with the same uid that this one stands for. */
  instead: IcsTime | null;
};

/** How something repeats, by the day. Days of the week 1 Monday … 7 Sunday. */
export type IcsRule = {
  line: number;
  every: "day" | "week" | "month" | "year";
  interval: number;
  /** Null: without end, unless `until` says one. */
  count: number | null;
  until: IcsTime | null;
  /** `nth`: the nth of its month or year, from the end when negative; 0: each. */
  weekdays: { weekday: number; nth: number }[];
  monthDays: number[];
  months: number[];
  /** Which ones of each period's days, from the end when negative; empty: all. */
  positions: number[];
  weekStart: number;
};

/** A time zone that the file describes itself. Offsets in minutes, east of Greenwich positive. */
export type IcsZone = {
  id: string;
  changes: { start: IcsTime; from: number; to: number; rule: IcsRule | null; more: IcsTime[] }[];
};
