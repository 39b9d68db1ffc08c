import { phrases } from "./student-phrases.js";

// What children do, have and are given in a team's updates. 3: hardly anybody else; 1: it leans this way. Evidence is only
// ever weighed beside a name: none of these phrases holds a text by itself.

/** Results and levels of one child, after the name. */
export const resultAfter = phrases({
  3: `
    slid from, slipped from, fell from, climbed from, rose from, dropped from, jumped from, shot up, slid to, fell to,
    climbed to, knows most, knows half, knows none, rewrote her, rewrote his, understood more, usually gets, hit #,
    hits #, beat her, beat his, first complete, belongs to, his first, her first, reverses, reached #, reaches #,
    solved the, actually read, keeps adding, keeps mixing, keeps writing, keeps forgetting, keeps skipping,
    multiplies, subtracts, adds instead, writes his, writes her, cost him, cost her, never finishes, still won't,
    still reads, still writes, still counts, still needs, still confuses, still mixes, still guesses, who got,
    who scored, who read, confunde, mixed up, mixes up, mixing up, counting on, redo, to redo, moved two, bombed,
    aced, nailed, tanked, crushed it, blew it, every problem, by himself, by herself, without help, only speaks,
    speaks only, finished her, finished his, scored a, scored in, proficient, not proficient, no score, almost at,
    confuses, confuse the, sounds out, blends, is blending, sounded out, skips words, reads every, read every,
    wrote more, wrote less, spelled, misspelled, solved, learned her, learned his, learned to, answered in, reads at,
    read at, reading at, at level, level #, scored, scores #, score of, got #, got all, got only, only got, got full,
    got zero, got every, gets #, earned a, earned an, earned #, passed, passes, failed, failing, fails, flunk*,
    is passing, mastered, reclassified, was reclassified, moved up, moves up, moved down, moved from, moved into,
    went from, jumped, gained, improved from, improved by, # wpm, # words, reads #, read #, retook, below benchmark,
    at benchmark, turned in, hasn't turned, hasnt turned, didn't turn, didnt turn, never turned, turns in,
    turned nothing, turned everything, missing work, missing assignments, owes me, owes #, can segment, can now,
    can finally, can already, can read, can count, can write, still can't, still cant, can't read, cannot read,
    cant read, can't count, cannot count, knows all, knows only, knows his, knows her, counts to, reversed, decoded,
    guesses, guessing, is guessing, is reading, wrote one, wrote only, wrote nothing, wrote two, wrote three,
    wrote his, wrote her, finally passed, finally met, finally got, almost met, didn't pass, didnt pass,
    didn't finish, didnt finish, regress*, stuck at, stuck on, to retest, exited, got none, got nothing, got half,
    only wrote, only read, only finished, left blank, skipped question, skipped item, skipped #, is below, is behind,
    tested at, tested into, tested out, placed into, placed in, fluency is, fluency went, accuracy, saco, ya lee,
    lee #, lee en, paso al, reprobo, no termino, termino su, subio, bajo #, contesto, aprendio a, sabe leer, no sabe,
    aun no, todavia no, se saco, ha mejorado, mejoro`,
  2: `
    improved, went up, went down, dropped to, dropped #, finished #, finished early, finished first, struggl*,
    still needs, needs help, needs extra, grew #, grew by, was at, missed #, missed question, answered #,
    answered all, answered only, tested, did better, did worse, did poorly, knows, doubled, belonged to, are still,
    finally, plus #, minus #`,
  1: `
    improved, up from, down from, growth, fluency, accuracy, points, correct, grade level, benchmark, blank, rescore,
    percentile, quiz, retake, final, essay, homework, assignment*, worksheet, exit ticket, percent`,
});

