import { type CellRule, type Outside, shownOutside } from "./small-cells.js";

/** A part of a total: one class, school or team. `count` of `n`, as in a measure in percent. */
export type Part = { count: number; n: number };

export type WithTotal = { parts: Outside[]; total: Outside };

/**
 * Parts that are shown beside their total, all of them and none twice. What is not shown of one part could be reckoned by
 * taking the others from the total. So parts are shown as figures or not at all, and further ones are withheld, the
 * smallest first, until those that are withheld are together a group whose result might be shown: one that may not be shown
 * by itself is never left alone. Where that cannot be reached, the total is withheld instead. Knows nothing of what was
 * shown earlier.
 */
export function withComplements(parts: Part[], rule: CellRule): WithTotal {
  const apart = parts.map((part) => alone(part, rule));
  const total = alone(sumOf(parts), rule);
  if (total.shown === "withheld" || apart.every(isFigure)) return { parts: apart, total };
  const hidden = new Set(parts.filter((_, index) => !isFigure(apart[index])));
  const shown = parts.filter((part) => !hidden.has(part)).sort((a, b) => a.n - b.n);
  while (!isFigure(alone(sumOf([...hidden]), rule))) {
    const next = shown.shift();
    if (next === undefined) return { parts: apart, total: complement };
    hidden.add(next);
  }
  return { parts: parts.map((part, index) => (hidden.has(part) ? why(apart[index]) : alone(part, rule))), total };
}

const complement: Outside = { shown: "withheld", why: "beside a total" };

/** A part that is withheld by itself keeps its own reason. */
function why(outside: Outside | undefined): Outside {
  return outside?.shown === "withheld" ? outside : complement;
}

function isFigure(outside: Outside | undefined): boolean {
  return outside?.shown === "figure";
}

function alone({ count, n }: Part, rule: CellRule): Outside {
  const value = n === 0 ? 0 : Math.round((1000 * count) / n) / 10;
  const [outside] = shownOutside([{ updateId: "", result: { value, count, n, observedOn: "" } }], rule);
  return outside ?? complement;
}

function sumOf(parts: Part[]): Part {
  return parts.reduce((sum, part) => ({ count: sum.count + part.count, n: sum.n + part.n }), { count: 0, n: 0 });
}
