import { phrases } from "./student-phrases.js";

// What adults do and have in a team's updates; weights as in student-evidence-child.ts.

/** Nouns that belong to a teacher, a school or an office. */
export const adultOwns = phrases({
  3: `
    line, lines, advice, tip, tips, trick,
    prediction, predictions, slides are, plan to, half, version, opinion, view, take on, way of, idea to, offer, invitation, office hours, number of tickets, tally, tallies, counts,
    class, classes, classroom, room, section, sections, students, kids, graders, children, first graders,
    second graders, third graders, fourth graders, fifth graders, sixth graders, seventh graders, eighth graders,
    ninth graders, # graders, deck, slides, pacing, lesson, lessons, school, site, training, trainings, idea, ideas,
    book, books, talk, model, steps, unit, units, period, block, district, office, grade level, team, plc,
    department, staff, presentation, protocol, template, spreadsheet, email, message, suggestion, point about,
    feedback, agenda, minutes, document, calendar, video, recording, workshop, session, webinar, group of, teachers,
    homeroom, practice, routine, routines, co-teacher, sub, observation, observations, visit, coaching, plan for the,
    draft, notes, first grade, second grade, third grade, fourth grade, fifth grade, sixth grade, kindergarten,
    #th grade, student teacher, pilot, data sheet, tracker, exit tickets, principal, campus, kinders, kindergartners,
    freshmen, seniors, sophomores, juniors, english learners, els, newcomers, groups, whole class, periods, per,
    numbers, retirement, replacement, position, leave, dashboard, maestros, clase, grupo, ninth grade, eighth grade,
    seventh grade, tenth grade, data, framework, theory, taxonomy, research, work on, article, cycle, tool, strategy,
    approach, curriculum, rubric, chart`,
});

