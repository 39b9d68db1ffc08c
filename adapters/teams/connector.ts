import { z } from "zod";
import { type Outgoing, PlatformError } from "../../src/ports/chat-platform.js";
import { networkFailure } from "../http/failures.js";
import type { TeamsActivity } from "./card.js";
import { definite, type Refused, refusedFailure, teamsCode, tokenFailure } from "./errors.js";

/** Exact hosts that a token may go to: `secure` by https, `loopback` (with its port) by http. */
export type ServiceHosts = { secure: readonly string[]; loopback: readonly string[] };

/** Commercial, GCC, GCC High, DoD. */
const microsoft = [
  "smba.trafficmanager.net",
  "smba.infra.gcc.teams.microsoft.com",
  "smba.infra.gov.teams.microsoft.us",
  "smba.infra.dod.teams.microsoft.us",
];

/** Microsoft's, or with `loopback` ("127.0.0.1:4711,…") those and no other. Throws for a host that is not this machine. */
export function serviceHosts(loopback = ""): ServiceHosts {
  const hosts = loopback.split(",").flatMap((host) => (host.trim() === "" ? [] : [host.trim()]));
  for (const host of hosts)
    if (!/^(127\.0\.0\.1|localhost|\[::1\]):\d+$/.test(host))
      throw new Error(`TEAMS_SERVICE_HOSTS takes this machine with a port, such as 127.0.0.1:4711, not ${host}`);
  return hosts.length > 0 ? { secure: [], loopback: hosts } : { secure: microsoft, loopback: [] };
}

/** The address where it may be written to, without its last slash; undefined where it may not. */
export function allowedService(serviceUrl: string, hosts: ServiceHosts): string | undefined {
  if (!URL.canParse(serviceUrl)) return undefined;
  const { protocol, host, username, password, origin, pathname } = new URL(serviceUrl);
  const listed = protocol === "https:" ? hosts.secure : protocol === "http:" ? hosts.loopback : [];
  if (!listed.includes(host) || username !== "" || password !== "") return undefined;
  return `${origin}${pathname.replace(/\/+$/, "")}`;
}

export type ConnectorSettings = {
  /** A bearer token of the bot's home tenant. Rejects with a PlatformError, or with whatever MSAL rejects with. */
  token: () => Promise<string>;
  /** Told of each token that Teams does not take. */
  refused?: (token: string) => void;
  hosts: ServiceHosts;
  /** For one request, from its beginning to the last byte of the answer; and for the token before it. */
  timeoutMs: number;
};

export type NewConversation = {
  isGroup: boolean;
  bot: { id: string };
  tenantId: string;
  members?: { id: string }[];
  channelData: { tenant: { id: string }; channel?: { id: string } };
  activity?: TeamsActivity;
};

const memberSchema = z.object({
  id: z.string(),
  objectId: z.string().nullish(),
  aadObjectId: z.string().nullish(),
  email: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  tenantId: z.string().nullish(),
  userRole: z.string().nullish(),
});
export type Member = z.infer<typeof memberSchema>;

const createdSchema = z.object({ id: z.string().min(1), activityId: z.string().min(1).nullish() });
const sentSchema = z.object({ id: z.string().min(1) });
const pageSchema = z.object({ members: z.array(memberSchema), continuationToken: z.string().nullish() });

/** More pages than any district has people: a token that never ends must not be followed for ever. */
const mostPages = 200;

/**
 * The five things that the bot asks of Teams. One request each, no retries, no redirects, to no other host than those
 * listed. Every rejection is a PlatformError, except that of `leaving`: it is called when the token is there and nothing
 * but the request is left to do, which does not leave where it rejects.
 */
export interface Connector {
  createConversation(
    serviceUrl: string,
    body: NewConversation,
    leaving?: Leaving,
  ): Promise<z.infer<typeof createdSchema>>;
  send(serviceUrl: string, conversation: string, activity: TeamsActivity, leaving?: Leaving): Promise<{ id: string }>;
  update(
    serviceUrl: string,
    conversation: string,
    id: string,
    activity: TeamsActivity,
    leaving?: Leaving,
  ): Promise<void>;
  /** A message that is gone already is removed. */
  remove(serviceUrl: string, conversation: string, id: string): Promise<void>;
  /** One request a page. */
  members(serviceUrl: string, conversation: string): AsyncIterable<Member>;
}

