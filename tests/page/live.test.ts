import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { createLive } from "../../adapters/sandbox/page/live.js";
import { openStream } from "./page-under-test.js";

type Options = Parameters<typeof createLive>[0];

async function withStream(
  options: Options,
  work: (live: ReturnType<typeof createLive>, port: number) => Promise<void>,
) {
  const live = createLive(options);
  const server = createServer((_, response) => live.open(response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await work(live, (server.address() as AddressInfo).port);
  } finally {
    live.close();
    await new Promise((resolve) => server.close(resolve));
  }
}

test("says that it is still there, and looks again, where nothing changes", async () => {
  let asked = 0;
  const state = async () => `{"asked":${++asked}}`;
  await withStream({ state, everyMs: 1, heartbeatMs: 20 }, async (_, port) => {
    const stream = openStream(port);
    await expect.poll(() => stream.comments()).toBeGreaterThan(1);
    await expect.poll(() => stream.states.length).toBeGreaterThan(1);
  });
});

test("asks for no state while nobody looks", async () => {
  let asked = 0;
  const state = async () => `${++asked}`;
  await withStream({ state, everyMs: 1, heartbeatMs: 5 }, async (live) => {
    for (let index = 0; index < 5; index++) {
      live.changed();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(asked).toBe(0);
  });
});

test("never puts two states together at once, and ends with the newest", async () => {
  let newest = 0;
  let atOnce = 0;
  let most = 0;
  const state = async () => {
    most = Math.max(most, ++atOnce);
    const seen = newest;
    await new Promise((resolve) => setTimeout(resolve, 10));
    atOnce--;
    return `${seen}`;
  };
  await withStream({ state, everyMs: 1 }, async (live, port) => {
    const stream = openStream(port);
    await stream.next();
    for (newest = 1; newest < 50; newest++) {
      live.changed();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    live.changed();
    await expect.poll(() => stream.states.at(-1)).toBe(50);
    expect(most).toBe(1);
  });
});
