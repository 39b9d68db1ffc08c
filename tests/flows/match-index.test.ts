import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createEmbedder } from "../../src/app/embed-problems.js";
import { createMatchIndex } from "../../src/app/match-index.js";
import { loadStanding } from "../../src/app/parties.js";
import type { ProblemVersion } from "../../src/core/cycle/model.js";
import type { PairRule, SharingLevel } from "../../src/core/matching/records.js";
import { httpEmbedding } from "../../src/embedding/http.js";
import { furnish, type House, network, openHouse } from "./house.js";
import { furnishSecondDistrict } from "./neighbours.js";

const scope = { networkId: network.id };
const absence =
  "Too many families keep their children home on Fridays, and we lose a tenth of the year with each of them.";
const alsoAbsence = "A third of our students were chronically absent last year.";
const at = new Date("2026-01-14T23:30:00Z");

let house: House;
beforeEach(async () => {
  house = await openHouse({ at: "2026-01-15T18:00:00Z" });
  await furnish(house);
  await furnishSecondDistrict(house);
});
afterEach(() => house.close());

const teams = {
  valley: { id: "team-1", districtId: "district-1" },
  coast: { id: "team-2", districtId: "district-2" },
};

async function writeProblem(whose: keyof typeof teams, statement: string | null, version = 1): Promise<string> {
  const { id: teamId, districtId } = teams[whose];
  const id = `${whose}-problem`;
  const current: ProblemVersion = {
    id: `${id}-${version}`,
    ...scope,
    districtId,
    problemId: id,
    version,
    statement,
    focusArea: null,
    studentGroups: [],
    gradeBands: [],
    rootCauses: [],
    evidence: null,
    dashboardColor: null,
    intendedOutcome: null,
    investment: null,
    why: null,
    personId: null,
    at,
  };
  await house.store.write((tables) =>
    tables.cycles.saveProblem(scope, { id, ...scope, districtId, teamId, version, createdAt: at }, current),
  );
  return id;
}

async function share(
  whose: keyof typeof teams,
  subjectId: string,
  level: SharingLevel,
  what: "problem" | "cycle" = "problem",
) {
  const { id: teamId, districtId } = teams[whose];
  const personId = whose === "valley" ? "lead" : "coast-lead";
  const entry = { id: `${what} ${subjectId} ${level}`, ...scope, districtId, teamId, what, subjectId, level };
  const rest = { towardsDistrictId: null, personId, at, withdrawnAt: null, withdrawnBy: null };
  await house.store.write((tables) => tables.matching.addConsent(scope, { ...entry, ...rest }));
}

const everybody = () => true;
const near = async (index = house.app.matching, id = "valley-problem") =>
  (await index.best(network.id, id, "introduction", 5, everybody))?.found.map(({ theirs }) => theirs.id);

describe("the index of problems", () => {
  test("finds what was written a moment ago, on every replica, and forgets what is no problem any more", async () => {
    await writeProblem("valley", absence);
    const replica = createMatchIndex(house.store);
    expect(await near()).toEqual([]);
    expect(await near(replica)).toEqual([]);
    await writeProblem("coast", alsoAbsence);
    expect(await near()).toEqual(["coast-problem"]);
    expect(await near(replica)).toEqual(["coast-problem"]);
    await writeProblem("coast", null, 2);
    expect(await near()).toEqual([]);
    expect(await near(replica)).toEqual([]);
    expect(await near(house.app.matching, "coast-problem")).toBeUndefined();
  });

  test("brings along only those tests of others that everybody who is compared may know of", async () => {
    await writeProblem("valley", absence);
    const problem = await writeProblem("coast", alsoAbsence);
    const { id: teamId, districtId } = teams.coast;
    const cycles = await house.store.read((view) => view.cycles.ofTeams(scope, [teamId]));
    const [cycle] = cycles;
    if (cycle === undefined) throw new Error("the second district has a cycle");
    const closed = { ...cycle, id: "kept", districtId, title: "Home visits", stage: "closed" as const };
    await house.store.write((tables) =>
      tables.cycles.save(scope, { ...closed, decision: "scale", closedAt: at, version: 1 }, 0),
    );
    await share("coast", problem, "network");
    const tried = async () => {
      const search = await house.app.matching.best(network.id, "valley-problem", "peer help", 5, everybody);
      return search?.found[0]?.theirs.facts.tried.map(({ cycleId }) => cycleId);
    };
    expect(await tried()).toEqual([]);
    await share("coast", "kept", "collaboration", "cycle");
    expect(await tried()).toEqual([]);
    await share("coast", "kept", "network", "cycle");
    expect(await tried()).toEqual(["kept"]);
    // Its own team compares itself with all that it knows.
    await house.store.write((tables) =>
      tables.matching.withdrawConsent(scope, "cycle kept network", "coast-lead", new Date(at.getTime() + 1)),
    );
    const own = await house.app.matching.best(network.id, problem, "peer help", 5, everybody);
    expect(own?.mine.facts.tried.map(({ cycleId }) => cycleId)).toContain("kept");
  });
});

