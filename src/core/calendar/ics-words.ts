/** What an event of a school calendar means for the days on which people are asked. */
export type Meaning = "closed" | "early release" | "first day" | "last day";

/** `means` empty: it is left out, and `why` says so. An event may mean two things: "Last day of school (minimum day)". */
export type Reading = { means: Meaning[]; why: string | null };

/** What is known of an event beside its words. */
export type EventShape = { wholeDay: boolean; hours: number };

/**
 * Reads an event by the words of its summary, and of its categories where those say nothing. English, and Spanish as it is
 * used in California's calendars. Rather leaves something out, since whoever imports sees what was left out: a day that is
 * missed is asked about once, a day that is wrongly closed is a silence that nobody notices.
 */
export function readWords(summary: string, categories: string[], shape: EventShape): Reading {
  const text = plain(summary);
  const bySummary = meaningOf(text, shape);
  if (bySummary.means.length > 0 || bySummary.why !== nothingSaid) return bySummary;
  for (const category of categories.map(plain)) {
    const byCategory = meaningOf(category, shape);
    if (byCategory.means.length === 0) continue;
    const plainWords = surelyClosed.test(category) || earlyRelease.test(category);
    return plainWords || !(openAnyway.test(text) || activity.test(text)) ? byCategory : { means: [], why: inSchool };
  }
  return bySummary;
}

const nothingSaid = "no word says that schools are closed or end early";
const inSchool = "something that happens at school or beside it";
const edge = "says when something begins or ends, not which days are closed";
const short = "is too short to close schools";

function meaningOf(text: string, { wholeDay, hours }: EventShape): Reading {
  const terms = termsIn(text);
  const early = earlyRelease.test(text) && !notEarly.test(text);
  if (terms.length > 0) return { means: early ? [...terms, "early release"] : terms, why: null };
  if (surelyClosed.test(text) && !surelyOpen.test(text)) return { means: ["closed"], why: null };
  if (early) return { means: ["early release"], why: null };
  if (!closed.test(text)) return { means: [], why: openAnyway.test(text) ? inSchool : nothingSaid };
  if (beginsOrEnds.test(text)) return { means: [], why: edge };
  if (activity.test(text)) return { means: [], why: inSchool };
  if (!wholeDay && hours < 4) return { means: [], why: short };
  return { means: ["closed"], why: null };
}

function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/[\s_]+/g, " ")
    .replace(/[‐‑–—]/g, "-")
    .trim();
}

const words = (...alternatives: string[]) =>
  new RegExp(`(?<![\\p{L}\\d])(?:${alternatives.join("|")})(?![\\p{L}\\d])`, "u");

const schools = "(?:all )?(?:district )?(?:schools?|classes|campus(?:es)?|district)";

const surelyClosed = words(
  "no (?:school|classes|class|students?|instruction)",
  "non[- ]?(?:student|school|instructional|attendance) days?",
  "(?:student|pupil)s?[- ](?:free|holiday|non[- ]attendance)(?: days?)?",
  `${schools} (?:is |are |will be )?closed`,
  `${schools} closures?`,
  "closed for students",
  "no hay (?:clases|escuela)",
  "sin clases",
  "no habrá (?:clases|escuela)",
  "escuelas? cerradas?",
);

/** "No school lunch today", "no school uniform". */
const surelyOpen =
  /no school (?:lunch|meal|uniform|bus|photo|picture|supplies|board|site|dance|assembly|for (?:kinder|tk|pre|grade|\d))|closed campus/;

const closed = words(
  "(?:winter|spring|fall|autumn|summer|thanksgiving|christmas|easter|mid-?winter|february|ski|presidents'? ?(?:day|week)?|holiday|semester|intersession|october|april|december) (?:break|recess|vacation|holidays?|intersession)",
  "intersession",
  "(?:school|public|legal|federal|state|local|bank|board|district|observed|national|floating|declared) holidays?",
  "holidays?(?= ?(?:$|[-(:,;.]|observed|no school))",
  "(?:holiday|vacation|recess|break) (?:day|week)s?",
  "(?:staff|teacher|professional|faculty|certificated|employee)s?(?: and staff)? (?:development|learning|in-?service|work|prep(?:aration)?|planning|training|p\\.?d\\.?)[ -]?(?:days?)?",
  "teachers? ?work ?days?",
  "in-?service days?",
  "institute days?",
  "(?:pd|pl) days?",
  "buy-?back days?",
  "furlough days?",
  "snow days?",
  "labor day",
  "veterans'?s? day",
  "thanksgiving(?: day)?(?: holiday)?",
  "day after thanksgiving",
  "christmas(?: eve| day)?",
  "new year'?s?(?: eve| day)?",
  "(?:dr\\.? ?)?(?:martin luther king|mlk|m\\.l\\.k\\.)(?:,? ?jr\\.?)?(?: birthday| day| holiday)*",
  "(?:presidents?'?s?|washington'?s|lincoln'?s) (?:day|birthday)",
  "memorial day",
  "juneteenth",
  "independence day",
  "(?:4th|fourth) of july",
  "admission day",
  "vacaciones(?: de [\\p{L} ]+)?",
  "(?:receso|descanso) (?:de )?(?:invierno|primavera|otoño|verano|acción de gracias|escolar)",
  "d[ií]as? (?:festivos?|feriados?|de asueto)",
  "asueto",
  "acción de gracias",
  "navidad",
  "d[ií]a (?:del trabajo|de los veteranos|de los presidentes|de la independencia|de martin luther king|conmemorativo)",
  "(?:desarrollo|capacitación) (?:profesional|del personal)",
);

