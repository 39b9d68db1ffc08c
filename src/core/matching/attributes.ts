import { type Entry, type PhraseIndex, phraseIndex } from "./phrases.js";
import { wordsOf } from "./words.js";

/**
 * What is known about a problem beside its statement, in one form for coded lists (“pd_gap”, “PK-K”) and for what people type
 * (“8th and 9th”, “teachers had no training on it”). What is not understood is left out: it never makes two problems alike.
 */
type Ways<Key extends string> = Readonly<Record<Key, string>>;

const focusWays = {
  "English learners":
    "english learn* | el | els | ell | ells | ltel* | multilingual* | emergent bilingual* | eld | reclassif* | english language development | language learners | newcomers",
  Literacy:
    "literacy | ela | reading | phonics | writing | english language arts | biliteracy | language arts | early literacy",
  Mathematics: "math* | algebra | numeracy | integrated math*",
  Science: "science | ngss | stem",
  "Graduation and on-track":
    "graduat* | on track | dropout* | credit* | d f | ds and fs | d and f | grades 8 and 9 | grading | failing | course failure* | ninth grade | freshm*",
  "Climate and attendance":
    "climate | attendance | absen* | chronic* | suspen* | behavior* | discipline | pbis | culture and climate | school culture | safety | restorative",
  "Special education":
    "special ed* | sped | disabilit* | iep* | lre | inclusion | least restrictive | students with special needs",
  "Educator workforce":
    "workforce | turnover | vacanc* | staffing | retention | recruit* | teacher shortage* | educator* | human resources | hiring | principal pipeline",
  "Early childhood":
    "early childhood | preschool | prek | pre k | tk | transitional kindergarten | kinder* | early learning | p3 | p 3 | school readiness | ece",
  "Systems, data and collaboration":
    "system* | data | collaborat* | plc* | professional learning | continuous improvement | improvement capacity | leadership | governance | coherence | teacher teams | communication",
  "Student wellbeing":
    "mental health | wellbeing | well being | wellness | social emotional | sel | belonging | counsel*",
  "College and career": "college | career | a g | cte | pathways | dual enrollment | postsecondary",
  "Family and community": "famil* | parent* | community school* | community engagement",
} satisfies Ways<string>;
export type FocusArea = keyof typeof focusWays;

const groupWays = {
  "all students": "all students | all | everyone | whole school | every student | schoolwide | districtwide",
  "long-term English learners": "long term english learn* | ltel | ltels | long term el | long term els",
  "English learners":
    "english learn* | english language learn* | el | els | ell | ells | multilingual* | emergent bilingual* | language learners | limited english",
  newcomers: "newcomer* | recently arrived | recent immigrant* | new arrivals | refugee*",
  "students with disabilities":
    "disabilit* | swd | swds | iep | ieps | special education | sped | special needs | special ed | 504",
  "low-income":
    "low income | socioeconomic* | sed | frpm | free and reduced | free or reduced | poverty | economically disadvantaged | disadvantaged | title i | low ses",
  "foster youth": "foster* | in care | out of home",
  homeless: "homeless* | unhoused | mckinney* | housing | doubled up | unaccompanied",
  Latino: "latin* | hispanic* | chican*",
  "African American": "african american* | black",
  "Native American": "native american* | american indian* | indian education | tribal | tribe* | alaska native*",
  "Asian or Pacific Islander": "asian* | pacific islander* | hmong | filipin* | samoan | tongan",
  migrant: "migrant* | farmworker* | farm worker* | seasonal workers",
  boys: "boys | male* | young men",
  girls: "girls | female* | young women",
  "justice-involved": "justice | probation | court school* | juvenile* | incarcerated | adjudicated",
  "indigenous-language families": "indigenous | mixteco | mixtec | zapotec* | triqui | purepecha | mam",
  "LGBTQ students": "lgbt* | transgender | queer",
  "first-generation students": "first generation | first gen",
} satisfies Ways<string>;
export type StudentGroup = keyof typeof groupWays;

