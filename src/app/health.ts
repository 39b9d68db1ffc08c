import type { HttpRoute } from "../ports/chat-platform.js";
import type { App } from "./app.js";

/** How long an answer holds for whoever asks next, and how long the database may take before it counts as gone. */
type Times = { holdMs: number; patienceMs: number };

/** 32 kB, more than any one write needs. Not the same letter again and again: some databases keep that in no room. */
const room = Array.from({ length: 8_000 }, (_, nth) => nth.toString(36).padStart(3, "0")).join(" ");
const setting = "room to write";

/**
 * `/healthz`: the process answers. `/readyz`: it can read what it keeps, and has room to write. Asked often, it tries that
 * once in a few seconds. A database that somebody else holds for longer than that is not ready.
 */
export function healthRoutes(
  app: App,
  { holdMs, patienceMs }: Times = { holdMs: 5_000, patienceMs: 10_000 },
): Record<string, HttpRoute> {
  let asked: { fault: Promise<string | undefined>; until: number } | undefined;

  function fault(): Promise<string | undefined> {
    if (asked !== undefined && performance.now() < asked.until) return asked.fault;
    const asking = { fault: faultNow(), until: Number.POSITIVE_INFINITY };
    asked = asking;
    return asking.fault.finally(() => {
      asking.until = performance.now() + holdMs;
    });
  }

  async function faultNow(): Promise<string | undefined> {
    const can = async (what: "read" | "written", work: () => Promise<unknown>) => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`not within ${patienceMs} ms`)), patienceMs);
      });
      try {
        await Promise.race([work(), late]);
        return undefined;
      } catch (error) {
        app.journal.warn(`the database cannot be ${what}`, { error: String(error) });
        return what === "read" ? "The database cannot be read." : "The database cannot be written. Is its disk full?";
      } finally {
        clearTimeout(timer);
      }
    };
    return (
      (await can("read", () => app.store.read((view) => view.networks.all()))) ??
      (await can("written", () =>
        // There and gone in one write: next time it needs room anew.
        app.store.write(async ({ settings }) => {
          await settings.set(setting, room);
          await settings.set(setting, "");
        }),
      ))
    );
  }

  return {
    "GET /healthz": async (_request, response) => {
      response.writeHead(200, { "content-type": "text/plain" }).end("ok\n");
    },
    "GET /readyz": async (_request, response) => {
      const found = await fault();
      response.writeHead(found === undefined ? 200 : 503, { "content-type": "text/plain" });
      response.end(`${found ?? "ready"}\n`);
    },
  };
}
