import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { addDays, weekdayOf } from "../../src/core/calendar/local.js";
import { isSchoolDay } from "../../src/core/calendar/school-day.js";
import { calendarOf, calendarRead, exampleIcs, understood, wholeDay } from "./ics.js";

describe("a school year", () => {
  const { calendar, covers, events, hints } = calendarRead(exampleIcs("school-year"));

  it("has its term, its closed days with their last day in them, and its early releases", () => {
    expect(covers).toEqual({ from: "2026-08-17", to: "2027-06-04" });
    expect(calendar.terms).toEqual([{ from: "2026-08-17", to: "2027-06-04" }]);
    expect(calendar.closed).toEqual([
      { name: "Labor Day - No School", from: "2026-09-07", to: "2026-09-07" },
      { name: "Staff Development Day", from: "2026-10-09", to: "2026-10-09" },
      { name: "Veterans Day", from: "2026-11-11", to: "2026-11-11" },
      { name: "Thanksgiving Break", from: "2026-11-23", to: "2026-11-27" },
      { name: "Vacaciones de invierno / Winter Break", from: "2026-12-21", to: "2027-01-03" },
      { name: "Spring Recess", from: "2027-03-22", to: "2027-03-26" },
    ]);
    expect(isSchoolDay(calendar, "2026-11-27")).toBe(false);
    expect(isSchoolDay(calendar, "2026-11-30")).toBe(true);
    expect(hints).toEqual(["2026-11-11 ends early and is closed (“Veterans Day”). It stays closed."]);
  });

  it("repeats its early Wednesdays until their end, but for those that were taken out or moved", () => {
    const { earlyRelease } = calendar;
    expect(earlyRelease).toHaveLength(37 + 2);
    expect(earlyRelease.filter((date) => weekdayOf(date) !== 3)).toEqual(["2026-11-05", "2027-06-04"]);
    expect(earlyRelease[0]).toBe("2026-08-19");
    expect(earlyRelease.filter((date) => date > "2027-05-28")).toEqual(["2027-06-02", "2027-06-04"]);
    for (const gone of ["2026-11-04", "2026-11-25", "2026-12-23", "2026-12-30", "2027-03-24"]) {
      expect(earlyRelease).not.toContain(gone);
    }
  });

  it("says of each event what it was taken for, and leaves out what is no school day's business", () => {
    const said = events.map(({ summary, means, why }) => [summary, means.join(" and ") || why]);
    expect(said).toEqual([
      ["First day of school", "first day"],
      ["Labor Day - No School", "closed"],
      ["Back to School Night", "something that happens at school or beside it"],
      ["Early release Wednesday", "early release"],
      ["Early release Wednesday (moved to Thursday)", "early release"],
      ["Staff Development Day", "closed"],
      ["Veterans Day", "closed"],
      ["Veterans Day assembly", "something that happens at school or beside it"],
      ["Thanksgiving Break", "closed"],
      ["Winter Break Concert", "something that happens at school or beside it"],
      ["Vacaciones de invierno / Winter Break", "closed"],
      ["Spring Recess", "closed"],
      ["Last day of school (minimum day)", "last day and early release"],
    ]);
  });
});

