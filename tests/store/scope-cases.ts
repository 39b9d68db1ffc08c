import { expect } from "vitest";
import type { Repositories, Scope, Store } from "../../src/ports/store.js";
import { at, everythingIn, everythingOf, later, north, type SampleDistrict, south } from "./sample-rows.js";
import { leaveUnknown } from "./sending.js";
import type { StoreCase } from "./store-cases.js";

/**
 * What a method does with ids that are not the scope's. The table has an entry for every method: a new one does not
 * compile, and fails the first case below, until it has its own.
 *
 * - `finds`: gives something in the owner's scope and `nothing` in any other.
 * - `writes`: rejects with ScopeError when the row belongs to another; `disguised`, the row says that it is the
 *   scope's but carries the id of another's: that may reject or answer false, and changes nothing.
 * - `removes`: resolves, and removes only what is the scope's.
 * - `unscoped`: knows no scope, and why.
 * - `networkWide`: rows of the network as a whole, which no district's scope reaches, nor its own.
 */
type Rule =
  | { kind: "finds"; call: Call; nothing: unknown; networkWide?: true }
  | {
      kind: "writes";
      call: Call;
      disguised: (...given: [...Parameters<Call>, Owner]) => Promise<unknown>;
      networkWide?: true;
    }
  | { kind: "removes"; call: Call }
  | { kind: "unscoped"; because: string };

type Call = (tables: Repositories, scope: Scope, of: SampleDistrict) => Promise<unknown>;
type Owner = { networkId: string; districtId: string };

const emptyRoster = {
  ...{ collaborations: [], convenings: [], districts: [], teams: [] },
  ...{ people: [], memberships: [], pmAssignments: [], rules: [] },
};

const finds = (call: Call, nothing: unknown = undefined): Rule => ({ kind: "finds", call, nothing });
const findsWide = (call: Call, nothing: unknown = undefined): Rule => ({
  kind: "finds",
  call,
  nothing,
  networkWide: true,
});
const unscoped = (because: string): Rule => ({ kind: "unscoped", because });
const nextVersion = (of: SampleDistrict) => ({ ...of.updateVersion, id: "forged", version: 2 });

