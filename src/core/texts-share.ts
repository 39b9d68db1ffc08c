import type { SharingLevel } from "./matching/records.js";

/** Sentences about a problem's topic, about who may find what, and about other districts' cycles. */
export const shareTexts = {
  topic: {
    label: "Topic",
    ask: "Which fits best?",
    askAgain: "Your problem reads differently now. Which fits best?",
    other: "Something else",
    choose: "Choose the topic",
    notYet: "not confirmed yet",
    confirmed: (topic: string) => `${topic}, as your team said`,
    noted: (topic: string) => `Noted: **${topic}**.`,
    unclear: "Who is it about, and what do you see? With one more sentence I can tell which districts are like yours.",
    addSentence: "Add a sentence",
    language:
      "I read English only. Your problem is compared by its grades, student groups, causes and your district, not by its words. A topic helps.",
    changed: "Your problem was changed since that button was shown. This is what stands there now.",
    title: "What is it about?",
    field: "Topic",
    none: "None of these",
    own: "In a few words of your own",
    missing: "Please choose a topic, or say it in a few words.",
  },

  /** How far a problem may be compared. */
  compare: {
    ask: "May we look for districts like yours?",
    means:
      "Your problem is then compared with those of the districts you choose. Names are shown only after both say yes; until then you are a few words that fit several districts.",
    small: "The network's program managers see names. Your team lead can take it back any time: type problem.",
    levels: {
      collaboration: "Our collaboration",
      network: "Whole network",
      partner: "Partners only",
      team: "Keep it in the team",
    } satisfies Record<SharingLevel, string>,
    label: "Compared with",
    now: {
      collaboration: "your collaboration",
      network: "the whole network",
      partner: "districts you were introduced to",
      team: "nobody",
    } satisfies Record<SharingLevel, string>,
    set: {
      collaboration: "I look for districts like yours in your collaboration.",
      network: "I look for districts like yours in the whole network.",
      partner: "Only districts that you were introduced to can see what you work on. I look for no new ones.",
      team: "Your problem stays with your team and its program manager.",
    } satisfies Record<SharingLevel, string>,
    change: "Change who sees it",
    later: "To change that, type problem.",
    leadDecides: "Your team lead decides who sees your problem. She can do that any time: type problem.",
  },

  /** How far a closed cycle may be found. */
  find: {
    ask: "Who may find this cycle? What did not work helps others as much.",
    askKept: "Who may find this cycle?",
    means:
      "It is shared under your district's name: the idea, its plan and topic, the result beside the prediction, what you learned and why. Results about few students are left out. You can take it back any time: type cycle.",
    levels: {
      partner: "Partners",
      collaboration: "Our collaboration",
      network: "Whole network",
      team: "Keep it in the team",
    } satisfies Record<SharingLevel, string>,
    now: {
      partner: "Districts that you were introduced to may find this cycle.",
      collaboration: "Your collaboration may find this cycle.",
      network: "The whole network may find this cycle.",
      team: "This cycle stays with your team and its program manager.",
    } satisfies Record<SharingLevel, string>,
    open: "Who may find this",
    later: "To change that, type cycle.",
    leadDecides: "Your team lead decides who may find this cycle. She can do that any time: type cycle.",
    notClosed: "A cycle can be shared once it is decided.",
    usedBy: (districts: number) =>
      districts === 1 ? "Used by 1 other district." : `Used by ${districts} other districts.`,
    beganWith: (district: string) => `Began with a plan of ${district}.`,
    beganWithAnother: "Began with a plan of another district.",
  },

  found: {
    which: "What are you looking for? Type find and a few words, such as: find exit tickets.",
    heading: (count: number) => (count === 1 ? "1 cycle found" : `${count} cycles found`),
    nothing: "I found no cycle with these words among yours and those that are shared with you.",
    askPeers:
      "Next: ask your peers. Your team hears it first; then you can ask your program manager and other districts. Was it a note for me? Please send it without “find” in front.",
    otherWords: "Next: try other words, or the name of a topic, such as: find attendance.",
    nothingPm: "I found no cycle with these words among your teams' and those that are shared in the network.",
    elsewhere: "For what other districts share, please type find in your network's own workspace.",
    more: (count: number) => `And ${count} more. Another word narrows it down.`,
    ownTeam: "your team",
    open: "Open",
    usePlan: "Use this plan",
    offer: "Offer it to my teams",
    decided: (decision: string, day: string) => `Decision, ${day}: ${decision}.`,
    stage: (stage: string) => `Stage: ${stage}.`,
    noResult: "No result was recorded for the prediction.",
    about: (topics: string) => `About ${topics}.`,
    learned: "What they learned",
    why: "Why",
    students: (count: string) => `${count} students`,
    grades: (grades: string) => `grades ${grades}`,
    gone: "This is not there any more, or it is no longer shared with you.",
    readers: "Shared with you by this district. Please do not pass it on outside of the network.",
  },

  use: {
    whichTeam: "For which of your teams?",
    note: (district: string) =>
      `This begins with a plan of ${district}. Change what does not fit; predict for yourselves.`,
    noteOwn: "This begins with an earlier plan of your own team. Predict anew.",
    comes: "With it come, to be changed under “More of the plan”:",
    notOnTeam: "A plan is used by a team. You are on none at the moment.",
  },

  offer: {
    title: "Offer a plan",
    send: "Send",
    about: (title: string, district: string) => `**${title}**, ${district}. It goes to the team lead, with your words.`,
    teams: "To which teams?",
    words: "Your words",
    wordsHint: "Why it may help them. They leave as you write them. No student names, please.",
    noTeam:
      "None of your teams can be offered this: it is not shared with them, or they have no lead whom I can write to.",
    notKept: "Only a cycle that was kept can be offered.",
    heading: "A plan that worked elsewhere",
    from: "From your program manager:",
    body: (title: string, district: string) => `**${title}**, kept by ${district}.`,
    notNow: "Not now",
    declined: "Not now. Nobody is told, and I do not ask again.",
    sent: (teams: string) => `On its way to: ${teams}.`,
    dropped: (teams: string) =>
      `I wrote nothing to: ${teams}. Their week is full, they cannot be reached, or they have it already.`,
  },
} as const;
