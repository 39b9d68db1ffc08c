import type { IncomingMessage, ServerResponse } from "node:http";

/** What every platform's endpoint does alike with a request, before and after anybody knows what it says. */

/** Larger bodies are refused. */
const bodyLimit = 1024 * 1024;
const drainMs = 10_000;

/** The first answer counts and returns true; what a late handler says after it goes nowhere. */
export type Answer = (status: number, content?: unknown, headers?: Record<string, string>) => boolean;

export function answerOnce(response: ServerResponse): Answer {
  return (status, content, headers = {}) => {
    if (response.headersSent || response.destroyed) return false;
    const json = content !== undefined && content !== "" && typeof content !== "string";
    response.writeHead(status, { ...headers, ...(json && { "content-type": "application/json; charset=utf-8" }) });
    response.end(json ? JSON.stringify(content) : content === undefined ? "" : String(content));
    return true;
  };
}

/** The body, or undefined where there is none to handle: too large (told once, at once), or broken off. */
export function rawBody(request: IncomingMessage, tooLarge: () => void): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      const before = size;
      size += chunk.length;
      if (size <= bodyLimit) chunks.push(chunk);
      else if (before <= bodyLimit) {
        chunks.length = 0;
        tooLarge();
        resolve(undefined);
      } else if (size > 8 * bodyLimit) request.destroy();
    });
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("error", () => resolve(undefined));
    request.on("close", () => resolve(undefined));
  });
}

/** Lets what is under way finish, for ten seconds at most. */
export async function finished(working: ReadonlySet<Promise<unknown>>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, drainMs);
  });
  await Promise.race([Promise.allSettled(working), patience]);
  clearTimeout(timer);
}

/** Where it failed, without the message: that may quote what somebody wrote. */
export function faultOf(error: unknown): { error: string; at: string[] } {
  if (!(error instanceof Error)) return { error: typeof error, at: [] };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at .*[\w)]$/.test(line));
  return { error: error.name, at: frames.slice(0, 4).map((line) => line.trim()) };
}
