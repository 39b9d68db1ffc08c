import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exampleCharts, weekly } from "../../scripts/gallery/charts.js";
import { type ChartInput, predictionChart, runChart } from "../../src/core/measure/charts.js";
import { chartSvg } from "../../src/pictures/chart-svg.js";
import { createDraw } from "../../src/pictures/draw.js";
import { readFont } from "../../src/pictures/font.js";
import { scaleFor } from "../../src/pictures/scale.js";
import { drawable, wrapped } from "../../src/pictures/words.js";

const font = (weight: string) => readFont(readFileSync(`src/pictures/fonts/SourceSans3-${weight}.ttf`));
const fonts = { regular: font("Regular"), bold: font("SemiBold") };
const percent: Omit<ChartInput, "points"> = {
  title: "Exit tickets that are right",
  measure: { unit: "percent", unitName: null, better: "up" },
  prediction: { figure: 60, by: "2026-05-12" },
  smallest: 11,
};
const textsOf = (svg: string) => [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
const draw = createDraw();

describe("a drawn chart", () => {
  it("is a PNG that platforms take, and the same bytes for the same chart", async () => {
    for (const chart of Object.values(exampleCharts)) {
      const png = await draw(chart);
      expect(png.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([960, expect.any(Number)]);
      expect(png.readUInt32BE(20)).toBeLessThanOrEqual(1024);
      expect(png.length).toBeLessThan(200_000);
      const hash = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
      expect(hash(await createDraw()(structuredClone(chart)))).toBe(hash(png));
    }
  });

  it("draws its words, and not the machine's fonts: nothing of it is blank", async () => {
    const chart = predictionChart({ ...percent, points: [] });
    const named = await draw(chart);
    const blank = await draw({ ...chart, title: "" });
    expect(named.length - blank.length).toBeGreaterThan(2000);
  });

  it("says everything in letters that can be read on a phone", () => {
    for (const chart of Object.values(exampleCharts)) {
      const { svg } = chartSvg(chart, fonts);
      const sizes = [...svg.matchAll(/font-size="([\d.]+)"/g)].map(([, size]) => Number(size));
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(22);
      const said = textsOf(svg).join(" ").replaceAll("\u00A0", " ").replaceAll("&lt;", "<");
      for (const words of [chart.title, chart.axis, ...chart.reading, ...chart.cautions]) expect(said).toContain(words);
      for (const { text } of chart.notes) expect(said).toContain(text);
      if (chart.prediction) expect(said).toContain(`${chart.prediction.says} ${chart.prediction.until}`);
      if (chart.median) expect(said).toContain(chart.median.says);
    }
  });

  it("has each point's value and n where there is room, and the first and the last in any case", () => {
    const few = textsOf(
      chartSvg(predictionChart({ ...percent, points: weekly("2026-04-07", [10, 90, 20, 80], 46) }), fonts).svg,
    );
    for (const text of ["10 %", "90 %", "20 %", "80 %", "Apr 7", "Apr 28", "May 12"]) expect(few).toContain(text);
    expect(few.filter((text) => text === "46")).toHaveLength(4);
    const values = Array.from({ length: 24 }, (_, i) => 31 + ((i * 17) % 40));
    const many = textsOf(
      chartSvg(runChart({ ...percent, prediction: null, points: weekly("2026-01-05", values, 46) }), fonts).svg,
    );
    expect(many).toEqual(expect.arrayContaining([`${values[0]} %`, `${values[23]} %`, "Jun 15"]));
    expect(many.filter((text) => text === "46")).toHaveLength(24);
  });

  it("writes no value below the axis, nor on the line of the prediction where there is room beside it", () => {
    const heights = (svg: string, text: string) =>
      [...svg.matchAll(/<text [^>]*y="([\d.]+)"[^>]*font-weight="600"[^>]*>([^<]*)</g)].flatMap(([, y, said]) =>
        said === text ? [Number(y)] : [],
      );
    const linesOf = (svg: string, style: string) =>
      [...svg.matchAll(/<line [^>]*y1="([\d.]+)"[^>]*>/g)].flatMap(([line, y]) =>
        line.includes(style) ? [Number(y)] : [],
      );
    const low = chartSvg(predictionChart({ ...percent, points: weekly("2026-04-07", [50, 0, 50]) }), fonts).svg;
    const axis = linesOf(low, 'stroke="#1a1a1a" stroke-width="2"')[0] ?? expect.fail();
    expect(heights(low, "0 %").map((y) => y < axis)).toEqual([true]);
    const beside = chartSvg(predictionChart({ ...percent, points: weekly("2026-04-07", [33, 50, 62]) }), fonts).svg;
    const line = linesOf(beside, "stroke-dasharray")[0] ?? expect.fail();
    expect(heights(beside, "50 %").map((y) => y - 18 > line || y < line)).toEqual([true]);
  });

  it("draws no line to or from what is withheld, and nothing where it might lie", () => {
    const shown = weekly("2026-04-07", [40, 50, 60], 46);
    const lines = (svg: string) => svg.match(/stroke="#0b4f8a" stroke-width="3"/g)?.length ?? 0;
    const whole = chartSvg(predictionChart({ ...percent, points: shown }), fonts).svg;
    expect([lines(whole), whole.match(/<circle/g)?.length]).toEqual([2, 3]);
    const points = shown.map((point, i) =>
      i === 1 ? { observedOn: point.observedOn, withheld: true as const } : point,
    );
    const partly = chartSvg(predictionChart({ ...percent, points }), fonts).svg;
    expect([lines(partly), partly.match(/<circle/g)?.length]).toEqual([0, 2]);
  });

  it("stays inside its edges and within what platforms take, whatever is in it", () => {
    const text = fc.oneof(
      fc.string({ maxLength: 90 }),
      fc.string({ unit: "grapheme", maxLength: 90 }),
      fc.constant("W".repeat(90)),
    );
    const value = fc.oneof(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.integer({ min: 0, max: 100 }));
    const input = fc.record({
      title: text,
      measure: fc.record({
        unit: fc.constantFrom("percent" as const, "number" as const),
        unitName: fc.option(text),
        better: fc.constantFrom("up" as const, "down" as const),
      }),
      prediction: fc.option(fc.record({ figure: value, by: fc.constantFrom(null, "2026-05-12", "2026-01-12") })),
      points: fc.array(fc.record({ value, note: fc.option(text) }), { maxLength: 30 }).map((points) =>
        weekly(
          "2026-01-05",
          points.map((point) => point.value),
          7,
        ).map((point, i) => ({ ...point, note: points[i]?.note ?? null })),
      ),
      smallest: fc.constant(11),
    });
    fc.assert(
      fc.property(input, fc.constantFrom(predictionChart, runChart), (given, make) => {
        const { svg, height } = chartSvg(make(given), fonts);
        expect(height).toBeLessThanOrEqual(1024);
        expect(svg, "in a number of the drawing").not.toMatch(/="[^"]*(?:NaN|Infinity|undefined|null)/);
        for (const [, x = "", y = "", size = "", anchor = "", said = ""] of svg.matchAll(
          /<text x="([^"]*)" y="([^"]*)" font-size="(\d+)"[^>]*text-anchor="(\w+)"[^>]*>([^<]*)</g,
        )) {
          const width = fonts.bold.widthOf(said.replace(/&\w+;/g, "&"), Number(size));
          const left = Number(x) - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0);
          expect(left, said).toBeGreaterThan(-4);
          expect(left + width, said).toBeLessThan(964);
          expect(Number(y), said).toBeGreaterThan(20);
          expect(Number(y), said).toBeLessThan(height - 6);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("a scale", () => {
  it.each([
    [[48, 55], "percent", 0, 100],
    [[], "percent", 0, 100],
    [[120], "percent", 0, 150],
    [[3, 9], "number", 0, 10],
    [[0, 0], "number", 0, 1],
    [[-12.5, 4], "number", -15, 5],
    [[-7], "number", -7, -5.5],
    [[1200000, 2000000], "number", 0, 2000000],
    [[0.1, 0.3], "number", 0, 0.3],
  ] as const)("for %j in %s goes from %s to %s", (values, unit, low, high) => {
    const scale = scaleFor(values, unit);
    expect([scale.low, scale.high].map((end) => Number(end.toFixed(9)))).toEqual([low, high]);
    expect(scale.ticks.length).toBeLessThanOrEqual(7);
  });

  it("does not make a change of a thousandth look like one of a half", () => {
    const { low, high } = scaleFor([3400, 3401], "number");
    expect(high - low).toBeGreaterThan(3401 / 6);
  });
});

describe("words in a picture", () => {
  it("are drawn in the letters of the families that read them, without what the font cannot draw", () => {
    expect(drawable("Đặng Việt, Señora Ibáñez, Жук", fonts.regular)).toBe("Đặng Việt, Señora Ibáñez, Жук");
    expect(drawable("Great 😀👍🏽 day\u202E\n  中文", fonts.regular)).toBe("Great day □□");
  });

  it("are as wide as the font makes them", () => {
    expect(fonts.regular.widthOf("0000", 22)).toBeCloseTo(4 * fonts.regular.widthOf("0", 22), 6);
    expect(fonts.regular.widthOf("W", 22)).toBeGreaterThan(2 * fonts.regular.widthOf("i", 22));
  });

  it("go on in the next line, a number with its unit, an endless word in pieces", () => {
    const lines = wrapped("Miss: 55.6 % on May 5", fonts.bold, 25, 110);
    expect(lines.join(" ").replaceAll("\u00A0", " ")).toBe("Miss: 55.6 % on May 5");
    expect(lines).toContain("55.6\u00A0% on");
    const pieces = wrapped("x".repeat(60), fonts.bold, 25, 110);
    expect(pieces.join("")).toBe("x".repeat(60));
    for (const line of [...lines, ...pieces]) expect(fonts.bold.widthOf(line, 25)).toBeLessThanOrEqual(110);
  });
});
