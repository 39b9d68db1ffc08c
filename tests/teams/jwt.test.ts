import { createHmac } from "node:crypto";
import { Agent, createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { claimFault, readBearer } from "../../adapters/teams/bearer.js";
import { pauseAfterFailureMs } from "../../adapters/teams/keys.js";
import { acts, appId, type Forgery, issuer, keys, nowSeconds, type Running, running, send, typed } from "./in-world.js";

let app: Running;
afterEach(() => app?.stop());

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const minute = 60;

describe("a token", () => {
  it("of the channel, for us, brings its activity in", async () => {
    app = await running();
    expect((await send(app, typed(app, "hello"))).status).toBe(200);
    expect(acts(app)).toMatchObject([{ kind: "message", text: "hello" }]);
  });

  it.each<[string, string, () => Forgery]>([
    ["for another app", "wrong-audience", () => ({ claims: { aud: "00000000-0000-4000-8000-00000000a992" } })],
    ["for several apps", "unreadable-token", () => ({ claims: { aud: [appId] } })],
    ["from another issuer", "wrong-issuer", () => ({ claims: { iss: "https://sts.windows.net/common/" } })],
    [
      "from the emulator",
      "wrong-issuer",
      () => ({
        claims: {
          iss: "https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0",
          ver: "2.0",
          azp: appId,
        },
      }),
    ],
    ["that has expired", "expired", () => ({ claims: { nbf: nowSeconds() - 7200, exp: nowSeconds() - 6 * minute } })],
    ["that never expires", "unreadable-token", () => ({ claims: { exp: undefined } })],
    ["that is not valid yet", "not-yet-valid", () => ({ claims: { nbf: nowSeconds() + 6 * minute } })],
    [
      "for another address",
      "wrong-service-url",
      () => ({ claims: { serviceurl: "https://smba.trafficmanager.net/" } }),
    ],
    ["for no address", "unreadable-token", () => ({ claims: { serviceurl: undefined } })],
    ["by a key that is endorsed for another channel", "not-endorsed", () => ({ key: "webchat" })],
    ["by a key that is endorsed for none", "not-endorsed", () => ({ key: "unendorsed" })],
    ["by a key that nobody has published", "unknown-key", () => ({ key: "stranger" })],
    [
      "by such a key under a published name",
      "bad-signature",
      () => ({ key: "stranger", header: { kid: keys.msteams.kid } }),
    ],
    ["without the name of its key", "unreadable-token", () => ({ header: { kid: undefined } })],
    ["by another algorithm than it says", "bad-signature", () => ({ header: { alg: "RS512" } })],
  ])("%s is answered 401: %s", async (_name, reason, forgery) => {
    app = await running();
    const token = app.microsoft.sign(forgery());
    expect(await send(app, typed(app, "hello"), { token })).toEqual({ status: 401, body: "" });
    expect(app.journal.counts).toEqual([`refused teams:${reason}`]);
    expect(app.events).toEqual([]);
  });

  it.each([
    ["within five minutes after its end", { nbf: -7200, exp: -4 * minute }],
    ["within five minutes before its beginning", { nbf: 4 * minute, exp: 3600 }],
  ])("is good %s: clocks differ", async (_name, { nbf, exp }) => {
    app = await running();
    const token = app.microsoft.sign({ claims: { nbf: nowSeconds() + nbf, exp: nowSeconds() + exp } });
    expect((await send(app, typed(app, "hello"), { token })).status).toBe(200);
  });

  it("for an activity from another channel is refused, though it is genuine", async () => {
    app = await running();
    for (const channelId of ["webchat", "emulator", undefined])
      expect((await send(app, typed(app, "x", { channelId }))).status).toBe(403);
    expect(app.events).toEqual([]);
    expect(app.journal.counts).toEqual(Array(3).fill("refused teams:other-channel"));
  });

  it("is needed", async () => {
    app = await running();
    for (const authorization of [
      "",
      "Bearer",
      "Bearer ",
      "bearer x.y.z",
      "Bearer a b",
      `Basic ${app.microsoft.sign()}`,
    ])
      expect((await send(app, typed(app, "x"), { headers: { authorization } })).status).toBe(401);
    expect(app.events).toEqual([]);
  });

  it("that is refused leaves nothing on the console", async () => {
    app = await running();
    const printed = vi.spyOn(console, "error").mockImplementation(() => {});
    await send(app, typed(app, "x"), { token: app.microsoft.sign({ claims: { exp: 1 } }) });
    await send(app, typed(app, "x"), {
      token: app.microsoft.sign({ key: "stranger", header: { kid: keys.msteams.kid } }),
    });
    expect(printed).not.toHaveBeenCalled();
  });

  it("is judged by all that it says", () => {
    const claims = {
      iss: issuer,
      aud: appId,
      exp: 2000,
      nbf: 1000,
      serviceurl: "https://smba.trafficmanager.net/amer/",
    };
    const bearer = readBearer(`Bearer ${part({ alg: "RS256", kid: "k" })}.${part(claims)}.c2ln`);
    if (!bearer) throw new Error("not read");
    const expected = { issuer, audience: appId, serviceUrl: claims.serviceurl };
    expect([699, 700, 1500, 2300, 2301].map((now) => claimFault(bearer, expected, now))).toEqual([
      "not-yet-valid",
      undefined,
      undefined,
      undefined,
      "expired",
    ]);
    expect(claimFault(bearer, { ...expected, serviceUrl: "https://smba.trafficmanager.net/emea/" }, 1500)).toBe(
      "wrong-service-url",
    );
  });
});

describe("the keys", () => {
  it.each(["broken", "garbled", "silent"] as const)(
    "that cannot be had (%s) make it 503, in time, and good again later",
    async (behaviour) => {
      app = await running();
      app.microsoft.how.keys = behaviour;
      const started = Date.now();
      expect((await send(app, typed(app, "hello"))).status).toBe(503);
      expect(Date.now() - started).toBeLessThan(2000);
      expect(app.journal.counts).toEqual(["refused teams:no-keys"]);
      app.microsoft.how.keys = "well";
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + pauseAfterFailureMs });
      expect((await send(app, typed(app, "hello"))).status).toBe(200);
    },
  );

  it("are not asked for by a token that is plainly not for us", async () => {
    app = await running();
    await send(app, typed(app, "x"), { token: app.microsoft.sign({ claims: { aud: "another" } }) });
    expect(app.microsoft.called(/meta|keys/)).toEqual([]);
  });

  it("are asked for once by many requests at the same time, and kept", async () => {
    app = await running();
    const all = await Promise.all(Array.from({ length: 8 }, () => send(app, typed(app, "x"))));
    expect(all.map(({ status }) => status)).toEqual(Array(8).fill(200));
    await send(app, typed(app, "x"), { token: app.microsoft.sign({ key: "stranger" }) });
    expect(app.microsoft.called(/keys/)).toHaveLength(1);
  });
});

