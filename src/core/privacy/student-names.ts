import { childOwns } from "./student-evidence-child.js";
import { givenNames, wordNames } from "./student-given-names.js";
import { initialsEnd } from "./student-initials.js";
import {
  familyChildren,
  familyWhole,
  groupNouns,
  groupPhrases,
  institutionHeads,
  knownFigures,
  notPeople,
  roles,
  schoolNames,
  titles,
} from "./student-not-people.js";
import { isOrdinaryWord } from "./student-ordinary-words.js";
import { phraseAt } from "./student-phrases.js";
import { familyNames } from "./student-surnames.js";
import type { Token } from "./student-tokens.js";

/** Where a personal name seems to stand. Whose it is, is not decided here. */
export type Mention = {
  /** Tokens [from, to). */
  from: number;
  to: number;
  /** sure: a listed given name or a full name. likely: another capitalized word within a sentence. doubtful: the rest of the words. */
  certainty: "sure" | "likely" | "doubtful" | "initials";
  /** The name is a school's or a town's as well: results do not tell a child from it. */
  place: boolean;
  /** Maria's; in lower case also "elijahs". */
  possessive: boolean;
};

type NameClass = "given" | "word" | "place" | "family" | "unknown";

const particles = new Set("de la del los las van von bin ibn al el da dos di y".split(" "));
const placeStarts = new Set(
  "san santa los las saint st fort mount mt lake el port new north south east west".split(" "),
);
const months = new Set("april may june july august march".split(" "));
/** Names that open a sentence as a word of grammar: "Do slips show who is lost?" */
const grammar = new Set("do so no an la le ya see said eh hi her".split(" "));
const longestName = 5;

/** How many given names end that no list has. */
const givenEndings =
  /(anna|iana|yana|ella|elle|isha|esha|eisha|niya|miya|iyah|iah|ayla|leigh|lynn|lyn|ique|arius|avion|ayden|aiden|aden|preet|deep|jeet|inder|shawn|quan|marion|tavious|ecia|icia|inda|etta|ette|ina|ita|ito|eo|elia|alia|ilia|oluwa|chukwu|emeka|ullah|uddin)$/;

/** The kind of name this capitalized word can be; undefined where it is an ordinary word, a brand, a language, an acronym. */
function classOf(token: Token): NameClass | undefined {
  const { word } = token;
  if (token.kind !== "word" || token.shape === "lower" || word.length < 2) return undefined;
  const given = givenNames.has(word);
  const family = familyNames.has(word);
  if (
    !given &&
    (roles.has(word) ||
      roles.has(word.replace(/s$/, "")) ||
      titles.has(word) ||
      (institutionHeads.has(word) && !family))
  )
    return undefined;
  if (token.shape === "caps" && (word.length < 3 || !(given || family) || wordNames.has(word))) return undefined;
  if (schoolNames.has(word) || months.has(word)) return "place";
  if (notPeople.has(word)) return given ? "place" : undefined;
  if (given && !wordNames.has(word)) return "given";
  if (given && token.opening && grammar.has(word)) return undefined;
  if (given) return token.opening ? "word" : "given";
  if (isOrdinaryWord(word)) return undefined;
  if (family) return "family";
  if (word.length > 4 && givenEndings.test(word)) return token.opening ? "word" : "given";
  if (word.length < 3) return undefined;
  // "Don't", "I've": an apostrophe with a short tail is grammar, not a name.
  return /'(t|re|ve|ll|d|m)$/.test(word) ? undefined : "unknown";
}

const adjacent = (tokens: readonly Token[], at: number): boolean => {
  const [before, token] = [tokens[at - 1], tokens[at]];
  return before !== undefined && token !== undefined && token.sentence === before.sentence;
};

const isInitial = (token: Token | undefined): boolean =>
  token !== undefined && token.kind === "word" && token.shape !== "lower" && token.word.length === 1;

