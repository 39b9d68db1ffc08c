import { outboxPolicies, policies } from "../core/policy.js";
import { workspaceKey } from "../core/refs.js";
import { type OutboxMessage, type OutboxState, outboxStates } from "../ports/outbox.js";
import type { Claim, OutboxRepository, OutboxResult, Scope } from "../ports/store.js";
import type { Moment } from "./database.js";
import { dueWorkspaces, forAll, freeLanes, nextFree, placesOf } from "./due.js";
import { readMessage, readState } from "./rows.js";
import { demand, owners, within } from "./scope.js";
import type { Tables } from "./tables.js";
import { blockFor, endFarLeases, longestLeaseMs, waits } from "./waits.js";

type LaneKey = { platform: string; workspace: string; lane: string };

type UnknownNoMore = { state: OutboxState; attempts?: number; sentAt?: Date; error?: null };

/** What may be looked for before it is sent again. */
const lookedFor = outboxPolicies.filter((policy) => policies[policy].lookUp);

/** States that nothing leads out of: the outcome is known. */
const final: readonly OutboxState[] = ["sent", "dead", "skipped"];

/**
 * The lane row knows its head (`headId`, `nextAt`) and who holds it (`fence`, `leaseUntil`), so that what is due is read from
 * the lanes alone, however many messages wait. Everything that changes which message is the head ends with `turnTo`, or
 * with `lead` where that is known, in the same transaction.
 *
 * `attempts` counts a request as having left when its outcome is known not to be "nothing left": a process that was
 * killed while sending counts as one.
 */
