import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { teamsCloudOnPage } from "../../adapters/sandbox/page/teams-content.js";
import { renderMessages } from "../../adapters/teams/card.js";
import { formDialog, type Kept } from "../../adapters/teams/form.js";
import { exampleCharts } from "../../scripts/gallery/charts.js";
import { withPictureLinks } from "../../src/app/pictures.js";
import type { Chart } from "../../src/core/measure/charts.js";
import { pictureOf } from "../../src/core/measure/picture.js";
import type { Card } from "../../src/core/ui/card.js";
import type { Form } from "../../src/core/ui/form.js";
import { createDraw } from "../../src/pictures/draw.js";
import { createPictureLinks } from "../../src/pictures/links.js";
import { createPictureRoute } from "../../src/pictures/route.js";
import { startPage } from "../page/page-under-test.js";
import { type Answer, coach, exitTickets, lead, startTown, type Town, tenant } from "../page/teams-town.js";
import { startBrowser, withoutBrowser } from "./browser.js";

let browser: Browser;
let page: Page;
let town: Town;
let served: Awaited<ReturnType<typeof startPage>>;
let faults: string[];

const form: Form = {
  id: "update",
  title: "What happened",
  submit: "Record",
  fields: [
    { kind: "note", text: "**Exit tickets in 8th-grade math**" },
    {
      kind: "long",
      name: "happened",
      label: "What happened?",
      hint: "One or two sentences are enough.",
      required: true,
    },
    { kind: "number", name: "count", label: "How many?", hint: "A rough count helps." },
    { kind: "date", name: "observedOn", label: "On which day?", value: "2025-10-14" },
    {
      kind: "choice",
      name: "next",
      label: "Where are you now?",
      options: [
        { value: "do", label: "Still testing" },
        { value: "study", label: "Ready to look at it together" },
      ],
    },
  ],
};

const question: Card = {
  heading: "What have you seen since?",
  blocks: [
    { kind: "quote", text: "The *word problems* held them up <b>again</b>" },
    {
      kind: "buttons",
      buttons: [
        { label: "Add a result", action: { do: "update", cycle: "c1" } },
        { label: "Later", action: { do: "later", prompt: "p1" } },
      ],
    },
  ],
};

const chart = exampleCharts["prediction-against-result"] as Chart;
const links = createPictureLinks({ key: undefined, publicUrl: "http://localhost:3000", now: () => new Date() });

const cardOf = (card: Card) => renderMessages(card)[0].attachments[0].content;

function shows(kept?: Kept): Answer {
  return { status: 200, json: { task: { type: "continue", value: formDialog(form, {}, kept) } } };
}

