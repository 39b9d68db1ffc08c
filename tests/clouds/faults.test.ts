import { afterEach, describe, expect, it } from "vitest";
import { PlatformError, type SendFailure } from "../../src/ports/chat-platform.js";
import { type Mishap, type Options, slackWorkspaces, type TwoWorkspaces, teamsWorkspaces } from "./towns.js";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const timeoutMs = 1_500;

async function open(build: (options: Options) => Promise<TwoWorkspaces>) {
  const town = await build({ people: 2, timeoutMs });
  closers.push(town.close);
  const [one, other] = town.workspaces;
  const person = town.people(one)[0];
  const stranger = town.people(other)[0];
  if (person === undefined || stranger === undefined) throw new Error("nobody lives here");
  let count = 0;
  /** "sent", or how the adapter names the failure. */
  const send = async (to = person): Promise<"sent" | SendFailure> => {
    count += 1;
    const card = { blocks: [{ kind: "text" as const, text: `Message ${count}` }] };
    try {
      await town.platform.sendDirect(to, { card, marker: `marker-${count}` });
      return "sent";
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      return error.failure;
    }
  };
  return { town, one, other, person, stranger, send };
}

const kinds = [
  { name: "Slack", build: (options: Options): Promise<TwoWorkspaces> => slackWorkspaces(options) },
  { name: "Teams", build: (options: Options): Promise<TwoWorkspaces> => teamsWorkspaces(options) },
];

type Row = Mishap & { there: boolean; answered?: number };
const rows: Row[] = [
  { when: "unread", how: "reset", there: false },
  { when: "unread", how: "silent", there: false },
  { when: "unread", how: "503", there: false },
  ...(["before", "after"] as const).flatMap((when): Row[] => [
    { when, how: "reset", there: when === "after" },
    { when, how: "silent", there: when === "after" },
    ...(["500", "502", "503", "504"] as const).map((how) => ({
      when,
      how,
      there: when === "after",
      answered: Number(how),
    })),
  ]),
];

describe.each(kinds)("a fault of the simulated $name, seen by the real adapter", ({ build }) => {
  it.each(rows)("$how, $when: unclear to the sender, and there: $there", async ({ there, answered, ...mishap }) => {
    const { town, one, person, send } = await open(build);
    town.mishap(one, mishap);
    expect(await send()).toMatchObject({ kind: "ambiguous" });
    expect(town.told(person)).toEqual(there ? ["Message 1"] : []);
    // What was not read cannot have been written down.
    expect(town.posts(one)).toEqual(mishap.when === "unread" ? [] : [answered]);
    expect(await send()).toBe("sent");
  });

  it.each([
    { retryAfter: 7, waitMs: 7_000 },
    { retryAfter: "120", waitMs: 120_000 },
  ])("429 with Retry-After $retryAfter: so long, and nothing is there", async ({ retryAfter, waitMs }) => {
    const { town, one, person, send } = await open(build);
    town.mishap(one, { when: "before", how: "429", retryAfter });
    expect(await send()).toEqual({ kind: "rate-limited", retryAfterMs: waitMs });
    expect(town.told(person)).toEqual([]);
  });

  it.each([null, "soon", "-3", ""])("429 with Retry-After %j: a time of our own", async (retryAfter) => {
    const { town, one, send } = await open(build);
    town.mishap(one, { when: "before", how: "429", retryAfter });
    const failure = await send();
    expect(failure).toMatchObject({ kind: "rate-limited" });
    expect((failure as { retryAfterMs: number }).retryAfterMs).toBeGreaterThanOrEqual(1_000);
  });

  it("comes after so many good calls, as often as asked, and in that workspace alone", async () => {
    const { town, one, stranger, send } = await open(build);
    town.mishap(one, { when: "before", how: "500", skip: 1, times: 2 });
    expect(await send(stranger)).toBe("sent");
    const kindsOf = [];
    for (let nth = 0; nth < 4; nth += 1) {
      const outcome = await send();
      kindsOf.push(outcome === "sent" ? outcome : outcome.kind);
    }
    expect(kindsOf).toEqual(["sent", "ambiguous", "ambiguous", "sent"]);
  });

  it("can last until it is taken back", async () => {
    const { town, one, send } = await open(build);
    town.mishap(one, { when: "before", how: "500", times: Number.POSITIVE_INFINITY });
    for (let nth = 0; nth < 5; nth += 1) expect(await send()).toMatchObject({ kind: "ambiguous" });
    town.clear();
    expect(await send()).toBe("sent");
  });

  it("can be decided call by call, behind the faults that were ordered", async () => {
    const { town, one, person, stranger, send } = await open(build);
    const asked: (string | undefined)[] = [];
    town.script((workspace) => {
      asked.push(workspace);
      return workspace === one && asked.length % 2 === 1 ? { when: "after", how: "500" } : undefined;
    });
    town.mishap(one, { when: "before", how: "429", retryAfter: 1 });
    expect(await send()).toMatchObject({ kind: "rate-limited" });
    expect(asked).toEqual([]);
    expect(await send()).toMatchObject({ kind: "ambiguous" });
    expect(await send()).toBe("sent");
    expect(await send(stranger)).toBe("sent");
    expect(asked).toEqual([one, one, stranger.workspace]);
    town.clear();
    expect(await send()).toBe("sent");
    expect(town.told(person)).toEqual(["Message 2", "Message 3", "Message 5"]);
  });
});
