import { isComparedWith, restDays } from "../core/matching/eligible.js";
import type { Network, Team } from "../core/network/model.js";
import type { Repositories } from "../ports/store.js";
import type { SideNow } from "./introduction-people.js";
import { loadStanding } from "./parties.js";

/** `team`: the one of the two that it is about; for "apart" the first, since it is not said whose wish it was. */
export type NoLonger = { why: "not shared" | "paused" | "no lead" | "apart"; team: Team };

/**
 * Why two who were proposed to each other may not be brought together any more; undefined where they may. The one judgement for
 * letting them be asked, for each question that leaves and for each "yes", in the write that it decides about: both still let
 * their problems be compared with each other, nobody keeps them apart, neither team pauses, and both are led by somebody: where
 * one has said yes, by the same person, whose name and address the other would get.
 */
export async function whyNoLonger(
  view: Repositories,
  network: Network,
  sides: readonly SideNow[],
  now: Date,
): Promise<NoLonger | undefined> {
  const standing = await loadStanding(view, network, now);
  const [a, b] = sides;
  if (a === undefined || b === undefined) throw new Error("a match has two sides");
  const together = a.team.collaborationId === b.team.collaborationId;
  for (const { side, team, lead } of sides) {
    const level = standing.party({ id: side.problemId, teamId: team.id })?.level ?? "team";
    if (!isComparedWith(level, together)) return { why: "not shared", team };
    if (team.paused) return { why: "paused", team };
    if (lead === undefined || (side.answer === "yes" && side.answeredBy !== lead.id)) return { why: "no lead", team };
  }
  const { apart, partedDaysAgo = restDays } = standing.between(a.side.districtId, b.side.districtId);
  return apart || partedDaysAgo < restDays ? { why: "apart", team: a.team } : undefined;
}
