import { describe, expect, it } from "vitest";
import type { PlatformCase } from "./case.js";
import type { PlatformDriver, Tampering } from "./driver.js";
import { plantedFaults } from "./planted-faults.js";
import { platformCases } from "./platform-cases.js";
import { drivers, runCase, whySkipped } from "./run.js";

/** Does the suite notice? A case that no fault can fail would promise something that it does not check. */

const whole = process.env.CONFORMANCE_MATRIX === "1";

describe.each(drivers)("$name", (driver) => {
  for (const fault of plantedFaults) {
    it(`${fault.caughtBy} ← ${fault.what}`, async (context) => {
      const skipped = whySkipped(driver, caseNamed(fault.caughtBy));
      if (skipped !== undefined) context.skip(skipped);
      const tampering = () => fault.plant(driver);
      expect(await failing([caseNamed(fault.caughtBy)], driver, tampering)).toEqual([fault.caughtBy]);
      // With CONFORMANCE_MATRIX=1 every fault meets every case, and nothing else may fail than what is named.
      if (!whole) return;
      const runs = (one: PlatformCase) => whySkipped(driver, one) === undefined;
      const others = platformCases.filter((one) => one.name !== fault.caughtBy && runs(one));
      const named = [...(fault.alsoIn ?? []), ...(fault.alsoOn?.[driver.name] ?? [])];
      const expected = named.filter((name) => runs(caseNamed(name))).sort();
      expect((await failing(others, driver, tampering)).sort()).toEqual(expected);
    });
  }
});

it("every case has a fault of its own", () => {
  expect(plantedFaults.map((fault) => fault.caughtBy).sort()).toEqual(platformCases.map(({ name }) => name).sort());
});

function caseNamed(name: string): PlatformCase {
  const found = platformCases.find((platformCase) => platformCase.name === name);
  if (!found) throw new Error(`there is no case "${name}"`);
  return found;
}

/** The names of the cases that fail with this fault, each on a stage of its own. */
async function failing(cases: PlatformCase[], driver: PlatformDriver, plant: () => Tampering): Promise<string[]> {
  const names: string[] = [];
  for (const platformCase of cases) {
    const failed = await runCase(driver, platformCase, plant()).then(
      () => false,
      () => true,
    );
    if (failed) names.push(platformCase.name);
  }
  return names;
}
