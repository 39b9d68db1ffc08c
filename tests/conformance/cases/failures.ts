import { expect } from "vitest";
import { failureOf, outgoing, type PlatformCase, say } from "../case.js";
import { ofKind } from "../house.js";

/** When the cloud does not take a message, the house is told why in the port's words. */
export const failureCases: PlatformCase[] = [
  {
    name: "a rate limit is a typed error with its time",
    async run({ stage }) {
      stage.cloud.failNextSend({ limitedFor: 7 });
      const failure = await failureOf(stage.platform().post(stage.channel, outgoing(say("too much"))));
      expect(failure).toEqual({ kind: "rate-limited", retryAfterMs: 7000 });
      expect(stage.cloud.sendAttempts()).toBe(1);
      expect(stage.sees.messages(stage.people.member, "channel")).toEqual([]);
      await stage.platform().post(stage.channel, outgoing(say("later")));
    },
  },
  {
    name: "an unclear outcome is ambiguous, sent once, and ends in time",
    async run({ stage }) {
      for (const then of ["error", "silence"] as const) {
        const before = stage.cloud.sendAttempts();
        stage.cloud.failNextSend({ accepted: true, then });
        const started = Date.now();
        const failure = await failureOf(stage.platform().post(stage.channel, outgoing(say(`then ${then}`))));
        expect(failure.kind).toBe("ambiguous");
        expect(Date.now() - started).toBeLessThan(3000);
        expect(stage.cloud.sendAttempts()).toBe(before + 1);
      }
      const texts = stage.sees.messages(stage.people.member, "channel").map((message) => message.text);
      expect(texts).toEqual(["then error", "then silence"]);
    },
  },
  {
    name: "looks once more at the lease right before a request leaves, and sends nothing where it is over",
    async run({ stage }) {
      const { neverMet } = stage.people;
      const standing = await stage.platform().post(stage.channel, outgoing(say("as it was")));
      const sends = (leaving: () => Promise<void>) => {
        const message = (text: string) => ({ ...outgoing(say(text)), leaving });
        return [
          () => stage.platform().sendDirect(neverMet, message("direct")),
          () => stage.platform().post(stage.channel, message("posted")),
          () => stage.platform().reply(standing, message("reply")),
          () => stage.platform().edit(standing, message("changed")),
        ];
      };
      const seen = () => {
        const channel = stage.sees.messages(stage.people.member, "channel");
        return [...channel, ...stage.sees.messages(neverMet, "direct")].map((message) => message.text);
      };

      const over = new Error("the lease is over");
      const held = sends(() => Promise.reject(over));
      for (const send of held) await expect(send()).rejects.toBe(over);
      expect(seen()).toEqual(["as it was"]);

      const looks: number[] = [];
      const free = sends(async () => void looks.push(stage.cloud.sendAttempts()));
      for (const send of free) {
        await send();
        // Between the look and now there was one request, the one that it was about.
        expect(looks).toEqual([...looks.slice(0, -1), stage.cloud.sendAttempts() - 1]);
      }
      expect(looks).toHaveLength(free.length);
      expect(seen().sort()).toEqual(["changed", "direct", "posted", "reply"]);
    },
  },
  {
    name: "a removed app is unreachable, and the house is told",
    async run({ stage, house }) {
      const { member } = stage.people;
      const ref = await stage.platform().post(stage.channel, outgoing(say("while it lasts")));
      await stage.cloud.removeApp({ quietly: true });
      const sends = [
        () => stage.platform().post(stage.channel, outgoing(say("x"))),
        () => stage.platform().sendDirect(member, outgoing(say("x"))),
        () => stage.platform().edit(ref, outgoing(say("x"))),
      ];
      for (const send of sends) expect((await failureOf(send())).kind).toBe("unreachable");
      const told = await stage.cloud.removeApp();
      await stage.settle();
      const removals = ofKind(house.events, "removed");
      expect(removals.length).toBeGreaterThan(0);
      for (const { workspace, at } of removals) {
        expect(workspace).toMatchObject(stage.workspace);
        expect(Math.abs(at.getTime() - Date.now())).toBeLessThan(60_000);
      }
      const places = removals.map(({ from }) => from && ("user" in from ? from.user : from.channel));
      if (told === "the workspace") expect(places).toContain(undefined);
      else expect(places).toEqual(expect.arrayContaining([member.user, stage.channel.channel]));
      const before = stage.cloud.sendAttempts();
      for (const send of sends) expect((await failureOf(send())).kind).toBe("unreachable");
      // Who knows that the whole workspace is gone does not even try any more.
      if (told === "the workspace") expect(stage.cloud.sendAttempts()).toBe(before);
    },
  },
];
