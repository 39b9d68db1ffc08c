import { adultAfter, adultBefore, adultOwns, officeWords } from "./student-evidence-adult.js";
import {
  behaviourAfter,
  childBefore,
  childOwns,
  classroomWords,
  resultAfter,
  servicesAfter,
} from "./student-evidence-child.js";
import { familysChild } from "./student-families.js";
import { type Features, featuresOf } from "./student-features.js";
import { gradeAfter, gradeBefore, gradeBetween } from "./student-grade.js";
import type { Mention } from "./student-names.js";
import { type Match, type Phrases, phraseAt } from "./student-phrases.js";
import { isAdultByTitle } from "./student-titles.js";
import type { Token } from "./student-tokens.js";

export type NamedReason =
  | "a name with a grade"
  | "a name with a result"
  | "a name with a behaviour"
  | "a name with a plan or a service"
  | "a name with a child's things or family"
  | "a family's child"
  | "initials with a grade or a result";

/** What is said around names that stand together: "Ana, Luis and Priya". */
export type Judgement = {
  /** What the learned weights are applied to. */
  features: Features;
  /** Where one thing is enough: a title, a family's child, a parent. */
  decided: "child" | "adult" | undefined;
  /** "Our coach Dana": she is an adult in the rest of the text too. */
  titled: boolean;
  /** Points of the phrases for an adult and for a child: to know an adult's name again elsewhere in the text. */
  adult: number;
  child: number;
  reason: NamedReason;
  from: number;
  to: number;
};

const longestWindow = 28;
const loneWeight = 0.5;
const relativeWeight = 4;
const officeWeight = 0.75;
const titleWeight = 20;
const pronouns = new Set("he she him his her hers himself herself he'll she'll he'd she'd hes shes el ella".split(" "));
const openers = new Set("he she his her he'll she'll hes shes ella".split(" "));
/** Somebody else acts from here on. */
const otherSubjects = new Set(
  "we i they you teachers students everyone everybody nobody kids graders children parents families".split(" "),
);
const manyChildren = new Set("students kids graders children learners".split(" "));
const groupVerbs = new Set(
  "went jumped gained improved dropped moved finished is at scored grew met up down got was plus minus has passed still finally missed tested points percent correct growth missing".split(
    " ",
  ),
);
const stories = new Set(
  "novel character characters chapter poem poems poet author authors fictional fiction protagonist mascot pretend placeholder template hypothetical biography".split(
    " ",
  ),
);

type Tally = { top: number; rest: number; context: number; end: number; reason: NamedReason; personal: boolean };

const add = (tally: Tally, weight: number, end: number, reason: NamedReason, personal: boolean): void => {
  if (weight > tally.top) {
    tally.rest += tally.top;
    tally.top = weight;
    tally.reason = reason;
    tally.end = end;
  } else tally.rest += weight;
  if (personal) tally.personal = true;
};

const sum = (tally: Tally): number => tally.top + loneWeight * Math.min(tally.rest, 4);

/** What the words after the names say. */
function lookAfter(tokens: readonly Token[], last: Mention, limit: number, child: Tally, adult: Tally): void {
  let other = false;
  const owned = last.possessive;
  for (let at = last.to; at < limit; at++) {
    const token = tokens[at];
    if (token === undefined) return;
    if (at > last.to + 1 && otherSubjects.has(token.word) && !owned) other = true;
    if (manyChildren.has(token.word) && at > last.to) other = true;
    if (!other && pronouns.has(token.word)) add(child, 0.5, at + 1, child.reason, true);
    if (token.word === "its" || token.word === "their")
      add(adult, token.word === "its" ? 3 : 0.5, at + 1, adult.reason, false);
    if (!other && /^(her|his|su|sus)$/.test(token.word) && ownsOfficeThing(tokens, at))
      add(adult, 3, at + 2, adult.reason, false);
    const far = at - last.to > 12 ? 0.6 : 1;
    // "Ana and I" names a colleague; later in the sentence "and I" does not.
    const joins = token.word === "and" && at > last.to;
    const grownUp = joins ? undefined : phraseAt(adultAfter, tokens, at);
    if (grownUp !== undefined && (!other || grownUp.weight < 3))
      add(adult, (other ? 0.5 : 1) * grownUp.weight, grownUp.end, adult.reason, false);
    if (other) continue;
    const found = strongest(tokens, at, [
      [servicesAfter, "a name with a plan or a service"],
      [behaviourAfter, "a name with a behaviour"],
      [resultAfter, "a name with a result"],
    ]);
    if (found === undefined) continue;
    const group = found.reason === "a name with a result" && groupVerbs.has(token.word);
    add(child, found.match.weight * far, found.match.end, found.reason, !group && found.match.weight >= 2);
    at = Math.max(at, found.match.end - 2);
  }
}