export const adultAfter = phrases({
  3: `
    still the contact, the contact for, the contact person, is the contact, the lead for, the point person,
    will each, each bring, bring one, bring the, bring a, bring their, bring copies, class set, class sets, are in for, is in for, in for the, in transportation, in maintenance, in technology, in it, in the district, in the library, in the cafeteria, in food services, will be at the, handing out, on the principal, on the new job, new job, is handing, opened the lesson, take notes, takes notes, close reads, window closes, for scanning, for printing, for covering, for sharing, for helping us, for setting up, for organizing, for translating, for the ride,
    shadowed, shadows, and i made, and i split, and i swapped, tried it without, is not convinced, isn't convinced, teared up when her class, hit the goal with, picks up her, is back from leave, from leave, at her old district, at his old district, collected all, decided to keep, decided to, decided that, counted who, counted how many,  in the data office, will film, filmed one, can film, brings them,
    has the other, has the same, has the second, has the first, has the third, has the fourth, has the fifth, has the sixth, has both, had the idea, gave me feedback, gave feedback, works for the, says tuesday, says thursday, tuesday works, can only do, can do, is our new, is my co, comes from curriculum, comes from the district, will run the, left the district, moved districts, came by, stopped by, dropped by, popped in, sat in, sits in on, walked through, ever send, ever share, ever get back, get back to, got back to us, gets back to, brought the tickets,    brought copies, brought data, brings copies, teaches the same, of the two sections, two sections, three sections, owns the, is covering, covers for, covered the, runs copies, made copies, does the copies, has the copies, was observed, observed by, being observed, was absent from the meeting, missed the meeting, missed the call, missed the plc, missed the convening, missed the training, will miss the, joined late, dialed in, logged in from, is driving from, drives from, is flying from, flies in, is presenting, keynoted, spoke at, speaks at, published, cites, cited, argues that, found in her, found in his, writes that, wrote in her, wrote in his, said in the, said at the, said on the, asked in the, asked on the, posted in, posted a, shared in, replied, answered my email, answered the email, answered our, emailed back, wrote back, got tenure, bought lunch, paid for, reimburs*,
    put it, plan together, plan the, plans the, plans with, plan with, plans for, put together, joined our,
    liked the prediction, is home with the, can cover, can anybody run, her stations, his stations, for the idea,
    joined our call, from the county, from the network, from the state, wants to know if, wants to know whether,
    wants to know how, wants to join, wants to pilot, wants to try, wants to use, wants to see, wants to observe,
    in the attendance office, in the office, in the front office, in hr, in payroll, in counseling,
    in special services, in the district, at the county, at the office, pulled the tardies, made a video,
    made the video, put the slides, put her slides, filmed, films, recorded the, photographed the, wrote grant,
    wrote the grant, wrote the plan, wrote the prompt, worries that, worry that, worried that, her baby, his baby,
    takes over, took over, traded classes, traded rooms, swapped classes, swapped rooms, trades classes, reports #,
    reported #, raised a point, raised a good, raised the question, raised the issue, interviewed, retires, retiring,
    retired, is out this week, pulled data, pulled her data, pulled his data, reads these posts, reads these,
    will be late, minutes late, with the agenda, has done it, does it with, has been doing, the children call,
    the kids call, students call, kids love, has taught, have taught, have tried, has tried, has used, has run,
    has piloted, would rather change, would rather, rather change, gets the new, gets the same, gets the old, built,
    already built, draws up, left the library, asked how the, asked how many, asked how we, asked us, asked why we,
    asked everyone, demo it, to demo,  to facilitate, to cover, to sub, to coach, to observe, to order,
      to join us, to visit,  to translate, to model, to host, llamo a, mando, trajo,
    trajeron, por traer, por ayudar, por compartir, nos dio, nos ayudo, por su, her sub, his sub, a sub, here, and i,
    and me, being filmed, the lesson, her lesson, his lesson, her slides, his slides, her pacing, her grade level,
    first grade team, grade team, her plc, his plc, her coach, his coach, her principal, her deck, her agenda,
    from it, from hr, from tech, from the office, from transportation, from facilities, from payroll, coaches our,
    leads our, teaches our, who teaches, who taught, who coaches, who leads, who runs, who ran, who chairs,
    one module, the training, the workshop, a workshop, the conference, her planning, his planning, her prep,
    his prep, new in, will translate, will cover, will be there, will be out, will pull, will order, will print,
    will buy, will bring, will teach, will model, will observe, will enter, will check, will write up, will set up,
    will update, will email, will call, will talk to, will ask, will make, will start, will try, will look,
    is sending, is bringing, is covering, is ordering, is hosting, is leading, is running, is presenting,
    is collecting, is out until, is on leave, is out on, will see, is putting, set up, sets up, puts together,
    wrote up, writes up, typed up, handed out, hands out, passed out, passes out, walked us, showed us, walks us,
    took us, taught us, reminded us, reminds us, helped us, helps us, joined us, us the, us how, us that,
    taught kindergarten, taught for, years of teaching, calls it, is the new, started using, stopped using,
    switched to the, adopted, adapted, cut the, cuts the, added a, adds a, changed the, changes the, made copies,
    made the slides, made the, runs it, ran it, did it with, tried it, tested it, does it, does the same,
    did the routine, does the routine, did not do the routine, times it, timed, tallied, logs, logged, exports,
    scored the, scored all, to score, score the, is scoring, is grading, grading, is analyzing, chairs, heads,
    moderated, moderates, signs, signed the, signed up, paid, bought, buys, drove, drives us, parked, flew,
    her commute, her flight, his flight, her colleagues, colleagues, her notes, his notes, her email, his email,
    her idea, his idea, her laptop cart, her coteacher, in her opinion, argued, argues, disagree*, insists, warned,
    warns, explained to us, reports, reported, mentioned, mentions, pointed out, points out, announced, announces,
    confirmed, confirms, said we, says we, said that we, says it, said it's, says that, says the, said the, said yes,
    said no, says yes, says no, brought snacks, brought donuts, brought coffee, brought cookies, donated, taught it,
    kept the time, took notes, takes notes, is our timekeeper, has the link, has the slides, has the data,
    has the keys, has the recording, has the numbers, has the notes, has the sheet, has the binder, have the,
    have the numbers, have the slides, send me, send us,  bring the, send the, send her, send his,
    post the, upload the, check the, forward the, print the, call me, text me, email me, ping me, worry about,
    worries about, is worried that we, is worried we, met with, meets with, sat with the, was interviewed,
    on the panel, on the committee, at the conference, at the convening, at the board, to the board, to the network,
    to the convening, in the meeting, in the plc, on the call, joined the, at our last, at our next, next meeting,
    at the training, grade level chair, department chair, has duty, has yard duty, recess duty, bus duty, lunch duty,
    jury duty, sick leave, parental leave, maternity leave, paternity leave, sabbatical, resign*, got the grant,
    won the grant, teacher of the year, tenure*, credential*, certificat*, master's, her doctorate, his doctorate,
    taught, teach, teaches, teaching, coached, coaching, coaches, presented, presents, presenting, facilitat*,
    modeled, modelled, models, modeling, trained, training, trains, led, leads, leading, co taught, subbing, subbed,
    observ*, scheduled, schedules, ordered, orders, booked, books the, emailed, approve*, hosted, hosts, opened the,
    collects, volunteer*, will share, will send, will collect, will join, will present, will take, will run,
    will host, will book, will help, will lead, can share, can send, can bring, sends, shared her, shared his,
    shared the, shared a, shared how, shared that, shares the, shared, sent us, sent the, sent me the, sent out,
    ran the, runs the, ran a, runs, covers, covering, covered for,  pulled the, pulls the, collected,
    organized, organizes, organizing, organised, moved the, on leave, went on leave, maternity, is free, takes grade, takes period, takes the,
    retir*, was hired, hired, resigned, promoted, joined us from, will visit, visited, is visiting, visits, uploaded,
    posted the, updated the, created the, created a, built the, built a, designed, wrote the, drafted, revised,
    edited the, led by, her students, his students, her class, his class, her classes, his classes, her classroom,
    his classroom, her room, his room, her section, his section, her sections, his sections, her kids, his kids,
    her graders, his graders, her third, her second, her first, her fourth, her fifth, her sixth, her seventh,
    her eighth, his third, his second, his fourth, his fifth, his sixth, his seventh, his eighth, his first,
    her kindergart*, his kindergart*, her small group, his small group, her period, his period, her team, his team,
    her teachers, his teachers, her site, his site, her school, his school, her staff, his staff, our coach,
    our principal, our pm, the coach, the principal, a coach, a principal, as principal, as coach, is our,
    is the new principal, is the new coach, suggest*, propos*, recommend*, asked whether we, asked if we, wants us,
    wants to see the tool, thinks we, thinks that we, offered to, offered her, offered his, met with teachers,
    sub plans, explained the protocol, explained the routine, explained how, gave a workshop, gave the sub,
    gave the exit, gave us, gave the lesson, gave her, gave his, introduced the, plans to, planned, planning,
    is planning, compiled, analyz*, graphed, entered the, downloaded, exported, printed, laminated, co plan*,
    sat in on, debrief*, rolled out, piloted, piloting, pilots, tried it with, tried the, used the, uses the,
    is trying, at the district, from the district, county office, district office, dio el taller, ensena, enseno,
    compartio, presento, dirige, organizo, facilito, envio, aprobo el plan, aprobo, maestro de, maestra de,
    director de, directora de, nos mostro, called the meeting, pinged, zoomed in, substitut*, mentor*, supervis*,
    taking notes, notes by, calls the parents, calls parents, calls families, graded the, rescored, graded,
    has lunch duty, is on duty, signed off, signs off, reported that, reports that, teacher, adviser, advisor,
    interventionist`,
  2: `
    thinks, wonders, suggests, agreed, agrees, believes, prefers, noticed that, noticed, notes that, asked whether,
    asked for, asked about, joined the call, join, joins, brought the, brings the, brings, sees, wants to see,
    wants to, offered, compared, is taking, has grade, has period, and i, and we, told the team, told us,
    stepped out, handles, reviews, reviewed, checks in, checked in, looked at, is looking at, met, meets,
    called families, calls, found a, found the, found that, knows the vendor, invited, invites, and her, and his,
    reached, stayed flat`,
  1: `
    gave, is out`,
});

