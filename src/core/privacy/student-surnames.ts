// Family names as facts, from general knowledge. A family name alone holds nothing. In lower case, without diacritics.

const list = `
abbott abdi abdullahi acevedo acosta adams adebayo aguilar aguirre ahmed alexander ali allen almanza alvarado alvarez
amaya anaya anderson andrade andrews aquino aragon aranda arellano arias armenta armstrong arroyo arteaga avakian avalos
avila ayala ayers bailey baker baldwin ballesteros banks banuelos barajas barnes barragan barrera barrett barrios barry
bautista becerra begay bell beltran benally benavidez benitez bennett benson bermudez bernal berry bishop black blackburn
blair blevins bonilla booker bowen bowman boyd bradley brady bravo briggs briones brooks brown bruce bryant buchanan
bui burgess burke burns burton bush bustamante butler byrd caballero cabrera calderon calhoun camacho cameron campbell
campos cano cantu cardenas cardona carlson carmona carpenter carr carranza carrasco carrillo carroll carter casey
casillas castaneda castellanos castillo castro ceballos cervantes cha chambers chan chandler chang chao chapman chavez
chen cheng cheung chin cho choi chou chung cisneros clark clarke cohen cole coleman collins colon contreras cooper
cordova corona coronado corral cortes cortez cox crawford cruz cuevas cummings cunningham curry curtis dang daniels dao
davalos davidson davila davis dawson day de dean delacruz delagarza delarosa deleon delgado delgadillo desai deshmukh
diallo diaz dinh dixon do dominguez donovan doan douglas doyle duarte dunn duong duran edwards elliott ellis enriquez
escalante escobar escobedo espinosa espinoza esquivel esparza estrada evans farah fernandez ferguson fields figueroa
fisher fitzgerald flores fong ford foster fowler fox francis franco franklin freeman frias fuentes fuller galindo
gallagher gallegos galvan gamboa gamez garcia gardner garrett garrison garza gibbs gibson gil gilbert gill goldberg
gomez gonzales gonzalez gordon graham granados grant graves gray green greene griffin grigoryan guardado guerra guerrero
guevara gupta gutierrez guzman ha hahn hakobyan hale hall hamilton hansen hanson hardy harmon harper harris harrison
hart harvey hassan hawkins hayes haynes henderson henry hernandez herrera hicks higgins hill hoang hoffman holland
holmes holt hong hopkins hovhannisyan howard howell huang hudson huerta hughes hunt hunter hussein huynh ibarra ibrahim
iniguez islas jackson jacobs jaime james jaramillo jenkins jennings jensen jimenez johnson johnston jones jordan joseph
juarez kang kapoor kaur kealoha keller kelley kelly kennedy khan khang kim king klein knight krishnan kue kumar lam
lambert lane lara larson lawrence lawson le leal ledesma lee leon leonard lewis leyva li lim lin linares little liu
llamas lo loera long lopez lor lozano lucas lucero lugo luna luong luu ly lynch lyons macias mack mahmoud mai maldonado
mann mares marin marquez marroquin marsh marshall martin martinez mason matthews maxwell may mcbride mccarthy mccoy
mcdaniel mcdonald mcgee mckinney mclaughlin medina medrano mehta mejia melendez mendez mendoza menjivar mercado meyer
meza miles miller mills miranda mitchell mohamed molina monroy montano montes montgomery montoya moore mora morales moran
moreno morgan morris morrison moua moya muhammad munoz murillo murphy murray myers nair najera narvaez natividad nava
navarrete navarro nelson newman nez ng ngo nguyen nichols nieto nkemelu noriega nunez obrien ocampo ocasio ochoa oconnor
ojeda okafor okonkwo okoye olivares oliver olivas olson ong orellana orozco orr ortega ortiz osborne osorio ouyang owens
pacheco padilla palacios palmer pang park parker parra parsons patel patterson payne paz pedroza pena peraza perales
perez perkins perry peters petersen peterson petrosyan pham phan phelps phillips phung pierce pineda plascencia ponce
porter portillo potter powell prado preciado price prieto pruitt pulido quach quezada quinn quinones quintana quintero
quiroz rahman ramirez ramos rangel rao rasmussen reddy reed renteria reyes reynolds rhodes rice richards richardson
riley rincon rios rivas rivera robbins roberts robertson robinson robles rocha rodgers rodrigues rodriguez rogers rojas
rojo roman romero romo rosales rosario rosas ross roy rubio ruiz russell ryan saavedra saechao saelee saetern saenz salas
salazar salcedo saldana salgado salinas samaniego sanchez sandoval sanders santana santiago santillan santos saucedo
saunders schmidt schneider schroeder schultz schwartz scott segura sepulveda serna serrano shah shaikh sharma sharp shaw
sheikh shelton sherman siddiqui silva simmons simon simpson sims sinclair singh smith snyder solano solis solorio song
sosa sotelo soto spencer stanley stephens stevens stewart stokes stone suarez sullivan sun sung sutton tafoya talavera
tamayo tang tapia taylor tejada tellez terry thao thapa thomas thompson thorne tiu todd toledo torres toscano townsend
tran trejo trevino trinh trujillo truong tsosie tucker turner ulloa unger urbina uribe urena valadez valdes valdez
valdivia valencia valentine valenzuela valle vang vargas vasquez vaughn vazquez vega vela velasco velasquez velazquez
venegas vera verdugo vergara villa villalobos villanueva villarreal villasenor villegas vo voong vu vue wade wagner
walker wallace walsh walters wang ward warner warren warsame washington watkins watson watts weaver webb weber webster
weiss welch wells west wheeler white williams williamson willis wilson wise wong wood woods wright wu xiong yamamoto yanez
yang yanez yazzie ybarra yee yi yoon young yu zamora zapata zaragoza zavala zazueta zepeda zhang zhao zhou zhu zuniga
`;

export const familyNames: ReadonlySet<string> = new Set(list.split(/\s+/).filter((word) => word !== ""));
