import { contactOf } from "../core/budget/model.js";
import type { Effect, MessageKind } from "../core/effects.js";
import { idOf } from "../core/id.js";
import type { Person, Workspace } from "../core/network/model.js";
import { placesOf, policyOf } from "../core/policy.js";
import { workspaceKey } from "../core/refs.js";
import type { Delivery, NewOutboxMessage, OutboxMessage } from "../ports/outbox.js";
import type { Repositories, Scope } from "../ports/store.js";
import { place } from "./budget.js";

/**
 * Turns what the core asked for into outbox messages, in the transaction of the domain change. Returns how many were
 * written. An effect that nobody can receive (a person not claimed, a team without a channel) writes nothing: it is
 * the business of openMatters to show that. Nor does one that has no place in the person's week: see budget.ts.
 */
export async function enqueue(tables: Repositories, scope: Scope, effects: Effect[], now: Date): Promise<number> {
  if (effects.length === 0) return 0;
  const network = { networkId: scope.networkId };
  let written = 0;
  for (const effect of effects) {
    const message = await messageFor(tables, network, effect, now);
    if (message !== undefined && (await tables.outbox.enqueue(network, message))) written++;
  }
  return written;
}

async function messageFor(
  tables: Repositories,
  network: Scope,
  effect: Effect,
  now: Date,
): Promise<NewOutboxMessage | undefined> {
  switch (effect.effect) {
    case "tell": {
      const person = await tables.roster.person(network, effect.personId);
      const to = person && (await personAddress(tables, network, person, effect.kind));
      if (person === undefined || to === undefined) return undefined;
      const { card } = effect;
      const about = effect.about === undefined ? {} : { about: effect.about };
      const message: NewOutboxMessage = {
        ...base(network, effect.id, effect.kind, now),
        ...laneOf(to.workspace, `@${to.ref.user}`),
        districtId: to.workspace.districtId,
        personId: person.id,
        delivery: { do: "direct", to: to.ref, card, ...about },
        notBefore: effect.notBefore ?? now,
        expiresAt: effect.expiresAt ?? null,
      };
      const free = effect.onRequest === true || effect.overBudget === true;
      const contact = free ? undefined : contactOf(effect.kind);
      if (contact === undefined || (await tables.outbox.find(network, effect.id)) !== undefined) return message;
      const placed = await place(tables, network, { message, person, contact, card }, now);
      if (placed === undefined) return undefined;
      const { week } = placed;
      return { ...message, contact, week, delivery: { do: "direct", to: to.ref, card: placed.card, ...about } };
    }
    case "publish": {
      const to = await tables.workspaces.channelOf(network, effect.teamId);
      if (to === undefined) return undefined;
      const { id, posted } = await latestPost(tables, network, effect.id, to.channel.externalId);
      if (posted) return editOf(tables, network, id, idOf("edit", id, effect.revision), effect.card, now);
      const delivery: Delivery = {
        do: "post",
        to: { ...refOf(to.workspace), channel: to.channel.externalId },
        card: effect.card,
        teamId: effect.teamId,
      };
      return {
        ...base(network, id, effect.kind, now),
        ...laneOf(to.workspace, to.channel.externalId),
        districtId: to.channel.districtId,
        delivery,
        notBefore: now,
        expiresAt: null,
      };
    }
    case "settle": {
      if (await tables.outbox.skip(effect.messageId, "answered before it was asked")) return undefined;
      return editOf(tables, network, effect.messageId, effect.id, effect.card, now);
    }
    case "replace":
      return editOf(tables, network, effect.messageId, effect.id, effect.card, now);
    default:
      return effect satisfies never;
  }
}

/**
 * The id under which this content stands in the channel, or is to be posted. Posted anew is what was refused there, what
 * nobody knows to have arrived, and what stands in a channel that is no longer the team's: rather twice than not at all.
 */
async function latestPost(tables: Repositories, network: Scope, first: string, channel: string) {
  for (let id = first; ; id = postedAgainAs(id)) {
    const message = await tables.outbox.find(network, id);
    if (message === undefined) return { id, posted: false };
    const there = message.delivery.do === "post" && message.delivery.to.channel === channel;
    if (there && canBeEdited(message)) return { id, posted: true };
  }
}

export function postedAgainAs(id: string): string {
  return idOf("posted again", id);
}

/** It stands there, or it will. */
function canBeEdited({ state, message }: OutboxMessage): boolean {
  return state === "pending" || state === "sending" || message !== null;
}

/** An edit waits behind its original in the same lane. One of a message that will never be there is not written. */
async function editOf(
  tables: Repositories,
  network: Scope,
  of: string,
  id: string,
  card: Extract<Delivery, { do: "edit" }>["card"],
  now: Date,
): Promise<NewOutboxMessage | undefined> {
  const original = await tables.outbox.find(network, of);
  if (original === undefined || !canBeEdited(original)) return undefined;
  // What stands in an account that she has given up is left as it is: she is told where she is now.
  if (original.delivery.do === "direct" && original.personId !== null) {
    const reader = await tables.workspaces.identityOf(original.delivery.to);
    if (reader?.personId !== original.personId) return undefined;
  }
  return {
    ...base(network, id, "edit", now),
    lane: original.lane,
    platform: original.platform,
    workspace: original.workspace,
    districtId: original.districtId,
    delivery: { do: "edit", of, card },
    notBefore: original.state === "pending" && original.notBefore > now ? original.notBefore : now,
    expiresAt: null,
  };
}

function base(network: Scope, id: string, kind: MessageKind, now: Date) {
  return { id, networkId: network.networkId, kind, policy: policyOf(kind), createdAt: now };
}

/**
 * Where she is written to: in her own district's workspace, people of the network in the network's, else where she was
 * claimed last; never where what it says may not be read (`placesOf`).
 */
export async function personAddress(tables: Repositories, network: Scope, person: Person, kind: MessageKind) {
  const home = ({ workspace }: { workspace: Workspace }) => workspace.districtId === person.districtId;
  const [found] = (await tables.workspaces.addressesOf(network, person.id))
    .filter(({ workspace }) => mayBeReadIn(workspace, person, kind))
    .sort((a, b) => b.identity.claimedAt.getTime() - a.identity.claimedAt.getTime())
    .sort((a, b) => Number(home(b)) - Number(home(a)));
  if (found === undefined) return undefined;
  const { identity, workspace } = found;
  const direct = identity.direct === null ? {} : { direct: identity.direct };
  return { workspace, ref: { ...refOf(workspace), user: identity.externalUser, ...direct } };
}

function mayBeReadIn({ districtId }: Workspace, person: Person, kind: MessageKind): boolean {
  const own = districtId === person.districtId;
  const places = placesOf(kind);
  switch (places) {
    case "own":
      return own;
    case "network":
      return districtId === null;
    case "own or network":
      return own || districtId === null;
    case "any":
      return true;
    default:
      return places satisfies never;
  }
}

function refOf(workspace: Workspace) {
  return { platform: workspace.platform, workspace: workspace.externalId };
}

function laneOf(workspace: Workspace, conversation: string) {
  const ref = refOf(workspace);
  return { ...ref, lane: `${workspaceKey(ref)}:${conversation}` };
}
