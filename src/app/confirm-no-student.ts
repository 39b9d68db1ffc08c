import { idOf } from "../core/id.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import type { Known } from "./who.js";

/** In the audit, without the words: who said that what looked like a student is none. */
export async function confirmNoStudent(app: App, who: Known, mark: string, key: string): Promise<void> {
  const entry = confirmation(who, mark, key, app.clock.now());
  await app.store.write((tables) => auditOnce(tables, entry), "brief");
}

type Entry = Parameters<Repositories["events"]["audit"]>[0];

export function confirmation({ person }: Known, mark: string, key: string, at: Date): Entry {
  return {
    id: idOf("audit", "no student", key),
    networkId: person.networkId,
    districtId: person.districtId,
    at,
    actor: person.id,
    action: "confirmed that it is not a student",
    subject: mark,
    detail: null,
  };
}

/** A form may be delivered twice. */
async function auditOnce(tables: Repositories, entry: Entry): Promise<void> {
  if (await tables.events.remember(`audited:${entry.id}`, entry.at)) await tables.events.audit(entry);
}
