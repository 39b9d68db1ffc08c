import type { Place } from "./student-numbers.js";
import { phraseAt, phrases } from "./student-phrases.js";
import type { Token } from "./student-tokens.js";

// One child, or two or three, who can be told without a name: by being the only one, by what happened, by a seat.

const set = (list: string): ReadonlySet<string> => new Set(list.split(/[\s,]+/).filter((word) => word !== ""));

const oneChild = set(
  "student kid child boy girl kindergartner kindergartener kinder grader freshman sophomore junior senior pupil learner newcomer speaker toddler preschooler kiddo scholar one niño nino nina estudiante alumno alumna refugee immigrant son daughter teen teenager reader writer quarterback valedictorian goalie",
);
const fewChildren = set(
  "students kids children boys girls kindergartners kindergarteners kinders graders freshmen sophomores juniors seniors pupils learners newcomers speakers refugees siblings brothers sisters ones cousins immigrants gemelos hermanos alumnos estudiantes ninos ninas",
);
/** What few children in a town have, are, or lived through. */
const rare = phrases({
  2: `whose dad, whose mom, whose father, whose mother, whose brother, whose sister, communication board, communication device, aac, talker device, eye gaze, walks with, uses a walker, uses a cane, cane, set off, fire alarm, juvenile, juvie, lockdown, got caught, was caught, fell off, fell down, threw a, threw up, visual impairment, visually, hearing impairment, braces, insulin, pump, ventilator, catheter, ostomy, brace, back brace, sling, boot, concussion, migraine*, lost her mom, lost his mom, lost a brother, lost a sister,  hoodie, tallest, smallest, shortest, freckles, red hair, red haired, ponytail, purple hair, dyed hair, braids, mohawk, eye patch, the cast, transferred, transferred in, moved in, who joined, joined us, who left, who started, started last, lost a parent, was hit by, sister of, brother of, cousin of, son of, daughter of, wheelchair, hearing aid, hearing aids, cochlear, deaf, hard of hearing, blind, low vision, visually impaired, down syndrome, cerebral palsy, epilepsy, seizure*, diabet*, cancer, leukemia, chemo*, feeding tube,
    prosthe*, crutches, a cast, walker, oxygen, tourette*, muscular dystrophy, selectively mute, selective mutism, nonverbal, non verbal, mute, service dog, broke his, broke her, broken leg, broken arm, surgery, hospital, hospitalized, fainted, overdos*, suicid*, cutting, self harm,
    pregnant, a baby, transgender, trans, nonbinary, transition*, gay, two moms, two dads, deported, deportation, detained, ice, incarcerated, in jail, in prison, arrested, died, passed away, was killed, was shot, killed, funeral, lost his mom, lost her mom, lost his mother, lost her mother, lost his dad, lost her dad, lost his father, lost her father, lost his, lost her, custody, adopted, foster, homeless, a shelter, the shelter, in a car, in a motel, evicted, house fire, house burned, trailer, cps, abuse*, abusive,
    just came from, came from, who came, just arrived, just moved, moved here, moved from, arrived from, recently arrived, new from, is from, expelled, suspended, on probation, ran away, brought a knife, brought a gun, a knife, a gun, bit, called 911, got hit, won the, spelling bee, class president, state champion, in the news, on the news, held back, retained, skipped a grade, grade skip, eyepatch, pink hair, blue hair, green hair, lisp, stutter*, stammer*, birthmark, scar, burn*, missing a finger, one arm, one leg, tics, medic*, allergic, epipen, inhaler, trach*, interpreter, braille, sign language, asl, silla de ruedas, sordo, sorda, ciego, cega, ciega, murio, deportaron, deportado, embarazada, cancer, parole, ankle monitor, gang, shot, stabbed, assault*, lawsuit, due process, kidnapped, missing since, conjoined, albin*, dwarf*, autistic, autism, amputee, on chemo, heart transplant, transplant, muslim, sikh, jewish, hijab, turban, jehovah*, refugee*, asylum, undocumented, unaccompanied, twin, the pastor*, the mayor*`,
  1: `k'iche', k'iche, q'anjob'al, mam, chinantec, purepecha, tarasco, hearing, visual, mobility, transitional,mixteco, triqui, zapotec*, mam, mayan, quiche, punjabi, hmong, arabic, farsi, dari, pashto, urdu, hindi, somali, tigrinya, amharic, swahili, ukrainian, russian, armenian, tagalog, vietnamese, khmer, lao, mien, chuukese, marshallese, samoan, tongan, navajo, burmese, karen, nepali, korean, japanese, mandarin, cantonese, chinese, french, haitian, creole, portuguese, polish, romanian, turkish, kurdish, persian, afghan, yemeni, syrian, iraqi, iranian, honduran, guatemalan, salvadoran, venezuelan, colombian, cuban, ethiopian, eritrean, nigerian, congolese, sudanese, egyptian, filipino, filipina, fijian, indian, pakistani, bengali, spanish speak*, spanish speaking, black, african american, native american, american indian, asian, pacific islander, latino, latina, white, from ukraine, from afghanistan, from yemen, from syria, from iraq, from guatemala, from honduras, from el salvador, from nicaragua, from venezuela, from colombia, from mexico, from haiti, from cuba, from brazil, from russia, from china, from india, from somalia, from ethiopia, from eritrea, from sudan, from congo, from the congo, from nigeria, from ghana, from kenya, from egypt, from pakistan, from bangladesh, from nepal, from burma, from myanmar, from vietnam, from laos, from thailand, from the philippines, from korea, from japan, from tonga, from samoa, from fiji, from micronesia, from palau, from peru, from ecuador, from bolivia, from argentina, from jamaica, from turkey, from armenia, from georgia, from out of state, from another country, oaxaca*, dyslexi*, adhd, iep, 504, english learner, long term, newcomer, migrant, gifted, special ed, aide`,
});
const only = phrases({
  3: `only one, just one, the one, our one, my one, a single, the single, our single, one single, the lone, our lone, my lone, a lone, the sole, our sole, our only, my only, the only, their only, exactly one, la unica, el unico, nuestra unica, nuestro unico, mi unico, mi unica, un solo, una sola, solo un, solo una, solamente un, solamente una`,
});
const few = phrases({
  3: `the brothers, the sisters, the siblings, the cousins, our siblings, just three, just four, only four, all two of, all three of, all four of, all three, all four, two sisters, two brothers, two cousins, three siblings, three sisters, three brothers, two siblings, the three of, our four, the four, both of our, both of my, both of the, both our, our two, our three, my two, my three, the two, the three, the only two, our only two, my only two, only two, just two, only three, the only three, both, the twins, the triplets, my twins, our twins, los dos, las dos, nuestros dos, los tres, the pair of, our pair of, a pair of`,
});
const aboutAll = set(
  "any every each if when whenever imagine suppose suppose typical average hypothetical example sample per whether all no",
);
const pointing = set("the that this our my el la ese esa nuestro nuestra mi her his their remember those");
const located =
  /^(grade|grader|kindergarten|kinder|period|room|class|section|school|site|building|campus|team|elective|group|district|grado|salon|choir|band|club|academy|elementary|middle|tk|here|freshman|sophomore|junior|senior|kindergartner)$/;
