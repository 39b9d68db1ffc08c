import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { looksLikeStudent } from "../../src/core/privacy/student-guard.js";

const reasons = (text: string) => looksLikeStudent(text).map(({ reason, excerpt }) => `${reason}: ${excerpt}`);
const isHeld = (text: string) => looksLikeStudent(text).length > 0;

const telling = [
  ["Maria in 3rd grade is stuck.", "a name with a grade: Maria in 3rd grade"],
  ["Only Pahoua got all ten right.", "a name with a result: Only Pahoua got all"],
  ["We stopped because Emiliano threw a chair.", "a name with a behaviour: Emiliano threw"],
  ["Yusuf has a 504 for the oral part.", "a name with a plan or a service: Yusuf has a 504"],
  ["Could we look at Camila's score?", "a name with a child's things or family: Camila's score"],
  ["Diego's mother called.", "a name with a child's things or family: Diego's mother"],
  ["The Hernandez twins are out.", "a family's child: The Hernandez twins"],
  ["Not yet: Ximena, Kwame, Bao", "a list of names: Ximena, Kwame, Bao"],
  ["J.M. in period 3 copies.", "initials with a grade or a result: J.M. in period 3"],
  ["Local ID 771093 was absent.", "a student's number: Local ID 771093"],
  ["New one, DOB 4/9/2013.", "a birth date: DOB 4/9/2013"],
  ["Ask a.lopez@students.ourdistrict.org.", "a way to reach a child or a family: a.lopez@students.ourdistrict.org"],
  ["Her mom is at 559-555-0142.", "a way to reach a child or a family: mom is at 559-555-0142"],
  [
    "There is just one blind kindergartner here.",
    "one child who can be told without a name: just one blind kindergartner",
  ],
  ["The kid in seat 14 never wrote.", "one child who can be told without a name: seat 14"],
  ["jayden cried again", "a name with a behaviour: jayden cried"],
  ["Santiago no vino a la prueba.", "a name with a behaviour: Santiago no vino"],
  ["Long is in 7th grade and fails math.", "a name with a grade: Long is in 7th grade"],
  ["Long, an English learner in grade 7, got 4 of 10.", "a name with a plan or a service: Long, an English learner"],
] as const;

const tellingNobody = [
  "Mr. Halvorsen's fifth graders finished early.",
  "Our coach Dana is free on Thursday.",
  "Dana (coach) has the grade 4 numbers.",
  "Luis's class reached 71 percent.",
  "14 of 22 this time. – Renee",
  "@Marisol can you add the 8th grade counts?",
  "Cesar Chavez Middle starts on Monday.",
  "Lincoln's scores dropped in 5th.",
  "Half of us want to drop Lucy Calkins in second grade.",
  "Will mark the May dates; the grant has a grace period.",
  "PO 4410982 for the decodable readers was approved, grade 1 first.",
  "Dial in 1-669-555-0128, meeting ID 771 5530 4412.",
  "One student said the timer makes her nervous.",
  "The student who finishes first becomes the checker.",
  "Only one fifth grader out of 31 picked the hardest text.",
  "Student A talked 4 times, Student B twice.",
  "In the story problem Ana has 12 apples and gives Ben 5.",
  "The items that failed are 3.NF.A.1 and RL.4.2.",
  "For Long-Term English Learners in grade 7, reading scores fell.",
  "Long-term ELs are absent more than others.",
  "Long term LTELs in grade 7 got 4 of 10.",
  "Newcomer English learners in 9th grade missed 12 days.",
  "At-Risk English Learners in 8th grade failed the unit test.",
  "First-generation English learners did not pass algebra.",
  "Emerging LTELs are absent more.",
  "Early ELs stall at level 3 and lose confidence in class.",
  "Mid-year newcomers are absent more.",
];

describe("the student guard", () => {
  it.each(telling)("holds “%s” and says why", (text, reason) => {
    expect(reasons(text)).toContain(reason);
  });

  it.each(tellingNobody)("lets “%s” pass", (text) => {
    expect(reasons(text)).toEqual([]);
  });

  it("quotes the text as it was written, in its order, in at most 80 characters", () => {
    const text = `Zoë’s running record: 94 %.\r\nBelow: ${"Maximiliano-Alejandro, ".repeat(20)}Ana`;
    const found = looksLikeStudent(text);
    expect(found.length).toBeGreaterThan(1);
    for (const { excerpt, start, end } of found) {
      expect(text.slice(start, end)).toBe(excerpt);
      expect(excerpt.length).toBeLessThanOrEqual(80);
      expect(excerpt).not.toBe("");
    }
    expect(found.map(({ start }) => start)).toEqual(found.map(({ start }) => start).sort((a, b) => a - b));
  });

  it("knows an adult again who was named as one elsewhere in the text", () => {
    expect(isHeld("Dana has 12 of 20 in 4th grade.")).toBe(true);
    expect(isHeld("Our coach Dana sends this. Dana has 12 of 20 in 4th grade.")).toBe(false);
  });
});

