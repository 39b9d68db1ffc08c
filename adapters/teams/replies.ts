import type { PersonRef } from "../../src/core/refs.js";
import type { Card } from "../../src/core/ui/card.js";
import type { FieldErrors, FormContext } from "../../src/core/ui/form.js";
import { plain } from "../../src/core/ui/markup.js";
import { type InboundEvent, PlatformError, type Reply } from "../../src/ports/chat-platform.js";
import type { Journal } from "../../src/ports/journal.js";
import { attachment, noticeCard } from "./card.js";
import { type Dialog, formButton, formDialog, readSubmit } from "./form.js";
import { dialogField, type OpenDialog, openDialog } from "./inbound.js";
import type { Out } from "./outbound.js";
import { type Activity, dialogData } from "./payloads.js";
import { texts } from "./texts.js";

/** What an invoke is answered: another card in the dialog, or a sentence in place of it. Nothing closes it. */
type Task = { task: { type: "continue"; value: Dialog } | { type: "message"; value: string } };

/** The answer to a dialog that opens (`asked` is "task/fetch") or was sent. Throws where a card cannot be drawn. */
export function dialogAnswer(reply: Reply, dialog: OpenDialog, asked: string | undefined): Task | undefined {
  switch (reply.kind) {
    case "none":
      // A dialog that opens must show something: without an answer Teams says that the app does not work.
      return asked === "task/fetch" ? sentence(texts.couldNotOpen) : undefined;
    case "show-form":
      return shown(formDialog(reply.form, within(reply.context, dialog)));
    case "keep-form":
      return dialog.submitted
        ? keptOpen({ ...dialog, submitted: dialog.submitted }, reply.errors, reply.notice)
        : shown(noticeDialog(sentences([reply.notice ?? [], Object.values(reply.errors)].flat())));
    case "close-form":
      return reply.notice && shown(noticeDialog(reply.notice));
    case "notice":
      return shown(noticeDialog(reply.card));
    default:
      return unknownReply(reply);
  }
}

/** What a dialog is answered where the house gave no answer; undefined for everything that is no dialog. */
export function answerInstead(activity: Activity, why: "failed" | "slow"): Task | undefined {
  if (activity.name !== "task/fetch" && activity.name !== "task/submit") return undefined;
  const sent = activity.name === "task/submit" ? readSubmit(dialogData(activity.value)) : undefined;
  if (sent) return keptOpen(openDialog(activity, sent), {}, why === "slow" ? texts.maybeSaved : texts.notSaved);
  return sentence(why === "slow" ? texts.tookTooLong : texts.couldNotOpen);
}

/** The same form again, with what was typed and what to do about it. It came with the answers; nobody is asked. */
function keptOpen({ id, submitted }: Required<OpenDialog>, errors: FieldErrors, notice?: string): Task {
  const { form, context, values } = submitted;
  return shown(formDialog(form, within(context, { id }), { errors, values, ...(notice !== undefined && { notice }) }));
}

function within(context: FormContext, { id }: OpenDialog): FormContext {
  return { ...context, [dialogField]: id };
}

function noticeDialog(card: Card): Dialog {
  return { title: texts.appName, height: "medium", width: "medium", card: attachment(noticeCard(card)) };
}

const shown = (value: Dialog): Task => ({ task: { type: "continue", value } });
const sentence = (value: string): Task => ({ task: { type: "message", value } });

function sentences(lines: string[]): Card {
  return { blocks: lines.filter((line) => line !== "").map((line) => ({ kind: "text", text: plain(line) })) };
}

function unknownReply(reply: never): never {
  throw new Error(`no Teams answer for ${JSON.stringify((reply as Reply).kind)}`);
}

export type ReplyTools = { out: Pick<Out, "tell">; journal: Journal };

/**
 * Does what a reply to anything but a dialog asks for, in the person's own chat with the bot, wherever she wrote. Called
 * after the commit and after Teams has its answer, so nothing is undone by a failure here: it is written down.
 */
export async function performReply(reply: Reply, event: InboundEvent, { out, journal }: ReplyTools): Promise<void> {
  try {
    const person = "person" in event ? event.person : undefined;
    const what = said(reply, event);
    if (what === undefined) return;
    if (person === undefined) throw new Error("nobody to tell");
    await out.tell(person satisfies PersonRef, what);
  } catch (error) {
    journal.warn("teams.reply-not-delivered", {
      reply: reply.kind,
      to: event.kind,
      ...(error instanceof PlatformError ? error.failure : { error: error instanceof Error ? error.name : "unknown" }),
    });
  }
}

function said(reply: Reply, event: InboundEvent): Parameters<Out["tell"]>[1] | undefined {
  switch (reply.kind) {
    case "none":
      return undefined;
    case "notice":
      return reply.card;
    case "close-form":
      return reply.notice;
    case "keep-form":
      return sentences([reply.notice ?? [], Object.values(reply.errors)].flat());
    case "show-form":
      // Only a pressed button opens a dialog: a command's gets one. Other buttons say beforehand that they open one.
      if (event.kind === "command") return formButton(reply.form, { name: event.name, text: event.text });
      return sentences([texts.couldNotOpen]);
    default:
      return unknownReply(reply);
  }
}
