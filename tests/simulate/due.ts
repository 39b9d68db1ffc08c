import type { CheckInPrompt, CheckInSlot } from "../../src/core/checkin/model.js";
import type { OutboxMessage } from "../../src/ports/outbox.js";
import type { Stage } from "./acts.js";
import type { Instant } from "./agenda.js";
import type { Facts } from "./facts.js";
import type { Broken, Invariant } from "./judge.js";
import { contactMinutes, day, instantOf, mondayIn } from "./plain-time.js";
import { type Turn, turnsOf } from "./turns.js";
import { dueTo, tests } from "./whom.js";
import { allowances, type Person, type Team, touches } from "./world.js";

/**
 * Who was to be asked, reckoned from rules and calendars alone, and what became of each of these questions: it reached her,
 * it was left out for a reason that the world bears out, or something is broken.
 */
export type Due = { counts: Record<Counted, number>; broken: Broken[] };

type Counted = Fate | "due" | "answered" | "nothing_new" | "declined";

/**
 * `skipped`: too late for it, the process or the platform was away. `suppressed`: not asked on purpose. `folded`: her week
 * was full. `lost_track`: nobody knows whether it arrived, and it is shown as unknown.
 */
type Fate = "sent" | "skipped" | "suppressed" | "folded" | "lost_track";
type Wrong = { invariant: Invariant; wrong: string };

/** What may come to her in a week beside questions, and leave no room for them. */
const leaveNoRoom = new Set(["nudge", "bright spot", "groups", "introduction", "help request"]);

type Day = { team: Team; turn: Turn; date: string; from: Instant; to: Instant };

const forgotten = (wrong: string): Wrong => ({ invariant: "nobody due is forgotten", wrong });
const groundless = (wrong: string): Wrong => ({ invariant: "nobody is passed over without a cause", wrong });

export function accountForDue(stage: Stage, facts: Facts): Due {
  const counts: Due["counts"] = {
    due: 0,
    sent: 0,
    answered: 0,
    nothing_new: 0,
    declined: 0,
    skipped: 0,
    suppressed: 0,
    folded: 0,
    lost_track: 0,
  };
  const broken: Broken[] = [];
  const arrived = new Set(stage.cloud.arrivals.flatMap(({ what, prompts }) => (what === "post" ? prompts : [])));
  const people = new Map(stage.world.people.map((one) => [one.id, one]));
  const expected = new Set<string>();
  const weeks = new Map<string, { person: Person; monday: string; due: number; folded: number }>();

  for (const at of dueDays(stage, facts)) {
    expected.add(`${at.team.rule.id} ${at.date}`);
    const slot = facts.slots.get(`${at.team.rule.id} ${at.date}`);
    const prompts = slot === undefined ? [] : (facts.promptsOf.get(slot.id) ?? []);
    const whole = slot?.state === "open" ? undefined : wholeDay(stage, at, slot);
    // Where the clock was wrong, nobody can say from outside what was open when the slot was.
    const unsure = slot?.state === "open" && touches(stage.world.skewed, at.from - 2 * day, at.to + 2 * day);
    const whom = unsure
      ? prompts.map(({ personId }) => personId)
      : dueTo(facts, at.team, at.turn, slot?.openedAt.getTime() ?? at.from);
    for (const id of whom) {
      const prompt = prompts.find(({ personId }) => personId === id);
      const person = people.get(id);
      const fate =
        whole ??
        (prompt === undefined || person === undefined
          ? forgotten("the slot is there without her")
          : fateOf(stage, facts, at, person, prompt, arrived));
      counts.due += 1;
      if (typeof fate === "object")
        broken.push({ invariant: fate.invariant, example: `${id}, ${at.date}: ${fate.wrong}` });
      else counts[fate] += 1;
      if (person !== undefined) {
        const key = `${id} ${mondayIn(at.date)}`;
        const week = weeks.get(key) ?? { person, monday: mondayIn(at.date), due: 0, folded: 0 };
        weeks.set(key, { ...week, due: week.due + 1, folded: week.folded + (fate === "folded" ? 1 : 0) });
      }
      if (prompt?.state === "answered") counts.answered += 1;
      if (prompt?.state === "nothing new") counts.nothing_new += 1;
      if (prompt?.state === "not this week") counts.declined += 1;
    }
    for (const { personId } of prompts)
      if (!whom.includes(personId))
        broken.push({ invariant: "nobody due is forgotten", example: `${personId}, ${at.date}: it was not her turn` });
  }
  for (const [key, { state }] of facts.slots)
    if (state === "open" && !expected.has(key))
      broken.push({ invariant: "nobody due is forgotten", example: `${key}: it was not the team's turn` });
  for (const { person, monday, due, folded } of weeks.values()) {
    const least = allowances(stage.world, person, monday)[0];
    // A reminder leaves room for questions; a nudge may take it.
    const besides = [...facts.outbox.values()].filter(
      ({ kind, personId, week }) => kind !== "check-in" && personId === person.id && week === monday,
    );
    const taken = besides.some(({ kind }) => leaveNoRoom.has(kind)) ? besides.length : 0;
    if (folded > 0 && due + taken <= least)
      broken.push({
        invariant: "nobody is passed over without a cause",
        example: `${person.id}, week of ${monday}: ${folded} of ${due} folded, ${least} allowed`,
      });
  }
  return { counts, broken };
}

