import { readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { filesUnder } from "../../scripts/steps.mjs";

const clocks = new Set(["Date.now", "performance.now", "performance.timeOrigin", "Temporal.Now", "process.hrtime"]);
const chance = new Set(["Math.random", "crypto.randomUUID", "crypto.getRandomValues"]);
const outside = new Set(["process", "console", "globalThis", "fetch", "setTimeout", "setInterval", "setImmediate"]);
/** Date's methods that answer in the machine's own time zone or language. */
const machineLocal =
  /^([gs]et(FullYear|Month|Date|Day|Hours|Minutes|Seconds)|getTimezoneOffset|toDateString|toTimeString|getYear)$/;
const machineLanguage = /^toLocale(String|DateString|TimeString|UpperCase|LowerCase)$/;
const randomIds = new Set(["v1", "v4", "v6", "v7"]);

/** What in this source depends on more than its arguments: line numbers and the words found there. */
function impurities(text: string): string[] {
  const source = ts.createSourceFile("x.ts", text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const complain = () => {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push(`${line + 1}: ${node.getText(source).slice(0, 60)}`);
    };
    if (ts.isNewExpression(node) && node.expression.getText(source) === "Date" && node.arguments?.length !== 1)
      complain();
    else if (ts.isCallExpression(node) && node.expression.getText(source) === "Date") complain();
    else if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const name = node.expression.name.text;
      if (machineLocal.test(name)) complain();
      if (machineLanguage.test(name) && node.arguments.length === 0) complain();
    }
    if (ts.isPropertyAccessExpression(node)) {
      const path = node.getText(source);
      if (clocks.has(path) || chance.has(path)) complain();
    }
    if (ts.isIdentifier(node) && outside.has(node.text) && !isNameOnly(node)) complain();
    if (ts.isImportSpecifier(node) && randomIds.has((node.propertyName ?? node.name).text)) complain();
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** A property or parameter that merely bears such a name is not the global. */
function isNameOnly(node: ts.Identifier): boolean {
  const parent = node.parent;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    ts.isPropertySignature(parent) ||
    ts.isTypeReferenceNode(parent)
  );
}

describe("src/core", () => {
  const files = filesUnder(process.cwd(), "src/core", (file) => file.endsWith(".ts"));

  it("has sources to look at", () => {
    expect(files.length).toBeGreaterThan(10);
  });

  it("reads no clock, throws no dice, touches nothing outside, and knows no zone or language of the machine", () => {
    const found = files.flatMap((file) => impurities(readFileSync(file, "utf8")).map((what) => `${file}:${what}`));
    expect(found).toEqual([]);
  });
});

describe("the search for impurities", () => {
  it.each([
    "const at = Date.now();",
    "const at = new Date();",
    "const at = new Date(2026, 10, 3);",
    "const at = Date();",
    "const day = date.getDay();",
    "const text = date.toLocaleDateString();",
    "const now = Temporal.Now.instant();",
    "const t = performance.now();",
    "const n = Math.random();",
    "const id = crypto.randomUUID();",
    'import { v4 } from "uuid";',
    'import { v7 as id } from "uuid";',
    "const zone = process.env.TZ;",
    "setTimeout(run, 5);",
    'await fetch("http://localhost");',
    'console.log("x");',
  ])("finds %s", (line) => {
    expect(impurities(line)).toHaveLength(1);
  });

  it.each([
    "const at = new Date(row.at);",
    "const day = date.getUTCDay();",
    'const text = n.toLocaleString("en-US");',
    'import { v5 } from "uuid";',
    "// Date.now() is the caller's",
    'const s = "new Date()";',
    "type T = { process: string };",
    "const step = { process: 1 }; step.process;",
  ])("lets %s pass", (line) => {
    expect(impurities(line)).toEqual([]);
  });
});
