import { addDays, instantAt, localDateOf } from "../core/calendar/local.js";
import type { LocalDate } from "../core/calendar/model.js";
import { whyLeftAlone } from "../core/checkin/left-alone.js";
import { isAway } from "../core/checkin/plan-check-ins.js";
import { helpDueCard } from "../core/help/cards-asker.js";
import type { HelpCase } from "../core/matching/help-request.js";
import type { HelpRequest } from "../core/matching/records.js";
import type { District } from "../core/network/model.js";
import { contactFrom } from "../core/nudge/when.js";
import type { Repositories, Scope } from "../ports/store.js";
import type { App } from "./app.js";
import { enqueue, postedAgainAs } from "./enqueue.js";
import { helpMessages, showAsker, showDistricts } from "./help-messages.js";
import { askerNow, loadHelp, turnHelp } from "./help-rows.js";

/** When the asker is asked how it stands: when the day that she named is over, or after so many days; in contact hours. */
export function helpDueAt(by: LocalDate | null, { calendar, timeZone }: District, days: number, now: Date): Date {
  const at = by === null ? new Date(now.getTime() + days * 86_400_000) : instantAt(addDays(by, 1), "00:00", timeZone);
  return contactFrom(calendar, timeZone, at) ?? at;
}

/**
 * Whose day has come is asked once how it stands: who asked, or the team's lead where she has left the team. Where she is not
 * to be written to, it waits until she is. Other districts that have not answered by then have room for others again. Nobody
 * who was asked is reminded.
 */
export async function askHowItStands(app: App, scope: Scope, now: Date): Promise<void> {
  const due = await app.store.read((view) => view.help.due(scope, now));
  for (const { id } of due) {
    await app.store.write(async (tables) => {
      const help = await loadHelp(tables, scope, id);
      if (help?.request.nextAt == null || help.request.nextAt > now) return;
      const found = await askerNow(tables, help.request, now);
      const { reader, district } = found ?? {};
      if (found !== undefined && reader !== undefined) {
        const today = localDateOf(now, found.district.timeZone);
        if (whyLeftAlone(reader, found.team, today) !== undefined) return putOff(tables, help, now);
      }
      const { after, ignored } = await turnHelp(tables, help, { do: "come due" }, now);
      if (ignored !== undefined) return;
      const { request } = after;
      if (reader !== undefined) {
        const notBefore = (district && contactFrom(district.calendar, district.timeZone, now)) ?? now;
        const card = helpDueCard(request, reader.id);
        const effect = { effect: "tell" as const, id: await freeId(tables, request), personId: reader.id, card };
        await enqueue(tables, scope, [{ ...effect, kind: "help request", notBefore }], now);
      }
      await showReleased(tables, help, after, now);
    });
  }
}

/** She is not asked how it stands now, but when she is back; where nobody knows when that is, it is looked at each school day. */
export async function putOff(tables: Repositories, help: HelpCase, now: Date): Promise<void> {
  const found = await askerNow(tables, help.request, now);
  if (found === undefined) return;
  const { timeZone, calendar } = found.district;
  const today = localDateOf(now, timeZone);
  const { reader } = found;
  const last = reader !== undefined && isAway(reader, today) ? reader.awayUntil : null;
  const day = instantAt(addDays(last ?? today, 1), "00:00", timeZone);
  const until = contactFrom(calendar, timeZone, day) ?? day;
  const { after, ignored } = await turnHelp(tables, help, { do: "put off", until }, now);
  if (ignored === undefined) await showReleased(tables, help, after, now);
}

/** Asked once: under another id only where it did not leave. */
async function freeId(view: Repositories, request: HelpRequest): Promise<string> {
  const scope = { networkId: request.networkId };
  for (let id = helpMessages.due(request); ; id = postedAgainAs(id))
    if ((await view.outbox.find(scope, id))?.state !== "skipped") return id;
}

async function showReleased(tables: Repositories, before: HelpCase, { request, offers }: HelpCase, now: Date) {
  const released = offers.filter((one) => one.state === "released" && !before.offers.includes(one));
  if (released.length > 0) await showDistricts(tables, { request, offers: released }, now);
  await showAsker(tables, { request, offers }, now);
}
