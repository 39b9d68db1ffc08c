import type { DistrictProfile } from "../network/model.js";

/**
 * How a district is described to another one before both agreed to know each other: so coarsely that at least `fewest`
 * districts which the reader could name are described just so.
 */
export const fewest = 3;

/** What may be said of a district, the most telling first. What is about its work is said or is not; of the rest there are bands. */
export const traits = ["topic", "worked", "strategy", "size", "english learners", "meals", "locale", "grades"] as const;
export type Trait = (typeof traits)[number];

/**
 * One district as the reader could tell it from others. Of each trait its bands, the finest first; null where it is not
 * known. Traits of its work (`topic`, `worked`, `strategy`) are of the one pair that is to be described: yes or null.
 */
export type Coarse = { districtId: string; bands: Record<Trait, (string | null)[]> };

/** One thing that may be said; `band` is a key of the texts. */
export type Said = { trait: Trait; band: string };

/**
 * What may be said of `districtId` to somebody who could name all of `known` (the district among them, her own not).
 * Undefined where they are fewer than `fewest`: not even "a district in your network" is safe then.
 *
 * Guarantee: what is said fits at least `fewest` of them. And it is no riddle: the same choice of words is used for all of
 * `known`, and a trait is told only where every one of its bands has `fewest` of those who fit so far. Otherwise whoever is
 * left over, being described by less, would be recognised by just that. A trait of the work is said of those who have
 * it alone, so only they have to be `fewest`: who does not have it is not described as having none.
 */
export function describe(districtId: string, known: readonly Coarse[]): Said[] | undefined {
  let fitting = [...known];
  const subject = fitting.find((one) => one.districtId === districtId);
  if (subject === undefined || fitting.length < fewest) return undefined;
  const said: Said[] = [];
  for (const trait of traits) {
    const granularity = isOfWork(trait) ? 1 : Math.max(...fitting.map(({ bands }) => bands[trait].length));
    for (let level = 0; level < granularity; level++) {
      const bandOf = ({ bands }: Coarse) => bands[trait][level] ?? null;
      const band = bandOf(subject);
      const classes = new Map<string | null, Coarse[]>();
      for (const one of fitting) classes.set(bandOf(one), [...(classes.get(bandOf(one)) ?? []), one]);
      if (isOfWork(trait)) {
        const having = band === null ? [] : (classes.get(band) ?? []);
        if (having.length < fewest || band === null) continue;
        fitting = having;
      } else {
        if ([...classes.values()].some((some) => some.length < fewest)) continue;
        fitting = classes.get(band) ?? [];
      }
      if (band !== null) said.push({ trait, band });
      break;
    }
  }
  return said;
}

function isOfWork(trait: Trait): boolean {
  return trait === "topic" || trait === "worked" || trait === "strategy";
}

/** What is public of a district, in bands. Figures that are not known are in no band. */
export function profileBands(
  profile: DistrictProfile,
): Pick<Coarse["bands"], "size" | "english learners" | "meals" | "locale" | "grades"> {
  return {
    size: banded(profile.enrollment, [[2_000, 6_000, 15_000], [4_000, 12_000], [6_000]]),
    "english learners": banded(profile.elPct, [[15, 30, 50], [20, 40], [25]]),
    meals: banded(profile.frpmPct, [[40, 60, 80], [50, 75], [65]]),
    locale: localeBands(profile.locale),
    grades: gradeBands(profile.grades),
  };
}

/** One band a set of borders, named by what it lies between: "2000-6000", "0-2000", "15000-". */
function banded(figure: number | null, borders: number[][]): (string | null)[] {
  if (figure === null) return borders.map(() => null);
  return borders.map((border) => {
    const above = border.findIndex((one) => figure < one);
    const at = above === -1 ? border.length : above;
    return `${border[at - 1] ?? 0}-${border[at] ?? ""}`;
  });
}

/** City, suburb, town or country; then only whether it lies outside of the cities and their suburbs. */
function localeBands(locale: string | null): (string | null)[] {
  const words = (locale ?? "").toLowerCase();
  const found = (["rural", "town", "suburb", "city"] as const).filter((one) =>
    (one === "city" ? /\bcity\b|\burban/ : new RegExp(`\\b${one}`)).test(words),
  );
  const [one, ...more] = found;
  if (one === undefined) return [null, null];
  const outside = found.every((each) => each === "rural" || each === "town");
  const inside = found.every((each) => each === "city" || each === "suburb");
  return [more.length === 0 ? one : null, outside ? "outside cities" : inside ? "in or near a city" : null];
}

/** Elementary, high school or both. */
function gradeBands(grades: string | null): (string | null)[] {
  const read = /^\s*(PK|TK|K|\d{1,2})\s*[-–]\s*(\d{1,2})\s*$/i.exec(grades ?? "");
  if (read === null) return [null];
  const from = /^\d/.test(read[1] ?? "") ? Number(read[1]) : 0;
  const to = Number(read[2]);
  if (to > 12) return [null];
  if (to <= 8) return ["elementary"];
  return [from >= 6 ? "high school" : "all grades"];
}
