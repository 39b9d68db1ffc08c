import type { Person } from "../core/network/model.js";
import { texts } from "../core/texts.js";
import type { Button } from "../core/ui/card.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { notice } from "./notices.js";
import { once } from "./once.js";
import { skipPrompt } from "./skip-prompt.js";
import type { Known } from "./who.js";

/** Stops or starts the check-ins of one person, and says how to do the opposite. */
export async function setMuted(app: App, who: Known, key: string, muted: boolean): Promise<Reply> {
  await once(app, key, (tables) => saveMuted(tables, who, muted));
  const line = muted ? texts.settled.muted : texts.settled.unmuted;
  const button = muted
    ? { label: texts.settled.askAgain, action: { do: "unmute" as const } }
    : { label: texts.checkIn.mute, action: { do: "mute" as const } };
  const leads = who.memberships.find(({ lead }) => lead)?.teamId;
  const team: Button[] =
    muted && leads !== undefined ? [{ label: texts.pause.team, action: { do: "pause-team", team: leads } }] : [];
  return notice({
    blocks: [
      { kind: "text", text: line },
      { kind: "buttons", buttons: [button, ...team] },
    ],
  });
}

/** Who said stop is asked nothing more: questions that wait to be asked, now or "later", are taken back. */
export async function saveMuted(
  tables: Repositories,
  who: Known,
  muted: boolean,
  other: Partial<Pick<Person, "askAt" | "weeklyMessages" | "awayFrom" | "awayUntil">> = {},
): Promise<void> {
  const person = (await tables.roster.person(who.scope, who.person.id)) ?? who.person;
  await tables.roster.savePerson(who.scope, { ...person, muted, ...other });
  if (!muted) return;
  let takenBack = false;
  for (const prompt of await tables.checkIns.openPromptsOf(who.scope, who.person.id)) {
    const waiting = prompt.messageId !== null && (await tables.outbox.skip(prompt.messageId, "muted"));
    if (!waiting && prompt.state !== "later") continue;
    takenBack ||= waiting;
    await skipPrompt(tables, who.scope, prompt, "muted");
  }
  if (takenBack) await takeHelloBack(tables, who);
}

/** A hello that waits beside a question which is taken back would come alone. It goes before her next question. */
async function takeHelloBack(tables: Repositories, who: Known): Promise<void> {
  const scope = { networkId: who.person.networkId };
  const waiting = await tables.outbox.list(scope, { states: ["pending"], personId: who.person.id });
  for (const { id, kind } of waiting) {
    const hello = kind === "welcome";
    // Withdrawn, its id is free: who wishes to be asked again on the same day is greeted before that question.
    if (!hello || !((await tables.outbox.withdraw(scope, id)) || (await tables.outbox.skip(id, "muted")))) continue;
    const person = await tables.roster.person(who.scope, who.person.id);
    if (person !== undefined) await tables.roster.savePerson(who.scope, { ...person, welcomedAt: null });
  }
}