const held = telling.map(([text]) => text);

describe("what the student guard does not depend on", () => {
  it("never holds a text without letters, digits in long rows aside", () => {
    const short = fc.stringMatching(/^[ .,;:!?()%$#/\n-]{0,40}$/);
    fc.assert(fc.property(fc.array(fc.oneof(short, fc.nat(99).map(String))), (parts) => !isHeld(parts.join(" "))));
  });

  it("never holds ordinary words in lower case that speak of nobody", () => {
    const ordinary =
      "we the lesson took ten minutes and tables talked about fractions while charts went up because pacing was slow next time longer wait better data for our team plan agenda routine".split(
        " ",
      );
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ordinary), { maxLength: 60 }), (words) => !isHeld(words.join(" "))),
    );
  });

  it("holds with any line ending and with composed or decomposed letters", () => {
    const accented = ["Zoë’s running record is level K.", "Hoy faltó Ángel.", "José 4\nTomás 9\nNoël 7"];
    fc.assert(
      fc.property(
        fc.constantFrom(...held, ...accented),
        fc.constantFrom("\n", "\r\n", "\r"),
        fc.constantFrom("NFC", "NFD"),
        (text, ending, form) => isHeld(`First line.\n\n${text}\n`.replaceAll("\n", ending).normalize(form)),
      ),
    );
  });

  it("still holds with other sentences before and after, on the same line or on others", () => {
    const others = fc.constantFrom(
      "The bus came late.",
      "We meet again soon.",
      "It rained on the field.",
      "Nothing else is new.",
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...held),
        others,
        others,
        fc.constantFrom(" ", "\n", "\n\n"),
        (text, before, after, gap) => {
          const whole = /[.?!]$/.test(text) ? text : `${text}.`;
          return isHeld(`${before}${gap}${whole}${gap}${after}`);
        },
      ),
    );
  });

  it("takes any text without an error", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => Array.isArray(looksLikeStudent(text))),
    );
  });
});

const repeated = (part: string, length: number) => part.repeat(Math.ceil(length / part.length)).slice(0, length);
const awkward = [
  ...["a", "A.", "1", "12345 ", "a@", "a.b@c.d ", "@@", "a-", "a'", "’", "\n", " ", "(", "e\u0301", "🙂", "1-", "1/"],
  ...[
    "Maria ",
    "Maria, ",
    "Maria 4\n",
    "Maria his her ",
    "level: Maria ",
    "the Maria twins ",
    "Maria of the ",
    "born ",
  ],
  ...["the only student ", "student 12345, ", "one of my kids ", "DW 12 ", "Not yet: Ana\n", "mom 555-", "J.M. "],
];

describe("the student guard's time", () => {
  const best = (text: string, runs: number) => {
    let least = Number.POSITIVE_INFINITY;
    for (let run = 0; run < runs; run++) {
      // The time of this process alone: whatever else the machine does is no matter of the guard.
      const from = process.cpuUsage();
      looksLikeStudent(text);
      const { user, system } = process.cpuUsage(from);
      least = Math.min(least, (user + system) / 1000);
    }
    return least;
  };

  it("grows with the length and no faster, whatever is repeated", () => {
    looksLikeStudent(repeated(awkward.join(" "), 20_000));
    for (const part of awkward) {
      const small = best(repeated(part, 20_000), 5);
      const large = best(repeated(part, 100_000), 5);
      // Five times the text; what grows with the square would take 25 times as long.
      expect({ part, large, small, fine: large < Math.max(100, 15 * small) }).toMatchObject({ fine: true });
    }
  }, 60_000);

  it("is a matter of milliseconds for an update of 10,000 characters", () => {
    const update = repeated(`${[...tellingNobody, ...held].join(" ")} `, 10_000);
    best(update, 5);
    expect(best(update, 10)).toBeLessThan(20);
  });
});
