import { importCalendar } from "../app/import-calendar.js";
import { describeCalendar } from "../core/calendar/ics-preview.js";
import { describeDiff, describeProblems } from "../core/network/import-diff.js";
import { readIcs } from "../network-file/ics.js";
import { type CommandIo, CommandProblem } from "./io.js";

export type CalendarArguments = {
  path: string;
  district: string | undefined;
  network: string | undefined;
  use: boolean;
};

/**
 * A district's calendar from an iCalendar file. What events mean is guessed from their words: so it shows what it took each
 * for, and writes it only when told so (`use`).
 */
export async function importCalendarCommand(
  bytes: Uint8Array,
  { path, district, network, use }: CalendarArguments,
  io: CommandIo,
): Promise<number> {
  if (district === undefined) {
    throw new CommandProblem(`${path}: say whose calendar it is with --district NAME.`);
  }
  const { file, problems } = readIcs(bytes);
  const outcome =
    file === undefined
      ? { outcome: "problems" as const, problems }
      : await importCalendar(io.store, file, { now: io.now, dryRun: !use, district, named: network });
  if (outcome.outcome === "problems") {
    for (const line of describeProblems(outcome.problems)) io.print(`${path}: ${line}.`);
    io.print("Nothing was written.");
    return 1;
  }
  for (const line of describeCalendar(outcome.read, outcome.district.name)) io.print(line);
  for (const line of describeDiff(outcome.diff)) io.print(line);
  if (!use) io.print("Nothing was written. When this is right, say the same again with --yes.");
  return 0;
}
