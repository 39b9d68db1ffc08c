import type { LocalDate } from "../calendar/model.js";
import type { Cycle } from "../cycle/model.js";
import type { District } from "../network/model.js";
import { texts } from "../texts.js";
import { helpTexts } from "../texts-help.js";
import { shareTexts } from "../texts-share.js";
import type { Block, Button, Card } from "../ui/card.js";
import { dayText } from "../ui/dates.js";
import { plain } from "../ui/markup.js";
import { shorten } from "../ui/shorten.js";
import type { SeenCycle } from "./seen-cycle.js";

const t = shareTexts.found;

/** So many tests stand on one card. */
export const mostFound = 5;

/** A test that was found, where it comes from, and what may be done with it. */
export type Found = {
  seen: SeenCycle;
  cycle: Pick<Cycle, "stage" | "decision">;
  district: District;
  /** When it was closed, there; undefined while it is open. */
  closedOn: LocalDate | undefined;
  may: { use: boolean; offer: boolean };
};

/** `more`: how many were found beside these. */
export function foundCard(found: readonly Found[], more: number, today: LocalDate): Card {
  return {
    heading: t.heading(found.length + more),
    blocks: [
      ...found.flatMap((one, nth): Block[] => [
        ...(nth === 0 ? [] : [{ kind: "divider" as const }]),
        { kind: "text", text: [`**${plain(shorten(one.seen.title, 120))}**`, whoseOf(one)].join(" · ") },
        ...aboutDistrict(one),
        { kind: "text", text: [endOf(one, today), one.seen.result ?? t.noResult].join(" ") },
        { kind: "buttons", buttons: [openButton(one), ...nextButtons(one)] },
      ]),
      ...(more > 0 ? [{ kind: "small" as const, text: t.more(more) }] : []),
    ],
  };
}

const askButton: Block = {
  kind: "buttons",
  buttons: [{ label: helpTexts.askButton, action: { do: "ask" }, style: "primary" }],
};

export function nothingFoundCard(network: boolean): Card {
  return {
    blocks: [
      { kind: "text", text: network ? t.nothingPm : t.nothing },
      { kind: "small", text: network ? t.otherWords : t.askPeers },
      ...(network ? [] : [askButton]),
    ],
  };
}

/** Another team's test in full, as far as it is shared. */
export function sharedCycleCard(one: Found, today: LocalDate): Card {
  const { seen } = one;
  const facts = [
    ...(seen.question === undefined ? [] : [{ label: texts.status.question, value: seen.question }]),
    ...(seen.prediction === undefined ? [] : [{ label: texts.status.predicted, value: seen.prediction }]),
  ];
  const details = seen.details.map(({ name, words }) => `**${texts.details.labels[name]}** ${plain(words)}`);
  const next = nextButtons(one);
  return {
    heading: shorten(seen.title, 60),
    blocks: [
      ...(seen.title.length > 60 ? [{ kind: "quote" as const, text: seen.title }] : []),
      { kind: "text", text: whoseOf(one) },
      ...aboutDistrict(one),
      ...(seen.topics.length === 0 ? [] : [{ kind: "text" as const, text: t.about(plain(seen.topics.join(", "))) }]),
      ...(facts.length === 0 ? [] : [{ kind: "facts" as const, facts }]),
      ...(details.length === 0 ? [] : [{ kind: "list" as const, items: details }]),
      { kind: "text", text: [endOf(one, today), seen.result ?? t.noResult].join(" ") },
      ...said(t.learned, seen.learned),
      ...said(t.why, seen.reason),
      ...(next.length === 0 ? [] : [{ kind: "buttons" as const, buttons: next }]),
      ...(seen.access === "shared" ? [{ kind: "small" as const, text: t.readers }] : []),
    ],
  };
}

function said(label: string, blocks: readonly Block[]): Block[] {
  return blocks.length === 0 ? [] : [{ kind: "text", text: `**${label}**` }, ...blocks];
}

function whoseOf({ seen, district }: Found): string {
  return seen.access === "own" ? t.ownTeam : plain(district.name);
}

/** Published figures, so that she can tell whether it is a place like hers. */
function aboutDistrict({ seen, district }: Found): Block[] {
  if (seen.access === "own") return [];
  const { grades, enrollment, locale } = district.profile;
  const known = [
    ...(grades === null ? [] : [t.grades(plain(grades))]),
    ...(enrollment === null ? [] : [t.students(enrollment.toLocaleString("en-US"))]),
    ...(locale === null ? [] : [plain(locale)]),
    ...(district.sample ? [texts.status.sample] : []),
  ];
  return known.length === 0 ? [] : [{ kind: "small", text: known.join(" · ") }];
}

function endOf({ cycle, closedOn }: Found, today: LocalDate): string {
  if (cycle.decision === null || closedOn === undefined) return t.stage(texts.stages[cycle.stage]);
  return t.decided(texts.decisions[cycle.decision], dayText(closedOn, today));
}

function openButton({ seen }: Found): Button {
  const action = seen.access === "own" ? "see-cycle" : "see-shared";
  return { label: t.open, action: { do: action, cycle: seen.id } };
}

function nextButtons({ seen, may }: Found): Button[] {
  return [
    ...(may.use ? [{ label: t.usePlan, action: { do: "use-plan" as const, cycle: seen.id } }] : []),
    ...(may.offer ? [{ label: t.offer, action: { do: "offer-plan" as const, cycle: seen.id } }] : []),
  ];
}
