import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { slackIds } from "../../adapters/sandbox/slack-cloud/ids.js";
import { teamsIds } from "../../adapters/sandbox/teams-cloud/ids.js";
import { claimPeople, type LookUp } from "../../src/app/claim-people.js";
import { loadSample } from "../../src/app/load-sample.js";
import { openMattersOf } from "../../src/app/open-matters.js";
import { importCommand } from "../../src/cli/import.js";
import { addDays, daysBetween, instantAt, weekdayOf } from "../../src/core/calendar/local.js";
import { nextSlotDate } from "../../src/core/checkin/slots.js";
import { readUpdate } from "../../src/core/cycle/read-update.js";
import { lastResult, resultTyped } from "../../src/core/cycle/result.js";
import { updateForm } from "../../src/core/cycle/update-form.js";
import { describeProblems } from "../../src/core/network/import-diff.js";
import { levels } from "../../src/core/network/model.js";
import { planImport } from "../../src/core/network/plan-import.js";
import { sampleNetwork } from "../../src/core/network/sample.js";
import { readSample } from "../../src/network-file/sample.js";
import { emptyStore, type TestStore } from "./store.js";

const source = await readSample();
/** A week of days, in two parts of the year, and a leap day. */
const days = [...Array.from({ length: 7 }, (_, n) => addDays("2026-10-26", n)), "2027-06-30", "2028-02-29"];
const today = "2026-10-29";
const zone = "America/Los_Angeles";
const now = instantAt(today, "09:00", zone);

/** Loaded once, and only read by the tests. */
let opened: TestStore;
let loaded: Awaited<ReturnType<typeof load>>;
beforeAll(async () => {
  opened = await emptyStore();
  loaded = await load();
});
afterAll(() => opened.close());

async function load(day = today) {
  const { store } = opened;
  const workspaces = await loadSample(store, source, day, instantAt(day, "09:00", zone), [slackIds, teamsIds]);
  return store.read(async (view) => {
    const [network] = await view.networks.all();
    if (network === undefined) throw new Error("no network");
    const scope = { networkId: network.id };
    return { workspaces, network, scope, roster: await view.roster.load(scope), cycles: await view.cycles.all(scope) };
  });
}

/** A store of one's own, closed afterwards. */
async function withStore(work: (store: TestStore["store"]) => Promise<void>): Promise<void> {
  const { store, close } = await emptyStore();
  await work(store).finally(close);
}

const isNamedSample = (name: string) => name.endsWith("(sample)");

