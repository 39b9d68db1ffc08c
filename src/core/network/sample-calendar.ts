import { addDays, mondayOf, weekdayOf } from "../calendar/local.js";
import type { DateRange, LocalDate, SchoolCalendar } from "../calendar/model.js";

type Closed = SchoolCalendar["closed"];

/**
 * The days on which the sample's schools are closed, oldest first: those of the school years (July to June) from the one
 * before `today` to the second one after it. Whoever moves the sandbox's clock further than that meets no holidays.
 *
 * There is no summer closure, although real schools have one: a sandbox that is opened in July would have nothing to
 * ask for weeks.
 */
export function sampleClosedDays(today: LocalDate): Closed {
  const year = schoolYearOf(today);
  return [year - 1, year, year + 1, year + 2].flatMap(closedIn);
}

/** The same days of the week, as many weeks later as it takes for all of them to be open. */
export function nextOpenWeek({ from, to }: DateRange): DateRange {
  const year = schoolYearOf(from);
  const closed = [...closedIn(year), ...closedIn(year + 1)];
  const meets = (one: DateRange) => one.from <= to && from <= one.to;
  return closed.some(meets) ? nextOpenWeek({ from: addDays(from, 7), to: addDays(to, 7) }) : { from, to };
}

/** The year in which the date's school year began. */
function schoolYearOf(date: LocalDate): number {
  return Number(date.slice(0, 4)) - (date.slice(5) < "07-01" ? 1 : 0);
}

/** The n-th Monday of a month is the one of the week of its n × 7-th day. */
function closedIn(year: number): Closed {
  const thanksgiving = addDays(mondayOf(`${year}-11-25`), 3);
  // The two weeks that hold Christmas and New Year's Day, or the days on which they are observed.
  const winter = mondayOf(`${year}-12-26`);
  const spring = mondayOf(`${year + 1}-04-01`);
  return [
    day("Independence Day", observed(`${year}-07-04`)),
    day("Labor Day", mondayOf(`${year}-09-07`)),
    day("Veterans Day", observed(`${year}-11-11`)),
    { name: "Thanksgiving", from: thanksgiving, to: addDays(thanksgiving, 1) },
    { name: "Winter break", from: winter, to: addDays(winter, 11) },
    day("MLK Day", mondayOf(`${year + 1}-01-21`)),
    day("Presidents' Day", mondayOf(`${year + 1}-02-21`)),
    { name: "Spring break", from: spring, to: addDays(spring, 4) },
    day("Memorial Day", mondayOf(`${year + 1}-05-31`)),
    day("Juneteenth", observed(`${year + 1}-06-19`)),
  ];
}

function day(name: string, date: LocalDate): Closed[number] {
  return { name, from: date, to: date };
}

/** On a Saturday the Friday before it is free, on a Sunday the Monday after it. */
function observed(date: LocalDate): LocalDate {
  const weekday = weekdayOf(date);
  return addDays(date, weekday === 6 ? -1 : weekday === 7 ? 1 : 0);
}
