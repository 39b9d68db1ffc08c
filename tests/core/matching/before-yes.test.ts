import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  coarseOf,
  type Neighbour,
  pairWork,
  saysWhy,
  type Told,
  toldBefore,
  toldOverQuestion,
} from "../../../src/core/matching/before-yes.js";
import { fewest } from "../../../src/core/matching/coarse.js";
import type { ProblemFacts } from "../../../src/core/matching/model.js";
import { prepare, score } from "../../../src/core/matching/score.js";
import { toldWords } from "../../../src/core/matching/told-words.js";
import { topics } from "../../../src/core/matching/topics.js";
import { calli } from "./calli.js";
import { anyProblem, problem } from "./problems.js";

type District = { id: string; collaborationId: string; facts: ProblemFacts; known: boolean };

const neighbour = ({ id, collaborationId, facts, known }: District): Neighbour => ({
  district: { id, profile: facts.profile },
  collaborationIds: new Set([collaborationId]),
  problems: known ? [prepare(facts)] : [],
});

/** How many districts that the reader could name fit everything that is said. */
function fitting(told: Told, reader: District, not: ReadonlySet<string>, network: readonly Neighbour[]): string[] {
  // Told again here, and not taken from where it is reckoned.
  return network
    .filter(({ district }) => district.id !== reader.id && !not.has(district.id))
    .filter(({ collaborationIds }) => !told.together || collaborationIds.has(reader.collaborationId))
    .map((one) => coarseOf(one, told))
    .filter(({ bands }) => told.said.every(({ trait, band }) => bands[trait].includes(band)))
    .map(({ districtId }) => districtId);
}

function everyPair(districts: readonly District[], not: (reader: District) => ReadonlySet<string>) {
  const network = districts.map(neighbour);
  const found: { reader: District; other: District; told: Told | undefined; fits: string[] }[] = [];
  for (const reader of districts)
    for (const other of districts) {
      if (reader === other || not(reader).has(other.id)) continue;
      const [mine, theirs] = [prepare(reader.facts), prepare(other.facts)];
      const work = pairWork(score(mine, theirs, "peer help"));
      const naming = { reader: reader.id, collaborationId: reader.collaborationId, not: not(reader) };
      const told = toldBefore(naming, { ...other, districtId: other.id }, network, work);
      found.push({ reader, other, told, fits: told === undefined ? [] : fitting(told, reader, not(reader), network) });
    }
  return found;
}

const anyNetwork = fc
  .array(
    fc.record({
      facts: anyProblem,
      collaborationId: fc.constantFrom("literacy", "math"),
      known: fc.boolean(),
      // Few topics and strategies, so that some are shared by three and more.
      confirmed: fc.subarray(topics.slice(0, 3).map(({ id }) => id)),
      worked: fc.subarray(["talk_protocols", "coaching"] as const),
    }),
    { minLength: 2, maxLength: 14 },
  )
  .map((rows) =>
    rows.map(({ facts, confirmed, worked, ...row }, n): District => {
      const tried = [{ title: "a secret title", strategies: worked, outcome: "worked" as const }];
      const id = `district-${n}`;
      return { ...row, id, facts: { ...facts, id: `problem-${n}`, districtId: id, confirmed, tried } };
    }),
  );

const noMore: ReadonlySet<string> = new Set();

