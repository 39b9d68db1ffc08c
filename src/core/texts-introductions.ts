import type { NoMatch } from "./matching/eligible.js";
import type { MatchEnding, MatchState } from "./matching/records.js";

/** Sentences about introductions. What is said before both agreed takes bands and words of our own lists, and nothing else. */
export const introductionTexts = {
  topic: (topic: string) => `You both work on ${topic}.`,
  worked: "They tested something about it that worked for them.",
  strategy: (what: string, mine: "not tried" | "did not work") =>
    mine === "not tried"
      ? `They tried ${what}, and it worked; you have not.`
      : `They tried ${what}, and it worked; for you it did not.`,

  /** What a lead is asked. */
  offeredHeading: "Shall I introduce you to another district?",
  endedHeading: "An introduction",
  alike: "Their problem of practice looks like yours.",
  noteFrom: "Your program manager adds:",
  yes: "Yes, introduce us",
  notNow: "Not now",
  notThis: "Not this one",
  before:
    "They see your name only if you both say yes. Then each of you sees the other's district, team lead and work e-mail.",
  until: (day: string) => `Please answer by ${day}. Without an answer I put it away.`,
  saidYes: "You said yes. As soon as they have answered, I tell you.",
  takeBack: "Take it back",
  notNowTold: "Not now: this introduction does not come about at the moment. I keep looking.",
  youSaidNo: "Noted: not this time. They are not told why, nor who you are.",
  youBlocked: "Noted: I do not bring you together with this district again. They are not told.",
  noAnswer: "Two weeks have passed, so I put this introduction away. I keep looking.",

  whyTitle: "Not this one",
  whySend: "Send",
  why: "Why not?",
  whyHint: "Only your program manager reads this. The other district is told nothing but “not now”.",
  block: "And from now on?",
  blockNo: "You may ask me about them again later",
  blockYes: "Not with this district, please",

  /** What both read when both said yes. */
  introducedHeading: "You are introduced",
  with: (district: string, team: string) => `${district}, ${team}`,
  lead: (name: string, email: string | null) => (email === null ? name : `${name}, ${email}`),
  noEmail: "I have no e-mail of theirs. Your program manager can put you in touch.",
  both: "Both of you said yes.",
  whyYou: "Why you two:",
  next: "Next: write to each other. A first idea: 20 minutes on the phone this week or next.",
  later: "In three weeks I ask whether you met. You can end this whenever you like.",
  end: "End it",
  endedWith: (district: string) => `Your introduction with ${district} has come to its end. Thank you both.`,

  metHeading: "Did you meet?",
  metAsk: (district: string) => `You and ${district} were introduced. Did you speak or meet?`,
  metYes: "Yes",
  metNotYet: "Not yet",
  metSaidYes: "Good to know. After twelve weeks I ask whether you want to go on.",
  metSaidNotYet: "Noted. I ask once more in two weeks.",
  metSaidNotYetLast: "Noted. If nothing comes of it, I let it go in two weeks.",
  renewHeading: "Do you want to go on?",
  renewAsk: (district: string) =>
    `It is twelve weeks since you and ${district} were introduced or went on. Most exchanges give the most early on; ending is fine.`,
  renewYes: "Go on for twelve weeks",
  renewNo: "End it kindly",
  renewSaidYes: "Noted. You go on if they want to as well.",
  renewedTold: "You both want to go on. I ask again in twelve weeks.",
  renewUntil: (day: string) => `Without an answer by ${day} it ends.`,

  /** What a program manager reads. */
  proposalsWait: "Introductions that wait for you:",
  roundHeading: "Introductions you could make",
  roundIntro: "Nobody has been asked yet. Look at each, change the words if you like, and decide.",
  roundLine: (a: string, b: string, how: string) => `**${a}** and **${b}**: ${how}`,
  look: "Look at it",
  leftOutIntro: "No match this time:",
  leftOutLine: (teams: readonly string[], why: string) => `${teams.map((team) => `**${team}**`).join(" and ")}: ${why}`,
  proposalHeading: "An introduction",
  asItStands: "As it stands:",
  toBoth: "Both would read your words:",
  noWords: "You have added no words.",
  reads: (team: string) => `${team} would read:`,
  introduce: "Introduce",
  editWords: "Edit the words",
  drop: "Not this one",
  neither: "Neither is named to the other before both have said yes.",
  wordsTitle: "Your words to both",
  words: "What should both read?",
  wordsHint: "Please do not name either district: they do not know each other yet.",
  wordsName: (name: string) => `Please leave “${name}” out: they do not know each other yet.`,
  wordsSave: "Save",
  dropped: "Put away. Nobody was asked.",
  whyNot: "Why not, for you alone:",
  standing: (state: MatchState, ending: MatchEnding | null) =>
    ending === null ? standings[state] : `${standings[state]}: ${endings[ending]}`,
  cannot: {
    "no lead": (team: string) => `${team} has no team lead at the moment, so nobody can be asked.`,
    "not reachable": (team: string) => `The lead of ${team} cannot be reached in her own workspace.`,
    away: (team: string) => `The lead of ${team} is away for longer than a question can wait.`,
    muted: (team: string) => `The lead of ${team} has asked me not to write.`,
    "no school day": (team: string) => `The calendar of ${team} has no school day left.`,
    paused: (team: string) => `${team} pauses.`,
    "no room": (team: string) => `${team} has enough requests of others open for now.`,
    "not shared": (team: string) => `${team} does not share its problem with other districts any more.`,
    apart: () => "The two cannot be brought together at the moment.",
  },
  reworded: "What they would read is not what it was. Please look once more: nobody has been asked yet.",
  /** Why the bot offers them nothing itself. */
  unsayable: {
    "too few":
      "They cannot be described without being named: fewer than three districts fit. You can introduce them yourself.",
    "no reason": "I may not say why without naming one of them. You can introduce them yourself.",
  },

  findHeading: "Who fits?",
  find: "Find a match",
  findFor: "Find a match for which team?",
  propose: "Propose",
  network: "Please ask for this in your network's own workspace: it names other districts.",

  /** Why a team has none. */
  noMatchHeading: "No match yet",
  noMatch: (why: NoMatch) => `No match yet: ${noMatches[why]}`,
  /** Below the heading. */
  whyNoMatch: (why: NoMatch) => `${noMatches[why].slice(0, 1).toUpperCase()}${noMatches[why].slice(1)}`,
  changeProblem: "Change our problem",
  /** The same, of one of her teams. */
  noMatchOf: (why: NoMatch) => `No match yet: ${noMatchesOf[why]}`,
  leftOutWhy: (why: NoMatch) => noMatchesOf[why],
  ask: "Ask my program manager",
  askedHeading: "A team asks for a match",
  askedFor: (team: string) => `**${team}** would like to be introduced to another district.`,
  askedTold: "I pass it on to your program manager, with the other messages of her week.",
  askedShort: "Your program manager has enough messages this week, so she finds it in her status.",
  noProgramManager: "Your team has no program manager at the moment.",

  /** Districts that hers does not want to be brought together with, in the status of its leads. */
  keptApart: "You asked me not to bring you together with:",
  keptApartFrom: (described: string, day: string) => `${described} (since ${day})`,
  lift: "You may ask me again",
  liftHeading: "May I ask you about them again?",
  liftAsk: "Then I may propose this district to you again some day, if your problems are alike. They are told nothing.",
  liftYes: "Yes, you may",
  lifted: "Noted: I may ask you about this district again.",

  /** On the status card. */
  waits: "An introduction waits for your answer.",
  see: "See it",
};

