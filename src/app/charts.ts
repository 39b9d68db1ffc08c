import { type ChartSource, chartBlocks, chartOfCycle } from "../core/measure/cycle-charts.js";
import { texts } from "../core/texts.js";
import { shorten } from "../core/ui/shorten.js";
import type { Reply } from "../ports/chat-platform.js";
import type { ChartFor } from "../ports/pictures.js";
import type { Repositories, Scope, Store } from "../ports/store.js";
import type { App } from "./app.js";
import { cycleRecords } from "./cycle-records.js";
import { notice, say } from "./notices.js";
import { ownCycle } from "./own-cycle.js";
import type { Known } from "./who.js";

/** What a signed address shows when it is opened: what is known of the cycle then. */
export function createChartFor(store: Store): ChartFor {
  return (ref) =>
    store.read(async (view) => {
      const source = await chartSource(view, { networkId: ref.networkId }, ref.cycleId);
      return source && chartOfCycle(source, ref);
    });
}

/** A cycle's pictures, for a member of its team. */
export function showCharts(app: App, who: Known, cycleId: string): Promise<Reply> {
  return app.store.read(async (view) => {
    const found = await ownCycle(view, who, cycleId);
    if ("reply" in found) return found.reply;
    const source = await chartSource(view, who.scope, cycleId);
    const blocks = source === undefined ? [] : chartBlocks(source);
    if (blocks.length === 0) return say(texts.checkIn.noResultYet);
    return notice({
      heading: shorten(found.cycle.title, 60),
      blocks: [...blocks, { kind: "small", text: texts.recorded.teamOnly }],
    });
  });
}

async function chartSource(view: Repositories, scope: Scope, cycleId: string): Promise<ChartSource | undefined> {
  const cycle = await view.cycles.cycle(scope, cycleId);
  const network = await view.networks.find(scope);
  const district = cycle && (await view.roster.district(scope, cycle.districtId));
  if (cycle === undefined || network === undefined || district === undefined) return undefined;
  const [record] = await cycleRecords(view, scope, [cycle], {
    minN: network.minN,
    timeZoneOf: () => district.timeZone,
  });
  return record;
}
