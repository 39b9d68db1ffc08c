import { phrases } from "./student-phrases.js";

// What children do and what adults do in a team's updates. 3: hardly anybody else does this; 1: it leans this way.
// Evidence is only ever weighed beside a name: none of these phrases holds a text by itself.

/** Results and levels of one child, after the name. */
export const resultAfter = phrases({
  3: `reads at, read at, reading at, is at level, at level, still at level, level #, scored, scores #, score of, got #,
    got a #, got all, got only, only got, got full, got zero, got a zero, got a perfect, got every, gets #, got an a,
    got a b, got a c, got a d, got an f, earned a, earned an, earned #, passed, passes, failed, failing, fails,
    flunk*, is passing, mastered, reclassified, was reclassified, moved up, moves up, moved down, moved from, moved
    out of, moved into, moved to the, moved to tier, moved to level, went from # to, went from, went up #, went down
    #, went up a, went up two, jumped, gained, improved from, improved by, met her goal, met his goal, met her
    reading, met his reading, met the goal, met the benchmark, words per minute, # wpm, # words, reads #, read #,
    needs a retake, needs to retake, retook, below benchmark, at benchmark, below grade level, above grade level, on
    grade level, turned in, hasn't turned, hasnt turned, didn't turn, didnt turn, has not turned, did not turn, never
    turned, turns in, turned nothing, turned everything, missing work, missing assignments, is missing #, owes me,
    owes #, can segment, can now, can finally, can already, can read, can count, can write, still can't, still cant,
    can't read, cannot read, cant read, can't count, cannot count, knows # letters, knows all, knows only, knows his,
    knows her, counts to, reversed, decoded, guesses, guessing, is guessing, is reading, is writing in, wrote # words,
    wrote one, wrote only, wrote nothing, wrote two, wrote three, wrote his, wrote her, finally passed, finally met,
    finally got, almost met, didn't pass, did not pass, didnt pass, didn't finish, did not finish, didnt finish, has
    an f, has a d, has #  fs, has a #, has #  of, needs # more points, regress*, stuck at, stuck on, went from red,
    went from yellow, red to yellow, yellow to green, to retest, exited, got it wrong, got them wrong, got it right,
    got none, got nothing, got half, only wrote, only read, only finished, left it blank, left blank, skipped
    question, skipped item, skipped #, is on level, is on track, is a level, is below, is far below, is two years
    behind, is years behind, is behind, tested at, tested into, tested out, placed into, placed in, fluency is,
    fluency went, accuracy, saco, ya lee, lee #, lee en, paso al, reprobo, no termino, termino su, subio, bajo #,
    contesto, aprendio a, sabe leer, no sabe, aun no, todavia no, se saco, ha mejorado, mejoro`,
  2: `improved, is up to, went up, went down, dropped to, dropped #, finished #, finished early, finished first,
    finished the test, struggl*, still needs, needs help, needs extra, grew #, grew by, made # growth, is reading
    below, is at #, is up #, is still at, was at, missed #, missed question, answered #, answered all, answered only,
    tested, did better, did worse, did great on, did well on, did poorly, knows, doubled, belonged to, is close to, is
    our lowest, is my lowest, is still on, is still under, are still under, are still, is ready for, not ready for,
    finally, plus #, minus #, is on #`,
  1: `improved, up from, down from, growth, fluency, accuracy, points, correct, grade level, benchmark, blank, rescore,
    percentile, quiz, retake, final, essay, homework, assignment*, worksheet, exit ticket, percent`,
});

