import { z } from "zod";

/** The forms that exist. An adapter hands the id back with a submit; core rebuilds and checks the form. */
export const formIds = [
  "update",
  "settings",
  "measure",
  "plan-details",
  "amend",
  "spread",
  "problem",
  "problem-more",
  "why-not",
  "commitment",
  "rhythm",
  "pause-team",
  "nudge-teams",
  "nudge",
  "answer-nudge",
  "problem-topic",
  "offer-plan",
  "groups",
  "move-district",
  "pair-rule",
  "lift-rule",
  "introduction-words",
  "introduction-why-not",
  "ask",
  "ask-topics",
  "help-answer",
  "help-offer",
  "close-help",
  "help-cap",
] as const;
export const formIdSchema = z.enum(formIds);
export type FormId = z.infer<typeof formIdSchema>;

/** What a form must remember between being shown and being sent: ids only, re-checked when it comes back. */
export const formContextSchema = z.record(z.string().max(64), z.string().max(512));
export type FormContext = z.infer<typeof formContextSchema>;

/**
 * A form, without knowing where it will be filled in. `title` and `submit` are at most 24 characters.
 * Field names are unique in a form and are what values and errors are keyed by.
 */
export type Form = { id: FormId; title: string; submit: string; fields: Field[] };

export type Option = { value: string; label: string };

type Asked = { name: string; label: string; hint?: string; required?: boolean };

export type Field =
  | (Asked & { kind: "short"; value?: string; maxLength?: number })
  | (Asked & { kind: "long"; value?: string; maxLength?: number })
  | (Asked & { kind: "choice"; options: Option[]; value?: string })
  | (Asked & { kind: "choices"; options: Option[]; value?: string[] })
  /** Typed as text on every platform, so that "about 40 %" reaches core instead of being refused by a phone. */
  | (Asked & { kind: "number"; value?: number })
  /** `value` and the answer are local dates, YYYY-MM-DD. */
  | (Asked & { kind: "date"; value?: string })
  /** Not a question: a line of text, in card markup. */
  | { kind: "note"; text: string };

/** What the platform hands over: text for everything but `choices`; "" or absent means left empty. */
export const formValuesSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
export type FormValues = z.infer<typeof formValuesSchema>;

/** One plain sentence per field name that says what to do. */
export type FieldErrors = Record<string, string>;

/** An answer after reading: number fields are numbers, empty fields are null. */
export type Answer = string | string[] | number | null;
export type Answers = Record<string, Answer>;
