import type { CauseKind, FocusArea, StrategyKind, StudentGroup } from "./attributes.js";
import type { GradeBand } from "./grades.js";
import type { TopicId } from "./topics.js";

/**
 * What usually comes with a topic: where a team would file it, whom it names, which grades, causes and strategies. From what
 * improvement networks publish, not from counts. “often” speaks for the topic, “also” a little; all else a little against it.
 */
export type Habit<Key> = { often: readonly Key[]; also: readonly Key[] };
/** `whole`: the whole span of grades. */
export type Habits = {
  focus: Habit<FocusArea>;
  groups: Habit<StudentGroup>;
  bands: Habit<GradeBand | "whole">;
  causes: Habit<CauseKind>;
  strategies: Habit<StrategyKind>;
};

export const habits: Readonly<Record<TopicId, Habits>> = {
  "english-learners": {
    focus: { often: ["English learners"], also: ["Literacy", "Graduation and on-track"] },
    groups: {
      often: ["English learners", "long-term English learners", "newcomers"],
      also: ["Latino", "migrant", "indigenous-language families"],
    },
    bands: { often: ["6-8", "9-12"], also: ["3-5", "whole"] },
    causes: {
      often: ["language", "placement", "assessment"],
      also: ["pd_gap", "instruction", "expectations", "family"],
    },
    strategies: {
      often: ["pd", "intervention_block"],
      also: ["coaching", "schedule", "tutoring", "case_mgmt", "new_curriculum", "student_voice"],
    },
  },
  "academic-talk": {
    focus: {
      often: ["English learners", "Literacy"],
      also: ["Mathematics", "Systems, data and collaboration", "Science"],
    },
    groups: { often: ["English learners", "long-term English learners", "all students"], also: ["Latino"] },
    bands: { often: ["6-8", "3-5", "whole"], also: ["9-12", "K-2"] },
    causes: { often: ["instruction", "language", "pd_gap"], also: ["expectations", "belonging", "time"] },
    strategies: { often: ["coaching", "pd", "talk_protocols"], also: ["plc", "exit_tickets"] },
  },
  "early-literacy": {
    focus: { often: ["Literacy"], also: ["Early childhood", "English learners"] },
    groups: { often: ["all students"], also: ["English learners", "low-income", "boys"] },
    bands: { often: ["K-2", "3-5"], also: ["PK-K"] },
    causes: { often: ["curriculum", "pd_gap", "instruction"], also: ["assessment", "materials", "time", "language"] },
    strategies: {
      often: ["new_curriculum", "screening", "reading_groups", "intervention_block"],
      also: ["coaching", "tutoring", "pd"],
    },
  },
  "math-readiness": {
    focus: { often: ["Mathematics"], also: ["Graduation and on-track"] },
    groups: { often: ["all students"], also: ["low-income", "Latino", "English learners"] },
    bands: { often: ["9-12", "6-8"], also: [] },
    causes: {
      often: ["curriculum", "instruction", "placement"],
      also: ["expectations", "belonging", "staffing", "assessment"],
    },
    strategies: {
      often: ["intervention_block", "tutoring", "new_curriculum"],
      also: ["plc", "coaching", "bridge", "screening"],
    },
  },
  grading: {
    focus: { often: ["Graduation and on-track"], also: ["Mathematics", "Systems, data and collaboration"] },
    groups: { often: ["all students"], also: ["Latino", "boys", "long-term English learners", "low-income"] },
    bands: { often: ["9-12", "6-8"], also: [] },
    causes: { often: ["assessment", "expectations"], also: ["belonging", "instruction", "time", "data_use"] },
    strategies: {
      often: ["grading_change", "intervention_block", "tutoring", "early_warning"],
      also: ["plc", "mentoring", "exit_tickets", "pd"],
    },
  },
  behavior: {
    focus: { often: ["Climate and attendance"], also: ["Student wellbeing", "Special education"] },
    groups: {
      often: ["African American", "all students", "students with disabilities"],
      also: ["foster youth", "boys", "Native American", "Latino"],
    },
    bands: { often: ["6-8", "whole"], also: ["9-12", "K-2", "3-5"] },
    causes: { often: ["expectations", "belonging"], also: ["pd_gap", "leadership", "health"] },
    strategies: { often: ["pbis", "restorative"], also: ["incentives", "mentoring", "pd", "coaching"] },
  },
  absence: {
    focus: {
      often: ["Climate and attendance"],
      also: ["Family and community", "Student wellbeing", "Early childhood"],
    },
    groups: {
      often: ["all students", "low-income"],
      also: ["homeless", "Native American", "students with disabilities", "foster youth", "migrant"],
    },
    bands: { often: ["whole", "PK-K", "K-2"], also: ["9-12"] },
    causes: { often: ["family", "transport", "health"], also: ["belonging", "mobility"] },
    strategies: {
      often: ["home_visits", "early_warning", "incentives"],
      also: ["case_mgmt", "mentoring", "family_night"],
    },
  },
  inclusion: {
    focus: { often: ["Special education"], also: ["Systems, data and collaboration"] },
    groups: { often: ["students with disabilities"], also: ["African American", "English learners"] },
    bands: { often: ["whole"], also: ["K-2", "3-5", "6-8", "9-12", "PK-K"] },
    causes: { often: ["placement", "expectations", "schedule", "pd_gap"], also: ["staffing", "time"] },
    strategies: { often: ["coteaching"], also: ["pd", "schedule", "coaching"] },
  },
  credits: {
    focus: { often: ["Graduation and on-track"], also: ["College and career"] },
    groups: {
      often: ["low-income"],
      also: ["all students", "Latino", "foster youth", "justice-involved", "English learners", "homeless"],
    },
    bands: { often: ["9-12"], also: [] },
    causes: {
      often: ["belonging"],
      also: ["schedule", "mobility", "family", "curriculum", "expectations", "data_use"],
    },
    strategies: {
      often: ["credit_program", "mentoring", "early_warning"],
      also: ["case_mgmt", "intervention_block", "tutoring", "schedule"],
    },
  },
  turnover: {
    focus: { often: ["Educator workforce"], also: ["Systems, data and collaboration"] },
    groups: { often: ["all students"], also: [] },
    bands: { often: ["whole"], also: ["9-12", "6-8"] },
    causes: { often: ["staffing", "funding", "leadership"], also: ["time"] },
    strategies: { often: ["recruitment", "mentoring", "coaching"], also: ["incentives", "plc", "pd"] },
  },
  collaboration: {
    focus: { often: ["Systems, data and collaboration"], also: ["Educator workforce", "Mathematics"] },
    groups: { often: ["all students"], also: [] },
    bands: { often: ["whole"], also: ["9-12", "6-8", "3-5", "K-2"] },
    causes: { often: ["leadership", "time"], also: ["schedule", "pd_gap", "instruction", "data_use", "expectations"] },
    strategies: { often: ["plc", "schedule"], also: ["coaching", "pd", "exit_tickets"] },
  },
  "foster-homeless": {
    focus: {
      often: ["Climate and attendance", "Graduation and on-track"],
      also: ["Systems, data and collaboration", "Student wellbeing", "Family and community"],
    },
    groups: { often: ["foster youth", "homeless"], also: ["migrant", "justice-involved", "low-income"] },
    bands: { often: ["whole"], also: ["9-12"] },
    causes: { often: ["mobility"], also: ["family", "transport", "data_use", "health", "belonging"] },
    strategies: { often: ["case_mgmt", "mentoring"], also: ["tutoring"] },
  },
  kindergarten: {
    focus: { often: ["Early childhood"], also: ["Literacy", "Family and community"] },
    groups: {
      often: ["all students", "English learners", "low-income"],
      also: ["migrant", "indigenous-language families"],
    },
    bands: { often: ["PK-K"], also: ["K-2"] },
    causes: { often: ["family", "language"], also: ["assessment", "funding", "transport", "curriculum"] },
    strategies: { often: ["family_night", "screening", "bridge"], also: ["home_visits", "new_curriculum"] },
  },
  "data-use": {
    focus: { often: ["Systems, data and collaboration"], also: [] },
    groups: { often: ["all students"], also: [] },
    bands: { often: ["whole"], also: [] },
    causes: { often: ["data_use"], also: ["assessment", "leadership", "time", "pd_gap", "funding", "staffing"] },
    strategies: { often: ["data_dash"], also: ["plc", "pd", "early_warning", "screening"] },
  },
  writing: {
    focus: { often: ["Literacy"], also: ["English learners"] },
    groups: { often: ["all students"], also: ["English learners", "boys"] },
    bands: { often: ["3-5", "6-8", "9-12"], also: ["whole"] },
    causes: { often: ["instruction", "curriculum"], also: ["pd_gap", "time", "assessment", "expectations"] },
    strategies: { often: ["pd", "new_curriculum"], also: ["plc", "coaching"] },
  },
  "reading-upper": {
    focus: { often: ["Literacy"], also: ["English learners"] },
    groups: {
      often: ["all students"],
      also: ["English learners", "long-term English learners", "students with disabilities"],
    },
    bands: { often: ["6-8", "3-5"], also: ["9-12"] },
    causes: { often: ["instruction", "pd_gap"], also: ["curriculum", "materials", "language"] },
    strategies: { often: ["intervention_block", "new_curriculum"], also: ["pd", "tutoring", "coaching"] },
  },
  "elementary-math": {
    focus: { often: ["Mathematics"], also: [] },
    groups: { often: ["all students"], also: ["low-income", "students with disabilities"] },
    bands: { often: ["3-5", "K-2"], also: [] },
    causes: { often: ["instruction", "curriculum", "pd_gap"], also: ["time", "assessment"] },
    strategies: { often: ["new_curriculum", "coaching"], also: ["pd", "plc", "intervention_block", "exit_tickets"] },
  },
  science: {
    focus: { often: ["Science"], also: ["Mathematics"] },
    groups: { often: ["all students"], also: ["girls", "English learners"] },
    bands: { often: ["3-5", "6-8", "9-12"], also: ["whole", "K-2"] },
    causes: { often: ["time", "materials"], also: ["pd_gap", "curriculum", "instruction"] },
    strategies: { often: ["new_curriculum", "pd"], also: ["coaching"] },
  },
  wellbeing: {
    focus: { often: ["Student wellbeing"], also: ["Climate and attendance"] },
    groups: { often: ["all students"], also: ["LGBTQ students", "girls", "foster youth"] },
    bands: { often: ["6-8", "9-12"], also: ["whole"] },
    causes: { often: ["health", "belonging"], also: ["staffing", "family"] },
    strategies: { often: ["mentoring", "case_mgmt"], also: ["screening", "restorative", "student_voice"] },
  },
  "college-career": {
    focus: { often: ["College and career"], also: ["Graduation and on-track"] },
    groups: {
      often: ["low-income", "first-generation students", "Latino"],
      also: ["all students", "English learners", "African American"],
    },
    bands: { often: ["9-12"], also: ["6-8"] },
    causes: { often: ["placement", "expectations"], also: ["schedule", "family", "staffing"] },
    strategies: { often: ["mentoring"], also: ["schedule", "family_night"] },
  },
  families: {
    focus: { often: ["Family and community"], also: ["Climate and attendance", "English learners"] },
    groups: {
      often: ["English learners", "indigenous-language families"],
      also: ["all students", "low-income", "migrant", "African American", "Latino"],
    },
    bands: { often: ["whole"], also: ["K-2", "PK-K"] },
    causes: { often: ["family", "language"], also: ["belonging", "time"] },
    strategies: { often: ["family_night", "home_visits"], also: [] },
  },
  mtss: {
    focus: {
      often: ["Systems, data and collaboration"],
      also: ["Climate and attendance", "Student wellbeing", "Special education"],
    },
    groups: { often: ["all students"], also: ["students with disabilities"] },
    bands: { often: ["whole"], also: ["K-2", "3-5", "6-8"] },
    causes: { often: ["data_use", "assessment", "schedule"], also: ["leadership", "pd_gap", "instruction"] },
    strategies: { often: ["intervention_block", "screening"], also: ["case_mgmt", "schedule"] },
  },
  transitions: {
    focus: { often: ["Graduation and on-track"], also: ["Climate and attendance", "Systems, data and collaboration"] },
    groups: { often: ["all students"], also: ["English learners", "students with disabilities"] },
    bands: { often: ["6-8", "9-12"], also: [] },
    causes: { often: ["belonging"], also: ["schedule", "data_use", "placement"] },
    strategies: { often: ["bridge", "mentoring"], also: ["schedule"] },
  },
  leadership: {
    focus: { often: ["Systems, data and collaboration"], also: ["Educator workforce"] },
    groups: { often: ["all students"], also: [] },
    bands: { often: ["whole"], also: [] },
    causes: { often: ["leadership"], also: ["time", "funding", "belonging"] },
    strategies: { often: ["coaching"], also: ["pd", "plc"] },
  },
  curriculum: {
    focus: { often: ["Literacy", "Mathematics", "Science"], also: ["Systems, data and collaboration"] },
    groups: { often: ["all students"], also: [] },
    bands: { often: ["whole"], also: ["K-2", "3-5", "6-8", "9-12"] },
    causes: { often: ["curriculum", "materials", "pd_gap"], also: ["time", "leadership"] },
    strategies: { often: ["new_curriculum", "coaching", "pd"], also: ["plc"] },
  },
  technology: {
    focus: { often: [], also: ["Systems, data and collaboration"] },
    groups: { often: ["all students"], also: ["low-income", "migrant"] },
    bands: { often: ["whole"], also: ["9-12", "6-8"] },
    causes: { often: ["materials"], also: ["funding", "family", "pd_gap"] },
    strategies: { often: [], also: ["pd"] },
  },
};
