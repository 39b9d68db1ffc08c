import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { App } from "../../src/app/app.js";
import { createDeliverer, type DeliveryTimes } from "../../src/app/deliver.js";
import { createMatchIndex } from "../../src/app/match-index.js";
import { machineClock } from "../../src/clock.js";
import type { PersonRef } from "../../src/core/refs.js";
import { openStore } from "../../src/store/index.js";
import { north, saveGround } from "../store/sample-rows.js";
import { silent } from "../store/silent-journal.js";
import type { TwoWorkspaces } from "./towns.js";

/** A real store and a real deliverer before a simulated cloud. The programme's clock is the machine's. */
export async function openOffice(town: TwoWorkspaces, times: Partial<DeliveryTimes>) {
  const folder = await mkdtemp(path.join(os.tmpdir(), "throughline-clouds-"));
  const store = await openStore({ url: `file:${path.join(folder, "office.db")}`, key: undefined, journal: silent });
  await store.write(async (tables) => {
    await saveGround(tables, north);
    for (const [nth, externalId] of town.workspaces.entries()) {
      const { workspace } = north.districts[nth === 0 ? 0 : 1];
      await tables.workspaces.save({ ...workspace, id: externalId, platform: town.platform.name, externalId });
    }
  });
  const clock = machineClock;
  const platforms = new Map([[town.platform.name, town.platform]]);
  const app: App = {
    matching: createMatchIndex(store),
    store,
    clock,
    journal: silent,
    platforms,
    poke() {},
    wake() {},
  };
  const deliverer = createDeliverer(app, times);
  const messageTo = (person: PersonRef, name: string) => ({
    ...north.districts[0].message,
    id: `${person.workspace}-${person.user}-${name}`,
    kind: "answer" as const,
    delivery: {
      do: "direct" as const,
      to: person,
      card: { blocks: [{ kind: "text" as const, text: `Message ${name}` }] },
    },
    lane: `@${person.user}`,
    platform: person.platform,
    workspace: person.workspace,
    notBefore: clock.now(),
    expiresAt: null,
    createdAt: clock.now(),
    // Answers to what she did herself: nobody's week is full of them.
    personId: null,
    contact: null,
    week: null,
  });
  return {
    deliverer,
    /** Each of them gets a message of each of these names, in this order. */
    async write(people: PersonRef[], names: string[]): Promise<void> {
      await store.write(async (tables) => {
        for (const person of people)
          for (const name of names) await tables.outbox.enqueue(north.scope, messageTo(person, name));
      });
    },
    /** How many messages of this workspace are in which state. */
    async states(workspace: string): Promise<Record<string, number>> {
      const counts: Record<string, number> = {};
      for (const row of await store.read((view) => view.outbox.list(north.scope, {})))
        if (row.workspace === workspace) counts[row.state] = (counts[row.state] ?? 0) + 1;
      return counts;
    },
    async close() {
      await deliverer.stop();
      await store.close();
      await town.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
