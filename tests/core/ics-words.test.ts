import { describe, expect, it } from "vitest";
import { readWords } from "../../src/core/calendar/ics-words.js";

const wholeDay = { wholeDay: true, hours: 24 };
const means = (summary: string, categories: string[] = [], shape = wholeDay) =>
  readWords(summary, categories, shape).means.join(" and ") || "left out";

describe("the words of a school calendar", () => {
  it.each([
    "No School",
    "NO SCHOOL - Veterans’ Day Observed",
    "Schools closed",
    "District Closed – Holiday",
    "Winter Break",
    "Winter Break (no school)",
    "Winter Recess",
    "Spring Recess",
    "Thanksgiving Break",
    "Thanksgiving",
    "Labor Day",
    "MLK Jr. Day",
    "Dr. Martin Luther King, Jr. Day",
    "Presidents' Day",
    "Lincoln's Birthday",
    "Juneteenth",
    "Holiday",
    "Local Holiday",
    "Staff Development Day",
    "Professional Development Day - Pupil Free",
    "Teacher Work Day",
    "Teacher Workday / Non-student day",
    "Pupil-free day",
    "Student Free Day",
    "Student Holiday",
    "No Students - Staff only",
    "In-service day",
    "Vacaciones",
    "Vacaciones de primavera",
    "Receso de invierno",
    "No hay clases",
    "Día festivo",
    "No school: last day of winter break",
  ])("close schools: “%s”", (summary) => {
    expect(means(summary)).toBe("closed");
  });

  it.each([
    "Early Release",
    "Early release Wednesday - staff development",
    "Early dismissal (12:30)",
    "Minimum Day",
    "MIN DAY",
    "Half day",
    "Early Out",
    "Shortened day: parent conferences",
    "Salida temprana",
    "Día mínimo",
  ])("let schools end early: “%s”", (summary) => {
    expect(means(summary)).toBe("early release");
  });

  it.each([
    ["First Day of School", "first day"],
    ["First day of classes", "first day"],
    ["School begins", "first day"],
    ["First Student Day", "first day"],
    ["Primer día de clases", "first day"],
    ["First day of the 2026-27 school year", "first day"],
    ["Last Day of School", "last day"],
    ["Last day of school - Minimum Day", "last day and early release"],
    ["Último día de clases", "last day"],
  ])("begin and end the year: “%s”", (summary, meaning) => {
    expect(means(summary)).toBe(meaning);
  });

  it.each([
    "Back to School Night",
    "Holiday concert",
    "Winter Break camp registration",
    "Winter Break Begins",
    "Last day before winter break",
    "Classes resume after winter break",
    "First day back from Spring Break",
    "First day of second semester",
    "First day of summer school",
    "First day of school for kindergarten",
    "First day of spring",
    "Veterans Day assembly",
    "Thanksgiving feast",
    "Holiday Boutique",
    "PTA Holiday Shop",
    "Halloween",
    "Columbus Day",
    "No school uniform day",
    "No school lunch today",
    "No minimum day this week",
    "Board meeting",
    "Late start",
    "School photo day",
    "Last day to add/drop classes",
    "",
  ])("leave the day as it is: “%s”", (summary) => {
    expect(means(summary)).toBe("left out");
  });

  it("are looked for in the categories where the summary says nothing", () => {
    expect(means("Día de los Muertos", ["No School"])).toBe("closed");
    expect(means("Grades are due", ["Early Release"])).toBe("early release");
    expect(means("Valentine's Day", ["Holiday"])).toBe("left out");
    expect(means("Choir", ["Performances", "School"])).toBe("left out");
    expect(means("Winter Break Begins", ["Holiday"])).toBe("left out");
  });

  it("close no school for an hour or two, unless they say so", () => {
    const evening = { wholeDay: false, hours: 2 };
    expect(means("Holiday", [], evening)).toBe("left out");
    expect(means("No school", [], evening)).toBe("closed");
    expect(readWords("Holiday", [], evening).why).toBe("is too short to close schools");
  });
});
