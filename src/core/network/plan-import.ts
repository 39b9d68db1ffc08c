import { localDateOf } from "../calendar/local.js";
import type { MemberRow, NetworkFile, NetworkPersonRow, Problem } from "./file.js";
import { type Diff, fieldChanges } from "./import-diff.js";
import { emptyRows, type ImportChanges, type ImportDraft, type KnownNetwork, problemAt } from "./import-draft.js";
import type { District, Network, NetworkRole, Person } from "./model.js";
import { didYouMean, nameKey } from "./names.js";
import { endNetworkPeople, type Mention, planPeople } from "./plan-people.js";
import { planCollaborations, planConvenings, planDistricts, planNetwork } from "./plan-places.js";
import {
  endAssignmentsOfFormerPeople,
  type PlannedTeam,
  planCheckIn,
  planMembers,
  planProgramManager,
  planTeams,
} from "./plan-teams.js";
import { planCycle, planProblem } from "./plan-work.js";

/** `changes` and `diff` mean nothing while there are problems. */
export type ImportPlan = { changes: ImportChanges; diff: Diff; problems: Problem[] };

/**
 * The network that a file speaks of: the one it names, else the only one there is. `new` where it is to be founded.
 * A name that is not known beside a known network is more often a slip than a second network: it must be said.
 */
export function networkOfFile(
  file: NetworkFile,
  networks: Network[],
  options: { newNetwork?: boolean; named?: string } = {},
): { network: Network } | { new: true } | { problem: Problem } {
  // Its own problem is said already; the rest is checked as if it were a new one.
  if (file.network === "refused")
    return networks.length === 1 && networks[0] ? { network: networks[0] } : { new: true };
  const row = file.network;
  const name = row?.name ?? options.named;
  const names = networks.map((network) => network.name);
  const refuse = (says: string): { problem: Problem } => ({
    problem: row === undefined ? { lines: [], field: "", says } : problemAt(row.place, "name", says),
  });
  if (name === undefined) {
    const [only, ...others] = networks;
    if (only === undefined) return refuse("the file names no network and none is known yet: add a network section");
    if (others.length === 0) return { network: only };
    return refuse(`several networks are known (${names.join(", ")}): add a network section with the name of one`);
  }
  const known = networks.find((network) => nameKey(network.name) === nameKey(name));
  if (known !== undefined) return { network: known };
  if (row === undefined) return refuse(`there is no network "${name}"${didYouMean(name, names)}`);
  if (names.length === 0 || options.newNetwork === true) return { new: true };
  const near = didYouMean(name, names) || `: known is ${names.join(", ")}.`;
  return refuse(`there is no network "${name}"${near} To found a second network, say --new-network`);
}

/**
 * What an import would write, said in a diff, and everything that is wrong with the file. Importing the same file twice
 * changes nothing; what the file does not mention stays as it is; who is listed no longer is ended, never deleted.
 */
export function planImport(file: NetworkFile, known: KnownNetwork | undefined, now: Date): ImportPlan {
  const problems: Problem[] = [];
  const changes: ImportChanges = { network: undefined, roster: emptyRows(), problems: [], cycles: [] };
  const diff: Diff = { entries: [], unchanged: 0, kept: [] };
  const row = file.network === "refused" ? undefined : file.network;
  const network = planNetwork(row, known, problems) ?? unnamed;
  const today = localDateOf(now, network.timeZone);
  const draft: ImportDraft = { known, network, now, today, mentioned: file.mentioned, changes, diff, problems };
  if (row !== undefined) putNetwork(draft);
  planCollaborations(draft, file.collaborations);
  planConvenings(draft, file.convenings);
  planDistricts(draft, file.districts);
  const teams = planTeams(draft, file.teams);
  const people = peopleOf(draft, file.people, teams);
  for (const team of teams) {
    planMembers(draft, team, people.members);
    planProgramManager(draft, team);
    planCheckIn(draft, team);
    planProblem(draft, team);
    planCycle(draft, team);
  }
  endAssignmentsOfFormerPeople(draft);
  return { changes, diff, problems };
}

/** Stands in for a network whose row is refused, so that the rest of the file is checked all the same. */
const unnamed: Network = { id: "", name: "", timeZone: "UTC", minN: 11, openRequests: 2, embeddings: false };

function putNetwork(draft: ImportDraft): void {
  const before = draft.known?.network;
  const { network, diff } = draft;
  const fields = before === undefined ? [] : fieldChanges(before, network);
  if (before !== undefined && fields.length === 0) {
    diff.unchanged += 1;
    return;
  }
  draft.changes.network = network;
  diff.entries.push({
    change: before === undefined ? "added" : "changed",
    what: "network",
    name: network.name,
    fields,
  });
}

function peopleOf(
  draft: ImportDraft,
  staff: NetworkPersonRow[] | undefined,
  teams: PlannedTeam[],
): { members: Map<MemberRow, Person> } {
  const ofNetwork = (staff ?? []).map((row) => mention(row, null, row.role, "network"));
  const ofTeams = teams.flatMap(({ row, team, district }) =>
    (row.members ?? []).map((member) => ({ member, mention: mention(member, district, null, team.id) })),
  );
  const found = planPeople(draft, [...ofNetwork, ...ofTeams.map((one) => one.mention)]);
  if (staff !== undefined)
    endNetworkPeople(
      draft,
      ofNetwork.flatMap((one) => found.get(one) ?? []),
    );
  const members = new Map<MemberRow, Person>();
  for (const one of ofTeams) {
    const person = found.get(one.mention);
    if (person !== undefined) members.set(one.member, person);
  }
  return { members };
}

function mention(
  row: MemberRow | NetworkPersonRow,
  district: District | null,
  role: NetworkRole | null,
  group: string,
): Mention {
  return { name: row.name, email: row.email ?? null, district, role, group, place: row.place };
}
