/** A local date, YYYY-MM-DD, without a time zone. */
export type LocalDate = string;

/** A local time of day, HH:MM, 24 hours. */
export type LocalTime = string;

/** When a district's schools are open. Saturdays and Sundays are always closed; days outside the terms too. */
export type SchoolCalendar = {
  /** Empty: always in term. */
  terms: DateRange[];
  closed: (DateRange & { name: string })[];
  earlyRelease: LocalDate[];
};

/** Both ends belong to the range. */
export type DateRange = { from: LocalDate; to: LocalDate };
