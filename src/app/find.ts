import { localDateOf } from "../core/calendar/local.js";
import { foundCard, mostFound, nothingFoundCard, sharedCycleCard } from "../core/matching/found-cards.js";
import { searchTests } from "../core/matching/search.js";
import { soughtIn } from "../core/matching/seen-cycle.js";
import { texts } from "../core/texts.js";
import { shareTexts } from "../core/texts-share.js";
import type { Reply } from "../ports/chat-platform.js";
import type { App } from "./app.js";
import { notice, say } from "./notices.js";
import { foundOf, loadGround, readableBy, readableCycle } from "./readable.js";
import { seeCycle } from "./show-cycle.js";
import { coachedHere, type Known } from "./who.js";

const t = shareTexts.found;

/**
 * The word `find` and a few words: tests of her teams, all of them, and those that others share with her now. The words are
 * kept nowhere.
 */
export function findTests(app: App, who: Known, words: string): Promise<Reply> {
  const network = who.person.districtId === null;
  if (who.teams.length === 0 && !network) return Promise.resolve(say(texts.status.noTeam));
  if (network && who.workspace.districtId !== null && coachedHere(who).length === 0)
    return Promise.resolve(say(t.elsewhere));
  if (words.trim() === "") return Promise.resolve(say(t.which));
  return app.store.read(async (view) => {
    const scope = { networkId: who.person.networkId };
    const ground = await loadGround(view, scope);
    const own = network
      ? await view.cycles.ofTeams(scope, coachedHere(who))
      : await view.cycles.ofTeams(
          who.scope,
          who.teams.map(({ id }) => id),
        );
    const known = new Set(own.map(({ id }) => id));
    const others = [...new Set(ground.consents.map(({ subjectId }) => subjectId))].filter((id) => !known.has(id));
    const cycles = [...own, ...(await view.cycles.byIds(scope, others))];
    const all = await foundOf(view, who, readableBy(who, cycles, ground), ground);
    const ids = searchTests(
      all.map(({ seen }) => soughtIn(seen)),
      words,
    );
    if (ids.length === 0) return notice(nothingFoundCard(network));
    const found = ids.flatMap((id) => all.find(({ seen }) => seen.id === id) ?? []);
    const today = localDateOf(app.clock.now(), who.timeZone);
    return notice(foundCard(found.slice(0, mostFound), Math.max(0, found.length - mostFound), today));
  });
}

/** Another team's test. Whether she may is asked again now: it may have been taken back since the button was shown. */
export async function seeShared(app: App, who: Known, cycleId: string): Promise<Reply> {
  const readable = await app.store.read((view) => readableCycle(view, who, cycleId));
  if (readable === undefined) return say(t.gone);
  if (readable.access === "own") return seeCycle(app, who, cycleId);
  return notice(sharedCycleCard(readable.found, localDateOf(app.clock.now(), who.timeZone)));
}
