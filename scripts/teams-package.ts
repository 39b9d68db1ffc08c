import { readFileSync } from "node:fs";
import path from "node:path";
import { zipSync } from "fflate";
import { z } from "zod";

/** The zip that a Teams admin uploads: the manifest with a network's own values in it, and two icons. */

export const exampleId = "00000000-0000-0000-0000-000000000000";
const folder = path.join(import.meta.dirname, "..", "manifests", "teams");

export type PackageValues = {
  /** The Entra app's id: the name of the bot, of its tokens, and of the Teams app. */
  appId: string;
  /** Where the server is reached: https, and nothing behind the host. */
  url: string;
  /** Who runs it, as admins see it. */
  publisher?: string;
  /** Pages of the network's own; the server's address where they are not given. */
  website?: string;
  privacy?: string;
  terms?: string;
  /** Without the permission to receive channel messages that do not mention the bot. */
  mentionsOnly?: boolean;
};

/** One plain sentence for each value that cannot be used; none where all can. */
export function wrongValues(values: Partial<PackageValues>): string[] {
  const links = { website: values.website, privacy: values.privacy, terms: values.terms };
  return [
    wrongId(values.appId),
    wrongAddress(values.url),
    ...Object.entries(links).map(([name, link]) =>
      link === undefined || (urlOf(link)?.protocol === "https:" && link.length <= 2048)
        ? undefined
        : `--${name} “${link}” is no https address of a page.`,
    ),
    values.publisher === undefined || (values.publisher.trim() !== "" && values.publisher.length <= 32)
      ? undefined
      : "--publisher must have 1 to 32 characters: Teams shows no more.",
  ].filter((sentence) => sentence !== undefined);
}

function wrongId(id: string | undefined): string | undefined {
  const where = "entra.microsoft.com → App registrations → your app → Application (client) ID";
  if (id === undefined) return `--app-id is missing: you find it at ${where}.`;
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    return `--app-id “${id}” is no id like ${exampleId}: you find it at ${where}.`;
  if (id === exampleId) return `--app-id is the example's: yours is at ${where}.`;
  return undefined;
}

function wrongAddress(text: string | undefined): string | undefined {
  const example = "such as https://throughline.your-network.org";
  if (text === undefined) return `--url is missing: the https address where Teams reaches your server, ${example}.`;
  const url = urlOf(text);
  if (url?.protocol !== "https:") return `--url “${text}” is no https address: Teams sends to no other, ${example}.`;
  if (["localhost", "127.0.0.1", "[::1]"].includes(url.hostname))
    return `--url “${text}” is this machine: Teams needs an address that it can reach from outside.`;
  if (url.hostname === "throughline.example.org") return `--url is the example's: give your own, ${example}.`;
  if (url.origin !== text.replace(/\/$/, "").toLowerCase())
    return `--url “${text}” has more than a host: give ${url.origin} alone, the server answers at /api/messages below it.`;
  return undefined;
}

function urlOf(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

const guid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
const link = z
  .string()
  .max(2048)
  .regex(/^https:\/\//);
const text = (most: number) => z.string().min(1).max(most);
const scopes = z.array(z.enum(["personal", "team"])).min(1);

/**
 * What Microsoft's schema (v1.29) demands of the parts that our manifest has; a part that is not here is refused, so
 * that it gets its rule first. tests/house/teams-manifest.test.ts runs the whole schema where it is at hand.
 */
const manifestRules = z.strictObject({
  $schema: z.literal("https://developer.microsoft.com/en-us/json-schemas/teams/v1.29/MicrosoftTeams.schema.json"),
  manifestVersion: z.literal("1.29"),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  id: guid,
  developer: z.strictObject({ name: text(32), websiteUrl: link, privacyUrl: link, termsOfUseUrl: link }),
  name: z.strictObject({ short: text(30), full: text(100) }),
  description: z.strictObject({ short: text(80), full: text(4000) }),
  icons: z.strictObject({ color: z.literal("color.png"), outline: z.literal("outline.png") }),
  accentColor: z.string().regex(/^#[0-9a-f]{6}$/i),
  bots: z
    .array(
      z.strictObject({
        botId: guid,
        scopes,
        isNotificationOnly: z.literal(false),
        supportsFiles: z.literal(false),
        supportsCalling: z.literal(false),
        supportsVideo: z.literal(false),
        commandLists: z
          .array(
            z.strictObject({
              scopes,
              commands: z.array(z.strictObject({ title: text(32), description: text(128) })).max(12),
            }),
          )
          .max(3),
      }),
    )
    .length(1),
  defaultInstallScope: z.literal("team"),
  defaultGroupCapability: z.strictObject({ team: z.literal("bot") }),
  webApplicationInfo: z.strictObject({ id: guid, resource: text(2048) }).optional(),
  authorization: z
    .strictObject({
      permissions: z.strictObject({
        resourceSpecific: z
          .array(z.strictObject({ name: text(128), type: z.enum(["Application", "Delegated"]) }))
          .min(1)
          .max(16),
      }),
    })
    .optional(),
});

export type Manifest = z.infer<typeof manifestRules>;

/** As it is in the project: the example's id and address. */
export function readManifest(): Manifest {
  return JSON.parse(readFileSync(path.join(folder, "manifest.json"), "utf8"));
}

/** One line for each rule of Teams that this manifest breaks. */
export function brokenRules(manifest: unknown): string[] {
  const read = manifestRules.safeParse(manifest);
  const broken = (read.error?.issues ?? []).map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  if (!read.success) return broken;
  const { id, bots, webApplicationInfo, authorization } = read.data;
  if ([...bots.map((bot) => bot.botId), webApplicationInfo?.id ?? id].some((one) => one !== id))
    broken.push("id, botId and webApplicationInfo.id: these must be the same app");
  // Teams takes such an app and then refuses to add it to a team.
  if (authorization !== undefined && webApplicationInfo === undefined)
    broken.push("authorization: a permission needs webApplicationInfo");
  return broken;
}

export function fillManifest(manifest: Manifest, values: PackageValues): Manifest {
  const { origin } = new URL(values.url);
  const id = values.appId.toLowerCase();
  const { webApplicationInfo, authorization, ...rest } = manifest;
  return {
    ...rest,
    id,
    developer: {
      name: values.publisher ?? manifest.developer.name,
      websiteUrl: values.website ?? origin,
      privacyUrl: values.privacy ?? origin,
      termsOfUseUrl: values.terms ?? origin,
    },
    bots: manifest.bots.map((bot) => ({ ...bot, botId: id })),
    ...(values.mentionsOnly ? {} : { webApplicationInfo: { id, resource: origin }, authorization }),
  };
}

/** The same values give the same bytes: whoever approved a zip can compare. Throws where the manifest breaks a rule. */
export function packTeams(values: PackageValues): Uint8Array {
  const manifest = fillManifest(readManifest(), values);
  const broken = brokenRules(manifest);
  if (broken.length > 0) throw new Error(broken.join("\n"));
  const icon = (name: string) => new Uint8Array(readFileSync(path.join(folder, name)));
  return zipSync(
    {
      "manifest.json": new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`),
      "color.png": icon("color.png"),
      "outline.png": icon("outline.png"),
    },
    // A zip has local times: this is the same moment on every machine's own clock, and the oldest a zip can say.
    { level: 9, mtime: new Date(1980, 0, 1) },
  );
}
