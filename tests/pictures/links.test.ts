import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChartRef } from "../../src/core/measure/chart-ref.js";
import { createPictureLinks } from "../../src/pictures/links.js";

const key = Buffer.alloc(32, 7).toString("base64");
const ref: ChartRef = {
  chart: "prediction",
  networkId: "network-1",
  cycleId: "6f1c3f5e-1d0b-5a58-9f3e-6c1f0b7d2a44",
  measureId: "0b7d2a44-1d0b-5a58-9f3e-6c1f0b7d2a44",
  audience: "outside",
  content: "00c0ffee",
};
const linksAt = (at: string, options = {}) =>
  createPictureLinks({ key, publicUrl: "https://throughline.example.org", now: () => new Date(at), ...options });
const pathOf = (url: string) => new URL(url).pathname;

describe("a picture's address", () => {
  it("is read again as what it was made for, by another process with the same key", () => {
    const url = linksAt("2026-05-05T12:00:00Z").link(ref);
    expect(url).toMatch(/^https:\/\/throughline\.example\.org\/img\/[\w-]+\.[\w-]+\.png$/);
    expect(url.length).toBeLessThan(500);
    expect(linksAt("2026-05-20T12:00:00Z").read(pathOf(url))).toEqual({ ref });
    const own = { ...ref, measureId: null, chart: "run", audience: "team" } as const;
    expect(linksAt("2026-05-05T12:00:00Z").read(pathOf(linksAt("2026-05-05T12:00:00Z").link(own)))).toEqual({
      ref: own,
    });
  });

  it("stays the same for a day, so that platforms need not fetch the same picture again", () => {
    expect(linksAt("2026-05-05T00:00:01Z").link(ref)).toBe(linksAt("2026-05-05T23:59:59Z").link(ref));
    expect(linksAt("2026-05-06T12:00:00Z").link(ref)).not.toBe(linksAt("2026-05-05T12:00:00Z").link(ref));
    expect(linksAt("2026-05-05T12:00:00Z").link({ ...ref, content: "00000001" })).not.toBe(
      linksAt("2026-05-05T12:00:00Z").link(ref),
    );
  });

  it("ends after thirty days, at the end of the day", () => {
    const path = pathOf(linksAt("2026-05-05T12:00:00Z").link(ref));
    expect(linksAt("2026-06-04T23:59:59Z").read(path)).toEqual({ ref });
    expect(linksAt("2026-06-05T00:00:00Z").read(path)).toEqual({ refused: "expired" });
    const short = pathOf(linksAt("2026-05-05T12:00:00Z", { days: 1 }).link(ref));
    expect(linksAt("2026-05-07T00:00:00Z").read(short)).toEqual({ refused: "expired" });
  });

  it("is good for one key alone, and without a key for one process", () => {
    const at = "2026-05-05T12:00:00Z";
    const path = pathOf(linksAt(at).link(ref));
    expect(linksAt(at, { key: Buffer.alloc(32, 8).toString("base64") }).read(path)).toEqual({ refused: "unknown" });
    const [one, other] = [linksAt(at, { key: undefined }), linksAt(at, { key: undefined })];
    expect(one.read(pathOf(one.link(ref)))).toEqual({ ref });
    expect(other.read(pathOf(one.link(ref)))).toEqual({ refused: "unknown" });
  });

  it("cannot be made to show another picture, to another audience, or for longer", () => {
    const at = "2026-05-05T12:00:00Z";
    const [, token = "", signature = ""] = /img\/(.*)\.(.*)\.png$/.exec(linksAt(at).link(ref)) ?? [];
    const said = Buffer.from(token, "base64url").toString();
    for (const [from, to] of [
      ["outside", "team"],
      ["network-1", "network-2"],
      ["prediction", "run"],
      [/\d+\]$/, "99999]"],
    ] as const) {
      const other = Buffer.from(said.replace(from, to)).toString("base64url");
      expect(other).not.toBe(token);
      expect(linksAt(at).read(`/img/${other}.${signature}.png`)).toEqual({ refused: "unknown" });
    }
  });

  it("is nothing that can be guessed", () => {
    const path = pathOf(linksAt("2026-05-05T12:00:00Z").link(ref));
    const damaged = fc
      .tuple(fc.nat(path.length - 1), fc.constantFrom("", "A", "%", ".", "/", "é"))
      .map(([at, put]) => path.slice(0, at) + put + path.slice(at + 1))
      .filter((other) => other !== path);
    fc.assert(
      fc.property(
        fc.oneof(damaged, fc.string(), fc.webPath(), fc.constantFrom("/img/", "/img/..png", "/img/a.b.png")),
        (other) => {
          expect(linksAt("2026-05-05T12:00:00Z").read(other)).toEqual({ refused: "unknown" });
        },
      ),
      { numRuns: 500 },
    );
  });

  it("goes below whatever public address there is", () => {
    const below = linksAt("2026-05-05T12:00:00Z", { publicUrl: "https://example.org/throughline/" });
    expect(below.link(ref)).toMatch(/^https:\/\/example\.org\/throughline\/img\/[^/]+$/);
  });
});
