import { addDays, localDateOf } from "../core/calendar/local.js";
import { askedNow } from "../core/matching/introduction.js";
import { askedForMatchBlocks, waitingProposalBlocks } from "../core/matching/proposal-cards.js";
import { introductionTexts as t } from "../core/texts-introductions.js";
import type { Block } from "../core/ui/card.js";
import type { Repositories } from "../ports/store.js";
import { matchAskedId } from "./no-match.js";
import { coachedHere, type Known, mayBeShownHere } from "./who.js";

/** What waits for her answer, for her status: a question that her week had no room for is found here. */
export async function waitingIntroductions(view: Repositories, who: Known): Promise<Block[]> {
  const { districtId, networkId } = who.person;
  const leads = new Set(who.memberships.filter(({ lead }) => lead).map(({ teamId }) => teamId));
  if (districtId === null || leads.size === 0 || !mayBeShownHere(who, districtId)) return [];
  const all = await view.matches.all({ networkId, districtId });
  return all.flatMap((two): Block[] => {
    const { match, sides } = two;
    const asked = askedNow(two);
    const waits = sides.find(({ teamId, answer, met, renew }) => {
      if (!leads.has(teamId)) return false;
      if (asked === "go on") return renew === null;
      if (asked === "met") return met === null || match.metAsked === 2;
      return match.state === "offered" && answer === null;
    });
    if (waits === undefined) return [];
    const action = { do: "introduction" as const, match: match.id, team: waits.teamId, act: "see" as const };
    return [
      { kind: "text", text: t.waits },
      { kind: "buttons", buttons: [{ label: t.see, action }] },
    ];
  });
}

/** For so many days a team's wish that her week had no room for is found in her status. */
const askedForDays = 28;

/** What waits for a program manager's decision: proposals for her teams, and teams that asked for a match when her week was full. */
export async function waitingProposals(view: Repositories, who: Known, now: Date): Promise<Block[]> {
  const hers = coachedHere(who);
  if (who.person.districtId !== null || who.workspace.districtId !== null || hers.length === 0) return [];
  const scope = { networkId: who.person.networkId };
  const { teams } = await view.roster.outline(scope, ["teams"]);
  const nameOf = (id: string) => teams.find((team) => team.id === id)?.name ?? "";
  const proposals = (await view.matches.all(scope)).flatMap(({ match, sides: [a, b] }) =>
    match.state === "proposed" && a && b && [a, b].some(({ teamId }) => hers.includes(teamId))
      ? [{ matchId: match.id, names: [nameOf(a.teamId), nameOf(b.teamId)] as const, score: match.score }]
      : [],
  );
  const today = localDateOf(now, who.network.timeZone);
  const since = new Date(now.getTime() - askedForDays * 86_400_000);
  const kept = new Set((await view.budget.unsaid(scope, who.person.id, since)).map(({ id }) => id));
  const days = Array.from({ length: askedForDays }, (_, n) => addDays(today, -n));
  const asking = teams.filter(({ id }) => hers.includes(id) && days.some((day) => kept.has(matchAskedId(id, day))));
  return [...waitingProposalBlocks(proposals), ...asking.flatMap(askedForMatchBlocks)];
}
