import { addDays, instantAt } from "../core/calendar/local.js";
import type { LocalDate } from "../core/calendar/model.js";
import { helpDueCard } from "../core/help/cards-asker.js";
import type { District } from "../core/network/model.js";
import { contactFrom } from "../core/nudge/when.js";
import type { Scope } from "../ports/store.js";
import type { App } from "./app.js";
import { enqueue } from "./enqueue.js";
import { helpMessages, showAsker, showDistricts } from "./help-messages.js";
import { loadHelp, turnHelp } from "./help-rows.js";

/** When the asker is asked how it stands: when the day that she named is over, or after so many days; in contact hours. */
export function helpDueAt(by: LocalDate | null, { calendar, timeZone }: District, days: number, now: Date): Date {
  const at = by === null ? new Date(now.getTime() + days * 86_400_000) : instantAt(addDays(by, 1), "00:00", timeZone);
  return contactFrom(calendar, timeZone, at) ?? at;
}

/**
 * Whose day has come is asked once how it stands. Other districts that have not answered by then have room for others again.
 * Nobody who was asked is reminded.
 */
export async function askHowItStands(app: App, scope: Scope, now: Date): Promise<void> {
  const due = await app.store.read((view) => view.help.due(scope, now));
  for (const { id } of due) {
    await app.store.write(async (tables) => {
      const help = await loadHelp(tables, scope, id);
      if (help === undefined) return;
      const district = await tables.roster.district(scope, help.request.districtId);
      const { after, ignored } = await turnHelp(tables, help, { do: "come due" }, now);
      if (ignored !== undefined) return;
      const { request } = after;
      const notBefore = (district && contactFrom(district.calendar, district.timeZone, now)) ?? now;
      const card = helpDueCard(request);
      const effect = { effect: "tell" as const, id: helpMessages.due(request), personId: request.personId, card };
      await enqueue(tables, scope, [{ ...effect, kind: "help request", notBefore }], now);
      const released = after.offers.filter((one) => one.state === "released" && !help.offers.includes(one));
      if (released.length > 0) await showDistricts(tables, { request, offers: released }, now);
      await showAsker(tables, after, now);
    });
  }
}
