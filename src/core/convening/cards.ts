import type { LocalDate } from "../calendar/model.js";
import type { Commitment } from "../cycle/model.js";
import type { Collaboration, Convening, Team } from "../network/model.js";
import { nameOutside } from "../privacy/outside-words.js";
import { texts } from "../texts.js";
import type { Block, Card } from "../ui/card.js";
import { dayText } from "../ui/dates.js";
import { plain } from "../ui/markup.js";
import { commitmentItems } from "./commitments.js";

export type ConveningShown = {
  team: Team;
  collaboration: Collaboration | undefined;
  /** The one that is on or comes next. */
  convening: Convening | undefined;
  commitments: Commitment[];
  /** Whether she is on the team, and may add one. */
  own: boolean;
};

/** So many open commitments of a team have a button. */
const mostWithButton = 5;

/** When her teams meet next, and what they said they would do. */
export function conveningCard(teams: readonly ConveningShown[], today: LocalDate, minN: number): Card {
  const dates = teams.flatMap(({ convening, collaboration }) => {
    if (convening === undefined) return [];
    const { startsOn, endsOn, name } = convening;
    const days =
      startsOn === endsOn ? dayText(startsOn, today) : `${dayText(startsOn, today)} – ${dayText(endsOn, today)}`;
    const aim = collaboration === undefined ? "" : ` · ${plain(collaboration.aim)}`;
    return [`${texts.status.conveningOn(`**${plain(name)}**`, days)}${aim}`];
  });
  const blocks: Block[] = [
    dates.length === 0
      ? { kind: "text", text: texts.status.noConvening }
      : { kind: "list", items: [...new Set(dates)] },
  ];
  for (const { team, commitments, own } of teams) {
    const items = (some: readonly Commitment[]) =>
      commitmentItems(some, today, own ? undefined : (text) => nameOutside(text, minN));
    const title = teams.length > 1 ? `${texts.commitment.of}, ${plain(team.name)}` : texts.commitment.of;
    if (commitments.length > 0) blocks.push({ kind: "text", text: `**${title}**` });
    const droppable = own ? commitments.filter(({ state }) => state === "open").slice(0, mostWithButton) : [];
    for (const one of droppable) blocks.push({ kind: "list", items: items([one]) }, dropButton(one));
    const others = items(commitments.filter((one) => !droppable.includes(one)));
    if (others.length > 0) blocks.push({ kind: "list", items: others });
    if (own)
      blocks.push({
        kind: "buttons",
        buttons: [{ label: texts.commitment.add, action: { do: "add-commitment", team: team.id }, style: "primary" }],
      });
  }
  return { blocks };
}

function dropButton({ id }: Commitment): Block {
  return {
    kind: "buttons",
    buttons: [{ label: texts.commitment.dropped, action: { do: "drop-commitment", commitment: id } }],
  };
}
