import { memo, useEffect, useRef, useState } from "react";
import type { Act, Acted, MessageState, WorkspaceState } from "../cloud.js";
import { Boundary } from "./boundary.js";
import { BotMark, Icon, Initials } from "./icons.js";
import type { PlatformView, Press } from "./platform.js";
import type { Answer } from "./requests.js";
import type { Times } from "./times.js";

export type RowProps = {
  message: MessageState;
  workspace: WorkspaceState;
  conversation: string;
  /** Whether the person who is played wrote it. */
  own: boolean;
  view: PlatformView;
  times: Times;
  act: (what: Act) => Promise<Answer<Acted>>;
  /** Opens its thread; undefined inside of one. */
  onThread?: (root: string) => void;
};

/* A state comes with every change anywhere: rows are drawn again only where they say something else. */
export const MessageRow = memo(
  Row,
  (before, after) =>
    before.own === after.own &&
    before.conversation === after.conversation &&
    before.act === after.act &&
    before.times === after.times &&
    before.workspace.id === after.workspace.id &&
    JSON.stringify(before.message) === JSON.stringify(after.message),
);

function Row({ message, workspace, conversation, own, view, times, act, onThread }: RowProps) {
  const [editing, setEditing] = useState(false);
  const time = times.time(message.at);
  const { from } = message;
  const press: Press = (button) => act({ do: "press", on: { conversation, message: message.id }, button });
  const name = from.kind === "person" ? from.name : `${from.name}, app`;
  const label = `${name}, ${time}${message.onlyFor ? ", only visible to you" : ""}`;
  return (
    <article className="message" aria-label={label} data-only={message.onlyFor !== undefined} data-own={own}>
      {message.onlyFor ? (
        <p className="message-only">
          <Icon name="eye" /> Only visible to you
        </p>
      ) : null}
      <div className="message-avatar">
        {from.kind === "bot" ? <BotMark size={36} /> : <Initials name={from.name} id={from.id} size={36} />}
      </div>
      <div className="message-main">
        <p className="message-head">
          <b>{from.name}</b>
          {from.kind === "person" ? null : <span className="app-tag">App</span>}
          <time dateTime={message.at}>{time}</time>
        </p>
        {message.deleted ? (
          <p className="message-gone">
            {view.words.deleted}
            {own && view.undelete ? (
              <button
                type="button"
                className="quiet"
                onClick={() => act({ do: "undelete", conversation, message: message.id })}
              >
                Undo
              </button>
            ) : null}
          </p>
        ) : editing ? (
          <EditMessage
            text={view.typed(message.text)}
            onSave={(text) => act({ do: "edit", conversation, message: message.id, text })}
            onEnd={() => setEditing(false)}
          />
        ) : (
          <div className="message-content">
            <Boundary
              key={message.text}
              instead={<p className="message-gone">The sandbox cannot draw this message.</p>}
            >
              <view.Content message={message} workspace={workspace} press={press} />
            </Boundary>
            {message.edited ? <span className="message-edited">{view.words.edited}</span> : null}
          </div>
        )}
      </div>
      {message.deleted || editing ? null : (
        <div className="message-tools">
          {onThread && message.onlyFor === undefined ? (
            <button type="button" aria-label="Reply in thread" onClick={() => onThread(message.thread ?? message.id)}>
              <Icon name="reply" />
            </button>
          ) : null}
          {own ? (
            <>
              <button type="button" aria-label="Edit message" onClick={() => setEditing(true)}>
                <Icon name="pencil" />
              </button>
              <button
                type="button"
                aria-label="Delete message"
                onClick={() => act({ do: "delete", conversation, message: message.id })}
              >
                <Icon name="bin" />
              </button>
            </>
          ) : null}
        </div>
      )}
    </article>
  );
}

type EditProps = { text: string; onSave: (text: string) => Promise<Answer<Acted>>; onEnd: () => void };

function EditMessage({ text, onSave, onEnd }: EditProps) {
  const [value, setValue] = useState(text);
  const [problem, setProblem] = useState<string>();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const save = async () => {
    if (value.trim() === "") return;
    const answer = await onSave(value);
    if (answer.ok) onEnd();
    else setProblem(answer.reason);
  };
  return (
    <form
      className="message-edit"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <textarea
        ref={field}
        rows={2}
        aria-label="Edit your message"
        value={value}
        onChange={(event) => setValue(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onEnd();
        }}
      />
      {problem ? <p role="alert">{problem}</p> : null}
      <div>
        <button type="button" className="button" onClick={onEnd}>
          Cancel
        </button>
        <button type="submit" className="button button-main">
          Save
        </button>
      </div>
    </form>
  );
}
