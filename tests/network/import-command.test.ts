import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { importCommand } from "../../src/cli/import.js";
import { documentedExample, now } from "./example.js";
import { emptyStore, type TestStore } from "./store.js";

const example = documentedExample("yaml");
let opened: TestStore;

beforeEach(async () => {
  opened = await emptyStore();
});
afterEach(() => opened.close());

async function run(args: string[], files: Record<string, string> = {}, at = now) {
  const lines: string[] = [];
  const code = await importCommand(args, {
    store: opened.store,
    now: at,
    print: (line) => lines.push(line),
    readFile: async (path) => {
      const text = files[path];
      if (text === undefined) throw Object.assign(new Error("no file"), { code: "ENOENT" });
      return Buffer.from(text);
    },
  });
  return { code, lines, text: lines.join("\n") };
}

/** Everything that an import may write. */
async function everything() {
  return opened.store.read(async (view) => {
    const networks = await view.networks.all();
    const all = [];
    for (const { id } of networks) {
      const scope = { networkId: id };
      const roster = await view.roster.load(scope);
      const problems = [];
      for (const team of roster.teams) problems.push(...(await view.cycles.problems(scope, team.id)));
      all.push({
        roster,
        problems,
        cycles: await view.cycles.all(scope),
        audit: await view.events.auditOf(scope, 100),
      });
    }
    return { networks, all };
  });
}

const nothing = { networks: [], all: [] };

describe("throughline import", () => {
  test("writes the file, says what it did, and has nothing to do the second time", async () => {
    const first = await run(["network.yaml"], { "network.yaml": example });
    expect(first.code).toBe(0);
    expect(first.lines).toContain("+ district Example Valley Unified");
    expect(first.lines.at(-1)).toBe("20 added, 0 changed, 0 ended, 0 unchanged.");
    const stored = await everything();
    expect(stored.all[0]?.roster.people).toHaveLength(6);
    expect(stored.all[0]?.problems[0]?.current.version).toBe(2);
    expect(stored.all[0]?.cycles).toHaveLength(1);
    expect(stored.all[0]?.audit).toMatchObject([
      { actor: "import", action: "network imported", detail: "20 added, 0 changed, 0 ended, 0 unchanged" },
    ]);
    const second = await run(["network.yaml"], { "network.yaml": example }, new Date("2026-10-01T00:00:00Z"));
    expect(second).toMatchObject({ code: 0, lines: ["Nothing to do: 20 unchanged."] });
    expect(await everything()).toEqual(stored);
  });

  test("prints the same in a dry run and writes nothing", async () => {
    const dry = await run(["network.yaml", "--dry-run"], { "network.yaml": example });
    expect(dry.code).toBe(0);
    expect(await everything()).toEqual(nothing);
    const real = await run(["network.yaml"], { "network.yaml": example });
    expect(dry.lines).toEqual([...real.lines, "Dry run: nothing was written."]);
  });

  test("writes nothing of a file with a problem, and names it with the file and line", async () => {
    const bad = example.replace("level: school }", "level: schol }").replace("role: admin", "role: boss");
    const outcome = await run(["network.yaml"], { "network.yaml": bad });
    expect(outcome.code).toBe(1);
    expect(outcome.lines).toEqual([
      expect.stringMatching(/^network\.yaml: line 8, role: "boss" does not fit/),
      expect.stringMatching(/^network\.yaml: line \d+, level: "schol" does not fit: did you mean "school"/),
      "2 problems. Nothing was written.",
    ]);
    expect(await everything()).toEqual(nothing);
  });

  test("adds a roster and districts from CSV to the network that is there", async () => {
    await run(["network.yaml"], { "network.yaml": example });
    const roster =
      "district,name,email,level,lead\nExample Valley Unified,New lead,new@valley.example.org,school,yes\n";
    const outcome = await run(["roster.csv"], { "roster.csv": roster });
    expect(outcome.lines).toEqual([
      "+ person New lead, Example Valley Unified",
      "+ lead New lead of Example Valley Unified",
      "- member Grade 3 teacher, Example Valley of Example Valley Unified",
      "- member Principal, Example Valley of Example Valley Unified",
      "- member Reading coach, Example Valley of Example Valley Unified",
      "- member Team lead, Example Valley of Example Valley Unified",
      expect.stringMatching(/^2 added, 0 changed, 4 ended, \d+ unchanged\.$/),
    ]);
    const districts = "district,enrollment,calli_201\nExample Valley Unified,4200,yes\nAzusa Unified,9277,yes\n";
    expect((await run(["d.csv"], { "d.csv": districts })).lines).toEqual([
      'The column "calli_201" is not used.',
      "~ district Example Valley Unified: enrollment 4100 → 4200",
      "+ district Azusa Unified",
      "1 added, 1 changed, 0 ended, 0 unchanged.",
    ]);
  });

  test("founds a second network only when told, and then wants to know which one is meant", async () => {
    await run(["a.yaml"], { "a.yaml": example });
    const second = example.replace("Example Network", "Second Network");
    expect((await run(["b.yaml"], { "b.yaml": second })).text).toMatch(
      /line 2, name: there is no network "Second Network".*--new-network/,
    );
    expect((await run(["b.yaml", "--new-network"], { "b.yaml": second })).code).toBe(0);
    const districts = { "d.csv": "district,schools\nAzusa Unified,19\n" };
    expect((await run(["d.csv"], districts)).text).toMatch(/several networks are known \(.*\)/);
    expect((await run(["d.csv", "--network", "second network"], districts)).code).toBe(0);
    const { all, networks } = await everything();
    const home = networks.findIndex(({ name }) => name === "Second Network");
    expect(all[home]?.roster.districts.map(({ name }) => name).sort()).toEqual([
      "Azusa Unified",
      "Example Valley Unified",
    ]);
    expect(all[1 - home]?.roster.districts).toHaveLength(1);
  });

  test("says what is wrong with the command", async () => {
    expect(await run([])).toMatchObject({ code: 1, text: expect.stringContaining("throughline import FILE") });
    expect(await run(["x.yaml"])).toMatchObject({ code: 1, text: "x.yaml: there is no such file." });
    expect(await run(["x.yaml", "--dry"])).toMatchObject({
      code: 1,
      text: expect.stringContaining("Unknown option '--dry'"),
    });
    expect(await run(["d.csv"], { "d.csv": "district,schools\nX,1\n" })).toMatchObject({
      code: 1,
      text: expect.stringContaining("none is known yet: add a network section"),
    });
  });
});
