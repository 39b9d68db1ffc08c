import { isCompared } from "../core/matching/eligible.js";
import type { Network } from "../core/network/model.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { moveOn } from "./introductions.js";
import { loadStanding } from "./parties.js";

/** What of introductions is due: whose time is over, who is asked whether they met or go on, and whose consent was taken back. */
export async function moveIntroductions(app: App, network: Network, now: Date): Promise<void> {
  const scope = { networkId: network.id };
  const due = await app.store.read((view) => view.matches.due(scope, now));
  for (const { match } of due)
    await app.store.write(async (tables) => {
      const two = await tables.matches.find(scope, match.id);
      if (two !== undefined) await moveOn(tables, network, two, { do: "time" }, now);
    });
  for (const id of await app.store.read((view) => withoutConsent(view, network, now)))
    await app.store.write(async (tables) => {
      // Asked again where it is written: she may have shared her problem anew.
      if (!(await withoutConsent(tables, network, now)).includes(id)) return;
      const two = await tables.matches.find(scope, id);
      if (two !== undefined) await moveOn(tables, network, two, { do: "consent withdrawn" }, now);
    });
}

/** Matches before both agreed of which a side does not share its problem any more. */
export async function withoutConsent(view: Repositories, network: Network, now: Date): Promise<string[]> {
  const scope = { networkId: network.id };
  const open = (await view.matches.all(scope)).filter(
    ({ match }) => match.state === "proposed" || match.state === "offered",
  );
  if (open.length === 0) return [];
  const standing = await loadStanding(view, network, now);
  return open
    .filter(({ sides }) =>
      sides.some(({ problemId, teamId }) => {
        const level = standing.party({ id: problemId, teamId })?.level;
        return level === undefined || !isCompared(level);
      }),
    )
    .map(({ match }) => match.id);
}
