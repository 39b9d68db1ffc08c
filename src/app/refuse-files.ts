import { idOf } from "../core/id.js";
import { texts } from "../core/texts.js";
import type { App } from "./app.js";
import { enqueue } from "./enqueue.js";
import { once } from "./once.js";
import type { Known } from "./who.js";

/** A picture of a class list is worse than none: files are not fetched, and whoever sent one is told so, once. */
export async function refuseFiles(app: App, who: Known, key: string): Promise<void> {
  const card = { blocks: [{ kind: "text" as const, text: texts.attachment.refused }] };
  const effect = { effect: "tell" as const, id: idOf("files", key), personId: who.person.id, kind: "answer" as const };
  await once(app, `${key}:files`, (tables) => enqueue(tables, who.scope, [{ ...effect, card }], app.clock.now()));
}
