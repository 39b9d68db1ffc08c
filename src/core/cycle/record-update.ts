import { idOf } from "../id.js";
import type { Answers } from "../ui/form.js";
import type { Cycle, CycleUpdate, CycleUpdateVersion, Decision, PlanDetails } from "./model.js";
import type { OpenStage } from "./update-form.js";

/** What one recorded update changes. `expected`: the cycle's version that this was computed from; 0 for a new one. */
export type RecordedUpdate = {
  cycle: Cycle;
  expected: number;
  update: CycleUpdate;
  version: CycleUpdateVersion;
  /** Opened by "adapt": the linked next cycle, waiting for its plan. */
  next?: Cycle;
};

export type UpdateInput = {
  /** Names the act; the same key gives the same ids. */
  key: string;
  team: { id: string; networkId: string; districtId: string };
  /** The team's problem of practice, which a new cycle works on. */
  problemId?: string | null;
  cycle: Cycle | undefined;
  stage: OpenStage;
  answers: Answers;
  personId: string;
  promptId: string | null;
  draftId?: string | null;
  /** Of a new cycle: the plan that it began with. */
  credit?: Credit | undefined;
  now: Date;
};

/** What a plan begins with besides its form. `of`: whose it is; undefined: the team's own. */
export type Credit = { of: { cycleId: string; districtId: string } | undefined; details: PlanDetails };

/**
 * One update on its cycle. An update that answers an earlier stage than the cycle is in (a colleague was faster, and she
 * was told) is kept without moving the cycle back. Whether the person may do this is the caller's question.
 */
export function recordUpdate(input: UpdateInput): RecordedUpdate {
  const before = input.cycle ?? newCycle(input);
  const update = updateOf(input, before.id);
  const after = before.stage === input.stage ? advance(before, input) : before;
  return {
    cycle: { ...after, version: before.version + 1 },
    expected: before.version,
    update,
    version: versionOf(update),
    ...(after.decision === "adapt" && before.decision === null ? { next: adapted(after, input.now) } : {}),
  };
}

/**
 * A changed update as its next version. The cycle's words follow (its title, question, day and reason), its prediction as
 * long as the test has not started; its stage and its decision stay: history is not run again.
 */
export function changeUpdate(
  cycle: Cycle,
  update: CycleUpdate,
  answers: Answers,
  personId: string,
  now: Date,
): { cycle: Cycle; update: CycleUpdate; version: CycleUpdateVersion } {
  const all = { ...update.answers, ...answers };
  const changed = { ...update, answers: all, version: update.version + 1, changedAt: now };
  const version = { ...versionOf(changed), personId, at: now };
  return { cycle: { ...reworded(cycle, update, all), version: cycle.version + 1 }, update: changed, version };
}

function reworded(cycle: Cycle, update: CycleUpdate, answers: Answers): Cycle {
  if (update.stage === "plan") {
    const title = text(answers.change) ?? cycle.title;
    const words = { title, question: text(answers.question) ?? null, dueOn: text(answers.dueOn) ?? null };
    return { ...cycle, ...words, ...(cycle.predictionLockedAt === null ? predictionIn(answers) : {}) };
  }
  return hasClosed(update, cycle) ? { ...cycle, reason: text(answers.reason) ?? null } : cycle;
}

/**
 * Whether the cycle was closed by this update, so that its reason is the cycle's: the same decision that a colleague made
 * before, after or in the same instant has a reason of its own.
 */
function hasClosed({ recordedAt, answers }: CycleUpdate, { decision, reason, closedAt }: Cycle): boolean {
  const decided = decision !== null && answers.decision === decision;
  return decided && recordedAt.getTime() === closedAt?.getTime() && (text(answers.reason) ?? null) === reason;
}

