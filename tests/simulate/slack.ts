import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from "@slack/web-api";
import { renderMessages } from "../../adapters/slack/card.js";
import { retryAfterSeconds, sendFailure } from "../../adapters/slack/errors.js";
import { modalView } from "../../adapters/slack/form.js";
import { readInbound } from "../../adapters/slack/inbound.js";
import { installedEvent } from "../../adapters/slack/install.js";
import { readBody, type SlackBody } from "../../adapters/slack/payloads.js";
import { submitAnswer } from "../../adapters/slack/replies.js";
import { escapeText } from "../../adapters/slack/text.js";
import { installationOf } from "../../adapters/slack/workspaces.js";
import type { Receive, Reply } from "../../src/ports/chat-platform.js";
import type { Agenda } from "./agenda.js";
import type { Cloud, Fault } from "./cloud.js";
import { type Act, type Blank, buttonOn, type Hands, type Outcome, platformOf, type Window } from "./hands.js";
import { isGone, type Person, type Workspace } from "./world.js";

const ourselves = { botUserId: "UBOT", botId: "BBOT", appId: "APP" };
const direct = (user: string) => `D${user}`;

/** Slack, by the adapter's codec without its HTTP: cards as blocks, forms as views, what people do as Slack's payloads. */
export function slackHands(cloud: Cloud, agenda: Agenda, receive: Receive): Hands {
  const stamp = () => `${Math.floor(agenda.now() / 1000)}.${String(cloud.nextId()).padStart(6, "0")}`;
  const seconds = () => Math.floor(agenda.now() / 1000);

  /** As the receiver reads it, from the bytes on. */
  function decoded(payload: object): { body: SlackBody; event: Parameters<Receive>[0] } {
    const reading = readBody(JSON.parse(JSON.stringify(payload)));
    if (reading.kind !== "body") throw new Error(`Slack's payload is not read: ${JSON.stringify(reading)}`);
    const installation = installationOf(reading.body);
    if (installation === undefined) throw new Error("Slack's payload names no workspace");
    const read = readInbound(reading.body, installation, ourselves);
    if ("ignored" in read) throw new Error(`Slack's payload is ignored: ${read.ignored}`);
    return { body: reading.body, event: read.event };
  }

  const act =
    (payload: object, by: Person | undefined): Act =>
    async () => {
      if (by !== undefined && isGone(by, agenda.now())) throw new Error("the app is not there");
      const { body, event } = decoded(payload);
      const reply = await receive(event);
      if ("type" in body && body.type === "view_submission") {
        const answer = JSON.parse(JSON.stringify(submitAnswer(reply, body) ?? null));
        if (answer?.response_action === "errors")
          return {
            kind: "kept",
            window: windowOf(payload as Sent, by as Person),
            says: Object.values(answer.errors).join(" "),
          };
        // Somebody was faster: the same window with what she wrote, and what changed, above it.
        if (answer?.response_action === "update" && hasInputs(answer.view)) {
          const { id } = (payload as Sent).view;
          const window = windowOf({ view: { ...answer.view, id, hash: stamp() } }, by as Person);
          return { kind: "kept", window, says: JSON.stringify(answer.view.blocks[0]) };
        }
        return { kind: "closed" };
      }
      return shown(reply, by);
    };

  function shown(reply: Reply, by: Person | undefined): Outcome {
    if (by === undefined || reply.kind === "none") return { kind: "nothing" };
    if (reply.kind === "show-form") return { kind: "window", window: opened(modalView(reply.form, reply.context), by) };
    if (reply.kind === "notice")
      return {
        kind: "told",
        message: cloud.aside(
          by.workspace,
          direct(by.user),
          by.user,
          JSON.parse(JSON.stringify(renderMessages(reply.card))),
        ),
      };
    throw new Error(`Slack has no place for ${reply.kind} here`);
  }

  type View = { private_metadata?: string; callback_id?: string; blocks: unknown[] };
  type Sent = { view: View & { id: string; hash: string } };

  function opened(view: object, by: Person): Window {
    const drawn = JSON.parse(JSON.stringify(view)) as View;
    return windowOf({ view: { ...drawn, id: `V${cloud.nextId()}`, hash: stamp() } }, by);
  }

  function windowOf({ view }: Sent, by: Person): Window {
    const inputs = view.blocks.flatMap((block) => {
      const { type, block_id, element, optional } = block as {
        type: string;
        block_id: string;
        element: Element;
        optional: boolean;
      };
      // Behind a name stands a number where the input was shown anew.
      return type === "input" ? [{ name: block_id.replace(/\^\d+$/, ""), block_id, element, optional }] : [];
    });
    return {
      blanks: inputs.map(({ name, element, optional }) => blankOf(name, element, !optional)),
      send: (values) =>
        act(
          {
            type: "view_submission",
            user: { id: by.user, team_id: by.workspace.id },
            team: { id: by.workspace.id },
            trigger_id: stamp(),
            view: {
              ...view,
              state: {
                values: Object.fromEntries(
                  inputs.map(({ name, block_id, element }) => [
                    block_id,
                    { [element.action_id]: held(element, values[name] ?? "") },
                  ]),
                ),
              },
            },
          },
          by,
        ),
    };
  }

  const event = (workspace: Workspace, inner: object) => ({
    type: "event_callback",
    event_id: `Ev${cloud.nextId()}`,
    event_time: seconds(),
    team_id: workspace.id,
    api_app_id: ourselves.appId,
    authorizations: [{ team_id: workspace.id, enterprise_id: null, is_enterprise_install: false }],
    event: inner,
  });
  const message = (by: Person, inner: object) =>
    event(by.workspace, { type: "message", channel: direct(by.user), channel_type: "im", ...inner });

  return {
    platform: platformOf(cloud, { name: "slack", find: true, draw: renderMessages, failure, direct }),
    press(by, posted, doing) {
      const button = buttonOn(posted, doing);
      if (button === undefined) return undefined;
      const { action_id, value } = button.element;
      return act(
        {
          type: "block_actions",
          user: { id: by.user, team_id: by.workspace.id },
          team: { id: by.workspace.id },
          trigger_id: stamp(),
          container: {
            type: "message",
            message_ts: posted.id,
            channel_id: posted.channel,
            is_ephemeral: posted.marker === "",
          },
          channel: { id: posted.channel },
          message: { ts: posted.id },
          actions: [{ type: "button", action_id, value, action_ts: stamp() }],
        },
        by,
      );
    },
    type(by, text) {
      const ts = stamp();
      return {
        id: ts,
        act: act(message(by, { user: by.user, team: by.workspace.id, text: escapeText(text), ts }), by),
      };
    },
    change: (by, id, before, text) =>
      act(
        message(by, {
          subtype: "message_changed",
          ts: stamp(),
          message: { user: by.user, team: by.workspace.id, text: escapeText(text), ts: id },
          previous_message: { user: by.user, team: by.workspace.id, text: escapeText(before), ts: id },
        }),
        by,
      ),
    takeBack: (by, id, text) =>
      act(
        message(by, {
          subtype: "message_deleted",
          ts: stamp(),
          deleted_ts: id,
          previous_message: { user: by.user, team: by.workspace.id, text: escapeText(text), ts: id },
        }),
        by,
      ),
    say: (by, word) =>
      act(
        {
          command: "/throughline",
          text: word,
          user_id: by.user,
          team_id: by.workspace.id,
          channel_id: direct(by.user),
          trigger_id: stamp(),
        },
        by,
      ),
    removed: (from) => act(event(from, { type: "app_uninstalled" }), undefined),
    installed(in_) {
      const bot = {
        token: `xoxb-${in_.id}-${cloud.nextId()}`,
        id: ourselves.botId,
        userId: ourselves.botUserId,
        scopes: ["chat:write"],
      };
      const told = installedEvent(
        { team: { id: in_.id, name: in_.name }, appId: ourselves.appId, bot },
        new Date(agenda.now()),
      );
      return async () => shown(await receive(told), undefined);
    },
    cutOff: () => undefined,
    cameBack: () => undefined,
  };
}

