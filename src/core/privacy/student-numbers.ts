import type { Token } from "./student-tokens.js";
import { fieldsOf } from "./student-words.js";

// A child by number, birth date or address. Reasons as in student-guard.ts.

export type Place = { from: number; to: number };

const set = (list: string): ReadonlySet<string> => new Set(list.split(" "));

const studentWords = set(
  "participant participants respondent student students stu stud pupil child kid learner estudiante alumno alumna sis perm permanent ssid lunch local state aeries powerschool calpads uic statewide cum matricula lasid sasid osis nyssis infinite skyward synergy q s",
);
const numberWords = set(
  "id ids id's ssid ssids number numbers no num # nbr pin lasid sasid osis matricula identifier identificacion numero code",
);
const otherOwners = set(
  "meeting zoom webinar event vendor item order invoice po purchase requisition req grant budget account acct tracking conference case ticket asset device serial product room bus employee staff badge invoice license licence isbn call dial passcode access session project fund resource contract check receipt confirmation reservation flight permit phone ext extension fax tel cell school site district cds form survey standard course class section join quiz game poll document doc report warehouse catalog sku model part program claim voucher tax ein teacher link url folder template version issue bill quote shipment barcode book library grants object function goal wifi password router machine laptop chromebook ipad cart",
);
const personalVerbs = set(
  "absent tardy scored retest retake exited reclassified missing moved passed failed transferred counted enrolled dropped suspended refused finished got has is was needs",
);
const studentSigns = set(
  "student students child pupil kid absent tardy retest retake reclassified reclassify attendance roster score scores scored iep elpac el graders grader grade enrolled suspended exit exited sped estudiante alumno test tested",
);
const strongSigns = set(
  "absent tardy retest retake reclassified reclassify attendance roster iep enrolled suspended exit exited missing pass fail passed failed ausente",
);
const familySingular = set(
  "mom mother moms dad father guardian grandma grandmother grandpa grandfather aunt auntie uncle parent mama papa madre padre abuela tia tutor stepmom stepdad foster",
);

const digitsIn = (word: string): number => word.replace(/\D/g, "").length;
const isLongNumber = (token: Token | undefined): boolean =>
  token?.kind === "number" && /^[a-z]?\d{5,12}$/.test(token.word);

/** "Student 20481937", "SSID 44…", "stu # 40417", "ID 5520198", "absent: 118843, 118902". */
export function studentNumbers(tokens: readonly Token[]): Place[] {
  const found: Place[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind !== "number" || !/^\d{4,12}$/.test(token.word)) continue;
    const label = labelBefore(tokens, at) ?? markedNumber(tokens, at);
    const place = label ?? (isLongNumber(token) ? numberOfChild(tokens, at) : undefined);
    if (place === undefined) continue;
    found.push({ from: place, to: at + 1 });
    while (tokens[at + 1]?.text === "," && tokens[at + 2]?.kind === "number") at += 2;
  }
  return found;
}

