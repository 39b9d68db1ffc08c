import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Receive } from "../../src/ports/chat-platform.js";
import { described, furnishPeers, question } from "../flows/help-scene.js";
import { furnish, type House, openHouse } from "../flows/house.js";
import { at } from "../flows/scenes.js";
import { slackSide } from "./slack-side.js";
import { teamsSide } from "./teams-side.js";
import { type Hands, hands, type Side } from "./two-houses.js";

const network = { networkId: "network-1" };
const offered = "We call at six in the evening, and that worked.";
const taken = "Call at six, in the language of the family";
const slow = 120_000;

/** Everything that one cloud was handed: messages, changes, and what its requests were answered with. */
function listen(side: Side): { received: string[]; hears(handle: Receive): Receive } {
  const received: string[] = [];
  for (const method of ["sendDirect", "post", "edit"] as const) {
    const real = side.platform[method].bind(side.platform) as (...all: unknown[]) => Promise<never>;
    vi.spyOn(side.platform, method).mockImplementation((...all: unknown[]) => {
      received.push(JSON.stringify(all[1]));
      return real(...all);
    });
  }
  const hears = (handle: Receive): Receive => {
    return async (event) => {
      const reply = await handle(event);
      received.push(JSON.stringify(reply));
      return reply;
    };
  };
  return { received, hears };
}

/** The asker's district and the network in one cloud, the helper's in the other one. */
async function openTown(build: { asker: () => Promise<Side>; helper: () => Promise<Side> }) {
  const [asker, helper] = [await build.asker(), await build.helper()];
  const house = await openHouse({ at: at("22", "13:00"), platforms: [asker.platform, helper.platform] });
  const heard = { asker: listen(asker), helper: listen(helper) };
  await asker.platform.start(heard.asker.hears(house.handle));
  await helper.platform.start(heard.helper.hears(house.handle));
  await furnish(house);
  await furnishPeers(house);
  await moveIn(house, asker, "lead", "lead", "district-1");
  await moveIn(house, asker, "pm", "pm", null);
  await moveIn(house, helper, "lead", "coast-lead", "district-2");
  await house.store.write((tables) =>
    tables.workspaces.saveChannel(network, {
      id: "channel-1",
      ...network,
      districtId: "district-1",
      workspaceId: asker.homes.lead.workspace,
      externalId: asker.teamChannel,
      teamId: "team-1",
    }),
  );
  const settle = async (): Promise<void> => {
    for (const side of [asker, helper]) await side.settled();
    await house.settle();
    for (const side of [asker, helper]) await side.settled();
  };
  return {
    house,
    asker: hands(asker, "lead", settle),
    manager: hands(asker, "pm", settle),
    helper: hands(helper, "lead", settle),
    channel: () => asker.messages("lead", asker.teamChannel).map(({ text }) => text),
    heard: { asker: heard.asker.received, helper: heard.helper.received },
    async close() {
      await asker.close();
      await helper.close();
      await house.close();
    },
  };
}

async function moveIn(house: House, side: Side, who: "lead" | "pm", personId: string, districtId: string | null) {
  const { workspace, user, direct } = side.homes[who];
  const since = new Date("2025-09-01T00:00:00Z");
  const place = { id: workspace, platform: side.platform.name, externalId: workspace, name: workspace };
  const linked = { ...network, districtId, state: "linked" as const, installedAt: since, removedAt: null };
  const claimed = { claimedBy: "code" as const, claimedAt: since, unreachableSince: null };
  await house.store.write(async (tables) => {
    await tables.workspaces.save({ ...place, ...linked });
    await tables.workspaces.saveIdentities(network, [
      { ...network, id: `cloud-${personId}`, workspaceId: workspace, personId, externalUser: user, direct, ...claimed },
    ]);
  });
}

type Town = Awaited<ReturnType<typeof openTown>>;
const clouds = [
  { name: "from Slack to Teams", asker: slackSide, helper: teamsSide },
  { name: "from Teams to Slack", asker: teamsSide, helper: slackSide },
];

