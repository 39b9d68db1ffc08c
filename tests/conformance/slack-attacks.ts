import { createHmac, randomUUID } from "node:crypto";
import type { Attack, RawRequest, Stage } from "./driver.js";

/** Requests that pretend to come from Slack, and what only Slack could sign but never would. */

export const signingSecret = "the-signing-secret-of-the-suite";

/** The last event that a person caused: what the bot does itself comes back as events, too. */
export function lastSaid(recorded: RawRequest[]): RawRequest {
  const said = recorded.findLast(({ body }) => body.startsWith("{") && JSON.parse(body).event?.bot_id === undefined);
  if (!said) throw new Error("nobody has said anything");
  return said;
}

const secondsNow = (): number => Math.floor(Date.now() / 1000);

export function signed(request: RawRequest, at = secondsNow(), secret = signingSecret): RawRequest {
  const signature = `v0=${createHmac("sha256", secret).update(`v0:${at}:${request.body}`).digest("hex")}`;
  return {
    ...request,
    headers: { ...request.headers, "x-slack-request-timestamp": String(at), "x-slack-signature": signature },
  };
}

/** From a message and a button that were really sent: every false version asks for something new. */
export async function attacks(stage: Stage, recorded: RawRequest[]): Promise<Attack[]> {
  await stage.act.say(stage.people.member, "direct", "hello");
  const message = lastSaid(recorded);
  const buttons = { kind: "buttons" as const, buttons: [{ label: "Mute", action: { do: "mute" as const } }] };
  const ref = await stage
    .platform()
    .sendDirect(stage.people.member, { card: { blocks: [buttons] }, marker: randomUUID() });
  await stage.settle();
  await stage.act.press(stage.people.member, ref, "Mute");
  const pressed = recorded.findLast(({ body }) => body.startsWith("payload="));
  if (!pressed) throw new Error("no button was sent");
  const newMessage = (): RawRequest => ({
    ...message,
    body: message.body.replace(/"event_id":"\w+"/, `"event_id":"Ev${randomUUID()}"`),
  });
  const newPress = (): RawRequest => {
    const payload = JSON.parse(new URLSearchParams(pressed.body).get("payload") ?? "");
    payload.actions[0].action_ts = randomUUID();
    return { ...pressed, body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString() };
  };
  return [["message", newMessage] as const, ["button", newPress] as const].flatMap(([what, fresh]) => [
    ...falseVersions(fresh).map(([name, request]) => ({ name: `${what}, ${name}`, request, genuine: false })),
    { name: `${what}, genuine`, request: signed(fresh()), genuine: true },
  ]);
}

function falseVersions(fresh: () => RawRequest): [string, RawRequest][] {
  const without = (request: RawRequest, name: string): RawRequest => {
    const { [name]: _gone, ...headers } = request.headers;
    return { ...request, headers };
  };
  const changedAfter = signed(fresh());
  return [
    ["unsigned", without(without(signed(fresh()), "x-slack-signature"), "x-slack-request-timestamp")],
    ["without its time", without(signed(fresh()), "x-slack-request-timestamp")],
    ["signed with another secret", signed(fresh(), secondsNow(), "another secret")],
    ["signed with an empty secret", signed(fresh(), secondsNow(), "")],
    ["changed after it was signed", { ...changedAfter, body: changedAfter.body.replace("U0LEAD", "U0NEW0") }],
    ["expired", signed(fresh(), secondsNow() - 310)],
    ["from the future", signed(fresh(), secondsNow() + 310)],
    ["replayed an hour later", signed(fresh(), secondsNow() - 3600)],
    ["replayed an hour later with a new time", withTime(signed(fresh(), secondsNow() - 3600), secondsNow())],
  ];
}

const withTime = (request: RawRequest, at: number): RawRequest => ({
  ...request,
  headers: { ...request.headers, "x-slack-request-timestamp": String(at) },
});

export function garbage(): { name: string; request: RawRequest }[] {
  const post = (contentType: string, body: string): RawRequest =>
    signed({ method: "POST", path: "/slack/events", headers: { "content-type": contentType }, body });
  const json = "application/json";
  const form = "application/x-www-form-urlencoded";
  const cases: [string, RawRequest][] = [
    ["null", post(json, "null")],
    ["a list", post(json, "[]")],
    ["a text", post(json, '"x"')],
    ["broken JSON", post(json, '{"type":')],
    ["nothing", post(json, "")],
    ["an unknown type", post(json, '{"type":"nonsense"}')],
    ["an event without an event", post(json, '{"type":"event_callback","event_id":"Ev1","event_time":1}')],
    ["an empty form", post(form, "")],
    ["a form with a broken payload", post(form, "payload=%7B")],
    ["a form with a payload of null", post(form, "payload=null")],
    ["a button without a person", post(form, `payload=${encodeURIComponent('{"type":"block_actions","actions":[]}')}`)],
    ["more than a megabyte", post(json, JSON.stringify({ type: "event_callback", x: "x".repeat(1_100_000) }))],
    ["another content type", post("text/plain", '{"type":"event_callback"}')],
  ];
  return cases.map(([name, request]) => ({ name, request }));
}
