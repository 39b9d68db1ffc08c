import type { Card } from "../../src/core/ui/card.js";
import { cardAsText } from "../../src/core/ui/fallback.js";
import type { Form, FormValues } from "../../src/core/ui/form.js";
import type { Reply } from "../../src/ports/chat-platform.js";
import { openBare, rowsOf } from "../../src/store/sqlite.js";
import type { House } from "./house.js";

/** What several flow tests do and read in the same way. Wednesday, January 21, 2026 is the first slot. */
export const at = (day: string, time: string) => `2026-01-${day}T${time}:00-08:00`;

export const notYours = "Only the team that this belongs to can do that.";
export const gone = "This is not there any more.";

/** The lead of the first team plans its cycle on the first Wednesday, at three in the afternoon. */
export async function plan(house: House, change: FormValues = {}): Promise<void> {
  await house.at(at("21", "15:00"));
  const { context } = await formOf(house.press("lead", house.platform.button("@lead", "Plan it")));
  const values = {
    change: "Exit tickets",
    prediction: "60 % get it right",
    predictedFigure: "60",
    dueOn: "2026-02-11",
  };
  await record(house, context, { ...values, ...change });
}

/** A minute later the lead opens the form of the stage that her cycle is in, and sends it. */
export async function report(house: House, values: FormValues): Promise<void> {
  await house.at(new Date(house.now().getTime() + 60_000).toISOString());
  const { context } = await formOf(house.command("lead", "update"));
  await record(house, context, context.stage === "do" ? { next: "keep testing", ...values } : values);
}

async function record(house: House, context: Record<string, string>, values: FormValues): Promise<void> {
  const reply = await house.submit("lead", "update", context, values);
  if (reply.kind !== "close-form") throw new Error(JSON.stringify(reply));
  await house.settle();
}

export async function formOf(reply: Promise<Reply>) {
  const shown = await reply;
  if (shown.kind !== "show-form") throw new Error(`no form but ${JSON.stringify(shown)}`);
  return shown;
}

/** What a form starts with, by field. */
export function valuesIn(form: Form): Record<string, unknown> {
  return Object.fromEntries(form.fields.flatMap((one) => (one.kind === "note" ? [] : [[one.name, one.value]])));
}

export function notesIn(form: Form): string[] {
  return form.fields.flatMap((one) => (one.kind === "note" ? [one.text] : []));
}

/** What she is told by a reply, in plain text: a card, or the line above a form that stays open. */
export async function said(reply: Promise<Reply>): Promise<string> {
  const given = await reply;
  if (given.kind === "notice") return cardAsText(given.card);
  if (given.kind === "keep-form") return given.notice ?? "";
  throw new Error(`nothing said but ${JSON.stringify(given)}`);
}

export async function cardOf(reply: Promise<Reply>): Promise<Card> {
  const given = await reply;
  if (given.kind !== "notice") throw new Error(`no card but ${JSON.stringify(given)}`);
  return given.card;
}

/** Every person's own words on a card, each whole as it was handed over. */
export function quotesIn(card: Card | undefined): string[] {
  return (card?.blocks ?? []).flatMap((block) => (block.kind === "quote" ? [block.text] : []));
}

/** Every row of the database as text, or a district's own rows. Without the keys of events: a refusal has one too. */
export async function everyRow(house: House, districtId?: string): Promise<string[]> {
  const file = await openBare(house.url.slice("file:".length), "read");
  try {
    const found: string[] = [];
    for (const [table] of await rowsOf(file, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")) {
      if (table === "inbound_event") continue;
      const columns = (await rowsOf(file, `SELECT name FROM pragma_table_info('${table}')`)).map(([name]) => name);
      if (districtId !== undefined && !columns.includes("districtId")) continue;
      const where = districtId === undefined ? "" : ` WHERE districtId = '${districtId}'`;
      for (const row of await rowsOf(file, `SELECT * FROM "${table}"${where}`))
        found.push(`${table}: ${JSON.stringify(row)}`);
    }
    return found.sort();
  } finally {
    await file.dispose();
  }
}

/** Updates of the first team, oldest first. */
export function updatesOf(house: House, teamId = "team-1") {
  const scope = { networkId: "network-1" };
  return house.store.read((view) => view.cycles.updatesBetween(scope, teamId, new Date(0), new Date("2027-01-01")));
}
