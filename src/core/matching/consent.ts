import { idOf } from "../id.js";
import type { Consent, ConsentSubject, SharingLevel } from "./records.js";

/** Who asks to read. `partners`: districts that it was introduced to and has not parted from; `apart`: blocked either way. */
export type Reader = {
  districtId: string;
  collaborationIds: ReadonlySet<string>;
  partners: ReadonlySet<string>;
  apart: ReadonlySet<string>;
};

export type Owner = { districtId: string; collaborationId: string };

/** The entry in force of one subject's ledger; undefined where nobody agreed to anything, or took it back. */
export function inForce(ledger: readonly Consent[]): Consent | undefined {
  return ledger
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1))
    .at(-1);
}

/** How far a subject may go now. Nothing leaves the team (and its program manager) without an entry. */
export function levelNow(ledger: readonly Consent[]): SharingLevel {
  return inForce(ledger)?.level ?? "team";
}

/**
 * Whether another district may be shown what its owner shares at this level. The owner's own people and its program manager are
 * not asked about here: they read it at every level. Districts that are kept apart read nothing of each other.
 */
export function mayRead(level: SharingLevel, owner: Owner, reader: Reader): boolean {
  if (owner.districtId === reader.districtId) return true;
  if (reader.apart.has(owner.districtId)) return false;
  switch (level) {
    case "team":
      return false;
    case "partner":
      return reader.partners.has(owner.districtId);
    case "collaboration":
      return reader.partners.has(owner.districtId) || reader.collaborationIds.has(owner.collaborationId);
    case "network":
      return true;
    default:
      return level satisfies never;
  }
}

export type Agreeing = {
  team: { id: string; networkId: string; districtId: string };
  what: ConsentSubject;
  subjectId: string;
  level: SharingLevel;
  /** Null: everybody within the level. */
  towardsDistrictId?: string;
  personId: string;
  /** Of the act, so that the same one twice is one entry. */
  key: string;
  at: Date;
};

/**
 * What the ledger of one subject gets when somebody chooses a level: what was in force is withdrawn, and a new entry is made
 * where it says something. Nothing where the level is what it was. "team" is the withdrawal alone.
 */
export function agree(ledger: readonly Consent[], given: Agreeing): { withdraw: string[]; add: Consent | undefined } {
  const { team, what, subjectId, level, towardsDistrictId = null, personId, key, at } = given;
  const open = ledger.filter(({ withdrawnAt }) => withdrawnAt === null);
  const now = inForce(open);
  if (now?.level === level && now.towardsDistrictId === towardsDistrictId && open.length === 1)
    return { withdraw: [], add: undefined };
  const entry: Consent = {
    id: idOf("consent", what, subjectId, key),
    networkId: team.networkId,
    districtId: team.districtId,
    teamId: team.id,
    what,
    subjectId,
    level,
    towardsDistrictId,
    personId,
    at,
    withdrawnAt: null,
    withdrawnBy: null,
  };
  return { withdraw: open.map(({ id }) => id), add: level === "team" ? undefined : entry };
}
