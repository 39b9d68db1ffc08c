import { describe, expect, it } from "vitest";
import { burst, limits } from "./burst.js";
import { exponent, percentile, short, shortestMs, spread } from "./figures.js";
import { searchNetwork } from "./matching.js";
import { drain } from "./outbox.js";
import { submitRounds, summaryOf } from "./submit.js";

const patience = 60_000;

describe("the bench's arithmetic", () => {
  it("takes the value that the share does not exceed, in whatever order they come", () => {
    const hundred = Array.from({ length: 100 }, (_, nth) => ((nth * 37) % 100) + 1);
    expect([0.5, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([50, 99, 100]);
    expect(percentile([7], 0.99)).toBe(7);
    expect(percentile([], 0.5)).toBeNaN();
    expect(spread([3, 1, 2])).toEqual({ min: 1, median: 2, max: 3 });
  });

  it("finds the exponent of a curve, and the nearest one of points beside it", () => {
    const curve = (b: number) => [25, 100, 400].map((x) => ({ x, y: 3 * x ** b }));
    for (const b of [0, 1, 1.1, 2]) expect(exponent(curve(b))).toBeCloseTo(b, 10);
    expect(
      exponent([
        { x: 1, y: 1 },
        { x: 10, y: 20 },
        { x: 100, y: 100 },
      ]),
    ).toBeCloseTo(1, 10);
  });

  it("knows the shortest time of a burst: the longest conversation or the workspace's pace, of the slowest workspace", () => {
    expect(shortestMs([], limits)).toBe(0);
    expect(shortestMs([[1, 1, 1]], limits)).toBe(0);
    expect(shortestMs([[6]], limits)).toBe(5_000);
    expect(shortestMs([Array(100).fill(1)], limits)).toBe(80 * 200);
    expect(shortestMs([[2, 2], Array(100).fill(1), [3]], limits)).toBe(80 * 200);
  });

  it("prints three digits, and whole numbers from a hundred on", () => {
    expect([0.12345, 12.345, 99.96, 1234.5].map(short)).toEqual(["0.123", "12.3", "100", "1,235"]);
  });
});

describe("the bench itself, small", () => {
  it(
    "submits forms to the built program and to bare Bolt, and everything is recorded",
    async () => {
      const size = { districts: 2, members: 3 };
      const [round, ...more] = (await submitRounds({ ...size, rounds: 1, connections: 2 })).map(summaryOf);
      expect(more).toEqual([]);
      expect(round?.late).toBe(0);
      expect(round?.ratio).toBeGreaterThan(0);
      expect(round?.p99).toBeGreaterThan(0);
    },
    patience,
  );

  it(
    "drains an outbox while more wait, and times the claims",
    async () => {
      const { perSecond, claimsMs } = await drain({ workspaces: 2, conversations: 20, each: 1 }, 20);
      expect(perSecond).toBeGreaterThan(0);
      expect(claimsMs.length).toBeGreaterThan(0);
    },
    patience,
  );

  it(
    "sends a burst near the optimum, and nothing that the platform would refuse",
    async () => {
      const result = await burst({ workspaces: 1, conversations: 40, each: 2 });
      expect(result.messages).toBe(80);
      expect(result.optimumMs).toBe(60 * 200);
      expect(result.refused).toBe(0);
      expect(result.makespanMs / result.optimumMs).toBeGreaterThanOrEqual(1);
      expect(result.makespanMs / result.optimumMs).toBeLessThan(1.1);
    },
    patience,
  );

  it("searches a network of invented districts, and times every query", () => {
    const run = searchNetwork(300, 5);
    expect(run.p50).toBeGreaterThan(0);
    expect(run.p95).toBeGreaterThanOrEqual(run.p50);
    expect(run.readMs).toBeGreaterThan(0);
    expect(run.bytes).toBeGreaterThan(300 * 4 * 52);
  });
});
