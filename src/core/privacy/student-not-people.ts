// Names that are not persons of the district: schools, places, publishers, programs, famous people. General knowledge.

const set = (list: string): ReadonlySet<string> => new Set(list.split(/[\s,]+/).filter((word) => word !== ""));

/** After a name, these make it a school, a place, a program or a thing: "Chavez Middle", "Wilson Reading". */
export const institutionHeads = set(`
elementary middle high school schools academy academies charter unified usd uhsd hsd esd isd district county unidos university college institute
center centre library foundation park street st avenue ave road rd boulevard blvd drive dr lane way court plaza hall campus primary
preschool prep preparatory magnet k8 jr-high intermediate continuation building auditorium gym stadium field theater church temple hospital clinic hotel
reading math writing literacy phonics curriculum program method method's model approach framework protocol workshop system assessment
assessments test tests screener inventory survey scale kit kits grant fund award scholarship prize day week month break weekend bowl press
publishing learning education books app software dashboard licence license licenses version edition block period routine strategy strategies
protocols steps cycle chart charts diagram taxonomy theory effect act law amendment bill valley hills heights island islands beach lake river creek
springs city town village bay mountain canyon desert region county's corps project initiative network company inc llc bus buses
units unit books materials cards readers decodables training trainings conference summit holiday parade feast
escuela primaria secundaria preparatoria colegio academia distrito condado hs ms es jhs
`);

/** Before a family name, "the Hernandez twins": who of a family is a child. */
export const familyChildren = set(
  "twins twin brothers sisters siblings brother sister kids kid boys girls boy girl triplets children child cousins cousin daughter son gemelos gemelas hermanos hermanas nino nina baby grandkids grandson granddaughter",
);
export const familyWhole = set("family household parents familia mom mother dad father grandparents home");

/** Words with a capital that are never a person here: languages, peoples, brands, programs, acronyms, subjects. */
export const notPeople = set(`
alexa siri cortana harkness danielson barton webb bloom bloom's likert cohen cohen's pearson's cronbach
lexia zearn dibels fountas pinnell calkins marzano frayer hattie vygotsky dweck kagan danielson wiliam orton gillingham kahoot desmos seesaw
google zoom slack teams microsoft newsela quizlet quizizz nearpod padlet jamboard flipgrid flip chromebook chromebooks ipad ipads clever canvas schoology
powerschool aeries infinite skyward parentsquare remind classdojo dojo iready ready star renaissance amplify eureka wonders benchmark
illustrative pearson mcgraw houghton mifflin savvas heggerty fundations lindamood barton sonday ufli imagine edgenuity apex ixl prodigy epic raz kids
reflex freckle dreambox st waterford istation mclass acadience aimsweb nwea map caaspp sbac cast elpac wida celdt naep psat sat act ap ib avid
gate elac dlac ssc sarc lcap lcff lea leas ccee calli carnegie nils plc plcs pdsa mtss pbis sst iep ieps slp rsp sped sdc eld ela els ell ells ltel ltels
tk ece psc tosa coe cde ed edpartners title common core ngss ccss costco amazon target staples uber starbucks walmart netflix youtube tiktok instagram
facebook twitter whatsapp gmail outlook excel word powerpoint sheets docs forms drive netflix disney pixar lego minecraft roblox fortnite pokemon
english spanish hmong arabic punjabi mixteco chinese mandarin cantonese vietnamese tagalog russian ukrainian armenian farsi persian korean japanese khmer lao
somali amharic tigrinya swahili french german italian portuguese hindi urdu gujarati bengali nepali burmese karen turkish greek hebrew latin mayan mam
american americans african asian latino latina latinx hispanic mexican filipino pacific islander native hawaiian samoan tongan afghan yemeni syrian iraqi iranian
european canadian californian black white christian muslim jewish catholic buddhist
california fresno sacramento oakland stockton modesto bakersfield sanger firebaugh dinuba azusa madera merced visalia tulare clovis selma reedley kern
stanislaus alameda sonoma napa solano riverside ventura arizona texas nevada oregon washington florida york jersey illinois chicago
ohio michigan colorado utah idaho hawaii alaska massachusetts boston philadelphia atlanta detroit seattle portland phoenix dallas houston denver angeles
mexico guatemala honduras salvador nicaragua colombia venezuela peru ecuador brazil argentina cuba haiti puerto rico dominican
ukraine russia afghanistan syria iraq iran yemen egypt somalia ethiopia eritrea kenya nigeria ghana congo sudan china vietnam laos cambodia thailand burma myanmar
philippines korea japan taiwan india pakistan nepal bangladesh samoa tonga fiji guam europe asia africa america usa uk canada england france spain italy germany
monday tuesday wednesday thursday friday saturday sunday january february march july september october november december mon tue tues wed thu thur thurs fri
christmas thanksgiving easter halloween ramadan hanukkah diwali eid covid juneteenth fafsa dacaso daca hipaa ferpa pto pta ptsa asb rfp mou
pd pe ss us ca ok id po it hr vp ga gpa sel ete ict cto cfo ceo ada ldc crt nrt lms sis ells stem steam dlp dli tkes vapa rti udl gle
wilbur charlotte's esperanza's pandas hobbit potter hermione gatsby macbeth hamlet romeo juliet scout atticus odysseus beowulf othello
reads read write math science social studies history art music library advisory homeroom kinder kindergarten pre unit chapter lesson module week
rstudio tableau powerbi panorama kelvin hapara goguardian edpuzzle blooket gimkit delta ellevation summit newcomers mathletics khanmigo chatgpt magicschool
`);