function advance(cycle: Cycle, { stage, answers, now }: UpdateInput): Cycle {
  switch (stage) {
    case "plan":
      return {
        ...cycle,
        title: text(answers.change) ?? cycle.title,
        question: text(answers.question) ?? null,
        ...predictionIn(answers),
        dueOn: text(answers.dueOn) ?? null,
        stage: "do",
      };
    case "do":
      return { ...started(cycle, now), stage: answers.next === "ready to study" ? "study" : "do" };
    case "study":
    case "act": {
      const decision = decisionIn(answers);
      if (decision === undefined) return { ...cycle, stage: "act" };
      return { ...cycle, stage: "closed", decision, reason: text(answers.reason) ?? null, closedAt: now };
    }
    default:
      return stage satisfies never;
  }
}

function predictionIn(answers: Answers): Pick<Cycle, "prediction" | "predictedFigure"> {
  return {
    prediction: text(answers.prediction) ?? null,
    predictedFigure: typeof answers.predictedFigure === "number" ? answers.predictedFigure : null,
  };
}

/** The test begins, with its first result at the latest: from here on the prediction stays as it is. */
export function started(cycle: Cycle, now: Date): Cycle {
  return { ...cycle, startedAt: cycle.startedAt ?? now, predictionLockedAt: cycle.predictionLockedAt ?? now };
}

function newCycle({ key, team, personId, now, answers, problemId = null, credit }: UpdateInput): Cycle {
  return {
    ...emptyCycle(idOf("cycle", key), team, now),
    problemId,
    title: text(answers.change) ?? "",
    ownerId: personId,
    details: credit?.details ?? {},
    creditCycleId: credit?.of?.cycleId ?? null,
    creditDistrictId: credit?.of?.districtId ?? null,
  };
}

function adapted(cycle: Cycle, now: Date): Cycle {
  return {
    ...emptyCycle(
      idOf("cycle", "adapts", cycle.id),
      { id: cycle.teamId, networkId: cycle.networkId, districtId: cycle.districtId },
      now,
    ),
    problemId: cycle.problemId,
    title: cycle.title,
    question: cycle.question,
    details: cycle.details,
    testers: cycle.testers,
    ownerId: cycle.ownerId,
    previousId: cycle.id,
    version: 1,
  };
}

function emptyCycle(id: string, team: UpdateInput["team"], now: Date): Cycle {
  return {
    id,
    networkId: team.networkId,
    districtId: team.districtId,
    teamId: team.id,
    problemId: null,
    title: "",
    question: null,
    prediction: null,
    predictedFigure: null,
    dueOn: null,
    stage: "plan",
    ownerId: null,
    startedAt: null,
    predictionLockedAt: null,
    decision: null,
    reason: null,
    closedAt: null,
    previousId: null,
    details: {},
    testers: [],
    creditCycleId: null,
    creditDistrictId: null,
    version: 0,
    createdAt: now,
  };
}

function updateOf(input: UpdateInput, cycleId: string): CycleUpdate {
  const { key, team, stage, answers, personId, promptId, draftId = null, now } = input;
  return {
    id: idOf("update", key),
    networkId: team.networkId,
    districtId: team.districtId,
    teamId: team.id,
    cycleId,
    personId,
    stage,
    promptId,
    draftId,
    answers,
    version: 1,
    recordedAt: now,
    changedAt: now,
    deletedAt: null,
  };
}

function versionOf(update: CycleUpdate): CycleUpdateVersion {
  return {
    id: idOf("update-version", update.id, update.version),
    networkId: update.networkId,
    districtId: update.districtId,
    updateId: update.id,
    version: update.version,
    answers: update.answers,
    personId: update.personId,
    at: update.changedAt,
  };
}

function decisionIn(answers: Answers): Decision | undefined {
  const { decision } = answers;
  return decision === "abandon" || decision === "adapt" || decision === "scale" ? decision : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** An update without its words and figures: what is left when its author removes it. Its decision stays, its reason goes. */
export function removeUpdate(cycle: Cycle, update: CycleUpdate, now: Date): { cycle: Cycle; update: CycleUpdate } {
  return {
    cycle: { ...cycle, reason: hasClosed(update, cycle) ? null : cycle.reason, version: cycle.version + 1 },
    update: { ...update, answers: {}, version: update.version + 1, changedAt: now, deletedAt: now },
  };
}
