// Single words that lean to a child or to a grown-up where they stand near a name: whole fields of meaning, not phrases of
// texts once seen. How much each field weighs is learned (student-weights.ts); a word may stand in several. Endings (-s,
// -ed, -ing, …) are taken off before a word is looked up.

const fields = {
  /** What hardly anybody but a child does in an update. */
  childOnly: `
pretend nod fib squabble whimper hiccup chew suck pick-at dawdle wail moan groan misread misspell mispronounce overreact zone wince flinch fixate 
cry cried sob weep wept giggle pout sulk whine beg plead yell scream shriek mumble mutter hum whisper shout bark whistle squeal cackle
throw threw thrown toss kick punch shove bite bit bitten pinch poke slap spit spat wrestle trip tackle fight fought steal stole stolen rip tore torn tear smash destroy break broke
roam elope wander hide hid hidden crawl roll spin rock fidget squirm wiggle bounce pace stomp slam nap doze slept sleep asleep yawn daydream stare zone froze freeze panic tremble melt explode erupt escalate spiral
refuse defy disrupt distract interrupt blurt misbehave tease bully mock taunt curse cuss swear swore lie lied snitch tattle apologize obey behave ditch skip vape flunk
spell decode blend segment sound pronounce recite guess scribble doodle erase trace color colour paste regress plateau retake resubmit reclassify
pee wet vomit puke sneeze bleed bled faint limp
struggle plagiarize cheat stutter stammer lisp bloom blossom thrive shine shone light lit beam grin smirk frown pass flunked retell miscount subtract multiply divide
llorar lloro llora leyo falto durmio pego peleo grito reprobo porta porto frustra distrae
`,
  /** What one does who learns; a grown-up does some of it too. */
  learns: `
stop pretend hand ask seem act bring try need 
read reread write wrote written rewrite rewrote count add solve answer finish complete learn learnt understand understood know knew remember recall forget forgot forgotten confuse mix reverse omit
improve grow grew grown gain jump drop slip climb rise rose score earn reach hit miss lose lost master memorize practice practise participate volunteer contribute engage focus concentrate listen pay speak spoke talk
chat respond raise copy draw drew drawn cut glue build built stack sort circle underline highlight match choose chose pick identify label recognize explain describe infer predict estimate figure apply
attempt try tried rush race dawdle stall procrastinate wait stay sit sat stand stood walk run ran move leave left arrive come came go went return transfer enroll withdraw qualify exit test repeat redo turn own bring brought carry wear wore eat ate drink drank
hate love like enjoy dislike fear hope need want feel felt worry smile laugh play played dance sing sang clap cheer brag hug hurt lack qualify live lives speaks prefer surprise amaze impress shock
correct check fix revise spot notice show shown prove defend justify connect compare see saw hear heard hold held touch point get gets got do did does done take took taken tell told say said says ask think thinks thought
lee escribe escribio sabe sabia conto cuenta termino entiende entendio falta vino viene participa participo habla hablo contesto aprende aprendio mejora mejoro subio bajo saco paso olvida confunde juega corre corrio niega nego quiere quiso puede pudo necesita tiene tenia logro logra sigue dibuja dibujo suma resta entrega entrego dice dijo dijeron perdio pide pidio
`,
  /** What a colleague does. */
  works: `
skeptical convinced unconvinced interested willing available unavailable certain unsure hesitant retiring post fix enter predict wonder compare vote email host consult brainstorm troubleshoot format duplicate rewrite-items sub-for oversee compile visit cancel postpone extend finalize wrap kick-off clarify vet veto champion sponsor donate cater decorate supply stock restock hand-out collectively outline script storyboard align pace differentiate scaffold 
teach taught coach mentor train lead led facilitate present model demo demonstrate observe visit tour host chair moderate cohost attend facilitated
plan coplan design create develop draft adapt adopt edit proofread finalize publish produce film record videotape photograph propose suggest recommend advise
print laminate photocopy scan upload download export import email mail text message ping call phone forward reply cc post attach circulate distribute send sent share collect gather compile tally tabulate enter graph chart
plot analyze analyse crunch disaggregate summarize summarise report update track log document organize organise arrange schedule reschedule book reserve order purchase buy bought pay paid fund budget approve sign authorize submit request
agree disagree insist argue mention remind warn announce confirm clarify invite recruit cover sub substitute retire resign hire interview promote onboard replace assign supervise oversee manage handle coordinate head administer review
join partner collaborate meet met volunteer serve drive drove fly flew park commute travel pilot implement launch scale tweak adjust modify shorten norm calibrate rescore grade rate translate interpret swap trade rearrange decorate
support welcome thank wonder run handles runs use used set prep preview notify reset install repair unlock lock order deliver donate bake invite answer
ensena enseno dirige dirigio presento comparte compartio organizo organiza mando manda envio envia trajo trae ayudo ayuda planea planeo tradujo traduce coordina coordino prueba probo cubre cubrio imprimio observo visito aprobo consiguio invito
`,
  /** What a teacher does with a child whose name follows. */
  toChild: `
pull seat reseat sit move pair group place put give gave let make made help teach taught reteach show tell told remind redirect correct prompt coax encourage praise reward celebrate hug comfort calm watch notice catch caught hear heard
see saw find found miss lose excuse exclude remove drop count include test retest assess reassess probe screen evaluate monitor check listen conference confer tutor support push challenge scold suspend expel write refer send sent walk escort
pick split separate dismiss release keep kept know knew love wish want need convince motivate reach get got without except minus only even especially mostly namely worry worried proud concern concerned poor little quiet sweet
kid student child boy girl kiddo pupil learner son daughter accommodate translate wake feed brag sit sat stuck struggling lost confuse frustrate help surprise like unlike outlier exception
preocupa falta sin excepto menos nino nina alumno alumna estudiante hijo hija ayude
`,
  /** What one does with a colleague whose name follows. */
  toColleague: `
thank thanks thx gracias ask invite email text ping contact consult join visit observe shadow interview hire welcome congratulate remind cc follow borrow owe per via met meet chat chatted planning coplan coteach teaming
collaborate collaborating alongside hey hi hello dear colleague coteacher teacher teammate neighbor boss friend husband wife spouse credit kudos shoutout props loaned lent trust nominate according presented facilitated hosted led coached created designed
written shared borrowed suggested let's lets tester testers facilitator notetaker timekeeper notes presenter host lead owner present waiting wait heard hear touch touched catch back bring loop looped
partner partnering mentor pregunte agradezco time minutes who covering replacing
`,
  /** A pupil's work and its results. */
  work: `
homework classwork worksheet packet ticket tickets quiz test pretest posttest post-test retest retake makeup exam essay paragraph sentence word letter sound syllable vowel consonant digraph spelling handwriting reading writing math fluency comprehension vocabulary
grammar punctuation fraction decimal multiplication division subtraction addition facts number digit line problem answer question blank page chapter story poem poster project speech score point percent grade level lexile percentile wpm wcpm benchmark
goal probe growth gain problem item prompt passage text equation summary claim evidence draft proof explanation misconception mistake error step steps strategy scale transition attempt table denominator numerator area perimeter letters
examen prueba tarea lectura palabra letra numero suma resta fraccion cuaderno lapiz libro calificacion pagina
`,
  /** A child's body, moods, home, services and places. */
  life: `
dog cat pet puppy shark dinosaur minecraft roblox fortnite pokemon youtube anime toy candy gum chips fever flu cold cough lice birthday spectrum credits braid boots coat jacket costume bike swing corner floor window line timeout helper break sensory calm sticker prize reward
mat bully friend friendship custody court police cps visa mexico guatemala honduras salvador ukraine afghanistan yemen philippines somalia middle-name youngest oldest tallest smallest boring babyish baby scary funny unfair bigger biggest smaller shorter-than trouble noise noisy transition silent trust crutch
him boy girl kid child son daughter grandson newcomer nickname sleep dream weekend movie weight asleep awake capable shutdown dreamy clumsy giggly moody clingy withdrawn impulsive compulsive sensitive fidgety restless disengaged engaged motivated unmotivated distracted distractible oppositional nonverbal bilingual trilingual 
pencil pen eraser crayon marker glue scissors notebook journal folder backpack bag desk chair seat carpet rug locker cubby hook hallway bathroom restroom recess playground cafeteria bus nurse detention suspension referral tardy absent absence truancy
truant mom mommy mother dad daddy father guardian grandma grandmother grandpa grandfather abuela abuelita abuelo aunt auntie uncle tia tio sister brother sibling twin cousin stepdad stepmom foster home house apartment motel shelter jail hospital
iep 504 sst speech therapy therapist aide accommodation modification intervention tier sped rsp elpac wida esl newcomer adhd autism autistic dyslexia dyslexic anxiety depression trauma asthma allergy diabetic seizure medication meds inhaler glasses hearing
wheelchair meltdown tantrum outburst behavior behaviour attitude attention effort confidence motivation frustration anger temper tears voice hand head finger face eye mouth tooth teeth hair shoe hoodie headphones password language english
sick tired sleepy hungry thirsty bored shy quiet silent loud silly chatty wiggly hyper angry mad sad upset happy excited proud nervous anxious scared afraid embarrassed lonely frustrated confused lost stuck behind ahead low lowest high highest slow fast strong weak
brave kind sweet stubborn lazy defiant rude polite respectful helpful responsible independent independently alone himself herself solo aloud correctly fluent fluently proficient emergent struggling reluctant capable smart bright gifted partner buddy classmate
guitar drums soccer basketball football choir band dice manipulatives blocks cubes game dictionary glossary cousin roster progress turn nothing better worse longer again less more most best worst perfect full own
recreo bano salon mama papa hermano hermana lentes voz solito solita solo sola casa
`,
  /** A colleague's tools, papers and meetings. */
  office: `
date money wording formula summary research example presentation result results network consent label van deadline comment column conflict approval permission topic walkthrough observation rollout sample baseline window study aim driver diagram pdsa wifi helpdesk prompt prompts item items texts text tickets numbers
visit visits display poster vote list master formatting font color pdf powerpoint canva padlet jamboard google excel word-doc spreadsheet headcount tally tallies stack stacks box boxes stopwatch lanyard badge whiteboard whiteboards tables tech-cart lab library schedule request quote cost price dollars funding title proposal application letter letters translation consent
workshop summer institute network's county's district's state's committee's job contact natural host years year 
meeting agenda minutes plc pd training workshop convening conference convention retreat institute webinar session keynote panel board council committee union district county state network office campus building staff faculty department dept
admin administration leadership coaching hub spreadsheet sheet tracker dashboard database doc document file drive link email inbox calendar invite form survey template slide deck handout flyer newsletter website zoom slack thread recording video copier
copy copies printer projector laptop cart clicker timer supplies materials order purchase invoice budget grant stipend reimbursement receipt contract vendor license quote approval signature schedule scheduling bell duty sub substitute coverage maternity retirement
position opening resume lesson unit curriculum pacing framework protocol routine cycle pilot hypothesis measure data kitchen feedback idea suggestion version input proposal opinion vote consensus buy-in norms rubric plan guide binder book key keys storage closet lounge
parking carpool flight hotel coffee donuts snacks password account system software tool app tech it hr payroll transportation maintenance library wall poster-maker norming prep sabbatical credential degree university
principal superintendent director coordinator specialist librarian custodian secretary clerk registrar psychologist interpreter pto pta parents parent committee volunteer
junta reunion taller equipo distrito plan copias encuesta capacitacion horario comite
`,
  /** Many children: who speaks of them is seldom one of them. */
  crowd: `students kids graders kinders kindergartners freshmen sophomores seniors children kiddos homeroom caseload class classes classroom classrooms section sections room rooms groups alumnos estudiantes grupos clases clase teacher teachers folks colleagues maestros maestras`,
  /** When a meeting or a task is. */
  when: `monday tuesday wednesday thursday friday mondays fridays thursdays tomorrow morning afternoon noon week month semester quarter next later soon available until lunch after lunes martes miercoles jueves viernes round january february march april may june august september october november december`,
} as const;

export type Field = keyof typeof fields;

const byWord = new Map<string, Set<Field>>();
for (const [field, list] of Object.entries(fields) as [Field, string][]) {
  for (const word of list.split(/\s+/)) {
    if (word === "") continue;
    const known = byWord.get(word) ?? new Set<Field>();
    known.add(field);
    byWord.set(word, known);
  }
}

const endings = ["s", "es", "d", "ed", "ing"];
const none: ReadonlySet<Field> = new Set();

/** The fields of a folded word, by the word itself or by what is left without its ending. */
export function fieldsOf(word: string): ReadonlySet<Field> {
  const known = byWord.get(word);
  if (known !== undefined) return known;
  for (const ending of endings) {
    if (!word.endsWith(ending) || word.length - ending.length < 2) continue;
    const stem = word.slice(0, -ending.length);
    const short = stem.at(-1) === stem.at(-2) ? stem.slice(0, -1) : stem;
    const found =
      byWord.get(stem) ??
      byWord.get(`${stem}e`) ??
      byWord.get(short) ??
      (stem.endsWith("i") ? byWord.get(`${stem.slice(0, -1)}y`) : undefined);
    if (found !== undefined) return found;
  }
  return none;
}
