import { localDateOf } from "../core/calendar/local.js";
import { recordedCard } from "../core/cycle/cards.js";
import { amendedLine } from "../core/cycle/expected.js";
import type { Cycle } from "../core/cycle/model.js";
import { type Credit, recordUpdate } from "../core/cycle/record-update.js";
import type { OpenStage } from "../core/cycle/update-form.js";
import { idOf } from "../core/id.js";
import { measuredAgain } from "../core/measure/form.js";
import type { Team } from "../core/network/model.js";
import type { Answers } from "../core/ui/form.js";
import type { Repositories } from "../ports/store.js";
import { enqueue } from "./enqueue.js";
import { settleNudges } from "./nudge-answer.js";
import { publishDigest } from "./publish-digest.js";
import { settleDraft } from "./settle-draft.js";
import { settlePrompts } from "./settle-prompts.js";
import { cycleSharing } from "./share.js";
import type { Known } from "./who.js";

export type Recording = {
  /** Names the act: the same key is the same update. */
  key: string;
  team: Team;
  /** Undefined: the plan opens a new cycle. */
  cycle: Cycle | undefined;
  stage: OpenStage;
  answers: Answers;
  /** The question that she answered, as it came back from the platform; checked here. */
  promptId: string | undefined;
  /** The text that this grew out of; checked by the caller to be hers and not recorded yet. */
  draftId: string | undefined;
  /** The plan that a new cycle began with; checked by the caller to be hers to read. */
  credit?: Credit | undefined;
};

/**
 * Records one update with all that follows, in the caller's transaction: the cycle moves on, questions and the draft
 * that it answers are settled, the digest is brought up to date. Whether she may is the caller's question.
 */
export async function record(tables: Repositories, who: Known, recording: Recording, now: Date): Promise<void> {
  const { key, team, cycle, stage, answers, draftId } = recording;
  const prompt =
    recording.promptId === undefined ? undefined : await tables.checkIns.prompt(who.scope, recording.promptId);
  const promptId = prompt?.personId === who.person.id ? prompt.id : null;
  const [problem] = cycle === undefined ? await tables.cycles.problems(who.scope, team.id) : [];
  const input = { key, team, cycle, stage, answers, personId: who.person.id, promptId, draftId: draftId ?? null, now };
  const { credit } = recording;
  const recorded = recordUpdate({ ...input, problemId: problem?.problem.id ?? null, credit });
  // Nobody else can have been faster inside one transaction: a false here is a fault, and nothing must be kept.
  if (!(await tables.cycles.save(who.scope, recorded.cycle, recorded.expected)))
    throw new Error("the cycle changed inside its transaction");
  if (recorded.next !== undefined) await tables.cycles.save(who.scope, recorded.next, 0);
  await tables.cycles.saveUpdate(who.scope, recorded.update, recorded.version, 0);
  if (cycle === undefined && credit !== undefined && Object.keys(credit.details).length > 0) {
    const { id: cycleId, networkId, districtId, details, testers } = recorded.cycle;
    const of = { id: idOf("plan-details", cycleId, 1), networkId, districtId, cycleId, version: 1, details, testers };
    await tables.cycles.addPlanDetails(who.scope, { ...of, personId: who.person.id, at: now });
  }

  const measures = await tables.cycles.measuresOf(who.scope, [recorded.cycle.id]);
  const updates =
    recorded.cycle.decision === "scale" ? await tables.cycles.updatesOf(who.scope, recorded.cycle.id) : [];
  const today = localDateOf(now, who.timeZone);
  const amendments = await tables.cycles.amendmentsOf(who.scope, [recorded.cycle.id]);
  const amended = amendedLine(recorded.cycle, amendments, { today, timeZone: who.timeZone });
  const sharing = await cycleSharing(tables, who, recorded.cycle, now);
  const card = recordedCard(recorded, today, { measures, updates, minN: who.network.minN, amended, sharing });
  for (const measure of recorded.next === undefined ? [] : measuredAgain(measures, recorded.next, now))
    await tables.cycles.saveMeasure(who.scope, measure);
  const shown = await settlePrompts(tables, who, recorded, card, promptId ?? undefined, now);
  const settled = draftId !== undefined && (await settleDraft(tables, who, draftId, "recorded", card, now));
  // Whatever became of the question: she sees what was recorded.
  if (!shown && !settled) {
    const id = idOf("recorded", recorded.update.id);
    await enqueue(tables, who.scope, [{ effect: "tell", id, personId: who.person.id, kind: "answer", card }], now);
  }
  await settleNudges(tables, who, recorded, now);
  await publishDigest(tables, who.scope, team, now, now);
}
