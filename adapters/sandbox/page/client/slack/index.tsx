import type { SlackMessageContent, SlackViewContent } from "../../slack-shapes.js";
import { Icon } from "../icons.js";
import type { ContentProps, HomeProps, PlatformView } from "../platform.js";
import { Blocks, Markup } from "./blocks.js";
import { Dialogs } from "./dialogs.js";

function Content({ message, workspace, press }: ContentProps) {
  const content = message.content as SlackMessageContent | undefined;
  return (
    <>
      {content?.blocks?.length ? (
        <Blocks blocks={content.blocks} workspace={workspace} press={press} />
      ) : (
        <Markup text={message.text} workspace={workspace} />
      )}
      {content?.files.map((file) => (
        <p key={file.title} className="slack-file">
          <Icon name="digest" />
          {file.title}
          {file.altText ? <small>{file.altText}</small> : null}
        </p>
      ))}
    </>
  );
}

function Home({ content, workspace, press }: HomeProps) {
  return <Blocks blocks={(content as SlackViewContent).blocks} workspace={workspace} press={press} />;
}

export const slack: PlatformView = {
  name: "Slack",
  Mark: () => <Icon name="hash" />,
  Content,
  Home,
  Dialogs,
  words: {
    place: "Slack workspace",
    bots: "Apps",
    channels: "Channels",
    botChat: "direct message",
    reply: "Reply in thread",
    edited: "(edited)",
    deleted: "This message was deleted.",
    remove: (bot) => `Remove ${bot} from here`,
    away: (bot) => `${bot} is not installed in this workspace.`,
  },
  threads: "tools",
  undelete: false,
  /* Slack keeps what people typed with these three escaped. */
  typed: (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"),
  composer({ kind, name }, thread) {
    if (thread) return { label: "Reply in thread", help: "" };
    return {
      label: kind === "bot" ? `Message ${name}` : `Message #${name}`,
      help: "/throughline help shows the words.",
    };
  },
  send(text) {
    const match = /^(\/[\w-]+)(?:\s+([\s\S]*))?$/.exec(text.trim());
    if (match?.[1] === undefined) return { do: "say", text };
    return { do: "command", command: match[1], text: match[2] ?? "" };
  },
  offers(text, into, bot) {
    const begun = text.trim() === "/" || slack.send(text, into, bot).do === "command";
    return begun ? "/throughline " : undefined;
  },
};
