import { useEffect, useState } from "react";
import type { PageState } from "../page-state.js";

/** `at` is when it came, by `performance.now()`: the clock goes on between two states. */
export type Live = { state?: PageState; at: number; connected: boolean };

/** The newest state. Connects again by itself; the last state stays on the page meanwhile. */
export function useLive(): Live {
  const [live, setLive] = useState<Live>({ at: 0, connected: true });
  useEffect(() => {
    let source: EventSource | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    const connect = () => {
      source = new EventSource("/sandbox/live");
      source.addEventListener("state", (event: MessageEvent<string>) => {
        setLive({ state: JSON.parse(event.data) as PageState, at: performance.now(), connected: true });
      });
      source.onerror = () => {
        setLive((last) => ({ ...last, connected: false }));
        /* The browser tries again after a broken stream, not after an answer that was no stream. */
        if (source?.readyState === EventSource.CLOSED) again = setTimeout(connect, 2000);
      };
    };
    connect();
    return () => {
      clearTimeout(again);
      source?.close();
    };
  }, []);
  return live;
}