/** Every day on which a rule asks, within the run. A test that is under way is seen by whoever is there to see it. */
function* dueDays({ world }: Stage, facts: Facts): Generator<Day> {
  for (const team of world.teams)
    for (const turn of turnsOf(team, world)) {
      const hours = contactMinutes(team.district.calendar, turn.date);
      if (hours === undefined) continue;
      const from = instantOf(turn.date, hours.from, team.district.zone);
      const to = instantOf(turn.date, hours.to, team.district.zone);
      if (turn.why === "in do" && !asksForTest(facts, team, turn.date, from, to)) continue;
      yield { team, turn, date: turn.date, from, to };
    }
}

function asksForTest(facts: Facts, team: Team, date: string, from: Instant, to: Instant): boolean {
  const slot = facts.slots.get(`${team.rule.id} ${date}`);
  const dawn = instantOf(date, 0, team.district.zone);
  if (slot === undefined) return tests(facts, team, dawn, from, to) === "throughout";
  const at = slot.openedAt.getTime();
  return tests(facts, team, dawn, at - 1, at) !== "never";
}

/** A day without an open slot: the team paused, or the process was not there to open it. */
function wholeDay({ world }: Stage, { team, turn, from, to }: Day, slot: CheckInSlot | undefined): Fate | Wrong {
  if (touches(team.paused, from, to)) return "suppressed";
  const { removed } = team.district.workspace;
  const cutOff = team.members.some(({ person }) => touches(person.cutOff, from - day, to));
  const unheard = touches(removed, from - 3 * day, to) || cutOff;
  // Of a week in which only a test asks nothing is recorded afterwards.
  if (slot === undefined && turn.why === "in do" && (unheard || absent(world, from, to)))
    return unheard ? "suppressed" : "skipped";
  if (slot === undefined) return forgotten("there is no slot");
  // Whether it paused already on a day that nobody was there to see, the program cannot know.
  if (slot.reason === "the team is paused" && absent(world, from, to)) return "skipped";
  if (slot.reason !== "missed") return groundless(`skipped: ${slot.reason}`);
  if (unheard) return "suppressed";
  return absent(world, from, to) ? "skipped" : groundless("missed, and nothing was in the way");
}

/** For most of the time in which a slot may be opened: a beat in what is left may be missed once. */
function absent({ down, skewed }: Stage["world"], from: Instant, to: Instant): boolean {
  const gone = down.map((span) => Math.min(span.to ?? to, to) - Math.max(span.from, from)).filter((ms) => ms > 0);
  const sum = gone.reduce((one, other) => one + other, 0);
  return sum > (to - from) / 2 || touches(skewed, from - 2 * day, to + 2 * day);
}

