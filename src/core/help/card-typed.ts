import type { Draft } from "../cycle/model.js";
import { texts } from "../texts.js";
import { helpTexts as t } from "../texts-help.js";
import type { Card } from "../ui/card.js";

/**
 * A text that begins with `ask` and a question: kept, and nobody has it before she presses. `mark`: what she has confirmed to be
 * no student in it.
 */
export function typedQuestionCard({ id: draft }: Draft, question: string, mark: string | undefined): Card {
  return {
    heading: t.typedHeading,
    blocks: [
      { kind: "quote", text: question },
      {
        kind: "buttons",
        buttons: [
          { label: t.askButton, action: { do: "ask", draft }, style: "primary" },
          { label: t.asUpdate, action: { do: "draft-as-update", draft, ...(mark === undefined ? {} : { mark }) } },
          { label: texts.draft.no, action: { do: "drop-draft", draft } },
        ],
      },
      { kind: "small", text: `${texts.draft.kept} ${t.typedSmall}` },
    ],
  };
}
