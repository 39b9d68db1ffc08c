import { localDateOf } from "../core/calendar/local.js";
import { idOf } from "../core/id.js";
import { type KeptApart, keptApartBlocks, liftBlockCard } from "../core/matching/introduction-cards.js";
import type { DistrictBlock } from "../core/matching/records.js";
import { coarseTexts } from "../core/texts-coarse.js";
import { introductionTexts as t } from "../core/texts-introductions.js";
import type { Action } from "../core/ui/action.js";
import type { Block } from "../core/ui/card.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { gone, notice, say } from "./notices.js";
import { replyOnce } from "./once.js";
import { type Known, mayBeShownHere } from "./who.js";

type Kept = { block: DistrictBlock; shown: KeptApart };

/** For the status of a lead: what her district asked not to be brought together with, described as it was then, never named. */
export async function keptApartFor(view: Repositories, who: Known): Promise<Block[]> {
  return keptApartBlocks((await keptApart(view, who)).map(({ shown }) => shown));
}

/** Asked first; then the block is lifted, which the other district is not told. What it wanted itself stays. */
export function liftBlock(
  app: App,
  who: Known,
  key: string,
  { block, sure }: Extract<Action, { do: "lift-block" }>,
): Promise<Reply> {
  const now = app.clock.now();
  return replyOnce(app, key, async (tables) => {
    const found = (await keptApart(tables, who)).find((one) => one.block.id === block);
    if (found === undefined) return gone();
    if (!sure) return notice(liftBlockCard(found.shown));
    await tables.matching.saveBlock(who.scope, { ...found.block, liftedAt: now });
    const { networkId, districtId } = found.block;
    const entry = { id: idOf("audit", "block lifted", block), networkId, districtId, at: now, actor: who.person.id };
    await tables.events.audit({ ...entry, action: "block lifted", subject: block, detail: null });
    return say(t.lifted);
  });
}

/** Of a lead's own district, in its own workspace or the network's; nothing for anybody else. */
async function keptApart(view: Repositories, who: Known): Promise<Kept[]> {
  const { districtId } = who.person;
  if (districtId === null || !who.memberships.some(({ lead }) => lead) || !mayBeShownHere(who, districtId)) return [];
  const open = (await view.matching.blocks(who.scope)).filter((one) => one.liftedAt === null);
  if (open.length === 0) return [];
  const matches = await view.matches.all(who.scope);
  return open.map((block) => {
    const described = matches
      .filter(({ match }) => match.offeredAt !== null)
      .flatMap(({ sides }) => sides.filter((side) => side.districtId === block.otherDistrictId))
      .at(-1)?.described;
    const day = localDateOf(block.at, who.timeZone);
    return { block, shown: { block: block.id, described: described ?? coarseTexts.inNetwork, day } };
  });
}
