import { instantAt, localDateOf } from "../core/calendar/local.js";
import { askInstant } from "../core/calendar/school-day.js";
import type { TeamSituation } from "../core/checkin/plan-check-ins.js";
import { nextOpening } from "../core/checkin/slots.js";
import { nextPmDigest } from "../core/digest/pm-digest.js";
import { nextRound } from "../core/matching/round.js";
import type { Upcoming } from "../ports/sandbox.js";
import type { Repositories } from "../ports/store.js";
import { calendarsOf } from "./monthly-introductions.js";
import { loadRules, loadTeams, nextConvening } from "./team-situations.js";

/** What the bot is about to do, soonest first, as far as it can be known now. */
export async function upcoming(view: Repositories, now: Date): Promise<Upcoming[]> {
  const list: Upcoming[] = [];
  for (const network of await view.networks.all()) {
    const scope = { networkId: network.id };
    const { outline, rules } = await loadRules(view, scope, now);
    for (const situation of await loadTeams(view, scope, rules, now)) list.push(...checkInsOf(situation, now));
    for (const { kind, notBefore, districtId } of await view.outbox.list(scope, { states: ["pending"], limit: 200 })) {
      // The hello goes with its question; it is not announced twice.
      if (notBefore <= now || kind === "welcome") continue;
      const district = outline.districts.find((one) => one.id === districtId)?.name ?? null;
      const title = kind === "check-in" ? `Check-in, ${district}: 1 person` : titles[kind];
      list.push({ at: notBefore, what: kind === "check-in" ? "check-in" : "message", title, district });
    }
    const again = await view.checkIns.nextAgain(now);
    if (again !== undefined)
      list.push({ at: again, what: "ask again", title: "Asks again, as somebody wished", district: null });
    list.push({
      at: nextPmDigest(now, network.timeZone),
      what: "digest",
      title: "Program managers' summaries, where there is news",
      district: null,
    });
    const calendars = await calendarsOf(view, network);
    for (const collaboration of outline.collaborations) {
      const round = nextRound(now, calendars.get(collaboration.id) ?? [], network.timeZone);
      if (round !== undefined)
        list.push({
          ...{ at: round, what: "introductions", district: null },
          title: "Introductions for program managers, where districts share a problem",
        });
      const convening = nextConvening(outline, collaboration.id, localDateOf(now, network.timeZone));
      if (convening === undefined) continue;
      const at = instantAt(convening.startsOn, "08:00", network.timeZone);
      if (at > now) list.push({ at, what: "convening", title: convening.name, district: null });
    }
  }
  return list.sort((a, b) => a.at.getTime() - b.at.getTime());
}

const titles = {
  draft: "Asks what a text is for",
  digest: "Digest",
  "program manager digest": "Summary for a program manager",
  edit: "Changes a message",
  answer: "Answers",
  reminder: "Reminds once",
  nudge: "A program manager's nudge",
  "nudge answer": "An answer to a nudge",
  "bright spot": "A plan offered by a program manager",
  groups: "Groups of districts",
  "groups draft": "A draft of groups",
  introduction: "An introduction",
  introductions: "Introductions for a program manager",
  "help request": "A question to somebody who may know",
  "help answer": "An answer to a question",
} as const;

function checkInsOf(situation: TeamSituation, now: Date): Upcoming[] {
  const { team, district, rule, members, cycles, recorded } = situation;
  if (!rule.active || team.paused) return [];
  const opens = nextOpening(situation, district.calendar, district.timeZone, now);
  if (opens === undefined) return [];
  const date = localDateOf(opens, district.timeZone);
  if (recorded.has(date)) return [];
  const asked = cycles.length === 0 ? 1 : Math.min(cycles.length, members.length);
  const at = askInstant(district.calendar, date, rule.at, district.timeZone);
  const people = asked === 1 ? "1 person" : `${asked} people`;
  return [{ at, what: "check-in", title: `Check-in, ${district.name}: ${people}`, district: district.name }];
}

/** The next instant after `now` at which the heartbeat or the outbox has something to do. */
export async function nextInstant(view: Repositories, now: Date): Promise<Date | undefined> {
  const instants: Date[] = [];
  for (const network of await view.networks.all()) {
    const { rules } = await loadRules(view, { networkId: network.id }, now);
    for (const situation of rules) {
      const { rule, team, district } = situation;
      const opens =
        rule.active && !team.paused ? nextOpening(situation, district.calendar, district.timeZone, now) : undefined;
      if (opens !== undefined) instants.push(opens);
    }
    instants.push(nextPmDigest(now, network.timeZone));
    for (const calendars of (await calendarsOf(view, network)).values()) {
      const round = nextRound(now, calendars, network.timeZone);
      if (round !== undefined) instants.push(round);
    }
  }
  const again = await view.checkIns.nextAgain(now);
  if (again !== undefined) instants.push(again);
  const reminder = await view.checkIns.nextReminder(now);
  if (reminder !== undefined) instants.push(reminder);
  const introduction = await view.matches.nextDue(now);
  if (introduction !== undefined) instants.push(introduction);
  const help = await view.help.nextDue(now);
  if (help !== undefined) instants.push(help);
  const message = await view.outbox.nextDue();
  if (message !== undefined) instants.push(message);
  return instants.filter((instant) => instant > now).sort((a, b) => a.getTime() - b.getTime())[0];
}
