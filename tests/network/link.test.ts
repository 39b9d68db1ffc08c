import { createHash, randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { codeIn, makeLinkCode } from "../../src/app/link-codes.js";
import { type RedeemOutcome, redeemCode } from "../../src/app/redeem-code.js";
import { linkCommand } from "../../src/cli/link.js";
import { peopleCommand } from "../../src/cli/people.js";
import type { PersonRef } from "../../src/core/refs.js";
import { now } from "./example.js";
import { type NetworkStore, networkStore } from "./store.js";
import { linkTo, ref } from "./workspace.js";

let house: NetworkStore;
let acts = 0;

beforeEach(async () => {
  house = await networkStore();
});
afterEach(() => house.close());

const hours = (count: number) => new Date(now.getTime() + count * 3600_000);

async function codeFor(who: { district: string } | { network: true } | { person: string }): Promise<string> {
  const { network } = house;
  const wanted =
    "person" in who
      ? {
          purpose: "person" as const,
          networkId: network.id,
          districtId: house.person(who.person).districtId,
          personId: house.person(who.person).id,
        }
      : {
          purpose: "workspace" as const,
          networkId: network.id,
          districtId: "district" in who ? house.district(who.district).id : null,
        };
  return (await makeLinkCode(house.store, wanted, randomBytes, now)).code;
}

function redeem(person: PersonRef, text: string, at = now, key = `act-${acts++}`): Promise<RedeemOutcome> {
  return redeemCode(house.store, { key, person, text, now: at, machineNow: at });
}

const workspaceOf = (id: string) =>
  house.store.read((view) => view.workspaces.byRef({ platform: "paper", workspace: id }));
const identityOf = (person: PersonRef) => house.store.read((view) => view.workspaces.identityOf(person));
const refusal = (reason: string) => ({ outcome: "refused", reason });

describe("a code for a workspace", () => {
  test("links the workspace that it is typed in, once, and leaves a trace", async () => {
    const code = await codeFor({ district: "Example Valley Unified" });
    expect(await redeem(ref("VALLEY", "u1"), code)).toMatchObject({
      outcome: "workspace linked",
      district: { name: "Example Valley Unified" },
      network: { name: "Example Network" },
    });
    expect(await workspaceOf("VALLEY")).toMatchObject({
      state: "linked",
      districtId: house.district("Example Valley Unified").id,
    });
    expect(await redeem(ref("OTHER", "u1"), code)).toEqual(refusal("used code"));
    expect(await workspaceOf("OTHER")).toMatchObject({ state: "unlinked", networkId: null });
    const audit = await house.store.read((view) => view.events.auditOf(house.scope, 10));
    expect(audit.filter(({ action }) => action === "workspace linked")).toMatchObject([
      { actor: "link code", subject: "workspace-VALLEY" },
    ]);
    expect(JSON.stringify(audit)).not.toContain(code);
  });

  test("is used by one of ten who type it at the same moment", async () => {
    const code = await codeFor({ district: "Example Valley Unified" });
    const others = Array.from({ length: 10 }, (_, n) => ref(n % 2 === 0 ? "VALLEY" : "OTHER", `u${n}`));
    const outcomes = await Promise.all(others.map((person) => redeem(person, code)));
    expect(outcomes.filter(({ outcome }) => outcome === "workspace linked")).toHaveLength(1);
    const states = [(await workspaceOf("VALLEY"))?.state, (await workspaceOf("OTHER"))?.state];
    expect(states.sort()).toEqual(["linked", "unlinked"]);
  });

  test("says what was done when it is typed again there, and nothing when the delivery is repeated", async () => {
    const code = await codeFor({ network: true });
    await redeem(ref("HUB", "u1"), code, now, "the same key");
    expect(await redeem(ref("HUB", "u1"), code, now, "the same key")).toEqual({ outcome: "again" });
    expect(await redeem(ref("HUB", "u2"), code)).toMatchObject({
      outcome: "workspace was linked",
      district: undefined,
    });
  });

  test("is read with blanks, small letters and a long dash, and is not a code when it is anything else", async () => {
    const code = await codeFor({ district: "Other Unified" });
    for (const text of ["", "please", "ABCDE-FGHJ", "ABCDE-FGHJKM", "ABCDE-FGHJ0", "OIL10-ABCDE"]) {
      expect(await redeem(ref("OTHER", "u1"), text)).toEqual({ outcome: "no code" });
    }
    expect(await redeem(ref("OTHER", "u1"), ` ${code.toLowerCase().replace("-", " – ")} `)).toMatchObject({
      outcome: "workspace linked",
    });
  });

  test("expires after seven days", async () => {
    const code = await codeFor({ district: "Other Unified" });
    expect(await redeem(ref("OTHER", "u1"), code, hours(7 * 24))).toEqual(refusal("expired code"));
    expect(await redeem(ref("OTHER", "u1"), code, hours(7 * 24 - 1))).toMatchObject({ outcome: "workspace linked" });
  });

  test("does not move a workspace that belongs to somebody else", async () => {
    await linkTo(house.store, "VALLEY", house.network.id, house.district("Example Valley Unified").id);
    const code = await codeFor({ district: "Other Unified" });
    expect(await redeem(ref("VALLEY", "u1"), code)).toEqual(refusal("linked elsewhere"));
    expect(await redeem(ref("OTHER", "u1"), code)).toMatchObject({ outcome: "workspace linked" });
    expect(await redeem(ref("NOWHERE", "u1"), code)).toEqual(refusal("not installed"));
  });

  test("is stored as a hash alone", async () => {
    const code = await codeFor({ district: "Other Unified" });
    const hash = createHash("sha256").update(code.replace("-", "")).digest("hex");
    const stored = await house.store.read((view) => view.workspaces.codeByHash(hash));
    expect(stored).toMatchObject({ purpose: "workspace", usedAt: null });
    expect(JSON.stringify(stored)).not.toContain(code.slice(0, 5));
  });

  test("has 50 bits, of signs that are not mistaken for each other", async () => {
    const made = await Promise.all(Array.from({ length: 30 }, () => codeFor({ district: "Other Unified" })));
    for (const code of made) expect(code).toMatch(/^[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}$/);
    expect(new Set(made).size).toBe(30);
    expect(codeIn("22222-ZZZZZ")).toBe("22222ZZZZZ");
  });
});

describe("guessing", () => {
  const wrong = (n: number) => `ABCDE-FGH${"JKLMNPQRST"[n]}2`;

  test("is refused after five wrong codes in an hour, for the right code too, and for this person alone", async () => {
    const code = await codeFor({ district: "Other Unified" });
    for (let n = 0; n < 5; n++) expect(await redeem(ref("OTHER", "u1"), wrong(n))).toEqual(refusal("unknown code"));
    expect(await redeem(ref("OTHER", "u1"), wrong(5))).toEqual(refusal("too many tries"));
    expect(await redeem(ref("OTHER", "u1"), code)).toEqual(refusal("too many tries"));
    expect(await redeem(ref("VALLEY", "u1"), wrong(5))).toEqual(refusal("unknown code"));
    expect(await redeem(ref("OTHER", "u2"), code)).toMatchObject({ outcome: "workspace linked" });
  });

  test("is counted over any hour, also when the tries come at the same moment", async () => {
    await Promise.all(Array.from({ length: 10 }, (_, n) => redeem(ref("OTHER", "u1"), wrong(n)))).then((outcomes) => {
      expect(outcomes.filter((one) => one.outcome === "refused" && one.reason === "unknown code")).toHaveLength(5);
    });
    expect(await redeem(ref("OTHER", "u1"), wrong(0), hours(0.99))).toEqual(refusal("too many tries"));
    expect(await redeem(ref("OTHER", "u1"), wrong(0), hours(1))).toEqual(refusal("unknown code"));
  });
});

describe("a code for a person", () => {
  const coach = "Reading coach, Example Valley";

  beforeEach(async () => {
    await linkTo(house.store, "VALLEY", house.network.id, house.district("Example Valley Unified").id);
    await linkTo(house.store, "HUB", house.network.id, null);
  });

  test("claims her in her district's workspace", async () => {
    const code = await codeFor({ person: coach });
    const direct = { ...ref("VALLEY", "u-coach"), direct: "conversation-7" };
    expect(await redeem(direct, code)).toMatchObject({ outcome: "person claimed", person: { name: coach } });
    expect(await identityOf(direct)).toMatchObject({
      personId: house.person(coach).id,
      claimedBy: "code",
      direct: "conversation-7",
    });
    expect(await redeem(direct, code)).toMatchObject({ outcome: "person was claimed" });
    expect(await redeem(ref("VALLEY", "u-2"), code)).toEqual(refusal("used code"));
  });

  test("does not claim her anywhere else, and can still be used where she belongs", async () => {
    const code = await codeFor({ person: coach });
    expect(await redeem(ref("OTHER", "u-coach"), code)).toEqual(refusal("workspace not linked"));
    await linkTo(house.store, "OTHER", house.network.id, house.district("Other Unified").id);
    expect(await redeem(ref("OTHER", "u-coach"), code)).toEqual(refusal("other district"));
    expect(await redeem(ref("HUB", "u-coach"), code)).toEqual(refusal("other district"));
    expect(await redeem(ref("VALLEY", "u-coach"), code)).toMatchObject({ outcome: "person claimed" });
  });

  test("claims a program manager in every workspace of her network", async () => {
    const first = await codeFor({ person: "pm.north@network.example.org" });
    expect(await redeem(ref("HUB", "u-pm"), first)).toMatchObject({ outcome: "person claimed" });
    const second = await codeFor({ person: "pm.north@network.example.org" });
    expect(await redeem(ref("VALLEY", "u-pm"), second)).toMatchObject({ outcome: "person claimed" });
    const identities = await house.store.read((view) => view.workspaces.identities(house.scope));
    expect(identities.map(({ workspaceId }) => workspaceId).sort()).toEqual(["workspace-HUB", "workspace-VALLEY"]);
  });

  test("is refused to a user who is somebody else already", async () => {
    await redeem(ref("VALLEY", "u-1"), await codeFor({ person: coach }));
    const code = await codeFor({ person: "principal@valley.example.org" });
    expect(await redeem(ref("VALLEY", "u-1"), code)).toEqual(refusal("somebody else"));
    expect(await identityOf(ref("VALLEY", "u-1"))).toMatchObject({ personId: house.person(coach).id });
  });

  test("moves her to another account of the same workspace", async () => {
    await redeem(ref("VALLEY", "u-old"), await codeFor({ person: coach }));
    expect(await redeem(ref("VALLEY", "u-new"), await codeFor({ person: coach }))).toMatchObject({
      outcome: "person claimed",
    });
    expect(await identityOf(ref("VALLEY", "u-old"))).toBeUndefined();
    expect(await identityOf(ref("VALLEY", "u-new"))).toMatchObject({ personId: house.person(coach).id });
  });

  test("claims nobody who has left her team since", async () => {
    const code = await codeFor({ person: coach });
    await house.store.write((tables) =>
      tables.roster.save(house.scope, {
        memberships: house.roster.memberships.map((one) => ({ ...one, until: "2026-09-09" })),
      }),
    );
    expect(await redeem(ref("VALLEY", "u-coach"), code)).toEqual(refusal("no longer here"));
  });
});

describe("throughline link", () => {
  async function run(...args: string[]) {
    const lines: string[] = [];
    const io = { store: house.store, now, print: (line: string) => lines.push(line), random: randomBytes };
    return { code: await linkCommand(args, io), lines, text: lines.join("\n") };
  }
  const codeOf = (text: string) => /link ([\w-]{11})/.exec(text)?.[1] ?? "";

  test("prints a code for a district and what to type", async () => {
    const { code, lines, text } = await run("--district", "example valley unified");
    expect(code).toBe(0);
    expect(lines).toEqual([
      "Links a workspace of Example Valley Unified. There, once the app is installed, type to the bot:",
      expect.stringMatching(/^ {2}link [2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}$/),
      "Works once, until 2026-09-16 18:00 UTC. It cannot be shown again.",
    ]);
    expect(await redeem(ref("VALLEY", "u1"), codeOf(text))).toMatchObject({ outcome: "workspace linked" });
  });

  test("prints a code for the network's own workspace and for a person", async () => {
    expect(await redeem(ref("HUB", "u1"), codeOf((await run("--network")).text))).toMatchObject({
      outcome: "workspace linked",
      district: undefined,
    });
    const { text } = await run("--person", "PM.north@network.example.org");
    expect(await redeem(ref("HUB", "u1"), codeOf(text))).toMatchObject({
      outcome: "person claimed",
      person: { name: "Program manager, north" },
    });
  });

  test("links at once for the operator, and never away from somebody", async () => {
    expect(await run("--workspace", "paper:VALLEY", "--district", "Example Valley Unified")).toMatchObject({ code: 0 });
    expect(await workspaceOf("VALLEY")).toMatchObject({ state: "linked" });
    expect(await run("--workspace", "paper:VALLEY", "--district", "Other Unified")).toMatchObject({
      code: 1,
      text: expect.stringContaining("linked to somebody else"),
    });
    expect(await run("--workspace", "paper:NOWHERE", "--network")).toMatchObject({
      code: 1,
      text: expect.stringContaining("not installed"),
    });
  });

  test("explains itself", async () => {
    expect(await run("--help")).toMatchObject({ code: 0, text: expect.stringContaining("throughline link --person") });
  });

  test("lists workspaces, linked and not", async () => {
    await linkTo(house.store, "VALLEY", house.network.id, house.district("Example Valley Unified").id);
    await linkTo(house.store, "HUB", house.network.id, null);
    expect((await run("--list")).lines.sort()).toEqual([
      "paper:HUB  Workspace HUB  Example Network (the network's own)",
      "paper:OTHER  Workspace OTHER  not linked",
      "paper:VALLEY  Workspace VALLEY  Example Valley Unified",
    ]);
  });

  test("says what is wrong, and makes no code then", async () => {
    expect((await run("--district", "Exmaple Valley Unified")).text).toBe(
      'There is no district "Exmaple Valley Unified": did you mean "Example Valley Unified"?',
    );
    expect((await run("--person", "nobody@x.example.org")).text).toMatch(/^Nobody active is known as/);
    for (const args of [
      [],
      ["--list", "--network"],
      ["--network", "--district", "X"],
      ["--workspace", "paper:HUB"],
      ["extra"],
    ]) {
      expect(await run(...args)).toMatchObject({ code: 1, text: expect.stringContaining("throughline link --list") });
    }
    const audit = await house.store.read((view) => view.events.auditOf(house.scope, 50));
    expect(audit.filter(({ action }) => action.startsWith("code made"))).toEqual([]);
  });

  test("people are listed, and those whom nobody has claimed", async () => {
    await linkTo(house.store, "VALLEY", house.network.id, house.district("Example Valley Unified").id);
    const coach = "Reading coach, Example Valley";
    await redeem(ref("VALLEY", "u1"), await codeFor({ person: coach }));
    const lines: string[] = [];
    const io = { store: house.store, now, print: (line: string) => lines.push(line) };
    expect(await peopleCommand(["--unclaimed"], io)).toBe(0);
    expect(lines).toHaveLength(7);
    expect(lines.join("\n")).not.toContain(coach);
    lines.length = 0;
    expect(await peopleCommand([], io)).toBe(0);
    expect(lines).toContain(`Example Valley Unified  ${coach}  no address  Workspace VALLEY (code)`);
  });
});