describe.skipIf(withoutBrowser)("a tenant on the sandbox page", () => {
  beforeAll(async () => {
    browser = await startBrowser();
  }, 60_000);

  afterAll(() => browser?.close());

  beforeEach(async () => {
    town = await startTown();
    served = await startPage({
      clouds: [teamsCloudOnPage(town.cloud, { now: () => new Date("2025-10-14T22:30:00Z") })],
      assets: path.resolve("dist/page"),
      routes: createPictureRoute({ links, chartFor: async () => chart, draw: createDraw() }),
      about: {
        notice: "Sample",
        timeZone: "America/Los_Angeles",
        words: [{ word: "status", what: "Where your cycles are" }],
      },
    });
    page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
    page.setDefaultTimeout(10_000);
    faults = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().includes("status of 4")) faults.push(message.text());
    });
  });

  afterEach(async () => {
    await page.close();
    served.page.close();
    await served.server.close();
    await town.stop();
    expect(faults).toEqual([]);
  });

  it("opens a dialog at its first question, and holds it back itself while a required one is empty", async () => {
    const dialog = await openDialog();
    const happened = dialog.getByRole("textbox", { name: /^What happened\?/ });
    expect(await isFocused(happened)).toBe(true);
    const before = town.heard.length;
    await record();
    await dialog.getByText("Please fill this in.").waitFor();
    expect(await happened.getAttribute("aria-invalid")).toBe("true");
    expect(await happened.getAttribute("aria-required")).toBe("true");
    expect(await isFocused(happened)).toBe(true);
    expect(town.heard).toHaveLength(before);
    await happened.fill("It worked");
    await dialog.getByText("Please fill this in.").waitFor({ state: "hidden" });
    expect(await happened.getAttribute("aria-invalid")).toBe("false");
  });

  it("shows the error that the app's card has below a field, with what was typed, and goes to that field", async () => {
    const dialog = await openDialog();
    await fill("It worked", "many");
    town.answer = (activity) => {
      const { happened = "", count = "" } = (activity.value?.data ?? {}) as Record<string, string>;
      return shows({ errors: { count: "Please type one number." }, values: { happened, count } });
    };
    await record();
    await dialog.getByText("Please type one number.").waitFor();
    const count = dialog.getByRole("textbox", { name: "How many?" });
    expect(await count.inputValue()).toBe("many");
    expect(await dialog.getByRole("textbox", { name: /^What happened\?/ }).inputValue()).toBe("It worked");
    expect(await isFocused(count)).toBe(true);
    expect(await count.getAttribute("aria-invalid")).toBe("true");
    expect(await described(count)).toEqual(["Please type one number.", "A rough count helps."]);
  });

  it("keeps a dialog that could not be saved, with its values, and says so", async () => {
    const dialog = await openDialog();
    await fill("It worked", "25");
    town.answer = () => ({ status: 500 });
    await record();
    await dialog.getByRole("alert").waitFor();
    expect(await dialog.getByRole("alert").textContent()).toContain("Unable to reach app");
    const happened = dialog.getByRole("textbox", { name: /^What happened\?/ });
    expect(await happened.inputValue()).toBe("It worked");
    await page.reload();
    expect(await happened.inputValue()).toBe("It worked");
    town.answer = () => ({ status: 200 });
    await record();
    await dialog.waitFor({ state: "hidden" });
  });

  it("sends once while the app is thinking, and says that it is busy", async () => {
    const dialog = await openDialog();
    await fill("It worked", "25");
    const before = town.heard.length;
    let go = () => {};
    town.answer = () => new Promise((resolve) => (go = () => resolve({ status: 200 })));
    const button = dialog.getByRole("button", { name: "Record" });
    await button.click();
    await expect.poll(() => button.getAttribute("aria-disabled")).toBe("true");
    await button.click({ force: true });
    await expect.poll(() => town.heard.length).toBe(before + 1);
    expect(await dialog.getAttribute("aria-busy")).toBe("true");
    go();
    await dialog.waitFor({ state: "hidden" });
    expect(town.heard).toHaveLength(before + 1);
    expect(town.heard.at(-1)).toMatchObject({
      name: "task/submit",
      value: { data: { happened: "It worked", count: "25", observedOn: "2025-10-14" } },
    });
  });

  it("says what the app says in place of the dialog, and gives the focus back when it is closed", async () => {
    const dialog = await openDialog();
    await fill("It worked", "25");
    town.answer = () => ({ status: 200, json: { task: { type: "message", value: "This cycle is closed." } } });
    await record();
    await dialog.getByText("This cycle is closed.").waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    expect(await isFocused(page.getByRole("button", { name: "Add a result" }))).toBe(true);
  });

  it("closes a dialog by the keyboard, without a word to the app", async () => {
    const dialog = await openDialog();
    const before = town.heard.length;
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    expect(town.heard).toHaveLength(before);
    expect(await isFocused(page.getByRole("button", { name: "Add a result" }))).toBe(true);
  });

  it("says below a card when the app does not answer its button, and draws the card anew when it is changed", async () => {
    const message = await town.post({ person: lead }, cardOf(question));
    await goTo(lead);
    town.answer = () => ({ status: 500 });
    await page.getByRole("button", { name: "Later" }).click();
    await page.getByText("Unable to reach app. Please try again.").waitFor();
    await town.rewrite(lead, message, cardOf({ heading: "Asked again on Thursday", blocks: [] }));
    await page.getByRole("heading", { name: "Asked again on Thursday" }).waitFor();
    await page
      .getByRole("article", { name: /^Throughline/ })
      .getByText("Edited")
      .waitFor();
    expect(await page.getByRole("button", { name: "Later" }).count()).toBe(0);
  });

  it("presses the one that is meant of several buttons with the same words", async () => {
    const edit = (update: string) => ({
      kind: "buttons" as const,
      buttons: [{ label: "Edit", action: { do: "edit-update" as const, update } }],
    });
    await town.post({ person: lead }, cardOf({ blocks: [edit("update-1"), edit("update-2")] }));
    await goTo(lead);
    const before = town.heard.length;
    await page.getByRole("button", { name: "Edit" }).nth(1).click();
    await expect.poll(() => town.heard.length).toBe(before + 1);
    expect(JSON.stringify(town.heard.at(-1))).toContain("update-2");
  });

  it("makes nothing of people's text but text", async () => {
    await town.post({ person: lead }, cardOf(question));
    await town.post(
      { person: lead },
      {
        type: "AdaptiveCard",
        version: "1.5",
        body: [
          {
            type: "TextBlock",
            text: "<img src=x onerror=\"document.title='taken'\"> [here](javascript:alert(1)) **bold**",
          },
          { type: "FactSet", facts: [{ title: "<i>a</i>", value: "<script>1</script>" }] },
        ],
      },
    );
    await goTo(lead);
    await page.getByText("The *word problems* held them up <b>again</b>").waitFor();
    const card = page.getByRole("article", { name: /^Throughline/ }).last();
    expect(await card.locator("strong").textContent()).toBe("bold");
    expect(await card.locator("img, script, a, i").count()).toBe(0);
    expect(await page.title()).not.toContain("taken");
  });

  it("loads a picture by its signed address, and says the same to a screen reader", async () => {
    const picture = pictureOf(chart, { networkId: "n", cycleId: "c", measureId: null, audience: "team" });
    await town.post({ person: lead }, cardOf(withPictureLinks({ blocks: [picture] }, links.link)));
    await goTo(lead);
    const image = page
      .getByRole("article", { name: /^Throughline/ })
      .getByRole("img", { name: /^Prediction against result: / });
    await image.waitFor();
    expect(await image.getAttribute("alt")).toContain("Miss: 55.6 % on May 5, 4.4 points under the prediction.");
    await expect.poll(() => image.evaluate((shown) => (shown as HTMLImageElement).naturalWidth)).toBe(960);
  });

  it("says what of a card it cannot draw", async () => {
    const table = { type: "Table", columns: [{ width: 1 }], rows: [] };
    await town.post({ person: lead }, { type: "AdaptiveCard", version: "1.5", body: [table] });
    await goTo(lead);
    await page.getByText("Teams shows something here that the sandbox cannot draw: Table.").waitFor();
  });

  it("offers to address the bot in a channel, and the words that it understands", async () => {
    await goTo(lead, exitTickets);
    await page.getByRole("button", { name: /@Throughline/ }).click();
    await page.getByRole("group", { name: "Words that Throughline understands" }).getByText("status").click();
    const field = page.getByRole("textbox", { name: "Start a post in exit-tickets" });
    expect(await field.inputValue()).toBe("@Throughline status ");
    await page.keyboard.press("Enter");
    const post = page.getByRole("article", { name: /^Team lead/ });
    await post.locator(".teams-mention").getByText("Throughline").waitFor();
    expect(town.cloud.messages(tenant, exitTickets)[0]?.text).toBe("<at>Throughline</at> status");
    await page.getByRole("button", { name: "Reply" }).click();
    await page.getByRole("textbox", { name: "Reply" }).fill("we meet on Thursday");
    await page.keyboard.press("Enter");
    // The box has the same words until it is emptied.
    await page.getByRole("region", { name: "Thread" }).getByRole("article").getByText("we meet on Thursday").waitFor();
    const [root, reply] = town.cloud.messages(tenant, exitTickets);
    expect(reply).toMatchObject({ text: "we meet on Thursday", thread: root?.id });
  });

  it("brings back a message that was deleted, and changes one", async () => {
    await goTo(lead);
    const field = page.getByRole("textbox", { name: "Type a message to Throughline" });
    await field.fill("nine of twelve");
    await page.keyboard.press("Enter");
    const mine = page.getByRole("article", { name: /^Team lead/ });
    await mine.hover();
    await mine.getByRole("button", { name: "Delete message" }).click();
    await mine.getByText("This message has been deleted.").waitFor();
    await mine.getByRole("button", { name: "Undo" }).click();
    await mine.getByText("nine of twelve").waitFor();
    await mine.hover();
    await mine.getByRole("button", { name: "Edit message" }).click();
    await mine.getByRole("textbox").fill("ten of twelve");
    await mine.getByRole("button", { name: "Save" }).click();
    await mine.getByText("ten of twelve").waitFor();
    await mine.getByText("Edited").waitFor();
  });

  it("takes the app out of a chat and adds it again; there is no Home tab", async () => {
    await goTo(lead);
    expect(await page.getByRole("tab").count()).toBe(0);
    await page.getByRole("button", { name: "Remove Throughline from this chat" }).click();
    await page.getByText("Throughline is not in this chat.").waitFor();
    await page.getByRole("textbox", { name: "Type a message to Throughline" }).fill("hello");
    await page.keyboard.press("Enter");
    await page.getByText("This app is not available here.").waitFor();
    await page.getByRole("button", { name: "Add it" }).click();
    await page.getByText("Throughline is not in this chat.").waitFor({ state: "hidden" });
  });

  it.each(["light", "dark"] as const)("can be read by everybody and fits a phone: %s", async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    await town.post({ channel: exitTickets }, cardOf(question));
    await town.cloud.say(tenant, coach, exitTickets, "Shall we meet?", { mention: true });
    await openDialog();
    const low = async () => (await lowContrast()).join("\n");
    expect(await low()).toBe("");
    expect(await sideways()).toBe(0);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    expect(await low()).toBe("");
    expect(await sideways()).toBe(0);
    await goTo(lead, exitTickets);
    expect(await low()).toBe("");
    expect(await sideways()).toBe(0);
  });
});

