import { localDateOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import type { GroupRound, PairRule } from "../matching/records.js";
import type { Collaboration, Convening } from "../network/model.js";
import { texts } from "../texts.js";
import type { Block, Button, Card } from "../ui/card.js";
import { dayText } from "../ui/dates.js";
import { plain } from "../ui/markup.js";
import type { NameOf } from "./words.js";

const t = texts.groups;

/** What a program manager sees of one collaboration. `convenings`: its own. */
export type GroupsOf = {
  collaboration: Pick<Collaboration, "id" | "name">;
  convenings: readonly Convening[];
  published: GroupRound | undefined;
  draft: GroupRound | undefined;
};

/** So many groups of the last round are listed. */
const listedGroups = 12;

/** The word: each collaboration with its last published groups, and what can be done. */
export function groupsCard(all: readonly GroupsOf[], nameOf: NameOf, today: LocalDate, timeZone: string): Card {
  return {
    heading: t.heading,
    blocks: [
      { kind: "text", text: t.intro },
      ...all.flatMap(({ collaboration, convenings, published, draft }): Block[] => {
        const dayOf = (at: Date) => dayText(localDateOf(at, timeZone), today);
        const what = (round: GroupRound) => plain(purposeText(round, convenings, today));
        const buttons: Button[] = [
          { label: t.make, action: { do: "make-groups", collaboration: collaboration.id } },
          { label: t.rules, action: { do: "group-rules", collaboration: collaboration.id } },
          ...(draft === undefined ? [] : [{ label: t.seeDraft, action: see(draft.id, 0) }]),
        ];
        return [
          { kind: "text", text: `**${plain(collaboration.name)}**` },
          ...(published === undefined
            ? [{ kind: "text" as const, text: t.none }]
            : publishedBlocks(
                published,
                t.published(what(published), dayOf(published.publishedAt ?? published.at), published.groups.length),
                nameOf,
              )),
          ...(draft === undefined ? [] : [{ kind: "text" as const, text: t.draftWaits(what(draft), dayOf(draft.at)) }]),
          { kind: "buttons", buttons },
        ];
      }),
    ],
  };
}

export const see = (round: string, skip: number) => ({ do: "see-groups" as const, round, skip });

function publishedBlocks({ groups }: GroupRound, text: string, nameOf: NameOf): Block[] {
  const items = groups.slice(0, listedGroups).map((group) => plain(namesOf(group, nameOf).join(", ")));
  const more = groups.length - items.length;
  return [
    { kind: "text", text },
    { kind: "list", items },
    ...(more > 0 ? [{ kind: "small" as const, text: t.more(more) }] : []),
  ];
}

/** What groups are for: the convening with its day, or consultancies. Plain text. */
export function purposeText(
  { conveningId }: Pick<GroupRound, "conveningId">,
  convenings: readonly Convening[],
  today: LocalDate,
): string {
  const convening = convenings.find(({ id }) => id === conveningId);
  return convening === undefined
    ? t.forConsultancy
    : t.forConvening(convening.name, dayText(convening.startsOn, today));
}

/** In the order of their names. */
export function namesOf(ids: readonly string[], nameOf: NameOf): string[] {
  return ids.map(nameOf).sort((a, b) => a.localeCompare(b));
}

/** The rules in force, each with who set it and when. */
export function groupRulesCard(
  collaboration: Pick<Collaboration, "id" | "name">,
  rules: readonly PairRule[],
  nameOf: NameOf,
  by: { personOf: (id: string) => string | undefined; today: LocalDate; timeZone: string },
): Card {
  const items = rules.map(({ rule, aDistrictId, bDistrictId, personId, at }) =>
    t.rule(
      plain(nameOf(aDistrictId)),
      plain(nameOf(bDistrictId)),
      t.ruleKinds[rule],
      plain(by.personOf(personId) ?? t.somebody),
      dayText(localDateOf(at, by.timeZone), by.today),
    ),
  );
  const add: Button = { label: t.addRule, action: { do: "add-pair-rule", collaboration: collaboration.id } };
  const lift: Button = { label: t.liftRule, action: { do: "lift-pair-rule", collaboration: collaboration.id } };
  return {
    heading: t.rulesHeading,
    blocks: [
      { kind: "text", text: `**${plain(collaboration.name)}**` },
      items.length === 0 ? { kind: "text", text: t.rulesNone } : { kind: "list", items },
      { kind: "buttons", buttons: items.length === 0 ? [add] : [add, lift] },
      { kind: "small", text: t.ruleNote },
    ],
  };
}
