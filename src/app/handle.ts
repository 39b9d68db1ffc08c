import type { PersonRef } from "../core/refs.js";
import { readWord } from "../core/words.js";
import type { InboundEvent, Receive, Reply } from "../ports/chat-platform.js";
import { answerMessage } from "./answer-message.js";
import type { App } from "./app.js";
import { runCommand } from "./commands.js";
import { changeDraft, forgetDraft, keepDraft } from "./drafts.js";
import { link } from "./link.js";
import { nothing, notice, toStranger } from "./notices.js";
import { withPictureLinks } from "./pictures.js";
import { press } from "./presses.js";
import { refreshIdentity } from "./refresh-identity.js";
import { refuseFiles } from "./refuse-files.js";
import { showHome } from "./show-status.js";
import { submit } from "./submits.js";
import { isStranger, type Known, whoIs } from "./who.js";
import { installWorkspace, reachAgain, removeWorkspace } from "./workspaces.js";

/** The one door: every event of every platform, and everything a test wants to happen, comes in here. */
export function createHandle(app: App): Receive {
  const handle: Receive = async (event) => {
    switch (event.kind) {
      case "installed":
        return installWorkspace(app, event);
      case "removed":
        return removeWorkspace(app, event);
      case "added-to-channel":
        return reachAgain(app, event.channel);
      case "member-left":
        return nothing;
      default:
        return fromPerson(app, event);
    }
  };
  const { answering } = app;
  const answered: Receive = async (event) => withLinks(app, await handle(event));
  return answering === undefined ? answered : (event) => answering.during(() => answered(event));
}

function withLinks(app: App, reply: Reply): Reply {
  if (reply.kind === "notice") return { ...reply, card: withPictureLinks(reply.card, app.pictureLink) };
  if (reply.kind !== "close-form" || reply.notice === undefined) return reply;
  return { ...reply, notice: withPictureLinks(reply.notice, app.pictureLink) };
}

type PersonEvent = Extract<InboundEvent, { person: PersonRef }> & {
  kind: "command" | "action" | "submit" | "message" | "edited" | "deleted" | "home";
};

async function fromPerson(app: App, event: PersonEvent): Promise<Reply> {
  // Channel text is dropped here, before anything is looked up or kept: no thread of ours lives in channels yet.
  if (isText(event) && !event.direct) return nothing;
  const who = await app.store.read((view) => whoIs(view, event.person, app.clock.now()));
  if (isStranger(who)) {
    const code = linkCodeIn(event);
    if (code !== undefined) return link(app, event.person, event.key, code);
    return event.kind === "edited" || event.kind === "deleted" ? nothing : toStranger(who, event.kind);
  }
  await refreshIdentity(app, who, event.person);
  return answeredOnce(app, event, await fromKnown(app, who, event));
}

async function fromKnown(app: App, who: Known, event: PersonEvent): Promise<Reply> {
  switch (event.kind) {
    case "command":
      return runCommand(app, who, event);
    case "action":
      return press(app, who, event.key, event.action);
    case "submit":
      return submit(app, who, event);
    case "message":
      return typed(app, who, event);
    case "edited":
      return changeDraft(app, who, event);
    case "deleted":
      return forgetDraft(app, who, event);
    case "home":
      return notice(await showHome(app, who));
    default:
      return event satisfies never;
  }
}

/**
 * A platform may deliver the same again although it was answered, late for instance: a sentence is said once. Answers to a
 * form are not: whoever sends it again because she does not know must read how it ended.
 */
async function answeredOnce(app: App, event: PersonEvent, reply: Reply): Promise<Reply> {
  if (reply.kind !== "notice" || event.kind === "submit") return reply;
  const key = `answered:${event.key}`;
  const first = await app.store.write(
    (tables) => tables.events.remember(key, app.clock.machineNow()),
    "somebody waits",
  );
  if (first) return reply;
  app.journal.count("duplicate", "answered already");
  return nothing;
}

/** A word of ours typed alone is a command on every platform; any other text is a draft, never an error. */
async function typed(app: App, who: Known, event: TextEvent): Promise<Reply> {
  if (event.files) await refuseFiles(app, who, event.key);
  if (event.text.trim() === "") return nothing;
  const word = readWord(event.text);
  if (word === undefined) return keepDraft(app, who, event);
  const reply = await runCommand(app, who, { kind: "command", key: event.key, person: event.person, ...word });
  return answerMessage(app, who, event.key, word, reply);
}

type TextEvent = Extract<InboundEvent, { kind: "message" | "edited" | "deleted" }>;

function isText(event: InboundEvent): event is TextEvent {
  return event.kind === "message" || event.kind === "edited" || event.kind === "deleted";
}

/** Somebody whom nobody knows yet may do one thing: use a code. */
function linkCodeIn(event: PersonEvent): string | undefined {
  if (event.kind === "command") return event.name === "link" ? event.text : undefined;
  const word = event.kind === "message" ? readWord(event.text) : undefined;
  return word?.name === "link" ? word.text : undefined;
}
