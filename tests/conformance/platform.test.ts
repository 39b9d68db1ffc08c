import { describe, expect, it } from "vitest";
import { platformCases } from "./platform-cases.js";
import { drivers, runCase, whySkipped } from "./run.js";

describe.each(drivers)("$name", (driver) => {
  for (const platformCase of platformCases) {
    it(platformCase.name, async (context) => {
      const skipped = whySkipped(driver, platformCase);
      if (skipped !== undefined) context.skip(skipped);
      await runCase(driver, platformCase);
    });
  }

  it("can do all but two of the cases at most", () => {
    const skipped = platformCases.filter((platformCase) => whySkipped(driver, platformCase) !== undefined);
    expect(skipped.length).toBeLessThanOrEqual(2);
  });
});

it("no two cases have the same name", () => {
  const names = platformCases.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
