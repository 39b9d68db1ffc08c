import { phrases } from "./student-phrases.js";

// What adults do and have in a team's updates; weights as in student-evidence-child.ts.

/** Nouns that belong to a teacher, a school or an office. */
export const adultOwns = phrases({
  3: `
    line, lines, advice, tip, tips, trick, prediction, predictions, slides are, plan to, half, version, opinion, view,
    take on, way of, idea to, offer, invitation, office hours, tally, tallies, counts, class, classes, classroom,
    room, section, sections, students, kids, graders, children, first graders, second graders, third graders,
    fourth graders, fifth graders, sixth graders, seventh graders, eighth graders, ninth graders, # graders, deck,
    slides, pacing, lesson, lessons, school, site, training, trainings, idea, ideas, book, books, talk, model, steps,
    unit, units, period, block, district, office, grade level, team, plc, department, staff, presentation, protocol,
    template, spreadsheet, email, message, suggestion, point about, feedback, agenda, minutes, document, calendar,
    video, recording, workshop, session, webinar, group of, teachers, homeroom, practice, routine, routines,
    co-teacher, sub, observation, observations, visit, coaching, draft, notes, first grade, second grade, third grade,
    fourth grade, fifth grade, sixth grade, kindergarten, #th grade, student teacher, pilot, data sheet, tracker,
    exit tickets, principal, campus, kinders, kindergartners, freshmen, seniors, sophomores, juniors,
    english learners, els, newcomers, groups, whole class, periods, per, numbers, retirement, replacement, position,
    leave, dashboard, maestros, clase, grupo, ninth grade, eighth grade, seventh grade, tenth grade, data, framework,
    theory, taxonomy, research, work on, article, cycle, tool, strategy, approach, curriculum, rubric, chart`,
});

