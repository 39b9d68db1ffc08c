import type { Stage, Words } from "./acts.js";
import type { Instant } from "./agenda.js";
import { mayHold } from "./between.js";
import type { Facts } from "./facts.js";
import type { Broken } from "./judge.js";
import type { District } from "./world.js";

/** What must hold between districts: nothing is read, and nobody is named, before it was let go; who is apart stays apart. */
export function judgePeers(stage: Stage, facts: Facts): Broken[] {
  return [...shownTooFar(stage, facts), ...named(stage, facts), ...together(stage, facts), ...unread(stage, facts)];
}

type May = (mark: string, reader: District, at: Instant) => boolean;

/** Whether somebody of this district may read these words then; her own district's always. */
export function mayBeRead(stage: Stage, facts: Facts): May {
  const cycleOf = cyclesByMark(facts);
  const shared = mayFind(stage, facts);
  return (mark, reader, at) => {
    if (mark.slice(2, 5) === reader.wordMark) return true;
    const words = stage.words.get(mark);
    switch (words?.kind) {
      case "update":
      case "change":
      case "draft":
      case "commitment":
        return cycleOf(mark).some((id) => shared(id, reader, at));
      case "question":
      case "taken":
        return facts.requests.some(
          (one) =>
            [one.question, one.taken].some((text) => text?.includes(mark)) &&
            wasAsked(stage, facts, one.id, reader, at),
        );
      case "offer":
        return facts.offers.some(
          (one) => one.text?.includes(mark) && districtOfRequest(facts, one.requestId) === reader.id,
        );
      default:
        return false;
    }
  };
}

function districtOfRequest({ requests }: Facts, id: string): string | undefined {
  return requests.find((one) => one.id === id)?.districtId;
}

/** Put to this district, after who asked it had let it go. */
function wasAsked({ between }: Stage, { offers }: Facts, request: string, { id }: District, at: Instant): boolean {
  const sent = between.sent.get(request);
  return (
    sent !== undefined &&
    sent <= at &&
    offers.some((one) => one.requestId === request && one.districtId === id && one.from === "districts")
  );
}

function cyclesByMark({ versions, updates }: Facts): (mark: string) => string[] {
  const cycles = new Map(updates.map(({ id, cycleId }) => [id, cycleId]));
  const found = new Map<string, Set<string>>();
  for (const { updateId, answers } of versions)
    for (const mark of JSON.stringify(answers).match(/zq[a-z]{3}x[a-z]{4}/g) ?? []) {
      const cycle = cycles.get(updateId);
      if (cycle !== undefined) found.set(mark, (found.get(mark) ?? new Set()).add(cycle));
    }
  return (mark) => [...(found.get(mark) ?? [])];
}

/** Whether a cycle may be found by this district then, by what its lead said of it. */
function mayFind(stage: Stage, facts: Facts): (cycle: string, reader: District, at: Instant) => boolean {
  const { between, world } = stage;
  const districts = new Map(world.districts.map((one) => [one.id, one]));
  const owners = new Map(facts.cycles.map(({ id, districtId }) => [id, districts.get(districtId)]));
  const apart = keptApart(stage, facts, ["block"]);
  const partners = (a: string, b: string, at: Instant) =>
    facts.matches.some(
      ({ match, sides }) =>
        match.introducedAt !== null &&
        match.introducedAt.getTime() <= at + 1 &&
        (match.endedAt === null || match.endedAt.getTime() >= at - 1) &&
        [a, b].every((id) => sides.some(({ districtId }) => districtId === id)),
    );
  return (cycle, reader, at) => {
    const owner = owners.get(cycle);
    if (owner === undefined || apart(owner.id, reader.id, at)) return false;
    return mayHold(between.cycles.get(cycle) ?? [], at).some(
      (level) =>
        level === "network" ||
        (level === "collaboration" && owner.collaboration === reader.collaboration) ||
        (level !== "team" && partners(owner.id, reader.id, at)),
    );
  };
}

/** Who surely wanted nothing of each other before then. */
function keptApart(
  { between }: Stage,
  { matches }: Facts,
  only: ("rule" | "block")[],
): (a: string, b: string, at: Instant) => boolean {
  const pairs = between.apart
    .filter(({ by }) => only.includes(by))
    .map(({ districts: [a, other], at }) => {
      const [match, team] = other.split(" ");
      const sides = matches.find((one) => one.match.id === match)?.sides;
      const b = team === undefined ? other : (sides?.find(({ teamId }) => teamId !== team)?.districtId ?? "");
      return { a, b, at };
    });
  return (a, b, at) =>
    pairs.some((one) => one.at < at - 1 && ((one.a === a && one.b === b) || (one.a === b && one.b === a)));
}

/** Of answers that only she saw. Messages are judged with the others that go astray. */
function shownTooFar(stage: Stage, facts: Facts): Broken[] {
  const may = mayBeRead(stage, facts);
  return stage.cloud.asides.flatMap(({ at, workspace: { district, name }, user, words }): Broken[] => {
    const wrong = district && words.find((mark) => !may(mark, district, at));
    if (wrong === undefined) return [];
    const kind: Words["kind"] | undefined = stage.words.get(wrong)?.kind;
    return [
      {
        invariant: "nothing is shown that is not shared",
        example: `${name}, ${user}, ${when(at)}: ${wrong} (${kind})`,
      },
    ];
  });
}

