import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeDiff } from "../../src/core/network/import-diff.js";
import { networkOfFile, planImport } from "../../src/core/network/plan-import.js";
import { afterwards, diffOf, documentedExample, fileOf, imported, now, read, today } from "./example.js";

const example = documentedExample("yaml");
const later = new Date("2026-09-30T18:00:00Z");

describe("an import", () => {
  test("of the documented example brings in everything it says", () => {
    const { network, roster, problems, cycles } = imported(example);
    expect(network).toMatchObject({ name: "Example Network", timeZone: "America/Los_Angeles", minN: 11 });
    expect(roster.collaborations).toMatchObject([
      { name: "Early Literacy", focus: "early literacy", endsOn: "2029-06-08" },
    ]);
    expect(roster.convenings.map(({ startsOn, endsOn }) => [startsOn, endsOn])).toEqual([
      ["2026-10-14", "2026-10-15"],
      ["2027-01-20", "2027-01-21"],
    ]);
    expect(roster.districts).toMatchObject([
      {
        name: "Example Valley Unified",
        kind: "district",
        sample: false,
        profile: { schools: 12, enrollment: 4100, frpmPct: 71.5, elPct: 24, locale: "rural", grades: "K-12" },
        calendar: {
          closed: [{ name: "Fall break", from: "2026-11-23", to: "2026-11-27" }],
          earlyRelease: ["2026-10-30"],
        },
        retentionDays: 1825,
      },
    ]);
    expect(roster.people).toHaveLength(6);
    expect(roster.memberships.map(({ level, lead, from, until }) => [level, lead, from, until])).toEqual([
      ["district office", true, today, null],
      ["school", false, today, null],
      ["classroom", false, today, null],
      ["classroom", false, today, null],
    ]);
    const manager = roster.people.find(({ email }) => email === "pm.north@network.example.org");
    expect(manager).toMatchObject({ districtId: null, networkRole: "program manager" });
    expect(roster.pmAssignments).toMatchObject([{ personId: manager?.id, from: today, until: null }]);
    expect(roster.rules).toMatchObject([
      { weekday: 2, at: "15:00", everyWeeks: 2, anchor: "2026-09-07", active: true },
    ]);
    expect(problems[0]?.current).toMatchObject({ version: 2, why: expect.stringContaining("one group") });
    const owner = roster.people.find(({ email }) => email === "grade3@valley.example.org");
    expect(cycles).toMatchObject([
      {
        title: "Paired reading, ten minutes a day",
        stage: "do",
        predictedFigure: 90,
        ownerId: owner?.id,
        problemId: problems[0]?.problem.id,
      },
    ]);
    expect(cycles[0]?.predictionLockedAt).toEqual(new Date("2026-09-08T19:00:00Z"));
  });

  test("of the same file again has nothing to do", () => {
    const known = imported(example);
    const second = planImport(fileOf(example), known, later);
    expect(second.diff.entries).toEqual([]);
    expect(describeDiff(second.diff).at(-1)).toMatch(/^Nothing to do: \d+ unchanged\.$/);
    expect(afterwards(known, second.changes)).toEqual(known);
  });

  test("of any roster, twice, changes nothing the second time", () => {
    const person = fc.record({
      name: fc.constantFrom("Teacher", "Principal", "Coach", "Director", "teacher ", "Aide"),
      email: fc.option(fc.integer({ min: 0, max: 6 }).map((n) => `p${n}@d.example.org`)),
      level: fc.constantFrom("classroom", "school", "district office"),
      lead: fc.boolean(),
    });
    const team = fc.record({
      district: fc.constantFrom("One Unified", "Two Unified", "Three Charter"),
      program_manager: fc.constantFrom("pm@n.example.org", "none", undefined),
      check_in: fc.constantFrom({ weekday: "friday" }, { weekday: "monday", every_weeks: 3 }, undefined),
      members: fc.array(person, { maxLength: 6 }),
    });
    const base = {
      network: { name: "N", time_zone: "America/Los_Angeles" },
      people: [{ name: "Program manager", email: "pm@n.example.org", role: "program manager" }],
      collaborations: [{ name: "C", focus: "f", aim: "a", starts_on: "2026-01-01", ends_on: "2027-01-01" }],
      districts: [{ name: "One Unified" }, { name: "Two Unified" }, { name: "Three Charter" }],
    };
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(team, { maxLength: 3 }), fc.array(team, { maxLength: 3 }), (before, after) => {
        let known = imported(JSON.stringify(base));
        for (const teams of [before, after]) {
          const { file } = read(JSON.stringify({ ...base, teams }), "n.json");
          if (file === undefined) continue;
          const first = planImport(file, known, now);
          if (first.problems.length > 0) continue;
          accepted += 1;
          known = afterwards(known, first.changes);
          const second = planImport(file, known, now);
          expect(second.problems).toEqual([]);
          expect(second.diff.entries).toEqual([]);
          expect(afterwards(known, second.changes)).toEqual(known);
          expect(new Set(known.roster.people.flatMap(({ email }) => email ?? [])).size).toBe(
            known.roster.people.filter(({ email }) => email !== null).length,
          );
        }
      }),
      { numRuns: 150, seed: 7 },
    );
    expect(accepted).toBeGreaterThan(50);
  });

  test("ends who is listed no longer and deletes nobody", () => {
    const known = imported(example);
    const without = example.replace(/.*principal@valley.*\n/, "");
    const next = imported(without, known, later);
    const principal = next.roster.people.find(({ email }) => email === "principal@valley.example.org");
    expect(principal).toBeDefined();
    expect(next.roster.memberships.find(({ personId }) => personId === principal?.id)?.until).toBe("2026-09-30");
    expect(next.roster.memberships.filter(({ until }) => until === null)).toHaveLength(3);
    expect(diffOf(without, known, later)).toEqual(["ended member Principal, Example Valley of Example Valley Unified"]);
  });

  test("ends an assignment when the program manager changes, and keeps it", () => {
    const known = imported(example);
    const changed = example
      .replace(
        "role: program manager }",
        'role: program manager }\n  - { name: "Program manager, south", role: program manager }',
      )
      .replace("program_manager: pm.north@network.example.org", "program_manager: Program manager, south");
    const next = imported(changed, known, later);
    expect(next.roster.pmAssignments.map(({ from, until }) => [from, until])).toEqual([
      [today, "2026-09-30"],
      ["2026-09-30", null],
    ]);
  });

  test("ends the assignment of a team that names no program manager any more", () => {
    const known = imported(example);
    const next = imported(example.replace(/ {4}program_manager.*\n/, ""), known, later);
    expect(next.roster.pmAssignments.map(({ until }) => until)).toEqual(["2026-09-30"]);
  });

  test("ends the assignments of a program manager who has left the network, in teams the file does not mention", () => {
    const known = imported(example);
    const next = imported(
      "people:\n  - { name: Network administrator, email: admin@network.example.org, role: admin }\n",
      known,
      later,
    );
    expect(next.roster.people.find(({ email }) => email === "pm.north@network.example.org")?.networkRole).toBeNull();
    expect(next.roster.pmAssignments.map(({ until }) => until)).toEqual(["2026-09-30"]);
  });

  test("keeps the history of a changed level as an ended and a new membership", () => {
    const known = imported(example);
    const next = imported(example.replace("level: school }", "level: district office }"), known, later);
    const principal = next.roster.people.find(({ email }) => email === "principal@valley.example.org");
    const hers = next.roster.memberships.filter(({ personId }) => personId === principal?.id);
    expect(hers.map(({ level, until }) => [level, until])).toEqual([
      ["school", "2026-09-30"],
      ["district office", null],
    ]);
  });

  test("leaves alone what a partial file does not mention", () => {
    const known = imported(example);
    const next = imported("districts:\n  - { name: example valley unified, enrollment: 4200 }\n", known, later);
    expect(next.roster.districts[0]).toEqual({
      ...known.roster.districts[0],
      name: "example valley unified",
      profile: { ...known.roster.districts[0]?.profile, enrollment: 4200 },
    });
    expect({ ...next, roster: { ...next.roster, districts: [] } }).toEqual({
      ...known,
      roster: { ...known.roster, districts: [] },
    });
  });

  test("tells an absent field from an empty one", () => {
    const known = imported(example);
    const next = imported("districts:\n  - { name: Example Valley Unified, locale: , grades: }\n", known);
    expect(next.roster.districts[0]?.profile).toMatchObject({ locale: null, grades: null, enrollment: 4100 });
  });

  test("keeps what a person chose herself", () => {
    const known = imported(example);
    const people = known.roster.people.map((person) => ({ ...person, muted: true, askAt: "09:15", welcomedAt: now }));
    const next = imported(
      example.replace("Grade 3 teacher,", "Grade 4 teacher,"),
      { ...known, roster: { ...known.roster, people } },
      later,
    );
    const teacher = next.roster.people.find(({ email }) => email === "grade3@valley.example.org");
    expect(teacher).toMatchObject({
      name: "Grade 4 teacher, Example Valley",
      muted: true,
      askAt: "09:15",
      welcomedAt: now,
    });
  });

  test("gives an address to somebody known by name, who stays the same person", () => {
    const known = imported(example);
    const coach = known.roster.people.find(({ name }) => name === "Reading coach, Example Valley");
    const withAddress = example.replace(
      '"Reading coach, Example Valley",',
      '"Reading coach, Example Valley", email: coach@valley.example.org,',
    );
    const next = imported(withAddress, known, later);
    expect(next.roster.people.find(({ id }) => id === coach?.id)?.email).toBe("coach@valley.example.org");
    expect(next.roster.people).toHaveLength(known.roster.people.length);
  });

  test("takes a new address for a new person", () => {
    const known = imported(example);
    const next = imported(example.replace("email: principal@valley", "email: new.principal@valley"), known, later);
    expect(next.roster.people).toHaveLength(known.roster.people.length + 1);
    expect(next.roster.memberships.filter(({ until }) => until === "2026-09-30")).toHaveLength(1);
  });

  test("never overwrites the problem and the cycles that a team has recorded", () => {
    const known = imported(example);
    const recorded = {
      ...known,
      problems: known.problems.map(({ problem, current }) => ({ problem, current: { ...current, statement: "Ours" } })),
      cycles: known.cycles.map((cycle) => ({ ...cycle, prediction: "Ours", version: 7 })),
    };
    const plan = planImport(fileOf(example.replace("Many second graders", "Most second graders")), recorded, later);
    expect(plan.changes.problems).toEqual([]);
    expect(plan.changes.cycles).toEqual([]);
    expect(describeDiff(plan.diff)).toContain(
      "= Example Valley Unified has a problem of practice already: it stays as it is recorded.",
    );
  });

  test("shows a change field by field", () => {
    const known = imported(example);
    const changed = example
      .replace("enrollment: 4100", "enrollment: 4200")
      .replace("weekday: tuesday", "weekday: friday");
    expect(describeDiff(planImport(fileOf(changed), known, later).diff).slice(0, 2)).toEqual([
      "~ district Example Valley Unified: enrollment 4100 → 4200",
      "~ check-in of Example Valley Unified: weekday tuesday → friday",
    ]);
  });

  test("asks before it founds a second network", () => {
    const known = imported(example);
    const file = fileOf(example.replace("Example Network", "Exmaple Network"));
    expect(networkOfFile(file, [known.network])).toMatchObject({
      problem: { lines: [2], says: expect.stringContaining('did you mean "Example Network"?') },
    });
    expect(networkOfFile(file, [known.network], { newNetwork: true })).toEqual({ new: true });
    expect(networkOfFile(fileOf("districts: [{ name: X }]"), [])).toMatchObject({ problem: { lines: [] } });
  });
});

