import { expect } from "vitest";
import type { MessageRef } from "../../src/core/refs.js";
import type { Block, Card } from "../../src/core/ui/card.js";
import type { Form } from "../../src/core/ui/form.js";
import type { Capabilities, InboundEvent, SendFailure } from "../../src/ports/chat-platform.js";
import { PlatformError } from "../../src/ports/chat-platform.js";
import type { ShownMessage, Stage } from "./driver.js";
import type { House, Of } from "./house.js";
import { ofKind } from "./house.js";

/** What every platform must do. `needs` names a capability without which the case is skipped, with that reason. */
export type PlatformCase = {
  name: string;
  needs?: keyof Capabilities;
  run(at: Setting): Promise<void>;
};

export type Setting = { stage: Stage; house: House };

let markers = 0;
/** A card as the house sends it. */
export function outgoing(card: Card): { card: Card; marker: string } {
  markers += 1;
  return { card, marker: `conformance-${markers}` };
}

export const say = (text: string): Card => ({ blocks: [{ kind: "text", text }] });
export const withButton = (text: string, ...buttons: Extract<Block, { kind: "buttons" }>["buttons"]): Card => ({
  blocks: [
    { kind: "text", text },
    { kind: "buttons", buttons },
  ],
});

/** The only event of its kind so far. */
export function theOnly<K extends InboundEvent["kind"]>(events: InboundEvent[], kind: K): Of<K> {
  const found = ofKind(events, kind);
  expect(found.map(() => kind)).toEqual([kind]);
  return found[0] as Of<K>;
}

/** What a person sees of this message; undefined where she does not see it. */
export function shownTo(stage: Stage, who: keyof Stage["people"], ref: MessageRef): ShownMessage | undefined {
  const person = stage.people[who];
  const place = ref.channel === stage.channel.channel ? "channel" : "direct";
  return stage.sees.messages(person, place).find((message) => message.ref.message === ref.message);
}

/** Why a send failed, as the port names it. Anything else than a PlatformError is a broken promise. */
export async function failureOf(send: Promise<unknown>): Promise<SendFailure> {
  const error = await send.then(
    () => new Error("it was sent"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof PlatformError) return error.failure;
  throw error;
}

/** Opens a form for the member, by a button in the channel's root message. */
export async function openForm({ stage, house }: Setting, form: Form): Promise<void> {
  house.answer((event) =>
    event.kind === "action" ? { kind: "show-form", form, context: { cycle: "c1" } } : { kind: "none" },
  );
  const card = withButton("A form", { label: "Open", action: { do: "update", cycle: "c1" } });
  const ref = await stage.platform().sendDirect(stage.people.member, outgoing(card));
  await stage.act.press(stage.people.member, ref, "Open");
  await stage.settle();
}
