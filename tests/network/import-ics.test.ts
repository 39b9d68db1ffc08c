import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { importCommand } from "../../src/cli/import.js";
import { documentedExample, now } from "./example.js";
import { calendarOf, exampleIcs, wholeDay } from "./ics.js";
import { emptyStore, type TestStore } from "./store.js";

let opened: TestStore;
const whose = ["--district", "Example Valley Unified"];

beforeEach(async () => {
  opened = await emptyStore();
  await run(["network.yaml"], documentedExample("yaml"));
});
afterEach(() => opened.close());

async function run(args: string[], text: string) {
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  const code = await importCommand(args, { store: opened.store, now, print, readFile: async () => Buffer.from(text) });
  return { code, lines, text: lines.join("\n") };
}

async function stored() {
  return opened.store.read(async (view) => {
    const [network] = await view.networks.all();
    const scope = { networkId: network?.id ?? "" };
    const { districts } = await view.roster.load(scope);
    return { calendar: districts[0]?.calendar, audit: await view.events.auditOf(scope, 100) };
  });
}

describe("throughline import FILE.ics", () => {
  it("shows what each event was taken for, and writes nothing", async () => {
    const before = await stored();
    const { code, lines } = await run(["year.ics", ...whose], exampleIcs("school-year"));
    expect(code).toBe(0);
    expect(lines[0]).toBe(
      "13 events for Example Valley Unified, from 2026-08-17 to 2027-06-04. What is known of other days stays.",
    );
    expect(lines).toContain("  closed         2026-11-23 to 2026-11-27  Thanksgiving Break");
    expect(lines).toContain("  early release  2026-08-19 12:30 and 36 more until 2027-06-02  Early release Wednesday");
    expect(lines).toContain(
      "  left out       2026-09-10 18:00  Back to School Night: something that happens at school or beside it",
    );
    expect(lines).toContain("6 events closed (27 days, weekends included), 39 early releases, 3 left out.");
    expect(lines).toContain("Terms: 2026-08-17 to 2027-06-04.");
    expect(lines).toContain("Look at this: 2026-11-11 ends early and is closed (“Veterans Day”). It stays closed.");
    expect(lines.find((line) => line.startsWith("~ district"))).toMatch(/terms .* → .*; closed .*; early_release/);
    expect(lines.at(-1)).toBe("Nothing was written. When this is right, say the same again with --yes.");
    expect(await stored()).toEqual(before);
  });

  it("writes it when told so, once", async () => {
    const first = await run(["year.ics", ...whose, "--yes"], exampleIcs("school-year"));
    expect(first.code).toBe(0);
    expect(first.lines.at(-1)).toBe("0 added, 1 changed, 0 ended, 0 unchanged.");
    const { calendar, audit } = await stored();
    expect(calendar?.terms).toEqual([{ from: "2026-08-17", to: "2027-06-04" }]);
    expect(calendar?.closed).toContainEqual({ name: "Thanksgiving Break", from: "2026-11-23", to: "2026-11-27" });
    expect(calendar?.earlyRelease).toContain("2027-06-02");
    expect(audit).toHaveLength(2);
    const second = await run(["year.ics", ...whose, "--yes"], exampleIcs("school-year"));
    expect(second.lines.at(-1)).toBe("Nothing to do: 1 unchanged.");
    expect(await stored()).toEqual({ calendar, audit });
  });

  it("leaves --dry-run the last word", async () => {
    const before = await stored();
    await run(["year.ics", ...whose, "--yes", "--dry-run"], exampleIcs("school-year"));
    expect(await stored()).toEqual(before);
  });

  it("writes nothing of a file with a problem, and names its line", async () => {
    const before = await stored();
    const text = calendarOf(wholeDay("No school", "20261009"), wholeDay("Winter break", "20261399"));
    expect(await run(["year.ics", ...whose, "--yes"], text)).toMatchObject({
      code: 1,
      lines: [
        'year.ics: line 9, DTSTART: "2026-13-99" is no date: an iCalendar file has them as 20261123 or 20261123T080000.',
        "Nothing was written.",
      ],
    });
    expect(await stored()).toEqual(before);
  });

  it("wants to know whose calendar it is, and knows the district's name", async () => {
    const text = exampleIcs("school-year");
    expect(await run(["year.ics", "--yes"], text)).toMatchObject({
      code: 1,
      lines: ["year.ics: say whose calendar it is with --district NAME."],
    });
    const slip = await run(["year.ics", "--district", "Example Vally Unified", "--yes"], text);
    expect(slip.lines[0]).toBe(
      'year.ics: there is no district "Example Vally Unified": did you mean "Example Valley Unified"?.',
    );
    expect(slip.code).toBe(1);
    expect((await run(["year.yaml", ...whose], text)).lines).toEqual([
      "--district and --yes are for calendars (.ics): year.yaml is none.",
    ]);
  });

  it("shows names as they are, without what a terminal would obey", async () => {
    const text = calendarOf(wholeDay("No school \u001b[2J\u0007 today", "20261009"));
    const { lines } = await run(["year.ics", ...whose], text);
    expect(lines.join()).toContain("No school [2J today");
    expect(lines.join()).not.toMatch(/\p{Cc}/u);
  });
});
