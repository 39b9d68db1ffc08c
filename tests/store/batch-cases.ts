import { expect } from "vitest";
import { at, later, north, saveAll, south } from "./sample-rows.js";
import { beginSending } from "./sending.js";
import type { StoreCase } from "./store-cases.js";

const { scope } = north;
const [one, two] = north.districts;
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);

/** What is read for a whole network at once, and what takes back or moves what was planned. */
export const batchCases: StoreCase[] = [
  {
    name: "reads for many teams at once what it reads for each, and nothing for none",
    async run(openFresh) {
      const { store } = await openFresh();
      const newer = { ...one.cycle, id: "newer", createdAt: later(1), stage: "closed" as const, closedAt: at };
      await store.write(async (tables) => {
        await saveAll(tables, north);
        await saveAll(tables, south);
        await tables.cycles.save(scope, newer, 0);
        const update = { ...one.update, id: "late", promptId: null, cycleId: "newer", recordedAt: later(20) };
        await tables.cycles.saveUpdate(scope, update, { ...one.updateVersion, id: "late-1", updateId: "late" }, 0);
      });
      const teams = [one.teamId, two.teamId, "unheard of"];
      await store.read(async (view) => {
        const { people, memberships, pmAssignments, ...outline } = await view.roster.load(scope);
        expect(await view.roster.outline(scope)).toEqual(outline);
        expect(await view.roster.assignments(scope)).toEqual(pmAssignments);
        expect(await view.roster.membersOf(scope, teams)).toEqual({
          memberships,
          people: people.filter(({ districtId }) => districtId !== null),
        });
        expect(await view.roster.membersOf(scope, [two.teamId])).toMatchObject({ people: [two.lead] });
        expect(ids(await view.cycles.ofTeams(scope, teams))).toEqual(["newer", one.cycle.id, two.cycle.id]);
        expect(ids(await view.cycles.byIds(scope, ["newer", "unheard of", two.cycle.id]))).toEqual([
          "newer",
          two.cycle.id,
        ]);
        expect(ids(await view.cycles.updatesOfCycles(scope, [one.cycle.id, "newer"]))).toEqual([one.update.id, "late"]);
        const between = (from: number, to: number) => view.cycles.updatesOfTeams(scope, teams, later(from), later(to));
        expect(ids(await between(0, 20))).toEqual([one.update.id, two.update.id]);
        expect(ids(await between(1, 21))).toEqual(["late"]);
        expect(await view.cycles.ofTeams(scope, [])).toEqual([]);
        expect(await view.cycles.updatesOfCycles(scope, [])).toEqual([]);
        expect(await view.roster.membersOf(scope, [])).toEqual({ memberships: [], people: [] });
      });
    },
  },
  {
    name: "knows which districts began with a cycle's plan, each once, and a district of itself alone",
    async run(openFresh) {
      const { store } = await openFresh();
      await store.write(async (tables) => {
        await saveAll(tables, north);
        await saveAll(tables, south);
        const began = [one.cycle, one.cycle, two.cycle].map((cycle, nth) => ({ ...cycle, id: `began-${nth}` }));
        for (const cycle of began) await tables.cycles.save(scope, { ...cycle, creditCycleId: "source" }, 0);
      });
      await store.read(async (view) => {
        const both = [one.id, two.id].sort();
        expect(await view.cycles.districtsUsing(scope, "source")).toEqual(both);
        expect(await view.cycles.districtsUsing({ ...scope, districtId: one.id }, "source")).toEqual([one.id]);
        expect(await view.cycles.districtsUsing(south.scope, "source")).toEqual([]);
        expect(await view.cycles.districtsUsing(scope, "unheard of")).toEqual([]);
      });
    },
  },
  {
    name: "knows who of many can be written to: claimed, not out of reach, in a linked workspace",
    async run(openFresh) {
      const { store } = await openFresh();
      await store.write((tables) => saveAll(tables, north));
      const all = [one.lead.id, two.lead.id, north.pm.id, "unheard of"];
      const reachable = () => store.read(async (view) => [...(await view.workspaces.reachable(scope, all))].sort());
      expect(await reachable()).toEqual([one.lead.id, two.lead.id]);
      await store.write((tables) =>
        tables.workspaces.saveIdentities(scope, [{ ...one.identity, unreachableSince: later(1) }]),
      );
      expect(await reachable()).toEqual([two.lead.id]);
      await store.write((tables) => tables.workspaces.save({ ...two.workspace, state: "removed" }));
      expect(await reachable()).toEqual([]);
    },
  },
  {
    name: "gives the latest date of each rule, and the slots and prompts of a date and later",
    async run(openFresh) {
      const { store } = await openFresh();
      const next = { ...one.slot, id: "next", localDate: "2026-03-17", state: "skipped" as const, reason: "missed" };
      await store.write(async (tables) => {
        await saveAll(tables, north);
        await tables.checkIns.openSlot(scope, next, []);
      });
      await store.read(async (view) => {
        const latest = await view.checkIns.latestDates(scope, "2026-01-01");
        expect(latest.sort((a, b) => a.localDate.localeCompare(b.localDate))).toEqual([
          { ruleId: two.rule.id, localDate: two.slot.localDate },
          { ruleId: one.rule.id, localDate: "2026-03-17" },
        ]);
        expect(await view.checkIns.latestDates(scope, "2026-03-18")).toEqual([]);
        expect(await view.checkIns.promptsSince(one.scope, one.slot.localDate)).toEqual([one.prompt]);
        expect(await view.checkIns.promptsSince(one.scope, "2026-03-04")).toEqual([]);
      });
    },
  },
  {
    name: "takes a slot back as if it had never been, and not where an update answers it",
    async run(openFresh) {
      const { store } = await openFresh();
      const prompt = { ...one.prompt, id: "fresh-prompt", slotId: "fresh" };
      const slot = { ...one.slot, id: "fresh", localDate: "2026-03-31" };
      await store.write(async (tables) => {
        await saveAll(tables, north);
        await tables.checkIns.openSlot(scope, slot, [prompt]);
      });
      await expect(store.write((tables) => tables.checkIns.removeSlot(scope, one.slot.id))).rejects.toThrow();
      expect(await store.read((view) => view.checkIns.promptsOf(scope, one.slot.id))).toEqual([one.prompt]);
      await store.write((tables) => tables.checkIns.removeSlot(scope, "fresh"));
      expect(await store.read((view) => view.checkIns.prompt(scope, "fresh-prompt"))).toBeUndefined();
      // Its date and its ids are free again.
      expect(await store.write((tables) => tables.checkIns.openSlot(scope, slot, [prompt]))).toBe(true);
    },
  },
  {
    name: "moves a message that waits, its lane with it and the changes to it too, and none that has left",
    async run(openFresh) {
      const { store } = await openFresh();
      const edit = {
        ...{ ...one.message, id: "edit", kind: "edit" as const, contact: null, week: null, personId: null },
        ...{ delivery: { do: "edit" as const, of: one.message.id, card: { blocks: [] } }, expiresAt: null },
      };
      await store.write(async (tables) => {
        await saveAll(tables, north);
        await tables.outbox.enqueue(scope, edit);
      });
      const times = { notBefore: later(60_000), expiresAt: later(90_000) };
      const move = (id: string) => store.write((tables) => tables.outbox.reschedule(scope, id, times));
      expect(await move(one.message.id)).toBe(true);
      const claim = (ms: number) =>
        store.write(async (tables) => {
          const claims = await tables.outbox.claim({ now: later(ms), leaseMs: 1_000 }, 9);
          for (const each of claims) await tables.outbox.giveBack(each, 0);
          return ids(claims.map(({ message }) => message)).filter((id) => id === one.message.id || id === "edit");
        });
      expect(await claim(59_999)).toEqual([]);
      expect(await claim(60_000)).toEqual([one.message.id]);
      expect(await store.read((view) => view.outbox.find(scope, one.message.id))).toMatchObject(times);
      expect((await store.read((view) => view.outbox.find(scope, "edit")))?.notBefore).toEqual(times.notBefore);
      // Earlier again: the lane follows, the change stays behind it.
      await store.write((tables) =>
        tables.outbox.reschedule(scope, one.message.id, { notBefore: at, expiresAt: null }),
      );
      expect(await claim(0)).toEqual([one.message.id]);
      await store.write((tables) => tables.outbox.skip(one.message.id, "for the test"));
      expect(await move(one.message.id)).toBe(false);
      expect(await move("unheard of")).toBe(false);
      const states = await store.read((view) => view.outbox.statesOf(scope, [one.message.id, "edit", "unheard of"]));
      expect([...states].sort()).toEqual([
        ["edit", "pending"],
        [one.message.id, "skipped"],
      ]);
    },
  },
  {
    name: "withdraws a message that never left, with its place in the week and what it was to say in short",
    async run(openFresh) {
      const { store } = await openFresh();
      await store.write(async (tables) => {
        await saveAll(tables, north);
        await tables.budget.said(scope, [one.note.id], one.message.id);
      });
      const withdraw = (id: string) => store.write((tables) => tables.outbox.withdraw(scope, id));
      const { week = "" } = { week: one.message.week ?? "" };
      const held = () => store.read(async (view) => (await view.budget.week(scope, one.lead.id, week)).held.length);
      expect(await held()).toBe(1);
      expect(await withdraw(one.message.id)).toBe(true);
      expect([await withdraw(one.message.id), await held()]).toEqual([false, 0]);
      expect(ids(await store.read((view) => view.budget.unsaid(scope, one.lead.id, at)))).toEqual([one.note.id]);
      expect(await store.write((tables) => tables.outbox.enqueue(scope, one.message))).toBe(true);
      await store.write((tables) => tables.outbox.skip(one.message.id, "for the test"));
      expect(await withdraw(one.message.id)).toBe(true);
      expect(await store.write((tables) => tables.budget.fold(scope, { ...one.note, id: one.message.id }))).toBe(true);
      expect(await withdraw(one.message.id)).toBe(false);
      expect(await store.read((view) => view.budget.note(scope, one.message.id))).toBeUndefined();
      expect(await store.write((tables) => tables.outbox.enqueue(scope, one.message))).toBe(true);
      await store.write((tables) => beginSending(tables, one.message.id));
      expect(await withdraw(one.message.id)).toBe(false);
    },
  },
];
