import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Act } from "../cloud.js";
import type { ClockMove, PageState } from "../page-state.js";
import { ClockBar } from "./clock-bar.js";
import { Conversation } from "./conversation.js";
import { allMessages } from "./found.js";
import { GettingStarted } from "./getting-started.js";
import { BotMark, Icon } from "./icons.js";
import { type Live, useLive } from "./live.js";
import { type Jump, News } from "./news.js";
import { type Address, addressOf, type Place, placeOf, useAddress } from "./place.js";
import { viewOf } from "./platform.js";
import { Programme } from "./programme.js";
import { moveClock, act as request } from "./requests.js";
import { Sidebar } from "./sidebar.js";
import { timesIn } from "./times.js";
import { directUnread, personWithNews, useReadMarks, visibleMessages } from "./unread.js";
import { Workspaces } from "./workspaces.js";

/** On a narrow window one of these is shown at a time. */
type Pane = "conversations" | "messages" | "programme";

export function App() {
  const live = useLive();
  const [address, go] = useAddress();
  const place = live.state && placeOf(live.state, address);
  if (live.state === undefined || place === undefined) {
    return (
      <p className="loading" role="status">
        {live.connected ? "Opening the sandbox." : "The sandbox does not answer just now. Trying again."}
      </p>
    );
  }
  return <Page live={live} state={live.state} place={place} go={go} />;
}

type PageProps = { live: Live; state: PageState; place: Place; go: (address: Address) => void };

function Page({ live, state, place, go }: PageProps) {
  const { platform, workspace, person } = place;
  const times = useMemo(() => timesIn(state.about.timeZone), [state.about.timeZone]);
  const [pane, setPane] = useState<Pane>("messages");
  const [jump, setJump] = useState<Jump>();
  const [problem, setProblem] = useState<string>();
  const marks = useReadMarks(place, pane === "messages" && !place.home);
  const main = useRef<HTMLElement>(null);
  const here = addressOf(place);
  const view = viewOf(platform);
  const moving = state.moving ?? (jump && jump.now === undefined ? jump.move : undefined);

  const act = useCallback(
    (what: Act) => request(platform, { workspace: workspace.id, user: person.id }, what),
    [platform, workspace.id, person.id],
  );
  const open = (to: Address) => {
    setPane("messages");
    go(to);
  };
  const move = async (to: ClockMove) => {
    const before = new Set(allMessages(state).map((one) => one.id));
    setProblem(undefined);
    setJump({ move: to, before });
    const answer = await moveClock(to);
    if (answer.ok) setJump({ move: to, before, ...answer.value });
    else {
      setJump(undefined);
      setProblem(answer.reason);
    }
  };
  const remove = async (conversation?: string) => {
    const answer = await act(conversation === undefined ? { do: "uninstall" } : { do: "remove-app", conversation });
    setProblem(answer.ok ? answer.value.problem : answer.reason);
  };
  const unread = state.clouds
    .flatMap((cloud) => cloud.workspaces.map((one) => directUnread(marks, `${cloud.platform}:${one.id}`, one)))
    .reduce((sum, one) => sum + one, 0);
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ""}${place.conversation.name}, ${workspace.name} · Throughline sandbox`;
  }, [unread, place.conversation.name, workspace.name]);

  return (
    <div className="stage" data-platform={platform} data-pane={pane}>
      <button
        type="button"
        className="skip"
        onClick={() => {
          setPane("messages");
          main.current?.focus();
        }}
      >
        Skip to the conversation
      </button>
      <header className="top">
        <div className="brand">
          <BotMark size={34} />
          <p>
            <b>Throughline sandbox</b>
            <span className="notice">{state.about.notice}</span>
          </p>
        </div>
        <ClockBar state={state} live={live} times={times} moving={moving} onMove={move} />
      </header>
      <News
        state={state}
        times={times}
        jump={jump}
        problem={problem}
        connected={live.connected}
        address={here}
        onGo={open}
        onClose={() => {
          setJump(undefined);
          setProblem(undefined);
        }}
      />
      <GettingStarted />
      <div className="body">
        <div className="window">
          <section className="places" aria-label="Workspaces and conversations">
            <Workspaces
              state={state}
              place={place}
              marks={marks}
              onGo={(key, to) => go({ workspace: key, person: personWithNews(marks, key, to), home: false })}
            />
            <Sidebar
              place={place}
              marks={marks}
              onPerson={(id) =>
                go({ ...here, person: id, conversation: keptConversation(place, id), home: place.home })
              }
              onConversation={(id) => open({ ...here, conversation: id, home: false })}
              onRemove={remove}
            />
          </section>
          <main id="main" ref={main} tabIndex={-1} aria-label={`${place.conversation.name}, as ${person.name}`}>
            <Conversation state={state} place={place} times={times} act={act} onTab={(home) => go({ ...here, home })} />
          </main>
        </div>
        <aside className="programme" aria-label="Programme">
          <Programme state={state} times={times} address={here} onGo={open} />
        </aside>
      </div>
      <PaneSwitch pane={pane} unread={unread} onPane={setPane} />
      <Announcer place={place} />
      <view.Dialogs
        dialogs={workspace.dialogs.filter((dialog) => dialog.person === person.id)}
        workspace={workspace}
        person={person}
        act={act}
      />
    </div>
  );
}

/* The same channel for the next person, where she is in it; her own conversation with the bot otherwise. */
function keptConversation(place: Place, person: string): string | undefined {
  const { conversation } = place;
  return conversation.kind !== "bot" && conversation.members.includes(person) ? conversation.id : undefined;
}

function PaneSwitch({ pane, unread, onPane }: { pane: Pane; unread: number; onPane: (pane: Pane) => void }) {
  const button = (to: Pane, label: string, icon: "list" | "message" | "clock", count = 0) => (
    <button type="button" aria-current={pane === to ? "page" : undefined} onClick={() => onPane(to)}>
      <Icon name={icon} />
      {label}
      {count > 0 ? (
        <span className="badge">
          {count}
          <span className="sr-only"> new</span>
        </span>
      ) : null}
    </button>
  );
  return (
    <nav className="pane-switch" aria-label="Parts of the page">
      {button("conversations", "Conversations", "list", unread)}
      {button("messages", "Messages", "message")}
      {button("programme", "What happens next", "clock")}
    </nav>
  );
}

/** Says new messages of the open conversation to people who listen to the page. */
function Announcer({ place }: { place: Place }) {
  const [said, setSaid] = useState("");
  const at = `${place.key}/${place.person.id}/${place.conversation.id}`;
  const newest = visibleMessages(place.conversation, place.person).at(-1);
  const last = useRef({ at, id: newest?.id });
  useEffect(() => {
    const before = last.current;
    last.current = { at, id: newest?.id };
    if (before.at !== at || newest === undefined || newest.id === before.id) return;
    if (newest.from.id === place.person.id) return;
    /* The same words twice are said once: a space tells them apart. */
    setSaid((last) => `New message from ${newest.from.name}.${last.endsWith(".") ? " " : ""}`);
  }, [at, newest, place.person.id]);
  return (
    <div className="sr-only" role="log" aria-live="polite" aria-label="New messages">
      {said}
    </div>
  );
}
