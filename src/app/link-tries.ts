import { z } from "zod";
import { type PersonRef, workspaceKey } from "../core/refs.js";
import type { Repositories } from "../ports/store.js";

/** Wrong codes that one person may type in one workspace within an hour. */
export const triesAllowed = 5;
const hour = 3600 * 1000;

const triesSchema = z.record(z.string(), z.array(z.number()));
type Tries = z.infer<typeof triesSchema>;

/** Failed tries of the last hour, by machine time. Call it inside a write: two at once then see each other. */
export async function failedTriesOf(tables: Repositories, person: PersonRef, machineNow: Date): Promise<number> {
  return (await load(tables, person, machineNow))[person.user]?.length ?? 0;
}

export async function rememberFailedTry(tables: Repositories, person: PersonRef, machineNow: Date): Promise<void> {
  const tries = await load(tables, person, machineNow);
  tries[person.user] = [...(tries[person.user] ?? []), machineNow.getTime()];
  await tables.settings.set(nameOf(person), JSON.stringify(tries));
}

/** One row a workspace, with the tries of the last hour only: it cannot grow for ever. */
async function load(tables: Repositories, person: PersonRef, machineNow: Date): Promise<Tries> {
  const stored = await tables.settings.get(nameOf(person));
  const all = stored === undefined ? {} : triesSchema.parse(JSON.parse(stored));
  const recent: Tries = {};
  for (const [user, times] of Object.entries(all)) {
    const kept = times.filter((time) => Math.abs(machineNow.getTime() - time) < hour);
    if (kept.length > 0) recent[user] = kept;
  }
  return recent;
}

function nameOf(person: PersonRef): string {
  return `failed link codes in ${workspaceKey(person)}`;
}
