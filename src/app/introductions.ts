import type { Effect } from "../core/effects.js";
import { idOf } from "../core/id.js";
import {
  type Happened,
  type IntroductionEvent,
  type Stepped,
  step,
  type TwoSides,
} from "../core/matching/introduction.js";
import { introductionCard, metCard, renewCard } from "../core/matching/introduction-cards.js";
import type { MatchSide } from "../core/matching/records.js";
import type { Network } from "../core/network/model.js";
import type { Card } from "../core/ui/card.js";
import type { MatchOfTwo } from "../ports/matching.js";
import type { Repositories } from "../ports/store.js";
import { enqueue } from "./enqueue.js";
import { answersUntil, asksAtOf, namedFor, type SideNow, sidesNow } from "./introduction-people.js";
import { keepLevel } from "./keep-level.js";
import { whyNoLonger } from "./still-together.js";

/** The messages of one side: the question, both names, whether they met (twice at most), whether they go on (each time). */
export const messageIds = {
  offer: ({ id }: MatchSide) => idOf("introduction", id),
  introduced: ({ id }: MatchSide) => idOf("introduced", id),
  met: ({ id }: MatchSide, nth: number) => idOf("introduction met", id, nth),
  renew: ({ id }: MatchSide, nth: number) => idOf("introduction renewed", id, nth),
};

/** `shown`: how many of the cards that the one who acted has already say now how it stands. */
export type Moved = Stepped & { shown?: number };

/**
 * One step of an introduction, saved with all that it sets off: what both are told, the ledger of consent, a block. In the
 * caller's transaction, in which the match was read. A "yes" is taken only while the two may be brought together; else it ends.
 */
export async function moveOn(
  tables: Repositories,
  network: Network,
  two: MatchOfTwo,
  event: IntroductionEvent & { by?: string | null },
  now: Date,
): Promise<Moved> {
  const both = await sidesNow(tables, two, now);
  const times = (both ?? []).map((one) => asksAtOf(one, now)?.getTime() ?? now.getTime());
  const around = { timeZone: network.timeZone, asksAt: new Date(Math.max(now.getTime(), ...times)) };
  const agrees = event.do === "answer" && event.answer === "yes" && two.match.state === "offered";
  const judged = agrees ? both?.map((one) => (one.side.id === event.side ? askedAnew(one) : one)) : undefined;
  const holds = !agrees || (judged !== undefined && (await whyNoLonger(tables, network, judged, now)) === undefined);
  const result = step(two, holds ? event : { do: "keep apart" }, now, around);
  if ("ignored" in result) return result;
  const { match, sides } = result.two;
  const scope = { networkId: network.id };
  if (!(await tables.matches.save(scope, { match, sides: [...sides] }, two.match.version)))
    throw new Error(`match ${match.id} was changed since it was read in the same transaction`);
  const by = event.by ?? null;
  for (const one of result.happened) await keepRecord(tables, result.two, one, by, now);
  if (result.happened.some(({ what }) => what === "blocked")) await keepApart(tables, network, sides, now);
  if (both === undefined) return { ...result, shown: 0 };
  const [a, b] = both;
  const now2: [SideNow, SideNow] = [
    { ...a, side: sides.find(({ id }) => id === a.side.id) ?? a.side },
    { ...b, side: sides.find(({ id }) => id === b.side.id) ?? b.side },
  ];
  let shown = 0;
  for (const [mine, other] of [now2, [now2[1], now2[0]]] as const) {
    const effects = await effectsFor(tables, result, mine, other, now);
    const changes = effects.filter(({ effect }) => effect !== "tell");
    const changed = await enqueue(tables, scope, changes, now);
    const news = effects.filter(({ effect }) => effect === "tell");
    if (news.length > 0) await enqueue(tables, scope, news, now);
    if ("side" in event && event.side === mine.side.id) shown = changed;
  }
  return { ...result, shown };
}

/** Her own answer of before is what she gives now: who led the team then does not matter any more. */
const askedAnew = ({ side, ...one }: SideNow): SideNow => ({ ...one, side: { ...side, answer: null } });

/** Somebody wants these two districts apart: what is open between them ends in the same write. What both agreed to goes on. */
export async function keepApart(
  tables: Repositories,
  network: Network,
  two: readonly { districtId: string }[],
  now: Date,
): Promise<void> {
  const [a, b] = two.map(({ districtId }) => districtId);
  for (const one of await tables.matches.all({ networkId: network.id, ...(a && { districtId: a }) }))
    if (one.sides.some(({ districtId }) => districtId === b))
      await moveOn(tables, network, one, { do: "keep apart" }, now);
}

