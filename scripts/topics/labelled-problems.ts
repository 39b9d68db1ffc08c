import { readFileSync } from "node:fs";
import { z } from "zod";
import { readStrategies } from "../../src/core/matching/attributes.js";
import type { ProblemFacts } from "../../src/core/matching/model.js";
import type { TopicId } from "../../src/core/matching/topics.js";

const labelledSet = z.object({
  items: z
    .array(
      z.object({
        id: z.string(),
        theme: z.string(),
        tier: z.string(),
        text: z.string(),
        focus_area: z.string(),
        student_groups: z.array(z.string()),
        grade_bands: z.array(z.string()),
        root_causes: z.array(z.string()),
        strategies_tried: z.array(z.object({ strategy: z.string(), result: z.enum(["worked", "mixed", "failed"]) })),
        district: z.object({
          schools: z.number().nullable(),
          enrollment: z.number().nullable(),
          pct_frpm: z.number().nullable(),
          pct_el: z.number().nullable(),
          locale: z.string().nullable(),
        }),
      }),
    )
    .min(2),
});

/** The themes of labelled sets as topics of ours; only the measuring knows them. */
export const topicOfTheme: Readonly<Record<string, TopicId>> = {
  el_reclass: "english-learners",
  acad_talk: "academic-talk",
  early_lit: "early-literacy",
  math_ready: "math-readiness",
  df_grades: "grading",
  behavior: "behavior",
  absence: "absence",
  sped_lre: "inclusion",
  credit: "credits",
  turnover: "turnover",
  plc: "collaboration",
  foster: "foster-homeless",
  kinder: "kindergarten",
  data_cap: "data-use",
};

/** `theme` and `tier` are for judging; `facts` is all that the matcher is given. */
export type Labelled = { theme: string; tier: string; facts: ProblemFacts };

/** Throws a ZodError, SyntaxError or a file's error. */
export function readLabelled(path: string): Labelled[] {
  return labelledSet.parse(JSON.parse(readFileSync(path, "utf8"))).items.map((item) => ({
    theme: item.theme,
    tier: item.tier,
    facts: {
      id: item.id,
      districtId: item.id,
      statement: item.text,
      focusArea: item.focus_area,
      studentGroups: item.student_groups,
      gradeBands: item.grade_bands,
      rootCauses: item.root_causes,
      tried: item.strategies_tried.map(({ strategy, result }) => ({
        title: strategy,
        strategies: readStrategies([strategy]),
        outcome: result,
      })),
      profile: {
        schools: item.district.schools,
        enrollment: item.district.enrollment,
        frpmPct: item.district.pct_frpm,
        elPct: item.district.pct_el,
        locale: item.district.locale,
        grades: null,
      },
      confirmed: [],
    },
  }));
}
