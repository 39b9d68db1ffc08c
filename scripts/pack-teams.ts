import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { type PackageValues, packTeams, wrongValues } from "./teams-package.js";

/** npm run pack:teams -- --app-id GUID --url https://…: the zip that a district's Teams admin uploads. */
const usage = `npm run pack:teams -- --app-id GUID --url https://throughline.your-network.org

  --app-id         the Entra app's Application (client) ID
  --url            the https address where Teams reaches your server
  --out            the file to write; data/throughline-teams.zip
  --publisher      who runs it, as admins see it (at most 32 characters); Throughline
  --website, --privacy, --terms
                   your network's own pages, shown to admins; the --url
  --mentions-only  without the permission to receive channel messages that do not mention the bot
`;

process.exitCode = run(process.argv.slice(2));

function run(words: string[]): number {
  const read = readArguments(words);
  if (typeof read === "string") return refuse([read]);
  const { help, out, "app-id": appId, "mentions-only": mentionsOnly, ...rest } = read;
  if (help) {
    process.stdout.write(usage);
    return 0;
  }
  const values = { ...rest, appId, mentionsOnly };
  const wrong = wrongValues(values);
  if (!out.endsWith(".zip")) wrong.push(`--out “${out}” does not end in .zip: Teams takes no other file.`);
  if (wrong.length > 0) return refuse(wrong);
  try {
    mkdirSync(path.dirname(out), { recursive: true });
    writeFileSync(out, packTeams(values as PackageValues));
  } catch (error) {
    return refuse([`${out} could not be written: ${error instanceof Error ? error.message : String(error)}.`]);
  }
  process.stdout.write(
    `${out} is ready. In each district: Teams admin center → Teams apps → Manage apps → upload it.\n`,
  );
  const missing = (["website", "privacy", "terms"] as const).filter((name) => rest[name] === undefined);
  if (missing.length > 0)
    process.stdout.write(
      `Not given: ${missing.map((name) => `--${name}`).join(", ")}. Admins look at these links; for now they lead to ${rest.url}.\n`,
    );
  return 0;
}

function readArguments(words: string[]) {
  try {
    return parseArgs({
      args: words,
      options: {
        "app-id": { type: "string" },
        url: { type: "string" },
        out: { type: "string", default: "data/throughline-teams.zip" },
        publisher: { type: "string" },
        website: { type: "string" },
        privacy: { type: "string" },
        terms: { type: "string" },
        "mentions-only": { type: "boolean" },
        help: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}.`;
  }
}

function refuse(sentences: string[]): number {
  process.stderr.write(`${sentences.join("\n")}\n(--help says what there is.)\n`);
  return 1;
}
