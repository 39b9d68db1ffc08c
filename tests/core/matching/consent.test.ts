import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { agree, inForce, levelNow, mayRead, type Reader } from "../../../src/core/matching/consent.js";
import { type Consent, sharingLevels } from "../../../src/core/matching/records.js";

const team = { id: "team", networkId: "net", districtId: "ours" };
const at = (minute: number) => new Date(Date.UTC(2026, 8, 1, 12, minute));
const choose = (ledger: readonly Consent[], level: (typeof sharingLevels)[number], minute: number): Consent[] => {
  const given = {
    team,
    what: "cycle" as const,
    subjectId: "c",
    level,
    personId: "lead",
    key: `k${minute}`,
    at: at(minute),
  };
  const { withdraw, add } = agree(ledger, given);
  const kept = ledger.map((one) =>
    withdraw.includes(one.id) ? { ...one, withdrawnAt: at(minute), withdrawnBy: "lead" } : one,
  );
  return add === undefined ? kept : [...kept, add];
};
const reader = (given: Partial<Reader> = {}): Reader => ({
  districtId: "theirs",
  collaborationIds: new Set<string>(),
  partners: new Set<string>(),
  apart: new Set<string>(),
  ...given,
});
const owner = { districtId: "ours", collaborationId: "literacy" };

describe("the ledger of consent", () => {
  test("says that nothing goes beyond the team where nobody agreed to it", () => {
    expect(levelNow([])).toBe("team");
  });

  test("has at most one entry in force, and that is the last choice", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...sharingLevels), { maxLength: 12 }), (chosen) => {
        let ledger: Consent[] = [];
        for (const [minute, level] of chosen.entries()) {
          ledger = choose(ledger, level, minute);
          expect(levelNow(ledger)).toBe(level);
          expect(ledger.filter(({ withdrawnAt }) => withdrawnAt === null).length).toBe(level === "team" ? 0 : 1);
        }
        // Nothing is ever taken out of it: each choice that said something new is there.
        const said = chosen.filter((level, n) => level !== "team" && level !== (chosen[n - 1] ?? "team"));
        expect(ledger.map(({ level }) => level)).toEqual(said);
      }),
    );
  });

  test("gets nothing new from a choice that is in force already", () => {
    const ledger = choose([], "network", 1);
    expect(choose(ledger, "network", 2)).toEqual(ledger);
  });

  test("reads the last entry as in force also where two processes left two", () => {
    const [first] = choose([], "partner", 1);
    const [second] = choose([], "network", 2);
    expect(inForce([second, first].flatMap((one) => one ?? []))?.level).toBe("network");
  });
});

describe("who may read what a district shares", () => {
  test("is everybody within the level and nobody beyond it", () => {
    const stranger = reader();
    const partner = reader({ partners: new Set(["ours"]) });
    const colleague = reader({ collaborationIds: new Set(["literacy"]) });
    const readers = { stranger, partner, colleague };
    const may = (level: (typeof sharingLevels)[number]) =>
      Object.entries(readers).flatMap(([who, one]) => (mayRead(level, owner, one) ? [who] : []));
    expect(may("team")).toEqual([]);
    expect(may("partner")).toEqual(["partner"]);
    expect(may("collaboration")).toEqual(["partner", "colleague"]);
    expect(may("network")).toEqual(["stranger", "partner", "colleague"]);
  });

  test("is never a district that is kept apart, and always the owner", () => {
    const apart = reader({
      apart: new Set(["ours"]),
      partners: new Set(["ours"]),
      collaborationIds: new Set(["literacy"]),
    });
    for (const level of sharingLevels) {
      expect(mayRead(level, owner, apart)).toBe(false);
      expect(mayRead(level, owner, reader({ districtId: "ours" }))).toBe(true);
    }
  });

  test("only grows with the level", () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (partner, colleague, apart) => {
        const one = reader({
          partners: new Set(partner ? ["ours"] : []),
          collaborationIds: new Set(colleague ? ["literacy"] : []),
          apart: new Set(apart ? ["ours"] : []),
        });
        const may = sharingLevels.map((level) => mayRead(level, owner, one));
        for (let n = 1; n < may.length; n++) expect(may[n] || !may[n - 1]).toBe(true);
      }),
    );
  });
});
