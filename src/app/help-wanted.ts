import { localDateOf } from "../core/calendar/local.js";
import { awayReason, isAway, pausedReason } from "../core/checkin/plan-check-ins.js";
import { isCurrent } from "../core/network/current.js";
import type { OutboxMessage } from "../ports/outbox.js";
import type { Repositories, Scope } from "../ports/store.js";
import { loadHelp } from "./help-rows.js";
import { loadStanding } from "./parties.js";

/**
 * Why a question to another district that was written before must not leave any more; undefined when it may, and for every other
 * message. Judged in the transaction that is about to send it. Whoever is not asked after all has room for others.
 */
export async function whyNotHelp(
  tables: Repositories,
  scope: Scope,
  { id, personId }: OutboxMessage,
  now: Date,
): Promise<string | undefined> {
  const offer = await tables.help.offer(scope, id);
  const help = offer && (await loadHelp(tables, scope, offer.requestId));
  if (offer === undefined || help === undefined) return undefined;
  const why = await reasonOf();
  if (why !== undefined && offer.state === "asked") await tables.help.saveOffer(scope, { ...offer, state: "released" });
  return why;

  async function reasonOf(): Promise<string | undefined> {
    if (help?.request.state !== "open" || offer?.state !== "asked") return "settled already";
    const person = personId === null ? undefined : await tables.roster.person(scope, personId);
    const team = await tables.roster.team(scope, offer.teamId);
    const district = await tables.roster.district(scope, offer.districtId);
    const network = await tables.networks.find(scope);
    if (person === undefined || team === undefined || district === undefined || network === undefined)
      return "not there any more";
    const today = localDateOf(now, district.timeZone);
    const memberships = await tables.roster.membershipsOf(scope, person.id);
    if (!memberships.some((one) => one.teamId === team.id && one.lead && isCurrent(one, today)))
      return "no longer leads the team";
    if (person.muted) return "muted";
    if (isAway(person, today)) return awayReason;
    if (team.paused) return pausedReason;
    const { apart } = (await loadStanding(tables, network, now)).between(offer.districtId, help.request.districtId);
    return apart ? "kept apart" : undefined;
  }
}
