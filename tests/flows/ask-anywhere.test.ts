import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { district, person, team } from "../../scripts/gallery/examples.js";
import { planOf } from "../../src/app/ask-plan.js";
import { loadProblemFacts } from "../../src/app/problem-facts.js";
import { fewest, profileBands } from "../../src/core/matching/coarse.js";
import type { HelpRequest, SharingLevel } from "../../src/core/matching/records.js";
import { prepare, score } from "../../src/core/matching/score.js";
import { describedWords } from "../../src/core/matching/told-words.js";
import type { District, DistrictProfile } from "../../src/core/network/model.js";
import { question } from "./help-scene.js";
import { network as anyNetwork, type House, openHouse } from "./house.js";
import { at } from "./scenes.js";

let house: House;
let made = 0;
beforeAll(async () => {
  house = await openHouse({ at: at("22", "13:00") });
});
afterAll(() => house.close());

const statements = {
  absence: "Chronic absence is high, and families do not answer our phone calls about absence.",
  grading: "Half of our ninth graders have a D or F in at least one class, and homework counts for most of it.",
};
const since = new Date("2025-09-01T00:00:00Z");

type Row = { profile: DistrictProfile; math: boolean; topic: keyof typeof statements; level: SharingLevel };
type Town = {
  rows: Row[];
  level: "collaboration" | "network";
  blocks: [number, number][];
  partners: [number, number][];
  askedBefore: number[];
};

const pair = fc.tuple(fc.nat({ max: 8 }), fc.nat({ max: 8 }));
const anyTown: fc.Arbitrary<Town> = fc.record({
  rows: fc.array(
    fc.record({
      profile: fc.record({
        enrollment: fc.constantFrom(1_000, 3_000, 20_000),
        schools: fc.constant(null),
        frpmPct: fc.constantFrom(30, 70, null),
        elPct: fc.constantFrom(10, 35, null),
        locale: fc.constantFrom("Rural", "City", null),
        grades: fc.constantFrom("K-8", "K-12", null),
      }),
      math: fc.boolean(),
      topic: fc.constantFrom("absence", "absence", "absence", "grading"),
      level: fc.constantFrom<SharingLevel>("network", "network", "collaboration", "team"),
    }),
    { minLength: 3, maxLength: 9 },
  ),
  level: fc.constantFrom("network", "network", "collaboration"),
  blocks: fc.array(pair, { maxLength: 3 }),
  partners: fc.array(pair, { maxLength: 2 }),
  askedBefore: fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 2 }),
});