const causeWays = {
  pd_gap:
    "pd gap | training | trained | professional development | professional learning | pd | not prepared | unprepared | never learned how | knowledge of teachers | teacher knowledge | skills of teachers | no coaching | no support for teachers",
  instruction:
    "instruction* | teaching | lesson* | pedagog* | tier 1 | first instruction | lecture | practice in class | worksheets | engagement in class | rigor",
  data_use: "data use | data | dashboard* | monitor* | no evidence | information system | reports | spreadsheets",
  expectations:
    "expectation* | beliefs | believe | belief | mindset* | deficit | bias | low expectations | not my students | think they cannot | blame",
  belonging:
    "belong* | connect* | relationship* | trust* | engagement | disengaged | motivation | feel unwelcome | alienat* | caring adult | identity | hope | climate",
  leadership:
    "leader* | principal* | priorit* | vision | initiative* | decision* | governance | superintendent | board | coherence | follow through | accountability",
  family: "famil* | parent* | home | caregiver* | guardian* | communication with parents",
  staffing:
    "staff* | vacan* | turnover | shortage* | substitute* | subs | hire | hiring | caseload* | not enough teachers | not enough adults | understaffed | coaches leave",
  assessment:
    "assessment* | test | tests | testing | screen* | diagnos* | grading | grades | gradebook | measures | benchmark* | formative",
  language:
    "language | languages | translat* | interpret* | english proficiency | vocabulary | bilingual | oral language | speak english",
  curriculum: "curricul* | program* | textbook* | scope and sequence | pacing | alignment | adopted",
  time: "time | minutes | no time | hours | rushed | workload",
  schedule: "schedul* | calendar | bell | periods | block | master schedule",
  mobility:
    "mobil* | moves | moving | transien* | change schools | transfer* | placement changes | evict* | housing | seasonal",
  placement:
    "placement | placed | tracking | tracked | assigned to | separate classes | segregat* | program placement | referral*",
  funding: "fund* | money | budget* | cost* | pay | salar* | resources",
  health: "health | illness* | asthma | trauma* | mental | anxiety | sick | stress | medical | grief | substance",
  transport: "transport* | bus | buses | ride | rides | distance | commute",
  materials: "material* | books | devices | equipment | supplies | internet | laptops | technology",
} satisfies Ways<string>;
export type CauseKind = keyof typeof causeWays;

const strategyWays = {
  pd: "pd | professional development | training* | workshop* | professional learning | institute | letrs | book study",
  mentoring:
    "mentor* | advisor* | buddy | buddies | check in with an adult | check and connect | trusted adult | big brother",
  plc: "plc | plcs | professional learning communit* | teacher teams | collaborat* | lesson study | looking at student work | common assessment* | grade level team*",
  coaching: "coach* | instructional rounds | feedback to teachers | modeling lessons | side by side",
  intervention_block:
    "intervention block | intervention* | win time | flex* | what i need | tier 2 | tier ii | small group* | support class* | double block | advisory",
  schedule:
    "schedul* | bell | block | calendar | minimum day* | early release | common prep | common planning | late start",
  case_mgmt:
    "case mgmt | case manage* | case carrier* | care team* | coordinated services | cost team | sst | student success team* | wraparound | liaison* | counsel*",
  screening: "screen* | diagnos* | dibels | universal assessment | benchmark assessment* | entry assessment*",
  new_curriculum:
    "new curriculum | curriculum | adopt* | new program | new materials | textbook* | phonics program | sipps | ufli | unit plan*",
  early_warning:
    "early warning | on track | flag* | alert* | watch list | leading indicator* | call list | weekly list | nudge letter*",
  home_visits: "home visit* | visits to families | visit families | door to door | parent teacher home",
  data_dash:
    "data dash | dashboard* | data wall* | data system* | data warehouse | data meeting* | data protocol* | spreadsheet*",
  coteaching: "coteach* | co teach* | co taught | push in | inclusion class*",
  tutoring: "tutor* | homework club | after school help | high dosage | peer tutor* | saturday",
  family_night:
    "family night* | parent night* | parent workshop* | parent meeting* | family workshop* | parent universit* | parent class* | family event* | parent education | phone calls home | text messages home | phone calls | calls home | letters home",
  restorative: "restorative | circles | peer mediation | conflict resolution | reflection room",
  pbis: "pbis | positive behavior* | behavior matrix | behavior expectations | reward tickets | behavior tickets | pbis tickets | check in check out | cico",
  incentives: "incentive* | reward* | prize* | raffle* | award* | recognition",
  talk_protocols:
    "talk protocol* | structured talk | talk move* | discussion protocol* | sentence frame* | think pair share | turn and talk | academic conversation* | socratic",
  grading_change: "grading | retake* | late work | no zeros | minimum grade | standards based | gradebook* | reassess*",
  credit_program:
    "credit recovery | online course* | edgenuity | apex | independent study | online intervention | summer school | night school",
  bridge: "bridge | summer program | orientation | kinder camp | round up | jump start | transition plan* | link crew",
  recruitment: "recruit* | stipend* | bonus* | residency | grow your own | induction | job fair* | stay interview*",
  student_voice:
    "student voice | empathy interview* | student survey* | goal setting | student led | student conference* | self assessment | portfolios",
  exit_tickets: "exit ticket* | formative assessment* | quick check* | checks for understanding | common formative",
  reading_groups:
    "decodable* | guided reading | reading group* | phonics | sound wall | reading specialist | small group reading",
} satisfies Ways<string>;
export type StrategyKind = keyof typeof strategyWays;

