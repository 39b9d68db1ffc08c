import { z } from "zod";
import { contactClasses, type FoldedNote } from "../core/budget/model.js";
import { type CheckInPrompt, type CheckInSlot, occasions, parts, promptStates } from "../core/checkin/model.js";
import {
  type Commitment,
  type Cycle,
  type CycleUpdate,
  type CycleUpdateVersion,
  type Draft,
  dashboardColors,
  decisions,
  type PlanDetailsVersion,
  type ProblemVersion,
  planDetails,
  type SpreadStep,
  spreadSteps,
  stages,
} from "../core/cycle/model.js";
import { messageKinds } from "../core/effects.js";
import { directions, evidenceSources, type Measure, measured, measureKinds, units } from "../core/measure/model.js";
import {
  type District,
  districtKinds,
  type Identity,
  type LinkCode,
  levels,
  type Membership,
  networkRoles,
  type Person,
  type Workspace,
} from "../core/network/model.js";
import { outboxPolicies } from "../core/policy.js";
import type { Block } from "../core/ui/card.js";
import { type OutboxMessage, type OutboxState, outboxStates } from "../ports/outbox.js";
import type * as Row from "./generated/sqlite/client.js";
import { json, word } from "./read-column.js";

/**
 * Between rows and the words of the core, where they differ: JSON in text columns, and words out of a closed list.
 * A column that cannot be read is a RowError that names the column, never its content.
 */

const words = {
  districtKind: z.enum(districtKinds),
  level: z.enum(levels),
  networkRole: z.enum(networkRoles).nullable(),
  workspaceState: z.enum(["unlinked", "linked", "removed"]),
  claimedBy: z.enum(["e-mail", "code", "installed member"]),
  codePurpose: z.enum(["workspace", "person"]),
  stage: z.enum(stages),
  dashboardColor: z.enum(dashboardColors).nullable(),
  spreadStep: z.enum(spreadSteps),
  measureKind: z.enum(measureKinds),
  evidenceSource: z.enum(evidenceSources).nullable(),
  unit: z.enum(units),
  direction: z.enum(directions),
  measured: z.enum(measured),
  occasion: z.enum(occasions).nullable(),
  part: z.enum(parts).nullable(),
  decision: z.enum(decisions).nullable(),
  commitmentState: z.enum(["open", "done", "dropped"]),
  draftState: z.enum(["open", "recorded", "dropped"]),
  slotState: z.enum(["open", "skipped"]),
  promptState: z.enum(promptStates),
  messageKind: z.enum(messageKinds),
  policy: z.enum(outboxPolicies),
  outboxState: z.enum(outboxStates),
  contact: z.enum(contactClasses),
};

const range = { from: z.string(), to: z.string() };
const workspaceRef = { platform: z.string(), workspace: z.string() };
const figure = z.number().nullable();
// Cards are checked where they are made and where they are rendered; here only that it is one.
const block = z.custom<Block>((value) => typeof value === "object" && value !== null && "kind" in value);
const card = z.object({ heading: z.string().optional(), blocks: z.array(block) });

const shapes = {
  profile: z.object({
    schools: figure,
    enrollment: figure,
    frpmPct: figure,
    elPct: figure,
    locale: z.string().nullable(),
    grades: z.string().nullable(),
  }),
  calendar: z.object({
    terms: z.array(z.object(range)),
    closed: z.array(z.object({ ...range, name: z.string() })),
    earlyRelease: z.array(z.string()),
  }),
  strings: z.array(z.string()),
  details: z.object({
    ...Object.fromEntries(planDetails.map((name) => [name, z.string().optional()])),
    kitchenSize: z.number().optional(),
  }),
  answers: z.record(z.string(), z.union([z.string(), z.array(z.string()), z.number(), z.null()])),
  delivery: z.discriminatedUnion("do", [
    z.object({
      do: z.literal("direct"),
      to: z.object({ ...workspaceRef, user: z.string(), direct: z.string().optional() }),
      card,
      about: z.array(z.string()).optional(),
    }),
    z.object({
      do: z.literal("post"),
      to: z.object({ ...workspaceRef, channel: z.string() }),
      card,
      teamId: z.string().optional(),
    }),
    z.object({ do: z.literal("edit"), of: z.string(), card }),
  ]),
  message: z.object({ ...workspaceRef, channel: z.string(), message: z.string(), thread: z.string().optional() }),
};

const text = JSON.stringify;

export const readDistrict = (row: Row.District): District => ({
  ...row,
  kind: word("district.kind", words.districtKind, row.kind),
  profile: json("district.profile", shapes.profile, row.profile),
  calendar: json("district.calendar", shapes.calendar, row.calendar),
});

export const districtRow = (district: District): Row.District => ({
  ...district,
  profile: text(district.profile),
  calendar: text(district.calendar),
});

export const readPerson = (row: Row.Person): Person => ({
  ...row,
  networkRole: word("person.networkRole", words.networkRole, row.networkRole),
});

export const readMembership = (row: Row.Membership): Membership => ({
  ...row,
  level: word("membership.level", words.level, row.level),
});

