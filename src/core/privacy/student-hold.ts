import { idOf } from "../id.js";
import { texts } from "../texts.js";
import type { Field, Form, FormValues } from "../ui/form.js";
import { plain } from "../ui/markup.js";
import { refilled } from "../ui/read-form.js";
import { looksLikeStudent } from "./student-guard.js";

const t = texts.studentGuard;

/** What a text was held for. `mark` names just this: a confirmation of it is none of anything else. */
export type Hold = { excerpts: string[]; mark: string };

/** The field in which she says that it is no student. */
export const confirmField = "notStudent";

/** Undefined where nothing in these texts looks like a student. */
export function holdOf(given: readonly string[]): Hold | undefined {
  const excerpts = [...new Set(given.flatMap((text) => looksLikeStudent(text).map(({ excerpt }) => excerpt)))];
  return excerpts.length === 0 ? undefined : { excerpts, mark: idOf("student hold", ...excerpts) };
}

/**
 * The form once more with all that she typed, where something in it looks like a student and she has not said that it is
 * none; undefined where it may go on. Nothing of it is saved anywhere until then. What she confirmed holds for just these
 * words: with others she is asked again. What `form` holds already is stored and was not typed by her now: left as it is, it
 * is not judged. So `form` must be built from what is stored, and without her drafts.
 */
export function heldForm(form: Form, values: FormValues): Form | undefined {
  const hold = holdOf(freeTexts(form, values));
  if (hold === undefined || values[confirmField] === hold.mark) return undefined;
  const confirm: Field = {
    kind: "choice",
    name: confirmField,
    label: t.confirmLabel,
    options: [{ value: hold.mark, label: t.confirm }],
  };
  const again = refilled(form, values, {});
  return { ...again, fields: [{ kind: "note", text: holdText(hold) }, confirm, ...again.fields] };
}

/** "This looks like it may name a student (“…”)…", in card markup. */
export function holdText({ excerpts }: Hold): string {
  return t.held(excerpts.slice(0, 3).map((one) => `“${plain(one)}”`));
}

function freeTexts(form: Form, values: FormValues): string[] {
  return form.fields.flatMap((field) => {
    const typed = field.kind === "short" || field.kind === "long" ? values[field.name] : undefined;
    const stored = "value" in field && typeof field.value === "string" ? field.value : "";
    return typeof typed === "string" && bare(typed) !== bare(stored) ? [typed] : [];
  });
}

/** Platforms change line ends, and what stands before and after a text. */
const bare = (text: string): string => text.replace(/\r\n?/g, "\n").trim();
