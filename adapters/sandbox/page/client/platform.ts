import type { ComponentType } from "react";
import type {
  Act,
  Acted,
  DialogState,
  MessageState,
  PersonState,
  Platform,
  PressedButton,
  WorkspaceState,
} from "../cloud.js";
import type { Answer } from "./requests.js";
import { slack } from "./slack/index.js";

/** What is different from one chat platform to the next. A new one is one of these, in a folder of its own. */
export type PlatformView = {
  name: string;
  /** A small sign for the platform, beside a workspace that is named. */
  Mark: ComponentType;
  /** What is inside a message. */
  Content: ComponentType<ContentProps>;
  Home: ComponentType<HomeProps>;
  /** The open forms of a person, the top one last. */
  Dialogs: ComponentType<DialogsProps>;
  /** The command that a typed text is, on platforms where some texts are commands. */
  command(text: string): { command: string; text: string } | undefined;
};

export type Press = (button: PressedButton) => Promise<Answer<Acted>>;

export type ContentProps = { message: MessageState; workspace: WorkspaceState; press: Press };
export type HomeProps = { content: unknown; workspace: WorkspaceState; press: Press };
export type DialogsProps = {
  dialogs: DialogState[];
  workspace: WorkspaceState;
  person: PersonState;
  act: (what: Act) => Promise<Answer<Acted>>;
};

const views: Partial<Record<Platform, PlatformView>> = { slack };

export function viewOf(platform: Platform): PlatformView {
  const view = views[platform];
  if (view === undefined) throw new Error(`no renderer for ${platform}`);
  return view;
}
