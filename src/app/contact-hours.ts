import { contactFrom, networkCalendar } from "../core/nudge/when.js";
import type { OutboxMessage } from "../ports/outbox.js";
import type { Repositories } from "../ports/store.js";

/**
 * Until when a message that one person wrote to another waits because its reader has no contact hours now: it was held up,
 * or her calendar has changed. Undefined for every other message, and where it may leave.
 */
export async function waitsUntil(
  tables: Repositories,
  { id, networkId, personId, kind, delivery }: OutboxMessage,
  now: Date,
): Promise<Date | undefined> {
  if (delivery.do === "direct" && kind === "help request") {
    const person = personId === null ? undefined : await tables.roster.person({ networkId }, personId);
    const home =
      person?.districtId == null ? undefined : await tables.roster.district({ networkId }, person.districtId);
    const zone = home?.timeZone ?? (await tables.networks.find({ networkId }))?.timeZone;
    const at = zone === undefined ? undefined : contactFrom(home?.calendar ?? networkCalendar, zone, now);
    return at === undefined || at <= now ? undefined : at;
  }
  if (delivery.do !== "direct" || (kind !== "nudge" && kind !== "nudge answer")) return undefined;
  const scope = { networkId };
  const later = (at: Date | undefined) => (at === undefined || at <= now ? undefined : at);
  if (kind === "nudge answer") {
    const network = await tables.networks.find(scope);
    return network && later(contactFrom(networkCalendar, network.timeZone, now));
  }
  const nudge = await tables.nudges.find(scope, id);
  const district = nudge && (await tables.roster.district(scope, nudge.districtId));
  return district && later(contactFrom(district.calendar, district.timeZone, now));
}
