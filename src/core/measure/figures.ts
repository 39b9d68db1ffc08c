import type { Unit } from "./model.js";

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });
const brief = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2, notation: "compact" });

/** "55.6 %", "1,250", "−3": with at most two decimals. */
export function figureText(value: number, unit: Unit): string {
  return withUnit(whole.format(value), unit);
}

/** The same for a picture, where there is little room: "1.25M". */
export function briefFigureText(value: number, unit: Unit): string {
  return withUnit((Math.abs(value) < 100_000 ? whole : brief).format(value), unit);
}

/** Without its sign, in the measure's own unit: "5 points" for percent, "3 minutes", or "3"; "1" is never "1 minutes". */
export function differenceText(difference: number, unit: Unit, unitName: string | null): string {
  const size = whole.format(Math.abs(difference));
  if (unit === "percent") return size === "1" ? "1 point" : `${size} points`;
  return unitName === null || size === "1" ? size : `${size} ${unitName}`;
}

function withUnit(number: string, unit: Unit): string {
  const signed = number.replace("-", "−");
  return unit === "percent" ? `${signed} %` : signed;
}
