import { describe, expect, it } from "vitest";
import { cycle, team, update } from "../../scripts/gallery/examples.js";
import { changeUpdate, recordUpdate, type UpdateInput } from "../../src/core/cycle/record-update.js";
import { resultOf, resultText } from "../../src/core/cycle/result.js";
import { checkAnswers, updateForm } from "../../src/core/cycle/update-form.js";

const now = new Date("2026-02-01T20:00:00Z");
const input = (changes: Partial<UpdateInput>): UpdateInput => ({
  key: "event-1",
  team,
  cycle: cycle(),
  stage: "do",
  answers: { happened: "It worked", next: "keep testing" },
  personId: "lead",
  promptId: null,
  now,
  ...changes,
});

describe("recording an update", () => {
  it("opens a cycle with its first plan, and locks the prediction", () => {
    const { cycle: opened, expected } = recordUpdate(
      input({
        cycle: undefined,
        stage: "plan",
        answers: { change: "Exit tickets", prediction: "60 %", predictedFigure: 60, dueOn: "2026-03-01" },
      }),
    );
    expect(opened).toMatchObject({
      title: "Exit tickets",
      stage: "do",
      ownerId: "lead",
      predictedFigure: 60,
      predictionLockedAt: now,
      version: 1,
    });
    expect(expected).toBe(0);
  });

  it.each([
    ["do", { next: "keep testing" }, "do"],
    ["do", { next: "ready to study" }, "study"],
    ["study", { learned: "x", decision: "undecided" }, "act"],
    ["study", { learned: "x", decision: "scale", reason: "y" }, "closed"],
    ["act", { decision: "abandon", reason: "y" }, "closed"],
  ] as const)("moves a cycle in %s with %j on to %s", (stage, answers, after) => {
    expect(recordUpdate(input({ cycle: cycle({ stage }), stage, answers })).cycle.stage).toBe(after);
  });

  it("keeps a late answer to an earlier stage without moving the cycle back", () => {
    const recorded = recordUpdate(input({ cycle: cycle({ stage: "study" }), stage: "do" }));
    expect(recorded.cycle.stage).toBe("study");
    expect(recorded.update.answers).toEqual({ happened: "It worked", next: "keep testing" });
  });

  it("opens a linked next cycle when a team adapts, and only then", () => {
    const adapted = recordUpdate(
      input({ cycle: cycle({ stage: "act" }), stage: "act", answers: { decision: "adapt", reason: "Too long" } }),
    );
    expect(adapted.next).toMatchObject({
      previousId: "cycle-1",
      stage: "plan",
      title: "Exit tickets in 8th-grade math",
      prediction: null,
      predictionLockedAt: null,
    });
    expect(
      recordUpdate(
        input({ cycle: cycle({ stage: "act" }), stage: "act", answers: { decision: "scale", reason: "Good" } }),
      ).next,
    ).toBeUndefined();
  });

  it("gives the same ids for the same act, and other ids for another", () => {
    expect(recordUpdate(input({})).update.id).toBe(recordUpdate(input({})).update.id);
    expect(recordUpdate(input({})).update.id).not.toBe(recordUpdate(input({ key: "event-2" })).update.id);
  });

  it("raises the version by one and says which version it was computed from", () => {
    const recorded = recordUpdate(input({}));
    expect([recorded.expected, recorded.cycle.version]).toEqual([2, 3]);
  });

  it("keeps every version of a changed update, with what was not asked again", () => {
    const changed = changeUpdate(cycle(), update(), { happened: "Corrected", count: 23 }, "lead", now);
    const answers = { ...update().answers, happened: "Corrected", count: 23 };
    expect(changed.update).toMatchObject({ version: 2, answers, changedAt: now });
    expect(changed.version).toMatchObject({ updateId: "update-1", version: 2, answers });
  });

  it("lets the cycle follow a changed plan in words, and keeps the prediction and the stage", () => {
    const plan = update({ stage: "plan", answers: { change: "Old", prediction: "60 %", predictedFigure: 60 } });
    const { cycle: after } = changeUpdate(
      cycle(),
      plan,
      { change: "New", question: "Q", dueOn: "2026-03-01", prediction: "99 %" },
      "lead",
      now,
    );
    expect(after).toMatchObject({ title: "New", question: "Q", dueOn: "2026-03-01", version: 3, stage: "do" });
    expect([after.prediction, after.predictedFigure]).toEqual([cycle().prediction, 60]);
  });

  it("lets the reason of a decision be reworded, and not the decision", () => {
    const closed = cycle({ stage: "closed", decision: "abandon", reason: "Old" });
    const act = update({ stage: "act", answers: { decision: "abandon", reason: "Old" } });
    const { cycle: after } = changeUpdate(closed, act, { reason: "New" }, "lead", now);
    expect(after).toMatchObject({ decision: "abandon", reason: "New", stage: "closed" });
  });

  it("does not ask again for what is locked, and says what it was", () => {
    const names = (stage: "plan" | "do" | "study" | "act") =>
      updateForm(stage, cycle(), { today: "2026-02-01", changing: true }).fields.flatMap((one) =>
        one.kind === "note" ? [] : [one.name],
      );
    expect(names("plan")).toEqual(["change", "question", "dueOn"]);
    expect(names("do")).toEqual(["happened", "count", "outOf", "observedOn"]);
    expect(names("study")).toEqual(["learned", "reason"]);
    expect(names("act")).toEqual(["reason"]);
    expect(JSON.stringify(updateForm("plan", cycle(), { today: "2026-02-01", changing: true }))).toContain(
      "stays as it was",
    );
  });
});

describe("checking answers against each other", () => {
  it.each([
    ["do", { count: 46, outOf: 22 }, ["outOf"]],
    ["do", { count: 5, outOf: 0 }, ["outOf"]],
    ["do", { count: null, outOf: 20 }, ["count"]],
    ["do", { count: -1, outOf: null }, ["count"]],
    ["do", { count: null, outOf: null, observedOn: "2026-02-02" }, ["observedOn"]],
    ["plan", { dueOn: "2026-01-31" }, ["dueOn"]],
    ["study", { decision: "scale", reason: null }, ["reason"]],
    ["study", { decision: "undecided", reason: null }, []],
    ["do", { count: 22, outOf: 46, observedOn: "2026-02-01" }, []],
  ] as const)("%s %j: %j", (stage, answers, fields) => {
    expect(Object.keys(checkAnswers(stage, answers, "2026-02-01"))).toEqual(fields);
  });
});

describe("a result", () => {
  it("is always said with its n", () => {
    const result = resultOf({ count: 25, outOf: 45 });
    expect(result && resultText(result)).toBe("55.6 % (25 of 45)");
  });

  it("is a plain count without a total", () => {
    const result = resultOf({ count: 25, outOf: null });
    expect(result && resultText(result)).toBe("25");
  });

  it("is nothing where nothing was counted", () => {
    expect(resultOf({ happened: "25 of 45" })).toBeUndefined();
  });
});
