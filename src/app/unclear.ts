import { localDateOf } from "../core/calendar/local.js";
import { idOf } from "../core/id.js";
import { isCurrent } from "../core/network/current.js";
import { isTooLate } from "../core/policy.js";
import type { Unclear } from "../core/status/unclear.js";
import { texts } from "../core/texts.js";
import type { Action } from "../core/ui/action.js";
import type { Reply } from "../ports/chat-platform.js";
import type { OutboxMessage } from "../ports/outbox.js";
import type { Repositories, Roster } from "../ports/store.js";
import type { App } from "./app.js";
import { postedAgainAs } from "./enqueue.js";
import { notYours, say } from "./notices.js";
import { once } from "./once.js";
import { messagesOfDays } from "./open-matters.js";
import { type Known, mayBeShownHere } from "./who.js";

const t = texts.unclear;

/** Of these messages nobody knows whether they arrived, it is not too late for them, and she may decide about them. */
export async function unclearFor(view: Repositories, who: Known, now: Date): Promise<Unclear[]> {
  if (who.person.networkRole !== "admin" && who.coaching.length === 0) return [];
  const network = { networkId: who.person.networkId };
  const unknown = await view.outbox.list(network, { states: ["unknown"], limit: 200 });
  if (unknown.length === 0) return [];
  const roster = await view.roster.load(network);
  const found: Unclear[] = [];
  for (const message of unknown.reverse()) {
    const about = await aboutOf(view, roster, message, now);
    if (about === undefined || !about.wanted || !mayDecide(who, message, about)) continue;
    const { id, kind, notBefore } = message;
    found.push({ id, kind, to: about.to, day: localDateOf(notBefore, who.timeZone) });
  }
  return found;
}

type Decision = Extract<Action, { do: "send-again" | "has-arrived" }>;

/**
 * Her decision, once: whoever presses second, or twice, changes nothing. The message leaves under its own id and in its
 * place in the conversation; where the platform can be asked it is looked for once more before it does.
 */
export async function settleUnclear(app: App, who: Known, key: string, decision: Decision): Promise<Reply> {
  const now = app.clock.now();
  const scope = { networkId: who.person.networkId };
  const answer = await once(
    app,
    key,
    async (tables) => {
      const message = await tables.outbox.find(scope, decision.message);
      const about = message && (await aboutOf(tables, await tables.roster.load(scope), message, now));
      if (message === undefined || about === undefined || !mayDecide(who, message, about)) return "not hers";
      const { id, platform, kind, districtId } = message;
      const arrived = decision.do === "has-arrived";
      if (message.state !== "unknown") return texts.link.handledBefore;
      if (!arrived && !about.wanted) return t.tooLate;
      const look = app.platforms.get(platform)?.capabilities.find === true;
      if (arrived) await tables.outbox.arrived(scope, id, message.intentAt ?? now);
      else await tables.outbox.sendAgain(scope, id, look);
      const action = arrived ? "message taken as arrived" : "message sent again";
      const entry = {
        id: idOf("audit", key),
        ...scope,
        districtId,
        at: now,
        actor: who.person.id,
        action,
        subject: id,
      };
      await tables.events.audit({ ...entry, detail: kind });
      return arrived ? t.closed : look ? t.lookingFirst : t.sending;
    },
    "long",
  );
  if (answer === "not hers") return notYours();
  return say(answer === "again" ? texts.link.handledBefore : answer);
}

/** Whom a message was for, and whether there is any use in it now. */
type About = { to: string; teams: string[]; wanted: boolean };

/** Undefined where it was for nobody whom we know. */
async function aboutOf(
  view: Repositories,
  roster: Roster,
  message: OutboxMessage,
  now: Date,
): Promise<About | undefined> {
  const { id, networkId, kind, delivery, state, createdAt } = message;
  const scope = { networkId };
  const old = now.getTime() - createdAt.getTime() > messagesOfDays * 24 * 3600 * 1000;
  const open = state === "unknown" && !isTooLate(message, now) && !old;
  if (delivery.do === "edit") return undefined;
  if (delivery.do === "post") {
    const channel = await view.workspaces.channelByRef(delivery.to);
    const teamId = delivery.teamId ?? channel?.teamId;
    const team = roster.teams.find((one) => one.id === teamId);
    // What is posted anew says the same and more; a channel that is another team's now is no place for it.
    const there = channel?.teamId === teamId;
    const wanted = open && there && (await view.outbox.find(scope, postedAgainAs(id))) === undefined;
    return team && { to: team.name, teams: [team.id], wanted };
  }
  const identity = await view.workspaces.identityOf(delivery.to);
  const person = roster.people.find((one) => one.id === (message.personId ?? identity?.personId));
  if (person === undefined) return undefined;
  const prompts = await view.checkIns.openPromptsOf(scope, person.id);
  const asked = prompts.find((one) => one.messageId === id);
  const current = roster.memberships.filter(
    (one) => one.personId === person.id && isCurrent(one, dayOf(roster, now, person.districtId)),
  );
  const teams = asked === undefined ? current.map((one) => one.teamId) : [asked.teamId];
  return {
    to: person.name,
    teams,
    wanted: open && person.id === identity?.personId && (kind !== "check-in" || asked !== undefined),
  };
}

function dayOf({ districts }: Roster, now: Date, districtId: string | null): string {
  return localDateOf(now, districts.find((one) => one.id === districtId)?.timeZone ?? "UTC");
}

/** The network's admins, and the program managers of the team that it was for. */
function mayDecide(who: Known, { districtId }: OutboxMessage, { teams }: About): boolean {
  if (!mayBeShownHere(who, districtId)) return false;
  return who.person.networkRole === "admin" || who.coaching.some(({ teamId }) => teams.includes(teamId));
}