type Answering = "well" | "broken off" | "html" | "late" | "empty" | "no list" | "too large" | "elsewhere" | "away";

/** A key server whose two addresses can each go wrong, and an adapter that asks it. */
async function withKeyServer() {
  const how = { metadata: "well" as Answering, keys: "well" as Answering, published: [keys.webchat, keys.msteams] };
  let asked = 0;
  const server = createServer((request, response) => {
    const { url: path = "" } = request;
    const isKeys = path.startsWith("/keys");
    if (isKeys) asked += 1;
    const address = `http://${request.headers.host}/keys`;
    const published = how.published.map(({ kid, public: key, endorsements }) => {
      return { ...key.export({ format: "jwk" }), kid, endorsements };
    });
    const well = JSON.stringify(isKeys ? { keys: [...published, { kty: "EC" }, 7] } : { issuer, jwks_uri: address });
    switch (path.endsWith("?well") ? "well" : isKeys ? how.keys : how.metadata) {
      case "well":
        return response.end(well);
      case "broken off":
        response.writeHead(200, { "content-length": well.length }).write(well.slice(0, -20));
        return setTimeout(() => response.destroy(), 20);
      case "html":
        return response.writeHead(200, { "content-type": "text/html" }).end("<html>One moment</html>");
      case "late":
        return response.writeHead(200).write(well.slice(0, 20));
      case "empty":
        return response.end('{"keys":[]}');
      case "no list":
        return response.end('{"keys":{"key-1":{}}}');
      case "too large":
        return response.end(`${well}${" ".repeat(1_100_000)}`);
      case "elsewhere":
        return response.writeHead(302, { location: `${path}?well` }).end();
      case "away":
        return response.writeHead(503).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const clouds = {
    openIdMetadataUrl: `${url}/meta`,
    tokenIssuer: issuer,
    loginUrl: url,
    serviceHosts: `127.0.0.1:${port}`,
  };
  app = await running({ clouds });
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const ask = async (forgery: Forgery = {}) =>
    (await send(app, typed(app, "hello"), { token: app.microsoft.sign(forgery) })).status;
  return { how, ask, clouds, asked: () => asked };
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const close of closing.splice(0)) await close();
});

describe("keys that did not come whole", () => {
  /** Only what the machine's clock says: nothing waits for it. */
  const clock = () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    return (ms: number) => vi.setSystemTime(Date.now() + ms);
  };
  const seconds = 1000;
  const hours = 3_600_000;

  it.each<["metadata" | "keys", Answering]>([
    ["keys", "broken off"],
    ["keys", "html"],
    ["keys", "late"],
    ["keys", "empty"],
    ["keys", "no list"],
    ["keys", "too large"],
    ["keys", "elsewhere"],
    ["keys", "away"],
    ["metadata", "broken off"],
    ["metadata", "html"],
    ["metadata", "elsewhere"],
  ])("once (%s %s) are asked for again soon, and nobody genuine is refused meanwhile", async (which, answering) => {
    const pass = clock();
    const { how, ask, asked } = await withKeyServer();
    how[which] = answering;
    expect(await ask()).toBe(503);
    const before = asked();
    how[which] = "well";
    // Not at once: a key server in trouble is not helped by a request for each of ours.
    expect([await ask(), await ask(), asked()]).toEqual([503, 503, before]);
    pass(3 * seconds);
    expect([await ask(), await ask(), asked()]).toEqual([200, 200, before + 1]);
    expect(app.journal.counts.filter((one) => one.includes("key"))).toEqual(Array(3).fill("refused teams:no-keys"));
    expect(app.journal.lines.filter((line) => line.startsWith("warn teams.keys-not-read"))).toHaveLength(1);
  });

  it("a key that nobody has published is refused by a whole set, without hammering the key server", async () => {
    const pass = clock();
    const { ask, asked } = await withKeyServer();
    const stranger = () => ask({ key: "stranger" });
    expect(await Promise.all(Array.from({ length: 20 }, stranger))).toEqual(Array(20).fill(401));
    pass(50 * 60 * seconds);
    expect([await stranger(), asked()]).toEqual([401, 1]);
    pass(11 * 60 * seconds);
    expect([await stranger(), await stranger(), asked()]).toEqual([401, 401, 2]);
    expect(new Set(app.journal.counts)).toEqual(new Set(["refused teams:unknown-key"]));
  });

  it("an unknown key is not judged where the set that could have it breaks off; who is known comes in", async () => {
    const pass = clock();
    const { how, ask } = await withKeyServer();
    how.published = [keys.webchat];
    expect(await ask({ key: "webchat" })).toBe(401);
    expect(app.journal.counts).toEqual(["refused teams:not-endorsed"]);
    pass(2 * hours);
    how.published = [keys.webchat, keys.msteams];
    how.keys = "broken off";
    expect([await ask(), await ask()]).toEqual([503, 503]);
    pass(3 * seconds);
    expect([await ask(), await ask({ key: "webchat" })]).toEqual([503, 401]);
    how.keys = "well";
    pass(3 * seconds);
    expect([await ask(), await ask({ key: "stranger" })]).toEqual([200, 401]);
  });

  it("are kept for a day, over any trouble of the key server, and a key that is withdrawn then is unknown", async () => {
    const pass = clock();
    const { how, ask, asked } = await withKeyServer();
    expect(await ask()).toBe(200);
    how.keys = "away";
    pass(23 * hours);
    expect([await ask(), asked()]).toEqual([200, 1]);
    pass(2 * hours);
    expect([await ask(), asked()]).toEqual([503, 2]);
    how.keys = "well";
    how.published = [keys.webchat];
    pass(3 * seconds);
    expect([await ask(), asked()]).toEqual([401, 3]);
  });

  it("are asked for once by many requests at the same time, also where they break off", async () => {
    const { how, ask, asked } = await withKeyServer();
    how.keys = "broken off";
    expect(await Promise.all(Array.from({ length: 8 }, () => ask()))).toEqual(Array(8).fill(503));
    expect(asked()).toBe(1);
  });

  it("of one platform are not another's that asks at the same address", async () => {
    const { how, ask, clouds } = await withKeyServer();
    expect(await ask()).toBe(200);
    how.published = [keys.webchat];
    const other = await running({ clouds });
    closing.push(() => other.stop());
    expect((await send(other, typed(other, "hello"))).status).toBe(401);
    expect(await ask()).toBe(200);
  });
});

