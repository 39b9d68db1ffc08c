import type { Font } from "./font.js";

/**
 * Text as the font can draw it: composed, without control characters, pictograms and marks of direction; any other
 * character that it has no shape for is a box. The picture's description has the text as it is.
 */
export function drawable(text: string, font: Font): string {
  const kept = [...text.normalize("NFC").replace(/\s/gu, " ")].flatMap((character) => {
    if (font.has(character)) return [character];
    return /[\p{C}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}]/u.test(character) ? [] : ["□"];
  });
  return kept.join("").replace(/ +/g, " ").trim();
}

/** In lines of at most this width. A word that is wider than a line goes on in the next; a number keeps its unit. */
export function wrapped(text: string, font: Font, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.replace(/ (?=%|·)/g, "\u00A0").split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (font.widthOf(longer, size) <= width) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = "";
    for (const character of word) {
      if (line !== "" && font.widthOf(line + character, size) > width) {
        lines.push(line);
        line = "";
      }
      line += character;
    }
  }
  return line === "" ? lines : [...lines, line];
}

/** At most this many lines, the last one ending in "…" where there were more. */
export function clipped(lines: string[], most: number): string[] {
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `${lines[most - 1]?.slice(0, -1).trimEnd()}…`];
}
