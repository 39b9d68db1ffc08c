import type { LocalDate } from "../calendar/model.js";
import type { ShownPoint } from "../measure/shown.js";
import { smallCellTexts as t } from "../texts-small-cells.js";
import { type CellRule, type Outside, roundedTo } from "./small-cells.js";

/**
 * A result in words for the outside: "55.6 % (25 of 45)", "about 60 %", "5 % or less", "34 minutes", or a sentence that says
 * why it is not shown. `isFigure`: it may stand in a line with other words; a sentence stands by itself.
 */
export function outsideText(outside: Outside, rule: CellRule): { text: string; isFigure: boolean } {
  if (outside.shown === "withheld") return { text: t.withheld[outside.why], isFigure: false };
  return { text: figureText(outside, rule), isFigure: true };
}

function figureText(outside: Exclude<Outside, { shown: "withheld" }>, { unit, unitName }: CellRule): string {
  switch (outside.shown) {
    case "about":
      return t.about(outside.percent);
    case "at most":
      return t.atMost(outside.percent, outside.n);
    case "at least":
      return t.atLeast(outside.percent, outside.n);
    case "figure": {
      const { value, count, n } = outside;
      const figure = unit === "percent" ? `${value} %` : [value, unitName].filter((part) => part !== null).join(" ");
      if (n === null) return figure;
      if (unit === "number") return `${figure} (${t.people(n)})`;
      return `${figure} (${count === null ? `of ${n}` : `${count} of ${n}`})`;
    }
    default:
      return outside satisfies never;
  }
}

/**
 * A result as a picture for the outside may show it, without its note, which is free text. A rounded percentage is drawn where
 * it is rounded to, and says so.
 */
export function pointOutside(outside: Outside, observedOn: LocalDate): ShownPoint {
  switch (outside.shown) {
    case "figure":
      return { observedOn, value: outside.value, n: outside.n };
    case "about":
      return { observedOn, about: outside.percent, step: roundedTo };
    case "at most":
      return { observedOn, atMost: outside.percent, n: outside.n };
    case "at least":
      return { observedOn, atLeast: outside.percent, n: outside.n };
    case "withheld":
      return { observedOn, withheld: true };
    default:
      return outside satisfies never;
  }
}
