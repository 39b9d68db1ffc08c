/**
 * What Slack refuses, in one place. Characters are counted as JavaScript counts them.
 * Source: docs.slack.dev, Block Kit reference; the two marked "observed" are not documented.
 */
export const limits = {
  message: {
    blocks: 50,
    /** Observed: about 13,200 characters over all blocks give `msg_blocks_too_long`. Measured here as JSON, with room. */
    json: 12_000,
    /** chat.update refuses more than 4,000; this is only the notification text, the blocks carry everything. */
    text: 3000,
  },
  /** A view may have 250 kB; a character takes up to three bytes. */
  view: { blocks: 100, json: 80_000, title: 24, metadata: 3000 },
  header: 150,
  text: 3000,
  field: 2000,
  fields: 10,
  contextElements: 10,
  actions: 25,
  buttonText: 75,
  buttonValue: 2000,
  altText: 2000,
  url: 3000,
  label: 2000,
  hint: 2000,
  option: 75,
  selectOptions: 100,
  /** Observed for radio buttons and checkboxes alike. */
  tickOptions: 10,
  input: 3000,
} as const;

/** Above this many options a choice is a menu instead of radio buttons, so that the form stays short on a phone. */
export const radioOptions = 4;

/** A text longer than an input holds is shown in several, each with this much of it: room is left for adding words. */
export const inputPart = 2500;
