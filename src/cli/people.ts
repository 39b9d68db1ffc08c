import type { Network, Workspace } from "../core/network/model.js";
import { activePeople, unclaimedPeople } from "../core/network/unclaimed.js";
import type { Repositories } from "../ports/store.js";
import { chooseNetwork } from "./choose.js";
import { type CommandIo, CommandProblem, readArgs, runCommand } from "./io.js";

const usage = "throughline people [--unclaimed] [--in NETWORK]";

/** `throughline people`: who takes part, and where each is claimed. Former people are not listed. */
export function peopleCommand(args: string[], io: CommandIo): Promise<number> {
  return runCommand(io, args, usage, async () => {
    const options = { unclaimed: { type: "boolean" }, in: { type: "string" } } as const;
    const { values, positionals } = readArgs(args, options, usage);
    if (positionals.length > 0) throw new CommandProblem(usage);
    const lines = await io.store.read(async (view) => {
      const network = chooseNetwork(await view.networks.all(), values.in);
      return linesOf(view, network, values.unclaimed === true);
    });
    for (const line of lines) io.print(line);
    return 0;
  });
}

async function linesOf(view: Repositories, network: Network, unclaimedOnly: boolean): Promise<string[]> {
  const scope = { networkId: network.id };
  const { people, memberships, districts } = await view.roster.load(scope);
  const identities = await view.workspaces.identities(scope);
  const workspaces = await view.workspaces.all(scope);
  const shown = unclaimedOnly ? unclaimedPeople(people, memberships, identities) : activePeople(people, memberships);
  const lines = shown.map((person) => {
    const district = districts.find(({ id }) => id === person.districtId)?.name ?? network.name;
    const claims = identities.filter(({ personId }) => personId === person.id);
    const where = claims.map(({ workspaceId, claimedBy }) => `${nameOf(workspaces, workspaceId)} (${claimedBy})`);
    return `${district}  ${person.name}  ${person.email ?? "no address"}  ${where.join(", ") || "not claimed"}`;
  });
  const last = unclaimedOnly
    ? `${shown.length} not claimed. A code for one of them: throughline link --person EMAIL|NAME`
    : `${shown.length} people.`;
  return [...lines.sort(), last];
}

function nameOf(workspaces: Workspace[], id: string): string {
  return workspaces.find((workspace) => workspace.id === id)?.name ?? "a workspace";
}
