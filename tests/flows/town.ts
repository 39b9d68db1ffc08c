import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

/**
 * A district in a simulated cloud, an empty database and the built program: what somebody has who begins for real.
 * Times are handed to the program; the cloud lives by the machine's.
 */
export type Town = {
  /** Of this town alone; the database is in it. */
  folder: string;
  environment: Record<string, string>;
  /** `throughline …` as a command of its own. */
  cli(...args: string[]): Promise<string>;
  /** The network's administrator, who has the app, types the code that she was given. */
  typesCode(code: string): Promise<unknown>;
  /** The team lead tells the bot, in the team's channel, that this is the place. */
  linksChannel(): Promise<unknown>;
  /** The team lead presses the button with these words. Answers what she can fill in then. */
  opens(label: string): Promise<{ send(answers: Record<string, string>): Promise<{ closed: boolean }> }>;
  /** She says that she has an update, and gets the form for it. */
  writes(who: Writer): Promise<OpenForm>;
  /** The team lead writes to the bot, in their own conversation. */
  says(text: string): Promise<unknown>;
  /** Requests with this text in them that are forged or cannot be read; how they were answered. */
  forges(text: string): Promise<(number | undefined)[]>;
  /** How the platform answers the next messages of the bot, one after the other. */
  answersWith(...how: ("500" | "429" | "silent" | "refused")[]): void;
  /** What notifications say of the bot's messages to the lead, or of those in the channel, oldest first. */
  said(where: "lead" | "channel"): string[];
  close(): Promise<void>;
};

export type Writer = "lead" | "principal";

/** A form on her screen. `shows`: all of it, as the platform has it; `send` leaves what is not given as it stands there. */
export type OpenForm = { shows(): string; send(answers: Record<string, string>): Promise<{ closed: boolean }> };

/** What every town stands on. */
export async function ground() {
  const folder = await mkdtemp(path.join(os.tmpdir(), "throughline-town-"));
  const port = await freePort();
  const environment: Record<string, string> = {
    PORT: `${port}`,
    HOST: "127.0.0.1",
    DATABASE_URL: `file:${path.join(folder, "town.db")}`,
    LOG_LEVEL: "silent",
  };
  return {
    appUrl: `http://127.0.0.1:${port}`,
    folder,
    environment,
    async cli(...args: string[]): Promise<string> {
      const { PATH } = process.env;
      const env = { PATH, ...environment };
      const { stdout } = await promisify(execFile)(process.execPath, ["dist/src/cli.js", ...args], { env });
      return stdout;
    },
    clear: () => rm(folder, { recursive: true, force: true }),
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
