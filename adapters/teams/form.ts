import type { FieldErrors, Form, FormContext, FormValues } from "../../src/core/ui/form.js";
import type { Attachment, TeamsActivity } from "./card.js";

/** The value of `task` where its type is "continue". */
export type Dialog = { title: string; height: Size; width: Size; card: Attachment };
type Size = "small" | "medium" | "large";

/** What she sent, shown again below what is wrong with it. */
export type Kept = { errors: FieldErrors; notice?: string; values: FormValues };

/** `form` has no values in it. */
export type Submitted = { form: Form; context: FormContext; values: FormValues };

export function formDialog(_form: Form, _context: FormContext, _kept?: Kept): Dialog {
  throw new Error("to come");
}

/** Reads `value.data` of a task/submit. Undefined where it is not a form of ours. */
export function readSubmit(_data: unknown): Submitted | undefined {
  throw new Error("to come");
}

/** Where no dialog can open by itself: a card with one button that opens it. The fetch brings `throughline.command`. */
export function formButton(_form: Form, _command: { name: string; text: string }): TeamsActivity {
  throw new Error("to come");
}
