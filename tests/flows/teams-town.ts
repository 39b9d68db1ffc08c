import { randomBytes } from "node:crypto";
import { startTeamsCloud } from "../../adapters/sandbox/teams-cloud/index.js";
import { ground, type Town, until } from "./town.js";

const tenant = "7e900000-0000-4000-8000-000000000001";
/** The bot lives in the network's tenant; the district's is another one. */
const home = "7e900000-0000-4000-8000-00000000f000";
const appId = "7e900000-0000-4000-8000-0000000000ff";
const [lead, principal, guest, admin] = ["a1", "a2", "a3", "a9"].map(
  (last) => `7e900000-0000-4000-8000-0000000000${last}`,
) as [string, string, string, string];
const team = "19:improvement-team@thread.tacv2";

/** The district's tenant: the app is added to its team, and by the administrator for herself. */
export async function openTeamsTown(): Promise<Town> {
  const { appUrl, folder, environment, cli, clear } = await ground();
  const appPassword = "a-password";
  const cloud = await startTeamsCloud({
    appId,
    appPassword,
    homeTenant: home,
    appUrl: () => appUrl,
    retryDelaysMs: [100, 300, 500],
    tenants: [
      {
        id: tenant,
        name: "Example Valley Unified",
        people: [
          { id: lead, name: "Team lead, Example Valley", email: "lead@valley.example.org" },
          { id: principal, name: "Principal, Example Valley", email: "principal@valley.example.org" },
          { id: guest, name: "Visitor", email: "grade3@valley.example.org", guest: true },
          { id: admin, name: "Network administrator", email: "admin@network.example.org" },
        ],
        teams: [{ id: team, name: "Improvement team", members: [lead, principal, guest], channels: [] }],
      },
    ],
  });
  Object.assign(environment, {
    MicrosoftAppId: appId,
    MicrosoftAppPassword: appPassword,
    MicrosoftAppTenantId: home,
    MicrosoftAppType: "SingleTenant",
    THROUGHLINE_KEY: randomBytes(32).toString("base64"),
    TEAMS_OPENID_METADATA_URL: cloud.openIdMetadataUrl,
    TEAMS_TOKEN_ISSUER: cloud.tokenIssuer,
    TEAMS_LOGIN_URL: cloud.loginUrl,
    TEAMS_SERVICE_HOSTS: cloud.serviceHosts,
  });
  const chat = cloud.personal(tenant, lead);
  const messages = (where: "lead" | "channel") =>
    cloud.messages(tenant, where === "lead" ? chat : team).filter((one) => one.ownBot && !one.deleted);

  return {
    folder,
    environment,
    cli,
    async typesCode(code) {
      await cloud.addToTeam(tenant, lead, team);
      await cloud.addForPerson(tenant, admin);
      await cloud.say(tenant, admin, "bot", `link ${code}`);
    },
    linksChannel: () => cloud.say(tenant, lead, team, "link here", { mention: true }),
    async opens(label) {
      const asked = messages("lead").findLast(({ card }) => JSON.stringify(card).includes(`"${label}"`));
      const { problem } = await cloud.press(tenant, lead, { channel: chat, message: asked?.id ?? "" }, label);
      if (problem !== undefined) throw new Error(`nothing opened: ${problem}`);
      const dialog = await until("the form", () => cloud.dialogs(tenant, lead)[0]);
      return {
        async send(answers) {
          return { closed: (await cloud.submit(tenant, lead, dialog.id, answers)).outcome === "closed" };
        },
      };
    },
    async writes(who) {
      const person = who === "lead" ? lead : principal;
      await cloud.say(tenant, person, "bot", "update");
      const place = cloud.personal(tenant, person);
      const label = /"(Plan it|Record something)"/;
      const asked = await until("the button", () => {
        const found = cloud.messages(tenant, place).at(-1);
        return found?.ownBot && label.test(JSON.stringify(found.card)) && found;
      });
      const button = label.exec(JSON.stringify(asked.card))?.[1] ?? "";
      const { problem } = await cloud.press(tenant, person, { channel: place, message: asked.id }, button);
      if (problem !== undefined) throw new Error(`nothing opened: ${problem}`);
      const dialog = await until("the form", () => cloud.dialogs(tenant, person)[0]);
      return {
        shows: () => JSON.stringify(cloud.dialogs(tenant, person).find(({ id }) => id === dialog.id) ?? "nothing"),
        async send(answers) {
          return { closed: (await cloud.submit(tenant, person, dialog.id, answers)).outcome === "closed" };
        },
      };
    },
    says: (text) => cloud.say(tenant, lead, "bot", text),
    async forges(text) {
      const body = JSON.stringify({
        type: "message",
        text,
        serviceUrl: cloud.serviceUrl(tenant),
        channelId: "msteams",
      });
      const tokens = [
        cloud.sign({ key: "foreign" }),
        cloud.sign({ alg: "none" }),
        Buffer.from(text).toString("base64"),
        "",
      ];
      const statuses: (number | undefined)[] = [];
      for (const token of tokens)
        statuses.push((await cloud.post(body, { authorization: token === "" ? "" : `Bearer ${token}` })).status);
      for (const signed of [`{"type": "message", "text": "${text}`, `{"type": "${text}"}`, body])
        statuses.push((await cloud.post(signed)).status);
      return statuses;
    },
    answersWith(...how) {
      for (const one of how)
        cloud.failNext({
          method: "send",
          when: one === "silent" ? "after" : "before",
          how: one === "refused" ? { status: 400, code: "BadArgument", message: "Bad card" } : one,
        });
    },
    said: (where) => messages(where).map(({ summary = "" }) => summary),
    async close() {
      await cloud.stop();
      await clear();
    },
  };
}
