import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";

export type Sandbox = { url: string; stop(): Promise<void> };

/** The built program in a folder of its own, as `npm start` runs it. */
export async function startSandbox(): Promise<Sandbox> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "throughline-browser-"));
  const { PATH } = process.env;
  const env = { PATH, PORT: "0", DATABASE_URL: `file:${path.join(folder, "sandbox.db")}` };
  const program = spawn(process.execPath, ["dist/src/cli.js", "start"], { env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve) => program.on("exit", () => resolve()));
  return {
    url: await addressOf(program),
    async stop() {
      program.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function addressOf(program: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let out = "";
    program.stdout?.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      const found = /http:\/\/localhost:\d+/.exec(out)?.[0];
      if (found !== undefined) resolve(found);
    });
    program.on("exit", (code) => reject(new Error(`the program ended with ${code}: ${out}`)));
  });
}

/** A message of the bot in the open conversation. */
export function message(page: Page, text: string) {
  return page
    .getByRole("article", { name: /^Throughline/ })
    .filter({ hasText: text })
    .last();
}

/** Moves the clock to the next check-in. Resolves when everything that fell due has been sent. */
export async function nextCheckIn(page: Page): Promise<void> {
  const moved = page.waitForResponse((response) => response.url().endsWith("/sandbox/clock"));
  await page.getByRole("button", { name: "Next check-in" }).click();
  await moved;
}

/** Plays somebody in a district, in her conversation with the bot. */
export async function be(page: Page, district: RegExp, person: string): Promise<void> {
  await page.getByRole("button", { name: district }).click();
  const people = page.getByLabel("You are");
  const label = (await people.getByRole("option").allTextContents()).find((name) => name.startsWith(person));
  if (label === undefined) throw new Error(`there is no ${person}`);
  await people.selectOption({ label });
  await page.getByRole("button", { name: /^Throughline, (direct message|chat)/ }).click();
}

/** Moves the clock from check-in to check-in until this question stands in the open conversation. */
export async function untilAsked(page: Page, question: string): Promise<void> {
  for (let stops = 0; stops < 20; stops++) {
    const shown = await message(page, question)
      .waitFor({ timeout: 700 })
      .then(
        () => true,
        () => false,
      );
    if (shown) return;
    await nextCheckIn(page);
  }
  throw new Error(`“${question}” was not asked in 20 check-ins`);
}
