import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import type { Json } from "../../../json.js";
import { type DrawnCard, drawCard, type InputValues } from "./draw-card.js";

export type CardHandle = Pick<DrawnCard, "values" | "focus">;

type Props = {
  card: Json;
  /** Read when the card is drawn, not later. */
  values?: InputValues;
  busy: boolean;
  onButton: (label: string, nth: number) => void;
  onInput?: (values: InputValues) => void;
  handle?: Ref<CardHandle>;
};

/** An Adaptive Card. It is drawn anew when the card is another one, and keeps what is typed into it until then. */
export function Card({ card, values, busy, onButton, onInput, handle }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<DrawnCard>(undefined);
  const latest = useRef({ onButton, onInput, busy, values });
  const [missing, setMissing] = useState<string[]>([]);
  const json = JSON.stringify(card);
  useLayoutEffect(() => {
    latest.current = { onButton, onInput, busy, values };
  });
  useLayoutEffect(() => {
    const made = drawCard(JSON.parse(json) as Json, {
      values: latest.current.values,
      onButton: (label, nth) => {
        if (!latest.current.busy) latest.current.onButton(label, nth);
      },
      onInput: (typed) => latest.current.onInput?.(typed),
    });
    drawn.current = made;
    place.current?.replaceChildren(made.element);
    setMissing(made.notDrawn);
  }, [json]);
  useEffect(() => {
    /* Not `disabled`: that would take the keyboard's place away. */
    for (const button of place.current?.querySelectorAll(".ac-pushButton") ?? [])
      button.setAttribute("aria-disabled", String(busy));
  }, [busy]);
  useImperativeHandle(
    handle,
    () => ({ values: () => drawn.current?.values() ?? {}, focus: () => drawn.current?.focus() }),
    [],
  );
  return (
    <div className="teams-card" aria-busy={busy}>
      <div ref={place} />
      {missing.length > 0 ? (
        <p className="teams-not-drawn">
          Teams shows something here that the sandbox cannot draw: {missing.join(", ")}.
        </p>
      ) : null}
    </div>
  );
}
