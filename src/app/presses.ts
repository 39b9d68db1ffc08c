import { whatIAskCard } from "../core/checkin/cards.js";
import type { Action } from "../core/ui/action.js";
import type { Reply } from "../ports/chat-platform.js";
import { showMeasureForm } from "./add-measure.js";
import { showSpreadForm } from "./add-spread.js";
import { showAmendForm } from "./amend-prediction.js";
import { answerIntroduction, showWhyNotThis } from "./answer-introduction.js";
import { answerPrompt } from "./answer-prompt.js";
import type { App } from "./app.js";
import { askManager, chooseQuestionTopic, seeHelp, showAskForm, showTopics } from "./ask.js";
import { previewDistricts, sendToDistricts, widenQuestion } from "./ask-districts.js";
import { dropGroups, regroup, seeGroups, showMoveForm } from "./change-groups.js";
import { showCharts } from "./charts.js";
import { answerCommitment, showCommitmentForm } from "./commitments.js";
import { decideIntroduction, findMatch, proposeMatch, showWordsForm } from "./decide-introduction.js";
import { confirmDraft, draftAsUpdate, dropDraft, recordDraft } from "./drafts.js";
import { dropCommitment } from "./drop-commitment.js";
import { seeShared } from "./find.js";
import { setGroupsPart } from "./groups-part.js";
import { declineHelp, showHelpAnswer, showHelpCap, showHelpOffer } from "./help-answer.js";
import { showCloseHelp, withdrawHelp } from "./help-close.js";
import { introduce } from "./help-introduce.js";
import { takeOfferBack } from "./help-take-back.js";
import { liftBlock } from "./lift-block.js";
import { showGroupsForm } from "./make-groups.js";
import { askDelete, deleteUpdate, reuseUpdate, showMine } from "./mine.js";
import { askRemove, removeWords } from "./mine-words.js";
import { setMuted } from "./mute.js";
import { askForMatch } from "./no-match.js";
import { notice } from "./notices.js";
import { showNudgeForm } from "./nudge.js";
import { showNudgeAnswerForm } from "./nudge-answer.js";
import { declinePlan, showOfferForm } from "./offer-plan.js";
import { showLiftForm, showPairRuleForm, showRules } from "./pair-rules.js";
import { resumeTeam, showPauseForm } from "./pause-team.js";
import { showDetailsForm } from "./plan-details.js";
import { seeProblem, showProblemForm, showProblemHistory } from "./problem.js";
import { publishGroups } from "./publish-groups.js";
import { showSettings } from "./settings.js";
import { askShare, shareCycle } from "./share.js";
import { seeCycle, showCycles } from "./show-cycle.js";
import { showTeam, showTeams } from "./show-status.js";
import { showUpdateForm } from "./show-update-form.js";
import { startTest } from "./start-test.js";
import { showRhythmForm, takeRhythm } from "./team-rhythm.js";
import { askCompare, chooseTopic, setCompare, showTopicForm } from "./topic.js";
import { settleUnclear } from "./unclear.js";
import { showPlanFrom } from "./use-plan.js";
import type { Known } from "./who.js";
import { showWhyNot } from "./why-not.js";

type Actions = { [Of in Action as Of["do"]]: Of };
type Do = keyof Actions;
type Of<D extends Do> = { [One in D]: { do: One } & Actions[One] }[D];
type Pressed<D extends Do> = { app: App; who: Known; key: string; action: Of<D> };

