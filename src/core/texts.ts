import { checkInTexts } from "./texts-checkin.js";
import { groupsTexts } from "./texts-groups.js";
import { nudgeTexts } from "./texts-nudge.js";
import { recordTexts } from "./texts-record.js";
import { dayText } from "./ui/dates.js";

/**
 * Every sentence that the bot says, in one place per language. Short and plain: the reader is a teacher on a phone.
 * Values put into a sentence that is card markup must have gone through `plain()`.
 */
export const texts = {
  ...recordTexts,
  ...checkInTexts,
  ...nudgeTexts,
  ...groupsTexts,

  errors: {
    required: "Please fill this in.",
    option: "Please choose one of the options.",
    number: "Please type one number, such as 25 or 12.5.",
    date: "Please give a date, such as 2026-05-12.",
    tooLong: (limit: number) => `Please keep this under ${limit} characters.`,
    notNegative: "This should be zero or more.",
    outOfZero: "Out of how many? That number should be at least 1.",
    predictionLocked:
      "The test has started, so its prediction stays as it was. To say what you expect now, type cycle and press Amend.",
    dateAhead: "This date is still ahead. Please give the day it happened.",
    dateLongAgo: "This is more than a year before your test. Please check the year, such as 2026-05-12.",
    datePast: "This date has passed. Please give the day you will look at the result.",
    percent: "Please give a percentage from 0 to 100.",
    result: "Please write so many out of so many, such as 25 of 45, or one number, such as 55 %.",
    noPercent: "This measure counts something. Please give a number, such as 12, without %.",
    fraction: (value: number) =>
      `Is ${value} a share? Then please write ${Math.round(1000 * value) / 10} %. To count something else, add a measure first.`,
    notTheSame: (percent: number, count: number, outOf: number) =>
      `${count} of ${outOf} is not ${percent} %. Please check the numbers.`,
    countAbove: (count: number, outOf: number) => `${count} is more than ${outOf}. Please check the two numbers.`,
    people: "Please give a whole number, 1 or more.",
    byPast: "This date has passed. Please give a day that is still ahead.",
    time: "Please choose a time in the school day, from 7:30 am to 4:30 pm.",
    reasonMissing: "Please say why in a sentence. It helps the next team.",
    notSaved: "We could not save this just now. Your text is still here. Please try again in a minute.",
  },

  welcome: {
    heading: "Hello from Throughline",
    body: (everyWeeks: number) =>
      `I keep your team's improvement cycle moving between convenings. ${
        everyWeeks === 1 ? "Once a week" : everyWeeks === 2 ? "Every second week" : `Every ${everyWeeks} weeks`
      } I ask about one thing; it takes about three minutes.`,
    readers: "Your team, in its channel, and your program manager read the answers. You can pause or stop me any time.",
    whatIAsk: "See what I ask",
    changeTime: "Change the time",
    stop: "Stop",
  },

  whatIAsk: {
    heading: "What I ask",
    items: [
      "**Plan**: what you want to try, what you want to find out, and what you predict.",
      "**Do**: what happened, and a count if you have one.",
      "**Study**: what you learned, beside what you predicted.",
      "**Act**: spread it, change it, or stop here, and why.",
    ],
    small: "“It did not work” and “nothing this week” are good answers too.",
  },

  checkIn: {
    planHeading: "What will you try first?",
    planNextHeading: "Plan your next test",
    planBody: "Your team has no cycle yet. One small change, one class, two weeks is enough to start.",
    planAfterBody: (title: string) => `**${title}** is decided. What will you try next? One small change is enough.`,
    planOpenBody: (title: string) => `**${title}** is waiting for its plan: a question and a prediction.`,
    weekOf: (week: number, of: number) => `Week ${week} of ${of}.`,
    predicted: (prediction: string, due: string | undefined) =>
      due === undefined ? `You predicted: ${prediction}.` : `You predicted: ${prediction}. You look at it by ${due}.`,
    lastTime: (result: string, date: string, of?: string) =>
      `Last result${of === undefined ? "" : `, ${of}`}: ${result}, ${date}.`,
    noResultYet: "No result yet.",
    doQuestion: "What have you seen since?",
    studyQuestion: "What did you learn?",
    actQuestion: "What next: spread it, change it, or stop here?",
    cameTo: (result: string, verdict: string | undefined, of = "It") =>
      `${of} came to ${result}${verdict === undefined ? "" : `: ${verdict}`}.`,
    readers: "Your team, its channel and your program manager see this. Nobody else, unless your team shares it.",
    plan: "Plan it",
    addResult: "Add a result",
    addLearning: "Say what you learned",
    decide: "Decide",
    notThisWeek: "Not this week",
    later: "Later",
    mute: "Mute",
  },

  settled: {
    notThisWeek: (next: string | undefined) =>
      next === undefined ? "Not this week. Thank you for saying so." : `Not this week. I will ask again on ${next}.`,
    later: (when: string) => `I will ask again on ${when}.`,
    whenBack: "I will ask again when you are back.",
    muted: "I will not ask you any more. You can still record something any time.",
    unmuted: "I will ask you again at the next check-in.",
    askAgain: "Ask me again",
    recordAnyway: "Record something",
    alreadyAnswered: "This was answered already. To change it, press Edit on what was recorded.",
    settledBefore: "You have settled this already. I will ask again at the next check-in.",
    cycleClosed: "This cycle is closed.",
    gone: "This is not there any more.",
  },

  recorded: {
    heading: "Recorded",
    plan: (title: string, due: string | undefined) =>
      due === undefined ? `**${title}** is planned.` : `**${title}** is planned. You look at the result by ${due}.`,
    result: (result: string) => `Result: ${result}.`,
    overPrediction: (points: number) => `${points} over the prediction.`,
    underPrediction: (points: number) => `${points} under the prediction.`,
    onPrediction: "As predicted.",
    nextDo: (due: string | undefined) =>
      due === undefined ? "Next: keep testing." : `Next: look at it together by ${due}.`,
    nextStudy: "Next: look at the results together and say what you learned.",
    nextAct: "Next: decide with your team whether to spread it, change it or stop.",
    adapted: (title: string) => `A new cycle is open to plan: **${title}**.`,
    scaled: "Kept. Next: choose the next two to five teachers.",
    abandoned: "Stopped here. What you learned stays on record.",
    seeChart: "See the chart",
    teamOnly: "These pictures are for your team.",
    start: "We have started",
    started: "The test has started. The prediction now stays as it is; tell me what you see.",
    startedBefore: "This test has started already.",
    planFirst: "This cycle is waiting for its plan. Plan it first, then start.",
    edit: "Edit",
    seeNext: "Plan the next cycle",
    at: (date: string) => `Recorded ${date}.`,
  },

  form: {
    planTitle: "Plan a cycle",
    doTitle: "What happened",
    studyTitle: "What you learned",
    actTitle: "What next",
    settingsTitle: "When I write to you",
    linkTitle: "Link",
    submit: "Record",
    save: "Save",
    change: "What will you try?",
    changeHint: "A few words, such as “Exit tickets in 8th-grade math”.",
    question: "What do you want to find out?",
    prediction: "What do you predict?",
    predictionHint: "In words, such as “60 % of students get it right”. It is kept as it is once the test has started.",
    predictedFigure: "As a number, if you can",
    predictedFigureHint: "In percent if you will count “so many out of so many”.",
    dueOn: "When will you look at the result?",
    happened: "What happened?",
    happenedHint: "One or two sentences are enough. “It did not work” is a result.",
    result: "Result, if you have one",
    resultHint: "Such as 25 of 45, or 55 %. A rough count helps. No student names, please.",
    noMeasure: "None of these",
    whichMeasure: "Which result is it?",
    lastTime: (result: string, on: string | null, today: string) =>
      on === null ? `Last time: ${result}.` : `Last time: ${result}, ${dayText(on, today)}.`,
    note: "A note for the chart",
    observedOn: "On which day?",
    next: "Where are you now?",
    keepTesting: "Still testing",
    readyToStudy: "Ready to look at it together",
    learned: "What did you learn?",
    decision: "What next?",
    undecided: "Not decided yet",
    scale: "Keep it and spread it",
    adapt: "Change it and try again",
    abandon: "Stop here",
    reason: "Why?",
    askAt: "Time of day",
    askMe: "Check-ins",
    askMeYes: "Ask me",
    askMeNo: "Do not ask me",
    weekly: "Messages a week",
    weeklyHint: "How many I may send you without being asked, over all your teams. Answers to you do not count.",
    weeklyUsual: (usual: number, lead: number) => `As usual (${usual}, for leads ${lead})`,
    weeklyAtMost: (count: number) => `At most ${count}`,
    code: "Code",
    predictionKept: (prediction: string) => `Your prediction stays as it was when the test started: ${prediction}`,
    decisionKept: "A decision stays as it was made. What you learned and why can be changed.",
    recordedBefore:
      "This text was recorded already. To change it, close this and press Edit. Your text is still here to copy.",
    readAs: (said: string, as: string) =>
      `I read “${said}” as **${as}**. If that is right, send it once more; otherwise change it.`,
    youPredicted: (prediction: string) => `You predicted: ${prediction}`,
  },

  /** A form that was overtaken: what changed since it was opened, and what sending it again does. */
  conflict: {
    you: "You",
    colleague: "A colleague",
    recorded: "recorded an update",
    recordedResult: (result: string) => `recorded ${result}`,
    changed: "changed an update",
    changedTo: (result: string) => `changed a result to ${result}`,
    planned: (title: string) => (title === "" ? "planned this cycle" : `planned “${title}”`),
    began: (title: string) => (title === "" ? "began a cycle" : `began the cycle “${title}”`),
    chose: (decision: string) => `decided: ${decision},`,
    changedByYou: (when: string) => `You changed this on another screen ${when}.`,
    meanwhile: "meanwhile",
    somethingChanged: "This cycle was changed since you opened it.",
    at: (time: string) => `at ${time}`,
    onAt: (day: string, time: string) => `on ${day} at ${time}`,
    more: (count: number) => (count === 1 ? "There is 1 more change." : `There are ${count} more changes.`),
    now: (stage: string) => `The cycle is in “${stage}” now.`,
    decided: (decision: string) => `The decision stands: ${decision}.`,
    add: "Your words are still here. Send again to add them.",
    addWithoutMoving: "Your words are still here. Send again to add them; the cycle stays where it is.",
    planBeside: "Your words are still here. Send again to plan them as a cycle of its own.",
    replace: "Your words are still here. Send again to put them in its place; the earlier text is kept with it.",
  },

  draft: {
    heading: "Shall I record this?",
    question: (title: string) => `Record this for **${title}**?`,
    noCycle: "Your team has no cycle yet. You can make this the start of one.",
    noTeam: "You are not on a team yet, so there is nothing to record it for.",
    several: "Which cycle is this for?",
    record: "Record",
    addFigures: "Add figures",
    openForm: "Open the form",
    no: "No",
    dropped: "Not recorded, and not kept. Your own message is still in this conversation.",
    decidedBefore: "You had decided about this text already. To change what was recorded, press Edit there.",
    kept: "I keep your text until you decide.",
    movedOn: (stage: string) =>
      `This cycle is in “${stage}” now, so I have recorded nothing yet. Your text is kept: open the form to put it there.`,
    closed:
      "This cycle is closed now, so I have recorded nothing yet. Your text is kept: open a form to put it somewhere else.",
  },

  digest: {
    heading: (title: string) => `This week: ${title}`,
    team: (team: string) => `This week: ${team}`,
    against: (result: string, predicted: string) => `${result} against a predicted ${predicted}`,
    next: (due: string) => `Next: decide by ${due}.`,
    convening: (weeks: number) =>
      weeks <= 0
        ? "The convening is this week."
        : weeks === 1
          ? "Convening in 1 week."
          : `Convening in ${weeks} weeks.`,
    closed: (decision: string) => `Decision: ${decision}.`,
    pmHeading: "From your teams",
    pmBody: (count: number) =>
      count === 1 ? "1 team has news since your last summary." : `${count} teams have news since your last summary.`,
    readers: "This channel and the team's program manager see this.",
    more: (count: number) => `and ${count} more`,
  },

  decisions: { abandon: "stop here", adapt: "change it and try again", scale: "keep it and spread it" },
  stages: { plan: "plan", do: "do", study: "study", act: "act", closed: "closed" },

  strangers: {
    unlinkedHeading: "Not linked yet",
    unlinked:
      "This workspace is not linked to a district yet, so I keep nothing here. The network's admin can give you a one-time code: type the word link and the code.",
    unknownHeading: "We have not met yet",
    unknown:
      "I do not know who you are in your network yet, so I have kept nothing of this. Ask your program manager for a one-time code, then type the word link and the code.",
    notYours: "Only the team that this belongs to can do that.",
  },

  words: {
    heading: "What you can type",
    unknown: (word: string) => `I do not know the word “${word}”. These I know:`,
    update: "**update** · record what happened",
    cycle: "**cycle** · where your cycle stands",
    problem: "**problem** · your team's problem of practice",
    ask: "**ask** · ask other districts for help, one step at a time",
    mine: "**mine** · what you recorded, to change it",
    find: "**find** · and a few words: cycles of your team, and what other districts share",
    convening: "**convening** · when you meet next",
    groups: "**groups** · for program managers: districts in groups, for a convening",
    nudge: "**nudge** · for program managers: a word to somebody on a team",
    pause: "**pause** · no more questions until you want them again",
    stop: "**stop** · the same",
    status: "**status** · your team, or all of your teams",
    settings: "**settings** · when I write to you, and how often",
    link: "**link** · link a workspace or yourself with a code; in a channel, make it your team's",
    home: "**home** · everything on one page",
    help: "**help** · this list",
    freeText: "Anything else you type to me directly I keep as a draft and ask you what it is for.",
  },

  status: {
    heading: "Where things stand",
    noTeam: "You are not on a team yet. Your program manager can add you.",
    noCycle: "No cycle yet.",
    lastUpdate: (date: string) => `last update ${date}`,
    noUpdate: "no update yet",
    noConvening: "No convening is planned.",
    conveningOn: (name: string, date: string) => `${name}: ${date}`,
    nextCheckIn: (date: string) => `Next check-in: ${date}.`,
    unasked: (days: string) => `I did not get to ask: ${days}. You can still record something any time.`,
    teamUnasked: (days: string) => `I did not get to ask: ${days}.`,
    inboxHeading: "Needs somebody",
    inboxEmpty: "Nothing is waiting for you.",
    nothingRecorded: "You have not recorded anything yet.",
    noProblem: "Your team has not described its problem of practice yet. That is fine: asking comes first.",
    sample: "Sample: people and results are invented.",
    focus: "Focus",
    students: "Students",
    grades: "Grades",
    shownBy: "What shows it",
    seeUpdates: "See the updates",
    seeUpdatesOf: (team: string) => `Updates: ${team}`,
    seeCycle: "See it",
    cyclesHeading: "Your cycles",
    earlier: "Earlier",
    decision: "Decision",
    why: "Why",
    oneStep: "Record something",
    chooseCycle: "Which cycle?",
    muted: "You are not asked at the moment.",
    predicted: "Predicted",
    result: "Last result",
    stage: "Stage",
    due: "Look at it by",
    question: "Question",
  },

  budget: {
    keptBack: "To keep my messages few, I only name these here. To see where they stand, type home.",
    more: (count: number) => `And ${count} more.`,
  },

  unclear: {
    heading: "I could not see whether these arrived",
    hint: "Please look there, or ask, before I send one again.",
    kinds: {
      welcome: "My hello",
      "check-in": "The check-in",
      draft: "My note on what was written",
      answer: "My answer",
      reminder: "My reminder",
      digest: "The week's digest",
      "program manager digest": "The summary",
      edit: "A change",
      nudge: "The nudge",
      "nudge answer": "The answer to a nudge",
      "bright spot": "The plan that was offered",
      groups: "Your group",
      "groups draft": "The draft of groups",
      introduction: "The introduction",
      introductions: "The introductions",
      "help request": "The question to a peer",
      "help answer": "The answer to a question",
    },
    line: (what: string, to: string, day: string) => `${what} for ${to}, ${day}`,
    again: "Send again",
    arrived: "It arrived",
    lookingFirst: "I look whether it is there. If it is not, I send it again.",
    sending: "I send it again now.",
    closed: "Thank you. I take it as arrived.",
    tooLate: "It is too late for this one, or it was settled in another way. I sent nothing.",
  },

  settings: {
    saved: (time: string) => `I will ask you at ${time} from now on.`,
    savedMuted: "I will not ask you. Type settings to change it.",
    open: "Change the time",
  },

  link: {
    howTo: "Type the word link followed by the code you were given, for example: link ABCDE-FGHJK",
    workspaceLinked: (name: string) =>
      `This workspace is now linked to ${name}. I look up its people by their e-mail addresses; whoever I do not find needs a code of her own.`,
    personClaimed: (name: string) => `Hello. I know you now as “${name}”.`,
    refused: {
      "unknown code": "I do not know this code. Please check it, or ask for a new one.",
      "expired code": "This code has run out. Please ask for a new one.",
      "used code": "This code was used before. Please ask for a new one.",
      "too many tries": "That was too many tries. Please try again in an hour.",
      "not installed": "I am not installed in this workspace. Please ask its admin to add me.",
      "linked elsewhere": "This workspace is linked to somebody else already.",
      "workspace not linked": "This workspace has to be linked to its district first. That takes another code.",
      "other district": "This code is for a person of another district. Please type it in that district's workspace.",
      "other network": "This code is for a person of another network.",
      "somebody else": "You are known here as somebody else already. Please ask the network's admin.",
      "no longer here": "This code is for somebody who is no longer on a team. Please ask for a new one.",
    },
    /** She may read this elsewhere: on some platforms a channel cannot be answered for one person. */
    channelSet: (team: string) => `Done. The digest of ${team} now goes to the channel that you typed this in.`,
    channelWho: "Only a team's lead or its program manager can choose the team's channel.",
    channelWhich: "You belong to more than one team. Add the team's name: link here, then the name.",
    channelTaken: "Another team's digest goes to that channel already. Please choose another one.",
    channelOtherDistrict: "A team's digest stays in its own district's workspace. Please choose a channel there.",
    handledBefore: "This was handled already. Type status to see where things stand.",
  },
} as const;