/** Where the name that begins at `from` ends, and what it is made of. */
function extend(
  tokens: readonly Token[],
  from: number,
  first: NameClass,
): { to: number; classes: NameClass[]; initial: boolean } {
  const classes = [first];
  let initial = false;
  let at = from + 1;
  while (at < tokens.length && at - from < longestName) {
    const token = tokens[at];
    if (token === undefined || !adjacent(tokens, at) || tokens[at - 1]?.possessive) break;
    if (token.text === "." && isInitial(tokens[at - 1])) {
      at += 1;
      continue;
    }
    if (isInitial(token) && token.text !== "I" && tokens[at + 1]?.joined !== true) {
      initial = true;
      at += 1;
      continue;
    }
    const next = tokens[at + 1];
    if (particles.has(token.word) && next !== undefined && adjacent(tokens, at + 1) && classOf(next) !== undefined) {
      at += 1;
      continue;
    }
    const kind = classOf(token) ?? (token.shape === "capital" && familyNames.has(token.word) ? "family" : undefined);
    if (kind === undefined || (institutionHeads.has(token.word) && !givenNames.has(token.word))) break;
    classes.push(kind);
    at += 1;
  }
  return { to: at, classes, initial };
}

const joinedWords = (tokens: readonly Token[], from: number, to: number): string[] =>
  tokens.slice(from, to).flatMap((token) => (token.kind === "word" ? [token.word] : []));

/** Whether two or more words of the name, or all of it, are a known figure's. */
function isKnownFigure(words: readonly string[]): boolean {
  if (knownFigures.has(words.join(" "))) return true;
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 2; to <= words.length; to++) {
      if (knownFigures.has(words.slice(from, to).join(" "))) return true;
    }
  }
  return false;
}

const lowerHeads = new Set(
  "elementary middle high school academy unified street avenue road blvd curriculum method block program kit kits model approach framework protocol training books".split(
    " ",
  ),
);

const lookedAt =
  /^(look|looks|looked|looking|mad|angry|upset|yell|yelled|yells|laugh|laughed|laughs|smiled|point|pointed|stared|swung|glared)$/;

/** "Long-term English learners", "Early ELs": the word before `to` says which students, and is not one. */
function isGroup(tokens: readonly Token[], to: number, classes: readonly NameClass[]): boolean {
  const [last, next, after] = [tokens[to - 1], tokens[to], tokens[to + 1]];
  if (last === undefined || next === undefined || last.possessive || !adjacent(tokens, to)) return false;
  if (groupPhrases.has(`${last.word} ${next.word}`)) return true;
  const noun = next.word === "english" && after !== undefined && adjacent(tokens, to + 1) ? after : next;
  return groupNouns.has(noun.word) && classes.every((kind) => kind === "word" || kind === "unknown");
}

/** "Chavez Middle", "Wilson kit", "the Frayer model", "Santa Rosa", "at Lincoln". */
function isNoPerson(tokens: readonly Token[], from: number, to: number, classes: readonly NameClass[]): boolean {
  const words = joinedWords(tokens, from, to);
  const head = tokens[to];
  if (isGroup(tokens, to, classes)) return true;
  // "Jack-o-lantern".
  if (head?.joined === true && head.shape === "lower" && tokens[to + 1]?.joined === true) return true;
  if (isKnownFigure(words) || knownFigures.has([...words, head?.word ?? ""].join(" "))) return true;
  const ownsHead = tokens[to - 1]?.possessive === true;
  if (head !== undefined && adjacent(tokens, to) && !ownsHead && head.kind === "word") {
    if (head.shape !== "lower" && institutionHeads.has(head.word)) return true;
    // "Sojourner Truth K-8".
    if (/^t?k$/.test(head.word) && tokens[to + 1]?.kind === "number") return true;
    const listed = classes.includes("given");
    const wordAlone = to - from === 1 && wordNames.has(tokens[from]?.word ?? "");
    if (head.shape === "lower" && wordAlone && institutionHeads.has(head.word)) return true;
    if (head.shape === "lower" && (lowerHeads.has(head.word) || (!listed && institutionHeads.has(head.word))))
      return true;
  }
  // "Charlotte's Web": a title, unless it is "Diego's Mom".
  if (ownsHead && head?.shape === "capital" && !head.opening && phraseAt(childOwns, tokens, to) === undefined)
    return true;
  // "Maria Elementary" is caught above; "Rosa Parks K-8" and "PS 12" have their mark further on.
  const before = tokens[from - 1];
  if (before === undefined || before.sentence !== tokens[from]?.sentence) return false;
  const start = before.text === "." ? tokens[from - 2] : before;
  if (start !== undefined && start.shape !== "lower" && placeStarts.has(start.word) && adjacent(tokens, from))
    return true;
  const family = familyChildren.has(head?.word ?? "") || familyWhole.has(head?.word ?? "");
  // "We used Harkness": nobody uses a person.
  const listed = classes.some((kind) => kind === "given" || kind === "word");
  if (
    !listed &&
    /^(use|used|using|uses|bought|buy|adopt|adopted|piloted|implemented|download|via|app|program)$/.test(before.word)
  )
    return true;
  const ordinary = to - from === 1 && wordNames.has(tokens[from]?.word ?? "");
  if (before.word === "the" && (ordinary || !classes.includes("given"))) return !family;
  if (before.word === "near") return true;
  // "At Rosa Parks", but "look at Ana" and "at Ana's desk".
  const person = ownsHead && phraseAt(childOwns, tokens, to) !== undefined;
  return before.word === "at" && !person && !lookedAt.test(tokens[from - 2]?.word ?? "");
}

