import { idOf } from "../core/id.js";
import { introductionCard } from "../core/matching/introduction-cards.js";
import type { Repositories } from "../ports/store.js";
import { enqueue } from "./enqueue.js";
import { answersUntil, namedFor, sidesNow } from "./introduction-people.js";
import { messageIds } from "./introductions.js";
import type { Known } from "./who.js";

/** Why somebody did not want an introduction, or a program manager's words to both: gone from the record and from the question. */
export async function removeIntroductionWords(
  tables: Repositories,
  who: Known,
  { what, id }: { what: "why not together" | "words to both"; id: string },
  now: Date,
): Promise<void> {
  const network = { networkId: who.person.networkId };
  const all = await tables.matches.all(who.scope);
  const found = all.find(({ match, sides }) => match.id === id || sides.some((side) => side.id === id));
  if (found === undefined) return;
  const two = {
    match: { ...found.match, ...(what === "words to both" ? { note: null } : {}), version: found.match.version + 1 },
    sides: found.sides.map((side) => (side.id === id ? { ...side, whyNot: null } : side)),
  };
  if (!(await tables.matches.save(network, two, found.match.version)))
    throw new Error(`match ${found.match.id} was changed since it was read in the same transaction`);
  if (what === "words to both") await writeAnew(tables, who, two, now);
}

/** The question of each side as it would be written now; what was written before is not kept. */
async function writeAnew(
  tables: Repositories,
  who: Known,
  two: Parameters<typeof sidesNow>[1],
  now: Date,
): Promise<void> {
  const network = { networkId: who.person.networkId };
  const both = await sidesNow(tables, two, now);
  if (both === undefined) return;
  for (const [mine, other] of [both, [both[1], both[0]]] as const) {
    const messageId = messageIds.offer(mine.side);
    if ((await tables.outbox.find(network, messageId)) === undefined) continue;
    const named = two.match.introducedAt === null ? undefined : await namedFor(tables, mine, other);
    const card = introductionCard(two, mine.side, other.side, { named, until: answersUntil(mine, two.match) });
    await tables.outbox.forget(network, messageId, card);
    const id = idOf("deleted", messageId, two.match.version);
    await enqueue(tables, network, [{ effect: "replace", id, messageId, card }], now);
  }
}
