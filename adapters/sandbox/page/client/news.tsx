import { useEffect, useRef, useState } from "react";
import type { ClockMove, PageState } from "../page-state.js";
import { addressOfFound, allMessages, type Found, placeName } from "./found.js";
import { Icon } from "./icons.js";
import type { Address } from "./place.js";
import { OnPlatform } from "./platform-mark.js";
import type { Times } from "./times.js";

/** What was there before the clock was moved, and when it arrived. `now` is absent while it moves. */
export type Jump = { move: ClockMove; before: Set<string>; now?: string; stops?: number };

type Props = {
  state: PageState;
  times: Times;
  jump?: Jump;
  problem?: string;
  connected: boolean;
  address: Address;
  onGo: (address: Address) => void;
  onClose: () => void;
};

const places = 5;

/** The strip that says what the clock's move has done and where to look, or what went wrong. */
export function News({ state, times, jump, problem, connected, address, onGo, onClose }: Props) {
  const found = jump?.now === undefined ? [] : sentSince(state, jump.before, jump.now);
  const lost = useLostFor(connected, 1500);
  const close = (
    <button type="button" className="plain-button" aria-label="Close this notice" onClick={onClose}>
      <Icon name="close" />
    </button>
  );
  return (
    <>
      <div className="news" role="alert" hidden={problem === undefined && !lost} data-kind="problem">
        {problem === undefined && !lost ? null : (
          <>
            <p>
              <Icon name="warning" /> {lost ? "The sandbox does not answer just now. Trying again." : problem}
            </p>
            {lost ? null : close}
          </>
        )}
      </div>
      <div className="news" role="status" hidden={jump === undefined || problem !== undefined}>
        {jump === undefined ? null : jump.now === undefined ? (
          <p>
            <span className="spinner" aria-hidden="true" />
            {movingText(jump.move)} Everything that falls due on the way is sent.
          </p>
        ) : (
          <>
            <p>
              {jumpText(found.length)}
              <span className="sr-only">
                {" "}
                It is {times.dayWithYear(jump.now)}, {times.time(jump.now)}.
              </span>
            </p>
            {found.length > 0 ? (
              <Places found={found} clouds={state.clouds.length} address={address} onGo={onGo} />
            ) : null}
            {close}
          </>
        )}
      </div>
    </>
  );
}

type PlacesProps = { found: Found[]; clouds: number; address: Address; onGo: (address: Address) => void };

function Places({ found, clouds, address, onGo }: PlacesProps) {
  const byPlace = new Map(found.map((one) => [`${one.key}/${one.conversation.id}`, one]));
  const shown = [...byPlace.values()].slice(0, places);
  const more = byPlace.size - shown.length;
  return (
    <ul aria-label="Where they went">
      {shown.map((one) => (
        <li key={one.id}>
          <button type="button" className="chip" onClick={() => onGo(addressOfFound(one, address))}>
            <OnPlatform platform={one.platform} of={clouds} />
            {placeName(one.workspace, one.conversation)}
          </button>
        </li>
      ))}
      {more > 0 ? <li>{more === 1 ? "and one more place" : `and ${more} more places`}</li> : null}
    </ul>
  );
}

/* By the time on arrival: what the bot answers later is not news of this move. */
function sentSince(state: PageState, before: Set<string>, arrived: string): Found[] {
  return allMessages(state).filter(
    (one) => one.message.from.kind === "bot" && !before.has(one.id) && one.message.at <= arrived,
  );
}

function movingText(move: ClockMove): string {
  if ("by" in move) return "Moving the clock by one day.";
  return `Moving the clock to the ${move.to}.`;
}

function jumpText(count: number): string {
  if (count === 0) return "The clock has moved. No message fell due.";
  const sent = count === 1 ? "One message" : `${count} messages`;
  return `${sent} went out. Open:`;
}

/** True when the connection has been gone for so long that it is worth a word. */
function useLostFor(connected: boolean, ms: number): boolean {
  const [lost, setLost] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (connected) setLost(false);
    else timer.current = setTimeout(() => setLost(true), ms);
    return () => clearTimeout(timer.current);
  }, [connected, ms]);
  return lost;
}
