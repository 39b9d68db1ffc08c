import { isObject, type Json, type JsonObject } from "../json.js";
import { type Group, type Kind, vocabulary } from "./card-vocabulary.js";

/**
 * What Teams would refuse, or not show as meant, in a bot's Adaptive Card: one line each, with the place in the card,
 * for instance "$.body[1].url: must be an https address". Empty: the card is good.
 *
 * Not checked: what markdown Teams knows, how it looks, and how large it is.
 */
export function cardProblems(card: Json): string[] {
  const walk: Walk = { problems: [], elementIds: new Set(), actionIds: new Set() };
  checkOne(walk, "$", card, "card");
  return walk.problems;
}

type Walk = { problems: string[]; elementIds: Set<string>; actionIds: Set<string> };

/** Groups whose things 1.5 lets be written as a mere text. */
const short: Group[] = ["inline", "Target", "Background"];

const untyped = ["Fact", "Input.Choice", "Column", "TableRow", "TableCell", "TableColumn", "Background", "Target"];

function checkOne(walk: Walk, at: string, value: Json, group: Group, inShowCard = false): void {
  if (typeof value === "string" && short.includes(group)) {
    if (group === "Background") checkKind(walk, at, value, "picture");
    return;
  }
  const report = reporter(walk, at);
  const type = typeOf(value, group);
  if (!isObject(value) || type === undefined) {
    report(isObject(value) ? "has no type" : "must be an object");
    return;
  }
  const shape = vocabulary[type];
  if (!shape?.groups.includes(group)) {
    checkFallback(walk, at, value, group, type);
    return;
  }
  for (const [name, kind] of Object.entries(shape.required ?? {})) {
    // A card in a card need not say its version again.
    if (value[name] === undefined && !(inShowCard && name === "version")) report(`${type} must have ${name}`);
    else if (value[name] !== undefined) checkKind(walk, `${at}.${name}`, value[name], kind);
  }
  for (const [name, field] of Object.entries(value)) {
    if (field === undefined || name === "type" || shape.required?.[name] !== undefined) continue;
    const kind = shape.optional?.[name];
    if (name === "fallback" && (group === "element" || group === "action" || group === "Column")) {
      if (field !== "drop")
        checkOne({ ...walk, elementIds: new Set(), actionIds: new Set() }, `${at}.fallback`, field, group);
    } else if (kind === undefined) report(`Teams does not know ${name} of ${type}`);
    else checkKind(walk, `${at}.${name}`, field, kind);
  }
  checkId(walk, at, value, group);
  if (type.startsWith("Input.") && type !== "Input.Choice") checkInput(walk, at, value);
}

function typeOf(value: Json, group: Group): string | undefined {
  if (!isObject(value)) return undefined;
  if (value.type === undefined && untyped.includes(group)) return group;
  return typeof value.type === "string" ? value.type : undefined;
}

const reporter =
  (walk: Walk, at: string) =>
  (problem: string): void => {
    walk.problems.push(`${at}: ${problem}`);
  };

/** What is not known is only good with something to show in its place. */
function checkFallback(walk: Walk, at: string, value: JsonObject, group: Group, type: string): void {
  const { fallback } = value;
  const mayFall = (group === "element" || group === "action") && vocabulary[type] === undefined;
  if (mayFall && fallback === "drop") return;
  if (mayFall && isObject(fallback)) checkOne(walk, `${at}.fallback`, fallback, group);
  else walk.problems.push(`${at}: ${type} is not known here`);
}

function checkId(walk: Walk, at: string, value: JsonObject, group: Group): void {
  if (typeof value.id !== "string") return;
  const ids = group === "action" ? walk.actionIds : walk.elementIds;
  if (value.id === "") walk.problems.push(`${at}: id must not be empty`);
  if (ids.has(value.id)) walk.problems.push(`${at}: the id "${value.id}" is there twice`);
  ids.add(value.id);
}

function checkInput(walk: Walk, at: string, input: JsonObject): void {
  const report = reporter(walk, at);
  if (input.type !== "Input.Toggle" && (input.label === undefined || input.label === ""))
    report("an input must have a label");
  if (input.isRequired === true && input.errorMessage === undefined) report("a required input must have errorMessage");
  if (input.type === "Input.Text" && typeof input.regex === "string" && !isRegex(input.regex))
    report("regex cannot be read");
  if (input.type === "Input.ChoiceSet" && Array.isArray(input.choices)) checkChoices(walk, at, input, input.choices);
  const { min, max } = input;
  if (typeof min === typeof max && min !== undefined && max !== undefined && max !== null && min !== null && min > max)
    report("min is after max");
}