/** Right before a name: it is an adult's. */
export const adultBefore = phrases({
  3.5: `
    thx, thanx, tysm, shout out, shoutout, hat tip to, done this without, could not have done this without,
    couldn't have done this without, couldn't have done it without`,
  4: `
    mil gracias a, muchas gracias a`,
  2: `
    talk to, ask, ping, contact, tell, check with, thanks`,
  3: `
    i asked, asked, we asked, congrats to, congratulations to, owe, i owe, welcoming, farewell to, loved how, loved the way, stole this from, borrowed from,
    talked to, spoke to, spoken to, hear back from, heard back from, waiting to hear from, waiting on a date from, sitting down with, sat down with, had lunch with, lunch with, coffee with, zoom with, zoomed with, chat with, chatted with, debriefed with, debrief with, planned it with, with me and, me and, thanks again, replaces, predecessor, successor, my boss, boss, supervisor, admin, administrator, the team, our team, team member, team mate, committee member, panelist, testers so far, testers,
    i'm, i am, this is, hey it's, it's, partner teacher, my partner teacher, board member, parent volunteer,
    volunteer, pta president, pto president, president, observed, observers, visited, presenters, guest,
    guest speaker, keynote, our own, ask for, sincerely, regards, best, cheers, warmly, yours, xo, from the desk of,
    fyi update from, report from, message from, word from, data from, numbers from, results from, scores from,
    feedback from, ideas from, input from, tips from, advice from, quote from principal, from coach, to coach,
    room with, with my colleague, my colleague, my co teacher, my friend, my neighbor teacher, next door to,
    next door, down the hall from, teammate, teammates, grade level partner, grade partner, grade level chair, chair,
    dept chair, department chair, union rep, rep, school board, councilmember, county supervisor, evaluator,
    grant writer, bus driver, custodian, crossing guard, office, front office, receptionist, attendance clerk,
    intern, student teacher, resident, long term sub, retired teacher, learned this from, learned from, idea from,
    idea is from, shared by, made by, designed by, created by, written up by, requested by, subbed for,
    filling in for, fills in for, forwarded to, sent to, email to, emailed to, shared with, cc'd, loop in, looped in,
    walkthrough with, walk with, learning walk with, co led by, meeting led by, call from, email,
    calendar invite from, questions to, question from, thanks to, thank you, thank, kudos to, cc, credit to,
    credit goes to, idea goes to, goes to, hats off to, props to, shout out to, shoutout to, met with, meeting with,
    meet with, call with, spoke with, talked with, notes by, notes from, co teacher, coteacher, teacher, teachers,
    coach, coaches, principal, principals, superintendent, director, coordinator, specialist, counselor, aide, para,
    paraeducator, paraprofessional, nurse, librarian, secretary, clerk, vp, ap, ta, sub, substitute, facilitator,
    presenter, trainer, author, colleague, colleagues, mentor, consultant, pm, manager, lead, leads, psychologist,
    registrar, interventionist, tosa, maestro, maestra, directora, profe, profesor, profesora, subdirectora,
    subdirector, secretaria, entrenadora, data person, office manager, program manager, professor, trustee,
    by email from, email from, emailed, deck from, slides from, slides by, hosted by, led by, taught by,
    presented by, facilitated by, modeled by, run by, ask, ping, pinged, invite, invited, dear, hi, hello, hey, hola,
    per, according to, speaker, interpreter, translator, researcher, liaison, recorder, timekeeper, notetaker,
    note taker, covered by, covering for, sub for, subbing for, plc with, planning with, plan with, plans with,
    planned with, coplanned with, co planned with, working with, visit to, trained, shadowed, shadow, hired, welcome,
    new hire, replaced, replaces, replacing, report to, reports to, signed by, approved by, workshop by, webinar by,
    book by, article by, texted, in the classroom of, classroom of, room of, class of, clase de, aula de, sra, sr,
    senora, senor, srta, doctor, driver`,
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
