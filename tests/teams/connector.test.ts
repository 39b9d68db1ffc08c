import { createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { renderMessages } from "../../adapters/teams/card.js";
import { allowedService, createConnector, serviceHosts } from "../../adapters/teams/connector.js";
import { PlatformError } from "../../src/ports/chat-platform.js";
import { connected, failureOf, fakeService, refusal, type Service, tenant } from "./out-service.js";

const [activity] = renderMessages({ blocks: [{ kind: "text", text: "Half of them" }] });
const thread = "19:general@thread.tacv2;messageid=1700";

const open: { close(): Promise<void> }[] = [];
const service = async (): Promise<Service> => {
  const started = await fakeService();
  open.push(started);
  return started;
};
const connectorTo = (to: Service, token: () => Promise<string> = async () => "a-token", timeoutMs = 300) =>
  createConnector({ token, hosts: serviceHosts(to.hosts), timeoutMs });

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

describe("a request to Teams", () => {
  it("is one POST with the token, to the conversation's address as one part of the path", async () => {
    const to = await service();
    expect(await connectorTo(to).send(to.url, thread, activity)).toEqual({ id: expect.any(String) });
    expect(to.calls).toEqual([
      {
        what: "send",
        method: "POST",
        path: `/amer/${tenant}/v3/conversations/19%3Ageneral%40thread.tacv2%3Bmessageid%3D1700/activities`,
        conversation: thread,
        body: JSON.parse(JSON.stringify(activity)),
        authorization: "Bearer a-token",
      },
    ]);
  });

  it("cannot leave the conversations by an id with slashes or dots in it", async () => {
    const to = await service();
    await connectorTo(to).update(to.url, "../../admin", "a/b?c#d", activity);
    expect(to.calls[0]).toMatchObject({ conversation: "../../admin", activity: "a/b?c#d", what: "update" });
    expect(to.calls[0]?.body).toMatchObject({ type: "message", id: "a/b?c#d" });
  });

  it.each([
    ["a reset", (response: import("node:http").ServerResponse) => response.socket?.resetAndDestroy()],
    ["silence", () => undefined],
    ["half an answer", (response) => response.writeHead(200, { "content-length": "100" }).write('{"id":')],
  ] as [string, (response: import("node:http").ServerResponse) => unknown][])(
    "is made once, and its outcome is not known after %s",
    async (_name, how) => {
      const to = await service();
      to.on("send", (_, response) => {
        how(response);
        return "taken";
      });
      const before = Date.now();
      expect(await failureOf(connectorTo(to).send(to.url, thread, activity))).toMatchObject({ kind: "ambiguous" });
      expect(Date.now() - before).toBeLessThan(2000);
      expect(to.calls).toHaveLength(1);
    },
  );

  it.each([500, 502, 503, 504])("is made once, and its outcome is not known after %i", async (status) => {
    const to = await service();
    to.on("send", refusal(status, "ServiceError"));
    expect(await failureOf(connectorTo(to).send(to.url, thread, activity))).toEqual({
      kind: "ambiguous",
      reason: "ServiceError",
    });
    expect(to.calls).toHaveLength(1);
  });

  it("does not know whether it was posted where the answer names no message", async () => {
    const to = await service();
    to.on("send", () => ({ status: 201, json: {} }));
    expect(await failureOf(connectorTo(to).send(to.url, thread, activity))).toMatchObject({ kind: "ambiguous" });
  });

  it("was not sent where nobody listens", async () => {
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
    const { port } = probe.address() as import("node:net").AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    const host = `127.0.0.1:${port}`;
    const connector = createConnector({ token: async () => "t", hosts: serviceHosts(host), timeoutMs: 300 });
    expect(await failureOf(connector.send(`http://${host}/`, thread, activity))).toEqual({
      kind: "not-sent",
      reason: "ECONNREFUSED",
    });
  });

  it("follows no redirect: the token stays where it was sent", async () => {
    const [to, elsewhere] = [await service(), await service()];
    to.on("send", (_, response) => {
      response.writeHead(307, { location: elsewhere.url }).end();
      return "taken";
    });
    expect(await failureOf(connectorTo(to).send(to.url, thread, activity))).toMatchObject({
      kind: "refused",
      reason: "http-307",
    });
    expect(elsewhere.calls).toEqual([]);
  });

  it("asks for no token where the address is not one of those listed", async () => {
    const [to, elsewhere] = [await service(), await service()];
    let asked = 0;
    const connector = connectorTo(to, async () => `${++asked}`);
    expect(await failureOf(connector.send(elsewhere.url, thread, activity))).toMatchObject({
      kind: "refused",
      reason: "foreign service address",
    });
    expect([asked, elsewhere.calls.length]).toEqual([0, 0]);
  });

  it("was not sent where no token comes, whatever the reason, and quotes nobody", async () => {
    const to = await service();
    const failing = (error: unknown) =>
      failureOf(connectorTo(to, () => Promise.reject(error)).send(to.url, thread, activity));
    expect(await failing(new Error("getaddrinfo"))).toEqual({ kind: "not-sent", reason: "no-token" });
    const expired = Object.assign(new Error("AADSTS7000222: secret x"), { errorCode: "invalid_client" });
    expect(await failing(expired)).toEqual({ kind: "not-sent", reason: "no-token invalid_client" });
    expect(await failing(new PlatformError({ kind: "ambiguous", reason: "timeout" }))).toEqual({
      kind: "not-sent",
      reason: "timeout",
    });
    expect(to.calls).toEqual([]);
  });

  it("was not sent where its token is not taken, and the token is named as no good", async () => {
    const to = await service();
    const refused: string[] = [];
    const hosts = serviceHosts(to.hosts);
    const connector = createConnector({
      token: async () => "a-token",
      refused: (token) => refused.push(token),
      hosts,
      timeoutMs: 300,
    });
    to.on("send", refusal(403, "MessageWritesBlocked"));
    await failureOf(connector.send(to.url, thread, activity));
    expect(refused).toEqual([]);
    to.on("send", refusal(401, "Unauthorized"));
    expect(await failureOf(connector.send(to.url, thread, activity))).toEqual({
      kind: "not-sent",
      reason: "Unauthorized",
    });
    expect(refused).toEqual(["a-token"]);
  });

  it("does not wait for ever for a token", async () => {
    const to = await service();
    const never = connectorTo(to, () => new Promise(() => {}), 50);
    expect(await failureOf(never.send(to.url, thread, activity))).toMatchObject({ kind: "not-sent" });
  });
});

describe("a message on Teams", () => {
  it("that is gone already is removed", async () => {
    const to = await service();
    to.on("delete", refusal(404, "ActivityNotFoundInConversation"));
    await connectorTo(to).remove(to.url, thread, "1700");
    to.on("delete", refusal(404, "ConversationNotFound"));
    expect(await failureOf(connectorTo(to).remove(to.url, thread, "1700"))).toMatchObject({ kind: "unreachable" });
  });

  it("that is gone cannot be edited any more", async () => {
    const to = await service();
    to.on("update", refusal(404, "ActivityNotFoundInConversation"));
    expect(await failureOf(connectorTo(to).update(to.url, thread, "1700", activity))).toMatchObject({
      kind: "unreachable",
      reason: "ActivityNotFoundInConversation",
    });
  });
});

describe("the roster of a team", () => {
  it("comes page by page, one request each", async () => {
    const to = await service();
    to.on("members", ({ path }) => {
      const token = new URLSearchParams(path.split("?")[1]).get("continuationToken");
      const page = token === null ? 1 : Number(token.slice(4));
      return {
        json: { members: [{ id: `29:${page}` }], ...(page < 3 && { continuationToken: `a+/=${page + 1}` }) },
      };
    });
    const ids: string[] = [];
    for await (const { id } of connectorTo(to).members(to.url, "19:general@thread.tacv2")) ids.push(id);
    expect(ids).toEqual(["29:1", "29:2", "29:3"]);
    expect(to.calls.map(({ method }) => method)).toEqual(["GET", "GET", "GET"]);
  });

  it("posts nothing, so that not knowing its outcome is not having sent", async () => {
    const to = await service();
    to.on("members", refusal(502, "ServiceError"));
    const reading = (async () => {
      for await (const _ of connectorTo(to).members(to.url, "19:general@thread.tacv2")) expect.fail();
    })();
    expect(await failureOf(reading)).toEqual({ kind: "not-sent", reason: "ServiceError" });
  });
});

describe("the addresses that a token may go to", () => {
  it.each([
    ["https://smba.trafficmanager.net/amer/", "https://smba.trafficmanager.net/amer"],
    ["https://SMBA.trafficmanager.net/emea", "https://smba.trafficmanager.net/emea"],
    [
      `https://smba.infra.gcc.teams.microsoft.com/gcc/${tenant}/`,
      `https://smba.infra.gcc.teams.microsoft.com/gcc/${tenant}`,
    ],
    ["http://smba.trafficmanager.net/amer/", undefined],
    ["https://smba.trafficmanager.net:8443/amer/", undefined],
    ["https://smba.trafficmanager.net.example.org/", undefined],
    ["https://x.smba.trafficmanager.net/", undefined],
    ["https://smba.trafficmanager.net@example.org/", undefined],
    ["https://someone@smba.trafficmanager.net/", undefined],
    ["https://example.org/smba.trafficmanager.net/", undefined],
    ["http://127.0.0.1:4711/", undefined],
    ["http://169.254.169.254/", undefined],
    ["file:///etc/passwd", undefined],
    ["", undefined],
  ])("%s → %s", (address, allowed) => {
    expect(allowedService(address, serviceHosts())).toBe(allowed);
  });

  it("are this machine's alone where another cloud is set", () => {
    const hosts = serviceHosts("127.0.0.1:4711, localhost:4712");
    expect(allowedService("http://127.0.0.1:4711/amer/", hosts)).toBe("http://127.0.0.1:4711/amer");
    expect(allowedService("http://localhost:4712", hosts)).toBe("http://localhost:4712");
    for (const other of ["http://127.0.0.1:4713/", "https://127.0.0.1:4711/", "https://smba.trafficmanager.net/amer/"])
      expect(allowedService(other, hosts)).toBeUndefined();
  });

  it.each(["example.org:443", "127.0.0.1", "10.0.0.1:80", "127.0.0.1.example.org:80"])("are never %s", (host) => {
    expect(() => serviceHosts(host)).toThrow("TEAMS_SERVICE_HOSTS");
  });
});

describe("a tenant without the app", () => {
  it("is not asked anything", async () => {
    const { out, service: to, tokens } = await connected("none");
    open.push(to);
    const somebody = { platform: "teams", workspace: tenant, user: "u" };
    const card = { card: { blocks: [] }, marker: "m" };
    const there = { platform: "teams", workspace: tenant, channel: "19:x@thread.tacv2" };
    const message = { ...there, message: "1" };
    for (const act of [
      out.sendDirect(somebody, card),
      out.post(there, card),
      out.reply(message, card),
      out.edit(message, card),
      out.remove(message),
      out.personByEmail(there, "a@example.org"),
      out.tell(somebody, card.card),
    ])
      expect(await failureOf(act)).toEqual({ kind: "unreachable", reason: "not-installed" });
    expect([to.calls.length, tokens()]).toEqual([0, 0]);
  });
});
