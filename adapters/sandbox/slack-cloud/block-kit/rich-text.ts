import type { Json, JsonObject } from "../../json.js";
import { aBoolean, aList, anObject, aString, fields, oneOf, type Report } from "./report.js";

const styles = ["bold", "italic", "strike", "code"];

/** Fields of the pieces that stand in a line, besides `type`; required ones first. */
const pieces: Record<string, { required: string[]; optional: string[] }> = {
  text: { required: ["text"], optional: ["style"] },
  link: { required: ["url"], optional: ["text", "unsafe", "style"] },
  emoji: { required: ["name"], optional: ["unicode", "style"] },
  user: { required: ["user_id"], optional: ["style"] },
  channel: { required: ["channel_id"], optional: ["style"] },
  usergroup: { required: ["usergroup_id"], optional: ["style"] },
  broadcast: { required: ["range"], optional: ["style"] },
  date: { required: ["timestamp", "format"], optional: ["url", "fallback", "style"] },
  color: { required: ["value"], optional: [] },
};

const groups: Record<string, { optional: string[] }> = {
  rich_text_section: { optional: [] },
  rich_text_quote: { optional: ["border"] },
  rich_text_preformatted: { optional: ["border", "language"] },
  rich_text_list: { optional: ["indent", "offset", "border"] },
};

/** What stands in a rich_text block: lines, quotes, lists of lines. */
export function richTextElements(report: Report, at: string, value: Json): void {
  aList(report, at, value, 1000).forEach((item, i) => {
    const place = `${at}/${i}`;
    const group = anObject(report, place, item);
    if (!group) return;
    const rule = typeof group.type === "string" ? groups[group.type] : undefined;
    if (!rule) {
      report.add(`${place}/type`, `unsupported type: ${String(group.type)}`);
      return;
    }
    const isList = group.type === "rich_text_list";
    fields(report, place, group, isList ? ["type", "style", "elements"] : ["type", "elements"], rule.optional);
    if (isList) aListOfLines(report, place, group);
    else line(report, `${place}/elements`, group.elements);
  });
}

function aListOfLines(report: Report, at: string, list: JsonObject): void {
  oneOf(report, `${at}/style`, list.style, ["bullet", "ordered"]);
  aList(report, `${at}/elements`, list.elements, 1000).forEach((item, i) => {
    const place = `${at}/elements/${i}`;
    const section = anObject(report, place, item);
    if (!section) return;
    if (section.type !== "rich_text_section") report.add(`${place}/type`, `unsupported type: ${String(section.type)}`);
    else line(report, `${place}/elements`, section.elements);
  });
}

function line(report: Report, at: string, value: Json): void {
  aList(report, at, value, 1000, 0).forEach((item, i) => {
    const place = `${at}/${i}`;
    const piece = anObject(report, place, item);
    if (!piece) return;
    const rule = typeof piece.type === "string" ? pieces[piece.type] : undefined;
    if (!rule) {
      report.add(`${place}/type`, `unsupported type: ${String(piece.type)}`);
      return;
    }
    fields(report, place, piece, ["type", ...rule.required], rule.optional);
    aString(report, `${place}/text`, piece.text, 40_000, 1);
    aString(report, `${place}/url`, piece.url, 3000, 1);
    const style = piece.style === undefined ? undefined : anObject(report, `${place}/style`, piece.style);
    if (!style) return;
    fields(report, `${place}/style`, style, [], styles);
    for (const name of styles) aBoolean(report, `${place}/style/${name}`, style[name]);
  });
}
