import { afterEach, describe, expect, it } from "vitest";
import { exampleCharts } from "../../scripts/gallery/charts.js";
import { withPictureLinks } from "../../src/app/pictures.js";
import type { ChartRef } from "../../src/core/measure/chart-ref.js";
import type { Chart } from "../../src/core/measure/charts.js";
import { pictureOf } from "../../src/core/measure/picture.js";
import type { Card } from "../../src/core/ui/card.js";
import { type HttpServer, serve } from "../../src/http.js";
import { createDraw, type Draw } from "../../src/pictures/draw.js";
import { createPictureLinks } from "../../src/pictures/links.js";
import { createPictureRoute } from "../../src/pictures/route.js";
import type { ChartFor } from "../../src/ports/pictures.js";

const errors: unknown[] = [];
const journal = { info() {}, warn() {}, count() {}, error: (...said: unknown[]) => void errors.push(said) };
const chart = exampleCharts["prediction-against-result"] as Chart;
const ref: ChartRef = {
  chart: "prediction",
  networkId: "network-1",
  cycleId: "cycle-1",
  measureId: null,
  audience: "team",
  content: "00c0ffee",
};

let server: HttpServer | undefined;
afterEach(() => {
  errors.length = 0;
  return server?.close();
});

/** A server with only the pictures, and how its charts were asked for and drawn. */
async function pictures(parts: { chartFor?: ChartFor; draw?: Draw } = {}) {
  let now = new Date("2026-05-05T12:00:00Z");
  const asked: ChartRef[] = [];
  const drawn: Chart[] = [];
  const { chartFor = async () => chart, draw = async ({ title }) => Buffer.from(title) } = parts;
  const links = createPictureLinks({ key: undefined, publicUrl: "http://127.0.0.1", now: () => now });
  const routes = createPictureRoute({
    links,
    async chartFor(of) {
      asked.push(of);
      return chartFor(of);
    },
    async draw(what) {
      drawn.push(what);
      return draw(what);
    },
  });
  server = await serve(() => routes, { host: "127.0.0.1", port: 0, journal });
  const base = `http://127.0.0.1:${server.port}`;
  return {
    asked,
    drawn,
    pathTo: (of: ChartRef) => new URL(links.link(of)).pathname,
    get: (path: string, init?: RequestInit) => fetch(base + path, init),
    later(days: number) {
      now = new Date(now.getTime() + days * 86_400_000);
    },
  };
}

