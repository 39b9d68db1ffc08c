import { instantAt } from "../core/calendar/local.js";
import type { LocalDate } from "../core/calendar/model.js";
import type { Cycle } from "../core/cycle/model.js";
import { recordUpdate } from "../core/cycle/record-update.js";
import { resultOf } from "../core/cycle/result.js";
import { idOf } from "../core/id.js";
import { agree } from "../core/matching/consent.js";
import type { SharingLevel } from "../core/matching/records.js";
import { measuredAgain, measureFrom } from "../core/measure/form.js";
import type { Measure } from "../core/measure/model.js";
import { describeProblems } from "../core/network/import-diff.js";
import type { District, Identity, Network, Team } from "../core/network/model.js";
import { nameKey } from "../core/network/names.js";
import {
  type SampleChain,
  type SampleNetwork,
  type SampleSharing,
  type SampleSource,
  sampleNetwork,
} from "../core/network/sample.js";
import { type SamplePlatform, type SampleWorkspace, sampleWorkspaces } from "../core/network/sample-workspaces.js";
import type { Repositories, Roster, Store } from "../ports/store.js";
import { importInto } from "./import-network.js";
import { identityId } from "./link-workspace.js";

export type { SamplePlatform, SampleWorkspace } from "../core/network/sample-workspaces.js";

/**
 * Fills an empty database with the sample network, linked and claimed, as of `today`, in one transaction. Gives the
 * workspaces that the simulated clouds should have. A database that holds the sample network already is left as it is;
 * one that holds something else too, and gets no sample workspaces.
 */
export async function loadSample(
  store: Store,
  source: SampleSource,
  today: LocalDate,
  now: Date,
  platforms: readonly [SamplePlatform, ...SamplePlatform[]],
): Promise<SampleWorkspace[]> {
  const sample = sampleNetwork(source, today);
  return store.write(async (tables) => {
    const fresh = (await tables.networks.all()).length === 0;
    if (fresh) {
      const outcome = await importInto(tables, { file: sample.file, problems: [] }, { now, dryRun: false });
      if (outcome.outcome === "problems") throw new Error(describeProblems(outcome.problems).join("\n"));
    }
    const network = await sampleIn(tables, sample);
    if (network === undefined) return [];
    const roster = await tables.roster.load({ networkId: network.id });
    const workspaces = sampleWorkspaces(network, roster, sample, platforms);
    if (fresh) {
      for (const [index, chain] of sample.chains.entries()) await recordChain(tables, roster, chain, `sample ${index}`);
      for (const sharing of sample.sharing) await recordSharing(tables, roster, sharing);
      await seedLinks(tables, network, workspaces, now);
    }
    return workspaces;
  });
}

async function sampleIn(tables: Repositories, { file }: SampleNetwork): Promise<Network | undefined> {
  const name = file.network === undefined || file.network === "refused" ? "" : nameKey(file.network.name);
  return (await tables.networks.all()).find((network) => nameKey(network.name) === name);
}

/** Replays what a sample district recorded by the rules that any update follows. */
async function recordChain(tables: Repositories, roster: Roster, chain: SampleChain, name: string): Promise<void> {
  const { district, team } = teamIn(roster, chain.district);
  const scope = { networkId: team.networkId };
  let cycle = (await tables.cycles.openOf(scope, team.id)).find(({ title }) => title === chain.cycle);
  let measures: Measure[] = [];
  for (const [index, { on, at, by, stage, answers, measure: kind }] of chain.updates.entries()) {
    const person = roster.people.find(({ email }) => email === by);
    if (person === undefined) throw new Error(`There is nobody with ${by}.`);
    const now = instantAt(on, at, district.timeZone);
    const measure = measures.find((one) => one.kind === kind);
    const measured = stage === "do" && resultOf(answers) !== undefined && measure !== undefined;
    const recorded = recordUpdate({
      key: `${name} ${index}`,
      team,
      cycle,
      stage,
      answers: measured ? { ...answers, measure: measure.id } : answers,
      personId: person.id,
      promptId: null,
      now,
    });
    await saveCycle(tables, recorded.cycle, recorded.expected);
    await tables.cycles.saveUpdate(scope, recorded.update, recorded.version, 0);
    const personId = person.id;
    for (const [nth, given] of (index === 0 ? chain.measures : []).entries())
      measures.push(
        measureFrom(
          { unit: "percent", better: "up", ...given },
          { key: `${name} ${nth}`, cycle: recorded.cycle, declared: measures, personId, now },
        ),
      );
    if (recorded.next !== undefined) {
      await saveCycle(tables, recorded.next, 0);
      for (const one of measures) await tables.cycles.saveMeasure(scope, one);
      measures = measuredAgain(measures, recorded.next, now);
    }
    cycle = recorded.next ?? recorded.cycle;
  }
  for (const one of measures) await tables.cycles.saveMeasure(scope, one);
}

