import { texts } from "../core/texts.js";
import { plain } from "../core/ui/markup.js";
import type { Reply } from "../ports/chat-platform.js";
import type { App } from "./app.js";
import { notYours, say } from "./notices.js";
import { replyOnce } from "./once.js";
import type { Known } from "./who.js";

/**
 * Nobody is on record as the author of a commitment: anybody on the team may take it back, whoever was to do it. It stays on
 * record as dropped, and is not asked about again.
 */
export function dropCommitment(app: App, who: Known, key: string, id: string): Promise<Reply> {
  const now = app.clock.now();
  return replyOnce(app, key, async (tables) => {
    const commitment = await tables.cycles.commitment(who.scope, id);
    if (commitment === undefined) return say(texts.commitment.gone);
    if (!who.teams.some((team) => team.id === commitment.teamId)) return notYours();
    if (commitment.state === "open")
      await tables.cycles.saveCommitment(who.scope, { ...commitment, state: "dropped", settledAt: now });
    const state = commitment.state === "open" ? "dropped" : commitment.state;
    return say(texts.commitment.said(plain(commitment.what), texts.commitment.states[state]));
  });
}
