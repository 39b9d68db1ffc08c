import { cycle, district, member, person, rule, team } from "../../scripts/gallery/examples.js";
import type { CheckInPrompt } from "../../src/core/checkin/model.js";
import type { Cycle } from "../../src/core/cycle/model.js";
import { idOf } from "../../src/core/id.js";
import type { Store } from "../../src/ports/store.js";

/** Somebody who has been asked: where she is and what she would send. */
export type Asked = { workspace: string; user: string; cycleId: string; promptId: string };

export type Size = { districts: number; members: number };

const day = 86_400_000;

/**
 * One network: in each district a workspace with its token, a team with its channel and a cycle under way, and a
 * check-in whose question has reached every member. Returns the members, district by district in turn. `now`: today.
 */
export async function layNetwork(store: Store, name: string, size: Size, now: Date): Promise<Asked[]> {
  const networkId = `network-${name}`;
  const scope = { networkId };
  const yesterday = new Date(now.getTime() - day);
  const places = Array.from({ length: size.districts }, (_, nth) => {
    const districtId = `${name}-district-${nth}`;
    const own = { networkId, districtId };
    const teamId = `${name}-team-${nth}`;
    const people = Array.from({ length: size.members }, (_, one) => person(`${name}-person-${nth}-${one}`, own));
    return {
      own,
      teamId,
      people,
      workspace: `T${name}X${nth}`,
      cycle: { ...cycle({ id: `${name}-cycle-${nth}`, teamId, dueOn: dateOf(now, 14), createdAt: yesterday }), ...own },
    };
  });
  const pm = person(`${name}-pm`, { networkId, districtId: null, networkRole: "program manager", email: null });
  await store.write(async (tables) => {
    await tables.networks.save({
      id: networkId,
      name,
      timeZone: "America/Los_Angeles",
      minN: 10,
      openRequests: 2,
      embeddings: false,
    });
    await tables.roster.save(scope, {
      collaborations: [
        {
          id: `${name}-collaboration`,
          networkId,
          name: "Early math",
          focus: "math",
          aim: "Every student ready",
          startsOn: dateOf(now, -100),
          endsOn: dateOf(now, 500),
        },
      ],
      convenings: [
        {
          id: `${name}-convening`,
          networkId,
          collaborationId: `${name}-collaboration`,
          name: "Next convening",
          startsOn: dateOf(now, 21),
          endsOn: dateOf(now, 22),
        },
      ],
      districts: places.map(({ own }) => ({ ...district, id: own.districtId, networkId })),
      teams: places.map(({ own, teamId }) => ({
        ...team,
        ...own,
        id: teamId,
        collaborationId: `${name}-collaboration`,
      })),
      people: [...places.flatMap(({ people }) => people), pm],
      memberships: places.flatMap(({ own, teamId, people }) =>
        people.map((one, nth) => member(one, { ...own, teamId, lead: nth === 0, from: dateOf(now, -90) }).membership),
      ),
      pmAssignments: places.map(({ own, teamId }) => ({
        id: `pm-${teamId}`,
        ...own,
        teamId,
        personId: pm.id,
        from: dateOf(now, -90),
        until: null,
      })),
      // Nobody is asked anew while it is measured.
      rules: places.map(({ own, teamId }) => ({ ...rule, ...own, id: `rule-${teamId}`, teamId, active: false })),
    });
    for (const { own, teamId, people, workspace, cycle } of places) {
      await tables.workspaces.save({
        id: workspace,
        platform: "slack",
        externalId: workspace,
        name: workspace,
        ...own,
        state: "linked",
        installedAt: yesterday,
        removedAt: null,
      });
      await tables.workspaces.saveCredentials(
        { platform: "slack", workspace },
        { botToken: `xoxb-${workspace}`, botUserId: "UBOT", botId: "BBOT", appId: "A1" },
      );
      await tables.workspaces.saveChannel(scope, {
        id: `channel-${teamId}`,
        ...own,
        workspaceId: workspace,
        externalId: `C${workspace}`,
        teamId,
      });
      await tables.workspaces.saveIdentities(
        scope,
        people.map(({ id }) => ({
          id: `identity-${id}`,
          networkId,
          workspaceId: workspace,
          personId: id,
          externalUser: userOf(id),
          direct: `D-${id}`,
          claimedBy: "e-mail" as const,
          claimedAt: yesterday,
          unreachableSince: null,
        })),
      );
      await tables.cycles.save(scope, cycle, 0);
      const slot = { id: `slot-${teamId}`, ...own, teamId, ruleId: `rule-${teamId}`, localDate: dateOf(yesterday, 0) };
      const prompts = people.map((one) => promptOf(one.id, slot, cycle));
      await tables.checkIns.openSlot(
        scope,
        { ...slot, state: "open", reason: null, occasion: null, openedAt: yesterday },
        prompts,
      );
      for (const prompt of prompts) {
        await tables.outbox.enqueue(scope, {
          id: prompt.messageId ?? "",
          ...own,
          platform: "slack",
          workspace,
          lane: `slack:${workspace}:@${userOf(prompt.personId)}`,
          kind: "check-in",
          policy: "once",
          delivery: {
            do: "direct",
            to: { platform: "slack", workspace, user: userOf(prompt.personId), direct: `D-${prompt.personId}` },
            card: { blocks: [{ kind: "text", text: "What have you seen since?" }] },
          },
          notBefore: yesterday,
          expiresAt: null,
          createdAt: yesterday,
        });
      }
    }
  });
  const inTurn = Array.from({ length: size.members }, (_, nth) =>
    places.map(({ people, workspace, cycle }) => {
      const id = people[nth]?.id ?? "";
      return { workspace, user: userOf(id), cycleId: cycle.id, promptId: `prompt-${id}` };
    }),
  );
  return inTurn.flat();
}

/** Every question has reached its person: as the deliverer would leave it, in two statements. */
export const everythingSent = [
  `UPDATE "outbox_message" SET "state" = 'sent', "attempts" = 1, "sentAt" = "createdAt", "providerId" =
   '{"platform":"slack","workspace":"' || "workspace" || '","channel":"D1","message":"1700000000.' || "seq" || '"}'`,
  `UPDATE "lane" SET "headId" = NULL, "nextAt" = NULL`,
];

function promptOf(
  personId: string,
  { id: slotId, networkId, districtId, teamId }: { id: string; networkId: string; districtId: string; teamId: string },
  { id: cycleId, createdAt: askAt }: Cycle,
): CheckInPrompt {
  return {
    id: `prompt-${personId}`,
    networkId,
    districtId,
    teamId,
    slotId,
    personId,
    cycleId,
    state: "asked",
    reason: null,
    askAt,
    againAt: null,
    settledAt: null,
    note: null,
    part: null,
    remindAt: null,
    closesAt: null,
    messageId: idOf("check-in", personId),
  };
}

function userOf(personId: string): string {
  return `U-${personId}`;
}

/** A local date so many days from now. */
function dateOf(now: Date, days: number): string {
  return new Date(now.getTime() + days * day).toISOString().slice(0, 10);
}
