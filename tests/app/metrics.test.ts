import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createJournal } from "../../src/journal.js";
import { metricsRoute } from "../../src/metrics.js";
import { furnish, type House, openHouse } from "../flows/house.js";

let house: House;
beforeEach(async () => {
  house = await openHouse({ at: "2026-01-20T09:00:00-08:00" });
  await furnish(house);
});
afterEach(() => house.close());

/** What a scrape reads, one line a figure. */
async function scraped(journal = createJournal("silent"), lastBeat?: Date): Promise<string> {
  const { store, clock } = house.app;
  const routes = metricsRoute({ store, clock, journal, lastBeat: () => lastBeat });
  const server = createServer((request, response) => void routes["GET /metrics"]?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`);
  const text = await answer.text();
  await new Promise((resolve) => server.close(resolve));
  expect(answer.headers.get("content-type")).toContain("text/plain");
  return text;
}

const figure = (text: string, name: string) =>
  text
    .split("\n")
    .find((line) => line.startsWith(`${name} `))
    ?.slice(name.length + 1);

describe("the figures", () => {
  it("say what waits, since when, and what could not be sent", async () => {
    house.platform.fail({ kind: "ambiguous", reason: "timeout" }, true);
    await house.at("2026-01-21T15:00:00-08:00");
    const after = await scraped();
    expect(figure(after, 'throughline_outbox_messages{state="unknown"}')).toBe("1");
    expect(figure(after, 'throughline_outbox_messages{state="sent"}')).toBe("1");
    expect(figure(after, "throughline_outbox_oldest_due_seconds")).toBe("0");
  });

  it("count refusals by their reason, and say how old the last heartbeat is", async () => {
    const journal = createJournal("silent");
    journal.count("refused", "slack:bad-signature");
    journal.count("refused", "slack:bad-signature");
    const text = await scraped(journal, new Date(Date.now() - 90_000));
    expect(figure(text, 'throughline_events_total{name="refused",reason="slack:bad-signature"}')).toBe("2");
    expect(Number(figure(text, "throughline_heartbeat_age_seconds"))).toBeGreaterThanOrEqual(90);
  });

  it("hold nobody's name, text or id", async () => {
    await house.at("2026-01-21T15:00:00-08:00");
    const text = await scraped();
    for (const word of ["Sample Valley", "lead", "W1", "team-1"]) expect(text).not.toContain(word);
  });
});