type Element = {
  type: string;
  action_id: string;
  initial_value?: string;
  initial_date?: string;
  initial_option?: { value: string };
  initial_options?: { value: string }[];
  options?: { value: string }[];
};

function hasInputs({ blocks }: { blocks: { type: string }[] }): boolean {
  return blocks.some(({ type }) => type === "input");
}

function blankOf(name: string, element: Element, required: boolean): Blank {
  const { type, options = [], initial_value, initial_date, initial_option, initial_options = [] } = element;
  const one = type === "datepicker" ? "date" : type === "plain_text_input" ? "text" : "choice";
  return {
    name,
    kind: isSeveral(type) ? "choices" : one,
    options: options.map(({ value }) => value),
    initial:
      initial_value ?? initial_date ?? initial_option?.value ?? initial_options.map(({ value }) => value).join(","),
    required,
  };
}

const isSeveral = (type: string) => type === "checkboxes" || type === "multi_static_select";

function held({ type }: Element, value: string): object {
  if (type === "datepicker") return { type, selected_date: value === "" ? null : value };
  if (type === "plain_text_input") return { type, value: value === "" ? null : value };
  if (isSeveral(type))
    return { type, selected_options: value === "" ? [] : value.split(",").map((one) => ({ value: one })) };
  return { type, selected_option: value === "" ? null : { value } };
}

/** As the SDK would have said it, read by the adapter. */
function failure({ how, retryAfter }: Fault) {
  switch (how) {
    case "throttled":
      return sendFailure(new WebAPIRateLimitedError(retryAfterSeconds(retryAfter, 0)));
    case "broken":
      return sendFailure(new WebAPIHTTPError(503, "Service Unavailable", {}));
    case "reset":
      return sendFailure(new WebAPIRequestError(Object.assign(new Error("read"), { code: "ECONNRESET" })));
    case "not there":
      return sendFailure(
        new WebAPIRequestError(Object.assign(new Error("connect"), { code: "ECONNREFUSED", syscall: "connect" })),
      );
    case "gone":
      return sendFailure(new WebAPIPlatformError({ ok: false, error: "account_inactive" }));
    default:
      return how satisfies never;
  }
}