describe("what stands between two districts", () => {
  test("is a block of either or a program manager's rule, until it is lifted", async () => {
    const standing = () => house.store.read((view) => loadStanding(view, network, house.app.clock.now()));
    expect((await standing()).between("district-1", "district-2")).toEqual({
      apart: false,
      inTouch: false,
      partedDaysAgo: undefined,
    });
    const block = {
      id: "b",
      ...scope,
      districtId: "district-2",
      otherDistrictId: "district-1",
      personId: "coast-lead",
      at,
    };
    await house.store.write((tables) => tables.matching.saveBlock(scope, { ...block, liftedAt: null }));
    const blocked = await standing();
    expect(blocked.between("district-1", "district-2").apart).toBe(true);
    expect(blocked.apart("district-1")).toEqual(new Set(["district-2"]));
    await house.store.write((tables) => tables.matching.saveBlock(scope, { ...block, liftedAt: at }));
    expect((await standing()).between("district-2", "district-1").apart).toBe(false);
    const pair = { aDistrictId: "district-2", bDistrictId: "district-1", personId: "pm", at, liftedAt: null };
    const rule = { id: "r", ...scope, collaborationId: "collaboration-2", ...pair };
    const save = (given: Pick<PairRule, "rule" | "liftedAt">) =>
      house.store.write((tables) => tables.groups.saveRule(scope, { ...rule, ...given }));
    await save({ rule: "must", liftedAt: null });
    expect((await standing()).between("district-1", "district-2").apart).toBe(false);
    await save({ rule: "never", liftedAt: null });
    expect((await standing()).between("district-1", "district-2").apart).toBe(true);
    await save({ rule: "never", liftedAt: at });
    expect((await standing()).between("district-1", "district-2").apart).toBe(false);
  });

  test("knows how far each team lets its problem be compared", async () => {
    const id = await writeProblem("valley", absence);
    const level = async () => {
      const standing = await house.store.read((view) => loadStanding(view, network, house.app.clock.now()));
      return standing.party({ id, teamId: "team-1" })?.level;
    };
    expect(await level()).toBe("team");
    await share("valley", id, "network");
    expect(await level()).toBe("network");
  });
});