const adultRoles =
  /^(principal|superintendent|teacher|coach|mayor|pastor|sheriff|secretary|custodian|nurse|counselor|director|board|trustee|president|chief|janitor|librarian|vp|colleague|judge|doctor|manager|aide|clerk|coordinator|specialist|driver|cook|psychologist|para|pm|supe)$/;
const offspring =
  /^(son|sons|daughter|daughters|kid|child|grandson|granddaughter|niece|nephew|twins|boy|girl|stepson|stepdaughter|kids|grandkid)$/;

/** How far a description of a child reaches around its noun. */
const reach = 16;

export function childrenWhoCanBeTold(tokens: readonly Token[]): Place[] {
  const found: Place[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const place =
      seat(tokens, at) ??
      honour(tokens, at) ??
      rosterNumber(tokens, at) ??
      offspringOfAdult(tokens, at) ??
      oneToldApart(tokens, at) ??
      fewToldApart(tokens, at) ??
      oneOfMany(tokens, at);
    if (place === undefined) continue;
    found.push(place);
    at = Math.max(at, place.to - 1);
  }
  return found;
}

const inSentence = (tokens: readonly Token[], at: number, from: number, to: number): number[] => {
  const places: number[] = [];
  for (let i = Math.max(0, from); i < Math.min(tokens.length, to); i++)
    if (tokens[i]?.sentence === tokens[at]?.sentence) places.push(i);
  return places;
};

/** The end of the heaviest trait in the places, and its weight. */
function trait(tokens: readonly Token[], places: readonly number[]): { weight: number; end: number } {
  let best = { weight: 0, end: 0 };
  for (const at of places) {
    const match = phraseAt(rare, tokens, at);
    if (match !== undefined && match.weight > best.weight) best = match;
  }
  return best;
}