/** Behaviour, attendance and what happens to children, after the name. */
export const behaviourAfter = phrases({
  3: `cried, cries, crying, in tears, threw, throws, throwing, hid, hides, hiding, refus*, slept, sleeps, sleefell
    asleep, asleep, hit a, hit another, hit his, hit her, hits, hitting, kick*, bit, bites, spit, scream*, yelled at,
    yelling at, yells, interrupt*, raise* his hand, raise* her hand, raised a hand, finally raised, suspend*,
    expelled, was absent, is absent, absent, been absent, absences, tardy, tardies, truant, melted down, melting down,
    meltdown*, melts down, tantrum*, ran out, ran away, elope*, misbehav*, acted out, acting out, acts out, giggl*,
    blurt*, copying, copied, copies from, copies off, cheat*, detention, talked back, talks back, walked out of class,
    got into it, got in a fight, got into a fight, a fight, fought, bullied, bully*, bullies, picked on, daydream*,
    fidget*, wouldn't come, won't come, won't talk, won't speak, wouldn't talk, wouldn't speak, doesn't speak, doesn't
    talk, never talks, never speaks, stopped talking, been silent, so quiet, very quiet, too shy, is shy, wander*,
    pushed a, pushed another, shoved, stole, vap*, ditch*, cut class, sent home, picked up early, went home, throwing
    up, threw up, under the table, under his desk, under her desk, head down, head on, shut down, shuts down, raised
    his, raised her, to the office, to the nurse, to the principal, referral*, was out sick, out sick, out with, sick
    again, stayed home, missed school, missed # days, missed a week, missed the test, missed the quiz, missed the
    retest, missed class, has missed, kept talking, keeps talking, won't stop, won't sit, can't sit, wouldn't sit, off
    tsat alone, sits alone, sits with, sits next, sits by, sits at, sat by, sat out, sits out, ate lunch, lost recess,
    at recess, from recess, new kid, new student, new girl, new boy, moved away, moved here, just moved, just arrived,
    transferred, enrolled, dropped out, dropped the class, back from suspension, is grounded, in foster, got adopted,
    his partner, her partner, his classmates, her classmates, his seat, her seat, switch seats, changed seats, no
    vino, falto, lloro, llora, se porto, se porta, se nego, no quiso, se peleo, se durmio, peleo, no habla, se fue,
    esta enferm*, llego tarde, levanto la mano, se escondio, grito, pego, interrumpe, tiro una, bothers, bother*,
    teases, teasing, teased, rips, ripped up, tore up, tore, pinched, poked, fell off, banged, slammed, swore, cussed,
    lied, whined, whines, pouted, begged, needs a break, needed a break, took a break, broke down, had a seizure,
    fainted, threw chairs, wet, peed, wears, needs glasses, forgot his, forgot her, lost his, lost her, left early,
    came late, comes late, arrives late, came in late, is always late, showed up late, brought a knife, hurt herself,
    hurt himself, cut herself, cut himself`,
  2: `behavior, behaviour, behaved, conduct, distract*, upset, anxious, frustrated, shy, nervous, gave up, gives up,
    quit, tuned out, is new, joined class, joined my class, joined our class, joined my group, comes to school, came
    to school, come to school, hand up, was out, asked if he could, asked if she could, asked me if, asked to go,
    asked to read, asked for a turn, to her partner, to his partner, with her partner, with his partner, to a partner,
    to a classmate, in front of the class, to the class, to us for, read to us, read to me, told me, hugged me, loves,
    doesn't care, doesn't try, is trying, tries hard, tries so hard, worked so hard, was a different kid, lit up,
    smiled, beamed, played with, plays, copes, wrote a, wrote an, wrote something, wrote about, drew a, drew, counted,
    erased, chose the, picked the hardest, wrote “, wrote me, asked for help, asks for help, asked for more, needed
    help, needed a, needs a, needs more, needs someone, needs to, has trouble, has a hard time, had a hard time, gets
    confused, got confused, gets mad, gets upset, got upset, got mad, skipped, skips, skipping, missed, stays up, up
    late, ate, hungry, tired`,
  1: `recess, lunch, bathroom, playground, hallway, backpack, crayon*, carpet, rug, desk, seat, chair, neighbor,
    classmate, classmates, locker, bus stop, in class, his book, her book, his pencil, her pencil, packet, clase,
    recreo`,
});