describe.each(clouds)("a question $name", ({ asker, helper }) => {
  let town: Town;
  beforeEach(async () => {
    town = await openTown({ asker, helper });
  }, slow);
  afterEach(() => town.close());

  const reads = (one: Hands) => one.reads().join("\n--\n");
  const requests = () => town.house.store.read((view) => view.help.requests(network));
  const offers = () => town.house.store.read((view) => view.help.offers(network));

  async function asks(values: Record<string, string> = {}) {
    await town.asker.types("ask");
    const form = await town.asker.presses((await requests()).length === 0 ? "Ask a question" : "Ask another question");
    return { form, sent: await form.send({ question, level: "network", ...values }) };
  }

  async function sends() {
    await town.asker.presses("Ask my program manager");
    await town.asker.presses("Ask districts that may know");
    await town.asker.presses("Send it");
  }

  it(
    "goes from the word to the thanks, and nobody is named before both agreed",
    async () => {
      expect((await asks()).sent).toBe("closed");
      expect(town.channel().join()).toContain(question);
      expect(town.heard.helper).toEqual([]);
      await town.asker.presses("Chronic absence");
      await town.asker.presses("Ask my program manager");
      expect(reads(town.manager)).toContain(question);
      await town.asker.presses("Ask districts that may know");
      expect(reads(town.asker)).toContain(described);
      expect(town.heard.helper).toEqual([]);
      await town.asker.presses("Send it");

      expect(reads(town.helper)).toContain(question);
      expect(reads(town.helper)).toContain(described);
      expect(town.heard.asker.join()).not.toMatch(/coast/i);
      const offering = await town.helper.presses("Offer 20 minutes");
      expect(offering.shows()).toContain(question);
      await offering.send({ answer: offered });
      expect(reads(town.asker)).toContain("Sample Coast Unified (sample), its team lead, offers 20 minutes.");
      expect(reads(town.asker)).toContain(offered);
      expect(town.heard.asker.join(), "her own name comes with the introduction").not.toContain("coast-lead");
      expect(town.heard.helper.join(), "the asker has agreed to nothing yet").not.toMatch(/valley|Teacher lead/i);

      await town.asker.presses("Introduce us");
      expect(reads(town.asker)).toContain("Teacher coast-lead");
      expect(reads(town.helper)).toContain("Teacher lead, Sample Valley Unified (sample)");
      const consents = await town.house.store.read(async (view) =>
        view.matching.consentsTo(network, "help request", [(await requests())[0]?.id ?? ""]),
      );
      expect(consents.map((one) => `${one.districtId} to ${one.towardsDistrictId ?? one.level}`).sort()).toEqual([
        "district-1 to district-2",
        "district-1 to network",
        "district-2 to district-1",
      ]);

      const closing = await town.asker.presses("Close it");
      expect(await closing.send({ taken })).toBe("closed");
      expect(reads(town.helper)).toContain(taken);
      expect(await requests()).toMatchObject([{ state: "closed", taken }]);
    },
    slow,
  );

  it(
    "stays where it is when the other district wants nothing to do with it, or has enough",
    async () => {
      const block = { id: "block-1", districtId: "district-2", otherDistrictId: "district-1", personId: "coast-lead" };
      const choice = { districtId: "district-2", outOfGroups: false, openRequests: 0, personId: "coast-lead" };
      const { store } = town.house;
      const now = town.house.now();
      await asks();
      await town.asker.presses("Ask my program manager");
      await store.write((tables) => tables.matching.saveChoice(network, { ...network, ...choice, at: now }));
      await town.asker.presses("Ask districts that may know");
      expect(reads(town.asker)).toContain("Every district that may know has enough requests just now.");
      await store.write(async (tables) => {
        await tables.matching.saveChoice(network, { ...network, ...choice, openRequests: 2, at: now });
        await tables.matching.saveBlock(network, { ...network, ...block, at: now, liftedAt: null });
      });
      await town.asker.presses("Ask districts that may know");
      expect(reads(town.asker)).toContain("I know no other district that works on something like this");
      expect(town.heard.helper).toEqual([]);
      expect(town.heard.asker.join()).not.toMatch(/coast/i);
    },
    slow,
  );

  it(
    "that is taken back says so where it was read",
    async () => {
      await asks();
      await sends();
      expect(reads(town.helper)).toContain(question);
      await town.asker.presses("Take it back");
      expect(reads(town.helper)).not.toContain(question);
      expect(reads(town.helper)).toContain("This question was taken back.");
      expect(town.channel().join()).not.toContain(question);
      expect(await offers()).toMatchObject([{ state: "released" }]);
    },
    slow,
  );

  it(
    "that says too little, too much or a student's name is asked about, and what she wrote stays",
    async () => {
      const { form, sent } = await asks({ question: "families not answering" });
      expect(sent).toBe("again");
      expect(form.shows()).toContain("Could you say a little more?");
      expect(await form.send({ question: "How do you help Maria in 3rd grade, who never comes?" })).toBe("again");
      expect(form.shows()).toContain("Maria in 3rd grade");
      const long = await form.send({ question: "why do they not come ".repeat(500) });
      expect(long).not.toBe("closed");
      expect(form.shows()).toMatch(/Please (keep this under 1500|enter at most 3000) characters\./);
      expect(await requests()).toEqual([]);
      expect(await form.send({ question: "" })).not.toBe("closed");
      expect(await requests()).toEqual([]);
      expect(
        await form.send({ question: "¿Cómo lograron que las familias contesten las llamadas por las faltas?" }),
      ).toBe("closed");
      expect(reads(town.asker)).toContain("I read English only.");
      expect(town.heard.helper).toEqual([]);
    },
    slow,
  );
});