function checkChoices(walk: Walk, at: string, input: JsonObject, choices: Json[]): void {
  const report = reporter(walk, at);
  const values = choices.map((choice) => (isObject(choice) ? String(choice.value) : ""));
  if (new Set(values).size < values.length) report("two choices have the same value");
  const many = input.isMultiSelect === true;
  // The answer to several choices comes with commas between them.
  if (many && values.some((value) => value.includes(","))) report("a value of several must not have a comma");
  if (typeof input.value !== "string" || input.value === "") return;
  const chosen = many ? input.value.split(",") : [input.value];
  if (chosen.some((one) => !values.includes(one))) report("value is none of the choices");
}

function checkKind(walk: Walk, at: string, value: Json, kind: Kind): void {
  const report = reporter(walk, at);
  if (typeof kind === "string") {
    const problem = plainProblem(value, kind);
    if (problem !== undefined) report(problem);
  } else if ("oneOf" in kind) {
    const known = kind.oneOf.some((one) => typeof value === "string" && one.toLowerCase() === value.toLowerCase());
    if (!known) report(`must be one of ${kind.oneOf.join(", ")}`);
  } else if ("one" in kind) {
    if (kind.not !== undefined && isObject(value) && value.type === kind.not) report(`${kind.not} cannot be here`);
    else checkOne(walk, at, value, kind.one, kind.one === "card");
  } else if (!Array.isArray(value)) report("must be a list");
  else {
    if (value.length < (kind.least ?? 0)) report(`must have at least ${kind.least}`);
    if (kind.most !== undefined && value.length > kind.most) report(`must have at most ${kind.most}`);
    value.forEach((item, i) => {
      checkOne(walk, `${at}[${i}]`, item, kind.list);
    });
  }
}

function plainProblem(value: Json, kind: Kind & string): string | undefined {
  const matches = (pattern: RegExp): boolean => typeof value === "string" && pattern.test(value);
  switch (kind) {
    case "string":
      return typeof value === "string" ? undefined : "must be a text";
    case "boolean":
      return typeof value === "boolean" ? undefined : "must be true or false";
    case "number":
      return typeof value === "number" && Number.isFinite(value) ? undefined : "must be a number";
    case "count":
      return Number.isInteger(value) && Number(value) > 0 ? undefined : "must be a whole number above 0";
    case "pixels":
      return matches(/^\d+px$/) ? undefined : "must be like 80px";
    case "width":
      return typeof value === "number" || matches(/^(auto|stretch|\d+|\d+px)$/)
        ? undefined
        : "must be auto, stretch, a weight or like 80px";
    case "link":
      return isLink(value, ["https:", "mailto:", "tel:"]) ? undefined : "must be an https address";
    case "picture":
      return isLink(value, ["https:"]) ? undefined : "must be an https address";
    case "date":
      return matches(/^\d{4}-\d\d-\d\d$/) && !Number.isNaN(Date.parse(String(value)))
        ? undefined
        : "must be like 2026-11-22";
    case "time":
      return matches(/^([01]\d|2[0-3]):[0-5]\d$/) ? undefined : "must be like 15:00";
    case "version":
      return matches(/^1\.[0-5]$/) ? undefined : "must be 1.0 to 1.5";
    case "submit-data":
      return dataProblem(value);
    case "anything":
      return undefined;
  }
}

const msteamsTypes = ["task/fetch", "messageBack", "imBack", "signin", "invoke"];

function dataProblem(data: Json): string | undefined {
  if (typeof data === "string") return undefined;
  if (!isObject(data)) return "must be an object or a text";
  const { msteams } = data;
  if (msteams === undefined) return undefined;
  const known = isObject(msteams) && typeof msteams.type === "string" && msteamsTypes.includes(msteams.type);
  return known ? undefined : "Teams does not know msteams.type";
}

/** Plain http is good for this machine only: that is where a sandbox has its pictures. */
function isLink(value: Json, protocols: string[]): boolean {
  if (typeof value !== "string" || !URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  const loopback = ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
  return protocols.includes(protocol) || (protocol === "http:" && loopback);
}

function isRegex(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
