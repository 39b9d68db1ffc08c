import { z } from "zod";
import { readSlack, type SlackConfig } from "./config-slack.js";
import { readTeams, type TeamsConfig } from "./config-teams.js";
import { areSet, type Given, isLoopback, isUrl, missing, wrong } from "./config-variables.js";

export { ConfigError } from "./config-variables.js";

/** Everything that is configured from outside. Rosters, calendars and convenings are not: they are imported. */
export type Config = {
  port: number;
  host: string;
  databaseUrl: string;
  /** False: the default, which the sandbox does not use. */
  databaseUrlGiven: boolean;
  publicUrl: string | undefined;
  /** 32 bytes, base64 or hex, that tokens are encrypted with. */
  key: string | undefined;
  /** Where neither platform is configured, the sandbox with its sample network starts. */
  slack: SlackConfig | undefined;
  teams: TeamsConfig | undefined;
  /** Undefined: no text is sent anywhere to be compared. Each network has to choose it as well. */
  embedding: EmbeddingConfig | undefined;
};

export type EmbeddingConfig = { url: string; key: string | undefined; model: string };

/** Reads the environment. Throws a ConfigError for the first variable that is missing or cannot be used. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = (name: string) => {
    const value = environment[name]?.trim();
    return value === "" ? undefined : value;
  };
  const port = z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .safeParse(given("PORT") ?? "3000");
  if (!port.success) throw wrong("PORT", `is “${given("PORT")}”`);
  const databaseUrl = given("DATABASE_URL") ?? "file:./data/throughline.db";
  if (!/^(file|postgres(ql)?):/.test(databaseUrl))
    throw wrong("DATABASE_URL", "begins neither with file: nor with postgresql:");
  const publicUrl = given("PUBLIC_URL");
  if (publicUrl !== undefined && !isUrl(publicUrl, (url) => url.protocol === "https:" || isLoopback(url)))
    throw wrong("PUBLIC_URL", "is no https address");
  const key = given("THROUGHLINE_KEY");
  if (key !== undefined && !isKey(key)) throw wrong("THROUGHLINE_KEY", "is not 32 bytes in base64 or hex");
  return {
    port: port.data,
    host: given("HOST") ?? "127.0.0.1",
    databaseUrl,
    databaseUrlGiven: given("DATABASE_URL") !== undefined,
    publicUrl,
    key,
    slack: readSlack(given, publicUrl, key),
    teams: readTeams(given, key),
    embedding: readEmbedding(given),
  };
}

function readEmbedding(given: Given): EmbeddingConfig | undefined {
  const url = given("EMBEDDING_URL");
  const model = given("EMBEDDING_MODEL");
  const key = given("EMBEDDING_KEY");
  if (url === undefined) {
    const others = ["EMBEDDING_MODEL", "EMBEDDING_KEY"].filter((name) => given(name) !== undefined);
    if (others.length > 0) throw missing("EMBEDDING_URL", areSet(others));
    return undefined;
  }
  if (!isUrl(url, (one) => one.protocol === "https:" || isLoopback(one)))
    throw wrong("EMBEDDING_URL", "is no https address");
  if (model === undefined) throw missing("EMBEDDING_MODEL", areSet(["EMBEDDING_URL"]));
  return { url, key, model };
}

function isKey(text: string): boolean {
  return /^[0-9a-f]{64}$/i.test(text) || Buffer.from(text, "base64").length === 32;
}