describe("GET /img/…", () => {
  it("gives the picture of the chart that the address names, and keeps it from being misread or passed on", async () => {
    const { get, pathTo, asked } = await pictures({ draw: createDraw() });
    const answer = await get(pathTo(ref));
    expect(answer.status).toBe(200);
    expect(asked).toEqual([ref]);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/png",
      "cache-control": "private, max-age=3600",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
    expect(answer.headers.get("set-cookie")).toBeNull();
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.equals(await createDraw()(chart))).toBe(true);
  });

  it("tells a HEAD the same, without the picture", async () => {
    const { get, pathTo } = await pictures();
    const answer = await get(pathTo(ref), { method: "HEAD" });
    expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([200, "image/png", ""]);
    expect(answer.headers.get("content-length")).toBe(String(Buffer.byteLength(chart.title)));
  });

  it("answers 404 to what is no address of ours, without a word why, and looks nothing up", async () => {
    const { get, pathTo, asked } = await pictures();
    const path = pathTo(ref);
    const answers = await Promise.all(
      ["/img/", "/img/x.png", "/img/a.b.png", `${path}x`, path.replace(/.{5}\.png$/, "AAAAA.png")].map((other) =>
        get(other),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(bodies)).toEqual(new Set(["There is nothing at this address.\n"]));
    expect(asked).toEqual([]);
  });

  it("answers 404 in the same way where there is no such chart any more", async () => {
    const { get, pathTo } = await pictures({ chartFor: async () => undefined });
    const answer = await get(pathTo(ref));
    expect([answer.status, await answer.text()]).toEqual([404, "There is nothing at this address.\n"]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  it("answers 410 when the address has ended, and looks nothing up", async () => {
    const { get, pathTo, asked, later } = await pictures();
    const path = pathTo(ref);
    later(31);
    const answer = await get(path);
    expect(answer.status).toBe(410);
    expect(await answer.text()).toContain("Open its card again");
    expect(asked).toEqual([]);
  });

  it("draws the same chart once, also for many who ask at the same time", async () => {
    const { get, pathTo, drawn } = await pictures();
    const answers = await Promise.all(Array.from({ length: 12 }, () => get(pathTo(ref))));
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
    expect(drawn).toHaveLength(1);
  });

  it("draws what is known when it is opened, not what was known when the card left", async () => {
    let now = chart;
    const { get, pathTo } = await pictures({ chartFor: async () => now });
    const path = pathTo(ref);
    expect(await (await get(path)).text()).toBe(chart.title);
    now = { ...chart, title: "Now" };
    expect(await (await get(path)).text()).toBe("Now");
  });

  it("draws one at a time, and keeps the hundred that were asked for last", async () => {
    let drawing = 0;
    let most = 0;
    const { get, pathTo, drawn } = await pictures({
      chartFor: async ({ cycleId }) => ({ ...chart, title: cycleId }),
      async draw({ title }) {
        drawing += 1;
        most = Math.max(most, drawing);
        await new Promise((resolve) => setTimeout(resolve, 1));
        drawing -= 1;
        return Buffer.from(title);
      },
    });
    const ask = (cycleId: string) => get(pathTo({ ...ref, cycleId }));
    const all = await Promise.all(Array.from({ length: 101 }, (_, i) => ask(`cycle-${i}`)));
    expect(await Promise.all(all.map((answer) => answer.text()))).toEqual(all.map((_, i) => `cycle-${i}`));
    expect([most, drawn.length]).toEqual([1, 101]);
    // The first went when the last came; of the others, the one that was not asked for again goes next.
    for (const again of ["cycle-100", "cycle-1", "another", "cycle-1"]) await ask(again);
    expect(drawn).toHaveLength(102);
    await ask("cycle-2");
    expect(drawn).toHaveLength(103);
  });

  it("tries again after a drawing that failed, and does not write the address down", async () => {
    let fails = true;
    const { get, pathTo } = await pictures({
      async draw() {
        if (fails) throw new Error("no font");
        return Buffer.from("drawn");
      },
    });
    expect((await get(pathTo(ref))).status).toBe(500);
    expect(errors).toEqual([["request failed", { route: "GET /img/*", error: "no font" }]]);
    fails = false;
    expect(await (await get(pathTo(ref))).text()).toBe("drawn");
  });
});

describe("a card that leaves", () => {
  const picture = pictureOf(chart, { networkId: "network-1", cycleId: "cycle-1", measureId: null, audience: "team" });
  const card: Card = {
    heading: "This week",
    blocks: [
      { kind: "text", text: "55 %" },
      picture,
      { kind: "picture", alt: "A map", url: "https://example.org/map.png" },
    ],
  };

  it("gets an address for each picture that names a chart, and stays as it is otherwise", () => {
    const linked = withPictureLinks(card, ({ chart, cycleId }) => `https://example.org/img/${chart}-${cycleId}.png`);
    expect(linked).toEqual({
      ...card,
      blocks: [card.blocks[0], { ...picture, url: "https://example.org/img/prediction-cycle-1.png" }, card.blocks[2]],
    });
    expect(card.blocks[1]).toBe(picture);
    expect(picture).not.toHaveProperty("url");
  });

  it("leaves without addresses where there is no public one", () => {
    expect(withPictureLinks(card, undefined)).toBe(card);
  });
});