/** Behaviour, attendance and what happens to children, after the name. */
export const behaviourAfter = phrases({
  3: `
    no trajo, no pudo, no quiere, no puede, no lee, no escribe, no entiende, no participa, no escucha, no tiene,
    no contesto, se aburre, se distrae, se enferma, esta enfermo, esta enferma, kicking, poking, pushing, grabbing,
    grabbed, crying, singing, spitting, biting, started kicking, started crying, started throwing, started yelling,
    hasn't spoken, was suspended, marked absent, marked present, marked tardy, drew her, drew his, draws her,
    draws his, freezes on, showed her, showed his, stops when, drives me, calls out, called out, eats his, eats her,
    turned something, is always, is usually, usually freezes, strolled, sauntered, showed off, brought his,
    brought her, hates, raises all, spoke in, finally spoke, chose her, chose him, picked her, picked him, elected,
    fell apart, no entrego, no entregaron, entrego, se rio, se enojo, se sento, contesto, pregunto si, corrio,
    dominat*, panic*, freezes, froze, shuts the, tunes out, gives me, ignores, ignored, cries when, hums, rocks,
    chews, spins, wiggles, squirm*, squeals, grins, was grinning, blushed, hugs, plays with, eats, sneaks, snuck,
    climbs, climbed, were fooling, fooling around, fooled around, messing around, playing around, goofing*,
    opened his, opened her, never opened, is fasting, are fasting, won't take, takes off, told everyone, told his,
    told her, tells, teased, translated for, arrived, lashed*, mumbl*, escondio, se escondio, no hizo, pidio,
    would not, wouldn't, won't, would only, walked out, left class, left early, left both, leaves early, stayed after,
    stays after, whispered, mumbles, mumbled, taps, stares, stared, stares out, doodl*, was late, late again,
    late every, swapped partners, switched partners, swapped, shouted, shouts, cursed, sang, danced, broke his,
    broke her, ripped, helped his, helped her, her cousin, his cousin, his cousins, at recess, stood up, stood on,
    crawled, rolled, sulk*, laughed at, laughed, made fun, hugging, was crying, was hiding, was sleeping, was texting,
    texting, his phone, her phone, chatting, talked through, talks through, talks nonstop, talks too, talks over,
    talked over, bathroom pass, took his, took her, his mom, her mom, his mother, her mother, his dad, her dad,
    his grandma, her grandma, his parents, her parents, his family, her family, his brother, her brother, his sister,
    her sister, his uncle, his aunt, mom says, hasn't been, haven't seen, hasn't come, hasn't shown, no show,
    was gone, is gone, left for, moved schools, changed schools, is moving, are moving, opted out, dysregulated,
    escalated, de escalate, restrained, checked out, perked up, opened up, came alive, blossomed, shines, shone,
    is thriving, is shutting, he says, cried, cries, in tears, threw, throws, throwing, hid, hides, hiding, refus*,
    slept, sleeps, sleefell asleep, asleep, hit a, hit another, hit his, hit her, hits, hitting, kick*, bit, bites,
    spit, scream*, yelled at, yelling at, yells, interrupt*, finally raised, suspend*, expelled, was absent,
    is absent, absent, been absent, absences, tardy, tardies, truant, melted down, melting down, meltdown*,
    melts down, tantrum*, ran out, ran away, elope*, misbehav*, acted out, acting out, acts out, giggl*, blurt*,
    copying, copied, copies from, copies off, cheat*, detention, talked back, talks back, a fight, fought, bullied,
    bully*, bullies, picked on, daydream*, fidget*, wouldn't come, won't come, won't talk, won't speak, wouldn't talk,
    wouldn't speak, doesn't speak, doesn't talk, never talks, never speaks, stopped talking, been silent, so quiet,
    very quiet, too shy, is shy, wander*, pushed a, pushed another, shoved, stole, vap*, ditch*, cut class, sent home,
    went home, throwing up, threw up, head down, head on, shut down, shuts down, raised his, raised her, referral*,
    out sick, out with, sick again, stayed home, missed school, missed class, has missed, kept talking, keeps talking,
    won't stop, won't sit, can't sit, wouldn't sit, sits alone, sits with, sits next, sits by, sits at, sat by,
    sat out, sits out, ate lunch, lost recess, from recess, new kid, new student, new girl, new boy, moved away,
    moved here, just moved, just arrived, transferred, enrolled, dropped out, is grounded, in foster, got adopted,
    his partner, her partner, his classmates, her classmates, his seat, her seat, switch seats, changed seats,
    no vino, falto, lloro, llora, se porto, se porta, se nego, no quiso, se peleo, se durmio, peleo, no habla, se fue,
    esta enferm*, llego tarde, grito, pego, interrumpe, tiro una, bothers, bother*, teases, teasing, rips, ripped up,
    tore up, tore, pinched, poked, fell off, banged, slammed, swore, cussed, lied, whined, whines, pouted, begged,
    broke down, fainted, threw chairs, wet, peed, wears, needs glasses, forgot his, forgot her, lost his, lost her,
    came late, comes late, arrives late, hurt herself, hurt himself, cut herself, cut himself`,
  2: `
    moved to, wrote, rewrote, writes, swap*, speaks, spoke, talked, talks, stayed, smiled, understands, understood,
    guessed, counts, mixes, loses, lost, waited, answered, picked, chose, learned, knew, forgot, forgets, comes,
    hates, likes to, likes the, liked, was mad, mad, sad, happy, sick, excited, scared, bored, confused, nervous to,
    quiet, loud, silly, chatty, tries, isn't doing, worked with, works with, works best, struggled, is my, was my,
    needs someone, tied, raced, gets it, got it, did it, did better, behavior, behaviour, behaved, conduct, distract*,
    upset, anxious, frustrated, shy, nervous, gave up, gives up, quit, tuned out, is new, joined class, hand up,
    was out, told me, hugged me, loves, doesn't care, doesn't try, is trying, tries hard, lit up, beamed, played with,
    plays, copes, wrote a, wrote an, wrote something, wrote about, drew a, drew, counted, erased, chose the, wrote “,
    wrote me, needed help, needed a, needs a, needs more, needs to, has trouble, gets confused, got confused,
    gets mad, gets upset, got upset, got mad, skipped, skips, skipping, missed, stays up, up late, ate, hungry, tired`,
  1: `
    recess, lunch, bathroom, playground, hallway, backpack, crayon*, carpet, rug, desk, seat, chair, neighbor,
    classmate, classmates, locker, bus stop, in class, his book, her book, his pencil, her pencil, packet, clase,
    recreo`,
});

