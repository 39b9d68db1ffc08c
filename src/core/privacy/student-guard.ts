import type { Features } from "./student-features.js";
import { scoredInitials } from "./student-initials.js";
import { type Judgement, judge, type NamedReason } from "./student-named.js";
import { findMentions, type Mention } from "./student-names.js";
import { knownFigures } from "./student-not-people.js";
import {
  birthDates,
  familyPhones,
  numberLines,
  type Place,
  studentAddresses,
  studentNumbers,
} from "./student-numbers.js";
import { headedByAdults, nameLists } from "./student-rosters.js";
import { type Token, tokenize } from "./student-tokens.js";
import { childrenWhoCanBeTold } from "./student-unique.js";
import { scoreOf } from "./student-weights.js";

/** Why a text is held, in words that can be shown. */
export type StudentReason =
  | NamedReason
  | "a list of names"
  | "a student's number"
  | "a birth date"
  | "a way to reach a child or a family"
  | "one child who can be told without a name";

/** One place of a text that may tell which child is meant. `excerpt` is text.slice(start, end), at most 80 characters. */
export type StudentFinding = { reason: StudentReason; excerpt: string; start: number; end: number };

const longestExcerpt = 80;
const adultForSure = 3;
const headingWeight = 4;
const apart = 4.5;

/**
 * What in this text may tell a reader from that school or town which child is meant, in the text's order; empty: do not hold.
 * Rules and learned weights, no I/O, time in proportion to the length. It guesses: a person confirms or edits, see
 * docs/student-guard.md.
 */
export function looksLikeStudent(text: string): StudentFinding[] {
  const read = readText(text);
  const named = read.judged.flatMap(({ verdict }) =>
    tellsChild(verdict) ? [finding(text, read.tokens, verdict.reason, verdict)] : [],
  );
  return [...named, ...withoutWeights(read)].sort((a, b) => a.start - b.start);
}

/** What the weights are learned from: the features of each place where they decide, and whether the text is held anyway. */
export function weighed(text: string): { held: boolean; features: Features[] } {
  const read = readText(text);
  const decided = read.judged.some(({ verdict }) => verdict.decided === "child");
  const open = read.judged.filter(({ verdict }) => verdict.decided === undefined);
  return { held: decided || withoutWeights(read).length > 0, features: open.map(({ verdict }) => verdict.features) };
}

type Read = {
  text: string;
  tokens: Token[];
  mentions: Mention[];
  judged: Judged[];
  isAdult: (one: Mention) => boolean;
};

function readText(text: string): Read {
  const tokens = tokenize(text);
  const mentions = findMentions(tokens);
  const judged = judgeNames(tokens, mentions);
  return { text, tokens, mentions, judged, isAdult: adultNames(tokens, judged) };
}

/** The rules that need no judgement of a name. */
function withoutWeights({ text, tokens, mentions, isAdult }: Read): StudentFinding[] {
  const found: StudentFinding[] = [];
  const hold = (reason: StudentReason, places: readonly Place[]) => {
    for (const place of places) found.push(finding(text, tokens, reason, place));
  };
  hold("a list of names", nameLists(tokens, mentions, isAdult));
  hold("initials with a grade or a result", scoredInitials(tokens));
  hold("a student's number", [...studentNumbers(tokens), ...numberLines(tokens)]);
  hold("a birth date", birthDates(tokens));
  hold("a way to reach a child or a family", familyPhones(tokens));
  for (const { start, end } of studentAddresses(text)) {
    found.push({ reason: "a way to reach a child or a family", excerpt: text.slice(start, end), start, end });
  }
  hold("one child who can be told without a name", childrenWhoCanBeTold(tokens));
  return found;
}

type Group = readonly [Mention, ...Mention[]];
type Judged = { group: Group; verdict: Judgement };

function judgeNames(tokens: readonly Token[], mentions: readonly Mention[]): Judged[] {
  const groups = groupMentions(tokens, mentions).filter((group) => !isFamousPair(tokens, group));
  const judged = groups.map((group, i) => ({
    group,
    verdict: judge(tokens, group, groups[i - 1]?.at(-1), groups[i + 1]?.[0]),
  }));
  for (const { group, verdict } of judged) {
    if (!headedByAdults(tokens, group[0].from)) continue;
    verdict.adult += headingWeight;
    verdict.features.headed = 1;
  }
  listedWithAdults(tokens, judged);
  besidePlaces(tokens, judged);
  takeGradesApart(tokens, judged);
  const isAdult = adultNames(tokens, judged);
  const titled = new Set(judged.flatMap(({ group, verdict }) => (verdict.titled ? wordsOf(tokens, group) : [])));
  for (const { group, verdict } of judged) {
    if (verdict.reason === "a family's child") continue;
    if (wordsOf(tokens, group).some((word) => titled.has(word))) verdict.decided = "adult";
    if (!group.some(isAdult)) continue;
    verdict.features.clearlyAdult = 1;
    if (verdict.decided === "child") verdict.decided = undefined;
  }
  return judged;
}

const wordsOf = (tokens: readonly Token[], group: Group): string[] =>
  group.map((mention) => tokens[mention.from]?.word ?? "");