const pairs = (list: string): ReadonlySet<string> => new Set(list.split(",").map((pair) => pair.trim()));

/** What groups of students are called, by their first two words where the first is a name too: "Long-term English learners". */
export const groupPhrases = pairs(`
long term, mid year, mid term, ever els, ever english, emerging bilingual, emerging bilinguals, emerging multilingual, emerging english,
early childhood, early elementary, early english, justice involved, foster youth, foster students, foster children
`);

/** Whoever is called so are several: "Emerging LTELs" is nobody's name. */
export const groupNouns = set(
  "els ells ltels mlls emls learners bilinguals multilinguals newcomers freshmen seniors juniors sophomores graders",
);

/** Whole names of people schools, streets and programs are called after, of authors and of placeholders. */
export const knownFigures: ReadonlySet<string> = new Set(
  `lucy calkins, cesar chavez, dolores huerta, rosa parks, harvey milk, frida kahlo, maya angelou, thurgood marshall, ruby bridges,
sonia sotomayor, booker t washington, martin luther king, martin luther, luther king, barack obama, michelle obama, abraham lincoln, george washington,
thomas jefferson, benjamin franklin, ben franklin, john muir, john f kennedy, john kennedy, robert kennedy, helen keller, harriet tubman, frederick douglass,
langston hughes, zora neale hurston, sally ride, neil armstrong, ellen ochoa, jackie robinson, gary soto, joy harjo, sandra cisneros, amanda gorman,
george washington carver, carver, susan b anthony, eleanor roosevelt, theodore roosevelt, franklin roosevelt, woodrow wilson, andrew jackson, james madison, james monroe,
ulysses grant, john adams, john marshall, daniel webster, horace mann, john dewey, maria montessori, rudolf steiner, albert einstein, marie curie, isaac newton,
charles darwin, carl sagan, rachel carson, walt whitman, emily dickinson, robert frost, mark twain, edgar allan poe, jack london, john steinbeck, toni morrison,
alice walker, james baldwin, gwendolyn brooks, pablo neruda, octavio paz, gabriela mistral, sor juana, diego rivera, georgia o'keeffe, pablo picasso, roberto clemente, cesar e chavez,
junipero serra, pio pico, fred korematsu, larry itliong, philip vera cruz, sylvia mendez, luis valdez, malcolm x, nelson mandela, mahatma gandhi, mother teresa, anne frank, malala yousafzai,
jane goodall, mae jemison, katherine johnson, christa mcauliffe, ronald mcnair, ronald reagan, richard nixon, gerald ford, dwight eisenhower, harry truman, herbert hoover, lyndon johnson, george bush, jimmy carter, bill clinton,
william shakespeare, jane austen, charles dickens, roald dahl, eric carle, mo willems, beverly cleary, judy blume, kwame alexander, jason reynolds, jacqueline woodson, pam munoz, pam munoz ryan, munoz ryan, gary paulsen, lois lowry, louis sachar, jerry spinelli, sharon draper, kate dicamillo, junie b jones, clifford, curious george, amelia bedelia, henry and mudge, frog and toad, ramona quimby, stanley yelnats, harry potter, percy jackson, stuart little, nancy drew, huck finn, tom sawyer, jay gatsby, captain underpants, esperanza rising, charlotte's web, stuart, winn dixie, number the stars, carol dweck, john hattie, robert marzano, zaretta hammond, gholdy muhammad, dylan wiliam, charlotte danielson, lev vygotsky, jean piaget, paulo freire, bell hooks, gloria ladson billings, ladson billings, jo boaler, peter liljedahl, liljedahl, doug lemov, lemov, grant wiggins, wiggins, jay mctighe, mctighe, tony bryk, anthony bryk, bryk, deming, coburn, cynthia coburn, angela duckworth, duckworth, john kotter, simon sinek, brene brown, elena aguilar, jim knight, diane sweeney, doug fisher, nancy frey, fisher and frey, isabel beck, louisa moats, moats, linnea ehri, jan richardson, jan hasbrouck, hasbrouck, tim shanahan, shanahan, natalie wexler, emily hanford, david kilpatrick, kilpatrick, kate kinsella, kinsella, jeff zwiers, zwiers, stephen krashen, krashen, jim cummins, lily wong fillmore, wong fillmore, laurie olsen, bloom's, benjamin bloom, costa, jane schaffer, schaffer, step up, kelly gallagher, penny kittle, donalyn miller, sal khan, dan meyer, graham fletcher, steve leinwand, marilyn burns, cathy fosnot, van de walle, saxon, wilson, singapore, cuisenaire, venn, pythagoras, fibonacci,
jane doe, john doe, juan perez, john smith, jane smith, joe schmo, joe smith, first last, firstname lastname, jose doe, maria doe, student name, name here, santa claus, uncle sam, johnny appleseed, molly of denali, dora, elmo, big bird, bluey, peppa pig, paw patrol, ms rachel, black history, dia de los muertos, cinco de mayo, san juan, san jose, santa rosa, santa ana, santa cruz, santa barbara, santa maria, santa clara, san francisco, san diego, san antonio, san luis, lewis and clark, romeo and juliet, hansel and gretel, jack and jill, tom and jerry, ben and jerry, elephant and piggie, los angeles, el paso, el monte, palo alto, lake tahoe, grass valley, las vegas, del rey, new york, king city, costa rica, puerto rico, el salvador, st john`
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== ""),
);

