// Given names as facts, from general knowledge, of the many origins that US schools have. A name on this list is only a
// hint: alone it holds nothing. In lower case and without diacritics, as `foldWord` gives them.

/** Names that are seldom anything else: recognized in any position, in lower case too. */
const namesOnly = `
aadhya aaliyah aanya aarav aaron abbey abby abdi abdiel abdifatah abdirahman abdul abdullah abdullahi abel abena
abigail abraham abril abu ada adalyn adalynn adam adan addison adebayo adela adelaida adele adelina adeline aden adil
aditi aditya adnan adolfo adrian adriana adrianna adriel adrienne adwoa afia agatha agnieszka agustin ahmad ahmadullah
ahmed ahmet aida aidan aiden aiko aileen aimee aisha aishwarya aiyana aiyanna aja ajay akash akeem akiko akira akosua
alaina alan alana alani alaric alayna albert alberto aldo alec alejandra alejandrina alejandro aleksander aleksandr
alemayehu alessandra alessandro alex alexa alexander alexandr alexandra alexandre alexandria alexia alexis alfonso
alfred alfredo ali alia alice alicia alijah alina alisa alisha alisson alivia aliya aliyah alize allan allen allie
allison allyson alma almaz alofa alondra alonso alonzo alton alvaro alvin alyson alyssa ama amadi amadou amaia amalia
aman amanda amani amara amare amari amaya amber amelia amelie amias amina aminah aminata amir amira amirah amit amos
amrit amy amya ana anabel anabelle anahi anahita anais analia anand anastasia anastasiya anaya anders anderson andi
andre andrea andreas andrei andres andrew andriy andy aneesh anessa angela angelica angelina angeline angelique angelo
angie anh ani anika anil anisa anish anissa anita aniya aniyah anjali anmol ann anna annabel annabelle annalise anne
annette annie annika anoush ansel anselmo anthony antoine antoinette anton antonia antonio antwan anvi anwar anwen
anya aoife apollo aponi araceli aracely aram arezu aria ariadna ariana arianna ariel ariella ariyah arjun arlene
arlette arlo armaan armando armani armen armine arnav arnold arnulfo arron arsen arshdeep arthur artur arturo arvin
arya aryan asa asad ash asha ashanti asher ashlee ashleigh ashley ashlyn ashlynn ashok ashton ashwin asia asiya aspen
astrid athena atif atlas atticus aubree aubrey aubriana audrey august augustine aung aurelia aurelie aurelio aurora
autumn ava averie avery avi aviana avneet awa axel ayaan ayah ayala ayan ayana ayanna ayasha ayden ayesha ayla aylin
ayodele ayomide ayse ayumi azaan azalea azariah aziz aziza azucena babajide babak bailey baljit baltazar bao barbara
barrett barry bart bartholomew bashir bautista bayani beatrice beatrix beatriz beau becca beckett beckham becky bee
bela belen belinda bella ben benicio benita benito benjamin bennett benny benson bentley bernadette bernard bernardo
bernice bernie bertha beth bethany bethlehem beto betsy bettina betty bev beverly bex bhavya bianca bijan bilal billie
billy birgit blaine blake blanca blia boaz bobby bode bodhi bodie bogdan bohdan bonifacio bonnie bopha boris boubacar
bowen boyd brad bradford bradley brady braelyn branden brandi brandon brandy brantlee brantley braulio braxton brayan
brayden braydon braylee braylen braylon brea breanna brecken brenda brendan brenden brenna brennan brennon brent
brenton bret brett bria brian briana brianna briar bridget brielle briggs brigitte brinlee brinley briseida briseyda
bristol brittany brittney brock broderick brody bronson brooke brooklyn brooklynn brooks bruce bruno bryan bryanna
bryant bryce bryleigh brynlee brynn bryson burak byron caden cadence cady caiden cailyn cairo caitlin caitlyn calder
caleb cali calista callan callie callum calvin camden cameron camila camilla camille camilo camryn candace candice
cannon caridad carina carissa carl carla carlee carlito carlo carlos carlton carly carmel carmela carmelita carmelo
carmen carolina caroline carolyn carrie carson carsten case casey cason cassandra cassia cassidy cassie catalina
caterina catherine cathy cayden cayson cecelia ceci cecil cecilia cedric celeste celestino celia celina celine cesar
chad chaim chaitanya chana chandler chandra chang chantal chanthou charlene charles charlie charlotte charmaine chaske
chaya chayo chayton chee cheikh chela chelo chelsea chelsey chen cheng chenoa cher cheryl chester cheyenne chia
chiamaka chiara chidera chidi chike chima chin chinedu chinonso chioma chloe chloie chong chou choua chris chrisley
chrissy christa christi christina christine christopher christy chu chuck chue chukwudi chukwuemeka chun chuy ciara
cierra cindy citlali citlalli claire clara clarence clarissa clark claude claudia claudio clayton clem clement
clementine cleo clifford clifton clint clinton clyde cody coen cohen colby cole colette colin colleen collin collins
colton concepcion concha conchita connie connor conor conrad constance cooper cora coralie corbin cordelia corey cori
corinne cormac cornelius corrine cory cosmo courtney craig cristal cristian cristiana cristina cristobal cristopher
cruz cruzito crystal cuauhtemoc cuca cullen curt curtis cyndi cynthia cyrus d'andre d'angelo da'quan dae daija daiki
daisha daisy dakota dalary dalia dalila dallas dallin dalton damaris damian damien damion damon dana danae dane dang
dani dania danica daniel daniela daniella danielle danika danilo danish danita danna danny dante danuta daphne daquan
dara darcy daria dariana dariel darien dario darius darla darlene darlin darnell darrell darren darryl darwin daryl
daryna dashawn dat dave davian david davin davina davion dawit dawson dax dayami dayana dayanara dayton de'andre
de'shawn deacon deandre deangelo deanna deb debbie deborah debra decker declan deeksha deepa deepak deepika deisy deja
delaina delaney delfina delia delilah della delmar delores delphine demarcus demarion demetri demetria demetrius demi
dena denice denis denise dennis denzel deon derek derick derrick desean deshaun deshawn deshun desi desiree desmond
desta destinee destiny dev devan devante deven devi devika devin devon devonta devonte dexter dezba dezmond dhruv
diallo diana diane dianna diego dieter dijon dilan dillon dimitri dina dinesh dinh diogo diona dionne dior diya
djamila djibril djuan dmitri dolores domenica dominga dominic dominick dominik dominique domonique donald donato donna
donnie donovan donte dora doreen doris dorothy doua doug douglas dreyson duane duc dulce dulcinea duncan dung dustin
dwayne dwight dyani dylan dyson ean earl easton eastyn ebony ed eddie eddy edgar edie edison edith edmund edna edson
eduarda eduardo edward edwin efrain efren eh eileen einar eitan ekaterina elaina elaine elana elder eleanor eleazar
elena eleni elhadj eli elia eliana elianna elias eliazar elicia elif elijah elimu elin eliot elisa elisabeth elise
eliseo elisha elissa eliud eliza elizabeth ella elle ellen elliana ellie elliot elliott ellis ellison ellyn elmer
elodie eloisa eloise elowen eloy elsa elsie elton elva elvia elvin elvira elvis elyas elyse em emanuel ember emberly
emberlyn emeka emelia emely emerson emersyn emery emil emile emilia emiliana emiliano emilie emilio emily emma
emmanuel emmeline emmet emmett emmie emmy emre ender enoch enrico enrique enzo ephraim eric erica erick erika erin
ernest ernestina ernesto ernie eros esai esi esmae esme esmeralda esperanza essence esteban estefani estefania
estefany estela estella ester esther estiven ethan ethel etienne etta eugene eugenia eulalia eunice eva evalyn evan
evander evangelina evangeline evelin evelyn ever everett everleigh everly evette evie eyob ezekiel ezequiel ezio ezra
ezrah fa'alogo fabian fabio fabiola fabrice fadi fadumo fahad faisal faiza fallon farah farhan farid faris fartun
farzana fatemeh fatima fatimah fatma fatou fatoumata fay faye federico felicia felicitas felicity felipe felix fergus
fernanda fernando ferreira ferris fetu feven fidel filiberto filomena finley finn finnegan fiona fito fitz fletcher
flora florence florencia folake fox frances francesca francesco francis francisca francisco franco francois frankie
franklin fred freddie freddy frederick fredy freshta freya frida frieda fritz fu fumiko gabby gabe gabriel gabriela
gabriella gabrielle gael gagandeep gage gail gale galilea ganesh gannon gaonou gaosheng garrett gary gatlin gaurav
gavin gayane gemma genaro gene genesis geneva genevieve gentry geoff geoffrey george georgia georgina gerald geraldine
gerard gerardo german gerson gertrude gevorg ghassan giancarlo gianna gideon gigi gilbert gilberto giles gillian gina
ginger ginny gino giovanna giovanni giselle gisselle giulia giuseppe gizelle gladys glen glenda glenn gloria goldie
goran gordon graciela grady graham grayson greer greg gregg gregory greta gretchen grey greyson griffin griselda
guadalupe guillermo guinevere gunnar gurpreet gus gustavo guy gwen gwendolyn habib hadassah hadley hafsa haile hailey
hakeem hakim hala haley halima halle hallie halo hamdi hamid hamza han hana hanh hank hanna hannah hannia haoran haoyu
harjit harlan harlee harleen harlem harley harlow harmanpreet harmony harold harpreet harriet harrison harry harsh
haruka haruki haruto harvey hasan hashim hassan hattie hau haven hayden hayes hayk haylee hayley hazel heath heather
heber hector heidi heidy helen helena hendrix henley henrietta henrik henry herbert heriberto herman hermelinda
hermione hernan hiba hien hieu hikaru hilario hilary hilda hillary hina hiro hiroshi hiwot ho hoa hoang hodan holden
holland hollie hollis holly homero honoria horacio hortencia hosea hosna houa hovik howard hser htet htoo hua huang
hudson hue hugh hugo hui humberto hung huong hussein huxley huy hye hyejin hyun ian ibou ibrahim ibtisam ida idris
iesha ife ifeanyi ifeoma ifrah ignacia ignacio igor ikaika ike iker ilhan iliana ilse iman imani imelda imran ina
inaaya inaya indie indigo indira ines inez ingrid ioana ioane iolana ira irene irina iris irma irving iryna isa isaac
isabel isabela isabella isabelle isaiah isaias isander isela isha ishaan ishita ishmael isiah isidora isidro isis isla
ismael ismail ismenia isra israel issa issac itzae itzayana itzel ivan ivana ivette ivonne ivory iyana izabella izaiah
izel izzy ja'mya jabari jace jaceon jacinda jacinto jack jackie jackson jaclyn jacob jacoby jacqueline jacquelyn jada
jaden jadiel jadon jadyn jaelyn jaelynn jagger jagoda jaheim jahir jahmir jaiden jaidyn jaime jair jairo jakai jakari
jakayla jake jakob jakobe jakub jakyla jalen jaliyah jamaal jamal jamar jamarcus jamari jamarion jameel james jameson
jamie jamil jamila jamir jamison janae jane janell janelle janessa janet janette janiah janice janie janiel janine
janiya janiyah jannat jaquan jaquelin jared jariel jarod jarrett jarvis jasai jaskaran jasleen jaslene jasmeet jasmin
jasmine jason jasper jaspreet javier javion javon jax jaxen jaxon jaxson jaxton jaxtyn jay jaya jayce jaycee jayda
jayden jaydon jayla jaylah jaylee jayleen jaylen jaylene jaylin jaylynn jayson jayven jaziah jaziel jazlyn jazlynn
jazmin jazmine jazmyn jean jeanette jeanne jeannette jed jedidiah jeff jefferson jeffery jeffrey jelani jemma jen
jenna jennie jennifer jenny jensen jerald jeremiah jeremy jeri jericho jermaine jermani jerome jerry jesenia jess
jessa jessamyn jesse jessica jessie jessy jesus jett jewel jhon jhonatan jia jiang jiayi jihan jihoon jill jillian jim
jimena jimmena jimmie jimmy jin jing jiovanni jo joan joana joanie joanna joanne joaquin jocelyn jocelynn jodi jodie
jody joe joel joelle joey johan johana johann johanna johari john johnathan johnna johnnie johnny johnson joiah jolene
jolie jon jonah jonas jonathan jonathon joni jordyn jorge jorgen jori josafat jose josef joselyn joseph josephine josh
joshua josiah josie josue journey jovan jovani jovanni jovanny joyce joziah jru juan juana juanita judah judith judy
juelz julia julian juliana julianna julianne julie julien juliet julieta juliette julio julissa julius jumana jun jung
junie junior juniper justice justin justine justus ka'mya kabir kacey kacper kade kaden kadence kadiatou kadin kadir
kaelyn kahlani kahlil kai kaia kaila kailani kailey kailyn kaimana kainoa kaipo kaisley kaison kaitlin kaitlyn kaiya
kalani kale kalea kaleb kalei kali kalia kaliyah kallie kalpana kamal kamala kamaria kamden kamdyn kameron kamila
kamilah kamiyah kana kanani kane kanika kannon kanoa kao kapono kara karamjit karan kareem karen kari karim karina
karissa karl karla karlee karma karol karsten karsyn karter karthik kasen kasey kash kashmir kashton kasia kassandra
kassidy kataleya katarina kate katelyn katelynn katerina kateryna katharine katherine kathleen kathryn kathy katia
katie katlyn katrina katya kavan kaveh kavita kavya kawika kay kaya kayden kaydence kaying kayla kaylee kayleigh
kaylen kaylie kaylin kaylynn kayode kaysen keahi keala kealoha keanu keaton keegan keenan keiko keila keilani keira
keisha keith kekoa kelechi kellan kellen keller kelley kelli kellie kelly kelsey kelsie kelvin kelyn kemal ken kenan
kendal kendall kendra kendrick kenia kenji kenley kenna kenneth kenny kensley kent kenya kenyatta kenzie keola keoni
kerry keven kevin keyla keyli keyon keyshawn keziah khadija khadijah khadra khady khai khaleesi khalid khalil khang
khanh khari khloe khoa khoi khue kia kiaan kiana kianna kiara kidist kiera kieran kiet killian kim kimani kimber
kimberly kimberlyn kimi kimiko kimora kin kingsley kingston kinley kinsley kioni kira kiran kirandeep kirk kirsten
kirstin kit kitty kiya kiyoshi klay knox knoxlyn kobe koda kodi kody kofi kohen kojo kolby kole kolton kong konstantin
kora korbin kori kou koua kris krish krishna krista kristen kristian kristie kristin kristina kristine kristopher
kristy krystal krzysztof kunal kurt kushal kwabena kwaku kwame kwasi kya kye kyla kylan kyle kylee kyleigh kyler kylie
kylo kymani kyng kyra kyrie kyro kyson lacey lachlan laila laith lakeisha lakelyn lakshmi lalo lam lamar lamia lamont
lan lana lance landon landry lane laney langston lani lanie laniyah laquan lara larisa larissa lark larry lars
lashonda latasha latavia latisha latonya latoya laura laurel lauren laurence laurie lavinia lawrence lawson layan
layla laylani layth layton lazaro lea leah leandro leann leanna lee leela leena legend leia leif leigh leighton leila
leilani leilany leimomi lela leland lemuel lena lencho leninha lennox lenora leo leobardo leon leona leonard leonardo
leonel leonor leonora leopoldo leora leroy lesley leslie lester leticia lettie letty lev levi lewis lexi leyla lia
liam liana lianna liban libby lico lidia liem lien lila lilah lilia lilian liliana lilit lillian lillie lilly lily
lilyana lin lina lincoln linda lindsay lindsey ling linh linnea lionel lisa lisandro lisbeth lisette lissette liu liv
livia liz liza lizbeth lizeth lizette lloyd loan lochlan logan lois lola london londyn long lonnie lora lorelei loren
lorena lorenza lorenzo loretta lori lorna lorraine lose lottie lou louie louis louisa louise lourdes lua luan luca
lucas lucero lucha lucia lucian luciana luciano lucien lucille lucinda lucio lucy lue luella luis luisa lujain luka
lukas lukasz luke lulu luna lupe lupillo lupita luther lux luz lwin lyanna lydia lyla lyle lyn lynda lynette lynn
lynne lyra mabel mac macario maci macie mackenzie macy madalyn madalynn maddie maddix maddox maddy madeleine madeline
madelyn madelynn madilyn madisyn mae maeve magdalena maggie magnus mague mahad mahalia mahder mahdi maher mahmoud
mahoe mahogany mai maia maicol mailee maira maisie maisy maite maiya maiyer majd makai makaio makana makayla makena
makenna makenzie makhi makoa maksym malachi malaika malaya malaysia malcolm malgorzata malia maliah malik malika
maliyah mallory malo malu mamadou manav mandeep mandy manish manny manoj manpreet manuel manuela mara marc marcel
marcela marcelina marceline marcelino marcella marcelo marci marcia marco marcos marcus mardin maren margaret
margarita margarito margie margot marguerite maria mariah mariajose mariam mariama mariana marianna marianne maribel
maribella maricela maricruz marie mariel mariela marielle marilyn marin marina mario marisa marisela mariska marisol
marissa maritza mariya marjorie markus marla marlee marleigh marlen marlene marley marlie marlin marlon marlowe
marquez marquis marquise marsha marta martha martin martina marty marvin marwan mary maryam maryann maryjane masha
mason mateo mathew mathias mathilda matias matilda matt matteo matthew matthias maura maureen mauricio maverick mavis
mavrik max maxim maximilian maximiliano maximo maximus maxine maxwell maya mayela maylee mayli maylin mayra mayte
mazen mckayla mckenna mckenzie mckinley meadow meche meera meg megan meghan mehdi mei meilani mekhi melania melanie
melany mele melina melinda melisa melissa melody melvin memo memphis mercedes mercy meredith merida merlin meron
messiah mia micaela micah michael michaela michal micheal michele michelle miguel miguelangel mihai mika mikaela mikah
mikal mikayla mike mikel mikey mikhail miki mila milagros milan milana milani milena miller milly milo milton mimi
mina ming mingyu minh minjun minnie minseo mira miracle miranda mireya miriam mirna miroslav misael misha misty
mitchell mitzi miyah miyana miyuki mo moana mohamad mohamed mohammad mohammed mohamud moises mollie molly mona monica
moniqua monique monse monserrat montana montrell montserrat monty moo mordechai morgan moriah morris moses moshe
mouhamed moussa mua muhammad muna murphy murray mursal musa mustafa mya mykola myla myles mylo myra myriam myrna myron
myrtle nabil nacho nadeem nadia nadim nadine nadiya nael nahla naima nainoa najibullah najma nalah nalani nallely nam
namrata nancy nandini nando nani naomi naomy narek nargis nash nasir nasra nasreen nastassia natalia natalie nataly
natalya natasha nate nathalia nathalie nathan nathanael nathaniel natnael naveah naveen navid navjot navneet navy
navya naw nawal naya nayeli nayelli nayely nayla ndeye neal ned neel neftali neha nehemiah neil nelida nell nellie
nelly nelson nena neng neriah nessa nestor neto nevaeh neveah nga ngan nghi ngoc ngozi nguyen nguyet nhan nhi nhia nhu
nia niamh nicanor nicholas nick nickolas nico nicola nicolas nicole nicolette nidia niels nieves nikhil nikita nikki
niklas niko nikolai nila nilda nima nimco nina ninfa nishant nisreen nita nixon niyah niyol nizhoni nkauj nkechi
nnamdi noa noah nodin noel noelani noelia noelle noemi noemie noemy noham nohea nohemi nola nolan noor nora norah
norberto noreen norm norma norman nou nour noura nova novalee nuha nuria ny'asia nyah nyasia nyla nyomi oaklee oakley
oaklyn oaklynn obadiah obi obinna octavia octavio odalis odalys odessa odin ofelia okalani oksana olamide oleh
oleksandr olena olga olive oliver olivia olivier ollie oluwaseun oluwatobi omar omari omid omnia onyx opal ope ophelia
ora oralia oren oriana orion orla orlando orville oscar osiel oskar osman osvaldo oswaldo otilia otis otoniel ottilie
otto ousmane owen oyelaran ozias ozzie pa pablo paco pahoua paige paislee paisley paityn paj palila palmer paloma pam
pamela pancho panhia pao paola paolo paoze parisa parker parminder parvati parwana pascal pascual pat patience
patricia patrick patsy patty paul paula paulina pauline paulo pavel paw pawel paxton payton pearl pedro peggy pele
penelope penn penny pepe percy perla perry persephone pete peter petra petros peyton phan phat phet phil philip
philippe phillip phoebe phoenix phong phoua phuc phuong phyllis pierce pierre pilar piotr piper pippa pita poe poncho
pono porfirio porter poua prabhjot pranav presley preston primo princeton prisca priscilla pritam priya priyanka
prudence pua qadir qais qasim quan quang quentin quetzal quetzalli quincy quinn quinnley quinton quique quoc quyen
quyet quynh rachael rachel rachelle radha rae raegan raelynn rafael rafaela raheem rahel rahim rahma rahul raina raj
raja rajan rajesh ralph rami ramiro ramon ramona ramses ramsey ramy rana randall randi randy rania ransom raphael
raquel rashad rasheed rashid rashida raul raven ravi rawan rayan rayden rayla raymond raymundo rayna rayne raynell
razia reagan rebeca rebecca rebekah reece reef reem reese regan reggie regina reginald reina remi remington remy ren
rena renata renato rene renee rennata renzo reuben rex rey reyansh reyes reyna reynaldo rhea rhett rhiannon rhoda
rhonda rhylee rhys ria ricardo rich richard richie rick rickey ricky rico ridge rigoberto rihanna riley rima rina
rishi rita rithy ritika ritvik river rivka riya roan robbie robert roberta roberto robin robyn rocco rochelle rocio
rocky rod roderick rodney rodolfo rodrigo roe rogelio roger rohan rohit roland rolando roman romeo romina ron ronald
ronaldo ronan ronda ronin ronnie rory rosa rosalba rosalee rosalia rosalie rosalina rosalind rosalinda rosalyn rosanna
rosario rosaura roselia roselyn rosemarie rosemary rosie roslyn ross rowan rowena roxana roxanne roy royal royce ruben
rubi ruby rudolfo rudy rueben rufus ruiwen rupert ruqayya russ russell rusty ruth ruthie rya ryan ryann ryatt ryder
ryker rylan rylee ryleigh rylie saad saanvi sabina sabine sable sabrina sachin sadaf sadie sadiq safa safiya sagal
sage sahar said saida saif saint sakiko sakura sal salazar saleh salem salim sally salma salman salome salvador
salvatore sam samantha samar samara samaria samer samir samira samiyah sammy samoa samrawit samson samuel sana sanaa
sanaya sandeep sandra sandy sanjana sanjay sanjuana santana santiago santino santos saoirse sapphire sara sarah sarahi
sarai saray sariah sariyah sasha saul saulo savanna savannah savion sawsan saylor scarlet scarlett scott scottie
seamus sean sebastian seini sekou sela selah selam selamawit selena selene selina selma semaj semira semisi senai
senait seong seoyeon serafin seraphina serena serenity sergei sergio seth seun sevan seydou shabnam shada shadi shafiq
shahid shai shaina shakira shamar shan shana shane shania shanika shaniqua shanna shannon shanti sharon shaun shauna
shaurya shavon shawn shawna shay shayla shayna shea sheena sheila shelby sheldon shelia shelley shelly sheng sherman
sherri sherry sheryl sheyla shilah shiloh shira shirley shiv shiva shivani shmuel shoua shreya shukria shun shyla
siddharth sidney sienna sierra sigrid silas silvester silvia simeon simon simona simone simran sina sincere siobhan
sione siosaia sky skye skylar skyler sloane sofia sofie sokha sol solange soledad soleil solomon somchai sonia sonja
sonny sonya soojin sophea sophia sophie soraya soren sou soua souleymane sovann spencer stacey stacie stacy stan
stanislaw stanley stefan stefani stefanie stella steph stephan stephanie stephany stephen stetson stevan steve steven
stevie stewart stuart suad sue sugey suha sukhdeep sukhman suleiman sulema sullivan suman sumaya summer sungmin sunil
sunita suresh suri surisadai surya susan susana susanna susie sutton suzanne suzette sven svetlana svitlana sydney
sylas sylvester sylvia sylvie ta'niya tabatha tabitha tadeo tadhg tahir tai taina taj takoda takumi tala talia taliah
taliyah tallulah talon tam tama tamar tamara tamia tamika tammy tamsin tana tania tanish tanisha taniyah tanner tanvi
tanya tara taras tarek tareq tarik tariq taryn tasha tashi tate tatiana tatum tatyana tavion tavita tavo tavon taylor
taytum tea teagan ted teddy temitope tenzin teo teodoro teresa terese teresita terrance terrell terrence terri terry
tesfaye tess tessa teuila tevita thad thaddeus thai thalia thang thanh thao thatcher theo theodora theodore theresa
thi thiago thida thien thinh tho thomas thoua thu thuan thuy thy tia tiana tianna tiara tien tierney tierra tiffany
tigist tigran tim timmy timothy tina tinley tinsley tisha tito titus tlaloc toan tobi tobias tobin toby todd tokala
tom toma tomas tomasina tomasz tommy tona tong toni tonio tono tony tonya tooj topher tou toua tracey traci tracy tram
tran trang travis travon treasure tremaine trent trenton tressa trevin trevon trevor trey treyton tri tricia trina
trinh trini trinidad trinity tripp trisha tristan tristen troy truc trung truong trystan tsosie tswj tu tuan tucker
tunde tung tuyen tuyet twyla ty tyanna tyce tyler tyquan tyree tyreek tyrek tyrell tyrese tyrion tyrone tyson uche ugo
ulani ulises ulrich ulysses uma umair umar umberto unique uriah uriel urijah ursula usman uyen vahe vaishnavi valen
valentin valentina valentine valentino valeria valerie valery van vance vanellope vanessa vang vanya varun vasyl
vaughn veasna veda vedant velma venkat vera veronica vesper vicente vicki vickie vicky victor victoria vida vidal viet
viggo vihaan vijay vikram viktor viktoriya viliami vilma vina vince vincent vincenzo vinh viola violet violeta
violetta virgil virgilio virginia viridiana vishal vivaan vivian viviana vivianne vivienne vlad vladimir volodymyr vu
wade wafa wah wahid wakanda waleed wali walid walker wallace walter wanda wanjiru ward warren warsame waylon wayne
wendell wendy wenjing wes wesley westley weston whitney wilbert wilbur wilder wiley wilfred wilfredo wilhelmina willa
william willie willis willow wilma wilmer wilson winnie winona winslow winston winter wisam wojciech wren wyatt wynter
xander xavier xee xiadani ximena ximenna xinyi xiomara xiong xitlali xitlaly xochilt xochitl xuan xue xuyen xyla
yaakov yadira yael yahaira yahel yahir yahya yair yajaira yamila yamilet yamileth yamilex yan yana yandel yanely yang
yara yared yareli yarelis yarely yaretzi yaritza yash yasin yasir yasmeen yasmin yasmine yaw yazan yazmin yazmine yee
yeej yefferson yefri yehuda yeison yen yeng yer yesenia yesica yessenia yessica yetunde yevhen yia yifan ying yisroel
yoana yohana yohannes yoko yolanda yoli yonas yong yosef yoselin yosselin yousef yousif youssef yousuf yu yuan yuchen
yue yuki yukiko yuleisy yuliana yulissa yuliya yuna yung yuri yuridia yuritzi yuritzy yusef yusra yusuf yuvraj yvette
yvonne zabdiel zabihullah zachariah zachary zachery zack zackary zahara zahir zahra zaid zaida zaiden zaila zainab
zainabu zaira zaire zak zakaria zakariya zakia zander zane zaniyah zara zarghuna zaria zariah zayd zayden zayla zaylee
zayleigh zayn zayne zayra zeinab zeke zelda zena zeng zenia zeppelin zev zeynep zhang zhavia zhen zhi zia ziad zihan
zina zion zita ziva ziyang zlata zoe zoey zofia zoie zola zong zoraida zoran zoya zubair zuleika zulema zuri zuriel
zuzanna zyaire zyanya zymir zyon kiersten kirsten kjersti karsten kirstie kendrick kendrix kyla kylan kylen jaiden jadyn jaylyn jaylynn jaxton jaxson brixton paxton
`;

