import type { ActionsBlock, Button, ImageBlock, KnownBlock, SectionBlock } from "@slack/types";
import { Fragment, type ReactNode, useMemo, useState, useSyncExternalStore } from "react";
import { type Block as DrawnBlock, Message } from "slack-blocks-to-jsx";
import type { WorkspaceState } from "../../cloud.js";
import { Icon } from "../icons.js";
import { fromHere } from "../pictures.js";
import type { Press } from "../platform.js";

export type BlocksProps = { blocks: KnownBlock[]; workspace: WorkspaceState; press: Press; field?: DrawField };

/** How an input block is drawn; only forms have them. */
export type DrawField = (block: Extract<KnownBlock, { type: "input" }>) => ReactNode;

/**
 * Block Kit as Slack shows it. What is only looked at is drawn by slack-blocks-to-jsx. What is used (buttons, fields)
 * and pictures are drawn here: the library's do not act, or have no name for a screen reader.
 */
export function Blocks({ blocks, workspace, press, field }: BlocksProps) {
  const runs = useMemo(() => runsOf(blocks), [blocks]);
  return (
    <div className="slack-blocks">
      {runs.map((run, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no other identity than their place
        <Fragment key={index}>
          {Array.isArray(run) ? (
            <Drawn blocks={run} workspace={workspace} />
          ) : (
            <Used block={run} workspace={workspace} press={press} field={field} />
          )}
        </Fragment>
      ))}
    </div>
  );
}

/** Slack's markup alone, for messages that are only text. */
export function Markup({ text, workspace }: { text: string; workspace: WorkspaceState }) {
  const blocks = useMemo((): KnownBlock[] => [{ type: "section", text: { type: "mrkdwn", text } }], [text]);
  return <Drawn blocks={blocks} workspace={workspace} />;
}

function Drawn({ blocks, workspace }: { blocks: KnownBlock[]; workspace: WorkspaceState }) {
  const dark = useDark();
  const data = useMemo(
    () => ({
      users: [...workspace.people, workspace.bot].map(({ id, name }) => ({ id, name })),
      channels: workspace.conversations.map(({ id, name }) => ({ id, name })),
    }),
    [workspace],
  );
  return (
    <Message
      blocks={blocks as DrawnBlock[]}
      name=""
      logo=""
      theme={dark ? "dark" : "light"}
      data={data}
      withoutWrapper
    />
  );
}

function Used({ block, workspace, press, field }: { block: KnownBlock } & Omit<BlocksProps, "blocks">) {
  switch (block.type) {
    case "actions":
      return <Actions block={block} press={press} />;
    case "section":
      return <SectionWithButton block={block} workspace={workspace} press={press} />;
    case "image":
      return <Picture block={block} />;
    case "input":
      return field ? field(block) : <NotDrawn what="a field outside of a form" />;
    default:
      return <NotDrawn what={block.type} />;
  }
}

function Actions({ block, press }: { block: ActionsBlock; press: Press }) {
  const [problem, setProblem] = useState<string>();
  return (
    <div className="slack-actions">
      <div className="slack-buttons">
        {block.elements.map((element, index) =>
          element.type === "button" ? (
            <SlackButton
              key={element.action_id ?? index}
              button={element}
              block={block.block_id}
              press={press}
              onProblem={setProblem}
            />
          ) : (
            <NotDrawn key={element.action_id ?? index} what={element.type} />
          ),
        )}
      </div>
      <Problem text={problem} />
    </div>
  );
}

function SectionWithButton({
  block,
  workspace,
  press,
}: {
  block: SectionBlock;
  workspace: WorkspaceState;
  press: Press;
}) {
  const [problem, setProblem] = useState<string>();
  const { accessory, ...rest } = block;
  return (
    <div className="slack-section-with-button">
      <div className="slack-section-text">
        <Drawn blocks={[forLibrary(rest as SectionBlock)]} workspace={workspace} />
      </div>
      {accessory?.type === "button" ? (
        <SlackButton button={accessory} block={block.block_id} press={press} onProblem={setProblem} />
      ) : (
        <NotDrawn what={accessory?.type ?? "nothing"} />
      )}
      <Problem text={problem} />
    </div>
  );
}

