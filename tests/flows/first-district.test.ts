import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addDays, instantAt, localDateOf, weekdayOf } from "../../src/core/calendar/local.js";
import { openSlackTown } from "./slack-town.js";
import { openTeamsTown } from "./teams-town.js";
import { type Town, until } from "./town.js";

const towns = [
  { platform: "Slack", open: openSlackTown },
  { platform: "Teams", open: openTeamsTown },
];
let town: Town;
let children: ChildProcess[] = [];

/** The next Wednesday, three in the afternoon in California: when the example's rule asks. Within a code's seven days. */
const checkInTime = nextWednesday(new Date()).toISOString();

beforeEach(() => {
  children = [];
});
afterEach(async () => {
  for (const child of children) await end(child, "SIGKILL");
  await town.close();
});

function nextWednesday(now: Date): Date {
  const zone = "America/Los_Angeles";
  for (let date = localDateOf(now, zone); ; date = addDays(date, 1)) {
    const at = instantAt(date, "15:00", zone);
    if (weekdayOf(date) === 3 && at > now) return at;
  }
}

async function startAt(now: string, hold = false): Promise<ChildProcess> {
  const { PATH } = process.env;
  const env = { PATH, ...town.environment, TEST_NOW: now, TEST_HOLD: hold ? "yes" : "no" };
  const child = fork("tests/flows/app-child.mjs", [], {
    env,
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  children.push(child);
  await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([code]) => Promise.reject(new Error(`the program ended with ${code}`))),
  ]);
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, "exit");
}

/** Import, start, link by a code typed in chat, claim by e-mail, choose the team's channel: as docs and README say. */
async function moveIn(): Promise<ChildProcess> {
  const imported = await town.cli("import", "tests/flows/example.yaml");
  expect(imported).toContain("Example Valley Unified");
  const code = /\b[A-Z0-9]+-[A-Z0-9]+\b/.exec(await town.cli("link", "--district", "Example Valley Unified"))?.[0];
  expect(code).toBeDefined();
  const child = await startAt(checkInTime);
  await town.typesCode(code ?? "");
  return child;
}

describe.each(towns)("the first district on $platform", ({ open }) => {
  beforeEach(async () => {
    town = await open();
  });

  it("gets from an empty database to its first check-in with an import and a code", async () => {
    const child = await moveIn();
    // The next beats look up the people and find that the check-in is due.
    const [hello, question] = await until(
      "the first check-in",
      () => town.said("lead").length === 2 && town.said("lead"),
      60_000,
    );
    expect(hello).toContain("You can pause or stop me any time.");
    expect(question).toContain("What will you try first?");
    expect(await town.cli("people", "--unclaimed")).toContain("Grade 3 teacher, Example Valley");
    await end(child, "SIGTERM");
  }, 90_000);

  it("keeps an update and posts its digest once when the program is killed before the digest leaves", async () => {
    const first = await moveIn();
    await until("the first check-in", () => town.said("lead").length === 2, 60_000);
    await town.linksChannel();
    await end(first, "SIGTERM");
    const told = town.said("lead").length;

    const held = await startAt(checkInTime, true);
    const form = await town.opens("Plan it");
    expect(await form.send({ change: "Exit tickets", prediction: "60 % get it right" })).toEqual({ closed: true });
    await end(held, "SIGKILL");
    expect(town.said("channel")).toEqual([]);

    const second = await startAt(checkInTime);
    const [digest] = await until("the digest", () => town.said("channel").length > 0 && town.said("channel"));
    expect(digest).toContain("Exit tickets");
    await until("the recorded card", () => town.said("lead")[1]?.includes("Exit tickets is planned"));
    await end(second, "SIGKILL");

    await startAt(checkInTime);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(town.said("channel")).toHaveLength(1);
    expect(town.said("lead")).toHaveLength(told);
  }, 120_000);

  it("tells the second of two people what the first one recorded, keeps her words, and adds them when she sends again", async () => {
    await moveIn();
    await until("the first check-in", () => town.said("lead").length === 2, 60_000);
    await town.linksChannel();
    const plan = { change: "Exit tickets", prediction: "60 % get it right" };
    const [leads, principals] = [await town.writes("lead"), await town.writes("principal")];
    expect(await leads.send(plan)).toEqual({ closed: true });
    const mine = { change: "Warm-up questions", prediction: "More hands\nup & <fewer> *sighs*" };
    expect(await principals.send(mine)).toEqual({ closed: false });
    expect(principals.shows()).toContain("Team lead, Example Valley began the cycle “Exit tickets” at 3 pm.");
    for (const words of Object.values(mine)) expect(principals.shows()).toContain(JSON.stringify(words).slice(1, -1));
    // As it stands there, without a letter typed again.
    expect(await principals.send({})).toEqual({ closed: true });

    const titles = [plan.change, mine.change];
    await until("both plans", () => titles.every((one) => town.said("channel")[0]?.includes(one)));
  }, 120_000);

  it("lets in one of two who send at the same moment, and the other when she sends again", async () => {
    await moveIn();
    await until("the first check-in", () => town.said("lead").length === 2, 60_000);
    await town.linksChannel();
    await (await town.writes("lead")).send({ change: "Exit tickets", prediction: "60 % get it right" });
    const forms = [await town.writes("lead"), await town.writes("principal")];
    const texts = ["Seen by the lead", "Seen by the principal"];
    const send = (n: number) => forms[n]?.send({ happened: texts[n] ?? "", result: `${n + 10} of 24` });
    const sent = await Promise.all([send(0), send(1)]);
    expect(sent.filter((one) => one?.closed)).toHaveLength(1);
    const second = sent.findIndex((one) => one?.closed === false);
    const shown = forms[second]?.shows() ?? "";
    expect(shown).toMatch(
      /Example Valley recorded (41.7 % \(10|45.8 % \(11) of 24\) at 3 pm\. Your words are still here/,
    );
    expect(shown).toContain(texts[second] ?? "");
    expect(await forms[second]?.send({})).toEqual({ closed: true });
    await until("both results", () => texts.every((one) => town.said("channel")[0]?.includes(one)));
  }, 120_000);
});
