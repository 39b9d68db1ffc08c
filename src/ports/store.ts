import type { FoldedNote, Reservation } from "../core/budget/model.js";
import type { LocalDate } from "../core/calendar/model.js";
import type { CheckInPrompt, CheckInRule, CheckInSlot } from "../core/checkin/model.js";
import type {
  Commitment,
  Cycle,
  CycleUpdate,
  CycleUpdateVersion,
  Draft,
  PlanDetailsVersion,
  PredictionAmendment,
  Problem,
  ProblemVersion,
  SpreadStep,
} from "../core/cycle/model.js";
import type { Measure } from "../core/measure/model.js";
import type {
  Channel,
  Collaboration,
  Convening,
  District,
  Identity,
  LinkCode,
  Membership,
  Network,
  Person,
  PmAssignment,
  Team,
  Workspace,
} from "../core/network/model.js";
import type { Nudge } from "../core/nudge/model.js";
import type { ChannelRef, MessageRef, PersonRef, WorkspaceRef } from "../core/refs.js";
import type { Card } from "../core/ui/card.js";
import type { Credentials } from "./chat-platform.js";
import type { GroupRepository, HelpRepository, MatchingRepository, MatchRepository } from "./matching.js";
import type { NewOutboxMessage, OutboxMessage, OutboxState } from "./outbox.js";

/**
 * Whose rows may be seen. Every repository method that touches a network's rows demands it and finds nothing
 * outside of it; with a `districtId`, only that district's rows.
 */
export type Scope = { networkId: string; districtId?: string };

/**
 * Guarantees: `write` is one transaction: all of it is there after the promise resolved, even after `kill -9`; nothing
 * of it when the promise rejected. Writes are serial. `read` sees committed data only. Not guaranteed: that a `read`
 * and a later `write` see the same state; check again inside `write`. The work of either may run more than once: when
 * another process holds the database, and when it failed beside others. It must have no effect but on the tables.
 */
export interface Store {
  read<T>(work: (view: Repositories) => Promise<T>): Promise<T>;
  /**
   * `brief`: a few statements, so that it may share a commit with others like it, and none waits long for another.
   * `somebody waits`: brief, and a person waits for the answer: it comes before what nobody waits for.
   */
  write<T>(work: (tables: Repositories) => Promise<T>, how?: "brief" | "somebody waits"): Promise<T>;
  close(): Promise<void>;
}

export type Repositories = {
  networks: NetworkRepository;
  roster: RosterRepository;
  workspaces: WorkspaceRepository;
  cycles: CycleRepository;
  checkIns: CheckInRepository;
  nudges: NudgeRepository;
  matching: MatchingRepository;
  matches: MatchRepository;
  help: HelpRepository;
  groups: GroupRepository;
  outbox: OutboxRepository;
  budget: BudgetRepository;
  events: EventRepository;
  settings: SettingRepository;
};

export interface NetworkRepository {
  all(): Promise<Network[]>;
  find(scope: Scope): Promise<Network | undefined>;
  save(network: Network): Promise<void>;
}

/** Everything that an import can say about a network. `save*` inserts or replaces by id. */
export type Roster = {
  collaborations: Collaboration[];
  convenings: Convening[];
  districts: District[];
  teams: Team[];
  people: Person[];
  memberships: Membership[];
  pmAssignments: PmAssignment[];
  rules: CheckInRule[];
};

/** What a network does when, without who is who. */
export type Outline = Pick<Roster, "collaborations" | "convenings" | "districts" | "teams" | "rules">;

export interface RosterRepository {
  /** Ended memberships and assignments included. */
  load(scope: Scope): Promise<Roster>;
  /** `only`: the kinds that are asked for; all of them where it is left out. */
  outline<K extends keyof Outline = keyof Outline>(scope: Scope, only?: readonly K[]): Promise<Pick<Outline, K>>;
  /** Memberships of these teams, ended ones included, and their people. */
  membersOf(scope: Scope, teamIds: readonly string[]): Promise<Pick<Roster, "memberships" | "people">>;
  /** Ended ones included. */
  assignments(scope: Scope): Promise<PmAssignment[]>;
  /** Inserts or replaces every row of `changes` by id, all in the scope's network; rejects a row of another network. */
  save(scope: Scope, changes: Partial<Roster>): Promise<void>;
  person(scope: Scope, id: string): Promise<Person | undefined>;
  savePerson(scope: Scope, person: Person): Promise<void>;
  team(scope: Scope, id: string): Promise<Team | undefined>;
  district(scope: Scope, id: string): Promise<District | undefined>;
  /** Of those that exist, in no order. */
  districtsByIds(scope: Scope, ids: readonly string[]): Promise<District[]>;
  /** Ended ones included. */
  membershipsOf(scope: Scope, personId: string): Promise<Membership[]>;
}

