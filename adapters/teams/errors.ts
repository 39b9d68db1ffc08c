import { z } from "zod";
import { PlatformError, type SendFailure } from "../../src/ports/chat-platform.js";
import { networkFailure, retryAfterMs } from "../http/failures.js";

/**
 * Where Teams asks to wait and does not say how long: it seldom does. Its narrowest windows are of one and two
 * seconds, the next of thirty.
 */
export const defaultRetryAfterMs = 5000;

/** An answer of the connector that is no success. `body` as it came: it may quote what people wrote. */
export type Refused = { status: number; retryAfter: string | null; body: string };

const ourFault = "This is a fault in Throughline, not in the tenant: please report it with the reason.";
const between = "Teams does not answer like this: check what stands between this server and smba.trafficmanager.net.";
export const wrongPassword =
  "Check MicrosoftAppId, MicrosoftAppPassword (a client secret that has not expired) and MicrosoftAppTenantId (the bot's home tenant): https://entra.microsoft.com → App registrations → Certificates & secrets.";

/** What an answer means for a message. `code` is Teams' own, where it gave one. */
export function refusedFailure(refused: Refused, now: number): SendFailure {
  const { status } = refused;
  const code = teamsCode(refused.body);
  const reason = code ?? `http-${status}`;
  if (status === 429)
    return { kind: "rate-limited", retryAfterMs: retryAfterMs(refused.retryAfter, now, defaultRetryAfterMs) };
  if (status >= 500 || status === 408 || status === 425) return { kind: "ambiguous", reason };
  // The conversation changed meanwhile, or our token was not taken: nothing was written, and the same may work next
  // time, with another token. Where no token will do, bot-token.ts tells the operator, and messages wait for her.
  if (status === 412) return { kind: "not-sent", reason, only: "this conversation" };
  if (status === 401) return { kind: "not-sent", reason };
  if (status === 413) return { kind: "refused", reason, fix: ourFault };
  // Blocked, removed, or never there: somebody in Teams must change something first. A page of a proxy says nothing.
  if ((status === 403 || status === 404) && (code !== undefined || refused.body.trim() === ""))
    return { kind: "unreachable", reason };
  if (status >= 400 && code !== undefined) return { kind: "refused", reason, fix: ourFault };
  return { kind: "refused", reason, fix: status === 400 ? ourFault : between };
}

const codeShape = /^[A-Za-z][\w.-]{0,79}$/;
const bodySchema = z.object({
  error: z.object({ code: z.unknown().optional(), message: z.unknown().optional() }).optional().catch(undefined),
  subCode: z.unknown().optional(),
  message: z.unknown().optional(),
});

/** Teams' name for what is wrong. A blocked conversation has it in JSON that is a text inside the answer. */
export function teamsCode(body: string): string | undefined {
  const { error, subCode, message } = bodySchema.safeParse(parsed(body)).data ?? {};
  const nested = bodySchema.safeParse(parsed(message ?? error?.message)).data?.subCode;
  return [nested, subCode, error?.code].find((one): one is string => typeof one === "string" && codeShape.test(one));
}

function parsed(text: unknown): unknown {
  if (typeof text !== "string") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Entra's codes for credentials that will not do until the operator mends them. */
const refusedCredentials = /^(invalid_client|unauthorized_client|invalid_request|invalid_scope|invalid_grant)/;

/** Entra's code, where it does not take the app's own credentials; undefined for all other errors. */
export function credentialsRefused(error: unknown): string | undefined {
  const code = entraCode(error);
  return code !== undefined && refusedCredentials.test(code) ? code : undefined;
}

/** Why there is no token. Nothing was posted; also with a wrong password, which the operator mends meanwhile. */
export function tokenFailure(error: unknown): PlatformError {
  if (error instanceof PlatformError) return definite(error);
  const code = entraCode(error);
  return new PlatformError({ kind: "not-sent", reason: code === undefined ? "no-token" : `no-token ${code}` });
}

function entraCode(error: unknown): string | undefined {
  const code = (error as { errorCode?: unknown } | null)?.errorCode;
  return typeof code === "string" && codeShape.test(code) ? code : undefined;
}

/** For requests that post nothing: not knowing their outcome is not knowing whether something was posted. */
export function definite(error: unknown): PlatformError {
  const { failure } = platformError(error);
  return new PlatformError(failure.kind === "ambiguous" ? { kind: "not-sent", reason: failure.reason } : failure);
}

/** Always a PlatformError: what went wrong, as the port names it. */
export function platformError(error: unknown): PlatformError {
  return error instanceof PlatformError ? error : new PlatformError(networkFailure(error));
}
