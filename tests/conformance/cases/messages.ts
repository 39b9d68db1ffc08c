import { expect } from "vitest";
import type { Block } from "../../../src/core/ui/card.js";
import { cardAsText } from "../../../src/core/ui/fallback.js";
import { outgoing, type PlatformCase, say, shownTo, theOnly, withButton } from "../case.js";
import { blockSamples, blockWords, hostile, longText, wholeCard } from "../samples.js";

/** What the bot says, and what people then see. */
export const messageCases: PlatformCase[] = [
  {
    name: "direct message to someone never met",
    async run({ stage }) {
      const { neverMet, member } = stage.people;
      const ref = await stage.platform().sendDirect(neverMet, outgoing(say("Hello. I ask about one thing.")));
      expect(ref).toMatchObject({ platform: neverMet.platform, workspace: neverMet.workspace });
      expect(shownTo(stage, "neverMet", ref)).toMatchObject({ text: "Hello. I ask about one thing.", fromBot: true });
      const again = await stage.platform().sendDirect(neverMet, outgoing(say("And again.")));
      expect(again.channel).toBe(ref.channel);
      expect(stage.sees.messages(member, "direct")).toEqual([]);
    },
  },
  {
    name: "a message in the team's channel is seen by everybody in it",
    async run({ stage }) {
      const ref = await stage.platform().post(stage.channel, outgoing(say("This week")));
      for (const who of ["member", "guest", "outsider"] as const) {
        expect(shownTo(stage, who, ref)).toMatchObject({ text: "This week", private: false });
      }
    },
  },
  {
    name: "edit changes the same message",
    async run({ stage }) {
      const { member } = stage.people;
      const before = withButton("How did it go?", { label: "Update", action: { do: "update", cycle: "c1" } });
      const ref = await stage.platform().sendDirect(member, outgoing(before));
      const edited = await stage.platform().edit(ref, outgoing(say("Recorded: 55 %")));
      expect(edited.message).toBe(ref.message);
      const shown = stage.sees.messages(member, "direct");
      expect(shown.map((message) => message.text)).toEqual(["Recorded: 55 %"]);
      expect(shown[0]?.buttons).toEqual([]);
      expect(shown[0]?.fallback).not.toContain("How did it go?");
    },
  },
  {
    name: "a reply goes into the thread of its message",
    async run({ stage }) {
      const root = await stage.platform().post(stage.channel, outgoing(say("Root")));
      const reply = await stage.platform().reply(root, outgoing(say("First answer")));
      expect(reply).toMatchObject({ channel: root.channel, thread: root.message });
      const second = await stage.platform().reply(reply, outgoing(say("Second answer")));
      expect(second.thread).toBe(root.message);
      for (const ref of [reply, second]) expect(shownTo(stage, "member", ref)?.ref.thread).toBe(root.message);
    },
  },
  {
    name: "a removed message is gone, and removing it twice is no error",
    async run({ stage }) {
      const ref = await stage.platform().post(stage.channel, outgoing(say("Never mind")));
      await stage.platform().remove(ref);
      expect(shownTo(stage, "member", ref)).toBeUndefined();
      await stage.platform().remove(ref);
    },
  },
  {
    name: "a message is found by its marker, and only by it",
    needs: "find",
    async run({ stage }) {
      const since = new Date(Date.now() - 60_000);
      const { member } = stage.people;
      const [one, other, direct] = [outgoing(say("one")), outgoing(say("other")), outgoing(say("direct"))];
      const ref = await stage.platform().post(stage.channel, one);
      await stage.platform().post(stage.channel, other);
      const directRef = await stage.platform().sendDirect(member, direct);
      const inThread = outgoing(say("in the thread"));
      const reply = await stage.platform().reply(ref, inThread);
      expect((await stage.platform().find(stage.channel, one.marker, since))?.message).toBe(ref.message);
      expect((await stage.platform().find(member, direct.marker, since))?.message).toBe(directRef.message);
      expect((await stage.platform().find(ref, inThread.marker, since))?.message).toBe(reply.message);
      expect(await stage.platform().find(stage.channel, "never-posted", since)).toBeUndefined();
    },
  },
  {
    name: "over-long text arrives whole",
    async run({ stage }) {
      const { member } = stage.people;
      const card = { heading: "What they wrote", blocks: [{ kind: "quote" as const, text: longText }] };
      const ref = await stage.platform().sendDirect(member, outgoing(card));
      await stage.settle();
      const read = (): string =>
        stage.sees
          .messages(member, "direct")
          .map((message) => message.text)
          .join("\n");
      expect(linesOf(read())).toEqual(["What they wrote", ...linesOf(longText)]);
      await stage.platform().edit(ref, outgoing(say("Recorded")));
      expect(read()).toBe("Recorded");
    },
  },
  {
    name: "every card element renders alone and together",
    async run({ stage }) {
      for (const [kind, block] of Object.entries(blockSamples) as [Block["kind"], Block][]) {
        // A divider shows nothing, so it needs company.
        const blocks = kind === "divider" ? [blockSamples.text, block] : [block];
        const ref = await stage.platform().post(stage.channel, outgoing({ blocks }));
        expectShown(shownTo(stage, "member", ref), kind === "divider" ? ["text"] : [kind]);
      }
      const ref = await stage.platform().post(stage.channel, outgoing(wholeCard));
      const shown = shownTo(stage, "member", ref);
      expectShown(shown, Object.keys(blockSamples) as Block["kind"][]);
      expect(shown?.text).toContain(wholeCard.heading);
      await stage.platform().post(stage.channel, outgoing({ heading: "A heading alone", blocks: [] }));
    },
  },
  {
    name: "a picture without an address is read as its words",
    async run({ stage }) {
      const alt = "Run chart: **48 %** in April, 55 % in May <!channel>";
      const ref = await stage.platform().post(stage.channel, outgoing({ blocks: [{ kind: "picture", alt }] }));
      expect(shownTo(stage, "member", ref)).toMatchObject({ text: alt, pictures: [] });
    },
  },
  {
    name: "a person's own words are shown to the letter and never read as markup",
    async run({ stage }) {
      const ref = await stage.platform().post(stage.channel, outgoing({ blocks: [{ kind: "quote", text: hostile }] }));
      const shown = shownTo(stage, "member", ref);
      expect(shown?.text).toBe(hostile);
      expect(shown?.links).toEqual([]);
    },
  },
  {
    name: "plain-text fallback says what the card says",
    async run({ stage }) {
      for (const card of [wholeCard, say("One **line** with a < b & c")]) {
        const ref = await stage.platform().post(stage.channel, outgoing(card));
        expect(linesOf(shownTo(stage, "member", ref)?.fallback ?? "")).toEqual(linesOf(cardAsText(card)));
      }
    },
  },
  {
    name: "references survive a restart",
    async run({ stage, house }) {
      const { member } = stage.people;
      const stored = <T>(ref: T): T => JSON.parse(JSON.stringify(ref)) as T;
      await stage.act.say(member, "direct", "hello");
      await stage.settle();
      const met = theOnly(house.events, "message").person;
      const root = stored(await stage.platform().post(stage.channel, outgoing(say("before"))));
      const asked = withButton("Question", { label: "Answer", action: { do: "what-i-ask" } });
      const direct = stored(await stage.platform().sendDirect(member, outgoing(asked)));
      await stage.restart();
      await stage.platform().edit(root, outgoing(say("after")));
      expect(shownTo(stage, "member", root)?.text).toBe("after");
      const reply = await stage.platform().reply(root, outgoing(say("reply")));
      expect(reply.thread).toBe(root.message);
      expect((await stage.platform().sendDirect(stored(met), outgoing(say("again")))).channel).toBe(direct.channel);
      await stage.act.press(member, direct, "Answer");
      await stage.settle();
      expect(house.events.at(-1)).toMatchObject({
        kind: "action",
        action: { do: "what-i-ask" },
        on: { message: direct.message },
      });
    },
  },
  {
    name: "the home page shows its card, and then the next one",
    needs: "homePage",
    async run({ stage, house }) {
      const { member } = stage.people;
      const home = async (text: string): Promise<void> => {
        house.answer({ kind: "notice", card: withButton(text, { label: "Mute", action: { do: "mute" } }) });
        await stage.act.openHome(member);
        await stage.settle();
      };
      await home("Your cycle is in week 2.");
      expect(stage.sees.home(member)).toMatchObject({ text: "Your cycle is in week 2.", buttons: ["Mute"] });
      await home("Your cycle is in week 3.");
      expect(stage.sees.home(member)?.text).toBe("Your cycle is in week 3.");
      expect(stage.sees.home(stage.people.neverMet)).toBeUndefined();
    },
  },
];

function expectShown(shown: ReturnType<typeof shownTo>, kinds: Block["kind"][]): void {
  for (const kind of kinds) {
    const block = blockSamples[kind];
    for (const words of blockWords[kind]) expect(shown?.text).toContain(words);
    if (block.kind === "buttons") expect(shown?.buttons).toEqual(block.buttons.map((button) => button.label));
    if (block.kind === "links") expect(shown?.links).toEqual(expect.arrayContaining(block.links));
    if (block.kind === "picture") expect(shown?.pictures).toEqual([{ url: block.url, alt: block.alt }]);
  }
}

const linesOf = (text: string): string[] => text.split("\n").filter((line) => line.trim() !== "");
