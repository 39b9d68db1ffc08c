import type { Identity, Person, Workspace } from "../core/network/model.js";
import { unclaimedIn } from "../core/network/unclaimed.js";
import type { PersonRef, WorkspaceRef } from "../core/refs.js";
import type { Repositories, Store } from "../ports/store.js";
import { identityId } from "./link-workspace.js";

/** The full member of a workspace with this address; undefined for guests, outsiders and everybody else. May reject. */
export type LookUp = (workspace: WorkspaceRef, email: string) => Promise<PersonRef | undefined>;

export type Claims = {
  claimed: Person[];
  /** The workspace has no full member with her address. */
  notFound: Person[];
  /** The member with her address is claimed as somebody else. */
  taken: Person[];
  /** She needs a one-time code. */
  withoutEmail: Person[];
  /** A look-up failed: the rest is to be tried again later. */
  interrupted: boolean;
};

/**
 * Claims the people of a linked workspace by their e-mail addresses, each in a transaction of its own and all look-ups
 * outside of any. Doing it again, or twice at once, claims nobody twice. Nobody is ever guessed by name.
 */
export async function claimPeople(store: Store, lookUp: LookUp, ref: WorkspaceRef, now: Date): Promise<Claims> {
  const claims: Claims = { claimed: [], notFound: [], taken: [], withoutEmail: [], interrupted: false };
  const open = await store.read((view) => unclaimedPeopleOf(view, ref));
  for (const person of open) {
    if (person.email === null) {
      claims.withoutEmail.push(person);
      continue;
    }
    let found: PersonRef | undefined;
    try {
      found = await lookUp(ref, person.email);
    } catch {
      claims.interrupted = true;
      return claims;
    }
    // Of another workspace (an organisation's grid): known there, not here.
    if (found === undefined || found.platform !== ref.platform || found.workspace !== ref.workspace) {
      claims.notFound.push(person);
      continue;
    }
    const outcome = await claim(store, ref, person, found, now);
    if (outcome !== "settled meanwhile") claims[outcome].push(person);
  }
  return claims;
}

async function unclaimedPeopleOf(view: Repositories, ref: WorkspaceRef): Promise<Person[]> {
  const workspace = await view.workspaces.byRef(ref);
  if (workspace?.networkId == null || workspace.state !== "linked") return [];
  const scope = { networkId: workspace.networkId };
  const { people, memberships } = await view.roster.load(scope);
  return unclaimedIn(workspace, people, memberships, await view.workspaces.identities(scope));
}

/** What was read before the look-up may have changed since: everything is judged again. */
async function claim(
  store: Store,
  ref: WorkspaceRef,
  person: Person,
  found: PersonRef,
  now: Date,
): Promise<"claimed" | "taken" | "settled meanwhile"> {
  return store.write(async (tables) => {
    const workspace = await tables.workspaces.byRef(ref);
    const still = (await unclaimedPeopleOf(tables, ref)).find(({ id }) => id === person.id);
    if (workspace === undefined || still === undefined || still.email !== person.email) return "settled meanwhile";
    if ((await tables.workspaces.identityOf(found)) !== undefined) return "taken";
    await tables.workspaces.saveIdentities({ networkId: person.networkId }, [
      identityOf(workspace, person, found, now),
    ]);
    return "claimed";
  });
}

function identityOf(workspace: Workspace, person: Person, found: PersonRef, now: Date): Identity {
  return {
    id: identityId(workspace.id, person.id),
    networkId: person.networkId,
    workspaceId: workspace.id,
    personId: person.id,
    externalUser: found.user,
    direct: found.direct ?? null,
    claimedBy: "e-mail",
    claimedAt: now,
    unreachableSince: null,
  };
}
