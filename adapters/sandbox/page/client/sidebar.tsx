import type { ConversationState } from "../cloud.js";
import { nameHere } from "./found.js";
import { BotMark, Icon } from "./icons.js";
import { conversationsOf, type Place } from "./place.js";
import { viewOf } from "./platform.js";
import { type ReadMarks, unreadIn, unreadOf } from "./unread.js";

type Props = {
  place: Place;
  marks: ReadMarks;
  onPerson: (id: string) => void;
  onConversation: (id: string) => void;
  onRemove: () => void;
};

const standings = { member: "", guest: " (guest)", outside: " (from outside)" };

/** Who is played in this workspace, and the conversations that this person sees. */
export function Sidebar({ place, marks, onPerson, onConversation, onRemove }: Props) {
  const { workspace, person, key } = place;
  const seen = conversationsOf(workspace, person);
  const channels = seen.filter((one) => one.kind !== "bot");
  const direct = seen.filter((one) => one.kind === "bot");
  const item = (conversation: ConversationState) => (
    <Conversation
      key={conversation.id}
      conversation={conversation}
      here={conversation.id === place.conversation.id}
      unread={unreadIn(marks, key, person, conversation)}
      onGo={() => onConversation(conversation.id)}
    />
  );
  return (
    <div className="sidebar">
      <header>
        <h2>{workspace.name}</h2>
        <p>{viewOf(place.platform).name} workspace</p>
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
            <h3 id="apps">Apps</h3>
            <ul aria-labelledby="apps">{direct.map(item)}</ul>
          </>
        ) : null}
        {channels.length > 0 ? (
          <>
            <h3 id="channels">Channels</h3>
            <ul aria-labelledby="channels">{channels.map(item)}</ul>
          </>
        ) : null}
      </nav>
      <footer>
        {workspace.installUrl === undefined ? null : workspace.installed ? (
          <button type="button" className="quiet" onClick={onRemove}>
            Remove {workspace.bot.name} from here
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

type ItemProps = { conversation: ConversationState; here: boolean; unread: number; onGo: () => void };

function Conversation({ conversation, here, unread, onGo }: ItemProps) {
  const bot = conversation.kind === "bot";
  const name = bot ? `${conversation.name}, direct message` : `Channel ${conversation.name}`;
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