const standings: Readonly<Record<MatchState, string>> = {
  proposed: "waits for you",
  offered: "both leads are asked",
  introduced: "introduced",
  ended: "ended",
};

const endings: Readonly<Record<MatchEnding, string>> = {
  rejected: "you put it away",
  declined: "one of the two said not now",
  blocked: "one of the two does not want this one",
  expired: "nobody answered in time",
  "consent withdrawn": "one of the two does not share its problem any more",
  "kept apart": "the two could not be brought together any more",
  "did not meet": "they did not meet",
  "not renewed": "they did not go on",
  "ended by a team": "one of the two ended it",
};

/** What a team can do about it is in the sentence. */
const noMatches: Readonly<Record<NoMatch, string>> = {
  "no problem": "your team has not described its problem yet. A few sentences are enough.",
  "unclear problem": "your problem is too short to compare. What happens, for whom, and how do you see it?",
  "small circle": "too few districts are in reach of your problem for me to say more without naming one.",
  "not looked for": "your team does not share its problem with other districts. Your lead can change that.",
  "nobody alike": "nobody else who shares it has a problem like yours so far. I look again every month.",
  "only wider": "those with a problem like yours are outside your collaboration, and your team shares inside it only.",
  "in touch": "you are in touch already with those who have a problem like yours, or were lately.",
  "no room": "those with a problem like yours have enough requests open for now. I look again every month.",
  "not now": "those with a problem like yours cannot be asked at the moment. I look again every month.",
};

/** What a program manager reads of a team. */
const noMatchesOf: Readonly<Record<NoMatch, string>> = {
  "no problem": "it has not described its problem yet.",
  "unclear problem": "its problem is too short to compare. One more sentence of the team is enough.",
  "small circle": "too few districts are in its reach for a match without names.",
  "not looked for": "it does not share its problem with other districts. Its lead can change that.",
  "nobody alike": "nobody else who shares it has a problem like its own so far. I look again every month.",
  "only wider": "those alike are outside its collaboration, and it shares inside only.",
  "in touch": "it is in touch already with those alike, or was lately.",
  "no room": "those alike have enough requests open for now. I look again every month.",
  "not now": "those alike cannot be asked at the moment. I look again every month.",
};
