import type { MessageKind } from "../core/effects.js";
import { contactFrom, contactWhenBack, networkCalendar } from "../core/nudge/when.js";
import type { OutboxMessage } from "../ports/outbox.js";
import type { Repositories } from "../ports/store.js";

/**
 * Until when a message that has to do with somebody else waits because its reader has no contact hours now: it was held up,
 * or her calendar has changed. Undefined for every other message, and where it may leave.
 */
export async function waitsUntil(
  tables: Repositories,
  { id, networkId, personId, kind, delivery, expiresAt }: OutboxMessage,
  now: Date,
): Promise<Date | undefined> {
  if (delivery.do !== "direct" || !isHeld(kind)) return undefined;
  const scope = { networkId };
  const later = (at: Date | undefined) => (at === undefined || at <= now ? undefined : at);
  // Her own card, under the name of her question: she has just asked it.
  if (kind === "help answer" && (await tables.help.request(scope, id)) !== undefined) return undefined;
  const reader = personId === null ? undefined : await tables.roster.person(scope, personId);
  // To somebody of the network: its own hours. A nudge goes by those of the team that it is about.
  if (kind === "nudge answer" || (kind !== "nudge" && reader?.districtId == null)) {
    const network = await tables.networks.find(scope);
    return network && later(contactFrom(networkCalendar, network.timeZone, now));
  }
  const districtId = kind === "nudge" ? (await tables.nudges.find(scope, id))?.districtId : reader?.districtId;
  const district = districtId ? await tables.roster.district(scope, districtId) : undefined;
  if (district === undefined) return undefined;
  const { calendar, timeZone } = district;
  // Whom two are to be introduced by is asked when she is back, where the question can wait so long.
  const back = kind === "introduction" && reader ? later(contactWhenBack(reader, calendar, timeZone, now)) : undefined;
  if (back !== undefined && (expiresAt === null || back < expiresAt)) return back;
  return later(contactFrom(calendar, timeZone, now));
}

/** Whether it is what somebody else wrote, or about others, and so waits. What she is asked and answered has times of its own. */
function isHeld(kind: MessageKind): boolean {
  switch (kind) {
    case "nudge":
    case "nudge answer":
    case "bright spot":
    case "groups":
    case "introduction":
    case "introductions":
    case "help request":
    case "help answer":
      return true;
    case "welcome":
    case "check-in":
    case "reminder":
    case "draft":
    case "digest":
    case "program manager digest":
    case "groups draft":
    case "answer":
    case "edit":
      return false;
    default:
      return kind satisfies never;
  }
}
