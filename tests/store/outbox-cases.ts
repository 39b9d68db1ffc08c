import { expect } from "vitest";
import type { NewOutboxMessage, OutboxMessage, OutboxState } from "../../src/ports/outbox.js";
import type { Claim, OutboxResult, Store } from "../../src/ports/store.js";
import { at, later, north, saveGround, south } from "./sample-rows.js";
import { beginSending, leaveUnknown } from "./sending.js";
import type { Opened, OpenFresh, StoreCase } from "./store-cases.js";

const { scope } = north;
const [one, two] = north.districts;
const workspace = { platform: "slack", workspace: one.workspace.externalId };
const place = { ...workspace, channel: "D1", message: "1700000000.000100" };

const message = (id: string, changes: Partial<NewOutboxMessage> = {}): NewOutboxMessage => ({
  ...one.message,
  id,
  ...changes,
});

async function withMessages(openFresh: OpenFresh, ...messages: NewOutboxMessage[]): Promise<Opened> {
  const opened = await openFresh();
  await opened.store.write(async (tables) => {
    await saveGround(tables, north);
    await saveGround(tables, south);
    for (const each of messages) expect(await tables.outbox.enqueue(scope, each)).toBe(true);
  });
  return opened;
}

const leaseMs = 30_000;
const now = at;

/** What a sender would get; it hands everything back at once. */
const due = (store: Store, now = at, limit = 100) =>
  store.write(async (tables) => {
    const claims = await tables.outbox.claim({ now, leaseMs }, limit);
    for (const claim of claims) await tables.outbox.giveBack(claim, 0);
    return claims.map(({ message: { id }, abandonedMs }) => (abandonedMs === undefined ? id : `${id}, abandoned`));
  });
const byId = (store: Store, id: string) => store.read((view) => view.outbox.byId(id));

async function send(store: Store, id: string): Promise<OutboxMessage> {
  const claimed = await store.write((tables) => beginSending(tables, id, leaseMs));
  if (!claimed) throw new Error(`${id} was not pending`);
  return claimed;
}

async function sendAndSettle(store: Store, id: string, result: OutboxResult): Promise<void> {
  const { fence } = await send(store, id);
  expect(await store.write((tables) => tables.outbox.settle(id, fence, result))).toBe(true);
}

const card = { blocks: [{ kind: "text" as const, text: "Changed" }] };
const sent: OutboxResult = { state: "sent", message: place, sentAt: later(2) };

