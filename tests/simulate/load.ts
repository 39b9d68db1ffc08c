import type { Stage } from "./acts.js";
import type { Arrival } from "./cloud.js";
import type { Facts } from "./facts.js";
import { contactMinutes, datePlus, localOf, mondayIn } from "./plain-time.js";
import type { Person, World } from "./world.js";

export const roles = ["classroom", "school", "district office", "lead", "program manager"] as const;
type Role = (typeof roles)[number];

/** Unasked messages to one person in one week with school: the middle of all person-weeks, nine of ten of them, the fullest. */
export type Load = { median: number; p90: number; max: number; mean: number; person_weeks: number };

/** Something that came to somebody who had not asked for it just now; `counts`: in her week's number. */
export type Unasked = {
  arrival: Arrival;
  person: Person;
  kind: string | undefined;
  date: string;
  minutes: number;
  counts: boolean;
};

/** Kinds that answer to what she did herself. Whatever else comes to her directly is unasked. */
const answers = new Set<string | undefined>([
  ...["answer", "draft", "edit", "nudge answer", "help answer", "groups draft"],
]);

export function unaskedIn(stage: Stage, { outbox }: Facts): Unasked[] {
  const asked = new Set<string>();
  return stage.cloud.arrivals.flatMap((arrival): Unasked[] => {
    const { what, message, marker, wall, prompts } = arrival;
    const person = message.user === undefined ? undefined : message.workspace.byUser.get(message.user);
    const row = outbox.get(marker);
    const kind = row?.kind;
    // Beyond her number only with a program manager's reason, which is on record; and both names, which her own yes asked for.
    const granted = (kind === "nudge" || saidYes(arrival, kind)) && row?.week === null;
    if (what !== "post" || person === undefined || answers.has(kind)) return [];
    const { date, minutes } = localOf(wall, person.district?.zone ?? stage.world.zone);
    // What she put off herself comes again at her own wish. The hello is said once in a person's life.
    const again = kind !== "reminder" && prompts.some((id) => asked.has(id));
    for (const id of prompts) asked.add(id);
    return [{ arrival, person, kind, date, minutes, counts: kind !== "welcome" && !again && !granted }];
  });
}

/** Both names, with nothing to answer but that it can be ended. */
function saidYes({ asks }: Arrival, kind: string | undefined): boolean {
  return kind === "introduction" && asks.length === 0;
}

/** By person and Monday. */
export function perWeek(unasked: readonly Unasked[]): Map<string, { person: Person; monday: string; count: number }> {
  const weeks = new Map<string, { person: Person; monday: string; count: number }>();
  for (const { person, date, counts } of unasked) {
    if (!counts) continue;
    const monday = mondayIn(date);
    const week = weeks.get(`${person.id} ${monday}`) ?? { person, monday, count: 0 };
    weeks.set(`${person.id} ${monday}`, { ...week, count: week.count + 1 });
  }
  return weeks;
}

/** Also the weeks in which nothing came count: of everybody who was there then and had school. */
export function loadByRole({ world }: Stage, weeks: ReturnType<typeof perWeek>): Record<string, Load> {
  const found = new Map<Role, number[]>(roles.map((role) => [role, []]));
  for (const person of world.people)
    for (let monday = mondayIn(world.firstDate); monday <= world.lastDate; monday = datePlus(monday, 7)) {
      const role = roleIn(world, person, monday);
      if (role !== undefined) found.get(role)?.push(weeks.get(`${person.id} ${monday}`)?.count ?? 0);
    }
  return Object.fromEntries([...found].map(([role, counts]) => [role.replaceAll(" ", "_"), loadOf(counts)]));
}

/** Undefined where she was on no team that week, or had no school. Who leads one team is a lead. */
function roleIn({ teams }: World, { district, id }: Person, monday: string): Role | undefined {
  if (district === undefined) return "program manager";
  const days = [0, 1, 2, 3, 4].map((nth) => datePlus(monday, nth));
  if (!days.some((date) => contactMinutes(district.calendar, date) !== undefined)) return undefined;
  const hers = teams.flatMap(({ members }) =>
    members.filter(
      ({ person, from, until }) =>
        person.id === id && from <= datePlus(monday, 4) && (until === null || until > monday),
    ),
  );
  return hers.some(({ lead }) => lead) ? "lead" : hers[0]?.level;
}

function loadOf(counts: number[]): Load {
  const sorted = [...counts].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  const middle = sorted.length % 2 === 0 ? (at(0.5) + (sorted[sorted.length / 2] ?? 0)) / 2 : at(0.5);
  const sum = sorted.reduce((one, other) => one + other, 0);
  const mean = sorted.length === 0 ? 0 : Math.round((100 * sum) / sorted.length) / 100;
  return { median: middle, p90: at(0.9), max: sorted.at(-1) ?? 0, mean, person_weeks: sorted.length };
}
