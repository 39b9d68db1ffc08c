import { createHmac, createPublicKey, createVerify, type JsonWebKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { TeamsCloud, TokenForgery } from "../../adapters/sandbox/teams-cloud/index.js";
import { appId, lead, oakfield, riverside, start } from "./world.js";

type Key = JsonWebKey & { kid: string; endorsements?: string[] };

async function keysOf(cloud: TeamsCloud): Promise<Key[]> {
  const metadata = (await (await fetch(cloud.openIdMetadataUrl)).json()) as { jwks_uri: string; issuer: string };
  expect(metadata.issuer).toBe(cloud.tokenIssuer);
  return ((await (await fetch(metadata.jwks_uri)).json()) as { keys: Key[] }).keys;
}

function read(token: string) {
  const [header = "", claims = "", signature = ""] = token.split(".");
  const decode = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  return { header: decode(header), claims: decode(claims), signed: `${header}.${claims}`, signature };
}

/** The test's own judgement of a token, as strict as an app should be. */
async function isGenuine(cloud: TeamsCloud, token: string, serviceUrl: string): Promise<boolean> {
  const { header, claims, signed, signature } = read(token);
  const key = (await keysOf(cloud)).find((candidate) => candidate.kid === header.kid);
  if (!key || header.alg !== "RS256" || key.endorsements?.includes("msteams") !== true) return false;
  const publicKey = createPublicKey({ key, format: "jwk" });
  if (!createVerify("RSA-SHA256").update(signed).verify(publicKey, signature, "base64url")) return false;
  const now = Date.now() / 1000;
  return (
    claims.iss === cloud.tokenIssuer &&
    claims.aud === appId &&
    claims.exp > now - 300 &&
    claims.nbf < now + 300 &&
    claims.serviceurl === serviceUrl
  );
}

describe("what the app receives", () => {
  it("is signed for it, by an endorsed key, for the service address in the body", async () => {
    const { cloud, heard } = await start();
    await cloud.say(oakfield, lead, "bot", "hello");
    const [one] = heard;
    const token = /^Bearer (.+)$/.exec(one?.headers.authorization ?? "")?.[1] ?? "";
    expect(one?.json.serviceUrl).toBe(cloud.serviceUrl(oakfield));
    expect(await isGenuine(cloud, token, one?.json.serviceUrl)).toBe(true);
    expect(one?.headers["x-ms-tenant-id"]).toBe(oakfield);
    expect(decodeURIComponent(String(one?.headers["x-ms-conversation-id"]))).toBe(one?.json.conversation.id);
  });

  it("is not signed for another tenant's address", async () => {
    const { cloud } = await start();
    expect(await isGenuine(cloud, cloud.sign({ tenant: oakfield }), cloud.serviceUrl(oakfield))).toBe(true);
    expect(await isGenuine(cloud, cloud.sign({ tenant: oakfield }), cloud.serviceUrl(riverside))).toBe(false);
  });
});

describe("a forged token", () => {
  const now = Math.floor(Date.now() / 1000);
  it.each<[string, TokenForgery]>([
    ["without a signature", { alg: "none" }],
    ["with the public key as a password", { alg: "HS256" }],
    ["with another algorithm", { alg: "RS512" }],
    ["by somebody else under the channel's name", { key: "foreign" }],
    ["by a key for another channel", { key: "other-channel" }],
    ["by a key for no channel", { key: "unendorsed" }],
    ["by an unknown key", { kid: "nobody" }],
    ["without a key's name", { kid: null }],
    ["that has expired", { claims: { exp: now - 301 } }],
    ["that is not valid yet", { claims: { nbf: now + 1000 } }],
    ["for another app", { claims: { aud: oakfield } }],
    ["by another issuer", { claims: { iss: "https://login.microsoftonline.com" } }],
    ["for another address", { claims: { serviceurl: "https://elsewhere.example/" } }],
    ["without an address", { claims: { serviceurl: undefined } }],
  ])("%s differs in just that", async (_name, forgery) => {
    const { cloud } = await start();
    const service = cloud.serviceUrl(oakfield);
    expect(await isGenuine(cloud, cloud.sign(), service)).toBe(true);
    expect(await isGenuine(cloud, cloud.sign(forgery), service)).toBe(false);
  });

  it("under the channel's name has the channel's key id, but not its signature", async () => {
    const { cloud } = await start();
    const [real, forged] = [read(cloud.sign()), read(cloud.sign({ key: "foreign" }))];
    expect(forged.header).toEqual(real.header);
    expect(forged.signature).not.toBe(real.signature);
  });

  it("with the public key as a password would fool whoever takes the algorithm from the token", async () => {
    const { cloud } = await start();
    const { header, signed, signature } = read(cloud.sign({ alg: "HS256" }));
    const key = (await keysOf(cloud)).find((candidate) => candidate.kid === header.kid);
    const pem = createPublicKey({ key: key as JsonWebKey, format: "jwk" }).export({ format: "pem", type: "spki" });
    expect(createHmac("sha256", pem).update(signed).digest("base64url")).toBe(signature);
  });

  it("is not needed for a request without any", async () => {
    const { cloud, app, heard } = await start();
    app.answer = ({ headers }) => ({ status: headers.authorization === undefined ? 401 : 200 });
    const body = JSON.stringify({ type: "message", serviceUrl: cloud.serviceUrl(oakfield) });
    expect((await cloud.post(body, { authorization: "" })).status).toBe(401);
    expect((await cloud.post(body)).status).toBe(200);
    expect((await cloud.post(body, { authorization: `Bearer ${cloud.sign({ alg: "none" })}` })).status).toBe(200);
    expect(heard[2]?.headers.authorization).toMatch(/\.$/);
  });
});

it("the keys cannot be had while they are switched off", async () => {
  const { cloud } = await start();
  const { jwks_uri } = (await (await fetch(cloud.openIdMetadataUrl)).json()) as { jwks_uri: string };
  cloud.setKeysReachable(false);
  expect((await fetch(cloud.openIdMetadataUrl)).status).toBe(503);
  expect((await fetch(jwks_uri)).status).toBe(503);
  cloud.setKeysReachable(true);
  expect((await keysOf(cloud)).length).toBe(3);
});
