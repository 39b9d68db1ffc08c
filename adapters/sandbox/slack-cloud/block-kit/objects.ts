import type { Json } from "../../json.js";
import { aBoolean, aList, anObject, aString, fields, oneOf, type Report } from "./report.js";

type TextRule = { max: number; plainOnly?: boolean };

export function aText(report: Report, at: string, value: Json, rule: TextRule): void {
  if (value === undefined) return;
  const text = anObject(report, at, value);
  if (!text) return;
  const allowed = rule.plainOnly === true ? ["plain_text"] : ["plain_text", "mrkdwn"];
  if (typeof text.type !== "string" || !allowed.includes(text.type)) {
    report.add(
      `${at}/type`,
      text.type === undefined ? "missing required field: type" : `unsupported type: ${String(text.type)}`,
    );
    return;
  }
  fields(report, at, text, ["type", "text"], text.type === "plain_text" ? ["emoji"] : ["verbatim"]);
  aString(report, `${at}/text`, text.text, rule.max, 1);
  aBoolean(report, `${at}/emoji`, text.emoji);
  aBoolean(report, `${at}/verbatim`, text.verbatim);
}

/** `rich`: checkboxes and radio buttons take markup, menus take plain text only. */
export function options(report: Report, at: string, value: Json, max: number, rich: boolean, min = 1): void {
  aList(report, at, value, max, min).forEach((item, i) => {
    anOption(report, `${at}/${i}`, item, rich);
  });
}

export function anOption(report: Report, at: string, value: Json, rich: boolean): void {
  if (value === undefined) return;
  const option = anObject(report, at, value);
  if (!option) return;
  fields(report, at, option, ["text", "value"], ["description", "url"]);
  aText(report, `${at}/text`, option.text, { max: 75, plainOnly: !rich });
  aString(report, `${at}/value`, option.value, 75, 1);
  aText(report, `${at}/description`, option.description, { max: 75, plainOnly: !rich });
  aString(report, `${at}/url`, option.url, 3000);
}

export function optionGroups(report: Report, at: string, value: Json): void {
  aList(report, at, value, 100).forEach((item, i) => {
    const group = anObject(report, `${at}/${i}`, item);
    if (!group) return;
    fields(report, `${at}/${i}`, group, ["label", "options"], []);
    aText(report, `${at}/${i}/label`, group.label, { max: 75, plainOnly: true });
    options(report, `${at}/${i}/options`, group.options, 100, false);
  });
}

export function aConfirm(report: Report, at: string, value: Json): void {
  if (value === undefined) return;
  const confirm = anObject(report, at, value);
  if (!confirm) return;
  fields(report, at, confirm, ["title", "text", "confirm", "deny"], ["style"]);
  aText(report, `${at}/title`, confirm.title, { max: 100, plainOnly: true });
  aText(report, `${at}/text`, confirm.text, { max: 300 });
  aText(report, `${at}/confirm`, confirm.confirm, { max: 30, plainOnly: true });
  aText(report, `${at}/deny`, confirm.deny, { max: 30, plainOnly: true });
  oneOf(report, `${at}/style`, confirm.style, ["primary", "danger"]);
}

/** Where a picture comes from: an address, or a file that was uploaded to Slack. Exactly one of them. */
export function aPicture(report: Report, at: string, value: { [key: string]: Json }): void {
  const sources = [value.image_url, value.slack_file].filter((source) => source !== undefined);
  if (sources.length === 0) report.add(at, "missing required field: image_url");
  if (sources.length > 1) report.add(at, "must provide only one of image_url and slack_file");
  aString(report, `${at}/image_url`, value.image_url, 3000, 1);
  if (typeof value.image_url === "string" && !/^https?:\/\/\S+$/.test(value.image_url)) {
    report.add(`${at}/image_url`, "invalid url");
  }
  if (value.slack_file !== undefined) {
    const file = anObject(report, `${at}/slack_file`, value.slack_file);
    if (file && file.id === undefined && file.url === undefined)
      report.add(`${at}/slack_file`, "missing required field: id");
  }
}
