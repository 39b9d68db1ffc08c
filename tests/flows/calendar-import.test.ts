import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { district } from "../../scripts/gallery/examples.js";
import { importCommand } from "../../src/cli/import.js";
import { calendarOf, wholeDay } from "../network/ics.js";
import { furnish, type House, openHouse } from "./house.js";

let house: House;

beforeEach(async () => {
  house = await openHouse({ at: "2026-01-20T09:00:00-08:00" });
  await furnish(house);
  // The first question of the team's rhythm, every second Wednesday at three in the afternoon.
  await house.at("2026-01-21T15:00:00-08:00");
  expect(asked()).toBe(1);
});
afterEach(() => house.close());

const asked = () => house.platform.seenBy("@lead").filter((text) => text.includes("What will you try first?")).length;

/** How often she has been asked at each of these times. */
async function askedBy(...times: string[]): Promise<number[]> {
  const counts: number[] = [];
  for (const time of times) {
    await house.at(time);
    counts.push(asked());
  }
  return counts;
}

async function importText(text: string, ...more: string[]): Promise<void> {
  const io = { store: house.store, now: house.now(), print: () => {}, readFile: async () => Buffer.from(text) };
  expect(await importCommand(["days.ics", "--district", district.name, ...more], io)).toBe(0);
}

/** February 2 to 6, with the last day exclusive as the format has it. */
const closedWeek = calendarOf(wholeDay("Winter recess - no school", "20260202", "20260207"));

describe("a district's calendar that is imported", () => {
  it("keeps a question out of a closed week, and lets the next one come", async () => {
    await importText(closedWeek, "--yes");
    expect(
      await askedBy(
        "2026-02-04T15:00:00-08:00",
        "2026-02-06T15:00:00-08:00",
        "2026-02-11T15:00:00-08:00",
        "2026-02-18T14:59:00-08:00",
        "2026-02-18T15:00:00-08:00",
      ),
    ).toEqual([1, 1, 1, 1, 2]);
  });

  it("changes nothing while it was only looked at", async () => {
    await importText(closedWeek);
    expect(await askedBy("2026-02-04T15:00:00-08:00")).toEqual([2]);
  });

  it("takes back a question that waits for its time on a day that is closed now", async () => {
    await house.at("2026-02-04T07:00:00-08:00");
    await importText(closedWeek, "--yes");
    expect(await askedBy("2026-02-04T15:00:00-08:00", "2026-02-18T15:00:00-08:00")).toEqual([1, 2]);
  });

  it("asks before noon is over on a day that ends early", async () => {
    await importText(calendarOf(wholeDay("Minimum day", "20260204")), "--yes");
    expect(await askedBy("2026-02-04T12:29:00-08:00", "2026-02-04T12:30:00-08:00")).toEqual([1, 2]);
  });

  it("asks at the same time of day before and after the clocks change, also where the calendar is in UTC", async () => {
    const utc = (summary: string, start: string, end: string) => [
      `SUMMARY:${summary}`,
      `DTSTART:${start}`,
      `DTEND:${end}`,
    ];
    // The whole Tuesdays before the questions, by the clock of Greenwich: eight hours behind it, then seven.
    const tuesdays = calendarOf(
      utc("No school", "20260303T080000Z", "20260304T080000Z"),
      utc("No school", "20260317T070000Z", "20260318T070000Z"),
    );
    await importText(tuesdays, "--yes");
    await askedBy("2026-02-04T15:00:00-08:00", "2026-02-18T15:00:00-08:00");
    expect(
      await askedBy(
        "2026-03-04T14:59:00-08:00",
        "2026-03-04T15:00:00-08:00",
        "2026-03-18T14:59:00-07:00",
        "2026-03-18T15:00:00-07:00",
      ),
    ).toEqual([3, 4, 4, 5]);
  });
});
