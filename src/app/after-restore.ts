import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { skipPrompt } from "./skip-prompt.js";
import { tick } from "./tick.js";

/** In the settings of a database that is a copy: since when (machine time, ISO) it does not know what was sent. */
export const copySetting = "copy of";

/**
 * What a restored copy does before anything else. Everything that may have been sent since it was made, the questions that
 * have become due meanwhile among it, is taken for begun by a process that died: it is looked for on Slack before it is
 * sent, and stays `unknown` on Teams. Ids are made of what a message is about, so what was sent then is found now.
 *
 * People who were claimed meanwhile are claimed first: they may have been asked as well.
 *
 * Gives how many messages are in doubt, or undefined where the database is no copy, or another replica has done it. Not
 * guaranteed: that a hello comes only once; that whoever had put a question off is asked again; and that whoever cannot be
 * claimed at this moment (by a code, or because the platform does not answer) is not asked again on the same day.
 */
export async function afterRestore(app: App, claimDue: () => Promise<void>): Promise<number | undefined> {
  if ((await app.store.read(copiedAt)) === undefined) return undefined;
  await claimDue();
  const now = app.clock.now();
  await app.store.write((tables) => dropPutOff(tables, now));
  await tick(app);
  return app.store.write(async (tables) => {
    const since = await copiedAt(tables);
    if (since === undefined) return undefined;
    await tables.settings.set(copySetting, "");
    return tables.outbox.doubt(app.clock.now(), since);
  });
}

async function copiedAt(view: Repositories): Promise<Date | undefined> {
  const said = (await view.settings.get(copySetting)) ?? "";
  return said === "" ? undefined : new Date(said);
}

/** She may have been asked again since then; when she would be next has nothing to do with when she was. */
async function dropPutOff(tables: Repositories, now: Date): Promise<void> {
  for (const { id } of await tables.networks.all()) {
    const scope = { networkId: id };
    for (const prompt of await tables.checkIns.dueAgain(scope, now))
      await skipPrompt(tables, scope, prompt, "restored");
  }
}
