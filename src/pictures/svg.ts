import type { Font } from "./font.js";
import { drawable } from "./words.js";

/** Dark on white, each at least 4.5 : 1. Nothing is told by a colour alone: shapes, dashes and words tell it too. */
export const ink = {
  text: "#1a1a1a",
  faint: "#5c5c5c",
  grid: "#d9d9d9",
  result: "#0b4f8a",
  prediction: "#a83a00",
} as const;

export const fontFamily = "Source Sans 3";

export type Fonts = { regular: Font; bold: Font };

export type TextStyle = { size: number; bold?: boolean; fill?: string; anchor?: "start" | "middle" | "end" };

/** A line of text on its baseline, with a white rim so that it can be read across a line. */
export function textAt(x: number, y: number, text: string, style: TextStyle, fonts: Fonts): string {
  const { size, bold = false, fill = ink.text, anchor = "start" } = style;
  const shown = escaped(drawable(text, bold ? fonts.bold : fonts.regular));
  const weight = bold ? ` font-weight="600"` : "";
  return (
    `<text x="${px(x)}" y="${px(y)}" font-size="${size}"${weight} fill="${fill}" text-anchor="${anchor}" ` +
    `stroke="#ffffff" stroke-width="5" stroke-linejoin="round" paint-order="stroke">${shown}</text>`
  );
}

export function lineBetween(
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  style: { stroke: string; width: number; dash?: string },
): string {
  const dash = style.dash === undefined ? "" : ` stroke-dasharray="${style.dash}"`;
  return `<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}" stroke="${style.stroke}" stroke-width="${style.width}"${dash}/>`;
}

/** The mark of a point, by what is known of it. */
export function markAt(
  x: number,
  y: number,
  mark: "value" | "in the run" | "at most" | "at least" | "withheld",
): string {
  const shape = `fill="${ink.result}" stroke="#ffffff" stroke-width="2"`;
  switch (mark) {
    case "value":
      return `<circle cx="${px(x)}" cy="${px(y)}" r="9" ${shape}/>`;
    case "in the run":
      return `<rect x="${px(x - 9)}" y="${px(y - 9)}" width="18" height="18" ${shape}/>`;
    case "at most":
      return `<path d="M${px(x - 11)} ${px(y - 9)}h22l-11 19z" ${shape}/>`;
    case "at least":
      return `<path d="M${px(x - 11)} ${px(y + 9)}h22l-11 -19z" ${shape}/>`;
    case "withheld": {
      const bar = { stroke: ink.faint, width: 4 };
      return lineBetween([x - 8, y - 8], [x + 8, y + 8], bar) + lineBetween([x - 8, y + 8], [x + 8, y - 8], bar);
    }
    default:
      return mark satisfies never;
  }
}

/** Where the prediction aims: a hollow diamond around whatever lies there. */
export function targetAt(x: number, y: number): string {
  const path = `M${px(x)} ${px(y - 18)}l18 18l-18 18l-18 -18z`;
  return `<path d="${path}" fill="none" stroke="${ink.prediction}" stroke-width="4"/>`;
}

/** The number of a note, in a circle. */
export function badgeAt(x: number, y: number, number: string, fonts: Fonts): string {
  return (
    `<circle cx="${px(x)}" cy="${px(y)}" r="14" fill="#ffffff" stroke="${ink.text}" stroke-width="2"/>` +
    textAt(x, y + 7.5, number, { size: 22, anchor: "middle" }, fonts)
  );
}

export function document(width: number, height: number, parts: readonly string[]): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
    `font-family="${fontFamily}"><rect width="${width}" height="${height}" fill="#ffffff"/>${parts.join("")}</svg>`
  );
}

/** Two decimals: the same chart gives the same text, and with it the same picture. */
function px(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
