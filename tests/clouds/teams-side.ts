import { randomUUID } from "node:crypto";
import { type Dialog, startTeamsCloud } from "../../adapters/sandbox/teams-cloud/index.js";
import { createTeamsPlatform } from "../../adapters/teams/index.js";
import { credentialsOf } from "../../adapters/teams/tenants.js";
import type { ChatPlatform } from "../../src/ports/chat-platform.js";
import { dialogButton, readForm, readMessage } from "../conformance/teams-reader.js";
import { serveRoutes } from "../conformance/wire.js";
import { silent } from "../store/silent-journal.js";
import { patienceMs } from "./patience.js";
import type { NamedField, Side, Who } from "./two-houses.js";

/** People in a simulated Teams, and the real adapter behind signed requests. */
export async function teamsSide(): Promise<Side> {
  const [appId, appPassword, homeTenant] = [randomUUID(), "a-password", randomUUID()];
  const [valley, hub] = [randomUUID(), randomUUID()];
  const users: Record<Who, string> = {
    lead: randomUUID(),
    teacher: randomUUID(),
    principal: randomUUID(),
    pm: randomUUID(),
  };
  const tenantOf = (who: Who): string => (who === "pm" ? hub : valley);
  const teamOf = (tenant: string): string => `19:general-${tenant}@thread.tacv2`;
  let platform: ChatPlatform | undefined;
  const mounted = await serveRoutes(() => platform?.routes ?? {});
  const cloud = await startTeamsCloud({
    appId,
    appPassword,
    homeTenant,
    appUrl: () => mounted.url,
    rateLimits: false,
    retryDelaysMs: [],
    answerWithinMs: { invoke: patienceMs, other: patienceMs },
    tenants: [valley, hub].map((id) => {
      const living = (Object.keys(users) as Who[]).filter((who) => tenantOf(who) === id);
      const members = living.map((who) => users[who]);
      return {
        id,
        name: id,
        installed: true,
        people: living.map((who) => ({ id: users[who], name: who })),
        teams: [{ id: teamOf(id), name: "Everybody", members, channels: [] }],
      };
    }),
  });
  const { openIdMetadataUrl, tokenIssuer, loginUrl, serviceHosts } = cloud;
  const find = async ({ workspace }: { workspace: string }) =>
    credentialsOf({ serviceUrl: cloud.serviceUrl(workspace), teams: [teamOf(workspace)] });
  platform = createTeamsPlatform({
    ...{ appId, appPassword, tenantId: homeTenant, credentials: { find }, journal: silent },
    clouds: { openIdMetadataUrl, tokenIssuer, loginUrl, serviceHosts },
  });
  const started = platform;
  const placeOf = (who: Who): [string, string] => [tenantOf(who), users[who]];
  const chat = (who: Who): string => cloud.personal(...placeOf(who));
  const homeOf = (who: Who) => ({ workspace: tenantOf(who), user: users[who], direct: chat(who) });
  const dialog = (who: Who) => cloud.dialogs(...placeOf(who)).at(-1);
  const shown = (who: Who, channel: string) =>
    cloud.messages(tenantOf(who), channel).filter((one) => one.ownBot && !one.deleted);
  const settled = async (): Promise<void> => {
    // Each may give the other something to do.
    do {
      await mounted.settled();
      await cloud.idle();
    } while (mounted.working() > 0);
  };
  const well = ({ problem }: { problem?: string | undefined }): void => {
    if (problem !== undefined) throw new Error(problem);
  };
  return {
    platform,
    homes: { lead: homeOf("lead"), teacher: homeOf("teacher"), principal: homeOf("principal"), pm: homeOf("pm") },
    teamChannel: teamOf(valley),
    types: async (who, text) => well(await cloud.say(...placeOf(who), "bot", text)),
    async press(who, { conversation, message }, label, nth) {
      const what = nth === undefined ? label : { label, nth };
      const { problem, message: said } = await cloud.press(...placeOf(who), { channel: conversation, message }, what);
      // A sentence in a dialog's place says that there is none.
      well({ problem: problem ?? said });
    },
    formButton: (who) => dialogButton(shown(who, chat(who)).at(-1)?.card),
    messages: (who, channel) =>
      shown(who, channel).map((one) => {
        const { text, buttons, pictures } = readMessage(one);
        return { id: one.id, text, buttons, pictures: pictures.map(({ alt }) => alt), edited: one.edited };
      }),
    form: (who) => {
      const open = dialog(who);
      return open && { ...readForm(open), fields: namedFields(open) };
    },
    async submit(who, answers) {
      const typed = Object.fromEntries(Object.entries(answers).map(([name, one]) => [name, [one].flat().join(",")]));
      const { outcome, problem } = await cloud.submit(...placeOf(who), dialog(who)?.id ?? "", typed);
      if (outcome === "failed") throw new Error(problem);
      return outcome === "closed" || outcome === "incomplete" ? outcome : "open";
    },
    async closeForms(who) {
      for (const { id } of cloud.dialogs(...placeOf(who))) cloud.closeDialog(...placeOf(who), id);
    },
    settled,
    async close() {
      await started.stop();
      await cloud.stop();
      await mounted.close();
    },
  };
}

type Input = { type?: string; id?: string; items?: Input[]; body?: Input[] };

/** The id of an input is its name. */
function namedFields(dialog: Dialog): NamedField[] {
  const inputs = inputsIn(dialog.card as Input);
  return readForm(dialog).fields.map((field, nth) => ({ ...field, name: inputs[nth]?.id ?? "" }));
}

function inputsIn(node: Input): Input[] {
  if (node.type?.startsWith("Input.")) return [node];
  return [...(node.body ?? []), ...(node.items ?? [])].flatMap(inputsIn);
}
