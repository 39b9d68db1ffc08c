import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { startSlackCloud } from "../../adapters/sandbox/slack-cloud/index.js";
import { createSlackPlatform } from "../../adapters/slack/index.js";
import type { App } from "../../src/app/app.js";
import { createDeliverer } from "../../src/app/deliver.js";
import { createMatchIndex } from "../../src/app/match-index.js";
import { machineClock } from "../../src/clock.js";
import { openStore } from "../../src/store/index.js";
import { north, saveGround } from "../store/sample-rows.js";
import { silent } from "../store/silent-journal.js";

/** What Slack, or something on the way, says in Retry-After, and for how long (s) nothing may come after it. */
const told: { retryAfter: number | string | null; waitS: number }[] = [
  { retryAfter: 1, waitS: 1 },
  { retryAfter: 30, waitS: 30 },
  { retryAfter: null, waitS: 60 },
  { retryAfter: 120, waitS: 120 },
  { retryAfter: "soon", waitS: 60 },
  { retryAfter: "-5", waitS: 60 },
  { retryAfter: 7, waitS: 7 },
];
const datedS = 45;

export type Storm = {
  refusals: number;
  /** Requests to the workspace that had been told to wait, before that time was over. */
  early: number;
  /** The most that were on their way together when a refusal came. */
  together: number;
  sent: number;
  /** When the last message of any other workspace had left, in s after the beginning. */
  othersDoneS: number;
  lastS: number;
};

/**
 * One workspace refuses again and again, another does not. The machine's clock is moved by half a second at a time, in
 * this process: nothing here waits for real minutes.
 */
export async function storm({ lanes = 30, each = 2 } = {}): Promise<Storm> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "throughline-storm-"));
  const [stormy, calm] = north.districts;
  const users = Array.from({ length: lanes }, (_, nth) => ({
    id: `U${nth}`,
    name: `u${nth}`,
    realName: `Lead ${nth}`,
  }));
  const cloud = await startSlackCloud({
    signingSecret: "s",
    appUrl: () => "http://127.0.0.1:9",
    rateLimits: false,
    retryDelaysMs: [],
    workspaces: [stormy, calm].map(({ workspace }) => ({
      id: workspace.externalId,
      name: workspace.name,
      botToken: `xoxb-${workspace.externalId}`,
      users,
      channels: [],
    })),
  });
  const platform = createSlackPlatform({
    signingSecret: "s",
    oauth: { clientId: "c", clientSecret: "c", stateSecret: "s", publicUrl: "https://example.org" },
    apiUrl: cloud.apiUrl,
    credentials: {
      find: async ({ workspace }) => ({ botToken: `xoxb-${workspace}`, botUserId: "U", botId: "B", appId: "A" }),
    },
    journal: silent,
  });
  const begin = Date.now();
  let now = begin;
  const store = await openStore({
    url: `file:${path.join(folder, "storm.db")}`,
    key: undefined,
    journal: silent,
    machineNow: () => new Date(now),
  });
  const app: App = {
    matching: createMatchIndex(store),
    store,
    clock: { ...machineClock, now: () => new Date(begin), machineNow: () => new Date(now) },
    journal: silent,
    platforms: new Map([["slack", platform]]),
    poke() {},
    wake() {},
  };
  const deliverer = createDeliverer(app, { paceMs: 0 });

  const messages = lanes * each * 2;
  await store.write(async (tables) => {
    await saveGround(tables, north);
    for (const { workspace, message } of [stormy, calm])
      for (const { id: user } of users)
        for (let nth = 0; nth < each; nth += 1) {
          const to = {
            platform: "slack",
            workspace: workspace.externalId,
            user,
            direct: cloud.dm(workspace.externalId, user),
          };
          await tables.outbox.enqueue(north.scope, {
            ...message,
            id: `${workspace.externalId}-${user}-${nth}`,
            kind: "answer",
            // Neither a week's number nor whose account it is is tried here.
            personId: null,
            contact: null,
            week: null,
            delivery: { do: "direct", to, card: { blocks: [{ kind: "text", text: `Message ${nth}` }] } },
            lane: `slack:${to.workspace}:@${user}`,
            notBefore: new Date(begin),
            expiresAt: null,
          });
        }
  });

  const result: Storm = { refusals: 0, early: 0, together: 0, sent: 0, othersDoneS: 0, lastS: 0 };
  const answers = [...told, { retryAfter: "a date", waitS: datedS }];
  let waitUntil = 0;
  let refusedAt = Number.NaN;
  let refusing: { waitS: number } | undefined;
  let together = 0;
  /** From now on everything to the one workspace is refused with the next answer; after the last one nothing is. */
  const refuseNext = () => {
    cloud.clearFaults();
    const next = answers.shift();
    refusing = next;
    if (next === undefined) return;
    const retryAfter =
      next.retryAfter === "a date" ? new Date(Date.now() + datedS * 1000 + 999).toUTCString() : next.retryAfter;
    const fault = { method: "chat.postMessage", when: "before", how: "429", retryAfter, times: 1_000 } as const;
    cloud.failNext({ ...fault, workspace: stormy.workspace.externalId });
  };
  refuseNext();
  const off = cloud.onChange(({ what, workspace }) => {
    const call = cloud.calls().at(-1);
    if (what !== "call" || call?.method !== "chat.postMessage") return;
    if (workspace !== stormy.workspace.externalId) {
      result.othersDoneS = (now - begin) / 1000;
      return;
    }
    if (now < waitUntil && now > refusedAt) result.early += 1;
    together = now === refusedAt ? together + 1 : 1;
    if (call.status !== 429 || refusing === undefined) return;
    result.refusals += 1;
    result.together = Math.max(result.together, together);
    refusedAt = now;
    waitUntil = now + refusing.waitS * 1000;
  });
  try {
    for (let half = 0; half < 2_000 && result.sent < messages; half += 1) {
      await deliverer.deliver();
      now += 500;
      if (refusing !== undefined && waitUntil > 0 && now >= waitUntil) refuseNext();
      const sent = await store.read((view) => view.outbox.list(north.scope, { states: ["sent"] }));
      result.sent = sent.length;
    }
    result.lastS = (now - begin) / 1000;
    return result;
  } finally {
    off();
    await deliverer.stop();
    await cloud.stop();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}
