import type { CauseKind, FocusArea, StrategyKind } from "./matching/attributes.js";
import type { GradeBand } from "./matching/grades.js";
import type { ProfileFact } from "./matching/model.js";

/** Why two districts are brought together. Nothing here takes a text of the other district: only words of our own lists and numbers. */
export const matchingReasonTexts = {
  /** Of a score, 0–1: in the same words wherever two problems are compared. */
  alikeness: (score: number) =>
    score >= 0.6
      ? "very much alike"
      : score >= 0.45
        ? "much alike"
        : score >= 0.25
          ? "somewhat alike"
          : "not much alike",
  topicBoth: (topic: string) => `You both work on ${topic}: both teams said so.`,
  topicTheirs: (topic: string) => `They said that they work on ${topic}; what you wrote reads like it.`,
  topicMine: (topic: string) => `You said that you work on ${topic}; what they wrote reads like it.`,
  topicRead: (topic: string) => `You both seem to work on ${topic}, from what both teams wrote.`,
  topicFiled: (topic: string) =>
    `You both seem to work on ${topic}, from grades, groups and causes; a statement could not be read.`,
  wording: "You describe the problem in much the same words.",
  meaning: "What you wrote and what they wrote mean much the same.",
  focusArea: (area: FocusArea) => `Both teams work on ${focusWords[area]}.`,
  groups: (groups: readonly string[]) => `Both are about ${list(groups)}.`,
  allGrades: "Both are about all grades.",
  grades: (bands: readonly GradeBand[]) => `Both are about grades ${list(bands)}.`,
  causes: (causes: readonly CauseKind[]) => `You both see a cause in ${list(causes.map((one) => causeWords[one]))}.`,
  triedAlike: (kinds: readonly StrategyKind[]) => `You both tried ${list(kinds.map((one) => strategyWords[one]))}.`,
  workedThere: (kinds: readonly StrategyKind[]) =>
    `They tried ${list(kinds.map((one) => strategyWords[one]))}, and it worked; you have not.`,
  workedThereNotHere: (kinds: readonly StrategyKind[]) =>
    `They tried ${list(kinds.map((one) => strategyWords[one]))}, and it worked; for you it did not.`,
  alike: (facts: readonly string[]) => `Also alike: ${facts.join("; ")}.`,
  different: (facts: readonly string[]) => `Different: ${facts.join("; ")}.`,
  fact: ({ what, mine, theirs }: ProfileFact) => `${factWords[what](mine, theirs)}`,
  otherLanguage:
    "I read English only. One statement is in another language, so this is from grades, groups, causes and the district.",
};

const count = (value: number | string) => (typeof value === "number" ? value.toLocaleString("en-US") : value);
const percent = (value: number | string) => (typeof value === "number" ? `${Math.round(value)} %` : value);

const factWords: Readonly<Record<ProfileFact["what"], (mine: number | string, theirs: number | string) => string>> = {
  enrollment: (mine, theirs) => `${count(mine)} students with you, ${count(theirs)} with them`,
  schools: (mine, theirs) => `${count(mine)} schools with you, ${count(theirs)} with them`,
  frpmPct: (mine, theirs) => `free or reduced-price meals for ${percent(mine)} with you, ${percent(theirs)} with them`,
  elPct: (mine, theirs) => `English learners ${percent(mine)} with you, ${percent(theirs)} with them`,
  locale: (mine, theirs) => (mine === theirs ? `both ${mine}` : `${mine} with you, ${theirs} with them`),
  grades: (mine, theirs) => (mine === theirs ? `both grades ${mine}` : `grades ${mine} with you, ${theirs} with them`),
};

export function list(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** As they stand in a sentence. */
const focusWords: Readonly<Record<FocusArea, string>> = {
  "English learners": "the progress of English learners",
  Literacy: "literacy",
  Mathematics: "mathematics",
  Science: "science",
  "Graduation and on-track": "graduation and being on track",
  "Climate and attendance": "climate and attendance",
  "Special education": "special education",
  "Educator workforce": "the educator workforce",
  "Early childhood": "early childhood",
  "Systems, data and collaboration": "systems, data and collaboration",
  "Student wellbeing": "student wellbeing",
  "College and career": "college and career",
  "Family and community": "work with families and the community",
};

const causeWords: Readonly<Record<CauseKind, string>> = {
  pd_gap: "too little training",
  instruction: "teaching",
  data_use: "how data is used",
  expectations: "expectations",
  belonging: "belonging",
  leadership: "leadership",
  family: "work with families",
  staffing: "staffing",
  assessment: "assessment",
  language: "language",
  curriculum: "the curriculum",
  time: "time",
  schedule: "the schedule",
  mobility: "moves",
  placement: "placement",
  funding: "funding",
  health: "health",
  transport: "transport",
  materials: "materials",
};

export const strategyWords: Readonly<Record<StrategyKind, string>> = {
  pd: "training for teachers",
  mentoring: "mentoring",
  plc: "teacher teams",
  coaching: "coaching",
  intervention_block: "extra support time",
  schedule: "a changed schedule",
  case_mgmt: "case management",
  screening: "screening",
  new_curriculum: "a new curriculum",
  early_warning: "early warning",
  home_visits: "home visits",
  data_dash: "a data dashboard",
  coteaching: "co-teaching",
  tutoring: "tutoring",
  family_night: "family events and calls",
  restorative: "restorative practices",
  pbis: "positive behavior support",
  incentives: "incentives",
  talk_protocols: "structured talk protocols",
  grading_change: "changed grading",
  credit_program: "credit recovery",
  bridge: "a bridge program",
  recruitment: "recruiting and support for new staff",
  student_voice: "listening to students",
  exit_tickets: "exit tickets",
  reading_groups: "reading groups",
};
