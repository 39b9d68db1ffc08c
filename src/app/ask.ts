import { localDateOf } from "../core/calendar/local.js";
import { type AskView, askCard } from "../core/help/card-ask.js";
import { requestCard } from "../core/help/cards-asker.js";
import { askErrors, askForm, askTopicsForm, mostTopics } from "../core/help/forms.js";
import { idOf } from "../core/id.js";
import { helpDays, mostOwnRequests } from "../core/matching/help-request.js";
import { giveAndGet } from "../core/matching/load.js";
import type { HelpRequest } from "../core/matching/records.js";
import { isTopic } from "../core/matching/topics.js";
import { texts } from "../core/texts.js";
import { helpTexts as t } from "../core/texts-help.js";
import type { FieldErrors } from "../core/ui/form.js";
import { questionIn } from "../core/words.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories, Scope } from "../ports/store.js";
import type { App } from "./app.js";
import { helpDueAt } from "./help-due.js";
import { howManagersAreTold, questionsToManager, tellManagers } from "./help-manager.js";
import { askerView, showAsker } from "./help-messages.js";
import { isAsker, loadHelp, mayAct, mayEnd, turnHelp } from "./help-rows.js";
import { tellTeam } from "./help-team.js";
import { gone, keepForm, nothing, notice, notYours, say } from "./notices.js";
import { formOnce, replyOnce } from "./once.js";
import { chosenIn, readSubmitted, type Submitted } from "./read-submitted.js";
import { draftQuestion, settleDraft } from "./settle-draft.js";
import { type Known, mayBeShownHere } from "./who.js";

/** The word `ask`: her open questions, what others ask of her; with a question behind it the form with it. */
export async function showAsk(app: App, who: Known, question = ""): Promise<Reply> {
  const coaches = who.teams.length === 0 && who.coaching.length > 0;
  const refused = coaches ? undefined : whyNot(who);
  if (refused !== undefined) return refused;
  if (!coaches && question.trim() !== "") return showAskForm(app, who, { question: question.trim() });
  return app.store.read(async (view) =>
    notice(
      askCard({
        own: coaches ? undefined : await ownOf(view, who, app.clock.now()),
        asked: await askedOf(view, who),
        toManager: await questionsToManager(view, who),
        minN: who.network.minN,
      }),
    ),
  );
}

async function ownOf(view: Repositories, who: Known, now: Date): Promise<AskView["own"]> {
  const open = (await openRequests(view, who.scope)).filter((one) => mayEnd(who, one));
  const ofTeam = [];
  for (const request of open)
    if (!isAsker(who, request)) {
      const asker = (await view.roster.person(who.scope, request.personId))?.name ?? "";
      ofTeam.push({ request, asker, hasLeft: await mayAct(view, who, request, now) });
    }
  const free = await teamsWithRoom(view, who);
  return {
    open: open.filter((one) => isAsker(who, one)),
    ofTeam,
    full: free.length === 0 ? mostOwnRequests : undefined,
    counts: await countsOf(view, who.scope.networkId, who.district?.id ?? ""),
  };
}

async function askedOf(view: Repositories, who: Known): Promise<AskView["asked"]> {
  const asked = [];
  for (const offer of who.teams.length === 0 ? [] : await view.help.offers(who.scope)) {
    if (offer.from !== "districts" || offer.state !== "asked" || !leads(who, offer.teamId)) continue;
    const help = await loadHelp(view, who.scope, offer.requestId);
    if (help !== undefined) asked.push({ offer, request: help.request });
  }
  return asked;
}

/** What a question is asked for is a team's; a program manager is told what the word is for. */
function whyNot(who: Known): Reply | undefined {
  if (who.teams.length === 0) return say(who.coaching.length > 0 ? t.forTeams : texts.status.noTeam);
  return mayBeShownHere(who, who.person.districtId) ? undefined : say(t.elsewhere);
}