function oneToldApart(tokens: readonly Token[], noun: number): Place | undefined {
  const token = tokens[noun];
  if (token === undefined || !oneChild.has(token.word) || token.possessive === undefined) return undefined;
  const next = tokens[noun + 1];
  // "student data", "student voice", "kid friendly": the noun describes another.
  if (token.word === "one" || next?.joined === true) return undefined;
  if (
    next !== undefined &&
    next.sentence === token.sentence &&
    /^(data|voice|work|survey|surveys|group|groups|talk|engagement|responses|outcomes|success|council|teacher|teachers|level|achievement|agency|feedback|samples|side|leadership|high|varsity|year|team|friendly|services|support|interest|of)$/.test(
      next.word,
    )
  )
    return undefined;
  const before = inSentence(tokens, noun, noun - 6, noun);
  const around = inSentence(tokens, noun, noun - 5, noun + reach);
  if (inSentence(tokens, noun, noun - 8, noun).some((i) => aboutAll.has(tokens[i]?.word ?? ""))) return undefined;
  const single = before.find((i) => {
    const match = phraseAt(only, tokens, i);
    return match !== undefined && match.end > noun - 4;
  });
  const near = around.filter((i) => i < noun + 9);
  const told = trait(tokens, near);
  const place = around.some((i) => located.test(tokens[i]?.word ?? "") || isOrdinalWord(tokens[i]));
  const far = trait(tokens, around);
  if (single !== undefined) {
    const word = tokens[single]?.word;
    // "Only one student answered" counts; "our only student who …" points.
    const counts = (word === "only" || word === "just" || word === "solo" || word === "exactly") && told.weight === 0;
    if (told.weight > 0) return { from: single, to: Math.max(noun + 1, told.end) };
    const loose = word === "the" && tokens[single + 1]?.word === "one" && !place;
    if (!counts && !loose && (place || /^(who|with|whose|that|in|at|que|con)$/.test(next?.word ?? "")) && word !== "a")
      return { from: single, to: Math.min(noun + 4, around.at(-1) ?? noun) + 1 };
    if (counts && place && word !== "solo" && /^(this|left|our|my|we|whose)$/.test(next?.word ?? ""))
      return { from: single, to: noun + 1 };
  }
  const points = before.find((i) => i >= noun - 4 && pointing.has(tokens[i]?.word ?? ""));
  if (points !== undefined) {
    if (told.weight === 2) return { from: points, to: Math.max(noun + 1, told.end) };
    const fresh = inSentence(tokens, noun, noun - 3, noun).some((i) =>
      /^(new|newest|nuevo|nueva)$/.test(tokens[i]?.word ?? ""),
    );
    if ((fresh || told.weight === 1) && (place || told.weight === 1) && (fresh || comes(tokens, noun)))
      return { from: points, to: Math.max(noun + 1, told.end) };
  }
  // "a third grader at our site whose father was deported", "we have one deaf student in seventh".
  const have = before.some(
    (i) =>
      /^(have|has|got|is|had|hay|tengo|tenemos|tiene)$/.test(tokens[i]?.word ?? "") &&
      /^(one|a|an|un|una)$/.test(tokens[i + 1]?.word ?? ""),
  );
  if (have && told.weight >= 1 && place) return { from: before[0] ?? noun, to: Math.max(noun + 1, told.end) };
  const article = before.find((i) => i >= noun - 4 && /^(a|an|one|un|una|another)$/.test(tokens[i]?.word ?? ""));
  if (article !== undefined && far.weight === 2 && (place || known(tokens, noun)))
    return { from: article, to: Math.max(noun + 1, Math.min(far.end, noun + reach)) };
  if (
    points === undefined &&
    article === undefined &&
    /^(kid|student|child)$/.test(token.word) &&
    far.weight === 2 &&
    known(tokens, noun)
  )
    return { from: noun, to: Math.max(noun + 1, far.end) };
  return undefined;
}

const isOrdinalWord = (token: Token | undefined): boolean =>
  token !== undefined &&
  /^(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d{1,2}(st|nd|rd|th))$/.test(
    token.word,
  );

const comes = (tokens: readonly Token[], noun: number): boolean =>
  inSentence(tokens, noun, noun + 1, noun + 5).some((i) => /^(from|who|with|whose|in)$/.test(tokens[i]?.word ?? ""));

