import type { Json } from "../json.js";

/** What Teams would refuse in a bot's card, one line each. Empty: it takes the card. */
export function cardProblems(card: Json): string[] {
  return typeof card === "object" && card !== null ? [] : ["The card is no object"];
}
