import type { FoldedNote } from "../../src/core/budget/model.js";
import type { CheckInPrompt, CheckInRule, CheckInSlot } from "../../src/core/checkin/model.js";
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
} from "../../src/core/cycle/model.js";
import type {
  Consent,
  DistrictBlock,
  GroupRound,
  HelpOffer,
  HelpRequest,
  MatchingChoice,
  PairRule,
  ProblemVector,
  TopicChoice,
} from "../../src/core/matching/records.js";
import type { Measure } from "../../src/core/measure/model.js";
import type { Channel, District, Identity, LinkCode, Person, Workspace } from "../../src/core/network/model.js";
import type { Nudge } from "../../src/core/nudge/model.js";
import type { MatchOfTwo } from "../../src/ports/matching.js";
import type { NewOutboxMessage } from "../../src/ports/outbox.js";
import type { AuditEntry, Repositories, Roster, Scope, Store } from "../../src/ports/store.js";

/** Two networks that look alike, with two districts each: everything the store keeps, once per district. */
export type SampleNetwork = {
  id: string;
  scope: Scope;
  roster: Roster;
  districts: [SampleDistrict, SampleDistrict];
  /** A program manager: of the network, of no district. */
  pm: Person;
};

export type SampleDistrict = {
  id: string;
  scope: Required<Scope>;
  teamId: string;
  lead: Person;
  workspace: Workspace;
  identity: Identity;
  channel: Channel;
  code: LinkCode;
  problem: Problem;
  problemVersion: ProblemVersion;
  cycle: Cycle;
  update: CycleUpdate;
  updateVersion: CycleUpdateVersion;
  commitment: Commitment;
  measure: Measure;
  amendment: PredictionAmendment;
  spreadStep: SpreadStep;
  planDetails: PlanDetailsVersion;
  nudge: Nudge;
  consent: Consent;
  topicChoice: TopicChoice;
  choice: MatchingChoice;
  block: DistrictBlock;
  vector: ProblemVector;
  match: MatchOfTwo;
  request: HelpRequest;
  offer: HelpOffer;
  pairRule: PairRule;
  round: GroupRound;
  draft: Draft;
  rule: CheckInRule;
  slot: CheckInSlot;
  prompt: CheckInPrompt;
  message: NewOutboxMessage;
  note: FoldedNote;
  audit: AuditEntry;
};

export const at = new Date("2026-03-02T23:00:00.000Z");
export const later = (ms: number): Date => new Date(at.getTime() + ms);

export const north = sampleNetwork("north");
export const south = sampleNetwork("south");

export function sampleNetwork(id: string): SampleNetwork {
  const pm: Person = {
    id: `${id}-pm`,
    networkId: id,
    districtId: null,
    name: `Program manager, ${id}`,
    email: `pm@${id}.example`,
    networkRole: "program manager",
    muted: false,
    askAt: null,
    welcomedAt: at,
    weeklyMessages: null,
    awayFrom: null,
    awayUntil: null,
  };
  const districts: [SampleDistrict, SampleDistrict] = [sampleDistrict(id, "one"), sampleDistrict(id, "two")];
  const collaborationId = `${id}-literacy`;
  const owned = { networkId: id };
  return {
    id,
    scope: { networkId: id },
    pm,
    districts,
    roster: {
      collaborations: [
        {
          id: collaborationId,
          ...owned,
          name: "Early literacy",
          focus: "early literacy",
          aim: "Every child reads by the end of grade 3.",
          startsOn: "2025-08-01",
          endsOn: "2028-06-30",
        },
      ],
      convenings: [
        { id: `${id}-march`, ...owned, collaborationId, name: "March", startsOn: "2026-03-17", endsOn: "2026-03-18" },
      ],
      districts: districts.map((district) => sampleDistrictRow(district.id, id)),
      teams: districts.map((district) => ({
        id: district.teamId,
        ...owned,
        districtId: district.id,
        collaborationId,
        name: `Team of ${district.id}`,
        paused: false,
        pausedAt: null,
        pauseReason: null,
      })),
      people: [...districts.map(({ lead }) => lead), pm],
      memberships: districts.map((district) => ({
        id: `${district.id}-membership`,
        ...owned,
        districtId: district.id,
        teamId: district.teamId,
        personId: district.lead.id,
        level: "district office",
        lead: true,
        from: "2025-08-01",
        until: null,
      })),
      pmAssignments: districts.map((district) => ({
        id: `${district.id}-pm-assignment`,
        ...owned,
        districtId: district.id,
        teamId: district.teamId,
        personId: pm.id,
        from: "2025-08-01",
        until: null,
      })),
      rules: districts.map(({ rule }) => rule),
    },
  };
}