const rules: { [R in keyof Repositories]: { [M in keyof Repositories[R]]: Rule } } = {
  networks: {
    all: unscoped("lists the networks of this installation for the heartbeat"),
    find: unscoped("a scope finds its own network"),
    save: unscoped("a network is not inside of another"),
  },
  roster: {
    load: finds(async (t, scope, of) => {
      const rows = Object.values(await t.roster.load(scope)).flat();
      return rows.filter(({ id }) => id.startsWith(of.id));
    }, []),
    outline: finds(async (t, scope, of) => {
      const rows = Object.values(await t.roster.outline(scope)).flat();
      return rows.filter(({ id }) => id.startsWith(of.id));
    }, []),
    membersOf: finds(async (t, scope, of) => Object.values(await t.roster.membersOf(scope, [of.teamId])).flat(), []),
    assignments: finds(
      async (t, scope, of) => (await t.roster.assignments(scope)).filter(({ teamId }) => teamId === of.teamId),
      [],
    ),
    save: {
      kind: "writes",
      call: (t, scope, of) => t.roster.save(scope, { rules: [{ ...of.rule, weekday: 4 }] }),
      disguised: (t, scope, of, as) => t.roster.save(scope, { people: [{ ...of.lead, ...as }] }),
    },
    person: finds((t, scope, of) => t.roster.person(scope, of.lead.id)),
    savePerson: {
      kind: "writes",
      call: (t, scope, of) => t.roster.savePerson(scope, { ...of.lead, muted: true }),
      disguised: (t, scope, of, as) => t.roster.savePerson(scope, { ...of.lead, ...as }),
    },
    team: finds((t, scope, of) => t.roster.team(scope, of.teamId)),
    district: finds((t, scope, of) => t.roster.district(scope, of.id)),
    districtsByIds: finds((t, scope, of) => t.roster.districtsByIds(scope, [of.id]), []),
    membershipsOf: finds((t, scope, of) => t.roster.membershipsOf(scope, of.lead.id), []),
  },
  workspaces: {
    byRef: unscoped("this is how a scope is found"),
    identityOf: unscoped("this is how a scope is found"),
    all: finds(async (t, scope, of) => (await t.workspaces.all(scope)).filter(({ id }) => id === of.workspace.id), []),
    unlinked: unscoped("an unlinked workspace belongs to nobody yet"),
    save: unscoped("this is how a workspace comes into a scope"),
    saveCredentials: unscoped("the adapter's, by the platform's id"),
    credentials: unscoped("the adapter's, by the platform's id"),
    eraseCredentials: unscoped("the adapter's, by the platform's id"),
    identities: finds(
      async (t, scope, of) => (await t.workspaces.identities(scope)).filter(({ id }) => id === of.identity.id),
      [],
    ),
    addressesOf: finds((t, scope, of) => t.workspaces.addressesOf(scope, of.lead.id), []),
    reachable: finds((t, scope, of) => t.workspaces.reachable(scope, [of.lead.id]), new Set()),
    saveIdentities: {
      kind: "writes",
      call: (t, scope, of) => t.workspaces.saveIdentities(scope, [{ ...of.identity, direct: "D-forged" }]),
      disguised: (t, scope, of, { networkId }) => t.workspaces.saveIdentities(scope, [{ ...of.identity, networkId }]),
    },
    channels: finds(
      async (t, scope, of) => (await t.workspaces.channels(scope)).filter(({ id }) => id === of.channel.id),
      [],
    ),
    channelOf: finds((t, scope, of) => t.workspaces.channelOf(scope, of.teamId)),
    channelByRef: unscoped("this is how a scope is found"),
    saveChannel: {
      kind: "writes",
      call: (t, scope, of) => t.workspaces.saveChannel(scope, { ...of.channel, teamId: null }),
      disguised: (t, scope, of, as) => t.workspaces.saveChannel(scope, { ...of.channel, teamId: null, ...as }),
    },
    removeChannel: { kind: "removes", call: (t, scope, of) => t.workspaces.removeChannel(scope, of.channel.id) },
    saveCode: {
      kind: "writes",
      call: (t, scope, of) => t.workspaces.saveCode(scope, { ...of.code, usedAt: null, expiresAt: later(9) }),
      disguised: (t, scope, of, as) => t.workspaces.saveCode(scope, { ...of.code, personId: null, ...as }),
    },
    codeByHash: unscoped("this is how a scope is found"),
  },
  cycles: {
    cycle: finds((t, scope, of) => t.cycles.cycle(scope, of.cycle.id)),
    openOf: finds((t, scope, of) => t.cycles.openOf(scope, of.teamId), []),
    all: finds(async (t, scope, of) => (await t.cycles.all(scope)).filter(({ id }) => id === of.cycle.id), []),
    byIds: finds((t, scope, of) => t.cycles.byIds(scope, [of.cycle.id]), []),
    districtsUsing: finds((t, scope, of) => t.cycles.districtsUsing(scope, `${of.id}-source`), []),
    ofTeams: finds((t, scope, of) => t.cycles.ofTeams(scope, [of.teamId]), []),
    save: {
      kind: "writes",
      call: (t, scope, of) => t.cycles.save(scope, { ...of.cycle, title: "Forged" }, 1),
      disguised: async (t, scope, of, as) => {
        expect(await t.cycles.save(scope, { ...of.cycle, ...as }, 1)).toBe(false);
        return t.cycles.save(scope, { ...of.cycle, ...as }, 0);
      },
    },
    update: finds((t, scope, of) => t.cycles.update(scope, of.update.id)),
    updatesOfCycles: finds((t, scope, of) => t.cycles.updatesOfCycles(scope, [of.cycle.id]), []),
    updatesOfTeams: finds((t, scope, of) => t.cycles.updatesOfTeams(scope, [of.teamId], new Date(0), later(9e9)), []),
    updatesOf: finds((t, scope, of) => t.cycles.updatesOf(scope, of.cycle.id), []),
    updatesBetween: finds((t, scope, of) => t.cycles.updatesBetween(scope, of.teamId, at, later(1)), []),
    saveUpdate: {
      kind: "writes",
      call: (t, scope, of) => t.cycles.saveUpdate(scope, of.update, nextVersion(of), 1),
      disguised: async (t, scope, of, as) => {
        const version = { ...nextVersion(of), ...as };
        expect(await t.cycles.saveUpdate(scope, { ...of.update, ...as }, version, 1)).toBe(false);
        return t.cycles.saveUpdate(scope, { ...of.update, ...as }, version, 0);
      },
    },
    eraseUpdate: {
      kind: "writes",
      call: (t, scope, of) => t.cycles.eraseUpdate(scope, { ...of.update, answers: {}, deletedAt: at }),
      disguised: (t, scope, of, as) => t.cycles.eraseUpdate(scope, { ...of.update, ...as, answers: {} }),
    },
    versionsOf: finds((t, scope, of) => t.cycles.versionsOf(scope, of.update.id), []),
    versionsOfUpdates: finds((t, scope, of) => t.cycles.versionsOfUpdates(scope, [of.update.id]), []),
    problems: finds((t, scope, of) => t.cycles.problems(scope, of.teamId), []),
    problemVersions: finds((t, scope, of) => t.cycles.problemVersions(scope, of.problem.id), []),
    saveProblem: {
      kind: "writes",
      call: (t, scope, of) => {
        const version = { ...of.problemVersion, id: "forged", version: 2 };
        return t.cycles.saveProblem(scope, { ...of.problem, version: 2 }, version);
      },
      disguised: (t, scope, of, as) => {
        const version = { ...of.problemVersion, ...as, id: "forged", version: 2, personId: null };
        return t.cycles.saveProblem(scope, { ...of.problem, ...as, version: 2 }, version);
      },
    },
    openCommitments: finds((t, scope, of) => t.cycles.openCommitments(scope, [of.teamId]), []),
    commitment: finds((t, scope, of) => t.cycles.commitment(scope, of.commitment.id)),
    testsUnderWay: finds(
      async (t, scope, of) =>
        [...(await t.cycles.testsUnderWay(scope)).keys()].filter((teamId) => teamId === of.teamId),
      [],
    ),
    commitments: finds((t, scope, of) => t.cycles.commitments(scope, of.teamId), []),
    saveCommitment: {
      kind: "writes",
      call: (t, scope, of) => t.cycles.saveCommitment(scope, { ...of.commitment, state: "dropped" }),
      disguised: (t, scope, of, as) => t.cycles.saveCommitment(scope, { ...of.commitment, ...as, conveningId: null }),
    },
    measuresOf: finds((t, scope, of) => t.cycles.measuresOf(scope, [of.cycle.id]), []),
    saveMeasure: {
      kind: "writes",
      call: (t, scope, of) => t.cycles.saveMeasure(scope, { ...of.measure, name: "Forged" }),
      disguised: (t, scope, of, as) => t.cycles.saveMeasure(scope, { ...of.measure, ...as }),
    },
    amendmentsOf: finds((t, scope, of) => t.cycles.amendmentsOf(scope, [of.cycle.id]), []),
    addAmendment: {
      kind: "writes",
      call: (t, scope, of) => t.cycles.addAmendment(scope, { ...of.amendment, id: "forged" }),
      disguised: (t, scope, of, as) => t.cycles.addAmendment(scope, { ...of.amendment, ...as }),
    },
    eraseAmendmentReason: {
      kind: "removes",
      call: (t, scope, of) => t.cycles.eraseAmendmentReason(scope, of.amendment.id),
    },
    planDetailsOf: finds((t, scope, of) => t.cycles.planDetailsOf(scope, of.cycle.id), []),
    addPlanDetails: {
      kind: "writes",
      call: (t, scope, of) => t.cycles.addPlanDetails(scope, { ...of.planDetails, id: "forged", version: 2 }),
      disguised: (t, scope, of, as) => t.cycles.addPlanDetails(scope, { ...of.planDetails, ...as }),
    },
    spreadOf: finds((t, scope, of) => t.cycles.spreadOf(scope, [of.cycle.id]), []),
    addSpreadStep: {
      kind: "writes",
      call: (t, scope, of) => t.cycles.addSpreadStep(scope, { ...of.spreadStep, id: "forged" }),
      disguised: (t, scope, of, as) => t.cycles.addSpreadStep(scope, { ...of.spreadStep, ...as }),
    },
    removeSpreadStep: {
      kind: "removes",
      call: (t, scope, of) => t.cycles.removeSpreadStep(scope, of.spreadStep.id),
    },
    draft: finds((t, scope, of) => t.cycles.draft(scope, of.draft.id)),
    openDrafts: finds((t, scope, of) => t.cycles.openDrafts(scope, of.lead.id), []),
    saveDraft: {
      kind: "writes",
      call: (t, scope, of) => t.cycles.saveDraft(scope, { ...of.draft, text: "Forged" }),
      disguised: (t, scope, of, as) => t.cycles.saveDraft(scope, { ...of.draft, ...as }),
    },
  },
  nudges: {
    find: finds((t, scope, of) => t.nudges.find(scope, of.nudge.id)),
    ofTeams: finds((t, scope, of) => t.nudges.ofTeams(scope, [of.teamId], at), []),
    save: {
      kind: "writes",
      call: (t, scope, of) => t.nudges.save(scope, { ...of.nudge, text: "Forged" }),
      disguised: (t, scope, of, as) => t.nudges.save(scope, { ...of.nudge, ...as, cycleId: null }),
    },
  },
  matching: {
    consentsTo: finds((t, scope, of) => t.matching.consentsTo(scope, "problem", [of.problem.id]), []),
    consentsInForce: finds(
      async (t, scope, of) =>
        (await t.matching.consentsInForce(scope, "problem")).filter(({ id }) => id === of.consent.id),
      [],
    ),
    addConsent: {
      kind: "writes",
      call: (t, scope, of) => t.matching.addConsent(scope, { ...of.consent, id: "forged" }),
      disguised: (t, scope, of, as) => t.matching.addConsent(scope, { ...of.consent, ...as }),
    },
    withdrawConsent: {
      kind: "removes",
      call: (t, scope, of) => t.matching.withdrawConsent(scope, of.consent.id, of.lead.id, later(1)),
    },
    topicChoices: finds((t, scope, of) => t.matching.topicChoices(scope, [of.problem.id]), []),
    addTopicChoice: {
      kind: "writes",
      call: (t, scope, of) => t.matching.addTopicChoice(scope, { ...of.topicChoice, id: "forged" }),
      disguised: (t, scope, of, as) => t.matching.addTopicChoice(scope, { ...of.topicChoice, ...as }),
    },
    choices: finds(
      async (t, scope, of) => (await t.matching.choices(scope)).filter(({ districtId }) => districtId === of.id),
      [],
    ),
    saveChoice: {
      kind: "writes",
      call: (t, scope, of) => t.matching.saveChoice(scope, { ...of.choice, outOfGroups: false }),
      disguised: (t, scope, of, { networkId }) => t.matching.saveChoice(scope, { ...of.choice, networkId }),
    },
    blocks: finds(async (t, scope, of) => (await t.matching.blocks(scope)).filter(({ id }) => id === of.block.id), []),
    saveBlock: {
      kind: "writes",
      call: (t, scope, of) => t.matching.saveBlock(scope, { ...of.block, liftedAt: later(1) }),
      disguised: (t, scope, of, as) => t.matching.saveBlock(scope, { ...of.block, ...as }),
    },
    changedSince: finds(
      async (t, scope, of) =>
        (await t.matching.changedSince(scope, 0)).filter(({ problemId }) => problemId === of.problem.id),
      [],
    ),
    problemsByIds: finds((t, scope, of) => t.matching.problemsByIds(scope, [of.problem.id]), []),
    vectors: finds(
      async (t, scope, of) =>
        (await t.matching.vectors(scope, "sample", "1")).filter(({ problemId }) => problemId === of.problem.id),
      [],
    ),
    saveVector: {
      kind: "writes",
      call: (t, scope, of) => t.matching.saveVector(scope, { ...of.vector, numbers: [1] }),
      disguised: (t, scope, of, as) => t.matching.saveVector(scope, { ...of.vector, ...as }),
    },
    removeVectors: { kind: "removes", call: (t, scope, of) => t.matching.removeVectors(scope, of.problem.id) },
  },
  matches: {
    find: finds((t, scope, of) => t.matches.find(scope, of.match.match.id)),
    all: finds(
      async (t, scope, of) => (await t.matches.all(scope)).filter(({ match }) => match.id === of.match.match.id),
      [],
    ),
    due: finds(
      async (t, scope, of) =>
        (await t.matches.due(scope, later(9e9))).filter(({ match }) => match.id === of.match.match.id),
      [],
    ),
    nextDue: unscoped("tells when the heartbeat has something to do"),
    save: {
      kind: "writes",
      networkWide: true,
      call: (t, scope, { match }) =>
        t.matches.save(scope, { ...match, match: { ...match.match, note: "Forged", version: 2 } }, 1),
      disguised: (t, scope, { match }, { networkId }) =>
        t.matches.save(scope, { match: { ...match.match, networkId }, sides: [] }, 0),
    },
  },
  help: {
    request: finds((t, scope, of) => t.help.request(scope, of.request.id)),
    requests: finds(
      async (t, scope, of) => (await t.help.requests(scope)).filter(({ id }) => id === of.request.id),
      [],
    ),
    saveRequest: {
      kind: "writes",
      call: (t, scope, of) => t.help.saveRequest(scope, { ...of.request, question: "Forged", version: 2 }, 1),
      disguised: (t, scope, of, as) => t.help.saveRequest(scope, { ...of.request, ...as, version: 2 }, 1),
    },
    offer: finds((t, scope, of) => t.help.offer(scope, of.offer.id)),
    offersOn: finds((t, scope, of) => t.help.offersOn(scope, [of.request.id]), []),
    offers: finds(async (t, scope, of) => (await t.help.offers(scope)).filter(({ id }) => id === of.offer.id), []),
    saveOffer: {
      kind: "writes",
      call: (t, scope, of) => t.help.saveOffer(scope, { ...of.offer, text: "Forged" }),
      disguised: (t, scope, of, as) => t.help.saveOffer(scope, { ...of.offer, ...as }),
    },
    due: finds(
      async (t, scope, of) => (await t.help.due(scope, later(9e9))).filter(({ id }) => id === of.request.id),
      [],
    ),
    nextDue: unscoped("tells when the heartbeat has something to do"),
  },
  groups: {
    round: findsWide((t, scope, of) => t.groups.round(scope, of.round.id)),
    rounds: findsWide(
      async (t, scope, of) =>
        (await t.groups.rounds(scope, of.round.collaborationId)).filter(({ id }) => id === of.round.id),
      [],
    ),
    saveRound: {
      kind: "writes",
      networkWide: true,
      call: (t, scope, of) => t.groups.saveRound(scope, { ...of.round, novelty: 1, version: 2 }, 1),
      disguised: (t, scope, of, { networkId }) => t.groups.saveRound(scope, { ...of.round, networkId, version: 2 }, 1),
    },
    rules: findsWide(
      async (t, scope, of) =>
        (await t.groups.rules(scope, of.pairRule.collaborationId)).filter(({ id }) => id === of.pairRule.id),
      [],
    ),
    saveRule: {
      kind: "writes",
      networkWide: true,
      call: (t, scope, of) => t.groups.saveRule(scope, { ...of.pairRule, liftedAt: later(1) }),
      disguised: (t, scope, of, { networkId }) => t.groups.saveRule(scope, { ...of.pairRule, networkId }),
    },
  },
  checkIns: {
    rules: finds(async (t, scope, of) => (await t.checkIns.rules(scope)).filter(({ id }) => id === of.rule.id), []),
    slotsSince: finds(
      async (t, scope, of) => (await t.checkIns.slotsSince(scope, "2000-01-01")).filter(({ id }) => id === of.slot.id),
      [],
    ),
    promptsSince: finds(
      async (t, scope, of) =>
        (await t.checkIns.promptsSince(scope, "2000-01-01")).filter(({ id }) => id === of.prompt.id),
      [],
    ),
    latestDates: finds(
      async (t, scope, of) =>
        (await t.checkIns.latestDates(scope, "2000-01-01")).filter(({ ruleId }) => ruleId === of.rule.id),
      [],
    ),
    removeSlot: {
      kind: "removes",
      call: async (t, scope, of) => {
        // Not while an update answers it.
        const update = await t.cycles.update(scope, of.update.id);
        if (update) await t.cycles.saveUpdate(scope, { ...update, promptId: null, version: 2 }, nextVersion(of), 1);
        await t.checkIns.removeSlot(scope, of.slot.id);
      },
    },
    openSlot: {
      kind: "writes",
      call: (t, scope, of) => t.checkIns.openSlot(scope, { ...of.slot, id: "forged", localDate: "2026-03-10" }, []),
      disguised: (t, scope, of, as) =>
        t.checkIns.openSlot(scope, { ...of.slot, ...as, id: "forged", localDate: "2026-03-10" }, []),
    },
    prompt: finds((t, scope, of) => t.checkIns.prompt(scope, of.prompt.id)),
    promptsOf: finds((t, scope, of) => t.checkIns.promptsOf(scope, of.slot.id), []),
    openPromptsOf: finds((t, scope, of) => t.checkIns.openPromptsOf(scope, of.lead.id), []),
    slot: finds((t, scope, of) => t.checkIns.slot(scope, of.slot.id)),
    dueReminders: finds(
      async (t, scope, of) =>
        (await t.checkIns.dueReminders(scope, later(9e9))).filter(({ districtId }) => districtId === of.id),
      [],
    ),
    nextReminder: unscoped("tells when the heartbeat has something to do"),
    dueAgain: finds(
      async (t, scope, of) =>
        (await t.checkIns.dueAgain(scope, later(9e9))).filter(({ districtId }) => districtId === of.id),
      [],
    ),
    nextAgain: unscoped("an instant, over all networks"),
    savePrompt: {
      kind: "writes",
      call: (t, scope, of) => t.checkIns.savePrompt(scope, { ...of.prompt, state: "skipped" }),
      disguised: (t, scope, of, as) => t.checkIns.savePrompt(scope, { ...of.prompt, ...as }),
    },
  },
  outbox: {
    enqueue: {
      kind: "writes",
      call: (t, scope, of) => t.outbox.enqueue(scope, { ...of.message, id: "forged" }),
      disguised: (t, scope, of, as) => t.outbox.enqueue(scope, { ...of.message, ...as }),
    },
    find: finds((t, scope, of) => t.outbox.find(scope, of.message.id)),
    list: finds(async (t, scope, of) => (await t.outbox.list(scope, {})).filter(({ id }) => id === of.message.id), []),
    statesOf: finds((t, scope, of) => t.outbox.statesOf(scope, [of.message.id]), new Map()),
    reschedule: {
      kind: "removes",
      call: (t, scope, of) => t.outbox.reschedule(scope, of.message.id, { notBefore: later(99), expiresAt: null }),
    },
    withdraw: { kind: "removes", call: (t, scope, of) => t.outbox.withdraw(scope, of.message.id) },
    claim: unscoped("the deliverer's, for all networks"),
    doubt: unscoped("of a restored database, for all networks"),
    nextFree: unscoped("the deliverer's, for all networks"),
    nextDue: unscoped("the deliverer's, for all networks"),
    standing: unscoped("numbers, over all networks"),
    byId: unscoped("the deliverer's, for all networks"),
    stillDue: unscoped("the deliverer's, for all networks"),
    intend: unscoped("the deliverer's, for all networks"),
    giveBack: unscoped("the deliverer's, for all networks"),
    block: unscoped("the deliverer's, by the platform's id"),
    pace: unscoped("the deliverer's, by the platform's id"),
    settle: unscoped("the deliverer's, for all networks"),
    skip: unscoped("the deliverer's, for all networks"),
    sendAgain: {
      kind: "writes",
      call: async (t, scope, of) => {
        await leaveUnknown(t, of.message.id);
        await t.outbox.sendAgain(scope, of.message.id, false);
      },
      disguised: (t, scope, of) => t.outbox.sendAgain(scope, of.message.id, false),
    },
    arrived: {
      kind: "writes",
      call: async (t, scope, of) => {
        await leaveUnknown(t, of.message.id);
        await t.outbox.arrived(scope, of.message.id, at);
      },
      disguised: (t, scope, of) => t.outbox.arrived(scope, of.message.id, at),
    },
    naming: finds(
      async (t, scope, of) =>
        (await t.outbox.naming(scope, "How did it go", at)).filter(({ id }) => id === of.message.id),
      [],
    ),
    forget: { kind: "removes", call: (t, scope, of) => t.outbox.forget(scope, of.message.id, { blocks: [] }) },
    skipAll: unscoped("by the platform's id, when a workspace is removed"),
  },
  budget: {
    week: finds((t, scope, of) => t.budget.week(scope, of.lead.id, of.message.week ?? ""), {
      held: [],
      waiting: new Set(),
    }),
    fold: {
      kind: "writes",
      call: (t, scope, of) => t.budget.fold(scope, { ...of.note, id: "forged" }),
      disguised: (t, scope, of, as) => t.budget.fold(scope, { ...of.note, ...as }),
    },
    note: finds((t, scope, of) => t.budget.note(scope, of.note.id)),
    unsaid: finds((t, scope, of) => t.budget.unsaid(scope, of.lead.id, at), []),
    said: { kind: "removes", call: (t, scope, of) => t.budget.said(scope, [of.note.id], of.message.id) },
  },
  events: {
    remember: unscoped("by the platform's key, before a scope is known"),
    seen: unscoped("by the platform's key, before a scope is known"),
    audit: unscoped("the entry carries its own network"),
    auditOf: finds(
      async (t, scope, of) => (await t.events.auditOf(scope, 100)).filter(({ id }) => id === of.audit.id),
      [],
    ),
  },
  settings: {
    get: unscoped("facts about the installation"),
    set: unscoped("facts about the installation"),
  },
};

