import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import type { Scope } from "../../src/ports/store.js";
import { at, later, north, saveAll, saveGround, south } from "./sample-rows.js";
import type { StoreCase } from "./store-cases.js";

const { scope } = north;
const [one, two] = north.districts;
const teamOne = {
  ...one.scope,
  collaborationId: "north-literacy",
  name: "Team",
  paused: false,
  pausedAt: null,
  pauseReason: null,
};
const byId = <T extends { id: string }>(rows: readonly T[]) => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));

export const recordCases: StoreCase[] = [
  {
    name: "gives back networks and roster as they were saved, and replaces by id",
    async run(openFresh) {
      const { store } = await openFresh();
      await store.write((tables) => saveAll(tables, north));
      const { networks, roster, person, team } = await store.read(async (view) => ({
        networks: await view.networks.all(),
        roster: await view.roster.load(scope),
        person: await view.roster.person(scope, one.lead.id),
        team: await view.roster.team(scope, one.teamId),
      }));
      expect(networks).toEqual([
        {
          id: "north",
          name: "Network north",
          timeZone: "America/Los_Angeles",
          minN: 10,
          openRequests: 2,
          embeddings: false,
        },
      ]);
      for (const [part, rows] of Object.entries(roster)) {
        expect(byId<{ id: string }>(rows)).toEqual(byId<{ id: string }>(north.roster[part as keyof typeof roster]));
      }
      expect(person).toEqual(one.lead);
      expect(team).toEqual(north.roster.teams[0]);

      await store.write(async (tables) => {
        await tables.networks.save({
          id: "north",
          name: "Renamed",
          timeZone: "America/Denver",
          minN: 20,
          openRequests: 2,
          embeddings: false,
        });
        await tables.roster.savePerson(scope, { ...one.lead, muted: true, welcomedAt: later(5) });
        await tables.roster.save(scope, {
          memberships: north.roster.memberships.map((row) => ({ ...row, until: "2026-01-31" })),
        });
      });
      await store.read(async (view) => {
        expect(await view.networks.find(scope)).toMatchObject({
          name: "Renamed",
          minN: 20,
          openRequests: 2,
          embeddings: false,
        });
        expect(await view.networks.find(one.scope)).toMatchObject({ id: "north" });
        expect(await view.networks.find({ networkId: "south" })).toBeUndefined();
        expect(await view.networks.find({ networkId: "north", districtId: "elsewhere" })).toBeUndefined();
        expect(await view.roster.person(scope, one.lead.id)).toMatchObject({ muted: true, welcomedAt: later(5) });
        const { memberships, people } = await view.roster.load(scope);
        expect(memberships.map(({ until }) => until)).toEqual(["2026-01-31", "2026-01-31"]);
        expect(people).toHaveLength(3);
      });
    },
  },
  {
    name: "finds one district, and everything that a person is or was a member of",
    async run(openFresh) {
      const { store } = await openFresh();
      await store.write((tables) => saveGround(tables, north));
      await store.read(async (view) => {
        expect(await view.roster.district(scope, one.id)).toEqual(north.roster.districts[0]);
        expect(await view.roster.district(one.scope, one.id)).toEqual(north.roster.districts[0]);
        expect(await view.roster.district(one.scope, north.districts[1].id)).toBeUndefined();
        const both = [one.id, north.districts[1].id, "unknown"];
        const byId = async (scope: Scope) => (await view.roster.districtsByIds(scope, both)).map(({ id }) => id).sort();
        expect(await byId(scope)).toEqual(both.slice(0, 2).sort());
        expect(await byId(one.scope)).toEqual([one.id]);
        expect(await view.roster.districtsByIds(scope, [one.id])).toEqual([north.roster.districts[0]]);
        expect(await view.roster.membershipsOf(scope, one.lead.id)).toEqual([north.roster.memberships[0]]);
        expect(await view.roster.membershipsOf(scope, north.pm.id)).toEqual([]);
      });
    },
  },
  {
    name: "counts a person's week by its messages: what was skipped or refused is no part of it",
    async run(openFresh) {
      const { store } = await openFresh();
      const { lead, message } = one;
      const week = "2026-03-02";
      await store.write(async (tables) => {
        await saveGround(tables, north);
        for (const [n, contact] of (["check-in", "nudge", "summary"] as const).entries())
          await tables.outbox.enqueue(scope, { ...message, id: `m${n}`, contact, createdAt: later(n) });
        await tables.outbox.enqueue(scope, { ...message, id: "next week", week: "2026-03-09" });
        await tables.outbox.enqueue(scope, { ...message, id: "uncounted", contact: null, week: null });
        await tables.outbox.enqueue(scope, { ...message, id: "hers", personId: north.pm.id });
        await tables.outbox.skip("m1", "muted");
      });
      const held = (n: number, contact: string) => ({ messageId: `m${n}`, personId: lead.id, week, contact });
      const seen = await store.read((view) => view.budget.week(scope, lead.id, week));
      expect(seen).toEqual({ held: [held(0, "check-in"), held(2, "summary")], waiting: new Set(["m0", "m2"]) });
    },
  },
  {
    name: "keeps what had no place in a week until a message that leaves has said it",
    async run(openFresh) {
      const { store } = await openFresh();
      const { lead, message, note } = one;
      const open = () => store.read((view) => view.budget.unsaid(scope, lead.id, at));
      await store.write(async (tables) => {
        await saveGround(tables, north);
        expect(await tables.budget.fold(scope, { ...note, id: "old", at: later(-1) })).toBe(true);
        expect(await tables.budget.fold(scope, { ...note, id: "second", at: later(2) })).toBe(true);
        expect(await tables.budget.fold(scope, { ...note, id: "first", at: later(1) })).toBe(true);
        expect(await tables.budget.fold(scope, { ...note, id: "first", heading: "Anew" })).toBe(false);
        await tables.outbox.enqueue(scope, { ...message, id: "saying" });
      });
      expect((await open()).map(({ id }) => id)).toEqual(["first", "second"]);
      await store.write((tables) => tables.budget.said(scope, ["first"], "saying"));
      expect((await open()).map(({ id }) => id)).toEqual(["second"]);
      expect(await store.read((view) => view.budget.note(scope, "first"))).toEqual({
        ...note,
        id: "first",
        at: later(1),
        saidIn: "saying",
      });
      await store.write((tables) => tables.outbox.skip("saying", "muted"));
      expect((await open()).map(({ id }) => id)).toEqual(["first", "second"]);
    },
  },
  {
    name: "saves a large roster in one write, and again over itself",
    async run(openFresh) {
      const { store } = await openFresh();
      const people = Array.from({ length: 600 }, (_, index) => ({ ...one.lead, id: `person-${index}`, email: null }));
      await store.write(async (tables) => {
        await saveGround(tables, north);
        await tables.roster.save(scope, { people });
        await tables.roster.save(scope, { people });
      });
      const loaded = await store.read((view) => view.roster.load(scope));
      expect(loaded.people).toHaveLength(603);
    },
  },
  {
    name: "compares and sorts text byte by byte, capitals apart from small letters",
    async run(openFresh) {
      const { store } = await openFresh();
      const ids = ["a", "B", "_", "-", " ", "Z", "é", "z", "ß", "10", "9", "ａ", "😀", "%", "A", "b"];
      const inOrder = [...ids].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      await store.write(async (tables) => {
        await saveGround(tables, north);
        await tables.roster.save(scope, { teams: ids.map((id) => ({ ...teamOne, id })) });
        await tables.workspaces.saveCode(scope, one.code);
      });
      await store.read(async (view) => {
        const { teams } = await view.roster.load(scope);
        expect(teams.map(({ id }) => id).filter((id) => ids.includes(id))).toEqual(inOrder);
        expect(await view.roster.team(scope, "A")).toMatchObject({ id: "A" });
        expect(await view.workspaces.codeByHash(one.code.hash.toUpperCase())).toBeUndefined();
        const shouting = { platform: "slack", workspace: one.workspace.externalId.toLowerCase() };
        expect(await view.workspaces.byRef(shouting)).toBeUndefined();
      });
    },
  },
  {
    name: "finds where a person and a team can be written to: reachable, and in a linked workspace",
    async run(openFresh) {
      const { store } = await openFresh();
      await store.write((tables) => saveAll(tables, north));
      const { workspace, identity, channel, lead, teamId } = one;
      const found = () =>
        store.read(async (view) => ({
          person: await view.workspaces.addressesOf(scope, lead.id),
          team: await view.workspaces.channelOf(scope, teamId),
        }));
      const there = { person: [{ identity, workspace }], team: { channel, workspace } };
      expect(await found()).toEqual(there);
      expect(await store.read((view) => view.workspaces.addressesOf(scope, north.pm.id))).toEqual([]);
      expect(await store.read((view) => view.workspaces.channelOf(scope, "no team"))).toBeUndefined();
      const lost = { ...identity, unreachableSince: at };
      await store.write((tables) => tables.workspaces.saveIdentities(scope, [lost]));
      expect(await found()).toEqual({ ...there, person: [] });
      await store.write(async (tables) => {
        await tables.workspaces.saveIdentities(scope, [identity]);
        await tables.workspaces.save({ ...workspace, state: "removed" });
      });
      expect(await found()).toEqual({ person: [], team: undefined });
    },
  },
  {
    name: "finds workspaces by their platform's id, and keeps their own id when saved again under another",
    async run(openFresh) {
      const { store } = await openFresh();
      const unlinked = {
        ...one.workspace,
        ...{ id: "new", externalId: "T-new", networkId: null, districtId: null, state: "unlinked" as const },
      };
      await store.write(async (tables) => {
        await saveGround(tables, north);
        await tables.workspaces.save(unlinked);
        await tables.workspaces.save({ ...one.workspace, id: "another id", name: "Renamed" });
      });
      await store.read(async (view) => {
        const ref = { platform: "slack", workspace: one.workspace.externalId };
        expect(await view.workspaces.byRef(ref)).toEqual({ ...one.workspace, name: "Renamed" });
        expect(await view.workspaces.byRef({ ...ref, platform: "teams" })).toBeUndefined();
        expect(await view.workspaces.unlinked()).toEqual([unlinked]);
        expect(byId(await view.workspaces.all(scope)).map(({ id }) => id)).toEqual([
          one.workspace.id,
          two.workspace.id,
        ]);
      });
      const halfLinked = store.write((tables) => tables.workspaces.save({ ...unlinked, districtId: one.id }));
      await expect(halfLinked).rejects.toMatchObject({ name: "ScopeError" });
    },
  },
  {
    name: "knows a person by workspace and user, only while the workspace is linked to her network",
    async run(openFresh) {
      const { store } = await openFresh();
      await store.write(async (tables) => {
        await saveAll(tables, north);
        await saveGround(tables, south);
      });
      const ref = { platform: "slack", workspace: one.workspace.externalId, user: "U1" };
      const identity = () => store.read((view) => view.workspaces.identityOf(ref));
      expect(await identity()).toEqual(one.identity);
      await store.read(async (view) => {
        expect(await view.workspaces.identityOf({ ...ref, user: "U2" })).toBeUndefined();
        expect(await view.workspaces.identityOf({ ...ref, workspace: "T-unknown" })).toBeUndefined();
        const elsewhere = { ...ref, workspace: two.workspace.externalId };
        expect((await view.workspaces.identityOf(elsewhere))?.personId).toBe(two.lead.id);
        expect(byId(await view.workspaces.identities(scope))).toEqual([one.identity, two.identity]);
        expect(await view.workspaces.identities(one.scope)).toEqual([one.identity]);
      });
      await store.write((tables) => tables.workspaces.save({ ...one.workspace, state: "removed" }));
      expect(await identity()).toBeUndefined();
      await store.write((tables) => tables.workspaces.save({ ...one.workspace, networkId: "south", districtId: null }));
      expect(await identity()).toBeUndefined();
    },
  },
  {
    name: "is asked about thousands of teams, people and cycles at once",
    async run(openFresh) {
      const { store } = await openFresh();
      await store.write((tables) => saveAll(tables, north));
      const many = (id: string) => [...Array.from({ length: 2500 }, (_, nth) => `none ${nth}`), id];
      await store.read(async (view) => {
        const { people, memberships } = await view.roster.membersOf(scope, many(one.teamId));
        expect([people.length, memberships.length]).not.toContain(0);
        expect(await view.cycles.byIds(scope, many(one.cycle.id))).toEqual([one.cycle]);
        expect(await view.cycles.ofTeams(scope, many(one.teamId))).toEqual([one.cycle]);
        expect(await view.cycles.updatesOfCycles(scope, many(one.cycle.id))).toEqual([one.update]);
        const until = later(10_000);
        expect(await view.cycles.updatesOfTeams(scope, many(one.teamId), new Date(0), until)).toEqual([one.update]);
        expect(await view.workspaces.reachable(scope, many(one.lead.id))).toEqual(new Set([one.lead.id]));
        expect((await view.outbox.statesOf(scope, many(one.message.id))).size).toBe(1);
      });
    },
  },
  {
    name: "keeps channels and one-time codes, and finds them by what the platform or the person brings",
    async run(openFresh) {
      const { store } = await openFresh();
      await store.write((tables) => saveAll(tables, north));
      const ref = { platform: "slack", workspace: one.workspace.externalId, channel: "C1" };
      await store.read(async (view) => {
        expect(await view.workspaces.channelByRef(ref)).toEqual(one.channel);
        expect(await view.workspaces.channelByRef({ ...ref, channel: "C2" })).toBeUndefined();
        expect(byId(await view.workspaces.channels(scope))).toEqual([one.channel, two.channel]);
        expect(await view.workspaces.codeByHash(one.code.hash)).toEqual(one.code);
        expect(await view.workspaces.codeByHash("no such hash")).toBeUndefined();
      });
      const inbox = { ...one.channel, districtId: null, teamId: null };
      await store.write(async (tables) => {
        await tables.workspaces.saveChannel(scope, inbox);
        await tables.workspaces.removeChannel(scope, two.channel.id);
        await tables.workspaces.saveCode(scope, { ...one.code, usedAt: later(1) });
      });
      await store.read(async (view) => {
        expect(await view.workspaces.channels(scope)).toEqual([inbox]);
        expect(await view.workspaces.codeByHash(one.code.hash)).toEqual({ ...one.code, usedAt: later(1) });
      });
    },
  },
  {
    name: "lets the first of two people who change a cycle win, and tells the second",
    async run(openFresh) {
      const { store } = await openFresh();
      await store.write((tables) => saveAll(tables, north));
      const second = { ...one.cycle, stage: "study" as const, predictedFigure: 60, version: 2 };
      const save = (cycle: typeof second, expected: number) =>
        store.write((tables) => tables.cycles.save(scope, cycle, expected));
      const results = await Promise.all([save(second, 1), save({ ...second, title: "Too late" }, 1)]);
      expect(results).toEqual([true, false]);
      expect(await save({ ...second, title: "Again from nothing" }, 0)).toBe(false);
      expect(await save({ ...second, id: "unheard of", version: 4 }, 3)).toBe(false);
      await store.read(async (view) => {
        expect(await view.cycles.cycle(scope, one.cycle.id)).toEqual(second);
        expect(await view.cycles.all(scope)).toHaveLength(2);
      });
    },
  },
  {
    name: "lists a team's open cycles, newest first",
    async run(openFresh) {
      const { store } = await openFresh();
      const newer = { ...one.cycle, id: "newer", createdAt: later(1), previousId: one.cycle.id };
      const closed = { ...one.cycle, id: "closed", stage: "closed" as const, decision: "adapt" as const, closedAt: at };
      await store.write(async (tables) => {
        await saveAll(tables, north);
        await tables.cycles.save(scope, newer, 0);
        await tables.cycles.save(scope, closed, 0);
      });
      await store.read(async (view) => {
        expect(await view.cycles.openOf(scope, one.teamId)).toEqual([newer, one.cycle]);
        expect(await view.cycles.cycle(scope, "closed")).toEqual(closed);
        expect((await view.cycles.all(scope)).map(({ id }) => id)[0]).toBe("newer");
      });
    },
  },
  {
    name: "keeps a cycle's details, testers, measures, amendments and spread, in order, and the nudges about it",
    async run(openFresh) {
      const { store } = await openFresh();
      const details = { hypothesis: "If …, then …", kitchenSize: 4 };
      const told = { ...one.cycle, details, testers: [one.lead.id], version: 2 };
      const second = { ...one.measure, id: "second", kind: "experience" as const, unit: "number" as const };
      const later1 = { ...one.amendment, id: "second", predictedFigure: null, at: later(9) };
      const further = { ...one.spreadStep, id: "second", step: "site" as const, reachedOn: "2026-03-20" };
      const silent = { ...one.nudge, id: "second", answer: null, answeredAt: null, at: later(5) };
      await store.write(async (tables) => {
        await saveAll(tables, north);
        await tables.cycles.save(scope, told, 1);
        await tables.cycles.saveMeasure(scope, { ...second, declaredAt: later(1) });
        await tables.cycles.saveMeasure(scope, { ...one.measure, name: "Renamed" });
        await tables.cycles.addAmendment(scope, later1);
        await tables.cycles.addSpreadStep(scope, further);
        await tables.cycles.addPlanDetails(scope, { ...one.planDetails, id: "second", version: 2, testers: [] });
        await tables.nudges.save(scope, silent);
      });
      await store.read(async (view) => {
        const of = [one.cycle.id];
        expect(await view.cycles.cycle(scope, one.cycle.id)).toEqual(told);
        const measures = [
          { ...one.measure, name: "Renamed" },
          { ...second, declaredAt: later(1) },
        ];
        expect(await view.cycles.measuresOf(scope, of)).toEqual(measures);
        expect(await view.cycles.amendmentsOf(scope, of)).toEqual([one.amendment, later1]);
        expect(await view.cycles.spreadOf(scope, of)).toEqual([one.spreadStep, further]);
        const versions = [one.planDetails, { ...one.planDetails, id: "second", version: 2, testers: [] }];
        expect(await view.cycles.planDetailsOf(scope, one.cycle.id)).toEqual(versions);
        expect(await view.nudges.find(scope, one.nudge.id)).toEqual(one.nudge);
        expect(await view.nudges.ofTeams(scope, [one.teamId], later(5))).toEqual([silent]);
      });
      await store.write(async (tables) => {
        await tables.cycles.eraseAmendmentReason(scope, one.amendment.id);
        await tables.cycles.removeSpreadStep(scope, further.id);
      });
      await store.read(async (view) => {
        const of = [one.cycle.id];
        expect(await view.cycles.amendmentsOf(scope, of)).toEqual([{ ...one.amendment, why: "" }, later1]);
        expect(await view.cycles.spreadOf(scope, of)).toEqual([one.spreadStep]);
      });
    },
  },
  {
    name: "keeps every version of an update, and the update as it is now",
    async run(openFresh) {
      const { store } = await openFresh();
      await store.write((tables) => saveAll(tables, north));
      const answers = { result: "14 of 19", figure: 73.7, groups: [], surprise: "Faster than we thought" };
      const changed = { ...one.update, answers, version: 2, changedAt: later(9) };
      const version = { ...one.updateVersion, id: "second", version: 2, answers, at: later(9) };
      const save = (expected: number) =>
        store.write((tables) => tables.cycles.saveUpdate(scope, changed, version, expected));
      expect(await Promise.all([save(1), save(1)])).toEqual([true, false]);
      expect(await save(0)).toBe(false);
      await store.read(async (view) => {
        expect(await view.cycles.update(scope, one.update.id)).toEqual(changed);
        expect(await view.cycles.versionsOf(scope, one.update.id)).toEqual([one.updateVersion, version]);
        const both = await view.cycles.versionsOfUpdates(scope, [one.update.id, two.update.id]);
        expect(both.filter(({ updateId }) => updateId === one.update.id)).toEqual([one.updateVersion, version]);
        expect(both.filter(({ updateId }) => updateId === two.update.id)).toEqual([two.updateVersion]);
        expect(await view.cycles.versionsOfUpdates(scope, [])).toEqual([]);
      });
      const mixedUp = store.write((tables) =>
        tables.cycles.saveUpdate(scope, changed, { ...version, updateId: two.update.id }, 2),
      );
      await expect(mixedUp).rejects.toThrow("another update");
    },
  },
  {
    name: "erases an update with all that its versions said, and keeps that it was there",
    async run(openFresh) {
      const { store } = await openFresh();
      await store.write((tables) => saveAll(tables, north));
      const removed = { ...one.update, answers: {}, version: 2, changedAt: later(9), deletedAt: later(9) };
      await store.write((tables) => tables.cycles.eraseUpdate(scope, removed));
      await store.read(async (view) => {
        expect(await view.cycles.update(scope, one.update.id)).toEqual(removed);
        expect(await view.cycles.versionsOf(scope, one.update.id)).toEqual([{ ...one.updateVersion, answers: {} }]);
        expect(await view.cycles.update(scope, two.update.id)).toEqual(two.update);
      });
    },
  },
  {
    name: "finds updates by cycle, and by team from an instant up to but not including another",
    async run(openFresh) {
      const { store } = await openFresh();
      await store.write(async (tables) => {
        await saveAll(tables, north);
        for (const [index, ms] of [10, 20, 30].entries()) {
          const id = `update-${index}`;
          const update = { ...one.update, id, promptId: null, recordedAt: later(ms), changedAt: later(ms) };
          await tables.cycles.saveUpdate(scope, update, { ...one.updateVersion, id: `${id}-1`, updateId: id }, 0);
        }
      });
      await store.read(async (view) => {
        const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
        const all = [one.update.id, "update-0", "update-1", "update-2"];
        expect(ids(await view.cycles.updatesOf(scope, one.cycle.id))).toEqual(all);
        const between = await view.cycles.updatesBetween(scope, one.teamId, later(10), later(30));
        expect(ids(between)).toEqual(["update-0", "update-1"]);
        expect(await view.cycles.updatesBetween(scope, two.teamId, later(10), later(30))).toEqual([]);
      });
    },
  },
  {
    name: "keeps the history of a problem and gives the version that holds now",
    async run(openFresh) {
      const { store } = await openFresh();
      const problem = { ...one.problem, version: 2 };
      const version = { ...one.problemVersion, id: "second", version: 2, statement: "Narrower", why: "Too broad" };
      await store.write(async (tables) => {
        await saveAll(tables, north);
        expect(await tables.cycles.problems(scope, one.teamId)).toEqual([
          { problem: one.problem, current: one.problemVersion },
        ]);
        await tables.cycles.saveProblem(scope, problem, version);
      });
      const problems = () => store.read((view) => view.cycles.problems(scope, one.teamId));
      expect(await problems()).toEqual([{ problem, current: version }]);
      const versions = await store.read((view) => view.cycles.problemVersions(scope, one.problem.id));
      expect(versions).toEqual([one.problemVersion, version]);
      const overwrite = store.write((tables) =>
        tables.cycles.saveProblem(scope, problem, { ...version, id: "third", statement: "Overwritten" }),
      );
      await expect(overwrite).rejects.toMatchObject({ cause: { kind: "UniqueConstraintViolation" } });
      expect(await problems()).toEqual([{ problem, current: version }]);
    },
  },
  {
    name: "keeps commitments, and drafts until she says what they are",
    async run(openFresh) {
      const { store } = await openFresh();
      const newer = { ...one.draft, id: "newer", text: "😀 ' \" \\ \n 汉字 𝒳", at: later(1) };
      await store.write(async (tables) => {
        await saveAll(tables, north);
        await tables.cycles.saveDraft(scope, newer);
        await tables.cycles.saveCommitment(scope, { ...one.commitment, state: "done" });
      });
      await store.read(async (view) => {
        expect(await view.cycles.openDrafts(scope, one.lead.id)).toEqual([newer, one.draft]);
        expect(await view.cycles.commitments(scope, one.teamId)).toEqual([{ ...one.commitment, state: "done" }]);
        expect(await view.cycles.openCommitments(scope, [one.teamId, two.teamId])).toEqual([two.commitment]);
        expect(await view.cycles.commitment(scope, one.commitment.id)).toMatchObject({ state: "done" });
        const began = one.cycle.startedAt;
        expect(await view.cycles.testsUnderWay(scope)).toEqual(
          new Map([
            [one.teamId, began],
            [two.teamId, began],
          ]),
        );
      });
      const earlier = { ...one.cycle, id: "earlier", startedAt: new Date("2025-01-01T00:00:00Z"), previousId: null };
      const planned = { ...two.cycle, id: "planned", startedAt: null, previousId: null };
      await store.write(async (tables) => {
        for (const cycle of [earlier, planned, { ...earlier, id: "over", startedAt: at, stage: "study" as const }])
          await tables.cycles.save(scope, cycle, 0);
      });
      await store.read(async (view) => {
        const tests = new Map([
          [one.teamId, earlier.startedAt],
          [two.teamId, one.cycle.startedAt],
        ]);
        expect(await view.cycles.testsUnderWay(scope)).toEqual(tests);
      });
      await store.write((tables) => tables.cycles.saveDraft(scope, { ...newer, state: "recorded" }));
      await store.read(async (view) => {
        expect(await view.cycles.openDrafts(scope, one.lead.id)).toEqual([one.draft]);
        expect(await view.cycles.draft(scope, "newer")).toEqual({ ...newer, state: "recorded" });
        expect(await view.cycles.draft(scope, "unheard of")).toBeUndefined();
      });
    },
  },
  {
    name: "opens one slot per rule and date, however often and from wherever it is asked",
    async run(openFresh) {
      const { store, again } = await openFresh();
      await store.write(async (tables) => {
        await saveGround(tables, north);
        await tables.cycles.saveProblem(scope, one.problem, one.problemVersion);
        await tables.cycles.save(scope, one.cycle, 0);
      });
      const other = await again();
      const open = (index: number) => {
        const slot = { ...one.slot, id: `slot-${index}` };
        const prompt = { ...one.prompt, id: `prompt-${index}`, slotId: slot.id };
        return (index % 2 ? store : other).write((tables) => tables.checkIns.openSlot(scope, slot, [prompt]));
      };
      const results = await Promise.all(Array.from({ length: 10 }, (_, index) => open(index)));
      expect(results.filter(Boolean)).toHaveLength(1);
      await store.read(async (view) => {
        expect(await view.checkIns.slotsSince(scope, one.slot.localDate)).toHaveLength(1);
        expect(await view.checkIns.slotsSince(scope, "2026-03-04")).toEqual([]);
        expect(await view.checkIns.openPromptsOf(scope, one.lead.id)).toHaveLength(1);
      });
      const next = { ...one.slot, id: "next", localDate: "2026-03-17", state: "skipped" as const, reason: "closed" };
      expect(await store.write((tables) => tables.checkIns.openSlot(scope, next, []))).toBe(true);
    },
  },
  {
    name: "finds the prompts that are open, and those to ask again",
    async run(openFresh) {
      const { store } = await openFresh();
      await store.write((tables) => saveAll(tables, north));
      const due = one.prompt.againAt ?? at;
      await store.read(async (view) => {
        expect(await view.checkIns.rules(one.scope)).toEqual([one.rule]);
        expect(await view.checkIns.slotsSince(one.scope, "2026-03-01")).toEqual([one.slot]);
        expect(await view.checkIns.prompt(scope, one.prompt.id)).toEqual(one.prompt);
        expect(await view.checkIns.promptsOf(scope, one.slot.id)).toEqual([one.prompt]);
        expect(await view.checkIns.openPromptsOf(scope, one.lead.id)).toEqual([one.prompt]);
        expect(await view.checkIns.dueAgain(scope, new Date(due.getTime() - 1))).toEqual([]);
        expect(byId(await view.checkIns.dueAgain(scope, due))).toEqual([one.prompt, two.prompt]);
        expect(await view.checkIns.nextAgain(at)).toEqual(due);
        expect(await view.checkIns.nextAgain(due)).toBeUndefined();
        expect(await view.checkIns.slot(scope, one.slot.id)).toEqual(one.slot);
      });
      await store.read(async (view) => {
        expect(await view.checkIns.nextReminder(later(4))).toEqual(later(5));
        expect(await view.checkIns.nextReminder(later(5))).toBeUndefined();
        expect(await view.checkIns.dueReminders(scope, later(4))).toEqual([]);
        expect(byId(await view.checkIns.dueReminders(scope, later(5)))).toEqual([one.prompt, two.prompt]);
      });
      const answered = { ...one.prompt, state: "answered" as const, settledAt: later(3) };
      await store.write((tables) => tables.checkIns.savePrompt(scope, answered));
      await store.read(async (view) => {
        expect(await view.checkIns.prompt(scope, one.prompt.id)).toEqual(answered);
        expect(await view.checkIns.openPromptsOf(scope, one.lead.id)).toEqual([]);
        expect(await view.checkIns.dueAgain(scope, due)).toEqual([two.prompt]);
      });
    },
  },
  {
    name: "remembers a delivery once, also when two processes take it in at the same time",
    async run(openFresh) {
      const { store, again } = await openFresh();
      const other = await again();
      const results = await Promise.all(
        [store, other, store, other].map((each) => each.write((tables) => tables.events.remember("T1:Ev1", at))),
      );
      expect(results.filter(Boolean)).toHaveLength(1);
      expect(await store.write((tables) => tables.events.remember("T2:Ev1", at))).toBe(true);
      // No platform is known to make such keys. Drawn at random: what repeats itself would be packed.
      const long = randomBytes(5_000).toString("base64");
      expect(await store.write((tables) => tables.events.remember(long, at))).toBe(true);
      expect(await store.write((tables) => tables.events.remember(long, at))).toBe(false);
      expect(await store.write((tables) => tables.events.remember(`${long}.`, at))).toBe(true);
      await store.read(async (view) => {
        expect(await view.events.seen("T1:Ev1")).toBe(true);
        expect(await view.events.seen("T1:Ev2")).toBe(false);
      });
    },
  },
  {
    name: "lists what was done, newest first, up to a limit",
    async run(openFresh) {
      const { store } = await openFresh();
      await store.write(async (tables) => {
        await saveAll(tables, north);
        await tables.events.audit({ ...one.audit, id: "newest", at: later(9), districtId: null, detail: "by import" });
      });
      await store.read(async (view) => {
        expect((await view.events.auditOf(scope, 10)).map(({ id }) => id)).toEqual([
          "newest",
          one.audit.id,
          two.audit.id,
        ]);
        expect(await view.events.auditOf(scope, 1)).toHaveLength(1);
        expect(await view.events.auditOf(one.scope, 10)).toEqual([one.audit]);
      });
    },
  },
  {
    name: "keeps whatever people write, without NUL characters, in text, in lists and in answers",
    async run(openFresh) {
      const { store } = await openFresh();
      await store.write((tables) => saveAll(tables, north));
      const everything = Array.from({ length: 0x250 }, (_, code) => String.fromCharCode(code)).join("");
      const text = `${everything} \u2028 \ufeff 😀 ✊🏿 ﷽ \ud83d ${"long ".repeat(100_000)}`;
      // Half of a pair is no letter: it is stored as the sign for that.
      const kept = Buffer.from(text.replaceAll("\0", "")).toString();
      const answers = { result: "12\0 of 19", groups: ["\0", "a\0b"], figure: 1.5, surprise: null };
      const update = { ...one.update, id: "update", promptId: null, answers };
      const version = { ...one.updateVersion, id: "version", updateId: "update", answers };
      await store.write(async (tables) => {
        await tables.cycles.saveDraft(scope, { ...one.draft, text });
        await tables.cycles.saveUpdate(scope, update, version, 0);
        await tables.settings.set("na\0me", "val\0ue");
      });
      await store.read(async (view) => {
        expect((await view.cycles.draft(scope, one.draft.id))?.text === kept).toBe(true);
        const plain = { result: "12 of 19", groups: ["", "ab"], figure: 1.5, surprise: null };
        expect(await view.cycles.update(scope, "update")).toEqual({ ...update, answers: plain });
        expect((await view.cycles.versionsOf(scope, "update"))[0]?.answers).toEqual(plain);
        expect(await view.settings.get("name")).toBe("value");
        expect(await view.settings.get("\0name")).toBe("value");
      });
    },
  },
  {
    name: "keeps settings by name",
    async run(openFresh) {
      const { store } = await openFresh();
      await store.write(async (tables) => {
        await tables.settings.set("offset", "1");
        await tables.settings.set("offset", "2");
      });
      expect(await store.read((view) => view.settings.get("offset"))).toBe("2");
      expect(await store.read((view) => view.settings.get("other"))).toBeUndefined();
    },
  },
];
