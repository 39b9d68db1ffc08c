// Ordinary words of a team's update, English and some Spanish: a capital letter at the start of a line or in a heading does
// not make them names. Endings (-s, -ed, -ing, -ly, …) are taken off before a word is looked up.

import { fieldsOf } from "./student-words.js";

const list = `
asset tag serial a able about above absence absent academic accept access accommodation account across act action active activity actual add
adapt addition adjust administer administration admin adopt adult advice advise advocate after afternoon again against age
agency agenda ago agree ahead aide aim air align alike all allow almost alone along already also alternate although always am
amount an analysis analyze anchor and announce annual another answer any anybody anyone anything anyway apart app appear
appendix apply appoint approach approve are area argue around arrange arrive article as ask aspect assembly assess assign
assist assistant associate at attach attempt attend attendance attention audio audit auntie author auto available average
avoid away baby back bad balance band bar base baseline basic basket batch be because become bed before begin behavior
behind believe bell below bench benchmark benefit beside best better between beyond big bilingual bit black block blind
board body book boost both bottom box boy brain brainstorm break breakfast brief bring broad brother bubble buddy budget build building bully bus
business busy but button buy by calculate calendar call calm can cancel candid candidate card care career carry cart case
catch category cause celebrate cell center central certain certificate chair challenge champion change chapter character
chart chat cheap check checklist child children choice choose chorus chunk circle city claim clarify class classroom clean clear
clever click climate clip clock close club clue coach code cognate cohort cold collaborate collect college color column combine come
comfort comment commit committee common communicate community compare complete complex comprehend computer concept concern
conclude condition conduct confer conference confirm confuse connect consider consistent consult contact content context
continue contrast control convene conversation copy core correct cost could council counsel counselor count county couple
course court cover create credit crisis criteria critical cross cultural culture cup curious current curriculum cut cycle
daily data date day deadline deal debate debrief decide decimal decode decodable decrease deep define degree delay deliver demand
demo department depend design desk detail determine develop device did differ difference difficult digital diploma direct director
discipline discuss disengage display distance district divide division do doc doctor document dog done door dot double doubt down draft draw
drill drive drop due during dual each early earn easy eat edit educate education effect effort eight eighth either election
elementary eleven else email embed emergency emphasis empathy enable encourage end engage english enjoy enough enrich enroll enter
entire entry environment equal equation equity error essay essential establish estimate etc evaluate even evening event ever every
everybody everyone everything everywhere evidence exact exam example excellent except exchange excited excuse exercise exhibit exit expand
expect experience expert explain explicit explore express extend extra eye fact factor fail fair fall false family far fast
father favorite feature february federal feedback feel few fidelity field fifteen fifth fifty figure file fill final find fine
finger finish fire first fit five fix flag flat flip floor flow flu fluency fluent focus fold folder folk follow food for force forget form formal
formative format forty forward foster found four fourth fraction frame framework free freeze freshman friday friend from front
frustrate full fun function fund further future gain gallery game gap gather general generate get girl give glad go goal good
grade grader gradebook gradual graduate grammar grandma grandpa graph great ground group grow growth guard guardian guess guide guideline gym
habit had half hall hallway hand handout handle happen hard has have he head headline health hear heavy held hello help her here hey hi
high hint his history hit hmm hold holiday home homeless homework homeroom hooray hope host hot hour house how however huge human hundred hybrid hypothesis
i idea identify if ignore image immediate impact implement important improve in incident include incomplete increase indeed independent
index indicate individual inform information initial initiative input inquiry insight instead instruct instruction instructional integer interest
interim intervene intervention interview into introduce invite involve invoice is issue it item its itself january job join joint journal
judge july jump june junior just keep key kid kind kinder kindergarten kindergartner know knowledge lab label lack land language laptop large last
late later launch law lead leader leadership learn learner least leave left lesson let letter level library life lift light like
likely limit line link list listen literacy literal little live load local locate lock log logic long look loop lose lost lot
loud love low lower luck lunch machine mail main maintain major majority make man manage manager manipulative manual many map march
mark material math mathematics matter may maybe me meal mean meaning measure median meet member memory mention mentor menu merge mess
message method middle might migrant milestone mind mine minimum minor minus minute miss mistake mix mixed mobile mock mode model
modify mom moment momentum monday money monitor month monthly mood more morning most mostly mother motivate move much multiple
multilingual multiply music must my name narrative native near nearly need negative neighbor neither nervous network never new newcomer news newsletter
next nice night nine ninth no nobody none nonfiction noon nope nor norm normal north not note nothing notice november now number numeral nurse
objective observe obvious october odd of off offer office official often oh ok okay old on once one ongoing online only open operate
opinion opportunity option or oral order organize origin original other otherwise our out outcome outline outside over overall own owner
pace pacing packet page paint pair panel paper paragraph parent park part participate particular partner party pass passage past
path patient pattern pause pay peer pen pencil people per percent percentage perfect perform performance perhaps period permission
person personal phase phone phoneme phonics photo phrase physical pick picture piece pilot place plan play playground please plus
point policy poll pool poor portal portfolio portion positive possible post poster posttest potential power practice practitioner predict prefer
prefix prep prepare present presentation pretest pretty prevent preview previous pride primary principal print prior priority probably probe problem procedure
process produce product professional profile program progress project prompt proof proper proportion propose protocol proud prove provide public publish
pull punctuation pupil purchase purpose push put quarter question quick quiet quit quite quiz quote rainy raise random range rapid rate rather ratio raw
reach react read reader reading ready real realize really rearrange reason recap receive recent recess recheck reclassify recommend
record recover recruit red redo reduce refer referral refine reflect refuse regard region register regroup regular rehearse reinforce relate relation release
relevant reliable remain remark remember remind reminder remote remove repeat replace reply report request require requisition reread rescore research reserve resource
respect respond response rest restart result retain reteach retell retention retest rethink retry return reveal review revise reward rewrite rhyme
right risk road role roll room root roster rotate rotation rough round route routine row rubric rule run running safe safety same sample save
say scaffold scale scan schedule scheme scholar school science score scout scramble screen screener script search season seat second section
see seem segment select self semester send senior sense sentence separate september series serious serve session set seven seventh several
shape share she sheet shift shine short shortage should show shut sibling side sight sign signal silent similar simple since single sister
sit site situation six sixth size skill skip slide slight slow slump small smart smile snack snow so social software solid solution solve
some somebody someone something sometimes soon sophomore sorry sort sound source space span speak speaker special specific speech speed
spell spend split spot spread spring stable staff stage stamina stand standard standout star start state statement station stay steady step stick
sticky still stop store story strange strategy street strength stress strict strong structure struggle stuck student study stuff style
subgroup subject submit subtract succeed success such sudden suggest suffix sum summarize summary summer summit sunday super superintendent supply
support suppose sure surprise survey suspend sustain sweep swap switch syllable symbol sync synonym system table tablet take talk
tally tardy target task taught teach teacher team tech technology tell temporary ten tend tentative tenth term test testing text than thank
that the theme then theory there therefore these they thing think third thirteen thirty this though thought thousand thread three through throughout thumb
thursday thus ticket tie tier tight time timer timeline tip title to today together toddler tomorrow tone tonight too tool top topic total touch tough toward
track traction tradition train transcript transfer transition translate travel treat trend trial triangle trick trimester trip trouble true trust
try tuesday turn tutor twelve twelfth twenty twice twin two type typical under understand unfortunate unit university unless unlike until unusual
up upcoming update upload upper us use usual vacation valid value vary various vendor verb verify version very video view virtual visit visitor
visual vocabulary vocab voice volume volunteer vote wait walk walkthrough wall want warm warmup was watch water way we weak wear web website
wednesday week weekend weekly weigh welcome well went were what whatever when whenever where whether which while white whiteboard who whole whose why wide will
win window winter wish with within without woman wonder wondering word work worker worksheet workshop world worry worse worst worth would wow write writer
writing wrong yard year yeah yes yesterday yet you young your zero zone zoom
absolutely advanced afterward alas anyhow april august autumn beginner both december dear everything fyi heads idk imo jpeg ooh oops pdf plc pm ps psa
tbd tbh thx til tldr ty ugh via vs wed mon tue tues thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec
am pm re asap eod eow btw bc cuz lol omg update updates
fewer lesser farther best ours theirs yours hers himself herself themselves ourselves myself yourself
yesterday's today's hasn haven isn aren wasn weren don didn doesn can't won't couldn shouldn wouldn let's that's it's there's here's what's who's
african american asian hispanic latino latina latinx black white native pacific indigenous mexican armenian vietnamese chinese korean filipino tongan
samoan hmong spanish english arabic punjabi somali tagalog cantonese mandarin russian ukrainian french german portuguese mixteco mayan farsi dari pashto urdu
hindi gujarati swahili amharic tigrinya haitian creole khmer lao mien marshallese chuukese navajo japanese afghan yemeni syrian iraqi salvadoran guatemalan honduran
european canadian christmas thanksgiving easter halloween ramadan hanukkah diwali eid juneteenth labor memorial veterans presidents
bangs bathroom battery beads bingo birthday blanket bonus bookmark breakout bulletin cafeteria camera carpet checkpoint chips choral chromebook chronic clipboard
closure club cluster cognitive collage comma commute compass consonant counter crayon crosswalk cubes dashboard decimals deck denominator dialogue dice digit digraph
diphthong discourse dominoes doodle drum enrollment exemplar expo facilitator faculty fan fishbowl flashcard flyer footnote fork fountain gallery gifted glue goals graphic
grandparent grandmother grandfather granny grandson guardian heads headset highlight highlighter homecoming hook huddle icebreaker ink jigsaw jot kickoff kit learnings lid lens listening
logistics lottery magnet makeup marker masks meltdown mini mirror module multiplication notebook number numerator offsite onboarding outbursts outlier outliers pages parents partial payroll pd
pencils pep phonemic phonological pie pins plot pocket podcast postponed potluck practice pre predictions preschool prize probing proficiency proficient puzzle quadrant quarterly raffle rainstorm
recital recording reclassified reflection registration rehearsal reps reschedule retake retakes rigor riddle rug ruler saturday scissors scoreboard seating seminar sevens shelf shout shoutout sidebar
siblings silence sixteen skit slack slower snapshot soccer socratic sorting spelling spiral sponge spreadsheet stamp stem stickers stopwatch storm strand strip stump substitute sub syllabus tape
teammate tens thumbs tiles tissues topics trade training trophy turnout turns typing uniform vowel vowels walkthroughs waitlist warning weather webinar whisper whistle wifi worksheet yearbook zones
el la los las un una unos unas de del al y o en con sin por para que como cuando donde mi tu su sus mis nuestro nuestra este esta estos estas ese esa hoy ayer
manana semana mes ano clase grado alumno alumna alumnos estudiante estudiantes nino nina ninos ninas maestro maestra maestros maestras escuela familia familias mama papa madre padre tarea lectura
matematicas prueba examen resultado resultados necesitamos tenemos gracias hola pero porque tambien solo muy mas menos todo todos toda todas cada otro otra nivel numero director directora subdirectora equipo reunion
datos junta distrito primer primero segundo tercer tercero cuarto quinto sexto septimo octavo noveno lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio julio agosto
septiembre octubre noviembre diciembre favor buenos buenas dias tardes faltan falta nadie alguien nos les lo se ya no si sobre entre desde hasta vamos
`;

