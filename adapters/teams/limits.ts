/**
 * What Teams refuses or does not show, in one place. Bytes are of the JSON, in UTF-16 or UTF-8, whichever is more.
 * Source: learn.microsoft.com/microsoftteams/platform, "Format your bot messages" and "Cards reference".
 */
export const limits = {
  /**
   * For one message. The documented limit is about 100 kB in UTF-16 (80 kB recommended), it was 40 kB until 2025, and
   * connectors take 28 kB: this fits all three with the rest of the activity around it.
   */
  card: 28_000,
  /** A dialog is no message and has no documented size of its own: what is recommended for messages. */
  dialog: 80_000,
  /** Teams names no limit for `summary`; it counts into the message, and notifications show a line or two of it. */
  summary: 3000,
  /** More than six in one set are dropped or hidden behind a menu. */
  actions: 6,
  /** Not refused beyond this, but cut by the clients where nobody can read on. */
  buttonTitle: 60,
  altText: 1000,
  /** The longest address that every client opens. */
  url: 2000,
  /** The longest fact that still stands in two columns on a phone. */
  fact: 300,
} as const;

/** The most that one element of a card takes: text that is longer goes on in the next. */
export const elementBytes = 11_000;

/** Above this many options a choice is a menu instead of radio buttons, so that the form stays short on a phone. */
export const radioOptions = 4;

/** Menus cut their labels; a choice with a longer one shows all its options. */
export const menuLabel = 60;

/** Above this many inputs a dialog is as high as Teams makes it. */
export const mediumInputs = 3;
