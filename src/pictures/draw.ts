import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Chart } from "../core/measure/charts.js";
import { chartSvg } from "./chart-svg.js";
import { readFont } from "./font.js";
import { type Fonts, fontFamily } from "./svg.js";

/** A chart as PNG. */
export type Draw = (chart: Chart) => Promise<Buffer>;

type Tools = { fonts: Fonts; toPng(svg: string): Promise<Buffer> };

/**
 * Draws charts. The same chart gives the same bytes, on every machine of the same kind: the fonts come along, the
 * machine's are not looked at. Nothing is loaded before the first picture; the drawing itself is done in another thread
 * (docs/decisions/011-pictures.md has the times).
 */
export function createDraw(): Draw {
  let tools: Promise<Tools> | undefined;
  return async (chart) => {
    tools ??= loadTools();
    const { fonts, toPng } = await tools;
    return toPng(chartSvg(chart, fonts).svg);
  };
}

async function loadTools(): Promise<Tools> {
  const { renderAsync } = await import("@resvg/resvg-js");
  const [regular, bold] = ["Regular", "SemiBold"].map((weight) => fontFile(`SourceSans3-${weight}.ttf`)) as [
    string,
    string,
  ];
  const font = { loadSystemFonts: false, fontFiles: [regular, bold], defaultFontFamily: fontFamily };
  return {
    fonts: { regular: readFont(await readFile(regular)), bold: readFont(await readFile(bold)) },
    toPng: async (svg) => (await renderAsync(svg, { font })).asPng(),
  };
}

/** Beside this source; the build leaves it where it is. */
function fontFile(name: string): string {
  const places = ["fonts/", "../../../src/pictures/fonts/"].map((folder) =>
    fileURLToPath(new URL(folder + name, import.meta.url)),
  );
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error(`the font ${places[0]} is missing`);
  return found;
}
