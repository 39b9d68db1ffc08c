import { z } from "zod";
import { sharingLevels } from "../matching/records.js";

/** What somebody writes beside her updates and may delete: the words, or the reason of it. */
export const ownWordsKinds = [
  "spread",
  "note",
  "nudge answer",
  "amendment",
  "question",
  "help given",
  "help closed",
  "why not together",
  "words to both",
] as const;

const id = z.string().min(1).max(64);

/**
 * What a button asks for. Plain data that travels to the platform and back: it says what was pressed,
 * never who may press it. Whoever handles it re-checks every id against the stored roles of the person.
 */
export const actionSchema = z.discriminatedUnion("do", [
  /** Opens the form of the cycle's stage. `draft` prefills it with a text that she typed before. */
  z.object({ do: z.literal("update"), cycle: id, prompt: id.optional(), draft: id.optional() }),
  /** Opens the plan form for a team's next cycle. */
  z.object({ do: z.literal("start-cycle"), team: id, prompt: id.optional(), draft: id.optional() }),
  /** Open a form about one cycle. */
  z.object({ do: z.literal("add-measure"), cycle: id }),
  z.object({ do: z.literal("plan-details"), cycle: id }),
  z.object({ do: z.literal("amend"), cycle: id }),
  z.object({ do: z.literal("add-spread"), cycle: id }),
  /** A cycle's pictures. */
  z.object({ do: z.literal("see-chart"), cycle: id }),
  /** What is on record of one cycle, closed ones too. */
  z.object({ do: z.literal("see-cycle"), cycle: id }),
  /** Her teams' cycles; `skip`: without so many of the closed ones, the latest, and without the open ones. */
  z.object({ do: z.literal("see-cycles"), skip: z.number().int().min(0).max(10_000) }),
  /** Forms about a team's problem of practice, and its earlier versions. */
  z.object({ do: z.literal("edit-problem"), team: id }),
  z.object({ do: z.literal("problem-more"), team: id }),
  z.object({ do: z.literal("problem-history"), team: id }),
  /** All of it, while something is asked about it. */
  z.object({ do: z.literal("see-problem"), team: id }),
  /** The test begins, and its prediction is locked. */
  z.object({ do: z.literal("start-test"), cycle: id }),
  /** Opens a recorded update again. */
  z.object({ do: z.literal("edit-update"), update: id }),
  /** When a team is asked: its form, and a choice that she has seen the dates of. */
  z.object({ do: z.literal("change-rhythm"), team: id }),
  z.object({
    do: z.literal("use-rhythm"),
    team: id,
    weekday: z.number(),
    at: z.string().max(5),
    everyWeeks: z.number(),
    aroundConvenings: z.boolean(),
    weeklyInDo: z.boolean(),
  }),
  z.object({ do: z.literal("pause-team"), team: id }),
  z.object({ do: z.literal("resume-team"), team: id }),
  /** Her own updates: see, use again, delete (asked first). */
  z.object({ do: z.literal("see-mine"), skip: z.number().int().min(0).max(10_000) }),
  z.object({ do: z.literal("reuse-update"), update: id }),
  z.object({ do: z.literal("ask-delete"), update: id }),
  z.object({ do: z.literal("delete-update"), update: id }),
  /** What else she wrote herself: delete (asked first). */
  z.object({ do: z.literal("ask-remove"), what: z.enum(ownWordsKinds), id }),
  z.object({ do: z.literal("remove-words"), what: z.enum(ownWordsKinds), id }),
  z.object({ do: z.literal("nothing-new"), prompt: id }),
  z.object({ do: z.literal("not-this-week"), prompt: id }),
  /** What is in the way this week: said with the button, or in a form. */
  z.object({ do: z.literal("why-not"), prompt: id, reason: z.enum(["no substitute", "testing", "waiting for data"]) }),
  z.object({ do: z.literal("why-not-more"), prompt: id, reason: z.enum(["away", "other"]) }),
  /** What a team said it would do. */
  z.object({ do: z.literal("add-commitment"), team: id }),
  z.object({ do: z.literal("commitment"), commitment: id, prompt: id, state: z.enum(["done", "open", "dropped"]) }),
  /** One that the team takes back, without having been asked about it. */
  z.object({ do: z.literal("drop-commitment"), commitment: id }),
  z.object({ do: z.literal("later"), prompt: id }),
  /** A program manager reads what one of her teams recorded. */
  z.object({ do: z.literal("see-team"), team: id }),
  /** Opens a program manager's form for a nudge to people of one team, or first for which teams. `person`: chosen already. */
  z.object({ do: z.literal("nudge"), team: id.optional(), person: id.optional() }),
  /** Opens the form in which a nudge is answered. */
  z.object({ do: z.literal("answer-nudge"), nudge: id }),
  /** Groups of districts: the form, the rules, and what is done with a draft. `version`: of the draft that she saw. */
  z.object({ do: z.literal("make-groups"), collaboration: id }),
  z.object({ do: z.literal("group-rules"), collaboration: id }),
  z.object({ do: z.literal("add-pair-rule"), collaboration: id }),
  z.object({ do: z.literal("lift-pair-rule"), collaboration: id }),
  /** `skip`: without so many of its groups. */
  z.object({ do: z.literal("see-groups"), round: id, skip: z.number().int().min(0).max(10_000) }),
  z.object({ do: z.literal("move-district"), round: id, version: z.number().int().min(1) }),
  z.object({ do: z.literal("regroup"), round: id, version: z.number().int().min(1) }),
  z.object({ do: z.literal("drop-groups"), round: id, version: z.number().int().min(1) }),
  z.object({ do: z.literal("publish-groups"), round: id, version: z.number().int().min(1) }),
  /** A team lead takes her district out of groups, or back in. */
  z.object({ do: z.literal("groups-part"), team: id, out: z.boolean() }),
  /** Questions to peers: the form for a new one, and what stands open. `draft`: what she has typed already. */
  z.object({ do: z.literal("ask"), draft: id.optional() }),
  z.object({ do: z.literal("see-help"), request: id }),
  /** What a question is about: one of those suggested, or the form with all of them. */
  z.object({ do: z.literal("ask-topic"), request: id, topic: id }),
  z.object({ do: z.literal("ask-topics"), request: id }),
  /** Outwards: to the program manager; to districts, which is shown first; and sent as it was shown (`plan`). */
  z.object({ do: z.literal("ask-manager"), request: id }),
  z.object({ do: z.literal("ask-districts"), request: id }),
  z.object({ do: z.literal("send-help"), request: id, plan: id }),
  /** Districts of the whole network may be asked, too; who, is shown first. */
  z.object({ do: z.literal("widen-help"), request: id }),
  /** Somebody of her own team, or its program manager, answers. */
  z.object({ do: z.literal("help-answer"), request: id }),
  /** Another district does. */
  z.object({ do: z.literal("help-offer"), offer: id, how: z.enum(["time", "words"]) }),
  z.object({ do: z.literal("help-not-now"), offer: id }),
  z.object({ do: z.literal("help-take-back"), offer: id }),
  z.object({ do: z.literal("help-cap") }),
  z.object({ do: z.literal("introduce"), offer: id }),
  z.object({ do: z.literal("close-help"), request: id }),
  z.object({ do: z.literal("withdraw-help"), request: id }),
  /** The program manager chooses one of all her teams. */
  z.object({ do: z.literal("see-teams") }),
  z.object({ do: z.literal("mute") }),
  z.object({ do: z.literal("unmute") }),
  z.object({ do: z.literal("what-i-ask") }),
  z.object({ do: z.literal("change-time") }),
  /** `stage`: what the text was offered as an answer to. Buttons of earlier versions do not say it. */
  z.object({
    do: z.literal("record-draft"),
    draft: id,
    cycle: id,
    stage: z.enum(["do", "study"]).optional(),
    /** What she has confirmed to be no student. */
    mark: id.optional(),
  }),
  z.object({ do: z.literal("confirm-draft"), draft: id, mark: id }),
  z.object({ do: z.literal("drop-draft"), draft: id }),
  /** What was typed as a question is to be an update instead. `mark`: what she has confirmed to be no student. */
  z.object({ do: z.literal("draft-as-update"), draft: id, mark: id.optional() }),
  /**
   * An introduction: seen, and decided about by a program manager (`approve`, `reject`), or answered by one of the two, whose
   * team it says.
   */
  z.object({
    do: z.literal("introduction"),
    match: id,
    team: id.optional(),
    act: z.enum(["see", "approve", "reject", "yes", "no", "met", "not yet", "renew", "end"]),
  }),
  /** Opens the form for a program manager's words to both, or for why not this one. */
  z.object({ do: z.literal("introduction-form"), match: id, team: id.optional(), form: z.enum(["words", "why not"]) }),
  /** A program manager looks for a match for one of her teams, or is asked which, and proposes one; `problem`: of the other. */
  z.object({ do: z.literal("find-match"), team: id.optional() }),
  z.object({ do: z.literal("propose-match"), team: id, problem: id }),
  /** A team asks its program manager for a match. */
  z.object({ do: z.literal("ask-match"), team: id }),
  /** A district that hers does not want to be brought together with: from now on it may be again. `sure`: she was asked. */
  z.object({ do: z.literal("lift-block"), block: id, sure: z.boolean() }),
  /** What becomes of a message of which nobody knows whether it arrived. */
  z.object({ do: z.literal("send-again"), message: id }),
  z.object({ do: z.literal("has-arrived"), message: id }),
  /** What a team's problem is about: said with the button, of the version that it was shown for, or in a form. */
  z.object({ do: z.literal("choose-topic"), team: id, version: z.number().int(), topic: id }),
  z.object({ do: z.literal("other-topic"), team: id }),
  /** How far a team's problem may be compared: asks, and answers. */
  z.object({ do: z.literal("ask-compare"), team: id }),
  z.object({ do: z.literal("compare"), team: id, level: z.enum(sharingLevels) }),
  /** How far a closed cycle may be found: asks, and answers. */
  z.object({ do: z.literal("ask-share"), cycle: id }),
  z.object({ do: z.literal("share"), cycle: id, level: z.enum(sharingLevels) }),
  /** Another team's cycle, as far as it is shared with her now. */
  z.object({ do: z.literal("see-shared"), cycle: id }),
  /** Opens the plan form for a team's next cycle with the plan of a cycle that she may read. */
  z.object({ do: z.literal("use-plan"), cycle: id, team: id.optional() }),
  /** Opens a program manager's form to offer a kept cycle to her teams; and what a lead says to it. */
  z.object({ do: z.literal("offer-plan"), cycle: id }),
  z.object({ do: z.literal("decline-plan"), offer: id }),
]);