/** The process was not there, or its clock was wrong by a day or less. */
function away({ down, skewed }: Stage["world"], from: Instant, to: Instant): boolean {
  return touches(down, from, to) || touches(skewed, from - 2 * day, to + 2 * day);
}

function fateOf(
  stage: Stage,
  facts: Facts,
  at: Day,
  person: Person,
  prompt: CheckInPrompt,
  arrived: Set<string>,
): Fate | Wrong {
  if (arrived.has(prompt.id)) return "sent";
  const message = prompt.messageId === null ? undefined : facts.outbox.get(prompt.messageId);
  const reason = prompt.state === "skipped" ? prompt.reason : message?.state === "skipped" ? message.error : undefined;
  if (prompt.state === "asked" && reason === "came too late")
    return groundless("it came too late, and the record says that she was asked");
  if (typeof reason === "string") return passedOver(stage, facts, at, person, prompt, reason);
  if (message === undefined) return forgotten(`${prompt.state} and never written`);
  return withoutArrival(stage, at, person, message);
}

function withoutArrival({ world }: Stage, at: Day, person: Person, { state, error }: OutboxMessage): Fate | Wrong {
  switch (state) {
    case "dead":
      return unreachable(person, at) ? "suppressed" : groundless(`refused for good: ${error}`);
    case "unknown":
      return person.workspace.platform === "teams"
        ? "lost_track"
        : groundless(`unknown where it could be looked up: ${error}`);
    case "pending":
    case "sending":
      return world.end < at.to ? "skipped" : forgotten(`still ${state}: ${error}`);
    default:
      return forgotten(`${state}, and she has nothing of it`);
  }
}

function unreachable({ cutOff, workspace }: Person, { from, to }: Day): boolean {
  return touches(workspace.removed, from - 3 * day, to) || touches(cutOff, from - 3 * day, to);
}

/** Left out on purpose: whether what the world knows bears the reason out. */
function passedOver(
  stage: Stage,
  facts: Facts,
  at: Day,
  person: Person,
  prompt: CheckInPrompt,
  reason: string,
): Fate | Wrong {
  const { world } = stage;
  const { team, from, to } = at;
  const borne = (by: boolean, fate: Fate): Fate | Wrong => (by ? fate : groundless(`“${reason}”, and it was not so`));
  const elsewhere = unreachable(person, at) || touches(team.paused, from, to) || touches(person.mutedPerhaps, from, to);
  switch (reason) {
    case "muted":
      return borne(touches(person.mutedPerhaps, from - day, to), "suppressed");
    case "away":
      return borne(saidAway(person, at.date), "suppressed");
    case "not claimed or not reachable":
    case "no longer claimed":
    case "the app was removed there":
      return borne(unreachable(person, at), "suppressed");
    case "the team is paused":
      return borne(touches(team.paused, from, to), "suppressed");
    case "no longer on the team":
      return borne(
        team.members.some((one) => one.person === person && one.until !== null),
        "suppressed",
      );
    case "too late in the day":
    case "came too late":
      return borne(elsewhere || away(world, from, to) || touches(person.workspace.trouble, from, to), "skipped");
    case "answered before it was asked":
    case "settled already":
      return borne(wrote(stage, person, from - 2 * day, to), "suppressed");
    case "the cycle is closed": {
      const cycle = facts.cycles.find(({ id }) => id === prompt.cycleId);
      return borne(cycle !== undefined && cycle.closedAt !== null && cycle.closedAt.getTime() <= to, "suppressed");
    }
    case "her week was full":
      return "folded";
    default:
      return groundless(`an unknown reason: ${reason}`);
  }
}

/** Or has tried to say so. */
function saidAway({ daysOff }: Person, date: string): boolean {
  return daysOff.some(({ from, until }) => from <= date && date <= until);
}

/** She sent something then, or decided about a text. */
function wrote({ words }: Stage, person: Person, from: Instant, to: Instant): boolean {
  return [...words.values()].some(({ by, state, at }) => by === person && state !== "open" && from <= at && at <= to);
}
