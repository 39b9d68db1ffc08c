import type { House } from "./house.js";

const scope = { networkId: "network-1" };

/** What tests about being asked do and read in the same way. `house`: the one of the test that runs. */
export function askingIn(house: () => House) {
  /** Her questions, the earliest first. */
  const hers = async (who = "lead") =>
    (await house().store.read((view) => view.checkIns.promptsSince(scope, "2026-01-01")))
      .filter(({ personId }) => personId === who)
      .sort((a, b) => a.askAt.getTime() - b.askAt.getTime());
  const press = async (label: string, who = "lead") => {
    const reply = await house().press(who, house().platform.button(`@${who}`, label));
    await house().settle();
    return reply;
  };
  const last = (who = "@lead") => house().platform.seenBy(who).at(-1) ?? "";
  /** Changes the rule of the first team, as an import would. */
  const rhythm = (change: object) =>
    house().store.write(async (tables) => {
      const [rule] = await tables.checkIns.rules(scope);
      if (rule !== undefined) await tables.roster.save(scope, { rules: [{ ...rule, ...change }] });
    });
  return { hers, press, last, rhythm };
}
