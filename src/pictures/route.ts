import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { Chart } from "../core/measure/charts.js";
import type { HttpRoute } from "../ports/chat-platform.js";
import type { ChartFor } from "../ports/pictures.js";
import type { Draw } from "./draw.js";
import type { PictureLinks } from "./links.js";

/** How many drawn pictures are kept, at about 50 kB each. */
const mostKept = 100;

/**
 * `GET /img/…`: pictures by their signed addresses, for the servers of Slack and Teams and the sandbox's page. Nobody is
 * asked who she is; what is not signed by us is not looked up. 404 for whatever is no address of ours, with no hint why;
 * 410 for one that has ended.
 */
export function createPictureRoute(parts: {
  links: Pick<PictureLinks, "read">;
  chartFor: ChartFor;
  draw: Draw;
}): Readonly<Record<string, HttpRoute>> {
  const drawn = createDrawn(parts.draw);
  const route: HttpRoute = async (request, response) => {
    const found = parts.links.read((request.url ?? "").split("?", 1)[0] ?? "");
    if ("refused" in found) return refuse(response, found.refused === "expired" ? 410 : 404);
    const chart = await parts.chartFor(found.ref);
    if (chart === undefined) return refuse(response, 404);
    const png = await drawn(chart);
    response.writeHead(200, {
      ...safe,
      "content-type": "image/png",
      "content-length": png.length,
      "cache-control": "private, max-age=3600",
    });
    response.end(request.method === "HEAD" ? undefined : png);
  };
  return { "GET /img/*": route, "HEAD /img/*": route };
}

const safe = { "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" };

function refuse(response: ServerResponse, status: 404 | 410): void {
  const says =
    status === 410 ? "This picture's address has ended. Open its card again.\n" : "There is nothing at this address.\n";
  response.writeHead(status, { ...safe, "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" });
  response.end(says);
}

/**
 * The pictures that were asked for last. Who asks for one that is being drawn waits for it, and one is drawn at a time: a
 * channel full of readers does not take the threads that the database and the disk need.
 */
function createDrawn(draw: Draw): Draw {
  const kept = new Map<string, Promise<Buffer>>();
  let before: Promise<unknown> = Promise.resolve();
  return (chart: Chart) => {
    const name = createHash("sha256").update(JSON.stringify(chart)).digest("base64");
    const known = kept.get(name);
    const picture = known ?? before.then(() => draw(chart));
    if (known === undefined) {
      before = picture.catch(() => kept.delete(name));
    }
    // Last in the order of being asked for.
    kept.delete(name);
    kept.set(name, picture);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    return picture;
  };
}
