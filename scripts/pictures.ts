import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createDraw } from "../src/pictures/draw.js";
import { exampleCharts } from "./gallery/charts.js";

/** Draws the example charts anew: `npm run pictures [-- FOLDER]`. */
const folder = process.argv[2] ?? "docs/pictures";
mkdirSync(folder, { recursive: true });
const draw = createDraw();
for (const [name, chart] of Object.entries(exampleCharts)) {
  const file = path.join(folder, `${name}.png`);
  writeFileSync(file, await draw(chart));
  console.log(file);
}
