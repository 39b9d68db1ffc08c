import type { Instant } from "./agenda.js";
import { nameMark } from "./between.js";
import type { Posted } from "./cloud.js";
import type { Dice } from "./dice.js";
import { districts as names } from "./districts.js";
import { letters } from "./letters.js";
import { type Calendar, datePlus, hour, instantOf } from "./plain-time.js";
import { calendarOf, conveningDates, firstMonday, zoneOf } from "./school-year.js";

/** From when until when something was so; `to` is missing while it still is. */
export type Span = { from: Instant; to?: Instant };

/** A Slack workspace or a Teams tenant of its own for each district, and one for the network. */
export type Workspace = {
  platform: "slack" | "teams";
  id: string;
  name: string;
  /** Undefined: the network's own. */
  district: District | undefined;
  byUser: Map<string, Person>;
  /** The app is not there. */
  removed: Span[];
  /** The platform answers badly, or not at all. */
  trouble: Span[];
};

export type District = {
  id: string;
  /** Three letters or digits that stand in everything its people write. */
  mark: string;
  /** Stands in every word of its people. */
  wordMark: string;
  index: number;
  /** With its mark in it: whoever reads it has read the name. */
  name: string;
  collaboration: string;
  schools: number;
  zone: string;
  calendar: Calendar;
  workspace: Workspace;
  teams: Team[];
};

/** What a person did and had done to her, as she would tell it: the other half of what is judged. */
export type Person = {
  id: string;
  name: string;
  district: District | undefined;
  workspace: Workspace;
  user: string;
  askAt: string | null;
  /** As she knows it; and from her first try until her last, where answers were late. */
  muted: Span[];
  mutedPerhaps: Span[];
  away: Span[];
  /** She took the app away, or the platform did not let her be written to. */
  cutOff: Span[];
  /** What she has set as her messages a week, from when on; null: as usual. */
  weekly: { from: Instant; most: number | null }[];
  /** Days of which she has said that she is away, in the order in which she said it. */
  daysOff: DaysOff[];
  /** The first message to her, with its buttons. */
  hello: Posted | undefined;
};

/** Local dates, the last included. `at`: when she first said so; `sure`: when she was told that it is kept, and from which day on. */
export type DaysOff = { from: string; until: string; at: Instant; sure?: { at: Instant; from: string } };

export type Member = {
  person: Person;
  lead: boolean;
  level: "classroom" | "school" | "district office";
  /** Local dates; `until` is the first day without her. */
  from: string;
  until: string | null;
  /** The moment of that day in which she left. */
  leftAt?: Instant;
};

export type Rule = {
  id: string;
  weekday: number;
  at: string;
  everyWeeks: number;
  anchor: string;
  aroundConvenings: boolean;
  weeklyInDo: boolean;
};

export type Convening = { id: string; name: string; startsOn: string; endsOn: string };

export type Team = {
  id: string;
  name: string;
  district: District;
  channel: string;
  members: Member[];
  rule: Rule;
  paused: Span[];
  pm: Person;
  /** Cycles that are open when it begins. */
  begun: { owner: Person; testers: Person[] }[];
};

export type World = {
  networkId: string;
  zone: string;
  start: Instant;
  end: Instant;
  firstDate: string;
  lastDate: string;
  districts: District[];
  workspaces: Workspace[];
  people: Person[];
  teams: Team[];
  convenings: Convening[];
  /** The process was not there; its clock was wrong. */
  down: Span[];
  skewed: Span[];
};

const networkZone = "America/Los_Angeles";

