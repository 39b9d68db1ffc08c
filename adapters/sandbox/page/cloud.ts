/**
 * What the page knows of a simulated cloud. Slack and Teams differ in what a message looks like and in how a form is
 * filled in; that is `content`, which only the platform's renderer in client/ reads. Everything else is the same words
 * for both, so a second platform is one more `Cloud` and one more renderer.
 *
 * Everything in a state survives JSON. Instants are ISO texts in programme time, set when the cloud first had the
 * message: the clouds themselves stamp by the machine's time.
 */

export type Platform = "slack" | "teams";

export interface Cloud {
  readonly platform: Platform;
  state(): CloudState;
  /** Calls back after every change that a person could see. Gives the function that ends it. */
  onChange(listener: () => void): () => void;
  /** Does what a person does there. Rejects with `ActRefused` where she cannot. */
  act(as: Who, act: Act): Promise<Acted>;
}

export type CloudState = {
  platform: Platform;
  /** Whether the bot has a page of its own there, beside its messages. */
  homePage: boolean;
  workspaces: WorkspaceState[];
};

export type WorkspaceState = {
  id: string;
  name: string;
  /** Whether the app is installed there. */
  installed: boolean;
  /** Where it is added. Absent where that cannot be done on the page; then it cannot be removed either. */
  installUrl?: string;
  bot: { id: string; name: string };
  /** Who may be played: people of this workspace, guests and visitors included. */
  people: PersonState[];
  conversations: ConversationState[];
  /** Open forms, of all people; a person's bottom one first. */
  dialogs: DialogState[];
  homes: HomeState[];
};

/** `outside`: she belongs elsewhere and sees only the channels she was asked into. */
export type PersonState = { id: string; name: string; title?: string; standing: "member" | "guest" | "outside" };

export type ConversationState = {
  id: string;
  kind: "channel" | "private channel" | "bot";
  name: string;
  /** What it is listed under, on platforms where channels belong to something. */
  team?: string;
  /** Whether the app is in it. Absent where the app comes and goes with the whole workspace. */
  app?: "here" | "away";
  /** Who sees it, by person id. */
  members: string[];
  /** Oldest first; the last `messagesShown` of them. */
  messages: MessageState[];
  /** How many older ones are left out here. */
  left: number;
};

export type MessageState = {
  id: string;
  /** Programme time. */
  at: string;
  from: { kind: "bot" | "person" | "other app"; id: string; name: string };
  /** In the platform's own markup. */
  text: string;
  content?: unknown;
  edited: boolean;
  deleted: boolean;
  /** Shown to this person alone. */
  onlyFor?: string;
  /** The root of its thread, where it is an answer. */
  thread?: string;
  /** The outbox id, on messages that the app sent. */
  marker?: string;
};

export type DialogState = { id: string; person: string; content: unknown; errors: Record<string, string> };
export type HomeState = { person: string; content: unknown };

/** A page that holds thousands of messages helps nobody; the cloud keeps them all. */
export const messagesShown = 80;

export type Who = { workspace: string; user: string };

export type Act =
  /** `mention`: the bot is addressed in it; the text does not say so again. */
  | { do: "say"; conversation: string; text: string; thread?: string; mention?: boolean }
  | { do: "edit"; conversation: string; message: string; text: string }
  | { do: "delete"; conversation: string; message: string }
  | { do: "undelete"; conversation: string; message: string }
  /** `text` is everything after the command word. */
  | { do: "command"; conversation: string; command: string; text: string }
  | { do: "press"; on: PressedOn; button: PressedButton }
  | { do: "open-home" }
  /** Field values by the platform's own field ids; `button` where a form may have several that send it. */
  | { do: "submit"; dialog: string; values: Record<string, FieldValue>; button?: PressedButton }
  | { do: "cancel"; dialog: string }
  | { do: "uninstall" }
  /** Where the app comes and goes with a conversation: with a chat for its person, with a channel for its whole team. */
  | { do: "add-app" | "remove-app"; conversation: string };

export type PressedOn = { message: string; conversation: string } | { dialog: string } | { home: true };

/** What the renderer of the platform put on the button, handed back to the platform's cloud. */
export type PressedButton = Record<string, string>;

/** Text, the values chosen, or null where nothing was. */
export type FieldValue = string | string[] | null;

/**
 * `problem` is what the platform tells the person when the app did not answer well; `message` is what the app says to
 * her in place of the form that it has closed.
 */
export type Acted = {
  outcome: "done" | "closed" | "kept";
  problem?: string;
  message?: string;
  /** By field id; with "kept". */
  errors?: Record<string, string>;
};

/** She cannot do this: `message` is a plain sentence for her. */
export class ActRefused extends Error {
  override name = "ActRefused";
}

/** How a workspace of a cloud is named in requests and in the address bar. */
export function cloudWorkspaceKey(platform: Platform, workspace: string): string {
  return `${platform}:${workspace}`;
}
