import {
  createHmac,
  createPublicKey,
  createSign,
  createVerify,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
} from "node:crypto";
import { isObject, type Json, type JsonObject, parseJson } from "../json.js";
import { serviceUrl, type World } from "./state.js";
import type { TokenForgery } from "./types.js";

/** Who signs what the bot receives, as the real channel names itself. */
export const tokenIssuer = "https://api.botframework.com";

type Key = { kid: string; private: KeyObject; public: KeyObject; endorsements?: string[] };

/** Made when first needed and shared by all clouds of the process: a key takes a tenth of a second. */
const made = new Map<string, Key>();

function key(name: "channel" | "foreign" | "other-channel" | "unendorsed" | "login"): Key {
  const known = made.get(name);
  if (known) return known;
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const fresh: Key = { kid: randomUUID().replaceAll("-", ""), private: pair.privateKey, public: pair.publicKey };
  if (name === "channel") fresh.endorsements = ["msteams"];
  if (name === "other-channel") fresh.endorsements = ["webchat"];
  made.set(name, fresh);
  return fresh;
}

const published = ["channel", "other-channel", "unendorsed"] as const;

export function keySet(): Json {
  const keys = published.map((name) => {
    const { kid, public: publicKey, endorsements } = key(name);
    const { n, e } = publicKey.export({ format: "jwk" });
    return { kty: "RSA", use: "sig", kid, x5t: kid, n, e, ...(endorsements === undefined ? {} : { endorsements }) };
  });
  return { keys };
}

/** The bearer token that comes with an activity: for this bot, for one service address, for an hour. */
export function channelToken(world: World, service: string, forgery: TokenForgery = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const claims: JsonObject = {
    serviceurl: service,
    nbf: now - 5,
    exp: now + 3600,
    iss: tokenIssuer,
    aud: world.options.appId,
    ...forgery.claims,
  };
  const signer = key(forgery.key ?? "channel");
  const alg = forgery.alg ?? "RS256";
  // Somebody else's key is only worth trying under a name that is known.
  const kid =
    forgery.kid === undefined
      ? key(forgery.key === "foreign" ? "channel" : (forgery.key ?? "channel")).kid
      : forgery.kid;
  const header: JsonObject = { alg, typ: "JWT", ...(kid === null ? {} : { kid, x5t: kid }) };
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${signature(alg, signed, signer)}`;
}

export function forgedToken(world: World, forgery: TokenForgery = {}): string {
  const tenant = forgery.tenant ?? world.options.tenants[0]?.id ?? "";
  return channelToken(world, serviceUrl(world, tenant), forgery);
}

function signature(alg: NonNullable<TokenForgery["alg"]>, text: string, signer: Key): string {
  if (alg === "none") return "";
  if (alg === "HS256") {
    const secret = signer.public.export({ format: "pem", type: "spki" });
    return createHmac("sha256", secret).update(text).digest("base64url");
  }
  return createSign(alg === "RS256" ? "RSA-SHA256" : "RSA-SHA512")
    .update(text)
    .sign(signer.private, "base64url");
}

/** What the app shows to the connector. `claims` replaces any of the token's. */
export function accessToken(world: World, claims: Record<string, Json> = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const { appId, homeTenant, tokenLifetimeS } = world.options;
  const signer = key("login");
  const payload: JsonObject = {
    aud: "https://api.botframework.com",
    iss: `https://sts.windows.net/${homeTenant}/`,
    iat: now,
    nbf: now,
    exp: now + (tokenLifetimeS ?? 3599),
    appid: appId,
    tid: homeTenant,
    // Two tokens of one second are two tokens.
    uti: randomUUID(),
    generation: world.tokenGeneration,
    ...claims,
  };
  const signed = `${encode({ alg: "RS256", typ: "JWT", kid: signer.kid })}.${encode(payload)}`;
  return `${signed}.${signature("RS256", signed, signer)}`;
}

/** Why the connector does not take this token; undefined when it does. */
export function tokenProblem(world: World, token: string | undefined): string | undefined {
  if (token === undefined) return "no token";
  const [header, payload, signed] = token.split(".");
  if (header === undefined || payload === undefined || signed === undefined) return "no token of ours";
  const verify = createVerify("RSA-SHA256").update(`${header}.${payload}`);
  if (!verify.verify(createPublicKey(key("login").private), signed, "base64url")) return "signature";
  const claims = parseJson(Buffer.from(payload, "base64url").toString("utf8"));
  if (!isObject(claims)) return "no claims";
  const now = Date.now() / 1000;
  if (typeof claims.exp !== "number" || claims.exp <= now) return "expired";
  if (typeof claims.nbf === "number" && claims.nbf > now + 300) return "not valid yet";
  if (claims.generation !== world.tokenGeneration) return "withdrawn";
  if (claims.aud !== "https://api.botframework.com") return "audience";
  if (claims.tid !== world.options.homeTenant) return "tenant";
  return claims.appid === world.options.appId ? undefined : "another app";
}

const encode = (value: Json): string => Buffer.from(JSON.stringify(value)).toString("base64url");
