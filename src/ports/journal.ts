/** Where the house writes down what happened, without people's text and without tokens. */
export interface Journal {
  info(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
  error(event: string, fields?: Record<string, unknown>): void;
  /** Counts a refusal or an ignored event under its named reason. */
  count(name: "refused" | "ignored" | "duplicate" | "outcome", reason: string): void;
}
