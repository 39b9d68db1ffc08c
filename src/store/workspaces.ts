import { z } from "zod";
import { type WorkspaceRef, workspaceKey } from "../core/refs.js";
import type { Scope, WorkspaceRepository } from "../ports/store.js";
import { RowError, ScopeError } from "./errors.js";
import { readCode, readIdentity, readWorkspace } from "./rows.js";
import { demand, networkOf, owners, within } from "./scope.js";
import type { SecretBox } from "./secret-box.js";
import type { Tables } from "./tables.js";

const credentialsSchema = z.record(z.string(), z.string());

/**
 * Credentials are encrypted for one workspace and cannot be read under another. In a district's scope an identity
 * is seen where its person is one of the district's.
 */
export function workspaces(tables: Tables, box: SecretBox): WorkspaceRepository {
  const key = (ref: WorkspaceRef) => ({ platform: ref.platform, externalId: ref.workspace });
  const peopleOf = (scope: Scope) => {
    const { districtId } = within(scope);
    return { networkId: networkOf(scope), ...(districtId === undefined ? {} : { person: { districtId } }) };
  };
  const demandOwnWorkspace = async (scope: Scope, id: string) => {
    const workspace = await tables.workspace.findUnique({ where: { id }, select: { networkId: true } });
    if (workspace?.networkId !== networkOf(scope)) throw new ScopeError("The workspace is not linked to the network.");
  };
  const write = async (ref: WorkspaceRef, credentials: string | null, credentialsKeyId: string | null) =>
    (await tables.workspace.updateMany({ where: key(ref), data: { credentials, credentialsKeyId } })).count;
  /** Those whose workspace is linked to the network, with it. */
  const withHome = async <R extends { workspaceId: string }>(scope: Scope, rows: R[]) => {
    const ids = [...new Set(rows.map(({ workspaceId }) => workspaceId))];
    const where = { id: { in: ids }, state: "linked", networkId: networkOf(scope) };
    const homes = rows.length === 0 ? [] : (await tables.workspace.findMany({ where })).map(readWorkspace);
    return rows.flatMap((row) => {
      const workspace = homes.find(({ id }) => id === row.workspaceId);
      return workspace === undefined ? [] : [{ row, workspace }];
    });
  };

  return {
    async byRef(ref) {
      const row = await tables.workspace.findUnique({ where: { platform_externalId: key(ref) } });
      return row ? readWorkspace(row) : undefined;
    },
    async identityOf(ref) {
      const workspace = await tables.workspace.findUnique({ where: { platform_externalId: key(ref) } });
      if (workspace?.state !== "linked") return undefined;
      const where = { workspaceId_externalUser: { workspaceId: workspace.id, externalUser: ref.user } };
      const row = await tables.identity.findUnique({ where });
      // A workspace that was linked to another network since then: its people are to be claimed anew.
      return row !== null && row.networkId === workspace.networkId ? readIdentity(row) : undefined;
    },
    all: async (scope) =>
      (await tables.workspace.findMany({ where: within(scope), orderBy: { id: "asc" } })).map(readWorkspace),
    unlinked: async () =>
      (await tables.workspace.findMany({ where: { state: "unlinked" }, orderBy: { id: "asc" } })).map(readWorkspace),
    async save(workspace) {
      if (workspace.districtId !== null && workspace.networkId === null) {
        throw new ScopeError("A workspace cannot be linked to a district without its network.");
      }
      const { id: _kept, ...update } = workspace;
      const where = { platform_externalId: { platform: workspace.platform, externalId: workspace.externalId } };
      await tables.workspace.upsert({ where, create: workspace, update });
    },
    async saveCredentials(ref, credentials) {
      const sealed = box.seal(JSON.stringify(credentials), workspaceKey(ref));
      const count = await write(ref, sealed.text, sealed.keyId);
      if (count === 0)
        throw new Error(`The workspace ${workspaceKey(ref)} is not stored: save it before its credentials.`);
    },
    async credentials(ref) {
      const row = await tables.workspace.findUnique({ where: { platform_externalId: key(ref) } });
      if (!row || row.credentials === null) return undefined;
      const bound = workspaceKey(ref);
      const text = box.open({ text: row.credentials, keyId: row.credentialsKeyId ?? "" }, bound);
      const parsed = credentialsSchema.safeParse(JSON.parse(text));
      if (!parsed.success) throw new RowError(`The stored credentials of ${bound} cannot be read.`);
      return parsed.data;
    },
    async eraseCredentials(ref) {
      await write(ref, null, null);
    },
    identities: async (scope) =>
      (await tables.identity.findMany({ where: peopleOf(scope), orderBy: { id: "asc" } })).map(readIdentity),
    async addressesOf(scope, personId) {
      const where = { ...peopleOf(scope), personId, unreachableSince: null };
      const rows = await tables.identity.findMany({ where, orderBy: { id: "asc" } });
      return withHome(scope, rows).then((found) =>
        found.map(({ row, workspace }) => ({ identity: readIdentity(row), workspace })),
      );
    },
    async reachable(scope, personIds) {
      const workspace = { state: "linked", networkId: networkOf(scope) };
      const where = { ...peopleOf(scope), personId: { in: [...personIds] }, unreachableSince: null, workspace };
      const rows = await tables.identity.findMany({ where, select: { personId: true } });
      return new Set(rows.map(({ personId }) => personId));
    },
    async saveIdentities(scope, identities) {
      const personIds = [...new Set(identities.map(({ personId }) => personId))];
      const people = await tables.person.findMany({ where: { id: { in: personIds } }, select: owners });
      const stored = await tables.identity.findMany({
        where: { id: { in: identities.map(({ id }) => id) } },
        select: { id: true, networkId: true, person: { select: { districtId: true } } },
      });
      demand({ networkId: networkOf(scope) }, identities);
      demand(scope, people);
      demand(
        scope,
        stored.map(({ networkId, person }) => ({ networkId, districtId: person.districtId })),
      );
      for (const id of new Set(identities.map(({ workspaceId }) => workspaceId))) await demandOwnWorkspace(scope, id);
      const known = new Set(stored.map(({ id }) => id));
      const added = identities.filter(({ id }) => !known.has(id));
      if (added.length > 0) await tables.identity.createMany({ data: added });
      for (const one of identities) {
        if (known.has(one.id)) await tables.identity.update({ where: { id: one.id }, data: one });
      }
    },
    channels: (scope) => tables.channel.findMany({ where: within(scope), orderBy: { id: "asc" } }),
    async channelOf(scope, teamId) {
      const rows = await tables.channel.findMany({ where: { ...within(scope), teamId }, orderBy: { id: "asc" } });
      const [found] = await withHome(scope, rows);
      return found && { channel: found.row, workspace: found.workspace };
    },
    async channelByRef(ref) {
      return (await tables.channel.findFirst({ where: { externalId: ref.channel, workspace: key(ref) } })) ?? undefined;
    },
    async saveChannel(scope, channel) {
      const stored = await tables.channel.findUnique({ where: { id: channel.id }, select: owners });
      demand(scope, stored ? [channel, stored] : [channel]);
      await demandOwnWorkspace(scope, channel.workspaceId);
      await tables.channel.upsert({ where: { id: channel.id }, create: channel, update: channel });
    },
    async removeChannel(scope, id) {
      await tables.channel.deleteMany({ where: { ...within(scope), id } });
    },
    async saveCode(scope, code) {
      const stored = await tables.linkCode.findUnique({ where: { id: code.id }, select: owners });
      demand(scope, stored ? [code, stored] : [code]);
      await tables.linkCode.upsert({ where: { id: code.id }, create: code, update: code });
    },
    async codeByHash(hash) {
      const row = await tables.linkCode.findUnique({ where: { hash } });
      return row ? readCode(row) : undefined;
    },
  };
}
