import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planImport } from "../../src/core/network/plan-import.js";
import { documentedExample, imported, now, problemsIn, read } from "./example.js";

const example = documentedExample("yaml");

/** The example with one change, and the 1-based line of the changed text. */
function changed(from: string | RegExp, to: string): { text: string; line: number } {
  const at = typeof from === "string" ? example.indexOf(from) : example.search(from);
  if (at === -1) throw new Error(`the example does not have ${from}`);
  return { text: example.replace(from, to), line: example.slice(0, at).split("\n").length };
}

/** One problem, on the line of the change. */
function expectProblem(from: string | RegExp, to: string, says: RegExp, linesBelow = 0): void {
  const { text, line } = changed(from, to);
  const problems = problemsIn(text);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(new RegExp(`^line ${line + linesBelow}(,|:)`));
  expect(problems[0]).toMatch(says);
}

describe("an import names", () => {
  test("an unknown time zone, with the one that was meant", () => {
    expectProblem(
      "time_zone: America/Los_Angeles     #",
      "time_zone: America/Los_Angelas #",
      /time_zone: .*did you mean "America\/Los_Angeles"/,
    );
    expectProblem(
      "time_zone: America/Los_Angeles     #",
      "time_zone: PST #",
      /time_zone: "PST" is no time zone: write a name such as America\/Los_Angeles/,
    );
    expectProblem("time_zone: America/Los_Angeles     #", 'time_zone: "-08:00" #', /is no time zone/);
  });

  test("dates out of order", () => {
    expectProblem(
      "ends_on: 2029-06-08",
      "ends_on: 2025-06-08",
      /ends_on: dates out of order: 2026-08-17 to 2025-06-08/,
    );
    expectProblem("ends_on: 2026-10-15", "ends_on: 2026-10-13", /ends_on: dates out of order/);
    expectProblem(
      "calendar:\n      terms:\n        - { from: 2026-08-17, to: 2026-12-18 }",
      "calendar:\n      terms:\n        - { from: 2026-12-19, to: 2026-12-18 }",
      /calendar: dates out of order/,
    );
    expectProblem("      - on: 2026-09-02", "      - on: 2026-08-02", /on: dates out of order/);
    expectProblem("due_on: 2026-10-09", "due_on: 2026-09-01", /due_on: dates out of order/);
  });

  test("a convening outside of its collaboration, and terms that overlap", () => {
    expectProblem(
      "starts_on: 2027-01-20, ends_on: 2027-01-21",
      "starts_on: 2030-01-20, ends_on: 2030-01-21",
      /starts_on: .*outside of the collaboration/,
    );
    expectProblem(
      "calendar:\n      terms:\n        - { from: 2026-08-17, to: 2026-12-18 }",
      "calendar:\n      terms:\n        - { from: 2026-08-17, to: 2027-02-01 }",
      /two terms overlap/,
    );
  });

  test("a date that does not exist", () => {
    expectProblem("ends_on: 2026-10-15", "ends_on: 2026-02-30", /ends_on: "2026-02-30" is no date/);
    expectProblem(
      "ends_on: 2026-10-15",
      "ends_on: 10\\/15\\/2026".replaceAll("\\", ""),
      /is no date: write year-month-day/,
    );
  });

  test("an unknown district, collaboration and level", () => {
    expectProblem(
      "- district: Example Valley Unified",
      "- district: Example Vally Unified",
      /district: there is no district .*did you mean "Example Valley Unified"/,
    );
    expectProblem(
      "collaboration: Early Literacy      #",
      "collaboration: High-school Mathematics #",
      /collaboration: there is no collaboration .*known are "Early Literacy"/,
    );
    expectProblem(
      "level: school }",
      "level: district }",
      /level: "district" does not fit: did you mean "district office"\? write one of "classroom"/,
    );
  });

  test("a second lead in a team, and where the first one is", () => {
    const { text, line } = changed("level: school }", "level: school, lead: yes }");
    expect(problemsIn(text)).toEqual([
      `line ${line}, lead: a team has one lead, and "Team lead, Example Valley" on line ${line - 1} is it: write yes for one of them`,
    ]);
  });

  test("an e-mail address that stands for two people, or twice in one list", () => {
    expectProblem(
      'Example Valley", level: classroom }      #',
      'Example Valley", level: classroom, email: principal@valley.example.org } #',
      /email: "principal@valley.example.org" is the address of "Principal, Example Valley" on line/,
    );
    expectProblem(
      '{ name: "Reading coach, Example Valley",',
      '{ name: "Principal, Example Valley", email: PRINCIPAL@valley.example.org,',
      /email: "principal@valley.example.org" is on line \d+ already/,
    );
  });

  test("an e-mail address without @", () => {
    expectProblem(
      "email: principal@valley.example.org",
      "email: principal.valley.example.org",
      /email: "principal.valley.example.org" is no e-mail address: write one such as/,
    );
  });

  test("a person in two districts", () => {
    const second = `districts:\n  - name: Other Unified\n`;
    const team = `teams:\n  - district: Other Unified\n    members:\n      - { name: Principal, email: principal@valley.example.org, level: school }\n`;
    const text = example.replace("districts:\n", second).replace("teams:\n", team);
    expect(problemsIn(text)).toEqual([expect.stringMatching(/^line \d+, email: .*a person belongs to one district/)]);
    const known = imported(example);
    expect(problemsIn(second + team, known)).toEqual([
      'line 6, email: "principal@valley.example.org" is known in Example Valley Unified as "Principal, Example Valley": a person belongs to one district. Write her new address here',
    ]);
  });

  test("a program manager who is not of the network", () => {
    expectProblem(
      "program_manager: pm.north@network.example.org",
      "program_manager: lead@valley.example.org",
      /program_manager: "lead@valley.example.org" is not of the network/,
    );
    expectProblem(
      "program_manager: pm.north@network.example.org",
      "program_manager: Program manager north",
      /is not among the network's people: did you mean "Program manager, north"/,
    );
  });

  test("two people of one name without addresses", () => {
    const twice = '- { name: "Reading coach, Example Valley", level: classroom }';
    expectProblem(
      /- \{ name: "Reading coach.*/,
      `${twice}\n      ${twice}`,
      /name: "Reading coach, Example Valley" is on line 50 too: where these are two people, give each/,
      1,
    );
    expectProblem(
      /- \{ name: "Reading coach.*/,
      '- { name: "Principal, Example Valley", level: school }',
      /email: "Principal, Example Valley" is on line 48 too/,
    );
  });

  test("a name with only white space, an empty one, and one that is no text", () => {
    expectProblem("name: Fall convening,", 'name: "   ",', /name: is empty: write the convening's name/);
    expectProblem("name: Fall convening,", 'name: "\\u200b\\u00a0",', /name: is empty/);
    expectProblem(
      "{ collaboration: Early Literacy, name: Fall convening,",
      "{ collaboration: Early Literacy, name: 12,",
      /name: "12" does not fit: write the convening's name/,
    );
    expect(problemsIn(example.replace("  name: Example Network", "  title: Example Network"))).toEqual([
      "line 1, name: is missing: write the network's name",
      "line 2, title: is not a field: known here are name, time_zone, min_n, open_requests, embeddings",
    ]);
  });

  test("a key that is written twice", () => {
    expectProblem(
      "    enrollment: 4100\n",
      "    schools: 13\n",
      /^line \d+, schools: is written twice in the same place/,
    );
  });

  test("an unknown field, with the one that was meant", () => {
    expectProblem("enrollment: 4100", "enrolment: 4100", /enrolment: is not a field: did you mean "enrollment"\?/);
    expectProblem("convenings:\n", "convening:\n", /convening: is not a field: did you mean "convenings"\?/);
    expect(problemsIn(example.replace("{ name: Fall break,", "{ nmae: Fall break,"))).toContainEqual(
      expect.stringMatching(/^line \d+, calendar, closed, no. 1, nmae: is not a field: did you mean "name"\?/),
    );
  });

  test("anchors, aliases, tags and second documents", () => {
    expectProblem("locale: rural", "locale: &a rural", /anchor/);
    expectProblem("locale: rural", "locale: *a", /alias|\*/);
    expectProblem("locale: rural", "locale: !!binary rural", /tag/);
    expect(problemsIn(`${example}---\nnetwork: { name: X }\n`)[0]).toMatch(/second document/);
  });

  test("figures that cannot be", () => {
    expectProblem("frpm_pct: 71.5 ", "frpm_pct: 715 ", /frpm_pct: .*from 0 to 100/);
    expectProblem(
      "enrollment: 4100",
      "enrollment: about 4000",
      /enrollment: "about 4000" does not fit: write a number of students/,
    );
    expectProblem("schools: 12", "schools: 12.5", /schools/);
  });

  test("a check-in outside of school hours or on a weekend", () => {
    expectProblem('at: "15:00"', 'at: "18:00"', /check_in.*|at: is outside of school hours/);
    expectProblem("weekday: tuesday", "weekday: sunday", /weekday: "sunday" does not fit/);
  });

  test("a cycle without prediction, with an owner from outside, or begun in the future", () => {
    expectProblem(/ {6}prediction: .*\n/, "", /prediction: is missing/, -3);
    expectProblem(
      "owner: grade3@valley.example.org",
      "owner: pm.north@network.example.org",
      /owner: .* is not in the team/,
    );
    expectProblem("started_on: 2026-09-08", "started_on: 2026-09-28", /started_on: 2026-09-28 is still to come/);
  });

  test("everything at once, in the order of the file", () => {
    const text = example
      .replace("role: admin", "role: boss")
      .replace("ends_on: 2026-10-15", "ends_on: 2026-10-13")
      .replace("time_zone: America/Los_Angeles     #", "time_zone: Mars #")
      .replace("email: principal@valley.example.org", "email: principal")
      .replace("lead: yes", "lead: perhaps")
      .replace("owner: grade3@valley.example.org", "owner: Principal, Example Valley");
    const problems = problemsIn(text);
    const fields = problems.map((problem) => /^line \d+, (\w+)/.exec(problem)?.[1]);
    expect(fields).toEqual(["role", "ends_on", "time_zone", "lead", "email"]);
  });
});

describe("a file that is no network file", () => {
  test.each([
    ["empty", "", "n.yaml", /the file is empty/],
    ["blank", " \n\t\n", "n.csv", /the file is empty/],
    ["a comment only", "# nothing\n", "n.yaml", /nothing to import here/],
    ["a list", "- a\n- b\n", "n.yaml", /nothing to import here/],
    ["a sentence", "hello there", "n.yaml", /nothing to import here/],
    ["null", "null", "n.json", /nothing to import here/],
    ["with another ending", "a: b", "n.docx", /must end in \.yaml or \.csv/],
    ["with tabs", "network:\n\tname: X\n", "n.yaml", /^line 2: is indented with a tab/],
    ["not closed", "network: { name: X\n", "n.yaml", /^line \d: cannot be read as YAML/],
    ["nested without end", "[".repeat(50_000), "n.yaml", /nested too deeply/],
    ["nested deeply", `network: ${"[".repeat(60)}${"]".repeat(60)}`, "n.yaml", /nested too deeply/],
    ["unfolding", `a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n`, "n.yaml", /anchor/],
    ["a header alone", "district,name,level\n", "n.csv", /^line 1: there are no rows/],
    ["another table", "date,amount\n2026-01-01,5\n", "n.csv", /^line 1: this header is neither/],
    [
      "a misspelt column",
      "district,name,levle\nX,Y,school\n",
      "n.csv",
      /^line 1, levle: is not a column: did you mean "level"/,
    ],
    ["a doubled column", "district,name,name,level\nX,Y,Y,school\n", "n.csv", /^line 1, name: is a column twice/],
    ["too many cells", "district,name,level\nX,Lead, X,school\n", "n.csv", /^line 2: has 4 cells, the header 3/],
    ["an open quote", 'district,name,level\nX,"Y,school\nX,Z,school\n', "n.csv", /quotation mark that is opened/],
  ])("%s is refused with the reason", (_, text, name, says) => {
    const problems = problemsIn(text, undefined, name);
    expect(
      problems.some((problem) => says.test(problem)),
      problems.join("\n"),
    ).toBe(true);
  });

  test("bytes that are no text are refused with what to do", () => {
    const refused = (bytes: number[] | Buffer, name = "n.yaml") => problemsIn(bytes as never, undefined, name)[0];
    expect(refused(Buffer.from("a\0b"))).toMatch(/not a text/);
    expect(refused(Buffer.from([0x50, 0x4b, 0x03, 0x04, 1]), "n.csv")).toMatch(/save the sheet as CSV/);
    expect(refused(Buffer.from([0xff, 0xfe, 0x61, 0x00]), "n.csv")).toMatch(/UTF-16/);
    expect(refused(Buffer.from([0x61, 0xe9, 0x62]))).toMatch(/save it as UTF-8/);
    expect(refused(Buffer.alloc(3 * 1024 * 1024, "a"))).toMatch(/too large \(3 MB\)/);
  });

  test("a large file is read in seconds, not minutes", () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => `D ${n % 200},Teacher ${n},t${n}@d.example.org,classroom`);
    const started = performance.now();
    const { file, problems } = read(`district,name,email,level\n${rows.join("\n")}\n`, "n.csv");
    expect(problems).toEqual([]);
    expect(file?.teams).toHaveLength(200);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test("a key with a name of JavaScript's own is an unknown field like any other", () => {
    const problems = problemsIn("network: { name: X, time_zone: UTC }\n__proto__: { a: 1 }\nconstructor: 1\n");
    expect(problems).toEqual([
      expect.stringMatching(/^line 2, __proto__: is not a field/),
      expect.stringMatching(/^line 3, constructor: is not a field/),
    ]);
  });
});

describe("a bad row of a CSV file", () => {
  const known = imported(example);

  test("is named with its line and column, after rows of several lines too", () => {
    const csv = `district,name,email,level\nExample Valley Unified,"Lead,\nExample Valley",lead@valley.example.org,school\n\nExample Valley Unified,Teacher,teacher,classroom\nExample Valley Unified,Coach,coach@valley.example.org,clasroom\n`;
    const problems = problemsIn(csv, known, "roster.csv");
    expect(problems).toEqual([
      expect.stringMatching(/^line 5, email: "teacher" is no e-mail address/),
      expect.stringMatching(/^line 6, level: "clasroom" does not fit: did you mean "classroom"/),
    ]);
  });

  test("in an unknown district names every line that has it", () => {
    const csv =
      "district,name,level\nExample Valy Unified,A,school\nExample Valley Unified,B,school\nExample Valy Unified,C,school\nExample Valy Unified,D,school\n";
    expect(problemsIn(csv, known, "roster.csv")).toEqual([
      'lines 2, 4–5, district: there is no district "Example Valy Unified": did you mean "Example Valley Unified"?',
    ]);
  });

  test("with two program managers for a team names both lines", () => {
    const csv =
      'district,name,level,program_manager\nExample Valley Unified,A,school,"Program manager, north"\nExample Valley Unified,B,school,Network administrator\n';
    expect(problemsIn(csv, known, "roster.csv")).toEqual([
      'line 3, program_manager: is "Network administrator" here and "Program manager, north" on line 2: a team has one program manager',
    ]);
  });
});

describe("whatever is in a file", () => {
  const lineCount = (text: string) => text.split("\n").length;
  const known = imported(example);

  /** Nothing is thrown, and every named line is one of the file's. */
  function survives(text: string, name: string): void {
    const { file, problems } = read(text, name);
    const all = [...problems, ...(file === undefined ? [] : planImport(file, known, now).problems)];
    for (const { lines, says } of all) {
      expect(says).not.toBe("");
      for (const line of lines) expect(line >= 1 && line <= lineCount(text), `${line}: ${says}`).toBe(true);
    }
  }

  test("a damaged example never throws, and names lines that exist", () => {
    const damage = fc.record({
      at: fc.nat(example.length),
      cut: fc.nat(40),
      put: fc.oneof(
        fc.string({ maxLength: 8 }),
        fc.constantFrom("\n", "- ", ": ", "{", "]", "null", "&a", "*a", "\t", "  "),
      ),
    });
    fc.assert(
      fc.property(damage, ({ at, cut, put }) =>
        survives(example.slice(0, at) + put + example.slice(at + cut), "n.yaml"),
      ),
      { numRuns: 400, seed: 11 },
    );
  });

  test("any JSON under any section never throws", () => {
    const sections = ["network", "people", "collaborations", "convenings", "districts", "teams", "written_for"];
    const key = fc.oneof(fc.constantFrom(...sections, "name", "members", "calendar", "cycle", "district"), fc.string());
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, true, 0, "", "Example Valley Unified", "2026-02-30", "classroom"),
        fc.string(),
        fc.array(tie("any"), { maxLength: 4 }),
        fc.dictionary(key, tie("any"), { maxKeys: 5 }),
      ),
    })).any;
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 5 }), (raw) => survives(JSON.stringify(raw), "n.json")),
      { numRuns: 400, seed: 12 },
    );
  });

  test("any table never throws", () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom("", "classroom", "yes", "a@b.example.org", "Example Valley Unified", '"', "\n", "é"),
    );
    const header = fc.subarray(["district", "name", "email", "level", "lead", "program_manager", "schools", "phone"]);
    fc.assert(
      fc.property(header, fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 6 }), (names, rows) =>
        survives([names, ...rows].map((row) => row.join(",")).join("\n"), "n.csv"),
      ),
      { numRuns: 400, seed: 13 },
    );
  });
});
