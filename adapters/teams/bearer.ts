import { verify } from "node:crypto";
import { z } from "zod";
import type { Key } from "./keys.js";

/**
 * What can be said about a channel's token without and with its key, each refusal under its own name. The SDK has the
 * last word; it never sees a token that fails here, because it prints those to the console and answers a wrong
 * signature as an error of its own. It also takes tokens of the emulator and of other bots, which have no issuer or
 * audience of ours, and tokens that never expire.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */
export type Bearer = {
  kid: string;
  alg: keyof typeof digests;
  claims: z.infer<typeof claims>;
  signed: Buffer;
  signature: Buffer;
};

const digests = { RS256: "RSA-SHA256", RS384: "RSA-SHA384", RS512: "RSA-SHA512" };

const header = z.object({ alg: z.enum(["RS256", "RS384", "RS512"]), kid: z.string().min(1).max(255) });

const claims = z.object({
  iss: z.string(),
  aud: z.string(),
  /** Seconds. */
  exp: z.number(),
  nbf: z.number().optional(),
  serviceurl: z.string(),
});

/** Undefined: no token of a shape that the channel makes. */
export function readBearer(authorization: string): Bearer | undefined {
  const [, head, payload, signature] = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(authorization) ?? [];
  if (head === undefined || payload === undefined || signature === undefined) return undefined;
  const read = header.safeParse(decoded(head)).data;
  const said = claims.safeParse(decoded(payload)).data;
  if (!read || !said) return undefined;
  return {
    ...read,
    claims: said,
    signed: Buffer.from(`${head}.${payload}`),
    signature: Buffer.from(signature, "base64url"),
  };
}

export type Expected = { issuer: string; audience: string; serviceUrl: string | undefined };

/** Clocks may differ by this many seconds. */
const skew = 300;

/** `now` in seconds of machine time. An activity that names no service address is judged by the rest. */
export function claimFault({ claims }: Bearer, expected: Expected, now: number): string | undefined {
  if (claims.iss !== expected.issuer) return "wrong-issuer";
  if (claims.aud !== expected.audience) return "wrong-audience";
  if (claims.exp + skew < now) return "expired";
  if (claims.nbf !== undefined && claims.nbf - skew > now) return "not-yet-valid";
  if (expected.serviceUrl !== undefined && claims.serviceurl !== expected.serviceUrl) return "wrong-service-url";
  return undefined;
}

export function keyFault(bearer: Bearer, key: Key): string | undefined {
  if (!key.endorsements?.includes("msteams")) return "not-endorsed";
  const fits = verify(digests[bearer.alg], bearer.signed, key.key, bearer.signature);
  return fits ? undefined : "bad-signature";
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