export const outboxCases: StoreCase[] = [
  {
    name: "gives back a message as it was enqueued, with its place in the lane",
    async run(openFresh) {
      const { store } = await withMessages(openFresh, message("first"), message("second", { expiresAt: null }));
      const fresh = {
        state: "pending",
        attempts: 0,
        fence: 0,
        message: null,
        error: null,
        intentAt: null,
        sentAt: null,
      };
      expect(await byId(store, "first")).toEqual({ ...message("first"), ...fresh, seq: 1 });
      expect(await store.read((view) => view.outbox.find(scope, "second"))).toEqual({
        ...message("second", { expiresAt: null }),
        ...fresh,
        seq: 2,
      });
      expect(await byId(store, "unheard of")).toBeUndefined();
    },
  },
  {
    name: "enqueues a message once, and leaves the first as it was",
    async run(openFresh) {
      const { store } = await withMessages(openFresh, message("first"));
      const twice = message("first", { notBefore: later(9), kind: "welcome" });
      expect(await store.write((tables) => tables.outbox.enqueue(scope, twice))).toBe(false);
      expect(await store.write((tables) => tables.outbox.enqueue(scope, message("next")))).toBe(true);
      expect(await byId(store, "first")).toMatchObject({ notBefore: at, kind: "check-in", seq: 1 });
      expect(await byId(store, "next")).toMatchObject({ seq: 2 });
    },
  },
  {
    name: "numbers the messages of a lane in the order of writing, also under 50 writes at once",
    async run(openFresh) {
      const { store, again } = await withMessages(openFresh);
      const other = await again();
      const ids = Array.from({ length: 50 }, (_, index) => `m${index}`);
      await Promise.all(ids.map((id) => store.write((tables) => tables.outbox.enqueue(scope, message(id)))));
      const seqs = await store.read((view) => Promise.all(ids.map(async (id) => (await view.outbox.byId(id))?.seq)));
      expect(seqs).toEqual(ids.map((_, index) => index + 1));

      const more = ids.map((id) => `${id}-more`);
      await Promise.all(
        more.map((id, index) =>
          (index % 2 ? store : other).write((tables) => tables.outbox.enqueue(scope, message(id))),
        ),
      );
      const all = await store.read((view) => view.outbox.list(scope, {}));
      expect(all.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
    },
  },
  {
    name: "numbers lanes apart: other conversations, other workspaces with the same names",
    async run(openFresh) {
      const { store } = await withMessages(
        openFresh,
        message("here"),
        message("other lane", { lane: "C1" }),
        message("other workspace", { workspace: two.workspace.externalId }),
      );
      for (const id of ["here", "other lane", "other workspace"])
        expect(await byId(store, id)).toMatchObject({ seq: 1 });
      expect(await due(store)).toHaveLength(3);
    },
  },
  {
    name: "refuses a message to a workspace that is not stored",
    async run(openFresh) {
      const { store } = await withMessages(openFresh);
      const lost = message("lost", { workspace: "T-unknown" });
      await expect(store.write((tables) => tables.outbox.enqueue(scope, lost))).rejects.toThrow();
      expect(await byId(store, "lost")).toBeUndefined();
    },
  },
  {
    name: "gives what is due: in each lane what became due first, of several what was written first, up to the limit",
    async run(openFresh) {
      const { store } = await withMessages(
        openFresh,
        message("a for the afternoon", { lane: "A", notBefore: later(20) }),
        message("a now", { lane: "A", notBefore: later(5) }),
        message("a now, written later", { lane: "A", notBefore: later(5) }),
        message("b head", { lane: "B", notBefore: later(10) }),
        message("c head", { lane: "C", notBefore: later(30) }),
      );
      expect(await due(store, later(4))).toEqual([]);
      expect(await due(store, later(10))).toEqual(["a now", "b head"]);
      expect(await due(store, later(30))).toEqual(["a now", "b head", "c head"]);
      expect(await due(store, later(30), 2)).toEqual(["a now", "b head"]);
      expect(await store.read((view) => view.outbox.nextDue())).toEqual(later(5));
      await sendAndSettle(store, "a now", sent);
      expect(await due(store, later(9))).toEqual(["a now, written later"]);
      await sendAndSettle(store, "a now, written later", sent);
      expect(await due(store, later(19))).toEqual(["b head"]);
      expect(await due(store, later(30))).toEqual(["b head", "a for the afternoon", "c head"]);
    },
  },
  {
    name: "gives nothing of a lane in which a message is being sent, whatever the others are doing",
    async run(openFresh) {
      const { store } = await withMessages(
        openFresh,
        message("head"),
        message("next"),
        message("elsewhere", { lane: "C1", createdAt: later(1) }),
      );
      const claimed = await send(store, "head");
      expect(await due(store)).toEqual(["elsewhere"]);
      await store.write((tables) => tables.outbox.enqueue(scope, message("last")));
      expect(await due(store)).toEqual(["elsewhere"]);
      await store.write((tables) => tables.outbox.settle("head", claimed.fence, sent));
      expect(await due(store)).toEqual(["next", "elsewhere"]);
    },
  },
  {
    name: "gives a lane to one sender at a time, until its lease is over",
    async run(openFresh) {
      const { store, again, machine } = await withMessages(
        openFresh,
        message("head"),
        message("elsewhere", { lane: "C1" }),
      );
      const stores = [store, await again()];
      const claim = (nth: number) =>
        (stores[nth % 2] ?? store).write((tables) => tables.outbox.claim({ now, leaseMs }, 100));
      const all = (await Promise.all(Array.from({ length: 10 }, (_, nth) => claim(nth)))).flat();
      expect(all.map((one) => one.message.id).sort()).toEqual(["elsewhere", "head"]);
      machine(later(29_999));
      expect(await claim(0)).toEqual([]);
      machine(later(30_000));
      const later30 = await claim(1);
      expect(later30).toHaveLength(2);
      for (const { message, fence, abandonedMs } of later30) {
        expect(fence).toBeGreaterThan(all.find((one) => one.message.id === message.id)?.fence ?? Number.NaN);
        expect(abandonedMs).toBeUndefined();
      }
    },
  },
  {
    name: "writes down the intent before a request leaves, once, and only for whoever holds the lane",
    async run(openFresh) {
      const { store, machine } = await withMessages(openFresh, message("head"));
      const claim = () => store.write((tables) => tables.outbox.claim({ now, leaseMs }, 1));
      const [old] = await claim();
      machine(later(30_000));
      const [claimed] = await claim();
      if (!old || !claimed) throw new Error("nothing was claimed");
      machine(later(30_001));
      const before = performance.now();
      const intend = (one: Claim) => store.write((tables) => tables.outbox.intend(one, 29_999));
      expect(await intend(old)).toBeUndefined();
      const results = await Promise.all([1, 2, 3].map(() => intend(claimed)));
      expect(results.filter(Boolean)).toHaveLength(1);
      const row = await byId(store, "head");
      expect(row).toMatchObject({ state: "sending", intentAt: later(30_001), attempts: 0, fence: claimed.fence });
      const intent = results.find(Boolean);
      expect(row).toEqual(intent?.message);
      expect(intent?.since).toBeGreaterThan(before);
      expect(intent?.since).toBeLessThan(performance.now());
      // The lease was renewed with the intent.
      machine(later(59_999));
      expect(await claim()).toEqual([]);
      machine(later(60_000));
      expect(await claim()).toMatchObject([{ abandonedMs: 29_999, message: { id: "head", state: "sending" } }]);
    },
  },
  {
    name: "makes a workspace wait, and no other, and never for a shorter time than it was told before",
    async run(openFresh) {
      const { store, machine } = await withMessages(
        openFresh,
        message("head"),
        message("other lane", { lane: "C1" }),
        message("other workspace", { workspace: two.workspace.externalId }),
      );
      const block = (ms: number) => store.write((tables) => tables.outbox.block(workspace, ms));
      await block(5_000);
      await block(2_000);
      machine(later(4_999));
      expect(await due(store)).toEqual(["other workspace"]);
      machine(later(5_000));
      expect(await due(store)).toHaveLength(3);
      await block(4_000);
      machine(later(8_999));
      expect(await due(store)).toEqual(["other workspace"]);
    },
  },
  {
    name: "makes only changes, or only look-ups, of a workspace wait where the limit is theirs",
    async run(openFresh) {
      const change = { kind: "edit", policy: "repeatable", delivery: { do: "edit", of: "head", card } } as const;
      const { store, machine } = await withMessages(
        openFresh,
        message("head"),
        message("change", { ...change, lane: "C1" }),
        message("a change elsewhere", { ...change, workspace: two.workspace.externalId, createdAt: later(1) }),
        message("to be looked for", { lane: "C2", createdAt: later(2) }),
      );
      const block = (ms: number, only: "edits" | "look-ups") =>
        store.write((tables) => tables.outbox.block(workspace, ms, only));
      const free = () => store.read((view) => view.outbox.nextFree(at));
      await store.write((tables) => beginSending(tables, "to be looked for"));
      const claims = await store.write((tables) => tables.outbox.claim({ now, leaseMs: 0 }, 9));
      const claim = claims.find((one) => one.message.id === "change");
      if (claim === undefined) throw new Error("nothing was claimed");
      await block(5_000, "edits");
      expect(await store.write((tables) => tables.outbox.intend(claim, leaseMs))).toBeUndefined();
      expect(await due(store)).toEqual(["head", "a change elsewhere", "to be looked for, abandoned"]);
      await block(7_000, "look-ups");
      expect(await due(store)).toEqual(["head", "a change elsewhere"]);
      for (const id of ["head", "a change elsewhere"]) await sendAndSettle(store, id, sent);
      expect(await due(store)).toEqual([]);
      expect(await free()).toBe(5_000);
      machine(later(5_000));
      expect(await due(store)).toEqual(["change"]);
      machine(later(7_000));
      expect(await due(store)).toEqual(["change", "to be looked for, abandoned"]);
    },
  },
  {
    name: "leaves out workspaces that are busy already",
    async run(openFresh) {
      const { store } = await withMessages(
        openFresh,
        message("head"),
        message("other workspace", { workspace: two.workspace.externalId }),
      );
      const claims = await store.write((tables) => tables.outbox.claim({ now, leaseMs }, 9, [workspace]));
      expect(claims.map((one) => one.message.id)).toEqual(["other workspace"]);
    },
  },
  {
    name: "gives one workspace its share of a claim, and the others what is left",
    async run(openFresh) {
      const here = Array.from({ length: 6 }, (_, nth) => message(`here ${nth}`, { lane: `C${nth}` }));
      const there = message("other workspace", { workspace: two.workspace.externalId, notBefore: later(1) });
      const { store } = await withMessages(openFresh, ...here, there);
      const claim = (limit: number) =>
        store.write((tables) => tables.outbox.claim({ now: later(1), leaseMs }, limit, [], 2));
      const first = await claim(3);
      expect(first.map((one) => one.message.id)).toEqual(["here 0", "here 1", "other workspace"]);
      expect((await claim(9)).map((one) => one.message.id)).toEqual(["here 2", "here 3"]);
      expect(await claim(9)).toHaveLength(2);
      expect(await claim(9)).toEqual([]);
    },
  },
  {
    name: "paces a workspace: some at once after a silence, then one after the other, each workspace by itself",
    async run(openFresh) {
      const { store, machine } = await withMessages(openFresh);
      const other = { platform: "slack", workspace: two.workspace.externalId };
      const turn = (ms: number, where = workspace) => {
        machine(later(ms));
        return store.write((tables) => tables.outbox.pace(where, { everyMs: 200, burst: 3 }));
      };
      expect([await turn(0), await turn(0), await turn(0)]).toEqual([undefined, undefined, undefined]);
      expect(await turn(0)).toBe(200);
      expect(await turn(199)).toBe(1);
      expect(await turn(0, other)).toBeUndefined();
      expect(await turn(200)).toBeUndefined();
      expect(await turn(200)).toBe(200);
      expect([await turn(60_000), await turn(60_000), await turn(60_000)]).toEqual([undefined, undefined, undefined]);
      expect(await turn(60_000)).toBe(200);
    },
  },
  {
    name: "takes as many lanes of a paced workspace as may leave at once, and of another one its own",
    async run(openFresh) {
      const pace = { everyMs: 200, burst: 3 };
      const here = Array.from({ length: 6 }, (_, nth) => message(`here ${nth}`, { lane: `C${nth}` }));
      const there = message("there", { workspace: two.workspace.externalId, notBefore: later(1) });
      const { store, machine } = await withMessages(openFresh, ...here, there);
      const claim = (ms: number) => {
        machine(later(ms));
        return store.write(async (tables) => {
          const claims = await tables.outbox.claim({ now: later(1), leaseMs, pace }, 10);
          for (const one of claims) await tables.outbox.giveBack(one, 0);
          return claims.map((one) => one.message.id);
        });
      };
      const turn = () => store.write((tables) => tables.outbox.pace(workspace, pace));
      expect(await claim(0)).toEqual(["here 0", "here 1", "here 2", "there"]);
      await turn();
      expect(await claim(0)).toEqual(["here 0", "here 1", "there"]);
      await turn();
      await turn();
      expect(await claim(199)).toEqual(["there"]);
      expect(await claim(200)).toEqual(["here 0", "there"]);
      expect(await claim(400)).toEqual(["here 0", "here 1", "there"]);
      expect(await claim(60_000)).toEqual(["here 0", "here 1", "here 2", "there"]);
    },
  },
  {
    name: "does not wait for what a clock that was ahead has written down, once it is set right",
    async run(openFresh) {
      const opened = await withMessages(
        openFresh,
        message("head"),
        message("next", { createdAt: later(1) }),
        message("changed", {
          lane: "C1",
          kind: "edit",
          policy: "repeatable",
          delivery: { do: "edit", of: "head", card },
        }),
        message("elsewhere", { workspace: two.workspace.externalId, createdAt: later(2) }),
      );
      const { store, machine } = opened;
      const day = 24 * 3_600_000;
      const pace = () => store.write((tables) => tables.outbox.pace(workspace, { everyMs: 200, burst: 20 }));
      const free = () => store.read((view) => view.outbox.nextFree(at));
      machine(later(day));
      await store.write(async (tables) => {
        const head = await beginSending(tables, "head", leaseMs);
        expect(await tables.outbox.settle("head", head?.fence ?? 0, sent, 1_000)).toBe(true);
      });
      for (let nth = 0; nth < 20; nth += 1) await pace();
      await store.write((tables) => tables.outbox.block(workspace, 60_000));
      await store.write((tables) => tables.outbox.block(workspace, 60_000, "edits"));
      await store.write((tables) => beginSending(tables, "elsewhere", leaseMs));
      expect(await free()).toBe(30_000);

      machine(at);
      expect(await free()).toBe(0);
      // What may still be under way gets the time of one lease; the rest waits no more.
      expect(await due(store)).toEqual(["changed", "next"]);
      expect(await free()).toBe(0);
      expect(await pace()).toBeUndefined();
      const claims = await store.write((tables) => tables.outbox.claim({ now, leaseMs: 0 }, 9));
      for (const claim of claims) expect(await store.write((tables) => tables.outbox.intend(claim, 0))).toBeDefined();
      await store.write((tables) => tables.outbox.block(workspace, 5_000));
      machine(later(4_999));
      expect(await due(store)).toEqual([]);
      machine(later(30_000));
      expect((await due(store)).sort()).toEqual(["changed, abandoned", "elsewhere, abandoned", "next, abandoned"]);
    },
  },
  {
    name: "says when something that is due can be claimed, and that nothing is due",
    async run(openFresh) {
      const { store, machine } = await withMessages(openFresh, message("head"));
      const free = (now = at) => store.read((view) => view.outbox.nextFree(now));
      expect(await free(later(-1))).toBeUndefined();
      expect(await free()).toBe(0);
      await store.write((tables) => tables.outbox.claim({ now, leaseMs }, 1));
      expect(await free()).toBe(30_000);
      machine(later(29_999));
      expect(await free()).toBe(1);
      machine(later(30_001));
      expect(await free()).toBe(0);
    },
  },
  {
    name: "says when a workspace that was made to wait can be claimed again, and that another one need not wait",
    async run(openFresh) {
      const { store } = await withMessages(openFresh, message("head"), message("next lane", { lane: "C1" }));
      const free = () => store.read((view) => view.outbox.nextFree(at));
      await due(store);
      await store.write((tables) => tables.outbox.block(workspace, 60_000));
      expect(await free()).toBe(60_000);
      await store.write((tables) => tables.outbox.enqueue(scope, message("new lane", { lane: "C2" })));
      expect(await free()).toBe(60_000);
      const elsewhere = message("elsewhere", { workspace: two.workspace.externalId });
      await store.write((tables) => tables.outbox.enqueue(scope, elsewhere));
      expect(await free()).toBe(0);
    },
  },
  {
    name: "tells who has claimed a message whether it is still to be sent, and by that claim",
    async run(openFresh) {
      const { store, machine } = await withMessages(openFresh, message("head"));
      const claim = async () => {
        const [claim] = await store.write((tables) => tables.outbox.claim({ now, leaseMs }, 1));
        if (claim === undefined) throw new Error("nothing was claimed");
        return claim;
      };
      const stillDue = (claim: Claim, when = now) =>
        store.write(async (tables) => (await tables.outbox.stillDue(claim, when))?.notBefore);
      const first = await claim();
      expect(await stillDue(first)).toEqual(first.message.notBefore);
      machine(later(leaseMs));
      const second = await claim();
      expect([await stillDue(first), await stillDue(second)]).toEqual([undefined, first.message.notBefore]);
      await store.write((tables) => tables.outbox.reschedule(scope, "head", { notBefore: later(9), expiresAt: null }));
      expect([await stillDue(second), await stillDue(second, later(9))]).toEqual([undefined, later(9)]);
      await store.write((tables) => tables.outbox.skip("head", "not wanted"));
      expect(await stillDue(second, later(9))).toBeUndefined();
    },
  },
  {
    name: "lets nothing leave to a workspace that was told to wait after its lane was claimed",
    async run(openFresh) {
      const { store, machine } = await withMessages(openFresh, message("head"));
      const [claim] = await store.write((tables) => tables.outbox.claim({ now, leaseMs }, 1));
      if (claim === undefined) throw new Error("nothing was claimed");
      const intend = (ms: number) => {
        machine(later(ms));
        return store.write((tables) => tables.outbox.intend(claim, leaseMs));
      };
      await store.write((tables) => tables.outbox.block(workspace, 5_000));
      expect(await intend(4_999)).toBeUndefined();
      expect(await byId(store, "head")).toMatchObject({ state: "pending" });
      expect(await intend(5_000)).toMatchObject({ message: { state: "sending" } });
    },
  },
  {
    name: "records a result only under the fence it was claimed with, and a known outcome for good",
    async run(openFresh) {
      const { store } = await withMessages(openFresh, message("head"), message("next"));
      const first = await send(store, "head");
      const back: OutboxResult = { state: "pending", error: "rate limited", notBefore: later(60), left: true };
      const settle = (fence: number, result: OutboxResult) =>
        store.write((tables) => tables.outbox.settle("head", fence, result));
      expect(await settle(first.fence, back)).toBe(true);
      expect(await byId(store, "head")).toMatchObject({ state: "pending", notBefore: later(60), attempts: 1 });
      expect(await due(store, later(59))).toEqual(["next"]);
      expect(await store.write((tables) => tables.outbox.skip("next", "not wanted"))).toBe(true);

      const second = await send(store, "head");
      expect(second.fence).toBeGreaterThan(first.fence);
      expect(await settle(first.fence, { state: "dead", error: "late" })).toBe(false);
      expect(await byId(store, "head")).toEqual(second);
      expect(await settle(second.fence, sent)).toBe(true);
      expect(await settle(second.fence, { state: "unknown", error: "too late" })).toBe(false);
      expect(await byId(store, "head")).toMatchObject({
        ...{ state: "sent", message: place, sentAt: later(2), error: null, attempts: 2 },
      });
      expect(await store.write((tables) => tables.outbox.settle("unheard of", 0, sent))).toBe(false);
    },
  },
  {
    name: "counts the requests that left, and no others",
    async run(openFresh) {
      const { store } = await withMessages(openFresh, message("head"));
      const attempts = async () => (await byId(store, "head"))?.attempts;
      await sendAndSettle(store, "head", { state: "pending", error: "limited", notBefore: at, left: false });
      expect(await attempts()).toBe(0);
      await sendAndSettle(store, "head", { state: "pending", error: "limited", notBefore: at, left: true });
      expect(await attempts()).toBe(1);
      await sendAndSettle(store, "head", { state: "dead", error: "channel_not_found" });
      expect(await byId(store, "head")).toMatchObject({ state: "dead", error: "channel_not_found", attempts: 2 });
      expect(await due(store)).toEqual([]);
    },
  },
  {
    name: "lets another sender settle what was abandoned, and the first one say late how it ended",
    async run(openFresh) {
      const { store, machine } = await withMessages(openFresh, message("head"), message("next"));
      const first = await send(store, "head");
      expect(await due(store)).toEqual([]);
      machine(later(30_000));
      const [taken] = await store.write((tables) => tables.outbox.claim({ now, leaseMs }, 1));
      expect(taken).toMatchObject({ abandonedMs: 30_000, message: { id: "head", fence: first.fence } });
      const settle = (fence: number, result: OutboxResult) =>
        store.write((tables) => tables.outbox.settle("head", fence, result, 500));
      expect(await settle(taken?.fence ?? 0, { state: "unknown", error: "nobody can look" })).toBe(true);
      expect(await byId(store, "head")).toMatchObject({ state: "unknown", attempts: 1 });
      machine(later(30_499));
      expect(await due(store)).toEqual([]);
      machine(later(30_500));
      expect(await due(store)).toEqual(["next"]);
      expect(await settle(first.fence, sent)).toBe(true);
      expect(await byId(store, "head")).toMatchObject({ state: "sent", message: place });
    },
  },
  {
    name: "skips one message that has not left, and never one that has",
    async run(openFresh) {
      const { store } = await withMessages(openFresh, message("head"), message("next"), message("last"));
      const skip = (id: string) => store.write((tables) => tables.outbox.skip(id, "answered already"));
      expect(await skip("head")).toBe(true);
      expect(await byId(store, "head")).toMatchObject({ state: "skipped", error: "answered already", attempts: 0 });
      expect(await due(store)).toEqual(["next"]);
      await send(store, "next");
      expect(await Promise.all([skip("next"), skip("head"), skip("unheard of")])).toEqual([false, false, false]);
      expect(await byId(store, "next")).toMatchObject({ state: "sending" });
      expect(await skip("last")).toBe(true);
      expect(await due(store)).toEqual([]);
    },
  },
  {
    name: "sends what is unknown again when somebody asks, once, in its place, and looks for it first where told to",
    async run(openFresh) {
      const { store } = await withMessages(openFresh, message("head"), message("next", { notBefore: later(1) }));
      const again = (look: boolean, id = "head") => store.write((tables) => tables.outbox.sendAgain(scope, id, look));
      expect(await again(false)).toBe(false);
      expect(await again(false, "unheard of")).toBe(false);
      await store.write((tables) => leaveUnknown(tables, "head"));
      expect(await due(store, later(1))).toEqual(["next"]);
      expect(await again(false)).toBe(true);
      expect(await again(false)).toBe(false);
      expect(await byId(store, "head")).toMatchObject({ state: "pending", attempts: 0, seq: 1 });
      expect(await due(store, later(1))).toEqual(["head"]);

      await store.write((tables) => leaveUnknown(tables, "head"));
      expect(await again(true)).toBe(true);
      expect(await again(true)).toBe(false);
      expect(await due(store, later(1))).toEqual(["head, abandoned"]);
    },
  },
  {
    name: "takes what is unknown for sent when somebody has seen it there, and leaves every other message alone",
    async run(openFresh) {
      const { store } = await withMessages(openFresh, message("head"), message("next"));
      const arrived = (id: string) => store.write((tables) => tables.outbox.arrived(scope, id, later(3)));
      expect(await Promise.all(["head", "unheard of"].map(arrived))).toEqual([false, false]);
      await store.write((tables) => leaveUnknown(tables, "head"));
      expect(await arrived("head")).toBe(true);
      expect(await arrived("head")).toBe(false);
      expect(await byId(store, "head")).toMatchObject({ state: "sent", sentAt: later(3), message: null, error: null });
      expect(await due(store)).toEqual(["next"]);
    },
  },
  {
    name: "takes what is due and must not be doubled for begun, in its order, and leaves the rest as it is",
    async run(openFresh) {
      const { store, machine } = await withMessages(
        openFresh,
        message("head"),
        message("next"),
        message("change", { lane: "C1", policy: "repeatable" }),
        message("tomorrow", { lane: "C2", notBefore: later(86_400_000) }),
      );
      machine(later(3_600_000));
      expect(await store.write((tables) => tables.outbox.doubt(later(3_600_000), later(-60_000)))).toBe(2);
      const state = async (id: string) => (await byId(store, id))?.state;
      expect([await state("head"), await state("next")]).toEqual(["sending", "sending"]);
      expect([await state("change"), await state("tomorrow")]).toEqual(["pending", "pending"]);
      const claims = await store.write((tables) => tables.outbox.claim({ now: later(3_600_000), leaseMs: 30_000 }, 10));
      const begun = new Map(claims.map(({ message: { id }, abandonedMs }) => [id, abandonedMs]));
      expect([begun.size, begun.get("head"), begun.get("change")]).toEqual([2, 3_660_000, undefined]);
    },
  },
  {
    name: "skips what waits for a removed workspace, and nothing of any other",
    async run(openFresh) {
      const { store } = await withMessages(
        openFresh,
        message("head"),
        message("next"),
        message("c1", { lane: "C1" }),
        message("other", { workspace: two.workspace.externalId, createdAt: later(1) }),
      );
      await send(store, "head");
      expect(await store.write((tables) => tables.outbox.skipAll(workspace, "the app was removed"))).toBe(2);
      expect(await byId(store, "next")).toMatchObject({ state: "skipped", error: "the app was removed" });
      expect(await byId(store, "head")).toMatchObject({ state: "sending" });
      expect(await due(store)).toEqual(["other"]);
      await store.write((tables) => tables.outbox.enqueue(scope, message("after", { lane: "C1" })));
      expect(await due(store)).toEqual(["after", "other"]);
    },
  },
  {
    name: "finds the messages and changes that name something, from an instant on",
    async run(openFresh) {
      const card = { blocks: [{ kind: "text" as const, text: "About update-7" }] };
      const { store } = await withMessages(
        openFresh,
        message("older", { createdAt: new Date(at.getTime() - 1) }),
        message("named", { createdAt: at, delivery: { ...one.message.delivery, card } }),
        message("change", { createdAt: later(1), kind: "edit", delivery: { do: "edit", of: "older", card } }),
        message("other", { createdAt: at }),
      );
      const named = (since: Date) =>
        store.read(async (view) => (await view.outbox.naming(scope, "update-7", since)).map(({ id }) => id));
      expect(await named(at)).toEqual(["change", "named"]);
      expect(await named(later(1))).toEqual(["change"]);
      expect(await named(later(2))).toEqual([]);
    },
  },
  {
    name: "forgets what a message and every change to it said, and nothing of any other that is named alike",
    async run(openFresh) {
      const edit = (of: string) => ({ kind: "edit" as const, delivery: { do: "edit" as const, of, card: secret } });
      const secret = { blocks: [{ kind: "text" as const, text: "What she wrote" }] };
      const { store } = await withMessages(
        openFresh,
        message("draft_1"),
        message("change", edit("draft_1")),
        ...["DRAFT_1", "draft-1", "draft%1"].flatMap((of) => [message(of), message(`change of ${of}`, edit(of))]),
      );
      const others = async () => (await everythingElse()).map(({ id, delivery }) => ({ id, delivery }));
      const everythingElse = () =>
        store.read(async (view) =>
          (await view.outbox.list(scope, {})).filter(({ id }) => id !== "draft_1" && id !== "change"),
        );
      const before = await others();
      const card = { blocks: [{ kind: "text" as const, text: "It was let go." }] };
      await store.write((tables) => tables.outbox.forget(scope, "draft_1", card));
      expect(await byId(store, "draft_1")).toMatchObject({ delivery: { do: "direct", card }, state: "pending" });
      expect(await byId(store, "change")).toMatchObject({ delivery: { do: "edit", of: "draft_1", card } });
      expect(await others()).toEqual(before);
      await store.write((tables) => tables.outbox.forget(scope, "unheard of", card));
      expect(await others()).toEqual(before);
    },
  },
  {
    name: "lists messages by state, newest first",
    async run(openFresh) {
      const { store } = await withMessages(
        openFresh,
        message("old"),
        message("new", { createdAt: later(5) }),
        message("newest", { createdAt: later(6), lane: "C1" }),
      );
      await sendAndSettle(store, "old", sent);
      const list = (filter: { states?: OutboxState[]; limit?: number }) =>
        store.read(async (view) => (await view.outbox.list(scope, filter)).map(({ id }) => id));
      expect(await list({})).toEqual(["newest", "new", "old"]);
      expect(await list({ limit: 1 })).toEqual(["newest"]);
      expect(await list({ states: ["sent", "dead"] })).toEqual(["old"]);
      expect(await list({ states: [] })).toEqual([]);
    },
  },
  {
    name: "says how many messages are in each state, and since when one waits",
    async run(openFresh) {
      const { store } = await withMessages(
        openFresh,
        message("a"),
        message("b"),
        message("c", { lane: "C1", notBefore: later(3) }),
      );
      await sendAndSettle(store, "a", sent);
      const none = { pending: 0, sending: 0, sent: 0, dead: 0, unknown: 0, skipped: 0 };
      const standing = (now: Date) => store.read((view) => view.outbox.standing(now));
      expect(await standing(later(5))).toEqual({ byState: { ...none, sent: 1, pending: 2 }, dueSince: at });
      expect(await standing(later(-1))).toMatchObject({ dueSince: undefined });
    },
  },
  {
    name: "knows when the next message is due, over all lanes, and that none is",
    async run(openFresh) {
      const { store } = await withMessages(openFresh);
      const next = () => store.read((view) => view.outbox.nextDue());
      expect(await next()).toBeUndefined();
      await store.write((tables) => tables.outbox.enqueue(scope, message("late", { notBefore: later(50) })));
      await store.write((tables) => tables.outbox.enqueue(scope, message("soon", { lane: "C1", notBefore: later(3) })));
      expect(await next()).toEqual(later(3));
      await sendAndSettle(store, "soon", sent);
      expect(await next()).toEqual(later(50));
    },
  },
];