describe("a CSV file", () => {
  test("with the documented roster says the same as the documented YAML", () => {
    const known = imported(example);
    expect(diffOf(documentedExample("csv"), known, later, "roster.csv")).toEqual([]);
  });

  test("with districts takes the published columns, and names the one that it does not use", () => {
    const csv =
      '\uFEFFdistrict,schools,enrollment,frpm_pct,el_pct,calli_201\r\nAzusa Unified,19,"9,277",87.4,33.0,yes\r\nPixley Union Elementary,2,1122,,71.8 %,no\r\n';
    const { file, problems, notes } = read(csv, "districts.csv");
    expect(problems).toEqual([]);
    expect(notes).toEqual(['The column "calli_201" is not used.']);
    expect(file?.districts).toMatchObject([
      { name: "Azusa Unified", schools: 19, enrollment: 9277, frpm_pct: 87.4, el_pct: 33 },
      { name: "Pixley Union Elementary", enrollment: 1122, el_pct: 71.8 },
    ]);
  });

  test("is read with semicolons and a header in capitals too", () => {
    const known = imported(example);
    const csv = documentedExample("csv")
      .replaceAll('"', "")
      .replace(/^.*$/m, "District;Name;E-mail;Level;Lead;Program Manager");
    const rows = csv
      .split("\n")
      .map((line, index) =>
        index === 0 ? line : line.replace(", Example", "\u0000").replaceAll(",", ";").replace("\u0000", ", Example"),
      );
    expect(diffOf(rows.join("\n"), known, later, "roster.csv")).toEqual([]);
  });

  test("without a program manager column leaves the assignment alone, with blank cells ends it", () => {
    const known = imported(example);
    const columns = (keep: boolean) =>
      `district,name,email,level,lead${keep ? "" : ",program_manager"}\nExample Valley Unified,Lead,lead@valley.example.org,school,yes${keep ? "" : ","}\n`;
    expect(imported(columns(true), known, later, "r.csv").roster.pmAssignments[0]?.until).toBeNull();
    expect(imported(columns(false), known, later, "r.csv").roster.pmAssignments[0]?.until).toBe("2026-09-30");
  });
});

test("the documentation names every field there is", async () => {
  const page = readFileSync(new URL("../../docs/import.md", import.meta.url), "utf8");
  const { districtRow, teamRow, memberRow, checkInRow, cycleRow, problemVersionRow, collaborationRow, conveningRow } =
    await import("../../src/core/network/file.js");
  const rows = [
    districtRow,
    teamRow,
    memberRow,
    checkInRow,
    cycleRow,
    problemVersionRow,
    collaborationRow,
    conveningRow,
  ];
  for (const schema of rows) {
    for (const field of Object.keys(schema.shape)) expect(page).toContain(field);
  }
});
