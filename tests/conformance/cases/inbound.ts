import { expect } from "vitest";
import { openForm, outgoing, type PlatformCase, say, shownTo, theOnly, withButton } from "../case.js";
import { ofKind } from "../house.js";
import { hostile, wholeForm } from "../samples.js";

/** What people do, and what the house is told. */
export const inboundCases: PlatformCase[] = [
  {
    name: "a typed message comes as it was typed, with where and who",
    async run({ stage, house }) {
      const { member } = stage.people;
      const typed = `It went well: 55 %\n${hostile.replace("<@U1>", "").replace("<!channel>", "")} https://example.com/a?b=1&c=2`;
      const { message, status } = await stage.act.say(member, "direct", typed);
      expect(status).toBe(200);
      expect(theOnly(house.events, "message")).toMatchObject({
        direct: true,
        text: typed,
        message,
        person: { user: member.user, workspace: member.workspace },
      });
      const root = await stage.platform().post(stage.channel, outgoing(say("Root")));
      await stage.act.say(member, root, "in the thread");
      await stage.settle();
      expect(house.events.at(-1)).toMatchObject({
        kind: "message",
        direct: false,
        text: "in the thread",
        message: { channel: root.channel, thread: root.message },
      });
    },
  },
  {
    name: "an edited and a deleted message are told as such, of the same message",
    async run({ stage, house }) {
      const { member } = stage.people;
      const { message } = await stage.act.say(member, "direct", "48 %");
      await stage.act.edit(member, message, "55 %");
      await stage.act.remove(member, message);
      await stage.settle();
      expect(house.events).toMatchObject([
        { kind: "message", text: "48 %", message },
        { kind: "edited", text: "55 %", message },
        { kind: "deleted", text: "", message },
      ]);
    },
  },
  {
    name: "a button carries its action, and where it was pressed",
    async run({ stage, house }) {
      const { member } = stage.people;
      const action = { do: "update" as const, cycle: "c-1", prompt: "p-1", draft: "d-1" };
      const card = withButton(
        "How did it go?",
        { label: "Add a result", action },
        { label: "Later", action: { do: "later", prompt: "p-1" } },
      );
      const direct = await stage.platform().sendDirect(member, outgoing(card));
      const posted = await stage.platform().post(stage.channel, outgoing(card));
      await stage.act.press(member, direct, "Add a result");
      await stage.act.press(member, posted, "Later");
      await stage.settle();
      const person = { user: member.user, workspace: member.workspace };
      expect(ofKind(house.events, "action")).toMatchObject([
        { action, person, on: { channel: direct.channel, message: direct.message } },
        { action: { do: "later", prompt: "p-1" }, person, on: { channel: posted.channel, message: posted.message } },
      ]);
    },
  },
  {
    name: "a command carries its word and the rest",
    async run({ stage, house }) {
      const { member } = stage.people;
      house.answer({ kind: "notice", card: say("Here is what I know.") });
      await stage.act.command(member, "find  attendance calls");
      await stage.settle();
      expect(theOnly(house.events, "command")).toMatchObject({
        name: "find",
        text: "attendance calls",
        person: { user: member.user },
      });
      const told = [...stage.sees.messages(member, "channel"), ...stage.sees.messages(member, "direct")];
      expect(told.map((message) => message.text)).toContain("Here is what I know.");
    },
  },
  {
    name: "a notice is for the one who acted, and for nobody else",
    async run({ stage, house }) {
      const { member, guest, outsider } = stage.people;
      house.answer((event) =>
        event.kind === "action" ? { kind: "notice", card: say("Only you can see this.") } : { kind: "none" },
      );
      const ref = await stage
        .platform()
        .post(stage.channel, outgoing(withButton("x", { label: "What do you ask?", action: { do: "what-i-ask" } })));
      await stage.act.press(member, ref, "What do you ask?");
      await stage.settle();
      const seen = (person: typeof member): string[] =>
        (["channel", "direct"] as const).flatMap((place) =>
          stage.sees.messages(person, place).map((message) => message.text),
        );
      expect(seen(member)).toContain("Only you can see this.");
      for (const person of [guest, outsider]) expect(seen(person)).not.toContain("Only you can see this.");
    },
  },
  {
    name: "redelivery has the same key and no second effect",
    async run({ stage, house }) {
      const { member } = stage.people;
      house.answer({ kind: "notice", card: say("Record this?") });
      await stage.act.say(member, "direct", "55 %");
      await stage.settle();
      expect((await stage.cloud.redeliverLast()).status).toBe(200);
      expect((await stage.send(stage.cloud.lastRequest())).status).toBe(200);
      await stage.settle();
      const keys = ofKind(house.events, "message").map((event) => event.key);
      expect(keys).toHaveLength(3);
      expect(new Set(keys).size).toBe(1);
      expect(house.effects).toHaveLength(1);
      expect(stage.sees.messages(member, "direct").filter((message) => message.text === "Record this?")).toHaveLength(
        1,
      );
    },
  },
  {
    name: "two acts never share a key",
    async run({ stage, house }) {
      const { member } = stage.people;
      await stage.act.say(member, "direct", "same");
      await stage.act.say(member, "direct", "same");
      const ref = await stage
        .platform()
        .sendDirect(member, outgoing(withButton("x", { label: "Mute", action: { do: "mute" } })));
      await stage.act.press(member, ref, "Mute");
      await stage.act.press(member, ref, "Mute");
      await stage.act.command(member, "help");
      await stage.act.command(member, "help");
      for (let i = 0; i < 2; i += 1) {
        await openForm({ stage, house }, wholeForm);
        house.answer({ kind: "keep-form", errors: { what: "Once more, please." } });
        await stage.act.submit(member, { "What did you try?": "one" });
        house.answer({ kind: "close-form" });
        await stage.act.submit(member, { "What did you try?": "two" });
      }
      await stage.settle();
      const keys = house.events.map((event) => event.key);
      // Two messages, two commands, four buttons (two of them open the forms), four submits.
      expect(keys).toHaveLength(12);
      expect(new Set(keys).size).toBe(12);
    },
  },
  {
    name: "what fails in the house is delivered again",
    async run({ stage, house }) {
      const { member } = stage.people;
      let failures = 1;
      house.answer(() => {
        failures -= 1;
        if (failures >= 0) throw new Error("the database is away");
        return { kind: "none" };
      });
      const first = await stage.act.say(member, "direct", "55 %");
      expect(first.status).toBeGreaterThanOrEqual(500);
      await stage.settle();
      expect(house.events).toHaveLength(2);
      expect(theOnly(house.effects, "message").text).toBe("55 %");
    },
  },
  {
    name: "own messages, and those of other bots, are ignored",
    async run({ stage, house }) {
      const ref = await stage.platform().post(stage.channel, outgoing(say("Me again")));
      const direct = await stage.platform().sendDirect(stage.people.member, outgoing(say("And here")));
      await stage.platform().reply(ref, outgoing(say("And below")));
      await stage.platform().edit(direct, outgoing(say("And changed")));
      await stage.platform().remove(ref);
      await stage.act.otherBotSays("beep");
      await stage.settle();
      expect(house.events).toEqual([]);
      await stage.act.say(stage.people.member, "channel", "a person");
      expect(house.events).toHaveLength(1);
    },
  },
  {
    name: "who brings the bot in, and who leaves, is told",
    async run({ stage, house }) {
      const { member, guest } = stage.people;
      const stored = await house.credentials.find(stage.workspace);
      await stage.act.inviteBot(member);
      await stage.act.leaveChannel(guest);
      await stage.settle();
      // The installation is told again only where what is stored of it has changed by this, and before the rest.
      const [first, ...rest] = house.events;
      const renewed = first?.kind === "installed";
      if (renewed) {
        expect(first.workspace).toEqual(stage.workspace);
        expect(first.credentials).not.toEqual(stored);
      }
      expect(renewed ? rest : house.events).toMatchObject([
        { kind: "added-to-channel", channel: { workspace: stage.workspace.workspace } },
        { kind: "member-left", channel: stage.channel, person: { user: guest.user } },
      ]);
    },
  },
  {
    name: "an outsider in the channel is not a member",
    async run({ stage, house }) {
      const { outsider, member } = stage.people;
      const home = stage.workspace.workspace;
      await stage.act.say(outsider, "channel", "hello from elsewhere");
      const ref = await stage
        .platform()
        .post(stage.channel, outgoing(withButton("x", { label: "Mute", action: { do: "mute" } })));
      await stage.act.press(outsider, ref, "Mute");
      await stage.act.leaveChannel(outsider);
      await stage.settle();
      const acted = house.events.flatMap((event) => ("person" in event && event.person ? [event.person] : []));
      const seen = acted.filter((person) => person.user === outsider.user);
      expect(seen.length).toBeGreaterThanOrEqual(2);
      for (const person of seen) expect(person.workspace).not.toBe(home);
      await stage.act.say(member, "channel", "hello from here");
      expect(house.events.at(-1)).toMatchObject({ person: { user: member.user, workspace: home } });
    },
  },
  {
    name: "an e-mail finds full members only",
    needs: "lookUpByEmail",
    async run({ stage }) {
      const { member, guest, outsider, nobody } = stage.emails;
      const find = (email: string) => stage.platform().personByEmail(stage.workspace, email);
      expect(await find(member)).toMatchObject({
        workspace: stage.workspace.workspace,
        user: stage.people.member.user,
      });
      for (const email of [guest, outsider, nobody]) expect(await find(email)).toBeUndefined();
    },
  },
  {
    name: "unsigned, forged, expired and replayed requests are refused, and there is no event",
    async run({ stage, house }) {
      const attacks = await stage.attacks();
      house.events.length = 0;
      const refused = attacks.filter((attack) => !attack.genuine);
      expect(refused.length).toBeGreaterThanOrEqual(5);
      for (const { name, request } of refused) {
        const { status } = await stage.send(request);
        expect([name, status >= 400 && status < 500]).toEqual([name, true]);
      }
      expect(house.events).toEqual([]);
      for (const { request } of attacks.filter((attack) => attack.genuine))
        expect((await stage.send(request)).status).toBe(200);
      expect(house.events.length).toBeGreaterThan(0);
    },
  },
  {
    name: "garbage is refused at once, and the next request is served",
    async run({ stage, house }) {
      for (const { name, request } of stage.garbage()) {
        const started = Date.now();
        const { status } = await stage.send(request);
        expect([name, status >= 400 && status < 500, Date.now() - started < 1000]).toEqual([name, true, true]);
      }
      expect(house.events).toEqual([]);
      expect((await stage.act.say(stage.people.member, "direct", "still there?")).status).toBe(200);
      expect(shownTo(stage, "member", theOnly(house.events, "message").message)?.fromBot).toBe(false);
    },
  },
];