/** A network of `count` districts; more than are known are the same again with a number. */
export function buildWorld(count: number, weeks: number, seed: number, dice: Dice): World {
  const firstDate = firstMonday(weeks);
  const lastDate = datePlus(firstDate, 7 * weeks - 1);
  const world: World = {
    networkId: `simulated-${seed}`,
    zone: networkZone,
    // Before anybody's first morning, and after everybody's last evening.
    start: instantOf(firstDate, 0, networkZone) - 4 * hour,
    end: instantOf(datePlus(lastDate, 1), 0, networkZone),
    firstDate,
    lastDate,
    districts: [],
    workspaces: [],
    people: [],
    teams: [],
    convenings: conveningDates.map(([startsOn, endsOn], nth) => ({
      ...{ id: `simulated-${seed}-v${nth}`, name: `Convening ${nth + 1}`, startsOn, endsOn },
    })),
    down: [],
    skewed: [],
  };
  const hub = workspace("slack", "HUB", "The network", undefined);
  world.workspaces.push(hub);
  const pms = Array.from({ length: Math.ceil(count / 10) }, (_, i) =>
    person(world, hub, undefined, `pm-${i}`, "Program manager"),
  );
  for (let index = 0; index < count; index += 1) {
    const pm = pms[index % pms.length];
    // Of few districts each is in the same collaboration: nobody could be described among fewer.
    if (pm !== undefined) addDistrict(world, index, dice, pm, `${world.networkId}-c${count < 12 ? 0 : index % 2}`);
  }
  return world;
}

function addDistrict(world: World, index: number, dice: Dice, pm: Person, collaboration: string): void {
  const found = names[index % names.length];
  const round = Math.floor(index / names.length);
  const wordMark = letters(index, 3);
  const name = `${found?.name}${round === 0 ? "" : ` ${round + 1}`} ${nameMark({ wordMark })}`;
  const mark = index.toString(36).padStart(3, "0");
  const home = workspace(index % 2 === 0 ? "slack" : "teams", mark.toUpperCase(), name, undefined);
  const zone = zoneOf(index);
  const district: District = {
    id: `${world.networkId}-d${mark}`,
    mark,
    wordMark,
    index,
    name,
    collaboration,
    schools: found?.schools ?? 1,
    zone,
    calendar: calendarOf(index, dice),
    workspace: home,
    teams: [],
  };
  home.district = district;
  world.workspaces.push(home);
  world.districts.push(district);
  const count = [2, 1, 2, 2, 3][index % 5] ?? 2;
  // Somebody who is on all of a district's teams, and is asked by each.
  const shared =
    count > 1 && index % 3 !== 1 ? person(world, home, district, "shared", "Instructional coach") : undefined;
  for (let nth = 0; nth < count; nth += 1) addTeam(world, district, nth, dice, pm, shared);
}

/** Who else is on a team, in this order; teachers where it is larger. */
const seats: readonly (readonly [string, Member["level"]])[] = [
  ["Principal", "school"],
  ["Teacher", "classroom"],
  ["Teacher", "classroom"],
  ["Curriculum coach", "district office"],
];

function addTeam(world: World, district: District, nth: number, dice: Dice, pm: Person, shared?: Person): void {
  const about = [district.mark, nth];
  const { firstDate } = world;
  const weekday = dice.between(1, 5, "weekday", ...about);
  const everyWeeks =
    shared !== undefined && district.index % 5 === 4 ? 1 : dice.pick([1, 1, 1, 1, 2, 2, 2, 2, 3, 4], "every", ...about);
  const id = `${district.id}-t${nth}`;
  const team: Team = {
    id,
    name: `${district.name}, team ${nth + 1}`,
    district,
    channel: `${district.workspace.platform === "slack" ? "C" : "19:"}${district.mark}${nth}${district.workspace.platform === "slack" ? "" : "@thread.tacv2"}`,
    members: [],
    rule: {
      id: `${id}-rule`,
      weekday,
      at: dice.pick(["15:00", "15:00", "15:00", "08:00", "12:30", "16:00"], "at", ...about),
      everyWeeks,
      anchor: datePlus(firstDate, weekday - 1 + 7 * dice.between(0, everyWeeks - 1, "anchor", ...about)),
      aroundConvenings: dice.chance(0.8, "around convenings", ...about),
      weeklyInDo: dice.chance(0.5, "weekly in do", ...about),
    },
    paused: [],
    pm,
    begun: [],
  };
  const join = (who: Person, lead: boolean, level: Member["level"]) =>
    team.members.push({ person: who, lead, level, from: datePlus(firstDate, -30), until: null });
  join(person(world, district.workspace, district, `lead${nth}`, "Team lead", dice), true, "district office");
  const opens = (owner: Person) => {
    if (team.begun.some((one) => one.owner === owner)) return;
    const testers = team.members.flatMap(({ person: one }) =>
      one !== owner && dice.chance(0.3, "tests", one.id, owner.id, ...about) ? [one] : [],
    );
    team.begun.push({ owner, testers });
  };
  const others = dice.between(2, 4, "members", ...about);
  for (let i = 0; i < others; i += 1) {
    const [role, level] = seats[i] ?? (["Teacher", "classroom"] as const);
    join(person(world, district.workspace, district, `m${nth}${i}`, role, dice), false, level);
  }
  if (shared !== undefined) {
    join(shared, false, "school");
    opens(shared);
  }
  const more = dice.pick([0, 1, 1, 2], "begun", ...about);
  for (let i = 0; i < more; i += 1) {
    opens(dice.pick(team.members, "owner", i, ...about).person);
  }
  district.teams.push(team);
  world.teams.push(team);
}

