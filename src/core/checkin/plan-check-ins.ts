import { daysBetween, localDateOf, localTimeOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import { askInstant, contactEnds, contactHours } from "../calendar/school-day.js";
import type { Commitment, Cycle, CycleUpdate } from "../cycle/model.js";
import type { Effect } from "../effects.js";
import { idOf } from "../id.js";
import type { Measure } from "../measure/model.js";
import type { Convening, District, Membership, Person, Team } from "../network/model.js";
import { checkInCard, welcomeCard } from "./cards.js";
import type { CheckInPrompt, CheckInSlot, Occasion, Part } from "./model.js";
import { occasionOn, type Rhythm } from "./rhythm.js";
import { isDueToday, missedDates, type Recorded } from "./slots.js";
import { windowOf } from "./window.js";

/** Nobody is asked later than this after her time: a question from the morning is stale in the evening. */
const graceHours = 4;

const notReachable = "not claimed or not reachable";

/** Why a slot passed while nobody was there to ask. */
const missedReason = "missed";
/** Why a question or a whole slot is left out while the team pauses. */
export const pausedReason = "the team is paused";
export const tooLate = "too late in the day";

/** Why nobody asks her: she said that she is away. */
export const awayReason = "away";

/** A rule where it applies, with what moves it. */
export type RuleSituation = Rhythm & { team: Team; district: District; recorded: Recorded };

/** What is known of one team when its check-ins are planned. */
export type TeamSituation = RuleSituation & {
  /** Current members only. */
  members: { membership: Membership; person: Person }[];
  /** Not closed, newest first, each with its updates and measures. */
  cycles: { cycle: Cycle; updates: CycleUpdate[]; measures: Measure[] }[];
  /** The cycle that was closed last. */
  last?: { cycle: Cycle; updates: CycleUpdate[] };
  /** The network's smallest group that may be shown outside. */
  minN: number;
  /** Open ones. */
  commitments: Commitment[];
  /** The collaboration's next convening, or the one that is on. */
  convening?: Convening;
};

export type PlannedSlot = {
  slot: CheckInSlot;
  prompts: CheckInPrompt[];
  effects: Effect[];
  /** People to whom the first message goes with this slot. */
  welcomed: string[];
};

/**
 * Everything that should be asked now and is not recorded yet. Pure: the same situations and the same `now` give the
 * same plan with the same ids, so planning twice asks once. A slot opens with its school day's contact hours; each
 * person's question waits in the outbox for her own time. Only today's slot is asked, and only while it is less than
 * four hours late; missed ones are recorded as skipped, with the reason, before it.
 *
 * `reachable`: people with a claimed identity that can be written to.
 */
export function planCheckIns(situations: TeamSituation[], reachable: ReadonlySet<string>, now: Date): PlannedSlot[] {
  return situations.flatMap((situation) => planTeam(situation, reachable, now));
}

/** Whether `planCheckIns` could have something to do: told by the rule alone, so that little is read while nothing is due. */
export function mayBeDue(situation: RuleSituation, now: Date): boolean {
  const { team, district, rule, recorded } = situation;
  if (!rule.active) return false;
  const today = localDateOf(now, district.timeZone);
  if (missedDates(situation, district.calendar, recorded, today).length > 0) return true;
  if (team.paused) return passesPaused(district, now) && isDueToday(situation, district.calendar, recorded, today);
  const started = localTimeOf(now, district.timeZone) >= contactHours.from;
  return started && isDueToday(situation, district.calendar, recorded, today);
}

function planTeam(situation: TeamSituation, reachable: ReadonlySet<string>, now: Date): PlannedSlot[] {
  if (!mayBeDue(situation, now)) return [];
  const { team, district, recorded } = situation;
  const today = localDateOf(now, district.timeZone);
  const plans = missedSlots(situation, now).map(
    (slot): PlannedSlot => ({ slot, prompts: [], effects: [], welcomed: [] }),
  );
  if (team.paused) return plans;
  const started = localTimeOf(now, district.timeZone) >= contactHours.from;
  if (started && isDueToday(situation, district.calendar, recorded, today))
    plans.push(open(situation, today, reachable, now));
  return plans.filter((plan) => !couldStillAsk(plan, district, now));
}

/**
 * A slot in which nobody can be reached waits for its day to end: a district that is linked at noon is asked at three,
 * and not two weeks later.
 */
function couldStillAsk({ slot, prompts }: PlannedSlot, district: District, now: Date): boolean {
  const waiting = slot.state === "open" && prompts.every((prompt) => prompt.reason === notReachable);
  return waiting && now < contactEnds(district.calendar, slot.localDate, district.timeZone);
}

/**
 * The slots of a rule that passed unasked and are not recorded as skipped yet, oldest first. While its team pauses they
 * pass on purpose and are recorded as that, the day's own when its contact hours are over: nobody takes them for missed
 * when the pause has ended.
 */
export function missedSlots(situation: RuleSituation, now: Date): CheckInSlot[] {
  const { team, district, rule, recorded } = situation;
  if (!rule.active) return [];
  const today = localDateOf(now, district.timeZone);
  const dates = missedDates(situation, district.calendar, recorded, today);
  const passed =
    team.paused && passesPaused(district, now) && isDueToday(situation, district.calendar, recorded, today);
  return [...dates, ...(passed ? [today] : [])].map((date) => ({
    ...slotOf(situation, date, now),
    state: "skipped",
    reason: team.paused ? pausedReason : missedReason,
  }));
}

/** Until the day's contact hours end the pause may end too, and the team be asked after all. */
function passesPaused({ calendar, timeZone }: District, now: Date): boolean {
  return now >= contactEnds(calendar, localDateOf(now, timeZone), timeZone);
}

function open(situation: TeamSituation, date: LocalDate, reachable: ReadonlySet<string>, now: Date): PlannedSlot {
  const { calendar, timeZone } = situation.district;
  const slot = slotOf(situation, date, now);
  const plan: PlannedSlot = { slot, prompts: [], effects: [], welcomed: [] };
  for (const asked of whoIsAsked(situation, slot.occasion)) {
    const { person, cycle } = asked;
    const prompt = promptFor(situation, slot, asked, date, reachable, now);
    plan.prompts.push(prompt);
    if (prompt.messageId === null) continue;
    const expiresAt = contactEnds(calendar, date, timeZone);
    if (person.welcomedAt === null) {
      plan.welcomed.push(person.id);
      const id = idOf("welcome", person.id, slot.localDate);
      plan.effects.push({
        effect: "tell",
        id,
        personId: person.id,
        kind: "welcome",
        card: welcomeCard(situation.rule),
        notBefore: prompt.askAt,
        expiresAt,
      });
    }
    const card = checkInCard(prompt, {
      ...(situation.cycles.find((one) => one.cycle.id === cycle?.id) ?? { updates: [], measures: [] }),
      ...{ cycle, minN: situation.minN },
      ...{ last: situation.last?.cycle, commitments: asked.commitments, occasion: slot.occasion },
      ...{ convening: situation.convening, today: date, timeZone },
    });
    plan.effects.push({
      effect: "tell",
      id: prompt.messageId,
      personId: person.id,
      kind: "check-in",
      card,
      notBefore: prompt.askAt,
      expiresAt,
    });
  }
  return plan;
}

type Asked = { person: Person; cycle: Cycle | undefined; part: Part; commitments: Commitment[] };

/**
 * The owner of each open cycle, the lead where there is none; the lead alone when no cycle is open; who tests a cycle that
 * is in do; around a convening who said that she would do something. Each person once, with what is hers first.
 */
function whoIsAsked({ members, cycles, commitments }: TeamSituation, occasion: Occasion | null): Asked[] {
  const lead = members.find((one) => one.membership.lead)?.person;
  const member = (id: string | null) => members.find((one) => one.person.id === id)?.person;
  const asked = new Map<string, Asked>();
  const ask = (person: Person | undefined, cycle: Cycle | undefined, part: Part) => {
    if (person !== undefined && !asked.has(person.id)) asked.set(person.id, { person, cycle, part, commitments: [] });
  };
  if (cycles.length === 0) ask(lead, undefined, "lead");
  for (const { cycle } of cycles) ask(member(cycle.ownerId) ?? lead, cycle, "owner");
  for (const { cycle } of cycles)
    if (cycle.stage === "do") for (const id of cycle.testers) ask(member(id), cycle, "tester");
  if (occasion === "after convening" || occasion === "before convening")
    for (const commitment of commitments) {
      const person = member(commitment.personId) ?? lead;
      ask(person, undefined, "commitment");
      if (person !== undefined) asked.get(person.id)?.commitments.push(commitment);
    }
  return [...asked.values()];
}

function promptFor(
  { rule, district }: TeamSituation,
  slot: CheckInSlot,
  { person, cycle, part }: Asked,
  date: LocalDate,
  reachable: ReadonlySet<string>,
  now: Date,
): CheckInPrompt {
  const { calendar, timeZone } = district;
  const id = idOf("prompt", slot.id, person.id);
  const askAt = askInstant(calendar, date, person.askAt ?? rule.at, timeZone);
  const reason =
    whyNot(person, date, reachable) ?? (isTooLate(askAt, contactEnds(calendar, date, timeZone), now) ? tooLate : null);
  const window = reason === null ? windowOf(askAt, calendar, timeZone) : undefined;
  return {
    id,
    networkId: slot.networkId,
    districtId: slot.districtId,
    teamId: slot.teamId,
    slotId: slot.id,
    personId: person.id,
    cycleId: cycle?.id ?? null,
    state: reason === null ? "asked" : "skipped",
    reason,
    note: null,
    part,
    askAt,
    againAt: null,
    settledAt: null,
    remindAt: window?.remindAt ?? null,
    closesAt: window?.closesAt ?? null,
    messageId: reason === null ? idOf("check-in", id) : null,
  };
}

function whyNot(person: Person, date: LocalDate, reachable: ReadonlySet<string>): string | undefined {
  if (person.muted) return "muted";
  if (isAway(person, date)) return awayReason;
  return reachable.has(person.id) ? undefined : notReachable;
}

/** Whether she said that she is away on this day. */
export function isAway({ awayFrom, awayUntil }: Pick<Person, "awayFrom" | "awayUntil">, date: LocalDate): boolean {
  return awayFrom !== null && awayFrom <= date && (awayUntil === null || date <= awayUntil);
}

/** Whether a question for `askAt`, of a day whose contact hours end at `ends`, is too late to be put now. */
export function isTooLate(askAt: Date, ends: Date, now: Date): boolean {
  return now.getTime() - askAt.getTime() > graceHours * 3_600_000 || now >= ends;
}

function slotOf(situation: RuleSituation, date: LocalDate, now: Date): CheckInSlot {
  const { team, rule, district } = situation;
  return {
    id: idOf("slot", rule.id, date),
    networkId: team.networkId,
    districtId: team.districtId,
    teamId: team.id,
    ruleId: rule.id,
    localDate: date,
    state: "open",
    reason: null,
    openedAt: now,
    occasion: occasionOn(situation, district.calendar, date) ?? null,
  };
}

/** Local dates on which nobody of a rule was asked because nobody was there to ask in time, the latest first. */
export function unaskedDates(slots: readonly CheckInSlot[], prompts: readonly CheckInPrompt[]): LocalDate[] {
  const late = (slot: CheckInSlot) => {
    const put = prompts.filter(
      (one) => one.slotId === slot.id && !["muted", awayReason, notReachable].includes(one.reason ?? ""),
    );
    return put.length > 0 && put.every((one) => one.state === "skipped" && one.reason === tooLate);
  };
  const unasked = slots.filter((slot) => (slot.state === "skipped" ? slot.reason === missedReason : late(slot)));
  return unasked.map((slot) => slot.localDate).sort((a, b) => b.localeCompare(a));
}

/** Weeks from `today` to the convening, rounded down; 0 in the convening's own week or when it is on. */
export function weeksUntil(today: LocalDate, startsOn: LocalDate): number {
  return Math.max(0, Math.floor(daysBetween(today, startsOn) / 7));
}
