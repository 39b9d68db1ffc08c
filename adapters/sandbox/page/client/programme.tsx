import { useMemo, useState } from "react";
import type { MessageKind } from "../../../../src/core/effects.js";
import type { CloudState, WorkspaceState } from "../cloud.js";
import type { PageState, RecentState, UpcomingState } from "../page-state.js";
import { addressOfFound, allMessages, type Found, placeName } from "./found.js";
import { Icon, type IconName } from "./icons.js";
import type { Address } from "./place.js";
import { OnPlatform } from "./platform-mark.js";
import type { Times } from "./times.js";

type Props = { state: PageState; times: Times; address: Address; onGo: (address: Address) => void };

/** What the bot is about to do, and what it has done. */
export function Programme({ state, times, address, onGo }: Props) {
  return (
    <>
      <Upcoming items={state.upcoming} now={state.now} times={times} />
      <Recent state={state} times={times} address={address} onGo={onGo} />
    </>
  );
}

const upcomingIcons: Record<string, IconName> = {
  "check-in": "check-in",
  message: "message",
  "ask again": "again",
  digest: "digest",
  introductions: "message",
  convening: "calendar",
};

const shownAtFirst = 5;

function Upcoming({ items, now, times }: { items: UpcomingState[]; now: string; times: Times }) {
  const [all, setAll] = useState(false);
  const shown = all ? items : items.slice(0, shownAtFirst);
  return (
    <section className="panel" aria-labelledby="upcoming">
      <h2 id="upcoming">What happens next</h2>
      {items.length === 0 ? <p className="nothing">Nothing is planned.</p> : null}
      <ol className="timeline">
        {shown.map((item, index) => {
          const before = shown[index - 1];
          const first = before === undefined || times.daysBetween(before.at, item.at) !== 0;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two districts can be due at the same instant in the same words
            <li key={`${item.at} ${item.title} ${index}`}>
              {first ? (
                <p className="timeline-day">
                  {times.dayFrom(now, item.at)}
                  <span>{inDays(times.daysBetween(now, item.at))}</span>
                </p>
              ) : null}
              <div className="timeline-item" data-what={item.what}>
                <Icon name={upcomingIcons[item.what] ?? "clock"} />
                <p>
                  {item.title}
                  <time dateTime={item.at}>{times.time(item.at)}</time>
                </p>
              </div>
            </li>
          );
        })}
      </ol>
      {items.length > shownAtFirst ? (
        <button type="button" className="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "Show fewer" : `Show ${items.length - shownAtFirst} more`}
        </button>
      ) : null}
    </section>
  );
}

function inDays(days: number): string {
  return days < 2 ? "" : `in ${days} days`;
}

/** A kind of message without a word does not compile. */
const kinds: Record<MessageKind, string> = {
  welcome: "First message",
  "check-in": "Check-in",
  draft: "Question about a typed text",
  digest: "Digest",
  "program manager digest": "Digest for the program manager",
  edit: "Message brought up to date",
  answer: "Answer",
  reminder: "Reminder",
  nudge: "Nudge",
  "nudge answer": "Answer to a nudge",
  "bright spot": "Plan offered by a program manager",
  groups: "Groups of districts",
  "groups draft": "Draft of groups",
  introduction: "Introduction",
  introductions: "Introductions for a program manager",
  "help request": "Question to those who may know",
  "help answer": "Answer to a question",
};

/** Colour is not alone: everything but a plain success is said in words. */
const states: Record<string, string> = {
  pending: "waiting",
  sending: "on its way",
  sent: "",
  dead: "not delivered",
  unknown: "may not have arrived",
  skipped: "not sent",
};

function Recent({ state, times, address, onGo }: Props) {
  const find = useMemo(() => finderIn(state), [state]);
  return (
    <section className="panel" aria-labelledby="recent">
      <h2 id="recent">What went out</h2>
      {state.recent.length === 0 ? <p className="nothing">Nothing yet. Move the clock to the next check-in.</p> : null}
      <ol className="recent">
        {state.recent.slice(0, 30).map((item) => (
          <li key={item.id} data-state={item.state}>
            <Sent item={item} found={find(item)} state={state} times={times} address={address} onGo={onGo} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** By where the platform put it, else by the outbox id that is hidden in it. */
function finderIn(state: PageState): (item: RecentState) => Found | undefined {
  const byId = new Map<string, Found>();
  const byMarker = new Map<string, Found>();
  for (const one of allMessages(state)) {
    byId.set(one.id, one);
    if (one.message.marker !== undefined) byMarker.set(one.message.marker, one);
  }
  return ({ id, message }) => {
    const put = message && byId.get(`${workspaceKey(message)}/${message.channel}/${message.message.split(",")[0]}`);
    return put ?? byMarker.get(id);
  };
}

const workspaceKey = ({ platform, workspace }: { platform: string; workspace: string }) => `${platform}:${workspace}`;

function Sent({ item, found, state, times, address, onGo }: Props & { item: RecentState; found?: Found }) {
  const [cloud, workspace] = workspaceOf(state, item.workspace);
  const where = found ? placeName(found.workspace, found.conversation) : workspace?.name;
  const condition = states[item.state] ?? item.state;
  const day = times.dayFrom(state.now, item.at);
  const words = (
    <>
      <b>{kinds[item.kind]}</b>
      <span>
        {cloud ? <OnPlatform platform={cloud.platform} of={state.clouds.length} /> : null}
        {where}
      </span>
      <small>
        {day}, {times.time(item.at)}
        {condition ? ` · ${condition}` : ""}
        {item.error ? ` · ${item.error}` : ""}
      </small>
    </>
  );
  if (found === undefined) return <p className="recent-item">{words}</p>;
  return (
    <button type="button" className="recent-item" onClick={() => onGo(addressOfFound(found, address))}>
      {words}
    </button>
  );
}

function workspaceOf(state: PageState, id: string): [CloudState, WorkspaceState] | [] {
  for (const cloud of state.clouds) {
    const workspace = cloud.workspaces.find((one) => one.id === id || `${cloud.platform}:${one.id}` === id);
    if (workspace !== undefined) return [cloud, workspace];
  }
  return [];
}
