import type { SlackCloud } from "../../adapters/sandbox/slack-cloud/index.js";
import type { OutboxMessage } from "../../src/ports/outbox.js";
import type { Inhabitant } from "./ground.js";
import type { Deed } from "./replica.js";

/** What became of everything that was to be said. */
export type Tally = {
  messages: number;
  lost: number;
  doubled: number;
  outOfOrder: number;
  /** Neither sent nor refused: a person would have to decide. */
  unknown: number;
};

export type Report = Tally & Deed & { recoveryMs: number; late: boolean };

export const wrong = ({ lost, doubled, outOfOrder, unknown }: Tally): boolean =>
  lost + doubled + outOfOrder + unknown > 0;

export function asLine({ act, step, messages, lost, doubled, outOfOrder, unknown, recoveryMs }: Report): string {
  const tally = `${lost} lost, ${doubled} doubled, ${outOfOrder} out of order, ${unknown} unknown`;
  return `${act} ${step}: ${messages} messages, ${tally}, ${Math.round(recoveryMs)} ms`;
}

/** What the cloud shows against what the outbox was given: by marker, and each conversation in its order. */
export function judge(cloud: SlackCloud, people: Inhabitant[], rows: OutboxMessage[], said: number): Tally {
  const due = rows.filter((row) => row.kind !== "edit" && row.state !== "skipped" && row.state !== "dead");
  const tally: Tally = {
    messages: due.length,
    lost: Math.max(0, said - due.length),
    doubled: 0,
    outOfOrder: 0,
    unknown: 0,
  };
  const posted = new Map<string, number>();
  for (const { direct } of people) {
    const order: string[] = [];
    for (const message of cloud.messages("T1", direct)) {
      const marker = message.metadata?.event_payload.id;
      if (!message.ownBot || typeof marker !== "string") continue;
      posted.set(marker, (posted.get(marker) ?? 0) + 1);
      order.push(marker);
    }
    const wanted = due.filter((row) => order.includes(row.id)).sort(byTurn);
    const shown = [...new Set(order)].filter((marker) => wanted.some(({ id }) => id === marker));
    tally.outOfOrder += wanted.filter((row, nth) => shown[nth] !== row.id).length;
  }
  for (const { id, state } of due) {
    if (!posted.has(id)) tally.lost += 1;
    if (state === "unknown") tally.unknown += 1;
  }
  for (const times of posted.values()) tally.doubled += times - 1;
  return tally;
}

const byTurn = (a: OutboxMessage, b: OutboxMessage) => +a.notBefore - +b.notBefore || a.seq - b.seq;
