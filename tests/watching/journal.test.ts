import { Writable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createJournal, redactedText } from "../../src/journal.js";

const marker = "Half of our readers guess";
let written = "";
const journal = () => createJournal("info");

beforeEach(() => {
  written = "";
});
afterEach(() => {
  vi.doUnmock("pino");
});

/** The journal writes to standard output by itself; here into a text. */
async function lineOf(fields: Record<string, unknown>): Promise<string> {
  vi.resetModules();
  vi.doMock("pino", async (original) => {
    const { pino } = await original<typeof import("pino")>();
    const into = new Writable({
      write(chunk, _encoding, done) {
        written += String(chunk);
        done();
      },
    });
    return { pino: (options: object) => pino(options, into) };
  });
  const { createJournal: create } = await import("../../src/journal.js");
  create("info").warn("something", fields);
  return written;
}

describe("the journal", () => {
  it.each([
    ["text", { text: marker }],
    ["values", { values: { result: marker } }],
    ["answers, deep inside", { of: { update: { answers: [marker] } } }],
    ["body", { body: marker }],
    ["card", { card: { blocks: [{ kind: "quote", text: marker }] } }],
    ["names", { person: { name: marker } }],
    ["a token by its name", { botToken: marker }],
    ["a password by its name", { MicrosoftAppPassword: marker }],
    ["headers", { headers: { authorization: marker, cookie: marker, "x-slack-signature": marker } }],
    ["the database's address", { databaseUrl: marker }],
    ["what is too deep to be looked at", { a: { b: { c: { d: { e: { f: marker } } } } } }],
    ["what a parser quotes", { error: `Unexpected token, "${marker}" is not valid JSON` }],
    ["what a database quotes", { failure: new Error(`invalid input syntax for type integer: "${marker}"`) }],
    ["what a sentence quotes", { error: `There is no command “${marker}”.` }],
  ])("hides %s", async (_what, fields) => {
    const line = await lineOf(fields);
    expect(line).toContain("something");
    expect(line).toContain("[hidden]");
    expect(line).not.toContain(marker);
  });

  it.each([
    "xoxb-1234567890-abcdefABCDEF",
    "xoxe.xoxp-1-Mi0yLTEyMzQ1Njc4OTA",
    "xapp-1-A0123-456-abcdef",
    "Bearer abc.def-ghi",
    "Basic dXNlcjpwYXNz",
    "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.c2lnbmF0dXJl",
    "lead.of+grade3@valley-unified.example.org",
    "postgresql://throughline:s3cret@database/throughline",
  ])("hides %s under whatever name, in whatever words", async (secret) => {
    const line = await lineOf({ reason: `It says: ${secret}, and more`, list: [secret], failure: new Error(secret) });
    for (const part of [secret, "s3cret", "dXNlcjpwYXNz", "valley-unified"]) expect(line).not.toContain(part);
    expect(line).toContain("and more");
  });

  it("shows our own words, ids and numbers", async () => {
    const fields = {
      id: "0f4b8f57-1d0b-5a58-9f3e-6c1f0b7d2a44",
      kind: "check-in",
      failure: "rate-limited",
      workspace: "T0123",
      parts: 3,
      at: ["at send (file:///throughline/dist/src/app/deliver.js:10:3)"],
      error: "The database throughline at 127.0.0.1:5432 cannot be reached (ECONNREFUSED).",
    };
    expect(JSON.parse(await lineOf(fields))).toMatchObject({ ...fields, level: 40, msg: "something" });
  });

  it("cuts what is long", async () => {
    expect((await lineOf({ reason: "x".repeat(50_000) })).length).toBeLessThan(1_500);
    expect(redactedText("x".repeat(50), 10)).toBe(`${"x".repeat(10)}…`);
  });

  it("counts any number of reasons in a bounded number of figures", () => {
    const counting = journal();
    for (let nth = 0; nth < 5_000; nth += 1) counting.count("ignored", `reason ${nth}`);
    counting.count("ignored", "reason 1");
    const counts = counting.counts();
    expect(Object.keys(counts).length).toBeLessThanOrEqual(301);
    expect(counts["ignored: reason 1"]).toBe(2);
    expect(Object.values(counts).reduce((sum, one) => sum + one)).toBe(5_001);
  });
});
