import { expect } from "vitest";
import { later, north, saveAll, south } from "./sample-rows.js";
import type { StoreCase } from "./store-cases.js";

const { scope } = north;
const [one, two] = north.districts;
const marked = (rows: { problemId: string }[]) => rows.map(({ problemId }) => problemId);

export const matchingCases: StoreCase[] = [
  {
    name: "keeps the ledger of consent: what is withdrawn stays on record and is in force no more",
    async run(openFresh) {
      const { store } = await openFresh();
      const wider = { ...one.consent, id: "wider", level: "network" as const, at: later(5) };
      const about = { ...one.consent, id: "about a cycle", what: "cycle" as const, subjectId: one.cycle.id };
      await store.write(async (tables) => {
        await saveAll(tables, north);
        await tables.matching.withdrawConsent(scope, one.consent.id, one.lead.id, later(4));
        await tables.matching.addConsent(scope, wider);
        await tables.matching.addConsent(scope, about);
        // A second withdrawal changes nothing.
        await tables.matching.withdrawConsent(scope, one.consent.id, two.lead.id, later(9));
      });
      const withdrawn = { ...one.consent, withdrawnAt: later(4), withdrawnBy: one.lead.id };
      await store.read(async ({ matching }) => {
        expect(await matching.consentsTo(scope, "problem", [one.problem.id])).toEqual([withdrawn, wider]);
        expect(await matching.consentsTo(scope, "cycle", [one.cycle.id])).toEqual([about]);
        expect(await matching.consentsInForce(scope, "problem")).toEqual([two.consent, wider]);
        expect(await matching.consentsInForce(one.scope, "problem")).toEqual([wider]);
      });
    },
  },
  {
    name: "keeps topics, choices, blocks and vectors, and gives problems as they are now",
    async run(openFresh) {
      const { store } = await openFresh();
      const later1 = { ...one.topicChoice, id: "later", topics: [], other: "Bus routes", at: later(1) };
      const second = { ...one.problemVersion, id: "second", version: 2, statement: null };
      await store.write(async (tables) => {
        await saveAll(tables, north);
        await tables.matching.addTopicChoice(scope, later1);
        await tables.matching.saveChoice(scope, { ...one.choice, outOfGroups: false, openRequests: null });
        await tables.matching.saveBlock(scope, { ...one.block, liftedAt: later(2) });
        await tables.matching.saveVector(scope, { ...one.vector, numbers: [1, 2, 3] });
        await tables.cycles.saveProblem(scope, { ...one.problem, version: 2 }, second);
      });
      await store.read(async ({ matching }) => {
        expect(await matching.topicChoices(scope, [one.problem.id])).toEqual([one.topicChoice, later1]);
        expect(await matching.choices(one.scope)).toEqual([{ ...one.choice, outOfGroups: false, openRequests: null }]);
        expect(await matching.blocks(scope)).toEqual([{ ...one.block, liftedAt: later(2) }, two.block]);
        expect(await matching.vectors(scope, "sample", "1")).toEqual([
          { ...one.vector, numbers: [1, 2, 3] },
          two.vector,
        ]);
        expect(await matching.vectors(scope, "sample", "2")).toEqual([]);
        expect(await matching.vectors(scope, "sample", "1", [two.problem.id, "unknown"])).toEqual([two.vector]);
        expect(await matching.vectors(scope, "sample", "1", [])).toEqual([]);
        const problems = await matching.problemsByIds(scope, [one.problem.id, "unknown"]);
        expect(problems).toEqual([{ problem: { ...one.problem, version: 2 }, current: second }]);
      });
    },
  },
  {
    name: "removes a problem's vectors of every provider, and no other problem's",
    async run(openFresh) {
      const { store } = await openFresh();
      await store.write(async (tables) => {
        await saveAll(tables, north);
        await tables.matching.saveVector(scope, { ...one.vector, providerVersion: "2" });
        await tables.matching.saveVector(scope, { ...two.vector, provider: "other" });
        await tables.matching.removeVectors(one.scope, two.problem.id);
        await tables.matching.removeVectors(scope, one.problem.id);
      });
      await store.read(async ({ matching }) => {
        expect(await matching.vectors(scope, "sample", "1")).toEqual([two.vector]);
        expect(await matching.vectors(scope, "sample", "2")).toEqual([]);
        expect(await matching.vectors(scope, "other", "1")).toEqual([{ ...two.vector, provider: "other" }]);
      });
    },
  },
  {
    name: "marks a problem with everything that changes what it is compared by, in the order of the commits",
    async run(openFresh) {
      const { store } = await openFresh();
      await store.write((tables) => saveAll(tables, north));
      await store.write((tables) => saveAll(tables, south));
      const seen = await store.read(({ matching }) => matching.changedSince(scope, 0));
      expect(marked(seen).sort()).toEqual([one.problem.id, two.problem.id].sort());
      let last = Math.max(...seen.map(({ seq }) => seq));
      const changes: [string, Parameters<typeof store.write>[0], string[]][] = [
        ["nothing", async () => {}, []],
        [
          "a version",
          (t) =>
            t.cycles.saveProblem(
              scope,
              { ...one.problem, version: 2 },
              { ...one.problemVersion, id: "v2", version: 2 },
            ),
          [one.problem.id],
        ],
        ["topics", (t) => t.matching.addTopicChoice(scope, { ...two.topicChoice, id: "t2" }), [two.problem.id]],
        ["consent", (t) => t.matching.addConsent(scope, { ...one.consent, id: "c2" }), [one.problem.id]],
        ["withdrawal", (t) => t.matching.withdrawConsent(scope, "c2", one.lead.id, later(1)), [one.problem.id]],
        ["a vector", (t) => t.matching.saveVector(scope, two.vector), [two.problem.id]],
        ["no vector any more", (t) => t.matching.removeVectors(scope, two.problem.id), [two.problem.id]],
        ["none that was there", (t) => t.matching.removeVectors(scope, two.problem.id), []],
        [
          "a test that is shared",
          (t) => t.matching.addConsent(scope, { ...one.consent, id: "c3", what: "cycle", subjectId: one.cycle.id }),
          [one.problem.id],
        ],
        [
          "consent to something else",
          (t) => t.matching.addConsent(scope, { ...one.consent, id: "c4", what: "introduction", subjectId: "m" }),
          [],
        ],
        ["a cycle under way", (t) => t.cycles.save(scope, { ...one.cycle, title: "Other", version: 2 }, 1), []],
        [
          "a closed cycle",
          (t) => t.cycles.save(scope, { ...one.cycle, stage: "closed", version: 3 }, 2),
          [one.problem.id],
        ],
        [
          "a district's profile",
          (t) => t.roster.save(scope, { districts: north.roster.districts.slice(0, 1) }),
          [one.problem.id],
        ],
        ["another network", (t) => t.matching.addTopicChoice(south.scope, southern), []],
      ];
      const southern = { ...south.districts[0].topicChoice, id: "south again" };
      for (const [what, work, expected] of changes) {
        await store.write(work);
        const found = await store.read(({ matching }) => matching.changedSince(scope, last));
        expect(marked(found), what).toEqual(expected);
        for (const { seq } of found) {
          expect(seq, what).toBeGreaterThan(last);
          last = seq;
        }
      }
    },
  },
  {
    name: "keeps a match with both sides, gives it to either district, and tells which are due",
    async run(openFresh) {
      const { store } = await openFresh();
      const other = { ...two.match.sides[0], id: "other side", matchId: one.match.match.id };
      const both = { ...one.match, sides: [...one.match.sides, other] } as typeof one.match;
      await store.write(async (tables) => {
        await saveAll(tables, north);
        const again = { match: { ...both.match, version: 2 }, sides: both.sides };
        expect(await tables.matches.save(scope, again, 1)).toBe(true);
        expect(await tables.matches.save(scope, { ...again, match: { ...again.match, note: "Late" } }, 1)).toBe(false);
        expect(await tables.matches.save(scope, again, 0)).toBe(false);
      });
      await store.read(async ({ matches }) => {
        const { id } = one.match.match;
        for (const from of [scope, one.scope, two.scope]) {
          const found = await matches.find(from, id);
          expect(found?.match).toEqual({ ...one.match.match, version: 2 });
          expect(found?.sides.map((side) => side.id).sort()).toEqual(both.sides.map((side) => side.id).sort());
        }
        expect((await matches.all(one.scope)).map(({ match }) => match.id)).toEqual([id]);
        expect(await matches.all(two.scope)).toHaveLength(2);
        expect(await matches.due(scope, later(59_999))).toEqual([]);
        expect(await matches.due(scope, later(60_000))).toHaveLength(2);
        expect(await matches.nextDue(later(0))).toEqual(later(60_000));
        expect(await matches.nextDue(later(60_000))).toBeUndefined();
      });
    },
  },
  {
    name: "keeps help requests with their offers, refuses a version that was overtaken, and tells which are due",
    async run(openFresh) {
      const { store } = await openFresh();
      const answered = { ...two.offer, id: "for one", requestId: one.request.id, askedAt: later(10) };
      const closed = { ...one.request, state: "closed" as const, taken: "The evening calls", version: 2 };
      await store.write(async (tables) => {
        await saveAll(tables, north);
        await tables.help.saveOffer(scope, { ...answered, state: "asked", text: null });
        await tables.help.saveOffer(scope, answered);
      });
      await store.read(async ({ help }) => {
        expect(await help.request(scope, one.request.id)).toEqual(one.request);
        expect(await help.offersOn(scope, [one.request.id])).toEqual([one.offer, answered]);
        expect(await help.offersOn(two.scope, [one.request.id])).toEqual([answered]);
        expect(await help.offer(two.scope, answered.id)).toEqual(answered);
        expect((await help.due(scope, later(60_000))).map(({ id }) => id)).toEqual([one.request.id, two.request.id]);
        expect(await help.nextDue(later(0))).toEqual(later(60_000));
      });
      await store.write(async ({ help }) => {
        expect(await help.saveRequest(scope, closed, 1)).toBe(true);
        expect(await help.saveRequest(scope, { ...closed, taken: "Late" }, 1)).toBe(false);
      });
      await store.read(async ({ help }) => {
        expect(await help.request(scope, one.request.id)).toEqual(closed);
        expect((await help.due(scope, later(60_000))).map(({ id }) => id)).toEqual([two.request.id]);
      });
    },
  },
  {
    name: "keeps drafted and published groups, the latest first, and the rules for pairs",
    async run(openFresh) {
      const { store } = await openFresh();
      const { collaborationId } = one.round;
      const next = { ...one.round, id: "next", at: later(5), state: "published" as const, publishedAt: later(6) };
      await store.write(async (tables) => {
        await saveAll(tables, north);
        expect(await tables.groups.saveRound(scope, next, 0)).toBe(true);
        expect(await tables.groups.saveRound(scope, { ...one.round, groups: [], version: 2 }, 1)).toBe(true);
        expect(await tables.groups.saveRound(scope, { ...one.round, version: 2 }, 1)).toBe(false);
        await tables.groups.saveRule(scope, { ...one.pairRule, liftedAt: later(3) });
      });
      await store.read(async ({ groups }) => {
        expect(await groups.round(scope, "next")).toEqual(next);
        const rounds = await groups.rounds(scope, collaborationId);
        expect(rounds.map(({ id }) => id)).toEqual(["next", one.round.id, two.round.id]);
        expect(rounds[1]?.groups).toEqual([]);
        expect(await groups.rules(scope, collaborationId)).toEqual([
          { ...one.pairRule, liftedAt: later(3) },
          two.pairRule,
        ]);
        expect(await groups.rounds(one.scope, collaborationId)).toEqual([]);
      });
    },
  },
];