/** Any way to make a token that is not one of the channel's for us, with what makes it so. */
const forgeries = (): fc.Arbitrary<(app: Running) => string> => {
  const claim = fc.oneof(
    fc.record({ aud: fc.oneof(fc.uuid(), fc.string(), fc.constant(undefined), fc.array(fc.uuid())) }),
    fc.record({ iss: fc.oneof(fc.webUrl(), fc.string(), fc.constant(undefined), fc.constant(`${issuer}/`)) }),
    fc.record({
      exp: fc.oneof(fc.integer({ min: -10, max: nowSeconds() - 301 }), fc.constant("soon"), fc.constant(null)),
    }),
    fc.record({ nbf: fc.integer({ min: nowSeconds() + 400, max: nowSeconds() + 1e9 }) }),
    fc.record({ serviceurl: fc.oneof(fc.webUrl(), fc.string(), fc.constant(undefined), fc.integer()) }),
  );
  const header = fc.oneof(
    fc.record({ alg: fc.constantFrom("none", "None", "HS256", "HS512", "ES256", "PS256", "RS384", "RS512", "") }),
    fc.record({ kid: fc.oneof(fc.string(), fc.constantFrom(keys.webchat.kid, keys.unendorsed.kid, null, 7)) }),
  );
  const claims = claim.map((changed) => (at: Running) => at.microsoft.sign({ claims: changed }));
  const headers = header.map((changed) => (at: Running) => at.microsoft.sign({ header: changed }));
  const strangers = fc
    .tuple(fc.constantFrom(keys.msteams.kid, keys.webchat.kid, "new"), fc.boolean())
    .map(([kid, jwk]) => (at: Running) => {
      const own = jwk ? { jwk: keys.stranger.public.export({ format: "jwk" }) } : {};
      return at.microsoft.sign({ key: "stranger", header: { kid, ...own } });
    });
  const secret = keys.msteams.public.export({ type: "spki", format: "pem" });
  const symmetric = fc.constantFrom("sha256", "sha384", "sha512").map((hash) => (at: Running) => {
    const [, payload] = at.microsoft.sign().split(".");
    const text = `${part({ alg: `HS${hash.slice(3)}`, typ: "JWT", kid: keys.msteams.kid })}.${payload}`;
    return `${text}.${createHmac(hash, secret).update(text).digest("base64url")}`;
  });
  const unsigned = fc.constantFrom("", ".", "AA").map((end) => (at: Running) => {
    const [head, payload] = at.microsoft.sign().split(".");
    return `${head}.${payload}.${end}`;
  });
  const mutated = fc
    .tuple(fc.nat(), fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"))
    .map(
      ([where, letter]) =>
        (at: Running) =>
          mutation(at.microsoft.sign(), where, letter),
    );
  const mixed = fc.constantFrom(0, 1, 2).map((which) => (at: Running) => {
    const parts = at.microsoft.sign().split(".");
    parts[which] = at.microsoft.sign({ claims: { exp: nowSeconds() + 9999 }, key: "webchat" }).split(".")[which] ?? "";
    return parts.join(".");
  });
  const noise = fc.oneof(fc.string(), fc.base64String()).map((text) => () => text.replace(/[^\x21-\x7e]/g, "x") || "x");
  return fc.oneof(claims, headers, strangers, symmetric, unsigned, mutated, mixed, noise);
};

/** One letter is another. Of the last letter of a part some bits mean nothing: those must not be all that changed. */
function mutation(token: string, where: number, letter: string): string {
  for (let i = where % token.length; ; i = (i + 1) % token.length) {
    if (token[i] === ".") continue;
    const changed = `${token.slice(0, i)}${letter}${token.slice(i + 1)}`;
    if (meaning(changed) !== meaning(token)) return changed;
  }
}

const meaning = (token: string): string =>
  token
    .split(".")
    .map((one) => Buffer.from(one, "base64url").toString("hex"))
    .join(".");

describe("whatever is forged", () => {
  it("is answered 401, two thousand times and more, and no event comes of it", async () => {
    app = await running();
    // A connection for each would be most of the work.
    const agent = new Agent({ keepAlive: true, maxSockets: 4 });
    const post = (token: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
        httpRequest(`${app.url}/api/messages`, { method: "POST", headers, agent }, (response) => {
          response.resume().on("end", () => resolve(response.statusCode));
        })
          .on("error", reject)
          .end(JSON.stringify(typed(app, "let me in")));
      });
    expect(await post(app.microsoft.sign())).toBe(200);
    app.events.length = 0;
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(forgeries(), async (forge) => {
        const token = forge(app);
        sent += 1;
        expect([await post(token), token]).toEqual([401, token]);
      }),
      { numRuns: 2400 },
    );
    expect(sent).toBeGreaterThanOrEqual(2000);
    expect(app.events).toEqual([]);
    // None of them has spoiled anything for who comes next.
    expect(await post(app.microsoft.sign())).toBe(200);
    expect(app.events).toHaveLength(1);
    agent.destroy();
  }, 40_000);
});
