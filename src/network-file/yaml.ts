import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLError,
} from "yaml";
import type { Place, Problem } from "../core/network/file.js";
import type { FilePath, RawFile } from "../core/network/parse-file.js";

/** The format nests five levels; anything far beyond it is no network file. */
const deepest = 12;

/**
 * A YAML text as plain values, each with its line. Groups, lists, texts, numbers, true and false only: anchors, aliases
 * and tags are refused, so that a small file cannot unfold into a large one and what is read is what is written.
 */
export function readYaml(text: string): { raw?: RawFile; problems: Problem[] } {
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    prettyErrors: false,
    logLevel: "error",
    stringKeys: true,
  });
  const lineAt = (offset: number) => Math.max(1, counter.linePos(offset).line);
  const problems = problemsOf(document.errors, text, lineAt);
  if (document.errors.some((error) => error.code !== "DUPLICATE_KEY")) return { problems };

  const places = new Map<string, { line: number; fields: Record<string, number> }>();
  const value = plain(document.contents, [], 0);
  return { raw: { value, placeOf, teamsAreWhole: true }, problems };

  function plain(node: Node | null, path: FilePath, offset: number): unknown {
    const at = node?.range?.[0] ?? offset;
    const place = { line: lineAt(at), fields: Object.create(null) as Record<string, number> };
    places.set(JSON.stringify(path), place);
    if (node === null) return null;
    if (path.length > deepest) return refuse(at, "is nested too deeply: this is no part of a network file");
    if (isAlias(node)) return refuse(at, "is an alias (*): write the value out");
    if ("anchor" in node && node.anchor !== undefined) refuse(at, `has an anchor (&${node.anchor}): remove it`);
    if (node.tag !== undefined) return refuse(at, `has a tag (${node.tag}): remove it`);
    if (isScalar(node)) return node.value;
    if (isSeq<Node | null>(node)) return node.items.map((item, index) => plain(item, [...path, index], at));
    return isMap<Node, Node | null>(node) ? group(node.items, path, at, place.fields) : null;
  }

  function group(
    items: Pair<Node, Node | null>[],
    path: FilePath,
    offset: number,
    fields: Record<string, number>,
  ): Record<string, unknown> {
    // Null prototype: a key called __proto__ is a key like any other, and is refused as unknown.
    const values: Record<string, unknown> = Object.create(null);
    for (const { key, value } of items) {
      const name = isScalar(key) ? String(key.value) : "";
      const at = key.range?.[0] ?? offset;
      fields[name] = lineAt(at);
      values[name] = plain(value, [...path, name], at);
    }
    return values;
  }

  function refuse(offset: number, says: string): null {
    problems.push({ lines: [lineAt(offset)], field: "", says });
    return null;
  }

  /** The place of a field is that of its name; of something that is not there, that of what it would be in. */
  function placeOf(path: FilePath): Place {
    const parent = places.get(JSON.stringify(path.slice(0, -1)));
    const last = path.at(-1);
    const own = places.get(JSON.stringify(path));
    if (own === undefined && path.length > 0) return { ...placeOf(path.slice(0, -1)), fields: {} };
    const line = (typeof last === "string" ? parent?.fields[last] : undefined) ?? own?.line ?? 1;
    return { line, fields: own?.fields ?? {}, lines: [line] };
  }
}

function problemsOf(errors: readonly YAMLError[], text: string, lineAt: (offset: number) => number): Problem[] {
  return errors.slice(0, 20).map((error) => {
    const lines = [lineAt(error.pos[0])];
    if (error.code === "DUPLICATE_KEY") {
      const field = /^[^:\n]*/.exec(text.slice(error.pos[0]))?.[0].trim() ?? "";
      return { lines, field, says: "is written twice in the same place: keep one of them" };
    }
    return { lines, field: "", says: `${yamlHints[error.code] ?? `cannot be read as YAML (${error.message})`}` };
  });
}

const yamlHints: Partial<Record<YAMLError["code"], string>> = {
  TAB_AS_INDENT: "is indented with a tab: use blanks",
  MULTIPLE_DOCS: "begins a second document (---): put everything in one",
  BAD_ALIAS: "begins with * or &: put the text in quotation marks",
  BAD_SCALAR_START: "begins with a sign that means something in YAML: put the text in quotation marks",
  RESOURCE_EXHAUSTION: "is nested too deeply: this is no part of a network file",
  NON_STRING_KEY: "has a name that is no text",
};
