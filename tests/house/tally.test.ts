import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { judge } from "../../scripts/tally.mjs";

const nothing = { passed: 0, failed: 0, broken: [], skipped: [] };

describe("the last lines of a test run", () => {
  it("say how many passed and failed", () => {
    expect(judge({ ...nothing, passed: 12 }, 0)).toEqual({ lines: ["12 passed, 0 failed"], exitCode: 0 });
    expect(judge({ ...nothing, passed: 3, failed: 2 }, 1)).toEqual({ lines: ["3 passed, 2 failed"], exitCode: 1 });
  });

  it("name skips with their reasons on the line before", () => {
    const skipped = [
      { name: "a", reason: "no browser" },
      { name: "b", reason: "no browser" },
      { name: "c", reason: "no schema" },
    ];
    expect(judge({ ...nothing, passed: 1, skipped }, 0).lines).toEqual([
      "3 skipped (2 × no browser; 1 × no schema)",
      "1 passed, 0 failed",
    ]);
  });

  it("count a file that did not load as a failure, whatever the exit code says", () => {
    const verdict = judge({ ...nothing, passed: 5, broken: ["tests/x.test.ts: no such module"] }, 0);
    expect(verdict).toEqual({ lines: ["broken: tests/x.test.ts: no such module", "5 passed, 1 failed"], exitCode: 1 });
  });

  it("never report success for a run that ended with an error, by a signal, or without counting", () => {
    expect(judge({ ...nothing, passed: 5 }, 1)).toMatchObject({ exitCode: 1 });
    expect(judge({ ...nothing, passed: 5 }, 1).lines.at(-1)).toBe("5 passed, 1 failed");
    expect(judge({ ...nothing, passed: 5 }, null)).toMatchObject({ exitCode: 1 });
    expect(judge(undefined, 0)).toMatchObject({ exitCode: 1 });
    expect(judge(undefined, 7)).toMatchObject({ exitCode: 7 });
    expect(judge(undefined, 7).lines.at(-1)).toBe("0 passed, 1 failed");
  });

  it("never report success for a run without tests", () => {
    expect(judge(nothing, 0)).toMatchObject({ exitCode: 1 });
  });
});

describe("scripts/test.mjs", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync("tests/house/.run-");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function run(test: string) {
    writeFileSync(path.join(folder, "planted.test.ts"), `import { expect, it } from "vitest";\n${test}`);
    return new Promise<{ code: number | null; lines: string[] }>((resolve) => {
      const child = execFile("node", ["scripts/test.mjs", folder], (_, stdout) =>
        resolve({ code: child.exitCode, lines: stdout.trimEnd().split("\n").slice(-2) }),
      );
    });
  }

  it("ends with the tally of a real run, skips on the line before, and passes on failure", async () => {
    const { code, lines } = await run(
      'it("a", () => {}); it("b", () => { expect(1).toBe(2); }); it("c", (t) => t.skip("not here"));',
    );
    expect(lines).toEqual(["1 skipped (1 × not here)", "1 passed, 1 failed"]);
    expect(code).toBe(1);
  });

  it("ends with the tally when the test process dies under it", async () => {
    const { code, lines } = await run('it("a", () => { process.kill(process.pid, "SIGKILL"); });');
    expect(code).not.toBe(0);
    expect(lines.at(-1)).toMatch(/^0 passed, [1-9]\d* failed$/);
  });

  it("counts an error outside any test", async () => {
    const { code, lines } = await run(
      'it("a", async () => { void Promise.reject(new Error("left behind")); await new Promise((r) => setTimeout(r, 50)); });',
    );
    expect(code).not.toBe(0);
    expect(lines).toEqual(["broken: left behind", "1 passed, 1 failed"]);
  });
});
