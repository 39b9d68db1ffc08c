import { readFileSync } from "node:fs";
import type { NetworkFile } from "../../src/core/network/file.js";
import { describeProblems } from "../../src/core/network/import-diff.js";
import type { ImportChanges, KnownNetwork } from "../../src/core/network/import-draft.js";
import { networkOfFile, planImport } from "../../src/core/network/plan-import.js";
import { readNetworkFile } from "../../src/network-file/read.js";

export const now = new Date("2026-09-09T18:00:00Z");
export const today = "2026-09-09";

/** The complete example of docs/import.md, as a reader would copy it. */
export function documentedExample(language: "yaml" | "csv"): string {
  const page = readFileSync(new URL("../../docs/import.md", import.meta.url), "utf8");
  const block = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page);
  if (block?.[1] === undefined) throw new Error(`docs/import.md has no ${language} example`);
  return block[1];
}

export function read(text: string, name = "network.yaml") {
  return readNetworkFile(Buffer.from(text), name);
}

/** The file of a text that must be readable. */
export function fileOf(text: string, name = "network.yaml"): NetworkFile {
  const { file, problems } = read(text, name);
  if (file === undefined || problems.length > 0) throw new Error(describeProblems(problems).join("\n"));
  return file;
}

/** Everything that is wrong with a text, as the command prints it. */
export function problemsIn(text: string, known?: KnownNetwork, name = "network.yaml"): string[] {
  const { file, problems } = read(text, name);
  if (file === undefined) return describeProblems(problems);
  const network = networkOfFile(file, known === undefined ? [] : [known.network]);
  const found = "problem" in network ? [network.problem] : [];
  return describeProblems([...problems, ...found, ...planImport(file, known, now).problems]);
}

/** What is known after a plan was written. */
export function afterwards(known: KnownNetwork | undefined, changes: ImportChanges): KnownNetwork {
  const network = changes.network ?? known?.network;
  if (network === undefined) throw new Error("no network");
  const merged = <T extends { id: string }>(before: T[] | undefined, after: T[]) => [
    ...new Map([...(before ?? []), ...after].map((row) => [row.id, row])).values(),
  ];
  const { roster } = changes;
  return {
    network,
    roster: {
      collaborations: merged(known?.roster.collaborations, roster.collaborations),
      convenings: merged(known?.roster.convenings, roster.convenings),
      districts: merged(known?.roster.districts, roster.districts),
      teams: merged(known?.roster.teams, roster.teams),
      people: merged(known?.roster.people, roster.people),
      memberships: merged(known?.roster.memberships, roster.memberships),
      pmAssignments: merged(known?.roster.pmAssignments, roster.pmAssignments),
      rules: merged(known?.roster.rules, roster.rules),
    },
    problems: [
      ...(known?.problems ?? []),
      ...changes.problems.flatMap(({ problem, versions }) => {
        const current = versions.at(-1);
        return current === undefined ? [] : [{ problem, current }];
      }),
    ],
    cycles: merged(known?.cycles, changes.cycles),
  };
}

/** Imports a text that must have no problems. */
export function imported(text: string, known?: KnownNetwork, at = now, name = "network.yaml"): KnownNetwork {
  const plan = planImport(fileOf(text, name), known, at);
  if (plan.problems.length > 0) throw new Error(describeProblems(plan.problems).join("\n"));
  return afterwards(known, plan.changes);
}

export function diffOf(text: string, known?: KnownNetwork, at = now, name = "network.yaml"): string[] {
  const { diff } = planImport(fileOf(text, name), known, at);
  return diff.entries.map(({ change, what, name: of }) => `${change} ${what} ${of}`);
}
