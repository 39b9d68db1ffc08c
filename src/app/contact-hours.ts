import type { MessageKind } from "../core/effects.js";
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
  if (delivery.do !== "direct" || !written.includes(kind)) return undefined;
  const scope = { networkId };
  const later = (at: Date | undefined) => (at === undefined || at <= now ? undefined : at);
  const reader = personId === null ? undefined : await tables.roster.person(scope, personId);
  // To somebody of the network: its own hours.
  if (kind === "nudge answer" || (kind === "help request" && reader?.districtId == null)) {
    const network = await tables.networks.find(scope);
    return network && later(contactFrom(networkCalendar, network.timeZone, now));
  }
  const districtId = kind === "nudge" ? (await tables.nudges.find(scope, id))?.districtId : reader?.districtId;
  const district = districtId ? await tables.roster.district(scope, districtId) : undefined;
  return district && later(contactFrom(district.calendar, district.timeZone, now));
}

/** What somebody wrote to somebody else. */
const written: readonly MessageKind[] = ["nudge", "nudge answer", "bright spot", "groups", "help request"];