const indexOf = <Key extends string>(ways: Ways<Key>): PhraseIndex<Key> =>
  phraseIndex((Object.entries(ways) as [Key, string][]).map(([key, text]): Entry<Key> => ({ key, ways: text })));

const focusIndex = indexOf(focusWays);
const groupIndex = indexOf(groupWays);
const causeIndex = indexOf(causeWays);
const strategyIndex = indexOf(strategyWays);

/** A coded word is taken as it is; anything else is read as text. */
function read<Key extends string>(text: string, ways: Ways<Key>, index: PhraseIndex<Key>): Key[] {
  const coded = text.trim();
  if (Object.hasOwn(ways, coded)) return [coded as Key];
  return index.find(wordsOf(text.replace(/_/g, " ")));
}

const readAll = <Key extends string>(texts: readonly string[], ways: Ways<Key>, index: PhraseIndex<Key>): Key[] => {
  const found = new Set(texts.flatMap((text) => read(text, ways, index)));
  return (Object.keys(ways) as Key[]).filter((key) => found.has(key));
};

export const focusAreas = Object.keys(focusWays) as FocusArea[];
export const studentGroups = Object.keys(groupWays) as StudentGroup[];
export const causeKinds = Object.keys(causeWays) as CauseKind[];
export const strategyKinds = Object.keys(strategyWays) as StrategyKind[];

/** The first that is named wins: “English learners in math” is about English learners first. */
export const readFocusArea = (text: string | null): FocusArea | null =>
  text === null ? null : (read(text, focusWays, focusIndex)[0] ?? null);
export const readCauses = (texts: readonly string[]): CauseKind[] => readAll(texts, causeWays, causeIndex);
export const readStrategies = (texts: readonly string[]): StrategyKind[] => readAll(texts, strategyWays, strategyIndex);

/** Long-term English learners and newcomers are English learners too. */
export function readGroups(texts: readonly string[]): StudentGroup[] {
  const found = readAll(texts, groupWays, groupIndex);
  const implied = found.includes("long-term English learners") || found.includes("newcomers");
  return studentGroups.filter((group) => found.includes(group) || (implied && group === "English learners"));
}

/** The bits of what was found: the first of the list is bit 0. */
export const bitsOf = <Key>(list: readonly Key[], found: readonly Key[]): number =>
  found.reduce((bits, key) => bits | (1 << list.indexOf(key)), 0);
export const fromBits = <Key>(list: readonly Key[], bits: number): Key[] =>
  list.filter((_, nth) => (bits & (1 << nth)) !== 0);
