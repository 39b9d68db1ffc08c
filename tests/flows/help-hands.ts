import type { HelpOffer, HelpRequest } from "../../src/core/matching/records.js";
import type { Action } from "../../src/core/ui/action.js";
import type { FormValues } from "../../src/core/ui/form.js";
import type { Reply } from "../../src/ports/chat-platform.js";
import { question } from "./help-scene.js";
import type { House } from "./house.js";
import { formOf } from "./scenes.js";

const network = { networkId: "network-1" };
export const offered = "We call at six in the evening.";

/** What those who have to do with a question do, by the first district's lead and the second's. */
export function helpHands(house: House) {
  const coast = () => house.as("coast-lead", "W2");
  const button = (who: string, label: string): Action => house.platform.button(`@${who}`, label);
  const requests = () => house.store.read((view) => view.help.requests(network));
  const offers = () => house.store.read((view) => view.help.offers(network));

  async function presses(who: string, label: string, workspace = "W1"): Promise<Reply> {
    const reply = await house.as(who, workspace).press(button(who, label));
    await house.settle();
    return reply;
  }

  async function answers(label: string, answer: string, who = "coast-lead", workspace = "W2"): Promise<Reply> {
    const { context } = await formOf(house.as(who, workspace).press(button(who, label)));
    const reply = await house.as(who, workspace).submit("help-offer", context, { answer });
    await house.settle();
    return reply;
  }

  return {
    coast,
    button,
    requests,
    offers,
    presses,
    seen: (who: string) => house.platform.seenBy(who.startsWith("C") ? who : `@${who}`).join("\n--\n"),
    first: async (): Promise<{ request: HelpRequest; offer: HelpOffer }> => {
      const [[request], [offer]] = [await requests(), await offers()];
      if (request === undefined || offer === undefined) throw new Error("nothing was asked");
      return { request, offer };
    },
    consents: async () => {
      const ids = (await requests()).map(({ id }) => id);
      const all = await house.store.read((view) => view.matching.consentsTo(network, "help request", ids));
      return all.map((one) => [one.districtId, one.towardsDistrictId ?? one.level, one.withdrawnAt === null]);
    },
    async asks(values: FormValues = {}, who = "lead"): Promise<void> {
      const { context } = await formOf(house.press(who, { do: "ask" }));
      const reply = await house.submit(who, "ask", context, { question, level: "network", ...values });
      if (reply.kind !== "close-form") throw new Error(JSON.stringify(reply));
      await house.settle();
    },
    /** What is shown before it goes to districts. */
    async looks(who = "lead"): Promise<Reply> {
      const asked = (await requests()).find(({ state, personId }) => state === "open" && personId === who);
      if (asked?.step === "team") await presses(who, "Ask my program manager");
      return house.press(who, { do: "ask-districts", request: asked?.id ?? "" });
    },
    async sends(who = "lead"): Promise<void> {
      await this.looks(who);
      const reply = await this.looks(who);
      const blocks = reply.kind === "notice" ? reply.card.blocks : [];
      const buttons = blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : []));
      const send = buttons.find(({ action }) => action.do === "send-help");
      if (send === undefined) throw new Error(`nothing to send: ${JSON.stringify(reply)}`);
      await house.press(who, send.action);
      await house.settle();
    },
    offers20: (text = offered, who?: string, workspace?: string) => answers("Offer 20 minutes", text, who, workspace),
    writes: (text: string) => answers("Write a short answer", text),
    async closes(values: FormValues): Promise<void> {
      const { context } = await formOf(house.press("lead", button("lead", "Close it")));
      await house.submit("lead", "close-help", context, values);
      await house.settle();
    },
  };
}
