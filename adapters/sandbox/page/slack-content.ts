import type { KnownBlock } from "@slack/types";
import type { Channel, Message, PressTarget, SlackCloud, User, View, Workspace } from "../slack-cloud/index.js";
import {
  type Act,
  type Acted,
  ActRefused,
  type Cloud,
  type ConversationState,
  type MessageState,
  messagesShown,
  type PressedButton,
  type PressedOn,
  type Who,
  type WorkspaceState,
} from "./cloud.js";
import type { SlackMessageContent, SlackViewContent } from "./slack-shapes.js";

export type SlackCloudOnPageOptions = {
  /** Programme time. */
  now: () => Date;
  /** Where the app is added to a workspace. Without it, it cannot be removed on the page either. */
  installUrl?: (workspace: string) => string;
};

/** The simulated Slack as the page knows clouds. */
export function slackCloudOnPage(cloud: SlackCloud, options: SlackCloudOnPageOptions): Cloud {
  const { installUrl } = options;
  const cameAt = new Map<string, string>();

  /* At every change, not only when a state is asked for: in between the clock may have been moved by weeks. */
  function noteTimes(workspace: string): void {
    for (const channel of allChannels(cloud, workspace)) {
      const messages = cloud.messages(workspace, channel.id);
      for (let index = messages.length - 1; index >= 0; index--) {
        const message = messages[index];
        if (message === undefined || cameAt.has(keyOf(message))) break;
        cameAt.set(keyOf(message), options.now().toISOString());
      }
    }
  }

  function workspaceState(workspace: Workspace): WorkspaceState {
    noteTimes(workspace.id);
    const users = cloud.users(workspace.id);
    const channels = allChannels(cloud, workspace.id);
    const people = users.filter((user) => canBePlayed(user, channels));
    return {
      id: workspace.id,
      name: workspace.name,
      installed: workspace.installed,
      installUrl: installUrl?.(workspace.id),
      bot: { id: workspace.botUser, name: users.find((user) => user.ownBot)?.realName ?? "Throughline" },
      people: people.map((user) => ({
        id: user.id,
        name: user.realName,
        title: user.title,
        standing: user.home !== workspace.id ? "outside" : user.restricted ? "guest" : "member",
      })),
      conversations: channels
        .filter((channel) => channel.kind !== "im" || people.some((user) => user.id === channel.user))
        .map((channel) => conversationState(workspace, channel, users)),
      dialogs: people.flatMap((user) =>
        cloud.views(workspace.id, user.id).map((view) => ({
          id: view.id,
          person: user.id,
          content: viewContent(view),
          errors: view.errors,
        })),
      ),
      homes: people.flatMap((user) => {
        const view = cloud.home(workspace.id, user.id);
        return view === undefined ? [] : [{ person: user.id, content: viewContent(view) }];
      }),
    };
  }

  function conversationState(workspace: Workspace, channel: Channel, users: User[]): ConversationState {
    const all = cloud.messages(workspace.id, channel.id);
    return {
      id: channel.id,
      kind: channel.kind === "im" ? "bot" : channel.kind === "group" ? "private channel" : "channel",
      name: channel.kind === "im" ? (users.find((user) => user.ownBot)?.realName ?? "Throughline") : channel.name,
      members: channel.members.filter((member) => member !== workspace.botUser),
      messages: all.slice(-messagesShown).map((message) => messageState(message, users)),
      left: Math.max(0, all.length - messagesShown),
    };
  }

  function messageState(message: Message, users: User[]): MessageState {
    const author = users.find((user) => user.id === message.user);
    const kind = message.ownBot ? "bot" : message.botId === undefined ? "person" : "other app";
    const content: SlackMessageContent = {
      blocks: message.deleted || message.blocks === undefined ? undefined : blocksOf(message.blocks),
      files: message.files.flatMap((id) => {
        const file = cloud.file(id);
        return file === undefined ? [] : [{ title: file.title, altText: file.altText }];
      }),
    };
    return {
      id: message.ts,
      at: cameAt.get(keyOf(message)) ?? options.now().toISOString(),
      from: { kind, id: message.user, name: message.username ?? author?.realName ?? "Somebody" },
      text: message.deleted ? "" : message.text,
      content,
      edited: message.edited !== undefined,
      deleted: message.deleted,
      onlyFor: message.ephemeralTo,
      thread: message.threadTs,
      marker: markerOf(message),
    };
  }

  return {
    platform: "slack",
    state: () => ({ platform: "slack", homePage: true, workspaces: cloud.workspaces().map(workspaceState) }),
    onChange: (listener) =>
      cloud.onChange(({ what, workspace }) => {
        if (what === "call" || what === "delivery") return;
        if (what === "message" && workspace !== undefined) noteTimes(workspace);
        listener();
      }),
    async act(as, act) {
      if (!cloud.workspaces().some((workspace) => workspace.id === as.workspace)) {
        throw new ActRefused("There is no such workspace.");
      }
      if (!cloud.users(as.workspace).some((user) => user.id === as.user && !user.bot && !user.ownBot)) {
        throw new ActRefused("There is no such person in this workspace.");
      }
      if (act.do === "uninstall" && installUrl === undefined) {
        throw new ActRefused("Here the app cannot be removed: it could not be added again.");
      }
      try {
        return await perform(cloud, as, act);
      } catch (error) {
        if (error instanceof ActRefused) throw error;
        /* The cloud throws where a person could not do this: the message, the button or the form is gone. */
        throw new ActRefused("That is not there any more, or not for this person.", { cause: error });
      }
    },
  };
}

