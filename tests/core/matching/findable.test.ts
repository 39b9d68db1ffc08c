import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cycle } from "../../../scripts/gallery/examples.js";
import type { Cycle } from "../../../src/core/cycle/model.js";
import { agree } from "../../../src/core/matching/consent.js";
import { accessTo, type Finder, findable } from "../../../src/core/matching/findable.js";
import { readerOf } from "../../../src/core/matching/reader.js";
import {
  type Consent,
  type DistrictBlock,
  type Match,
  type SharingLevel,
  sharingLevels,
} from "../../../src/core/matching/records.js";
import { searchTests } from "../../../src/core/matching/search.js";
import { seenCycle, soughtIn } from "../../../src/core/matching/seen-cycle.js";

type Team = { id: string; districtId: string; collaborationId: string };
type Event =
  | { do: "share"; cycle: number; level: SharingLevel; towards: number | null }
  | { do: "introduce" | "part" | "block" | "lift"; a: number; b: number };

const districtsMax = 5;
const at = fc.nat({ max: 30 });
const teamsOf = fc.array(
  fc.record({ district: fc.nat({ max: districtsMax - 1 }), collaboration: fc.nat({ max: 1 }) }),
  { minLength: 2, maxLength: 7 },
);
const cyclesOf = fc.array(fc.record({ team: at, closed: fc.boolean() }), { minLength: 1, maxLength: 10 });
const level = fc.constantFrom(...sharingLevels);
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("share" as const),
      cycle: at,
      level,
      towards: fc.option(fc.nat({ max: districtsMax - 1 }), { freq: 8 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom("introduce" as const, "part" as const, "block" as const, "lift" as const),
      a: fc.nat({ max: districtsMax - 1 }),
      b: fc.nat({ max: districtsMax - 1 }),
    }),
  },
);
const network = fc.record({ teams: teamsOf, cycles: cyclesOf, events: fc.array(event, { maxLength: 25 }) });

/** Every cycle has one word of its own; all have "shared words" in common. */
const wordOf = (nth: number) => `secret${"abcdefghijklmnop"[nth]}${"qrstuvwxyzabcdef"[nth]}word`;
const now = new Date("2026-01-20T18:00:00Z");

/** What the ledgers, matches and blocks are after these events, by the functions that the use cases call. */
function world({ teams: made, cycles: planned, events }: Generated) {
  const teams = made.map(
    ({ district, collaboration }, nth): Team => ({
      id: `t${nth}`,
      districtId: `d${district}`,
      collaborationId: `c${collaboration}`,
    }),
  );
  const cycles = planned.map(({ team, closed }, nth): Cycle => {
    const { id: teamId, districtId } = teams[team % teams.length] as Team;
    const title = `Shared words about ${wordOf(nth)}`;
    const id = `cycle${nth}`;
    return cycle({ id, teamId, districtId, title, stage: closed ? "closed" : "do" });
  });
  let consents: Consent[] = [];
  const matches: { match: Pick<Match, "state">; sides: { districtId: string }[] }[] = [];
  let blocks: DistrictBlock[] = [];
  // The same, as plainly as it can be said.
  const levels = new Map<string, { level: SharingLevel; towards: string | null }>();
  const partners: string[][] = [];
  const blocked = new Set<string>();
  for (const [nth, one] of events.entries()) {
    if (one.do === "share") {
      const subject = cycles[one.cycle % cycles.length] as Cycle;
      const team = { id: subject.teamId, networkId: "network-1", districtId: subject.districtId };
      const towards = one.towards === null ? null : `d${one.towards}`;
      const { withdraw, add } = agree(
        consents.filter(({ subjectId }) => subjectId === subject.id),
        {
          ...{ team, what: "cycle", subjectId: subject.id, level: one.level, personId: "lead" },
          ...{ key: `${nth}`, at: new Date(now.getTime() + nth) },
          ...(towards === null ? {} : { towardsDistrictId: towards }),
        },
      );
      consents = consents.map((entry) => (withdraw.includes(entry.id) ? { ...entry, withdrawnAt: now } : entry));
      if (add !== undefined) consents.push(add);
      levels.set(subject.id, { level: one.level, towards });
      continue;
    }
    const [a, b] = [`d${one.a}`, `d${one.b}`];
    if (a === b) continue;
    const same = (pair: readonly string[]) => pair.includes(a) && pair.includes(b);
    if (one.do === "introduce") {
      matches.push({ match: { state: "introduced" }, sides: [{ districtId: a }, { districtId: b }] });
      partners.push([a, b]);
    } else if (one.do === "part") {
      const found = matches.find(
        ({ match, sides }) => match.state === "introduced" && same(sides.map(({ districtId }) => districtId)),
      );
      if (found !== undefined) found.match = { state: "ended" };
      const place = partners.findIndex(same);
      if (place >= 0) partners.splice(place, 1);
    } else if (one.do === "block") {
      const id = `${nth}`;
      const made = { id, networkId: "network-1", districtId: a, otherDistrictId: b, personId: "p", at: now };
      blocks.push({ ...made, liftedAt: null });
      blocked.add(`${a}>${b}`);
    } else {
      const lifted = (block: DistrictBlock) => block.districtId === a && block.otherDistrictId === b;
      blocks = blocks.map((block) => (lifted(block) ? { ...block, liftedAt: now } : block));
      blocked.delete(`${a}>${b}`);
    }
  }
  return { teams, cycles, consents, matches, blocks, levels, partners, blocked };
}
type Generated = {
  teams: { district: number; collaboration: number }[];
  cycles: { team: number; closed: boolean }[];
  events: Event[];
};
type World = ReturnType<typeof world>;

