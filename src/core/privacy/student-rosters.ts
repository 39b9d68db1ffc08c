import type { Mention } from "./student-names.js";
import type { Place } from "./student-numbers.js";
import { phraseAt, phrases } from "./student-phrases.js";
import type { Token } from "./student-tokens.js";

// Lists of children: names under "not yet:", one name a line, names with numbers.

/** What heads a list of children. */
const childHeading = phrases({
  3: `reteach, reassess, conference with, catch up, pull aside, see me, talk to, seat change, partners, pairs, no shows, not yet, not there, almost, almost there, finished, not finished, unfinished, done, not done, below, far below, above, at level, level, on level, absent, ausente*, missing, retest, retake, retakes, red, yellow, green, passed, failed, passing, failing, group, table, tier, still have to test, still need*, to test, need to test, on track, off track,
    benchmark, mastered, needs, need, emerging, beginning, developing, proficient, advanced, intensive, strategic, intervention, incomplete, didn't, did not, hasn't, haven't, no score, makeup, make up, tardy, no show, iep, 504, el, els, reclass*, exited, grew, growth, no growth, low, lows, high, highs, medium, middle, bubble, in my room, my kids, my students, students, kids, pull out, small group, roster, first grade, score, scores, faltaron, faltan, ausentes, terminaron, no terminaron, pasaron, reprobaron, alumnos, ya, nivel, grupo, mesa, period, exit ticket, moved up, met, not met, did not meet, got it, sort of, no, yes, meets, exceeds, approaching, students of concern, watch list, at risk, on the list, newcomers, stars, star readers, perfect attendance, chronic, chronically absent, suspended, readers, fluency, wpm, retained, refused, opted out, lowest, behind, ready, not ready, check in with`,
});
const adultHeading = phrases({
  3: `rooms, classrooms, sections, classes, attendees, attending, attended, attend, thanks, thank you, cc, to do, todo, action items, team, teams, coaches, coach, teachers, teacher, observers, facilitator*, agenda, notes, on the call, joining, joins, volunteer*, hosts, host, presenters, presenter, subs, sub, plc, committee, staff, leads, lead, principals, rsvp, here today, owners, owner, who is coming, coming, carpool, roles, panel, reviewers, invited, invite, can't make it, bring, bringing, interviewers, timekeeper, notetaker, training, trained, schools, sites, maestros, maestras, asistentes, cast, convening, meeting, duty, signed up, sign up, testers, test kitchen, pilot, kitchen, readers of, authors, author, poets, books, characters, district, colleagues, adults, tutors, aides, paras, departments, department, co teachers, hiring, candidates, panelists, drivers, visitors, visiting, planners`,
});

/** Lists of names. `adult` says of a mention whether it was judged an adult's. */
export function nameLists(
  tokens: readonly Token[],
  mentions: readonly Mention[],
  adult: (mention: Mention) => boolean,
): Place[] {
  const byLine = new Map<number, Mention[]>();
  for (const mention of mentions) {
    const line = tokens[mention.from]?.line ?? 0;
    const row = byLine.get(line);
    if (row === undefined) byLine.set(line, [mention]);
    else row.push(mention);
  }
  const lines = linesOf(tokens);
  const columns = lines.map((line) => columnOf(tokens, line, byLine.get(line.number) ?? [], adult));
  return [...column(columns), ...headed(tokens, lines, byLine, adult)];
}

type Line = { number: number; from: number; to: number };

function linesOf(tokens: readonly Token[]): Line[] {
  const lines: Line[] = [];
  tokens.forEach((token, at) => {
    const last = lines.at(-1);
    if (last?.number === token.line) last.to = at + 1;
    else lines.push({ number: token.line, from: at, to: at + 1 });
  });
  return lines;
}

type Row = { from: number; to: number; clear: boolean; result: boolean } | undefined;

/** A short line that begins with one name: "- Huy (absent)", "3301,Lena B,12", "Lopez M. 45%". */
function columnOf(
  tokens: readonly Token[],
  line: Line,
  mentions: readonly Mention[],
  adult: (mention: Mention) => boolean,
): Row {
  const first = mentions[0];
  if (first === undefined || mentions.length > 2 || adult(first)) return undefined;
  const lead = tokens.slice(line.from, first.from);
  if (
    lead.length > 4 ||
    lead.some(
      (token) =>
        token.kind === "word" && token.word.length > 1 && !(token.shape === "capital" && token.word.length < 4),
    )
  )
    return undefined;
  const rest = tokens.slice(first.to, line.to);
  if (rest.length > 9) return undefined;
  const numbered =
    lead.some((token) => token.kind === "number" && !/^\d{1,2}$/.test(token.word)) ||
    lead.some((token) => /^[–—=:]$/.test(token.text));
  const result =
    numbered ||
    rest.some(
      (token) =>
        (token.kind === "number" && !/^\d\d?:\d\d/.test(token.word)) ||
        /^[✓✗✔✘xyn%+]$/.test(token.word) ||
        token.word === "yes" ||
        token.word === "no",
    );
  const child = rest.some((_, i) => phraseAt(childHeading, tokens, first.to + i) !== undefined);
  const words = rest.filter((token) => token.kind === "word" && token.word.length > 1);
  if (!result && !child && words.length > 0) return undefined;
  return {
    from: first.from,
    to: line.to,
    clear: !first.place && (first.certainty === "sure" || tokens[first.from]?.shape === "lower"),
    result: result || child,
  };
}

