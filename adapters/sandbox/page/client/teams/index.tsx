import { useState } from "react";
import type { TeamsMessageContent } from "../../teams-shapes.js";
import type { ContentProps, PlatformView } from "../platform.js";
import { Card } from "./card.js";
import { Dialogs, Problem, SaidDialog } from "./dialogs.js";
import { afterMention, Text, typedText } from "./text.js";

function Content({ message, press }: ContentProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [said, setSaid] = useState<string>();
  const { card } = (message.content ?? {}) as TeamsMessageContent;
  if (card === undefined) return <Text text={message.text} />;
  const onButton = async (label: string, nth: number) => {
    setBusy(true);
    setProblem(undefined);
    const answer = await press({ label, nth: String(nth) });
    setBusy(false);
    setProblem(answer.ok ? answer.value.problem : answer.reason);
    if (answer.ok) setSaid(answer.value.message);
  };
  return (
    <>
      <Card card={card} busy={busy} onButton={(label, nth) => void onButton(label, nth)} />
      {problem ? <Problem text={problem} /> : null}
      {said ? <SaidDialog title="" message={said} onClose={() => setSaid(undefined)} /> : null}
    </>
  );
}

function Mark() {
  return (
    <svg className="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <path d="M4 4.5h12v3h-4.4V16H8.4V7.5H4z" fill="currentColor" />
    </svg>
  );
}

export const teams: PlatformView = {
  name: "Teams",
  words: {
    place: "Teams tenant",
    bots: "Chat",
    channels: "Teams and channels",
    botChat: "chat",
    reply: "Reply",
    edited: "Edited",
    deleted: "This message has been deleted.",
    remove: (bot, kind) => `Remove ${bot} from ${kind === "bot" ? "this chat" : "this team"}`,
    away: (bot, kind) => `${bot} is not in ${kind === "bot" ? "this chat" : "this team"}.`,
  },
  Mark,
  Content,
  Dialogs,
  threads: "below",
  undelete: true,
  typed: typedText,
  composer({ kind, name }, thread, bot) {
    if (kind === "bot") return { label: `Type a message to ${name}`, help: "", prompts: "" };
    const label = thread ? "Reply" : `Start a post in ${name}`;
    const mention = `@${bot} `;
    return {
      label,
      help: `${bot} hears what begins with @${bot}, and answers in your chat.`,
      mention,
      prompts: mention,
    };
  },
  send(text, { kind }, bot) {
    const addressed = kind === "bot" ? undefined : afterMention(text, bot);
    return addressed === undefined || addressed === ""
      ? { do: "say", text }
      : { do: "say", text: addressed, mention: true };
  },
  offers(text, { kind }, bot) {
    return kind !== "bot" && afterMention(text, bot) === "" ? `@${bot} ` : undefined;
  },
};
