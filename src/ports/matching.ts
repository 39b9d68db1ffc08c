import type { Problem, ProblemVersion } from "../core/cycle/model.js";
import type {
  Consent,
  ConsentSubject,
  DistrictBlock,
  GroupRound,
  HelpOffer,
  HelpRequest,
  Match,
  MatchingChoice,
  MatchSide,
  PairRule,
  ProblemVector,
  TopicChoice,
} from "../core/matching/records.js";
import type { Scope } from "./store.js";

/** What districts agreed to, what their problems are about, and which of them changed. */
export interface MatchingRepository {
  /** Withdrawn ones included, oldest first. */
  consentsTo(scope: Scope, what: ConsentSubject, subjectIds: readonly string[]): Promise<Consent[]>;
  /** Not withdrawn, of all subjects of this kind, oldest first. */
  consentsInForce(scope: Scope, what: ConsentSubject): Promise<Consent[]>;
  addConsent(scope: Scope, consent: Consent): Promise<void>;
  /** Writes the withdrawal into it; `by` null: nobody of its own. Nothing where it is withdrawn already. */
  withdrawConsent(scope: Scope, id: string, by: string | null, at: Date): Promise<void>;
  /** Of all these problems, oldest first. */
  topicChoices(scope: Scope, problemIds: readonly string[]): Promise<TopicChoice[]>;
  addTopicChoice(scope: Scope, choice: TopicChoice): Promise<void>;
  choices(scope: Scope): Promise<MatchingChoice[]>;
  /** Inserts or replaces the district's. */
  saveChoice(scope: Scope, choice: MatchingChoice): Promise<void>;
  /** In a district's scope those that it made itself; lifted ones included, oldest first. */
  blocks(scope: Scope): Promise<DistrictBlock[]>;
  /** Inserts or replaces by id. */
  saveBlock(scope: Scope, block: DistrictBlock): Promise<void>;
  /**
   * Problems that may be compared differently since the mark `seq` (0: from the beginning), in the order of the commits.
   * Marked by the store itself with whatever changes a comparison: a problem's version, its topics, its consent, its vector,
   * a cycle that is closed or shared, the district's profile.
   */
  changedSince(scope: Scope, seq: number): Promise<{ problemId: string; districtId: string; seq: number }[]>;
  /** Of those that exist, in no order. */
  problemsByIds(scope: Scope, ids: readonly string[]): Promise<{ problem: Problem; current: ProblemVersion }[]>;
  /** Of these problems, or where they are left out of all. */
  vectors(
    scope: Scope,
    provider: string,
    providerVersion: string,
    problemIds?: readonly string[],
  ): Promise<ProblemVector[]>;
  /** Inserts or replaces the problem's, of this provider and version. */
  saveVector(scope: Scope, vector: ProblemVector): Promise<void>;
  /** The problem's, of all providers. */
  removeVectors(scope: Scope, problemId: string): Promise<void>;
}

/** Both sides, in the order of their ids. What one side said is not for the other: see core/matching. */
export type MatchOfTwo = { match: Match; sides: MatchSide[] };

export interface MatchRepository {
  /** In a district's scope only where it is one of the two. */
  find(scope: Scope, id: string): Promise<MatchOfTwo | undefined>;
  /** All of the network, or of the district; ended ones included, oldest first. */
  all(scope: Scope): Promise<MatchOfTwo[]>;
  /** `nextAt` at or before `now`. */
  due(scope: Scope, now: Date): Promise<MatchOfTwo[]>;
  /** The earliest `nextAt` after `now`, over all networks. */
  nextDue(now: Date): Promise<Date | undefined>;
  /**
   * In the network's scope. Inserts when `expected` is 0, else replaces the match that still has this version, with its sides.
   * False when somebody else was faster; nothing was written then.
   */
  save(scope: Scope, match: MatchOfTwo, expected: number): Promise<boolean>;
}

export interface HelpRepository {
  request(scope: Scope, id: string): Promise<HelpRequest | undefined>;
  /** Closed ones included, oldest first. */
  requests(scope: Scope): Promise<HelpRequest[]>;
  /** Inserts when `expected` is 0, else replaces the one that still has this version. False when somebody else was faster. */
  saveRequest(scope: Scope, request: HelpRequest, expected: number): Promise<boolean>;
  offer(scope: Scope, id: string): Promise<HelpOffer | undefined>;
  /** Of all these requests as far as the scope reaches, oldest first. */
  offersOn(scope: Scope, requestIds: readonly string[]): Promise<HelpOffer[]>;
  /** All of the scope, oldest first. */
  offers(scope: Scope): Promise<HelpOffer[]>;
  /** Inserts or replaces by id. */
  saveOffer(scope: Scope, offer: HelpOffer): Promise<void>;
  /** Open requests with `nextAt` at or before `now`. */
  due(scope: Scope, now: Date): Promise<HelpRequest[]>;
  /** The earliest `nextAt` of an open request after `now`, over all networks. */
  nextDue(now: Date): Promise<Date | undefined>;
}

/** Groups and what is wished for them are the network's: a district's scope may not write them, and reads none. */
export interface GroupRepository {
  round(scope: Scope, id: string): Promise<GroupRound | undefined>;
  /** Of the collaboration, the latest first. */
  rounds(scope: Scope, collaborationId: string): Promise<GroupRound[]>;
  /** As `MatchRepository.save`. */
  saveRound(scope: Scope, round: GroupRound, expected: number): Promise<boolean>;
  /** Lifted ones included, oldest first. */
  rules(scope: Scope, collaborationId: string): Promise<PairRule[]>;
  /** Inserts or replaces by id. */
  saveRule(scope: Scope, rule: PairRule): Promise<void>;
}
