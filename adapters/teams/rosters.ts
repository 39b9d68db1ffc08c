import { PlatformError, type SendFailure } from "../../src/ports/chat-platform.js";
import type { Connector, Member } from "./connector.js";
import { platformError } from "./errors.js";
import type { Reach } from "./tenants.js";

/** Long enough that the claims of a whole district ask once, short enough that a person who just joined is found. */
const keptMs = 10_000;
const keptRosters = 500;

export interface Rosters {
  /** The object id of the full member with this e-mail. Rejects where a team that may have her could not be read. */
  find(tenant: string, reach: Reach, email: string): Promise<string | undefined>;
}

/** Who is in the teams that have the app, by e-mail. */
export function createRosters(connector: Connector, now: () => number = Date.now): Rosters {
  const kept = new Map<string, { until: number; people: Promise<Map<string, Set<string>>> }>();

  function people(tenant: string, serviceUrl: string, team: string): Promise<Map<string, Set<string>>> {
    const key = `${tenant} ${team}`;
    const known = kept.get(key);
    if (known && known.until > now()) return known.people;
    const asking = read(connector, tenant, serviceUrl, team);
    asking.catch(() => kept.delete(key));
    if (kept.size >= keptRosters) kept.clear();
    kept.set(key, { until: now() + keptMs, people: asking });
    return asking;
  }

  return {
    async find(tenant, { serviceUrl, teams }, email) {
      const wanted = email.trim().toLowerCase();
      const found = new Set<string>();
      let failure: SendFailure | undefined;
      for (const team of teams) {
        try {
          for (const id of (await people(tenant, serviceUrl, team)).get(wanted) ?? []) found.add(id);
        } catch (error) {
          const why = platformError(error).failure;
          // A team that the app was taken out of, or that is gone, has nobody to find.
          if (why.kind !== "unreachable") failure ??= why;
        }
      }
      // Two people with one address: nobody can tell which of them is meant.
      if (found.size > 1) return undefined;
      if (found.size === 0 && failure) throw new PlatformError(failure);
      return [...found][0];
    },
  };
}

async function read(connector: Connector, tenant: string, serviceUrl: string, team: string) {
  const byEmail = new Map<string, Set<string>>();
  for await (const member of connector.members(serviceUrl, team)) {
    const user = member.objectId ?? member.aadObjectId;
    const email = (member.email ?? member.userPrincipalName)?.trim().toLowerCase();
    if (!user || !email || !isFullMember(member, tenant)) continue;
    byEmail.set(email, (byEmail.get(email) ?? new Set()).add(user));
  }
  return byEmail;
}

/** No guest, no person of another tenant, no bot. A member that says nothing of its tenant is none. */
function isFullMember({ id, tenantId, userRole, userPrincipalName }: Member, tenant: string): boolean {
  const here = tenantId?.toLowerCase() === tenant.toLowerCase();
  const guest = !/^(user|owner)$/i.test(userRole ?? "user") || /#ext#/i.test(userPrincipalName ?? "");
  return here && !guest && !id.startsWith("28:");
}
