import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresServer, startPostgres } from "../store/postgres-server.js";
import { deliverOftener, raceForSlots } from "./crowd.js";
import { storm } from "./storm.js";
import { inWorld } from "./world.js";

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.remove());

describe("several replicas", () => {
  it("take in each of a thousand events once, however often and wherever it is delivered", async () => {
    await inWorld({ replicas: 2, people: 50, hold: true, databaseUrl: await server.create() }, async (world) => {
      const { deliveries } = await deliverOftener(world, 1_000, 1);
      expect(deliveries).toBeGreaterThan(2_000);
      expect(await world.events()).toBe(1_000);
      const rows = await world.rows();
      expect(rows).toHaveLength(1_000);
    });
  }, 400_000);

  it("open each of a thousand due slots once, each its part of them", async () => {
    const due = { people: 1_000, asked: true, now: "2026-01-21T23:00:00Z", beatSeconds: 5 };
    await inWorld({ replicas: 3, ...due, databaseUrl: await server.create() }, async (world) => {
      const race = await raceForSlots(world, { sent: false });
      expect(race).toMatchObject({ slots: 1_000, messages: 1_000, doubled: 0 });
      expect(race.opened.reduce((sum, one) => sum + one, 0)).toBe(1_000);
      expect(Math.min(...race.opened) / Math.max(...race.opened)).toBeGreaterThan(0.5);
    });
  }, 400_000);
});

describe("a workspace that refuses again and again", () => {
  it("gets no request before its time, however it says that time, and holds up nobody else", async () => {
    const result = await storm();
    expect(result).toMatchObject({ early: 0, sent: 120 });
    expect(result.refusals).toBeGreaterThanOrEqual(8);
    expect(result.together).toBeLessThanOrEqual(10);
    expect(result.othersDoneS).toBeLessThanOrEqual(3);
  }, 60_000);
});