describe("the sample network", () => {
  test("has the published districts, with the published figures and nothing else", async () => {
    const { roster } = loaded;
    const published = JSON.parse(readFileSync(new URL("published-pilots.json", import.meta.url), "utf8"));
    const real = roster.districts.filter(({ name }) => !isNamedSample(name));
    expect(real).toHaveLength(12);
    for (const { lea, kind, grades, enrollment, el_pct, frpm_pct, setting } of published) {
      const district = real.find(({ name }) => name === lea);
      expect(district?.kind).toBe(kind);
      expect(district?.profile).toMatchObject({
        grades,
        enrollment,
        elPct: el_pct,
        frpmPct: frpm_pct,
        locale: setting,
      });
    }
    expect(roster.districts.filter(({ name }) => isNamedSample(name))).toHaveLength(6);
    expect(roster.districts.every(({ sample }) => sample)).toBe(true);
  });

  test("has no cycle and no result of a real district", async () => {
    const { roster, cycles, scope } = loaded;
    const invented = new Set(roster.districts.filter(({ name }) => isNamedSample(name)).map(({ id }) => id));
    expect(cycles.length).toBeGreaterThan(0);
    for (const cycle of cycles) expect(invented.has(cycle.districtId)).toBe(true);
    for (const team of roster.teams.filter(({ districtId }) => !invented.has(districtId))) {
      const updates = await opened.store.read((view) =>
        view.cycles.updatesBetween(scope, team.id, new Date(0), new Date("2100-01-01")),
      );
      expect(updates).toEqual([]);
    }
  });

  test("has a lead and all three levels in every team, and a program manager in all but one", async () => {
    const { roster } = loaded;
    expect(roster.teams).toHaveLength(18);
    const sizes = roster.teams.map((team) => {
      const members = roster.memberships.filter(({ teamId }) => teamId === team.id);
      expect(new Set(members.map(({ level }) => level)), team.name).toEqual(new Set(levels));
      expect(members.filter(({ lead }) => lead)).toHaveLength(1);
      return isNamedSample(team.name) ? members.length : undefined;
    });
    for (const size of sizes) if (size !== undefined) expect([6, 7, 8]).toContain(size);
    expect(roster.pmAssignments).toHaveLength(17);
    expect(new Set(roster.pmAssignments.map(({ personId }) => personId)).size).toBe(3);
  });

  test("names people by role and district, with addresses that reach nobody", async () => {
    const { roster } = loaded;
    for (const { name, email } of roster.people) {
      expect(name).toMatch(/^[A-Z][\w ,'-]+$/);
      if (email !== null) expect(email).toMatch(/\.example\.org$/);
    }
    expect(new Set(roster.people.map(({ name }) => name)).size).toBe(roster.people.length);
  });

  test("has one test under way, one being studied, and what the districts learned before", async () => {
    const { roster, cycles, scope } = loaded;
    const stage = (name: string) => {
      const team = roster.teams.find((one) => one.name === name);
      return cycles.filter(({ teamId }) => teamId === team?.id).map((one) => one.stage);
    };
    expect(stage("Sample Valley Unified (sample)").sort()).toEqual(["closed", "do"]);
    expect(stage("Sample Coast Elementary (sample)").sort()).toEqual(["closed", "study"]);
    expect(cycles.flatMap(({ decision }) => decision ?? []).sort()).toEqual(["abandon", "abandon", "adapt", "scale"]);
    const running = cycles.find((one) => one.stage === "do");
    expect(cycles.find(({ id }) => id === running?.previousId)?.decision).toBe("adapt");
    for (const cycle of cycles) {
      expect(cycle.prediction).not.toBeNull();
      const updates = await opened.store.read((view) => view.cycles.updatesOf(scope, cycle.id));
      expect(lastResult(updates)?.result.outOf).toBeGreaterThan(11);
      for (const { stage: answered, answers, recordedAt } of updates) {
        const on = recordedAt.toISOString().slice(0, 10);
        if (answered === "closed") throw new Error("nothing answers to a closed cycle");
        const about = { stage: answered, cycle, measures: [], today: on, changing: false };
        const typed = Object.entries(answers).map(([name, given]) => [name, given === null ? "" : `${given}`]);
        const values = { ...Object.fromEntries(typed), result: resultTyped(answers) ?? "" };
        const read = readUpdate(updateForm(answered, cycle, { today: on }), values, about);
        expect(read).toMatchObject({ ok: true, readBack: {} });
        expect(recordedAt.getTime()).toBeLessThan(now.getTime());
      }
    }
  });

  test("lets districts that are named as samples be compared and found, and no real one", async () => {
    const { roster, cycles, scope } = loaded;
    const [problems, shared] = await opened.store.read(async (view) => [
      await view.matching.consentsInForce(scope, "problem"),
      await view.matching.consentsInForce(scope, "cycle"),
    ]);
    const nameOf = (districtId: string) => roster.districts.find(({ id }) => id === districtId)?.name ?? "";
    const three = [
      "Sample Coast Elementary (sample)",
      "Sample Harbor Unified (sample)",
      "Sample Hills Unified (sample)",
    ];
    const names = (entries: typeof shared) => entries.map((one) => nameOf(one.districtId)).sort();
    expect(names(shared)).toEqual(three);
    expect(names(problems)).toEqual([...three, "Sample Orchard Unified (sample)", "Sample Ridge Union High (sample)"]);
    const decided = shared.map(({ subjectId }) => cycles.find(({ id }) => id === subjectId)?.decision);
    expect(decided.sort()).toEqual(["abandon", "abandon", "scale"]);
    for (const { personId, teamId, at } of [...problems, ...shared]) {
      expect(roster.memberships.find((one) => one.personId === personId)).toMatchObject({ teamId, lead: true });
      expect(at.getTime()).toBeLessThan(now.getTime());
    }
  });

  test("keeps the changes of focus as versions with their reasons", async () => {
    const { roster, scope } = loaded;
    const problems = [];
    for (const team of roster.teams)
      problems.push(...(await opened.store.read((view) => view.cycles.problems(scope, team.id))));
    expect(problems).toHaveLength(18);
    const changed = problems.filter(({ current }) => current.version > 1);
    expect(changed.length).toBeGreaterThanOrEqual(5);
    for (const { current } of changed) expect(current.why).not.toBeNull();
  });

  test.each(days)("fits into the week of %s", (day) => {
    const plan = planImport(sampleNetwork(source, day).file, undefined, instantAt(day, "09:00", zone));
    expect(describeProblems(plan.problems)).toEqual([]);
    const { roster } = plan.changes;
    for (const { startsOn, endsOn } of roster.convenings) {
      expect(weekdayOf(startsOn)).toBe(3);
      expect(daysBetween(startsOn, endsOn)).toBe(1);
    }
    const slots = roster.rules.map((rule) => {
      const district = roster.districts.find(({ id }) => id === rule.districtId);
      if (district === undefined) throw new Error("no district");
      expect(rule.anchor >= day).toBe(true);
      return {
        date: nextSlotDate({ rule, convenings: [], testSince: null }, district.calendar, day) ?? "never",
        district: district.name,
      };
    });
    slots.sort((a, b) => a.date.localeCompare(b.date));
    expect(daysBetween(day, slots[0]?.date ?? "never")).toBeLessThanOrEqual(4);
    expect(daysBetween(day, slots.at(-1)?.date ?? "never")).toBeLessThanOrEqual(28);
    expect(new Set(roster.rules.map(({ weekday }) => weekday)).size).toBe(5);
    // The first question is about a test that is under way.
    expect(slots[0]?.district).toMatch(/^Sample (Valley|Coast) /);
  });

  test("moves its dates by whole weeks, all by the same", () => {
    const updates = (day: string) => sampleNetwork(source, day).chains.flatMap((chain) => chain.updates);
    const days = (day: string) => updates(day).map(({ on }) => on);
    expect(days("2026-01-11")).toEqual(days("2026-01-05"));
    expect(days("2026-01-12")).toEqual(days("2026-01-05").map((date) => addDays(date, 7)));
  });

  test("is a good file for an ordinary import", () =>
    withStore(async (store) => {
      const file = readFileSync(new URL("../../prisma/sample/network.yaml", import.meta.url));
      const lines: string[] = [];
      const io = {
        store,
        now: new Date("2026-01-07T18:00:00Z"),
        print: (line: string) => lines.push(line),
        readFile: async () => file,
      };
      expect(await importCommand(["network.yaml"], io), lines.join("\n")).toBe(0);
      expect(await importCommand(["network.yaml"], io)).toBe(0);
      expect(lines.at(-1)).toMatch(/^Nothing to do/);
    }));
});

describe("the sample's workspaces", () => {
  test("are half on each platform, the districts with results on different ones, and the network's on the first", () => {
    const { workspaces } = loaded;
    const districts = workspaces.filter(({ district }) => district !== null);
    expect(districts.filter(({ platform }) => platform === "teams")).toHaveLength(districts.length / 2);
    expect(workspaces.slice(0, 5).map(({ platform, district }) => [platform, district === null])).toEqual([
      ["slack", false],
      ["teams", false],
      ["slack", false],
      ["teams", false],
      ["slack", true],
    ]);
  });

  test("are one for each district and the network's own, with ids like the platform's", async () => {
    const { workspaces, network } = loaded;
    expect(workspaces).toHaveLength(19);
    const hub = workspaces.find(({ district }) => district === null);
    expect(hub?.name).toBe(network.name);
    expect(hub?.users.map(({ title }) => title).sort()).toEqual([
      "admin",
      "program manager",
      "program manager",
      "program manager",
    ]);
    const idsOn = (name: string) =>
      workspaces
        .filter(({ platform }) => platform === name)
        .flatMap(({ id, users, channels }) => [id, ...[...users, ...channels].map((one) => one.id)]);
    const [slack, teams] = [idsOn("slack"), idsOn("teams")];
    expect(new Set([...slack, ...teams]).size).toBe(slack.length + teams.length);
    for (const id of slack) expect(id).toMatch(/^[TUC][0-9A-F]{10}$/);
    for (const id of teams)
      expect(id).toMatch(/^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|19:[0-9a-f]{32}@thread\.tacv2)$/);
    for (const { users, channels } of workspaces) {
      const known = users.map(({ id }) => id);
      for (const { members } of channels) expect(members.every((member) => known.includes(member))).toBe(true);
    }
  });

  test("begin with the districts that have something to show, and the network's own after them", () => {
    const names = loaded.workspaces.map(({ name }) => name);
    expect(names.slice(0, 5)).toEqual([
      "Sample Valley Unified (sample)",
      "Sample Coast Elementary (sample)",
      "Sample Hills Unified (sample)",
      "Sample Harbor Unified (sample)",
      loaded.network.name,
    ]);
    expect(names.slice(5)).toEqual([...names.slice(5)].sort((a, b) => a.localeCompare(b)));
  });

  test("are linked, with people claimed and channels set, so that only a few matters wait", async () => {
    const { scope } = loaded;
    const matters = await opened.store.read((view) => openMattersOf(view, scope, now));
    expect(matters.map(({ text }) => text)).toEqual([
      "Palo Verde Unified has no program manager. Add one to the team in the network file and import it.",
      expect.stringMatching(/^1 person of .* cannot be reached yet: /),
      expect.stringMatching(/^1 person of .* cannot be reached yet: /),
      expect.stringMatching(/^1 person of .* cannot be reached yet: /),
    ]);
  });

  test("do not let the look-up find those who are unclaimed", async () => {
    const { workspaces } = loaded;
    for (const { platform, id, users } of workspaces) {
      const lookUp: LookUp = async (workspace, email) => {
        const user = users.find((one) => one.email === email);
        return user && { ...workspace, user: user.id };
      };
      expect((await claimPeople(opened.store, lookUp, { platform, workspace: id }, now)).claimed).toEqual([]);
    }
  });

  test("are the same after a restart, which changes nothing", async () => {
    expect(await load(addDays(today, 40))).toEqual(loaded);
  });

  test("are not invented for a database that holds another network", () =>
    withStore(async (store) => {
      const text = "network: { name: Ours, time_zone: UTC }";
      const io = { store, now, print: () => {}, readFile: async () => Buffer.from(text) };
      expect(await importCommand(["ours.yaml"], io)).toBe(0);
      expect(await loadSample(store, source, today, now, [slackIds, teamsIds])).toEqual([]);
      expect(await store.read((view) => view.networks.all())).toHaveLength(1);
    }));
});