export function readWorkspace(row: Row.Workspace): Workspace {
  const { credentials: _secret, credentialsKeyId: _key, ...workspace } = row;
  return { ...workspace, state: word("workspace.state", words.workspaceState, row.state) };
}

export const readIdentity = (row: Row.Identity): Identity => ({
  ...row,
  claimedBy: word("identity.claimedBy", words.claimedBy, row.claimedBy),
});

export const readCode = (row: Row.LinkCode): LinkCode => ({
  ...row,
  purpose: word("link_code.purpose", words.codePurpose, row.purpose),
});

export const readProblemVersion = (row: Row.ProblemVersion): ProblemVersion => ({
  ...row,
  studentGroups: json("problem_version.studentGroups", shapes.strings, row.studentGroups),
  gradeBands: json("problem_version.gradeBands", shapes.strings, row.gradeBands),
  dashboardColor: word("problem_version.dashboardColor", words.dashboardColor, row.dashboardColor),
  rootCauses: json("problem_version.rootCauses", shapes.strings, row.rootCauses),
});

export const problemVersionRow = (version: ProblemVersion): Row.ProblemVersion => ({
  ...version,
  studentGroups: text(version.studentGroups),
  gradeBands: text(version.gradeBands),
  rootCauses: text(version.rootCauses),
});

export const readCycle = (row: Row.Cycle): Cycle => ({
  ...row,
  stage: word("cycle.stage", words.stage, row.stage),
  decision: word("cycle.decision", words.decision, row.decision),
  details: row.details === null ? {} : json("cycle.details", shapes.details, row.details),
  testers: row.testers === null ? [] : json("cycle.testers", shapes.strings, row.testers),
});

export const cycleRow = (cycle: Cycle): Row.Cycle => ({
  ...cycle,
  details: Object.keys(cycle.details).length === 0 ? null : text(cycle.details),
  testers: cycle.testers.length === 0 ? null : text(cycle.testers),
});

export const readMeasure = (row: Row.Measure): Measure => ({
  ...row,
  kind: word("measure.kind", words.measureKind, row.kind),
  source: word("measure.source", words.evidenceSource, row.source),
  unit: word("measure.unit", words.unit, row.unit),
  better: word("measure.better", words.direction, row.better),
  about: word("measure.about", words.measured, row.about),
});

export const readPlanDetails = (row: Row.PlanDetailsVersion): PlanDetailsVersion => ({
  ...row,
  details: json("plan_details_version.details", shapes.details, row.details),
  testers: json("plan_details_version.testers", shapes.strings, row.testers),
});

export const planDetailsRow = (version: PlanDetailsVersion): Row.PlanDetailsVersion => ({
  ...version,
  details: text(version.details),
  testers: text(version.testers),
});

export const readSpreadStep = (row: Row.SpreadStep): SpreadStep => ({
  ...row,
  step: word("spread_step.step", words.spreadStep, row.step),
});

export const readUpdate = (row: Row.CycleUpdate): CycleUpdate => ({
  ...row,
  stage: word("cycle_update.stage", words.stage, row.stage),
  answers: json("cycle_update.answers", shapes.answers, row.answers),
});

export const updateRow = (update: CycleUpdate): Row.CycleUpdate => ({ ...update, answers: text(update.answers) });

export const readUpdateVersion = (row: Row.CycleUpdateVersion): CycleUpdateVersion => ({
  ...row,
  answers: json("cycle_update_version.answers", shapes.answers, row.answers),
});

export const updateVersionRow = (version: CycleUpdateVersion): Row.CycleUpdateVersion => ({
  ...version,
  answers: text(version.answers),
});

export const readCommitment = (row: Row.Commitment): Commitment => ({
  ...row,
  state: word("commitment.state", words.commitmentState, row.state),
});

export const readDraft = (row: Row.Draft): Draft => ({
  ...row,
  state: word("draft.state", words.draftState, row.state),
});

export const readSlot = (row: Row.CheckInSlot): CheckInSlot => ({
  ...row,
  state: word("check_in_slot.state", words.slotState, row.state),
  occasion: word("check_in_slot.occasion", words.occasion, row.occasion),
});

export const readPrompt = (row: Row.CheckInPrompt): CheckInPrompt => ({
  ...row,
  state: word("check_in_prompt.state", words.promptState, row.state),
  part: word("check_in_prompt.part", words.part, row.part),
});

export const readNote = (row: Row.FoldedNote): FoldedNote => ({
  ...row,
  contact: word("folded_note.contact", words.contact, row.contact),
});

export function readState(state: string): OutboxState {
  return word("outbox_message.state", words.outboxState, state);
}

export function readMessage(row: Row.OutboxMessage): OutboxMessage {
  const { providerId, ...message } = row;
  return {
    ...message,
    kind: word("outbox_message.kind", words.messageKind, row.kind),
    policy: word("outbox_message.policy", words.policy, row.policy),
    state: readState(row.state),
    contact: word("outbox_message.contact", words.contact.nullable(), row.contact),
    delivery: json("outbox_message.delivery", shapes.delivery, row.delivery),
    message: providerId === null ? null : json("outbox_message.providerId", shapes.message, providerId),
  };
}
