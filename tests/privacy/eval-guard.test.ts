import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { looksLikeStudent } from "../../src/core/privacy/student-guard.js";

type Item = { id: string; text: string; label: "student" | "other" };
const folder = mkdtempSync(path.join(tmpdir(), "guard-"));
afterAll(() => rmSync(folder, { recursive: true }));

const sets = readdirSync("tests/privacy").filter((name) => /^guard-.*\.json$/.test(name));
const itemsOf = (name: string): Item[] => JSON.parse(readFileSync(`tests/privacy/${name}`, "utf8")).items;

const evaluate = (...options: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const program = ["--import", "tsx", "scripts/eval-guard.ts", ...options];
    execFile(process.execPath, program, { timeout: 15_000 }, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
  });

/** Whether a program that ends by itself ends well. */
const succeeds = (...program: string[]) =>
  new Promise<boolean>((resolve) => {
    execFile(process.execPath, ["--import", "tsx", ...program], { timeout: 60_000 }, (error) =>
      resolve(error === null),
    );
  });

const written = (content: string) => {
  const file = path.join(folder, "set.json");
  writeFileSync(file, content);
  return file;
};

describe("the weights", () => {
  it("are what the labelled texts give: who changes a list of words learns them anew", async () => {
    expect(await succeeds("scripts/fit-guard.ts", "--same")).toBe(true);
  }, 60_000);
});

describe("the project's own labelled sets", () => {
  it.each(sets)("%s: misses at most 10 in 100 and holds at most 5 in 100 that name nobody", (name) => {
    const rate = (label: Item["label"]) => {
      const items = itemsOf(name).filter((item) => item.label === label);
      expect(items.length).toBeGreaterThan(20);
      return items.filter((item) => looksLikeStudent(item.text).length > 0).length / items.length;
    };
    expect(1 - rate("student")).toBeLessThanOrEqual(0.1);
    expect(rate("other")).toBeLessThanOrEqual(0.05);
  });

  it("have at least 240 texts in tune and kept, half of them kept, and no text twice, in those to learn from either", () => {
    expect(itemsOf("guard-tune.json").length).toBe(itemsOf("guard-kept.json").length);
    expect(itemsOf("guard-tune.json").length * 2).toBeGreaterThanOrEqual(240);
    const learned = readdirSync("tests/privacy").filter((name) => /^train-.*\.json$/.test(name));
    const texts = [...sets, ...learned].flatMap((name) => itemsOf(name).map((item) => item.text));
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe("npm run eval:guard", () => {
  const items = [
    { id: "a", text: "Maria in 3rd grade is stuck.", label: "student", why: "", kind: "named" },
    { id: "b", text: "Nothing new.", label: "student", why: "", kind: "named" },
    { id: "c", text: "Nothing else.", label: "other", why: "", kind: "short" },
    { id: "d", text: "jayden cried", label: "other", why: "", kind: "short" },
    { id: "e", text: "No change.", label: "other", why: "", kind: "short" },
  ];
  const set = { name: "n", version: 1, note: "", items };

  it("prints a table by kind and the two rates as its last line", async () => {
    const { code, out } = await evaluate(written(JSON.stringify(set)));
    expect(code).toBe(0);
    expect(out).toMatch(/^named +2 +1$/m);
    expect(out).toMatch(/^short +3 +1$/m);
    expect(out).not.toContain("jayden");
    expect(JSON.parse(out.trim().split("\n").at(-1) ?? "")).toEqual({ miss_rate: 0.5, false_hold_rate: 0.3333 });
  });

  it("lists the wrong ones when asked", async () => {
    const { out } = await evaluate(written(JSON.stringify(set)), "--list");
    expect(out).toContain("b missed\n  Nothing new.");
    expect(out).toContain("d held: a name with a behaviour “jayden cried”");
    expect(out).not.toContain("Maria");
  });

  it.each([
    ["not JSON", "{"],
    ["no items", JSON.stringify({ ...set, items: [] })],
    ["another label", JSON.stringify({ ...set, items: [{ ...items[0], label: "perhaps" }] })],
  ])("says in one sentence what is wrong with a file: %s", async (_, content) => {
    const { code, out, err } = await evaluate(written(content));
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(err).toContain("is not a labelled set");
  });

  it("says so when the file is not there, or none is named", async () => {
    expect(await evaluate(path.join(folder, "none.json"))).toMatchObject({ code: 2, out: "" });
    expect((await evaluate()).err).toContain("Usage");
  });
});
