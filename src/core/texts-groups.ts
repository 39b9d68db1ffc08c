import type { RepeatWhy } from "./matching/groups-model.js";
import type { Reason } from "./matching/model.js";
import { matchingReasonTexts } from "./texts-matching-reasons.js";

/** Sentences about groups for convenings and consultancies. Part of texts.ts. Names put into markup have gone through `plain()`. */
export const groupsTexts = {
  groups: {
    /** The word, for program managers. */
    heading: "Groups",
    intro: "Groups of districts, for a convening or for consultancies. You see them before anybody else does.",
    notForYou:
      "With this word a program manager puts districts into groups for a convening. When your district is in one, its team lead reads it here.",
    noTeams: "You are not working with a team at the moment, so there are no groups to make.",
    elsewhere: "Groups name several districts. Please type groups in your network's own workspace.",
    notHers: "You do not work with a team of this collaboration at the moment, so its groups are somebody else's.",
    published: (what: string, day: string, count: number) => `Published ${day}: ${what}, ${groupCount(count)}.`,
    none: "No groups have been published yet.",
    draftWaits: (what: string, day: string) => `A draft of ${day} is waiting: ${what}.`,
    forConvening: (name: string, day: string) => `${name}, ${day}`,
    forConsultancy: "Consultancies",
    make: "Make groups",
    rules: "Pairs and rules",
    seeDraft: "See the draft",
    more: (count: number) => `And ${groupCount(count)} more.`,
    seeMore: "More",

    /** The form. */
    title: "Make groups",
    submit: "Show me groups",
    purpose: "What are they for?",
    size: "Districts in a group",
    sizes: {
      "2-2": "2",
      "3-3": "3",
      "4-4": "4",
      "5-5": "5",
      "2-3": "2 or 3",
      "3-4": "3 or 4",
      "4-5": "4 or 5",
    },
    dial: "Who should meet?",
    dials: { alike: "Most alike", balanced: "Balanced", new: "Mostly new partners" },
    dialHint: "Alike: by problem and context. New: those who met least.",
    who: "Who takes part?",
    everybody: (count: number) =>
      `All ${count} districts take part. To leave one out, press Change by hand when you see the groups.`,
    whoHint: "Whoever is not ticked is not told anything.",
    notOffered: (list: string) => `Not in these groups: ${list}.`,
    nothingLeaves: "Nothing leaves yet: you see the groups first, with the reasons.",
    unable: {
      "opted out": "asked to be left out of groups",
      paused: "the team pauses",
      full: "has as many requests open as it takes",
      away: "its team lead is away that day",
    },
    conveningOver: "This convening is over, or not planned any more. Please make groups for the next one.",
    alone: "A group needs two districts at least.",

    /** The draft. */
    draftHeading: (what: string) => `Draft groups: ${what}`,
    publishedHeading: (what: string) => `Groups: ${what}`,
    draftIntro: (count: number, districts: number) =>
      `${groupCount(count)} of ${districts} districts. Nobody has been told yet.`,
    publishedIntro: (day: string) => `Published ${day}.`,
    droppedIntro: "Dropped. Nobody was told.",
    replacedIntro: "Other groups have taken the place of these.",
    group: (number: number, names: string) => `**Group ${number}** ${names}`,
    pair: (a: string, b: string, what: string) => `${a} and ${b}: ${what}`,
    likeness: (percent: number) => `${matchingReasonTexts.alikeness(percent / 100)} (${percent} %)`,
    nothingKnown: "one of them has no problem on record yet",
    neverMet: "have not met",
    lastMet: (days: number) =>
      days < 1 ? "placed together already" : days === 1 ? "last met yesterday" : `last met ${days} days ago`,
    repeats: "**Meeting again**",
    repeat: (a: string, b: string, why: string) => `${a} and ${b}: ${why}`,
    repeatWhy: {
      must: "a rule wants them together",
      "nobody new": "one of the two has met everybody else who was possible",
      "alike enough": "new partners were there, and these two are more alike",
    } satisfies Record<RepeatWhy, string>,
    leftOut: "**Left out**",
    leftOutLine: (names: string, why: string) => `${names}: ${why}`,
    leftOutWhy: {
      number: "the number of districts did not divide",
      "by hand": "taken out by hand",
      "nobody allowed": "found no place under the rules",
    },
    reasons: {
      "kind of problem": "the same kind of problem",
      wording: "described in much the same words",
      meaning: "described with much the same meaning",
      "focus area": "the same focus area",
      "student groups": "the same student groups",
      grades: "the same grades",
      "root causes": "the same root causes",
      "tried alike": "tried the same",
      "worked there": "one tried what the other has not",
      profile: "districts of the same kind",
    } satisfies Record<Exclude<Reason["kind"], "topic">, string>,
    bothOn: (topic: string) => `both on ${topic}`,
    publish: "Publish",
    byHand: "Change by hand",
    again: "Try again",
    drop: "Drop",
    same: "The same groups came out: for these choices there are no better ones. To get others, change them by hand, or press Make groups and turn the dial.",
    changed: "These groups were changed meanwhile. This is how they stand now.",
    settled: {
      published: "These groups are published already. To change them, make new ones: they take their place.",
      dropped: "These groups were dropped. To make new ones, type groups.",
    },
    droppedNow: "Dropped. Nobody was told.",
    cannotPublish: (why: string) => `Not published yet. ${why} Press Try again, or change them by hand.`,
    publishedNow: (told: number) =>
      told === 1 ? "Published. 1 team lead is told." : `Published. ${told} team leads are told.`,
    notTold: (list: string) => `I do not write to: ${list}. Please tell them yourself.`,
    why: {
      muted: "does not want to be asked",
      away: "is away",
      "not reachable": "cannot be reached",
      "no lead": "has no team lead",
    },

    /** By hand. */
    moveTitle: "Move a district",
    moveSubmit: "Move",
    moveWho: "Which district?",
    moveTo: "Where to?",
    toGroup: (number: number, names: string) => `Group ${number}: ${names}`,
    toNew: "A group of its own",
    toNone: "No group",
    inGroup: (name: string, number: number) => `${name} (group ${number})`,
    inNone: (name: string) => `${name} (no group)`,
    sameGroup: "It is there already. Please choose another place.",
    breaks: (what: string) => `${what} To do it all the same, press Move once more.`,
    refused: (what: string) => `${what} This cannot be overridden here.`,
    broken: {
      never: (a: string, b: string) => `${a} and ${b} are kept apart.`,
      must: (a: string, b: string) => `A rule wants ${a} and ${b} together.`,
      small: (members: number, min: number) => `A group would have ${members}, and you asked for at least ${min}.`,
      large: (members: number, max: number) => `A group would have ${members}, and you asked for at most ${max}.`,
      outside: "Everybody in a group would share the problem, and nobody would look from outside.",
      gone: (who: string) => `${who} is not in this collaboration any more.`,
      unable: (who: string, why: string) => `${who}: ${why}.`,
      twice: (who: string) => `${who} would be in two places.`,
    },

    /** Why there are no groups. */
    impossible: {
      uncertain: (text: string) => `I found no way to do it. ${text}`,
      sizes: "Please choose another size.",
      tooFew: (members: number, min: number) =>
        `Only ${members} can take part, and a group needs ${min}. Tick more districts, or choose a smaller size.`,
      number: (members: number) =>
        `${members} districts do not divide into groups of this size. Please choose another size.`,
      notMember: (pair: string, who: string) =>
        `A rule wants ${pair} together, and ${who} is not ticked. Tick it, or lift the rule under Pairs and rules.`,
      unable: (pair: string, who: string, why: string) =>
        `A rule wants ${pair} together, and ${who} cannot take part: ${why}. Lift the rule under Pairs and rules.`,
      both: (pair: string, chain: string) =>
        `${pair} are kept apart, and rules want ${chain} together. Lift one of them under Pairs and rules.`,
      tooMany: (members: string, max: number, pair: string | undefined) =>
        `Rules want ${members} together, and a group holds ${max} at most. Choose a larger size, or lift ${
          pair === undefined ? "some of the rules" : `the rule for ${pair}`
        } under Pairs and rules.`,
      must: (pair: string, left: string) =>
        `A rule wants ${pair} together, and with it there is no place for ${left}. Lift it under Pairs and rules, or choose another size.`,
      never: (pair: string, left: string, rule: boolean) =>
        `${pair} are kept apart, and with that there is no place for ${left}. ${
          rule ? "Lift the rule under Pairs and rules, or choose" : "Choose"
        } another size.`,
      outside: (members: string) =>
        `In a consultancy somebody looks from outside, and ${members} all share the problem. Choose groups of 2, or more districts.`,
      several: (left: string) =>
        `The rules together leave no place for ${left}. Choose another size, or lift a rule under Pairs and rules.`,
    },

    /** Rules. */
    rulesHeading: "Pairs and rules",
    rulesNone: "There are no rules. Groups are made by likeness and by who met before.",
    ruleKinds: { must: "sit together", never: "never sit together" },
    rule: (a: string, b: string, what: string, who: string, day: string) => `${a} and ${b} ${what} (${who}, ${day})`,
    somebody: "somebody",
    addRule: "Add a rule",
    liftRule: "Lift a rule",
    ruleTitle: "Add a rule",
    ruleSubmit: "Add",
    ruleWhat: "These two",
    ruleA: "One district",
    ruleB: "The other district",
    ruleNote: "Program managers of the network see rules, districts do not. They hold for the next groups.",
    ruleTwice: "Please choose two different districts.",
    ruleThere: "This rule is there already.",
    ruleAgainst: "There is a rule for the opposite. Please lift that one first.",
    ruleApart: "These two are kept apart, so they cannot be put together.",
    liftTitle: "Lift a rule",
    liftSubmit: "Lift",
    liftWhich: "Which rule?",
    liftNone: "There is no rule to lift.",

    /** What a team lead reads. */
    toldHeading: (what: string | undefined) => (what === undefined ? "Your consultancy group" : `Your group: ${what}`),
    toldConvening: (name: string, day: string, others: string) =>
      `For **${name}** on ${day} you are in a group with ${others}.`,
    toldConsultancy: (others: string) => `For the next consultancies you are in a group with ${others}.`,
    toldWhy: "Why these:",
    toldPair: (name: string, why: string) => `**${name}:** ${why}`,
    nothingToDo: "Nothing to do now.",
    replaces: "This takes the place of the groups that I told you about before.",
    replacedTold: "Other groups have taken the place of these. The latest ones are in a newer message.",
    readers:
      "Each district in a group reads the names of the others. Your problem is named only where both teams share theirs.",
    leftOutConvening: (name: string, day: string) => `For **${name}** on ${day} there is no group for you this time.`,
    leftOutConsultancy: "For the next consultancies there is no group for you this time.",
    leftOutTold: {
      number: "The number of districts did not divide. You come first next time.",
      place: "The groups were full before there was a place that fits. You come first next time.",
      full: "You have as many requests of other districts open as you take, so I did not add one.",
    },
    leaveOut: "Leave us out of groups",
    putBack: "Put us back",
    out: "You are left out of groups from the next ones on. A group that you are in stays; your program manager can change it.",
    back: "You are in groups again, from the next ones on.",
    isOut: "Your district is left out of groups, as it asked.",
    noneForYou: "Your district is in no group at the moment. When it is in one, you read it here.",
    leadsOnly: "Only the team lead can do that.",
  },
} as const;

function groupCount(count: number): string {
  return count === 1 ? "1 group" : `${count} groups`;
}
