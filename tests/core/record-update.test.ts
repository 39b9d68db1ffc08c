import { describe, expect, it } from "vitest";
import { cycle, team, update } from "../../scripts/gallery/examples.js";
import { readUpdate } from "../../src/core/cycle/read-update.js";
import { changeUpdate, recordUpdate, removeUpdate, type UpdateInput } from "../../src/core/cycle/record-update.js";
import { resultOf, resultText } from "../../src/core/cycle/result.js";
import { type OpenStage, updateForm } from "../../src/core/cycle/update-form.js";

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
  it("opens a cycle with its first plan, whose prediction is open until the test starts", () => {
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
      startedAt: null,
      predictionLockedAt: null,
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

  it("locks the prediction with the first result, once", () => {
    const planned = cycle({ startedAt: null, predictionLockedAt: null });
    const { cycle: begun } = recordUpdate(input({ cycle: planned }));
    expect(begun).toMatchObject({ startedAt: now, predictionLockedAt: now });
    const later = new Date(now.getTime() + 60_000);
    expect(recordUpdate(input({ cycle: begun, now: later })).cycle).toMatchObject({ predictionLockedAt: now });
  });

  it("lets the prediction of a plan be changed until the test starts", () => {
    const planned = cycle({ startedAt: null, predictionLockedAt: null });
    const plan = update({ stage: "plan", answers: { change: "Old", prediction: "60 %", predictedFigure: 60 } });
    const changes = { prediction: "70 %", predictedFigure: 70 };
    const { cycle: after } = changeUpdate(planned, plan, changes, "lead", now);
    expect(after).toMatchObject({ prediction: "70 %", predictedFigure: 70, predictionLockedAt: null });
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
    const closed = cycle({ stage: "closed", decision: "abandon", reason: "Old", closedAt: update().recordedAt });
    const act = update({ stage: "act", answers: { decision: "abandon", reason: "Old" } });
    const { cycle: after } = changeUpdate(closed, act, { reason: "New" }, "lead", now);
    expect(after).toMatchObject({ decision: "abandon", reason: "New", stage: "closed" });
  });

  it("leaves the reason alone where the same was decided in other words before, after or in the same instant", () => {
    const closedAt = update().recordedAt;
    const closed = cycle({ stage: "closed", decision: "abandon", reason: "No time for it", closedAt });
    for (const minutes of [-1, 0, 1]) {
      const answers = { decision: "abandon", reason: "Too loud" };
      const recordedAt = new Date(closedAt.getTime() + minutes * 60_000);
      const beside = update({ stage: "act", answers, recordedAt });
      const edited = changeUpdate(closed, beside, { reason: "Far too loud" }, "teacher", now);
      expect(edited.cycle.reason).toBe("No time for it");
      expect(edited.update.answers.reason).toBe("Far too loud");
      const removed = removeUpdate(closed, beside, now);
      expect(removed).toMatchObject({ cycle: { reason: "No time for it" }, update: { answers: {}, deletedAt: now } });
    }
  });

  it("does not ask again for what is locked, and says what it was", () => {
    const names = (stage: "plan" | "do" | "study" | "act") =>
      updateForm(stage, cycle(), { today: "2026-02-01", changing: true }).fields.flatMap((one) =>
        one.kind === "note" ? [] : [one.name],
      );
    expect(names("plan")).toEqual(["change", "question", "dueOn"]);
    expect(names("do")).toEqual(["happened", "result", "observedOn", "note"]);
    expect(names("study")).toEqual(["learned", "reason"]);
    expect(names("act")).toEqual(["reason"]);
    expect(JSON.stringify(updateForm("plan", cycle(), { today: "2026-02-01", changing: true }))).toContain(
      "stays as it was",
    );
  });
});

describe("reading a filled-in form", () => {
  const today = "2026-02-01";
  const read = (stage: OpenStage, values: Record<string, string>) => {
    const filled = { happened: "x", learned: "x", change: "x", prediction: "x", next: "keep testing", ...values };
    const about = { stage, cycle: cycle(), measures: [], today, changing: false };
    return readUpdate(updateForm(stage, cycle(), { today }), filled, about);
  };

  it.each([
    ["do", { result: "46 of 22" }, ["result"]],
    ["do", { result: "5 of 0" }, ["result"]],
    ["do", { result: "120 %" }, ["result"]],
    ["do", { result: "20 to 30" }, ["result"]],
    ["do", { result: "many" }, ["result"]],
    ["do", { observedOn: "2026-02-02" }, ["observedOn"]],
    ["plan", { dueOn: "2026-01-31" }, ["dueOn"]],
    ["study", { decision: "scale" }, ["reason"]],
    ["study", { decision: "undecided" }, []],
    ["do", { result: "22 of 46", observedOn: "2026-02-01" }, []],
  ] as const)("%s %j: %j", (stage, values, fields) => {
    const done = read(stage, values);
    expect(done.ok ? [] : Object.keys(done.errors)).toEqual(fields);
  });

  it.each([
    ["25 of 45", { count: 25, outOf: 45 }, undefined],
    ["25/45", { count: 25, outOf: 45 }, undefined],
    ["55 %", { value: 55, unit: "percent", outOf: null }, undefined],
    ["55.5 % of 40", { value: 55.5, unit: "percent", outOf: 40 }, undefined],
    ["12", { value: 12, unit: "number", outOf: null }, undefined],
    ["12, n = 30", { value: 12, unit: "number", outOf: 30 }, undefined],
    ["about 40 %", { value: 40, unit: "percent" }, "40 %"],
    ["roughly 25 of the 45", { count: 25, outOf: 45 }, "25 of 45"],
    ["Nine of twelve", { count: 9, outOf: 12 }, "9 of 12"],
  ])("takes the result %j as %j, and shows it back as %s", (result, answers, shown) => {
    const done = read("do", { result });
    expect(done).toMatchObject({ ok: true, answers });
    expect(done.ok && done.readBack.result).toBe(shown);
  });

  it("takes what it has shown back as it stands there", () => {
    const again = (text: string) => {
      const done = read("do", { result: text });
      return done.ok ? done.readBack : done;
    };
    for (const shown of ["40 %", "25 of 45", "9 of 12", "12", "12, n = 30", "40 %, n = 12"])
      expect([shown, again(shown)]).toEqual([shown, {}]);
  });

  it("refuses a prediction that is changed after the test has started, and says what to do", () => {
    const form = updateForm("plan", cycle(), { today, changing: true });
    const values = { change: "x", prediction: "99 %", predictedFigure: "60" };
    const done = readUpdate(form, values, { stage: "plan", cycle: cycle(), measures: [], today, changing: true });
    expect(done).toEqual({ ok: false, errors: { prediction: expect.stringContaining("press Amend") } });
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
