import { whatIAskCard } from "../core/checkin/cards.js";
import { confirmField } from "../core/privacy/student-hold.js";
import type { PersonRef } from "../core/refs.js";
import { readWord } from "../core/words.js";
import type { InboundEvent, Receive, Reply } from "../ports/chat-platform.js";
import { addMeasure, showMeasureForm } from "./add-measure.js";
import { addSpread, showSpreadForm } from "./add-spread.js";
import { amendPrediction, showAmendForm } from "./amend-prediction.js";
import { answerIntroduction, saveWhyNotThis, showWhyNotThis } from "./answer-introduction.js";
import { answerMessage } from "./answer-message.js";
import { answerPrompt } from "./answer-prompt.js";
import type { App } from "./app.js";
import { askManager, chooseQuestionTopic, saveQuestion, saveTopics, seeHelp, showAskForm, showTopics } from "./ask.js";
import { previewDistricts, sendToDistricts, widenQuestion } from "./ask-districts.js";
import { dropGroups, moveDistrict, regroup, seeGroups, showMoveForm } from "./change-groups.js";
import { showCharts } from "./charts.js";
import { runCommand } from "./commands.js";
import { addCommitment, answerCommitment, showCommitmentForm } from "./commitments.js";
import { confirmNoStudent } from "./confirm-no-student.js";
import { decideIntroduction, findMatch, proposeMatch, saveWords, showWordsForm } from "./decide-introduction.js";
import { changeDraft, confirmDraft, draftAsUpdate, dropDraft, forgetDraft, keepDraft, recordDraft } from "./drafts.js";
import { dropCommitment } from "./drop-commitment.js";
import { seeShared } from "./find.js";
import { setGroupsPart } from "./groups-part.js";
import {
  declineHelp,
  introduce,
  saveHelpAnswer,
  saveHelpCap,
  saveHelpOffer,
  showHelpAnswer,
  showHelpCap,
  showHelpOffer,
} from "./help-answer.js";
import { closeHelp, showCloseHelp, withdrawHelp } from "./help-close.js";
import { link } from "./link.js";
import { makeGroups, showGroupsForm } from "./make-groups.js";
import { askDelete, deleteUpdate, reuseUpdate, showMine } from "./mine.js";
import { askRemove, removeWords } from "./mine-words.js";
import { setMuted } from "./mute.js";
import { askForMatch } from "./no-match.js";
import { nothing, notice, notYours, toStranger } from "./notices.js";
import { chooseNudgeTeams, showNudgeForm } from "./nudge.js";
import { saveNudgeAnswer, showNudgeAnswerForm } from "./nudge-answer.js";
import { declinePlan, sendOffers, showOfferForm } from "./offer-plan.js";
import { liftRule, savePairRule, showLiftForm, showPairRuleForm, showRules } from "./pair-rules.js";
import { pauseTeam, resumeTeam, showPauseForm } from "./pause-team.js";
import { withPictureLinks } from "./pictures.js";
import { saveDetails, showDetailsForm } from "./plan-details.js";
import { saveProblem, showProblemForm, showProblemHistory } from "./problem.js";
import { publishGroups } from "./publish-groups.js";
import { refreshIdentity } from "./refresh-identity.js";
import { refuseFiles } from "./refuse-files.js";
import { sendNudges } from "./send-nudges.js";
import { saveSettings, showSettings } from "./settings.js";
import { askShare, shareCycle } from "./share.js";
import { seeCycle, showCycles } from "./show-cycle.js";
import { showHome, showTeam, showTeams } from "./show-status.js";
import { showUpdateForm } from "./show-update-form.js";
import { startTest } from "./start-test.js";
import { submitUpdate } from "./submit-update.js";
import { previewRhythm, showRhythmForm, takeRhythm } from "./team-rhythm.js";
import { askCompare, chooseTopic, saveTopic, setCompare, showTopicForm } from "./topic.js";
import { settleUnclear } from "./unclear.js";
import { showPlanFrom } from "./use-plan.js";
import { isStranger, type Known, whoIs } from "./who.js";
import { saveWhyNot, showWhyNot } from "./why-not.js";
import { installWorkspace, reachAgain, removeWorkspace } from "./workspaces.js";

