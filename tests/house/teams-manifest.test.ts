import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { Ajv } from "ajv";
import { unzipSync } from "fflate";
import { afterAll, describe, expect, it } from "vitest";
import { brokenRules, fillManifest, packTeams, readManifest, wrongValues } from "../../scripts/teams-package.js";
import { words } from "../../src/core/words.js";

const values = { appId: "1B2C3D4E-0000-4000-8000-00000000ABCD", url: "https://throughline.county.example/" };
const manifest = readManifest();
const schemaFile =
  process.env.TEAMS_MANIFEST_SCHEMA ?? "../shared/fixtures/teams/manifest-schema/MicrosoftTeams.schema.v1.29.json";

/** Every text in a value, however deep. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return value === null || typeof value !== "object" ? [] : Object.values(value).flatMap(textsIn);
}

describe("the Teams manifest", () => {
  it("is one that Microsoft's schema accepts, with every choice of the packer", (context) => {
    context.skip(!existsSync(schemaFile), "Microsoft's manifest schema is not here: TEAMS_MANIFEST_SCHEMA=FILE");
    // The schema says draft-04, which Ajv no longer has; none of the keywords that changed since is in the parts we use.
    const { $schema: _draft, ...schema } = JSON.parse(readFileSync(schemaFile, "utf8"));
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
    const validate = ajv.compile(schema);
    const choices = [
      manifest,
      fillManifest(manifest, values),
      fillManifest(manifest, { ...values, mentionsOnly: true, publisher: "Example County Office" }),
    ];
    for (const one of choices) expect(validate(one) ? [] : validate.errors).toEqual([]);
    expect(validate({ ...manifest, accentColor: "teal" }), "a wrong one is told apart").toBe(false);
  });

  it("keeps the rules that matter", () => {
    expect(brokenRules(manifest)).toEqual([]);
  });

  it.each([
    ["a text that is too long", { name: { short: "x".repeat(31), full: "Throughline" } }, "name.short"],
    ["a scope that nobody reviewed", { bots: [{ ...manifest.bots[0], scopes: ["groupChat"] }] }, "bots.0.scopes.0"],
    ["a part that has no rule", { staticTabs: [] }, "staticTabs"],
    ["a bot that is another app", { id: values.appId }, "must be the same app"],
    ["a permission without its app", { webApplicationInfo: undefined }, "needs webApplicationInfo"],
  ])("is refused with %s", (_what, change, named) => {
    expect(brokenRules({ ...manifest, ...change }).join("\n")).toContain(named);
  });

  it("offers the words that the bot knows, in the same order, in both places", () => {
    const lists = manifest.bots.flatMap((bot) => bot.commandLists);
    // Teams lists twelve at most. Left out is what says the same as another word, or nearly, and what is typed a few times a year, or once.
    const listed = words.filter((word) => !["stop", "home", "groups", "link"].includes(word));
    expect(lists.map((list) => list.commands.map((command) => command.title))).toEqual([listed]);
    expect(lists.map((list) => list.scopes)).toEqual([["personal", "team"]]);
  });

  it("asks for the permissions that are explained to an IT director, and for no other", () => {
    const section = readFileSync("docs/privacy.md", "utf8").split("\n## What the Teams app may do\n")[1] ?? "";
    const explained = [...(section.split("\n## ")[0] ?? "").matchAll(/^\| `([\w.]+)` \| (.+) \|$/gm)].map((row) => ({
      name: row[1],
      reasons: (row[2] as string).split(" | ").filter((cell) => cell.trim().length > 0).length,
    }));
    const asked = manifest.authorization?.permissions.resourceSpecific ?? [];
    expect(explained.filter((row) => row.reasons === 4).map((row) => row.name)).toEqual(asked.map((one) => one.name));
    expect(
      asked.map((one) => one.type),
      "none in a person's name",
    ).toEqual(asked.map(() => "Application"));
  });
});

describe("the icons", () => {
  it.each([
    ["color.png", 192],
    ["outline.png", 32],
  ])("%s is a PNG of the size that Teams wants", (name, size) => {
    const png = readFileSync(path.join("manifests/teams", name));
    expect(png.subarray(1, 4).toString("latin1")).toBe("PNG");
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
  });

  it("has an outline on a transparent ground", () => {
    const withAlpha = 6;
    expect(readFileSync("manifests/teams/outline.png")[25]).toBe(withAlpha);
  });
});

describe("the packed app", () => {
  it("has the manifest and the two icons, and nothing else", () => {
    const files = unzipSync(packTeams(values));
    expect(Object.keys(files)).toEqual(["manifest.json", "color.png", "outline.png"]);
    for (const icon of ["color.png", "outline.png"])
      expect(Buffer.from(files[icon] as Uint8Array).equals(readFileSync(path.join("manifests/teams", icon)))).toBe(
        true,
      );
  });

  it("has the network's own id and address everywhere, and none of the example's", () => {
    const packed = JSON.parse(Buffer.from(unzipSync(packTeams(values))["manifest.json"] as Uint8Array).toString());
    const id = values.appId.toLowerCase();
    expect([packed.id, packed.bots[0].botId, packed.webApplicationInfo.id]).toEqual([id, id, id]);
    expect(packed.webApplicationInfo.resource).toBe("https://throughline.county.example");
    expect(textsIn(packed).filter((text) => /example\.org|^0{8}-/.test(text))).toEqual([]);
  });

  it("is the same to the byte for the same values", () => {
    expect(Buffer.from(packTeams(values)).equals(Buffer.from(packTeams({ ...values })))).toBe(true);
    expect(Buffer.from(packTeams(values)).equals(Buffer.from(packTeams({ ...values, publisher: "Other" })))).toBe(
      false,
    );
  });

  it("can do without the channel messages", () => {
    const { webApplicationInfo, authorization, ...rest } = fillManifest(manifest, values);
    expect(webApplicationInfo !== undefined && authorization !== undefined).toBe(true);
    expect(fillManifest(manifest, { ...values, mentionsOnly: true })).toEqual(rest);
  });
});

describe("what the packer is given", () => {
  it("is taken where it can be used", () => {
    expect(wrongValues(values)).toEqual([]);
    expect(
      wrongValues({ ...values, url: "https://throughline.county.example:8443", terms: "https://county.example/t" }),
    ).toEqual([]);
  });

  it.each([
    [{ appId: undefined }, "--app-id is missing"],
    [{ appId: "throughline" }, "is no id"],
    [{ appId: "00000000-0000-0000-0000-000000000000" }, "is the example's"],
    [{ url: undefined }, "--url is missing"],
    [{ url: "throughline.county.example" }, "is no https address"],
    [{ url: "http://throughline.county.example" }, "is no https address"],
    [{ url: "https://localhost:3000" }, "is this machine"],
    [{ url: "https://throughline.example.org" }, "is the example's"],
    [{ url: "https://throughline.county.example/api/messages" }, "give https://throughline.county.example alone"],
    [{ url: "https://me:secret@throughline.county.example" }, "has more than a host"],
    [{ publisher: "x".repeat(33) }, "1 to 32 characters"],
    [{ privacy: "county.example/privacy" }, "--privacy “county.example/privacy” is no https address"],
  ])("is refused in one sentence: %j", (change, named) => {
    const sentences = wrongValues({ ...values, ...change });
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toContain(named);
    expect(sentences[0]).not.toContain("\n");
  });
});

describe("npm run pack:teams", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "throughline-teams-"));
  const out = path.join(folder, "new", "app.zip");
  const pack = (...words: string[]) =>
    promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/pack-teams.ts", ...words]);
  afterAll(() => rmSync(folder, { recursive: true }));

  it("writes the file and says where it goes", { timeout: 20_000 }, async () => {
    const { stdout } = await pack("--app-id", values.appId, "--url", values.url, "--out", out);
    expect(stdout).toContain("Teams admin center");
    expect(stdout).toContain("Not given: --website, --privacy, --terms.");
    expect(readFileSync(out).equals(Buffer.from(packTeams(values)))).toBe(true);
  });

  it("writes nothing, and says every reason, where a value is wrong", { timeout: 20_000 }, async () => {
    const other = path.join(folder, "app.txt");
    const failed = await pack("--url", "http://a.example", "--out", other).catch((error) => error);
    expect(failed.code).toBe(1);
    expect(failed.stderr.split("\n").slice(0, 3)).toEqual([
      expect.stringContaining("--app-id is missing"),
      expect.stringContaining("is no https address"),
      expect.stringContaining("does not end in .zip"),
    ]);
    expect(existsSync(other)).toBe(false);
  });
});