const officeThings = new Set(
  "slides deck stations centers spreadsheet spreadsheets lesson lessons students kids children class classes classroom graders room rooms section sections pacing plans calendar team staff teachers sub school site campus schedule email prep unit units grade-level homeroom kindergartners kinders freshmen seniors clase alumnos estudiantes salon".split(
    " ",
  ),
);

/** "her number talk slides", "his two sections": up to three words between. */
const ownsOfficeThing = (tokens: readonly Token[], at: number): boolean =>
  tokens.slice(at + 1, at + 5).some((token) => officeThings.has(token.word) && token.sentence === tokens[at]?.sentence);

function strongest(
  tokens: readonly Token[],
  at: number,
  lists: readonly (readonly [Phrases, NamedReason])[],
): { match: Match; reason: NamedReason } | undefined {
  let best: { match: Match; reason: NamedReason } | undefined;
  for (const [list, reason] of lists) {
    const match = phraseAt(list, tokens, at);
    if (match !== undefined && (best === undefined || match.weight > best.match.weight)) best = { match, reason };
  }
  return best;
}

/** What is the name's own: "Maria's running record", "Luis's third graders". One word may stand between. */
function lookOwned(tokens: readonly Token[], last: Mention, child: Tally, adult: Tally): void {
  for (let at = last.to; at < last.to + 3; at++) {
    const token = tokens[at];
    if (token === undefined || token.kind === "mark" || token.sentence !== tokens[last.from]?.sentence) return;
    const big = phraseAt(adultOwns, tokens, at);
    const small = phraseAt(childOwns, tokens, at);
    if (small !== undefined && small.end >= (big?.end ?? 0)) {
      const family =
        /^(mom|moms|mother|mama|dad|father|papa|parent|guardian|grand|aunt|uncle|sister|brother|twin)/.test(token.word);
      // "Lincoln's scores" are a school's; "Lincoln's mom" is not.
      if (!family && last.place) add(child, 1, small.end, "a name with a result", false);
      else add(child, family ? relativeWeight : 3, small.end, "a name with a child's things or family", true);
      return;
    }
    // "Cohen's d", "Pearson's r".
    // Whose things are on neither list is more often a child than a colleague.
    if (at === last.to && big === undefined && token.word.length > 3 && token.shape === "lower")
      add(child, 1, at + 1, child.reason, false);
    const symbol = token.word.length === 1 && token.kind === "word";
    if (symbol || big !== undefined) {
      add(adult, 4, big?.end ?? at + 1, adult.reason, false);
      return;
    }
  }
}