/** The one door: every event of every platform, and everything a test wants to happen, comes in here. */
export function createHandle(app: App): Receive {
  const handle: Receive = async (event) => {
    switch (event.kind) {
      case "installed":
        return installWorkspace(app, event);
      case "removed":
        return removeWorkspace(app, event);
      case "added-to-channel":
        return reachAgain(app, event.channel);
      case "member-left":
        return nothing;
      default:
        return fromPerson(app, event);
    }
  };
  const { answering } = app;
  const answered: Receive = async (event) => withLinks(app, await handle(event));
  return answering === undefined ? answered : (event) => answering.during(() => answered(event));
}

function withLinks(app: App, reply: Reply): Reply {
  if (reply.kind === "notice") return { ...reply, card: withPictureLinks(reply.card, app.pictureLink) };
  if (reply.kind !== "close-form" || reply.notice === undefined) return reply;
  return { ...reply, notice: withPictureLinks(reply.notice, app.pictureLink) };
}

type PersonEvent = Extract<InboundEvent, { person: PersonRef }> & {
  kind: "command" | "action" | "submit" | "message" | "edited" | "deleted" | "home";
};

async function fromPerson(app: App, event: PersonEvent): Promise<Reply> {
  // Channel text is dropped here, before anything is looked up or kept: no thread of ours lives in channels yet.
  if (isText(event) && !event.direct) return nothing;
  const who = await app.store.read((view) => whoIs(view, event.person, app.clock.now()));
  if (isStranger(who)) {
    const code = linkCodeIn(event);
    if (code !== undefined) return link(app, event.person, event.key, code);
    return event.kind === "edited" || event.kind === "deleted" ? nothing : toStranger(who, event.kind);
  }
  await refreshIdentity(app, who, event.person);
  return answeredOnce(app, event, await fromKnown(app, who, event));
}

async function fromKnown(app: App, who: Known, event: PersonEvent): Promise<Reply> {
  switch (event.kind) {
    case "command":
      return runCommand(app, who, event);
    case "action":
      return press(app, who, event);
    case "submit":
      return confirmed(app, who, event, await submit(app, who, event));
    case "message":
      return typed(app, who, event);
    case "edited":
      return changeDraft(app, who, event);
    case "deleted":
      return forgetDraft(app, who, event);
    case "home":
      return notice(await showHome(app, who));
    default:
      return event satisfies never;
  }
}

/**
 * A platform may deliver the same again although it was answered, late for instance: a sentence is said once. Answers to a
 * form are not: whoever sends it again because she does not know must read how it ended.
 */
async function answeredOnce(app: App, event: PersonEvent, reply: Reply): Promise<Reply> {
  if (reply.kind !== "notice" || event.kind === "submit") return reply;
  const key = `answered:${event.key}`;
  const first = await app.store.write(
    (tables) => tables.events.remember(key, app.clock.machineNow()),
    "somebody waits",
  );
  if (first) return reply;
  app.journal.count("duplicate", "answered already");
  return nothing;
}

