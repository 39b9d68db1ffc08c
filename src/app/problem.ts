import { localDateOf } from "../core/calendar/local.js";
import type { Problem, ProblemVersion } from "../core/cycle/model.js";
import { idOf } from "../core/id.js";
import type { Team } from "../core/network/model.js";
import {
  type ProblemShown,
  problemCard,
  problemHistoryCard,
  problemsCard,
  wholeProblemCard,
} from "../core/problem/cards.js";
import { problemForm, problemMoreForm } from "../core/problem/form.js";
import { nextVersion } from "../core/problem/record.js";
import { texts } from "../core/texts.js";
import type { Card } from "../core/ui/card.js";
import type { Form } from "../core/ui/form.js";
import { beside } from "../core/ui/read-form.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { enqueue } from "./enqueue.js";
import { noMatchOn } from "./no-match.js";
import { notice, notYours, say } from "./notices.js";
import { formOnce } from "./once.js";
import { problemSharing } from "./problem-sharing.js";
import { readSubmitted, type Submitted } from "./read-submitted.js";
import { coachedHere, type Known } from "./who.js";

type ProblemForm = "problem" | "problem-more";

/** The word `problem`: her team's, with what can be done about it; for a program manager, those of her teams. */
export async function showProblem(app: App, who: Known): Promise<Reply> {
  const [team] = who.teams;
  if (team !== undefined) {
    const shown = await app.store.read((view) => shownOf(view, who, team));
    const { sharing } = shown;
    // One question at a time.
    return sharing !== undefined && sharing.question.ask !== "none"
      ? notice(problemCard(shown, todayOf(app, who), who.timeZone))
      : seeProblem(app, who, team.id);
  }
  return app.store.read(async (view) => {
    const network = { networkId: who.person.networkId };
    const lines = [];
    for (const teamId of coachedHere(who)) {
      const found = await view.roster.team(network, teamId);
      if (found !== undefined) lines.push({ team: found, current: (await problemOf(view, who, found)).current });
    }
    return lines.length === 0 ? say(texts.status.noTeam) : notice(problemsCard(lines, who.network.minN));
  });
}

/** All of a team's problem, and why there is no match for it where the team looks for one. */
export async function seeProblem(app: App, who: Known, teamId: string): Promise<Reply> {
  const team = who.teams.find(({ id }) => id === teamId);
  if (team === undefined) return notYours();
  const shown = await app.store.read((view) => shownOf(view, who, team));
  const card = wholeProblemCard(shown, todayOf(app, who), who.timeZone);
  return notice({ ...card, blocks: [...card.blocks, ...(await noMatchOn(app, who, team))] });
}

export function showProblemForm(app: App, who: Known, teamId: string, which: ProblemForm): Promise<Reply> {
  return app.store.read(async (view) => {
    const team = who.teams.find(({ id }) => id === teamId);
    if (team === undefined) return notYours();
    const { current } = await problemOf(view, who, team);
    const context = { team: teamId, seen: `${current?.version ?? 0}` };
    return { kind: "show-form", form: formOf(which, current), context };
  });
}

/** The next version. Whoever was overtaken while she wrote is shown what changed, beside her own words, and sends again. */
export async function saveProblem(app: App, who: Known, which: ProblemForm, submitted: Submitted): Promise<Reply> {
  const { key, context, values } = submitted;
  return formOnce(app, key, async (tables) => {
    const team = who.teams.find(({ id }) => id === context.team);
    if (team === undefined) return notYours();
    const { problem, current } = await problemOf(tables, who, team);
    // Asked why only where there was one when the form was opened.
    const form = formOf(which, context.seen === "0" ? undefined : current);
    const read = readSubmitted(form, submitted);
    if ("reply" in read) return read.reply;
    const seen = `${current?.version ?? 0}`;
    if (seen !== context.seen) {
      const again = beside(formOf(which, current), values, texts.problem.overtaken);
      return { kind: "show-form", form: again, context: { team: team.id, seen } };
    }
    const now = app.clock.now();
    const next = nextVersion(read.answers, { team, problem, current, personId: who.person.id, now });
    await tables.cycles.saveProblem(who.scope, next.problem, next.version);
    // A message, not a word in the form's place: what it asks stays there until she has time for it.
    const card = await problemCardOf(app, tables, who, team);
    const told = { id: savedId(next.version), personId: who.person.id, kind: "answer" as const, card };
    const written = await enqueue(tables, who.scope, [{ effect: "tell", ...told }], now);
    return written > 0 ? { kind: "close-form" } : { kind: "close-form", notice: card };
  });
}

const savedId = ({ id }: ProblemVersion) => idOf("problem saved", id);

/** The card that answered the current version says what holds by now. `key`: of the act that changed it. */
export async function rewriteProblemCard(
  app: App,
  tables: Repositories,
  who: Known,
  { team, current, key }: { team: Team; current: ProblemVersion; key: string },
): Promise<void> {
  const card = await problemCardOf(app, tables, who, team);
  const messageId = savedId(current);
  const id = idOf("problem card", messageId, key);
  await enqueue(tables, who.scope, [{ effect: "replace", id, messageId, card }], app.clock.now());
}

/** Every version with who, when and why. */
export function showProblemHistory(app: App, who: Known, teamId: string): Promise<Reply> {
  const today = localDateOf(app.clock.now(), who.timeZone);
  return app.store.read(async (view) => {
    const team = who.teams.find(({ id }) => id === teamId);
    if (team === undefined) return notYours();
    const { problem } = await problemOf(view, who, team);
    const versions = problem === undefined ? [] : await view.cycles.problemVersions(who.scope, problem.id);
    const shown = [];
    for (const version of versions) shown.push({ version, author: await authorOf(view, who, version) });
    return notice(problemHistoryCard(team, shown, today, who.timeZone));
  });
}

function formOf(which: ProblemForm, current: ProblemVersion | undefined): Form {
  return which === "problem-more" && current !== undefined ? problemMoreForm(current) : problemForm(current);
}

export async function problemOf(
  view: Repositories,
  who: Known,
  team: Team,
): Promise<{ problem?: Problem; current?: ProblemVersion }> {
  return (
    (await view.cycles.problems({ networkId: who.person.networkId, districtId: team.districtId }, team.id))[0] ?? {}
  );
}

export async function problemCardOf(app: App, view: Repositories, who: Known, team: Team): Promise<Card> {
  return problemCard(await shownOf(view, who, team), todayOf(app, who), who.timeZone);
}

const todayOf = (app: App, who: Known) => localDateOf(app.clock.now(), who.timeZone);

async function shownOf(view: Repositories, who: Known, team: Team): Promise<ProblemShown> {
  const found = await problemOf(view, who, team);
  const { current } = found;
  const { collaborations } = await view.roster.outline({ networkId: team.networkId }, ["collaborations"]);
  const aim = collaborations.find(({ id }) => id === team.collaborationId)?.aim;
  const author = current && (await authorOf(view, who, current));
  return { team, current, aim, author, sharing: await problemSharing(view, who.scope, found) };
}

async function authorOf(view: Repositories, who: Known, { personId }: ProblemVersion): Promise<string | undefined> {
  const scope = { networkId: who.person.networkId };
  return personId === null ? undefined : (await view.roster.person(scope, personId))?.name;
}
