import type { TeamsActivity } from "./card.js";

/** Exact hosts that a token may go to: `secure` by https, `loopback` (with its port) by http. */
export type ServiceHosts = { secure: readonly string[]; loopback: readonly string[] };

/** Microsoft's, or with `loopback` ("127.0.0.1:4711,…") those and no other. Throws for a host that is not this machine. */
export function serviceHosts(_loopback?: string): ServiceHosts {
  throw new Error("to come");
}

/** The address where it may be written to, without its last slash; undefined where it may not. */
export function allowedService(_serviceUrl: string, _hosts: ServiceHosts): string | undefined {
  throw new Error("to come");
}

export type ConnectorSettings = {
  /** A bearer token of the bot's home tenant. Rejects with a PlatformError, or with whatever MSAL rejects with. */
  token: () => Promise<string>;
  hosts: ServiceHosts;
  /** For one request, from its beginning to the last byte of the answer. */
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

export type Member = {
  id: string;
  objectId?: string;
  email?: string;
  userPrincipalName?: string;
  tenantId?: string;
  userRole?: string;
};

/** One request each, no retries, no redirects. Every rejection is a PlatformError. */
export interface Connector {
  createConversation(serviceUrl: string, body: NewConversation): Promise<{ id: string; activityId?: string }>;
  send(serviceUrl: string, conversation: string, activity: TeamsActivity): Promise<{ id: string }>;
  update(serviceUrl: string, conversation: string, id: string, activity: TeamsActivity): Promise<void>;
  /** A message that is gone already is removed. */
  remove(serviceUrl: string, conversation: string, id: string): Promise<void>;
  /** One request a page. */
  members(serviceUrl: string, conversation: string): AsyncIterable<Member>;
}

export function createConnector(_settings: ConnectorSettings): Connector {
  throw new Error("to come");
}