/** Services, plans and needs of one child, after the name. */
export const servicesAfter = phrases({
  3: `his iep, her iep, an iep, the iep, iep goal*, iep says, iep meeting, has a 504, a 504, 504 plan, his 504, her 504,
    el #, elpac, wida, has speech, speech at, to speech, in speech, tier #, tier two, tier three, his meds, her meds,
    meds, medication, medicated, adhd, autis*, dyslexi*, accommodation, accommodations, is retained, retained,
    retention, rsp, in sped, special ed, special education, resource room, newcomer, a newcomer, behavior plan,
    behavior contract, safety plan, attendance contract, his plan, her plan, free lunch, foster, homeless, a shelter,
    custody, large print, hearing aid, hearing aids, wheelchair, glasses, seizure*, asthma, anxiety, depress*,
    counsel*, diagnos*, evaluated, an evaluation, was tested for, his aide, her aide, one on one aide, a long term,
    lte*, ltel, english learner, reading goal, reading level, lexile, speaks no, speaks only, no english, doesn't
    speak english, plan de, terapia, needs interpretation, his parole, probation, undocumented, no device at home, no
    device, no internet, at home`,
  2: `intervention, small group, tutoring, pull out, pulled out, interpreter, retest, social worker, therapist, nurse,
    extra time, read aloud accommodation, support plan, extended time, at risk`,
});

/** Words about one child's work, right before the name: "the score of", "an F for", "reclassify". */
export const childBefore = phrases({
  3: `mother of, mom of, father of, dad of, parents of, parent of, grandma of, grandmother of, grandfather of, guardian
    of, uncle of, aunt of, sister of, brother of, sibling of, family of, mama de, papa de, madre de, padre de, padres
    de, abuela de, abuelita de, tia de, hermano de, hermana de, familia de, reclassify, reclassified, retest, retain,
    retained, suspend, suspended, unenroll, enrolled, seated, student, alumno, alumna, el estudiante, la estudiante,
    el nino, la nina, kid named, kid called, boy named, girl named, boy     called, girl called, child named, student
    named, student called, child called, grader named, little, grader, kindergartner, kindergartener, freshman,
    sophomore, pupil, classmate, his name is, her name is, student name, se llama, accommodations for, accommodation
    for, iep for, 504 for, f for, d for, zero for, referral for, referred, score of, score for, scores of, scores for,
    result of, result for, grade for, retake for, work of, level of, test for, makeup for, absent are, absent were,
    everyone but, everybody but, everyone except, everybody except, all but, except for, lowest was, highest was,
    lowest is, highest is, lowest score was, belonged to, belongs to, call home for, called home for, called home
    about, worried about, concerned about, concern about, conferenced with, conferred with, struggles with, incident
    with, issues with, issue with, trouble with, fight with, in tears over, behavior of, calificacion de, nota de,
    sample from, sample of, work     sample from, essay by, poem by, written by, drawing by, jump was, growth was,
    quote from, sst for, evaluation     for, birthday of, diagnosis`,
  1.5: `sent, move, moved, switch, pull, pulled, put, seat, test, tested, rescore, without, only, just, especially,
    mostly, even, friend, friends, meeting about, meeting for, report for, plan for, answers from, answer from, mom
    and, name is, exit, next to, sat with, except, refer`,
  1: `for, about, with, of, from, was, is, by, to, de, para, con, and, like`,
});

/** Nouns that belong to a child: "Maria's mom", "Maria's running record". */
export const childOwns = phrases({
  3: `mom, mother, moms, mama, dad, father, papa, parents, parent, guardian, grandma, grandmother, grandpa, grandfather,
    grandparents, auntie, aunt, uncle, tia, abuela, sister, brother, little sister, little brother, big sister, older
    sister, older brother, younger brother, younger sister, twin, siblings, foster mom, foster dad, foster parents,
    family, teacher, score, exit ticket, test, quiz, retest, retake, result, fluency, running record, reading level,
    reading, level, lexile, attendance, absences, behavior, behaviour, outburst*, meltdown*, tantrum*, iep, 504, desk,
    backpack, homework, seat, partner, essay, writing sample, writing, writing journal, math journal, journal,
    paragraph, spelling, handwriting, handwriting sample, grade, grades, scores, elpac, growth, work sample, answer,
    answers, drawing, worksheet, packet, paper, project, sentence, accommodation*, diagnosis, meds, medication, aide,
    locker, referral*, suspension, counselor, case worker, social worker, cum file, file, progress, goal, gpa,
    transcript, phone*, chromebook, data point, first sentence, last sentence, home, house, permission slip, birthday,
    speech, english, vocabulary, decoding, comprehension, score's, number, percentage, points, wpm, time on task,
    eyes, face, confidence, hand, voice, reading log, birth, crying, tics, seizures, sub score, assessment, results,
    makeup, language, needs, struggle*, learning plan, safety plan, attention, reflection, poster, screener, benchmark`,
});

