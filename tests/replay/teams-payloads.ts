import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { JsonObject } from "../../adapters/sandbox/json.js";
import { isObject, parseJson } from "../../adapters/sandbox/json.js";

/** A recorded activity and where it was found. */
export type RecordedActivity = { from: string; activity: JsonObject };

export type Found = {
  activities: RecordedActivity[];
  /** JSON files without an activity: schemas, cards, answers of the connector. */
  without: string[];
};

/**
 * Every activity below a folder, however deep it lies in its file: some files are one, some hold a scenario of several
 * beside other things. Byte order marks are passed over.
 */
export function teamsPayloads(folder: string): Found {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  const found: Found = { activities: [], without: [] };
  for (const name of files.sort()) {
    const content = readFileSync(path.join(folder, name), "utf8").replace(/^\uFEFF/, "");
    const activities = activitiesIn(name, parseJson(content));
    found.activities.push(...activities);
    if (activities.length === 0) found.without.push(name);
  }
  return found;
}

/** An activity has a type, a channel and a conversation; nothing else that lies around has all three. */
export function isActivity(value: unknown): value is JsonObject {
  return (
    isObject(value) &&
    typeof value.type === "string" &&
    typeof value.channelId === "string" &&
    isObject(value.conversation)
  );
}

function activitiesIn(from: string, value: unknown): RecordedActivity[] {
  if (isActivity(value)) return [{ from, activity: value }];
  if (Array.isArray(value)) return value.flatMap((inner, i) => activitiesIn(`${from}#${i}`, inner));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => activitiesIn(`${from}#${name}`, inner));
}

/** Whether it carries what Teams puts into every activity. Samples in documents often leave some of it out. */
export function isWhole({ id, serviceUrl, from, recipient }: JsonObject): boolean {
  return typeof id === "string" && typeof serviceUrl === "string" && isObject(from) && isObject(recipient);
}

/** People's object ids and names, wherever the activity names some. */
export function objectIdsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(objectIdsIn);
  if (!isObject(value)) return [];
  const own = typeof value.aadObjectId === "string" ? [value.aadObjectId, value.name] : [];
  const named = own.filter((one): one is string => typeof one === "string" && one.length > 5);
  return [...named, ...Object.values(value).flatMap(objectIdsIn)];
}

export function tenantOf(activity: JsonObject): string | undefined {
  const data = isObject(activity.channelData) ? activity.channelData : {};
  const tenant = isObject(data.tenant) ? data.tenant.id : undefined;
  const named = tenant ?? (isObject(activity.conversation) ? activity.conversation.tenantId : undefined);
  return typeof named === "string" ? named : undefined;
}
