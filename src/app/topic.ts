import type { Problem, ProblemVersion } from "../core/cycle/model.js";
import { idOf } from "../core/id.js";
import { levelNow } from "../core/matching/consent.js";
import type { SharingLevel, TopicChoice } from "../core/matching/records.js";
import { compareCard, topicNotedCard } from "../core/matching/share-cards.js";
import { checkTopic, saysTheSame, topicForm, topicIn, topicLabel } from "../core/matching/topic-question.js";
import type { Team } from "../core/network/model.js";
import { texts } from "../core/texts.js";
import { shareTexts } from "../core/texts-share.js";
import type { Action } from "../core/ui/action.js";
import type { Card } from "../core/ui/card.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { decidesFor } from "./decides.js";
import { gone, keepForm, notice, notYours, say } from "./notices.js";
import { formOnce, replyOnce } from "./once.js";
import { problemCardOf, problemOf, rewriteProblemCard } from "./problem.js";
import { setProblemLevel } from "./problem-level.js";
import { readSubmitted, type Submitted } from "./read-submitted.js";
import type { Known } from "./who.js";

const t = shareTexts;

/** A topic was pressed. Of words that are no longer the problem's it says nothing: she is shown what stands there now. */
export function chooseTopic(
  app: App,
  who: Known,
  key: string,
  { team: teamId, version, topic }: Extract<Action, { do: "choose-topic" }>,
): Promise<Reply> {
  return replyOnce(app, key, async (tables) => {
    const found = await ownProblem(tables, who, teamId);
    if ("reply" in found) return found.reply;
    if (topicLabel(topic) === undefined) return gone();
    if (found.current.version !== version) {
      const card = await problemCardOf(app, tables, who, found.team);
      return notice({ ...card, blocks: [{ kind: "text", text: t.topic.changed }, ...card.blocks] });
    }
    return notice(await noted(app, tables, who, found, key, { topics: [topic], other: null }));
  });
}

/** "Something else": the form with all topics, and what was said before in it. */
export function showTopicForm(app: App, who: Known, teamId: string): Promise<Reply> {
  return app.store.read(async (view): Promise<Reply> => {
    const found = await ownProblem(view, who, teamId);
    if ("reply" in found) return found.reply;
    const last = (await view.matching.topicChoices(who.scope, [found.problem.id])).at(-1);
    return { kind: "show-form", form: topicForm(last), context: { team: teamId } };
  });
}

export function saveTopic(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  const { key, context } = submitted;
  return formOnce(app, key, async (tables) => {
    const found = await ownProblem(tables, who, context.team ?? "");
    if ("reply" in found) return keepForm(texts.strangers.notYours);
    const read = readSubmitted(topicForm(undefined), submitted, checkTopic);
    if ("reply" in read) return read.reply;
    return { kind: "close-form", notice: await noted(app, tables, who, found, key, topicIn(read.answers)) };
  });
}

/** Who may be compared with the team's problem: what holds, and what it means. */
export function askCompare(app: App, who: Known, teamId: string): Promise<Reply> {
  return app.store.read(async (view) => {
    const found = await ownProblem(view, who, teamId);
    if ("reply" in found) return found.reply;
    if (!(await decidesFor(view, who, teamId, app.clock.now()))) return say(t.compare.leadDecides);
    const ledger = await view.matching.consentsTo(who.scope, "problem", [found.problem.id]);
    return notice(compareCard(teamId, levelNow(ledger)));
  });
}

export function setCompare(
  app: App,
  who: Known,
  key: string,
  { team: teamId, level }: { team: string; level: SharingLevel },
): Promise<Reply> {
  const now = app.clock.now();
  return replyOnce(app, key, async (tables) => {
    const found = await ownProblem(tables, who, teamId);
    if ("reply" in found) return found.reply;
    if (!(await decidesFor(tables, who, teamId, now))) return say(t.compare.leadDecides);
    const { team, problem, current } = found;
    const given = { team, problemId: problem.id, level, personId: who.person.id, key, at: now };
    await setProblemLevel(tables, who.network, given);
    await rewriteProblemCard(app, tables, who, { team, current, key });
    return say(`${t.compare.set[level]} ${t.compare.later}`);
  });
}

type Own = { team: Team; problem: Problem; current: ProblemVersion };

async function ownProblem(view: Repositories, who: Known, teamId: string): Promise<Own | { reply: Reply }> {
  const team = who.teams.find(({ id }) => id === teamId);
  if (team === undefined) return { reply: notYours() };
  const { problem, current } = await problemOf(view, who, team);
  if (problem === undefined || current === undefined) return { reply: gone() };
  return { team, problem, current };
}

/**
 * Appends what was said, where it is news or she has said nothing yet. Who may be compared is asked with a person's first topic, and not again: a lead whose
 * colleague was the first to name one has not been asked yet.
 */
async function noted(
  app: App,
  tables: Repositories,
  who: Known,
  { team, problem, current }: Own,
  key: string,
  topic: Pick<TopicChoice, "topics" | "other">,
): Promise<Card> {
  const before = await tables.matching.topicChoices(who.scope, [problem.id]);
  const now = app.clock.now();
  const choice: TopicChoice = {
    id: idOf("topic choice", problem.id, key),
    networkId: team.networkId,
    districtId: team.districtId,
    teamId: team.id,
    problemId: problem.id,
    version: current.version,
    ...topic,
    personId: who.person.id,
    at: now,
  };
  const said = before.some(({ personId }) => personId === who.person.id);
  if (!said || !saysTheSame(before.at(-1), choice)) {
    await tables.matching.addTopicChoice(who.scope, choice);
    await rewriteProblemCard(app, tables, who, { team, current, key });
  }
  const ledger = await tables.matching.consentsTo(who.scope, "problem", [problem.id]);
  if (ledger.length > 0 || said) return topicNotedCard(team.id, choice, "asked");
  const decides = await decidesFor(tables, who, team.id, now);
  return topicNotedCard(team.id, choice, decides ? "ask" : "lead decides");
}
