import { localDateOf, mondayOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import type { MessageKind } from "../effects.js";

/**
 * What the bot may say to a person without being asked: so many direct messages a week, over all features and teams.
 * Not counted are answers to what she did herself, changes to messages that she has, what stands in a channel, and
 * safety alerts.
 */

/** What counts, the most important first. Who comes first when the week is full. */
export const contactClasses = [
  "phase due",
  "check-in",
  "commitment",
  "nudge",
  "match or help request",
  "summary",
  "reminder",
] as const;
export type ContactClass = (typeof contactClasses)[number];

/**
 * What a kind of message counts as; undefined where it is not counted. The first hello is said once in a person's life,
 * with her first question.
 */
export function contactOf(kind: MessageKind): ContactClass | undefined {
  switch (kind) {
    case "check-in":
      return "check-in";
    case "reminder":
      return "reminder";
    case "program manager digest":
      return "summary";
    case "nudge":
      return "nudge";
    case "bright spot":
    case "groups":
    // To one of two districts; to a program manager about several.
    case "introduction":
    case "introductions":
    case "help request":
      return "match or help request";
    // She asked, and somebody answers her.
    case "nudge answer":
    case "help answer":
    case "welcome":
    case "draft":
    // She pressed for it.
    case "groups draft":
    case "answer":
    case "edit":
    case "digest":
      return undefined;
    default:
      return kind satisfies never;
  }
}

/** One message of the week that was promised to her. */
export type Reservation = {
  messageId: string;
  personId: string;
  week: LocalDate;
  contact: ContactClass;
};

export const defaultAllowance = 2;
export const leadAllowance = 4;

/** The Monday of the week in which this instant is for her: the ISO week, in her own time zone. */
export function contactWeek(instant: Date, timeZone: string): LocalDate {
  return mondayOf(localDateOf(instant, timeZone));
}

/**
 * Messages a week. A person in two teams has one allowance. `own`: what she has set for herself; `leads`: she leads a
 * team or accompanies teams for the network.
 */
export function allowanceOf(own: number | null, leads: boolean): number {
  return own ?? (leads ? leadAllowance : defaultAllowance);
}

/** Why a question was not put, where her week had no room for it. */
export const weekFull = "her week was full";

/** What had no place in her week, kept by its heading until a message can say it in short. */
export type FoldedNote = {
  /** Of the message that it stands for. */
  id: string;
  networkId: string;
  /** Null for people of the network itself. */
  districtId: string | null;
  personId: string;
  contact: ContactClass;
  heading: string;
  at: Date;
  /** The message that says it; null: not said yet. */
  saidIn: string | null;
};
