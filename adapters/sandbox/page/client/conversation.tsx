import { Fragment, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Act, Acted, ConversationState, MessageState } from "../cloud.js";
import type { PageState } from "../page-state.js";
import { Composer } from "./composer.js";
import { BotMark, Icon, Initials } from "./icons.js";
import { MessageRow, type RowProps } from "./message-row.js";
import type { Place } from "./place.js";
import { viewOf } from "./platform.js";
import type { Answer } from "./requests.js";
import type { Times } from "./times.js";
import { visibleMessages } from "./unread.js";

type Props = {
  state: PageState;
  place: Place;
  times: Times;
  act: (what: Act) => Promise<Answer<Acted>>;
  onTab: (home: boolean) => void;
};

/** The open conversation; the bot's has a home page beside its messages. */
export function Conversation({ state, place, times, act, onTab }: Props) {
  const { person, conversation } = place;
  const view = viewOf(place.platform);
  const bot = conversation.kind === "bot";
  const members = conversation.members.length;
  return (
    <>
      <header className="conversation-head">
        <h1>
          <Sign conversation={conversation} />
          {conversation.name}
        </h1>
        {bot ? (
          view.Home && <Tabs home={place.home} onTab={onTab} />
        ) : (
          <p>{members === 1 ? "1 member" : `${members} members`}</p>
        )}
      </header>
      <Away place={place} act={act} />
      {place.home ? (
        <HomePage place={place} act={act} />
      ) : (
        <Messages
          key={`${place.key}/${person.id}/${conversation.id}`}
          state={state}
          place={place}
          times={times}
          act={act}
        />
      )}
    </>
  );
}

function Sign({ conversation: { kind, team } }: { conversation: ConversationState }) {
  if (kind === "bot") return <BotMark size={24} />;
  if (team !== undefined) return <Initials name={team} id={team} size={28} />;
  return <Icon name={kind === "private channel" ? "lock" : "hash"} />;
}

/** Says that the app is not here, and how it comes here. */
function Away({ place, act }: Pick<Props, "place" | "act">) {
  const { workspace, conversation } = place;
  const { words } = viewOf(place.platform);
  const [problem, setProblem] = useState<string>();
  const byConversation = conversation.app !== undefined;
  if (byConversation ? conversation.app === "here" : workspace.installed) return null;
  const add = async () => {
    const answer = await act({ do: "add-app", conversation: conversation.id });
    setProblem(answer.ok ? answer.value.problem : answer.reason);
  };
  return (
    <p className="not-installed">
      {problem ?? words.away(workspace.bot.name, conversation.kind)}
      {byConversation ? (
        <button type="button" className="button" onClick={add}>
          Add it
        </button>
      ) : workspace.installUrl === undefined ? null : (
        <a className="button" href={workspace.installUrl} target="_blank" rel="noopener">
          Add it
        </a>
      )}
    </p>
  );
}

function Tabs({ home, onTab }: { home: boolean; onTab: (home: boolean) => void }) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    onTab(!home);
    list.current?.querySelector<HTMLElement>('[aria-selected="false"]')?.focus();
  };
  const tab = (name: string, selected: boolean, toHome: boolean) => (
    <button
      type="button"
      role="tab"
      id={`tab-${name}`}
      aria-selected={selected}
      aria-controls={selected ? `panel-${name}` : undefined}
      tabIndex={selected ? 0 : -1}
      onClick={() => onTab(toHome)}
    >
      {name}
    </button>
  );
  return (
    <div className="tabs" role="tablist" aria-label="Throughline" ref={list} onKeyDown={onKeyDown}>
      {tab("Messages", !home, false)}
      {tab("Home", home, true)}
    </div>
  );
}

function HomePage({ place, act }: Pick<Props, "place" | "act">) {
  const { workspace, person } = place;
  const view = viewOf(place.platform);
  const [problem, setProblem] = useState<string>();
  const home = workspace.homes.find((one) => one.person === person.id);
  /* Opening the page is what the bot hears, also when it was open before. */
  useEffect(() => {
    let here = true;
    void act({ do: "open-home" }).then((answer) => {
      if (here) setProblem(answer.ok ? answer.value.problem : answer.reason);
    });
    return () => {
      here = false;
    };
  }, [act]);
  return (
    <div className="home" role="tabpanel" id="panel-Home" aria-labelledby="tab-Home">
      {problem ? <p role="alert">{problem}</p> : null}
      {home && view.Home ? (
        <view.Home
          content={home.content}
          workspace={workspace}
          press={(button) => act({ do: "press", on: { home: true }, button })}
        />
      ) : (
        <p className="nothing">Nothing here yet.</p>
      )}
    </div>
  );
}

