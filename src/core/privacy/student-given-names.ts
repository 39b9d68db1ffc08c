// Given names as facts, from general knowledge, of the many origins that US schools have. A name on this list is only a
// hint: alone it holds nothing. In lower case and without diacritics, as `foldWord` gives them.

/** Names that are seldom anything else: recognized in any position, in lower case too. */
const namesOnly = `
aaliyah aaron abby abdi abdiel abdirahman abdul abdullah abdullahi abel abigail abraham abril abu ada adalyn adalynn adam
adan addison adebayo adela adelaida adele adelina adeline aden adil aditi aditya adnan adolfo adrian adriana adrianna
adriel adrienne agatha agustin ahmad ahmed ahmet aida aidan aiden aiko aileen aimee aisha aishwarya aiyana aja ajay akash
akeem akiko akira alaina alan alana alani alayna albert alberto aldo alec alejandra alejandrina alejandro aleksander
aleksandr alessandra alessandro alex alexa alexander alexandra alexandre alexandria alexia alexis alfonso alfred alfredo
ali alia alice alicia alijah alina alisa alisha alisson alivia aliya aliyah alize allan allen allie allison allyson alma
almaz alondra alonso alonzo alton alvaro alvin alyson alyssa amadou amaia amalia aman amanda amani amara amare amari
amaya amber amelia amelie amina aminah aminata amir amira amirah amit amos amy ana anabel anabelle anahi anais analia
anand anastasia anaya anders anderson andre andrea andreas andrei andres andrew andy aneesh anessa angela angelica
angelina angeline angelique angelo angie anh anika anil anisa anish anissa anita anjali ann anna annabel annabelle
annalise anne annette annie annika ansel anselmo anthony antoine antoinette anton antonia antonio antwan anwar anya
aoife apollo araceli aracely aria ariadna ariana arianna ariel ariella ariyah arjun arlene arlo armaan armando armani
armen arnav arnold arnulfo arron arsen arthur artur arturo arya aryan asa asad ash asha ashanti asher ashlee ashleigh
ashley ashlyn ashlynn ashok ashton ashwin asia asiya aspen astrid athena atif atticus aubree aubrey aubriana audrey
august augustine aurelia aurelio aurora autumn ava avery avi aviana avneet awa ayaan ayah ayala ayan ayana ayanna ayden
ayesha aylin ayomide ayse ayumi azalea azariah aziz aziza azucena babak bailey bao barbara barrett barry bart bartholomew
bashir bautista bayani beatrice beatrix beatriz becca becky bela belen belinda bella ben benicio benita benito benjamin
bennett benny benson bernadette bernard bernardo bernice bernie bertha beth bethany betsy betty beverly bev bhavya bianca
bijan bilal billie billy birgit blaine blake blanca boaz bobby bodhi bogdan bonnie bonifacio boris boyd bradley brady
braelyn branden brandi brandon brandy brantley braulio braxton brayan brayden braydon breanna brenda brendan brenden
brenna brennan brent bret brett brian briana brianna bridget brielle brigitte brinley briseida briseyda bristol brittany
brittney brock broderick brody bronson brooke brooklyn brooklynn bruce bruno bryan bryanna bryant bryce brynlee brynn
bryson burak byron caden cadence cady caiden caitlin caitlyn caleb calista callie callum calvin camden cameron camila
camilla camille camilo camryn candace candice caridad carina carissa carl carla carlee carlito carlo carlos carlton carly
carmel carmela carmelo carmen caroline carolina carolyn carrie carson carsten casey cassandra cassidy cassie catalina
caterina catherine cathy cayden cecelia cecil cecilia cedric celeste celia celina celine cesar chad chaim chaitanya chana
chandler chandra chang chantal charlene charles charlie charlotte charmaine chayton chee chelsea chelsey chen cheng
chenoa cher cheryl chester cheyenne chiara chidi chike chima chin chinedu chinonso chioma chloe chong chou chris chrissy
christa christi christina christine christopher christy chu chuck chue chukwuemeka chun ciara cierra cindy citlali
citlalli claire clara clarence clarissa clark claude claudia claudio clayton clement clementine cleo clifford clifton
clint clinton clyde cody colby cole colette colin colleen collin collins colton concepcion connie connor conor conrad
constance cooper cora coralie corbin cordelia corey cori corinne cornelius cory courtney craig cristal cristian cristiana
cristina cristobal cristopher cruzito crystal cuauhtemoc curt curtis cynthia cyrus dae daisha daisy dakota dalia dallas
dalton damaris damian damien damion damon dana danae dane dang dani dania danica daniel daniela daniella danielle danika
danilo danish danita danna danny dante danuta daphne dara darcy daria dariel darius darla darlene darnell darrell darren
darryl darwin daryl dashawn dave davian david davin davina davion dawit dawson dax dayana dayanara dayton deandre deangelo
deanna deb debbie deborah debra declan deeksha deepa deepak deepika deisy deja delaney delfina delia delilah della
delmar delores demarcus demetri demetria demetrius demi dena denice denis denise dennis denzel deon derek derrick desean
desiree deshaun deshawn desmond desta destiny destinee dev devan devante deven devi devika devin devon devonte dexter
dhruv diallo diana diane dianna diego dieter dijon dilan dillon dimitri dina dinesh dinh diogo diona dionne diya djamila
dmitri dolores domenica dominga dominic dominick dominik dominique donald donato donna donnie donovan donte dora doreen
doris dorothy doua doug douglas duane dulce duncan dung dustin dwayne dwight dyani dylan ean earl ebony eddie edgar edith
edmund edna edson eduarda eduardo edward edwin efrain efren eileen einar eitan ekaterina elaina elaine elana eleanor
eleazar elena eleni elhadj eli elia eliana elianna elias elicia elif elijah elimu elin eliot elisa elisabeth elise
eliseo elisha elissa eliza elizabeth ella elle ellen elliana ellie elliot elliott ellis ellyn elmer elodie eloise eloy
elsa elsie elton elva elvia elvin elvira elvis elyse emanuel emely emelia emely emerson emersyn emery emil emile emilia
emiliana emiliano emilie emilio emily emma emmanuel emmet emmett emmy emre enoch enrico enrique enzo ephraim eric erica
erick erika erin ernest ernestina ernesto ernie esme esmeralda esperanza essence esteban estefani estefania estefany
estela estella ester esther ethan ethel etienne eugene eugenia eunice eva evan evangelina evangeline evelin evelyn
everett everly evette ezekiel ezequiel ezra fabian fabiola fabrice fadi fadumo fahad faisal faiza farah farhan farid
faris fartun fatemeh fatima fatimah fatma fatou fatoumata fay faye fabio federico felicia felicity felipe felix fergus
fernanda fernando fiona fidel filiberto filomena finley finn finnegan fiona florence florencia francesca francesco
francis francisca francisco franco francois frankie franklin frances fred freddie freddy frederick frida frieda fritz
fredy fu fumiko gabby gabe gabriel gabriela gabriella gabrielle gael gage gail galilea ganesh garrett gary gaurav gavin
gemma genaro genesis geneva genevieve geoff geoffrey george georgia georgina gerald geraldine gerard gerardo german
gertrude ghassan giancarlo gianna gideon gigi gilbert gilberto giles gillian gina ginger ginny gino giovanna giovanni
giselle gisselle giulia giuseppe gladys glen glenda glenn gloria goran gordon grady graciela graham grayson greg gregg
gregory greta gretchen greyson griffin griselda guadalupe guillermo gunnar gurpreet gus gustavo guy gwen gwendolyn habib
hadley hafsa haile hailey hakeem hakim haley halima halle hallie hamid hamza han hana hanh hank hanna hannah hannia
haoyu harjit harleen harley harlow harmony harold harpreet harriet harrison harry harsh haruki haruto harvey hasan hashim
hassan hattie hau haven hayden haylee hayley hazel heath heather hector heidi helen helena henrietta henrik henry
herbert heriberto herman hermelinda hermione hernan hiba hikaru hilario hilary hilda hillary hina hiro hiroshi ho hoa
hoang holden hollie holly homero honoria horacio hortencia hosea houa howard htoo hua huang hudson hue hugh hugo humberto
hung huong hussein huy hye hyun ian ibrahim ida idris iesha ifeanyi ignacio igor ikaika ike iker iliana ilse iman imani
imelda imran ina indigo indira ines inez ingrid iolana ioana ioane ira irene irina iris irma irving isa isaac isabel
isabela isabella isabelle isaiah isaias isela isha ishaan ishmael isiah isidora isidro isis ismael ismail isra israel
issa issac itzayana itzel ivan ivana ivette ivonne ivory iyana izabella izaiah izel izzy jacinda jacinto jackie jackson
jaclyn jacob jacoby jacqueline jacquelyn jada jaden jadon jadyn jaelyn jagger jahir jaiden jaidyn jaime jair jairo jake
jakob jakub jalen jaliyah jamaal jamal jamar jamari jameel james jameson jamie jamil jamila jamir janae jane janell
janelle janessa janet janette janice janie janine janiya janiyah jannat jaquan jaquelin jared jariel jarod jarrett jarvis
jaslene jasleen jasmin jasmine jason jaspreet javier javion javon jax jaxon jaxson jay jaya jayce jaycee jayda jayden
jaydon jayla jaylah jaylee jayleen jaylen jaylene jaylin jaylynn jayson jazlyn jazmin jazmine jazmyn jean jeanette jeanne
jeannette jed jedidiah jeff jefferson jeffery jeffrey jelani jemma jen jenna jennie jennifer jenny jerald jeremiah jeremy
jeri jermaine jerome jerry jesenia jess jessa jesse jessica jessie jessy jesus jett jewel jia jiang jihan jill jillian jim
jimena jimmie jimmy jin jing jiovanni jo joan joana joanna joanne joaquin jocelyn jocelynn jodi jodie jody joe joel joelle
joey johan johana johann johanna john johnathan johnna johnnie johnny johnson jolene jon jonah jonas jonathan jonathon
joni jordyn jorge jorgen jose josef joselyn joseph josephine josh joshua josiah josie josue journey jovani jovanni jovanny
joyce joziah juan juana juanita judah judith judy julia julian juliana julianna julianne julie julien juliet juliette
julio julissa julius jun jung junior justice justin justine justus kabir kacey kade kaden kadence kadiatou kadin kadir
kahlil kai kaia kaila kailani kailey kailyn kaimana kainoa kaitlin kaitlyn kaiya kalani kale kaleb kalei kali kalia kaliyah
kallie kalpana kamal kamala kamaria kameron kamila kamilah kana kanani kane kanika kanoa kao kara karan kareem karen kari
karim karina karissa karl karla karlee karma karol karsten karthik kasey kasia kassandra kassidy katarina kate katelyn
katelynn katerina katharine katherine kathleen kathryn kathy katia katie katlyn katrina katya kavan kaveh kavita kavya kawika
kay kaya kayden kaydence kayla kaylee kayleigh kaylen kaylie kaylin kaylynn kayode keala kealoha keanu keaton keegan keenan
keiko keila keira keisha keith kekoa kellan kelley kelli kellie kelly kelsey kelsie kelvin kemal ken kendal kendall kendra
kendrick kenia kenji kenna kenneth kenny kent kenya kenyatta kenzie keola keoni kerry keven kevin keyla keyshawn khadija
khadijah khai khalid khalil khang khanh khloe khoa khoi khue kia kiana kianna kiara kiera kieran kiet kim kimani kimber
kimberly kimi kimiko kimora kin kingston kinley kinsley kioni kira kiran kirk kirsten kirstin kit kitty kiya kiyoshi
kobe koda kody kofi kolby kole kong konstantin kora kou koua kris krish krishna krista kristen kristian kristie kristin
kristina kristine kristopher kristy krystal kunal kurt kushal kwabena kwame kwasi kya kyla kyle kylee kyleigh kyler kylie
kymani kyra kyrie lacey laila lakeisha lakshmi lalo lamar lamont lana lance landon landry lani lanie laquan lara larisa
larissa larry lars lashonda latasha latavia latisha latonya latoya laura laurel lauren laurence laurie lavinia lawrence
layla lazaro lea leah leandro leann leanna lee leela leena leif leigh leighton leila leilani leilany lela lemuel lena
leninha leo leon leona leonard leonardo leonel leonor leonora leopoldo leroy lesley leslie lester leticia letty lev levi
lewis lexi leyla lia liam liana lianna libby lidia liem lien lila lilah lilia lilian liliana lillian lillie lilly lily
lin lina lincoln linda lindsay lindsey linh lionel lisa lisandro lisbeth lisette lissette liu liv livia liz liza lizbeth
lizeth lizette lloyd loan logan lois lola london long lonnie lora loren lorena lorenza lorenzo loretta lori lorna lorraine
lottie lou louie louis louisa louise lourdes lua luan luca lucas lucero lucia lucian luciana luciano lucien lucille lucinda
lucio lucy luella luis luisa luka lukas luke lulu luna lupe lupita luther luz lwin lyanna lydia lyla lyle lyn lynda lynette
lynn lynne mabel mac macario macie mackenzie macy madalyn maddie maddox madeleine madeline madelyn madelynn madilyn
madisyn mae maeve magdalena maggie magnus mahalia mahdi mahmoud mahogany mai maia maira maisie maite maiya makai makaio
makana makayla makena makenna makenzie makoa malachi malaika malaysia malcolm malia malik malika maliyah mallory malo
malu mamadou manav mandeep mandy manish manny manoj manuel manuela mara marc marcel marcela marcelina marcelino marcella
marcelo marci marcia marco marcos marcus mardin margaret margarita margarito margie margot marguerite maria mariah mariajose
mariam mariama mariana marianna marianne maribel maribella maricela maricruz marie mariel mariela marilyn marin marina mario
marisa marisela mariska marisol marissa maritza mariya marjorie markus marla marlee marlen marlene marley marlon marlowe
marquez marquis marquise marsha marta martha martin martina marty marvin mary maryam maryann maryjane masha mason mateo
mathew mathias mathilda matias matilda matt matteo matthew matthias maura maureen mauricio maverick mavis max maxim maximilian
maximiliano maximo maximus maxine maxwell maya mayra mayte mckayla mckenna mckenzie meera meg megan meghan mehdi mei meilani
mekhi mele melania melanie melany melina melinda melisa melissa melody melvin memo mercedes mercy meredith merlin mia
micaela micah michael michaela michal micheal michele michelle miguel miguelangel mihai mika mikaela mikah mikayla mike
mikel mikey miki mikhail mila milagros milan milana milena milo milton mimi mina ming mingyu minh minnie mira miracle miranda
mireya miriam mirna miroslav misael misha misty mitchell mitzi miyah miyuki mo moana mohamad mohamed mohammad mohammed mohamud
moises mollie molly mona monica moniqua monique monse monserrat montana montrell monty morgan moriah morris moses moshe
mouhamed mua muhammad muna murray musa mustafa mya myla myles mylo myra myriam myrna myron myrtle nabil nadeem nadia nadine
nael nahla nahla naima nainoa najma nalani nam namrata nancy nandini nani naomi nasir nasra nastassia natalia natalie nataly
natalya natasha nate nathalia nathalie nathan nathanael nathaniel naveen navid navneet naya nayeli nayelli neal ned neel
neha neil nelida nell nellie nelly nelson nena neng nessa nestor neveah nevaeh nga ngoc ngozi nguyet nhan nhi nhia nhu
nia niamh nicanor nicholas nick nickolas nico nicola nicolas nicole nicolette nidia niels nieves niko nikhil nikita nikki
niklas nikolai nila nilda nima nina ninfa nishant nita nizhoni noa noah noel noelani noelia noelle noemi noemy nola nolan
noor nora norah norberto noreen norma norman nou nour noura nova nuha nuria nyah nyasia nyla oakley obadiah obinna octavia
octavio odalis odalys odin ofelia okalani olga olive oliver olivia ollie oluwaseun oluwatobi omar omari onyx opal ophelia
ora oralia oren oriana orion orlando orville oscar oskar osman osvaldo oswaldo otis otoniel owen oyelaran ozzie pa pablo
paige paisley paj palila paloma pam pamela panhia pao paola paolo parisa parker parvati pascal pascual pat patience patricia
patrick patsy patty paul paula paulina pauline paulo pavel payton pearl pedro peggy pele penelope penny percy perla perry
pete peter petra petros peyton phet phil philip philippe phillip phoebe phoenix phong phoua phuc phuong phyllis pierce
pierre pilar piper pita poe pono porfirio porter poua prabhjot pranav preston primo prisca priscilla pritam priya priyanka
prudence qadir qasim quan quang quentin quetzal quetzalli quincy quinn quinton quoc quyen quynh rachael rachel rachelle radha
rae raegan rafael rafaela raheem rahim rahma rahul raina raj raja rajan rajesh ralph ramiro ramon ramona ramses ramsey
rana randall randi randy rania raphael raquel rasheed rashad rashid rashida raul raven ravi rayan rayla raymond raymundo
rayna rayne raynell razia reagan rebeca rebecca rebekah reece reese regan reggie regina reginald reina remi remington
remy rena renata renato rene renee renzo reuben rex rey reyansh reyes reyna reynaldo rhea rhett rhiannon rhoda rhonda rhys
ria ricardo rich richard richie rick rickey ricky rico rigoberto rihanna riley rina rishi rita ritika ritvik river rivka riya
roan robbie robert roberta roberto robin robyn rocco rochelle rocio rocky rod roderick rodney rodolfo rodrigo rogelio roger
rohan rohit roland rolando roman romeo romina ron ronald ronaldo ronan ronda ronin ronnie rory rosa rosalba rosalia
rosalie rosalina rosalinda rosalind rosalyn rosanna rosario rosaura roselyn rosemarie rosemary rosie roslyn ross rowan
rowena roxana roxanne roy royce ruben ruby rudolfo rudy rueben rufus rupert russ russell rusty ruth ruthie ryan ryann
ryder ryker rylan rylee ryleigh rylie sabina sabine sabrina sachin sadie sadiq safa safiya sage said saida saif sakura sal
salazar saleh salem salim sally salma salman salome salvador salvatore sam samantha samara samer samir samira samiyah
sammy samoa samson samuel sana sanaa sanaya sandeep sandra sandy sanjana sanjay sanjuana santana santiago santino santos
sapphire sara sarah sarahi sarai sariah sasha saul saulo savanna savannah savion scarlet scarlett scott seamus sean
sebastian sekou selah selam selena selene selina selma semaj semira senai senait seong serafin seraphina serena serenity
sergei sergio seth seun shada shahid shai shaina shakira shamar shan shana shane shania shaniqua shanika shanna shannon
shanti sharon shaun shauna shavon shawn shawna shay shayla shayna shea sheena sheila shelby sheldon shelia shelley shelly
sheng sherman sherri sherry sheryl shira shirley shiv shiva shivani shoua shreya shun shyla siddharth sidney sienna sierra
sigrid silas silvester silvia simeon simon simona simone simran sina siobhan sione siosaia sky skye skylar skyler sloane sofia
sofie sol solange soledad solomon somchai sonia sonja sonny sonya sophia sophie soren sou souleymane spencer stacey stacie
stacy stan stanley stefan stefani stefanie stella steph stephan stephanie stephany stephen stevan steve steven stevie stewart
stuart sue suha sukhdeep sulema suleiman sullivan suman sumaya summer sunil sunita suresh suri surya susan susana susanna
susie suzanne suzette sven svetlana sydney sylvester sylvia tabatha tabitha tadeo tahir taina taj tala talia taliyah tama
tamar tamara tamia tamika tammy tana tania tanisha tanner tanvi tanya tara tarek tareq tariq taryn tasha tashi tatiana
tatum tatyana tavita tavon taylor tea teagan ted teddy tenzin teo teodoro teresa teresita terese terrance terrell terrence
terri terry tess tessa teuila thad thaddeus thai thalia thanh thao theo theodora theodore theresa thi thiago thien thomas
thoua thu thuan thuy thy tia tiana tianna tiara tien tierra tiffany tigist tim timmy timothy tina tisha titus tlaloc tobias
toby todd tom toma tomas tomasz tommy tong toni tonio tony tonya topher tou toua tracey traci tracy tran travis travon
tremaine trent trenton tressa trevin trevon trevor trey tricia trina trini trinidad trinity trinh tristan tristen troy trung
trystan tu tuan tucker tuyen twyla ty tyanna tyler tyree tyreek tyrell tyrese tyrone tyson ugo ulani ulises ulysses uma umar
umair unique uriah uriel ursula usman uyen vaishnavi valentin valentina valentino valeria valerie valery vance vanessa vang
vanya varun vaughn veda velma venkat vera veronica vicente vicki vickie vicky victor victoria vidal vihaan vijay vikram
viktor vilma vina vince vincent vincenzo viola violet violeta violetta virgil virgilio virginia viridiana vishal vivaan
vivian viviana vivianne vivienne vlad vladimir wade waleed wali walid walker wallace walter wanda wanjiru warren warsame
wayne wendell wendy wenjing wesley weston whitney wilbert wilbur wiley wilfred wilfredo wilhelmina willa william willie willis
willow wilma wilmer wilson winnie winston winter wren wyatt xander xavier ximena xiomara xiong xitlali xitlaly xochilt
xochitl xuan xue yadira yael yahaira yahir yahya yair yajaira yamileth yamilex yan yana yanely yang yaretzi yarely yaritza
yash yasir yasmeen yasmin yasmine yazmin yee yefri yeng yer yesenia yessenia yesica yessica yia yifan ying yoana yohana yoko
yolanda yong yonas yosef yoselin yosselin yousef yousif youssef yousuf yu yuan yue yuki yukiko yuliana yulissa yuna yung
yuri yuridia yuritzi yuritzy yusra yusuf yvette yvonne zachariah zachary zachery zack zackary zahara zahir zahra zaid zaida
zaiden zainab zaira zak zakariya zakia zander zane zaniyah zara zaria zariah zayden zayn zayne zayra zeke zelda zena zeng
zenia zeynep zhang zhen zhi zia zina zion zita ziva zoe zoey zoie zola zong zoran zoraida zubair zuleika zulema zuri zyaire
zyanya
marielle bria rosalee ottilie annika jadiel tavion jericho yonas abdi penn fiona lydia ferris tamsin bettina jerome
otto ayla jaheim kinsley ling beckett theo soraya kalea mahoe tessa lyla tierney wilmer averie xee tomasina omid shay wren hui messiah legend
alaric alexandr alyson amias anahita anders andi annika anwen aria arlette arlo arvin atlas aurelie axel azaan azariah bao beau bentley bex
bodie bowen braylee braylen braylon brea brennon brenton briar brielle brinlee bryleigh byron cailyn cairo calder cali callan cannon carmelita
case cason cassia cayson ceci celestino chaya chloie chrisley clem clint coen cormac corrine cosmo cullen cyndi daiki daija dalary dalila
dallin daphne dariana darien darlin dayton deacon deacon decker delaina delphine demarion dennis derick desi deshun devonta dezmond dior djuan
domonique dreyson dulcinea dyson eastyn eddy edie edison eloisa elowen elyas ember emberlyn emmie emmeline ender eros esai esmae etta eulalia
evalyn evander ever evie ezio fallon felicitas ferreira fitz flora fletcher fox freya gannon gatlin gizelle goldie greer grey guinevere gwendolyn
hadassah halo harlan harlem hayes hendrix hollis holland ignacia inaya indie inaaya ismenia isander isla issa itzae jabari jaceon jadiel jaelynn
jakai jakari jakyla jamarcus jamison janessa janiel jasai jaxen jaxtyn jayven jaziah jazlynn jericho jermani jessamyn joanie johari joiah jolie jori
jovan joyce jru juelz julieta junie juniper kaelyn kahlani kaison kaisley kamdyn kamiyah karsyn karter kasen kashmir kataleya kaysen keilani kellen
keller kelyn kenan kenley kensley keoni keziah khaleesi khari kiaan killian kimberlyn kingsley klay knoxlyn kodi kohen korbin kora kori kye kylan
kylo kyng kyro lachlan laith lakelyn langston laney lark laylani leanna leia lela lenora leobardo leora lilyana lina linnea lochlan loretta lorelei
luciana luka lux lyra maddix maisy makhi malaya maliah maliyah mara marceline mariela marleigh martin mavrik maylin mckinley meadow memphis merida
mikal milani milly miller misael mordechai murphy nalah naomy naveah navy nayla nehemiah neriah nixon niyah noemie noham nyomi oaklee odessa olivier
onyx orla otilia ottilie ozias paityn palmer paxton persephone pippa princeton quinnley ramy ransom rayden reef remi rennata rhys ridge roe roselia
rosie royce rubi rya ryatt sable saint samira santana sariyah saoirse saylor scottie selene shiloh shmuel sincere solomon soleil sylas sylvie tadhg
talon tate tatiana taytum teo thalia theodora thatcher thiago tinley tobin treasure tripp trisha tyce tyrion ulrich umberto urijah valen valentine
van vanellope veda vera vesper vida viggo waylon westley wes wilder winslow wynter xiadani xyla yaakov yamila yamilet yareli yehuda yesenia
yisroel yosef yousuf yusef zaila zainab zayleigh zaria zayla zeppelin zev zhavia zoya zuriel zyon nasreen sahar leyla arezu hamdi
maddy alofa fetu fa'alogo lose lupe semisi sela mele viliami pita tevita seini ana-lisa kaipo keahi nohea pua kapono leimomi
aponi dezba shilah yazmine niyol tsosie chaske winona ayasha tallulah takoda tokala wakanda aiyanna kaya nodin
lue blia pahoua maiyer kaying gaosheng gaonou shoua tswj tou-ger mailee mayli paoze choua yeej nkauj tooj bee chia
taliah jahmir daquan keyon tyrek tyquan jakobe jamarion zymir zaire laniyah samaria miyana ny'asia ja'mya da'quan de'andre
de'shawn d'angelo d'andre ka'mya amya aniyah aniya taniyah janiah jakayla ta'niya
amrit manpreet harmanpreet jasmeet gagandeep navjot arshdeep parminder baljit sukhman anmol kirandeep jaskaran karamjit
ruiwen yuchen zihan xinyi haoran jiayi ziyang minseo jihoon seoyeon minjun hyejin sungmin soojin haruka sakiko takumi ren
nguyen phan tram trang tuyet vinh viet vu dat duc hieu hien hanh lan lam mai nam nghi ngan phat quyet tai tam thang
thinh tho toan tri truc truong tung xuyen yen
alemayehu bethlehem eyob feven hiwot kidist mahder meron natnael rahel ruth samrawit selamawit tesfaye yared yohannes
amadi chiamaka chidera chukwudi emeka folake ife ifeoma kelechi nkechi nnamdi obi olamide ope temitope tobi tunde uche
yetunde zainabu abena adwoa akosua ama esi kojo kwaku yaw afia ayodele babajide boubacar cheikh djibril ibou khady moussa
ndeye ousmane seydou abdifatah ayaan hodan ifrah ilhan khadra liban mahad nimco sagal yasin zakaria
aram ani armine gayane hayk karen lilit mariam narek sevan tigran vahe anoush gevorg hovik
anastasiya andriy bohdan daryna iryna kateryna maksym mykola nadiya oksana oleh oleksandr olena svitlana taras vasyl
viktoriya volodymyr yana yevhen yuliya zlata agnieszka jagoda kacper krzysztof lukasz malgorzata pawel piotr stanislaw
wojciech zofia zuzanna
ahmadullah najibullah zabihullah farzana freshta hosna mursal nargis parwana sadaf shabnam shafiq shukria wahid zarghuna
aarav aadhya aanya anvi ishita kiaan myra navya reyansh saanvi shaurya tanish vedant vihaan yuvraj
hala hiba ibtisam jumana lamia layth layan lujain maher majd marwan mazen nadim nawal nisreen omnia qais rami rawan reem
rima ruqayya saad samar sawsan shadi suad tala tarik wafa wisam yara yazan zeinab ziad
htet hser eh naw paw wah moo poe aung thida sovann sophea dara bopha chanthou rithy sokha veasna soua
baltazar chuy concha conchita cuca fito lencho lico lucha lupillo mague meche memo nacho nando neto pancho paco pepe poncho
quique tavo tito tono toña yoli chela chelo chayo beto
eliazar eliud heber jaziel josafat neftali osiel yael yahel zabdiel dayami yarelis yuleisy yandel yeison jhon jhonatan brayan
wilmer darwin franklin milton nohemi keyli heidy gerson elder fredy yefferson estiven maicol
ximenna jimmena montserrat mayela maylin nancy nallely nayely noelia perla rubi saray sheyla sugey surisadai
beckham bode brantlee brecken briggs brooks cohen cruz easton ellison emberly everleigh ezrah gentry harlee henley huxley
jace jaxton jensen kamden kannon karter kash kashton kenley knox kolton kyson lawson layton leland lennox lettie londyn
maci madalynn maren marlie maylee nash novalee oaklyn oaklynn paislee presley raelynn rhylee ronan royal rylee saylor
stetson sutton tinsley treyton zaylee zayd
`;