describe("times of the day", () => {
  it("are the district's, before and after the clocks change, whatever zone they are written in", () => {
    const { events, calendar } = calendarRead(exampleIcs("outlook"));
    expect(events.map(({ summary, time, first, lastDay }) => [summary, time, first?.from, lastDay])).toEqual([
      ["Minimum day", "08:00", "2027-03-10", "2027-03-17"],
      ["Minimum day by its own zone", "08:00", "2027-03-11", "2027-03-18"],
      ["Minimum day in UTC before the change", "08:00", "2027-03-12", "2027-03-12"],
      ["Minimum day in UTC after the change", "08:00", "2027-03-15", "2027-03-15"],
      ["No school (late in the evening in UTC)", "00:00", "2027-03-16", "2027-03-16"],
      ["No school before the change", "00:00", "2027-03-11", "2027-03-11"],
    ]);
    expect(calendar.closed.map(({ from, to }) => [from, to])).toEqual([
      ["2027-03-11", "2027-03-11"],
      ["2027-03-16", "2027-03-16"],
    ]);
  });

  it("are understood by Microsoft's name alone, and by what the file says of its own zone all year round", () => {
    const day = (start: string) => [`SUMMARY:Early release`, `DTSTART;TZID=${start}`];
    const named = calendarOf(
      day("Eastern Standard Time:20270310T110000"),
      day("Eastern Standard Time:20270317T110000"),
    );
    const times = (text: string) => calendarRead(text).events.map(({ time }) => time);
    expect(times(named)).toEqual(["08:00", "08:00"]);
    const zone = exampleIcs("outlook").split("BEGIN:VEVENT")[0] ?? "";
    const own = calendarOf(day("District time:20270310T080000"), day("District time:20270317T080000"));
    expect(times(own.replace("BEGIN:VCALENDAR\r\n", zone))).toEqual(["08:00", "08:00"]);
  });

  it("count for the moment at which a repetition ends", () => {
    const until = (last: string) =>
      calendarRead(
        calendarOf([
          "SUMMARY:Early release",
          "DTSTART;TZID=America/Los_Angeles:20261007T123000",
          `RRULE:FREQ=WEEKLY;UNTIL=${last}`,
        ]),
      ).calendar.earlyRelease.at(-1);
    expect(until("20261021T193000Z")).toBe("2026-10-21");
    expect(until("20261021T192900Z")).toBe("2026-10-14");
    expect(until("20261021")).toBe("2026-10-21");
  });

  it("make another day of an evening elsewhere", () => {
    const evening = ["SUMMARY:No school", "DTSTART:20261103T053000Z", "DTEND:20261104T053000Z"];
    const days = (timeZone: string) => calendarRead(calendarOf(evening), { timeZone }).calendar.closed[0];
    expect(days("America/Los_Angeles")).toMatchObject({ from: "2026-11-02", to: "2026-11-03" });
    expect(days("Europe/Berlin")).toMatchObject({ from: "2026-11-03", to: "2026-11-04" });
  });

  it("are the district's where none is named", () => {
    const floating = ["SUMMARY:Early dismissal", "DTSTART:20261103T233000", "DTEND:20261103T235900"];
    const { events } = calendarRead(calendarOf(floating), { timeZone: "America/New_York" });
    expect(events[0]).toMatchObject({ time: "23:30", first: { from: "2026-11-03", to: "2026-11-03" } });
  });

  it("follow a repetition in its own zone across the change", () => {
    const weekly = [
      "SUMMARY:Early release",
      "DTSTART;TZID=America/New_York:20261029T011500",
      "DTEND;TZID=America/New_York:20261029T021500",
      "RRULE:FREQ=WEEKLY;COUNT=3",
    ];
    // A quarter past one in New York is the evening before in California, all through the fall.
    expect(calendarRead(calendarOf(weekly)).calendar.earlyRelease).toEqual(["2026-10-28", "2026-11-04", "2026-11-11"]);
  });
});

describe("what is known already", () => {
  const known = {
    terms: [
      { from: "2025-08-18", to: "2026-06-05" },
      { from: "2026-08-10", to: "2026-12-18" },
    ],
    closed: [
      { name: "Winter break", from: "2025-12-22", to: "2026-01-02" },
      { name: "Harvest week", from: "2026-10-19", to: "2026-10-23" },
    ],
    earlyRelease: ["2026-05-20", "2026-10-30"],
  };

  it("stays for the days of which the file does not speak, and gives way on the others", () => {
    const { calendar } = calendarRead(exampleIcs("school-year"), { calendar: known });
    expect(calendar.terms).toEqual([known.terms[0], { from: "2026-08-17", to: "2027-06-04" }]);
    expect(calendar.closed.map(({ name }) => name)).not.toContain("Harvest week");
    expect(calendar.closed[0]).toEqual(known.closed[0]);
    expect(calendar.earlyRelease).toContain("2026-05-20");
    expect(calendar.earlyRelease).not.toContain("2026-10-30");
  });

  it("keeps its terms where the file names none", () => {
    const text = calendarOf(wholeDay("No school", "20261009"));
    const { calendar } = calendarRead(text, { calendar: known });
    expect(calendar.terms).toEqual(known.terms);
    expect(calendar.closed).toHaveLength(3);
  });

  it("stays for the years of which only something without an end speaks", () => {
    const text = calendarOf(
      wholeDay("No school", "20261009"),
      wholeDay("Early release", "20260909", undefined, "RRULE:FREQ=WEEKLY"),
      wholeDay("No school on Fridays", "20260911", undefined, "RRULE:FREQ=MONTHLY;BYDAY=2FR"),
    );
    const next = { name: "Winter break", from: "2027-12-20", to: "2027-12-31" };
    const calendar = { ...known, closed: [...known.closed, next], earlyRelease: ["2027-10-29", "2027-11-03"] };
    const once = calendarRead(text, { calendar });
    expect(once.covers).toEqual({ from: "2026-10-09", to: "2026-10-09" });
    expect(once.calendar.closed).toContainEqual(next);
    expect(once.calendar.closed).toContainEqual({ name: "No school on Fridays", from: "2027-12-10", to: "2027-12-10" });
    expect(once.calendar.earlyRelease).toContain("2027-10-29");
    expect(calendarRead(text, { calendar: once.calendar }).calendar).toEqual(once.calendar);
  });

  it("is the same after the same file a second time", () => {
    const once = calendarRead(exampleIcs("school-year"), { calendar: known }).calendar;
    expect(calendarRead(exampleIcs("school-year"), { calendar: once }).calendar).toEqual(once);
  });
});

