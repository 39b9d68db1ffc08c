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
  command(text) {
    const match = /^(\/[\w-]+)(?:\s+([\s\S]*))?$/.exec(text.trim());
    return match?.[1] === undefined ? undefined : { command: match[1], text: match[2] ?? "" };
  },
};