/** Services, plans and needs of one child, after the name. */
export const servicesAfter = phrases({
  3: `
    pulled for,
    seizure plan, diabetic, epipen, allergy, allergies, reclass*, reclassification, bip, fba, sst, slp, ot, at speech,
    dismissed from, qualifies, qualified for, didn't qualify, interpreter for, speaks somali, speaks spanish,
    speaks arabic, speaks hmong, home language, from mexico, from honduras, from guatemala, from ukraine, refugee,
    therapy, nurse's office, insulin, inhaler, medicine, his medicine, her medicine, tutoring, tutor, pull out,
    a para, his para, her para, a behavior, mckinney*, gate, gifted, tested for, referral, referred, his iep, her iep,
    an iep, the iep, iep goal*, iep says, iep meeting, a 504, 504 plan, his 504, her 504, el #, elpac, wida,
    has speech, speech at, to speech, in speech, tier #, tier two, tier three, his meds, her meds, meds, medication,
    medicated, adhd, autis*, dyslexi*, accommodation, accommodations, is retained, retained, retention, rsp, in sped,
    special ed, special education, resource room, newcomer, a newcomer, behavior plan, behavior contract, safety plan,
    attendance contract, his plan, her plan, free lunch, foster, homeless, a shelter, custody, large print,
    hearing aid, hearing aids, wheelchair, glasses, seizure*, asthma, anxiety, depress*, counsel*, diagnos*,
    evaluated, an evaluation, his aide, her aide, lte*, ltel, english learner, reading goal, reading level, lexile,
    speaks no, speaks only, no english, plan de, terapia, needs interpretation, his parole, probation, undocumented,
    no device, no internet, at home`,
  2: `
    intervention, small group, tutoring, pull out, pulled out, interpreter, retest, social worker, therapist, nurse,
    extra time, support plan, extended time, at risk`,
});

