import { daysBetween, localDateOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import type { Cycle } from "../cycle/model.js";
import type { Team } from "../network/model.js";
import { nameOutside, noteOutside } from "../privacy/outside-words.js";
import { texts } from "../texts.js";
import type { Block, Button, Card } from "../ui/card.js";
import { dayText } from "../ui/dates.js";
import { plain } from "../ui/markup.js";
import { shorten } from "../ui/shorten.js";
import type { Blocked, NudgeTeam } from "./candidates.js";
import type { Nudge } from "./model.js";

const t = texts.nudge;

/** What a program manager sees of somebody before she nudges her. */
export type NudgePerson = {
  name: string;
  blocked: Blocked | undefined;
  room: number;
  lastMessage: LocalDate | undefined;
  lastNudge: LocalDate | undefined;
};

/** `left`: undefined while it waits; false: it never left. */
export type RecentNudge = { nudge: Nudge; name: string; left: boolean | undefined; day: LocalDate };

/** So many of her nudges are listed. */
const mostRecent = 10;

/** The teams of a program manager: where each stands, whose turn it is, and what came of her last nudges. */
export function nudgeTeamsCard(
  teams: { about: NudgeTeam; people: NudgePerson[] }[],
  recent: readonly RecentNudge[],
  today: LocalDate,
  minN: number,
): Card {
  const several: Block[] =
    teams.length < 2 ? [] : [{ kind: "buttons", buttons: [{ label: t.several, action: { do: "nudge" } }] }];
  return {
    heading: t.heading,
    blocks: [
      { kind: "text", text: t.intro },
      ...teams.flatMap(({ about, people }): Block[] => [
        { kind: "text", text: `**${plain(about.team.name)}**` },
        ...(about.district.sample ? [{ kind: "small" as const, text: texts.status.sample }] : []),
        { kind: "list", items: [...standing(about, minN), ...people.map((one) => personLine(one, today))] },
        { kind: "buttons", buttons: [{ label: t.button, action: { do: "nudge", team: about.team.id } }] },
      ]),
      ...several,
      ...recentBlocks(recent, today, minN),
    ],
  };
}

function standing(team: NudgeTeam, minN: number): string[] {
  const { cycles } = team;
  if (cycles.length === 0) return [texts.status.noCycle];
  return cycles.map(({ cycle, updates }) => {
    const since = (at: Date) => Math.max(0, daysBetween(localDateOf(at, team.district.timeZone), team.today));
    const last = updates.at(-1);
    const heard = last === undefined ? t.sinceBegin(since(cycle.createdAt)) : t.sinceUpdate(since(last.recordedAt));
    return t.cycleStands(plain(nameOutside(cycle.title, minN)), texts.stages[cycle.stage], heard);
  });
}

function personLine({ name, blocked, room, lastMessage, lastNudge }: NudgePerson, today: LocalDate): string {
  const contact = [
    lastMessage === undefined ? t.noMessage : t.lastMessage(dayText(lastMessage, today)),
    ...(lastNudge === undefined ? [] : [t.lastNudge(dayText(lastNudge, today))]),
  ];
  return [plain(name), blocked === undefined ? t.room(room) : t.blocked[blocked], ...contact].join(" · ");
}

function recentBlocks(recent: readonly RecentNudge[], today: LocalDate, minN: number): Block[] {
  if (recent.length === 0) return [];
  const shown = recent.slice(0, mostRecent);
  const more = recent.length - shown.length;
  return [
    { kind: "divider" },
    { kind: "text", text: `**${t.recent}**` },
    ...shown.flatMap((one): Block[] => [
      { kind: "text", text: t.recentLine(plain(one.name), dayText(one.day, today), t.states[stateOf(one)]) },
      ...(one.nudge.answer === null ? [] : answerBlocks(one.nudge.answer, minN)),
    ]),
    ...(more > 0 ? [{ kind: "small" as const, text: texts.digest.more(more) }] : []),
  ];
}

function answerBlocks(answer: string, minN: number): Block[] {
  return answer === "" ? [{ kind: "small", text: texts.mine.tombstone }] : noteOutside(answer, minN);
}

function stateOf({ nudge, left }: RecentNudge): keyof typeof t.states {
  if (nudge.answer !== null) return "answered";
  if (nudge.answeredAt !== null) return "updated";
  return left === undefined ? "waiting" : left ? "open" : "lost";
}

/** What the person reads: her program manager's words, and the next step. `greeted`: whether the bot has said hello to her. */
export function nudgeCard(nudge: Nudge, cycle: Cycle | undefined, greeted = true): Card {
  const hello: Block[] = greeted ? [] : [{ kind: "small", text: t.hello }];
  return card(nudge, cycle, [
    buttons([...stepButtons(nudge, cycle), answerButton(nudge, t.answer)]),
    readers,
    ...hello,
  ]);
}

/** The same when she has answered, by words or by an update. */
export function answeredNudgeCard(nudge: Nudge, cycle: Cycle | undefined): Card {
  const { answer } = nudge;
  if (answer === null)
    return card(nudge, cycle, [{ kind: "text", text: t.updated }, buttons([answerButton(nudge, t.answer)])]);
  if (answer === "")
    return card(nudge, cycle, [
      { kind: "text", text: texts.mine.tombstone },
      buttons([...stepButtons(nudge, cycle), answerButton(nudge, t.answer)]),
    ]);
  return card(nudge, cycle, [
    { kind: "text", text: t.answered },
    { kind: "quote", text: answer },
    buttons([...stepButtons(nudge, cycle), answerButton(nudge, t.addTo)]),
  ]);
}

function card(nudge: Nudge, cycle: Cycle | undefined, rest: Block[]): Card {
  const heading = cycle === undefined || cycle.title.trim() === "" ? t.from : t.fromAbout(cycle.title);
  const short = shorten(heading, 60);
  return {
    heading: short,
    blocks: [
      ...(short === heading ? [] : [{ kind: "text" as const, text: t.about(plain(cycle?.title ?? "")) }]),
      { kind: "quote", text: nudge.text },
      ...rest,
    ],
  };
}

const readers: Block = { kind: "small", text: t.readers };

function buttons([first, ...more]: Button[]): Block {
  return { kind: "buttons", buttons: first === undefined ? [] : [{ ...first, style: "primary" }, ...more] };
}

function answerButton({ id }: Nudge, label: string): Button {
  return { label, action: { do: "answer-nudge", nudge: id } };
}

/** The next step of the cycle; a plan where there is none; nothing about a cycle that is closed. */
function stepButtons({ teamId }: Nudge, cycle: Cycle | undefined): Button[] {
  if (cycle === undefined) return [{ label: texts.checkIn.plan, action: { do: "start-cycle", team: teamId } }];
  if (cycle.stage === "closed") return [];
  const { plan, addResult, addLearning, decide } = texts.checkIn;
  const label = { plan, do: addResult, study: addLearning, act: decide }[cycle.stage];
  return [{ label, action: { do: "update", cycle: cycle.id } }];
}

/** What comes back to the program manager: the words of whom she asked, and her own. `words`: what is new in the answer. */
export function nudgeAnswerCard(
  nudge: Nudge,
  words: string,
  from: { name: string; team: Pick<Team, "id" | "name">; cycle: Cycle | undefined },
  minN: number,
): Card {
  const of = from.cycle?.title.trim() ?? "";
  const title = of === "" ? undefined : plain(nameOutside(of, minN));
  return {
    heading: t.answerHeading,
    blocks: [
      { kind: "text", text: t.answerFrom(plain(from.name), plain(from.team.name), title) },
      ...noteOutside(words, minN),
      { kind: "small", text: t.youWrote },
      { kind: "quote", text: nudge.text },
      {
        kind: "buttons",
        buttons: [{ label: texts.status.seeUpdates, action: { do: "see-team", team: from.team.id } }],
      },
    ],
  };
}

/** What became of a form that was sent: who gets it and when, and to whom nothing is written. Names and times in markup. */
export function sentNudgesCard(sent: string[], dropped: string[]): Card {
  return {
    heading: t.sentHeading,
    blocks: [
      ...(sent.length === 0 ? [] : [{ kind: "list" as const, items: sent }]),
      ...(dropped.length === 0 ? [] : [{ kind: "text" as const, text: t.dropped(dropped.join(", ")) }]),
      { kind: "small", text: t.sentSmall },
    ],
  };
}
