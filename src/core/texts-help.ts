/** Sentences about questions to peers: the word `ask`. */
export const helpTexts = {
  /** The word. */
  heading: "Ask for help",
  intro:
    "Ask “has anyone faced this?”. Your team hears it first. Your program manager and other districts hear it only when you say so.",
  askButton: "Ask a question",
  askAnother: "Ask another question",
  forTeams:
    "With this word a team asks its peers for help. Your teams' questions come to you when they want you to know.",
  elsewhere: "Please type ask in your own district's workspace.",
  full: (most: number) =>
    `Your team has ${most} open questions. Close one, or take it back, and you can ask the next. Your words are still here.`,
  fullCard: (most: number) => `Your team has ${most} open questions. When one is closed, you can ask the next.`,
  yours: "Your open questions",
  ofYourTeam: "Open questions of your team",
  ofYourTeams: "Questions that your teams sent to you",
  moreToManager: (count: number) =>
    `And ${count} more. Those that you have answered stand last: answer, and you see the others.`,
  askedOfYou: "Asked of you",
  giveAndGet: ({ asked, gave, got, introduced }: { asked: number; gave: number; got: number; introduced: number }) =>
    `Your district asked ${times(asked)} and got ${answers(got)}. It helped ${times(gave)}; introduced ${introduced}.`,
  giveAndGetOf: ({ asked, gave, got, introduced }: { asked: number; gave: number; got: number; introduced: number }) =>
    `Help between districts: asked ${times(asked)}, got ${answers(got)}, helped ${times(gave)}, introduced ${introduced}.`,

  /** Typed as a message. */
  typedHeading: "Ask your peers this?",
  typedSmall: "Nobody sees it before you send it to your team.",
  asUpdate: "Record as an update instead",

  /** The form. */
  formTitle: "Ask for help",
  formSend: "Ask my team",
  team: "Which team asks?",
  question: "What do you want to know?",
  questionHint: "For example: how did you get families to answer calls about absence? No student names, please.",
  by: "By when?",
  level: "Who may see it, once you send it on?",
  levelHint: "Beyond your program manager. Nobody there sees your name unless you agree.",
  levels: { collaboration: "Districts in my collaboration", network: "Districts in the whole network" },
  firstStep:
    "Your team sees it now. It goes to your program manager, and then to other districts, only when you say so, one step at a time.",
  tooShort: "Could you say a little more? What happens, and what have you tried?",
  byPast: "This date has passed. Please give a day that is still ahead, or leave it empty.",

  /** Topics. */
  topicAsk: "What is it about?",
  topicElse: "Something else",
  topicChoose: "Choose the topic",
  topicTitle: "What is it about?",
  topicSend: "Save",
  topicField: "Choose up to three. None of them is fine, too.",
  topicMost: "Please choose at most three.",
  about: (topics: string) => `About: ${topics}`,
  otherLanguage:
    "I read English only. I look for districts by your grades, student groups and figures, not by the words of this question.",

  /** The asker's card. */
  yourQuestion: "Your question",
  teamsQuestion: "A question of your team",
  youLeft: "You are no longer on the team that asked this. Its lead goes on with it.",
  byDay: (day: string) => `By ${day}`,
  outside: "Outside your district it reads so. Figures about few people are left out:",
  stands: {
    team: (inChannel: boolean, count: number) =>
      `Your team: ${inChannel ? "asked in its channel" : "your team lead was asked"}, ${answers(count)}`,
    alone: (count: number) => `Your team: I could not ask it, so please tell them yourself, ${answers(count)}`,
    managerNot: "Program manager: not asked",
    manager: {
      told: (count: number) => `Program manager: asked, ${answers(count)}`,
      later: (count: number) => `Program manager: will read it with the next message, ${answers(count)}`,
      nobody: (count: number) => `Program manager: nobody whom I can reach, ${answers(count)}`,
    },
    districtsNot: "Other districts: not asked",
    districts: (asked: number, count: number) =>
      `Other districts: ${asked === 1 ? "1 was asked" : `${asked} were asked`}, ${answers(count)}`,
  },
  askManager: "Ask my program manager",
  noManager: "Your team has no program manager whom I can reach. You can ask districts that may know.",
  managerLater:
    "Your program manager reads it in short with the next message from me, and in full under ask. I do not send more just now.",
  askDistricts: "Ask districts that may know",
  askMoreDistricts: "Ask more districts",
  askWider: "Ask the whole network",
  close: "Close it",
  withdraw: "Take it back",
  see: "See it",
  small: "Only your team sees this, until you send it on.",
  keptAsQuestion: "This is now your question to your peers.",
  closed: "Closed.",
  takenBack: "This question was taken back.",

  /** Own team and program manager. */
  teamHeading: "A question from your team",
  asks: (name: string) => `**${name}** asks:`,
  canHelp: "I can help",
  teamSmall: "Your answer goes to the person who asked.",
  managerHeading: "A question from one of your teams",
  asksIn: (name: string, team: string) => `**${name}**, ${team}:`,
  answer: "Answer",
  answerMore: "Add to your answer",
  managerSmall: "Your answer goes to the person who asked. No other district has seen the question so far.",
  managerSmallSent: "Your answer goes to the person who asked. Other districts were asked, too.",
  over: "This question is closed. Thank you.",
  answerTitle: "Answer",
  answerSend: "Send",
  answerField: "Your answer",
  answerReaders: "The person who asked reads this. Please leave out student names.",
  answerReadersLead: "Who asked has left the team; its lead reads this. Please leave out student names.",
  sent: "Sent to the person who asked.",
  sentLead: "Sent to the team's lead: who asked has left the team.",

  /** Before it goes to other districts. */
  previewHeading: (count: number) => (count === 1 ? "Ask 1 district?" : `Ask ${count} districts?`),
  previewTo: "It goes to:",
  previewThey: "They read about you:",
  previewText: "And your question, word for word:",
  previewSmall:
    "Each also reads why it is asked, from its own tests and topic. They see no name of yours, and you see theirs only if they offer.",
  oneHasEnough: "One district that may know has enough requests just now.",
  someHaveEnough: (count: number) => `${count} districts that may know have enough requests just now.`,
  send: "Send it",
  leave: "Leave it",
  changed: "Something changed since you looked. Please look once more:",
  none: {
    "nobody alike": "I know no other district that works on something like this, as far as districts let me look.",
    "not now": "No district that may know can be asked just now. Please try again later.",
    "too few":
      "I cannot ask without giving your district away: too few districts fit what I would say of you. Your program manager can ask for you.",
    few: "I say nothing of other districts here: so few are in question that any answer would tell of one of them. Your program manager can ask for you.",
    "all asked": "All districts that may know have been asked.",
    enough: "Every district that may know has enough requests just now. Please try again later.",
  },
  sentTo: (count: number) => (count === 1 ? "Sent to 1 district." : `Sent to ${count} districts.`),

  /** The other district. */
  districtHeading: "A question from another district",
  why: "Why you:",
  whyTopicSaid: (topic: string) => `Your team said that it works on ${topic}.`,
  whyTopicRead: (topic: string) => `What your team wrote reads like ${topic}.`,
  whyWorked: (strategies: string) => `You tried ${strategies}, and it worked.`,
  whyElse: "What your team works on is close to this.",
  offerTime: "Offer 20 minutes",
  writeAnswer: "Write a short answer",
  notNow: "Not now",
  askLess: "Ask us less",
  districtSmall: "They will see your name only if you offer.",
  offerTitle: "Offer 20 minutes",
  offerField: "A word with it",
  offerReaders:
    "They will see your district's name and that you lead its team. Your own name they see when they ask to be introduced.",
  shortTitle: "A short answer",
  shortField: "Your answer",
  shortReaders: "They read your words, and not who wrote them. Please leave out names of students, schools and places.",
  youOffered: "You offered 20 minutes. If they would like that, I introduce you to each other.",
  youAnswered: "You answered:",
  youSaidNotNow: "Not now. Thank you for saying so.",
  youAreIntroduced: "You were introduced to each other.",
  released: "Nothing more is needed from you. Thank you.",
  takeOfferBack: "Take it back",
  offerTakenBack: "You took your offer back. They see that it is no longer there, and not your name.",
  answeredBefore: "This was answered already.",
  onlyLead: "Your team's lead answers this.",

  /** What comes back. */
  answerHeading: "An answer to your question",
  offerHeading: "An offer of help",
  fromTeam: (name: string) => `**${name}**, your team:`,
  fromManager: (name: string) => `**${name}**, your program manager:`,
  fromDistrict: "One of the districts that were asked:",
  offers: (district: string) => `**${district}**, its team lead, offers 20 minutes.`,
  offerGone: "An offer of help was made, and is no longer there.",
  youAsked: "You asked:",
  teamAsked: "Asked by somebody who has left your team since:",
  introduce: "Introduce us",
  introduceSmall: "They will then see your name and your district's.",
  introducedHeading: "You are introduced",
  introduced: (name: string, district: string) => `**${name}**, ${district}`,
  introducedNext: "Next: agree on 20 minutes with each other. Your program managers can help to find the time.",
  cannotMeetHeading: "They cannot meet now",
  cannotMeet: "They cannot meet now: nobody is there who could. I keep it; please try again later.",
  notPossible: "This is not possible any more.",

  /** The end. */
  dueHeading: (own: boolean) => (own ? "How does your question stand?" : "How does your team's question stand?"),
  dueText: "It is still open. Close it when you have what you need; what you took from it is the best thanks.",
  dueTextLead:
    "Who asked it is no longer on your team, and it is still open. Close it when nobody needs it any more; what was taken from it is the best thanks.",
  closeTitle: "Close the question",
  closeSend: "Close it",
  taken: "What did you take from it?",
  takenHint: "Those who helped read this as thanks.",
  givenBack: "What did you give back?",
  adapted: "What did you change to fit?",
  oneOfThree: "Please say one of the three, in a few words.",
  thanksHeading: "Thank you for your help",
  thanks: "The question that you helped with is closed. This was taken from it:",
  thanksPlain: "The question that you helped with is closed.",

  /** How often a district is asked. */
  capTitle: "How often we ask you",
  capSend: "Save",
  capField: "Open requests at once",
  capNote: (now: number, waiting: number) =>
    `Now at most ${now} at once; ${waiting === 1 ? "1 is" : `${waiting} are`} waiting. It counts questions and introductions of other districts.`,
  capNone: "None: do not ask us",
  capSaved: (most: number) =>
    most === 0 ? "Other districts' requests stay away from you." : `At most ${most} at once from now on.`,
} as const;

function times(count: number): string {
  return count === 1 ? "1 time" : `${count} times`;
}

function answers(count: number): string {
  return count === 0 ? "no answer yet" : count === 1 ? "1 answer" : `${count} answers`;
}