/** What each button does. A button without a line here does not compile. */
const presses: { [D in Do]: (pressed: Pressed<D>) => Promise<Reply> } = {
  update: ({ app, who, action }) =>
    showUpdateForm(app, who, { cycle: action.cycle, prompt: action.prompt, draft: action.draft }),
  "start-cycle": ({ app, who, action }) =>
    showUpdateForm(app, who, { team: action.team, prompt: action.prompt, draft: action.draft }),
  "add-measure": ({ app, who, action }) => showMeasureForm(app, who, action.cycle),
  "plan-details": ({ app, who, action }) => showDetailsForm(app, who, action.cycle),
  amend: ({ app, who, action }) => showAmendForm(app, who, action.cycle),
  "add-spread": ({ app, who, action }) => showSpreadForm(app, who, action.cycle),
  "see-chart": ({ app, who, action }) => showCharts(app, who, action.cycle),
  "see-cycle": ({ app, who, action }) => seeCycle(app, who, action.cycle),
  "see-cycles": ({ app, who, action }) => showCycles(app, who, action.skip),
  "edit-problem": ({ app, who, action }) => showProblemForm(app, who, action.team, "problem"),
  "problem-more": ({ app, who, action }) => showProblemForm(app, who, action.team, "problem-more"),
  "problem-history": ({ app, who, action }) => showProblemHistory(app, who, action.team),
  "see-problem": ({ app, who, action }) => seeProblem(app, who, action.team),
  "start-test": ({ app, who, key, action }) => startTest(app, who, key, action.cycle),
  "edit-update": ({ app, who, action }) => showUpdateForm(app, who, { update: action.update }),
  "not-this-week": ({ app, who, key, action }) =>
    answerPrompt(app, who, key, action.prompt, { answer: "not this week" }),
  "change-rhythm": ({ app, who, action }) => showRhythmForm(app, who, action.team),
  "use-rhythm": ({ app, who, key, action }) => takeRhythm(app, who, key, action),
  "pause-team": ({ app, who, action }) => showPauseForm(app, who, action.team),
  "resume-team": ({ app, who, key, action }) => resumeTeam(app, who, key, action.team),
  "see-mine": async ({ app, who, action }) => notice(await showMine(app, who, action.skip)),
  "reuse-update": ({ app, who, action }) => reuseUpdate(app, who, action.update),
  "ask-delete": ({ app, who, action }) => askDelete(app, who, action.update),
  "delete-update": ({ app, who, key, action }) => deleteUpdate(app, who, key, action.update),
  "ask-remove": ({ app, who, action }) => askRemove(app, who, action),
  "remove-words": ({ app, who, key, action }) => removeWords(app, who, key, action),
  "nothing-new": ({ app, who, key, action }) => answerPrompt(app, who, key, action.prompt, { answer: "nothing new" }),
  "why-not": ({ app, who, key, action }) =>
    answerPrompt(app, who, key, action.prompt, { answer: "why not", reason: action.reason, note: null }),
  "why-not-more": ({ app, who, action }) => showWhyNot(app, who, action.prompt, action.reason),
  "add-commitment": ({ app, who, action }) => showCommitmentForm(app, who, action.team),
  commitment: ({ app, who, key, action }) => answerCommitment(app, who, key, action),
  "drop-commitment": ({ app, who, key, action }) => dropCommitment(app, who, key, action.commitment),
  later: ({ app, who, key, action }) => answerPrompt(app, who, key, action.prompt, { answer: "later" }),
  "see-team": ({ app, who, action }) => showTeam(app, who, action.team),
  nudge: ({ app, who, key, action }) => showNudgeForm(app, who, key, action),
  "answer-nudge": ({ app, who, action }) => showNudgeAnswerForm(app, who, action.nudge),
  "make-groups": ({ app, who, key, action }) => showGroupsForm(app, who, key, action.collaboration),
  "group-rules": ({ app, who, action }) => showRules(app, who, action.collaboration),
  "add-pair-rule": ({ app, who, action }) => showPairRuleForm(app, who, action.collaboration),
  "lift-pair-rule": ({ app, who, action }) => showLiftForm(app, who, action.collaboration),
  "see-groups": ({ app, who, action }) => seeGroups(app, who, action),
  "move-district": ({ app, who, action }) => showMoveForm(app, who, action),
  regroup: ({ app, who, key, action }) => regroup(app, who, key, action),
  "drop-groups": ({ app, who, key, action }) => dropGroups(app, who, key, action),
  "publish-groups": ({ app, who, key, action }) => publishGroups(app, who, key, action),
  "groups-part": ({ app, who, key, action }) => setGroupsPart(app, who, key, action),
  ask: ({ app, who, action }) => showAskForm(app, who, { draft: action.draft }),
  "see-help": ({ app, who, action }) => seeHelp(app, who, action.request),
  "ask-topic": ({ app, who, key, action }) => chooseQuestionTopic(app, who, key, action.request, action.topic),
  "ask-topics": ({ app, who, action }) => showTopics(app, who, action.request),
  "ask-manager": ({ app, who, key, action }) => askManager(app, who, key, action.request),
  "ask-districts": ({ app, who, action }) => previewDistricts(app, who, action.request),
  "widen-help": ({ app, who, key, action }) => widenQuestion(app, who, key, action.request),
  "send-help": ({ app, who, key, action }) => sendToDistricts(app, who, key, action.request, action.plan),
  "help-answer": ({ app, who, action }) => showHelpAnswer(app, who, action.request),
  "help-offer": ({ app, who, action }) => showHelpOffer(app, who, action.offer, action.how),
  "help-not-now": ({ app, who, key, action }) => declineHelp(app, who, key, action.offer),
  "help-take-back": ({ app, who, key, action }) => takeOfferBack(app, who, key, action.offer),
  "help-cap": ({ app, who }) => showHelpCap(app, who),
  introduce: ({ app, who, key, action }) => introduce(app, who, key, action.offer),
  "close-help": ({ app, who, action }) => showCloseHelp(app, who, action.request),
  "withdraw-help": ({ app, who, key, action }) => withdrawHelp(app, who, key, action.request),
  "see-teams": async ({ app, who }) => notice(await showTeams(app, who)),
  mute: ({ app, who, key }) => setMuted(app, who, key, true),
  unmute: ({ app, who, key }) => setMuted(app, who, key, false),
  "what-i-ask": async () => notice(whatIAskCard()),
  "change-time": async ({ who }) => showSettings(who),
  "record-draft": ({ app, who, key, action }) => recordDraft(app, who, key, action),
  "draft-as-update": ({ app, who, key, action }) => draftAsUpdate(app, who, key, action),
  "drop-draft": ({ app, who, key, action }) => dropDraft(app, who, key, action.draft),
  "confirm-draft": ({ app, who, key, action }) => confirmDraft(app, who, key, action),
  "choose-topic": ({ app, who, key, action }) => chooseTopic(app, who, key, action),
  "other-topic": ({ app, who, action }) => showTopicForm(app, who, action.team),
  "ask-compare": ({ app, who, action }) => askCompare(app, who, action.team),
  compare: ({ app, who, key, action }) => setCompare(app, who, key, action),
  "ask-share": ({ app, who, action }) => askShare(app, who, action.cycle),
  share: ({ app, who, key, action }) => shareCycle(app, who, key, action),
  "see-shared": ({ app, who, action }) => seeShared(app, who, action.cycle),
  "use-plan": ({ app, who, action }) => showPlanFrom(app, who, action),
  "offer-plan": ({ app, who, action }) => showOfferForm(app, who, action.cycle),
  "decline-plan": ({ app, who, key, action }) => declinePlan(app, who, key, action.offer),
  introduction: ({ app, who, key, action }) =>
    action.team === undefined ? decideIntroduction(app, who, key, action) : answerIntroduction(app, who, key, action),
  "introduction-form": ({ app, who, action }) =>
    action.form === "words"
      ? showWordsForm(app, who, action.match)
      : showWhyNotThis(app, who, action.match, action.team),
  "find-match": ({ app, who, action }) => findMatch(app, who, action.team),
  "propose-match": ({ app, who, key, action }) => proposeMatch(app, who, key, action),
  "lift-block": ({ app, who, key, action }) => liftBlock(app, who, key, action),
  "ask-match": ({ app, who, key, action }) => askForMatch(app, who, key, action.team),
  "send-again": ({ app, who, key, action }) => settleUnclear(app, who, key, action),
  "has-arrived": ({ app, who, key, action }) => settleUnclear(app, who, key, action),
};

/** Somebody pressed a button. `key`: of the event. */
export function press<D extends Do>(app: App, who: Known, key: string, action: Of<D>): Promise<Reply> {
  return presses[action.do]({ app, who, key, action });
}
