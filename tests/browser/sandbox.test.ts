import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { picture, startBrowser, withoutBrowser } from "./browser.js";
import { be, message, nextCheckIn, type Sandbox, startSandbox, untilAsked } from "./program.js";

let sandbox: Sandbox;
let browser: Browser;
let page: Page;
const faults: string[] = [];

/** Somebody in a sample district, whom the bot asks next. */
type Played = { platform: string; district: RegExp; person: string; field: string; digest: string; pictures: string };

const onSlack: Played = {
  platform: "Slack",
  district: /^Sample Valley Unified \(sample\), Slack/,
  person: "Grade 8 math teacher",
  field: "Message Throughline",
  digest: "55.6 % (25 of 45) against a predicted 60 %",
  pictures: "",
};

const onTeams: Played = {
  platform: "Teams",
  district: /^Sample Coast Elementary \(sample\), Teams/,
  person: "Reading coach",
  field: "Type a message to Throughline",
  digest: "Pairs who stay together read more.",
  pictures: "teams-",
};

const both = [onSlack, onTeams].map((played) => [played.platform, played] as const);

describe.skipIf(withoutBrowser)("the sandbox, as a newcomer sees it", () => {
  beforeAll(async () => {
    [sandbox, browser] = await Promise.all([startSandbox(), startBrowser()]);
    page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
    page.setDefaultTimeout(20_000);
    page.on("pageerror", (error) => faults.push(error.message));
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await sandbox?.stop();
  });

  it("has a question to answer after the first press of the clock, as the README says", async () => {
    await page.goto(sandbox.url);
    await page.getByText("Sample: people and results are invented.").waitFor();
    await nextCheckIn(page);
    await page.getByRole("list", { name: "Where they went" }).getByRole("button").first().click();
    const question = message(page, "What have you seen since?");
    await question.waitFor();
    await question.getByRole("button").first().click();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Got it" }).click();
  }, 60_000);

  it("plays a check-in on Slack from the heartbeat to the digest, with an error in the form on the way", async () => {
    await be(page, onSlack.district, onSlack.person);
    await untilAsked(page, "What have you seen since?");
    await picture(page, "check-in");
    await message(page, "What have you seen since?").getByRole("button", { name: "Add a result" }).click();
    const form = page.getByRole("dialog", { name: "What happened" });
    const happened = form.getByRole("textbox", { name: "What happened?" });
    await happened.fill("Most solved it; the word problems held them up.");
    await form.getByRole("textbox", { name: /^Result/ }).fill("45 of 25");
    await form.getByRole("button", { name: "Record" }).click();
    await form.getByText("45 is more than 25. Please check the two numbers.").waitFor();
    expect(await happened.inputValue()).toContain("the word problems");
    await picture(page, "form-error");

    await form.getByRole("textbox", { name: /^Result/ }).fill("25 of 45");
    await form.getByRole("button", { name: "Record" }).click();
    await form.waitFor({ state: "hidden" });
    await message(page, "55.6 % (25 of 45).").waitFor();
    await seeDigest(onSlack);
    await picture(page, "digest");
  }, 120_000);

  it("plays a check-in on Teams in the same run, with an error in the dialog on the way", async () => {
    await be(page, onTeams.district, onTeams.person);
    await untilAsked(page, "What did you learn?");
    await picture(page, "teams-check-in");
    await message(page, "What did you learn?").getByRole("button", { name: "Say what you learned" }).click();
    const form = page.getByRole("dialog", { name: "What you learned" });
    const learned = form.getByRole("textbox", { name: /^What did you learn\?/ });
    const change = form.getByRole("radio", { name: "Change it and try again" });
    await learned.fill(onTeams.digest);
    await change.check();
    await form.getByRole("button", { name: "Record" }).click();
    await form.getByText("Please say why in a sentence.").waitFor();
    expect(await learned.inputValue()).toBe(onTeams.digest);
    expect(await change.isChecked()).toBe(true);
    await picture(page, "teams-form-error");

    await form.getByRole("textbox", { name: "Why?" }).fill("Some pairs need a new partner first.");
    await form.getByRole("button", { name: "Record" }).click();
    await form.waitFor({ state: "hidden" });
    await message(page, "Recorded").waitFor();
    await seeDigest(onTeams);
    await picture(page, "teams-digest");
  }, 120_000);

  it("turns a sentence typed to the bot on Slack into an update", async () => {
    await type(onSlack, "Most of them asked for the word bank again");
    await message(page, "Record this for").getByRole("button", { name: "Record", exact: true }).click();
    await message(page, "Most of them").filter({ hasText: "Recorded" }).waitFor();
    await page.getByRole("button", { name: /^Channel improvement-team/ }).click();
    await message(page, "Most of them asked for the word bank again").waitFor();
  }, 60_000);

  it("puts a sentence typed to the bot on Teams into the form of the next test", async () => {
    await type(onTeams, "New partners for four children");
    await message(page, "New partners for four children").getByRole("button", { name: "Open the form" }).click();
    const form = page.getByRole("dialog", { name: "Plan a cycle" });
    const change = form.getByRole("textbox", { name: /^What will you try\?/ });
    await change.waitFor();
    expect(await change.inputValue()).toBe("New partners for four children");
    await form.getByRole("textbox", { name: /^What do you predict\?/ }).fill("Three of the four read every day.");
    await form.getByRole("button", { name: "Record" }).click();
    await form.waitFor({ state: "hidden" });
    await message(page, "New partners for four children").filter({ hasText: "Recorded" }).waitFor();
  }, 60_000);

  it.each(both)(
    "leads from what went out on %s to the message",
    async (platform) => {
      const sent = page.getByRole("region", { name: "What went out" }).getByRole("button");
      await sent
        .filter({ hasText: `${platform}: ` })
        .filter({ hasText: "Check-in" })
        .first()
        .click();
      await page.getByRole("article").last().waitFor();
      expect(page.url()).toContain(`#/${platform.toLowerCase()}:`);
    },
    60_000,
  );

  it.each(both)(
    "fits a phone, on %s, in the light and in the dark",
    async (_, played) => {
      await page.getByRole("button", { name: played.district }).click();
      await page.getByRole("button", { name: /^Channel improvement-team/ }).click();
      await page.setViewportSize({ width: 390, height: 844 });
      await message(page, played.digest).waitFor();
      expect(await pageSize()).toEqual({ width: 390, height: 844 });
      await picture(page, `${played.pictures}digest-phone`);
      await page.emulateMedia({ colorScheme: "dark" });
      await picture(page, `${played.pictures}digest-phone-dark`);
      await page.emulateMedia({ colorScheme: "light" });
      await page.setViewportSize({ width: 1280, height: 860 });
    },
    60_000,
  );

  it("has no fault in the page on the way", () => {
    expect(faults).toEqual([]);
  });
});

/** Of all there is, seen or not: more than the window's would scroll. */
function pageSize(): Promise<{ width: number; height: number }> {
  return page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return { width: scrollWidth, height: scrollHeight };
  });
}

async function type({ district, person, field }: Played, text: string): Promise<void> {
  await be(page, district, person);
  await page.getByRole("textbox", { name: field }).fill(text);
  await page.getByRole("button", { name: "Send" }).click();
}

async function seeDigest({ digest }: Played): Promise<void> {
  await page.getByRole("button", { name: /^Channel improvement-team/ }).click();
  await message(page, digest).waitFor();
  expect(await pageSize()).toEqual({ width: 1280, height: 860 });
}
