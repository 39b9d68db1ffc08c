import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { district, measures, team, update } from "../../scripts/gallery/examples.js";
import { digestSource, line, record } from "../../scripts/gallery/rollup.js";
import type { CycleUpdate, CycleUpdateVersion } from "../../src/core/cycle/model.js";
import { pmDigestCard } from "../../src/core/digest/pm-digest.js";
import { digestCard } from "../../src/core/digest/team-digest.js";
import { chartOfCycle } from "../../src/core/measure/cycle-charts.js";
import { seenOutside } from "../../src/core/privacy/outside.js";
import { teamCard } from "../../src/core/status/coached.js";
import { cardAsText } from "../../src/core/ui/fallback.js";

/**
 * Whoever reads the channel or is the program manager cannot tell a small group's result: whatever it was, every card and
 * picture that she gets is the same.
 */

const now = new Date("2026-01-21T23:30:00Z");
const minN = 11;
const smallest: Record<string, number> = { none: minN, "measure-outcome": minN, "measure-implementation": 3 };

/** One act of the team. `n` null: nobody said of how many. `share`: which part of them, as it is in one world and the other. */
type Act = {
  id: string;
  does: "record" | "delete";
  measure: string;
  n: number | null;
  share: [number, number];
  words: number;
};

const percent = fc.integer({ min: 0, max: 100 }).map((of) => of / 100);
const act = fc.record({
  id: fc.constantFrom("a", "b", "c", "d", "e"),
  does: fc.constantFrom<"record" | "delete">("record", "record", "record", "delete"),
  measure: fc.constantFrom("none", "measure-outcome", "measure-implementation"),
  n: fc.option(fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 11, max: 60 })), { freq: 8 }),
  share: fc.tuple(percent, percent),
  words: fc.integer({ min: 0, max: 5 }),
});

const isSmall = ({ n, measure }: Act) => n === null || n < (smallest[measure] ?? minN);

/** The worlds differ in results of small groups, and in what was written about those. */
function answersIn(world: 0 | 1, act: Act) {
  const share = act.share[isSmall(act) ? world : 0];
  const n = act.n ?? 10;
  const count = Math.round(share * n);
  const said = [
    `We saw ${count} of ${n}`,
    `${count} students got it`,
    "They liked it",
    `That is ${Math.round(share * 100)} % of them`,
    `${count}/${n} wrote a sentence`,
    `${n - count} did not, of ${n} students`,
  ][act.words];
  const measure = act.measure === "none" ? {} : { measure: act.measure };
  const result = act.n === null ? { value: Math.round(share * 100), unit: "percent" } : { count, outOf: act.n };
  return { happened: said, ...result, ...measure, observedOn: "2026-01-20", next: "keep testing" };
}

function worldOf(acts: Act[], world: 0 | 1) {
  const updates = new Map<string, CycleUpdate>();
  const versions: CycleUpdateVersion[] = [];
  for (const [index, one] of acts.entries()) {
    const at = new Date(now.getTime() - (acts.length - index) * 60_000);
    const before = updates.get(one.id);
    if (before?.deletedAt) continue;
    if (one.does === "delete" && before === undefined) continue;
    const answers = one.does === "delete" ? {} : answersIn(world, one);
    const version = (before?.version ?? 0) + 1;
    const deletedAt = one.does === "delete" ? at : null;
    const recordedAt = before?.recordedAt ?? at;
    updates.set(one.id, update({ id: one.id, answers, version, recordedAt, changedAt: at, deletedAt }));
    versions.push({
      ...{ id: `${one.id}-${version}`, networkId: "network-1", districtId: district.id, updateId: one.id, version },
      ...{ answers, personId: "lead", at },
    });
  }
  return { updates: [...updates.values()], versions };
}

/** All that leaves the team, of one history. */
function outside(acts: Act[], world: 0 | 1) {
  const { updates, versions } = worldOf(acts, world);
  const history = { ...record(updates), versions };
  const seen = seenOutside(history);
  const entries = updates.map((one) => ({ update: one, level: "classroom" as const }));
  const told = updates.filter(({ deletedAt }) => deletedAt === null);
  return {
    digest: digestCard(digestSource({ cycles: [history], entries }), now),
    summary: pmDigestCard([{ line: line(), updates: told.map((one) => ({ update: one, seen })) }]),
    team: teamCard(team, [history], "2026-01-21"),
    pictures: [null, ...measures.map(({ id }) => id)].flatMap((measureId) =>
      (["prediction", "run"] as const).map((chart) => chartOfCycle(history, { chart, measureId, audience: "outside" })),
    ),
  };
}

describe("what leaves the team", () => {
  it("is the same whatever the results of small groups are, in figures, words, pictures and their descriptions", () => {
    let different = 0;
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 8 }), (acts) => {
        const [one, other] = [outside(acts, 0), outside(acts, 1)];
        expect(other).toEqual(one);
        if (JSON.stringify(worldOf(acts, 0)) !== JSON.stringify(worldOf(acts, 1))) different++;
      }),
      { numRuns: 400, seed: 7 },
    );
    // The worlds do differ, or nothing is tested.
    expect(different).toBeGreaterThan(200);
  });

  it("has no figure of a small group's result, however it was recorded", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 0, max: 10 }), (n, some) => {
        const count = Math.min(some, n);
        const acts: Act[] = [
          { ...{ id: "a", does: "record", measure: "measure-outcome", n, words: 0 }, share: [count / n, 0] },
        ];
        const { digest, summary, team: teamShown } = outside(acts, 0);
        const text = [digest, summary, teamShown].map(cardAsText).join("\n");
        expect(text).not.toMatch(new RegExp(`\\b${count} of ${n}\\b|\\(n ${n}\\)|of ${n}\\b`));
        expect(text).toContain("The group is too small to show here.");
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it("shows what may be shown, so that the rules are not kept by showing nothing", () => {
    const acts: Act[] = [{ id: "a", does: "record", measure: "measure-outcome", n: 45, share: [25 / 45, 0], words: 2 }];
    const { digest, team: teamShown } = outside(acts, 0);
    expect(cardAsText(digest)).toContain("55.6 % (25 of 45) against a predicted 60 %");
    expect(cardAsText(digest)).toContain("Miss: 55.6 % on Jan 20, 4.4 points under the prediction.");
    expect(cardAsText(teamShown)).toContain("55.6 % (25 of 45)");
    expect(cardAsText(teamShown)).toContain("They liked it");
  });
});
