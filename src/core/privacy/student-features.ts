import { wordNames } from "./student-given-names.js";
import type { Mention } from "./student-names.js";
import type { Token } from "./student-tokens.js";
import { type Field, fieldsOf } from "./student-words.js";

/** Counts and yes-or-no of what stands around names, by feature; what is not there is 0. Weights: student-weights.ts. */
export type Features = Record<string, number>;

const set = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));
/** Between a name and the verb that says what it does. */
const helping = set(
  `is was has had have did does do are were be been being can could will would should may might must just also only already
  almost actually really so to kind sort of and who that she he they not ya se le lo me no really totally usually often
  sometimes now finally then first both all`,
);
/** What is said of somebody one watches every day. */
const everyDay = set(
  `still yet finally never always again keeps kept keep even every today now just only most constantly todavia otra siempre
  nunca finalmente barely hardly`,
);
const negation =
  /(n't|^not|^never|^cannot|^cant|^dont|^didnt|^wont|^doesnt|^wouldnt|^hasnt|^no|^nothing|^none|^isnt|^wasnt)$/;
const pronouns = set("he she him his her himself herself he'll she'll he'd she'd hes shes el ella");
const reach = 24;
const counted: readonly Field[] = ["work", "life", "office", "crowd", "when"];

/** What single words around the names of one group say, from its sentence's start to token `limit`. */
export function featuresOf(tokens: readonly Token[], group: readonly [Mention, ...Mention[]], limit: number): Features {
  const first = group[0];
  const last = group.at(-1) ?? first;
  const sentence = tokens[first.from]?.sentence;
  let start = first.from;
  while (start > 0 && first.from - start < reach && tokens[start - 1]?.sentence === sentence) start -= 1;
  const features: Features = {};
  const on: Mark = (name, most = 1) => {
    features[name] = Math.min(most, (features[name] ?? 0) + 1);
  };
  theNames(tokens, group, on);
  const verb = last.possessive ? owned(tokens, last, on) : acts(tokens, last, limit, on);
  if (features.doubtful !== undefined && features.doing !== undefined) on("doubtfulActs");
  for (let at = start; at < first.from; at++) wordBefore(tokens, at, first, on);
  for (let at = last.to; at < limit; at++) wordAfter(tokens, at, verb, on);
  rightBefore(tokens, first, last, on);
  const others = [...tokens.slice(start, first.from), ...tokens.slice(last.to, limit)];
  if (!others.some((token) => token.kind !== "mark")) on("alone");
  return features;
}

/** A token stands near several names: its fields are looked up once. */
const looked = new WeakMap<Token, ReadonlySet<Field>>();
function fieldsAt(token: Token): ReadonlySet<Field> {
  const known = looked.get(token) ?? fieldsOf(token.word);
  looked.set(token, known);
  return known;
}

type Mark = (name: string, most?: number) => void;

function theNames(tokens: readonly Token[], group: readonly [Mention, ...Mention[]], on: Mark): void {
  const first = group[0];
  const sure = group.some((mention) => mention.certainty === "sure");
  if (group.every((mention) => mention.certainty === "initials")) {
    if (first.to - first.from > 1) on("initials");
    return;
  }
  if (sure) on("sure");
  else if (group.every((mention) => mention.certainty === "doubtful")) on("doubtful");
  if (!sure && tokens[first.from]?.opening === true) on("opening");
  if (group.every((mention) => mention.place)) on("place");
  if (first.to - first.from > 1) on("full");
  else if (group.length === 1 && wordNames.has(tokens[first.from]?.word ?? "")) on("wordName");
}

/** What is the names' own: up to three words on. Returns where the words after begin. */
function owned(tokens: readonly Token[], last: Mention, on: Mark): number {
  for (let at = last.to; at < last.to + 3; at++) {
    const token = tokens[at];
    if (token === undefined || token.kind === "mark" || token.sentence !== tokens[last.from]?.sentence) break;
    if (/^(period|periods|block|hour|grade|graders)$/.test(token.word)) on("ownsCrowd");
    const fields = fieldsAt(token);
    if (fields.has("office")) on("ownsOffice");
    if (fields.has("crowd")) on("ownsCrowd");
    if (fields.size > 0) break;
  }
  return last.to;
}

/** What the names do: the first word after them that is not a helping one. Returns its place. */
function acts(tokens: readonly Token[], last: Mention, limit: number, on: Mark): number {
  let verb = last.to;
  for (let at = last.to; at < Math.min(limit, last.to + 5); at++) {
    const token = tokens[at];
    if (token?.kind !== "word" || token.sentence !== tokens[last.from]?.sentence) break;
    const small = negation.test(token.word) || everyDay.has(token.word);
    if (negation.test(token.word)) on("negated");
    if (everyDay.has(token.word)) on("everyDay");
    verb = at;
    if (!small && !helping.has(token.word)) break;
  }
  const [after, token] = [tokens[last.to], tokens[verb]];
  if (after === undefined || after.sentence !== tokens[last.from]?.sentence) return verb;
  if (token?.kind === "word" && verb < limit && token.sentence === after.sentence) {
    const fields = fieldsAt(token);
    if (fields.has("childOnly") || fields.has("learns") || fields.has("works")) on("doing");
    if (fields.has("learns") && fields.has("works")) on("doesEither");
    else if (fields.has("childOnly")) on("doesAsChild");
    else if (fields.has("learns")) on("learns");
    else if (fields.has("works")) on("works");
    else if (/[^aeious]s$/.test(token.word)) on("doesOther");
    if (/^(is|was)$/.test(after.word)) on("is");
    if (/^(has|had|have)$/.test(after.word)) on("has");
    if (/^(will|can|should|may|wants)$/.test(after.word)) on("will");
    if (/^(did|does|could|would)/.test(after.word)) on("did");
    if (token.word.endsWith("ing")) on("isDoing");
  }
  if (/^(at|in|from)$/.test(after.word)) on("thenPlace");
  return verb;
}

function wordBefore(tokens: readonly Token[], at: number, first: Mention, on: Mark): void {
  const token = tokens[at];
  if (token === undefined || token.kind === "mark") return;
  const near = at >= first.from - 3;
  const fields = fieldsAt(token);
  for (const field of counted) if (fields.has(field)) on(`${field}Before`, 3);
  // "Caught up with Ana", not "caught Ana".
  const withUp = /^(up|over|base)$/.test(tokens[first.from - 2]?.word ?? "") && tokens[first.from - 1]?.word === "with";
  if (near && withUp) on("toColleague");
  else for (const field of ["toChild", "toColleague"] as const) if (near && fields.has(field)) on(field);
  for (const field of ["childOnly", "works"] as const) if (!near && fields.has(field)) on(`${field}Before`);
  if (/^(i|my|mine)$/.test(token.word)) on("iBefore");
  if (token.word === "me") on("meBefore");
  if (/^(we|our|we'll|we're|let's)$/.test(token.word)) on("weBefore");
  if (/^(hers|mine|ours|theirs|yours)$/.test(token.word)) on("hers");
  if (/^(wait|waiting)$/.test(token.word)) on("waiting");
}

function wordAfter(tokens: readonly Token[], at: number, verb: number, on: Mark): void {
  const token = tokens[at];
  if (token === undefined || token.kind === "mark") return;
  const fields = fieldsAt(token);
  for (const field of counted) if (field !== "work" && fields.has(field)) on(`${field}After`, 3);
  for (const field of ["childOnly", "works"] as const) if (at > verb && fields.has(field)) on(`${field}Later`, 2);
  if (pronouns.has(token.word)) on("pronoun");
  if (/^(us|nos)$/.test(token.word)) on("usAfter");
  if (token.word === "me") on("meAfter");
  if (/^(we|our|we'll|we're|let's)$/.test(token.word)) on("weAfter");
  // "She waits longer than I do", "hers took longer than mine".
  const likeMe = /^(than|like|as)$/.test(token.word) && /^(i|me|mine|we|us|ours)$/.test(tokens[at + 1]?.word ?? "");
  if (likeMe || /^(hers|mine|ours|theirs|yours)$/.test(token.word)) on("hers");
}

function rightBefore(tokens: readonly Token[], first: Mention, last: Mention, on: Mark): void {
  const near = tokens[first.from - 1];
  const joined = (at: number) => /^(and|y|&)$/.test(tokens[at]?.word ?? "");
  const with1 = joined(last.to) && /^(i|me|yo|myself)$/.test(tokens[last.to + 1]?.word ?? "");
  const with2 = joined(first.from - 1) && /^(i|me|us|yo)$/.test(tokens[first.from - 2]?.word ?? "");
  if (with1 || with2) on("withMe");
  if (near === undefined || near.sentence !== tokens[first.from]?.sentence) return;
  const preposition = /^(for|with|to|from|of|about|by)$/.exec(near.word)?.[0];
  if (preposition !== undefined) on(`${preposition}Name`);
  if (/^[,:(–—-]$/.test(near.text)) on("afterMark");
  if (/^(can|could|has|will|would)$/.test(near.word)) on("asksFavour");
}