async function press(app: App, who: Known, { key, action }: Extract<InboundEvent, { kind: "action" }>): Promise<Reply> {
  switch (action.do) {
    case "update":
      return showUpdateForm(app, who, { cycle: action.cycle, prompt: action.prompt, draft: action.draft });
    case "start-cycle":
      return showUpdateForm(app, who, { team: action.team, prompt: action.prompt, draft: action.draft });
    case "add-measure":
      return showMeasureForm(app, who, action.cycle);
    case "plan-details":
      return showDetailsForm(app, who, action.cycle);
    case "amend":
      return showAmendForm(app, who, action.cycle);
    case "add-spread":
      return showSpreadForm(app, who, action.cycle);
    case "see-chart":
      return showCharts(app, who, action.cycle);
    case "see-cycle":
      return seeCycle(app, who, action.cycle);
    case "see-cycles":
      return showCycles(app, who, action.skip);
    case "edit-problem":
      return showProblemForm(app, who, action.team, "problem");
    case "problem-more":
      return showProblemForm(app, who, action.team, "problem-more");
    case "problem-history":
      return showProblemHistory(app, who, action.team);
    case "start-test":
      return startTest(app, who, key, action.cycle);
    case "edit-update":
      return showUpdateForm(app, who, { update: action.update });
    case "not-this-week":
      return answerPrompt(app, who, key, action.prompt, { answer: "not this week" });
    case "change-rhythm":
      return showRhythmForm(app, who, action.team);
    case "use-rhythm":
      return takeRhythm(app, who, key, action);
    case "pause-team":
      return showPauseForm(app, who, action.team);
    case "resume-team":
      return resumeTeam(app, who, key, action.team);
    case "see-mine":
      return notice(await showMine(app, who, action.skip));
    case "reuse-update":
      return reuseUpdate(app, who, action.update);
    case "ask-delete":
      return askDelete(app, who, action.update);
    case "delete-update":
      return deleteUpdate(app, who, key, action.update);
    case "ask-remove":
      return askRemove(app, who, action);
    case "remove-words":
      return removeWords(app, who, key, action);
    case "nothing-new":
      return answerPrompt(app, who, key, action.prompt, { answer: "nothing new" });
    case "why-not":
      return answerPrompt(app, who, key, action.prompt, { answer: "why not", reason: action.reason, note: null });
    case "why-not-more":
      return showWhyNot(app, who, action.prompt, action.reason);
    case "add-commitment":
      return showCommitmentForm(app, who, action.team);
    case "commitment":
      return answerCommitment(app, who, key, action);
    case "drop-commitment":
      return dropCommitment(app, who, key, action.commitment);
    case "later":
      return answerPrompt(app, who, key, action.prompt, { answer: "later" });
    case "see-team": {
      const card = await showTeam(app, who, action.team);
      return card === undefined ? notYours() : notice(card);
    }
    case "nudge":
      return showNudgeForm(app, who, key, action);
    case "answer-nudge":
      return showNudgeAnswerForm(app, who, action.nudge);
    case "make-groups":
      return showGroupsForm(app, who, key, action.collaboration);
    case "group-rules":
      return showRules(app, who, action.collaboration);
    case "add-pair-rule":
      return showPairRuleForm(app, who, action.collaboration);
    case "lift-pair-rule":
      return showLiftForm(app, who, action.collaboration);
    case "see-groups":
      return seeGroups(app, who, action);
    case "move-district":
      return showMoveForm(app, who, action);
    case "regroup":
      return regroup(app, who, key, action);
    case "drop-groups":
      return dropGroups(app, who, key, action);
    case "publish-groups":
      return publishGroups(app, who, key, action);
    case "groups-part":
      return setGroupsPart(app, who, key, action);
    case "ask":
      return showAskForm(app, who, { draft: action.draft });
    case "see-help":
      return seeHelp(app, who, action.request);
    case "ask-topic":
      return chooseQuestionTopic(app, who, key, action.request, action.topic);
    case "ask-topics":
      return showTopics(app, who, action.request);
    case "ask-manager":
      return askManager(app, who, key, action.request);
    case "ask-districts":
      return previewDistricts(app, who, action.request);
    case "send-help":
      return sendToDistricts(app, who, key, action.request, action.plan);
    case "widen-help":
      return widenQuestion(app, who, key, action.request);
    case "help-answer":
      return showHelpAnswer(app, who, action.request);
    case "help-offer":
      return showHelpOffer(app, who, action.offer, action.how);
    case "help-not-now":
      return declineHelp(app, who, key, action.offer);
    case "help-cap":
      return showHelpCap(app, who);
    case "introduce":
      return introduce(app, who, key, action.offer);
    case "close-help":
      return showCloseHelp(app, who, action.request);
    case "withdraw-help":
      return withdrawHelp(app, who, key, action.request);
    case "see-teams":
      return notice(await showTeams(app, who));
    case "mute":
      return setMuted(app, who, key, true);
    case "unmute":
      return setMuted(app, who, key, false);
    case "what-i-ask":
      return notice(whatIAskCard());
    case "change-time":
      return showSettings(who);
    case "record-draft":
      return recordDraft(app, who, key, action);
    case "drop-draft":
      return dropDraft(app, who, key, action.draft);
    case "draft-as-update":
      return draftAsUpdate(app, who, key, action);
    case "confirm-draft":
      return confirmDraft(app, who, key, action);
    case "choose-topic":
      return chooseTopic(app, who, key, action);
    case "other-topic":
      return showTopicForm(app, who, action.team);
    case "ask-compare":
      return askCompare(app, who, action.team);
    case "compare":
      return setCompare(app, who, key, action);
    case "ask-share":
      return askShare(app, who, action.cycle);
    case "share":
      return shareCycle(app, who, key, action);
    case "see-shared":
      return seeShared(app, who, action.cycle);
    case "use-plan":
      return showPlanFrom(app, who, action);
    case "offer-plan":
      return showOfferForm(app, who, action.cycle);
    case "decline-plan":
      return declinePlan(app, who, key, action.offer);
    case "introduction":
      return action.team === undefined
        ? decideIntroduction(app, who, key, action)
        : answerIntroduction(app, who, key, action);
    case "introduction-form":
      return action.form === "words"
        ? showWordsForm(app, who, action.match)
        : showWhyNotThis(app, who, action.match, action.team);
    case "find-match":
      return findMatch(app, who, action.team);
    case "propose-match":
      return proposeMatch(app, who, key, action);
    case "ask-match":
      return askForMatch(app, who, key, action.team);
    case "send-again":
    case "has-arrived":
      return settleUnclear(app, who, key, action);
    default:
      return action satisfies never;
  }
}

