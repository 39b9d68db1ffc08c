import type { LocalDate } from "../calendar/model.js";
import type { GroupRound } from "../matching/records.js";
import type { Convening } from "../network/model.js";
import { texts } from "../texts.js";
import type { Block, Button, Card } from "../ui/card.js";
import { weekdayText } from "../ui/dates.js";
import { plain } from "../ui/markup.js";
import { shorten } from "../ui/shorten.js";
import { isLeftOutWhy, type LeftOutWhy } from "./model.js";
import { listed } from "./words.js";

const t = texts.groups;

/**
 * What one district's team lead is told of a round. `why`: only where both share their problems. `out`: her district is left
 * out of groups from now on. `replaces`: she was told other ones before.
 */
export type Told = {
  teamId: string;
  convening: Convening | undefined;
  others: { name: string; why: string | undefined }[];
  out: boolean;
  replaces: boolean;
};

/** A published group, as one of its districts reads it. */
export function toldGroupCard({ teamId, convening, others, out, replaces }: Told): Card {
  const names = plain(listed(others.map(({ name }) => name)));
  const reasons = others.flatMap(({ name, why }) => (why === undefined ? [] : [t.toldPair(plain(name), plain(why))]));
  const text =
    convening === undefined
      ? t.toldConsultancy(names)
      : t.toldConvening(plain(convening.name), weekdayText(convening.startsOn), names);
  return {
    heading: shorten(t.toldHeading(convening?.name), 60),
    blocks: [
      { kind: "text", text },
      ...(reasons.length === 0 ? [] : whyBlocks(reasons)),
      { kind: "text", text: replaces ? `${t.replaces} ${t.nothingToDo}` : t.nothingToDo },
      { kind: "buttons", buttons: [partButton(teamId, out)] },
      { kind: "small", text: t.readers },
    ],
  };
}

/** Why there is no group for a district this time; undefined where nothing is to be told: it asked for that, or it pauses. */
export function leftOutCard(
  { teamId, convening, replaces }: Pick<Told, "teamId" | "convening" | "replaces">,
  why: string,
): Card | undefined {
  const told = isLeftOutWhy(why) ? leftOutTold[why] : undefined;
  if (told === undefined) return undefined;
  const text =
    convening === undefined
      ? t.leftOutConsultancy
      : t.leftOutConvening(plain(convening.name), weekdayText(convening.startsOn));
  return {
    heading: shorten(t.publishedHeading(convening?.name ?? t.forConsultancy), 60),
    blocks: [
      { kind: "text", text: `${text} ${told}` },
      ...(replaces ? [{ kind: "text" as const, text: t.replaces }] : []),
      { kind: "buttons", buttons: [partButton(teamId, false)] },
    ],
  };
}

/** A rule or a block of somebody else is never told apart from a group that was full. */
const leftOutTold: Record<LeftOutWhy, string | undefined> = {
  number: t.leftOutTold.number,
  "by hand": t.leftOutTold.place,
  "nobody allowed": t.leftOutTold.place,
  full: t.leftOutTold.full,
  away: undefined,
  paused: undefined,
  "opted out": undefined,
};

/** What stands in the place of a card that other groups have made untrue. */
export function replacedGroupCard(convening: Convening | undefined): Card {
  const heading = shorten(t.publishedHeading(convening?.name ?? t.forConsultancy), 60);
  return { heading, blocks: [{ kind: "text", text: t.replacedTold }] };
}

/** Whether a district takes part in groups, with the button that changes it. */
export function partCard(teamId: string, out: boolean, text: string): Card {
  return {
    blocks: [
      { kind: "text", text },
      { kind: "buttons", buttons: [partButton(teamId, out)] },
    ],
  };
}

function partButton(team: string, out: boolean): Button {
  return { label: out ? t.putBack : t.leaveOut, action: { do: "groups-part", team, out: !out } };
}

function whyBlocks(items: string[]): Block[] {
  return [
    { kind: "text", text: t.toldWhy },
    { kind: "list", items },
  ];
}

/** The latest published round of consultancies, and of each convening that is not over. `rounds`: the latest first. */
export function roundsThatStand(
  rounds: readonly GroupRound[],
  convenings: readonly Convening[],
  today: LocalDate,
): GroupRound[] {
  const seen = new Set<string | null>();
  return rounds.filter(({ state, conveningId }) => {
    const convening = convenings.find(({ id }) => id === conveningId);
    const over = convening === undefined ? conveningId !== null : convening.endsOn < today;
    if (state !== "published" || over || seen.has(conveningId)) return false;
    seen.add(conveningId);
    return true;
  });
}

/** What a program manager reads once: how many are told, and whom she has to tell herself. */
export function publishedGroupsCard(told: number, untold: readonly { name: string; why: keyof typeof t.why }[]): Card {
  const list = untold.map(({ name, why }) => `${plain(name)} (${t.why[why]})`).join(", ");
  return {
    blocks: [
      { kind: "text", text: t.publishedNow(told) },
      ...(list === "" ? [] : [{ kind: "text" as const, text: t.notTold(list) }]),
    ],
  };
}
