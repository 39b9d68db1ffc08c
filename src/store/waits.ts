import type { Moment } from "./database.js";
import type { Tables } from "./tables.js";

/**
 * What lanes and workspaces wait for is written down as machine time. A clock that was ahead and has been set right
 * leaves times behind that nobody meant: what is further ahead than these, the most that is ever written, is over.
 */
const longestBlockMs = 3_600_000;
const longestPaceMs = 60_000;
export const longestLeaseMs = 300_000;

const ms = (at: Date, later: number) => new Date(at.getTime() + later);
const ahead = (machine: Date, longestMs: number) => ({ gt: machine, lte: ms(machine, longestMs) });

/** Of the buckets, those for whose sake something waits now. */
export const waits = (machine: Date) => ({
  OR: [
    { method: "pace", blockedUntil: ahead(machine, longestPaceMs) },
    { method: { not: "pace" }, blockedUntil: ahead(machine, longestBlockMs) },
  ],
});

/** When a lane whose lease lasts until then is free, in ms; 0 where that cannot be meant. */
export const freeAt = (leaseUntil: Date | null | undefined, machine: Date) =>
  leaseUntil && leaseUntil <= ms(machine, longestLeaseMs) ? leaseUntil.getTime() : 0;

/** For `forMs`, an hour at most; a longer time that is there already stays. */
export async function blockFor(
  tables: Tables,
  key: { platform: string; workspace: string; method: string },
  forMs: number,
  { now: machine }: Moment,
): Promise<void> {
  const until = ms(machine, Math.min(forMs, longestBlockMs));
  const found = await tables.bucket.findUnique({ where: { platform_workspace_method: key } });
  if (found && found.blockedUntil >= until && found.blockedUntil <= ms(machine, longestBlockMs)) return;
  await tables.bucket.upsert({
    where: { platform_workspace_method: key },
    create: { ...key, blockedUntil: until },
    update: { blockedUntil: until },
  });
}

/**
 * Of lanes that are due by `now`, ends leases that cannot be meant. Where a request may still be under way, it gets the
 * time of one more lease: sending beside it could double a message.
 */
export async function endFarLeases(tables: Tables, now: Date, leaseMs: number, { now: machine }: Moment) {
  const lanes = await tables.lane.findMany({
    where: { nextAt: { lte: now }, leaseUntil: { gt: ms(machine, longestLeaseMs) } },
    take: 500,
  });
  if (lanes.length === 0) return;
  const ids = lanes.flatMap(({ headId }) => headId ?? []);
  const sending = await tables.outboxMessage.findMany({
    where: { id: { in: ids }, state: "sending" },
    select: { id: true },
  });
  const underWay = new Set(sending.map(({ id }) => id));
  for (const { platform, workspace, key, headId } of lanes)
    await tables.lane.update({
      where: { platform_workspace_key: { platform, workspace, key } },
      data: { leaseUntil: underWay.has(headId ?? "") ? ms(machine, leaseMs) : null },
    });
}
