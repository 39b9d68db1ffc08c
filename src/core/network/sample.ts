import { z } from "zod";
import { addDays, daysBetween, mondayOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import { readUpdate } from "../cycle/read-update.js";
import { type OpenStage, updateForm } from "../cycle/update-form.js";
import { type SharingLevel, sharingLevels } from "../matching/records.js";
import { type TopicId, topics } from "../matching/topics.js";
import { evidenceSources, type MeasureKind, measureKinds } from "../measure/model.js";
import type { Answers } from "../ui/form.js";
import { type ConveningRow, localDate, type NetworkFile, type Problem } from "./file.js";
import { describeProblems } from "./import-diff.js";
import { parseNetworkFile, type RawFile } from "./parse-file.js";
import { nextOpenWeek, sampleClosedDays } from "./sample-calendar.js";

/** What the districts that are named as samples have recorded, one chain of updates after the other. */
export type SampleChain = {
  district: string;
  /** The imported cycle that the updates belong to; absent: the first update opens one. */
  cycle?: string;
  /** Declared with the first plan. */
  measures: Answers[];
  updates: SampleUpdate[];
};

/** `measure`: the kind that its result belongs to. */
export type SampleUpdate = {
  on: LocalDate;
  at: string;
  by: string;
  stage: OpenStage;
  answers: Answers;
  measure: MeasureKind;
};

/** What a sample district's lead said of its problem, and how far that and its closed cycles, by title, may go. */
export type SampleSharing = {
  district: string;
  on: LocalDate;
  topic: TopicId;
  problem: SharingLevel;
  cycles: Record<string, SharingLevel>;
};

export type SampleNetwork = {
  file: NetworkFile;
  chains: SampleChain[];
  sharing: SampleSharing[];
  /** Addresses that nobody has in the simulated workspaces. */
  notInWorkspace: string[];
};

/** The two files of prisma/sample, read and not yet understood. */
export type SampleSource = { network: RawFile; results: RawFile };

const updateRow = z.strictObject({
  on: localDate,
  at: z.string().default("15:20"),
  by: z.email(),
  stage: z.enum(["plan", "do", "study", "act"]),
  answers: z.record(z.string(), z.union([z.string(), z.number()])),
  measure: z.enum(measureKinds).default("outcome"),
});

const measureRow = z.strictObject({
  kind: z.enum(measureKinds),
  name: z.string(),
  source: z.enum(evidenceSources),
});

const resultsFile = z.strictObject({
  written_for: localDate,
  not_in_workspace: z.array(z.email()),
  chains: z.array(
    z.strictObject({
      district: z.string(),
      cycle: z.string().optional(),
      measures: z.array(measureRow).default([]),
      updates: z.array(updateRow).min(1),
    }),
  ),
  sharing: z.array(
    z.strictObject({
      district: z.string(),
      on: localDate,
      topic: z.enum(topics.map(({ id }) => id)),
      problem: z.enum(sharingLevels),
      cycles: z.record(z.string(), z.enum(sharingLevels)),
    }),
  ),
});

/**
 * The sample network as if it had been written in the week of `today`: every date of both files moves by the same number
 * of whole weeks, so that weekdays and distances stay. Closed days are the year's own, and a convening moves on when it
 * would meet one. Throws when the files do not fit the import format.
 */
export function sampleNetwork(source: SampleSource, today: LocalDate): SampleNetwork {
  const moved = { network: moveToWeek(source.network, today), results: moveToWeek(source.results, today) };
  const { file, problems } = parseNetworkFile(moved.network);
  if (problems.length > 0) throw unfit(problems);
  const results = resultsFile.parse(moved.results.value);
  const calendar = { closed: sampleClosedDays(today) };
  return {
    file: {
      ...file,
      convenings: file.convenings.map(onOpenDays),
      districts: file.districts.map((district) => ({ ...district, calendar })),
      teams: file.teams.map((team) => ({ ...team, check_in: team.check_in && fromToday(team.check_in, today) })),
    },
    chains: results.chains.map((chain) => ({ ...chain, updates: chain.updates.map(asSent) })),
    sharing: results.sharing,
    notInWorkspace: results.not_in_workspace,
  };
}

function unfit(problems: Problem[]): Error {
  return new Error(`The sample network does not fit the import format:\n${describeProblems(problems).join("\n")}`);
}

function moveToWeek(raw: RawFile, today: LocalDate): RawFile {
  const writtenFor = z.object({ written_for: localDate }).parse(raw.value).written_for;
  const days = daysBetween(mondayOf(writtenFor), mondayOf(today));
  return { ...raw, value: moveDates(raw.value, days) };
}

/** Every text that is a date and nothing else, moved. */
function moveDates(value: unknown, days: number): unknown {
  if (typeof value === "string") return /^\d{4}-\d{2}-\d{2}$/.test(value) ? addDays(value, days) : value;
  if (Array.isArray(value)) return value.map((item) => moveDates(item, days));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, moveDates(item, days)]));
}

function onOpenDays(convening: ConveningRow): ConveningRow {
  const { from, to } = nextOpenWeek({ from: convening.starts_on, to: convening.ends_on ?? convening.starts_on });
  return { ...convening, starts_on: from, ends_on: to };
}

/** A rule that begins in this week begins today, so that a day of the week that is over was not missed. */
function fromToday<T extends { starts_on?: LocalDate }>(rule: T, today: LocalDate): T {
  const thisWeek = rule.starts_on !== undefined && mondayOf(rule.starts_on) === mondayOf(today);
  return thisWeek && rule.starts_on !== undefined && rule.starts_on < today ? { ...rule, starts_on: today } : rule;
}

/** As the form would have taken them; a field that no form has is an error, and so is what it would refuse. */
function asSent(update: z.infer<typeof updateRow>): SampleUpdate {
  const { stage, on: today } = update;
  const form = updateForm(stage, undefined, { today });
  const names = form.fields.flatMap((field) => (field.kind === "note" ? [] : [field.name]));
  const strange = Object.keys(update.answers).filter((name) => !names.includes(name));
  if (strange.length > 0) throw new Error(`The update form of “${stage}” has no field ${strange.join(", ")}.`);
  const values = Object.fromEntries(Object.entries(update.answers).map(([name, given]) => [name, `${given}`]));
  const read = readUpdate(form, values, { stage, cycle: undefined, measures: [], today, changing: false });
  if (!read.ok) throw new Error(`The update form of “${stage}” refuses ${JSON.stringify(read.errors)}.`);
  return { ...update, answers: read.answers };
}
