import { localDateOf } from "../core/calendar/local.js";
import type { Candidate } from "../core/nudge/candidates.js";
import { type NudgePerson, nudgeTeamsCard, type RecentNudge } from "../core/nudge/cards.js";
import type { Nudge } from "../core/nudge/model.js";
import type { Card } from "../core/ui/card.js";
import type { OutboxState } from "../ports/outbox.js";
import type { Repositories, Scope } from "../ports/store.js";
import { loadNudgeTeams, networkOf, nudgeablesOf } from "./nudge-people.js";
import { coachedHere, type Known } from "./who.js";

/** Her own nudges are listed for so many days. */
const listedDays = 14;
/** How far back the last nudge to somebody is looked for. */
const lookBackDays = 90;

/** Everything on a program manager's nudge card, from what is stored. */
export async function nudgesCardOf(view: Repositories, who: Known, now: Date): Promise<Card> {
  const scope = networkOf(who);
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const teams = await loadNudgeTeams(view, scope, coachedHere(who), now);
  const nudges = await view.nudges.ofTeams(
    scope,
    teams.map(({ team }) => team.id),
    daysAgo(lookBackDays),
  );
  const turn = await nudgeablesOf(view, scope, teams, now, (one) => one.next);
  const shown = [];
  for (const about of teams) {
    const zone = about.district.timeZone;
    const people: NudgePerson[] = [];
    for (const one of turn.filter(({ team }) => team.id === about.team.id)) {
      const last = latest(nudges.filter(({ toId }) => toId === one.person.id).map(({ at }) => at));
      const told = await lastMessage(view, scope, one);
      people.push({
        name: one.person.name,
        blocked: one.blocked,
        room: one.room,
        lastMessage: told && localDateOf(told, zone),
        lastNudge: last && localDateOf(last, zone),
      });
    }
    shown.push({ about, people });
  }
  const hers = nudges.filter(({ fromId, at }) => fromId === who.person.id && at >= daysAgo(listedDays));
  const states = await view.outbox.statesOf(
    scope,
    hers.map(({ id }) => id),
  );
  const names = new Map(teams.flatMap(({ members }) => members.map(({ person }) => [person.id, person.name] as const)));
  const recent = hers
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .map((nudge) => recentOf(nudge, names.get(nudge.toId) ?? "", states.get(nudge.id), who.timeZone));
  return nudgeTeamsCard(shown, recent, localDateOf(now, who.timeZone), who.network.minN);
}

function recentOf(nudge: Nudge, name: string, state: OutboxState | undefined, timeZone: string): RecentNudge {
  const lost = state === undefined || state === "skipped" || state === "dead";
  return { nudge, name, left: state === "pending" ? undefined : !lost, day: localDateOf(nudge.at, timeZone) };
}

/** When a message last left for her, of the latest few that were written. */
async function lastMessage(view: Repositories, scope: Scope, { person }: Candidate): Promise<Date | undefined> {
  const sent = await view.outbox.list(scope, { states: ["sent"], personId: person.id, limit: 5 });
  return latest(sent.flatMap(({ sentAt }) => sentAt ?? []));
}

function latest(dates: Date[]): Date | undefined {
  return dates.sort((a, b) => b.getTime() - a.getTime())[0];
}
