import type { Activity } from "./payloads.js";
import { botId } from "./tenants.js";

/** Spaces that Teams puts behind a name that somebody mentions, written out or as the character. */
const gap = "(?:&nbsp;|[ \\u00a0])?";

export function hasMention(activity: Activity, appId: string): boolean {
  return mentions(activity, appId).length > 0;
}

/**
 * What she typed, to the letter: Teams sends it plain. Only the mentions of the bot are taken out, with the space behind
 * each, and then what is left over at both ends. Nothing is decoded: "&amp;" in it was typed as that.
 */
export function typedText(activity: Activity, appId: string): string {
  const { text = "" } = activity;
  const found = mentions(activity, appId);
  if (found.length === 0) return text;
  return found.reduce((rest, mention) => rest.replace(new RegExp(`${escaped(mention)}${gap}`), ""), text).trim();
}

function mentions({ entities = [] }: Activity, appId: string): string[] {
  return entities.flatMap(({ type, mentioned, text }) =>
    type === "mention" && mentioned?.id === botId(appId) && text ? [text] : [],
  );
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
