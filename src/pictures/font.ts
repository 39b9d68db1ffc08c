/** How wide text is in a TrueType font, so that a picture can be laid out before it is drawn. */
export type Font = {
  /** In px at this size. Kerning is left out: it makes text a hair narrower, never wider. */
  widthOf(text: string, size: number): number;
  /** False for what the font has no shape for. */
  has(character: string): boolean;
};

/**
 * Reads the three tables that this takes, cmap (format 4), hhea and hmtx, of a TrueType file that this repository ships;
 * throws for one that is made otherwise. Source: learn.microsoft.com/typography/opentype/spec.
 */
export function readFont(file: Buffer): Font {
  const tables = tablesOf(file);
  const unitsPerEm = table("head").readUInt16BE(18);
  const metrics = table("hhea").readUInt16BE(34);
  const widths = table("hmtx");
  const glyphs = glyphsOf(table("cmap"));
  const cache = new Map<string, number>();

  function table(name: string): Buffer {
    const found = tables.get(name);
    if (found === undefined) throw new Error(`the font has no table ${name}`);
    return found;
  }

  function advanceOf(character: string): number {
    const known = cache.get(character);
    if (known !== undefined) return known;
    const glyph = glyphs.get(character.codePointAt(0) ?? 0) ?? 0;
    const advance = widths.readUInt16BE(4 * Math.min(glyph, metrics - 1)) / unitsPerEm;
    cache.set(character, advance);
    return advance;
  }

  return {
    widthOf: (text, size) => size * [...text].reduce((sum, character) => sum + advanceOf(character), 0),
    has: (character) => glyphs.has(character.codePointAt(0) ?? 0),
  };
}

function tablesOf(file: Buffer): Map<string, Buffer> {
  const count = file.readUInt16BE(4);
  return new Map(
    Array.from({ length: count }, (_, i) => {
      const at = 12 + 16 * i;
      const start = file.readUInt32BE(at + 8);
      return [file.toString("latin1", at, at + 4), file.subarray(start, start + file.readUInt32BE(at + 12))];
    }),
  );
}

/** Glyph by code point, from the subtable in format 4, which covers every script that a picture can show. */
function glyphsOf(cmap: Buffer): Map<number, number> {
  const subtables = Array.from({ length: cmap.readUInt16BE(2) }, (_, i) =>
    cmap.subarray(cmap.readUInt32BE(4 + 8 * i + 4)),
  );
  const map = subtables.find((subtable) => subtable.readUInt16BE(0) === 4);
  if (map === undefined) throw new Error("the font has no cmap of format 4");
  const doubled = map.readUInt16BE(6);
  const glyphs = new Map<number, number>();
  for (let at = 14; at < 14 + doubled; at += 2) {
    const end = map.readUInt16BE(at);
    const start = map.readUInt16BE(at + doubled + 2);
    const delta = map.readUInt16BE(at + 2 * doubled + 2);
    const offsetAt = at + 3 * doubled + 2;
    const offset = map.readUInt16BE(offsetAt);
    for (let code = start; code <= end && code < 0xffff; code++) {
      const found = offset === 0 ? code : map.readUInt16BE(offsetAt + offset + 2 * (code - start));
      const glyph = found === 0 ? 0 : (found + delta) & 0xffff;
      if (glyph !== 0) glyphs.set(code, glyph);
    }
  }
  return glyphs;
}
