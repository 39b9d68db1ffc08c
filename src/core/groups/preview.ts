import { localDateOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import { describeGroups } from "../matching/groups-describe.js";
import type { FormedGroup, Grouping, GroupsInput, PairReason } from "../matching/groups-model.js";
import type { GroupRound } from "../matching/records.js";
import { topics } from "../matching/topics.js";
import type { Convening } from "../network/model.js";
import { texts } from "../texts.js";
import type { Block, Button, Card } from "../ui/card.js";
import { dayText } from "../ui/dates.js";
import { plain } from "../ui/markup.js";
import { shorten } from "../ui/shorten.js";
import { namesOf, purposeText, see } from "./cards.js";
import type { Comparison } from "./compare.js";
import { leftOutWhys } from "./model.js";
import type { NameOf } from "./words.js";

const t = texts.groups;

/** What is said of a round beside the round itself. */
export type RoundAbout = {
  /** The same input that the engine would be asked with now. */
  input: GroupsInput;
  comparison: Comparison;
  convenings: readonly Convening[];
  nameOf: NameOf;
  today: LocalDate;
  timeZone: string;
};

/** A card shows so many groups and pairs at most, so that it stays one message. */
const most = { groups: 12, pairs: 24 };

/**
 * A round as program managers see it: each group with its reasons, who meets again and why, who is left out and why. `skip`:
 * without so many of its groups. `says`: a sentence above it, in markup.
 */
export function roundCard(
  round: GroupRound,
  about: RoundAbout,
  { skip = 0, says }: { skip?: number; says?: string } = {},
): Card {
  const { nameOf, today } = about;
  const described = describeGroups(round.groups, about.input);
  const all = inTheirOrder(round, described);
  const shown = page(all, skip);
  const more = all.length - skip - shown.length;
  const what = purposeText(round, about.convenings, today);
  const heading = round.state === "draft" ? t.draftHeading(what) : t.publishedHeading(what);
  const groups = shown.flatMap(({ members, why }, at): Block[] => [
    { kind: "text", text: t.group(skip + at + 1, plain(namesOf(members, nameOf).join(", "))) },
    ...(why.length === 0 ? [] : [{ kind: "list" as const, items: why.map((pair) => pairLine(pair, about)) }]),
  ]);
  const moreBlocks: Block[] =
    more === 0
      ? []
      : [
          { kind: "small", text: t.more(more) },
          { kind: "buttons", buttons: [{ label: t.seeMore, action: see(round.id, skip + shown.length) }] },
        ];
  const rest = skip > 0 ? [] : [...repeatBlocks(described, nameOf), ...leftOutBlocks(round, nameOf)];
  return {
    heading: shorten(heading, 60),
    blocks: [
      ...(says === undefined ? [] : [{ kind: "text" as const, text: says }]),
      ...(skip > 0 ? [] : [{ kind: "text" as const, text: intro(round, about) }]),
      ...groups,
      ...moreBlocks,
      ...rest,
      ...(round.state === "draft" && skip === 0 ? [{ kind: "buttons" as const, buttons: draftButtons(round) }] : []),
    ],
  };
}

function intro(round: GroupRound, { today, timeZone }: RoundAbout): string {
  switch (round.state) {
    case "draft":
      return t.draftIntro(round.groups.length, round.groups.flat().length);
    case "published":
      return t.publishedIntro(dayText(localDateOf(round.publishedAt ?? round.at, timeZone), today));
    case "dropped":
      return round.publishedAt === null ? t.droppedIntro : t.replacedIntro;
  }
}

/** As they stand in the round, so that a group keeps its number while others are changed. */
function inTheirOrder({ groups }: GroupRound, { groups: formed }: Grouping): FormedGroup[] {
  const keyOf = (ids: readonly string[]) => [...ids].sort().join("\n");
  const byKey = new Map(formed.map((one) => [keyOf(one.members), one]));
  return groups.flatMap((ids) => byKey.get(keyOf(ids)) ?? []);
}

function page(groups: readonly FormedGroup[], skip: number): FormedGroup[] {
  const shown: FormedGroup[] = [];
  let pairs = 0;
  for (const group of groups.slice(skip, skip + most.groups)) {
    pairs += group.why.length;
    if (shown.length > 0 && pairs > most.pairs) break;
    shown.push(group);
  }
  return shown;
}

function pairLine({ a, b, likeness, daysAgo }: PairReason, { comparison, nameOf }: RoundAbout): string {
  const parts = comparison.known(a, b)
    ? [t.likeness(Math.round(100 * likeness)), ...reasonText(comparison, a, b)]
    : [t.nothingKnown];
  const met = daysAgo === undefined ? t.neverMet : t.lastMet(Math.round(daysAgo));
  return t.pair(plain(nameOf(a)), plain(nameOf(b)), [...parts, met].join(" · "));
}

function reasonText(comparison: Comparison, a: string, b: string): string[] {
  const reason = comparison.reason(a, b);
  if (reason === undefined) return [];
  if (reason.kind !== "topic") return [t.reasons[reason.kind]];
  return [t.bothOn(topics.find(({ id }) => id === reason.topic)?.phrase ?? reason.topic)];
}

function repeatBlocks({ repeats }: Grouping, nameOf: NameOf): Block[] {
  if (repeats.length === 0) return [];
  const items = repeats.slice(0, most.groups).map(({ a, b, why }) => {
    return t.repeat(plain(nameOf(a)), plain(nameOf(b)), t.repeatWhy[why]);
  });
  const more = repeats.length - items.length;
  return [
    { kind: "text", text: t.repeats },
    { kind: "list", items },
    ...(more > 0 ? [{ kind: "small" as const, text: texts.digest.more(more) }] : []),
  ];
}

function leftOutBlocks({ leftOut }: GroupRound, nameOf: NameOf): Block[] {
  if (leftOut.length === 0) return [];
  const items = leftOutWhys.flatMap((why) => {
    const ids = leftOut.filter((one) => one.why === why).map(({ districtId }) => districtId);
    return ids.length === 0 ? [] : [t.leftOutLine(plain(namesOf(ids, nameOf).join(", ")), whyText[why])];
  });
  return [
    { kind: "text", text: t.leftOut },
    { kind: "list", items },
  ];
}

const whyText = { ...t.unable, ...t.leftOutWhy };

function draftButtons({ id: round, version }: GroupRound): Button[] {
  return [
    { label: t.publish, action: { do: "publish-groups", round, version }, style: "primary" },
    { label: t.byHand, action: { do: "move-district", round, version } },
    { label: t.again, action: { do: "regroup", round, version } },
    { label: t.drop, action: { do: "drop-groups", round, version } },
  ];
}
