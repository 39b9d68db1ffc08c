import type { DistrictProfile } from "../../../src/core/network/model.js";

/**
 * The 25 districts of the California Language & Learning Initiative with their published figures. Which of its three communities a
 * district was in is not in the table that has the figures: they are dealt out in its order, in the communities' sizes.
 */
const rows: [name: string, schools: number, enrollment: number, frpmPct: number, elPct: number][] = [
  ["Azusa Unified", 19, 9277, 87.4, 33.0],
  ["Corning Union Elementary", 6, 2043, 83.1, 34.4],
  ["Cutler-Orosi Joint Unified", 8, 4083, 95.5, 48.5],
  ["Dinuba Unified", 10, 6580, 79.5, 32.1],
  ["Fairfield-Suisun Unified", 30, 21366, 59.4, 15.3],
  ["Fowler Unified", 9, 2477, 75.8, 22.6],
  ["Galt Joint Union Elementary", 8, 3693, 67.2, 21.0],
  ["Galt Joint Union High", 4, 4526, 28.7, 3.3],
  ["Golden Plains Unified", 6, 1831, 91.2, 62.0],
  ["Kings Canyon Joint Unified", 21, 9775, 80.3, 33.4],
  ["Lawndale Elementary", 10, 6300, 78.2, 32.8],
  ["Mendota Unified", 7, 3146, 95.0, 68.7],
  ["Novato Unified", 17, 8029, 35.4, 18.0],
  ["Pixley Union Elementary", 2, 1122, 94.7, 71.8],
  ["Placer Union High", 7, 4137, 27.3, 1.7],
  ["Red Bluff Union Elementary", 7, 2163, 71.8, 14.3],
  ["Robla Elementary", 6, 2231, 90.6, 42.3],
  ["San Rafael City Elementary", 10, 4635, 62.1, 43.4],
  ["San Rafael City High", 4, 2365, 42.5, 14.5],
  ["Sanger Unified", 20, 11204, 75.3, 20.2],
  ["Santa Paula Unified", 10, 5459, 84.1, 41.5],
  ["Selma Unified", 12, 6447, 78.6, 29.0],
  ["Tahoe-Truckee Unified", 12, 3978, 44.2, 22.2],
  ["Ukiah Unified", 15, 6349, 72.2, 26.1],
  ["Washington Unified", 23, 7978, 63.9, 20.1],
];

const communities = [
  ...Array<string>(13).fill("early literacy"),
  ...Array<string>(6).fill("academic language"),
  ...Array<string>(6).fill("high-school mathematics"),
];

export const calli = rows.map(([name, schools, enrollment, frpmPct, elPct], n) => {
  const profile: DistrictProfile = { schools, enrollment, frpmPct, elPct, locale: null, grades: null };
  return { name, profile, community: communities[n] };
});
