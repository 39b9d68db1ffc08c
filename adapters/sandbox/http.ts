import { type IncomingMessage, request } from "node:http";

/** What the other side answered, or why there is no answer. */
export type HttpAnswer = {
  status?: number;
  failure?: "http_timeout" | "connection_failed";
  body: string;
  headers: Record<string, string>;
};

/** One POST on a connection of its own, without following redirects. Never rejects. */
export function postOnce(
  url: string,
  headers: Record<string, string>,
  body: string,
  withinMs: number,
  stop: AbortSignal,
): Promise<HttpAnswer> {
  return new Promise((resolve) => {
    const fail = (failure: "http_timeout" | "connection_failed"): void => resolve({ failure, body: "", headers: {} });
    if (withinMs <= 0) return fail("http_timeout");
    // Measured from the request to the whole answer, not the pause between two bytes.
    const timeout = setTimeout(() => {
      fail("http_timeout");
      outgoing.destroy();
    }, withinMs);
    const outgoing = request(url, {
      method: "POST",
      agent: false,
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
      signal: stop,
    });
    outgoing.on("error", () => {
      clearTimeout(timeout);
      fail("connection_failed");
    });
    outgoing.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", () => fail("connection_failed"));
      response.on("end", () => {
        clearTimeout(timeout);
        const answered = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const);
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks).toString("utf8"),
          headers: Object.fromEntries(answered),
        });
      });
    });
    outgoing.end(body);
  });
}

const maxBodyBytes = 20_000_000;

/** The whole body. Rejects when it is longer than any cloud would take, or when it breaks off. */
export async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new Error("body too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
