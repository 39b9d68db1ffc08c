import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cycle, district, rule } from "../../scripts/gallery/examples.js";
import { importCommand } from "../../src/cli/import.js";
import { calendarOf } from "../network/ics.js";
import { bothClouds, type TwoHouses } from "./two-houses.js";

const scope = { networkId: "network-1" };
const standard = (date: string, time: string) => `2026-${date}T${time}:00-08:00`;
/** From Sunday, March 8, two in the morning. */
const daylight = (date: string, time: string) => `2026-${date}T${time}:00-07:00`;

const days = (summary: string, start: string, end: string) => [
  `SUMMARY:${summary}`,
  `DTSTART:${start}`,
  `DTEND:${end}`,
];
/**
 * March 2 to 6, and the Thursday after the question of March 18: as a program writes them that thinks in Greenwich's time. A
 * reader that forgets the change of the clocks closes the 18th with it.
 */
const closedWeek = calendarOf(
  days("Ski week - no school", "20260302T080000Z", "20260307T080000Z"),
  days("No school", "20260319T070000Z", "20260320T070000Z"),
);

/** The lead owns a cycle, and is asked every second Wednesday at three: on February 18, March 4 and March 18. */
describe.each(bothClouds)("a district's calendar that is imported, on $name", ({ open }) => {
  let town: TwoHouses;

  beforeEach(async () => {
    town = await open(standard("02-18", "09:00"));
    const tested = cycle({ ownerId: "lead", testers: ["teacher"], title: "Exit tickets", dueOn: "2026-05-06" });
    await town.house.store.write(async (tables) => {
      await tables.roster.save(scope, { rules: [{ ...rule, anchor: "2026-02-18" }] });
      await tables.cycles.save(scope, tested, 0);
    });
    await town.at(standard("02-18", "14:59"));
    expect(town.lead.reads()).toEqual([]);
    await town.at(standard("02-18", "15:00"));
    expect(asked()).toEqual([1, 1]);
  }, 20_000);
  afterEach(() => town.close());

  /** How often the lead and the teacher have been asked. */
  const asked = () => [
    town.lead.reads().filter((text) => text.includes("What have you seen since?")).length,
    town.teacher.reads().filter((text) => text.includes("What have you seen in your part?")).length,
  ];
  /** All that the team can see. Its program manager has weeks of her own, which no district closes. */
  const messages = () => [town.lead.reads(), town.teacher.reads(), town.principal.reads(), town.channel()];
  const known = async () => (await town.house.store.read((view) => view.roster.district(scope, district.id)))?.calendar;

  /** What the command prints. */
  async function imports(...more: string[]): Promise<string> {
    const lines: string[] = [];
    const print = (line: string) => lines.push(line);
    const io = { store: town.house.store, now: town.house.now(), print, readFile: async () => Buffer.from(closedWeek) };
    expect(await importCommand(["days.ics", "--district", district.name, ...more], io)).toBe(0);
    return lines.join("\n");
  }

  it("is shown first, keeps a question out of its closed week, and lets the next come at three although the clock was changed", async () => {
    const preview = await imports();
    expect(preview).toMatch(/closed +2026-03-02 to 2026-03-06 .*Ski week - no school/);
    expect(preview).toMatch(/closed +2026-03-19 .*No school/);
    expect(preview).toContain("Nothing was written. When this is right, say the same again with --yes.");
    expect((await known())?.closed).toEqual([]);

    expect(await imports("--yes")).not.toContain("Nothing was written");
    expect((await known())?.closed.map(({ from, to }) => [from, to])).toEqual([
      ["2026-03-02", "2026-03-06"],
      ["2026-03-19", "2026-03-19"],
    ]);
    await town.lead.presses("Nothing new");
    await town.teacher.presses("Nothing new");
    expect(town.lead.reads().at(-1)).toContain("I will ask again on Wednesday, Mar 18.");

    await town.at(standard("02-27", "15:00"));
    const before = messages();
    for (const day of ["03-02", "03-03", "03-04", "03-05", "03-06"])
      for (const time of ["07:30", "15:00", "16:29"]) await town.at(standard(day, time));
    expect(messages()).toEqual(before);

    await town.at(daylight("03-11", "15:00"));
    await town.at(daylight("03-18", "14:59"));
    expect(asked()).toEqual([0, 0]);
    await town.at(daylight("03-18", "15:00"));
    expect(asked()).toEqual([1, 1]);
    await town.at(standard("03-18", "15:00"));
    expect(asked(), "nor again an hour later").toEqual([1, 1]);
    await town.lead.types("status");
    expect(town.lead.reads().at(-1), "nobody takes the closed week for missed").not.toContain("did not get to ask");
  }, 20_000);

  it("changes nothing while it was only looked at", async () => {
    await imports();
    await town.at(standard("03-04", "15:00"));
    expect(asked()).toEqual([2, 2]);
  }, 20_000);

  it("takes back a question that waits for three o'clock on a day that is closed now", async () => {
    await town.at(standard("03-04", "07:30"));
    await imports("--yes");
    const before = messages();
    await town.at(standard("03-04", "15:00"));
    expect(messages()).toEqual(before);
    await town.at(daylight("03-18", "15:00"));
    expect(asked()).toEqual([2, 2]);
  }, 20_000);

  it("moves a “later” of the Friday before it to the Monday after it, at three by the new clock", async () => {
    await imports("--yes");
    await town.at(standard("02-27", "10:00"));
    await town.lead.presses("Later");
    expect(town.lead.reads().at(-1)).toContain("I will ask again on Monday, Mar 9 at 3 pm.");
    expect(asked()).toEqual([0, 1]);
    await town.at(standard("03-02", "15:00"));
    await town.at(daylight("03-09", "14:59"));
    expect(asked()).toEqual([0, 1]);
    await town.at(daylight("03-09", "15:00"));
    expect(asked()).toEqual([1, 1]);
  }, 20_000);
});