const earlyRelease = words(
  "early[- ](?:release|dismissal|out|closing|closure|departure)s?(?: days?)?",
  "(?:released?|dismiss(?:al|ed)?) early",
  "min(?:imum|\\.)?[- ]days?",
  "half[- ]days?",
  "short(?:ened)?[- ](?:days?|schedule)",
  "abbreviated (?:days?|schedule)",
  "late start (?:and|&) early (?:release|dismissal)",
  "salida temprana",
  "d[ií]as? m[ií]nimos?",
  "medio d[ií]a",
  "horario reducido",
);
const notEarly = /\bno (?:early|minimum|half|short)/;

/** "Back to school night" and the like: known to leave the day as it is. */
const openAnyway = words(
  "back to school",
  "open house",
  "halloween",
  "valentine'?s? day",
  "st\\.? patrick'?s? day",
  "groundhog day",
  "mother'?s day",
  "father'?s day",
  "april fool'?s?(?: day)?",
  "daylight saving[s]?(?: time)?(?: (?:begins|ends|starts))?",
  "earth day",
  "flag day",
  "election day",
  "cinco de mayo",
  "tax day",
  "(?:first|last) day of (?:spring|summer|fall|autumn|winter)",
  "(?:columbus|indigenous peoples?'?s?) day",
);

/** "Holiday concert", "Winter break camp", "Thanksgiving feast", "Last day before winter break". */
const activity = words(
  "concerts?|part(?:y|ies)|assembl(?:y|ies)|feasts?|camps?|programs?|performances?|festivals?|fairs?|danc(?:e|es|ing)|parades?",
  "breakfasts?|lunch(?:eon|es)?|dinners?|potlucks?|fundraisers?|sales?|shop(?:pe|ping)?|boutiques?|drives?|packets?|homework",
  "shows?|plays?|crafts?|workshops?|meetings?|games?|tournaments?|practices?|rehears?als?|tryouts?|auditions?|celebrations?",
  "spirit|hat day|pajamas?|sing-?along|carol(?:s|ing)|food|gift|toy|door|classes|tutoring|academy|registration|enrollment",
  "before|prior to|leading up to|due|deadline|make-?up|childcare|ymca|pta|ptsa|pto|practice|reading|challenge|movie|market",
);

const beginsOrEnds = words(
  "begins?|starts?|beginning|ends?|ending|resumes?|returns?|back from|return(?:ing)? from|over|first day (?:of|back)|last day of|after|comienzan?|terminan?|regreso|inicio de|fin de",
);

const school =
  "(?:school|classes|class|instruction|the school year|student attendance|for (?:all )?students|students|fall semester)";
const firstDay = words(
  `(?:1st|first) (?:student |school |instructional )?day (?:of |for )?(?:the )?(?:\\d{4}-?\\d{0,4} )?${school}`,
  "(?:1st|first) (?:student|school|instructional) day",
  "(?:school|classes|instruction) (?:year )?(?:begins?|starts?)",
  "(?:first|1st) day of the \\d{4}[-/ ]?\\d{0,4} school year",
  "primer día de (?:clases|escuela)",
  "(?:inicio|comienzo) (?:de clases|del (?:año|ciclo) escolar)",
);
const lastDay = words(
  `last (?:student |school |instructional )?day (?:of |for )?(?:the )?(?:\\d{4}-?\\d{0,4} )?${school}`,
  "last (?:student|school|instructional) day",
  "(?:school year|instruction) ends?",
  "último día de (?:clases|escuela)",
  "fin (?:de clases|del (?:año|ciclo) escolar)",
);
/** Parts of a year, parts of a school, and what happens before and after a break. */
const notTheYears =
  /\b(?:summer|semester|trimester|quarter|session|before|after|following|break|recess|kinder\w*|tk|transitional|pre-?k\w*|preschool|seniors?|freshm[ae]n|\d(?:st|nd|rd|th) grade\w*|grades? [k\d]|camp|program|club|athletic|sports?|tutoring|adult|spring|receso|vacaciones|verano|spirit|library|register|registration|add|drop)\b|night/;

function termsIn(text: string): Meaning[] {
  if (notTheYears.test(text.replace("fall semester", ""))) return [];
  if (firstDay.test(text)) return ["first day"];
  return lastDay.test(text) ? ["last day"] : [];
}