/** The ledger: whoever says yes to an introduction agrees to it; when it ends, whoever ended it, nobody does. A block is her district's. */
async function keepRecord(
  tables: Repositories,
  { match, sides }: TwoSides,
  happened: Happened,
  by: string | null,
  now: Date,
): Promise<void> {
  const scope = { networkId: match.networkId };
  if (happened.what === "ended") {
    for (const one of await tables.matching.consentsTo(scope, "introduction", [match.id])) {
      const own = sides.some(({ id, teamId }) => id === happened.by && teamId === one.teamId);
      if (one.withdrawnAt === null) await tables.matching.withdrawConsent(scope, one.id, own ? by : null, now);
    }
    return;
  }
  if (by === null || !("by" in happened)) return;
  const mine = sides.find(({ id }) => id === happened.by);
  const other = sides.find(({ id }) => id !== happened.by);
  if (mine === undefined || other === undefined) return;
  const owned = { ...scope, districtId: mine.districtId };
  if (happened.what === "blocked")
    await tables.matching.saveBlock(owned, {
      id: idOf("block", mine.districtId, other.districtId, match.id),
      ...owned,
      otherDistrictId: other.districtId,
      personId: by,
      at: now,
      liftedAt: null,
    });
  if (happened.what === "answered" || happened.what === "introduced")
    await keepLevel(tables, {
      ...{ team: { id: mine.teamId, ...owned }, what: "introduction", subjectId: match.id },
      ...{ level: "partner", towardsDistrictId: other.districtId, personId: by, key: mine.id, at: now },
    });
}

async function effectsFor(
  tables: Repositories,
  { two, happened }: Extract<Stepped, { two: TwoSides }>,
  mine: SideNow,
  other: SideNow,
  now: Date,
): Promise<Effect[]> {
  const { match, sides } = two;
  const asked =
    (await tables.outbox.find({ networkId: match.networkId }, messageIds.offer(mine.side)))?.message != null;
  const named = match.introducedAt === null ? undefined : await namedFor(tables, mine, other);
  const own = introductionCard(two, mine.side, other.side, { named, until: answersUntil(mine, match) });
  const tell = (id: string, card: Card, more: { onRequest?: true } = {}): Effect[] => {
    const notBefore = asksAtOf(mine, now);
    if (mine.lead === undefined || notBefore === undefined) return [];
    const expires = more.onRequest || match.nextAt === null ? {} : { expiresAt: match.nextAt };
    return [{ effect: "tell", id, personId: mine.lead.id, kind: "introduction", card, notBefore, ...expires, ...more }];
  };
  const change = (effect: "replace" | "settle", messageId: string, card: Card): Effect => ({
    ...{ effect, messageId, card },
    id: idOf("introduction shows", messageId, match.version),
  });
  const met = (effect: "replace" | "settle") =>
    named === undefined
      ? []
      : [1, 2].map((nth) => change(effect, messageIds.met(mine.side, nth), metCard(two, mine.side, named, nth === 2)));
  const renewal = (effect: "replace" | "settle", nth: number) =>
    named === undefined ? [] : [change(effect, messageIds.renew(mine.side, nth), renewCard(two, mine.side, named))];

  return happened.flatMap((one): Effect[] => {
    switch (one.what) {
      case "worded":
      case "blocked":
        return [];
      case "offered":
        return tell(messageIds.offer(mine.side), own);
      case "answered":
        return one.by === mine.side.id ? [change("settle", messageIds.offer(mine.side), own)] : [];
      case "introduced":
        // She asked for it with her yes: it takes no place in her week. Who has just pressed reads it where she pressed.
        return [
          change("settle", messageIds.offer(mine.side), own),
          ...(one.by === mine.side.id && asked ? [] : tell(messageIds.introduced(mine.side), own, { onRequest: true })),
        ];
      case "asked whether they met":
        return named === undefined
          ? []
          : tell(messageIds.met(mine.side, one.nth), metCard(two, mine.side, named, one.nth === 2));
      case "met":
        // Who is asked still need not be when the other has said that they met; a "not yet" is hers alone.
        if (sides.some((side) => side.met === "yes")) return met("settle");
        return one.by === mine.side.id ? met("replace") : [];
      case "asked to go on":
        return named === undefined ? [] : tell(messageIds.renew(mine.side, one.nth), renewCard(two, mine.side, named));
      case "wants to go on":
        return one.by === mine.side.id ? renewal("replace", match.renewals + 1) : [];
      case "renewed":
        return renewal("settle", match.renewals);
      case "ended":
        return [
          change("settle", messageIds.offer(mine.side), own),
          change("replace", messageIds.introduced(mine.side), own),
          ...met("settle"),
          ...renewal("settle", match.renewals + 1),
        ];
      default:
        return one satisfies never;
    }
  });
}
