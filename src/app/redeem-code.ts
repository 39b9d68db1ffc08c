import { idOf } from "../core/id.js";
import type { District, Identity, LinkCode, Network, Person, Workspace } from "../core/network/model.js";
import { activePeople } from "../core/network/unclaimed.js";
import type { PersonRef } from "../core/refs.js";
import type { Repositories, Store } from "../ports/store.js";
import { codeIn, hashOf } from "./link-codes.js";
import { failedTriesOf, rememberFailedTry, triesAllowed } from "./link-tries.js";
import { identityId, isLinkedTo, linkWorkspace } from "./link-workspace.js";

export type Redemption = {
  /** The inbound event's key. */
  key: string;
  person: PersonRef;
  /** As typed after the word. */
  text: string;
  /** Programme time: when codes expire. */
  now: Date;
  /** Machine time: how fast may be guessed. */
  machineNow: Date;
};

/** What became of it, as plain data. With "refused" and "no code" nothing was linked and nobody claimed. */
export type RedeemOutcome =
  /** Nothing that looks like a code was typed. Nothing is stored. */
  | { outcome: "no code" }
  /** This delivery was handled before. */
  | { outcome: "again" }
  /** Now look up the people of this workspace (claim-people.ts). `district` undefined: the network's own workspace. */
  | {
      outcome: "workspace linked" | "workspace was linked";
      workspace: Workspace;
      network: Network;
      district?: District;
    }
  | { outcome: "person claimed" | "person was claimed"; person: Person; network: Network; district?: District }
  | { outcome: "refused"; reason: RefusedCode };

export type RefusedCode =
  | "unknown code"
  | "expired code"
  | "used code"
  | "too many tries"
  /** The app is not (or no longer) installed there. */
  | "not installed"
  /** A code for a workspace, in one that is linked to somebody else. */
  | "linked elsewhere"
  /** A code for a person, before the workspace is linked. */
  | "workspace not linked"
  /** A code for a person of another district, or of another network. */
  | "other district"
  | "other network"
  /** This user of the workspace is somebody else already. */
  | "somebody else"
  /** She has left the teams of the network since the code was made. */
  | "no longer here";

/**
 * Uses a one-time code: links the workspace that it was typed in, or claims the person who typed it. The event key, the
 * link and the used code are one transaction, so that of two at the same moment one gets it. A person of a district is
 * claimed in a workspace of that district only; people of the network anywhere in their network, since they coach there.
 */
export async function redeemCode(store: Store, redemption: Redemption): Promise<RedeemOutcome> {
  const code = codeIn(redemption.text);
  if (code === undefined) return { outcome: "no code" };
  return store.write(async (tables) => {
    const { key, person, now, machineNow } = redemption;
    if (!(await tables.events.remember(key, machineNow))) return { outcome: "again" };
    const workspace = await tables.workspaces.byRef(person);
    if (workspace === undefined || workspace.state === "removed") return refused("not installed");
    if ((await failedTriesOf(tables, person, machineNow)) >= triesAllowed) return refused("too many tries");
    const found = await tables.workspaces.codeByHash(hashOf(code));
    const network = found && (await tables.networks.find({ networkId: found.networkId }));
    if (found === undefined || network === undefined) return failed("unknown code");
    const attempt: Attempt = { tables, redemption, code: found, workspace, network };
    const done = await doneBefore(attempt);
    if (done !== undefined) return done;
    if (found.usedAt !== null) return failed("used code");
    if (found.expiresAt <= now) return failed("expired code");
    return found.purpose === "workspace" ? linkByCode(attempt) : claimByCode(attempt);

    async function failed(reason: RefusedCode): Promise<RedeemOutcome> {
      await rememberFailedTry(tables, person, machineNow);
      return refused(reason);
    }
  });
}

type Attempt = {
  tables: Repositories;
  redemption: Redemption;
  code: LinkCode;
  workspace: Workspace;
  network: Network;
};

/** Typing one's own code twice is no mistake: it says what was done. */
async function doneBefore({
  tables,
  redemption,
  code,
  workspace,
  network,
}: Attempt): Promise<RedeemOutcome | undefined> {
  if (code.purpose === "workspace") {
    if (!isLinkedTo(workspace, code)) return undefined;
    return { outcome: "workspace was linked", workspace, network, district: await districtOf(tables, code) };
  }
  const identity = await tables.workspaces.identityOf(redemption.person);
  if (identity === undefined || identity.personId !== code.personId) return undefined;
  const person = await tables.roster.person({ networkId: network.id }, identity.personId);
  return person && { outcome: "person was claimed", person, network, district: await districtOf(tables, code) };
}

async function linkByCode({ tables, redemption, code, workspace, network }: Attempt): Promise<RedeemOutcome> {
  const district = await districtOf(tables, code);
  const linked = await linkWorkspace(tables, workspace, code, {
    key: redemption.key,
    actor: "link code",
    now: redemption.now,
  });
  if (linked === undefined) return refused("linked elsewhere");
  await spend(tables, code, redemption.now);
  return { outcome: "workspace linked", workspace: linked, network, district };
}

async function claimByCode({ tables, redemption, code, workspace, network }: Attempt): Promise<RedeemOutcome> {
  const { person: ref, key, now } = redemption;
  const scope = { networkId: network.id };
  if (workspace.state !== "linked") return refused("workspace not linked");
  if (workspace.networkId !== network.id) return refused("other network");
  const { people, memberships } = await tables.roster.load(scope);
  const person = activePeople(people, memberships).find(({ id }) => id === code.personId);
  if (person === undefined) return refused("no longer here");
  if (person.districtId !== null && person.districtId !== workspace.districtId) return refused("other district");
  if ((await tables.workspaces.identityOf(ref)) !== undefined) return refused("somebody else");
  const known = await tables.workspaces.identities(scope);
  const hers = known.find((one) => one.workspaceId === workspace.id && one.personId === person.id);
  // With another account of the same workspace she moves: the old one is nobody's any more.
  const identity: Identity = {
    id: hers?.id ?? identityId(workspace.id, person.id),
    networkId: network.id,
    workspaceId: workspace.id,
    personId: person.id,
    externalUser: ref.user,
    direct: ref.direct ?? null,
    claimedBy: "code",
    claimedAt: now,
    unreachableSince: null,
  };
  await tables.workspaces.saveIdentities(scope, [identity]);
  await spend(tables, code, now);
  await tables.events.audit({
    id: idOf("audit", key),
    networkId: network.id,
    districtId: person.districtId,
    at: now,
    actor: person.id,
    action: "person claimed by code",
    subject: workspace.id,
    detail: null,
  });
  return { outcome: "person claimed", person, network, district: await districtOf(tables, code) };
}

async function spend(tables: Repositories, code: LinkCode, now: Date): Promise<void> {
  await tables.workspaces.saveCode({ networkId: code.networkId }, { ...code, usedAt: now });
}

async function districtOf(tables: Repositories, code: LinkCode): Promise<District | undefined> {
  if (code.districtId === null) return undefined;
  const { districts } = await tables.roster.load({ networkId: code.networkId, districtId: code.districtId });
  return districts.find(({ id }) => id === code.districtId);
}

function refused(reason: RefusedCode): RedeemOutcome {
  return { outcome: "refused", reason };
}