/** Words about one child's work, right before the name: "the score of", "an F for", "reclassify". */
export const childBefore = phrases({
  3: `
    guardian for, mom for, dad for, mother for, father for, parent for, parents for, listening to, newcomer, kinder,
    first grader, second grader, release for, waiver for, ot for, pt for, speech for, counseling for, tutoring for,
    pulls, pulling out, pulls out, speech pulls, counselor pulled, buddy for, buddied with, here but, here except,
    present but, present except, done but, done except, finished but, finished except, passed but, passed except,
    stuck with, worry is, worry about, concern is, star is, growth from, gains from, work from, sentence from,
    drawing from, comes from, came from, was from, goodbye to, welcome back, excusing, helping, pulling, pairing,
    seating, moving, calling on, called on, cold called, sitting with, sitting by, kids like, students like,
    child like, faltaron, falto, menos, testing, evaluating, assessing, sin, outlier was, outlier were,
    responders are, responder is, responders were, tickets from, ticket from, caught, found, reader, writer,
    lowest reader, highest reader, strongest reader, weakest reader, best reader, struggling reader, excuse, seen,
    haven't seen, hear from, heard from, swapped, sat, seated, moved, restrain, suspend, tested, praised, praise, hug,
    hugged, redirect, redirected, remind, reminded, except that, cousin, nephew, niece, outlier, outlier is,
    surprise was, surprise is, exception was, exception is, star was, hero was, winner was, winner is, quiet kid, kid,
    boy, girl, noticed, notice, noticed that, noticing, proud of, happy for, paired,
    paired up, pair, with partner, partner, partnered, accommodate, assess, assessed, reassess, progress monitor,
    monitored, tutor, tutored, evaluate, translate for, interpret for, picture for, chair for, seat for, desk for,
    materials for, book for, sticker for, card for, goal for, goals for, level of, progress of, letter for,
    packet for, makeup with, readings with, reading with, checked on, check on, skip, skipped, to skip, missing,
    minus, mother of, mom of, father of, dad of, parents of, parent of, grandma of, grandmother of, grandfather of,
    guardian of, uncle of, aunt of, sister of, brother of, sibling of, family of, mama de, papa de, madre de,
    padre de, padres de, abuela de, abuelita de, tia de, hermano de, hermana de, familia de, reclassify, reclassified,
    retest, retain, retained, suspended, unenroll, enrolled, student, alumno, alumna, el estudiante, la estudiante,
    el nino, la nina, kid named, kid called, boy named, girl named, boy called, girl called, child named,
    student named, student called, child called, grader named, little, grader, kindergartner, kindergartener,
    freshman, sophomore, pupil, classmate, student name, se llama, accommodations for, accommodation for, iep for,
    504 for, f for, d for, zero for, referral for, referred, score of, score for, scores of, scores for, result of,
    result for, grade for, retake for, work of, test for, makeup for, absent are, absent were, everyone but,
    everybody but, everyone except, everybody except, all but, except for, lowest was, highest was, lowest is,
    highest is, belonged to, belongs to, worried about, concerned about, concern about, conferenced with,
    conferred with, struggles with, incident with, issues with, issue with, trouble with, fight with, behavior of,
    calificacion de, nota de, sample from, sample of, essay by, poem by, written by, drawing by, jump was, growth was,
    quote from, sst for, evaluation for, birthday of, diagnosis`,
  1.5: `
    watch, watched, watching,
    sent, move, moved, switch, pull, pulled, put, seat, test, tested, rescore, without, only, just, especially,
    mostly, even, friend, friends, meeting about, meeting for, report for, plan for, answers from, answer from,
    mom and, name is, exit, next to, sat with, except, refer`,
  1: `
    for, about, with, of, from, was, is, by, to, de, para, con, and, like`,
});

