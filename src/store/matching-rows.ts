import { z } from "zod";
import {
  type Consent,
  consentSubjects,
  type GroupRound,
  type HelpOffer,
  type HelpRequest,
  helpOfferStates,
  helpSteps,
  type Match,
  type MatchSide,
  matchEndings,
  matchStates,
  type PairRule,
  type ProblemVector,
  sharingLevels,
  type TopicChoice,
} from "../core/matching/records.js";
import type * as Row from "./generated/sqlite/client.js";
import { json, word } from "./read-column.js";

const strings = z.array(z.string());
const level = z.enum(sharingLevels);
const answer = z.enum(["yes", "no"]).nullable();
const text = JSON.stringify;

export const readConsent = (row: Row.Consent): Consent => ({
  ...row,
  what: word("consent.what", z.enum(consentSubjects), row.what),
  level: word("consent.level", level, row.level),
});

export const readTopicChoice = (row: Row.TopicChoice): TopicChoice => ({
  ...row,
  topics: json("topic_choice.topics", strings, row.topics),
});

export const topicChoiceRow = (choice: TopicChoice): Row.TopicChoice => ({ ...choice, topics: text(choice.topics) });

export const readMatch = (row: Row.Match): Match => ({
  ...row,
  purpose: word("match.purpose", z.enum(["introduction", "peer help"]), row.purpose),
  state: word("match.state", z.enum(matchStates), row.state),
  ending: word("match.ending", z.enum(matchEndings).nullable(), row.ending),
});

export const readMatchSide = (row: Row.MatchSide): MatchSide => ({
  ...row,
  reasons: json("match_side.reasons", strings, row.reasons),
  answer: word("match_side.answer", answer, row.answer),
  met: word("match_side.met", z.enum(["yes", "not yet"]).nullable(), row.met),
  renew: word("match_side.renew", answer, row.renew),
});

export const matchSideRow = (side: MatchSide): Row.MatchSide => ({ ...side, reasons: text(side.reasons) });

export const readHelpRequest = (row: Row.HelpRequest): HelpRequest => ({
  ...row,
  topics: json("help_request.topics", strings, row.topics),
  step: word("help_request.step", z.enum(helpSteps), row.step),
  level: word("help_request.level", level, row.level),
  state: word("help_request.state", z.enum(["open", "closed", "withdrawn"]), row.state),
});

export const helpRequestRow = (request: HelpRequest): Row.HelpRequest => ({ ...request, topics: text(request.topics) });

export const readHelpOffer = (row: Row.HelpOffer): HelpOffer => ({
  ...row,
  from: word("help_offer.from", z.enum(helpSteps), row.from),
  state: word("help_offer.state", z.enum(helpOfferStates), row.state),
  reasons: json("help_offer.reasons", strings, row.reasons),
});

export const helpOfferRow = (offer: HelpOffer): Row.HelpOffer => ({ ...offer, reasons: text(offer.reasons) });

export const readPairRule = (row: Row.PairRule): PairRule => ({
  ...row,
  rule: word("pair_rule.rule", z.enum(["must", "never"]), row.rule),
});

export const readGroupRound = (row: Row.GroupRound): GroupRound => ({
  ...row,
  purpose: word("group_round.purpose", z.enum(["convening", "consultancy"]), row.purpose),
  groups: json("group_round.groups", z.array(strings), row.groups),
  leftOut: json("group_round.leftOut", z.array(z.object({ districtId: z.string(), why: z.string() })), row.leftOut),
  state: word("group_round.state", z.enum(["draft", "published", "dropped"]), row.state),
});

export const groupRoundRow = (round: GroupRound): Row.GroupRound => ({
  ...round,
  groups: text(round.groups),
  leftOut: text(round.leftOut),
});

export const readVector = (row: Row.ProblemVector): ProblemVector => ({
  ...row,
  numbers: json("problem_vector.numbers", z.array(z.number()), row.numbers),
});

export const vectorRow = (vector: ProblemVector): Row.ProblemVector => ({ ...vector, numbers: text(vector.numbers) });
