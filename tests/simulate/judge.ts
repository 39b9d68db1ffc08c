import type { Stage } from "./acts.js";
import type { Arrival } from "./cloud.js";
import type { Facts } from "./facts.js";
import { grouped } from "./grouped.js";
import { judgeAsking } from "./judge-asking.js";
import { judgeLoad } from "./judge-load.js";
import { judgePeers, mayBeRead } from "./judge-peers.js";
import { perWeek, type Unasked, unaskedIn } from "./load.js";
import { contactMinutes, weekdayIn } from "./plain-time.js";
import { judgeWords } from "./words.js";
import { allowances, holds, type Person } from "./world.js";

/** What must hold in every run, whatever happens in it. */
export const invariants = [
  "a question is put once",
  "a message is said once",
  "a reminder comes at most once, only to an open question, inside its window",
  "who is away is not asked",
  "what the team said it would do comes back as a question",
  "unasked messages keep contact hours",
  "unasked messages keep within her week's number",
  "who wants quiet has it",
  "nobody due is forgotten",
  "nobody is passed over without a cause",
  "what was accepted is kept",
  "what was sent once is recorded once",
  "messages and words stay in their own district",
  "a conversation keeps its order",
  "the channel shows every update",
  "nobody is named before both agreed",
  "nothing is shown that is not shared",
  "who is kept apart is not brought together",
  "an introduction is asked for once, and whether they met twice at most",
  "a district has no more requests open than it takes",
  "a question to peers is read where it was sent",
  "nothing fails by itself",
] as const;
export type Invariant = (typeof invariants)[number];

export type Broken = { invariant: Invariant; example: string };

/** Judged by what reached people and by what the database holds; nothing here asks the code under test. */
export function judge(stage: Stage, facts: Facts): Broken[] {
  return [
    ...askedTwice(stage, facts),
    ...saidTwice(stage, facts),
    ...unasked(stage, unaskedIn(stage, facts)),
    ...disturbed(stage, facts),
    ...astray(stage, facts),
    ...outOfOrder(stage, facts),
    ...judgeAsking(stage, facts),
    ...judgeWords(stage, facts),
    ...judgePeers(stage, facts),
    ...judgeLoad(stage, facts),
    ...stage.process.surprises.map((example): Broken => ({ invariant: "nothing fails by itself", example })),
  ];
}

const posts = ({ cloud }: Stage) => cloud.arrivals.filter(({ what }) => what === "post");
const personOf = ({ message }: Arrival): Person | undefined =>
  message.user === undefined ? undefined : message.workspace.byUser.get(message.user);
const when = ({ at }: Arrival) => new Date(at).toISOString();

/** The same question to the same person comes again only as often as she said "later". */
function askedTwice(stage: Stage, { prompts, outbox }: Facts): Broken[] {
  const times = new Map<string, Arrival[]>();
  for (const arrival of posts(stage)) {
    if (outbox.get(arrival.marker)?.kind === "reminder") continue;
    for (const id of arrival.prompts) {
      const prompt = prompts.get(id);
      const key = prompt === undefined ? id : `${prompt.slotId} ${prompt.personId}`;
      times.set(key, [...(times.get(key) ?? []), arrival]);
    }
  }
  return [...times.values()].flatMap((all): Broken[] => {
    const [first] = all;
    const allowed = 1 + (stage.tally.laters.get(first?.prompts[0] ?? "") ?? 0);
    if (first === undefined || all.length <= allowed) return [];
    return [{ invariant: "a question is put once", example: `${personOf(first)?.id}: ${all.map(when).join(", ")}` }];
  });
}

function saidTwice(stage: Stage, { outbox }: Facts): Broken[] {
  const times = grouped(
    posts(stage).filter(({ prompts }) => prompts.length === 0),
    ({ marker }) => marker,
  );
  return [...times].flatMap(([marker, all]): Broken[] => {
    const row = outbox.get(marker);
    if (all.length < 2 || row?.policy === "repeatable") return [];
    return [
      {
        invariant: "a message is said once",
        example: `${row?.kind ?? "of unknown origin"} to ${all[0]?.message.channel}: ${all.map(when).join(", ")}`,
      },
    ];
  });
}

