import type { Stage } from "./acts.js";
import type { Arrival } from "./cloud.js";
import type { Facts } from "./facts.js";
import type { Broken } from "./judge.js";
import { contactMinutes, datePlus, day, instantOf, isSchoolDate, localOf, minute } from "./plain-time.js";
import { answersFor } from "./whom.js";
import { type District, type Person, touches } from "./world.js";

/** What must hold of the ways in which people are asked: reminders, days away, and what a team said it would do. */
export function judgeAsking(stage: Stage, facts: Facts): Broken[] {
  return [...reminders(stage, facts), ...awayAndAsked(stage), ...unsaid(stage, facts)];
}

const posts = ({ cloud }: Stage) => cloud.arrivals.filter(({ what }) => what === "post");
const when = (instant: number) => new Date(instant).toISOString();

function reminders(stage: Stage, { outbox }: Facts): Broken[] {
  const asked = new Map<string, Arrival>();
  const reminded = new Set<string>();
  return posts(stage).flatMap((arrival): Broken[] => {
    const [prompt] = arrival.prompts;
    const person = reader(arrival);
    if (prompt === undefined || person?.district === undefined) return [];
    if (outbox.get(arrival.marker)?.kind !== "reminder") {
      // Asked again, because she put it off, it has a window of its own.
      asked.set(prompt, arrival);
      return [];
    }
    const wrong = wrongReminder(stage, person.district, arrival, prompt, {
      question: asked.get(prompt),
      askAt: outbox.get(asked.get(prompt)?.marker ?? "")?.notBefore.getTime(),
      again: reminded.has(prompt),
    });
    reminded.add(prompt);
    if (wrong === undefined) return [];
    return [
      {
        invariant: "a reminder comes at most once, only to an open question, inside its window",
        example: `${person.id}, ${when(arrival.at)}: ${wrong}`,
      },
    ];
  });
}

type Reminded = { question: Arrival | undefined; askAt: number | undefined; again: boolean };

function wrongReminder(
  { tally }: Stage,
  district: District,
  { at, wall }: Arrival,
  prompt: string,
  { question, askAt, again }: Reminded,
): string | undefined {
  if (again) return "for the second time";
  if (question === undefined || askAt === undefined) return "nothing was asked before";
  const settled = tally.settled.get(prompt);
  // What was answered at this very moment may have been too late for what was leaving.
  if (settled !== undefined && settled >= question.at && settled < at - 1) return `answered on ${when(settled)}`;
  const { from, to } = windowFrom(district, askAt);
  return wall < from || wall > to ? `not between ${when(from)} and ${when(to)}` : undefined;
}

/** From when until when a question may be reminded of: the last fifth of the contact hours of two school days, to the minute. */
function windowFrom({ calendar, zone }: District, askAt: number): { from: number; to: number } {
  const { date, minutes } = localOf(askAt, zone);
  let last = date;
  for (let left = 2; left > 0; left -= isSchoolDate(calendar, last) ? 1 : 0) last = datePlus(last, 1);
  const closing = contactMinutes(calendar, last) ?? { from: 0, to: 24 * 60 };
  const inside = minutes < closing.to ? Math.max(minutes, closing.from) : closing.to - 30;
  const to = instantOf(last, inside, zone);
  const open: number[] = [];
  for (let one = date; one <= last; one = datePlus(one, 1)) {
    const hours = contactMinutes(calendar, one);
    if (hours === undefined) continue;
    const [begins, ends] = [instantOf(one, hours.from, zone), instantOf(one, hours.to, zone)];
    for (let at = Math.max(begins, askAt); at < Math.min(ends, to); at += minute) open.push(at);
  }
  return { from: (open[Math.floor(open.length * 0.8)] ?? to) - minute, to };
}

/** Days of which she was told that it is noted. What she says later goes before what she said first. */
function awayAndAsked(stage: Stage): Broken[] {
  return posts(stage).flatMap((arrival): Broken[] => {
    const person = reader(arrival);
    if (arrival.prompts.length === 0 || person?.district === undefined) return [];
    const said = person.daysOff.filter(({ at }) => at < arrival.at).at(-1)?.sure;
    const until = person.daysOff.find(({ sure }) => sure === said)?.until ?? "";
    const { date } = localOf(arrival.wall, person.district.zone);
    if (said === undefined || said.at >= arrival.at - 1 || date < said.from || date > until) return [];
    return [
      { invariant: "who is away is not asked", example: `${person.id}, ${when(arrival.at)}: away until ${until}` },
    ];
  });
}

/**
 * On its rule's turns around a convening, whoever answers for a commitment that she was told is kept, and that nobody has
 * called done or dropped, reads it in her question.
 */
function unsaid(stage: Stage, facts: Facts): Broken[] {
  const first = new Map<string, Arrival>();
  for (const arrival of posts(stage))
    for (const prompt of arrival.prompts) if (!first.has(prompt)) first.set(prompt, arrival);
  const broken: Broken[] = [];
  for (const words of stage.words.values()) {
    const { promise, state, mark } = words;
    const row = facts.promises.find(({ what }) => what.includes(mark));
    if (promise === undefined || state !== "accepted" || row === undefined) continue;
    const { team, whose } = promise;
    for (const slot of facts.slots.values()) {
      const at = slot.openedAt.getTime();
      const around = slot.occasion === "after convening" || slot.occasion === "before convening";
      if (slot.teamId !== team.id || slot.state !== "open" || !around) continue;
      // Where the clock was wrong, the slot was opened some time near the one that it names.
      const unsure = touches(stage.world.skewed, at - 2 * day, at + 2 * day) ? 2 * day : 0;
      if (words.at >= at - unsure) continue;
      const her = answersFor(team, whose, slot.localDate, at);
      const prompt = facts.promptsOf.get(slot.id)?.find(({ personId }) => personId === her?.id);
      const question = prompt && first.get(prompt.id);
      if (question === undefined || (stage.tally.fulfilled.get(row.id) ?? question.at + 1) <= question.at) continue;
      if (!question.words.includes(mark))
        broken.push({
          invariant: "what the team said it would do comes back as a question",
          example: `${mark}, ${her?.id}, ${slot.localDate}: it is not in her question`,
        });
    }
  }
  return broken;
}

function reader({ message: { user, workspace } }: Arrival): Person | undefined {
  return user === undefined ? undefined : workspace.byUser.get(user);
}
