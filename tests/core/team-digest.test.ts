import { describe, expect, it } from "vitest";
import { cycle, member, person, update } from "../../scripts/gallery/examples.js";
import { digestSource, record } from "../../scripts/gallery/rollup.js";
import { silentLevels } from "../../src/core/digest/silent-levels.js";
import { digestCard, teamDigest } from "../../src/core/digest/team-digest.js";
import type { Level } from "../../src/core/network/model.js";
import { cardAsText } from "../../src/core/ui/fallback.js";

const now = new Date("2026-01-21T23:30:00Z");
const day = (date: string) => new Date(`${date}T20:00:00Z`);
const lines = (card: Parameters<typeof cardAsText>[0]) => cardAsText(card).split("\n");

describe("the week's digest", () => {
  it("is at most ten lines for one cycle and an update, with the picture, the next step and the convening", () => {
    const silent = lines(digestCard(digestSource({ silent: ["school", "district office"] }), now));
    expect(silent.length).toBeLessThanOrEqual(10);
    expect(silent).toContain("Next: decide by Feb 4. Convening in 4 weeks.");
    expect(silent).toContain("The school and the district office have not been heard this month.");
    expect(silent.filter((one) => one.startsWith("Picture: "))).toHaveLength(1);
  });

  it("tells every update of the week, in the order in which they came", () => {
    const many = [1, 2, 3, 4, 5].map((nth) => update({ id: `u${nth}`, answers: { happened: `The ${nth}th lesson` } }));
    const card = digestCard(
      digestSource({ cycles: [record(many)], entries: many.map((one) => ({ update: one, level: "school" })) }),
      now,
    );
    const quotes = card.blocks.flatMap((block) => (block.kind === "quote" ? [block.text] : []));
    expect(quotes).toEqual(many.map(({ answers }) => answers.happened));
  });

  it("has no picture where there is nothing to show", () => {
    const few = update({ answers: { happened: "A group", count: 4, outOf: 9, observedOn: "2026-01-20" } });
    for (const updates of [[few], [update({ answers: { happened: "No count" } })]]) {
      const entries = updates.map((one) => ({ update: one, level: "classroom" as const }));
      const card = digestCard(digestSource({ cycles: [record(updates)], entries }), now);
      expect(card.blocks.some(({ kind }) => kind === "picture")).toBe(false);
    }
  });

  it("says that something was taken back where it was, and nothing of it", () => {
    const gone = update({ answers: {}, deletedAt: now });
    const card = digestCard(
      digestSource({ cycles: [record([gone])], entries: [{ update: gone, level: "school" }] }),
      now,
    );
    expect(cardAsText(card)).toContain("An update was taken back, Jan 14.");
    expect(cardAsText(card)).not.toContain("They liked it");
  });

  it("is another revision when anything in it changes, and the same one when nothing does", () => {
    const revision = (changes = {}) => {
      const effect = teamDigest(digestSource(changes), now);
      return effect?.effect === "publish" ? effect.revision : undefined;
    };
    expect(revision()).toBe(revision());
    expect(revision({ silent: ["school"] })).not.toBe(revision());
    expect(revision({ cycles: [record(undefined, { stage: "study" })] })).not.toBe(revision());
  });

  it("keeps figures about few out of the cycle's title", () => {
    const source = digestSource({ cycles: [record([], { ...cycle(), title: "Reteach the 4 of 9 who failed" })] });
    expect(cardAsText(digestCard(source, now))).not.toContain("4 of 9");
  });
});

describe("a silent level", () => {
  const zone = { until: now, timeZone: "America/Los_Angeles" };
  const on = (id: string, level: Level, from = "2025-08-01", until: string | null = null) =>
    member(person(id), { level, from, until }).membership;
  const team = [on("teacher", "classroom"), on("principal", "school"), on("chief", "district office")];
  const by = (personId: string, date: string) => update({ personId, recordedAt: day(date) });
  const long = by("teacher", "2025-12-01");

  it("is one whose people recorded nothing for four weeks while others did", () => {
    const updates = [long, by("teacher", "2026-01-20"), by("principal", "2025-12-25"), by("chief", "2025-12-23")];
    expect(silentLevels(team, updates, zone)).toEqual(["district office"]);
    expect(silentLevels(team, [long, by("teacher", "2026-01-20")], zone)).toEqual(["school", "district office"]);
  });

  it("is none where nobody was heard, and none that has no members, or new ones alone", () => {
    expect(silentLevels(team, [by("teacher", "2025-12-01")], zone)).toEqual([]);
    const teachers = [on("teacher", "classroom"), on("new", "school", "2026-01-10")];
    expect(silentLevels(teachers, [long, by("teacher", "2026-01-20")], zone)).toEqual([]);
    const left = [on("teacher", "classroom"), on("former", "school", "2025-08-01", "2026-01-01")];
    expect(silentLevels(left, [long, by("teacher", "2026-01-20")], zone)).toEqual([]);
  });

  it("is none in the first month of a team, whenever its members joined", () => {
    expect(silentLevels(team, [by("teacher", "2026-01-05"), by("teacher", "2026-01-20")], zone)).toEqual([]);
  });

  it("is not heard by what was taken back", () => {
    const gone = { ...by("chief", "2026-01-19"), deletedAt: now };
    expect(silentLevels(team, [long, by("teacher", "2026-01-20"), by("principal", "2026-01-20"), gone], zone)).toEqual([
      "district office",
    ]);
  });
});