/** The first district asks; every district has a team with a lead who can be written to. */
async function build({ rows, level, blocks, partners, askedBefore }: Town) {
  const network = { ...anyNetwork, id: `any-${made++}` };
  const scope = { networkId: network.id };
  const idOf = (n: number, what: string) => `${network.id}-${what}-${n}`;
  const owned = (n: number) => ({ ...scope, districtId: idOf(n, "district"), teamId: idOf(n, "team") });
  const real = ([a, b]: [number, number]) => a !== b && a < rows.length && b < rows.length;
  const districts = rows.map(
    ({ profile }, n): District => ({ ...district, ...scope, id: idOf(n, "district"), name: idOf(n, "name"), profile }),
  );
  const [math, reading] = [idOf(0, "math"), idOf(0, "reading")];
  const request: HelpRequest = {
    ...owned(0),
    id: idOf(0, "request"),
    ...{ personId: idOf(0, "lead"), question, by: null, topics: ["absence"], step: "program manager", level },
    ...{ state: "open", createdAt: since, nextAt: null, closedAt: null, taken: null, givenBack: null, adapted: null },
    version: 1,
  };
  await house.store.write(async (tables) => {
    await tables.networks.save(network);
    await tables.roster.save(scope, {
      collaborations: [math, reading].map((id) => ({
        ...{ ...scope, id, name: id, focus: "x", aim: "y", startsOn: "2025-08-01", endsOn: "2028-06-30" },
      })),
      districts,
    });
    await tables.roster.save(scope, {
      teams: rows.map((row, n) => ({
        ...{ ...team, ...scope, id: idOf(n, "team"), districtId: idOf(n, "district") },
        collaborationId: row.math ? math : reading,
      })),
      people: rows.map((_, n) => ({ ...person(idOf(n, "lead")), ...scope, districtId: idOf(n, "district") })),
      memberships: rows.map((_, n) => ({
        ...{ ...owned(n), id: idOf(n, "membership"), personId: idOf(n, "lead"), level: "school" as const },
        ...{ lead: true, from: "2025-08-01", until: null },
      })),
    });
    for (const [n, row] of rows.entries()) {
      await tables.workspaces.save({
        ...{ ...scope, id: idOf(n, "space"), platform: "paper", externalId: idOf(n, "space"), name: "a workspace" },
        ...{ districtId: idOf(n, "district"), state: "linked", installedAt: since, removedAt: null },
      });
      await tables.workspaces.saveIdentities(scope, [
        {
          ...{ ...scope, id: idOf(n, "identity"), workspaceId: idOf(n, "space"), personId: idOf(n, "lead") },
          ...{ externalUser: idOf(n, "lead"), direct: null, claimedBy: "code", claimedAt: since },
          unreachableSince: null,
        },
      ]);
      const problemId = idOf(n, "problem");
      await tables.cycles.saveProblem(
        scope,
        { ...owned(n), id: problemId, version: 1, createdAt: since },
        {
          ...{ ...scope, id: idOf(n, "version"), districtId: idOf(n, "district"), problemId, version: 1 },
          ...{ statement: statements[row.topic], focusArea: null, studentGroups: [], gradeBands: [], rootCauses: [] },
          ...{ evidence: null, dashboardColor: null, intendedOutcome: null, investment: null, why: null },
          ...{ personId: null, at: since },
        },
      );
      await tables.matching.addTopicChoice(scope, {
        ...{ ...owned(n), id: idOf(n, "topic"), problemId, version: 1, topics: [row.topic], other: null },
        ...{ personId: idOf(n, "lead"), at: since },
      });
      if (row.level !== "team")
        await tables.matching.addConsent(scope, {
          ...{ ...owned(n), id: idOf(n, "consent"), what: "problem", subjectId: problemId, level: row.level },
          ...{ towardsDistrictId: null, personId: idOf(n, "lead"), at: since, withdrawnAt: null, withdrawnBy: null },
        });
    }
    for (const [at, [a, b]] of blocks.filter(real).entries())
      await tables.matching.saveBlock(scope, {
        ...{ ...scope, id: idOf(at, "block"), districtId: idOf(a, "district"), otherDistrictId: idOf(b, "district") },
        ...{ personId: idOf(a, "lead"), at: since, liftedAt: null },
      });
    for (const [at, sides] of partners.filter(real).entries())
      await tables.matches.save(
        scope,
        {
          match: {
            ...{ ...scope, id: idOf(at, "match"), collaborationId: null, purpose: "introduction", state: "introduced" },
            ...{ ending: null, score: 0.5, proposedBy: null, proposedAt: since, note: null, approvedBy: null },
            ...{ offeredAt: since, introducedAt: since, dueOn: null, metAsked: 0, renewals: 0, nextAt: null },
            ...{ endedAt: null, version: 1 },
          },
          sides: sides.map((n) => ({
            ...{ ...owned(n), id: idOf(at, `side-${n}`), matchId: idOf(at, "match"), problemId: idOf(n, "problem") },
            ...{ reasons: [], described: "", answer: "yes", answeredBy: null, answeredAt: since, whyNot: null },
            ...{ met: null, renew: null },
          })),
        },
        0,
      );
    await tables.help.saveRequest(scope, request, 0);
    for (const n of new Set(askedBefore.filter((one) => one < rows.length)))
      await tables.help.saveOffer(scope, {
        ...{ ...owned(n), id: idOf(n, "offer"), requestId: request.id, from: "districts", state: "not now" },
        ...{ reasons: [], described: "", personId: null, text: null, askedAt: since, answeredAt: since },
      });
  });
  /** Whom the district could mean that reads of `subject`, reckoned here once more. */
  const couldMean = (reader: number, subject: number): number[] =>
    rows.flatMap((row, n) => {
      const touches = (all: [number, number][]) =>
        all.some((one) => one.includes(n) && one.includes(reader) && real(one));
      if (n === reader || touches(blocks)) return [];
      if (level === "collaboration" && row.math !== rows[reader]?.math) return [];
      if (n === subject) return [n];
      return touches(partners) || (reader === 0 && askedBefore.includes(n)) ? [] : [n];
    });
  return { network, request, couldMean, numberOf: (id: string) => districts.findIndex((one) => one.id === id) };
}

