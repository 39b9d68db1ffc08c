/**
 * Every sentence that this adapter says to a person by itself. All other words come from core's cards and forms.
 * One table per language.
 */
export type Texts = typeof english;

const english = {
  appName: "Throughline",
  required: "Please fill this in.",
  /** The submit failed before anything was stored. */
  notSaved: "We could not save this just now. Your text is still here. Please try again in a minute.",
  /** On top of a form that has remarks below its fields. */
  lookBelow: "Nothing is saved yet. Please look at the notes below the fields.",
  /** Teams gives up before the answer is known. Sending the same text again is harmless by its key. */
  maybeSaved:
    "Saving takes longer than usual. It may already be saved, and your text is still here. Please send it again in a minute: the same text is recorded once.",
  /** A form of an earlier version, or one that is not ours. */
  unknownForm:
    "This form has changed since you opened it. Your text is still here: please copy it, close this window and open the form again.",
  tookTooLong: "That took too long and Teams let the form go. Please press again.",
  couldNotOpen: "We could not open this just now. Nothing is lost. Please press again in a minute.",
  /** To a picture, a file or a recording that came without a word. */
  wordless: "We cannot keep pictures or files, so nothing was recorded. Please say it in words here.",
  moreThanFits: "There is more than fits on this page.",
  noOptions: "There is nothing to choose from yet.",
  /** Beside a button with the form's title. */
  formBehindButton: "The form opens with the button below.",
  formFallback: (title: string): string => `${title}: please open this form in a newer version of Teams.`,
  progress: (done: number, of: number): string => `${done} of ${of}`,
};

export const texts: Texts = english;
