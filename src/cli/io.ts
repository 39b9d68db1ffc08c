import { parseArgs } from "node:util";
import type { Store } from "../ports/store.js";

/** What a command works with: handed in, so that a test can be the terminal. */
export type CommandIo = {
  store: Store;
  /** Programme time. */
  now: Date;
  print(line: string): void;
};

/** A command was not understood or cannot be done: one sentence that says what to write instead. Nothing was written. */
export class CommandProblem extends Error {
  override name = "CommandProblem";
}

/** Runs a command. The exit code: 0 when it was done, 1 with the reason printed when it was not. */
export async function runCommand(
  io: CommandIo,
  args: string[],
  usage: string,
  work: () => Promise<number>,
): Promise<number> {
  if (args.includes("--help")) {
    io.print(usage);
    return 0;
  }
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CommandProblem)) throw error;
    io.print(error.message);
    return 1;
  }
}

type Options = Record<string, { type: "string" | "boolean" }>;

/** Words and options of a command line. An unknown or incomplete option is a problem with `usage` under it. */
export function readArgs<T extends Options>(args: string[], options: T, usage: string) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    const [reason] = (error as Error).message.split(". ");
    throw new CommandProblem(`${reason}.\n${usage}`);
  }
}
