import { childInitials } from "./student-initials.js";
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

/** Why a text is held, in words that can be shown. */
export type StudentReason =
  | NamedReason
  | "a list of names"
  | "initials with a grade or a result"
  | "a student's number"
  | "a birth date"
  | "a way to reach a child or a family"
  | "one child who can be told without a name";

/** One place of a text that may tell which child is meant. `excerpt` is text.slice(start, end), at most 80 characters. */
export type StudentFinding = { reason: StudentReason; excerpt: string; start: number; end: number };

const longestExcerpt = 80;
/** Child evidence that a sure name needs, and a doubtful one (a family name, an unlisted word, a name in lower case). */
const enough = { sure: 1, likely: 1.5, doubtful: 2.5 };
const adultForSure = 3;
const adultElsewhere = 6;
const headingWeight = 4;
const apart = 4.5;

/**
 * What in this text may tell a reader from that school or town which child is meant, in the text's order; empty: do not hold.
 * Rules only, no I/O, time in proportion to the length. It guesses: a person confirms or edits, see docs/student-guard.md.
 */
export function looksLikeStudent(text: string): StudentFinding[] {
  const tokens = tokenize(text);
  const mentions = findMentions(tokens);
  const groups = groupMentions(tokens, mentions).filter((group) => !isFamousPair(tokens, group));
  const judged = groups.map((group, i) => ({
    group,
    verdict: judge(tokens, group, groups[i - 1]?.at(-1), groups[i + 1]?.[0]),
  }));
  for (const { group, verdict } of judged) {
    if (group[0] !== undefined && headedByAdults(tokens, group[0].from)) verdict.adult += headingWeight;
  }
  listedWithAdults(tokens, judged);
  takeGradesApart(tokens, judged);
  const adults = adultNames(tokens, judged);
  const isAdult = (mention: Mention) => adults.has(tokens[mention.from]?.word ?? "");

  const found: StudentFinding[] = [];
  const hold = (reason: StudentReason, places: readonly Place[]) => {
    for (const place of places) found.push(finding(text, tokens, reason, place));
  };
  for (const { group, verdict } of judged) {
    if (tellsChild(group, verdict, group.some(isAdult))) hold(verdict.reason, [verdict]);
  }
  hold("a list of names", nameLists(tokens, mentions, isAdult));
  hold("initials with a grade or a result", childInitials(tokens));
  hold("a student's number", [...studentNumbers(tokens), ...numberLines(tokens)]);
  hold("a birth date", birthDates(tokens));
  hold("a way to reach a child or a family", familyPhones(tokens));
  for (const { start, end } of studentAddresses(text)) {
    found.push({ reason: "a way to reach a child or a family", excerpt: text.slice(start, end), start, end });
  }
  hold("one child who can be told without a name", childrenWhoCanBeTold(tokens));
  return found.sort((a, b) => a.start - b.start);
}

type Judged = { group: readonly Mention[]; verdict: Judgement };

/** How much more must speak for a child than for an adult. */
const margin = 0.5;

function tellsChild(group: readonly Mention[], verdict: Judgement, adult: boolean): boolean {
  const sure = group.some((mention) => mention.certainty === "sure");
  const place = group.every((mention) => mention.place);
  const opposed = verdict.adult + (adult ? adultElsewhere : 0);
  if (verdict.child < opposed + margin) return false;
  const likely = group.some((mention) => mention.certainty === "likely");
  if (sure && !place) return verdict.child >= enough.sure;
  if (place) return verdict.personal && verdict.child >= enough.doubtful;
  // An unlisted word with "she" or "his" after it is a person's name.
  return verdict.personal && verdict.child >= (likely || verdict.pronoun ? enough.likely : enough.doubtful);
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
    if (tokens[two.from - 1]?.text === "," && two.from - one.to > 1) verdict.adult += before.verdict.adult;
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
    one.verdict.adult += apart;
    two.verdict.adult += apart;
  });
}

/** Names that the text shows to be adults', once: "our coach Dana … Dana has 12". */
function adultNames(tokens: readonly Token[], judged: readonly Judged[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { group, verdict } of judged) {
    if (verdict.adult < adultForSure || verdict.adult <= verdict.child) continue;
    for (const mention of group) names.add(tokens[mention.from]?.word ?? "");
  }
  return names;
}

/** "Lewis and Clark". */
function isFamousPair(tokens: readonly Token[], group: readonly Mention[]): boolean {
  const [one, two, three] = group;
  if (one === undefined || two === undefined || three !== undefined) return false;
  return knownFigures.has(
    tokens
      .slice(one.from, two.to)
      .map((token) => token.word)
      .join(" "),
  );
}

/** Names that stand together, "Ana, Luis and Priya", share what is said of them. */
function groupMentions(tokens: readonly Token[], mentions: readonly Mention[]): Mention[][] {
  const groups: Mention[][] = [];
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
  return groups.flatMap((group) => {
    const [one, two, three] = group;
    if (one === undefined || two === undefined || three !== undefined) return [group];
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
