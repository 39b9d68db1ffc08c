import type { OutboxState } from "../ports/outbox.js";
import type { OutboxRepository, OutboxResult } from "../ports/store.js";
import { readMessage } from "./rows.js";
import { demand, owners, within } from "./scope.js";
import type { Tables } from "./tables.js";

type LaneKey = { platform: string; workspace: string; lane: string };

/** States that nothing leads out of: the outcome is known. */
const final: readonly OutboxState[] = ["sent", "dead", "skipped"];

/**
 * The lane row knows its head (`headId`, `nextAt`), so that what is due is read from the lanes alone, however many
 * messages wait. Everything that changes which message is the head ends with `turnTo`, in the same transaction.
 *
 * `attempts` counts a request as having left when its outcome is known not to be "nothing left": a process that was
 * killed while sending counts as one.
 */
export function outbox(tables: Tables): OutboxRepository {
  const byId = async (id: string) => {
    const row = await tables.outboxMessage.findUnique({ where: { id } });
    return row ? readMessage(row) : undefined;
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
      if (lane.nextAt === null || notBefore < lane.nextAt) await turnTo(tables, message);
      return true;
    },
    async find(scope, id) {
      const row = await tables.outboxMessage.findFirst({ where: { ...within(scope), id } });
      return row ? readMessage(row) : undefined;
    },
    async list(scope, { states, limit }) {
      const rows = await tables.outboxMessage.findMany({
        where: { ...within(scope), ...(states ? { state: { in: states } } : {}) },
        orderBy: [{ createdAt: "desc" }, { seq: "desc" }, { id: "asc" }],
        take: limit,
      });
      return rows.map(readMessage);
    },
    async due(now, limit) {
      const lanes = await tables.lane.findMany({
        where: { nextAt: { lte: now } },
        orderBy: [{ nextAt: "asc" }, { platform: "asc" }, { workspace: "asc" }, { key: "asc" }],
        take: limit,
        select: { headId: true },
      });
      const ids = lanes.flatMap(({ headId }) => (headId === null ? [] : [headId]));
      // By id alone: told the state and the order too, SQLite walks through everything that is pending.
      const rows = await tables.outboxMessage.findMany({ where: { id: { in: ids } } });
      return rows
        .map(readMessage)
        .filter(({ state }) => state === "pending")
        .sort(
          (a, b) => +a.notBefore - +b.notBefore || +a.createdAt - +b.createdAt || ids.indexOf(a.id) - ids.indexOf(b.id),
        );
    },
    async nextDue() {
      const next = await tables.outboxMessage.findFirst({
        where: { state: "pending" },
        orderBy: { notBefore: "asc" },
        select: { notBefore: true },
      });
      return next?.notBefore;
    },
    async markSending(id, at) {
      const waiting = await tables.outboxMessage.findUnique({ where: { id } });
      if (waiting?.state !== "pending") return undefined;
      const { platform, workspace, lane: key } = waiting;
      const { fence } = await tables.lane.update({
        where: { platform_workspace_key: { platform, workspace, key } },
        data: { fence: { increment: 1 } },
        select: { fence: true },
      });
      const { count } = await tables.outboxMessage.updateMany({
        where: { id, state: "pending" },
        data: { state: "sending", fence, intentAt: at },
      });
      if (count === 0) return undefined;
      await turnTo(tables, waiting);
      return byId(id);
    },
    async settle(id, fence, result) {
      const row = await tables.outboxMessage.findUnique({ where: { id } });
      if (row?.fence !== fence || final.includes(readMessage(row).state)) return false;
      const left = row.state === "sending" && requestLeft(result) ? 1 : 0;
      const { count } = await tables.outboxMessage.updateMany({
        where: { id, fence, state: row.state },
        data: { ...settled(result), attempts: { increment: left } },
      });
      if (count === 0) return false;
      await turnTo(tables, row);
      return true;
    },
    async sendingToUnknown() {
      const rows = await tables.outboxMessage.findMany({ where: { state: "sending" }, orderBy: { id: "asc" } });
      const unknown: string[] = [];
      for (const row of rows) {
        const state = row.policy === "repeatable" ? "pending" : "unknown";
        if (state === "unknown") unknown.push(row.id);
        await tables.outboxMessage.update({
          where: { id: row.id },
          data: { state, error: "stopped before the outcome was recorded", attempts: { increment: 1 } },
        });
        await turnTo(tables, row);
      }
      return unknown;
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
        const delivery = JSON.stringify({ ...readMessage(row).delivery, card });
        await tables.outboxMessage.update({ where: { id: row.id }, data: { delivery } });
      }
    },
    async skipAll({ platform, workspace }, reason) {
      const { count } = await tables.outboxMessage.updateMany({
        where: { platform, workspace, state: "pending" },
        data: { state: "skipped", error: reason },
      });
      await tables.lane.updateMany({ where: { platform, workspace }, data: { headId: null, nextAt: null } });
      return count;
    },
  };
}

/**
 * Writes down which message of the lane may be sent next: the one that is due first, of several the one written first;
 * none while one is being sent. A question for three in the afternoon does not hold up an answer at nine.
 */
async function turnTo(tables: Tables, { platform, workspace, lane }: LaneKey): Promise<void> {
  const where = { platform, workspace, lane };
  const busy = await tables.outboxMessage.findFirst({ where: { ...where, state: "sending" }, select: { id: true } });
  const head = busy
    ? null
    : await tables.outboxMessage.findFirst({
        where: { ...where, state: "pending" },
        orderBy: [{ notBefore: "asc" }, { seq: "asc" }],
        select: { id: true, notBefore: true },
      });
  await tables.lane.update({
    where: { platform_workspace_key: { platform, workspace, key: lane } },
    data: { headId: head?.id ?? null, nextAt: head?.notBefore ?? null },
  });
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