const leads = (who: Known, teamId: string) => who.memberships.some((one) => one.teamId === teamId && one.lead);

async function openRequests(view: Repositories, scope: Scope): Promise<HelpRequest[]> {
  return (await view.help.requests(scope)).filter(({ state }) => state === "open");
}

async function teamsWithRoom(view: Repositories, who: Known) {
  const open = await openRequests(view, who.scope);
  return who.teams.filter(({ id }) => open.filter(({ teamId }) => teamId === id).length < mostOwnRequests);
}

/** What a district asked, gave and got. Introductions by a match and by a question both count. */
export async function countsOf(view: Repositories, networkId: string, districtId: string) {
  const scope = { networkId };
  const requests = await view.help.requests(scope);
  const asker = new Map(requests.map(({ id, districtId }) => [id, districtId]));
  const offers = (await view.help.offers(scope)).map((one) => ({
    ...one,
    askerDistrictId: asker.get(one.requestId) ?? "",
  }));
  const { gave, got, introduced } = giveAndGet(districtId, await view.matches.all(scope), offers);
  const byHelp = offers.filter(
    (one) => one.state === "introduced" && (one.districtId === districtId || one.askerDistrictId === districtId),
  );
  const asked = requests.filter((one) => one.districtId === districtId && one.step === "districts").length;
  return { asked, gave, got, introduced: introduced + byHelp.length };
}

/** The form, with what she has typed already. */
export function showAskForm(
  app: App,
  who: Known,
  { draft, question }: { draft?: string | undefined; question?: string },
): Promise<Reply> {
  const refused = whyNot(who);
  if (refused !== undefined) return Promise.resolve(refused);
  return app.store.read(async (view): Promise<Reply> => {
    const teams = await teamsWithRoom(view, who);
    if (teams.length === 0) return say(t.fullCard(mostOwnRequests));
    const kept = draft === undefined ? undefined : await view.cycles.draft(who.scope, draft);
    const hers = kept?.personId === who.person.id ? kept : undefined;
    const words = question ?? (hers && (questionIn(hers.text) ?? hers.text));
    const form = askForm(teams, words);
    return { kind: "show-form", form, context: hers === undefined ? {} : { draft: hers.id } };
  });
}

/** Kept, told to her own team, and shown to her with what it is about. Nothing goes further by itself. */
export async function saveQuestion(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  const now = app.clock.now();
  return formOnce(app, submitted.key, async (tables) => {
    if (whyNot(who) !== undefined) return keepForm(texts.strangers.notYours);
    const teams = await teamsWithRoom(tables, who);
    if (teams.length === 0) return keepForm(t.full(mostOwnRequests));
    const today = localDateOf(now, who.timeZone);
    const read = readSubmitted(askForm(teams), submitted, (answers) => askErrors(answers, today));
    if ("reply" in read) return read.reply;
    const { answers } = read;
    const team = teams.length === 1 ? teams[0] : teams.find(({ id }) => id === answers.team);
    const district = who.district;
    if (team === undefined || district === undefined) return keepForm(texts.strangers.notYours);
    const by = answers.by === null ? null : `${answers.by}`;
    const request: HelpRequest = {
      id: idOf("help request", submitted.key),
      networkId: team.networkId,
      districtId: team.districtId,
      teamId: team.id,
      personId: who.person.id,
      question: `${answers.question}`,
      by,
      topics: [],
      step: "team",
      level: answers.level === "network" ? "network" : "collaboration",
      state: "open",
      createdAt: now,
      nextAt: helpDueAt(by, district, helpDays, now),
      closedAt: null,
      taken: null,
      givenBack: null,
      adapted: null,
      version: 1,
    };
    await tables.help.saveRequest(who.scope, request, 0);
    await tellTeam(tables, request, now);
    await showAsker(tables, { request, offers: [] }, now);
    const draft = submitted.context.draft;
    if (draft !== undefined) await keptAsQuestion(tables, who, draft, now);
    return { kind: "close-form" };
  });
}