/** An unlisted word is a child's name only beside something that persons alone do: "Concert is not full" is none. */
const tellsChild = ({ decided, features }: Judgement): boolean => {
  if (decided !== undefined) return decided === "child";
  const { sure = 0, initials = 0, personal = 0, pronoun = 0 } = features;
  return sure + initials + personal + pronoun > 0 && scoreOf(features) >= 0;
};

/** "Hoover is at 61, Bullard at 64": beside a school's name an unlisted one is more often a school's. */
function besidePlaces(tokens: readonly Token[], judged: readonly Judged[]): void {
  const sentences = new Set(
    judged.flatMap(({ group }) => (group.every(({ place }) => place) ? [tokens[group[0].from]?.sentence] : [])),
  );
  for (const { group, verdict } of judged) {
    const sure = group.some(({ certainty }) => certainty === "sure");
    if (!sure && sentences.has(tokens[group[0].from]?.sentence)) verdict.features.besidePlace = 1;
  }
}

/** "Observed: Ana rm 4, Paula rm 9": who is listed right after an adult is one too. */
function listedWithAdults(tokens: readonly Token[], judged: readonly Judged[]): void {
  judged.forEach(({ group, verdict }, i) => {
    const before = judged[i - 1];
    const [one, two] = [before?.group.at(-1), group[0]];
    if (before === undefined || one === undefined || two === undefined || before.verdict.adult <= before.verdict.child)
      return;
    if (
      before.verdict.adult < adultForSure ||
      two.from - one.to > 5 ||
      tokens[one.from]?.sentence !== tokens[two.from]?.sentence
    )
      return;
    if (tokens[two.from - 1]?.text === "," && two.from - one.to > 1) {
      verdict.adult += before.verdict.adult;
      verdict.features.listed = 1;
    }
  });
}

/** "Kim in second and Alvaro in third …": names with grades of their own side by side are mostly their teachers'. */
function takeGradesApart(tokens: readonly Token[], judged: readonly Judged[]): void {
  judged.forEach((one, i) => {
    const two = judged[i + 1];
    if (
      two === undefined ||
      one.verdict.reason !== "a name with a grade" ||
      two.verdict.reason !== "a name with a grade"
    )
      return;
    const [a, b] = [one.group.at(-1), two.group[0]];
    if (
      a === undefined ||
      b === undefined ||
      b.from - a.to > 7 ||
      tokens[a.from]?.sentence !== tokens[b.from]?.sentence
    )
      return;
    for (const { verdict } of [one, two]) {
      verdict.adult += apart;
      verdict.features.apart = 1;
    }
  });
}

/** Whether a name is one that the text shows to be an adult's, once: "our coach Dana … Dana has 12". */
function adultNames(tokens: readonly Token[], judged: readonly Judged[]): (one: Mention) => boolean {
  const names = new Set<string>();
  for (const { group, verdict } of judged) {
    if (verdict.adult < adultForSure || verdict.adult <= verdict.child) continue;
    for (const mention of group) names.add(tokens[mention.from]?.word ?? "");
  }
  return (mention) => names.has(tokens[mention.from]?.word ?? "");
}

/** "Lewis and Clark". */
function isFamousPair(tokens: readonly Token[], group: Group): boolean {
  const [one, two, three] = group;
  if (two === undefined || three !== undefined) return false;
  return knownFigures.has(
    tokens
      .slice(one.from, two.to)
      .map((token) => token.word)
      .join(" "),
  );
}

/** Names that stand together, "Ana, Luis and Priya", share what is said of them. */
function groupMentions(tokens: readonly Token[], mentions: readonly Mention[]): Group[] {
  const groups: [Mention, ...Mention[]][] = [];
  for (const mention of mentions) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    const together =
      before !== undefined &&
      !before.possessive &&
      mention.from - before.to <= 2 &&
      tokens[before.from]?.line === tokens[mention.from]?.line &&
      tokens.slice(before.to, mention.from).every((token) => /^([,&/+]|and|y|or|e)$/.test(token.word));
    if (together && group !== undefined) group.push(mention);
    else groups.push([mention]);
  }
  // Two names with only a comma between them are not a list: "Per Ms. Tran, Ana left".
  return groups.flatMap((group): Group[] => {
    const [one, two, three] = group;
    if (two === undefined || three !== undefined) return [group];
    const more =
      /^(,|and|y|&)$/.test(tokens[two.to]?.word ?? "") && /^(and|y|i|me|others)$/.test(tokens[two.to + 1]?.word ?? "");
    return !more && tokens.slice(one.to, two.from).every((token) => token.text === ",") ? [[one], [two]] : [group];
  });
}

function finding(text: string, tokens: readonly Token[], reason: StudentReason, { from, to }: Place): StudentFinding {
  const start = tokens[from]?.start ?? 0;
  let last = to - 1;
  while (last > from && (tokens[last]?.end ?? 0) - start > longestExcerpt) last -= 1;
  while (last > from && /^[.,;:!?–—-]$/.test(tokens[last]?.text ?? "")) last -= 1;
  const end = Math.min(tokens[last]?.end ?? start, start + longestExcerpt);
  return { reason, excerpt: text.slice(start, end), start, end };
}