describe("an embedding service", () => {
  type Asked = { model: string; input: string[]; authorization: string | undefined };
  let service: http.Server;
  let asked: Asked[];
  let answers: (input: string[]) => unknown;
  beforeEach(async () => {
    asked = [];
    answers = (input) => ({ data: input.map((text, index) => ({ index, embedding: [text.length, 1] })).reverse() });
    service = http.createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on("end", () => {
        const { model, input } = JSON.parse(body) as { model: string; input: string[] };
        asked.push({ model, input, authorization: request.headers.authorization });
        response.end(JSON.stringify(answers(input)));
      });
    });
    await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
  });
  afterEach(async () => {
    await new Promise((resolve) => service.close(resolve));
  });
  const provider = () => {
    const { port } = service.address() as AddressInfo;
    return httpEmbedding({ url: `http://127.0.0.1:${port}/v1/embeddings`, key: "secret", model: "small-1" });
  };
  const vectors = () => house.store.read((view) => view.matching.vectors(scope, provider().id, provider().version));
  const choose = (embeddings: boolean) =>
    house.store.write((tables) => tables.networks.save({ ...network, embeddings }));

  test("gets nothing of a network that did not choose it, nor of a team that is not compared", async () => {
    const id = await writeProblem("valley", absence);
    await share("valley", id, "network");
    await createEmbedder(house.app, provider()).begin();
    expect(asked).toEqual([]);
    await choose(true);
    await writeProblem("coast", alsoAbsence);
    await createEmbedder(house.app, provider()).begin();
    expect(asked).toEqual([{ model: "small-1", input: [absence], authorization: "Bearer secret" }]);
    expect(await vectors()).toMatchObject([{ problemId: id, version: 1, numbers: [absence.length, 1] }]);
  });

  test("gets a text once, and its next version when there is one; never what the student guard holds", async () => {
    await choose(true);
    const id = await writeProblem("valley", absence);
    await share("valley", id, "collaboration");
    const embedder = createEmbedder(house.app, provider());
    await embedder.begin();
    await embedder.begin();
    await writeProblem("valley", "Maria Lopez in 3rd grade, ID 4471902, is absent every Friday.", 2);
    await embedder.begin();
    expect(asked.map(({ input }) => input)).toEqual([[absence]]);
    await writeProblem("valley", "Only 3 of 45 students are absent on Fridays.", 3);
    await embedder.begin();
    expect(asked[1]?.input.join(" ")).not.toMatch(/\b3\b/);
    expect(await vectors()).toMatchObject([{ version: 3 }]);
  });

  test("leaves nothing of a problem that is taken back, not even what it was working on", async () => {
    await choose(true);
    const id = await writeProblem("valley", absence);
    const press = (level: SharingLevel) => house.press("lead", { do: "compare", team: "team-1", level });
    const embedder = createEmbedder(house.app, provider());
    await press("network");
    await embedder.begin();
    await press("collaboration");
    expect(await vectors()).toMatchObject([{ problemId: id }]);
    await press("team");
    expect(await vectors()).toEqual([]);
    await press("network");
    let answering: Promise<unknown> | undefined;
    const slow = {
      ...provider(),
      embed: async (texts: string[]) => {
        answering = press("partner");
        await answering;
        return provider().embed(texts);
      },
    };
    await createEmbedder(house.app, slow).begin();
    expect(answering).toBeDefined();
    expect(await vectors()).toEqual([]);
  });

  test("that answers with something else is left alone for a while, and matching goes on without it", async () => {
    await choose(true);
    answers = () => ({ data: [] });
    const id = await writeProblem("valley", absence);
    await share("valley", id, "network");
    await writeProblem("coast", alsoAbsence);
    const embedder = createEmbedder(house.app, provider());
    await embedder.begin();
    await embedder.begin();
    expect(asked).toHaveLength(1);
    expect(house.counts.get("outcome: embedding failed")).toBe(1);
    expect(await vectors()).toEqual([]);
    expect(await near()).toEqual(["coast-problem"]);
  });

  test("counts where both have a vector of the same model, until the network switches it off", async () => {
    await choose(true);
    for (const whose of ["valley", "coast"] as const) {
      await share(whose, await writeProblem(whose, whose === "valley" ? absence : alsoAbsence), "network");
    }
    const index = createMatchIndex(house.store, provider());
    const kinds = async (of = index) => {
      const search = await of.best(network.id, "valley-problem", "introduction", 5, everybody);
      return search?.found[0]?.scored.reasons.map(({ kind }) => kind);
    };
    expect(await kinds()).not.toContain("meaning");
    await createEmbedder(house.app, provider()).begin();
    expect(await kinds()).toContain("meaning");
    await choose(false);
    expect(await kinds()).not.toContain("meaning");
    // A replica that began without them has them as soon as they are wanted again.
    const late = createMatchIndex(house.store, provider());
    expect(await kinds(late)).not.toContain("meaning");
    await choose(true);
    expect(await kinds(late)).toContain("meaning");
    await writeProblem("coast", `${alsoAbsence} Most of them in kindergarten.`, 2);
    expect(await kinds()).not.toContain("meaning");
  });
});
