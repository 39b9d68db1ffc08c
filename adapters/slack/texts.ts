/**
 * Every sentence that this adapter says to a person by itself. All other words come from core's cards and forms.
 * One table per language.
 */
export type Texts = typeof english;

const english = {
  appName: "Throughline",
  close: "Close",
  cancel: "Cancel",
  /** The submit failed before anything was stored. */
  notSaved: "We could not save this just now. Your text is still here. Please try again in a minute.",
  /** Slack closes the connection before the answer is known. Sending the same text again is harmless by its key. */
  maybeSaved:
    "Saving takes longer than usual. It may already be saved, and your text is still here. Please send it again in a minute: the same text is recorded once.",
  /** A form of an earlier version, or one that is not ours. */
  unknownForm:
    "This form has changed since you opened it. Your text is still here: please copy it, close this window and open the form again.",
  tookTooLong: "That took too long and Slack let the form go. Please press again.",
  couldNotOpen: "We could not open this just now. Nothing is lost. Please press again in a minute.",
  moreThanFits: "There is more than fits on this page.",
  noOptions: "There is nothing to choose from yet.",
  longText: "This text is longer than one field holds. It goes on in the fields below; they are recorded as one text.",
  part: (label: string, part: number, of: number): string => `${label} (${part} of ${of})`,
  progress: (done: number, of: number): string => `${done} of ${of}`,
  options: (from: number, to: number): string => `${from}–${to}`,
  installed: (workspace: string): string => `Throughline is installed in ${workspace}. You can close this page.`,
  installCancelled: "Nothing was installed. You can close this page.",
  installStale: "This installation page is out of date. Please start again from the install link, in the same browser.",
  installFailed: "The installation could not be finished, and nothing was stored. Please try again in a minute.",
};

export const texts: Texts = english;
