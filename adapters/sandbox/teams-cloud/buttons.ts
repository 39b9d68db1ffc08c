import { isObject, type Json, type JsonObject } from "../json.js";
import { activity } from "./activities.js";
import { cardProblems } from "./cards.js";
import { deliver, invoke } from "./deliveries.js";
import { openDialog, submitWith } from "./dialogs.js";
import { asTyped, fillIn, findAction, initialValues, inputErrors, mergedData } from "./inputs.js";
import { replaceContent } from "./messages.js";
import { chatProblem, notAvailable, statusOf } from "./people.js";
import {
  findMessage,
  isInstalled,
  membersOf,
  type PersonState,
  type Place,
  personOf,
  placeOf,
  type World,
} from "./state.js";
import { readTask, unreachable } from "./tasks.js";
import type { Message, Pressed, PressTarget, PressWhat } from "./types.js";

/** Presses the button with these words, after filling in the card's inputs. `what`: where several say so, also which one. */
export async function press(
  world: World,
  tenant: string,
  person: string,
  target: PressTarget,
  what: PressWhat,
  typed: Record<string, string> = {},
): Promise<Pressed> {
  const { label, nth } = typeof what === "string" ? { label: what, nth: undefined } : what;
  if ("dialog" in target) return pressInDialog(world, tenant, person, target.dialog, label, typed);
  const who = personOf(world, tenant, person);
  const place = placeOf(world, tenant, person, target.channel);
  const message = findMessage(world, tenant, place.id, target.message);
  if (!message || message.deleted || message.card === undefined)
    throw new Error(`There is no card at ${target.channel} ${target.message}`);
  if (!membersOf(place).includes(who)) throw new Error(`${person} is not in ${place.id}`);
  const { card } = message;
  const action = findAction(card, label, nth);
  if (local.includes(String(action.type))) return {};
  const problem = place.kind === "personal" ? chatProblem(place) : isInstalled(place) ? undefined : notAvailable;
  if (problem !== undefined) return { problem };
  const values = fillIn(card, initialValues(card), asTyped(card, typed));
  const errors = Object.values(inputErrors(card, values));
  if (errors[0] !== undefined && action.associatedInputs !== "none") return { problem: errors[0] };
  const button: Button = { world, place, who, message, action, data: mergedData(card, action, values) };
  if (action.type === "Action.Execute") return execute(button);
  return opensDialog(action) ? fetchDialog(button) : submitMessage(button);
}

/** What the person's own program does without telling anybody. */
const local = ["Action.OpenUrl", "Action.ShowCard", "Action.ToggleVisibility"];

type Button = { world: World; place: Place; who: PersonState; message: Message; action: JsonObject; data: Json };

function opensDialog(action: JsonObject): boolean {
  const msteams = isObject(action.data) ? action.data.msteams : undefined;
  return isObject(msteams) && msteams.type === "task/fetch";
}

/** Most buttons: a message of hers without text, that answers to the card. */
async function submitMessage({ world, place, who, message, data }: Button): Promise<Pressed> {
  const fields = { type: "message", value: data, replyToId: message.id, channelData: clicked };
  const made = activity(world, place, who, fields, rootOf(place, message));
  const delivery = await deliver(world, place.tenant.id, made);
  const status = statusOf(delivery);
  const well = status.status !== undefined && status.status < 300;
  return { ...status, ...(well ? {} : { problem: unreachable }) };
}

async function fetchDialog({ world, place, who, message, data }: Button): Promise<Pressed> {
  const value = { data, context: { theme: "default" } };
  const fields = { type: "invoke", name: "task/fetch", value, replyToId: message.id, channelData: clicked };
  const { answer } = await invoke(world, place.tenant.id, activity(world, place, who, fields, rootOf(place, message)));
  const status = answer.status === undefined ? {} : { status: answer.status };
  const task = readTask(answer);
  if (task.kind === "message") return { ...status, message: task.text };
  if (task.kind !== "continue") return { ...status, problem: task.kind === "failed" ? task.problem : unreachable };
  return { ...status, opened: openDialog(world, who, message, task.dialog) };
}

/** Action.Execute may be answered by another card for this one, or by a sentence. */
async function execute({ world, place, who, message, action, data }: Button): Promise<Pressed> {
  const { type, id, verb, title } = action;
  const value: JsonObject = { action: { type, id, title, verb, data }, trigger: "manual" };
  const fields = { type: "invoke", name: "adaptiveCard/action", value, replyToId: message.id, channelData: clicked };
  const { answer } = await invoke(world, place.tenant.id, activity(world, place, who, fields, rootOf(place, message)));
  const status = answer.status === undefined ? {} : { status: answer.status };
  const reply = answerObject(answer.body);
  if (answer.status !== 200 || reply?.statusCode !== 200) return { ...status, problem: unreachable };
  if (reply.type === "application/vnd.microsoft.activity.message" && typeof reply.value === "string")
    return { ...status, message: reply.value };
  if (reply.type !== "application/vnd.microsoft.card.adaptive" || cardProblems(reply.value).length > 0)
    return { ...status, problem: unreachable };
  const { text, summary } = message;
  replaceContent(world, message, { text, card: reply.value, ...(summary === undefined ? {} : { summary }) });
  return status;
}

function answerObject(body: string): JsonObject | undefined {
  try {
    const value = JSON.parse(body) as Json;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

async function pressInDialog(
  world: World,
  tenant: string,
  person: string,
  id: string,
  label: string,
  typed: Record<string, string>,
): Promise<Pressed> {
  const dialog = world.dialogs.get(id);
  if (!dialog) throw new Error(`There is no open dialog ${id}`);
  const action = findAction(dialog.card, label);
  if (local.includes(String(action.type))) return {};
  const submitted = await submitWith(world, tenant, person, id, typed, action);
  const { status, problem, message } = submitted;
  return {
    submitted,
    ...(status === undefined ? {} : { status }),
    ...(problem === undefined ? {} : { problem }),
    ...(message === undefined ? {} : { message }),
  };
}

const clicked: JsonObject = { source: { name: "message" } };

const rootOf = (place: Place, message: Message): string | undefined =>
  place.kind === "channel" ? (message.thread ?? message.id) : undefined;
