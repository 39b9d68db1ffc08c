import { whyLeftAlone } from "../core/checkin/left-alone.js";
import { texts } from "../core/texts.js";
import type { Card } from "../core/ui/card.js";
import type { OutboxMessage } from "../ports/outbox.js";
import type { Repositories, Scope } from "../ports/store.js";
import { keepInShort } from "./budget.js";
import { enqueue } from "./enqueue.js";
import { loadComparison, loadGround } from "./groups-ground.js";
import { concerns, leadsOf, tell, tellings, toldCard, toldId } from "./groups-told.js";

/**
 * Why a group that was published before must not be told any more; undefined when it may. Judged in the transaction that is
 * about to send it: the groups still stand, she still leads the team, and no reason on the card is one that somebody has
 * stopped sharing since. Where one is, the card is written anew without it.
 */
export async function whyNotGroups(
  tables: Repositories,
  scope: Scope,
  { id, personId, delivery }: OutboxMessage,
  now: Date,
): Promise<string | undefined> {
  const [teamId] = (delivery.do === "direct" && delivery.about) || [];
  const team = teamId === undefined ? undefined : await tables.roster.team(scope, teamId);
  const network = await tables.networks.find(scope);
  const ground = team && network && (await loadGround(tables, network, team.collaborationId, now));
  if (team === undefined || ground === undefined || personId === null) return "not there any more";
  const lead = leadsOf(ground, team).find((person) => person.id === personId);
  if (lead === undefined) return "no longer leads the team";
  const left = whyLeftAlone(lead, team, ground.today);
  if (left !== undefined) {
    // Her next message mentions it, and her word `groups` shows it.
    await keepInShort(tables, scope, { id, person: lead, contact: "match or help request", card: delivery.card }, now);
    return left;
  }
  const about = ground.rounds.flatMap((round) => {
    const telling = tellings.find((one) => toldId(round.id, team.id, personId, one) === id);
    return round.state === "published" && telling !== undefined ? [{ round, telling }] : [];
  })[0];
  if (about === undefined) return "other groups have taken the place of these";
  const { round, telling } = about;
  const shared = await loadComparison(tables, ground, round.purpose, "districts");
  const card = toldCard(round, team, ground, shared, says(delivery.card, texts.groups.replaces));
  if (card === undefined || !concerns(round, team.districtId)) return "nothing to tell";
  const may = new Set(reasonsOf(card));
  if (reasonsOf(delivery.card).every((reason) => may.has(reason))) return undefined;
  const again = tellings.find((one) => one > telling);
  if (again !== undefined) await enqueue(tables, scope, [tell(round, team, lead, card, ground, again)], now);
  return "a reason is not shared any more";
}

function says({ blocks }: Card, words: string): boolean {
  return blocks.some((block) => block.kind === "text" && block.text.includes(words));
}

/** The list below "why these"; what was added below the card from other messages is not looked at. */
function reasonsOf({ blocks }: Card): string[] {
  const at = blocks.findIndex((block) => block.kind === "text" && block.text === texts.groups.toldWhy);
  const list = at < 0 ? undefined : blocks[at + 1];
  return list?.kind === "list" ? list.items : [];
}
