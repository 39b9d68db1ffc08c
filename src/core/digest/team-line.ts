import { daysBetween, localDateOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import type { CheckInPrompt } from "../checkin/model.js";
import { isAway, isAwayBetween, weeksUntil } from "../checkin/plan-check-ins.js";
import type { Cycle } from "../cycle/model.js";
import {
  type Convening,
  type District,
  type Level,
  levels,
  type Membership,
  type Person,
  type Team,
} from "../network/model.js";
import { nameOutside } from "../privacy/outside-words.js";
import { texts } from "../texts.js";
import { rollupTexts as t } from "../texts-rollup.js";
import { dayText } from "../ui/dates.js";
import { plain } from "../ui/markup.js";
import { shorten } from "../ui/shorten.js";

/**
 * Where one of her teams stands, for its program manager: in `status` and in her summary alike. Nobody is named: people are
 * levels, one entry a person.
 */
export type TeamLine = {
  team: Team;
  district: District;
  today: LocalDate;
  /** The one with news where there are any; else the open one with the latest update, else the one that was closed last. */
  cycle: Cycle | undefined;
  /** How many more are open. */
  moreCycles: number;
  lastUpdateOn: LocalDate | undefined;
  said: Said;
  /** Asked lately, and the time for an answer is over. */
  missing: Level[];
  /** Could be written to once, and cannot any more. */
  unreachable: Level[];
  convening: Convening | undefined;
  /** Days of check-ins that passed unasked lately, the latest first. */
  unasked: LocalDate[];
  /** The network's smallest group that may be shown outside. */
  minN: number;
};

/** What the team answered without an update. `reasons`: why not this week, as they are stored. */
export type Said = { notThisWeek: boolean; reasons: string[]; nothingNew: boolean };

/** From answers to questions; what else somebody added stays with the team. */
export function saidIn(prompts: readonly Pick<CheckInPrompt, "state" | "reason">[]): Said {
  const not = prompts.filter(({ state }) => state === "not this week");
  return {
    notThisWeek: not.length > 0,
    reasons: [...new Set(not.flatMap(({ reason }) => reason ?? []))],
    nothingNew: prompts.some(({ state }) => state === "nothing new"),
  };
}

/**
 * Levels of those who were asked in these questions and have not answered in time, one entry a person. Who is not on the team
 * any more, or cannot be reached, is not among them: `members` are those who could. Nor is who said that she is away, today
 * or on a day on which the question was open, nor anybody while the team pauses.
 */
export function missingIn(
  prompts: readonly CheckInPrompt[],
  members: readonly { membership: Membership; person: Person }[],
  { team, district }: { team: Team; district: District },
  now: Date,
): Level[] {
  if (team.paused) return [];
  const day = (at: Date) => localDateOf(at, district.timeZone);
  const missing = members.filter(({ person }) =>
    prompts.some(
      ({ personId, state, askAt, closesAt }) =>
        personId === person.id &&
        state === "asked" &&
        closesAt !== null &&
        closesAt <= now &&
        !isAway(person, day(now)) &&
        !isAwayBetween(person, day(askAt), day(closesAt)),
    ),
  );
  return levelsOf(missing.map(({ membership }) => membership));
}

/**
 * Members who were asked in these questions and have not answered yet: for their own team's lead alone. Who is away today is
 * not waited for, nor anybody while the team pauses.
 */
export function notAnswered(
  prompts: readonly CheckInPrompt[],
  members: readonly { person: Person }[],
  { team, district }: { team: Team; district: District },
  now: Date,
): Person[] {
  if (team.paused) return [];
  const today = localDateOf(now, district.timeZone);
  const waiting = new Set(
    prompts.filter(({ state, askAt }) => state === "asked" && askAt <= now).map(({ personId }) => personId),
  );
  return [...new Map(members.map(({ person }) => [person.id, person])).values()].filter(
    (person) => waiting.has(person.id) && !person.muted && !isAway(person, today),
  );
}

/** What was added to "not this week" in these questions, each with its question. */
export function notesIn(
  prompts: readonly CheckInPrompt[],
): { personId: string; reason: string | null; note: string }[] {
  return prompts.flatMap(({ state, personId, reason, note }) =>
    state === "not this week" && note !== null ? [{ personId, reason, note }] : [],
  );
}

/** `who`, and what is in the way. */
export function saidText(who: string, reason: string | null): string {
  const known = Object.entries(texts.notThisWeek.reasons).find(([one]) => one === reason && one !== "other");
  return t.added(who, known?.[1].toLowerCase());
}

/** One entry a person, in the order of the levels. */
export function levelsOf(members: readonly Membership[]): Level[] {
  const people = new Map(members.map(({ personId, level }) => [personId, level]));
  return levels.flatMap((level) => [...people.values()].filter((one) => one === level));
}

export function teamLine(line: TeamLine): string {
  const { team, district, cycle, convening, unasked, today } = line;
  const known = team.name.toLowerCase().startsWith(district.name.toLowerCase());
  const name = known ? `**${plain(team.name)}**` : `**${plain(district.name)}**, ${plain(team.name)}`;
  const sentences = [
    ...saidTexts(line.said),
    ...(line.missing.length === 0 ? [] : [t.notAnswered(line.missing.length, countedLevels(line.missing))]),
    ...(line.unreachable.length === 0 ? [] : [t.unreachable(counted(line.unreachable))]),
    ...(convening === undefined ? [] : [texts.digest.convening(weeksUntil(today, convening.startsOn))]),
    ...(unasked.length === 0 ? [] : [texts.status.teamUnasked(daysText(unasked, today))]),
  ];
  return [`${name}: ${cycle === undefined ? texts.status.noCycle : stand(line, cycle)}`, ...sentences].join(" ");
}

function stand({ team, moreCycles, minN, today, lastUpdateOn }: TeamLine, cycle: Cycle): string {
  const stage = cycle.decision === null ? texts.stages[cycle.stage] : texts.decisions[cycle.decision];
  const heard = lastUpdateOn === undefined ? texts.status.noUpdate : t.since(daysBetween(lastUpdateOn, today));
  const parts = [
    `${plain(shorten(nameOutside(cycle.title, minN), 60))}: ${stage}`,
    heard,
    ...(moreCycles > 0 ? [t.moreCycles(moreCycles)] : []),
    ...(team.paused ? [t.paused] : []),
  ];
  return `${parts.join(", ")}.`;
}

function saidTexts({ notThisWeek, reasons, nothingNew }: Said): string[] {
  const known = Object.entries(texts.notThisWeek.reasons).flatMap(([reason, label]) =>
    reason !== "other" && reasons.includes(reason) ? [label.toLowerCase()] : [],
  );
  const why = known.length === 0 ? "" : `: ${known.join(", ")}`;
  return [...(notThisWeek ? [`${t.notThisWeek}${why}.`] : []), ...(nothingNew ? [t.nothingNew] : [])];
}

function counted(people: readonly Level[]): { level: Level; count: number }[] {
  return levels
    .map((level) => ({ level, count: people.filter((one) => one === level).length }))
    .filter(({ count }) => count > 0);
}

function countedLevels(people: readonly Level[]): string {
  return counted(people)
    .map(({ count, level }) => t.atLevel(count, level))
    .join(", ");
}

/** The three latest, and how many more. */
export function daysText(dates: readonly LocalDate[], today: LocalDate): string {
  const days = dates.slice(0, 3).map((date) => dayText(date, today));
  const more = dates.length - days.length;
  return [...days, ...(more > 0 ? [texts.digest.more(more)] : [])].join(", ");
}

/** The longest silence first, then the nearest convening; a team that pauses is not stuck and comes last. */
export function stuckFirst<T extends Pick<TeamLine, "team" | "lastUpdateOn" | "convening">>(lines: readonly T[]): T[] {
  const never = "0000-00-00";
  const last = "9999-99-99";
  return [...lines].sort(
    (a, b) =>
      Number(a.team.paused) - Number(b.team.paused) ||
      (a.lastUpdateOn ?? never).localeCompare(b.lastUpdateOn ?? never) ||
      (a.convening?.startsOn ?? last).localeCompare(b.convening?.startsOn ?? last) ||
      a.team.name.localeCompare(b.team.name),
  );
}
