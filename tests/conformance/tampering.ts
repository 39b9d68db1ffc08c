import type { MessageRef } from "../../src/core/refs.js";
import type { Block, Card } from "../../src/core/ui/card.js";
import type { Field, FormValues } from "../../src/core/ui/form.js";
import type {
  ChatPlatform,
  InboundEvent,
  Outgoing,
  Receive,
  Reply,
  SendFailure,
} from "../../src/ports/chat-platform.js";
import { PlatformError } from "../../src/ports/chat-platform.js";
import type { Tampering } from "./driver.js";

/** Ways to make a good adapter a bad one. */

/** Another adapter around the real one. */
export function changedPlatform(change: (platform: ChatPlatform) => Partial<ChatPlatform>): Tampering {
  return { platform: (platform) => ({ ...platform, ...change(platform) }) };
}

/** The house is told something else than what happened; undefined: nothing. */
export function told(change: (event: InboundEvent) => InboundEvent | undefined): Tampering {
  return {
    receive: (receive) => async (event) => {
      const changed = change(event);
      return changed ? receive(changed) : { kind: "none" };
    },
  };
}

/** The platform acts upon something else than what the house answered. */
export function answered(change: (reply: Reply, event: InboundEvent) => Reply): Tampering {
  return { receive: (receive) => async (event) => change(await receive(event), event) };
}

/** A form that is shown has what was typed into the one before it. */
export function typedOver(reply: Reply, typed: FormValues): Reply {
  if (reply.kind !== "show-form") return reply;
  const fields = reply.form.fields.map((field): Field => {
    const value = field.kind === "note" ? undefined : typed[field.name];
    return typeof value === "string" && (field.kind === "short" || field.kind === "long") ? { ...field, value } : field;
  });
  return { ...reply, form: { ...reply.form, fields } };
}

export function submitted(change: (value: FormValues[string]) => FormValues[string]): Tampering {
  return told((event) => {
    if (event.kind !== "submit") return event;
    const values = Object.fromEntries(Object.entries(event.values).map(([name, value]) => [name, change(value)]));
    return { ...event, values };
  });
}

/** Handlers whose failures go nowhere, for these events. */
export function swallowing(swallow: (event: InboundEvent) => boolean): Tampering {
  return {
    receive: (receive) => (event) =>
      receive(event).catch((error: unknown) => {
        if (swallow(event)) return { kind: "none" };
        throw error;
      }),
  };
}

/** Every card has other blocks on its way out. */
export function redrawn(change: (block: Block) => Block[]): Tampering {
  const card = (drawn: Card): Card => ({ ...drawn, blocks: drawn.blocks.flatMap(change) });
  const draw = (outgoing: Outgoing): Outgoing => ({ ...outgoing, card: card(outgoing.card) });
  return changedPlatform((platform) => ({
    sendDirect: (to, outgoing) => platform.sendDirect(to, draw(outgoing)),
    post: (to, outgoing) => platform.post(to, draw(outgoing)),
    reply: (to, outgoing) => platform.reply(to, draw(outgoing)),
    edit: (message, outgoing) => platform.edit(message, draw(outgoing)),
  }));
}

/** Failures come out as other failures. */
export function mistaken(change: (failure: SendFailure) => SendFailure): Tampering {
  const rethrow = (error: unknown): never => {
    throw error instanceof PlatformError ? new PlatformError(change(error.failure)) : error;
  };
  return changedPlatform((platform) => ({
    sendDirect: (to, outgoing) => platform.sendDirect(to, outgoing).catch(rethrow),
    post: (to, outgoing) => platform.post(to, outgoing).catch(rethrow),
    edit: (message, outgoing) => platform.edit(message, outgoing).catch(rethrow),
  }));
}

/** Works until the adapter is started anew. */
export function rememberingReferences(platform: ChatPlatform): Partial<ChatPlatform> {
  const known = new Set<string>();
  const remember = async (sending: Promise<MessageRef>): Promise<MessageRef> => {
    const ref = await sending;
    known.add(ref.message);
    return ref;
  };
  const recall = (ref: MessageRef): MessageRef => {
    if (!known.has(ref.message)) throw new PlatformError({ kind: "refused", reason: "unknown reference" });
    return ref;
  };
  return {
    sendDirect: (to, message) => remember(platform.sendDirect(to, message)),
    post: (to, message) => remember(platform.post(to, message)),
    reply: async (to, message) => remember(platform.reply(recall(to), message)),
    edit: async (message, outgoing) => platform.edit(recall(message), outgoing),
  };
}

/** What somebody is told on pressing a button stands in the channel for everybody. */
export function noticesForAll(): Tampering {
  let platform: ChatPlatform | undefined;
  return {
    platform: (real) => {
      platform = real;
      return real;
    },
    receive: (receive) => async (event) => {
      const reply = await receive(event);
      if (event.kind !== "action" || reply.kind !== "notice" || event.on === undefined) return reply;
      await platform?.post(event.on, { card: reply.card, marker: `for-all-${event.key}` });
      return { kind: "none" };
    },
  };
}

/** What the bot posts in a channel comes back as if a person had written it. */
export function hearingItself(): Tampering {
  return {
    platform: (platform: ChatPlatform, receive: Receive) => ({
      ...platform,
      async post(to, message) {
        const ref = await platform.post(to, message);
        const person = { platform: to.platform, workspace: to.workspace, user: "the-bot" };
        await receive({ kind: "message", key: `own:${ref.message}`, person, direct: false, message: ref, text: "" });
        return ref;
      },
    }),
  };
}
