import { startSlackCloud } from "../../adapters/sandbox/slack-cloud/index.js";
import { ground, type Town, until } from "./town.js";

/** The district's Slack workspace, with one bot token for it. */
export async function openSlackTown(): Promise<Town> {
  const { appUrl, folder, environment, cli, clear } = await ground();
  const signingSecret = "a-signing-secret";
  const cloud = await startSlackCloud({
    signingSecret,
    appUrl: () => appUrl,
    retryDelaysMs: [100, 300, 500],
    workspaces: [
      {
        id: "T1",
        name: "Example Valley Unified",
        botToken: "xoxb-town",
        users: [
          { id: "U1", name: "lead", realName: "Team lead, Example Valley", email: "lead@valley.example.org" },
          { id: "U2", name: "principal", realName: "Principal, Example Valley", email: "principal@valley.example.org" },
          { id: "U3", name: "guest", realName: "Visitor", email: "grade3@valley.example.org", restricted: true },
          { id: "U9", name: "admin", realName: "Network administrator", email: "admin@network.example.org" },
        ],
        channels: [{ id: "C1", name: "improvement-team", members: ["U1", "U2", "U3", "bot"] }],
      },
    ],
  });
  Object.assign(environment, {
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: "xoxb-town",
    SLACK_API_URL: cloud.apiUrl,
  });
  const lead = cloud.dm("T1", "U1");
  const messages = (where: "lead" | "channel") =>
    cloud
      .messages("T1", where === "lead" ? lead : "C1")
      .filter((one) => one.ownBot && !one.deleted && one.ephemeralTo === undefined);

  return {
    folder,
    environment,
    cli,
    typesCode: (code) => cloud.command("T1", "U9", cloud.dm("T1", "U9"), `/throughline link ${code}`),
    linksChannel: () => cloud.command("T1", "U1", "C1", "/throughline link here"),
    async opens(label) {
      const message = messages("lead").findLast(({ blocks }) => JSON.stringify(blocks).includes(`"${label}"`));
      await cloud.press("T1", "U1", { channel: lead, ts: message?.ts ?? "" }, label);
      const form = await until("the form", () => cloud.views("T1", "U1")[0]);
      return {
        async send(answers) {
          return { closed: (await cloud.submit("T1", "U1", form.id, answers)).outcome === "closed" };
        },
      };
    },
    async writes(who) {
      const user = who === "lead" ? "U1" : "U2";
      await cloud.command("T1", user, cloud.dm("T1", user), "/throughline update");
      const form = await until("the form", () => cloud.views("T1", user)[0]);
      return {
        shows: () => JSON.stringify(cloud.views("T1", user).find(({ id }) => id === form.id) ?? "nothing"),
        async send(answers) {
          return { closed: (await cloud.submit("T1", user, form.id, answers)).outcome === "closed" };
        },
      };
    },
    says: (text) => cloud.say("T1", "U1", lead, text),
    async forges(text) {
      const body = JSON.stringify({ type: "event_callback", event: { type: "message", text } });
      const stale = cloud.sign(body, { timestamp: 1_700_000_000 });
      const requests = [cloud.sign(body, { secret: text }), stale, { "content-type": "application/json" }];
      const statuses: (number | undefined)[] = [];
      for (const headers of requests)
        statuses.push((await fetch(`${appUrl}/slack/events`, { method: "POST", headers, body })).status);
      for (const signed of [`{"type": "event_callback", "text": "${text}`, `{"type": "${text}"}`, body])
        statuses.push((await cloud.post("application/json", signed)).status);
      return statuses;
    },
    answersWith(...how) {
      for (const one of how)
        cloud.failNext({
          method: "chat.postMessage",
          when: one === "silent" ? "after" : "before",
          how: one === "refused" ? { error: "invalid_blocks" } : one,
        });
    },
    said: (where) => messages(where).map(({ text }) => text),
    async close() {
      await cloud.stop();
      await clear();
    },
  };
}