/** Two rows with results or three without, one after the other, most of them with a listed name. */
function column(rows: readonly Row[]): Place[] {
  const found: Place[] = [];
  let run: NonNullable<Row>[] = [];
  for (const row of [...rows, undefined]) {
    if (row !== undefined) {
      run.push(row);
      continue;
    }
    const [first, last] = [run[0], run.at(-1)];
    const clear = run.filter((one) => one.clear).length;
    const enough = run.length >= 3 || (run.length === 2 && run.every((one) => one.result));
    if (first !== undefined && last !== undefined && enough && (clear >= 2 || (clear === 1 && run.length >= 3)))
      found.push({ from: first.from, to: last.to });
    run = [];
  }
  return found;
}

/** "Not yet: Ximena, Kwame" and "Group A is Emma, Jose and Kao": names right after words that head a list of children. */
function headed(
  tokens: readonly Token[],
  lines: readonly Line[],
  byLine: ReadonlyMap<number, Mention[]>,
  adult: (mention: Mention) => boolean,
): Place[] {
  const lists: { from: number; to: number; names: number; line: number }[] = [];
  for (const line of lines) {
    const mentions = byLine.get(line.number) ?? [];
    for (let i = 0; i < mentions.length; ) {
      let end = i;
      while (end + 1 < mentions.length && listed(tokens, mentions[end], mentions[end + 1])) end += 1;
      const isSure = (mention: Mention) =>
        mention.certainty === "sure" || (mention.certainty !== "initials" && tokens[mention.from]?.shape === "lower");
      const listing = mentions.slice(i, end + 1);
      const group = listing.filter((mention) => !mention.place && listing.some(isSure) && !adult(mention));
      const first = mentions[i];
      const last = mentions[end];
      if (first !== undefined && last !== undefined && group.length > 0 && heads(tokens, line, first.from)) {
        lists.push({ from: first.from, to: last.to, names: group.length, line: line.number });
      }
      i = end + 1;
    }
  }
  const total = lists.reduce((sum, list) => sum + list.names, 0);
  return lists
    .filter((list) => list.names >= 2 || (total >= 2 && lists.length >= 2))
    .map(({ from, to }) => ({ from, to }));
}

/** Only commas, "and", slashes or marks stand between. */
function listed(tokens: readonly Token[], one: Mention | undefined, two: Mention | undefined): boolean {
  if (one === undefined || two === undefined || two.from - one.to > 3) return false;
  return tokens.slice(one.to, two.from).every((token) => /^([,;/&+]|and|y|little|e|\(|\))$/.test(token.word));
}

/** "Present: Dev, Ruth", "Roles for Thursday: …". */
export function headedByAdults(tokens: readonly Token[], at: number): boolean {
  const line = tokens[at]?.line;
  let colon = at - 1;
  // Between the heading and the name stand other names only.
  while (
    colon >= 0 &&
    colon > at - 12 &&
    tokens[colon]?.line === line &&
    (tokens[colon]?.shape !== "lower" || /^([,&/]|and|y)$/.test(tokens[colon]?.word ?? ""))
  )
    colon -= 1;
  if (tokens[colon]?.text !== ":" || tokens[colon]?.line !== line) return false;
  let adult = false;
  for (let back = Math.max(0, colon - 8); back < colon; back++) {
    if (tokens[back]?.sentence !== tokens[colon]?.sentence) continue;
    if (phraseAt(childHeading, tokens, back) !== undefined) return false;
    if (
      /^(present|observed|here)$/.test(tokens[back]?.word ?? "") ||
      phraseAt(adultHeading, tokens, back) !== undefined
    )
      adult = true;
  }
  return adult;
}

function heads(tokens: readonly Token[], line: Line, at: number): boolean {
  const before = tokens[at - 1];
  if (before === undefined || before.line !== line.number || !/^[:=–—-]|^(is|are|was|were|test|son)$/.test(before.word))
    return false;
  let child = false;
  for (let back = Math.max(line.from, at - 12); back < at; back++) {
    if (tokens[back]?.sentence !== before.sentence) continue;
    if (phraseAt(adultHeading, tokens, back) !== undefined) return false;
    if (phraseAt(childHeading, tokens, back) !== undefined) child = true;
  }
  return child;
}
