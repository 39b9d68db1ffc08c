import { type ContactClass, contactClasses, type Reservation } from "./model.js";

/**
 * - `send`: there is room, or `inPlaceOf` gives way.
 * - `fold`: it is said with the next message that she gets.
 * - `drop`: a reminder of something she knows already, or a summary whose news the next one tells too; it is not said.
 */
export type Verdict = { do: "send"; inPlaceOf?: Reservation } | { do: "fold" } | { do: "drop" };

/**
 * Whether a message fits into her week. When the week is full, one that is more important takes the place of the least
 * important one that has not left yet; of equals, the one that was promised first stays.
 *
 * `held`: the week's reservations in the order in which they were made; `waiting`: those that have not left yet.
 */
export function admit(
  contact: ContactClass,
  held: readonly Reservation[],
  waiting: ReadonlySet<string>,
  allowance: number,
): Verdict {
  if (held.length < allowance) return { do: "send" };
  const least = held
    .filter((one) => waiting.has(one.messageId) && rank(one.contact) > rank(contact))
    .sort((a, b) => rank(a.contact) - rank(b.contact))
    .at(-1);
  if (least !== undefined) return { do: "send", inPlaceOf: least };
  return noPlace(contact);
}

/**
 * How many more messages of this class her week has room for: free places, and those of less important messages that have
 * not left. Never less than 0. Where it is above 0, `admit` sends.
 */
export function roomFor(
  contact: ContactClass,
  held: readonly Reservation[],
  waiting: ReadonlySet<string>,
  allowance: number,
): number {
  const stays = held.filter((one) => !(waiting.has(one.messageId) && rank(one.contact) > rank(contact)));
  return Math.max(0, allowance - stays.length);
}

/** What becomes of a message that has no place in its week, or has lost it. */
export function noPlace(contact: ContactClass): Exclude<Verdict, { do: "send" }> {
  return contact === "reminder" || contact === "summary" ? { do: "drop" } : { do: "fold" };
}

function rank(contact: ContactClass): number {
  return contactClasses.indexOf(contact);
}
