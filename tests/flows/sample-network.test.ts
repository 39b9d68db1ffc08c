import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadSample, type SamplePlatform, type SampleWorkspace } from "../../src/app/load-sample.js";
import { localDateOf } from "../../src/core/calendar/local.js";
import { readSample } from "../../src/network-file/sample.js";
import { type House, openHouse } from "./house.js";
import { cardOf, said } from "./scenes.js";

/** Everything as on paper: ids are the roster's own. */
const paper: SamplePlatform = {
  platform: "paper",
  workspaceId: (uuid) => `W${uuid}`,
  userId: (uuid) => `U${uuid}`,
  channelId: (uuid) => `C${uuid}`,
};
const monday = "2026-10-26";

describe("in the sample network, somebody who has just opened it", () => {
  let house: House;
  let workspaces: SampleWorkspace[];

  beforeAll(async () => {
    house = await openHouse({ at: `${monday}T09:00:00-07:00` });
    const today = localDateOf(house.now(), "America/Los_Angeles");
    workspaces = await loadSample(house.store, await readSample(), today, house.now(), [paper]);
  });
  afterAll(() => house.close());

  const person = (district: string, title: string) => {
    const workspace = workspaces.find(({ name }) => name.startsWith(district));
    const user = workspace?.users.find(({ name }) => name.startsWith(title));
    if (workspace === undefined || user === undefined) throw new Error(`there is no ${title} in ${district}`);
    const reads = () => house.platform.seenBy(`@${user.id}`);
    return {
      ...house.as(user.id, workspace.id),
      reads: () => reads().join("\n"),
      button: (label: string) => house.platform.button(`@${user.id}`, label),
    };
  };
  const valley = () => person("Sample Valley", "Team lead");
  const hills = () => person("Sample Hills", "Team lead");
  const harbor = () => person("Sample Harbor", "Team lead");
  const pm = () => person("Sample Improvement Network", "Program manager, north");
  const teamOf = async (name: string) => {
    const [network] = await house.store.read((view) => view.networks.all());
    const scope = { networkId: network?.id ?? "" };
    const { teams } = await house.store.read((view) => view.roster.outline(scope, ["teams"]));
    const team = teams.find((one) => one.name.startsWith(name));
    if (team === undefined) throw new Error(name);
    const [known] = await house.store.read((view) => view.cycles.problems(scope, team.id));
    return { scope, team: team.id, problem: known?.problem.id ?? "", version: known?.current.version ?? 0 };
  };

  it("says what her problem is about and is introduced to the district that has the same one", async () => {
    const { scope, team, version } = await teamOf("Sample Valley");
    await valley().press({ do: "choose-topic", team, version, topic: "math-readiness" });
    await valley().press({ do: "compare", team, level: "network" });
    const found = await said(pm().press({ do: "find-match", team }));
    expect(found).toContain("Sample Hills Unified (sample): very much alike");
    const { problem } = await teamOf("Sample Hills");
    await pm().press({ do: "propose-match", team, problem });
    const [two] = await house.store.read((view) => view.matches.all(scope));
    await pm().press({ do: "introduction", match: two?.match.id ?? "", act: "approve" });
    await house.at("2026-10-27T09:00:00-07:00");
    for (const [one, other] of [
      [valley(), "Hills"],
      [hills(), "Valley"],
    ] as const) {
      expect(one.reads()).toContain("Shall I introduce you to another district?");
      expect(one.reads()).not.toContain(other);
    }
    await valley().press(valley().button("Yes, introduce us"));
    await hills().press(hills().button("Yes, introduce us"));
    await house.settle();
    expect(valley().reads()).toContain("Sample Hills Unified (sample)");
    expect(valley().reads(), "a team that is called like its district is named once").not.toMatch(
      /\(sample\), Sample Hills/,
    );
    expect(hills().reads()).toContain("lead@valley.example.org");
  });

  it.each([
    ["math problems", "Sample Hills Unified (sample)", "It came to 71.9 % (87 of 121)"],
    ["phone calls", "Sample Harbor Unified (sample)", "stop here. It came to 26.3 % (31 of 118)"],
    ["recording", "Sample Coast Elementary (sample)", "stop here"],
  ])("finds what others share about %s", async (words, district, result) => {
    const found = await said(valley().command("find", words));
    expect(found).toContain(district);
    expect(found).toContain(result);
  });

  it("asks a question, and somebody who has tried it offers to talk", async () => {
    const { scope } = await teamOf("Sample Valley");
    const question = "How did you get families to answer your phone calls about chronic absence?";
    await valley().submit("ask", { team: (await teamOf("Sample Valley")).team }, { question, level: "network" });
    await house.settle();
    const [request] = await house.store.read((view) => view.help.requests(scope));
    expect(request?.question).toBe(question);
    await valley().press(valley().button("Chronic absence"));
    await house.settle();
    await valley().press(valley().button("Ask my program manager"));
    await house.settle();
    const preview = await cardOf(valley().press(valley().button("Ask districts that may know")));
    expect(JSON.stringify(preview)).not.toContain("Harbor");
    const send = preview.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : []))[0];
    if (send === undefined) throw new Error("nothing to send it with");
    await valley().press(send.action);
    await house.at("2026-10-28T09:00:00-07:00");
    expect(harbor().reads()).toContain(question);
    expect(harbor().reads()).not.toContain("Valley");
    const form = await harbor().press(harbor().button("Offer 20 minutes"));
    if (form.kind !== "show-form") throw new Error(form.kind);
    await harbor().submit(form.form.id, form.context, { answer: "Texts before school reached more families." });
    await house.settle();
    expect(valley().reads()).toContain("Texts before school reached more families.");
  });
});
