import { PlatformError, type SendFailure } from "../../src/ports/chat-platform.js";
import type { Connector, Member } from "./connector.js";
import { platformError } from "./errors.js";
import type { Reach } from "./tenants.js";

/** Long enough that the claims of a whole district ask once, short enough that a person who just joined is found. */
const keptMs = 10_000;
const keptRosters = 500;
/** Her own chat's says only who she is, which does not change; and there can be as many as people. */
const keptChatMs = 10 * 60_000;
/** Of one tenant, those who wrote last. Only who is in none of the teams is asked for in her chat. */
const chatsOfTenant = 100;
const rememberedTenants = 1000;

export interface Rosters {
  /** She is in a chat with the bot: who has the app for herself alone is in no other roster. Forgotten with the process. */
  met(tenant: string, user: string, chat: string): void;
  /**
   * The object id of the full member with this e-mail, in a team or met. Rejects where a roster that may have her could
   * not be read.
   */
  find(tenant: string, reach: Reach, email: string): Promise<string | undefined>;
}

/** Who is in the teams that have the app, or has written to it, by e-mail. */
export function createRosters(connector: Connector, now: () => number = Date.now): Rosters {
  const kept = new Map<string, { until: number; roster: Promise<Roster> }>();
  /** By tenant, then by person; who wrote last is last. */
  const chats = new Map<string, Map<string, string>>();

  function roster(tenant: string, serviceUrl: string, conversation: string, forMs = keptMs): Promise<Roster> {
    const key = `${tenant} ${conversation}`;
    const known = kept.get(key);
    if (known && known.until > now()) return known.roster;
    const asking = read(connector, tenant, serviceUrl, conversation);
    asking.catch(() => kept.delete(key));
    for (const [old, { until }] of kept) if (until <= now() || kept.size >= keptRosters) kept.delete(old);
    kept.set(key, { until: now() + forMs, roster: asking });
    return asking;
  }

  return {
    met(tenant, user, chat) {
      const known = chats.get(tenant) ?? new Map<string, string>();
      if (!chats.has(tenant) && chats.size >= rememberedTenants) chats.clear();
      chats.set(tenant, known);
      known.delete(user);
      known.set(user, chat);
      for (const [longAgo] of known) if (known.size > chatsOfTenant) known.delete(longAgo);
    },

    async find(tenant, { serviceUrl, teams }, email) {
      const wanted = email.trim().toLowerCase();
      const found = new Set<string>();
      const judged = new Set<string>();
      let failure: SendFailure | undefined;
      const look = async (conversation: string, forMs?: number): Promise<void> => {
        try {
          const { byEmail, everybody } = await roster(tenant, serviceUrl, conversation, forMs);
          for (const id of byEmail.get(wanted) ?? []) found.add(id);
          for (const id of everybody) judged.add(id);
        } catch (error) {
          const why = platformError(error).failure;
          // A team or a chat that the app was taken out of, or that is gone, has nobody to find.
          if (why.kind !== "unreachable") failure ??= why;
        }
      };
      for (const team of teams) await look(team);
      for (const [user, chat] of chats.get(tenant) ?? []) if (!judged.has(user)) await look(chat, keptChatMs);
      // Two people with one address: nobody can tell which of them is meant.
      if (found.size > 1) return undefined;
      if (found.size === 0 && failure) throw new PlatformError(failure);
      return [...found][0];
    },
  };
}

/** Object ids: of full members by e-mail, and of everybody. */
type Roster = { byEmail: Map<string, Set<string>>; everybody: Set<string> };

async function read(connector: Connector, tenant: string, serviceUrl: string, conversation: string): Promise<Roster> {
  const { byEmail, everybody }: Roster = { byEmail: new Map(), everybody: new Set() };
  for await (const member of connector.members(serviceUrl, conversation)) {
    const user = member.objectId ?? member.aadObjectId;
    if (user) everybody.add(user);
    const email = (member.email ?? member.userPrincipalName)?.trim().toLowerCase();
    if (!user || !email || !isFullMember(member, tenant)) continue;
    byEmail.set(email, (byEmail.get(email) ?? new Set()).add(user));
  }
  return { byEmail, everybody };
}

/** No guest, no person of another tenant, no bot. A member that says nothing of its tenant is none. */
function isFullMember({ id, tenantId, userRole, userPrincipalName }: Member, tenant: string): boolean {
  const here = tenantId?.toLowerCase() === tenant.toLowerCase();
  const guest = !/^(user|owner)$/i.test(userRole ?? "user") || /#ext#/i.test(userPrincipalName ?? "");
  return here && !guest && !id.startsWith("28:");
}