function Messages({ state, place, times, act }: Pick<Props, "state" | "place" | "times" | "act">) {
  const { workspace, person, conversation } = place;
  const view = viewOf(place.platform);
  const [thread, setThread] = useState<string>();
  const seen = visibleMessages(conversation, person);
  const roots = seen.filter((message) => message.thread === undefined || message.thread === message.id);
  const answers = (root: string) => seen.filter((one) => one.thread === root && one.id !== root);
  const newest = seen.at(-1);
  const { ref, behind, toEnd } = useStickToEnd(newest?.id, newest?.from.id === person.id);
  const bot = conversation.kind === "bot";
  const row = (message: MessageState): RowProps => ({
    message,
    workspace,
    conversation: conversation.id,
    own: message.from.id === person.id,
    view,
    times,
    act,
  });
  const below = view.threads === "below" && !bot;
  const composer = { into: conversation, bot: workspace.bot.name, view, act };
  return (
    <div
      className="messages"
      data-kind={bot ? "chat" : "channel"}
      {...(bot && view.Home ? { role: "tabpanel", id: "panel-Messages", "aria-labelledby": "tab-Messages" } : {})}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="messages-scroll" ref={ref} aria-label={`Messages in ${conversation.name}`} tabIndex={0}>
        {conversation.left > 0 ? <p className="nothing">{conversation.left} older messages are not shown.</p> : null}
        {roots.length === 0 ? (
          <div className="empty">
            <BotMark size={44} />
            <p>{bot ? "Nothing here yet. Throughline writes when a check-in is due." : "Nothing here yet."}</p>
          </div>
        ) : null}
        <ol>
          {roots.map((message, index) => {
            const day = times.dayFrom(state.now, message.at);
            const before = roots[index - 1];
            const first = before === undefined || times.daysBetween(before.at, message.at) !== 0;
            const replies = answers(message.id);
            const open = thread === message.id;
            return (
              <Fragment key={message.id}>
                {first ? (
                  <li className="day">
                    <span>{day}</span>
                  </li>
                ) : null}
                <li className="root">
                  <MessageRow {...row(message)} onThread={view.threads === "tools" ? setThread : undefined} />
                  {(replies.length > 0 || below) && !open ? (
                    <button type="button" className="thread-open" onClick={() => setThread(message.id)}>
                      {replies.length === 0
                        ? view.words.reply
                        : replies.length === 1
                          ? "1 reply"
                          : `${replies.length} replies`}
                    </button>
                  ) : null}
                  {open ? (
                    <section className="thread" aria-label="Thread">
                      <ol>
                        {replies.map((reply) => (
                          <li key={reply.id}>
                            <MessageRow {...row(reply)} />
                          </li>
                        ))}
                      </ol>
                      <Composer {...composer} thread={message.id} words={undefined} />
                      <button type="button" className="thread-open" onClick={() => setThread(undefined)}>
                        Close the thread
                      </button>
                    </section>
                  ) : null}
                </li>
              </Fragment>
            );
          })}
        </ol>
      </section>
      {behind ? (
        <div className="behind">
          <button type="button" onClick={toEnd}>
            See the new message
          </button>
        </div>
      ) : null}
      <Composer {...composer} words={state.about.words} />
    </div>
  );
}

/**
 * Shows the newest message, unless the reader has scrolled up to older ones: then `behind` says that there is a newer
 * one below. What she wrote herself is always shown.
 */
function useStickToEnd(newest: string | undefined, own: boolean) {
  const ref = useRef<HTMLElement>(null);
  const atEnd = useRef(true);
  const [behind, setBehind] = useState(false);
  const toEnd = useCallback(() => {
    const box = ref.current;
    if (box !== null) box.scrollTop = box.scrollHeight;
  }, []);
  useEffect(() => {
    const box = ref.current;
    if (box === null) return;
    const follow = () => {
      atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
      if (atEnd.current) setBehind(false);
    };
    const grow = new ResizeObserver(() => {
      if (atEnd.current) toEnd();
    });
    box.addEventListener("scroll", follow);
    grow.observe(box);
    if (box.lastElementChild) grow.observe(box.lastElementChild);
    return () => {
      box.removeEventListener("scroll", follow);
      grow.disconnect();
    };
  }, [toEnd]);
  const shown = useRef(newest);
  useLayoutEffect(() => {
    if (atEnd.current || own) toEnd();
    else if (newest !== shown.current) setBehind(true);
    shown.current = newest;
  }, [newest, own, toEnd]);
  return { ref, behind, toEnd };
}