/** "elijahs mom": the apostrophe left out. */
const withoutS = (word: string): string | undefined =>
  word.length > 4 && word.endsWith("s") && !givenNames.has(word) ? word.slice(0, -1) : undefined;

const shortLowerNames = new Set(
  "kai ava mia eli leo zoe ana ian mya amy ben dan joe jon kia lia max mai noe gio teo tia zoe gus ivy".split(" "),
);

/** Spanish words that are names with a capital only. */
const lowerWords = new Set(
  "rosa luna dulce flor flores linda celeste gloria victoria esperanza salvador domingo dolores mercedes pilar socorro marina estrella aurora alma perla luz paz sol angel reina santos rey cruz rosario milagros consuelo leona lola".split(
    " ",
  ),
);

/** English words that are names in lower case where "she" or "his" follows. */
const girlsAndBoys = new Set(
  "destiny heaven genesis angel trinity serenity journey faith hope grace joy mercy justice ace prince princess royal ruby pearl jade amber crystal daisy lily rose ivy violet iris hazel autumn summer sky skye hunter mason cash chase chris dakota chance major legend miracle star melody harmony diamond precious".split(
    " ",
  ),
);

/** The first "she" or "his" within eight words of the sentence. */
const pronounAfter = (tokens: readonly Token[], at: number): string =>
  tokens
    .slice(at + 1, at + 9)
    .find((token) => token.sentence === tokens[at]?.sentence && /^(she|he|her|his)$/.test(token.word))?.word ?? "";

const isLowerName = (word: string): boolean =>
  (word.length > 3 || shortLowerNames.has(word)) &&
  givenNames.has(word) &&
  !wordNames.has(word) &&
  !isOrdinaryWord(word) &&
  !notPeople.has(word);

function lowerMention(tokens: readonly Token[], at: number): Mention | undefined {
  const token = tokens[at];
  if (token?.kind !== "word" || token.shape !== "lower" || token.joined) return undefined;
  const bare = withoutS(token.word);
  const owns = bare !== undefined && isLowerName(bare);
  // "angel ramirez": a word that is a name too needs a family name after it.
  const next = tokens[at + 1]?.word ?? "";
  const full =
    wordNames.has(token.word) &&
    adjacent(tokens, at + 1) &&
    familyNames.has(next) &&
    !isOrdinaryWord(next) &&
    !wordNames.has(next);
  const doubtful =
    lowerWords.has(token.word) ||
    (!full && girlsAndBoys.has(token.word) && /^(she|he|her|his)$/.test(pronounAfter(tokens, at)));
  if (!owns && !full && !doubtful && !isLowerName(token.word)) return undefined;
  let to = at + 1;
  while (!owns && to - at < 3 && adjacent(tokens, to)) {
    const word = tokens[to]?.word ?? "";
    if (!(isLowerName(word) || (familyNames.has(word) && !isOrdinaryWord(word)))) break;
    to += 1;
  }
  return {
    from: at,
    to,
    certainty: doubtful ? "doubtful" : "sure",
    place: false,
    possessive: owns || token.possessive,
  };
}

