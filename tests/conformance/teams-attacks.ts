import { createHmac, createPublicKey, generateKeyPairSync, randomUUID, sign as signWith } from "node:crypto";
import type { Json, JsonObject } from "../../adapters/sandbox/json.js";
import type { Attack, RawRequest, Stage } from "./driver.js";

/**
 * Requests that pretend to come from Teams. A token says who sends and for which service address; it does not sign the
 * body. So a body that was changed on the way, or sent again, is not in this list: TLS guards it, its key makes it
 * happen once, and what it asks for is checked against stored roles.
 */

/** A bearer token as the channel makes it, with some claims replaced; with `key`, by a published key that is not Teams'. */
export type SignToken = (claims: { [name: string]: Json }, key?: "unendorsed" | "other-channel") => string;

export type Jwk = { kid: string; kty: string; n: string; e: string };

/** The last activity that a person caused by typing. */
export function lastSaid(recorded: RawRequest[]): RawRequest {
  const said = recorded.findLast(({ body }) => {
    const { type, value } = JSON.parse(body);
    return type === "message" && value === undefined;
  });
  if (!said) throw new Error("nobody has said anything");
  return said;
}

/** With a token that is right for its body. */
export function signed(request: RawRequest, token: SignToken): RawRequest {
  const serviceurl = /"serviceUrl":("[^"]*")/.exec(request.body)?.[1];
  return withToken(request, token(serviceurl === undefined ? {} : { serviceurl: JSON.parse(serviceurl) }));
}

function withToken(request: RawRequest, token: string): RawRequest {
  return { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } };
}

/** From a message and a button that were really sent: every false version asks for something new. */
export async function attacks(stage: Stage, recorded: RawRequest[], token: SignToken, keys: Jwk[]): Promise<Attack[]> {
  await stage.act.say(stage.people.member, "direct", "hello");
  const message = lastSaid(recorded);
  const buttons = { kind: "buttons" as const, buttons: [{ label: "Mute", action: { do: "mute" as const } }] };
  const ref = await stage
    .platform()
    .sendDirect(stage.people.member, { card: { blocks: [buttons] }, marker: randomUUID() });
  await stage.settle();
  await stage.act.press(stage.people.member, ref, "Mute");
  const pressed = recorded.findLast(({ body }) => JSON.parse(body).value !== undefined);
  if (!pressed) throw new Error("no button was sent");
  return Object.entries({ message, button: pressed }).flatMap(([what, request]) => {
    const fresh = (): RawRequest => changed(request, { id: randomUUID() });
    return [
      ...falseVersions(fresh, token, keys).map(([name, version]) => ({
        name: `${what}, ${name}`,
        request: version,
        genuine: false,
      })),
      { name: `${what}, genuine`, request: signed(fresh(), token), genuine: true },
    ];
  });
}

const changed = (request: RawRequest, change: object): RawRequest => ({
  ...request,
  body: JSON.stringify({ ...JSON.parse(request.body), ...change }),
});

