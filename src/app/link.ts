import { idOf } from "../core/id.js";
import type { PersonRef } from "../core/refs.js";
import { texts } from "../core/texts.js";
import { plain } from "../core/ui/markup.js";
import type { InboundEvent, Reply } from "../ports/chat-platform.js";
import type { App } from "./app.js";
import { say } from "./notices.js";
import { once } from "./once.js";
import { redeemCode } from "./redeem-code.js";
import type { Known } from "./who.js";

type Command = Extract<InboundEvent, { kind: "command" }>;

/** `link here`, in a channel: the team's digest goes there. For the team's lead and its program manager. */
export async function linkChannel(app: App, who: Known, command: Command): Promise<Reply> {
  const t = texts.link;
  const { channel } = command;
  if (channel === undefined) return say(t.howTo);
  const result = await once(
    app,
    command.key,
    async (tables): Promise<Reply> => {
      const network = { networkId: who.person.networkId };
      const mine = new Set([
        ...who.memberships.filter((one) => one.lead).map((one) => one.teamId),
        ...who.coaching.map((one) => one.teamId),
      ]);
      const named = command.text
        .trim()
        .replace(/^here\s*/i, "")
        .toLowerCase();
      const all = (await tables.roster.load(network)).teams.filter((team) => mine.has(team.id));
      const teams = named === "" ? all : all.filter((team) => team.name.toLowerCase() === named);
      const [team] = teams;
      if (all.length === 0) return say(t.channelWho);
      if (team === undefined || teams.length > 1) return say(t.channelWhich);
      // Only in the district's own workspace, and not in a channel that another organization shares with it: nobody moves a
      // team's words to where others read them.
      if (who.workspace.districtId !== team.districtId || channel.workspace !== who.workspace.externalId)
        return say(t.channelOtherDistrict);
      const taken = await tables.workspaces.channelByRef(channel);
      if (taken !== undefined && taken.teamId !== team.id) return say(t.channelTaken);
      for (const old of await tables.workspaces.channels(network)) {
        if (old.teamId === team.id) await tables.workspaces.removeChannel(network, old.id);
      }
      await tables.workspaces.saveChannel(network, {
        id: idOf("channel", who.workspace.id, channel.channel),
        networkId: network.networkId,
        districtId: team.districtId,
        workspaceId: who.workspace.id,
        externalId: channel.channel,
        teamId: team.id,
      });
      return say(t.channelSet(plain(team.name)));
    },
    "long",
  );
  return result === "again" ? say(t.handledBefore) : result;
}

/**
 * `link CODE`: links this workspace to a district or the network, or claims the person who typed it. The people of a
 * workspace that has just been linked are looked up afterwards, by a heartbeat.
 */
export async function link(app: App, person: PersonRef, key: string, text: string): Promise<Reply> {
  const redemption = { key, person, text, now: app.clock.now(), machineNow: app.clock.machineNow() };
  const result = await redeemCode(app.store, redemption);
  const t = texts.link;
  switch (result.outcome) {
    case "no code":
      return say(t.howTo);
    case "again":
      return say(t.handledBefore);
    case "workspace linked":
    case "workspace was linked":
      app.wake();
      return say(t.workspaceLinked(plain(result.district?.name ?? result.network.name)));
    case "person claimed":
    case "person was claimed":
      return say(t.personClaimed(plain(result.person.name)));
    case "refused":
      app.journal.count("refused", `code: ${result.reason}`);
      return say(t.refused[result.reason]);
    default:
      return result satisfies never;
  }
}
