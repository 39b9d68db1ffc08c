import { Fragment } from "react";
import type { ConversationState } from "../cloud.js";
import { nameHere } from "./found.js";
import { BotMark, Icon, Initials } from "./icons.js";
import { conversationsOf, type Place } from "./place.js";
import { viewOf } from "./platform.js";
import { type ReadMarks, unreadIn, unreadOf } from "./unread.js";

type Props = {
  place: Place;
  marks: ReadMarks;
  onPerson: (id: string) => void;
  onConversation: (id: string) => void;
  /** From the whole workspace, or from this conversation. */
  onRemove: (conversation?: string) => void;
};

const standings = { member: "", guest: " (guest)", outside: " (from outside)" };

/** Who is played in this workspace, and the conversations that this person sees. */
export function Sidebar({ place, marks, onPerson, onConversation, onRemove }: Props) {
  const { workspace, person, conversation, key } = place;
  const { words } = viewOf(place.platform);
  const seen = conversationsOf(workspace, person);
  const channels = seen.filter((one) => one.kind !== "bot");
  const direct = seen.filter((one) => one.kind === "bot");
  const item = (one: ConversationState) => (
    <Conversation
      key={one.id}
      conversation={one}
      botChat={words.botChat}
      here={one.id === conversation.id}
      unread={unreadIn(marks, key, person, one)}
      onGo={() => onConversation(one.id)}
    />
  );
  return (
    <div className="sidebar">
      <header>
        <h2>{workspace.name}</h2>
        <p>{words.place}</p>
      </header>
      <div className="person">
        <label htmlFor="person">You are</label>
        <select id="person" value={person.id} onChange={(event) => onPerson(event.target.value)}>
          {workspace.people.map((one) => {
            const unread = one.id === person.id ? 0 : unreadOf(marks, key, workspace, one);
            return (
              <option key={one.id} value={one.id}>
                {nameHere(one.name, workspace)}
                {standings[one.standing]}
                {unread > 0 ? ` · ${unread} new` : ""}
              </option>
            );
          })}
        </select>
        {person.title && person.title !== person.name ? <p>{person.title}</p> : null}
      </div>
      <nav aria-label="Conversations">
        {direct.length > 0 ? (
          <>
            <h3 id="apps">{words.bots}</h3>
            <ul aria-labelledby="apps">{direct.map(item)}</ul>
          </>
        ) : null}
        {channels.length > 0 ? (
          <>
            <h3 id="channels">{words.channels}</h3>
            {byTeam(channels).map(([team, inTeam]) =>
              team === "" ? (
                <ul key={team} aria-labelledby="channels">
                  {inTeam.map(item)}
                </ul>
              ) : (
                <Fragment key={team}>
                  <h4>
                    <Initials name={team} id={team} size={24} />
                    {team}
                  </h4>
                  <ul aria-label={team}>{inTeam.map(item)}</ul>
                </Fragment>
              ),
            )}
          </>
        ) : null}
      </nav>
      <footer>
        {conversation.app === "here" ? (
          <button type="button" className="quiet" onClick={() => onRemove(conversation.id)}>
            {words.remove(workspace.bot.name, conversation.kind)}
          </button>
        ) : workspace.installUrl === undefined ? null : workspace.installed ? (
          <button type="button" className="quiet" onClick={() => onRemove()}>
            {words.remove(workspace.bot.name, conversation.kind)}
          </button>
        ) : (
          <a className="quiet" href={workspace.installUrl} target="_blank" rel="noopener">
            Add {workspace.bot.name} to this workspace
          </a>
        )}
      </footer>
    </div>
  );
}

/** In the order in which they come. */
function byTeam(channels: ConversationState[]): [string, ConversationState[]][] {
  const teams = new Map<string, ConversationState[]>();
  for (const one of channels) teams.set(one.team ?? "", [...(teams.get(one.team ?? "") ?? []), one]);
  return [...teams];
}

type ItemProps = {
  conversation: ConversationState;
  botChat: string;
  here: boolean;
  unread: number;
  onGo: () => void;
};

function Conversation({ conversation, botChat, here, unread, onGo }: ItemProps) {
  const bot = conversation.kind === "bot";
  const name = bot ? `${conversation.name}, ${botChat}` : `Channel ${conversation.name}`;
  return (
    <li>
      <button
        type="button"
        className="conversation-item"
        aria-current={here ? "true" : undefined}
        aria-label={`${name}${unread > 0 ? `, ${unread} new` : ""}`}
        data-unread={unread > 0}
        onClick={onGo}
      >
        {bot ? <BotMark size={20} /> : <Icon name={conversation.kind === "private channel" ? "lock" : "hash"} />}
        <span>{conversation.name}</span>
        {unread > 0 ? <span className="badge">{unread}</span> : null}
      </button>
    </li>
  );
}
