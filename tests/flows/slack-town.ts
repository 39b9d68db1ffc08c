import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { type Message, startSlackCloud } from "../../adapters/sandbox/slack-cloud/index.js";

/**
 * A district's Slack workspace in the simulated cloud, an empty database and the built program: what somebody has who
 * begins for real. Times are handed to the program; the cloud lives by the machine's.
 */
export async function openTown() {
  const folder = await mkdtemp(path.join(os.tmpdir(), "throughline-town-"));
  const port = await freePort();
  const signingSecret = "a-signing-secret";
  const cloud = await startSlackCloud({
    signingSecret,
    appUrl: () => `http://127.0.0.1:${port}`,
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
  const environment = {
    PORT: `${port}`,
    HOST: "127.0.0.1",
    DATABASE_URL: `file:${path.join(folder, "town.db")}`,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: "xoxb-town",
    SLACK_API_URL: cloud.apiUrl,
    LOG_LEVEL: "silent",
  };

  return {
    cloud,
    folder,
    environment,
    /** `throughline …` as a command of its own. */
    cli: async (...args: string[]) => {
      const { PATH } = process.env;
      const { stdout } = await promisify(execFile)(process.execPath, ["dist/src/cli.js", ...args], {
        env: { PATH, ...environment },
      });
      return stdout;
    },
    /** What the bot has posted in the lead's private conversation or in the channel, oldest first. */
    said: (where: "lead" | "channel"): Message[] =>
      cloud
        .messages("T1", where === "lead" ? cloud.dm("T1", "U1") : "C1")
        .filter((one) => one.ownBot && !one.deleted && one.ephemeralTo === undefined),
    async close(): Promise<void> {
      await cloud.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function until<T>(what: string, look: () => T | undefined | false, forMs = 10_000): Promise<T> {
  const end = Date.now() + forMs;
  for (;;) {
    const found = look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