export const adultAfter = phrases({
  3: `
    will each, each bring, bring one, bring the, bring a, bring their, bring copies, class set, class sets,
    in transportation, in maintenance, in technology, in it, handing out, new job, is handing, take notes,
    takes notes, close reads, window closes, for scanning, for printing, for covering, for sharing, for organizing,
    for translating, shadowed, shadows, isn't convinced, from leave, collected all, decided to, decided that,
    counted who, will film, filmed one, can film, brings them, has both, gave feedback, says tuesday, says thursday,
    tuesday works, can do, moved districts, came by, stopped by, dropped by, popped in, sat in, walked through,
    ever send, ever share, brought copies, brought data, brings copies, two sections, three sections, owns the,
    is covering, covers for, covered the, runs copies, made copies, was observed, observed by, being observed,
    joined late, dialed in, drives from, flies in, is presenting, keynoted, spoke at, speaks at, published, cites,
    cited, argues that, writes that, posted in, posted a, shared in, replied, answered our, emailed back, wrote back,
    got tenure, bought lunch, paid for, reimburs*, put it, plan together, plan the, plans the, plans with, plan with,
    plans for, put together, joined our, can cover, her stations, his stations, in hr, in payroll, in counseling,
    filmed, films, recorded the, photographed the, wrote grant, worries that, worry that, worried that, her baby,
    his baby, takes over, took over, traded classes, traded rooms, swapped classes, swapped rooms, trades classes,
    reports #, reported #, interviewed, retires, retiring, retired, pulled data, reads these, minutes late,
    students call, kids love, has taught, have taught, have tried, has tried, has used, has run, has piloted,
    would rather, rather change, built, already built, draws up, asked us, asked everyone, demo it, to demo,
    to facilitate, to cover, to sub, to coach, to observe, to order, to visit, to translate, to model, to host,
    llamo a, mando, trajo, trajeron, por traer, por ayudar, por compartir, nos dio, nos ayudo, por su, her sub,
    his sub, a sub, here, and i, and me, being filmed, the lesson, her lesson, his lesson, her slides, his slides,
    her pacing, grade team, her plc, his plc, her coach, his coach, her principal, her deck, her agenda, from it,
    from hr, from tech, from transportation, from facilities, from payroll, coaches our, leads our, teaches our,
    who teaches, who taught, who coaches, who leads, who runs, who ran, who chairs, one module, the training,
    the workshop, a workshop, the conference, her planning, his planning, her prep, his prep, new in, will translate,
    will cover, will pull, will order, will print, will buy, will bring, will teach, will model, will observe,
    will enter, will check, will update, will email, will call, will ask, will make, will start, will try, will look,
    is sending, is bringing, is ordering, is hosting, is leading, is running, is collecting, will see, is putting,
    set up, sets up, puts together, wrote up, writes up, typed up, handed out, hands out, passed out, passes out,
    walked us, showed us, walks us, took us, taught us, reminded us, reminds us, helped us, helps us, joined us,
    us the, us how, us that, taught kindergarten, taught for, calls it, started using, stopped using, adopted,
    adapted, cut the, cuts the, added a, adds a, changed the, changes the, made the, runs it, ran it, tried it,
    tested it, does it, times it, timed, tallied, logs, logged, exports, scored the, scored all, to score, score the,
    is scoring, is grading, grading, is analyzing, chairs, heads, moderated, moderates, signs, signed the, signed up,
    paid, bought, buys, drove, drives us, parked, flew, her commute, her flight, his flight, her colleagues,
    colleagues, her notes, his notes, her email, his email, her idea, his idea, her coteacher, argued, argues,
    disagree*, insists, warned, warns, reports, reported, mentioned, mentions, pointed out, points out, announced,
    announces, confirmed, confirms, said we, says we, says it, said it's, says that, says the, said the, said yes,
    said no, says yes, says no, brought snacks, brought donuts, brought coffee, brought cookies, donated, taught it,
    took notes, have the, send me, send us, send the, send her, send his, post the, upload the, check the,
    forward the, print the, call me, text me, email me, ping me, worry about, worries about, met with, meets with,
    was interviewed, joined the, next meeting, department chair, has duty, recess duty, bus duty, lunch duty,
    jury duty, sick leave, parental leave, maternity leave, paternity leave, sabbatical, resign*, tenure*,
    credential*, certificat*, master's, her doctorate, his doctorate, taught, teach, teaches, teaching, coached,
    coaching, coaches, presented, presents, presenting, facilitat*, modeled, modelled, models, modeling, trained,
    training, trains, led, leads, leading, co taught, subbing, subbed, observ*, scheduled, schedules, ordered, orders,
    booked, books the, emailed, approve*, hosted, hosts, opened the, collects, volunteer*, will share, will send,
    will collect, will join, will present, will take, will run, will host, will book, will help, will lead, can share,
    can send, can bring, sends, shared her, shared his, shared the, shared a, shared how, shared that, shares the,
    shared, sent us, sent the, sent out, ran the, runs the, ran a, runs, covers, covering, covered for, pulled the,
    pulls the, collected, organized, organizes, organizing, organised, moved the, on leave, maternity, is free,
    takes grade, takes period, takes the, retir*, was hired, hired, resigned, promoted, will visit, visited,
    is visiting, visits, uploaded, posted the, updated the, created the, created a, built the, built a, designed,
    wrote the, drafted, revised, edited the, led by, her students, his students, her class, his class, her classes,
    his classes, her classroom, his classroom, her room, his room, her section, his section, her sections,
    his sections, her kids, his kids, her graders, his graders, her third, her second, her first, her fourth,
    her fifth, her sixth, her seventh, her eighth, his third, his second, his fourth, his fifth, his sixth,
    his seventh, his eighth, his first, her kindergart*, his kindergart*, her period, his period, her team, his team,
    her teachers, his teachers, her site, his site, her school, his school, her staff, his staff, our coach,
    our principal, our pm, the coach, the principal, a coach, a principal, as principal, as coach, is our, suggest*,
    propos*, recommend*, wants us, thinks we, offered to, offered her, offered his, sub plans, explained how, gave us,
    gave her, gave his, introduced the, plans to, planned, planning, is planning, compiled, analyz*, graphed,
    entered the, downloaded, exported, printed, laminated, co plan*, debrief*, rolled out, piloted, piloting, pilots,
    tried the, used the, uses the, is trying, county office, district office, ensena, enseno, compartio, presento,
    dirige, organizo, facilito, envio, aprobo, maestro de, maestra de, director de, directora de, nos mostro, pinged,
    zoomed in, substitut*, mentor*, supervis*, taking notes, notes by, calls parents, calls families, graded the,
    rescored, graded, signed off, signs off, reported that, reports that, teacher, adviser, advisor, interventionist`,
  2: `
    thinks, wonders, suggests, agreed, agrees, believes, prefers, noticed that, noticed, notes that, asked whether,
    asked for, asked about, join, joins, brought the, brings the, brings, sees, wants to, offered, compared,
    is taking, has grade, has period, and i, and we, told us, stepped out, handles, reviews, reviewed, checks in,
    checked in, looked at, met, meets, called families, calls, found a, found the, found that, invited, invites,
    and her, and his, reached, stayed flat`,
  1: `
    gave, is out`,
});