/** Also for somebody who joins later. */
export function person(
  world: World,
  home: Workspace,
  district: District | undefined,
  nick: string,
  role: string,
  dice?: Dice,
): Person {
  const id = `${district?.id ?? world.networkId}-${nick}`;
  const own = dice?.chance(0.25, "asks for a time", id)
    ? dice.pick(["07:30", "09:00", "13:30", "16:00"], "ask at", id)
    : null;
  const user = `${home.platform === "slack" ? "U" : "o-"}${district?.mark ?? "hub"}${nick.replace("-", "")}`;
  const made: Person = {
    id,
    name: `${role}, ${district?.name ?? "the network"}`,
    district,
    workspace: home,
    user,
    askAt: own,
    muted: [],
    mutedPerhaps: [],
    away: [],
    cutOff: [],
    daysOff: [],
    weekly: dice?.chance(0.06, "one a week", id) ? [{ from: 0, most: 1 }] : [],
    hello: undefined,
  };
  home.byUser.set(user, made);
  world.people.push(made);
  return made;
}

function workspace(
  platform: Workspace["platform"],
  id: string,
  name: string,
  district: District | undefined,
): Workspace {
  return {
    platform,
    id: `${platform === "slack" ? "T" : "tenant-"}${id}`,
    name,
    district,
    byUser: new Map(),
    removed: [],
    trouble: [],
  };
}

/** Nothing that she does in the app's conversation reaches anybody. */
export function isGone({ workspace, cutOff }: Person, at: Instant): boolean {
  return holds(workspace.removed, at) || holds(cutOff, at);
}

export const holds = (spans: readonly Span[], at: Instant): boolean =>
  spans.some(({ from, to }) => from <= at && (to === undefined || at < to));

/** Whether one of them has anything of the time between. */
export const touches = (spans: readonly Span[], from: Instant, to: Instant): boolean =>
  spans.some((span) => span.from <= to && (span.to === undefined || span.to >= from));

export function end(spans: Span[], at: Instant): void {
  const last = spans.at(-1);
  if (last !== undefined && last.to === undefined) last.to = at;
}

export function begin(spans: Span[], at: Instant): void {
  const last = spans.at(-1);
  if (last === undefined || last.to !== undefined) spans.push({ from: at });
}

/** How many unasked messages she may have in a week, as far as she or her roles have said: the least and the most of it. */
export function allowances({ teams, zone }: World, person: Person, monday: string): [number, number] {
  const leads =
    person.district === undefined ||
    teams.some(({ members }) => members.some((one) => one.lead && one.person === person));
  const from = instantOf(monday, 0, person.district?.zone ?? zone);
  const to = instantOf(datePlus(monday, 7), 0, person.district?.zone ?? zone);
  const set = person.weekly.filter((one) => one.from < to);
  const inForce = [
    set.filter((one) => one.from < from).at(-1) ?? { most: null },
    ...set.filter((one) => one.from >= from),
  ];
  const numbers = inForce.map(({ most }) => most ?? (leads ? 4 : 2));
  return [Math.min(...numbers), Math.max(...numbers)];
}
