import type { ChatPlatform } from "../../src/ports/chat-platform.js";
import type { ShownField } from "../conformance/driver.js";
import { furnish, type House, openHouse } from "../flows/house.js";
import { slackSide } from "./slack-side.js";
import { teamsSide } from "./teams-side.js";

/**
 * The whole house in one process before a simulated cloud with two workspaces: a district's, where a team and its channel
 * are, and the network's, where the program manager is. What they do goes by the cloud's requests and the real adapter. The
 * programme's time is the house's, and stands still until `at` or `wait` moves it.
 */
export type TwoHouses = Record<Who, Hands> & {
  house: House;
  /** What stands in the team's channel now, oldest first, as `reads` gives it. */
  channel(): string[];
  /** Moves time to this instant, then lets the heartbeat and the outbox do what is due. */
  at(instant: string): Promise<void>;
  wait(minutes: number): Promise<void>;
  close(): Promise<void>;
};

/** The lead, a teacher and a principal are on one team; the program manager coaches it. */
export const everybody = ["lead", "teacher", "principal", "pm"] as const;
export type Who = (typeof everybody)[number];

/** What one person can do and see. Every act ends when all that it sets off has been done, and closes what she had open. */
export type Hands = {
  /** Types a word, or anything else, to the bot. */
  types(text: string): Promise<void>;
  /** Types a word that is answered with a form, and opens it. */
  opens(word: string): Promise<OpenForm>;
  /** Presses this button of the latest private message that has it, and these words; the `nth` from 0 where it has several. */
  presses(label: string, words?: string, nth?: number): Promise<OpenForm>;
  pressesInChannel(label: string, words?: string, nth?: number): Promise<OpenForm>;
  /** What the bot has said to her in private, oldest first, as it stands now: texts, then "[Button] [Button]". */
  reads(): string[];
  /** The same, with what only a few tests ask for. */
  sees(): Seen[];
};

/** `edited`: it said something else before. `pictures`: their alt texts. */
export type Seen = { id: string; text: string; buttons: string[]; pictures: string[]; edited: boolean };

/** What is open before her at the moment that it is asked. Without a form, `shows` and `fields` say so. */
export type OpenForm = {
  /** Everything that she reads in it, the fields' errors included. */
  shows(): string;
  /** By name, in their order; of options the words. A text that Slack lays over several inputs is several. */
  fields(): NamedField[];
  /** What is said below the fields, by name. */
  errors(): Record<string, string>;
  /** By field name and option value; what is not given stays as it is. */
  send(answers?: Answers): Promise<Sent>;
};

export type NamedField = ShownField & { name: string };
export type Answers = Record<string, string | string[]>;
/**
 * `told`: a notice is in the form's place. `again`: the form is there once more. `incomplete`: the platform itself held
 * it back, and the app was not asked.
 */
export type Sent = "closed" | "told" | "again" | "incomplete";

