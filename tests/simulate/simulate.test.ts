import { expect, test } from "vitest";
import { invariants } from "./judge.js";
import type { Plant } from "./plant.js";
import { plants } from "./plants.js";
import { simulate } from "./simulate.js";

/** Small enough for every day, large enough that each planted fault finds its place in it. */
const small = { districts: 6, weeks: 3, seed: 7 };
const longMs = 150_000;

test(
  "a few weeks of school with all their mishaps break nothing, and every question that was due is accounted for",
  async () => {
    const { counts, per_week, broken } = await simulate(small);
    expect(broken).toEqual([]);
    const { due = 0, sent = 0, skipped = 0, suppressed = 0, folded = 0, lost_track = 0 } = counts;
    expect(due).toBeGreaterThan(30);
    expect(sent + skipped + suppressed + folded + lost_track).toBe(due);
    expect(counts.crashes).toBeGreaterThan(0);
    expect(counts.duplicates).toBeGreaterThan(0);
    expect(counts.answered).toBeGreaterThan(0);
    for (const way of [
      "nothing_new",
      "declined",
      "reminders",
      "commitments",
      "commitments_answered",
      "problems",
      "topics",
    ])
      expect(counts[way], way).toBeGreaterThan(0);
    expect(per_week.classroom?.person_weeks).toBeGreaterThan(30);
    expect(per_week.classroom?.median).toBeLessThanOrEqual(1.5);
  },
  longMs,
);

test("every invariant has a fault that breaks it", () => {
  const broken = new Set(Object.values(plants).map((plant) => plant().breaks));
  expect([...broken].sort()).toEqual([...invariants].sort());
});

/** Several at once, of those that do not get in each other's way: `npm run simulate -- --plant NAME` puts one in alone. */
const together = [
  [
    "asked-twice",
    "at-night",
    "over-budget",
    "question-lost",
    "update-lost",
    "order-swapped",
    "said-twice",
    "words-abroad",
    "reminded-twice",
    "commitment-unsaid",
    "channel-stands-still",
  ],
  [
    "mute-forgotten",
    "skipped-for-nothing",
    "update-doubled",
    "change-lost",
    "other-workspace",
    "heartbeat-fails",
    "away-forgotten",
    "named-early",
    "shown-unshared",
    "block-forgotten",
    "introduction-again",
    "overrun",
    "question-unread",
  ],
];

// In each of these stories every fault of its group finds somebody whom it hurts.
test.each(together.map((names, nth) => ({ names, listed: names.join(", "), seed: small.seed + nth })))(
  "these faults are reported, and nothing else: $listed",
  async ({ names, seed }) => {
    const planted = names.flatMap((name): Plant[] => {
      const plant = plants[name];
      return plant === undefined ? [] : [plant()];
    });
    expect(planted).toHaveLength(names.length);
    const { broken } = await simulate({ ...small, seed, plants: planted });
    const reported = new Set(broken.map(({ invariant }) => invariant));
    expect([...reported].sort()).toEqual([...new Set(planted.map(({ breaks }) => breaks))].sort());
  },
  longMs,
);
