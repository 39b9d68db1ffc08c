import type { LocalDate } from "../calendar/model.js";
import type { MessageKind } from "../effects.js";
import { texts } from "../texts.js";
import type { Block } from "../ui/card.js";
import { dayText } from "../ui/dates.js";
import { plain } from "../ui/markup.js";

/** A message of which nobody knows whether it arrived, for whoever may decide what becomes of it. */
export type Unclear = {
  id: string;
  kind: MessageKind;
  /** A person's or a team's name. */
  to: string;
  day: LocalDate;
};

const shownAtOnce = 3;
const t = texts.unclear;

/** The oldest few, each with what can be done about it. */
export function unclearBlocks(messages: Unclear[], today: LocalDate): Block[] {
  if (messages.length === 0) return [];
  const more = messages.length - shownAtOnce;
  return [
    { kind: "divider" },
    { kind: "text", text: `**${t.heading}**\n${t.hint}` },
    ...messages.slice(0, shownAtOnce).flatMap(({ id, kind, to, day }): Block[] => [
      { kind: "text", text: t.line(t.kinds[kind], plain(to), dayText(day, today)) },
      {
        kind: "buttons",
        buttons: [
          { label: t.again, action: { do: "send-again", message: id } },
          { label: t.arrived, action: { do: "has-arrived", message: id } },
        ],
      },
    ]),
    ...(more > 0 ? [{ kind: "small" as const, text: texts.digest.more(more) }] : []),
  ];
}