function sampleDistrictRow(id: string, networkId: string): District {
  return {
    id,
    networkId,
    name: `Sample district ${id}`,
    kind: "local district",
    sample: true,
    profile: { schools: 12, enrollment: 7000, frpmPct: 71.5, elPct: null, locale: "town", grades: "K-12" },
    timeZone: "America/Los_Angeles",
    calendar: {
      terms: [{ from: "2025-08-18", to: "2026-06-05" }],
      closed: [{ from: "2026-03-30", to: "2026-04-03", name: "Spring break" }],
      earlyRelease: ["2026-03-11"],
    },
    retentionDays: null,
  };
}

function sampleDistrict(networkId: string, name: string): SampleDistrict {
  const id = `${networkId}-${name}`;
  const owned = { networkId, districtId: id };
  const teamId = `${id}-team`;
  const inTeam = { ...owned, teamId };
  const workspaceRef = { platform: "slack", workspace: `T-${id}` };
  const personId = `${id}-lead`;
  const answers = { result: "12 of 19 read at level", figure: 63.2, groups: ["English learners"], surprise: null };
  const texts = { focusArea: "phonics", evidence: null, why: null };
  return {
    id,
    scope: owned,
    teamId,
    lead: {
      id: personId,
      ...owned,
      name: `Team lead, ${id}`,
      email: `lead@${id}.example`,
      networkRole: null,
      muted: false,
      askAt: "15:10",
      welcomedAt: null,
      weeklyMessages: null,
      awayFrom: null,
      awayUntil: null,
    },
    workspace: {
      id: `${id}-workspace`,
      platform: workspaceRef.platform,
      externalId: workspaceRef.workspace,
      name: `Workspace of ${id}`,
      ...owned,
      state: "linked",
      installedAt: at,
      removedAt: null,
    },
    identity: {
      id: `${id}-identity`,
      networkId,
      workspaceId: `${id}-workspace`,
      personId,
      externalUser: "U1",
      direct: "D1",
      claimedBy: "e-mail",
      claimedAt: at,
      unreachableSince: null,
    },
    channel: { id: `${id}-channel`, ...inTeam, workspaceId: `${id}-workspace`, externalId: "C1" },
    code: {
      id: `${id}-code`,
      ...owned,
      hash: `${id}-hash`,
      purpose: "person",
      personId,
      expiresAt: later(600_000),
      usedAt: null,
    },
    measure: {
      id: `${id}-measure`,
      ...inTeam,
      cycleId: `${id}-cycle`,
      kind: "outcome",
      name: "New words read right",
      source: "achievement",
      unit: "percent",
      unitName: null,
      better: "up",
      about: "students",
      predicts: true,
      addsUp: false,
      declaredAt: at,
      personId,
    },
    amendment: {
      id: `${id}-amendment`,
      ...owned,
      cycleId: `${id}-cycle`,
      prediction: "Half of them",
      predictedFigure: 50,
      why: "Two classes were away",
      personId,
      at,
    },
    planDetails: {
      id: `${id}-details`,
      ...owned,
      cycleId: `${id}-cycle`,
      version: 1,
      details: { hard: "Time to sort them", kitchenSize: 3 },
      testers: [personId],
      personId,
      at,
    },
    spreadStep: {
      id: `${id}-spread`,
      ...inTeam,
      cycleId: `${id}-cycle`,
      step: "next teachers",
      place: "Grade 2",
      people: 3,
      depth: null,
      ownership: "The grade's own meeting",
      reachedOn: "2026-03-09",
      personId,
      at,
    },
    nudge: {
      id: `${id}-nudge`,
      ...inTeam,
      cycleId: `${id}-cycle`,
      fromId: `${networkId}-pm`,
      toId: personId,
      text: "Could you add the last result before Thursday?",
      overBudget: null,
      at,
      answer: "On Tuesday",
      answeredAt: later(60_000),
    },
    consent: {
      id: `${id}-consent`,
      ...inTeam,
      what: "problem",
      subjectId: `${id}-problem`,
      level: "collaboration",
      towardsDistrictId: null,
      personId,
      at,
      withdrawnAt: null,
      withdrawnBy: null,
    },
    topicChoice: {
      id: `${id}-topics`,
      ...inTeam,
      problemId: `${id}-problem`,
      version: 1,
      topics: ["early-literacy"],
      other: null,
      personId,
      at,
    },
    choice: { ...owned, outOfGroups: true, openRequests: 1, personId, at },
    block: { id: `${id}-block`, ...owned, otherDistrictId: id, personId, at, liftedAt: null },
    vector: {
      ...owned,
      problemId: `${id}-problem`,
      version: 1,
      provider: "sample",
      providerVersion: "1",
      numbers: [0.5, -0.25],
      at,
    },
    match: {
      match: {
        id: `${id}-match`,
        networkId,
        collaborationId: `${networkId}-literacy`,
        purpose: "introduction",
        state: "offered",
        ending: null,
        score: 0.75,
        proposedBy: null,
        proposedAt: at,
        note: "You both work on the first year",
        approvedBy: `${networkId}-pm`,
        offeredAt: later(1000),
        introducedAt: null,
        dueOn: "2026-03-16",
        metAsked: 0,
        renewals: 0,
        nextAt: later(60_000),
        endedAt: null,
        version: 1,
      },
      sides: [
        {
          id: `${id}-side`,
          ...inTeam,
          matchId: `${id}-match`,
          problemId: `${id}-problem`,
          reasons: ["You both work on early reading."],
          described: "A member of your network",
          answer: "no",
          answeredBy: personId,
          answeredAt: later(2000),
          whyNot: "Not this spring",
          met: null,
          renew: null,
        },
      ],
    },
    request: {
      id: `${id}-request`,
      ...inTeam,
      personId,
      question: "How did you get families to pick up the phone?",
      by: "2026-03-20",
      topics: ["absence"],
      step: "districts",
      level: "network",
      state: "open",
      createdAt: at,
      nextAt: later(60_000),
      closedAt: null,
      taken: null,
      givenBack: null,
      adapted: null,
      version: 1,
    },
    offer: {
      id: `${id}-offer`,
      ...inTeam,
      requestId: `${id}-request`,
      from: "districts",
      state: "answered",
      reasons: ["You kept something like this."],
      described: "A member of your network",
      personId,
      text: "We call in the evening.",
      askedAt: at,
      answeredAt: later(3000),
    },
    pairRule: {
      id: `${id}-pair`,
      networkId,
      collaborationId: `${networkId}-literacy`,
      rule: "never",
      aDistrictId: id,
      bDistrictId: id,
      personId: `${networkId}-pm`,
      at,
      liftedAt: null,
    },
    round: {
      id: `${id}-round`,
      networkId,
      collaborationId: `${networkId}-literacy`,
      conveningId: null,
      purpose: "convening",
      sizeMin: 3,
      sizeMax: 4,
      novelty: 0.5,
      seed: 7,
      groups: [[id]],
      leftOut: [{ districtId: id, why: "opted out" }],
      state: "draft",
      personId: `${networkId}-pm`,
      at,
      publishedAt: null,
      version: 1,
    },
    problem: { id: `${id}-problem`, ...inTeam, version: 1, createdAt: at },
    problemVersion: {
      id: `${id}-problem-1`,
      ...owned,
      ...texts,
      problemId: `${id}-problem`,
      version: 1,
      statement: "Half of our second graders guess words from pictures.",
      studentGroups: ["English learners", "grade 2"],
      gradeBands: [],
      rootCauses: ["No shared routine"],
      dashboardColor: "orange",
      intendedOutcome: "They decode new words.",
      investment: null,
      personId,
      at,
    },
    cycle: {
      id: `${id}-cycle`,
      ...inTeam,
      problemId: `${id}-problem`,
      title: "Sound wall in two classrooms",
      question: "Do they decode more?",
      prediction: "More than half will",
      predictedFigure: 52.5,
      dueOn: "2026-03-16",
      stage: "do",
      ownerId: personId,
      startedAt: at,
      predictionLockedAt: null,
      decision: null,
      reason: null,
      closedAt: null,
      previousId: null,
      details: {},
      testers: [],
      creditCycleId: `${id}-source`,
      creditDistrictId: null,
      version: 1,
      createdAt: at,
    },
    update: {
      id: `${id}-update`,
      ...inTeam,
      cycleId: `${id}-cycle`,
      personId,
      stage: "do",
      promptId: `${id}-prompt`,
      draftId: null,
      answers,
      version: 1,
      recordedAt: at,
      changedAt: at,
      deletedAt: null,
    },
    updateVersion: { id: `${id}-update-1`, ...owned, updateId: `${id}-update`, version: 1, answers, personId, at },
    commitment: {
      id: `${id}-commitment`,
      ...inTeam,
      conveningId: `${networkId}-march`,
      what: "Visit two classrooms",
      who: "The team lead",
      by: "2026-04-30",
      state: "open",
      createdAt: at,
      personId: null,
      note: null,
      settledAt: null,
    },
    draft: { id: `${id}-draft`, ...owned, personId, text: "We tried it on Tuesday", state: "open", at },
    rule: {
      id: `${id}-rule`,
      ...inTeam,
      weekday: 2,
      at: "15:00",
      everyWeeks: 2,
      anchor: "2026-01-06",
      active: true,
      aroundConvenings: false,
      weeklyInDo: false,
    },
    slot: {
      id: `${id}-slot`,
      ...inTeam,
      ruleId: `${id}-rule`,
      localDate: "2026-03-03",
      state: "open",
      reason: null,
      openedAt: at,
      occasion: null,
    },
    prompt: {
      id: `${id}-prompt`,
      ...inTeam,
      slotId: `${id}-slot`,
      personId,
      cycleId: `${id}-cycle`,
      state: "later",
      reason: null,
      askAt: at,
      againAt: later(3_600_000),
      settledAt: null,
      note: null,
      part: null,
      remindAt: later(5),
      closesAt: later(9),
      messageId: `${id}-message`,
    },
    message: {
      id: `${id}-message`,
      ...owned,
      ...workspaceRef,
      lane: "D1",
      kind: "check-in",
      policy: "once",
      delivery: {
        do: "direct",
        to: { ...workspaceRef, user: "U1", direct: "D1" },
        card: { heading: "How did it go?", blocks: [{ kind: "text", text: "A line" }, { kind: "divider" }] },
      },
      notBefore: at,
      expiresAt: later(7_200_000),
      createdAt: at,
      personId,
      contact: "check-in",
      week: "2026-03-02",
    },
    note: {
      id: `${id}-note`,
      ...owned,
      personId,
      contact: "nudge",
      heading: "Exit tickets",
      at,
      saidIn: null,
    },
    audit: {
      id: `${id}-audit`,
      ...owned,
      at,
      actor: personId,
      action: "update recorded",
      subject: `${id}-update`,
      detail: null,
    },
  };
}