export interface WorkspaceRepository {
  /** Knows no scope yet: this is how a scope is found. */
  byRef(ref: WorkspaceRef): Promise<Workspace | undefined>;
  /** The claimed identity of a person in a linked workspace; undefined for everybody else (guests, outsiders, unclaimed). */
  identityOf(ref: PersonRef): Promise<Identity | undefined>;
  all(scope: Scope): Promise<Workspace[]>;
  unlinked(): Promise<Workspace[]>;
  /** Inserts or replaces by (platform, externalId). */
  save(workspace: Workspace): Promise<void>;
  /** Encrypts. */
  saveCredentials(ref: WorkspaceRef, credentials: Credentials): Promise<void>;
  /** Decrypts; undefined when erased or never stored. Rejects when the key does not fit. */
  credentials(ref: WorkspaceRef): Promise<Credentials | undefined>;
  eraseCredentials(ref: WorkspaceRef): Promise<void>;
  identities(scope: Scope): Promise<Identity[]>;
  /** Where she can be written to: her reachable identities in linked workspaces of the scope's network. */
  addressesOf(scope: Scope, personId: string): Promise<{ identity: Identity; workspace: Workspace }[]>;
  /** Of these people, those who can be written to: claimed and reachable in a linked workspace of the scope's network. */
  reachable(scope: Scope, personIds: readonly string[]): Promise<Set<string>>;
  /** Inserts or replaces by id. Their workspaces must be linked to the scope's network. */
  saveIdentities(scope: Scope, identities: Identity[]): Promise<void>;
  channels(scope: Scope): Promise<Channel[]>;
  /** The team's channel, where its workspace is linked. */
  channelOf(scope: Scope, teamId: string): Promise<{ channel: Channel; workspace: Workspace } | undefined>;
  channelByRef(ref: ChannelRef): Promise<Channel | undefined>;
  saveChannel(scope: Scope, channel: Channel): Promise<void>;
  removeChannel(scope: Scope, id: string): Promise<void>;
  saveCode(scope: Scope, code: LinkCode): Promise<void>;
  /** The code with this hash, used or expired included: the caller judges. */
  codeByHash(hash: string): Promise<LinkCode | undefined>;
}

