import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { nothing } from "./notices.js";

/**
 * One delivery, one effect: the event's key and the effect are one transaction. A redelivery changes nothing and gives
 * `again`. A form that is kept open, or shown again, was no effect: its key is not remembered, so that sending the same
 * form again is a new try and not taken for a redelivery. Pokes the deliverer when something was committed. `long`: many
 * statements, for which nobody else's act should wait.
 */
export async function once<T>(
  app: App,
  key: string,
  work: (tables: Repositories) => Promise<T>,
  how: "somebody waits" | "long" = "somebody waits",
): Promise<T | "again"> {
  const result = await app.store.write(
    async (tables) => {
      if (await tables.events.seen(key)) return "again" as const;
      const done = await work(tables);
      if (!keepsForm(done)) await tables.events.remember(key, app.clock.machineNow());
      await app.at?.("before commit");
      return done;
    },
    how === "long" ? undefined : how,
  );
  await app.at?.("before ack");
  if (result === "again") app.journal.count("duplicate", "same key");
  else app.poke();
  return result;
}

/** The same for an act that is answered: what was delivered twice is answered with nothing. */
export async function replyOnce(
  app: App,
  key: string,
  work: (tables: Repositories) => Promise<Reply>,
  how: "somebody waits" | "long" = "somebody waits",
): Promise<Reply> {
  const result = await once(app, key, work, how);
  return result === "again" ? nothing : result;
}

/** The same for a form: what was sent twice closes. */
export async function formOnce(app: App, key: string, work: (tables: Repositories) => Promise<Reply>): Promise<Reply> {
  const result = await once(app, key, work);
  return result === "again" ? { kind: "close-form" } : result;
}

const open: unknown[] = ["keep-form", "show-form"];

function keepsForm(result: unknown): boolean {
  return typeof result === "object" && result !== null && "kind" in result && open.includes(result.kind);
}