/** Her words stand in the request from now on, and where she typed them no longer: deleted there, they are deleted. */
async function keptAsQuestion(tables: Repositories, who: Known, draftId: string, now: Date): Promise<void> {
  const card = { blocks: [{ kind: "text" as const, text: t.keptAsQuestion }] };
  const draft = await tables.cycles.draft(who.scope, draftId);
  if (draft?.personId !== who.person.id) return;
  await settleDraft(tables, who, draftId, "recorded", card, now);
  await tables.cycles.saveDraft(who.scope, { ...draft, text: "", state: "recorded" });
  await tables.outbox.forget({ networkId: who.person.networkId }, draftQuestion(draftId), card);
}

/** One request, for who asked. */
export function seeHelp(app: App, who: Known, id: string): Promise<Reply> {
  return app.store.read(async (view) => {
    const help = await loadHelp(view, who.scope, id);
    if (help === undefined) return gone();
    const now = app.clock.now();
    if (!(await mayAct(view, who, help.request, now))) return notYours();
    return notice(requestCard(await askerView(view, help, now), isAsker(who, help.request)));
  });
}

export function showTopics(app: App, who: Known, id: string): Promise<Reply> {
  return app.store.read(async (view): Promise<Reply> => {
    const help = await loadHelp(view, who.scope, id);
    if (help === undefined) return gone();
    if (!(await mayAct(view, who, help.request, app.clock.now()))) return notYours();
    return { kind: "show-form", form: askTopicsForm(help.request.topics), context: { request: id } };
  });
}

/** What she says it is about beats what was read from her words. */
export function chooseQuestionTopic(app: App, who: Known, key: string, id: string, topic: string): Promise<Reply> {
  return replyOnce(app, key, async (tables) => {
    if (!isTopic(topic)) return gone();
    return (await setTopics(tables, who, id, [topic], app.clock.now())) ?? nothing;
  });
}

export function saveTopics(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  return formOnce(app, submitted.key, async (tables) => {
    const read = readSubmitted(
      askTopicsForm([]),
      submitted,
      ({ topics }): FieldErrors => (chosenIn(topics).length > mostTopics ? { topics: t.topicMost } : {}),
    );
    if ("reply" in read) return read.reply;
    const topics = chosenIn(read.answers.topics);
    const refused = await setTopics(tables, who, submitted.context.request ?? "", topics, app.clock.now());
    return refused === undefined ? { kind: "close-form" } : keepForm(texts.settled.gone);
  });
}

async function setTopics(tables: Repositories, who: Known, id: string, topics: readonly string[], now: Date) {
  const help = await loadHelp(tables, who.scope, id);
  if (help === undefined) return gone();
  if (!(await mayAct(tables, who, help.request, now))) return notYours();
  const { after, ignored } = await turnHelp(tables, help, { do: "choose topics", topics }, now);
  if (ignored !== undefined) return gone();
  await showAsker(tables, after, now);
  return undefined;
}

/** The first step outwards. Where nobody can be reached there, the next one is open all the same. */
export function askManager(app: App, who: Known, key: string, id: string): Promise<Reply> {
  const now = app.clock.now();
  return replyOnce(app, key, async (tables) => {
    const help = await loadHelp(tables, who.scope, id);
    if (help === undefined) return gone();
    if (!(await mayAct(tables, who, help.request, now))) return notYours();
    const { after, ignored } = await turnHelp(tables, help, { do: "step", to: "program manager", ask: [] }, now);
    if (ignored !== undefined)
      return notice(requestCard(await askerView(tables, help, now), isAsker(who, help.request)));
    await tellManagers(tables, after.request, who.person.name, now);
    await showAsker(tables, after, now);
    const told = await howManagersAreTold(tables, after.request, now);
    return told === "told" ? nothing : say(told === "later" ? t.managerLater : t.noManager);
  });
}