/** Nouns that belong to a teacher, a school or an office. */
export const adultOwns = phrases({
  3: `class, classes, classroom, room, section, sections, students, kids, graders, children, first graders, second
    graders, third graders, fourth graders, fifth graders, sixth graders, seventh graders, eighth graders, ninth
    graders, # graders, deck, slides, pacing, lesson, lessons, school, site, training, trainings, idea, ideas, book,
    books, talk, model, steps, unit, units, period, block, district, office, grade level, team, plc, department,
    staff, presentation, protocol, template, spreadsheet, email, message, suggestion, question about, point about,
    feedback, agenda, minutes, document, folder, calendar, video, recording, workshop, session, webinar, group of,
    teachers, homeroom, practice, routine, routines, co-teacher, sub, observation, observations, visit, coaching, plan
    for the, draft, notes, first grade, second grade, third grade, fourth grade, fifth grade, sixth grade,
    kindergarten, #th grade, student teacher, pilot, data sheet, tracker, exit tickets, principal, campus, kinders,
    kindergartners, freshmen, seniors, sophomores, juniors, english learners, els, newcomers, groups, whole class,
    periods, per, numbers, retirement, replacement, position, leave, dashboard, maestros, clase, grupo, ninth grade,
    eighth grade, seventh grade, tenth grade, data, framework, theory, taxonomy, research, work on, article, cycle,
    tool, strategy, approach, curriculum, rubric, chart`,
});