export interface CycleRepository {
  cycle(scope: Scope, id: string): Promise<Cycle | undefined>;
  /** Not closed, newest first. */
  openOf(scope: Scope, teamId: string): Promise<Cycle[]>;
  all(scope: Scope): Promise<Cycle[]>;
  byIds(scope: Scope, ids: readonly string[]): Promise<Cycle[]>;
  /** Districts with a cycle that began with this one's plan, each once; in a district's scope its own alone. */
  districtsUsing(scope: Scope, cycleId: string): Promise<string[]>;
  /** Closed ones included, each team's newest first. */
  ofTeams(scope: Scope, teamIds: readonly string[]): Promise<Cycle[]>;
  /**
   * Inserts when `expected` is 0, else replaces the row that still has version `expected`.
   * False when somebody else was faster; nothing was written then.
   */
  save(scope: Scope, cycle: Cycle, expected: number): Promise<boolean>;
  update(scope: Scope, id: string): Promise<CycleUpdate | undefined>;
  /** Oldest first. */
  updatesOf(scope: Scope, cycleId: string): Promise<CycleUpdate[]>;
  /** Of all these cycles, each one's oldest first. */
  updatesOfCycles(scope: Scope, cycleIds: readonly string[]): Promise<CycleUpdate[]>;
  /** As `updatesBetween`, of all these teams, each one's in order. */
  updatesOfTeams(scope: Scope, teamIds: readonly string[], from: Date, to: Date): Promise<CycleUpdate[]>;
  /** `from` ≤ recordedAt < `to`, oldest first. */
  updatesBetween(scope: Scope, teamId: string, from: Date, to: Date): Promise<CycleUpdate[]>;
  /** Writes the update and appends its version. `expected` as in `save`. */
  saveUpdate(scope: Scope, update: CycleUpdate, version: CycleUpdateVersion, expected: number): Promise<boolean>;
  /** Writes the update, and nothing is left of what its versions said. */
  eraseUpdate(scope: Scope, update: CycleUpdate): Promise<void>;
  versionsOf(scope: Scope, updateId: string): Promise<CycleUpdateVersion[]>;
  /** Of all these updates, each one's in order. */
  versionsOfUpdates(scope: Scope, updateIds: readonly string[]): Promise<CycleUpdateVersion[]>;
  /** Of all these cycles, in the order in which they were declared. */
  measuresOf(scope: Scope, cycleIds: readonly string[]): Promise<Measure[]>;
  saveMeasure(scope: Scope, measure: Measure): Promise<void>;
  /** Of all these cycles, oldest first. */
  amendmentsOf(scope: Scope, cycleIds: readonly string[]): Promise<PredictionAmendment[]>;
  addAmendment(scope: Scope, amendment: PredictionAmendment): Promise<void>;
  /** Its reason becomes empty; what is expected stays. Nothing where there is none. */
  eraseAmendmentReason(scope: Scope, id: string): Promise<void>;
  /** Every version, oldest first. */
  planDetailsOf(scope: Scope, cycleId: string): Promise<PlanDetailsVersion[]>;
  addPlanDetails(scope: Scope, version: PlanDetailsVersion): Promise<void>;
  /** The spread ledgers of all these cycles, by the day that was reached. */
  spreadOf(scope: Scope, cycleIds: readonly string[]): Promise<SpreadStep[]>;
  addSpreadStep(scope: Scope, step: SpreadStep): Promise<void>;
  /** The entry is gone. Nothing where there is none. */
  removeSpreadStep(scope: Scope, id: string): Promise<void>;
  problems(scope: Scope, teamId: string): Promise<{ problem: Problem; current: ProblemVersion }[]>;
  /** Every version, oldest first. */
  problemVersions(scope: Scope, problemId: string): Promise<ProblemVersion[]>;
  saveProblem(scope: Scope, problem: Problem, version: ProblemVersion): Promise<void>;
  /** Of all these teams, oldest first. */
  openCommitments(scope: Scope, teamIds: readonly string[]): Promise<Commitment[]>;
  commitment(scope: Scope, id: string): Promise<Commitment | undefined>;
  /** When the oldest test that is under way began, by team: of its cycles in do, where the team said that they have begun. */
  testsUnderWay(scope: Scope): Promise<Map<string, Date>>;
  commitments(scope: Scope, teamId: string): Promise<Commitment[]>;
  saveCommitment(scope: Scope, commitment: Commitment): Promise<void>;
  draft(scope: Scope, id: string): Promise<Draft | undefined>;
  openDrafts(scope: Scope, personId: string): Promise<Draft[]>;
  saveDraft(scope: Scope, draft: Draft): Promise<void>;
}

export interface CheckInRepository {
  rules(scope: Scope): Promise<CheckInRule[]>;
  /** Slots of a local date at or after `since`. */
  slotsSince(scope: Scope, since: string): Promise<CheckInSlot[]>;
  /** Prompts of those slots. */
  promptsSince(scope: Scope, since: string): Promise<CheckInPrompt[]>;
  /** The latest local date on which each rule has a slot, among those at or after `since`. */
  latestDates(scope: Scope, since: string): Promise<{ ruleId: string; localDate: string }[]>;
  /** Writes a slot with its prompts. False when the rule already has a slot on that date: nothing was written. */
  openSlot(scope: Scope, slot: CheckInSlot, prompts: CheckInPrompt[]): Promise<boolean>;
  /** The slot and its prompts are gone, as if it had never been opened. Rejects where an update answers one of them. */
  removeSlot(scope: Scope, id: string): Promise<void>;
  prompt(scope: Scope, id: string): Promise<CheckInPrompt | undefined>;
  promptsOf(scope: Scope, slotId: string): Promise<CheckInPrompt[]>;
  /** Prompts of this person in state "asked" or "later", newest first. */
  openPromptsOf(scope: Scope, personId: string): Promise<CheckInPrompt[]>;
  slot(scope: Scope, id: string): Promise<CheckInSlot | undefined>;
  /** `remindAt` at or before `now`: only questions that are asked have one. */
  dueReminders(scope: Scope, now: Date): Promise<CheckInPrompt[]>;
  /** The earliest `remindAt` after `now`, over all networks. */
  nextReminder(now: Date): Promise<Date | undefined>;
  /** State "later" with `againAt` at or before `now`. */
  dueAgain(scope: Scope, now: Date): Promise<CheckInPrompt[]>;
  /** The earliest `againAt` after `now`, over all networks. */
  nextAgain(now: Date): Promise<Date | undefined>;
  savePrompt(scope: Scope, prompt: CheckInPrompt): Promise<void>;
}

