import type { Json } from "../json.js";

/** What `content` is for Teams: of a message, of a dialog. */
export type TeamsMessageContent = { card?: Json };
export type TeamsDialogContent = {
  title: string;
  card: Json;
  /** What is in the inputs now, by input id. */
  values: Record<string, string>;
};
