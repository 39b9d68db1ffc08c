import type { ComponentType } from "react";
import type {
  Act,
  Acted,
  ConversationState,
  DialogState,
  MessageState,
  PersonState,
  Platform,
  PressedButton,
  WorkspaceState,
} from "../cloud.js";
import type { Answer } from "./requests.js";
import { slack } from "./slack/index.js";
import { teams } from "./teams/index.js";

/** What is different from one chat platform to the next. A new one is one of these, in a folder of its own. */
export type PlatformView = {
  name: string;
  /** A small sign for the platform, beside a workspace that is named. */
  Mark: ComponentType;
  /** What is inside a message. */
  Content: ComponentType<ContentProps>;
  /** Absent where bots have no home page. */
  Home?: ComponentType<HomeProps>;
  /** The open forms of a person, the top one last. */
  Dialogs: ComponentType<DialogsProps>;
  words: PlatformWords;
  /** How a thread is begun: by a message's tools anywhere, or by a button below every post of a channel. */
  threads: "tools" | "below";
  /** Whether what was deleted can be brought back by its author. */
  undelete: boolean;
  /** A message's text as it stands in a field to be changed. */
  typed(text: string): string;
  composer(into: ConversationState, thread: boolean, bot: string): ComposerWords;
  /** What sending a text there does. */
  send(text: string, into: ConversationState, bot: string): Sent;
  /** Set while words of the bot should be offered for what is typed so far: what goes before a word. */
  offers(text: string, into: ConversationState, bot: string): string | undefined;
};

/** What the platform calls things. */
export type PlatformWords = {
  place: string;
  /** Headings of the list of conversations. */
  bots: string;
  channels: string;
  botChat: string;
  reply: string;
  edited: string;
  deleted: string;
  remove(bot: string, kind: ConversationState["kind"]): string;
  away(bot: string, kind: ConversationState["kind"]): string;
};

export type ComposerWords = {
  label: string;
  help: string;
  /** Offers to put this in front of the text. */
  mention?: string;
  /** Offers to see the words of the bot: what goes before a word. */
  prompts?: string;
};

export type Sent = { do: "say"; text: string; mention?: boolean } | { do: "command"; command: string; text: string };

export type Press = (button: PressedButton) => Promise<Answer<Acted>>;

export type ContentProps = { message: MessageState; workspace: WorkspaceState; press: Press };
export type HomeProps = { content: unknown; workspace: WorkspaceState; press: Press };
export type DialogsProps = {
  dialogs: DialogState[];
  workspace: WorkspaceState;
  person: PersonState;
  act: (what: Act) => Promise<Answer<Acted>>;
};

const views: Record<Platform, PlatformView> = { slack, teams };

export function viewOf(platform: Platform): PlatformView {
  return views[platform];
}