export function outbox(tables: Tables, moment: () => Promise<Moment>): OutboxRepository {
  const inMs = async (ms: number) => new Date((await moment()).now.getTime() + ms);
  const byId = async (id: string) => {
    const row = await tables.outboxMessage.findUnique({ where: { id } });
    return row ? readMessage(row) : undefined;
  };
  const unknownTo = async (scope: Scope, id: string, data: UnknownNoMore) => {
    demand(scope, await tables.outboxMessage.findMany({ where: { id }, select: owners }));
    const { count } = await tables.outboxMessage.updateMany({
      where: { ...within(scope), id, state: "unknown" },
      data,
    });
    return count === 0 ? undefined : tables.outboxMessage.findUniqueOrThrow({ where: { id } });
  };
  return {
    byId,
    async enqueue(scope, message) {
      demand(scope, [message]);
      const { id, platform, workspace, lane: key, notBefore } = message;
      const stored = await tables.outboxMessage.findUnique({ where: { id }, select: owners });
      if (stored) {
        demand(scope, [stored]);
        return false;
      }
      const lane = await tables.lane.upsert({
        where: { platform_workspace_key: { platform, workspace, key } },
        create: { platform, workspace, key, nextSeq: 2, fence: 0, headId: id, nextAt: notBefore },
        update: { nextSeq: { increment: 1 } },
      });
      const seq = lane.nextSeq - 1;
      const delivery = JSON.stringify(message.delivery);
      await tables.outboxMessage.create({
        data: { ...message, delivery, seq, state: "pending", attempts: 0, fence: 0 },
      });
      if (lane.nextAt === null) await lead(tables, message, { headId: id, nextAt: notBefore });
      else if (notBefore < lane.nextAt) await turnTo(tables, message);
      return true;
    },
    async find(scope, id) {
      const row = await tables.outboxMessage.findFirst({ where: { ...within(scope), id } });
      return row ? readMessage(row) : undefined;
    },
    async list(scope, { states, to, personId, limit }) {
      const rows = await tables.outboxMessage.findMany({
        where: {
          ...within(scope),
          ...(states && { state: { in: states } }),
          ...(personId !== undefined && { personId }),
          ...(to && { platform: to.platform, workspace: to.workspace }),
        },
        orderBy: [{ createdAt: "desc" }, { seq: "desc" }, { id: "asc" }],
        take: limit,
      });
      return rows.map(readMessage);
    },
    async statesOf(scope, ids) {
      const where = { ...within(scope), id: { in: [...ids] } };
      const rows = await tables.outboxMessage.findMany({ where, select: { id: true, state: true } });
      return new Map(rows.map(({ id, state }) => [id, readState(state)]));
    },
    async reschedule(scope, id, { notBefore, expiresAt }) {
      const { count } = await tables.outboxMessage.updateMany({
        where: { ...within(scope), id, state: "pending" },
        data: { notBefore, expiresAt },
      });
      const row = count === 0 ? null : await tables.outboxMessage.findUnique({ where: { id } });
      if (row === null) return false;
      const { platform, workspace, lane } = row;
      const edits = await tables.outboxMessage.findMany({
        where: { platform, workspace, lane, kind: "edit", state: "pending", notBefore: { lt: notBefore } },
      });
      for (const edit of edits.map(readMessage))
        if (edit.delivery.do === "edit" && edit.delivery.of === id)
          await tables.outboxMessage.update({ where: { id: edit.id }, data: { notBefore } });
      await turnTo(tables, row);
      return true;
    },
    async withdraw(scope, id) {
      await tables.foldedNote.deleteMany({ where: { ...within(scope), id } });
      const where = { ...within(scope), id, state: { in: ["pending", "skipped"] }, attempts: 0 };
      const row = await tables.outboxMessage.findFirst({ where });
      if (row === null) return false;
      await tables.foldedNote.updateMany({ where: { saidIn: id }, data: { saidIn: null } });
      await tables.outboxMessage.delete({ where: { id } });
      await turnTo(tables, row);
      return true;
    },
    async claim({ now, leaseMs, pace }, limit, busy = [], each = limit) {
      const { now: machine } = await moment();
      const leaseUntil = await inMs(leaseMs);
      await endFarLeases(tables, now, leaseMs, await moment());
      const told = await tables.bucket.findMany({ where: waits(machine) });
      const waiting = told.filter(({ method }) => forAll.includes(method));
      const notNow = new Set([...waiting, ...busy].map(workspaceKey));
      const ownLimits = new Set(told.map(workspaceKey));
      const paced = await tables.bucket.findMany({ where: { method: "pace" } });
      const takenUntil = new Map(paced.map((one) => [workspaceKey(one), one.blockedUntil]));
      const lanes: Awaited<ReturnType<typeof freeLanes>> = [];
      const at = { now, machine };
      for (const one of await dueWorkspaces(tables, at)) {
        const ref = workspaceKey(one);
        if (notNow.has(ref)) continue;
        // A head that has to wait for a limit of its own takes no place: another lane's may go.
        const places = ownLimits.has(ref) ? each : placesOf(pace, takenUntil.get(ref), machine);
        const take = Math.min(each, limit - lanes.length, places);
        if (take <= 0) break;
        lanes.push(...(await freeLanes(tables, one, at, take)));
      }
      const ids = lanes.flatMap(({ headId }) => (headId === null ? [] : [headId]));
      const heads = new Map(
        (await tables.outboxMessage.findMany({ where: { id: { in: ids } } })).map((row) => [row.id, row]),
      );
      const claims: Claim[] = [];
      for (const { platform, workspace, key, headId } of lanes) {
        const head = heads.get(headId ?? "");
        if (head === undefined) continue;
        const message = readMessage(head);
        const lane = { platform_workspace_key: { platform, workspace, key } };
        const method = methodOf(message);
        const wait = told.find((one) => workspaceKey(one) === workspaceKey(message) && one.method === method);
        if (wait !== undefined) {
          // Only its head has to wait, and nothing overtakes it: so the lane does, and is looked at again if that is long.
          const forMs = Math.min(wait.blockedUntil.getTime() - machine.getTime(), longestLeaseMs);
          const leaseUntil = await inMs(forMs);
          await tables.lane.update({ where: lane, data: { leaseUntil } });
          continue;
        }
        const { fence } = await tables.lane.update({
          where: lane,
          data: { fence: { increment: 1 }, leaseUntil },
          select: { fence: true },
        });
        const abandonedMs = machine.getTime() - (message.intentAt ?? message.createdAt).getTime();
        claims.push({ message, fence, ...(message.state === "sending" && { abandonedMs }) });
      }
      return claims.sort(
        (a, b) => +a.message.notBefore - +b.message.notBefore || +a.message.createdAt - +b.message.createdAt,
      );
    },
    nextFree: async (now) => nextFree(tables, { now, machine: (await moment()).now }),
    async nextDue() {
      const next = await tables.outboxMessage.findFirst({
        where: { state: "pending" },
        orderBy: { notBefore: "asc" },
        select: { notBefore: true },
      });
      return next?.notBefore;
    },
    async standing(now) {
      const counted = await tables.outboxMessage.groupBy({ by: ["state"], _count: { _all: true } });
      const byState = Object.fromEntries(outboxStates.map((state) => [state, 0])) as Record<OutboxState, number>;
      for (const { state, _count } of counted) if (state in byState) byState[state as OutboxState] = _count._all;
      const first = await tables.lane.findFirst({
        where: { nextAt: { lte: now } },
        orderBy: { nextAt: "asc" },
        select: { nextAt: true },
      });
      return { byState, dueSince: first?.nextAt ?? undefined };
    },
    async stillDue({ message: { id, platform, workspace, lane: key }, fence }, now) {
      const lane = await tables.lane.findFirst({ where: { platform, workspace, key, fence }, select: { fence: true } });
      const where = { id, state: "pending", notBefore: { lte: now } };
      const row = lane && (await tables.outboxMessage.findFirst({ where }));
      return row ? readMessage(row) : undefined;
    },
    async intend({ message, fence }, leaseMs) {
      const { now: machine, since } = await moment();
      const leaseUntil = await inMs(leaseMs);
      const { id, platform, workspace, lane: key } = message;
      // It may have been told to wait since the claim.
      const method = { in: ["*", methodOf(message)] };
      const told = { platform, workspace, method, ...waits(machine) };
      if ((await tables.bucket.findFirst({ where: told, select: { method: true } })) !== null) return undefined;
      const held = await tables.lane.updateMany({ where: { platform, workspace, key, fence }, data: { leaseUntil } });
      if (held.count === 0) return undefined;
      const { count } = await tables.outboxMessage.updateMany({
        where: { id, state: "pending" },
        data: { state: "sending", fence, intentAt: machine },
      });
      if (count === 0) return undefined;
      const intended = await byId(id);
      // What is being sent is the head.
      if (intended !== undefined) await lead(tables, intended, { headId: id, nextAt: intended.notBefore });
      return intended && { message: intended, since };
    },
    async settle(id, fence, result, freeInMs = 0) {
      const row = await tables.outboxMessage.findUnique({ where: { id } });
      if (row === null || final.includes(readMessage(row).state)) return false;
      const { platform, workspace, lane: key } = row;
      const lane = await tables.lane.findUnique({ where: { platform_workspace_key: { platform, workspace, key } } });
      const holds = lane?.fence === fence;
      if (!holds && row.fence !== fence) return false;
      const left = row.state === "sending" && requestLeft(result) ? 1 : 0;
      await tables.outboxMessage.update({ where: { id }, data: { ...settled(result), attempts: { increment: left } } });
      const free = holds ? { leaseUntil: freeInMs === 0 ? null : await inMs(freeInMs) } : {};
      await turnTo(tables, row, free);
      return true;
    },
    async giveBack({ message, fence }, freeInMs) {
      const { platform, workspace, lane: key } = message;
      const leaseUntil = freeInMs === 0 ? null : await inMs(freeInMs);
      await tables.lane.updateMany({ where: { platform, workspace, key, fence }, data: { leaseUntil } });
    },
    async block({ platform, workspace }, forMs, only) {
      await blockFor(tables, { platform, workspace, method: only ?? "*" }, forMs, await moment());
    },
    async pace({ platform, workspace }, { everyMs, burst }) {
      const machine = (await moment()).now.getTime();
      const key = { platform, workspace, method: "pace" };
      const found = await tables.bucket.findUnique({ where: { platform_workspace_method: key } });
      const told = found?.blockedUntil.getTime() ?? 0;
      // Never more than one interval ahead, unless by a clock that was.
      const until = told > machine + everyMs ? 0 : told;
      if (until > machine) return until - machine;
      const from = Math.max(until, machine - everyMs * (burst - 1));
      const blockedUntil = new Date(from + everyMs);
      await tables.bucket.upsert({
        where: { platform_workspace_method: key },
        create: { ...key, blockedUntil },
        update: { blockedUntil },
      });
      return undefined;
    },
    async skip(id, reason) {
      const { count } = await tables.outboxMessage.updateMany({
        where: { id, state: "pending" },
        data: { state: "skipped", error: reason },
      });
      if (count === 0) return false;
      await turnTo(tables, await tables.outboxMessage.findUniqueOrThrow({ where: { id } }));
      return true;
    },
    async doubt(now, since) {
      const due = await tables.outboxMessage.findMany({
        where: { state: "pending", policy: { in: lookedFor }, notBefore: { lte: now } },
        select: { id: true, platform: true, workspace: true, lane: true },
      });
      for (const { id, ...lane } of due) {
        await tables.outboxMessage.update({ where: { id }, data: { state: "sending", intentAt: since } });
        await turnTo(tables, lane);
      }
      return due.length;
    },
    async sendAgain(scope, id, look) {
      const changed = await unknownTo(scope, id, { state: look ? "sending" : "pending", attempts: 0 });
      if (changed !== undefined) await turnTo(tables, changed);
      return changed !== undefined;
    },
    async arrived(scope, id, at) {
      return (await unknownTo(scope, id, { state: "sent", sentAt: at, error: null })) !== undefined;
    },
    async naming(scope, id, since) {
      const where = { ...within(scope), createdAt: { gte: since }, delivery: { contains: id } };
      return (await tables.outboxMessage.findMany({ where, orderBy: { id: "asc" } })).map(readMessage);
    },
    async forget(scope, id, card) {
      const original = await tables.outboxMessage.findFirst({ where: { ...within(scope), id } });
      if (original === null) return;
      const { platform, workspace, lane } = original;
      // Changes lie in the lane of what they change. Which they are is judged here: LIKE takes letters and wildcards
      // differently on every database.
      const edits = await tables.outboxMessage.findMany({
        where: { ...within(scope), platform, workspace, lane, kind: "edit" },
      });
      const changes = edits.filter((row) => {
        const { delivery } = readMessage(row);
        return delivery.do === "edit" && delivery.of === id;
      });
      for (const row of [original, ...changes]) {
        const { delivery } = readMessage(row);
        const left = { ...delivery, card: typeof card === "function" ? card(delivery.card) : card };
        await tables.outboxMessage.update({ where: { id: row.id }, data: { delivery: JSON.stringify(left) } });
      }
    },
    async skipAll({ platform, workspace }, reason) {
      const { count } = await tables.outboxMessage.updateMany({
        where: { platform, workspace, state: "pending" },
        data: { state: "skipped", error: reason },
      });
      for (const { key } of await tables.lane.findMany({ where: { platform, workspace, headId: { not: null } } }))
        await turnTo(tables, { platform, workspace, lane: key });
      return count;
    },
  };
}

