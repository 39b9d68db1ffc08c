import type { CheckInPrompt, CheckInSlot } from "../../src/core/checkin/model.js";
import type { Cycle, CycleUpdate, CycleUpdateVersion } from "../../src/core/cycle/model.js";
import type { OutboxMessage } from "../../src/ports/outbox.js";
import type { Store } from "../../src/ports/store.js";
import type { World } from "./world.js";

/** What the database holds at the end. */
export type Facts = {
  /** By rule and local date. */
  slots: Map<string, CheckInSlot>;
  prompts: Map<string, CheckInPrompt>;
  /** By slot. */
  promptsOf: Map<string, CheckInPrompt[]>;
  outbox: Map<string, OutboxMessage>;
  cycles: Cycle[];
  updates: CycleUpdate[];
  versions: CycleUpdateVersion[];
  /** Texts of open drafts, by person. */
  drafts: Map<string, string[]>;
  states: Partial<Record<OutboxMessage["state"], number>>;
};

export async function factsOf(store: Store, world: World): Promise<Facts> {
  const scope = { networkId: world.networkId };
  return store.read(async (view) => {
    const slots = await view.checkIns.slotsSince(scope, "2000-01-01");
    const promptsOf = new Map<string, CheckInPrompt[]>();
    for (const { id } of slots) promptsOf.set(id, await view.checkIns.promptsOf(scope, id));
    const outbox = await view.outbox.list(scope, {});
    const cycles = await view.cycles.all(scope);
    const updates: CycleUpdate[] = [];
    for (const { id } of cycles) updates.push(...(await view.cycles.updatesOf(scope, id)));
    const versions: CycleUpdateVersion[] = [];
    for (const { id } of updates) versions.push(...(await view.cycles.versionsOf(scope, id)));
    const drafts = new Map<string, string[]>();
    for (const { id } of world.people) {
      const open = await view.cycles.openDrafts(scope, id);
      if (open.length > 0)
        drafts.set(
          id,
          open.map(({ text }) => text),
        );
    }
    const states: Facts["states"] = {};
    for (const { state } of outbox) states[state] = (states[state] ?? 0) + 1;
    return {
      slots: new Map(slots.map((slot) => [`${slot.ruleId} ${slot.localDate}`, slot])),
      prompts: new Map([...promptsOf.values()].flat().map((prompt) => [prompt.id, prompt])),
      promptsOf,
      outbox: new Map(outbox.map((message) => [message.id, message])),
      cycles,
      updates,
      versions,
      drafts,
      states,
    };
  });
}