function unasked(stage: Stage, unasked: readonly Unasked[]): Broken[] {
  const broken: Broken[] = [];
  for (const { person, kind, date, minutes } of unasked) {
    const hours = person.district === undefined ? officeMinutes(date) : contactMinutes(person.district.calendar, date);
    if (hours === undefined || minutes < hours.from || minutes >= hours.to)
      broken.push({
        invariant: "unasked messages keep contact hours",
        example: `${kind} to ${person.id} at ${date} ${clockOf(minutes)}`,
      });
  }
  for (const { person, monday, count } of perWeek(unasked).values()) {
    const [, most] = allowances(stage.world, person, monday);
    if (count > most)
      broken.push({
        invariant: "unasked messages keep within her week's number",
        example: `${person.id}, week of ${monday}: ${count} of ${most}`,
      });
  }
  return broken;
}

/** People of the network have no school calendar. */
function officeMinutes(date: string): { from: number; to: number } | undefined {
  return weekdayIn(date) <= 5 ? { from: 7 * 60 + 30, to: 16 * 60 + 30 } : undefined;
}

function clockOf(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

/** No question comes to who has muted, has left the team, or is on a team that pauses. */
function disturbed(stage: Stage, { prompts }: Facts): Broken[] {
  return posts(stage).flatMap((arrival): Broken[] => {
    const person = personOf(arrival);
    const teamId = prompts.get(arrival.prompts[0] ?? "")?.teamId;
    if (person === undefined || teamId === undefined) return [];
    // What was asked for at this very moment may have been too late for what was leaving.
    const before = arrival.at - 1;
    const team = stage.world.teams.find(({ id }) => id === teamId);
    const left = team?.members.some((one) => one.person === person && (one.leftAt ?? arrival.at) < before);
    const why = holds(person.muted, before)
      ? "muted"
      : holds(team?.paused ?? [], before)
        ? "team paused"
        : left
          ? "left the team"
          : undefined;
    return why === undefined
      ? []
      : [{ invariant: "who wants quiet has it", example: `${person.id} (${why}), ${when(arrival)}` }];
  });
}

/** Nothing for one district's people stands in front of another's, and no words of theirs. The network reads its districts'. */
function astray(stage: Stage, facts: Facts): Broken[] {
  const { outbox, prompts } = facts;
  const may = mayBeRead(stage, facts);
  const home = new Map(stage.world.people.map((person) => [person.id, person]));
  return stage.cloud.arrivals.flatMap((arrival): Broken[] => {
    const { message } = arrival;
    const broken = (example: string): Broken[] => [
      {
        invariant: "messages and words stay in their own district",
        example: `${message.workspace.name}, ${message.channel}, ${when(arrival)}: ${example}`,
      },
    ];
    const { district } = message.workspace;
    const foreign = arrival.words.find((mark) => district !== undefined && !may(mark, district, arrival.at));
    if (foreign !== undefined) return broken(`words of another district (${foreign})`);
    for (const id of arrival.prompts) {
      const whose = prompts.get(id)?.personId;
      const person = whose === undefined ? undefined : home.get(whose);
      if (person?.workspace !== message.workspace || person.user !== message.user)
        return broken(`the question of ${whose}`);
    }
    const row = outbox.get(arrival.marker);
    if (row === undefined) return [];
    if (row.districtId !== (district?.id ?? null) || row.workspace !== message.workspace.id)
      return broken(`a message of ${row.districtId}`);
    return row.delivery.do === "direct" && row.delivery.to.user !== message.user
      ? broken(`a message to ${row.delivery.to.user}`)
      : [];
  });
}

/** In one conversation nothing overtakes what was written before it and was due no later. */
function outOfOrder(stage: Stage, { outbox }: Facts): Broken[] {
  const lanes = new Map<string, { seq: number; notBefore: number; arrival: Arrival }[]>();
  const seen = new Set<string>();
  const broken: Broken[] = [];
  for (const arrival of posts(stage)) {
    const row = outbox.get(arrival.marker);
    if (row === undefined || seen.has(row.id)) continue;
    seen.add(row.id);
    const lane = lanes.get(row.lane) ?? [];
    lanes.set(row.lane, lane);
    const mine = { seq: row.seq, notBefore: row.notBefore.getTime(), arrival };
    const overtaken = lane.find((one) => one.seq > mine.seq && one.notBefore >= mine.notBefore);
    if (overtaken !== undefined)
      broken.push({
        invariant: "a conversation keeps its order",
        example: `${row.lane}: number ${mine.seq} came after ${overtaken.seq}, ${when(arrival)}`,
      });
    lane.push(mine);
  }
  return broken;
}
