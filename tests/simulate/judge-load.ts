import type { Stage } from "./acts.js";
import type { Facts } from "./facts.js";
import { grouped } from "./grouped.js";
import type { Broken } from "./judge.js";
import { day, hour } from "./plain-time.js";

/** What must hold of how much others want of a team, and how often it is asked the same. */
export function judgeLoad(stage: Stage, facts: Facts): Broken[] {
  return [...askedAgain(stage, facts), ...stage.between.overfull.map(overfull)];
}

/** The network's own number. */
const usual = 2;
/** What was open before a district lowered its number may go on until then. */
const asBefore = 45 * day;

/** Every evening somebody counts what waits for each district. */
export function evenings(stage: Stage): void {
  const { agenda, world } = stage;
  for (let at = world.start + 24 * hour; at < world.end; at += day) agenda.at(at, () => counts(stage));
}

async function counts(stage: Stage): Promise<void> {
  const { between, process, agenda, world } = stage;
  if (!process.up()) return;
  const scope = { networkId: world.networkId };
  const { matches, offers } = await process.store().read(async (view) => ({
    matches: await view.matches.all(scope),
    offers: await view.help.offers(scope),
  }));
  const now = agenda.now();
  for (const { id } of world.districts) {
    const waiting =
      offers.filter((one) => one.districtId === id && one.from === "districts" && one.state === "asked").length +
      matches.filter(
        ({ match, sides }) =>
          match.state === "offered" && sides.some((side) => side.districtId === id && side.answer === null),
      ).length;
    const own = between.caps.filter(({ districtId }) => districtId === id);
    const most = Math.max(usual, ...own.filter(({ at }) => at <= now).map((one) => one.most));
    // A number that it lowered, and long enough ago that nothing waits from before.
    const last = own.at(-1);
    const lowered = last !== undefined && own.length === 1 && last.at < now - asBefore ? last.most : most;
    if (waiting > lowered)
      between.overfull.push(`${id}, ${new Date(now).toISOString()}: ${waiting} wait, and it takes ${lowered}`);
  }
}

function overfull(example: string): Broken {
  return { invariant: "a district has no more requests open than it takes", example };
}

function askedAgain({ cloud, between }: Stage, { matches }: Facts): Broken[] {
  const broken = (example: string): Broken => ({
    invariant: "an introduction is asked for once, and whether they met twice at most",
    example,
  });
  const renewals = new Map(matches.map(({ match }) => [match.id, match.renewals]));
  const most = { yes: () => 1, met: () => 2, renew: (match: string) => 1 + (renewals.get(match) ?? 0) };
  const asking = cloud.arrivals.flatMap((arrival) =>
    arrival.what === "post" ? arrival.asks.map((one) => ({ ...one, arrival })) : [],
  );
  const times = grouped(asking, ({ match, team, act }) => `${match} ${team} ${act}`);
  const often = [...times.values()].flatMap((all): Broken[] => {
    const [one] = all;
    if (one === undefined || all.length <= most[one.act](one.match)) return [];
    return [
      broken(`${one.team}, “${one.act}”: ${all.map(({ arrival }) => new Date(arrival.at).toISOString()).join(", ")}`),
    ];
  });
  const levels = [...between.levelAsked].flatMap(([team, nth]) =>
    nth > 1 ? [broken(`${team} was asked ${nth} times who may be compared with it`)] : [],
  );
  return [...often, ...levels];
}