function methodOf({ state, policy, kind }: OutboxMessage): string {
  if (state === "sending" && policies[policy].lookUp) return "look-ups";
  return kind === "edit" ? "edits" : "*";
}

/**
 * Writes down the lane's head: the message that is being sent; when none is, the one that is due first, of several the
 * one written first. A question for three in the afternoon does not hold up an answer at nine.
 */
async function turnTo(
  tables: Tables,
  { platform, workspace, lane }: LaneKey,
  free: { leaseUntil?: Date | null } = {},
): Promise<void> {
  const where = { platform, workspace, lane };
  const select = { id: true, notBefore: true };
  const orderBy = [{ notBefore: "asc" as const }, { seq: "asc" as const }];
  const head =
    (await tables.outboxMessage.findFirst({ where: { ...where, state: "sending" }, orderBy, select })) ??
    (await tables.outboxMessage.findFirst({ where: { ...where, state: "pending" }, orderBy, select }));
  const key = { platform, workspace, lane };
  await lead(tables, key, { ...free, headId: head?.id ?? null, nextAt: head?.notBefore ?? null });
}

type Head = { headId: string | null; nextAt: Date | null; leaseUntil?: Date | null };

async function lead(tables: Tables, { platform, workspace, lane: key }: LaneKey, head: Head): Promise<void> {
  await tables.lane.updateMany({ where: { platform, workspace, key }, data: head });
}

function requestLeft(result: OutboxResult): boolean {
  return result.state === "pending" ? result.left : result.state !== "skipped";
}

function settled(result: OutboxResult) {
  switch (result.state) {
    case "sent":
      return {
        state: result.state,
        providerId: result.message && JSON.stringify(result.message),
        sentAt: result.sentAt,
        error: null,
      };
    case "pending":
      return { state: result.state, error: result.error, notBefore: result.notBefore };
    default:
      return { state: result.state, error: result.error };
  }
}
