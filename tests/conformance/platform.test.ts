import { describe, expect, it } from "vitest";
import { platformCases } from "./platform-cases.js";
import { drivers, runCase } from "./run.js";

describe.each(drivers)("$name", (driver) => {
  for (const platformCase of platformCases) {
    const { name, needs } = platformCase;
    it(name, async (context) => {
      if (needs !== undefined && !driver.capabilities[needs]) context.skip(`${driver.name} cannot: ${needs}`);
      await runCase(driver, platformCase);
    });
  }

  it("can do all but two of the cases at most", () => {
    const skipped = platformCases.filter(({ needs }) => needs !== undefined && !driver.capabilities[needs]);
    expect(skipped.length).toBeLessThanOrEqual(2);
  });
});

it("no two cases have the same name", () => {
  const names = platformCases.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
