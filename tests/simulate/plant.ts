import type { Repositories, Store } from "../../src/ports/store.js";
import type { Stage } from "./acts.js";
import type { Posted, Sending } from "./cloud.js";
import type { Invariant } from "./judge.js";
import { contactMinutes, day, localOf } from "./plain-time.js";
import { type District, isGone, type Person, touches } from "./world.js";

/** A fault that is put into a run on purpose, once, and the one invariant that must then be reported. */
export type Plant = { breaks: Invariant } & Partial<Hooks>;

/** Where a fault can sit: in the store, on the platform, or in what people do. */
type Hooks = {
  around(tables: Repositories, stage: Stage): Repositories;
  /** Undefined: nothing happens to this message. */
  tamper(sending: Sending, really: Really, stage: Stage): Posted | undefined;
  begin(stage: Stage): void;
};

export type Really = (sending: Sending) => Posted;

/** The store with the faults of all these in it. */
export function plantedStore(store: Store, planted: readonly Plant[], stage: () => Stage): Store {
  const changed = (tables: Repositories) => planted.reduce((so, one) => one.around?.(so, stage()) ?? so, tables);
  return {
    read: (work) => store.read((view) => work(changed(view))),
    write: (work, brief) => store.write((tables) => work(changed(tables)), brief),
    close: () => store.close(),
  };
}

/** One that has struck does not strike again; the first few that would do are let by, so that the run has begun. */
export function once(
  fits: (sending: Sending, stage: Stage) => boolean,
  strike: (sending: Sending, really: Really, stage: Stage) => Posted,
) {
  const first = firstTime();
  return (sending: Sending, really: Really, stage: Stage): Posted | undefined =>
    sending.what === "post" && fits(sending, stage) && first() ? strike(sending, really, stage) : undefined;
}

export function firstTime(): () => boolean {
  let struck = false;
  return () => {
    const now = !struck;
    struck = true;
    return now;
  };
}

export function savingUpdates(breaks: Invariant, which: (expected: number) => boolean): Plant {
  let victim: string | undefined;
  return {
    breaks,
    around: (tables) => ({
      ...tables,
      cycles: {
        ...tables.cycles,
        async saveUpdate(scope, update, version, expected) {
          if (which(expected)) victim ??= version.id;
          return version.id === victim ? true : tables.cycles.saveUpdate(scope, update, version, expected);
        },
      },
    }),
  };
}

const asks = ({ user, payloads, what }: Sending): boolean =>
  what === "post" && user !== undefined && JSON.stringify(payloads).includes("not-this-week");
export const isReminder = (sending: Sending): boolean =>
  asks(sending) && JSON.stringify(sending.payloads).includes("is still open");
export const isQuestion = (sending: Sending): boolean => asks(sending) && !isReminder(sending);
export const isWelcome = ({ user, payloads }: Sending): boolean =>
  user !== undefined && JSON.stringify(payloads).includes("what-i-ask");
/** What a team's channel shows of its own tests. A question to peers, which stands there too, tells who asks. */
export const isDigest = ({ user, payloads }: Sending, { words }: Stage): boolean =>
  user === undefined &&
  (JSON.stringify(payloads).match(/zq[a-z]{3}x[a-z]{4}/g) ?? []).every((mark) => words.get(mark)?.kind !== "question");

/** The platform says that it has it, and nobody sees it. */
export function nowhere({ workspace, channel, user, marker, payloads }: Sending): Posted {
  return { workspace, channel, id: `nowhere-${marker}`, user, marker, payloads };
}

export function districtOf({ workspace }: Sending): District {
  return workspace.district ?? failed();
}

function personOf(sending: Sending): Person {
  return sending.workspace.byUser.get(sending.user ?? "") ?? failed();
}

const teamsOf = ({ world }: Stage, person: Person) =>
  world.teams.filter(({ members }) => members.some((one) => one.person === person));

export function leads(stage: Stage, sending: Sending): boolean {
  const her = personOf(sending);
  return (
    her.weekly.length === 0 &&
    alone(stage, sending) &&
    teamsOf(stage, her).some(({ members }) => members.some((one) => one.lead && one.person === her))
  );
}

/** Asked by one team only: nothing else comes to her on that day. */
export function alone(stage: Stage, sending: Sending): boolean {
  return teamsOf(stage, personOf(sending)).length === 1;
}

/** And for a while yet. */
export function inHours(stage: Stage, sending: Sending): boolean {
  return isContactTime(districtOf(sending), stage.agenda.now());
}

function isContactTime({ calendar, zone }: District, now: number): boolean {
  const { date, minutes } = localOf(now, zone);
  const hours = contactMinutes(calendar, date);
  return hours !== undefined && minutes >= hours.from && minutes < hours.to - 5;
}

/** A lead elsewhere on the same platform, who may be written to now. */
export function neighbour(stage: Stage, { workspace }: Sending): Person | undefined {
  const now = stage.agenda.now();
  const there = stage.world.teams.filter(
    ({ district }) =>
      district.workspace !== workspace &&
      district.workspace.platform === workspace.platform &&
      isContactTime(district, now),
  );
  return there
    .flatMap(({ members }) => members.flatMap(({ lead, person }) => (lead ? [person] : [])))
    .find((one) => one.weekly.length === 0 && !isGone(one, now) && one.muted.length === 0);
}

/** Nothing of the world could be the reason why somebody of this district is not asked. */
export function undisturbed({ world, agenda }: Stage, districtId: string): boolean {
  const now = agenda.now();
  const near = (spans: Parameters<typeof touches>[0]) => touches(spans, now - 4 * day, now + 4 * day);
  const there = world.people.filter(({ district }) => district?.id === districtId);
  const teams = world.teams.filter(({ district }) => district.id === districtId);
  const spans = [
    world.down,
    world.skewed,
    ...there.map(({ cutOff }) => cutOff),
    ...there.map(({ workspace }) => workspace.removed),
    ...teams.map(({ paused }) => paused),
  ];
  return !spans.some(near);
}

export function failed(): never {
  throw new Error("the fault has no place here");
}