/** Names that are words, months, places or school names too: they need more to be taken for a person. */
const namesAndWords = `
ace angel april arch archer art austin autumn bay bea bear bee berry bill blaze bliss blue bob bond booker boston
branch brandy brave brick bridge brook brooks buck bud buddy camp carol carter case cash chance charity charm chase
cherry chip christian chuck clarity clay cliff clover coral creed crew cricket cruz daisy dakota dallas dash dawn dean
dell denver destiny dick diamond dixie dolly don dove drake dream drew duke early earnest east ebony echo ember epic
essence eve ever faith fanny fern field fin fisher flint flora flor forest fox frank free frost genesis georgia ginger
glory grace grant gray green grey guy happy harmony harper hart haven heath heaven hero honor honey hope houston
hunter iris isle ivory ivy jackson jade jazz jewel jersey jet jordan journey joy judge july june justice kale karma
kay kenya king kit kitty knight lake lark law liberty light lincoln lines linden london lonely love loyal lucky luz
lyric madison major march marina mark marshall mason max may meadow melody mercy mercedes miles mindy miracle misty mo
montana morning nick noble north oak ocean olive opal page paris pat patience paz peace pearl penny phoenix pierce
poppy porter precious presley price prince princess promise psalm queen rain rainbow ransom raven ray reed reef regal
rich ridge rip river rob robin rock rocket rod rose rowan royal ruby rusty sage sailor sandy savannah scout serenity
shade shadow sheriff sierra silver skip sky sol sonny star sterling stone storm story summer sunny sunshine tab tad
teal temple theme tiger trace treasure trinity trip true truth unique van vanity venus victor victory vida viola
violet virginia wade warren wells west will winter wolf woody wren young zen zephyr amber aspen august china colt
cooper jamaica milan orlando abril julio junior german thu tu nina jun cadence maverick mahogany malaysia marquis
grady fred yasin legend dulcinea bentley cannon beau atlas axel briar cairo gatlin halo harlem hayes hendrix holland
indie juniper laith lux memphis messiah miller navy nixon palmer princeton sable saint sincere talon tate tripp wilder
decker deacon dior dyson edison eros cali fallon shiloh murphy keller kashmir valentine saw paw moo poe eh wah naw tea
pa ira mua ife abu ada ora rae rev lev noa iman ho long song ming hue an ha hung see fue chue sue thy lan le bo do so
no ya yer memo concha lose ash bart chin dot elder flo fu gus hi kin loan mac main mel pan pole ren said sal thai tin
tri ty unity val vi
`;

const words = (list: string) => list.split(/\s+/).filter((word) => word !== "");

/** Given names that are words, months or places as well. */
export const wordNames: ReadonlySet<string> = new Set(words(namesAndWords));

/** All given names, those of `wordNames` included. */
export const givenNames: ReadonlySet<string> = new Set([...words(namesOnly), ...wordNames]);