const [target, neighbour] = north.districts;
const [stranger] = south.districts;

/** Who tries to reach the rows of the first district of the north. */
const intruders: { who: string; scope: Scope; as: Owner }[] = [
  { who: "another network", scope: south.scope, as: { networkId: "south", districtId: stranger.id } },
  {
    who: "another network that names the district",
    scope: { networkId: "south", districtId: target.id },
    as: { networkId: "south", districtId: target.id },
  },
  { who: "another district of the network", scope: neighbour.scope, as: neighbour.scope },
];

const methods = Object.entries(rules).flatMap(([repository, each]) =>
  Object.entries(each as Record<string, Rule>).map(([method, rule]) => ({ name: `${repository}.${method}`, rule })),
);

const bothNetworks = (store: Store) =>
  store.read(async (view) => [await everythingIn(view, north), await everythingIn(view, south)]);

/** What a shared database held before the first case: that is how each has to leave it. */
const firstSeen = new WeakMap<Store, ReturnType<typeof bothNetworks>>();
function atFirst(store: Store): ReturnType<typeof bothNetworks> {
  const seen = firstSeen.get(store) ?? bothNetworks(store);
  firstSeen.set(store, seen);
  return seen;
}

export const scopeCases: StoreCase[] = [
  {
    name: "has a rule about scope for every repository method",
    async run(openFresh) {
      const { store } = await openFresh({ shared: true });
      const actual = await store.read(async (view) =>
        Object.entries(view).flatMap(([repository, each]) =>
          Object.keys(each as object).map((method) => `${repository}.${method}`),
        ),
      );
      expect(methods.map(({ name }) => name).sort()).toEqual(actual.sort());
    },
  },
  ...methods.flatMap(({ name, rule }): StoreCase[] => {
    if (rule.kind === "unscoped") return [];
    return [
      {
        name: `${name} reaches nothing outside of its scope`,
        async run(openFresh) {
          const { store } = await openFresh({ shared: true });
          const before = await atFirst(store);
          for (const { who, scope, as } of intruders) {
            const call = store.write((tables) => rule.call(tables, scope, target));
            if (rule.kind === "finds") expect(await call, who).toEqual(rule.nothing);
            if (rule.kind === "removes") await call;
            if (rule.kind === "writes") {
              await expect(call, who).rejects.toMatchObject({ name: "ScopeError" });
              const outcome = await store
                .write((tables) => rule.disguised(tables, scope, target, as))
                .catch((error: unknown) => error);
              expect(outcome === false || outcome instanceof Error, who).toBe(true);
            }
            if (rule.kind !== "finds") expect(await bothNetworks(store), who).toEqual(before);
          }
          // The same call in the owner's scope reaches the row, or the above would prove nothing.
          const wide = "networkWide" in rule && rule.networkWide === true;
          for (const scope of wide
            ? [north.scope]
            : rule.kind === "finds"
              ? [north.scope, target.scope]
              : [target.scope]) {
            const takenBack = new Error("taken back");
            const reach = store.write(async (tables) => {
              const reached = await rule.call(tables, scope, target);
              if (rule.kind === "finds") expect(reached).not.toEqual(rule.nothing);
              else expect(await everythingIn(tables, north)).not.toEqual(before[0]);
              throw takenBack;
            });
            await expect(reach).rejects.toBe(takenBack);
          }
          expect(await bothNetworks(store)).toEqual(before);
        },
      },
    ];
  }),
  {
    name: "refuses a scope without its network, whatever the types were told",
    async run(openFresh) {
      const { store } = await openFresh({ shared: true });
      const broken = [{}, { networkId: "" }, { networkId: undefined }, { networkId: "north", districtId: "" }];
      for (const scope of broken as Scope[]) {
        for (const { rule } of methods) {
          if (rule.kind === "unscoped") continue;
          const call = store.write((tables) => rule.call(tables, scope, target));
          await expect(call).rejects.toMatchObject({ name: "ScopeError" });
        }
      }
    },
  },
  {
    name: "refuses rows of the network as a whole in a district's scope",
    async run(openFresh) {
      const { store } = await openFresh({ shared: true });
      const { collaborations, convenings } = north.roster;
      for (const changes of [{ collaborations }, { convenings }]) {
        const save = store.write((tables) => tables.roster.save(target.scope, changes));
        await expect(save).rejects.toMatchObject({ name: "ScopeError" });
      }
      const roster = await store.read((view) => view.roster.load(target.scope));
      expect(roster).toEqual({
        ...emptyRoster,
        ...{ collaborations, convenings },
        districts: [north.roster.districts[0]],
        teams: [north.roster.teams[0]],
        people: [target.lead],
        memberships: [north.roster.memberships[0]],
        pmAssignments: [north.roster.pmAssignments[0]],
        rules: [target.rule],
      });
    },
  },
  {
    name: "cannot be made to point into another network, even by a row that is its own",
    async run(openFresh) {
      const { store } = await openFresh({ shared: true });
      const before = await everythingOf(store, south);
      const { scope } = south;
      const forged: ((tables: Repositories) => Promise<unknown>)[] = [
        (t) => t.cycles.save(scope, { ...stranger.cycle, id: "forged", teamId: target.teamId }, 0),
        (t) => t.cycles.save(scope, { ...stranger.cycle, id: "forged", ownerId: target.lead.id }, 0),
        (t) => t.cycles.save(scope, { ...stranger.cycle, id: "forged", problemId: target.problem.id }, 0),
        (t) => t.cycles.saveDraft(scope, { ...stranger.draft, personId: target.lead.id }),
        (t) => t.checkIns.savePrompt(scope, { ...stranger.prompt, slotId: target.slot.id }),
        (t) =>
          t.workspaces.saveChannel(scope, { ...stranger.channel, externalId: "C2", workspaceId: target.workspace.id }),
        (t) =>
          t.workspaces.saveIdentities(scope, [
            {
              ...stranger.identity,
              externalUser: "U2",
              workspaceId: target.workspace.id,
            },
          ]),
        (t) => t.workspaces.saveIdentities(scope, [{ ...stranger.identity, personId: target.lead.id }]),
        (t) => t.workspaces.saveCode(scope, { ...stranger.code, personId: target.lead.id }),
        (t) =>
          t.roster.save(scope, {
            memberships: south.roster.memberships.map((row) => ({ ...row, teamId: target.teamId })),
          }),
        (t) => t.outbox.enqueue(scope, { ...stranger.message, id: "forged", districtId: target.id }),
        (t) => t.events.audit({ ...stranger.audit, id: "forged", districtId: target.id }),
      ];
      for (const [index, write] of forged.entries()) {
        await expect(store.write(write), `forged row ${index}`).rejects.toThrow();
      }
      expect(await everythingOf(store, south)).toEqual(before);
    },
  },
];
