/** Sentences about being asked: reasons, reminders, commitments, rhythm, pauses. Part of texts.ts. */
export const checkInTexts = {
  notThisWeek: {
    reasons: {
      "no substitute": "No substitute",
      testing: "Testing",
      "waiting for data": "Waiting for data",
      away: "Away",
      other: "Something else",
    },
    why: "What is in the way? Only if you like; your program manager sees the reason, nobody else.",
    noted: (reason: string, next: string | undefined) =>
      next === undefined ? `Noted: ${reason}.` : `Noted: ${reason}. I will ask again on ${next}.`,
    title: "Not this week",
    which: "What is in the way?",
    until: "Away until when?",
    untilHint: "The last day on which I should not ask you.",
    note: "Anything else?",
    readers:
      "Your program manager sees the reason. What you add here is for your team's lead and your program manager.",
    away: (until: string) => `I will not ask you until ${until} is over.`,
  },

  nothingNew: {
    button: "Nothing new",
    noted: (next: string | undefined) =>
      next === undefined ? "Noted: nothing new." : `Noted: nothing new. I will ask again on ${next}.`,
  },

  reminder: {
    open: (title: string) => `The question about **${title}** is still open. If nothing is new, one tap is enough.`,
    openPlan: "The question about your next cycle is still open. If this is not the week, one tap is enough.",
    openCommitments: "The question about what you said you would do is still open. It stands above, one tap each.",
  },

  commitment: {
    heading: "What you said you would do",
    line: (what: string, by: string | undefined) => (by === undefined ? `**${what}**` : `**${what}**, by ${by}`),
    done: "Done",
    still: "Still on it",
    dropped: "Not any more",
    states: { open: "still on it", done: "done", dropped: "not any more" },
    said: (what: string, state: string) => `**${what}**: ${state}`,
    noted: "Noted. Thank you for saying so.",
    andCycle: (title: string) => `And **${title}**: what have you seen since?`,
    add: "Add a commitment",
    title: "A commitment",
    what: "What will you do?",
    who: "Who?",
    whole: "The whole team",
    by: "By when?",
    added: (what: string) => `Kept: **${what}**. I ask about it after the convening, and again before the next one.`,
    of: "Commitments",
    gone: "This commitment is not there any more.",
  },

  rhythm: {
    open: "When I ask the team",
    title: "When I ask the team",
    submit: "Show me",
    weekday: "On which day?",
    weekdays: { "1": "Monday", "2": "Tuesday", "3": "Wednesday", "4": "Thursday", "5": "Friday" },
    at: "At what time?",
    every: "How often?",
    everyWeeks: (weeks: number) => (weeks === 1 ? "Every week" : `Every ${weeks} weeks`),
    around: "Around convenings",
    aroundYes: "Also 3 school days after one and before the next",
    aroundNo: "Not because of convenings",
    weekly: "While a test is under way",
    weeklyYes: "Every week",
    weeklyNo: "As always",
    preview: (team: string) => `With this, **${team}** would be asked on:`,
    none: "With this, nobody would be asked within a year. Please choose another day.",
    use: "Use it",
    change: "Change it",
    used: "Done. What has been asked already stays as it was.",
    who: "Only a team's lead or its program manager can change when it is asked.",
    occasions: {
      regular: "",
      "test under way": " (a test is under way)",
      "after convening": " (after the convening)",
      "before convening": " (before the convening)",
    },
  },

  pause: {
    team: "Pause the whole team",
    resume: "Ask the team again",
    title: "Pause a team",
    submit: "Pause",
    which: "Which team?",
    why: "Why?",
    whyHint: "A few words, such as a wildfire or the end of term. The team and its program manager see it.",
    paused: (team: string, why: string | null) =>
      why === null
        ? `**${team}** pauses: nobody on it is asked.`
        : `**${team}** pauses (${why}): nobody on it is asked.`,
    none: "None of your teams pauses.",
    resumed: (team: string) => `**${team}** is asked again from the next check-in on.`,
    since: (day: string, why: string | null) =>
      why === null ? `Paused since ${day}.` : `Paused since ${day}: ${why}.`,
    who: "Only a team's lead or its program manager can pause it.",
    awayFrom: "Away from",
    awayUntil: "Away until",
    awayHint: "I ask you nothing on these days.",
    awayOrder: "This is before the first day. Please check the two dates.",
  },

  mine: {
    reuse: "Use it again",
    remove: "Delete",
    removeTitle: "Delete what you wrote?",
    removeText:
      "Your words and figures go from the record, the channel and your program manager's view. That something stood there stays.",
    removeWords: "It goes from the record and your program manager's view. Nothing brings it back.",
    own: {
      spread: "Spread",
      note: "Not this week",
      "nudge answer": "Answer to your program manager",
      amendment: "Why the prediction was amended",
      question: "Question to your peers",
      "help given": "Help that you gave",
      "help closed": "What you took from help",
      "why not together": "Why not this introduction",
      "words to both": "Your words to two teams",
    },
    removeYes: "Delete it",
    removeNo: "Keep it",
    removed: "Deleted. What it said is gone.",
    tombstone: "Removed by its author.",
    takenBack: "taken back",
    earlier: "Earlier",
    planStays: "A plan belongs to your team by now. To change its words, press Edit.",
  },

  studentGuard: {
    held: (excerpts: string[]) =>
      `This looks like it may name a student (${excerpts.join(", ")}). Please take it out, or confirm that it is not a student. Nothing has been sent.`,
    confirmLabel: "Is it a student?",
    confirm: "It is not a student",
    heldDraft: "Edit your message and I look again. Or confirm, and I ask what it is for.",
  },

  attachment: {
    refused: "I cannot keep pictures or files, so I have not opened what you sent. Please say it in words here.",
  },

  dueQuestion: "That day has come. What came of it?",
  testerQuestion: "You test it. What have you seen in your part?",
  beforeConvening: (day: string) => `The convening is on ${day}.`,
} as const;