/** Everything that may be said of a district, in words. */
function phrasesOf({ profile }: Row): string[] {
  const bands = Object.entries(profileBands(profile)) as [keyof ReturnType<typeof profileBands>, (string | null)[]][];
  return bands.flatMap(([trait, all]) =>
    all.flatMap((band) => {
      if (band === null) return [];
      const words = describedWords({ together: false, said: [{ trait, band }] });
      return [words.replace("A district in your network. ", "").replace(/^It has |\.$/g, "")];
    }),
  );
}

describe("what both sides of any question read of each other", () => {
  const runs = 100;
  it(`fits three districts that the reader could mean, the topic counted, in ${runs} networks`, async () => {
    const seen = { plans: 0, bare: 0, more: 0, together: 0, nothing: 0 };
    await fc.assert(
      fc.asyncProperty(anyTown, async (town) => {
        const { rows } = town;
        const { network, request, couldMean, numberOf } = await build(town);
        const scope = { networkId: network.id };
        const { plan, offers } = await house.store.read(async (view) => {
          const ids = rows.map((_, n) => `${network.id}-problem-${n}`);
          const known = (await loadProblemFacts(view, scope, ids, "shared")).map(({ facts }) => prepare(facts));
          const own = known.find(({ facts }) => facts.districtId === request.districtId);
          if (own === undefined) throw new Error("no problem of her own");
          const mine = prepare({ ...own.facts, id: request.id, statement: question, confirmed: ["absence"] });
          const theirs = known.filter((one) => one !== own);
          const found = theirs.map((one) => ({ theirs: one, scored: score(mine, one, "peer help") }));
          const offers = await view.help.offersOn(scope, [request.id]);
          return { offers, plan: await planOf(view, network, { request, offers }, found, house.now()) };
        });
        const universe = new Set(rows.flatMap(phrasesOf));
        const holds = (text: string, reader: number, subject: number) => {
          const said = [...universe].filter((one) => text.includes(one));
          const together = text.startsWith("A district in your collaboration.");
          const fits = couldMean(reader, subject).filter((n) => {
            const row = rows[n];
            if (row === undefined || (together && row.math !== rows[reader]?.math)) return false;
            const onTopic = n === subject || (row.topic === "absence" && row.level !== "team");
            const bare = said.length === 0 && !together;
            return bare || (onTopic && said.every((one) => phrasesOf(row).includes(one)));
          });
          expect(fits.length, text).toBeGreaterThanOrEqual(fewest);
          expect(fits).toContain(subject);
          seen.together += together ? 1 : 0;
          seen[said.length === 0 ? "bare" : "more"]++;
        };
        for (const { to, offer } of plan.picks) {
          const asked = numberOf(offer.districtId);
          expect(offers.map(({ districtId }) => districtId)).not.toContain(offer.districtId);
          holds(to, 0, asked);
          holds(offer.described, asked, 0);
          seen.plans++;
        }
        if (plan.nobody === "few") seen.nothing++;
        else expect(couldMean(0, -1).length).toBeGreaterThanOrEqual(fewest);
      }),
      { numRuns: runs },
    );
    // It is no guarantee by silence.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(3);
  }, 120_000);
});