const base: ReadonlySet<string> = new Set(list.split(/\s+/).filter((word) => word !== ""));

const endings = [
  "s",
  "es",
  "d",
  "ed",
  "ing",
  "r",
  "er",
  "ers",
  "or",
  "est",
  "ly",
  "y",
  "ness",
  "ment",
  "ments",
  "al",
  "ion",
  "ions",
  "able",
  "ful",
  "less",
];
const beginnings = ["un", "re", "pre", "non", "over", "under", "mis", "in", "dis", "co", "sub"];

/** How words end that are hardly ever a child's name. */
const tails =
  /(ments?|[ts]ions?|ness|ships?|ility|ality|ology|graphy|ances?|ences?|tive|tively|ously|ous|able|ible|fully|ful|less|isms?|ical|ically|ware|works?|books?|boards?|times?|ways?|where|thing|body|ingly|ists?|ized?|izing|cion|ciones|mente|miento|idad)$/;

const known = (word: string): boolean =>
  base.has(word) || base.has(`${word}e`) || (word.at(-1) === word.at(-2) && base.has(word.slice(0, -1)));

/** Whether this folded word is an ordinary one; tries its common endings and beginnings. A guess, not a dictionary. */
export function isOrdinaryWord(word: string): boolean {
  if (base.has(word) || fieldsOf(word).size > 0 || (word.length > 6 && tails.test(word))) return true;
  for (const ending of endings) {
    if (!word.endsWith(ending) || word.length < ending.length + 3) continue;
    const stem = word.slice(0, -ending.length);
    if (known(stem) || (stem.endsWith("i") && base.has(`${stem.slice(0, -1)}y`))) return true;
  }
  return beginnings.some(
    (start) => word.startsWith(start) && word.length > start.length + 2 && known(word.slice(start.length)),
  );
}