describe("before a calendar is used, it says", () => {
  const hintsOf = (text: string, told = {}) => calendarRead(text, told).hints.join("\n");

  it("that two closed times overlap, and that a day ends early which is closed", () => {
    const text = calendarOf(
      wholeDay("Winter break", "20261221", "20270104"),
      wholeDay("Board holiday", "20261224", "20261226"),
      wholeDay("Minimum day", "20261222"),
    );
    expect(hintsOf(text)).toContain("“Winter break” and “Board holiday” overlap on 2026-12-24.");
    expect(hintsOf(text)).toContain("2026-12-22 ends early and is closed (“Winter break”)");
  });

  it("that something lasts more than thirty days, or has no end", () => {
    const text = calendarOf(
      wholeDay("Summer break", "20270605", "20270810"),
      wholeDay("Early release", "20260909", undefined, "RRULE:FREQ=WEEKLY;BYDAY=WE"),
    );
    expect(hintsOf(text)).toContain("line 3: “Summer break” lasts 66 days. Is that right?");
    expect(hintsOf(text)).toContain("line 8: “Early release” repeats without an end. It is read until 2028-09-06.");
  });

  it("that days are outside of the terms, and that a first day has no last one", () => {
    const term = { terms: [{ from: "2026-08-17", to: "2026-12-18" }], closed: [], earlyRelease: [] };
    const text = calendarOf(wholeDay("No school", "20270115"), wholeDay("First day of school", "20270106"));
    expect(hintsOf(text, { calendar: term })).toContain(
      "Outside of the terms (2026-08-17 to 2026-12-18), when schools are closed anyway: 2027-01-15 (“No school”).",
    );
    expect(hintsOf(text)).toContain("It names a first day of school and no last one");
  });

  it("that it ends soon or is over, and that it has no winter break", () => {
    expect(hintsOf(calendarOf(wholeDay("No school", "20261009")))).toContain(
      "The calendar ends on 2026-10-09, in 30 days.",
    );
    expect(hintsOf(calendarOf(wholeDay("No school", "20260501")))).toContain("The calendar is over");
    const year = calendarOf(wholeDay("No school", "20261009"), wholeDay("No school", "20270409"));
    expect(hintsOf(year)).toContain("There is no winter break in 2026.");
  });

  it("that nobody would be asked any more", () => {
    const text = calendarOf(wholeDay("No school", "20260901", "20280101"));
    expect(hintsOf(text)).toContain("With it there is no school day within a year");
  });
});

