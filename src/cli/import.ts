import { importNetwork } from "../app/import-network.js";
import { describeDiff, describeProblems } from "../core/network/import-diff.js";
import { readNetworkFile } from "../network-file/read.js";
import { importCalendarCommand } from "./import-calendar.js";
import { type CommandIo, CommandProblem, readArgs, runCommand } from "./io.js";

const usage = `throughline import FILE [--dry-run] [--network NAME] [--new-network]
  FILE: .yaml or .csv, see docs/import.md
throughline import FILE.ics --district NAME [--yes] [--network NAME]
  a district's calendar: shows what it understood, and writes it with --yes`;

/** `throughline import`: prints the problems and writes nothing, or prints the diff and writes it. */
export function importCommand(
  args: string[],
  io: CommandIo & { readFile(path: string): Promise<Uint8Array> },
): Promise<number> {
  return runCommand(io, args, usage, async () => {
    const options = {
      "dry-run": { type: "boolean" },
      network: { type: "string" },
      "new-network": { type: "boolean" },
      district: { type: "string" },
      yes: { type: "boolean" },
    } as const;
    const { values, positionals } = readArgs(args, options, usage);
    const [path, ...others] = positionals;
    if (path === undefined || others.length > 0) throw new CommandProblem(usage);
    const dryRun = values["dry-run"] === true;
    const bytes = await bytesOf(path, io.readFile);
    if (/\.ics$/i.test(path)) {
      const { district, network } = values;
      return importCalendarCommand(bytes, { path, district, network, use: values.yes === true && !dryRun }, io);
    }
    if (values.district !== undefined || values.yes !== undefined) {
      throw new CommandProblem(`--district and --yes are for calendars (.ics): ${path} is none.`);
    }
    const read = readNetworkFile(bytes, path);
    const outcome = await importNetwork(io.store, read, {
      now: io.now,
      dryRun,
      newNetwork: values["new-network"] === true,
      named: values.network,
    });
    for (const note of read.notes) io.print(note);
    if (outcome.outcome === "problems") {
      for (const line of describeProblems(outcome.problems)) io.print(`${path}: ${line}`);
      const count = outcome.problems.length === 1 ? "1 problem" : `${outcome.problems.length} problems`;
      io.print(`${count}. Nothing was written.`);
      return 1;
    }
    for (const line of describeDiff(outcome.diff)) io.print(line);
    if (dryRun) io.print("Dry run: nothing was written.");
    return 0;
  });
}

async function bytesOf(path: string, readFile: (path: string) => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const reason =
      code === "ENOENT"
        ? "there is no such file"
        : code === "EISDIR"
          ? "it is a folder"
          : `it cannot be read (${code})`;
    throw new CommandProblem(`${path}: ${reason}.`);
  }
}
