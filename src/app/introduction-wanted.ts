import { localDateOf } from "../core/calendar/local.js";
import { whyLeftAlone } from "../core/checkin/left-alone.js";
import type { OutboxMessage } from "../ports/outbox.js";
import type { Repositories, Scope } from "../ports/store.js";
import { keepInShort } from "./budget.js";
import { sidesNow } from "./introduction-people.js";
import { messageIds, moveOn } from "./introductions.js";
import { whyNoLonger } from "./still-together.js";

/**
 * Why a message about an introduction must not leave any more; undefined when it may. Judged in the transaction that is about to
 * send it: she leads the team and is not to be left alone, and the question is open. Where the two may not be brought together
 * any more, it ends here and nobody is asked. What is kept from somebody who is away or whose team pauses, her status shows.
 */
export async function whyNotIntroduce(
  tables: Repositories,
  scope: Scope,
  reader: string,
  message: OutboxMessage,
  now: Date,
): Promise<string | undefined> {
  const person = await tables.roster.person(scope, reader);
  const network = await tables.networks.find(scope);
  if (network === undefined || person === undefined || person.districtId === null) return "no longer claimed";
  const all = await tables.matches.all({ networkId: scope.networkId, districtId: person.districtId });
  for (const two of all)
    for (const side of two.sides) {
      const { match } = two;
      const offer = messageIds.offer(side) === message.id;
      const met = [1, 2].some((nth) => messageIds.met(side, nth) === message.id);
      const renewal = messageIds.renew(side, match.renewals + 1) === message.id;
      if (!offer && !met && !renewal && messageIds.introduced(side) !== message.id) continue;
      const both = await sidesNow(tables, two, now);
      const mine = both?.find((one) => one.side.id === side.id);
      if (both === undefined || mine?.lead?.id !== reader) return "no longer leads the team";
      if (match.state === "ended") return "it has ended";
      if (offer && (match.state !== "offered" || side.answer !== null)) return "settled already";
      const no = offer ? await whyNoLonger(tables, network, both, now) : undefined;
      if (no?.why === "apart" || no?.why === "not shared") {
        await moveOn(tables, network, two, { do: "keep apart" }, now);
        return no.why;
      }
      const left = whyLeftAlone(person, mine.team, localDateOf(now, mine.district.timeZone));
      if (left === undefined) return no?.why;
      const { id, delivery } = message;
      await keepInShort(tables, scope, { id, person, contact: "match or help request", card: delivery.card }, now);
      return left;
    }
  return person.muted ? "muted" : undefined;
}
