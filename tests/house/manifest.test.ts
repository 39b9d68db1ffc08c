import { existsSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import {
  botScopes,
  eventScopes,
  type Feature,
  laterEventScopes,
  methodScopes,
  scopeRequests,
} from "../../adapters/slack/scopes.js";
import { filesUnder } from "../../scripts/steps.mjs";

const manifest = JSON.parse(readFileSync("manifests/slack/manifest.json", "utf8"));
const schemaFile = "../shared/fixtures/slack/manifest-schema/manifest.schema.2.0.0.json";

const adapter = filesUnder(
  process.cwd(),
  "adapters/slack",
  (file) => file.endsWith(".ts") && !file.endsWith("/scopes.ts"),
)
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");

const sorted = (values: Iterable<string>) => [...new Set(values)].sort();

const families =
  "admin|apps|assistant|auth|blocks|bookmarks|bots|chat|conversations|dnd|emoji|files|migration|oauth|pins|reactions|reminders|search|stars|team|usergroups|users|views";

/**
 * `….chat.postMessage(…)` on whatever the client is called, and method names in quotes, as apiCall takes them. A list
 * that happens to be called `blocks` or `files` is told apart by what is done with it.
 */
function methodsCalled(source: string): string[] {
  const name = `((?:${families})(?:\\.[a-zA-Z0-9]+)+)`;
  const chained = source.matchAll(new RegExp(`\\.${name}\\(`, "g"));
  const quoted = source.matchAll(new RegExp(`["'\`]${name}["'\`]`, "g"));
  const names = [...chained, ...quoted].map((match) => match[1] as string);
  return sorted(names.filter((found) => !/\.(map|flatMap|filter|some|every|forEach|slice|entries)$/.test(found)));
}

/** The first table under a heading of a Markdown text: a row is an array of cells; its head is left out. */
function tableUnder(heading: string, markdown: string): string[][] {
  const lines = (markdown.split(`\n## ${heading}\n`)[1] ?? "").split("\n");
  const start = lines.findIndex((line) => line.startsWith("|"));
  const rest = lines.slice(start);
  const rows = rest.slice(
    2,
    rest.findIndex((line) => !line.startsWith("|")),
  );
  return rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe("the Slack manifest", () => {
  it("is one that Slack accepts", (context) => {
    context.skip(!existsSync(schemaFile), "Slack's manifest schema is not beside the project");
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
    const valid = ajv.validate(JSON.parse(readFileSync(schemaFile, "utf8")), manifest);
    expect(ajv.errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it("asks for the scopes that are explained, and marks as optional what can be declined", () => {
    expect(manifest.oauth_config.scopes.bot).toEqual(botScopes);
    const optional = scopeRequests.filter((request) => request.optional).map((request) => request.scope);
    expect(manifest.oauth_config.scopes.bot_optional).toEqual(optional);
    expect(manifest.oauth_config.scopes.user, "no access in a person's name").toBeUndefined();
  });

  it("subscribes to the events that are explained, and to no other", () => {
    expect(sorted(manifest.settings.event_subscriptions.bot_events)).toEqual(sorted(Object.keys(eventScopes)));
  });

  it("lets people write to the bot and sends everything to the one route", () => {
    expect(manifest.features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
    const { event_subscriptions, interactivity } = manifest.settings;
    const urls = [event_subscriptions.request_url, interactivity.request_url, manifest.features.slash_commands[0].url];
    expect(sorted(urls)).toEqual(["https://throughline.example.org/slack/events"]);
    expect(manifest.oauth_config.redirect_urls).toEqual(["https://throughline.example.org/slack/oauth_redirect"]);
  });
});

describe("the scopes of the Slack app", () => {
  const called = methodsCalled(adapter);
  const neededNow = sorted([
    ...called.flatMap((method) => methodScopes[method] ?? []),
    ...Object.values(eventScopes).flat(),
    ...(manifest.features.slash_commands.length > 0 ? ["commands"] : []),
  ]);
  const neededLater = sorted(Object.values(laterEventScopes).flat());

  it("are known for every Web API method that the adapter calls", () => {
    expect(called.length).toBeGreaterThan(4);
    expect(called.filter((method) => methodScopes[method] === undefined)).toEqual([]);
  });

  it("are asked for by no method that nobody calls", () => {
    const withScopes = Object.keys(methodScopes).filter((method) => methodScopes[method]?.length !== 0);
    expect(withScopes.filter((method) => !called.includes(method))).toEqual([]);
  });

  it("are exactly what the called methods, the subscribed events and the features to come need", () => {
    expect(sorted(botScopes)).toEqual(sorted([...neededNow, ...neededLater]));
  });

  it("that nothing needs yet are for features to come only", () => {
    const toCome: Feature[] = ["matching", "consultancies"];
    const early = scopeRequests.filter(({ scope }) => !neededNow.includes(scope));
    expect(early.filter((request) => !request.for.every((feature) => toCome.includes(feature)))).toEqual([]);
  });

  it("come with events that the adapter handles", () => {
    const unhandled = Object.keys(eventScopes).filter((event) => !adapter.includes(`"${event.split(".")[0]}"`));
    expect(unhandled).toEqual([]);
  });

  it("are explained to an IT director word for word", () => {
    const rows = tableUnder("What the Slack app may do", readFileSync("docs/privacy.md", "utf8"));
    expect(rows).toEqual(
      scopeRequests.map((request) => [
        `\`${request.scope}\``,
        request.optional ? "can be declined" : "needed",
        request.for.length === 4 ? "everything" : request.for.join(", "),
        request.reason,
        request.withoutIt,
      ]),
    );
  });
});

describe("the search for called methods", () => {
  it("finds chained calls and method names in quotes, and nothing else", () => {
    const source = `
      await client.chat.postMessage({});
      await (await clientFor(ref)).users.info();
      const client2 = x; client.views.open({});
      client.apiCall("conversations.history", {});
      // client.chat is not a call
      log.info("chat.fine print"); card.blocks.flatMap(x);`;
    expect(methodsCalled(source)).toEqual(["chat.postMessage", "conversations.history", "users.info", "views.open"]);
  });
});