/** Nouns that belong to a child: "Maria's mom", "Maria's running record". */
export const childOwns = phrases({
  3: `
    proof, solution, poem, story, map, model of, argument, claim, thesis, timeline, brochure, slide on, seat, table,
    group chose, whole reflection, comment, remark, smile, mistake, mistakes, error, errors, guess, thinking, method,
    pencil, bag, hat, medical, doctor, lawyer, tutor, dog, bus stop, locker, sleep, native language, first language,
    dialect, accent, passport, visa, asylum, hearing, placement, retention, promotion, expulsion, schedule change,
    mom, mother, stepdad, stepmom, stepfather, stepmother, step dad, step mom, nana, abuelo, abuelita, foster mother,
    caseworker, hearing device, hearing aid, device, ticket, explanation, reasoning, strategy for, work,
    spelling list, list, sight words, words, login, password, bus, medication, mood, lunch, nap, face, shoes, jacket,
    graph, notebook, quote, speech goal, mom's, hermano, hermana, mama, older brother, older sister, big brother,
    baby sister, baby brother, moms, dad, father, papa, parents, parent, guardian, grandma, grandmother, grandpa,
    grandfather, grandparents, auntie, aunt, uncle, tia, abuela, sister, brother, little sister, little brother,
    big sister, younger brother, younger sister, twin, siblings, foster mom, foster dad, foster parents, family,
    teacher, score, exit ticket, test, quiz, retest, retake, result, fluency, running record, reading level, reading,
    level, lexile, attendance, absences, behavior, behaviour, outburst*, meltdown*, tantrum*, iep, 504, desk,
    backpack, homework, partner, essay, writing sample, writing, writing journal, math journal, journal, paragraph,
    spelling, handwriting, handwriting sample, grade, grades, scores, elpac, growth, work sample, answer, answers,
    drawing, worksheet, packet, paper, project, sentence, accommodation*, diagnosis, meds, aide, referral*,
    suspension, counselor, case worker, social worker, cum file, file, progress, goal, gpa, transcript, phone*,
    chromebook, data point, first sentence, last sentence, home, house, permission slip, birthday, speech, english,
    vocabulary, decoding, comprehension, score's, number, percentage, points, wpm, eyes, confidence, hand, voice,
    reading log, birth, crying, tics, seizures, sub score, assessment, results, makeup, language, needs, struggle*,
    learning plan, safety plan, attention, reflection, poster, screener, benchmark`,
});

/** Words of a classroom: half a point each, they lean to a child where nothing speaks for an adult. */
export const classroomWords: ReadonlySet<string> = new Set(
  `solved solve hardest easiest harder easier reversed reverses backwards sevens samples sample headphones booklet bathroom nerds tears tear switched
  fooling mean mistake mistakes eraser erased whiteboard marker cards dice manipulatives blocks cubes number numbers numeral digit digits count counted counting
  add adding subtract multiplying multiply divide dividing equation graph chart table's text texts novel vowel vowels syllable syllables blend blends rhyme
  handwriting capital punctuation comma summary claim evidence hypothesis lab experiment recess's gym art band choir soccer basketball football team's
  ears eyes glasses hair hood hoodie shoes coat hands feet voice smile smiled laughing laughed crying tired hungry sleepy asleep angry mad sad upset shy quiet
  loud silly nervous proud scared brave kind helpful stubborn sweet chatty focused distracted bored confused frustrated retakes unfinished blank incomplete
  roster gradebook portfolio project presentation speech poster diorama spelling list lists log logs minutes-read caught choice chose pick picked picks
  sat seatmate buddy twin sister brothers sisters cousin auntie uncle grandma grandpa abuela abuelo backpack lunchbox cafeteria nurse counselor's locker
  birthday absent absences missed missing makeup moved arrived enrolled country newcomer interpreter translation translated directions instructions
  finished finish stuck guess guesses guessed tries tried-hard trying learned learning understands understood confuses remembers forgot forgets ticket's tickets ticket
  headset tablet chromebook password login screen mouse mic bano palabra letras numero numeros dibujo libro cuaderno hoja
  reading reader writing math quiz test retest item items rubric word words sentence sentences paragraph page pages partner partners score scores
  task prompt problem problems letter letters sound sounds fingers decodable passage book essay draft pencil turn turns class homework homeroom
  assignment worksheet activity game station stations group table classmate classmates friends friend recess lunch office bus hallway hand question
  answer answers answered fluency benchmark level lexile sticker points growth goal progress late school himself herself mom
  dad home vocabulary period ticket grade minute wpm voice aloud math english spanish fractions facts regrouping multiplication phonics spelling
  story journal notebook folder carpet desk seat nurse absences absence tardy behavior attention writing's read wrote spoke cousin brother sister
  clase examen tarea lectura palabras recreo voz`.split(/\s+/),
);