/** Right before a name: it is an adult's. */
export const adultBefore = phrases({
  3.5: `
    thx, thanx, tysm, shout out, shoutout`,
  4: `
   `,
  2: `
    talk to, ask, ping, contact, tell, check with, thanks`,
  3: `
    i asked, asked, we asked, congrats to, congratulations to, owe, i owe, welcoming, farewell to, loved how,
    borrowed from, talked to, spoke to, spoken to, lunch with, coffee with, zoom with, zoomed with, chat with,
    chatted with, debriefed with, debrief with, me and, thanks again, replaces, predecessor, successor, my boss, boss,
    supervisor, admin, administrator, the team, our team, team member, team mate, committee member, panelist, testers,
    i'm, i am, this is, hey it's, it's, partner teacher, up with, idea from, board member, parent volunteer, volunteer, pta president,
    pto president, president, observed, observers, visited, presenters, guest, guest speaker, keynote, our own,
    ask for, sincerely, regards, best, cheers, warmly, yours, xo, report from, message from, word from, data from,
    numbers from, results from, scores from, feedback from, ideas from, input from, tips from, advice from,
    from coach, to coach, room with, my colleague, my friend, next door, teammate, teammates, grade partner, chair,
    dept chair, department chair, union rep, rep, school board, councilmember, county supervisor, evaluator,
    grant writer, bus driver, custodian, crossing guard, office, front office, receptionist, attendance clerk, intern,
    student teacher, resident, retired teacher, learned from, idea from, shared by, made by, designed by, created by,
    requested by, subbed for, forwarded to, sent to, email to, emailed to, shared with, cc'd, loop in, looped in,
    walkthrough with, walk with, call from, email, questions to, question from, thanks to, thank you, thank, kudos to,
    cc, credit to, goes to, props to, shoutout to, met with, meeting with, meet with, call with, spoke with,
    talked with, notes by, notes from, co teacher, coteacher, teacher, teachers, coach, coaches, principal,
    principals, superintendent, director, coordinator, specialist, counselor, aide, para, paraeducator,
    paraprofessional, nurse, librarian, secretary, clerk, vp, ap, ta, sub, substitute, facilitator, presenter,
    trainer, author, colleague, colleagues, mentor, consultant, pm, manager, lead, leads, psychologist, registrar,
    interventionist, tosa, maestro, maestra, directora, profe, profesor, profesora, subdirectora, subdirector,
    secretaria, entrenadora, data person, office manager, program manager, professor, trustee, email from, emailed,
    deck from, slides from, slides by, hosted by, led by, taught by, presented by, facilitated by, modeled by, run by,
    ask, ping, pinged, invite, invited, dear, hi, hello, hey, hola, per, according to, speaker, interpreter,
    translator, researcher, liaison, recorder, timekeeper, notetaker, note taker, covered by, covering for, sub for,
    subbing for, plc with, planning with, plan with, plans with, planned with, coplanned with, working with, visit to,
    trained, shadowed, shadow, hired, welcome, new hire, replaced, replacing, report to, reports to, signed by,
    approved by, workshop by, webinar by, book by, article by, texted, classroom of, room of, class of, clase de,
    aula de, sra, sr, senora, senor, srta, doctor, driver`,
});

/** Words of the adults' work: each leans to an adult wherever it stands in the sentence. */
export const officeWords: ReadonlySet<string> = new Set(
  `contact jury norming share-out mine ours transportation maintenance
  stations us our ourselves flu idea ideas thursdays wednesdays mondays tuesdays fridays sheets attendance-office
  buses norms prediction measure measures measuring measured adult adults staffroom hallway-duty county network's
  spreadsheets credential fellowship norm sign-up signup doodle availability reschedule rescheduled collaborate
  collaborating coplan feedback input suggestion suggestions question's buy-in resources resource lab-coat supervisor
  payroll janitor custodian pd plc plcs meeting meetings agenda slides deck sub subs substitute call convening
  conference budget pacing schedule calendar network protocol spreadsheet draft link recording guide template copies
  copy timers invite district teachers team teams staff workshop webinar curriculum adoption duty colleagues
  colleague classrooms survey surveys grant visit visits observation observations routine convenings debrief
  walkthrough walkthroughs sites binder rollout training trainings tracker position interview interviewed interviews
  hired hiring demo folks message messages thread email emails flyer website login handout handouts dashboard export
  report reports memo policy contract vendor license licenses invoice order orders delivery supplies purchase
  reimbursement stipend hours timesheet union principal principals superintendent coach coaches coaching mentor
  counselor counseling specialist coordinator director office state department admin administrators committee
  facilitator timekeeper notetaker roles volunteer volunteers families snacks coffee donuts lunches carpool flight
  hotel parking registration sections classes rooms grades schools campuses buildings cohort pilots pilot tester
  testers kitchen hypothesis intervention-block retires retired retirement leave baby maternity bus-duty
  rubric-scoring norming calibration scoring calibrate framework strategy strategies cycle cycles reunion junta
  equipo taller maestros maestras capacitacion enlace zoom slack headcount enrollment master-schedule bell tutors
  aides paras`.split(/\s+/),
);
