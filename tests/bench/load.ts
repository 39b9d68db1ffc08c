import { createHmac } from "node:crypto";
import { Agent, request } from "node:http";
import { texts } from "../../adapters/slack/texts.js";

const tooSlow = JSON.stringify(texts.maybeSaved);

/** `late`: answers that came because the sender would have given up; the form stays open, and the text may be saved. */
export type Load = { perSecond: number; latenciesMs: number[]; late: number };

/** A form as Slack sends it. */
export function submission(payload: object): string {
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}

/**
 * Sends bodies, signed at the moment they leave, over `connections` connections that are kept: each sends its next one
 * when it has its answer. Ends with the last body, or with the first answer after `forMs`; then it begins again with the
 * first body until that. Rejects at the first answer that is neither an empty 200, which is what closes a form, nor a
 * late one.
 */
export async function send(
  url: string,
  bodies: readonly string[],
  { connections, signingSecret, forMs }: { connections: number; signingSecret: string; forMs?: number },
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latenciesMs: number[] = [];
  const begun = performance.now();
  const passed = () => performance.now() - begun;
  let sent = 0;
  let late = 0;
  const bodyNow = () => {
    if (forMs === undefined ? sent >= bodies.length : passed() >= forMs) return undefined;
    return bodies[sent++ % bodies.length];
  };
  const one = async () => {
    for (let body = bodyNow(); body !== undefined; body = bodyNow()) {
      const left = performance.now();
      const answer = await post(agent, `${url}/slack/events`, body, signingSecret);
      latenciesMs.push(performance.now() - left);
      if (answer !== "") late += 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, one));
    return { perSecond: (sent / passed()) * 1_000, latenciesMs, late };
  } finally {
    agent.destroy();
  }
}

function post(agent: Agent, url: string, body: string, secret: string): Promise<string> {
  const timestamp = Math.floor(Date.now() / 1_000);
  const signature = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "content-length": Buffer.byteLength(body),
    "x-slack-request-timestamp": String(timestamp),
    "x-slack-signature": `v0=${signature}`,
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode === 200 && (text === "" || text.includes(tooSlow))) resolve(text);
        else reject(new Error(`answered ${response.statusCode}: ${text}`));
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
