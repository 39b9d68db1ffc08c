import { startSlackCloud, type View } from "../../adapters/sandbox/slack-cloud/index.js";
import { createSlackPlatform } from "../../adapters/slack/index.js";
import type { ChatPlatform } from "../../src/ports/chat-platform.js";
import { readForm, readMessage } from "../conformance/slack-reader.js";
import { serveRoutes } from "../conformance/wire.js";
import { silent } from "../store/silent-journal.js";
import { patienceMs } from "./patience.js";
import type { NamedField, Side, Who } from "./two-houses.js";

const valley = "TVALLEY";
const hub = "THUB";
const teamChannel = "CTEAM";
const users = { lead: "ULEAD", teacher: "UTEACHER", principal: "UPRINCIPAL", pm: "UPM" } satisfies Record<Who, string>;
const workspaceOf = (who: Who): string => (who === "pm" ? hub : valley);

/** People in a simulated Slack, and the real adapter behind signed requests. */
export async function slackSide(): Promise<Side> {
  let platform: ChatPlatform | undefined;
  const mounted = await serveRoutes(() => platform?.routes ?? {});
  const cloud = await startSlackCloud({
    signingSecret: "s",
    appUrl: () => mounted.url,
    rateLimits: false,
    retryDelaysMs: [],
    answerWithinMs: patienceMs,
    workspaces: [valley, hub].map((id) => {
      const living = (Object.keys(users) as Who[]).filter((who) => workspaceOf(who) === id);
      const team = { id: teamChannel, name: "team", members: [...living.map((who) => users[who]), "bot"] };
      return {
        id,
        name: id,
        botToken: `xoxb-${id}`,
        users: living.map((who) => ({ id: users[who], name: who, realName: who })),
        channels: id === valley ? [team] : [],
      };
    }),
  });
  const find = async ({ workspace }: { workspace: string }) => {
    const there = cloud.workspaces().find(({ id }) => id === workspace);
    const { botUser = "", botId = "", appId = "" } = there ?? {};
    return { botToken: `xoxb-${workspace}`, botUserId: botUser, botId, appId };
  };
  platform = createSlackPlatform({
    signingSecret: "s",
    oauth: { clientId: "c", clientSecret: "c", stateSecret: "s", publicUrl: "https://example.org" },
    apiUrl: cloud.apiUrl,
    credentials: { find },
    journal: silent,
  });
  const started = platform;
  const placeOf = (who: Who): [string, string] => [workspaceOf(who), users[who]];
  const homeOf = (who: Who) => ({ workspace: workspaceOf(who), user: users[who], direct: cloud.dm(...placeOf(who)) });
  const view = (who: Who) => cloud.views(...placeOf(who)).at(-1);
  const settled = async (): Promise<void> => {
    // Each may give the other something to do.
    do {
      await mounted.settled();
      await cloud.idle();
    } while (mounted.working() > 0);
  };
  const well = ({ problem }: { problem?: string }): void => {
    if (problem !== undefined) throw new Error(problem);
  };
  return {
    platform,
    homes: { lead: homeOf("lead"), teacher: homeOf("teacher"), principal: homeOf("principal"), pm: homeOf("pm") },
    teamChannel,
    /** One of the bot's words is a command; anything else is a message to it. */
    async types(who, text) {
      if (/^[a-z]+$/.test(text)) well(await cloud.command(...placeOf(who), "dm", `/throughline ${text}`));
      else await cloud.say(...placeOf(who), "dm", text);
    },
    async press(who, { conversation: channel, message: ts }, label, nth) {
      const blocks = cloud.messages(workspaceOf(who), channel).find((one) => one.ts === ts)?.blocks as Block[];
      const rows = blocks.filter(({ elements = [] }) => elements.some(({ text }) => text?.text === label));
      const row = nth === undefined ? {} : { blockId: rows[nth]?.block_id ?? "no such button" };
      well(await cloud.press(...placeOf(who), { channel, ts }, { label, ...row }));
    },
    formButton: () => undefined,
    messages: (who, channel) =>
      cloud
        .messages(workspaceOf(who), channel, { as: users[who] })
        .filter((one) => one.ownBot && !one.deleted)
        .map((one) => {
          const { text, buttons, pictures } = readMessage(one);
          return { id: one.ts, text, buttons, pictures: pictures.map(({ alt }) => alt), edited: one.before.length > 0 };
        }),
    form: (who) => {
      const open = view(who);
      return open && { ...readForm(open), fields: namedFields(open) };
    },
    async submit(who, answers) {
      const open = view(who);
      const blocks =
        open === undefined ? [] : inputsOf(open).map(({ block_id }) => [nameOf(block_id), block_id] as const);
      const byName = new Map(blocks);
      const typed = Object.fromEntries(Object.entries(answers).map(([name, one]) => [byName.get(name) ?? name, one]));
      const { outcome, problem } = await cloud.submit(...placeOf(who), open?.id ?? "", typed);
      if (outcome === "failed") throw new Error(problem);
      return outcome === "closed" || outcome === "incomplete" ? outcome : "open";
    },
    async closeForms(who) {
      for (let open = view(who); open !== undefined; open = view(who)) await cloud.cancel(...placeOf(who), open.id);
    },
    settled,
    async close() {
      await started.stop();
      await cloud.stop();
      await mounted.close();
    },
  };
}

type Block = { block_id: string; elements?: { text?: { text: string } }[] };

/** The block id of an input is its name, with a number behind it where it was shown anew. */
const nameOf = (blockId: string): string => blockId.replace(/\^\d+$/, "");
const inputsOf = (view: View) =>
  (view.blocks as { type: string; block_id: string }[]).filter(({ type }) => type === "input");

function namedFields(view: View): NamedField[] {
  const inputs = inputsOf(view);
  return readForm(view).fields.map((field, nth) => ({ ...field, name: nameOf(inputs[nth]?.block_id ?? "") }));
}
