import { confirmField } from "../core/privacy/student-hold.js";
import type { FormId } from "../core/ui/form.js";
import type { InboundEvent, Reply } from "../ports/chat-platform.js";
import { addMeasure } from "./add-measure.js";
import { addSpread } from "./add-spread.js";
import { amendPrediction } from "./amend-prediction.js";
import { saveWhyNotThis } from "./answer-introduction.js";
import type { App } from "./app.js";
import { saveQuestion, saveTopics } from "./ask.js";
import { moveDistrict } from "./change-groups.js";
import { addCommitment } from "./commitments.js";
import { confirmNoStudent } from "./confirm-no-student.js";
import { saveWords } from "./decide-introduction.js";
import { saveHelpAnswer, saveHelpCap, saveHelpOffer } from "./help-answer.js";
import { closeHelp } from "./help-close.js";
import { makeGroups } from "./make-groups.js";
import { chooseNudgeTeams } from "./nudge.js";
import { saveNudgeAnswer } from "./nudge-answer.js";
import { sendOffers } from "./offer-plan.js";
import { liftRule, savePairRule } from "./pair-rules.js";
import { pauseTeam } from "./pause-team.js";
import { saveDetails } from "./plan-details.js";
import { saveProblem } from "./problem.js";
import { sendNudges } from "./send-nudges.js";
import { saveSettings } from "./settings.js";
import { submitUpdate } from "./submit-update.js";
import { previewRhythm } from "./team-rhythm.js";
import { saveTopic } from "./topic.js";
import type { Known } from "./who.js";
import { saveWhyNot } from "./why-not.js";

type Submit = Extract<InboundEvent, { kind: "submit" }>;

/** What becomes of each form. A form without a line here does not compile. */
const submits: { [Form in FormId]: (app: App, who: Known, event: Submit) => Promise<Reply> } = {
  update: submitUpdate,
  settings: (app, who, event) => saveSettings(app, who, event.key, event.values),
  measure: addMeasure,
  "plan-details": saveDetails,
  amend: amendPrediction,
  spread: addSpread,
  rhythm: previewRhythm,
  "pause-team": pauseTeam,
  "why-not": saveWhyNot,
  commitment: addCommitment,
  problem: (app, who, event) => saveProblem(app, who, "problem", event),
  "problem-more": (app, who, event) => saveProblem(app, who, "problem-more", event),
  "nudge-teams": chooseNudgeTeams,
  nudge: sendNudges,
  "answer-nudge": saveNudgeAnswer,
  "problem-topic": saveTopic,
  "offer-plan": sendOffers,
  groups: makeGroups,
  "move-district": moveDistrict,
  "pair-rule": savePairRule,
  "lift-rule": liftRule,
  "introduction-words": saveWords,
  "introduction-why-not": saveWhyNotThis,
  ask: saveQuestion,
  "ask-topics": saveTopics,
  "help-answer": saveHelpAnswer,
  "help-offer": saveHelpOffer,
  "help-cap": saveHelpCap,
  "close-help": closeHelp,
};

/** Somebody sent a form. */
export async function submit(app: App, who: Known, event: Submit): Promise<Reply> {
  const reply = await submits[event.form](app, who, event);
  const mark = event.values[confirmField];
  // Who says that something is no student takes it upon herself: kept with who and when, without the words.
  if (reply.kind === "close-form" && typeof mark === "string" && mark !== "")
    await confirmNoStudent(app, who, mark, event.key);
  return reply;
}
