import type { ChannelRef, MessageRef, PersonRef } from "../../src/core/refs.js";
import type { Card } from "../../src/core/ui/card.js";
import type { ChatPlatform, Outgoing } from "../../src/ports/chat-platform.js";
import { PlatformError, type SendFailure } from "../../src/ports/chat-platform.js";
import { actionsIn, type Cloud, type Fault, type Posted, type Pressable } from "./cloud.js";
import type { Person, Workspace } from "./world.js";

/** One delivery of the platform to the process. Called again it is delivered again. Rejects when it was not taken. */
export type Act = () => Promise<Outcome>;

/** What she sees then. */
export type Outcome =
  | { kind: "nothing" }
  | { kind: "window"; window: Window }
  /** Still open, with what she typed. */
  | { kind: "kept"; window: Window; says: string }
  | { kind: "closed" }
  | { kind: "told"; message: Posted };

export type Blank = {
  name: string;
  kind: "text" | "date" | "choice" | "choices";
  options: string[];
  /** Of several choices all of them, with commas between. */
  initial: string;
  required: boolean;
};

/** Which button: the first that does this, or that fits. */
export type Button = string | ((action: Pressable["action"]) => boolean);

export function buttonOn({ payloads }: Posted, doing: Button): Pressable | undefined {
  return actionsIn(payloads).find(({ action }) => (typeof doing === "string" ? action.do === doing : doing(action)));
}

/** A form as the platform shows it. */
export type Window = { blanks: Blank[]; send(values: Record<string, string>): Act };

/** What people can do on one platform. Each makes the platform's own payload, which the adapter's codec reads. */
export type Hands = {
  platform: ChatPlatform;
  /** Undefined where the message has no such button (any more). */
  press(by: Person, message: Posted, doing: Button): Act | undefined;
  type(by: Person, text: string): { id: string; act: Act };
  change(by: Person, id: string, before: string, text: string): Act;
  takeBack(by: Person, id: string, text: string): Act;
  /** One of the bot's words: a command where there are commands. */
  say(by: Person, word: string): Act;
  /** The app is taken away, or comes back. Undefined where the platform does not tell. */
  removed(from: Workspace): Act | undefined;
  installed(in_: Workspace): Act;
  /** She takes the app away for herself, or takes it back. Undefined where nobody can. */
  cutOff(by: Person): Act | undefined;
  cameBack(by: Person): Act | undefined;
};

export type Drawing = {
  name: "slack" | "teams";
  find: boolean;
  draw(card: Card): object[];
  failure(fault: Fault): SendFailure;
  direct(user: string): string;
};

/** The door out: cards drawn by the adapter's codec, posted into the cloud, failures read by the adapter's tables. */
export function platformOf(cloud: Cloud, { name, find, draw, failure, direct }: Drawing): ChatPlatform {
  const home = (workspace: string): Workspace => {
    const found = cloud.workspace(name, workspace);
    if (found === undefined) throw new PlatformError({ kind: "unreachable", reason: "not-installed" });
    return found;
  };

  async function send(
    to: ChannelRef,
    user: string | undefined,
    what: "post" | "edit",
    { card, marker, leaving }: Outgoing,
  ): Promise<MessageRef> {
    const workspace = home(to.workspace);
    const payloads = draw(card).map((one) => JSON.parse(JSON.stringify(one)) as object);
    await leaving?.();
    const fault = cloud.fault(workspace, what === "edit" ? `${marker} changed` : marker);
    if (fault !== undefined && !fault.posted) throw new PlatformError(failure(fault));
    const posted = cloud.put({ what, workspace, channel: to.channel, user, marker, payloads });
    if (fault !== undefined) throw new PlatformError(failure(fault));
    return { platform: name, workspace: to.workspace, channel: to.channel, message: posted.id };
  }

  /** `direct` is what the adapter was told of her conversation: another one than hers is another person's. */
  function conversation(to: PersonRef): ChannelRef {
    const hers = direct(to.user);
    if (to.direct !== undefined && to.direct !== hers)
      throw new PlatformError({ kind: "unreachable", reason: "channel_not_found" });
    return { platform: name, workspace: to.workspace, channel: hers };
  }

  return {
    name,
    capabilities: { find, lookUpByEmail: false, homePage: name === "slack" },
    routes: {},
    start: async () => {},
    stop: async () => {},
    sendDirect: async (to, outgoing) => {
      const gone = home(to.workspace)
        .byUser.get(to.user)
        ?.cutOff.some((span) => span.to === undefined);
      if (gone) throw new PlatformError(failure({ how: "gone", posted: false, retryAfter: null }));
      return send(conversation(to), to.user, "post", outgoing);
    },
    post: (to, outgoing) => send(to, undefined, "post", outgoing),
    reply: async () => {
      throw new PlatformError({ kind: "refused", reason: "nothing replies yet" });
    },
    edit: async (message, outgoing) => {
      const standing = cloud.message(home(message.workspace), message.channel, message.message);
      if (standing === undefined) throw new PlatformError({ kind: "refused", reason: "message_not_found" });
      return { ...(await send(message, standing.user, "edit", outgoing)), message: message.message };
    },
    remove: async () => {},
    async find(to, marker) {
      const workspace = home(to.workspace);
      const fault = cloud.fault(workspace, `${marker} looked for`);
      if (fault !== undefined) throw new PlatformError(definite(failure(fault)));
      const found = cloud.marked(marker);
      if (found === undefined || found.workspace !== workspace) return undefined;
      return { platform: name, workspace: to.workspace, channel: found.channel, message: found.id };
    },
    personByEmail: async () => undefined,
  };
}

/** Looking posts nothing. */
function definite(failure: SendFailure): SendFailure {
  return failure.kind === "ambiguous" ? { kind: "not-sent", reason: failure.reason } : failure;
}
