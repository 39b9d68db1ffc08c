import type { Level } from "./network/model.js";

const capital = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
const listed = (parts: string[]) =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

/** What the week's digest and a program manager's lines say about a team, in one place per language. */
export const rollupTexts = {
  /** In the digest. */
  takenBack: (day: string) => `An update was taken back, ${day}.`,
  levels: {
    classroom: "the classroom",
    school: "the school",
    "district office": "the district office",
  } satisfies Record<Level, string>,
  silent: (levels: string[]) =>
    `${capital(listed(levels))} ${levels.length === 1 ? "has" : "have"} not been heard this month.`,

  /** A team's line for its program manager. */
  paused: "paused",
  since: (days: number) =>
    days <= 0 ? "updated today" : days === 1 ? "1 day since the last update" : `${days} days since the last update`,
  moreCycles: (count: number) => (count === 1 ? "1 more cycle is open" : `${count} more cycles are open`),
  notThisWeek: "Not this week",
  nothingNew: "Nothing new, they said.",
  /** Above what somebody added to it. */
  added: (who: string, reason: string | undefined) =>
    `${who}, not this week${reason === undefined ? "" : `, ${reason}`}:`,
  notAnswered: (people: number, levels: string) =>
    `${people} ${people === 1 ? "has" : "have"} not answered: ${levels}.`,
  byLevel: (level: Level) => `From ${rollupTexts.levels[level]}`,
  atLevel: (people: number, level: Level) => `${people} ${level}`,
  unreachable: (people: { count: number; level: Level }[]) =>
    `${listed(people.map(({ count, level }) => `${count} at ${level} level`))} cannot be reached.`,
  otherTeam: "See another team",
  whichTeam: "Which team's updates?",

  /** For the team's own lead. */
  notAnsweredYet: (names: string[]) => `Not answered yet: ${names.join("; ")}. Only you see this.`,
} as const;
