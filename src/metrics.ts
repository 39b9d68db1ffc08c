import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { CountingJournal } from "./journal.js";
import type { HttpRoute } from "./ports/chat-platform.js";
import type { Clock } from "./ports/clock.js";
import type { Store } from "./ports/store.js";

type Watched = { store: Store; clock: Clock; journal: CountingJournal; lastBeat: () => Date | undefined };

/**
 * `GET /metrics` for Prometheus: what waits and since when, what went wrong and how often. Numbers and our own words
 * only; no name, no text, no id. What to be woken by: docs/operating.md.
 */
export function metricsRoute({ store, clock, journal, lastBeat }: Watched): Record<string, HttpRoute> {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  new Counter({
    name: "throughline_events_total",
    help: "What was refused, ignored, delivered twice, and how sending ended, since the start of this process.",
    labelNames: ["name", "reason"],
    registers,
    collect() {
      this.reset();
      for (const [key, count] of Object.entries(journal.counts())) {
        const [name = "", ...reason] = key.split(": ");
        this.inc({ name, reason: reason.join(": ") }, count);
      }
    },
  });
  new Gauge({
    name: "throughline_heartbeat_age_seconds",
    help: "Since the last heartbeat that ended well. Above 120 something is wrong.",
    registers,
    collect() {
      const beat = lastBeat();
      if (beat !== undefined) this.set((clock.machineNow().getTime() - beat.getTime()) / 1000);
    },
  });
  const readable = new Gauge({
    name: "throughline_database_readable",
    help: "1 where the database answered this scrape; 0 where it did not, and then the outbox has no figures.",
    registers,
  });
  const oldestDue = new Gauge({
    name: "throughline_outbox_oldest_due_seconds",
    help: "How long the message that is longest due has waited; 0 where none is due.",
    registers,
  });
  const messages = new Gauge({
    name: "throughline_outbox_messages",
    help: "Messages by state. unknown and dead want somebody's eyes.",
    labelNames: ["state"],
    registers,
  });

  /** The same for all replicas of one database. */
  async function readOutbox(): Promise<void> {
    const now = clock.now();
    const standing = await store.read((view) => view.outbox.standing(now)).catch(() => undefined);
    readable.set(standing === undefined ? 0 : 1);
    messages.reset();
    oldestDue.remove();
    if (standing === undefined) return;
    const { byState, dueSince } = standing;
    for (const [state, count] of Object.entries(byState)) messages.set({ state }, count);
    oldestDue.set(dueSince === undefined ? 0 : (now.getTime() - dueSince.getTime()) / 1000);
  }

  return {
    "GET /metrics": async (_request, response) => {
      await readOutbox();
      const body = await registry.metrics();
      response.writeHead(200, { "content-type": registry.contentType }).end(body);
    },
  };
}
