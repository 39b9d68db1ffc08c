import { texts } from "../texts.js";
import { shareTexts } from "../texts-share.js";
import type { Card } from "../ui/card.js";
import type { Form } from "../ui/form.js";
import { plain } from "../ui/markup.js";

const t = shareTexts.offer;

/** What is offered: its title as the outside reads it, and whose it is. */
export type OfferedPlan = { cycleId: string; title: string; district: string };

/** A context, and a check list on the smallest platform, hold so many. */
export const mostOffered = 40;

export function offerForm(plan: OfferedPlan, teams: readonly { id: string; name: string }[]): Form {
  const options = teams.slice(0, mostOffered).map(({ id, name }) => ({ value: id, label: name }));
  return {
    id: "offer-plan",
    title: t.title,
    submit: t.send,
    fields: [
      { kind: "note", text: t.about(plain(plan.title), plain(plan.district)) },
      { kind: "choices", name: "teams", label: t.teams, required: true, options },
      { kind: "long", name: "words", label: t.words, hint: t.wordsHint, required: true, maxLength: 1000 },
    ],
  };
}

/**
 * What the lead reads. The heading names no district: it may be said in short in a later week, when the test is shared no
 * longer. `greeted`: whether the bot has said hello to her.
 */
export function offerCard(
  offer: { id: string; team: string; words: string },
  plan: OfferedPlan,
  greeted: boolean,
): Card {
  return {
    heading: t.heading,
    blocks: [
      { kind: "text", text: t.from },
      { kind: "quote", text: offer.words },
      { kind: "text", text: t.body(plain(plan.title), plain(plan.district)) },
      {
        kind: "buttons",
        buttons: [
          {
            label: shareTexts.found.usePlan,
            action: { do: "use-plan", cycle: plan.cycleId, team: offer.team },
            style: "primary",
          },
          { label: shareTexts.found.open, action: { do: "see-shared", cycle: plan.cycleId } },
          { label: t.notNow, action: { do: "decline-plan", offer: offer.id } },
        ],
      },
      ...(greeted ? [] : [{ kind: "small" as const, text: texts.nudge.hello }]),
    ],
  };
}

/** Which plan a card of this kind offers to which team; undefined for any other card. */
export function planOffered(card: Card): { cycle: string; team: string } | undefined {
  for (const block of card.blocks) {
    if (block.kind !== "buttons") continue;
    for (const { action } of block.buttons)
      if (action.do === "use-plan" && action.team !== undefined) return { cycle: action.cycle, team: action.team };
  }
  return undefined;
}

export function declinedCard(): Card {
  return { blocks: [{ kind: "text", text: t.declined }] };
}

/** Names of teams in markup. */
export function offeredCard(sent: readonly string[], dropped: readonly string[]): Card {
  return {
    blocks: [
      ...(sent.length === 0 ? [] : [{ kind: "text" as const, text: t.sent(sent.join(", ")) }]),
      ...(dropped.length === 0 ? [] : [{ kind: "text" as const, text: t.dropped(dropped.join(", ")) }]),
    ],
  };
}