/** Who says that something is no student takes it upon herself: kept with who and when, without the words. */
async function confirmed(
  app: App,
  who: Known,
  event: Extract<InboundEvent, { kind: "submit" }>,
  reply: Reply,
): Promise<Reply> {
  const mark = event.values[confirmField];
  if (reply.kind === "close-form" && typeof mark === "string" && mark !== "")
    await confirmNoStudent(app, who, mark, event.key);
  return reply;
}

function submit(app: App, who: Known, event: Extract<InboundEvent, { kind: "submit" }>): Promise<Reply> {
  switch (event.form) {
    case "update":
      return submitUpdate(app, who, event);
    case "settings":
      return saveSettings(app, who, event.key, event.values);
    case "measure":
      return addMeasure(app, who, event);
    case "plan-details":
      return saveDetails(app, who, event);
    case "amend":
      return amendPrediction(app, who, event);
    case "spread":
      return addSpread(app, who, event);
    case "rhythm":
      return previewRhythm(app, who, event);
    case "pause-team":
      return pauseTeam(app, who, event);
    case "why-not":
      return saveWhyNot(app, who, event);
    case "commitment":
      return addCommitment(app, who, event);
    case "problem":
    case "problem-more":
      return saveProblem(app, who, event.form, event);
    case "nudge-teams":
      return chooseNudgeTeams(app, who, event);
    case "nudge":
      return sendNudges(app, who, event);
    case "answer-nudge":
      return saveNudgeAnswer(app, who, event);
    case "problem-topic":
      return saveTopic(app, who, event);
    case "offer-plan":
      return sendOffers(app, who, event);
    case "groups":
      return makeGroups(app, who, event);
    case "move-district":
      return moveDistrict(app, who, event);
    case "pair-rule":
      return savePairRule(app, who, event);
    case "lift-rule":
      return liftRule(app, who, event);
    case "introduction-words":
      return saveWords(app, who, event);
    case "introduction-why-not":
      return saveWhyNotThis(app, who, event);
    case "ask":
      return saveQuestion(app, who, event);
    case "ask-topics":
      return saveTopics(app, who, event);
    case "help-answer":
      return saveHelpAnswer(app, who, event);
    case "help-offer":
      return saveHelpOffer(app, who, event);
    case "help-cap":
      return saveHelpCap(app, who, event);
    case "close-help":
      return closeHelp(app, who, event);
    default:
      return event.form satisfies never;
  }
}

/** A word of ours typed alone is a command on every platform; any other text is a draft, never an error. */
async function typed(app: App, who: Known, event: TextEvent): Promise<Reply> {
  if (event.files) await refuseFiles(app, who, event.key);
  if (event.text.trim() === "") return nothing;
  const word = readWord(event.text);
  if (word === undefined) return keepDraft(app, who, event);
  const reply = await runCommand(app, who, { kind: "command", key: event.key, person: event.person, ...word });
  return answerMessage(app, who, event.key, word, reply);
}

type TextEvent = Extract<InboundEvent, { kind: "message" | "edited" | "deleted" }>;

function isText(event: InboundEvent): event is TextEvent {
  return event.kind === "message" || event.kind === "edited" || event.kind === "deleted";
}

/** Somebody whom nobody knows yet may do one thing: use a code. */
function linkCodeIn(event: PersonEvent): string | undefined {
  if (event.kind === "command") return event.name === "link" ? event.text : undefined;
  const word = event.kind === "message" ? readWord(event.text) : undefined;
  return word?.name === "link" ? word.text : undefined;
}
