import type { IncomingMessage } from "node:http";

export type Refusal = { status: number; reason: string };

const elsewhere: Refusal = { status: 403, reason: "The sandbox cannot be used from another site." };

const loopbackNames = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether a request may open the page. By the name it came under (Host), so that a name elsewhere that points at this
 * machine reads nothing. A link from another site may lead here.
 */
export function mayOpen(request: IncomingMessage): Refusal | undefined {
  if (isLoopback(request.headers.host)) return undefined;
  return { status: 403, reason: "The sandbox answers on localhost only. Open it as http://localhost with its port." };
}

/**
 * Whether a request may see the sandbox. Guarantees that a page from elsewhere cannot read it. Does not tell apart the
 * programs of this machine: whoever can open a connection here may use the sandbox.
 */
export function mayLook(request: IncomingMessage): Refusal | undefined {
  const refusal = mayOpen(request);
  if (refusal !== undefined) return refusal;
  const site = request.headers["sec-fetch-site"];
  if (site === "cross-site" || site === "same-site") return elsewhere;
  return undefined;
}

/** Whether a request may change something: one from the page itself, with JSON, which a form elsewhere cannot send. */
export function mayAct(request: IncomingMessage): Refusal | undefined {
  const refusal = mayLook(request);
  if (refusal !== undefined) return refusal;
  const { origin, host } = request.headers;
  if (origin !== undefined && origin !== `http://${host}`) return elsewhere;
  const type = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") return { status: 415, reason: "Send JSON, with content-type application/json." };
  return undefined;
}

function isLoopback(host: string | undefined): boolean {
  if (host === undefined) return false;
  try {
    return loopbackNames.has(new URL(`http://${host}`).hostname);
  } catch {
    return false;
  }
}
