import type { PairRule } from "../../src/core/matching/records.js";
import type { Action } from "../../src/core/ui/action.js";
import type { MatchOfTwo } from "../../src/ports/matching.js";
import type { House } from "./house.js";
import { matchesOf, numberOf, scope, userOf, workspaceOf } from "./introduction-scenes.js";

/** Monday, February 2: the first school day of the month, on which the round is held. */
export const round = "2026-02-02T10:00:00-08:00";

type Act = Extract<Action, { do: "introduction" }>["act"];

/** What the program manager and the leads of the five districts do and read. */
export function playIn(house: House) {
  const pm = () => house.as("pm", "HUB");
  const lead = (n: number) => house.as(userOf(n), workspaceOf(n));
  const reads = (n: number) => house.platform.seenBy(`@${userOf(n)}`);
  const button = (n: number, label: string) => house.platform.button(`@${userOf(n)}`, label);
  const decides = (id: string, act: Act) => pm().press({ do: "introduction", match: id, act });
  const answers = (id: string, n: number, act: Act) =>
    lead(n).press({ do: "introduction", match: id, team: `team-${n}`, act });
  const current = async (id: string): Promise<MatchOfTwo> => {
    const found = (await matchesOf(house)).find(({ match }) => match.id === id);
    if (found === undefined) throw new Error(`no match ${id}`);
    return found;
  };
  async function proposed() {
    await house.at(round);
    const [two] = await matchesOf(house);
    if (two === undefined) throw new Error("nothing was proposed");
    const [a = 0, b = 0] = two.sides.map(numberOf);
    return { two, id: two.match.id, a, b };
  }
  /** The two of the first proposal, by number, once both are asked. */
  async function offered() {
    const found = await proposed();
    await decides(found.id, "approve");
    await house.settle();
    return found;
  }
  async function introduced() {
    const found = await offered();
    await answers(found.id, found.a, "yes");
    await answers(found.id, found.b, "yes");
    await house.settle();
    return { ...found, two: await current(found.id) };
  }
  return { pm, lead, reads, button, decides, answers, current, proposed, offered, introduced };
}

/** As somebody of the network wrote it, without what the form does beside it. */
export async function keepsApart(house: House, a: number, b: number): Promise<void> {
  await house.store.write(async (tables) => {
    const team = await tables.roster.team(scope, `team-${a}`);
    if (team === undefined) throw new Error("no team");
    const rule: PairRule = {
      ...{ id: `never-${a}-${b}`, networkId: scope.networkId, collaborationId: team.collaborationId, rule: "never" },
      ...{
        aDistrictId: `district-${a}`,
        bDistrictId: `district-${b}`,
        personId: "pm",
        at: house.now(),
        liftedAt: null,
      },
    };
    await tables.groups.saveRule(scope, rule);
  });
}

export async function blocks(house: House, a: number, b: number): Promise<void> {
  const owned = { networkId: scope.networkId, districtId: `district-${a}` };
  await house.store.write((tables) =>
    tables.matching.saveBlock(owned, {
      ...{ ...owned, id: `block-${a}-${b}`, otherDistrictId: `district-${b}`, personId: userOf(a) },
      ...{ at: house.now(), liftedAt: null },
    }),
  );
}
