import type { PlanDetail } from "./cycle/model.js";
import { dayText } from "./ui/dates.js";

/** Sentences about a cycle's record: measures, the rest of a plan, amendments, spread, the problem. Part of texts.ts. */
export const recordTexts = {
  measure: {
    title: "What you measure",
    save: "Add",
    kind: "What does it look at?",
    kinds: {
      implementation: "What adults do",
      experience: "What students do or feel",
      outcome: "What students learn",
    },
    short: { implementation: "implementation", experience: "experience", outcome: "outcome" },
    name: "What will you count or watch?",
    nameHint: "A few words, such as “Exit tickets that are right”.",
    source: "Where does it come from?",
    sources: {
      observation: "Classroom observation",
      "interview or survey": "Interview or survey",
      achievement: "Student work or a test",
    },
    unit: "How is it counted?",
    units: { percent: "So many out of so many", number: "As a number" },
    unitName: "If a number: of what?",
    unitNameHint: "Such as minutes, or points out of 4.",
    better: "Which way is better?",
    directions: { up: "Up", down: "Down" },
    existing: "Take something that you collect already, if you can.",
    added: (name: string) => `Added: **${name}**.`,
    after: (day: string) => `added ${day}, after the test had started`,
    missing: (kinds: string[]) => `Not measured yet: ${kinds.join(" and ")}.`,
    all: "All three kinds are there: what adults do, what students do or feel, and what they learn.",
    heading: "Measures",
    another: "Add a measure",
    scaledWithout: (kinds: string[]) => `Spread without a result for ${kinds.join(" and ")}. The next test can add it.`,
  },

  details: {
    title: "More of the plan",
    open: "More of the plan",
    intro: "All of this is optional. Fill in what helps your team.",
    labels: {
      hypothesis: "If …, then …, because …",
      hard: "What would make it hard?",
      place: "Who, where and when?",
      kitchen: "Who is in the test kitchen?",
      servesAim: "How does it serve the aim?",
      enablers: "What helps?",
      barriers: "What is in the way?",
      buyIn: "Who is for it, who hesitates?",
    } satisfies Record<PlanDetail, string>,
    hints: {
      hypothesis: "Why you expect the change to move the outcome.",
      hard: "Asked before a change, it saves a cycle.",
      kitchen: "By role, such as two 8th-grade teachers and a coach.",
      buyIn: "By role, please.",
    } as Partial<Record<PlanDetail, string>>,
    kitchenSize: "How many people test it?",
    testers: "Who on your team tests it?",
    testersHint: "I ask each of them about her part while the test runs.",
    aim: (aim: string) => `The collaboration's aim: ${aim}`,
    saved: "Kept with the plan.",
    overtaken:
      "A colleague filled in some of this while you wrote. Your words are still here. Send again to keep them.",
  },

  amend: {
    title: "Amend the prediction",
    open: "Amend the prediction",
    stays: (prediction: string) => `The prediction stays on record: ${prediction}`,
    prediction: "What do you expect now?",
    figure: "As a number, if you can",
    why: "What changed your mind?",
    saved: "Kept beside the prediction. The result is still compared with what you predicted first.",
    tooEarly: "The test has not started, so you can change the prediction itself: press Edit on the plan.",
    label: (day: string) => `Amended ${day}`,
  },

  spread: {
    title: "How far it has come",
    open: "Add to the spread",
    heading: "Spread",
    step: "How far?",
    steps: {
      "test kitchen": "Test kitchen",
      "next teachers": "The next 2 to 5 teachers",
      site: "The whole site",
      district: "The district",
      "other district": "Another district",
    },
    place: "Where?",
    placeHint: "Such as grade 8 at one school.",
    people: "How many people?",
    depth: "What changed in the practice?",
    ownership: "Who carries it on?",
    reachedOn: "Since when?",
    saved: (step: string, place: string) => `Kept: **${step}**, ${place}.`,
    line: (step: string, place: string, people: number | null, on: string, today: string) =>
      `${step}: ${place}${people === null ? "" : `, ${people} people`}, ${dayText(on, today)}`,
  },

  lineage: {
    heading: "How it came about",
    line: (nth: number, title: string, what: string) => `${nth}. ${title}: ${what}`,
    open: "open",
    hit: "as predicted or better",
    miss: "short of the prediction",
  },
} as const;