describe("a file that cannot be used says why, in a sentence with its line", () => {
  const event = (...lines: string[]) => understood(calendarOf(["SUMMARY:No school", ...lines])).problems;

  test.each([
    ["a web page", "<!DOCTYPE html>\n<html></html>", /^line 1: this is no calendar: .* looks like a web page/],
    [
      "another text",
      "district,name\nX,Y\n",
      /^line 1: this is no calendar: an iCalendar file begins with BEGIN:VCALENDAR$/,
    ],
    ["nothing", "  \n", /^the file is empty$/],
    ["no events", calendarOf(), /^the calendar has no events$/],
    [
      "nothing about schools",
      calendarOf(wholeDay("Open house", "20261009")),
      /^no event in it says when schools are closed/,
    ],
    [
      "a mixed-up end",
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR",
      /^line 3: VCALENDAR ends inside of VEVENT, which begins on line 2/,
    ],
    ["an end too many", "BEGIN:VCALENDAR\nEND:VCALENDAR\nEND:VCALENDAR", /^line 3: VCALENDAR ends and never began/],
  ])("%s", (_, text, says) => {
    const { problems, read } = understood(text);
    expect(read).toBeUndefined();
    expect(problems).toEqual([expect.stringMatching(says)]);
  });

  it("one that was not saved whole, wherever it breaks off", () => {
    const whole = exampleIcs("school-year").trimEnd();
    for (let length = 20; length < whole.length; length += 7) {
      const { read, problems } = understood(whole.slice(0, length));
      expect(read).toBeUndefined();
      expect(problems[0]).toMatch(/^line \d+[,:]/);
    }
    expect(understood(whole.slice(0, 300)).problems).toEqual([
      "line 12: the file ends in the middle of VEVENT, which begins on line 12: it was not saved whole, export it again",
    ]);
  });

  it("dates that are none, missing, or out of order", () => {
    expect(event()).toEqual(["line 3: the event “No school” does not say when it begins: it has no DTSTART"]);
    expect(event("DTSTART;VALUE=DATE:20260230")).toEqual([
      expect.stringMatching(/^line 5, DTSTART: "2026-02-30" is no date: an iCalendar file has them as 20261123/),
    ]);
    expect(event("DTSTART:tomorrow")).toEqual([expect.stringMatching(/^line 5, DTSTART: ".*" is no date/)]);
    expect(event("DTSTART;VALUE=DATE:20261009", "DTEND;VALUE=DATE:20261001")).toEqual([
      "line 3, DTEND: ends before it begins",
    ]);
    expect(event("DTSTART;VALUE=DATE:20261009", "DURATION:a while")).toEqual([
      'line 6, DURATION: "a while" is no length of time',
    ]);
    expect(event("DTSTART;VALUE=DATE:99991231")).toEqual([expect.stringMatching(/is no date/)]);
  });

  it("a time zone that nobody knows", () => {
    expect(event("DTSTART;TZID=Valley Time:20261009T080000")).toEqual([
      'line 3, DTSTART: the time zone "Valley Time" is not known, and the file does not describe it: export it with another one',
    ]);
  });

  it("a repetition that is not read", () => {
    const rule = (text: string) => event("DTSTART;VALUE=DATE:20261009", `RRULE:${text}`);
    expect(rule("FREQ=HOURLY")).toEqual([
      "line 6, RRULE: repeats in a way that is not read (every hour): write its dates out",
    ]);
    expect(rule("FREQ=YEARLY;BYWEEKNO=12")).toEqual([
      expect.stringMatching(/^line 6, RRULE: .*BYWEEKNO.*: write its dates out$/),
    ]);
    expect(event("DTSTART;VALUE=DATE:19990101", "RRULE:FREQ=DAILY;COUNT=9999")).toEqual([
      "line 3, RRULE: counts its times from 1999-01-01 on, which is too long ago: write its dates out",
    ]);
    expect(rule("FREQ=SOMETIMES")).toEqual([expect.stringMatching(/^line 6, RRULE: cannot be read/)]);
    expect(rule("FREQ=WEEKLY;BYDAY=XX")).toEqual([expect.stringMatching(/^line 6, RRULE: /)]);
    expect(rule("FREQ=WEEKLY;COUNT=many")).toEqual([expect.stringMatching(/^line 6, RRULE: /)]);
  });

  it("all that is wrong with it at once", () => {
    const text = calendarOf(wholeDay("No school", "20260230"), ["SUMMARY:Winter break"], wholeDay("No school", "x"));
    expect(understood(text).problems.map((one) => /^line \d+/.exec(one)?.[0])).toEqual(["line 5", "line 7", "line 12"]);
  });

  it("bytes that are no text", () => {
    expect(understood(Buffer.from([0x50, 0x4b, 3, 4])).problems).toEqual([expect.stringContaining("archive")]);
    expect(understood(Buffer.from([66, 0, 1])).problems).toEqual([
      "the file is not a text: give an iCalendar file (.ics)",
    ]);
  });
});

