import type { ServerResponse } from "node:http";

export type Live = {
  /** Something changed: everybody gets the state again, soon. */
  changed(): void;
  open(response: ServerResponse): void;
  close(): void;
};

/**
 * Sends the full state to every open stream, one state per event. Changes that come close together are one event: at
 * most one in `everyMs`, and fewer where a state takes long to put together. A stream that does not keep up misses
 * states and gets the newest when it can take it; so every state is complete in itself. `state` gives undefined where
 * there is none just now; it must not reject.
 */
export function createLive(options: {
  state: () => Promise<string | undefined>;
  everyMs?: number;
  heartbeatMs?: number;
}): Live {
  const everyMs = options.everyMs ?? 100;
  const streams = new Set<ServerResponse>();
  const behind = new Set<ServerResponse>();
  let timer: NodeJS.Timeout | undefined;
  let notBefore = 0;
  let sending = false;
  let again = false;
  let closed = false;

  /* Also carries what changes without a change in a cloud, such as a message that could not be delivered. */
  const heartbeat = setInterval(() => {
    for (const stream of streams) stream.write(": still here\n\n");
    changed();
  }, options.heartbeatMs ?? 15_000);
  heartbeat.unref();

  function changed(): void {
    if (closed || streams.size === 0) return;
    if (sending) again = true;
    else timer ??= setTimeout(() => void send(), Math.max(0, notBefore - performance.now()));
  }

  async function send(): Promise<void> {
    timer = undefined;
    sending = true;
    again = false;
    const begun = performance.now();
    const state = await options.state();
    if (state !== undefined) for (const stream of streams) write(stream, state);
    const now = performance.now();
    notBefore = now + Math.max(everyMs, 3 * (now - begun));
    sending = false;
    if (again) changed();
  }

  function write(stream: ServerResponse, state: string): void {
    if (stream.writableNeedDrain) {
      behind.add(stream);
      return;
    }
    stream.write(`event: state\ndata: ${state}\n\n`);
  }

  function open(response: ServerResponse): void {
    if (closed) {
      response.writeHead(503).end();
      return;
    }
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
    response.write("retry: 1000\n\n");
    streams.add(response);
    response.on("drain", () => {
      if (behind.delete(response)) changed();
    });
    response.on("close", () => {
      streams.delete(response);
      behind.delete(response);
    });
    changed();
  }

  function close(): void {
    closed = true;
    clearInterval(heartbeat);
    clearTimeout(timer);
    for (const stream of streams) stream.end();
    streams.clear();
  }

  return { changed, open, close };
}
