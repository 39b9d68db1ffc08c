import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { labelledLines, ownExamples } from "../../scripts/topics/learn.js";
import { leastChance, suggestTopics } from "../../src/core/matching/score.js";
import { topics } from "../../src/core/matching/topics.js";

const run = (...program: string[]) =>
  new Promise<{ code: number; out: string }>((resolve) => {
    execFile(process.execPath, ["--import", "tsx", ...program], { timeout: 110_000 }, (error, out) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out });
    });
  });

const within = (set: string, places: number): number => {
  const items = labelledLines(`tests/matching/${set}.txt`);
  expect(items.length).toBeGreaterThanOrEqual(70);
  return items.filter(({ topic, text }) => suggestTopics(text).slice(0, places).includes(topic)).length / items.length;
};

describe("the tables that topics are read with", () => {
  it("are what the statements and the lexicon give: who changes a word learns them anew", async () => {
    expect((await run("scripts/fit-topics.ts", "--same")).code).toBe(0);
  }, 120_000);

  it("are learned from at least 1,500 statements, at least 45 of each topic, none of them twice", () => {
    const statements = ownExamples();
    expect(statements.length).toBeGreaterThanOrEqual(1_500);
    for (const { id } of topics)
      expect(statements.filter(({ topic }) => topic === id).length).toBeGreaterThanOrEqual(45);
    expect(new Set(statements.map(({ text }) => text.toLowerCase())).size).toBe(statements.length);
  });

  it("are learned from none of the sets they are measured with", () => {
    const learned = new Set(ownExamples().map(({ text }) => text.toLowerCase()));
    const lines = ["blind-1", "blind-2", "blind-3"].flatMap((set) => labelledLines(`tests/matching/${set}.txt`));
    const problems = ["blind-problems", "blind-problems-2"].flatMap(
      (set): { text: string }[] => JSON.parse(readFileSync(`tests/matching/${set}.json`, "utf8")).items,
    );
    expect([...lines, ...problems].filter(({ text }) => learned.has(text.toLowerCase()))).toEqual([]);
  });
});

describe("the shipped model on sets that it has not learned from", () => {
  it("has the right topic among three suggestions for 95 in 100 statements of plans and of phones", () => {
    expect(within("blind-1", 3)).toBeGreaterThanOrEqual(0.95);
    expect(within("blind-2", 3)).toBeGreaterThanOrEqual(0.95);
  });

  it("still has it for three in four where no word of the sector is used", () => {
    expect(within("blind-3", 3)).toBeGreaterThanOrEqual(0.75);
  });

  it("has the right topic among three for nine in ten with the higher bar of a question, too", () => {
    const all = ["blind-1", "blind-2", "blind-3"].flatMap((set) => labelledLines(`tests/matching/${set}.txt`));
    const right = all.filter(({ topic, text }) => suggestTopics(text, {}, leastChance.question).includes(topic));
    expect(right.length / all.length).toBeGreaterThanOrEqual(0.9);
  });

  it.each(["blind-problems", "blind-problems-2"])(
    "finds the like of a problem as well as the bars ask: %s",
    async (set) => {
      const { code, out } = await run("scripts/eval-matching.ts", `tests/matching/${set}.json`, "--known");
      expect(code).toBe(0);
      const lines = out.trim().split("\n");
      const figures = JSON.parse(lines.at(-1) ?? "");
      expect(Object.keys(figures)).toEqual(["ndcg5", "ndcg5_hard", "recall5", "mrr", "top3_topic_hard"]);
      expect(figures.ndcg5).toBeGreaterThanOrEqual(0.8);
      expect(figures.ndcg5_hard).toBeGreaterThanOrEqual(0.72);
      expect(figures.recall5).toBeGreaterThanOrEqual(0.78);
      expect(figures.mrr).toBeGreaterThanOrEqual(0.88);
      expect(figures.top3_topic_hard).toBeGreaterThanOrEqual(0.95);
    },
    60_000,
  );

  it("refuses a file that is no labelled set, with a sentence", async () => {
    const { code } = await run("scripts/eval-matching.ts", "package.json");
    expect(code).toBe(2);
  }, 20_000);
});
