import { withPictureLinks } from "../../src/app/pictures.js";
import { pictureOf } from "../../src/core/measure/picture.js";
import type { Card } from "../../src/core/ui/card.js";
import { exampleCharts } from "./charts.js";

/** A card around each example chart, as it leaves with an address; the first one also as it leaves without. */
export const pictureCards: { name: string; card: Card }[] = Object.entries(exampleCharts).flatMap(
  ([name, chart], i) => {
    const audience = name.endsWith("outside") ? "outside" : "team";
    const picture = pictureOf(chart, { networkId: "network-1", cycleId: "cycle-1", measureId: "measure-1", audience });
    const card: Card = { heading: chart.title, blocks: [picture] };
    const linked = withPictureLinks(card, () => `https://throughline.example.org/img/${name}.png`);
    return [
      { name: `picture-${name}`, card: linked },
      ...(i === 0 ? [{ name: `picture-${name}-in-words`, card }] : []),
    ];
  },
);