/** A number right after the name: "Malik 6/10", "Citlali, plus 14". Not a time, a date, a phone number or a count of things. */
function lookNumber(tokens: readonly Token[], last: Mention, child: Tally): void {
  let at = last.to;
  while (
    at < last.to + 3 &&
    /^([,:=(–—-]|plus|minus|is|at|only|got|has|was|level|lvl|con)$/.test(tokens[at]?.word ?? "")
  )
    at += 1;
  const number = tokens[at];
  const tick = /^[✓✗✔✘✅❌☑☒]$/u.test(number?.text ?? "");
  if (number === undefined || number.sentence !== tokens[last.from]?.sentence) return;
  const level = /^(level|lvl)$/.test(tokens[at - 1]?.word ?? "") && /^[a-z]$/.test(number.word);
  if (tick || level) {
    add(child, 3, at + 1, "a name with a result", true);
    return;
  }
  if (number.kind !== "number" || /^0?\d?\d:\d\d|^\d{5,}|[a-z]$|^\d{1,2}\/\d{1,2}\/|^0/.test(number.word)) return;
  const thing = tokens[at + 1]?.word ?? "";
  if (
    /^(am|pm|rooms?|class(es)?|sections?|teachers?|visits?|min|mins|minutes|copies|days?|hours?|sites?|schools?|st|rd|th|a|p)$/.test(
      thing,
    )
  )
    return;
  add(child, 3, at + 1, "a name with a result", false);
}

/** What the words before the names say. Returns where the excerpt begins. */
function lookBefore(tokens: readonly Token[], first: Mention, floor: number, child: Tally, adult: Tally): number {
  const sentence = tokens[first.from]?.sentence;
  let end = first.from;
  while (
    end > floor &&
    /^([,:“"(]|little|poor|a|the|called|is|are|was|both|mi|mr|mrs|ms)$/.test(tokens[end - 1]?.word ?? "") &&
    first.from - end < 2
  )
    end -= 1;
  let start = first.from;
  for (let at = first.from - 1; at >= Math.max(floor, first.from - 4); at--) {
    if (tokens[at]?.sentence !== sentence) break;
    const small = phraseAt(childBefore, tokens, at);
    if (small !== undefined && small.end >= end && small.end <= first.from) {
      add(
        child,
        small.weight,
        first.to,
        small.weight >= 3 ? "a name with a child's things or family" : child.reason,
        small.weight >= 3,
      );
      if (small.weight >= 1.5) start = at;
    }
    const big = phraseAt(adultBefore, tokens, at);
    if (big !== undefined && big.end >= end && big.end <= first.from)
      add(adult, big.weight + 1, first.to, adult.reason, false);
  }
  const grade = gradeBefore(tokens, first.from);
  if (grade !== undefined && grade >= floor) {
    add(child, 3, first.to, "a name with a grade", true);
    start = Math.min(start, grade);
  }
  return start;
}

/** Loose words anywhere before the names in the sentence: half of their weight, and only one of each side. */
function lookLoose(tokens: readonly Token[], first: Mention, floor: number, child: Tally, adult: Tally): void {
  const sentence = tokens[first.from]?.sentence;
  let most = 0;
  let mostAdult = 0;
  for (let at = Math.max(floor, first.from - 16); at < first.from; at++) {
    if (tokens[at]?.sentence !== sentence) continue;
    for (const list of [resultAfter, behaviourAfter, servicesAfter])
      most = Math.max(most, phraseAt(list, tokens, at)?.weight ?? 0);
    most = Math.max(most, (phraseAt(childOwns, tokens, at)?.weight ?? 0) * 0.7);
    const grownUp = phraseAt(adultAfter, tokens, at);
    mostAdult = Math.max(mostAdult, grownUp === undefined ? 0 : grownUp.weight * 0.4);
  }
  if (most > 0) add(child, most / 2, first.to, "a name with a result", false);
  if (mostAdult > 0) add(adult, mostAdult, first.to, adult.reason, false);
}

/** Words of a classroom and of the office, up to three of each, in the sentence and what belongs to it. */
function lookAround(tokens: readonly Token[], first: Mention, limit: number, child: Tally, adult: Tally): void {
  const sentence = tokens[first.from]?.sentence;
  const room = new Set<string>();
  const office = new Set<string>();
  let crowd = false;
  for (let at = Math.max(0, first.from - longestWindow); at < limit; at++) {
    const token = tokens[at];
    if (token === undefined || (at < first.from && token.sentence !== sentence)) continue;
    if (classroomWords.has(token.word)) room.add(token.word);
    if (officeWords.has(token.word)) office.add(token.word);
    if (manyChildren.has(token.word)) crowd = true;
  }
  child.context = Math.min(3, room.size) * loneWeight;
  // Who speaks of many children is seldom one of them.
  adult.context = Math.min(3, office.size) * officeWeight + (crowd ? 1.5 : 0);
}

/** Where the words about these names end: their sentence, the next name, and a next sentence that goes on with "She". */
function limitAfter(tokens: readonly Token[], last: Mention, next: Mention | undefined): number {
  const sentence = tokens[last.from]?.sentence ?? 0;
  const stop = Math.min(next?.from ?? tokens.length, last.to + longestWindow, tokens.length);
  let at = last.to;
  while (at < stop && tokens[at]?.sentence === sentence) at += 1;
  if (at < stop && openers.has(tokens[at]?.word ?? "")) {
    const second = tokens[at]?.sentence;
    while (at < stop && tokens[at]?.sentence === second) at += 1;
  }
  return at;
}

/** What stands around names that stand together. `before` and `next` are their neighbours, whose words are theirs. */
export function judge(
  tokens: readonly Token[],
  group: readonly [Mention, ...Mention[]],
  before: Mention | undefined,
  next: Mention | undefined,
): Judgement {
  const first = group[0];
  const last = group.at(-1) ?? first;
  const initials = group.every((mention) => mention.certainty === "initials");
  const child: Tally = { top: 0, rest: 0, context: 0, end: last.to, reason: "a name with a result", personal: false };
  const adult: Tally = { ...child };
  const sentence = tokens[first.from]?.sentence;
  const family = familysChild(tokens, first, last);
  if (family !== undefined)
    return { features: {}, decided: "child", titled: false, child: 0, adult: 0, reason: "a family's child", ...family };
  let floor = before?.to ?? 0;
  while (floor < first.from && tokens[floor]?.sentence !== sentence) floor += 1;
  const limit = limitAfter(tokens, last, next);
  const grade = gradeAfter(tokens, last.to);
  if (grade !== undefined && !last.possessive) add(child, 3.5, grade, "a name with a grade", true);
  else if (gradeBetween(tokens, last.to, limit)) add(child, 0.5, last.to, "a name with a grade", false);
  if (last.possessive) lookOwned(tokens, last, child, adult);
  // What follows "Isaiah's auntie" is said of her.
  const relative = child.top >= relativeWeight;
  lookNumber(tokens, last, child);
  lookAfter(tokens, last, limit, child, adult);
  const start = lookBefore(tokens, first, floor, child, adult);
  lookLoose(tokens, first, floor, child, adult);
  lookAround(tokens, first, limit, child, adult);
  const title = isAdultByTitle(tokens, first, last);
  const story = tokens.slice(Math.max(0, first.from - 20), limit).some((token) => stories.has(token.word));
  return {
    features: {
      ...featuresOf(tokens, group, limit),
      childPhrase: child.top / 3,
      childPhrases: Math.min(4, child.rest) / 3,
      personal: child.personal ? 1 : 0,
      classroom: child.context,
      adultPhrase: adult.top / 3,
      adultPhrases: Math.min(6, adult.rest) / 3,
      work: adult.context,
      grade: grade !== undefined && !last.possessive ? 1 : 0,
      story: story ? 1 : 0,
    },
    decided:
      title || inStory(tokens, first.from) ? "adult" : relative || introduced(tokens, first.from) ? "child" : undefined,
    titled: title,
    child: sum(child),
    adult: relative ? 0 : sum(adult) + (title ? titleWeight : 0),
    reason: initials ? "initials with a grade or a result" : child.reason,
    from: Math.min(start, first.from),
    to: Math.max(child.end, last.to),
  };
}

const childNoun =
  /^(kids?|students?|child|children|boys?|girls?|kiddos?|graders?|kinders?|learners?|readers?|alumnos?|alumnas?|nin[oa]s?)$/;

/** "A kid named Ana", "one of my kids, Ana". */
function introduced(tokens: readonly Token[], at: number): boolean {
  const [two, one] = [tokens[at - 2], tokens[at - 1]];
  if (one === undefined || one.sentence !== tokens[at]?.sentence) return false;
  if (/^(named|called|llamad[oa])$/.test(one.word)) return childNoun.test(two?.word ?? "");
  if (one.text !== "," || !childNoun.test(two?.word ?? "")) return false;
  const near = tokens.slice(Math.max(0, at - 8), at - 2).map((token) => token.word);
  return near.some((word, i) => word === "one" && near[i + 1] === "of" && /^(my|our)$/.test(near[i + 2] ?? ""));
}

/** "In the story problem Ana has 12", "in the novel Stanley lies", "chapter 4 of …", "the item “Lena scored 4 of 10 …”". */
const inStory = (tokens: readonly Token[], at: number): boolean =>
  tokens.slice(Math.max(0, at - 16), at).some((token, i, near) => {
    const next = near[i + 1];
    if (token.word === "chapter" && next?.kind === "number" && near[i + 2]?.word === "of") return true;
    if (i < near.length - 8) return false;
    return (
      (/^(story|word|math)$/.test(token.word) && /^problems?$/.test(next?.word ?? "")) ||
      (/^(item|problem|question|prompt)$/.test(token.word) && /^[“"]$/.test(next?.text ?? "")) ||
      (/^(the|this|our)$/.test(token.word) && /^(story|novel|movie)$/.test(next?.word ?? ""))
    );
  });
