import { describe, expect, it } from "vitest";
import { cardProblems } from "../../adapters/sandbox/teams-cloud/cards.js";
import { createConnector, serviceHosts } from "../../adapters/teams/connector.js";
import { createTeamsPlatform } from "../../adapters/teams/index.js";
import { createOut } from "../../adapters/teams/outbound.js";
import { credentialsOf } from "../../adapters/teams/tenants.js";
import { longText, wholeCard } from "../conformance/samples.js";
import {
  appId,
  appPassword,
  channel,
  coach,
  home,
  lead,
  oakfield,
  start,
  teacher,
  team,
  visitor,
} from "../teams-cloud/world.js";
import { failureOf, journalOf } from "./out-service.js";
import { shownLines } from "./out-shown.js";

async function connected() {
  const { cloud } = await start({ rateLimits: false });
  const { journal, lines } = journalOf();
  const connector = createConnector({
    token: async () => cloud.accessToken(),
    hosts: serviceHosts(cloud.serviceHosts),
    timeoutMs: 2000,
  });
  const stored = credentialsOf({ serviceUrl: cloud.serviceUrl(oakfield), teams: [team] });
  const out = createOut({ connector, credentials: { find: async () => stored }, appId, journal });
  const shown = (where: string) =>
    cloud.messages(oakfield, where).flatMap(({ card, deleted }) => {
      expect(cardProblems(card ?? null)).toEqual([]);
      return deleted ? [] : shownLines((card as { body: [] }).body);
    });
  return { cloud, out, lines, shown };
}

const person = (user: string) => ({ platform: "teams", workspace: oakfield, user });
const there = { platform: "teams", workspace: oakfield, channel };
const message = (card = wholeCard) => ({ card, marker: "outbox-1" });
const words = (text: string) => message({ blocks: [{ kind: "quote", text }] });

describe("a message through the simulated Teams", () => {
  it("reaches a person, is edited in place and taken back", async () => {
    const { cloud, out, shown } = await connected();
    const ref = await out.sendDirect(person(lead), message());
    expect(ref.channel).toBe(cloud.personal(oakfield, lead));
    expect(shown(ref.channel)).toContain("Exit tickets in 8th-grade math & more");
    expect(await out.edit(ref, words("Recorded"))).toEqual(ref);
    expect(shown(ref.channel)).toEqual(["Recorded"]);
    await out.remove(ref);
    await out.remove(ref);
    expect(shown(ref.channel)).toEqual([]);
    expect(await failureOf(out.edit(ref, words("Late")))).toMatchObject({ kind: "unreachable" });
  });

  it("stands whole in its thread in a channel, shrinks and grows by an edit, and goes whole", async () => {
    const { cloud, out, lines, shown } = await connected();
    const ref = await out.post(there, words(longText));
    const [root, ...rest] = ref.message.split(",");
    expect(shown(channel)).toEqual(longText.split("\n"));
    expect(cloud.messages(oakfield, channel).map(({ thread }) => thread)).toEqual([undefined, ...rest.map(() => root)]);
    const short = await out.edit(ref, words("Shorter"));
    expect([short.message, shown(channel)]).toEqual([root, ["Shorter"]]);
    const again = await out.edit(short, words(longText));
    expect(shown(channel)).toEqual(longText.split("\n"));
    const answer = await out.reply(again, words("An answer"));
    expect(answer.thread).toBe(root);
    await out.remove(again);
    expect(shown(channel)).toEqual(["An answer"]);
    expect(lines).toEqual([]);
  });

  it("does not reach somebody who has blocked the bot", async () => {
    const { cloud, out } = await connected();
    const ref = await out.sendDirect(person(lead), words("One"));
    cloud.block(oakfield, lead);
    expect(await failureOf(out.sendDirect({ ...person(lead), direct: ref.channel }, words("Two")))).toEqual({
      kind: "unreachable",
      reason: "MessageWritesBlocked",
    });
  });

  it("finds full members by e-mail, and neither guests nor people of other tenants", async () => {
    const { out } = await connected();
    const find = (email: string) => out.personByEmail({ platform: "teams", workspace: oakfield }, email);
    expect(await find("TEACHER@oakfield.example")).toEqual(person(teacher));
    expect([await find("coach@coaching.example"), await find("lead@riverside.example")]).toEqual([
      undefined,
      undefined,
    ]);
    expect([coach, visitor]).not.toContain(teacher);
  });
});

describe("a token that Teams does not take any more", () => {
  async function platformOf() {
    const { cloud } = await start({ rateLimits: false });
    const { journal, lines } = journalOf();
    const stored = credentialsOf({ serviceUrl: cloud.serviceUrl(oakfield), teams: [team] });
    const { openIdMetadataUrl, tokenIssuer, loginUrl, serviceHosts } = cloud;
    const platform = createTeamsPlatform({
      appId,
      appPassword,
      tenantId: home,
      credentials: { find: async () => stored },
      journal,
      clouds: { openIdMetadataUrl, tokenIssuer, loginUrl, serviceHosts },
    });
    const said = () => platform.sendDirect(person(lead), words("One"));
    const many = <T>(act: () => Promise<T>) => Promise.all(Array.from({ length: 5 }, act));
    const tokens = () => cloud.calls("token").length;
    return { cloud, lines, said, many, tokens };
  }
  const unauthorized = { status: 401, code: "Unauthorized" };

  it("means that nothing was sent, and the next attempt comes with another, asked for once", async () => {
    const { cloud, lines, said, many, tokens } = await platformOf();
    await said();
    cloud.expireTokens();
    expect(await many(() => failureOf(said()))).toEqual(
      Array(5).fill({ kind: "not-sent", reason: expect.stringMatching(/^\S+$/) }),
    );
    expect([tokens(), cloud.messages(oakfield, "bot", { as: lead }).length]).toEqual([1, 1]);
    await many(said);
    expect([tokens(), cloud.messages(oakfield, "bot", { as: lead }).length]).toEqual([2, 6]);
    await said();
    expect([tokens(), lines]).toEqual([2, []]);
  });

  it("is renewed each time", async () => {
    const { cloud, said, tokens } = await platformOf();
    for (let i = 1; i <= 3; i += 1) {
      await said();
      expect(tokens()).toBe(i);
      cloud.expireTokens();
      expect((await failureOf(said())).kind).toBe("not-sent");
    }
    await said();
  });

  it("though it is new is told to the operator, once for all that went out with it, and asked for again", async () => {
    const { cloud, lines, said, many, tokens } = await platformOf();
    await said();
    cloud.failNext({ method: "send", when: "before", how: unauthorized, times: 6 });
    expect(await failureOf(said())).toEqual({ kind: "not-sent", reason: "Unauthorized" });
    expect(lines).toEqual([]);
    await many(() => failureOf(said()));
    expect(lines).toEqual([
      expect.stringMatching(/^error teams.fresh-token-refused .*MicrosoftAppPassword.*MicrosoftAppTenantId/),
    ]);
    await many(said);
    expect([tokens(), lines.length]).toEqual([3, 1]);
  });
});