export interface NudgeRepository {
  find(scope: Scope, id: string): Promise<Nudge | undefined>;
  /** To members of these teams, sent at or after `since`, oldest first. */
  ofTeams(scope: Scope, teamIds: readonly string[], since: Date): Promise<Nudge[]>;
  /** Inserts or replaces by id. */
  save(scope: Scope, nudge: Nudge): Promise<void>;
}

/**
 * Knows no scope where it serves the deliverer, which sends for all networks. Programme time is handed in; machine time, by
 * which lanes are held and workspaces wait, is spoken of in durations alone: they run from the beginning of the write, by
 * the one clock that all processes of the database share. Where that clock was ahead and is set right, what waits longer
 * than anything may (a lease five minutes, a block an hour, a pace a minute) waits no more.
 */
export interface OutboxRepository {
  /** Writes the message with the next `seq` of its lane. False when its id exists: nothing was written. */
  enqueue(scope: Scope, message: NewOutboxMessage): Promise<boolean>;
  find(scope: Scope, id: string): Promise<OutboxMessage | undefined>;
  list(
    scope: Scope,
    filter: { states?: OutboxState[]; to?: WorkspaceRef; personId?: string; limit?: number },
  ): Promise<OutboxMessage[]>;
  /** The states of those of these messages that are there, by id. */
  statesOf(scope: Scope, ids: readonly string[]): Promise<Map<string, OutboxState>>;
  /** Other times for a message that waits, and for changes to it that would come before it. False when it has left. */
  reschedule(scope: Scope, id: string, at: Pick<OutboxMessage, "notBefore" | "expiresAt">): Promise<boolean>;
  /**
   * Takes back a message that waits, or was skipped, and that no request was ever made for, as if it had never been
   * written: its id is free again, and so is its place in a week; what was to be said in short instead of it is gone. False
   * when it has left, or may have.
   */
  withdraw(scope: Scope, id: string): Promise<boolean>;
  /**
   * Takes lanes that have something to do, what is longest due first, each under a new fence and for `leaseMs`: nobody
   * else gets them before. Left out are lanes that somebody holds, and workspaces that are made to wait or are `busy`. No
   * workspace gets more than `each` of the lanes.
   */
  claim(at: ClaimTime, limit: number, busy?: readonly WorkspaceRef[], each?: number): Promise<Claim[]>;
  /**
   * In how many ms the first lane that is due by programme time can be claimed: its lease is over, and its workspace is
   * not made to wait. 0: now. Undefined when nothing is due.
   */
  nextFree(now: Date): Promise<number | undefined>;
  /** The earliest `notBefore` of a pending message. */
  nextDue(): Promise<Date | undefined>;
  /** How many messages are in each state, and since when (programme time) the one that is longest due waits. */
  standing(now: Date): Promise<OutboxStanding>;
  byId(id: string): Promise<OutboxMessage | undefined>;
  /**
   * The claimed message as it is now, where it is still to be sent: it waits, is due, and the lane is the claim's. Read
   * before it is judged whether it may leave.
   */
  stillDue(claim: Claim, now: Date): Promise<OutboxMessage | undefined>;
  /**
   * Writes down that a request is about to leave, and renews the lease: `pending` → `sending`. Undefined when it is not
   * pending any more, when somebody else has the lane, and when its workspace was told to wait since the claim.
   */
  intend(claim: Claim, leaseMs: number): Promise<Intent | undefined>;
  /**
   * Records an outcome under the fence of the message's sender or of the lane's present holder, and frees the lane in
   * `freeInMs`. False when somebody else has taken over, or when the outcome is known already.
   */
  settle(id: string, fence: number, result: OutboxResult, freeInMs?: number): Promise<boolean>;
  /** The lane as it is, to be claimed again in `freeInMs`. Nothing happens when somebody else holds it. */
  giveBack(claim: Claim, freeInMs: number): Promise<void>;
  /**
   * Nothing of this workspace leaves for so many ms, an hour at most; with `only`, nothing of that sort. A longer time that it was told
   * before stays. What waits for the limit on sending is all of it: nearly everything is that, and what is not lies behind
   * it in the same lanes.
   */
  block(workspace: WorkspaceRef, forMs: number, only?: "edits" | "look-ups"): Promise<void>;
  /**
   * Takes the place of one message in the workspace's pace: one each `everyMs`, `burst` at once after a silence. Where
   * there is none now, in how many ms there will be one; the workspace waits so long.
   */
  pace(workspace: WorkspaceRef, pace: Pace): Promise<number | undefined>;
  /** `pending` → `skipped`. False when it has left, or never was there. */
  skip(id: string, reason: string): Promise<boolean>;
  /**
   * A person has decided: `unknown` → `pending`, or with `look` → `sending`, to be looked for before it is sent. It keeps
   * its place in the lane, and its attempts are counted anew. False when it is not unknown (any more).
   */
  sendAgain(scope: Scope, id: string, look: boolean): Promise<boolean>;
  /** A person has seen it there: `unknown` → `sent`. False when it is not unknown (any more). */
  arrived(scope: Scope, id: string, at: Date): Promise<boolean>;
  /**
   * `pending` → `sending` for every message that is due and must not be doubled, as if somebody had begun to send it at
   * `since` (machine time) and died. Gives their number.
   */
  doubt(now: Date, since: Date): Promise<number>;
  /** Messages and changes written since then whose content has this id in it, such as below a button. */
  naming(scope: Scope, id: string, since: Date): Promise<OutboxMessage[]>;
  /** A message's content, and that of every change to it, becomes `card`, or what it makes of each, where it is kept. Nothing is sent. */
  forget(scope: Scope, id: string, card: Card | ((before: Card) => Card)): Promise<void>;
  /** Pending messages to this workspace become `skipped`. Gives their number. */
  skipAll(workspace: WorkspaceRef, reason: string): Promise<number>;
}