export const adultAfter = phrases({
  3: `taught, teach, teaches, teaching, coached, coaching, coaches, presented, presents, presenting, facilitat*,
    modeled, modelled, models, modeling, trained, training, trains, led, leads, leading, co taught, subbing, subbed,
    observ*, scheduled, schedules, ordered, orders, booked, books the, emailed, approve*, hosted, hosts, opened the,
    collects, volunteer*, will share, will send, will bring, will collect, will join, will present, will order, will
    take, will run, will host, will book, will help, will lead, can share, can send, can bring, sends, shared her,
    shared his, shared the, shared a, shared how, shared that, shares the, shared, sent us, sent the, sent me the,
    sent out, ran the, runs the, ran a, runs, covers, covering, covered for, covered, pulled the, pulls the,
    collected, organiz*, organis*, moved the, on leave, went on leave, maternity, is free, takes grade, takes period,
    takes the, retir*, was hired, hired, resigned, promoted, joined us from, will visit, visited, is visiting, visits,
    uploaded, posted the, updated the, created the, created a, built the, built a, designed, wrote the, drafted,
    revised, edited the, led by, her students, his students, her class, his class, her classes, his classes, her
    classroom, his classroom, her room, his room, her section, his section, her sections, his sections, her kids, his
    kids, her graders, his graders, her third, her second, her first, her fourth, her fifth, her sixth, her seventh,
    her eighth, his third, his second, his fourth, his fifth, his sixth, his seventh, his eighth, his first, her
    kindergart*, his kindergart*, her small group, his small group, her groups, his groups, her period, his period,
    her team, his team, her teachers, his teachers, her site, his site, her school, his school, her staff, his staff,
    our coach, our principal, our pm, the coach, the principal, a coach, a principal, as principal, as coach, is our,
    is the new principal, is the new coach, suggest*, propos*, recommend*, asked whether we, asked if we, wants us,
    wants to see the tool, thinks we, thinks that we, offered to, offered her, offered his, met with teachers, sub
    plans, explained the protocol, explained the routine, explained how, gave a workshop, gave the sub, gave the exit,
    gave us, gave the lesson, gave her, gave his, introduced the, plans to, planned, planning, is planning, compiled,
    analyz*, graphed, entered the, downloaded, exported, printed, laminated, co plan*, sat in on, debrief*, rolled
    out, piloted, piloting, pilots, tried it with, tried the, used the, uses the, is trying, at the district, at the
    county, from the county, from the district, county office, district office, dio el taller, ensena, enseno,
    compartio, presento, dirige, organizo, facilito, envio, aprobo el plan, aprobo, maestro de, maestra de, director
    de, directora de, nos mostro, called the meeting, pinged, zoomed in, substitut*, mentor*, supervis*, taking notes,
    notes by, calls the parents, calls parents, calls families, graded the, scored the, rescored, scored all, graded,
    has lunch duty, is on duty, signed off, signs off, reported that, reports that, teacher, adviser, advisor,
    interventionist`,
  2: `thinks, wonders, suggests, agreed, agrees, believes, prefers, noticed that, noticed, notes that, asked whether,
    asked for, asked about, joined the call, join, joins, brought the, brings the, brings, sees, wants to see, wants
    to, offered, compared, is out this week, is taking, has grade, has period, and i, and we, told the team, told us,
    stepped out, gave, handles, reviews, reviewed, checks in, checked in, looked at, is looking at, met, meets, called
    families, calls, found a, found the, found that, knows the vendor, invited, invites, and her, and his, reached,
    stayed flat`,
  1: `meeting, agenda, slides, deck, sub, plc, call, convening, conference, budget, pacing, schedule, calendar,
    prediction, network, protocol, minutes, spreadsheet, draft, link, recording, guide, template, copies, timers,
    invite, district, board, teachers, team, staff, workshop, webinar, curriculum, adoption, duty, colleagues, grade
    level, classrooms, sections, thursday, data, survey, office hours, grant, visit, visits, observation, routine,
    lesson, lessons, rooms, plan, next convening, students, cycle, tool, notes, debrief, walkthrough, walkthroughs,
    sites, binder, families, rollout, reunion, junta, equipo, taller, maestros, we`,
});

/** Right before a name: it is an adult's. */
export const adultBefore = phrases({
  2: `talk to, ask, ping, contact, tell, check with, thanks, see, from`,
  3: `thanks to, thank you, thank, kudos to, cc, credit to, credit goes to, shout out to, shoutout to, met with, meeting
    with, meet with, call with, spoke with, talked with, notes by, notes from, co teacher, coteacher, teacher,
    teachers, coach, coaches, principal, principals, superintendent, director, coordinator, specialist, counselor,
    aide, para, paraeducator, paraprofessional, nurse, librarian, secretary, clerk, vp, ap, ta, sub, substitute,
    facilitator, presenter, trainer, author, colleague, colleagues, mentor, consultant, pm, manager, lead, leads,
    psychologist, custodian, registrar, interventionist, tosa, maestro, maestra, directora, profe, profesor,
    profesora, subdirectora, subdirector, secretaria, entrenadora, data person, office manager, program manager,
    professor, trustee, by email from, email from, emailed, deck from, slides from, slides by, hosted by, led by,
    taught by, presented by, facilitated by, modeled by, run by, ask, ping, pinged, invite, invited, dear, hi, hello,
    hey, hola, per, according to, speaker, interpreter, translator, researcher, liaison, recorder, timekeeper,
    notetaker, note taker, covered by, covering for, sub for, subbing for, plc with, planning with, plan with, plans
    with, planned with, coplanned with, co planned with, working with, observed, visited, visit to, trained, shadowed,
    shadow, hired, welcome, new hire, replaced, replaces, replacing, report to, reports to, signed by, approved by,
    workshop by, webinar by, book by, article by, texted, in the classroom of, classroom of, room of,
    class of, clase de, aula de, sra, sr, senora, senor, srta, doctor, driver`,
});
