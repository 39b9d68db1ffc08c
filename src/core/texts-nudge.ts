/** Sentences about nudges. Part of texts.ts. */
export const nudgeTexts = {
  nudge: {
    /** What the person reads. */
    from: "From your program manager",
    fromAbout: (title: string) => `From your program manager: ${title}`,
    about: (title: string) => `About **${title}**`,
    answer: "Answer",
    hello:
      "This is Throughline, the bot that keeps your team's improvement cycle moving. Type `help` to see what I do.",
    readers: "Only your program manager reads an answer. A recorded update is read by your team, too.",
    answered: "You answered:",
    updated: "You recorded an update. Your program manager sees that.",
    addTo: "Add to my answer",

    answerTitle: "Answer",
    answerSend: "Send",
    asked: (words: string) => `You were asked: ${words}`,
    answeredBefore: (words: string) => `You answered: ${words}`,
    answerField: "Your answer",
    answerMore: "What would you like to add?",
    answerReaders:
      "The program manager who wrote to you reads this. Please leave out student names and very small counts.",
    nobodyReads:
      "Whoever wrote this no longer works with your team, so nobody is sent your answer. It is kept with the nudge.",
    saved: "Sent to your program manager.",
    kept: "Kept with the nudge.",

    /** What a program manager reads. */
    heading: "Nudge",
    intro: "A nudge is a short personal message. You see the text before it leaves.",
    notForYou:
      "With this word a program manager sends a short message to somebody on one of her teams. To record something for your own team, type update.",
    noTeams: "You are not working with a team at the moment, so there is nobody to nudge.",
    elsewhere:
      "The teams that you work with belong to other districts. Please type nudge in your network's own workspace.",
    button: "Nudge",
    several: "Several teams at once",
    cycleStands: (title: string, stage: string, heard: string) => `${title}: ${stage}, ${heard}`,
    sinceUpdate: (days: number) =>
      days === 0 ? "updated today" : days === 1 ? "1 day since the last update" : `${days} days since the last update`,
    sinceBegin: (days: number) => (days === 1 ? "no update in 1 day" : `no update in ${days} days`),
    room: (count: number) =>
      count === 0 ? "week is full" : count === 1 ? "room for 1 more this week" : `room for ${count} more this week`,
    /** The same in a form, where labels are short. */
    roomShort: (count: number) => (count === 0 ? "no room" : `room for ${count}`),
    lastMessage: (day: string) => `last message ${day}`,
    lastNudge: (day: string) => `last nudge ${day}`,
    noMessage: "no message yet",

    teamsTitle: "Which teams?",
    teamsNext: "Next",
    teams: "Teams",
    tooManyTeams: (most: number) => `Please choose at most ${most} teams at a time.`,
    title: "Send a nudge",
    send: "Send",
    to: "To whom?",
    toHint: "Each gets a message of her own. Room: for how many more messages in the week in which it leaves.",
    parts: { owner: "owner", tester: "tester", lead: "lead" },
    text: "Your words",
    textHint: "They leave as you write them. No student names, please.",
    why: "Why, although her week is full?",
    whyHint: "Kept on record with the nudge. She does not see it.",
    full: (names: string) => `No room this week: ${names}. Please say why it cannot wait, or leave it for next week.`,
    notTo: (list: string) => `I write nothing to: ${list}.`,
    nobody: "There is nobody to nudge here at the moment.",
    nobodyOnTeam: "This team has no lead and no open cycle with an owner.",
    blocked: {
      muted: "does not want to be asked",
      away: "is away",
      paused: "the team pauses",
      "not reachable": "cannot be reached",
      "not on the team": "is no longer on the team",
      "no school day": "no school day is ahead in the calendar",
    },
    sentHeading: "On its way",
    leavesNow: (name: string) => `${name}: leaves now`,
    leavesAt: (name: string, when: string) => `${name}: leaves ${when}, when the school day begins there`,
    sentSmall: "Answers come back to you here. To see who has answered, type nudge.",
    dropped: (list: string) => `I wrote nothing to: ${list}.`,

    recent: "Your nudges of the last two weeks",
    recentLine: (name: string, day: string, state: string) => `${name}, ${day}: ${state}`,
    states: {
      answered: "answered",
      updated: "recorded an update",
      open: "no answer yet",
      waiting: "has not left yet",
      lost: "did not leave",
    },

    /** The answer, as it comes back. */
    answerHeading: "An answer to your nudge",
    answerFrom: (name: string, team: string, title: string | undefined) =>
      title === undefined ? `**${name}**, ${team}` : `**${name}**, ${team}: ${title}`,
    youWrote: "You wrote:",

    /** The next step of a cycle, as a program manager might say it. She changes it before it leaves. */
    steps: {
      none: "could your team choose one small change to try? One class and two weeks are enough to start.",
      plan: (title: string) => `could you add a question and a prediction for ${title}? A rough prediction helps.`,
      do: (title: string) => `could you add the latest result of ${title}? Even a rough count helps.`,
      study: (title: string) => `could you write down what you learned from ${title}? One sentence is enough.`,
      act: (title: string) => `could your team decide what comes next for ${title}: keep it, change it, or stop here?`,
      mixed: "could you add where your cycle stands? One sentence is enough.",
    },
    yourCycle: "your cycle",
    before: (day: string) => `Before the convening on ${day}, `,
  },
} as const;
