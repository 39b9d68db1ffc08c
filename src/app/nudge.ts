import { localDateOf } from "../core/calendar/local.js";
import { idOf } from "../core/id.js";
import type { NudgeTeam } from "../core/nudge/candidates.js";
import { mostTeams, nudgeForm, nudgeTeamsForm } from "../core/nudge/form.js";
import { suggestedText } from "../core/nudge/suggest.js";
import { nameOutside } from "../core/privacy/outside-words.js";
import { texts } from "../core/texts.js";
import type { Action } from "../core/ui/action.js";
import type { FieldErrors } from "../core/ui/form.js";
import { plain } from "../core/ui/markup.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { keepForm, notice, notYours, say } from "./notices.js";
import { nudgesCardOf } from "./nudge-card.js";
import { formerPeople, loadNudgeTeams, networkOf, nobodyText, nudgeablesOf } from "./nudge-people.js";
import { chosenIn, readSubmitted, type Submitted } from "./read-submitted.js";
import { coachedHere, type Known } from "./who.js";

const t = texts.nudge;

/** The word `nudge`: her teams, whose turn it is, and what came of her last nudges. */
export function showNudges(app: App, who: Known): Promise<Reply> {
  const refused = whyNot(who);
  if (refused !== undefined) return Promise.resolve(refused);
  return app.store.read(async (view) => notice(await nudgesCardOf(view, who, app.clock.now())));
}

/** For whoever is no program manager it is said what the word is for. */
function whyNot(who: Known): Reply | undefined {
  if (coachedHere(who).length > 0) return undefined;
  if (who.coaching.length > 0) return say(t.elsewhere);
  return say(who.person.networkRole === null ? t.notForYou : t.noTeams);
}

/** The form for one team, or first the question for which. The press names the act: sent twice, it is one nudge a person. */
export function showNudgeForm(
  app: App,
  who: Known,
  key: string,
  { team, person }: Extract<Action, { do: "nudge" }>,
): Promise<Reply> {
  const refused = whyNot(who);
  if (refused !== undefined) return Promise.resolve(refused);
  const hers = coachedHere(who);
  if (team !== undefined && !hers.includes(team)) return Promise.resolve(notYours());
  const act = idOf("nudge act", key);
  const chosen = team ?? (hers.length === 1 ? hers[0] : undefined);
  return app.store.read(async (view): Promise<Reply> => {
    const teams = await loadNudgeTeams(view, networkOf(who), chosen === undefined ? hers : [chosen], app.clock.now());
    if (chosen === undefined) return { kind: "show-form", form: teamsForm(teams), context: { act } };
    return formFor(app, view, who, teams, { act, person });
  });
}

/** Several teams were chosen: the form for their people. */
export function chooseNudgeTeams(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  return app.store.read(async (view): Promise<Reply> => {
    const now = app.clock.now();
    const teams = await loadNudgeTeams(view, networkOf(who), coachedHere(who), now);
    if (teams.length === 0) return keepForm(texts.strangers.notYours);
    const read = readSubmitted(
      teamsForm(teams),
      submitted,
      (answers): FieldErrors =>
        chosenIn(answers.teams).length > mostTeams ? { teams: t.tooManyTeams(mostTeams) } : {},
    );
    if ("reply" in read) return read.reply;
    const ids = chosenIn(read.answers.teams);
    const chosen = teams.filter(({ team }) => ids.includes(team.id));
    return formFor(app, view, who, chosen, { act: submitted.context.act ?? idOf("nudge act", submitted.key) });
  });
}

function teamsForm(teams: readonly NudgeTeam[]) {
  return nudgeTeamsForm(teams.map(({ team }) => ({ id: team.id, label: team.name })));
}

async function formFor(
  app: App,
  view: Repositories,
  who: Known,
  teams: NudgeTeam[],
  { act, person }: { act: string; person?: string },
): Promise<Reply> {
  const now = app.clock.now();
  const people = await nudgeablesOf(view, networkOf(who), teams, now);
  const former = formerPeople(teams);
  if (people.every(({ blocked }) => blocked !== undefined)) return say(plain(nobodyText(people, former)));
  const open = people.filter(({ blocked }) => blocked === undefined);
  const turn = open.filter((one) => (person === undefined ? one.next : one.person.id === person));
  const about = turn.length > 0 ? turn : open;
  const meets = (id: string) => teams.find(({ team }) => team.id === id)?.convening;
  const text = suggestedText(
    about.map(({ cycle }) => cycle && { ...cycle, title: nameOutside(cycle.title, who.network.minN) }),
    about.map(({ team }) => meets(team.id)),
    localDateOf(now, who.timeZone),
  );
  const form = nudgeForm(people, former, { text, ...(person === undefined ? {} : { person }) });
  const chosen = Object.fromEntries(teams.map(({ team }, nth) => [`t${nth}`, team.id]));
  return { kind: "show-form", form, context: { act, ...chosen } };
}
