import { describe, expect, it } from "vitest";
import { readCauses, readFocusArea, readGroups, readStrategies } from "../../../src/core/matching/attributes.js";
import { clarity } from "../../../src/core/matching/clarity.js";
import { readBands, readGrades } from "../../../src/core/matching/grades.js";
import { profileCloseness, readLocale } from "../../../src/core/matching/profile.js";
import { topics } from "../../../src/core/matching/topics.js";

describe("grades as people write them", () => {
  it.each([
    ["8th and 9th", [8, 9]],
    ["grades 7–8", [7, 8]],
    ["TK-2", [-1, 0, 1, 2]],
    ["pre-K to 3", [-1, 0, 1, 2, 3]],
    ["junior high", [7, 8]],
    ["freshmen", [9]],
    ["16-24 years", []],
    ["everybody we serve", []],
  ])("“%s”", (text, grades) => {
    expect(readGrades([text])).toEqual(grades);
  });

  it("are put into bands, coded or not", () => {
    expect(readBands(["PK-K"])).toEqual(["PK-K"]);
    expect(readBands(["K-2"])).toEqual(["K-2"]);
    expect(readBands(["8th and 9th"])).toEqual(["6-8", "9-12"]);
    expect(readBands(["K-12"])).toHaveLength(5);
  });
});

describe("attributes", () => {
  it("are read from codes and from what people type", () => {
    expect(readCauses(["pd_gap"])).toEqual(["pd_gap"]);
    expect(readCauses(["teachers had no training on it", "the bus does not come"])).toEqual(["pd_gap", "transport"]);
    expect(readGroups(["long-term ELs"])).toEqual(["long-term English learners", "English learners"]);
    expect(readGroups(["students with IEPs", "Hispanic boys"])).toEqual([
      "students with disabilities",
      "Latino",
      "boys",
    ]);
    expect(readFocusArea("8th grade math")).toBe("Mathematics");
    expect(readStrategies(["new_curriculum"])).toEqual(["new_curriculum"]);
    expect(readStrategies(["Exit tickets in 8th-grade math"])).toEqual(["exit_tickets"]);
    expect(readStrategies(["Phone calls home after two absences"])).toEqual(["family_night"]);
  });

  it("are left out where they are not understood", () => {
    expect(readFocusArea("the thing with the gym")).toBeNull();
    expect(readCauses(["it is what it is"])).toEqual([]);
    expect(readGroups(["the blue team"])).toEqual([]);
  });
});

describe("a profile", () => {
  it("knows the words for places, and none for “mixed”", () => {
    expect(["remote rural", "small town", "suburban/urban", "city", "suburb"].map(readLocale)).toEqual([
      0, 1, 2.5, 3, 2,
    ]);
    expect(readLocale("mixed")).toBeNaN();
  });

  it("is alike in what both know, and in nothing else", () => {
    expect(profileCloseness(2, 70, 70)).toBe(1);
    expect(profileCloseness(2, 70, 50)).toBeCloseTo(0.5);
    expect(profileCloseness(2, 70, 20)).toBe(0);
    expect(profileCloseness(2, Number.NaN, 70)).toBe(0);
    expect(profileCloseness(5, Number.NaN, Number.NaN)).toBe(0);
  });
});

describe("whether a statement says enough", () => {
  it.each([
    ["", "empty"],
    ["… ?!", "empty"],
    ["Math", "too short"],
    ["bad math scores", "too short"],
    ["kids gone mondays n fridays", "enough"],
    ["El Monte students miss school on Mondays", "enough"],
    ["Our Los Angeles schools lose teachers", "enough"],
    ["Nuestros niños no vienen preparados al kinder", "other language"],
    ["Faltan mucho a clase los lunes y los viernes", "other language"],
    ["Les élèves ne parlent pas dans la classe", "other language"],
    ["学生缺勤率很高", "other language"],
  ])("“%s”: %s", (statement, expected) => {
    expect(clarity(statement)).toBe(expected);
  });
});

describe("topics", () => {
  it("fit on a button: at most five words and 26 characters, each once", () => {
    for (const { label } of topics) {
      expect(label.split(" ").length).toBeLessThanOrEqual(5);
      expect(label.length).toBeLessThanOrEqual(26);
    }
    expect(new Set(topics.flatMap(({ id, label }) => [id, label])).size).toBe(topics.length * 2);
  });
});