async function perform(cloud: SlackCloud, { workspace, user }: Who, act: Act): Promise<Acted> {
  switch (act.do) {
    case "say":
      await cloud.say(workspace, user, act.conversation, act.text, act.thread ? { threadTs: act.thread } : undefined);
      return { outcome: "done" };
    case "edit":
      await cloud.editMessage(workspace, user, act.conversation, act.message, act.text);
      return { outcome: "done" };
    case "delete":
      await cloud.deleteMessage(workspace, user, act.conversation, act.message);
      return { outcome: "done" };
    case "command": {
      const { problem } = await cloud.command(workspace, user, act.conversation, `${act.command} ${act.text}`.trim());
      return { outcome: "done", problem };
    }
    case "press": {
      const { problem } = await cloud.press(workspace, user, pressTarget(act.on), pressWhat(act.button));
      return { outcome: "done", problem };
    }
    case "open-home":
      await cloud.openHome(workspace, user);
      return { outcome: "done" };
    case "submit": {
      const typed = Object.fromEntries(Object.entries(act.values).map(([field, value]) => [field, value ?? ""]));
      const { outcome, problem, errors } = await cloud.submit(workspace, user, act.dialog, typed);
      if (outcome === "closed") return { outcome: "closed" };
      return outcome === "updated" || outcome === "pushed" ? { outcome: "done" } : { outcome: "kept", problem, errors };
    }
    case "cancel":
      await cloud.cancel(workspace, user, act.dialog);
      return { outcome: "closed" };
    case "uninstall":
      await cloud.uninstall(workspace);
      return { outcome: "done" };
    case "undelete":
    case "add-app":
    case "remove-app":
      throw new ActRefused("Slack has no such thing.");
    default:
      return act satisfies never;
  }
}

function pressTarget(on: PressedOn): PressTarget {
  if ("dialog" in on) return { view: on.dialog };
  if ("home" in on) return "home";
  return { channel: on.conversation, ts: on.message };
}

function pressWhat({ action, block, label }: PressedButton): { actionId?: string; blockId?: string; label?: string } {
  return { actionId: action, blockId: block, label };
}

function allChannels(cloud: SlackCloud, workspace: string): Channel[] {
  const channels = cloud.channels(workspace).filter((channel) => !channel.archived);
  const direct = cloud
    .users(workspace)
    .filter((user) => !user.bot && !user.ownBot)
    .map((user): Channel => {
      const id = cloud.dm(workspace, user.id);
      return { workspace, id, name: "", kind: "im", user: user.id, archived: false, members: [user.id] };
    });
  return [...direct, ...channels];
}

/** Somebody from elsewhere is played where she was asked into a channel. */
function canBePlayed(user: User, channels: Channel[]): boolean {
  if (user.bot || user.ownBot || user.deactivated) return false;
  const here = user.home === user.workspace && !user.stranger;
  return here || channels.some((channel) => channel.kind !== "im" && channel.members.includes(user.id));
}

function viewContent(view: View): SlackViewContent {
  const { title, submit, close, values } = view;
  return { title, submit, close, blocks: blocksOf(view.blocks), values };
}

/* The cloud has refused what is no Block Kit. */
function blocksOf(blocks: unknown[]): KnownBlock[] {
  return blocks as KnownBlock[];
}

/** The adapter's marker is the only text in its metadata. */
function markerOf(message: Message): string | undefined {
  return Object.values(message.metadata?.event_payload ?? {}).find((value) => typeof value === "string");
}

function keyOf(message: Message): string {
  return `${message.workspace}/${message.channel}/${message.ts}`;
}