type Leaving = Outgoing["leaving"];
type Call = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string[];
  query?: Record<string, string>;
  body?: object;
  leaving?: Leaving;
};
type Answer = { ok: true; body: string } | ({ ok: false } & Refused);

export function createConnector({ token, refused, hosts, timeoutMs }: ConnectorSettings): Connector {
  async function call(serviceUrl: string, { method, path, query = {}, body, leaving }: Call): Promise<Answer> {
    // Before a token is asked for: it must never go to an address that somebody made up.
    const service = allowedService(serviceUrl, hosts);
    if (service === undefined) throw new PlatformError(foreignService);
    const search = new URLSearchParams(query).toString();
    const url = `${service}/v3/conversations${path.map((part) => `/${encodeURIComponent(part)}`).join("")}`;
    const bearer = await soon(token);
    await leaving?.();
    try {
      const response = await fetch(search === "" ? url : `${url}?${search}`, {
        method,
        headers: {
          authorization: `Bearer ${bearer}`,
          accept: "application/json",
          ...(body && { "content-type": "application/json; charset=utf-8" }),
        },
        ...(body && { body: JSON.stringify(body) }),
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
      });
      const { ok, status, headers } = response;
      if (ok) return { ok, body: await response.text() };
      if (status === 401) refused?.(bearer);
      return { ok, status, retryAfter: headers.get("retry-after"), body: await partOf(response) };
    } catch (error) {
      throw new PlatformError(networkFailure(error));
    }
  }

  async function soon(ask: () => Promise<string>): Promise<string> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new PlatformError({ kind: "not-sent", reason: "no-token in time" })), timeoutMs);
    });
    try {
      return await Promise.race([ask(), late]);
    } catch (error) {
      throw tokenFailure(error);
    } finally {
      clearTimeout(timer);
    }
  }

  async function ask<T>(serviceUrl: string, what: Call, schema: z.ZodType<T>): Promise<T> {
    const answer = await call(serviceUrl, what);
    if (!answer.ok) throw refusal(answer);
    const read = schema.safeParse(json(answer.body));
    if (!read.success) throw new PlatformError({ kind: "ambiguous", reason: "unreadable-answer" });
    return read.data;
  }

  return {
    async createConversation(serviceUrl, body, leaving) {
      return ask(serviceUrl, { method: "POST", path: [], body, leaving }, createdSchema);
    },

    async send(serviceUrl, conversation, activity, leaving) {
      const path = [conversation, "activities"];
      return ask(serviceUrl, { method: "POST", path, body: activity, leaving }, sentSchema);
    },

    async update(serviceUrl, conversation, id, activity, leaving) {
      const body = { ...activity, id };
      const answer = await call(serviceUrl, { method: "PUT", path: [conversation, "activities", id], body, leaving });
      if (!answer.ok) throw refusal(answer);
    },

    async remove(serviceUrl, conversation, id) {
      const answer = await call(serviceUrl, { method: "DELETE", path: [conversation, "activities", id] });
      if (answer.ok || (answer.status === 404 && teamsCode(answer.body) === "ActivityNotFoundInConversation")) return;
      throw refusal(answer);
    },

    async *members(serviceUrl, conversation) {
      let continuationToken: string | undefined;
      for (let page = 0; page < mostPages; page += 1) {
        const query = { pageSize: "500", ...(continuationToken && { continuationToken }) };
        const path = [conversation, "pagedmembers"];
        const answer = await ask(serviceUrl, { method: "GET", path, query }, pageSchema).catch((error: unknown) => {
          throw definite(error);
        });
        yield* answer.members;
        continuationToken = answer.continuationToken || undefined;
        if (continuationToken === undefined) return;
      }
      throw new PlatformError({ kind: "not-sent", reason: "a roster without an end" });
    },
  };
}

const foreignService = {
  kind: "refused",
  reason: "foreign service address",
  fix: "The tenant's service address is none of Microsoft's: remove the app from the tenant and install it again.",
} as const;

function refusal(refused: Refused): PlatformError {
  return new PlatformError(refusedFailure(refused, Date.now()));
}

/** The answer's text, as far as it tells what is wrong: a page of a proxy may be endless, or break off. */
async function partOf(response: Response): Promise<string> {
  try {
    return (await response.text()).slice(0, 10_000);
  } catch {
    return "unreadable";
  }
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
