import { isObject, type JsonObject } from "../json.js";
import { cardProblems } from "./cards.js";
import type { Answer } from "./login.js";
import type { Content } from "./messages.js";
import * as refusals from "./refusals.js";

export const cardType = "application/vnd.microsoft.card.adaptive";

/** Teams: "about 100 KB", counted as UTF-16; cards: about 40 KB by reports from the field. */
const messageBytes = 100 * 1024;
const cardBytes = 40 * 1024;

/** What the activity would put into the conversation: one message, or two for text and card; or why not. */
export function outgoing(body: JsonObject): Content[] | Answer {
  if (JSON.stringify(body).length * 2 > messageBytes) return refusals.tooBig();
  if (body.type !== "message") return refusals.badArgument("Unknown activity type");
  const text = body.text ?? "";
  if (typeof text !== "string") return refusals.badArgument("text must be a string");
  const format = body.textFormat;
  if (format !== undefined && format !== "plain" && format !== "markdown" && format !== "xml")
    return refusals.badArgument("Unknown textFormat");
  const attachments = body.attachments ?? [];
  if (!Array.isArray(attachments)) return refusals.badArgument("attachments must be a list");
  const summary = typeof body.summary === "string" ? { summary: body.summary } : {};
  const contents: Content[] = [];
  if (text.trim() !== "") contents.push({ text, ...(format === undefined ? {} : { textFormat: format }), ...summary });
  const [attachment, ...others] = attachments;
  if (others.length > 0) return refusals.badArgument("More than one attachment");
  if (attachment !== undefined) {
    if (!isObject(attachment) || attachment.contentType !== cardType)
      return refusals.badArgument("Unknown attachment type");
    const card = attachment.content;
    if (!isObject(card)) return refusals.badArgument("The card has no content");
    if (Buffer.byteLength(JSON.stringify(card)) > cardBytes) return refusals.tooBig();
    const [problem] = cardProblems(card);
    if (problem !== undefined) return refusals.badArgument(`Adaptive Card: ${problem}`);
    contents.push({ text: "", card, ...summary });
  }
  return contents.length === 0 ? refusals.badArgument("Activity has neither text nor attachments") : contents;
}