/** Network, roster and workspaces: what everything else refers to. */
export async function saveGround(tables: Repositories, sample: SampleNetwork): Promise<void> {
  await tables.networks.save({
    id: sample.id,
    name: `Network ${sample.id}`,
    timeZone: "America/Los_Angeles",
    minN: 10,
    openRequests: 2,
    embeddings: false,
  });
  await tables.roster.save(sample.scope, sample.roster);
  for (const district of sample.districts) await tables.workspaces.save(district.workspace);
}

export async function saveAll(tables: Repositories, sample: SampleNetwork): Promise<void> {
  const { scope } = sample;
  await saveGround(tables, sample);
  for (const district of sample.districts) {
    await tables.workspaces.saveIdentities(scope, [district.identity]);
    await tables.workspaces.saveChannel(scope, district.channel);
    await tables.workspaces.saveCode(scope, district.code);
    await tables.cycles.saveProblem(scope, district.problem, district.problemVersion);
    await tables.cycles.save(scope, district.cycle, 0);
    await tables.checkIns.openSlot(scope, district.slot, [district.prompt]);
    await tables.cycles.saveUpdate(scope, district.update, district.updateVersion, 0);
    await tables.cycles.saveCommitment(scope, district.commitment);
    await tables.cycles.saveMeasure(scope, district.measure);
    await tables.cycles.addAmendment(scope, district.amendment);
    await tables.cycles.addSpreadStep(scope, district.spreadStep);
    await tables.cycles.addPlanDetails(scope, district.planDetails);
    await tables.nudges.save(scope, district.nudge);
    await tables.matching.addConsent(scope, district.consent);
    await tables.matching.addTopicChoice(scope, district.topicChoice);
    await tables.matching.saveChoice(scope, district.choice);
    await tables.matching.saveBlock(scope, district.block);
    await tables.matching.saveVector(scope, district.vector);
    await tables.matches.save(scope, district.match, 0);
    await tables.help.saveRequest(scope, district.request, 0);
    await tables.help.saveOffer(scope, district.offer);
    await tables.groups.saveRule(scope, district.pairRule);
    await tables.groups.saveRound(scope, district.round, 0);
    await tables.cycles.saveDraft(scope, district.draft);
    await tables.outbox.enqueue(scope, district.message);
    await tables.budget.fold(scope, district.note);
    await tables.events.audit(district.audit);
  }
}

