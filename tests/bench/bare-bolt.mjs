// What the submit path is measured against: Bolt with its own receiver and a handler that does nothing but acknowledge.
import { App, HTTPReceiver } from "@slack/bolt";

const receiver = new HTTPReceiver({ signingSecret: process.env.SLACK_SIGNING_SECRET ?? "" });
const app = new App({
  receiver,
  convoStore: false,
  authorize: async () => ({ botToken: "xoxb-bare", botId: "B1", botUserId: "U1" }),
});
app.view("update", ({ ack }) => ack());
const server = await app.start({ port: 0, host: "127.0.0.1" });
console.log(`http://127.0.0.1:${server.address().port}`);
process.once("SIGTERM", () => process.exit(0));
