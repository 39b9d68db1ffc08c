import type { Card } from "../core/ui/card.js";
import type { PictureLink } from "../ports/pictures.js";

/**
 * The card with an address for each picture that names a chart; without `link` (no public address is configured) as it is,
 * and its pictures are said in words. Done when a card leaves and not when it is written, because an address ends.
 */
export function withPictureLinks(card: Card, link: PictureLink | undefined): Card {
  if (link === undefined || !card.blocks.some((block) => block.kind === "picture" && block.chart)) return card;
  const blocks = card.blocks.map((block) =>
    block.kind === "picture" && block.chart ? { ...block, url: link(block.chart) } : block,
  );
  return { ...card, blocks };
}