type ButtonProps = { button: Button; block?: string; press: Press; onProblem: (text?: string) => void };

function SlackButton({ button, block, press, onProblem }: ButtonProps) {
  const [busy, setBusy] = useState(false);
  const className = `slack-button${button.style ? ` slack-button-${button.style}` : ""}`;
  const label = button.text.text;
  if (button.url !== undefined) {
    return (
      <a className={className} href={button.url} target="_blank" rel="noopener noreferrer">
        {label}
      </a>
    );
  }
  const onClick = async () => {
    if (busy) return;
    setBusy(true);
    onProblem(undefined);
    const pressed: Record<string, string> = { label };
    if (button.action_id !== undefined) pressed.action = button.action_id;
    if (block !== undefined) pressed.block = block;
    const answer = await press(pressed);
    setBusy(false);
    onProblem(answer.ok ? answer.value.problem : answer.reason);
  };
  /* Not `disabled`: that would take the keyboard's place away. */
  return (
    <button
      type="button"
      className={className}
      aria-label={button.accessibility_label}
      aria-disabled={busy}
      aria-busy={busy}
      onClick={onClick}
    >
      {label}
    </button>
  );
}

export function Problem({ text }: { text?: string }) {
  if (text === undefined) return null;
  return (
    <p className="slack-problem" role="alert">
      <Icon name="warning" />
      {text}
    </p>
  );
}

function Picture({ block }: { block: ImageBlock }) {
  const url =
    "image_url" in block
      ? block.image_url
      : block.slack_file && "url" in block.slack_file
        ? block.slack_file.url
        : undefined;
  return (
    <figure className="slack-picture">
      {block.title ? <figcaption>{block.title.text}</figcaption> : null}
      {url === undefined ? <p>{block.alt_text}</p> : <img src={fromHere(url)} alt={block.alt_text} />}
    </figure>
  );
}

/** Said, not hidden: the sandbox shows less than Slack would. */
function NotDrawn({ what }: { what: string }) {
  return <p className="slack-not-drawn">Slack shows something here that the sandbox cannot draw: {what}.</p>;
}

const drawn = new Set(["section", "header", "context", "divider", "rich_text", "markdown", "table"]);

function runsOf(blocks: KnownBlock[]): (KnownBlock[] | KnownBlock)[] {
  const runs: (KnownBlock[] | KnownBlock)[] = [];
  for (const block of blocks) {
    const used = !drawn.has(block.type) || (block.type === "section" && block.accessory !== undefined);
    if (used) {
      runs.push(block);
      continue;
    }
    const last = runs.at(-1);
    if (Array.isArray(last)) last.push(forLibrary(block));
    else runs.push([forLibrary(block)]);
  }
  return runs;
}

/*
 * The library makes an element id of a block id, and the same block may be on the page twice. It takes `verbatim` for
 * "no markup at all"; to Slack it only means that nothing is made into a link by guessing.
 */
function forLibrary(block: KnownBlock): KnownBlock {
  const unsaid = new Set(["block_id", "verbatim"]);
  return JSON.parse(
    JSON.stringify(block, (key, value: unknown) => (unsaid.has(key) ? undefined : value)),
  ) as KnownBlock;
}

const darkScheme = "(prefers-color-scheme: dark)";

function useDark(): boolean {
  return useSyncExternalStore(
    onSchemeChange,
    () => matchMedia(darkScheme).matches,
    () => false,
  );
}

function onSchemeChange(changed: () => void): () => void {
  const scheme = matchMedia(darkScheme);
  scheme.addEventListener("change", changed);
  return () => scheme.removeEventListener("change", changed);
}
