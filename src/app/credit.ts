import type { Cycle } from "../core/cycle/model.js";
import { shareTexts } from "../core/texts-share.js";
import { plain } from "../core/ui/markup.js";
import type { Repositories } from "../ports/store.js";
import { loadGround, readableBy } from "./readable.js";
import type { Known } from "./who.js";

/** What stands on a team's own cycle about plans that went from one district to another, as sentences in markup. */
export async function creditLines(view: Repositories, who: Known, cycle: Cycle): Promise<string[]> {
  const began = await beganWith(view, who, cycle);
  const users = await view.cycles.districtsUsing({ networkId: cycle.networkId }, cycle.id);
  const others = users.filter((id) => id !== cycle.districtId).length;
  return [...(began === undefined ? [] : [began]), ...(others === 0 ? [] : [shareTexts.find.usedBy(others)])];
}

/** By name as long as it is shared with her. */
async function beganWith(view: Repositories, who: Known, cycle: Cycle): Promise<string | undefined> {
  const { creditCycleId, creditDistrictId, networkId } = cycle;
  if (creditCycleId === null || creditDistrictId === null) return undefined;
  const [source] = await view.cycles.byIds({ networkId }, [creditCycleId]);
  const ground = await loadGround(view, { networkId }, [creditCycleId]);
  const shared = source !== undefined && readableBy(who, [source], ground).length > 0;
  const district = shared ? ground.districts.find(({ id }) => id === creditDistrictId) : undefined;
  return district === undefined ? shareTexts.find.beganWithAnother : shareTexts.find.beganWith(plain(district.name));
}
