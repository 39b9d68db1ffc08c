import { Temporal } from "temporal-polyfill";
import type { IcsTime, IcsZone, WallTime } from "./ics-model.js";
import { repeatedDays } from "./ics-repeat.js";
import type { DateRange, LocalDate } from "./model.js";

/** A local date and time of day. */
export type Wall = { date: LocalDate; time: WallTime };

/**
 * Tells what the clock of the zone `to` shows at a time of the file. Whole days and times without a zone are everywhere the
 * same. Undefined: nobody knows the zone. `window`: the days for which zones that the file describes itself are reckoned.
 */
export type ReadClock = (
  time: IcsTime,
  to: string | null,
) => (Omit<Wall, "time"> & { time: WallTime | null }) | undefined;

export function clockOf(zones: IcsZone[], districtZone: string, window: DateRange): ReadClock {
  const known = new Map<string, Zone | undefined>();
  const zoneOf = (name: string): Zone | undefined => {
    if (!known.has(name)) known.set(name, findZone(name, zones, window));
    return known.get(name);
  };
  return ({ date, time, zone }, to) => {
    if (time === null) return { date, time };
    const source = zone === null ? undefined : zoneOf(zone);
    const target = zoneOf(to ?? districtZone);
    if (zone === null || zone === to) return { date, time };
    if (source === undefined || target === undefined) return undefined;
    return target.wallOf(source.instantOf({ date, time }));
  };
}

/** Instants in milliseconds since 1970. */
type Zone = { instantOf(wall: Wall): number; wallOf(instant: number): Wall };

/**
 * Names of the time-zone database know more than a file about it; Microsoft's names stand for one of them; any other name
 * means what the file says of it.
 */
function findZone(name: string, zones: IcsZone[], window: DateRange): Zone | undefined {
  const inPath = /(?:^|\/)([A-Za-z_]+\/[A-Za-z_]+(?:\/[A-Za-z_]+)?)$/.exec(name)?.[1];
  for (const candidate of [name === "UTC" || name.includes("/") ? name : undefined, inPath, microsoft[name]]) {
    if (candidate !== undefined && isZone(candidate)) return named(candidate);
  }
  const own = zones.find(({ id }) => id === name);
  if (own !== undefined) return described(own, window);
  return isZone(name) ? named(name) : undefined;
}

function isZone(name: string): boolean {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name) !== undefined;
  } catch {
    return false;
  }
}

function named(zone: string): Zone {
  return {
    instantOf: (wall) => plain(wall).toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds,
    wallOf: (instant) =>
      wallOf(Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime()),
  };
}

const minute = 60_000;

/** A zone as a list of its changes, each with the local time at which it comes and the offset from then on. */
function described({ changes }: IcsZone, window: DateRange): Zone {
  const reckoned = { from: plusYears(window.from, -2), to: plusYears(window.to, 1) };
  const onsets = changes.flatMap(({ start, from, to, rule, more }) => {
    const dates = rule === null ? [] : repeatedDays(start.date, rule, reckoned);
    return [start.date, ...dates, ...more.map(({ date }) => date)].map((date) => ({
      at: utc({ date, time: start.time ?? "00:00:00" }) - from * minute,
      from,
      to,
    }));
  });
  onsets.sort((a, b) => a.at - b.at);
  const offsetAt = (instant: number) =>
    (onsets.findLast(({ at }) => at <= instant)?.to ?? onsets[0]?.from ?? 0) * minute;
  return {
    // The offset an hour's difference before is that of the time itself, but in the hour of the change: then the earlier one.
    instantOf: (wall) => utc(wall) - offsetAt(utc(wall) - offsetAt(utc(wall))),
    wallOf: (instant) => wallOf(plainUtc(instant + offsetAt(instant))),
  };
}

function plusYears(date: LocalDate, years: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ years }).toString();
}

function plain({ date, time }: Wall): Temporal.PlainDateTime {
  return Temporal.PlainDateTime.from(`${date}T${time}`);
}

/** The wall time's own number, as if it were UTC. */
function utc(wall: Wall): number {
  return plain(wall).toZonedDateTime("UTC").epochMilliseconds;
}

function plainUtc(number: number): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(number).toZonedDateTimeISO("UTC").toPlainDateTime();
}

function wallOf(time: Temporal.PlainDateTime): Wall {
  return { date: time.toPlainDate().toString(), time: time.toPlainTime().toString({ smallestUnit: "second" }) };
}

/** Microsoft's names for the zones of the United States and a few more: Unicode CLDR, windowsZones. */
const microsoft: Record<string, string> = {
  "Pacific Standard Time": "America/Los_Angeles",
  "Mountain Standard Time": "America/Denver",
  "US Mountain Standard Time": "America/Phoenix",
  "Central Standard Time": "America/Chicago",
  "Eastern Standard Time": "America/New_York",
  "US Eastern Standard Time": "America/Indiana/Indianapolis",
  "Alaskan Standard Time": "America/Anchorage",
  "Aleutian Standard Time": "America/Adak",
  "Hawaiian Standard Time": "Pacific/Honolulu",
  "Atlantic Standard Time": "America/Halifax",
  "SA Western Standard Time": "America/Puerto_Rico",
  "West Pacific Standard Time": "Pacific/Guam",
  "Samoa Standard Time": "Pacific/Apia",
  "Pacific Standard Time (Mexico)": "America/Tijuana",
  "GMT Standard Time": "Europe/London",
  "Greenwich Standard Time": "Atlantic/Reykjavik",
  "W. Europe Standard Time": "Europe/Berlin",
  "Romance Standard Time": "Europe/Paris",
  "Coordinated Universal Time": "UTC",
  GMT: "UTC",
  Z: "UTC",
};