/** Names of other districts: of who said yes too, who is in a published group, whose test is shared, who offered help. */
function named(stage: Stage, facts: Facts): Broken[] {
  const { between, cloud, world } = stage;
  const byMark = new Map(world.districts.map((one) => [one.wordMark, one]));
  const known = new Map<string, Instant>();
  const learns = (reader: string, other: string, at: Instant | undefined) => {
    const key = `${reader} ${other}`;
    if (at !== undefined && at < (known.get(key) ?? Number.POSITIVE_INFINITY)) known.set(key, at);
  };
  for (const { match, sides } of facts.matches) {
    const [a, b] = sides;
    if (a === undefined || b === undefined) continue;
    const times = [a, b].map(({ teamId }) => between.yes.get(`${match.id} ${teamId}`));
    const both = times.includes(undefined) ? undefined : Math.max(...times.map((time) => time ?? 0));
    learns(a.districtId, b.districtId, both);
    learns(b.districtId, a.districtId, both);
  }
  for (const { groups, publishedAt } of facts.rounds)
    for (const group of groups)
      for (const one of group) for (const other of group) learns(one, other, publishedAt?.getTime());
  for (const offer of facts.offers) {
    const asker = districtOfRequest(facts, offer.requestId) ?? "";
    learns(asker, offer.districtId, between.offered.get(offer.id));
    learns(offer.districtId, asker, between.introduced.get(offer.id));
  }
  const shared = mayFind(stage, facts);
  const cyclesOf = new Map<string, string[]>();
  for (const { id, districtId } of facts.cycles)
    if (between.cycles.has(id)) cyclesOf.set(districtId, [...(cyclesOf.get(districtId) ?? []), id]);
  const seen = [
    ...cloud.arrivals.map(({ at, names, message }) => ({ at, names, district: message.workspace.district })),
    ...cloud.asides.map(({ at, names, workspace }) => ({ at, names, district: workspace.district })),
  ];
  return seen.flatMap(({ at, names, district }): Broken[] => {
    if (district === undefined) return [];
    const wrong = names.find((mark) => {
      const other = byMark.get(mark);
      if (other === undefined || other === district) return false;
      const since = known.get(`${district.id} ${other.id}`);
      if (since !== undefined && since <= at + 1) return false;
      return !(cyclesOf.get(other.id) ?? []).some((cycle) => shared(cycle, district, at));
    });
    return wrong === undefined
      ? []
      : [{ invariant: "nobody is named before both agreed", example: `${district.name}, ${when(at)}: reads ${wrong}` }];
  });
}

function together(stage: Stage, facts: Facts): Broken[] {
  const apart = keptApart(stage, facts, ["block", "rule"]);
  const broken = (example: string): Broken => ({
    invariant: "who is kept apart is not brought together",
    example,
  });
  const introduced = facts.matches.flatMap(({ match, sides: [a, b] }): Broken[] => {
    const at = match.offeredAt?.getTime();
    if (a === undefined || b === undefined || at === undefined || !apart(a.districtId, b.districtId, at)) return [];
    return [broken(`${a.districtId} and ${b.districtId} were asked on ${when(at)}`)];
  });
  const grouped = facts.rounds.flatMap(({ groups, at, state }) =>
    groups.flatMap((group) =>
      group.flatMap((a, nth) =>
        group
          .slice(nth + 1)
          .flatMap((b): Broken[] =>
            state !== "dropped" && apart(a, b, at.getTime())
              ? [broken(`${a} and ${b} in a group of ${when(at.getTime())}`)]
              : [],
          ),
      ),
    ),
  );
  return [...introduced, ...grouped];
}

/** A question in its team's channel, an answer to it with whoever asked: unless the message did not get through, which the outbox then says. */
function unread(stage: Stage, facts: Facts): Broken[] {
  const seen = new Map<string, Set<string>>();
  for (const { message, words } of stage.cloud.arrivals)
    for (const mark of words) seen.set(mark, (seen.get(mark) ?? new Set()).add(message.user ?? message.channel));
  const stuck = new Set(
    [...facts.outbox.values()].flatMap(({ state, delivery }) =>
      state === "sent" ? [] : (JSON.stringify(delivery.card).match(/zq[a-z]{3}x[a-z]{4}/g) ?? []),
    ),
  );
  return [...stage.words.values()].flatMap(({ mark, kind, state, by }): Broken[] => {
    if (state !== "accepted" || stuck.has(mark)) return [];
    const broken = (example: string): Broken[] => [
      { invariant: "a question to peers is read where it was sent", example: `${by.id}, ${mark}: ${example}` },
    ];
    if (kind === "question") {
      const request = facts.requests.find(({ question }) => question.includes(mark));
      const team = stage.world.teams.find(({ id }) => id === request?.teamId);
      return team !== undefined && !seen.get(mark)?.has(team.channel) ? broken("not in its team's channel") : [];
    }
    if (kind !== "offer") return [];
    const offer = facts.offers.find(({ text }) => text?.includes(mark));
    const request = facts.requests.find(({ id }) => id === offer?.requestId);
    const asker = stage.world.people.find(({ id }) => id === request?.personId);
    return asker !== undefined && !seen.get(mark)?.has(asker.user) ? broken("who asked has not read it") : [];
  });
}

const when = (instant: number) => new Date(instant).toISOString();