/** As the lead would have said it: the topic of the problem, and how far the problem and the named cycles may go. */
async function recordSharing(tables: Repositories, roster: Roster, sharing: SampleSharing): Promise<void> {
  const { district, team } = teamIn(roster, sharing.district);
  const scope = { networkId: team.networkId, districtId: district.id };
  const at = instantAt(sharing.on, "16:00", district.timeZone);
  const personId = roster.memberships.find(({ teamId, lead }) => teamId === team.id && lead)?.personId;
  const [known] = await tables.cycles.problems(scope, team.id);
  if (personId === undefined || known === undefined) throw new Error(`${district.name} has no lead or no problem.`);
  const { problem, current } = known;
  await tables.matching.addTopicChoice(scope, {
    id: idOf("topic choice", problem.id, "sample"),
    ...{ ...scope, teamId: team.id, problemId: problem.id, version: current.version },
    ...{ topics: [sharing.topic], other: null, personId, at },
  });
  const share = async (what: "problem" | "cycle", subjectId: string, level: SharingLevel) => {
    const { add } = agree([], { team, what, subjectId, level, personId, key: "sample", at });
    if (add !== undefined) await tables.matching.addConsent(scope, add);
  };
  await share("problem", problem.id, sharing.problem);
  const cycles = await tables.cycles.ofTeams(scope, [team.id]);
  for (const [title, level] of Object.entries(sharing.cycles)) {
    const cycle = cycles.find((one) => one.title === title && one.stage === "closed");
    if (cycle === undefined) throw new Error(`${district.name} has closed no cycle “${title}”.`);
    await share("cycle", cycle.id, level);
  }
}

function teamIn({ districts, teams }: Roster, name: string): { district: District; team: Team } {
  const district = districts.find((one) => nameKey(one.name) === nameKey(name));
  const team = teams.find(({ districtId }) => districtId === district?.id);
  if (district === undefined || team === undefined) throw new Error(`There is no team in ${name}.`);
  return { district, team };
}

async function saveCycle(tables: Repositories, cycle: Cycle, expected: number): Promise<void> {
  const saved = await tables.cycles.save({ networkId: cycle.networkId }, cycle, expected);
  if (!saved) throw new Error(`The sample cycle “${cycle.title}” could not be written.`);
}

/** Stores these workspaces as linked, their people as claimed and their channels as the teams', as if set up by hand. */
export async function seedLinks(
  tables: Repositories,
  network: Network,
  workspaces: SampleWorkspace[],
  now: Date,
): Promise<void> {
  const scope = { networkId: network.id };
  const { districts, people } = await tables.roster.load(scope);
  const identities: Identity[] = [];
  for (const { platform, id, name, district, users, channels } of workspaces) {
    const districtId = districts.find((one) => one.name === district)?.id ?? null;
    const workspaceId = idOf("workspace", `${platform}:${id}`);
    await tables.workspaces.save({
      id: workspaceId,
      platform,
      externalId: id,
      name,
      networkId: network.id,
      districtId,
      state: "linked",
      // Well before anything that a simulated cloud may say about its installation.
      installedAt: new Date(now.getTime() - 30 * 24 * 3600 * 1000),
      removedAt: null,
    });
    for (const user of users) {
      const person = people.find(({ email }) => email !== null && email === user.email);
      if (person === undefined || person.districtId !== districtId) continue;
      identities.push({
        id: identityId(workspaceId, person.id),
        networkId: network.id,
        workspaceId,
        personId: person.id,
        externalUser: user.id,
        direct: null,
        claimedBy: "e-mail",
        claimedAt: now,
        unreachableSince: null,
      });
    }
    for (const channel of channels) {
      if (channel.team === null && districtId !== null) continue;
      const row = { networkId: network.id, districtId, workspaceId, externalId: channel.id, teamId: channel.team };
      await tables.workspaces.saveChannel(scope, { id: idOf("channel", workspaceId, channel.id), ...row });
    }
  }
  await tables.workspaces.saveIdentities(scope, identities);
}