/** Presidents, activists and saints whose family name alone is a school in many towns. A child needs more than a result. */
export const schoolNames = set(`
lincoln roosevelt washington jefferson kennedy jackson madison monroe grant wilson hoover truman eisenhower reagan franklin adams hamilton marshall
chavez huerta parks obama king mlk jfk douglass tubman carver hughes bethune whitman emerson hawthorne thoreau longfellow twain dickinson frost steinbeck muir burbank edison
einstein curie sagan carson keller anthony webster mann dewey montessori serra fremont sutter cabrillo pico balboa magellan columbus cortez castro
milk sotomayor kahlo rivera orozco neruda cleveland garfield harrison taft mckinley buchanan tyler polk pierce fillmore arthur hayes harding coolidge ford nixon carter
sierra sequoia willow oak cedar aspen laurel magnolia juniper redwood cypress olive palm rose lakeview fairview valley vista mission san santa
sherman sheridan lee davis houston austin dallas crockett bowie travis lafayette tecumseh sequoyah pershing patton macarthur nimitz armstrong glenn ride jemison mcauliffe mcnair
ochoa clemente robinson itliong korematsu harper foster hillcrest horizon summit heritage liberty freedom unity harmony discovery innovation voyager columbia
`);

export const titles = set(
  "mr mrs ms miss mx dr don dona coach principal superintendent prof professor maestro maestra profe senor senora sr sra srta senorita doctor doctora sister father rev pastor officer director directora señora señor president governor senator trustee councilman supt asst vp sir madam auntie's",
);

/** In "Dana (coach)", "Luis, our principal" and "teacher Ana": what an adult is. */
export const roles = set(`
teacher teachers coach coaches principal principals superintendent director coordinator specialist counselor counsellor aide para paras paraeducator paraprofessional nurse librarian
secretary clerk facilitator presenter trainer author consultant pm manager lead leader psychologist custodian registrar interventionist tosa maestro maestra directora
substitute sub professor trustee chair dean ap vp interpreter translator speaker researcher liaison analyst administrator admin instructor mentor colleague coteacher staff
therapist pathologist slp rsp social ceo cto office district county retired profe subdirector subdirectora entrenadora volunteer member rep vendor timekeeper notetaker recorder evaluator
coordinadora coordinador consejera consejero enfermera enfermero bibliotecaria secretaria secretario asistente supervisora supervisor presidenta presidente encargada encargado parent-liaison adviser advisor programmer engineer head
`);
