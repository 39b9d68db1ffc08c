import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const browserPath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const without = browserPath === undefined;
if (without) console.log("Skipped: the browser tests need Chromium (on Debian: apt-get install chromium).");

/** With PICTURES=docs/pictures the tour leaves its screenshots there. */
const pictures = process.env.PICTURES;

let folder: string;
let program: ChildProcess;
let url: string;
let browser: Browser;
let page: Page;

describe.skipIf(without)("the sandbox, as a newcomer sees it", () => {
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "throughline-browser-"));
    ({ program, url } = await startSandbox(folder));
    browser = await chromium.launch({
      executablePath: browserPath,
      args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    });
    page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
    page.setDefaultTimeout(20_000);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    program?.kill("SIGTERM");
    if (folder !== undefined) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it("has a question to answer after the first press of the clock, as the README says", async () => {
    await page.goto(url);
    await page.getByText("Sample: people and results are invented.").waitFor();
    await page.getByRole("button", { name: "Next check-in" }).click();
    await page.getByRole("list", { name: "Where they went" }).getByRole("button").first().click();
    const question = page.getByRole("article", { name: /^Throughline/ }).last();
    await question.getByRole("button").first().click();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  }, 60_000);

  it("plays a check-in from the heartbeat to the digest, with an error in the form on the way", async () => {
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    await page.getByRole("button", { name: "Got it" }).click();
    await beTheTeacher();
    await untilAsked("What have you seen since?");
    await picture("check-in");

    await message("What have you seen since?").getByRole("button", { name: "Add a result" }).click();
    const form = page.getByRole("dialog", { name: "What happened" });
    await form.getByRole("textbox", { name: "What happened?" }).fill("Most solved it; the word problems held them up.");
    await form.getByRole("textbox", { name: /^How many/ }).fill("45");
    await form.getByRole("textbox", { name: /^Out of how many/ }).fill("25");
    await form.getByRole("button", { name: "Record" }).click();
    await form.getByText("This should be at least the number above (45).").waitFor();
    expect(await form.getByRole("textbox", { name: "What happened?" }).inputValue()).toContain("the word problems");
    await picture("form-error");

    await form.getByRole("textbox", { name: /^How many/ }).fill("25");
    await form.getByRole("textbox", { name: /^Out of how many/ }).fill("45");
    await form.getByRole("button", { name: "Record" }).click();
    await form.waitFor({ state: "hidden" });
    await message("Result: 55.6 % (25 of 45).").waitFor();
    await page.getByRole("button", { name: /^Channel improvement-team/ }).click();
    await message("55.6 % (25 of 45) against a predicted 60 %").waitFor();
    await picture("digest");
    expect(faults).toEqual([]);
  }, 120_000);

  it("turns a sentence typed to the bot into an update", async () => {
    await page.getByRole("button", { name: /^Throughline, direct message/ }).click();
    await page
      .getByRole("textbox", { name: "Message Throughline" })
      .fill("Nine of twelve asked for the word bank again");
    await page.getByRole("button", { name: "Send" }).click();
    await message("Record this for").waitFor();
    await page.getByRole("button", { name: "Record", exact: true }).click();
    await page
      .getByRole("article", { name: /^Throughline/ })
      .filter({ hasText: "Recorded" })
      .filter({ hasText: "Nine of twelve" })
      .waitFor();
    await page.getByRole("button", { name: /^Channel improvement-team/ }).click();
    await message("Nine of twelve asked for the word bank again").waitFor();
  }, 60_000);

  it("fits a phone", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await message("55.6 % (25 of 45) against a predicted 60 %").waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await picture("digest-phone");
    await page.setViewportSize({ width: 1280, height: 860 });
  }, 60_000);
});

/** Somebody in a sample district, whose cycle is being tested and has a prediction. */
async function beTheTeacher(): Promise<void> {
  await page.getByRole("button", { name: /^Sample Valley Unified \(sample\)/ }).click();
  const people = page.getByLabel("You are");
  const teacher = (await people.getByRole("option").allTextContents()).find((name) =>
    name.startsWith("Grade 8 math teacher"),
  );
  await people.selectOption({ label: teacher });
  await page.getByRole("button", { name: /^Throughline, direct message/ }).click();
}

/** Moves the clock from check-in to check-in until this question stands in the open conversation. */
async function untilAsked(question: string): Promise<void> {
  for (let stops = 0; stops < 20; stops++) {
    const shown = await message(question)
      .waitFor({ timeout: 2_000 })
      .then(
        () => true,
        () => false,
      );
    if (shown) return;
    const moved = page.waitForResponse((response) => response.url().endsWith("/sandbox/clock"));
    await page.getByRole("button", { name: "Next check-in" }).click();
    await moved;
  }
  throw new Error(`“${question}” was not asked in 20 check-ins`);
}

function message(text: string) {
  return page
    .getByRole("article", { name: /^Throughline/ })
    .filter({ hasText: text })
    .last();
}

async function picture(name: string): Promise<void> {
  if (pictures !== undefined) await page.screenshot({ path: path.join(pictures, `${name}.png`) });
}

async function startSandbox(cwd: string): Promise<{ program: ChildProcess; url: string }> {
  const { PATH } = process.env;
  const env = { PATH, PORT: "0", DATABASE_URL: `file:${path.join(cwd, "sandbox.db")}` };
  const started = spawn(process.execPath, ["dist/src/cli.js", "start"], { env, stdio: ["ignore", "pipe", "inherit"] });
  const address = await new Promise<string>((resolve, reject) => {
    let out = "";
    started.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      const found = /http:\/\/localhost:\d+/.exec(out)?.[0];
      if (found !== undefined) resolve(found);
    });
    started.on("exit", (code) => reject(new Error(`the program ended with ${code}: ${out}`)));
  });
  return { program: started, url: address };
}
