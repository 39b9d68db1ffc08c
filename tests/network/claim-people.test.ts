import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { claimPeople, type LookUp } from "../../src/app/claim-people.js";
import { importNetwork } from "../../src/app/import-network.js";
import { openMattersOf } from "../../src/app/open-matters.js";
import { beginSending } from "../store/sending.js";
import { now, read } from "./example.js";
import { type NetworkStore, networkStore, twoDistricts } from "./store.js";
import { linkTo, ref } from "./workspace.js";

let house: NetworkStore;

beforeEach(async () => {
  house = await networkStore();
});
afterEach(() => house.close());

const valley = { platform: "paper", workspace: "VALLEY" };
const hub = { platform: "paper", workspace: "HUB" };

/** A workspace whose members have these addresses; the user is the address's first word. */
function members(workspace: string, ...emails: string[]): LookUp & { asked: string[] } {
  const asked: string[] = [];
  const lookUp = async (_: unknown, email: string) => {
    asked.push(email);
    return emails.includes(email) ? ref(workspace, email.split("@")[0] ?? "") : undefined;
  };
  return Object.assign(lookUp, { asked });
}

const everybody = ["lead", "principal", "grade3"].map((one) => `${one}@valley.example.org`);
const names = (people: { email: string | null }[]) => people.map(({ email }) => email).sort();
const identities = () => house.store.read((view) => view.workspaces.identities(house.scope));

describe("claiming by e-mail", () => {
  test("claims the people of the workspace's district, names the others, and guesses nobody", async () => {
    await linkTo(house.store, "VALLEY", house.network.id, house.district("Example Valley Unified").id);
    const lookUp = members(
      "VALLEY",
      "lead@valley.example.org",
      "grade3@valley.example.org",
      "pm.north@network.example.org",
    );
    const claims = await claimPeople(house.store, lookUp, valley, now);
    expect(names(claims.claimed)).toEqual(["grade3@valley.example.org", "lead@valley.example.org"]);
    expect(names(claims.notFound)).toEqual(["principal@valley.example.org"]);
    expect(claims.withoutEmail.map(({ name }) => name)).toEqual(["Reading coach, Example Valley"]);
    expect(lookUp.asked.sort()).toEqual([...everybody].sort());
    expect(await identities()).toHaveLength(2);
    expect((await identities())[0]).toMatchObject({
      claimedBy: "e-mail",
      workspaceId: "workspace-VALLEY",
      claimedAt: now,
    });
  });

  test("claims the network's people in the network's own workspace only", async () => {
    await linkTo(house.store, "HUB", house.network.id, null);
    const lookUp = members("HUB", "pm.north@network.example.org", ...everybody);
    expect(names((await claimPeople(house.store, lookUp, hub, now)).claimed)).toEqual(["pm.north@network.example.org"]);
  });

  test("asks about nobody twice who is claimed, also when it runs twice at once", async () => {
    await linkTo(house.store, "VALLEY", house.network.id, house.district("Example Valley Unified").id);
    const lookUp = members("VALLEY", ...everybody);
    const runs = await Promise.all([1, 2, 3].map(() => claimPeople(house.store, lookUp, valley, now)));
    expect(runs.flatMap(({ claimed }) => claimed)).toHaveLength(3);
    expect(await identities()).toHaveLength(3);
    const again = members("VALLEY", ...everybody);
    await claimPeople(house.store, again, valley, now);
    expect(again.asked).toEqual([]);
  });

  test("claims somebody whom a later roster brings, and nobody who has left", async () => {
    await linkTo(house.store, "VALLEY", house.network.id, house.district("Example Valley Unified").id);
    await claimPeople(house.store, members("VALLEY"), valley, now);
    const changed = twoDistricts
      .replace(/.*principal@valley.*\n/, "")
      .replace('"Reading coach, Example Valley",', '"Reading coach, Example Valley", email: coach@valley.example.org,');
    expect(await importNetwork(house.store, read(changed), { now, dryRun: false })).toMatchObject({
      outcome: "imported",
    });
    const lookUp = members("VALLEY", "coach@valley.example.org", "principal@valley.example.org");
    expect(names((await claimPeople(house.store, lookUp, valley, now)).claimed)).toEqual(["coach@valley.example.org"]);
    expect(lookUp.asked).not.toContain("principal@valley.example.org");
  });

  test("refuses one user of the workspace for two people", async () => {
    await linkTo(house.store, "VALLEY", house.network.id, house.district("Example Valley Unified").id);
    const lookUp: LookUp = async () => ref("VALLEY", "the-same");
    const claims = await claimPeople(house.store, lookUp, valley, now);
    expect(claims.claimed).toHaveLength(1);
    expect(claims.taken).toHaveLength(2);
    expect(await identities()).toHaveLength(1);
  });

  test("does not believe a user of another workspace", async () => {
    await linkTo(house.store, "VALLEY", house.network.id, house.district("Example Valley Unified").id);
    expect((await claimPeople(house.store, members("OTHER", ...everybody), valley, now)).notFound).toHaveLength(3);
    expect(await identities()).toEqual([]);
  });

  test("keeps what it has when a look-up fails, and says that there is more to do", async () => {
    await linkTo(house.store, "VALLEY", house.network.id, house.district("Example Valley Unified").id);
    const known = members("VALLEY", ...everybody);
    const failing: LookUp = async (workspace, email) => {
      if (known.asked.length === 2) throw new Error("rate limited");
      return known(workspace, email);
    };
    const claims = await claimPeople(house.store, failing, valley, now);
    expect(claims).toMatchObject({ interrupted: true });
    expect(claims.claimed).toHaveLength(2);
    expect((await claimPeople(house.store, known, valley, now)).claimed).toHaveLength(1);
  });

  test("asks nothing in a workspace that is not linked", async () => {
    const lookUp = members("VALLEY", ...everybody);
    expect((await claimPeople(house.store, lookUp, valley, now)).claimed).toEqual([]);
    expect((await claimPeople(house.store, lookUp, { platform: "paper", workspace: "NOWHERE" }, now)).claimed).toEqual(
      [],
    );
    expect(lookUp.asked).toEqual([]);
  });

  test("writes nothing when the workspace is removed while people are looked up", async () => {
    await linkTo(house.store, "VALLEY", house.network.id, house.district("Example Valley Unified").id);
    const lookUp: LookUp = async (_, email) => {
      await house.store.write(async (tables) => {
        const workspace = await tables.workspaces.byRef(valley);
        if (workspace) await tables.workspaces.save({ ...workspace, state: "removed", removedAt: now });
      });
      return ref("VALLEY", email);
    };
    await claimPeople(house.store, lookUp, valley, now);
    expect(await identities()).toEqual([]);
  });
});

