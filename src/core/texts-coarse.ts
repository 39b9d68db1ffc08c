import { list } from "./texts-matching-reasons.js";

/** Sentences about a district for somebody who is not to know its name. They take bands and words of our own, and nothing else. */
export const coarseTexts = {
  inCollaboration: "A district in your collaboration.",
  inNetwork: "A district in your network.",
  facts: (facts: readonly string[]) => `It has ${list(facts)}.`,
  students: (band: string) => range(band, "students", ""),
  learners: (band: string) => range(band, "English learners", " %"),
  meals: (band: string) => range(band, "students with free or reduced-price meals", " %"),
  place: (band: string) => places[band] ?? "",
  grades: (band: string) => grades[band] ?? "",
};

/** "2000-6000", "0-2000", "15000-": as core/matching/coarse.ts names its bands. */
function range(band: string, what: string, unit: string): string {
  const [low = "", high = ""] = band.split("-");
  const figure = (text: string) => `${Number(text).toLocaleString("en-US")}${unit}`;
  if (high === "") return `${figure(low)} or more ${what}`;
  if (Number(low) === 0)
    return unit === "" ? `fewer than ${figure(high)} ${what}` : `less than ${figure(high)} ${what}`;
  return `between ${Number(low).toLocaleString("en-US")} and ${figure(high)} ${what}`;
}

const places: Readonly<Record<string, string>> = {
  rural: "It is in the country.",
  town: "It is in a town.",
  suburb: "It is in a suburb.",
  city: "It is in a city.",
  "outside cities": "It is outside the cities and their suburbs.",
  "in or near a city": "It is in or near a city.",
};

const grades: Readonly<Record<string, string>> = {
  elementary: "It has elementary grades only.",
  "high school": "It has the upper grades only.",
  "all grades": "It has all grades.",
};
