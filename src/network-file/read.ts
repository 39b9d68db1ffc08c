import type { NetworkFile, Problem } from "../core/network/file.js";
import { parseNetworkFile } from "../core/network/parse-file.js";
import { readCsv } from "./csv.js";
import { textOf } from "./text.js";
import { readYaml } from "./yaml.js";

/** `file` is absent where nothing could be read. `notes` are worth saying and stop nothing. */
export type NetworkFileRead = { file?: NetworkFile; problems: Problem[]; notes: string[] };

/** A network file, read and checked row by row. `name` is only asked for its ending. Nothing is thrown for bad bytes. */
export function readNetworkFile(bytes: Uint8Array, name: string): NetworkFileRead {
  if (!/\.(ya?ml|json|csv|tsv)$/i.test(name)) {
    const says =
      "the file's name must end in .yaml or .csv (a district's calendar: .ics), so that it is clear how to read it";
    return { problems: [{ lines: [], field: "", says }], notes: [] };
  }
  const content = textOf(bytes);
  if ("problem" in content) return { problems: [content.problem], notes: [] };
  const read = isCsv(name) ? readCsv(content.text) : { notes: [], ...readYaml(content.text) };
  if (read.raw === undefined) return { problems: read.problems, notes: read.notes };
  const parsed = parseNetworkFile(read.raw);
  return { file: parsed.file, problems: [...read.problems, ...parsed.problems], notes: read.notes };
}

function isCsv(name: string): boolean {
  return /\.(csv|tsv)$/i.test(name);
}