describe("what a side is told before both agreed", () => {
  it("fits three districts at least that the reader could name, or nothing is said", () => {
    let said = 0;
    fc.assert(
      fc.property(anyNetwork, fc.nat({ max: 3 }), (districts, partners) => {
        const not = ({ id }: District) =>
          new Set(
            districts
              .map((one) => one.id)
              .filter((one) => one !== id)
              .slice(0, partners),
          );
        for (const { other, told, fits } of everyPair(districts, not)) {
          if (told === undefined) continue;
          expect(fits.length).toBeGreaterThanOrEqual(fewest);
          expect(fits).toContain(other.id);
          said += told.said.length;
        }
      }),
      { numRuns: 150 },
    );
    expect(said).toBeGreaterThan(100);
  }, 60_000);

  it("fits three districts at least as well over a question, what it is about counted before anything else", () => {
    let said = 0;
    let bare = 0;
    const aTopic = fc.constantFrom(undefined, ...topics.slice(0, 3).map(({ id }) => id));
    fc.assert(
      fc.property(anyNetwork, fc.nat({ max: 3 }), aTopic, fc.boolean(), (districts, kept, topic, within) => {
        const network = districts.map(neighbour);
        for (const reader of districts) {
          const others = districts.filter((one) => one !== reader);
          const not = new Set(others.slice(0, kept).map(({ id }) => id));
          for (const { id: districtId, collaborationId } of others) {
            if (not.has(districtId) || (within && collaborationId !== reader.collaborationId)) continue;
            const naming = { reader: reader.id, collaborationId: reader.collaborationId, not };
            const told = toldOverQuestion(naming, { districtId, collaborationId }, network, { topic, within });
            if (told === undefined) continue;
            const here = { ...told, together: told.together || within };
            // Nothing beyond the network where three do not work on what the question is about: it itself is taken to.
            if (told.said.length === 0) {
              expect(told.together).toBe(false);
              expect(fitting(here, reader, not, network).length).toBeGreaterThanOrEqual(fewest);
              bare++;
              continue;
            }
            expect(told.said[0]).toEqual({ trait: "topic", band: "yes" });
            const more = { ...here, said: told.said.filter(({ trait }) => trait !== "topic") };
            const fits = new Set([...fitting(here, reader, not, network), districtId]);
            expect(fits.size).toBeGreaterThanOrEqual(fewest);
            expect(fitting(more, reader, not, network)).toContain(districtId);
            said += told.said.length;
          }
        }
      }),
      { numRuns: 150 },
    );
    expect(said).toBeGreaterThan(100);
    expect(bare).toBeGreaterThan(100);
  }, 60_000);

  it("is made of what may be said and of nothing else: the same list gives the same words", () => {
    fc.assert(
      fc.property(anyNetwork, (districts) => {
        const words = new Map<string, string>();
        for (const { told } of everyPair(districts, () => noMore)) {
          if (told === undefined) continue;
          const { together, said } = told;
          const about = (trait: string) => said.some((one) => one.trait === trait);
          const key = JSON.stringify({
            together,
            said,
            topic: about("topic") ? told.topic : undefined,
            strategy: about("strategy") ? told.strategy : undefined,
          });
          const text = JSON.stringify(toldWords(told));
          expect(words.get(key) ?? text).toBe(text);
          words.set(key, text);
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it("holds for every pair of CALLI's 25 districts, in its community and in the whole network", () => {
    for (const oneCollaboration of [true, false]) {
      const districts = calli.map(({ name, profile, community }, n): District => {
        const confirmed = [topics[n % 4]?.id ?? "grading"];
        const strategies = n % 3 === 0 ? (["talk_protocols"] as const) : (["coaching"] as const);
        const tried = [{ title: "a secret title", strategies: [...strategies], outcome: "worked" as const }];
        const facts = problem({ id: `p${n}`, districtId: name, profile, confirmed, tried });
        return { id: name, collaborationId: oneCollaboration ? "all" : (community ?? ""), facts, known: true };
      });
      let telling = 0;
      const kinds = new Set<string>();
      for (const { reader, other, told, fits } of everyPair(districts, () => noMore)) {
        expect(told).toBeDefined();
        if (told === undefined) continue;
        expect(fits.length).toBeGreaterThanOrEqual(fewest);
        const text = JSON.stringify(toldWords(told));
        for (const { name, profile } of calli) {
          expect(text).not.toContain(name);
          expect(text).not.toContain(profile.enrollment?.toLocaleString("en-US"));
        }
        expect(text).not.toContain("secret");
        expect([reader.id, other.id].some((name) => text.includes(name))).toBe(false);
        if (told.said.length > 0) telling++;
        for (const { trait } of told.said) kinds.add(trait);
      }
      // It is no guarantee by silence.
      expect(telling).toBeGreaterThan(100);
      expect(kinds.size).toBeGreaterThan(oneCollaboration ? 2 : 1);
    }
  }, 60_000);

  it("says the topic and what worked only where three have them", () => {
    const make = (n: number, topic: (typeof topics)[number]["id"], worked: boolean): District => {
      const tried = worked
        ? [{ title: "Talk", strategies: ["talk_protocols" as const], outcome: "worked" as const }]
        : [];
      const facts = problem({ id: `p${n}`, districtId: `d${n}`, confirmed: [topic], tried });
      return { id: `d${n}`, collaborationId: "all", facts, known: true };
    };
    const reader = make(0, "grading", false);
    const talk = "They tried structured talk protocols, and it worked; you have not.";
    const toldFor = (others: District[]) =>
      everyPair([reader, ...others], () => noMore).find((one) => one.reader === reader)?.told;
    const wordsFor = (others: District[]) => {
      const told = toldFor(others);
      if (told !== undefined) expect(saysWhy(told)).toBe(toldWords(told).reasons.length > 0);
      return told && toldWords(told);
    };
    const three = [make(1, "grading", true), make(2, "grading", true), make(3, "grading", true)];
    expect(wordsFor(three)).toEqual({
      described: "A district in your collaboration.",
      reasons: ["You both work on D and F grades.", talk],
    });
    const two = [make(1, "grading", true), make(2, "grading", false), make(3, "absence", true)];
    expect(wordsFor(two)?.reasons).toEqual([]);
    expect(wordsFor(three.slice(1))).toBeUndefined();
    // Who keeps its problem to itself is counted for nothing that is about its work.
    const silent = [...three.slice(0, 2), { ...make(3, "grading", true), known: false }];
    expect(wordsFor(silent)?.reasons).toEqual([]);
  });

  it("gives bands as words", () => {
    const words = (trait: "size" | "english learners" | "meals" | "locale" | "grades", band: string) =>
      toldWords({ together: false, topic: undefined, strategy: undefined, said: [{ trait, band }] }).described;
    expect(words("size", "2000-6000")).toBe("A district in your network. It has between 2,000 and 6,000 students.");
    expect(words("size", "0-2000")).toContain("fewer than 2,000 students");
    expect(words("size", "15000-")).toContain("15,000 or more students");
    expect(words("english learners", "15-30")).toContain("between 15 and 30 % English learners");
    expect(words("meals", "80-")).toContain("80 % or more students with free or reduced-price meals");
    expect(words("locale", "outside cities")).toContain("It is outside the cities");
    expect(words("grades", "elementary")).toContain("elementary grades");
  });
});