const opensBefore = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  return (
    token !== undefined &&
    adjacent(tokens, at) &&
    !token.opening &&
    token.shape !== "lower" &&
    givenNames.has(token.word)
  );
};

/** Every place where a personal name seems to stand, in order, without overlaps. */
export function findMentions(tokens: readonly Token[]): Mention[] {
  const mentions: Mention[] = [];
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at];
    if (token === undefined) break;
    const letters = initialsEnd(tokens, at);
    if (letters !== undefined) {
      mentions.push(initialsMention(tokens, at, letters));
      at = letters;
      continue;
    }
    const first = classOf(token);
    // "Took Elif out": an unlisted word that opens a sentence is no part of the name after it.
    if (first === "unknown" && token.opening && opensBefore(tokens, at + 1)) {
      at += 1;
      continue;
    }
    if (first === undefined) {
      const lower = lowerMention(tokens, at);
      if (lower !== undefined) mentions.push(lower);
      at = lower?.to ?? at + 1;
      continue;
    }
    const { to, classes, initial } = extend(tokens, at, first);
    if (!isNoPerson(tokens, at, to, classes)) mentions.push(mentionOf(tokens, at, to, classes, initial));
    at = to;
  }
  return surnameFirst(tokens, mentions);
}

const initialsMention = (tokens: readonly Token[], from: number, to: number): Mention => ({
  from,
  to,
  certainty: "initials",
  place: false,
  possessive: tokens[to - 1]?.possessive === true,
});

/** "Sienna's on a roll": is, not hers. */
const isContraction = (tokens: readonly Token[], at: number): boolean =>
  /^(on|in|at|been|not|still|so|a|an|the|doing|going|getting|out|always|never|gone|here|there|too|very|really|just|also|already|absent|behind|ready|back|our|my|one|now)$/.test(
    tokens[at]?.word ?? "",
  );

function mentionOf(
  tokens: readonly Token[],
  from: number,
  to: number,
  classes: readonly NameClass[],
  initial: boolean,
): Mention {
  const given = classes.includes("given");
  const long = classes.length > 1 || initial;
  const onlyPlaces = classes.every((kind) => kind === "place");
  const unknownOnly = classes.every((kind) => kind === "unknown");
  const opening = tokens[from]?.opening === true;
  // "Max Ent?": a word that opens a sentence and an unlisted one are hardly a name.
  const guessed = classes.every((kind) => kind === "unknown" || kind === "word");
  const sure = given || (long && !onlyPlaces && !(guessed && opening && !initial));
  return {
    from,
    to,
    certainty: sure ? "sure" : (opening && !unknownOnly) || onlyPlaces ? "doubtful" : "likely",
    place: onlyPlaces && !initial,
    possessive: tokens[to - 1]?.possessive === true && !isContraction(tokens, to),
  };
}

/** "HERNANDEZ, MATEO" at the start of a line is one name. */
function surnameFirst(tokens: readonly Token[], mentions: readonly Mention[]): Mention[] {
  const merged: Mention[] = [];
  for (const mention of mentions) {
    const before = merged.at(-1);
    const surname = before === undefined ? undefined : tokens[before.from];
    if (
      before !== undefined &&
      surname !== undefined &&
      before.to - before.from === 1 &&
      mention.from === before.to + 1 &&
      tokens[before.to]?.text === "," &&
      familyNames.has(surname.word) &&
      givenNames.has(tokens[mention.from]?.word ?? "") &&
      tokens[before.from - 1]?.line !== surname.line
    ) {
      merged[merged.length - 1] = { ...mention, from: before.from, certainty: "sure", place: false };
    } else merged.push(mention);
  }
  return merged;
}
