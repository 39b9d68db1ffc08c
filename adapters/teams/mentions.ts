import { htmlText } from "./html.js";
import type { Activity } from "./payloads.js";
import { botId } from "./tenants.js";

/** Spaces that Teams puts behind a name that somebody mentions, written out or as the character. */
const gap = "(?:&nbsp;|[ \\u00a0])?";

export function hasMention(activity: Activity, appId: string): boolean {
  return mentions(activity, appId).length > 0;
}

/**
 * What she typed, to the letter. Teams sends it plain, and beside it as HTML: only the plain text can lose spaces, line
 * ends and emoji, or be empty. So the HTML's text is taken where it is the plain text with more in it; wherever the two
 * say different things the plain text stands, undecoded: "&amp;" in it was typed as that. Mentions of the bot are taken
 * out, with the space behind each, and then what is left over at both ends.
 */
export function typedText(activity: Activity, appId: string): string {
  const { text = "", entities = [], attachments = [] } = activity;
  const ours = mentions(activity, appId);
  const found = ours.reduce((rest, mention) => rest.replace(new RegExp(`${escaped(mention)}${gap}`), ""), text);
  const plain = ours.length === 0 ? text : found.trim();
  const html = attachments.flatMap((one) =>
    one.contentType === "text/html" && typeof one.content === "string" ? [one.content] : [],
  );
  if (html.length === 0) return plain;
  const shown = htmlText(html.join("\n"), ours.map(nameIn));
  // The others' names stand in the HTML without their marks.
  const others = entities.flatMap(({ type, text: mark }) => (type === "mention" && mark ? [mark] : []));
  const compared = others.reduce((rest, mark) => rest.replace(mark, () => nameIn(mark)), plain);
  return hasLost(compared, shown) ? (ours.length === 0 ? shown : shown.trim()) : plain;
}

/** Pictures or files came with it; the HTML that Teams makes of a text is none. */
export function hasFiles({ attachments = [] }: Activity): boolean {
  return attachments.some(({ contentType }) => contentType !== undefined && contentType !== "text/html");
}

/** She sent something, and there is no word in it: a picture, a file, a recording. */
export function isWordless(activity: Activity, appId: string): boolean {
  return (activity.attachments ?? []).length > 0 && typedText(activity, appId).trim() === "";
}

/** Whether `shown` is `plain` with more in it: spaces, line ends, or signs that are no letter and no digit. */
function hasLost(plain: string, shown: string): boolean {
  const [less, more] = [plain, shown].map((text) => [...text.replace(/\s+/gu, "")]) as [string[], string[]];
  let met = 0;
  for (const character of more) {
    if (character === less[met]) met += 1;
    else if (less.length > 0 && /[\p{L}\p{N}]/u.test(character)) return false;
  }
  if (met < less.length) return false;
  return (
    more.length > less.length || count(shown, /\S+/gu) > count(plain, /\S+/gu) || lineCount(shown) > lineCount(plain)
  );
}

const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;
const lineCount = (text: string): number => count(text.trim(), /\n/g);

function mentions({ entities = [] }: Activity, appId: string): string[] {
  return entities.flatMap(({ type, mentioned, text }) =>
    type === "mention" && mentioned?.id === botId(appId) && text ? [text] : [],
  );
}

/** `<at>Name</at>` → `Name`. */
function nameIn(mark: string): string {
  return mark.replace(/^<at[^>]*>|<\/at>$/g, "").trim();
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
