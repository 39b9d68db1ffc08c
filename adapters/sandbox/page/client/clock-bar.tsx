import { useEffect, useState } from "react";
import type { ClockMove, PageState } from "../page-state.js";
import type { Live } from "./live.js";
import type { Times } from "./times.js";

type Props = { state: PageState; live: Live; times: Times; moving?: ClockMove; onMove: (move: ClockMove) => void };

const moves: { label: string; move: ClockMove; what: string }[] = [
  { label: "Next check-in", move: { to: "next check-in" }, what: "Forward to the moment when a team is asked" },
  { label: "+1 day", move: { by: "day" }, what: "Forward by one day" },
  { label: "Next convening", move: { to: "next convening" }, what: "Forward to the next time when everybody meets" },
];

/** The programme's time, which goes on by itself, and forward by these buttons. Never back. */
export function ClockBar({ state, live, times, moving, onMove }: Props) {
  const now = useNow(state.now, live.at, moving !== undefined);
  return (
    <section className="clock" aria-label="Programme clock">
      <p className="clock-now">
        <b>{times.dayWithYear(now)}</b>
        <span>
          <time dateTime={now.toISOString()}>{times.time(now)}</time> {times.zone(now)}
        </span>
      </p>
      <div className="clock-moves">
        {moves.map(({ label, move, what }, index) => {
          const busy = moving !== undefined && JSON.stringify(moving) === JSON.stringify(move);
          return (
            <button
              type="button"
              key={label}
              className={index === 0 ? "button button-main" : "button"}
              title={what}
              aria-disabled={moving !== undefined}
              aria-busy={busy}
              onClick={() => {
                if (moving === undefined) onMove(move);
              }}
            >
              {label}
            </button>
          );
        })}
      </div>
    </section>
  );
}

/** Between two states the programme's time goes on as the machine's does; while it is moved, it is what was sent last. */
function useNow(sent: string, at: number, moving: boolean): Date {
  const [tick, setTick] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setTick(performance.now()), 5000);
    return () => clearInterval(timer);
  }, []);
  return new Date(Date.parse(sent) + (moving ? 0 : Math.max(0, tick - at)));
}