function falseVersions(fresh: () => RawRequest, token: SignToken, keys: Jwk[]): [string, RawRequest][] {
  const now = Math.floor(Date.now() / 1000);
  const { authorization: _token, ...bare } = fresh().headers;
  const { serviceUrl } = JSON.parse(fresh().body);
  const genuine = (claims = {}) => token({ serviceurl: serviceUrl, ...claims });
  const [header = "", payload = "", signature = ""] = genuine().split(".");
  const { kid } = JSON.parse(Buffer.from(header, "base64url").toString("utf8"));
  const key = keys.find((one) => one.kid === kid);
  if (!key) throw new Error("the channel signs with a key that it does not publish");
  const pem = createPublicKey({ key, format: "jwk" }).export({ type: "spki", format: "pem" });
  const own = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const hmac = (secret: string | Buffer) => {
    const head = `${encoded({ alg: "HS256", typ: "JWT", kid })}.${payload}`;
    return `${head}.${createHmac("sha256", secret).update(head).digest("base64url")}`;
  };
  const ownKey = (name: string, more = {}) => {
    const head = `${encoded({ alg: "RS256", typ: "JWT", kid: name, ...more })}.${payload}`;
    return `${head}.${signWith("RSA-SHA256", Buffer.from(head), own).toString("base64url")}`;
  };
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  const ownJwk = createPublicKey(own).export({ format: "jwk" });

  const tokens: [string, string][] = [
    ["with an empty token", ""],
    ["with a word for a token", "let-me-in"],
    ["with alg none", `${encoded({ alg: "none", typ: "JWT", kid })}.${payload}.`],
    ["with alg none and a signature", `${encoded({ alg: "none", typ: "JWT", kid })}.${payload}.${signature}`],
    ["without its signature", `${header}.${payload}.`],
    ["with HS256 and the public key's text as secret", hmac(pem)],
    ["with HS256 and the public key's number as secret", hmac(Buffer.from(key.n, "base64url"))],
    ["signed with another key under the same kid", ownKey(kid)],
    ["signed with another key under its own kid", ownKey("mine")],
    ["signed with a key that it brings itself", ownKey(kid, { jwk: ownJwk })],
    ["with claims changed after signing", `${header}.${encoded({ ...claims, exp: now + 9999 })}.${signature}`],
    ["expired", genuine({ nbf: now - 7200, iat: now - 7200, exp: now - 400 })],
    ["not yet valid", genuine({ nbf: now + 400, iat: now + 400, exp: now + 4000 })],
    ["for another app", genuine({ aud: randomUUID() })],
    ["from another issuer", genuine({ iss: "https://sts.windows.net/00000000-0000-0000-0000-000000000000/" })],
    ["for another service address", genuine({ serviceurl: `${serviceUrl}other/` })],
    ["for no service address", genuine({ serviceurl: undefined })],
    ["signed with a key that is endorsed for nothing", token({ serviceurl: serviceUrl }, "unendorsed")],
    ["signed with a key that is endorsed for another channel", token({ serviceurl: serviceUrl }, "other-channel")],
  ];
  return [
    ["without a token", { ...fresh(), headers: bare }],
    ["with another scheme", { ...fresh(), headers: { ...bare, authorization: `Basic ${genuine()}` } }],
    ...tokens.map(([name, one]): [string, RawRequest] => [name, withToken(fresh(), one)]),
    ["from another channel", withToken(changed(fresh(), { channelId: "webchat" }), genuine())],
    ["from no channel", withToken(changed(fresh(), { channelId: undefined }), genuine())],
    ["from the emulator", withToken(changed(fresh(), { channelId: "emulator" }), genuine())],
    [
      "with another service address in it",
      withToken(changed(fresh(), { serviceUrl: "https://x.example/" }), genuine()),
    ],
  ];
}

/** Signed as well as they can be, and still nothing that Teams would send. `like` is a genuine message. */
export function garbage(like: JsonObject, token: SignToken): { name: string; request: RawRequest }[] {
  const post = (body: string, contentType = "application/json"): RawRequest =>
    withToken(
      { method: "POST", path: "/api/messages", headers: { "content-type": contentType }, body },
      token({ serviceurl: like.serviceUrl }),
    );
  const but = (change: object): RawRequest => post(JSON.stringify({ ...like, ...change }));
  const cases: [string, RawRequest][] = [
    ["null", post("null")],
    ["a list", post("[]")],
    ["a text", post('"x"')],
    ["a number", post("1")],
    ["broken JSON", post('{"type":')],
    ["nothing", post("")],
    ["an empty object", post("{}")],
    ["an activity without a type", but({ type: undefined })],
    ["an activity whose type is a list", but({ type: ["message"] })],
    ["a message whose conversation is a text", but({ conversation: "a:1" })],
    ["a message whose text is an object", but({ text: { evil: true } })],
    ["a message whose service address is a number", but({ serviceUrl: 1 })],
    ["entities that are no list", but({ entities: "at" })],
    ["more than a megabyte", but({ text: "x".repeat(1_100_000) })],
    ["another content type", post(JSON.stringify(like), "text/plain")],
  ];
  return cases.map(([name, request]) => ({ name, request }));
}
