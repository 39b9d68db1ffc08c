import { type CalendarRead, readCalendar } from "../core/calendar/ics.js";
import type { IcsFile } from "../core/calendar/ics-model.js";
import { localDateOf } from "../core/calendar/local.js";
import type { NetworkFile, Problem } from "../core/network/file.js";
import type { Diff } from "../core/network/import-diff.js";
import type { District } from "../core/network/model.js";
import { didYouMean, nameKey } from "../core/network/names.js";
import { networkOfFile } from "../core/network/plan-import.js";
import type { Repositories, Store } from "../ports/store.js";
import { importInto } from "./import-network.js";

export type CalendarImport = {
  now: Date;
  dryRun: boolean;
  /** The name of the district whose calendar it is. */
  district: string;
  /** The network, where several are known. */
  named?: string;
};

export type CalendarOutcome =
  | { outcome: "problems"; problems: Problem[] }
  | { outcome: "imported" | "dry run"; district: District; read: CalendarRead; diff: Diff };

/**
 * One district's calendar from an iCalendar file, everything or nothing. Read and written in one transaction: what the file
 * does not speak of stays as it is then. What was planned by the calendar before is planned anew, as with every import.
 */
export function importCalendar(store: Store, file: IcsFile, options: CalendarImport): Promise<CalendarOutcome> {
  const work = (tables: Repositories) => importCalendarInto(tables, file, options);
  return options.dryRun ? store.read(work) : store.write(work);
}

async function importCalendarInto(
  tables: Repositories,
  file: IcsFile,
  options: CalendarImport,
): Promise<CalendarOutcome> {
  const refuse = (says: string): CalendarOutcome => ({
    outcome: "problems",
    problems: [{ lines: [], field: "", says }],
  });
  const chosen = networkOfFile(fileWith([]), await tables.networks.all(), options);
  if ("problem" in chosen) return { outcome: "problems", problems: [chosen.problem] };
  if (!("network" in chosen)) return refuse("no network is known yet: import the network's own file first");
  const { districts } = await tables.roster.load({ networkId: chosen.network.id });
  const district = districts.find(({ name }) => nameKey(name) === nameKey(options.district));
  if (district === undefined) {
    const names = districts.map(({ name }) => name);
    const near = didYouMean(options.district, names) || `: known are ${names.join(", ") || "none"}`;
    return refuse(`there is no district "${options.district}"${near}`);
  }
  const outcome = readCalendar(file, district, localDateOf(options.now, district.timeZone));
  if ("problems" in outcome) return { outcome: "problems", problems: outcome.problems };
  const { terms, closed, earlyRelease } = outcome.read.calendar;
  const place = { line: 1, fields: {}, lines: [] };
  const row = { name: district.name, calendar: { terms, closed, early_release: earlyRelease }, place };
  const { now, dryRun } = options;
  const written = await importInto(
    tables,
    { file: fileWith([row]), problems: [] },
    { now, dryRun, named: chosen.network.name },
  );
  return written.outcome === "problems" ? written : { ...written, district, read: outcome.read };
}

function fileWith(districts: NetworkFile["districts"]): NetworkFile {
  return { collaborations: [], convenings: [], districts, teams: [], mentioned: new Set() };
}