export const saveBoth = async (tables: Repositories): Promise<void> => {
  await saveAll(tables, north);
  await saveAll(tables, south);
};

/** Everything of a network that a scope can read, for "nothing changed". */
export const everythingOf = (store: Store, sample: SampleNetwork): Promise<unknown> =>
  store.read((view) => everythingIn(view, sample));

export async function everythingIn(view: Repositories, sample: SampleNetwork): Promise<unknown> {
  const { scope } = sample;
  const districts = [];
  for (const { teamId, lead, cycle, problem, update, slot, code } of sample.districts) {
    districts.push({
      code: await view.workspaces.codeByHash(code.hash),
      updates: await view.cycles.updatesOf(scope, cycle.id),
      versions: await view.cycles.versionsOf(scope, update.id),
      measures: await view.cycles.measuresOf(scope, [cycle.id]),
      amendments: await view.cycles.amendmentsOf(scope, [cycle.id]),
      planDetails: await view.cycles.planDetailsOf(scope, cycle.id),
      spread: await view.cycles.spreadOf(scope, [cycle.id]),
      nudges: await view.nudges.ofTeams(scope, [teamId], at),
      consents: await view.matching.consentsTo(scope, "problem", [problem.id]),
      topics: await view.matching.topicChoices(scope, [problem.id]),
      problems: await view.cycles.problems(scope, teamId),
      commitments: await view.cycles.commitments(scope, teamId),
      drafts: await view.cycles.openDrafts(scope, lead.id),
      prompts: await view.checkIns.promptsOf(scope, slot.id),
      notes: await view.budget.unsaid(scope, lead.id, at),
    });
  }
  return {
    network: await view.networks.find(scope),
    roster: await view.roster.load(scope),
    workspaces: await view.workspaces.all(scope),
    identities: await view.workspaces.identities(scope),
    channels: await view.workspaces.channels(scope),
    cycles: await view.cycles.all(scope),
    slots: await view.checkIns.slotsSince(scope, "2000-01-01"),
    outbox: await view.outbox.list(scope, {}),
    choices: await view.matching.choices(scope),
    blocks: await view.matching.blocks(scope),
    changed: await view.matching.changedSince(scope, 0),
    vectors: await view.matching.vectors(scope, "sample", "1"),
    matches: await view.matches.all(scope),
    requests: await view.help.requests(scope),
    offers: await view.help.offers(scope),
    rules: await view.groups.rules(scope, `${sample.id}-literacy`),
    rounds: await view.groups.rounds(scope, `${sample.id}-literacy`),
    audit: await view.events.auditOf(scope, 100),
    districts,
  };
}