async function goTo(person: string, conversation?: string): Promise<void> {
  const place = [`teams:${tenant}`, person, conversation].filter((part) => part !== undefined);
  await page.goto(`http://localhost:${served.port}/#/${place.join("/")}`);
  await page.reload();
  await page.getByRole("main").waitFor();
}

async function openDialog() {
  await town.post({ person: lead }, cardOf(question));
  await goTo(lead);
  town.answer = () => shows();
  await page.getByRole("button", { name: "Add a result" }).click();
  const dialog = page.getByRole("dialog", { name: "What happened" });
  await dialog.waitFor();
  return dialog;
}

async function fill(happened: string, count: string): Promise<void> {
  await page.getByRole("textbox", { name: /^What happened\?/ }).fill(happened);
  await page.getByRole("textbox", { name: "How many?" }).fill(count);
}

async function record(): Promise<void> {
  await page.getByRole("button", { name: "Record" }).click();
}

type Element = ReturnType<Page["getByRole"]>;

function isFocused(element: Element): Promise<boolean> {
  return element.evaluate((one) => one === document.activeElement);
}

/** The texts that a screen reader says after the name of a field. */
function described(element: Element): Promise<string[]> {
  return element.evaluate((one) =>
    (one.getAttribute("aria-describedby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? ""),
  );
}

function sideways(): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Texts in the open dialog, else in the window, whose contrast with what is behind them is under 4.5 to 1. */
function lowContrast(): Promise<string[]> {
  return page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const channels = (colour: string): [number, number, number, number] => {
      if (canvas === null) throw new Error("no canvas");
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0, a = 0] = canvas.getImageData(0, 0, 1, 1).data;
      return [r, g, b, a / 255];
    };
    const light = (colour: string) => {
      const [r, g, b] = channels(colour).map((one) => {
        const part = one / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      }) as [number, number, number, number];
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (element: HTMLElement | null): string => {
      for (let at = element; at !== null; at = at.parentElement) {
        const { backgroundColor } = getComputedStyle(at);
        if (channels(backgroundColor)[3] > 0.99) return backgroundColor;
      }
      return "white";
    };
    const root = document.querySelector("dialog[open]") ?? document.querySelector(".window");
    const low: string[] = [];
    for (const element of root?.querySelectorAll<HTMLElement>("*") ?? []) {
      const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      const text = own
        .map((node) => node.textContent ?? "")
        .join("")
        .trim();
      if (text === "" || element.tagName === "OPTION" || !element.checkVisibility()) continue;
      const [one, other] = [light(getComputedStyle(element).color), light(behind(element))].sort((a, b) => b - a);
      const ratio = ((one ?? 0) + 0.05) / ((other ?? 0) + 0.05);
      if (ratio < 4.5) low.push(`${ratio.toFixed(2)}: ${text.slice(0, 60)}`);
    }
    return low;
  });
}
