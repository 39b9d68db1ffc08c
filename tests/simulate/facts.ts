import type { CheckInPrompt, CheckInSlot } from "../../src/core/checkin/model.js";
import type {
  Commitment,
  Cycle,
  CycleUpdate,
  CycleUpdateVersion,
  PlanDetailsVersion,
  ProblemVersion,
} from "../../src/core/cycle/model.js";
import type { GroupRound, HelpOffer, HelpRequest } from "../../src/core/matching/records.js";
import type { MatchOfTwo } from "../../src/ports/matching.js";
import type { OutboxMessage } from "../../src/ports/outbox.js";
import type { Store } from "../../src/ports/store.js";
import { begunId } from "./furnish.js";
import { grouped } from "./grouped.js";
import type { World } from "./world.js";

/** What the database holds at the end. */
export type Facts = {
  /** By rule and local date. */
  slots: Map<string, CheckInSlot>;
  prompts: Map<string, CheckInPrompt>;
  /** By slot. */
  promptsOf: Map<string, CheckInPrompt[]>;
  outbox: Map<string, OutboxMessage>;
  cycles: Cycle[];
  /** By team. */
  cyclesOf: Map<string, Cycle[]>;
  /** Cycles that were open before the first day. */
  begun: Set<string>;
  /** By cycle, oldest first. */
  updatesOf: Map<string, CycleUpdate[]>;
  /** What plans say beyond their core, by cycle, oldest first. */
  detailsOf: Map<string, PlanDetailsVersion[]>;
  /** What teams said they would do. */
  promises: Commitment[];
  updates: CycleUpdate[];
  versions: CycleUpdateVersion[];
  /** Texts of open drafts, by person. */
  drafts: Map<string, string[]>;
  /** Every version of every problem. */
  problems: ProblemVersion[];
  matches: MatchOfTwo[];
  requests: HelpRequest[];
  offers: HelpOffer[];
  rounds: GroupRound[];
  states: Partial<Record<OutboxMessage["state"], number>>;
};

export async function factsOf(store: Store, world: World): Promise<Facts> {
  const scope = { networkId: world.networkId };
  return store.read(async (view) => {
    const slots = await view.checkIns.slotsSince(scope, "2000-01-01");
    const promptsOf = new Map<string, CheckInPrompt[]>();
    for (const { id } of slots) promptsOf.set(id, await view.checkIns.promptsOf(scope, id));
    const outbox = await view.outbox.list(scope, {});
    const cycles = await view.cycles.all(scope);
    const updates: CycleUpdate[] = [];
    const detailsOf: Facts["detailsOf"] = new Map();
    for (const { id } of cycles) {
      updates.push(...(await view.cycles.updatesOf(scope, id)));
      detailsOf.set(
        id,
        [...(await view.cycles.planDetailsOf(scope, id))].sort((a, b) => a.version - b.version),
      );
    }
    const promises: Commitment[] = [];
    for (const { id } of world.teams) promises.push(...(await view.cycles.commitments(scope, id)));
    const versions: CycleUpdateVersion[] = [];
    for (const { id } of updates) versions.push(...(await view.cycles.versionsOf(scope, id)));
    const drafts = new Map<string, string[]>();
    for (const { id } of world.people) {
      const open = await view.cycles.openDrafts(scope, id);
      if (open.length > 0)
        drafts.set(
          id,
          open.map(({ text }) => text),
        );
    }
    const problems: ProblemVersion[] = [];
    for (const { id } of world.teams)
      for (const { problem } of await view.cycles.problems(scope, id))
        problems.push(...(await view.cycles.problemVersions(scope, problem.id)));
    const rounds: GroupRound[] = [];
    for (const id of new Set(world.districts.map(({ collaboration }) => collaboration)))
      rounds.push(...(await view.groups.rounds(scope, id)));
    const states: Facts["states"] = {};
    for (const { state } of outbox) states[state] = (states[state] ?? 0) + 1;
    return {
      slots: new Map(slots.map((slot) => [`${slot.ruleId} ${slot.localDate}`, slot])),
      prompts: new Map([...promptsOf.values()].flat().map((prompt) => [prompt.id, prompt])),
      promptsOf,
      outbox: new Map(outbox.map((message) => [message.id, message])),
      cycles,
      cyclesOf: grouped(cycles, ({ teamId }) => teamId),
      begun: new Set(world.teams.flatMap((team) => [...team.begun.keys()].map((nth) => begunId(team, nth)))),
      updatesOf: grouped(
        [...updates].sort((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime()),
        ({ cycleId }) => cycleId,
      ),
      detailsOf,
      promises,
      updates,
      versions,
      drafts,
      problems,
      rounds,
      matches: await view.matches.all(scope),
      requests: await view.help.requests(scope),
      offers: await view.help.offers(scope),
      states,
    };
  });
}
