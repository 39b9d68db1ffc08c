import { type CodeFor, makeLinkCode } from "../app/link-codes.js";
import { linkWorkspace } from "../app/link-workspace.js";
import type { Network, Workspace } from "../core/network/model.js";
import { activePeople } from "../core/network/unclaimed.js";
import type { Repositories } from "../ports/store.js";
import { chooseDistrict, chooseNetwork, choosePerson } from "./choose.js";
import { type CommandIo, CommandProblem, readArgs, runCommand } from "./io.js";

const usage = [
  "throughline link --list                                  workspaces, linked and not",
  "throughline link --district NAME                         a one-time code that links a district's workspace",
  "throughline link --network                               the same for the network's own workspace",
  "throughline link --person EMAIL|NAME                     a one-time code that says who somebody is",
  "throughline link --workspace PLATFORM:ID --district NAME links at once, without a code (or --network)",
  "Where there are several networks, add --in NAME.",
].join("\n");

const options = {
  list: { type: "boolean" },
  district: { type: "string" },
  network: { type: "boolean" },
  person: { type: "string" },
  workspace: { type: "string" },
  in: { type: "string" },
} as const;

type LinkIo = CommandIo & { random(bytes: number): Uint8Array };

/** `throughline link`: makes one-time codes, links a workspace at once, lists what is linked. */
export function linkCommand(args: string[], io: LinkIo): Promise<number> {
  return runCommand(io, args, usage, async () => {
    const { values, positionals } = readArgs(args, options, usage);
    const targets = [values.district, values.network, values.person].filter((value) => value !== undefined).length;
    const wrong =
      positionals.length > 0 || (values.list ? targets > 0 || values.workspace !== undefined : targets !== 1);
    if (wrong || (values.workspace !== undefined && values.person !== undefined)) throw new CommandProblem(usage);
    if (values.list) return list(io);
    const network = await io.store.read(async (view) => chooseNetwork(await view.networks.all(), values.in));
    if (values.person !== undefined) return codeForPerson(io, network, values.person);
    const target = await targetOf(io, network, values.district);
    return values.workspace === undefined
      ? codeForWorkspace(io, network, target)
      : linkAtOnce(io, target, values.workspace);
  });
}

type Target = { networkId: string; districtId: string | null; name: string };

async function targetOf(io: LinkIo, network: Network, district: string | undefined): Promise<Target> {
  if (district === undefined) return { networkId: network.id, districtId: null, name: network.name };
  const { districts } = await io.store.read((view) => view.roster.load({ networkId: network.id }));
  const { id, name } = chooseDistrict(districts, district);
  return { networkId: network.id, districtId: id, name };
}

async function codeForWorkspace(io: LinkIo, network: Network, { districtId, name }: Target): Promise<number> {
  const whose = districtId === null ? `${name} itself` : name;
  return printCode(io, { purpose: "workspace", networkId: network.id, districtId }, [
    `Links a workspace of ${whose}. There, once the app is installed, type to the bot:`,
  ]);
}

async function codeForPerson(io: LinkIo, network: Network, word: string): Promise<number> {
  const { people, memberships, districts } = await io.store.read((view) => view.roster.load({ networkId: network.id }));
  const { id, districtId, name } = choosePerson(activePeople(people, memberships), word);
  const district = districts.find((one) => one.id === districtId)?.name;
  const where =
    district === undefined ? `any linked workspace of ${network.name}` : `the linked workspace of ${district}`;
  return printCode(io, { purpose: "person", networkId: network.id, districtId, personId: id }, [
    `For ${name}. In ${where}, she types to the bot:`,
  ]);
}

async function printCode(io: LinkIo, wanted: CodeFor, says: string[]): Promise<number> {
  const { code, expiresAt } = await makeLinkCode(io.store, wanted, io.random, io.now);
  for (const line of says) io.print(line);
  io.print(`  link ${code}`);
  io.print(
    `Works once, until ${expiresAt.toISOString().slice(0, 16).replace("T", " ")} UTC. It cannot be shown again.`,
  );
  return 0;
}

async function linkAtOnce(io: LinkIo, target: Target, word: string): Promise<number> {
  const [platform = "", ...rest] = word.split(":");
  const ref = { platform, workspace: rest.join(":") };
  const outcome = await io.store.write(async (tables) => {
    const workspace = await tables.workspaces.byRef(ref);
    if (workspace === undefined || workspace.state === "removed") return "not installed" as const;
    const key = `link ${word} ${target.networkId} ${target.districtId} ${io.now.toISOString()}`;
    return linkWorkspace(tables, workspace, target, { key, actor: "operator", now: io.now });
  });
  if (outcome === "not installed") {
    throw new CommandProblem(`The app is not installed in "${word}". See: throughline link --list`);
  }
  if (outcome === undefined)
    throw new CommandProblem(`"${word}" is linked to somebody else. See: throughline link --list`);
  io.print(`"${outcome.name}" is linked to ${target.name}. Its people are looked up by e-mail while Throughline runs.`);
  return 0;
}

async function list(io: LinkIo): Promise<number> {
  const lines = await io.store.read(async (view) => {
    const linked: string[] = [];
    for (const network of await view.networks.all()) linked.push(...(await linesOf(view, network)));
    return [...linked, ...(await view.workspaces.unlinked()).map((one) => `${refOf(one)}  ${one.name}  not linked`)];
  });
  for (const line of lines.length === 0 ? ["No workspace has installed the app yet."] : lines) io.print(line);
  return 0;
}

async function linesOf(view: Repositories, network: Network): Promise<string[]> {
  const scope = { networkId: network.id };
  const { districts } = await view.roster.load(scope);
  return (await view.workspaces.all(scope)).map((workspace) => {
    const district = districts.find(({ id }) => id === workspace.districtId)?.name;
    const state = workspace.state === "removed" ? "  (app removed)" : "";
    return `${refOf(workspace)}  ${workspace.name}  ${district ?? `${network.name} (the network's own)`}${state}`;
  });
}

function refOf({ platform, externalId }: Workspace): string {
  return `${platform}:${externalId}`;
}
