import { randomUUID } from "node:crypto";
import type { JsonObject } from "../json.js";
import { activity } from "./activities.js";
import { invoke } from "./deliveries.js";
import { actionsOf, asTyped, fillIn, findAction, initialValues, inputErrors, mergedData } from "./inputs.js";
import { changed, findMessage, type PersonState, personOf, placeOf, type World } from "./state.js";
import { type DialogContent, readTask } from "./tasks.js";
import type { Dialog, Message, Submitted } from "./types.js";

export function openDialog(world: World, person: PersonState, from: Message, content: DialogContent): Dialog {
  const dialog: Dialog = {
    id: randomUUID(),
    tenant: person.tenant,
    person: person.id,
    ...content,
    values: initialValues(content.card),
    errors: {},
    from: { channel: from.channel, message: from.id },
  };
  world.dialogs.set(dialog.id, dialog);
  changed(world, { tenant: dialog.tenant, what: "dialog" });
  return dialog;
}

/** Fills in the form and sends it. What is left out keeps what its input holds. */
export async function submit(
  world: World,
  tenant: string,
  person: string,
  id: string,
  typed: Record<string, string> = {},
  label?: string,
): Promise<Submitted> {
  const { card } = ownDialog(world, tenant, person, id);
  const buttons = actionsOf(card).filter((action) => action.type === "Action.Submit");
  const action = label === undefined ? buttons[0] : findAction(card, label);
  if (!action) throw new Error("The dialog has no button that submits it");
  return submitWith(world, tenant, person, id, typed, action);
}

export async function submitWith(
  world: World,
  tenant: string,
  person: string,
  id: string,
  typed: Record<string, string>,
  action: JsonObject,
): Promise<Submitted> {
  const dialog = ownDialog(world, tenant, person, id);
  const { card, from } = dialog;
  dialog.values = fillIn(card, dialog.values, asTyped(card, typed));
  dialog.errors = action.associatedInputs === "none" ? {} : inputErrors(card, dialog.values);
  changed(world, { tenant, what: "dialog" });
  if (Object.keys(dialog.errors).length > 0) return { outcome: "incomplete", dialog };
  const place = placeOf(world, tenant, person, from.channel);
  const root = findMessage(world, tenant, from.channel, from.message)?.thread ?? from.message;
  const value = { data: mergedData(card, action, dialog.values), context: { theme: "default" } };
  const fields = { type: "invoke", name: "task/submit", value, replyToId: from.message, channelData: clicked };
  const who = personOf(world, tenant, person);
  const made = activity(world, place, who, fields, place.kind === "channel" ? root : undefined);
  const { answer } = await invoke(world, tenant, made);
  const status = answer.status === undefined ? {} : { status: answer.status };
  const task = readTask(answer);
  if (task.kind === "failed") return { outcome: "failed", ...status, problem: task.problem, dialog };
  // She may have closed it meanwhile: then there is nothing to show the answer in.
  const open = world.dialogs.get(id) === dialog;
  if (task.kind === "continue" && open) {
    Object.assign(dialog, task.dialog, { values: initialValues(task.dialog.card), errors: {} });
    changed(world, { tenant, what: "dialog" });
    return { outcome: "continued", ...status, dialog };
  }
  if (open) remove(world, dialog);
  return task.kind === "message"
    ? { outcome: "message", ...status, message: task.text }
    : { outcome: "closed", ...status };
}

const clicked: JsonObject = { source: { name: "message" } };

/** She closes it without sending. Teams tells nobody. */
export function closeDialog(world: World, tenant: string, person: string, id: string): void {
  remove(world, ownDialog(world, tenant, person, id));
}

function remove(world: World, dialog: Dialog): void {
  world.dialogs.delete(dialog.id);
  changed(world, { tenant: dialog.tenant, what: "dialog" });
}

function ownDialog(world: World, tenant: string, person: string, id: string): Dialog {
  const dialog = world.dialogs.get(id);
  if (dialog?.tenant !== tenant || dialog.person !== person) throw new Error(`${person} has no open dialog ${id}`);
  return dialog;
}
