import highsModule from "highs";
import { checkGroups } from "../../../src/core/matching/groups-check.js";
import { describeGroups } from "../../../src/core/matching/groups-describe.js";
import type { GroupsInput } from "../../../src/core/matching/groups-model.js";

/** Its types describe the CommonJS file, and Node loads the module: the function itself. */
const loadHighs = highsModule as unknown as typeof highsModule.default;

/** The best total there is with so many members placed, by HiGHS: each group that the rules allow is one column. */
export async function optimumOf(input: GroupsInput, placed: number): Promise<number> {
  const ids = input.members.filter(({ optedOut, capacity }) => !optedOut && capacity !== 0).map(({ id }) => id);
  const columns = everyGroup(ids, input).map((group) => ({ group, worth: describeGroups([group], input).total }));
  const named = columns.map(({ worth }, nth) => `${worth.toFixed(9)} g${nth}`);
  const rows = ids.map((id) => {
    const holding = columns.flatMap(({ group }, nth) => (group.includes(id) ? [`g${nth}`] : []));
    return `${holding.join(" + ")} <= 1`;
  });
  rows.push(`${columns.map(({ group }, nth) => `${group.length} g${nth}`).join(" + ")} = ${placed}`);
  const lines = [
    "Maximize",
    `total: ${named.join("\n + ")}`,
    "Subject To",
    ...rows.map((row) => row.replaceAll(" + ", "\n + ")),
  ];
  const problem = [...lines, "Binary", columns.map((_, nth) => `g${nth}`).join("\n"), "End"].join("\n");
  const highs = await loadHighs();
  const { Status, ObjectiveValue } = highs.solve(problem, { output_flag: false, mip_rel_gap: 0, time_limit: 120 });
  if (Status !== "Optimal") throw new Error(`HiGHS: ${Status}`);
  return ObjectiveValue;
}

/** Every group of these ids that keeps the rules by itself. */
function everyGroup(ids: readonly string[], input: GroupsInput): string[][] {
  const rules = { ...input, must: [] };
  const split = (group: readonly string[]) => input.must.some(({ a, b }) => group.includes(a) !== group.includes(b));
  const found: string[][] = [];
  const grow = (group: string[], from: number) => {
    if (group.length >= input.size.min && !split(group) && checkGroups([group], rules).length === 0) found.push(group);
    if (group.length === input.size.max) return;
    for (let next = from; next < ids.length; next += 1) grow([...group, ids[next] as string], next + 1);
  };
  grow([], 0);
  return found;
}
