import { localDateOf } from "../core/calendar/local.js";
import { whyLeftAlone } from "../core/checkin/left-alone.js";
import type { Effect } from "../core/effects.js";
import { teamQuestionCard } from "../core/help/cards-asked.js";
import type { AskerView } from "../core/help/cards-asker.js";
import { idOf } from "../core/id.js";
import type { HelpRequest } from "../core/matching/records.js";
import type { OutboxMessage } from "../ports/outbox.js";
import type { Repositories, Scope } from "../ports/store.js";
import { enqueue, postedAgainAs } from "./enqueue.js";
import { teamWithLead } from "./help-rows.js";

/** The question to her own team; told anew, each has an id of its own, and this is the first. */
export const teamMessage = ({ id }: Pick<HelpRequest, "id">) => idOf("help to team", id);

/**
 * In the team's channel; to its lead where there is none, unless she is the one who asks, or is not to be written to. Told anew
 * where what was told before will not arrive there.
 */
export async function tellTeam(tables: Repositories, request: HelpRequest, now: Date): Promise<void> {
  const { networkId, teamId, state, personId } = request;
  const scope = { networkId };
  const asker = await tables.roster.person(scope, personId);
  const card = teamQuestionCard(request, asker?.name ?? "");
  const kind = "help request" as const;
  if ((await tables.workspaces.channelOf(scope, teamId)) !== undefined) {
    const effect: Effect = { effect: "publish", id: teamMessage(request), revision: state, teamId, kind, card };
    await enqueue(tables, scope, [effect], now);
    return;
  }
  const found = await teamWithLead(tables, scope, teamId, now);
  if (found?.lead === undefined || found.lead.id === personId) return;
  if (whyLeftAlone(found.lead, found.team, localDateOf(now, found.district.timeZone)) !== undefined) return;
  const { id } = await lastTelling(tables, scope, request);
  await enqueue(tables, scope, [{ effect: "tell", id, personId: found.lead.id, kind, card }], now);
}

/** The last message to the team, and the id that is free after it. */
async function lastTelling(view: Repositories, scope: Scope, request: HelpRequest) {
  let last: OutboxMessage | undefined;
  for (let id = teamMessage(request); ; id = postedAgainAs(id)) {
    const message = await view.outbox.find(scope, id);
    if (message === undefined) return { last, id };
    last = message;
  }
}

/** Where the team was asked, or is about to be; nobody, where what was written will not arrive. */
export async function whereTeamIsAsked(view: Repositories, request: HelpRequest): Promise<AskerView["team"]> {
  const scope = { networkId: request.networkId };
  const { last } = await lastTelling(view, scope, request);
  if (last === undefined || last.state === "skipped" || last.state === "dead") return "nobody";
  if (last.delivery.do !== "post") return "lead";
  if (last.state !== "pending" && last.state !== "sending") return "channel";
  const there = await view.workspaces.channelByRef(last.delivery.to);
  return there?.teamId === request.teamId ? "channel" : "nobody";
}
