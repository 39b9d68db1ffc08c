import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { filesUnder, runSteps, type Step } from "../../scripts/steps.mjs";

let root: string;
let said: string[];
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "throughline-steps-"));
  mkdirSync(path.join(root, "src"));
  write("src/one.ts", "one");
  said = [];
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (file: string, text: string) => writeFileSync(path.join(root, file), text);
const sources = () => filesUnder(root, "src", (file) => file.endsWith(".ts"));
const setup = (...steps: Step[]) =>
  runSteps(steps, { root, stamps: path.join(root, "stamps"), say: (line) => void said.push(line) });

/** A step that notes each of its runs and leaves the output it promises. */
function building(over: Partial<Step> & { code?: () => number } = {}) {
  const runs: { filesAddedOrRemoved: boolean }[] = [];
  const step: Step = {
    name: "build",
    title: "Building",
    files: sources,
    outputs: ["built"],
    run: (change) => {
      runs.push(change);
      write("built", "");
      return over.code?.() ?? 0;
    },
    ...over,
  };
  return { step, runs };
}

describe("a step of the setup", () => {
  it("runs the first time, says so, and is skipped without a word while nothing changed", async () => {
    const { step, runs } = building();
    expect(await setup(step)).toBe(0);
    expect(await setup(step)).toBe(0);
    expect(runs).toHaveLength(1);
    expect(said).toEqual(["Building…"]);
  });

  it("runs again when the content of a file changed", async () => {
    const { step, runs } = building();
    await setup(step);
    write("src/one.ts", "two");
    await setup(step);
    expect(runs).toHaveLength(2);
    expect(runs[1]).toEqual({ filesAddedOrRemoved: false });
  });

  it("runs again and is told when a file came or went", async () => {
    const { step, runs } = building();
    await setup(step);
    write("src/two.ts", "");
    await setup(step);
    rmSync(path.join(root, "src/one.ts"));
    await setup(step);
    expect(runs.slice(1)).toEqual([{ filesAddedOrRemoved: true }, { filesAddedOrRemoved: true }]);
  });

  it("runs again when a value it depends on changed", async () => {
    const { step, runs } = building({ values: () => ["a"] });
    await setup(step);
    await setup({ ...step, values: () => ["b"] });
    expect(runs).toHaveLength(2);
  });

  it("runs again under another version of Node", async () => {
    const { step, runs } = building();
    const place = { root, stamps: path.join(root, "stamps"), say: () => {} };
    for (const node of ["v20.19.0", "v20.19.0", "v22.12.0"]) await runSteps([step], { ...place, node });
    expect(runs).toHaveLength(2);
  });

  it("runs again when a letter moved from one value to the next", async () => {
    const { step, runs } = building({ values: () => ["ab", "c"] });
    await setup(step);
    await setup({ ...step, values: () => ["a", "bc"] });
    expect(runs).toHaveLength(2);
  });

  it("runs again when what it made is gone", async () => {
    const { step, runs } = building();
    await setup(step);
    rmSync(path.join(root, "built"));
    await setup(step);
    expect(runs).toHaveLength(2);
  });

  it("runs again when its stamp was cut short", async () => {
    const { step, runs } = building();
    await setup(step);
    write("stamps/build.json", '{"content":');
    await setup(step);
    expect(runs).toHaveLength(2);
  });

  it("hands on the exit code of a failure, leaves no stamp, and does not run the steps after it", async () => {
    const failing = building({ code: () => 2 });
    const after = building({ name: "page" });
    expect(await setup(failing.step, after.step)).toBe(2);
    expect(after.runs).toHaveLength(0);
    expect(existsSync(path.join(root, "stamps/build.json"))).toBe(false);
    expect(await setup(failing.step, after.step)).toBe(2);
    expect(failing.runs).toHaveLength(2);
  });

  it("loses its old stamp when it fails, so that going back to the old sources builds them again", async () => {
    let code = 0;
    const { step, runs } = building({ code: () => code });
    await setup(step);
    code = 1;
    write("src/one.ts", "broken");
    await setup(step);
    code = 0;
    write("src/one.ts", "one");
    expect(await setup(step)).toBe(0);
    expect(runs).toHaveLength(3);
  });

  it("keeps the stamp of the sources it read, so that a file saved while it runs makes the next run repeat it", async () => {
    const saveMeanwhile = () => {
      write("src/one.ts", "saved meanwhile");
      return 0;
    };
    const { step, runs } = building({ code: saveMeanwhile });
    await setup(step);
    await setup(step);
    expect(runs).toHaveLength(2);
  });

  it("leaves nothing but its stamp", async () => {
    await setup(building().step);
    expect(readdirSync(path.join(root, "stamps"))).toEqual(["build.json"]);
  });
});