/** "We have", "there is", "in my class", "one of my kids": somebody real is meant. */
const known = (tokens: readonly Token[], noun: number): boolean =>
  inSentence(tokens, noun, noun - 8, noun + reach).some((i) =>
    /^(my|our|have|there|there's|got|whose|his|her|he|she|just|had|mi|hay|tengo|tenemos)$/.test(tokens[i]?.word ?? ""),
  );

function fewToldApart(tokens: readonly Token[], at: number): Place | undefined {
  const match = phraseAt(few, tokens, at);
  if (match === undefined) return undefined;
  const word = tokens[at]?.word;
  const twins = /^(twins|triplets)$/.test(tokens[match.end - 1]?.word ?? "");
  if (twins) return { from: at, to: match.end };
  const noun = inSentence(tokens, at, match.end - 1, match.end + 4).find((i) => fewChildren.has(tokens[i]?.word ?? ""));
  if (noun === undefined) return undefined;
  const places = inSentence(tokens, at, at, noun + 9);
  const told = trait(tokens, places);
  const onlyFew =
    inSentence(tokens, at, at, match.end).some((i) => /^only$/.test(tokens[i]?.word ?? "")) && word !== "only";
  const place = places.some((i) => located.test(tokens[i]?.word ?? ""));
  if (told.weight > 0 || (onlyFew && place)) return { from: at, to: Math.max(noun + 1, told.end) };
  return undefined;
}

/** "One of my kids is living in a car": somebody real, told by what happened. */
function oneOfMany(tokens: readonly Token[], at: number): Place | undefined {
  const [one, of, whose, ...more] = tokens.slice(at, at + 7);
  if (one?.word !== "one" || of?.word !== "of" || !/^(my|our|the|mis|her|his)$/.test(whose?.word ?? ""))
    return undefined;
  if (!more.some((token) => fewChildren.has(token.word) && token.sentence === one.sentence)) return undefined;
  const told = trait(tokens, inSentence(tokens, at, at, at + reach));
  return told.weight === 2 ? { from: at, to: told.end } : undefined;
}

/** "the principal's son", "our secretary's twins", "Mr. Pham about his son". */
function offspringOfAdult(tokens: readonly Token[], at: number): Place | undefined {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (/^(mr|mrs|ms|senora?|sra?)$/.test(token?.word ?? "")) {
    const own = inSentence(tokens, at, at + 2, at + 8).find(
      (i) =>
        /^(his|her|su|whose)$/.test(tokens[i]?.word ?? "") &&
        /^(son|daughter|grandson|granddaughter|nephew|niece|hijo|hija)$/.test(tokens[i + 1]?.word ?? ""),
    );
    if (own !== undefined) return { from: at, to: own + 2 };
  }
  if (
    token?.possessive !== true ||
    next === undefined ||
    !offspring.test(next.word) ||
    next.sentence !== token.sentence
  )
    return undefined;
  const role = adultRoles.test(token.word) || (token.word === "member" && tokens[at - 1]?.word === "board");
  return role && !/^(kids?|child)$/.test(next.word) ? { from: at, to: at + 2 } : undefined;
}

const honours = phrases({
  1: `spelling bee winner, spelling bee champion, spelling bee champ, class president, student body president, asb president, team captain, captain of the, homecoming queen, homecoming king, prom queen, prom king, valedictorian,
    salutatorian, quarterback, goalkeeper, goalie, drum major, head cheerleader, student of the month, student of the year, science fair winner, essay winner, chess champion, state champion, star pitcher, lead in the play, lead in the musical`,
});

/** "Our spelling bee winner": an office or a prize that one child has. */
function honour(tokens: readonly Token[], at: number): Place | undefined {
  if (!/^(our|the|my|this|last|nuestra|nuestro)$/.test(tokens[at]?.word ?? "")) return undefined;
  for (let from = at + 1; from < at + 4; from++) {
    const match = phraseAt(honours, tokens, from);
    if (match !== undefined && tokens[from]?.sentence === tokens[at]?.sentence) return { from: at, to: match.end };
  }
  return undefined;
}

/** "Number 23 on my 6th period roster". */
function rosterNumber(tokens: readonly Token[], at: number): Place | undefined {
  if (!/^(number|no|#)$/.test(tokens[at]?.word ?? "") || tokens[at + 1]?.kind !== "number") return undefined;
  if (!/^(on|in|en)$/.test(tokens[at + 2]?.word ?? "") || !/^(my|our|the|mi|her|his)$/.test(tokens[at + 3]?.word ?? ""))
    return undefined;
  const list = inSentence(tokens, at, at + 4, at + 8).find((i) =>
    /^(roster|list|gradebook|lista|register)$/.test(tokens[i]?.word ?? ""),
  );
  return list === undefined ? undefined : { from: at, to: list + 1 };
}

/** "The kid in seat 14, period 2", "table 3 seat B in 4th period". */
function seat(tokens: readonly Token[], at: number): Place | undefined {
  if (
    !/^(seat|desk|asiento|pupitre|chromebook|laptop|ipad|tablet|locker|cubby|computer|computadora)$/.test(
      tokens[at]?.word ?? "",
    )
  )
    return undefined;
  const value = tokens[tokens[at + 1]?.text === "#" ? at + 2 : at + 1];
  if (value === undefined || !/^([a-h]|\d{1,2}[a-h]?|[a-h]\d{1,2})$/.test(value.word)) return undefined;
  const around = inSentence(tokens, at, at - 10, at + 12);
  const child = around.some((i) =>
    /^(kid|student|child|boy|girl|whoever|he|she|his|her|who|period|one|hasn't|never)$/.test(tokens[i]?.word ?? ""),
  );
  return child ? { from: at, to: tokens.indexOf(value, at) + 1 } : undefined;
}