/** The week's messages of a person. The reservations are the outbox messages themselves: written with them, in one transaction. */
export interface BudgetRepository {
  /**
   * What was promised to her in the week that begins on `monday`, in the order of writing. What was skipped or refused is
   * no part of it. `waiting`: ids of those that have not begun to leave.
   */
  week(scope: Scope, personId: string, monday: LocalDate): Promise<{ held: Reservation[]; waiting: Set<string> }>;
  /** Inserts. False when one of this id is there: nothing was written. */
  fold(scope: Scope, note: FoldedNote): Promise<boolean>;
  note(scope: Scope, id: string): Promise<FoldedNote | undefined>;
  /** Notes of `since` or later that no message says: none was given them, or it was skipped or refused. Oldest first. */
  unsaid(scope: Scope, personId: string, since: Date): Promise<FoldedNote[]>;
  said(scope: Scope, ids: readonly string[], saidIn: string): Promise<void>;
}

export type OutboxStanding = { byState: Record<OutboxState, number>; dueSince: Date | undefined };

/** One message each `everyMs`, `burst` at once after a silence. */
export type Pace = { everyMs: number; burst: number };

/** `now` is programme time. `pace`: of no workspace more lanes are taken than may leave at once. */
export type ClaimTime = { now: Date; leaseMs: number; pace?: Pace };

/** `abandonedMs`: somebody began to send it so long ago and did not say how it ended. */
export type Claim = { message: OutboxMessage; fence: number; abandonedMs?: number };

/** The lease lasts from `since` on, by `performance.now()` of this process, or a little longer. */
export type Intent = { message: OutboxMessage; since: number };

export type OutboxResult =
  | { state: "sent"; message: MessageRef | null; sentAt: Date }
  | { state: "dead" | "unknown" | "skipped"; error: string }
  /** Back to waiting; `attempts` is not raised when nothing left. */
  | { state: "pending"; error: string; notBefore: Date; left: boolean };

export type AuditEntry = {
  id: string;
  networkId: string;
  districtId: string | null;
  at: Date;
  /** A person id, or who else acted: "import", "heartbeat", "operator". */
  actor: string;
  action: string;
  subject: string;
  /** Never people's text. */
  detail: string | null;
};

export interface EventRepository {
  /** Remembers a delivery by its key. False when it was remembered before. Must be in the transaction of its effect. */
  remember(key: string, at: Date): Promise<boolean>;
  seen(key: string): Promise<boolean>;
  audit(entry: AuditEntry): Promise<void>;
  auditOf(scope: Scope, limit: number): Promise<AuditEntry[]>;
}

/** Small facts about this installation: the sandbox clock's offset, the tz data's version. */
export interface SettingRepository {
  get(name: string): Promise<string | undefined>;
  set(name: string, value: string): Promise<void>;
}
