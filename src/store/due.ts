import { type WorkspaceRef, workspaceKey } from "../core/refs.js";
import type { Pace } from "../ports/store.js";
import { Prisma } from "./generated/sqlite/client.js";
import type { Tables } from "./tables.js";
import { freeAt, waits } from "./waits.js";

/** Buckets for whose sake a whole workspace waits; the others are the methods that have limits of their own. */
export const forAll = ["*", "pace"];

type Due = WorkspaceRef & { since: Date };

/** A lane is due by programme time, and free when nobody holds it by machine time. */
type Times = { now: Date; machine: Date };

/**
 * The workspaces in which a lane is due that nobody holds, and since when the first of them
 * is, what is longest due first. One look at an index for each workspace, however many lanes there are.
 */
export async function dueWorkspaces(tables: Tables, { now, machine }: Times): Promise<Due[]> {
  const rows = await tables.$queryRaw<
    { platform: string; workspace: string; since: Date | string | null }[]
  >(Prisma.sql`
    SELECT "platform", "externalId" AS "workspace", (
      SELECT min("lane"."nextAt") FROM "lane"
      WHERE "lane"."platform" = "workspace"."platform" AND "lane"."workspace" = "workspace"."externalId"
        AND "lane"."nextAt" <= ${now} AND ("lane"."leaseUntil" IS NULL OR "lane"."leaseUntil" <= ${machine})
    ) AS "since" FROM "workspace"`);
  const due = rows.flatMap(({ since, ...ref }) => (since === null ? [] : [{ ...ref, since: new Date(since) }]));
  return due.sort((a, b) => +a.since - +b.since || (workspaceKey(a) < workspaceKey(b) ? -1 : 1));
}

/** Of one workspace, what is longest due first. */
export function freeLanes(
  tables: Tables,
  { platform, workspace }: WorkspaceRef,
  { now, machine }: Times,
  take: number,
) {
  return tables.lane.findMany({
    where: { platform, workspace, nextAt: { lte: now }, OR: [{ leaseUntil: null }, { leaseUntil: { lte: machine } }] },
    orderBy: [{ nextAt: "asc" }, { key: "asc" }],
    take,
  });
}

/** How many messages may leave to a workspace now: it took its last place in the pace until then. */
export function placesOf(pace: Pace | undefined, takenUntil: Date | undefined, machine: Date): number {
  if (pace === undefined || pace.everyMs === 0) return Number.POSITIVE_INFINITY;
  if (takenUntil === undefined) return pace.burst;
  return Math.min(pace.burst, Math.max(0, Math.floor((+machine - +takenUntil) / pace.everyMs)) + 1);
}

/** As OutboxRepository.nextFree. */
export async function nextFree(tables: Tables, { now, machine }: Times): Promise<number | undefined> {
  const buckets = await tables.bucket.findMany({ where: { method: { in: forAll }, ...waits(machine) } });
  const blocked = new Map<string, number>();
  for (const one of buckets)
    blocked.set(workspaceKey(one), Math.max(blocked.get(workspaceKey(one)) ?? 0, one.blockedUntil.getTime()));
  const free = await dueWorkspaces(tables, { now, machine });
  const times = free.map((one) => blocked.get(workspaceKey(one)) ?? 0);
  if (times.includes(0)) return 0;
  const held = await tables.lane.findMany({
    where: { leaseUntil: { gt: machine }, nextAt: { lte: now } },
    select: { platform: true, workspace: true, leaseUntil: true },
  });
  for (const one of held) times.push(Math.max(freeAt(one.leaseUntil, machine), blocked.get(workspaceKey(one)) ?? 0));
  return times.length === 0
    ? undefined
    : Math.max(0, times.reduce((first, time) => Math.min(first, time)) - machine.getTime());
}