describe("a file that would never end", () => {
  it("is refused by its size, its events, or how often they take place", () => {
    const started = performance.now();
    const tenMegabytes = Buffer.alloc(10 * 1024 * 1024, "BEGIN:VCALENDAR\n");
    expect(understood(tenMegabytes).problems).toEqual([
      "the file is too large (10 MB): at most 2 MB are read. Export one school year, and only the calendar of school days",
    ]);
    const event = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261009\nSUMMARY:x\nEND:VEVENT\n";
    const hundredThousand = `BEGIN:VCALENDAR\n${event.repeat(100_000)}END:VCALENDAR\n`;
    expect(understood(hundredThousand).problems).toEqual([expect.stringContaining("the file is too large")]);
    const manyEvents = `BEGIN:VCALENDAR\n${event.repeat(20_000)}END:VCALENDAR\n`;
    expect(understood(manyEvents).problems).toEqual([
      expect.stringMatching(/^line \d+: the calendar has more than 3000 events: export one school year/),
    ]);
    const daily = wholeDay("No school", "20260901", undefined, "RRULE:FREQ=DAILY");
    expect(understood(calendarOf(...Array.from({ length: 100 }, () => daily))).problems).toEqual([
      expect.stringMatching(/^line \d+: the events take place more than 20000 times/),
    ]);
    const deep = `BEGIN:VCALENDAR\n${"BEGIN:VEVENT\n".repeat(50_000)}`;
    expect(understood(deep).problems).toEqual([expect.stringMatching(/nested too deeply/)]);
    const long = calendarOf(wholeDay(`No school${"\r\n x".repeat(200_000)}`, "20261009"));
    expect(understood(long).problems).toEqual([expect.stringMatching(/^line 4: this line is too long/)]);
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it("is read where a rule never fits", () => {
    const started = performance.now();
    const never = [
      "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
      "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
      "FREQ=MONTHLY;BYDAY=1TH;BYSETPOS=2",
    ];
    const text = calendarOf(
      ...never.map((rule) => wholeDay("Early release", "19700101", undefined, `RRULE:${rule}`)),
      wholeDay("No school", "20261009"),
    );
    const { calendar } = calendarRead(text);
    expect(calendar.earlyRelease).toEqual([]);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it("is read with two years of what repeats without an end, also if it began long ago", () => {
    const text = calendarOf(wholeDay("Early release", "19900103", undefined, "RRULE:FREQ=WEEKLY"));
    const { earlyRelease } = calendarRead(text).calendar;
    expect(earlyRelease.at(-1)).toBe("2028-09-06");
    expect(earlyRelease[0]).toBe(addDays("2028-09-06", -7 * (earlyRelease.length - 1)));
    expect(earlyRelease.length).toBeLessThan(170);
  });
});

describe("a file that somebody or something has damaged", () => {
  const lines = `${exampleIcs("school-year")}\n${exampleIcs("outlook")}`.split("\n");
  const piece = fc.oneof(
    fc.constantFrom(...lines),
    fc.constantFrom(
      "20270230",
      "T",
      "Z",
      ";",
      ":",
      "=",
      '"',
      ",",
      "-",
      "99999999",
      "RRULE:",
      "FREQ=",
      "\n ",
      "\u0000",
      "☃",
    ),
    fc.string({ maxLength: 8 }),
  );
  const damage = fc.record({ at: fc.nat(), gone: fc.nat({ max: 12 }), piece });

  it("is understood or refused in sentences, and never anything else", () => {
    let refused = 0;
    fc.assert(
      fc.property(
        fc.constantFrom("school-year" as const, "outlook" as const),
        fc.array(damage, { maxLength: 4 }),
        (name, all) => {
          const text = all.reduce((before, { at, gone, piece }) => {
            const from = at % (before.length + 1);
            return before.slice(0, from) + piece + before.slice(from + gone);
          }, exampleIcs(name));
          const { read, problems } = understood(text);
          if (read === undefined) refused += 1;
          expect(read === undefined).toBe(problems.length > 0);
          for (const one of problems) expect(one).toMatch(/^(line \d+[,:] )?\S.{5,}/);
        },
      ),
      { numRuns: 600 },
    );
    expect(refused).toBeGreaterThan(50);
  }, 60_000);
});