/** Names that are words, months, places or school names too: they need more to be taken for a person. */
const namesAndWords = `
abbey ace angel april arch archer art austin autumn bay bea bear bee berry bill blaze bliss blue bob bond booker boston
brad bradford branch brandy brave brick bridge brook brooks buck bud buddy camp carol carter case cash chance charity charm chase
cherry chip christian chuck clarity clay cliff clover coral creed crew crystal cricket cruz daisy dakota dallas dash dawn
dean dell denver destiny dick diamond dixie dolly don dove drake dream drew duke early earnest east ebony echo ember
epic essence eve ever faith fanny fern field fin fisher flint flora flor forest fox frank free frost gene genesis georgia
ginger glory grace grant gray gray green grey guy happy harmony harper hart haven hazel heath heaven hero holly
honor honey hope houston hunter iris isle ivory ivy jack jackson jade jasper jay jazz jean jewel jersey jet jordan journey joy
judge july june justice kale karma kay kelly kent kenya king kit kitty knight lake lance lane lark laurel law lee liberty light
lily lincoln lines linden london lonely love loyal lucky luz lyric madison major march marina mark marlin marshall mason
matt max may meadow melody mercy mercedes miles mindy miracle misty mo montana morning nick noble north norm oak ocean
olive opal page paige paris parker pat patience paz peace pearl penny peter phoenix pierce piper poppy porter precious
presley price prince princess promise psalm queen rain rainbow ransom raven ray reed reef regal rich ridge
rip river rob robin rock rocket rod roger rose rowan royal ruby rusty sage sailor sandy savannah scout serenity shade shadow sheriff
sierra silver skip sky skip sol sonny star sterling stone storm story summer sunny sunshine sydney tab tad tanner
taylor teal temple theme tiger trace treasure trinity trip trip true truth tucker unique van vanity venus victor
victory vida viola violet virginia wade walker ward warren wells west will winter wolf woody wren young zen zephyr
alma amber ana angela asia aspen august bailey chad china cody colt cole cooper cruz dana dario drew florence francis gale
gloria israel jamaica jerry jess jim lily lorenzo milan orlando
abril julio junior german thu tu nina jun cadence maverick mahogany malaysia marquis grady fred yasin
legend case dulcinea bentley cannon beau atlas axel briar cairo ember ever flora fox gatlin grey halo harlem hayes hendrix holland indie juniper lark laith lux memphis messiah meadow miller navy nixon palmer princeton ransom reef ridge sable saint sincere talon tate treasure tripp van wilder decker deacon dior dyson edison eros cali fallon shiloh murphy keller kashmir case valentine
saw paw moo poe eh wah naw bee tea pa ira mua ife abu ada ora rae rev lev kit noa
iman ho long song ming hue an ha hung mo pa see fue chue sue thy lan ho le van bo do so no ya yer
memo beto poncho nacho concha lose ash bart boyd chin colt dot ed elder em flo fu gus hi jo kin king loan mac main max mel
mo morning pan pole ren rex roan ross sage said sal sam tai tam tea thai tin tom tony tri troy ty unity val vi
`;

const words = (list: string) => list.split(/\s+/).filter((word) => word !== "");

/** Given names that are words, months or places as well. */
export const wordNames: ReadonlySet<string> = new Set(words(namesAndWords));

/** All given names, those of `wordNames` included. */
export const givenNames: ReadonlySet<string> = new Set([...words(namesOnly), ...wordNames]);
