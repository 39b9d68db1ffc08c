import { access, constants, mkdtemp, rm, statfs } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Receive } from "../../src/ports/chat-platform.js";
import type { Stage } from "./acts.js";
import { type Instant, openAgenda, wallClock } from "./agenda.js";
import { nothingBetween } from "./between.js";
import { openCloud } from "./cloud.js";
import { diceOf } from "./dice.js";
import { accountForDue, type Due } from "./due.js";
import { factsOf } from "./facts.js";
import { furnish } from "./furnish.js";
import { type Broken, judge } from "./judge.js";
import { type Load, loadByRole, perWeek, unaskedIn } from "./load.js";
import { peerCounts } from "./peer-counts.js";
import { live } from "./people.js";
import { hour, minute } from "./plain-time.js";
import { type Plant, plantedStore } from "./plant.js";
import { openProcess } from "./process.js";
import { slackHands } from "./slack.js";
import { type Story, tell } from "./story.js";
import { teamsHands } from "./teams.js";
import { buildWorld } from "./world.js";

export type Options = {
  districts: number;
  weeks: number;
  seed: number;
  /** Address of an empty database. Left out: an SQLite file that is removed afterwards. */
  database?: string;
  /** Faults to put in. */
  plants?: Plant[];
};

export type Result = {
  counts: Record<string, number>;
  /** Unasked messages per person and week with school, by role. */
  per_week: Record<string, Load>;
  broken: Broken[];
  seconds: number;
  rss_mb: number;
};

/**
 * Where a file can lie in memory it does: processes die here without the machine, so that no disk needs to be waited for
 * at each of many thousand commits.
 */
async function roomyTemp(): Promise<string> {
  const memory = "/dev/shm";
  const room = await statfs(memory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  const writable = await access(memory, constants.W_OK).then(
    () => true,
    () => false,
  );
  return writable && room > 2 ** 30 ? memory : os.tmpdir();
}

const silent = { info() {}, warn() {}, error() {}, count() {} };

/**
 * Programme weeks on a virtual clock: the real app, store and codecs of both adapters; simulated people, clouds and
 * mishaps. Rejects only where the simulation itself is at fault; what the programme did wrong is in `broken`.
 */
export async function simulate({ districts, weeks, seed, database, plants = [] }: Options): Promise<Result> {
  const began = performance.now();
  const folder = await mkdtemp(path.join(await roomyTemp(), "throughline-simulate-"));
  const dice = diceOf(seed);
  const world = buildWorld(districts, weeks, seed, dice);
  const agenda = openAgenda(world.start);
  const clock = wallClock(agenda);
  const cloud = openCloud(world, agenda, dice, () => clock.now().getTime());
  const receive: Receive = (event) => process_.receive(event);
  const hands = { slack: slackHands(cloud, agenda, receive), teams: teamsHands(cloud, agenda, receive, silent) };
  const process_ = openProcess({
    url: database ?? `file:${path.join(folder, "simulated.db")}`,
    clock,
    platforms: () => [hands.slack.platform, hands.teams.platform],
    around: (store) => (plants.length === 0 ? store : plantedStore(store, plants, () => stage)),
    died: () => comesBack(),
  });
  const stage: Stage = {
    world,
    agenda,
    dice,
    cloud,
    process: process_,
    hands,
    words: new Map(),
    tally: {
      ...{ acts: 0, duplicates: 0, refused: 0, kept: 0 },
      ...{
        laters: new Map(),
        putOff: new Set(),
        settled: new Map(),
        fulfilled: new Map(),
        done: new Set(),
        did: new Map(),
      },
    },
    between: nothingBetween(),
    wall: () => clock.now().getTime(),
    outage: undefined,
    over: false,
  };
  let story: Story | undefined;
  let rss = 0;

  function comesBack(): void {
    const nth = story === undefined ? 0 : ++story.crashes;
    const away = stage.outage ?? dice.between(1, 180, "back", nth) * 1000;
    stage.outage = undefined;
    world.down.push({ from: agenda.now(), to: agenda.now() + away });
    agenda.at(agenda.now() + away, () => process_.start());
  }

  /** What waits for its time of day is sent when it comes, as the next heartbeat would see to. */
  let callOff = () => {};
  async function remind(): Promise<void> {
    if (!process_.up()) return;
    const due = await process_.store().read((view) => view.outbox.nextDue());
    callOff();
    if (due === undefined) return;
    const inMs = due.getTime() - clock.now().getTime();
    const when = agenda.now() + (inMs > 0 ? inMs + dice.between(0, 20, "sent", due.getTime()) * 1000 : 10 * minute);
    callOff = agenda.at(when, async () => {
      await process_.deliver();
      await remind();
    });
  }

  async function run(until: Instant): Promise<void> {
    for (let nth = 0; await agenda.step(until); nth += 1) {
      if (await process_.settle()) await remind();
      if (nth % 200 === 0) rss = Math.max(rss, process.memoryUsage.rss());
    }
  }

  try {
    await process_.start();
    await furnish(process_.store(), world);
    if (plants.length > 0)
      cloud.tamperWith((sending, really) => {
        for (const { tamper } of plants) {
          const instead = tamper?.(sending, really, stage);
          if (instead !== undefined) return instead;
        }
        return really(sending);
      });
    cloud.onArrival((arrival) => live(stage, arrival));
    story = tell(stage, clock);
    for (const plant of plants) plant.begin?.(stage);
    await run(world.end);
    // What was being said on the last evening is said; nobody begins anything new.
    stage.over = true;
    clock.set(0);
    for (const inMs of [0, hour]) agenda.at(world.end + inMs, () => process_.beat());
    await run(world.end + 3 * hour);
    const facts = await factsOf(process_.store(), world);
    const due: Due = accountForDue(stage, facts);
    const broken = [...due.broken, ...judge(stage, facts)];
    const { states } = facts;
    return {
      counts: {
        ...due.counts,
        unknown: states.unknown ?? 0,
        dead: states.dead ?? 0,
        messages: cloud.arrivals.length,
        updates: facts.updates.length,
        accepted: [...stage.words.values()].filter(({ state }) => state === "accepted").length,
        acts: stage.tally.acts,
        duplicates: stage.tally.duplicates,
        unanswered_acts: stage.tally.refused,
        kept_forms: stage.tally.kept,
        reminders: [...facts.outbox.values()].filter(({ kind, state }) => kind === "reminder" && state === "sent")
          .length,
        ...peerCounts(facts),
        ...Object.fromEntries([...stage.tally.did].map(([what, many]) => [what.replaceAll(" ", "_"), many])),
        crashes: story.crashes,
        restarts: story.restarts,
        clock_changes: story.clockChanges,
        heartbeats: story.beats,
        heartbeats_missed: story.missed,
        heartbeats_doubled: story.doubled,
        districts,
        weeks,
        teams: world.teams.length,
        people: world.people.length,
        workspaces: world.workspaces.length,
      },
      per_week: loadByRole(stage, perWeek(unaskedIn(stage, facts))),
      broken,
      seconds: Math.round((performance.now() - began) / 100) / 10,
      rss_mb: Math.round(Math.max(rss, process.memoryUsage.rss()) / 2 ** 20),
    };
  } finally {
    await process_.close();
    await rm(folder, { recursive: true, force: true });
  }
}
