import { networkFailure } from "../../adapters/http/failures.js";
import { renderMessages, type TeamsActivity } from "../../adapters/teams/card.js";
import { refusedFailure } from "../../adapters/teams/errors.js";
import { readInbound } from "../../adapters/teams/inbound.js";
import { type Activity, readActivity, readEnvelope } from "../../adapters/teams/payloads.js";
import { placeOf } from "../../adapters/teams/places.js";
import { dialogAnswer, performReply } from "../../adapters/teams/replies.js";
import type { Card } from "../../src/core/ui/card.js";
import type { Receive } from "../../src/ports/chat-platform.js";
import type { Journal } from "../../src/ports/journal.js";
import type { Agenda } from "./agenda.js";
import type { Cloud, Fault, Posted } from "./cloud.js";
import { type Act, type Blank, buttonOn, type Hands, type Outcome, platformOf, type Window } from "./hands.js";
import { isGone, type Person, type Workspace } from "./world.js";

const appId = "the-app";
const direct = (user: string) => `a:${user}`;

/** Teams, by the adapter's codec without its HTTP: cards as activities, forms as dialogs, what people do as activities. */
export function teamsHands(cloud: Cloud, agenda: Agenda, receive: Receive, journal: Journal): Hands {
  const stamp = () => `${agenda.now()}${String(cloud.nextId()).padStart(6, "0")}`;

  const activity = (by: Person, what: object, id = stamp()) => ({
    id,
    timestamp: new Date(agenda.now()).toISOString(),
    channelId: "msteams",
    serviceUrl: "https://smba.trafficmanager.net/amer/",
    from: { id: `29:${by.user}`, aadObjectId: by.user },
    recipient: { id: `28:${appId}` },
    conversation: { id: direct(by.user), conversationType: "personal", tenantId: by.workspace.id },
    channelData: { tenant: { id: by.workspace.id } },
    ...what,
  });

  /** As the receiver reads it, from the bytes on. */
  function decoded(payload: object) {
    const json: unknown = JSON.parse(JSON.stringify(payload));
    const envelope = readEnvelope(json);
    const reading = envelope && readActivity(json, envelope);
    if (reading?.kind !== "activity") throw new Error(`Teams' activity is not read: ${JSON.stringify(reading)}`);
    const place = placeOf(reading.activity);
    if (place === undefined) throw new Error("Teams' activity names no tenant");
    const read = readInbound(reading.activity, place, appId, () => undefined);
    if ("ignored" in read) throw new Error(`Teams' activity is ignored: ${read.ignored}`);
    return { activity: reading.activity, ...read };
  }

  const act =
    (payload: object, by: Person | undefined): Act =>
    async () => {
      if (by !== undefined && isGone(by, agenda.now())) throw new Error("the app is not there");
      const { activity: read, events, dialog } = decoded(payload);
      let outcome: Outcome = { kind: "nothing" };
      for (const event of events) {
        const reply = await receive(event);
        if (dialog !== undefined) {
          if (by !== undefined) outcome = inDialog(dialogAnswer(reply, dialog, read.name), read, by);
        } else
          await performReply(reply, event, {
            out: {
              async tell(_to, what) {
                outcome = told(by, what);
              },
            },
            journal,
          });
      }
      return outcome;
    };

  function told(by: Person | undefined, what: Card | TeamsActivity): Outcome {
    if (by === undefined) return { kind: "nothing" };
    const payloads = "type" in what ? [what] : renderMessages(what);
    return { kind: "told", message: aside(by, payloads) };
  }

  function aside(by: Person, payloads: unknown[]): Posted {
    return cloud.aside(by.workspace, direct(by.user), by.user, JSON.parse(JSON.stringify(payloads)));
  }

  type Dialog = { body: unknown[]; actions?: { data: object }[] };

  function inDialog(answer: ReturnType<typeof dialogAnswer>, { name }: Activity, by: Person): Outcome {
    const sent = name === "task/submit";
    if (answer === undefined) return { kind: sent ? "closed" : "nothing" };
    if (answer.task.type === "message") return sent ? { kind: "closed" } : { kind: "nothing" };
    const card = JSON.parse(JSON.stringify(answer.task.value.card.content)) as Dialog;
    const send = card.actions?.[0];
    if (send === undefined) return sent ? { kind: "closed" } : { kind: "told", message: aside(by, [card]) };
    const window = windowOf(card, send.data, by);
    return sent ? { kind: "kept", window, says: saidIn(card) } : { kind: "window", window };
  }

  function windowOf(card: Dialog, data: object, by: Person): Window {
    const inputs = inputsIn(card.body);
    return {
      blanks: inputs.map(blankOf),
      send(values) {
        const typed = Object.fromEntries(inputs.map(({ id }) => [id, values[id] ?? ""]));
        return act(
          activity(by, {
            type: "invoke",
            name: "task/submit",
            value: { data: { ...data, ...typed }, context: { theme: "default" } },
          }),
          by,
        );
      },
    };
  }

  const install = (by: Person, action: "add" | "remove") =>
    act(activity(by, { type: "installationUpdate", action }), undefined);

  return {
    platform: platformOf(cloud, {
      name: "teams",
      find: false,
      draw: renderMessages,
      failure: (fault) => failure(fault),
      direct,
    }),
    press(by, posted, doing) {
      const button = buttonOn(posted, doing);
      if (button === undefined) return undefined;
      const data = button.element.data as { msteams?: object };
      const { msteams, ...value } = data;
      const on = posted.marker === "" ? {} : { replyToId: posted.id };
      if (msteams === undefined) return act(activity(by, { type: "message", value, ...on }), by);
      return act(
        activity(by, { type: "invoke", name: "task/fetch", value: { data, context: { theme: "default" } }, ...on }),
        by,
      );
    },
    type(by, text) {
      const id = stamp();
      return { id, act: act(activity(by, { type: "message", ...typed(text) }, id), by) };
    },
    change: (by, id, _before, text) =>
      act(
        activity(
          by,
          {
            type: "messageUpdate",
            channelData: { tenant: { id: by.workspace.id }, eventType: "editMessage" },
            ...typed(text),
          },
          id,
        ),
        by,
      ),
    takeBack: (by, id) =>
      act(
        activity(
          by,
          { type: "messageDelete", channelData: { tenant: { id: by.workspace.id }, eventType: "softDeleteMessage" } },
          id,
        ),
        by,
      ),
    say: (by, word) => act(activity(by, { type: "message", ...typed(word) }), by),
    // No activity says that an app is gone from everywhere.
    removed: () => undefined,
    installed: (in_) => act(addedToTeam(in_), undefined),
    cutOff: (by) => install(by, "remove"),
    cameBack: (by) => install(by, "add"),
  };

  function addedToTeam(in_: Workspace): object {
    const channel = in_.district?.teams[0]?.channel ?? "19:general@thread.tacv2";
    const admin = [...in_.byUser.values()][0];
    if (admin === undefined) throw new Error("nobody lives there");
    return activity(admin, {
      type: "installationUpdate",
      action: "add",
      conversation: { id: channel, conversationType: "channel", tenantId: in_.id, isGroup: true },
      channelData: { tenant: { id: in_.id }, team: { id: channel }, channel: { id: channel } },
    });
  }
}