/** What each cloud does for a person; all the rest is the same on both. */
export type Side = {
  platform: ChatPlatform;
  homes: Record<Who, { workspace: string; user: string; direct: string }>;
  /** Of the team, in the lead's workspace. */
  teamChannel: string;
  types(who: Who, text: string): Promise<void>;
  press(who: Who, on: { conversation: string; message: string }, label: string, nth?: number): Promise<void>;
  /** The button behind which a typed word's form is, where no form opens by itself. */
  formButton(who: Who): string | undefined;
  /** The bot's own messages that she sees in this conversation. */
  messages(who: Who, conversation: string): Seen[];
  form(who: Who): { title: string; text: string; fields: NamedField[] } | undefined;
  /** What the platform says where nothing could be sent is thrown. */
  submit(who: Who, answers: Answers): Promise<"closed" | "open" | "incomplete">;
  /** Closes whatever is open before her. */
  closeForms(who: Who): Promise<void>;
  /** Resolves when nothing is on its way between the cloud and the adapter. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

/** For `describe.each`. */
export const bothClouds = [
  { name: "Slack", open: (at: string) => openTown(slackSide, at) },
  { name: "Teams", open: (at: string) => openTown(teamsSide, at) },
];

async function openTown(build: () => Promise<Side>, at: string): Promise<TwoHouses> {
  const side = await build();
  const house = await openHouse({ at, platforms: [side.platform] });
  await side.platform.start(house.handle);
  await furnish(house);
  await moveIn(house, side);
  const settle = async (): Promise<void> => {
    await side.settled();
    await house.settle();
    await side.settled();
  };
  const handsOf = (who: Who) => hands(side, who, settle);
  const go = async (instant: string): Promise<void> => {
    await house.at(instant);
    await settle();
  };
  return {
    house,
    lead: handsOf("lead"),
    teacher: handsOf("teacher"),
    principal: handsOf("principal"),
    pm: handsOf("pm"),
    channel: () => side.messages("lead", side.teamChannel).map(asText),
    at: go,
    wait: (minutes) => go(new Date(house.now().getTime() + minutes * 60_000).toISOString()),
    async close() {
      await side.close();
      await house.close();
    },
  };
}

export function hands(side: Side, who: Who, settle: () => Promise<void>): Hands {
  const { direct } = side.homes[who];
  async function press(conversation: string, label: string, words = "", nth?: number): Promise<OpenForm> {
    const wanted = side
      .messages(who, conversation)
      .findLast(({ text, buttons }) => buttons.includes(label) && text.includes(words));
    if (wanted === undefined) throw new Error(`nobody shows ${who} a button “${label}” in “${words}”`);
    await side.closeForms(who);
    await side.press(who, { conversation, message: wanted.id }, label, nth);
    await settle();
    return form();
  }
  function form(): OpenForm {
    const open = () => side.form(who);
    return {
      shows: () => shownText(open()),
      fields: () => open()?.fields ?? [],
      errors: () =>
        Object.fromEntries(
          (open()?.fields ?? []).flatMap(({ name, error }) => (error === undefined ? [] : [[name, error]])),
        ),
      async send(answers = {}) {
        const outcome = await side.submit(who, answers);
        await settle();
        if (outcome !== "open") return outcome;
        return open()?.fields.length === 0 ? "told" : "again";
      },
    };
  }
  async function types(text: string): Promise<void> {
    await side.closeForms(who);
    await side.types(who, text);
    await settle();
  }
  return {
    types,
    async opens(word) {
      await types(word);
      const button = side.formButton(who);
      return button === undefined ? form() : press(direct, button);
    },
    presses: (label, words, nth) => press(direct, label, words, nth),
    pressesInChannel: (label, words, nth) => press(side.teamChannel, label, words, nth),
    reads: () => side.messages(who, direct).map(asText),
    sees: () => side.messages(who, direct),
  };
}

const asText = ({ text, buttons }: Seen): string =>
  [text, ...(buttons.length === 0 ? [] : [buttons.map((label) => `[${label}]`).join(" ")])].join("\n");

function shownText(form: ReturnType<Side["form"]>): string {
  if (form === undefined) return "nothing";
  const lines = form.fields.map(({ label, hint, options, value, error }) =>
    [label, hint, options, value, error].flat(),
  );
  return [form.title, form.text, ...lines.flat()].filter((line) => line !== undefined && line !== "").join("\n");
}

/** They are claimed in the cloud's workspaces later than in the paper ones, and so they are written to there. */
async function moveIn(house: House, { platform, homes, teamChannel }: Side): Promise<void> {
  const scope = { networkId: "network-1" };
  const since = new Date("2025-09-01T00:00:00Z");
  await house.store.write(async (tables) => {
    for (const who of everybody) {
      const { workspace, user, direct } = homes[who];
      await tables.workspaces.save({
        id: workspace,
        platform: platform.name,
        externalId: workspace,
        name: workspace,
        networkId: scope.networkId,
        districtId: who === "pm" ? null : "district-1",
        state: "linked",
        installedAt: since,
        removedAt: null,
      });
      const identity = { id: `cloud-${who}`, workspaceId: workspace, personId: who, externalUser: user };
      const claimed = { claimedBy: "code" as const, claimedAt: since };
      await tables.workspaces.saveIdentities(scope, [
        { ...scope, ...identity, ...claimed, direct, unreachableSince: null },
      ]);
    }
    await tables.workspaces.saveChannel(scope, {
      id: "channel-1",
      networkId: scope.networkId,
      districtId: "district-1",
      workspaceId: homes.lead.workspace,
      externalId: teamChannel,
      teamId: "team-1",
    });
  });
}
