import fc from "fast-check";

type Json = Record<string, unknown>;

/** What nobody expects in a payload. */
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom("", "\u0000", "\ud800", "__proto__", "constructor", "9".repeat(400), -0, 1e308, [], {}, null),
  fc.string({ unit: "binary", maxLength: 50 }),
);

/** A genuine payload in which up to three places hold something else, or are gone. */
export const disturbed = (genuine: (() => Json)[]): fc.Arbitrary<Json> =>
  fc
    .record({
      which: fc.constantFrom(...genuine),
      changes: fc.array(fc.record({ place: fc.nat(), gone: fc.boolean(), value: odd }), { minLength: 1, maxLength: 3 }),
    })
    .map(({ which, changes }) => {
      const payload = structuredClone(which());
      for (const { place, gone, value } of changes) {
        const places = placesIn(payload);
        const found = places[place % places.length];
        if (found === undefined) continue;
        if (gone) delete found.of[found.name];
        else found.of[found.name] = value;
      }
      return payload;
    });

function placesIn(value: unknown): { of: Json; name: string }[] {
  if (typeof value !== "object" || value === null) return [];
  const of = value as Json;
  return Object.keys(of).flatMap((name) => [{ of, name }, ...placesIn(of[name])]);
}
