import type { Channel, Dialog, Message, Person, TeamsCloud, Tenant } from "../teams-cloud/index.js";
import {
  type Act,
  type Acted,
  ActRefused,
  type Cloud,
  type ConversationState,
  type FieldValue,
  type MessageState,
  messagesShown,
  type Who,
  type WorkspaceState,
} from "./cloud.js";
import type { TeamsDialogContent, TeamsMessageContent } from "./teams-shapes.js";

export type TeamsCloudOnPageOptions = {
  /** Programme time. */
  now: () => Date;
  /** What a team is called. Without it, a tenant's channels are listed under the tenant's name. */
  teamName?: (tenant: string, team: string) => string | undefined;
};

/** The simulated Teams as the page knows clouds. */
export function teamsCloudOnPage(cloud: TeamsCloud, options: TeamsCloudOnPageOptions): Cloud {
  const cameAt = new Map<string, string>();

  /* At every change, not only when a state is asked for: in between the clock may have been moved by weeks. */
  function noteTimes(tenant: string): void {
    for (const channel of allChannels(cloud, tenant)) {
      const messages = cloud.messages(tenant, channel.id);
      for (let index = messages.length - 1; index >= 0; index--) {
        const message = messages[index];
        if (message === undefined || cameAt.has(keyOf(message))) break;
        cameAt.set(keyOf(message), options.now().toISOString());
      }
    }
  }

  function workspaceState(tenant: Tenant): WorkspaceState {
    noteTimes(tenant.id);
    const people = playable(cloud, tenant.id);
    return {
      id: tenant.id,
      name: tenant.name,
      installed: tenant.installed,
      bot: { id: tenant.botId, name: tenant.botName },
      people: people.map((person) => ({
        id: person.id,
        name: person.name,
        title: person.title,
        standing: person.homeTenant !== tenant.id ? "outside" : person.guest === true ? "guest" : "member",
      })),
      conversations: allChannels(cloud, tenant.id).map((channel) => conversationState(tenant, channel)),
      dialogs: people.flatMap((person) => cloud.dialogs(tenant.id, person.id).map(dialogState)),
      homes: [],
    };
  }

  function conversationState(tenant: Tenant, channel: Channel): ConversationState {
    const all = cloud.messages(tenant.id, channel.id);
    const { kind, team = "" } = channel;
    return {
      id: channel.id,
      kind: kind === "personal" ? "bot" : "channel",
      name: kind === "personal" ? tenant.botName : isGeneral(channel) ? "General" : channel.name,
      team: kind === "personal" ? undefined : (options.teamName?.(tenant.id, team) ?? tenant.name),
      app: channel.installed ? "here" : "away",
      members: channel.members,
      messages: all.slice(-messagesShown).map(messageState),
      left: Math.max(0, all.length - messagesShown),
    };
  }

  function messageState(message: Message): MessageState {
    const content: TeamsMessageContent = message.deleted ? {} : { card: message.card };
    return {
      id: message.id,
      at: cameAt.get(keyOf(message)) ?? options.now().toISOString(),
      from: {
        kind: message.ownBot ? "bot" : message.otherBot ? "other app" : "person",
        id: message.from,
        name: message.fromName,
      },
      text: message.deleted ? "" : message.text,
      content,
      edited: message.edited,
      deleted: message.deleted,
      thread: message.thread,
    };
  }

  return {
    platform: "teams",
    state: () => ({ platform: "teams", homePage: false, workspaces: cloud.tenants().map(workspaceState) }),
    onChange: (listener) =>
      cloud.onChange(({ what, tenant }) => {
        if (what === "call" || what === "delivery") return;
        if (what === "message" && tenant !== undefined) noteTimes(tenant);
        listener();
      }),
    async act(as, act) {
      const tenant = cloud.tenants().find((one) => one.id === as.workspace);
      if (tenant === undefined) throw new ActRefused("There is no such tenant.");
      if (!playable(cloud, tenant.id).some((person) => person.id === as.user)) {
        throw new ActRefused("There is no such person in this tenant.");
      }
      try {
        return await perform(cloud, tenant, as, act);
      } catch (error) {
        if (error instanceof ActRefused) throw error;
        /* The cloud throws where a person could not do this: the message, the button or the dialog is gone. */
        throw new ActRefused("That is not there any more, or not for this person.", { cause: error });
      }
    },
  };
}