describe("the network's inbox", () => {
  const matters = () => house.store.read((view) => openMattersOf(view, house.scope, now));

  test("says what waits, with the next step", async () => {
    expect((await matters()).map(({ kind, text }) => `${kind}: ${text}`)).toEqual(
      expect.arrayContaining([
        'district not linked: Example Valley Unified has no linked workspace: nobody there can be asked. Make a code: throughline link --district "Example Valley Unified".',
        "network not linked: The network's own workspace is not linked, and 2 of its people cannot be reached. Make a code: throughline link --network.",
        "workspace not linked: “Workspace HUB” (paper) has installed the app and is not linked. Send its admin a code: throughline link --district NAME.",
        "team without program manager: Other Unified has no program manager. Add one to the team in the network file and import it.",
      ]),
    );
  });

  test("is empty when nothing waits", async () => {
    for (const [workspace, district] of [
      ["VALLEY", "Example Valley Unified"],
      ["OTHER", "Other Unified"],
    ] as const) {
      await linkTo(house.store, workspace, house.network.id, house.district(district).id);
    }
    await linkTo(house.store, "HUB", house.network.id, null);
    const found = await matters();
    expect(found.map(({ kind }) => kind).sort()).toEqual([
      "people not claimed",
      "people not claimed",
      "people not claimed",
      "team without channel",
      "team without channel",
      "team without program manager",
    ]);
    expect(found.find(({ kind, districtId }) => kind === "people not claimed" && districtId !== null)?.text).toMatch(
      /^(4 people of Example Valley Unified|1 person of Other Unified) cannot be reached yet: /,
    );
    const changed = twoDistricts
      .replace(
        "- district: Other Unified\n",
        "- district: Other Unified\n    program_manager: pm.north@network.example.org\n",
      )
      .replace(/.*Reading coach.*\n/, "");
    await importNetwork(house.store, read(changed), { now, dryRun: false });
    const all: LookUp = async (workspace, email) => ({ ...workspace, user: email });
    for (const workspace of ["VALLEY", "OTHER", "HUB"])
      await claimPeople(house.store, all, { platform: "paper", workspace }, now);
    await house.store.write(async (tables) => {
      for (const team of house.roster.teams) {
        const workspaceId = team.name === "Other Unified" ? "workspace-OTHER" : "workspace-VALLEY";
        await tables.workspaces.saveChannel(house.scope, {
          id: team.id,
          networkId: house.network.id,
          districtId: team.districtId,
          workspaceId,
          externalId: team.id,
          teamId: team.id,
        });
      }
    });
    expect(await matters()).toEqual([]);
  });

  test("shows messages that may not have arrived, for two weeks", async () => {
    const message = (id: string) => ({
      id,
      networkId: house.network.id,
      districtId: house.district("Other Unified").id,
      platform: "paper",
      workspace: "OTHER",
      lane: "paper:OTHER:C1",
      kind: "check-in" as const,
      policy: "once" as const,
      delivery: {
        do: "post" as const,
        to: { platform: "paper", workspace: "OTHER", channel: "C1" },
        card: { blocks: [] },
      },
      notBefore: now,
      expiresAt: null,
      createdAt: now,
    });
    await house.store.write(async (tables) => {
      for (const id of ["m1", "m2"]) await tables.outbox.enqueue(house.scope, message(id));
      const first = await beginSending(tables, "m1");
      await tables.outbox.settle("m1", first?.fence ?? 0, { state: "unknown", error: "timeout" });
      const sending = await beginSending(tables, "m2");
      await tables.outbox.settle("m2", sending?.fence ?? 0, { state: "dead", error: "channel_not_found" });
    });
    const at = (days: number) =>
      house.store.read((view) => openMattersOf(view, house.scope, new Date(now.getTime() + days * 86_400_000)));
    const shown = async (days: number) =>
      (await at(days)).map(({ text }) => text).filter((text) => text.includes("message"));
    expect(await shown(13)).toEqual([
      "1 message to Other Unified may or may not have arrived. Look into the conversation; it is not sent again by itself.",
      "1 message to Other Unified could not be sent. Look at the connection to the workspace.",
    ]);
    expect(await shown(15)).toEqual([]);
  });
});
