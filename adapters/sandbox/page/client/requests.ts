import type { Act, Acted, Platform, Who } from "../cloud.js";
import type { ClockMove } from "../page-state.js";

export type Answer<T> = { ok: true; value: T } | { ok: false; reason: string };

export function moveClock(move: ClockMove): Promise<Answer<{ now: string; stops: number }>> {
  return post("/sandbox/clock", move);
}

export function act(cloud: Platform, as: Who, what: Act): Promise<Answer<Acted>> {
  return post("/sandbox/act", { cloud, ...as, act: what });
}

async function post<T>(path: string, body: unknown): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as T & { reason?: string };
    if (response.ok) return { ok: true, value: answer };
    return { ok: false, reason: answer.reason ?? "That did not work just now. Please try again." };
  } catch {
    return { ok: false, reason: "The sandbox does not answer. Is it still running?" };
  }
}
