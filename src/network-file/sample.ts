import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describeProblems } from "../core/network/import-diff.js";
import type { RawFile } from "../core/network/parse-file.js";
import type { SampleSource } from "../core/network/sample.js";
import { textOf } from "./text.js";
import { readYaml } from "./yaml.js";

/** The sample network's two files, from the project's prisma/sample. Rejects when one is missing or no YAML. */
export async function readSample(): Promise<SampleSource> {
  const folder = sampleFolder();
  const read = async (name: string): Promise<RawFile> => {
    const content = textOf(await readFile(new URL(name, folder)));
    const { raw, problems } =
      "text" in content ? readYaml(content.text) : { raw: undefined, problems: [content.problem] };
    if (raw === undefined || problems.length > 0) throw new Error(`${name}: ${describeProblems(problems).join("\n")}`);
    return raw;
  };
  return { network: await read("network.yaml"), results: await read("results.yaml") };
}

/** From src/network-file and from dist/src/network-file. */
function sampleFolder(): URL {
  const candidates = ["../../prisma/sample/", "../../../prisma/sample/"].map((path) => new URL(path, import.meta.url));
  const found = candidates.find((folder) => existsSync(folder));
  if (found === undefined) throw new Error(`prisma/sample is missing beside ${fileURLToPath(import.meta.url)}.`);
  return found;
}