/** Plain, and beside it what Teams' editor made of it. */
function typed(text: string): object {
  const html = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return { text, attachments: [{ contentType: "text/html", content: `<p>${html}</p>` }] };
}

type Input = {
  type: string;
  id: string;
  value?: string;
  isRequired?: boolean;
  isMultiSelect?: boolean;
  choices?: { value: string }[];
};

function inputsIn(value: unknown): Input[] {
  if (Array.isArray(value)) return value.flatMap(inputsIn);
  if (typeof value !== "object" || value === null) return [];
  const { type } = value as { type?: unknown };
  if (typeof type === "string" && type.startsWith("Input.")) return [value as Input];
  return Object.values(value).flatMap(inputsIn);
}

function blankOf({ type, id, value = "", isRequired = false, isMultiSelect = false, choices = [] }: Input): Blank {
  const choice = isMultiSelect ? "choices" : "choice";
  const kind = type === "Input.Date" ? "date" : type === "Input.ChoiceSet" ? choice : "text";
  return { name: id, kind, options: choices.map((one) => one.value), initial: value, required: isRequired };
}

function saidIn(value: unknown): string {
  return JSON.stringify(value);
}

/** As the connector answers, read by the adapter. */
function failure({ how, retryAfter }: Fault) {
  const answered = (status: number, body = "") => refusedFailure({ status, retryAfter, body }, 0);
  switch (how) {
    case "throttled":
      return answered(429);
    case "broken":
      return answered(502);
    case "reset":
      return networkFailure(Object.assign(new Error("read"), { code: "ECONNRESET" }));
    case "not there":
      return networkFailure(Object.assign(new Error("connect"), { code: "ECONNREFUSED", syscall: "connect" }));
    case "gone":
      return answered(
        403,
        JSON.stringify({
          error: { code: "BotNotInConversationRoster", message: "The bot is not part of the conversation roster." },
        }),
      );
    default:
      return how satisfies never;
  }
}
