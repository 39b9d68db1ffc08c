import type { OutboxMessage } from "../ports/outbox.js";
import type { Repositories, Scope } from "../ports/store.js";
import { leadOf } from "./introduction-people.js";
import { messageIds } from "./introductions.js";

/**
 * Why a message about an introduction must not leave any more; undefined when it may. Judged in the transaction that is about to
 * send it: she leads the team, and the question is open, which it is no more where one of the two has taken her problem back.
 */
export async function whyNotIntroduce(
  tables: Repositories,
  scope: Scope,
  reader: string,
  message: OutboxMessage,
  now: Date,
): Promise<string | undefined> {
  const person = await tables.roster.person(scope, reader);
  if (person === undefined || person.districtId === null) return "no longer claimed";
  if (person.muted) return "muted";
  const all = await tables.matches.all({ networkId: scope.networkId, districtId: person.districtId });
  for (const { match, sides } of all)
    for (const side of sides) {
      const offer = messageIds.offer(side) === message.id;
      const met = [1, 2].some((nth) => messageIds.met(side, nth) === message.id);
      const renewal = messageIds.renew(side, match.renewals + 1) === message.id;
      if (!offer && !met && !renewal && messageIds.introduced(side) !== message.id) continue;
      const owned = { networkId: scope.networkId, districtId: side.districtId };
      const team = await tables.roster.team(owned, side.teamId);
      const district = await tables.roster.district(owned, side.districtId);
      const lead = team && district && (await leadOf(tables, team, district, now));
      if (lead?.id !== reader) return "no longer leads the team";
      if (!offer) return match.state === "ended" ? "it has ended" : undefined;
      if (match.state !== "offered" || side.answer !== null) return "settled already";
      return undefined;
    }
  return undefined;
}
