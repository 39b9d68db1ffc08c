// A vitest reporter that leaves the counts in the file that scripts/test.mjs reads.
import { writeFileSync } from "node:fs";

export default class TallyReporter {
  /**
   * @param {ReadonlyArray<import("vitest/node").TestModule>} modules
   * @param {ReadonlyArray<import("vitest").SerializedError>} errors
   */
  onTestRunEnd(modules, errors) {
    /** @type {import("./tally.mjs").Tally} */
    const tally = { passed: 0, failed: 0, broken: errors.map((error) => firstLine(error.message)), skipped: [] };
    for (const module of modules) {
      let failedInside = 0;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === "passed") tally.passed++;
        else if (result.state === "skipped")
          tally.skipped.push({ name: test.fullName, reason: result.note || "no reason given" });
        else failedInside++;
      }
      tally.failed += failedInside;
      // A file that does not load, or a hook that throws, fails without a failed test.
      if (!module.ok() && failedInside === 0) {
        const message = module.errors()[0]?.message ?? "a hook failed";
        tally.broken.push(`${module.relativeModuleId}: ${firstLine(message)}`);
      }
    }
    if (process.env.THROUGHLINE_TALLY) writeFileSync(process.env.THROUGHLINE_TALLY, JSON.stringify(tally));
  }
}

/** @param {string} text */
function firstLine(text) {
  return text.split("\n", 1)[0] ?? "";
}
