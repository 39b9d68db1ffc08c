/**
 * What a test run came to. `broken`: test files that could not be loaded and errors outside any test.
 *
 * @typedef {{ passed: number, failed: number, broken: string[], skipped: { name: string, reason: string }[] }} Tally
 */

/**
 * The closing lines of a run, and the exit code of the whole.
 *
 * @param {Tally | undefined} tally Undefined when the run ended before it could count.
 * @param {number | null} code vitest's own exit code; null when a signal ended it.
 * @returns {{ lines: string[], exitCode: number }}
 */
export function judge(tally, code) {
  const { passed, failed, broken, skipped } = tally ?? { passed: 0, failed: 0, broken: [], skipped: [] };
  const lines = broken.map((what) => `broken: ${what}`);
  let failures = failed + broken.length;
  if (failures === 0 && (code !== 0 || tally === undefined)) {
    lines.push(`broken: the test run ended with ${code === null ? "a signal" : `exit code ${code}`} before its end`);
    failures = 1;
  } else if (failures === 0 && passed === 0) {
    lines.push("broken: no test ran");
    failures = 1;
  }
  if (skipped.length > 0) {
    /** @type {Map<string, number>} */
    const reasons = new Map();
    for (const { reason } of skipped) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    const why = [...reasons].map(([reason, count]) => `${count} × ${reason}`).join("; ");
    lines.push(`${skipped.length} skipped (${why})`);
  }
  lines.push(`${passed} passed, ${failures} failed`);
  return { lines, exitCode: code || (failures > 0 ? 1 : 0) };
}
