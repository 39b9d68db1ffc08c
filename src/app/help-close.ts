import { helpThanksCard } from "../core/help/cards-asked.js";
import { closeHelpForm, lengthErrors } from "../core/help/forms.js";
import { helpersOf } from "../core/matching/help-request.js";
import type { HelpRequest } from "../core/matching/records.js";
import { texts } from "../core/texts.js";
import { helpTexts as t } from "../core/texts-help.js";
import type { FieldErrors } from "../core/ui/form.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { endHelpConsents } from "./help-consents.js";
import { helpMessages, showAsker, showEverywhere, tellPerson } from "./help-messages.js";
import { loadHelp, mayEnd, turnHelp } from "./help-rows.js";
import { gone, keepForm, nothing, notYours } from "./notices.js";
import { formOnce, replyOnce } from "./once.js";
import { readSubmitted, type Submitted } from "./read-submitted.js";
import type { Known } from "./who.js";

export function showCloseHelp(app: App, who: Known, id: string): Promise<Reply> {
  return app.store.read(async (view): Promise<Reply> => {
    const help = await loadHelp(view, who.scope, id);
    if (help === undefined || help.request.state !== "open") return gone();
    if (!mayEnd(who, help.request)) return notYours();
    return { kind: "show-form", form: closeHelpForm(), context: { request: id } };
  });
}

/** What was taken goes to the districts that helped, as thanks. */
export function closeHelp(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  const now = app.clock.now();
  return formOnce(app, submitted.key, async (tables) => {
    const help = await loadHelp(tables, who.scope, submitted.context.request);
    if (help === undefined || help.request.state !== "open") return keepForm(texts.settled.gone);
    if (!mayEnd(who, help.request)) return keepForm(texts.strangers.notYours);
    const read = readSubmitted(
      closeHelpForm(),
      submitted,
      (answers): FieldErrors =>
        Object.values(answers).every((one) => one === null) ? { taken: t.oneOfThree } : lengthErrors(answers),
    );
    if ("reply" in read) return read.reply;
    const said = (name: string) => (typeof read.answers[name] === "string" ? `${read.answers[name]}` : null);
    const words = { taken: said("taken"), givenBack: said("givenBack"), adapted: said("adapted") };
    const { after, ignored } = await turnHelp(tables, help, { do: "close", ...words }, now);
    if (ignored !== undefined) return keepForm(texts.settled.gone);
    await endHelpConsents(tables, who, after.request, now);
    await showEverywhere(tables, after, who.person.name, now);
    const card = helpThanksCard(after.request, who.network.minN);
    for (const offer of helpersOf(after.offers))
      if (offer.personId !== null)
        await tellPerson(tables, offer, { id: helpMessages.thanks(offer), personId: offer.personId, card }, now);
    await showAsker(tables, after, now);
    return { kind: "close-form" };
  });
}

export function withdrawHelp(app: App, who: Known, key: string, id: string): Promise<Reply> {
  const now = app.clock.now();
  return replyOnce(app, key, async (tables) => {
    const help = await loadHelp(tables, who.scope, id);
    if (help === undefined) return gone();
    if (!mayEnd(who, help.request)) return notYours();
    if (help.request.state !== "open") return gone();
    await takeBackHelp(tables, who, help.request, now);
    return nothing;
  });
}

/** Wherever it stands it says that it was taken back; what both sides agreed to is withdrawn in the ledger. */
export async function takeBackHelp(tables: Repositories, who: Known, { id }: HelpRequest, now: Date): Promise<void> {
  const help = await loadHelp(tables, who.scope, id);
  if (help === undefined) return;
  const { after, ignored } = await turnHelp(tables, help, { do: "withdraw" }, now);
  if (ignored !== undefined) return;
  await endHelpConsents(tables, who, help.request, now);
  await showEverywhere(tables, after, who.person.name, now);
  await showAsker(tables, after, now);
}
