import { describe, expect, it } from "vitest";
import { type Sought, searchTests } from "../../../src/core/matching/search.js";
import { readWord } from "../../../src/core/words.js";

const test = (id: string, given: Partial<Sought>): Sought => ({
  ...{ id, title: "", topics: "", question: "", plan: "", learned: "", reason: "" },
  ...given,
});
const tests = [
  test("calls", { title: "Calling families after absences", reason: "Nobody had time" }),
  test("tickets", { title: "Exit tickets in 8th-grade math", learned: "Families liked them" }),
  test("books", { title: "Decodable books", topics: "Early reading", plan: "If they read daily, then they decode" }),
  test("clinic", { title: "Clínica de lectura" }),
];

describe("searching tests", () => {
  it.each([
    ["calls", ["calls"]],
    ["the calls", ["calls"]],
    ["absense", ["calls"]],
    ["exit ticket", ["tickets"]],
    ["tickts", ["tickets"]],
    ["decodeable", ["books"]],
    ["early reading", ["books"]],
    ["clinica", ["clinic"]],
    ["welding", []],
    ["", []],
    ["?!", []],
  ])("finds for “%s” %j", (words, found) => {
    expect(searchTests(tests, words)).toEqual(found);
  });

  it("puts a title before what was learned, and takes tests with one of the words where none has all", () => {
    expect(searchTests(tests, "families")).toEqual(["calls", "tickets"]);
    expect(searchTests(tests, "decodable welding")).toEqual(["books"]);
    expect(searchTests(tests, "exit math")).toEqual(["tickets"]);
  });

  it("takes words that say little where there are no others", () => {
    expect(searchTests([test("need", { title: "Needs of students" })], "student needs")).toEqual(["need"]);
  });
});

describe("a message that begins with find", () => {
  it("is a search when it is a few words on one line, and somebody's text otherwise", () => {
    expect(readWord("find exit tickets")).toEqual({ name: "find", text: "exit tickets" });
    expect(readWord("Find  chronic absence?")).toEqual({ name: "find", text: "chronic absence?" });
    expect(readWord("find")).toEqual({ name: "find", text: "" });
    expect(readWord("find: nine of twelve read it")).toBeUndefined();
    expect(readWord("find it in my notes: nine of twelve")).toBeUndefined();
    expect(readWord("Find that one out.")).toBeUndefined();
    expect(readWord("find one\ntwo")).toBeUndefined();
    expect(readWord("find out why so few of them came back")).toBeUndefined();
    expect(readWord("update exit tickets")).toBeUndefined();
  });
});
