import type { CheckInPrompt, CheckInRule, CheckInSlot } from "../core/checkin/model.js";
import type {
  Commitment,
  Cycle,
  CycleUpdate,
  CycleUpdateVersion,
  Draft,
  Problem,
  ProblemVersion,
} from "../core/cycle/model.js";
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
import type { ChannelRef, MessageRef, PersonRef, WorkspaceRef } from "../core/refs.js";
import type { Card } from "../core/ui/card.js";
import type { Credentials } from "./chat-platform.js";
import type { NewOutboxMessage, OutboxMessage, OutboxState } from "./outbox.js";

/**
 * Whose rows may be seen. Every repository method that touches a network's rows demands it and finds nothing
 * outside of it; with a `districtId`, only that district's rows.
 */
export type Scope = { networkId: string; districtId?: string };

/**
 * Guarantees: `write` is one transaction: all of it is there after the promise resolved, even after `kill -9`; nothing
 * of it when the promise rejected. Writes are serial. `read` sees committed data only. Not guaranteed: that a `read`
 * and a later `write` see the same state; check again inside `write`.
 */
export interface Store {
  read<T>(work: (view: Repositories) => Promise<T>): Promise<T>;
  write<T>(work: (tables: Repositories) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export type Repositories = {
  networks: NetworkRepository;
  roster: RosterRepository;
  workspaces: WorkspaceRepository;
  cycles: CycleRepository;
  checkIns: CheckInRepository;
  outbox: OutboxRepository;
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

export interface RosterRepository {
  /** Ended memberships and assignments included. `only`: what is asked for; everything where it is left out. */
  load<K extends keyof Roster = keyof Roster>(scope: Scope, only?: readonly K[]): Promise<Pick<Roster, K>>;
  /** Inserts or replaces every row of `changes` by id, all in the scope's network; rejects a row of another network. */
  save(scope: Scope, changes: Partial<Roster>): Promise<void>;
  person(scope: Scope, id: string): Promise<Person | undefined>;
  savePerson(scope: Scope, person: Person): Promise<void>;
  team(scope: Scope, id: string): Promise<Team | undefined>;
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
  /** Inserts or replaces by id. Their workspaces must be linked to the scope's network. */
  saveIdentities(scope: Scope, identities: Identity[]): Promise<void>;
  channels(scope: Scope): Promise<Channel[]>;
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
  /**
   * Inserts when `expected` is 0, else replaces the row that still has version `expected`.
   * False when somebody else was faster; nothing was written then.
   */
  save(scope: Scope, cycle: Cycle, expected: number): Promise<boolean>;
  update(scope: Scope, id: string): Promise<CycleUpdate | undefined>;
  /** Oldest first. */
  updatesOf(scope: Scope, cycleId: string): Promise<CycleUpdate[]>;
  /** `from` ≤ recordedAt < `to`, oldest first. */
  updatesBetween(scope: Scope, teamId: string, from: Date, to: Date): Promise<CycleUpdate[]>;
  /** Writes the update and appends its version. `expected` as in `save`. */
  saveUpdate(scope: Scope, update: CycleUpdate, version: CycleUpdateVersion, expected: number): Promise<boolean>;
  versionsOf(scope: Scope, updateId: string): Promise<CycleUpdateVersion[]>;
  problems(scope: Scope, teamId: string): Promise<{ problem: Problem; current: ProblemVersion }[]>;
  saveProblem(scope: Scope, problem: Problem, version: ProblemVersion): Promise<void>;
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
  /** Writes a slot with its prompts. False when the rule already has a slot on that date: nothing was written. */
  openSlot(scope: Scope, slot: CheckInSlot, prompts: CheckInPrompt[]): Promise<boolean>;
  prompt(scope: Scope, id: string): Promise<CheckInPrompt | undefined>;
  promptsOf(scope: Scope, slotId: string): Promise<CheckInPrompt[]>;
  /** Prompts of this person in state "asked" or "later", newest first. */
  openPromptsOf(scope: Scope, personId: string): Promise<CheckInPrompt[]>;
  /** State "later" with `againAt` at or before `now`. */
  dueAgain(scope: Scope, now: Date): Promise<CheckInPrompt[]>;
  /** The earliest `againAt` after `now`, over all networks. */
  nextAgain(now: Date): Promise<Date | undefined>;
  savePrompt(scope: Scope, prompt: CheckInPrompt): Promise<void>;
}

/** Knows no scope where it serves the deliverer, which sends for all networks. */
export interface OutboxRepository {
  /** Writes the message with the next `seq` of its lane. False when its id exists: nothing was written. */
  enqueue(scope: Scope, message: NewOutboxMessage): Promise<boolean>;
  find(scope: Scope, id: string): Promise<OutboxMessage | undefined>;
  list(scope: Scope, filter: { states?: OutboxState[]; limit?: number }): Promise<OutboxMessage[]>;
  /**
   * Takes lanes that have something to do, what is longest due first, each under a new fence and until `leaseUntil`: nobody
   * else gets them before. Left out are lanes that somebody holds, and workspaces that are made to wait or are `busy`. No
   * workspace gets more than `each` of the lanes.
   */
  claim(at: ClaimTime, limit: number, busy?: readonly WorkspaceRef[], each?: number): Promise<Claim[]>;
  /**
   * The earliest machine time at which a lane that is due by programme time can be claimed: its lease is over, and its
   * workspace is not made to wait. Undefined when nothing is due.
   */
  nextFree(now: Date): Promise<Date | undefined>;
  /** The earliest `notBefore` of a pending message. */
  nextDue(): Promise<Date | undefined>;
  /** How many messages are in each state, and since when (programme time) the one that is longest due waits. */
  standing(now: Date): Promise<OutboxStanding>;
  byId(id: string): Promise<OutboxMessage | undefined>;
  /**
   * Writes down that a request is about to leave, and renews the lease: `pending` → `sending`. Undefined when it is not
   * pending any more, when somebody else has the lane, and when its workspace was told to wait since the claim.
   */
  intend(claim: Claim, at: { machine: Date; leaseUntil: Date }): Promise<OutboxMessage | undefined>;
  /**
   * Records an outcome under the fence of the message's sender or of the lane's present holder, and frees the lane at
   * `freeAt`. False when somebody else has taken over, or when the outcome is known already.
   */
  settle(id: string, fence: number, result: OutboxResult, freeAt?: Date): Promise<boolean>;
  /** The lane as it is, to be claimed from `freeAt` on. Nothing happens when somebody else holds it. */
  giveBack(claim: Claim, freeAt: Date): Promise<void>;
  /** Nothing of this workspace is claimed before `until`, in machine time. A later time stays. */
  block(workspace: WorkspaceRef, until: Date): Promise<void>;
  /**
   * Takes the place of one message in the workspace's pace: one each `everyMs`, `burst` at once after a silence. The
   * time at which there is one when there is none now, which also makes the workspace wait.
   */
  pace(workspace: WorkspaceRef, machine: Date, pace: { everyMs: number; burst: number }): Promise<Date | undefined>;
  /** `pending` → `skipped`. False when it has left, or never was there. */
  skip(id: string, reason: string): Promise<boolean>;
  /** A message's content, and that of every change to it, is replaced by `card` where it is kept. Nothing is sent. */
  forget(scope: Scope, id: string, card: Card): Promise<void>;
  /** Pending messages to this workspace become `skipped`. Gives their number. */
  skipAll(workspace: WorkspaceRef, reason: string): Promise<number>;
}

export type OutboxStanding = { byState: Record<OutboxState, number>; dueSince: Date | undefined };

/** `now` is programme time, the others machine time. */
export type ClaimTime = { now: Date; machine: Date; leaseUntil: Date };

/** `abandoned`: somebody began to send it and did not say how it ended. */
export type Claim = { message: OutboxMessage; fence: number; abandoned: boolean };

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
