import type { Said, Trait } from "./matching/coarse.js";

/** A district as somebody may read of it who is not to know its name: "a district with 4,000 to 12,000 students, …". */
export function coarseText(said: readonly Said[]): string {
  const parts = said.flatMap(({ trait, band }) => phrases[trait](band) ?? []);
  return parts.length === 0 ? "a member of your network" : `a district ${parts.join(", ")}`;
}

const count = (figure: string) => Number(figure).toLocaleString("en-US");

const range =
  (of: (from: string, to: string) => string, over: (from: string) => string, under: (to: string) => string) =>
  (band: string): string => {
    const [from = "0", to = ""] = band.split("-");
    return to === "" ? over(count(from)) : from === "0" ? under(count(to)) : of(count(from), count(to));
  };

const shares = (of: string) =>
  range(
    (from, to) => `with ${from} to ${to} % ${of}`,
    (from) => `with more than ${from} % ${of}`,
    (to) => `with less than ${to} % ${of}`,
  );

const places: Readonly<Record<string, string>> = {
  rural: "in the country",
  town: "in a town",
  suburb: "in a suburb",
  city: "in a city",
  "outside cities": "outside of cities",
  "in or near a city": "in or near a city",
};
const schools: Readonly<Record<string, string>> = {
  elementary: "with elementary and middle grades",
  "high school": "with middle and high schools",
  "all grades": "with all grades",
};

const phrases: Readonly<Record<Trait, (band: string) => string | undefined>> = {
  topic: () => "that works on the same topic",
  worked: () => "that found something that works",
  strategy: () => "that tried the same",
  size: range(
    (from, to) => `with ${from} to ${to} students`,
    (from) => `with more than ${from} students`,
    (to) => `with fewer than ${to} students`,
  ),
  "english learners": shares("English learners"),
  meals: shares("low-income students"),
  locale: (band) => places[band],
  grades: (band) => schools[band],
};