/** Whether somebody on this team may read this cycle, from the plain facts alone. */
function mayRead({ teams, levels, partners, blocked }: World, reader: Team, one: Cycle): boolean {
  if (one.teamId === reader.id) return true;
  const { level, towards } = levels.get(one.id) ?? { level: "team", towards: null };
  if (one.stage !== "closed" || level === "team") return false;
  if (towards !== null && towards !== reader.districtId) return false;
  const [from, to] = [one.districtId, reader.districtId];
  if (blocked.has(`${from}>${to}`) || blocked.has(`${to}>${from}`)) return false;
  const owner = teams.find(({ id }) => id === one.teamId)?.collaborationId;
  const together = teams.some(({ districtId, collaborationId }) => districtId === to && collaborationId === owner);
  const met = from !== to && partners.some((pair) => pair.includes(from) && pair.includes(to));
  return level === "network" || (level === "collaboration" && (together || met)) || (level === "partner" && met);
}

/** All that `find` does with what was loaded. */
function find(of: World, finder: Finder, words: string): string[] {
  const all = findable(of.cycles, of.consents, of.teams, finder);
  const seen = all.map(({ cycle, access }) => {
    const nothing = { updates: [], versions: [], measures: [], amendments: [] };
    return seenCycle({ cycle, ...nothing, minN: 11, timeZone: "America/Los_Angeles" }, access, []);
  });
  return searchTests(seen.map(soughtIn), words).sort();
}

describe("find, over random networks, levels, withdrawals, partings and blocks", () => {
  it("shows somebody on a team just what is her team's and what reaches her now, whatever words she uses", () => {
    fc.assert(
      fc.property(network, (generated) => {
        const of = world(generated);
        for (const reader of of.teams) {
          const finder: Finder = {
            kind: "district",
            teamIds: new Set([reader.id]),
            reader: readerOf(reader.districtId, of),
          };
          const hers = of.cycles.filter((one) => mayRead(of, reader, one)).map(({ id }) => id);
          expect(find(of, finder, "shared words")).toEqual(hers.sort());
          for (const [nth, { id }] of of.cycles.entries()) {
            const found = find(of, finder, wordOf(nth));
            expect(found.filter((one) => !hers.includes(one))).toEqual([]);
            expect(found.includes(id)).toBe(hers.includes(id));
          }
        }
      }),
      { numRuns: 700 },
    );
  });

  it("shows a program manager just her teams' tests and what a collaboration or the network reads", () => {
    fc.assert(
      fc.property(network, fc.array(at, { maxLength: 3 }), (generated, chosen) => {
        const of = world(generated);
        const coached = new Set(chosen.map((nth) => `t${nth % of.teams.length}`));
        const hers = of.cycles.filter((one) => {
          const now = of.levels.get(one.id);
          const wide = now?.level === "collaboration" || now?.level === "network";
          return coached.has(one.teamId) || (one.stage === "closed" && wide && now?.towards === null);
        });
        const found = find(of, { kind: "network", coached }, "shared words");
        expect(found).toEqual(hers.map(({ id }) => id).sort());
      }),
      { numRuns: 500 },
    );
  });
});

describe("who may read a test", () => {
  const closed = { districtId: "a", teamId: "a-team", stage: "closed" as const };
  const entry = (level: SharingLevel): Consent => ({
    ...{ id: level, networkId: "n", districtId: "a", teamId: "a-team", what: "cycle", subjectId: "cycle", level },
    ...{ towardsDistrictId: null, personId: "lead", at: now, withdrawnAt: null, withdrawnBy: null },
  });
  const sister: Finder = {
    kind: "district",
    teamIds: new Set(["a-other"]),
    reader: readerOf("a", { teams: [{ districtId: "a", collaborationId: "math" }], matches: [], blocks: [] }),
  };

  it("is told apart: her own, one that she coaches, or shared", () => {
    const own: Finder = { ...sister, teamIds: new Set(["a-team"]) };
    expect(accessTo({ ...closed, stage: "do" }, "math", [], own)).toBe("own");
    expect(accessTo(closed, "math", [], { kind: "network", coached: new Set(["a-team"]) })).toBe("coached");
    expect(accessTo(closed, "math", [entry("network")], { kind: "network", coached: new Set() })).toBe("shared");
  });

  it("is another team of the same district only with its collaboration or the network", () => {
    expect(accessTo(closed, "math", [entry("partner")], sister)).toBeUndefined();
    expect(accessTo(closed, "math", [entry("collaboration")], sister)).toBe("shared");
    expect(accessTo(closed, "literacy", [entry("collaboration")], sister)).toBeUndefined();
    expect(accessTo(closed, "literacy", [entry("network")], sister)).toBe("shared");
  });

  it("is nobody else while the test goes on, and for a team that is not known", () => {
    expect(accessTo({ ...closed, stage: "act" }, "math", [entry("network")], sister)).toBeUndefined();
    expect(findable([cycle({ ...closed, id: "cycle" })], [entry("network")], [], sister)).toEqual([]);
  });

  it("is whoever was blocked once and is not any more", () => {
    const block = { districtId: "a", otherDistrictId: "b", liftedAt: null };
    const apart = (liftedAt: Date | null) =>
      readerOf("b", { teams: [], matches: [], blocks: [{ ...block, liftedAt }] }).apart;
    expect([...apart(null)]).toEqual(["a"]);
    expect([...apart(now)]).toEqual([]);
  });

  it("is found in entries about cycles alone", () => {
    const teams = [{ id: "a-team", collaborationId: "math" }];
    const other = { ...entry("network"), what: "problem" as const };
    expect(findable([cycle({ ...closed, id: "cycle" })], [other], teams, sister)).toEqual([]);
    expect(findable([cycle({ ...closed, id: "cycle" })], [entry("network")], teams, sister)).toHaveLength(1);
  });
});