/** The token where a label such as "local ID:" begins. */
function labelBefore(tokens: readonly Token[], at: number): number | undefined {
  const number = tokens[at];
  let labelled = false;
  let student = false;
  let from = at;
  for (let back = at - 1; back >= Math.max(0, at - 5); back--) {
    const token = tokens[back];
    if (token === undefined || token.line !== number?.line) break;
    if (token.kind === "mark") {
      if (!/^[#:.()_=]$/.test(token.text)) break;
      if (token.text === "#") labelled = true;
      continue;
    }
    if (otherOwners.has(token.word)) return undefined;
    if (numberWords.has(token.word)) {
      labelled = true;
      from = back;
      if (token.word.startsWith("ssid") || /^(lasid|sasid|osis|matricula)$/.test(token.word)) student = true;
    } else if (studentWords.has(token.word)) {
      student = true;
      from = back;
    } else if (!/^(is|was|the|with|for|are|of|whose|de|del)$/.test(token.word)) break;
  }
  const long = digitsIn(number?.word ?? "") >= 5;
  const idWord = tokens.slice(from, at).some((token) => /^ids?$/.test(token.word));
  if (student && (labelled || long)) return from;
  return labelled && idWord && long ? from : undefined;
}

/** "#4521 got 3/10", "#4521: absent", not "order #4521 was late". */
function markedNumber(tokens: readonly Token[], at: number): number | undefined {
  if (tokens[at - 1]?.text !== "#" || otherOwners.has(tokens[at - 2]?.word ?? "")) return undefined;
  const sentence = tokens[at]?.sentence;
  const line = tokens.slice(Math.max(0, at - 6), at + 8).filter((token) => token.sentence === sentence);
  if (line.some((token) => otherOwners.has(token.word) || token.text === "$")) return undefined;
  const next = tokens[at + 1];
  const after = /^[:=,–—-]$/.test(next?.text ?? "") ? tokens[at + 2] : next;
  if (after === undefined || after.sentence !== sentence) return undefined;
  const result = /^\d{1,3}\/\d{1,3}$/.test(after.word) || strongSigns.has(after.word);
  const deed = /^(got|scored|missed|finished|reads|read|failed|passed|refused|still|needs)$/.test(after.word);
  return result || deed ? at - 1 : undefined;
}

/** "#220914 has a D". */
const hasGrade = (tokens: readonly Token[], at: number): boolean =>
  tokens[at + 1]?.word === "has" &&
  /^(a|an|no)$/.test(tokens[at + 2]?.word ?? "") &&
  /^([abcdf]|score|iep|504|zero)$/.test(tokens[at + 3]?.word ?? "");

/** "Which class has 1077342? He is on my roster twice." */
function isSomebody(tokens: readonly Token[], at: number): boolean {
  const marked = /^[#]$|^(has|of|for)$/.test(tokens[at - 1]?.word ?? "") || tokens[at + 1]?.text === "?";
  const after = tokens.slice(at + 1, at + 12);
  return (
    marked &&
    after.some((token) => /^(he|she|his|her)$/.test(token.word)) &&
    after.some((token) => /^(roster|score|class|test|absent|section|period|grade)$/.test(token.word))
  );
}

/** A long number that does what a child does, or one of several beside such words. */
function numberOfChild(tokens: readonly Token[], at: number): number | undefined {
  const sentence = tokens[at]?.sentence;
  const around = tokens.slice(Math.max(0, at - 14), at + 14).filter((token) => token.sentence === sentence);
  if (hasGrade(tokens, at) || isSomebody(tokens, at)) return at;
  if (around.some((token) => otherOwners.has(token.word) || token.text === "$")) return undefined;
  const strong = around.some((token) => strongSigns.has(token.word) || /^ids?$/.test(token.word));
  const sign = strong || around.some((token) => studentSigns.has(token.word));
  const [before, next] = [tokens[at - 1], tokens[at + 1]];
  const acts = next?.sentence === sentence && personalVerbs.has(next?.word ?? "");
  const several = around.filter((token) => isLongNumber(token)).length > 1;
  const spoken = verbOfChild(next) || /^(absent|retest|student|except|for)$/.test(before?.word ?? "");
  const need = around.some((token) => fieldsOf(token.word).has("life"));
  const listed = several && (before?.text === "," || next?.text === ",");
  return (strong && (acts || several)) || (sign && listed) || (sign && spoken) || (several && need) ? at : undefined;
}

const verbOfChild = (token: Token | undefined): boolean =>
  /^(absent|tardy|refused|scored|passed|failed|exited|reclassified|retest)$/.test(token?.word ?? "");

/** Two or more lines that begin with a long number, in a text that calls them IDs: "41172 pass". */
export function numberLines(tokens: readonly Token[]): Place[] {
  const named = tokens.some((token, at) => /^ids?$/.test(token.word) && !otherOwners.has(tokens[at - 1]?.word ?? ""));
  if (!named) return [];
  const found: Place[] = [];
  tokens.forEach((token, at) => {
    if (isLongNumber(token) && tokens[at - 1]?.line !== token.line) found.push({ from: at, to: at + 1 });
  });
  return found.length > 1 ? found.slice(0, 1) : [];
}

/** "DOB 4/9/2013", "born 11/02/2018", "birthday is March 3, 2014", "nació el 4 de mayo de 2015". */
export function birthDates(tokens: readonly Token[]): Place[] {
  const found: Place[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const word = tokens[at]?.word ?? "";
    if (!/^(dob|bday|born|birthdate|birthday|birth|nacio|nacida|nacido|nacimiento|d\.o\.b)$/.test(word)) continue;
    for (let to = at + 1; to < Math.min(at + 9, tokens.length); to++) {
      const token = tokens[to];
      if (token?.sentence !== tokens[at]?.sentence) break;
      const year =
        /(?:^|[/.:-])(?:19|20)\d\d$/.test(token?.word ?? "") ||
        /^\d{1,2}[/.]\d{1,2}([/.]\d\d)?$/.test(token?.word ?? "");
      if (year) {
        found.push({ from: at, to: to + 1 });
        break;
      }
    }
  }
  return found;
}

const longestAddress = 64;
const inLocal = /[\p{L}\p{N}._%+'-]/u;
const inHost = /[\p{L}\p{N}.-]/u;

/** A student's e-mail address, as [start, end) of the text: "…@students.…", or a local part with a class year. */
export function studentAddresses(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    let start = at;
    while (start > 0 && at - start < longestAddress && inLocal.test(text[start - 1] ?? "")) start -= 1;
    let end = at + 1;
    while (end < text.length && end - at < longestAddress && inHost.test(text[end] ?? "")) end += 1;
    while (text[end - 1] === ".") end -= 1;
    const local = text.slice(start, at).toLowerCase();
    const host = text.slice(at + 1, end).toLowerCase();
    if (local === "" || !host.includes(".")) continue;
    const own =
      host.split(".").some((label) => /^(students?|stu|stud|pupils?|alumnos?|scholars?|kids)$/.test(label)) ||
      /^(stu|students?|s)[-.]/.test(host);
    if (own || /^(?:s?\d{6,}|\d\d[a-z]{3,}|[a-z.]+(?:2[5-9]|3\d))$/.test(local)) found.push({ start, end });
  }
  return found;
}

/** A phone number beside one parent: "mom's cell is 559-555-0142", "the mother at (209) 555-0117". */
export function familyPhones(tokens: readonly Token[]): Place[] {
  const found: Place[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at]?.kind !== "number") continue;
    let digits = 0;
    let to = at;
    while (
      to < tokens.length &&
      to < at + 8 &&
      (tokens[to]?.kind === "number" || /^[-–.()+]$/.test(tokens[to]?.text ?? ""))
    ) {
      digits += tokens[to]?.kind === "number" ? digitsIn(tokens[to]?.word ?? "") : 0;
      to += 1;
    }
    if (digits < 7 || digits > 11) continue;
    for (let back = at - 1; back >= Math.max(0, at - 14); back--) {
      const token = tokens[back];
      if (token === undefined || token.line !== tokens[at]?.line) break;
      if (
        familySingular.has(token.word) &&
        !/^(meetings?|portal|night|line|liaison|hotline|center|square|teacher|university|survey)$/.test(
          tokens[back + 1]?.word ?? "",
        )
      ) {
        found.push({ from: back, to });
        break;
      }
    }
    at = to;
  }
  return found;
}