async function perform(cloud: TeamsCloud, tenant: Tenant, { user }: Who, act: Act): Promise<Acted> {
  const { id } = tenant;
  switch (act.do) {
    case "say": {
      const { thread, mention } = act;
      const { problem } = await cloud.say(id, user, act.conversation, act.text, { thread, mention });
      return { outcome: "done", problem };
    }
    case "edit": {
      const text = withMention(act.text, tenant, textOf(cloud, id, act.conversation, act.message));
      const { problem } = await cloud.editMessage(id, user, act.conversation, act.message, text);
      return { outcome: "done", problem };
    }
    case "delete":
      await cloud.deleteMessage(id, user, act.conversation, act.message);
      return { outcome: "done" };
    case "undelete":
      await cloud.undeleteMessage(id, user, act.conversation, act.message);
      return { outcome: "done" };
    case "press": {
      const { label = "", nth } = act.button;
      if ("home" in act.on) throw new ActRefused("On Teams the bot has no home page.");
      if ("dialog" in act.on) throw new ActRefused("A dialog's buttons send the dialog.");
      const target = { channel: act.on.conversation, message: act.on.message };
      const { problem, message } = await cloud.press(
        id,
        user,
        target,
        nth === undefined ? label : { label, nth: Number(nth) },
      );
      return { outcome: "done", problem, message };
    }
    case "submit": {
      const { outcome, problem, message } = await cloud.submit(
        id,
        user,
        act.dialog,
        typedOf(act.values),
        act.button?.label,
      );
      switch (outcome) {
        case "closed":
        case "message":
          return { outcome: "closed", message };
        case "continued":
          return { outcome: "done" };
        /* What an input lacks is said below it by whoever draws the card. */
        case "incomplete":
        case "failed":
          return { outcome: "kept", problem };
        default:
          return outcome satisfies never;
      }
    }
    case "cancel":
      cloud.closeDialog(id, user, act.dialog);
      return { outcome: "closed" };
    case "add-app":
    case "remove-app": {
      const { kind, team = "" } = channelOf(cloud, id, user, act.conversation);
      if (kind === "personal") await cloud[act.do === "add-app" ? "addForPerson" : "removeForPerson"](id, user);
      else await cloud[act.do === "add-app" ? "addToTeam" : "removeFromTeam"](id, user, team);
      return { outcome: "done" };
    }
    case "command":
    case "open-home":
    case "uninstall":
      throw new ActRefused("Teams has no such thing.");
    default:
      return act satisfies never;
  }
}

function playable(cloud: TeamsCloud, tenant: string): Person[] {
  return cloud.people(tenant).filter((person) => person.bot !== true);
}

function allChannels(cloud: TeamsCloud, tenant: string): Channel[] {
  const channels = cloud.channels(tenant);
  const teams = [...new Set(channels.map(({ team }) => team))];
  return [
    ...playable(cloud, tenant).map((person) => cloud.chat(tenant, person.id)),
    ...teams.flatMap((team) => {
      const ofTeam = channels.filter((channel) => channel.team === team);
      return [...ofTeam.filter(isGeneral), ...ofTeam.filter((channel) => !isGeneral(channel))];
    }),
  ];
}

/** Teams calls it so, and lists it first. */
function isGeneral({ id, team }: Channel): boolean {
  return id === team;
}

function channelOf(cloud: TeamsCloud, tenant: string, user: string, id: string): Channel {
  const found = allChannels(cloud, tenant).find((one) => one.id === id && one.members.includes(user));
  if (found === undefined) throw new ActRefused("There is no such conversation, or not for this person.");
  return found;
}

function textOf(cloud: TeamsCloud, tenant: string, channel: string, id: string): string {
  return cloud.messages(tenant, channel).find((one) => one.id === id)?.text ?? "";
}

/** A mention that was there before stays one: in the field it stood as `@Throughline`. */
function withMention(text: string, { botName }: Tenant, before: string): string {
  const mention = `<at>${botName}</at>`;
  return before.includes(mention) ? text.replace(`@${botName}`, mention) : text;
}

function typedOf(values: Record<string, FieldValue>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([input, value]) => [input, Array.isArray(value) ? value.join(",") : (value ?? "")]),
  );
}

function dialogState({ id, person, title, card, values, errors }: Dialog) {
  return { id, person, content: { title, card, values } satisfies TeamsDialogContent, errors };
}

function keyOf(message: Message): string {
  return `${message.tenant}/${message.channel}/${message.id}`;
}