export type Action = z.infer<typeof actionSchema>;

/** Whether a form answers it, as far as she may. Every action says so. */
const withForm: Readonly<Record<Action["do"], boolean>> = {
  update: true,
  "start-cycle": true,
  "add-measure": true,
  "plan-details": true,
  amend: true,
  "add-spread": true,
  "see-chart": false,
  "see-cycle": false,
  "see-cycles": false,
  "edit-problem": true,
  "problem-more": true,
  "problem-history": false,
  "see-problem": false,
  "start-test": false,
  "edit-update": true,
  "change-rhythm": true,
  "use-rhythm": false,
  "pause-team": true,
  "resume-team": false,
  "see-mine": false,
  "reuse-update": true,
  "ask-delete": false,
  "delete-update": false,
  "ask-remove": false,
  "remove-words": false,
  "nothing-new": false,
  "not-this-week": false,
  "why-not": false,
  "why-not-more": true,
  "add-commitment": true,
  commitment: false,
  "drop-commitment": false,
  later: false,
  "see-team": false,
  nudge: true,
  "answer-nudge": true,
  "make-groups": true,
  "group-rules": false,
  "add-pair-rule": true,
  "lift-pair-rule": true,
  "see-groups": false,
  "move-district": true,
  regroup: false,
  "drop-groups": false,
  "publish-groups": false,
  "groups-part": false,
  ask: true,
  "see-help": false,
  "ask-topic": false,
  "ask-topics": true,
  "ask-manager": false,
  "ask-districts": false,
  "send-help": false,
  "help-answer": true,
  "help-offer": true,
  "help-not-now": false,
  "help-take-back": false,
  "help-cap": true,
  introduce: false,
  "close-help": true,
  "withdraw-help": false,
  "widen-help": false,
  "see-teams": false,
  mute: false,
  unmute: false,
  "what-i-ask": false,
  "change-time": true,
  "record-draft": false,
  "confirm-draft": false,
  "drop-draft": false,
  "draft-as-update": false,
  introduction: false,
  "introduction-form": true,
  "find-match": false,
  "propose-match": false,
  "ask-match": false,
  "lift-block": false,
  "send-again": false,
  "has-arrived": false,
  "choose-topic": false,
  "other-topic": true,
  "ask-compare": false,
  compare: false,
  "ask-share": false,
  share: false,
  "see-shared": false,
  "use-plan": true,
  "offer-plan": true,
  "decline-plan": false,
};

/** Some platforms must know before a button is pressed that a form will open. */
export function opensForm(action: Action): boolean {
  return withForm[action.do];
}
