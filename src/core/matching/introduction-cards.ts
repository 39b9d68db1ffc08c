import type { LocalDate } from "../calendar/model.js";
import { introductionTexts as t } from "../texts-introductions.js";
import type { Block, Button, Card } from "../ui/card.js";
import { dayText } from "../ui/dates.js";
import type { Form } from "../ui/form.js";
import { plain } from "../ui/markup.js";
import type { TwoSides } from "./introduction.js";
import type { MatchSide } from "./records.js";

/**
 * What each of the two reads. Guarantee: of the other side nothing goes into a card but how it is described, and, once both
 * said yes, what `Named` has. Why the other said no, and whether it did or the time was over, makes no difference to any card.
 */

/** The other side, for somebody who may know it: its team's lead as stored, or nobody. */
export type Named = {
  district: string;
  team: string;
  leads: readonly { name: string; email: string | null }[];
  /** Why, with plain numbers. */
  reasons: readonly string[];
};

const small = (text: string): Block => ({ kind: "small", text });
const say = (text: string): Block => ({ kind: "text", text });
const buttons = (...some: Button[]): Block => ({ kind: "buttons", buttons: some });

/**
 * Its message, as it stands now: the question, her yes, both names, or that it is over. `until`: by when she is asked to answer,
 * reckoned by her own district's calendar alone, since the other's would tell who it is.
 */
export function introductionCard(
  two: TwoSides,
  mine: MatchSide,
  other: MatchSide,
  { named, until }: { named: Named | undefined; until: LocalDate | null },
): Card {
  const { match } = two;
  if (match.state === "introduced" && named !== undefined) return introducedCard(two, mine, named);
  if (match.state === "ended") return { heading: t.endedHeading, blocks: [say(overText(two, mine, named))] };
  return {
    heading: t.offeredHeading,
    blocks: [
      say(`${t.alike} ${plain(other.described)}`),
      ...(mine.reasons.length === 0 ? [] : [{ kind: "list" as const, items: mine.reasons.map(plain) }]),
      ...(match.note === null ? [] : [say(t.noteFrom), { kind: "quote" as const, text: match.note }]),
      ...(mine.answer === null
        ? question(two, mine, until)
        : [say(t.saidYes), buttons(act(two, mine, t.takeBack, "no"))]),
      small(t.before),
    ],
  };
}

function question(two: TwoSides, mine: MatchSide, until: LocalDate | null): Block[] {
  const { id } = two.match;
  return [
    buttons({ ...act(two, mine, t.yes, "yes"), style: "primary" }, act(two, mine, t.notNow, "no"), {
      label: t.notThis,
      action: { do: "introduction-form", match: id, team: mine.teamId, form: "why not" },
    }),
    ...(until === null ? [] : [small(t.until(dayText(until)))]),
  ];
}

type Act = "yes" | "no" | "met" | "not yet" | "renew" | "end";

function act({ match }: TwoSides, { teamId }: MatchSide, label: string, what: Act): Button {
  return { label, action: { do: "introduction", match: match.id, team: teamId, act: what } };
}

function introducedCard(two: TwoSides, mine: MatchSide, { district, team, leads, reasons }: Named): Card {
  const people = leads.map(({ name, email }) => plain(t.lead(name, email)));
  return {
    heading: t.introducedHeading,
    blocks: [
      say(`${t.both} **${plain(team === district ? district : t.with(district, team))}**`),
      ...(people.length === 0 ? [] : [{ kind: "list" as const, items: people }]),
      ...(leads.some(({ email }) => email !== null) ? [] : [say(t.noEmail)]),
      say(t.next),
      ...(reasons.length === 0 ? [] : [say(t.whyYou), { kind: "list" as const, items: reasons.map(plain) }]),
      buttons(act(two, mine, t.end, "end")),
      small(t.later),
    ],
  };
}

/** How it ended for her, and only for her. */
function overText({ match }: TwoSides, mine: MatchSide, named: Named | undefined): string {
  if (match.introducedAt !== null && named !== undefined) return t.endedWith(plain(named.district));
  if (mine.answer === "no") return match.ending === "blocked" ? t.youBlocked : t.youSaidNo;
  return match.ending === "expired" && mine.answer === null ? t.noAnswer : t.notNowTold;
}

/** Whether they met: asked, answered, or over. `last`: it is asked for the second time. */
export function metCard(two: TwoSides, mine: MatchSide, named: Named, last: boolean): Card {
  const over = two.match.state === "ended";
  const done = two.sides.some(({ met }) => met === "yes");
  const notYet = last ? t.metSaidNotYetLast : t.metSaidNotYet;
  const blocks = over
    ? [say(overText(two, mine, named))]
    : done
      ? [say(t.metSaidYes)]
      : [
          ...(mine.met === null ? [] : [say(notYet)]),
          buttons(
            act(two, mine, t.metYes, "met"),
            ...(mine.met === null ? [act(two, mine, t.metNotYet, "not yet")] : []),
            act(two, mine, t.end, "end"),
          ),
        ];
  return { heading: t.metHeading, blocks: [say(t.metAsk(plain(named.district))), ...blocks] };
}

/** Whether they want to go on. */
export function renewCard(two: TwoSides, mine: MatchSide, named: Named): Card {
  const { state, dueOn } = two.match;
  const open = [
    buttons({ ...act(two, mine, t.renewYes, "renew"), style: "primary" }, act(two, mine, t.renewNo, "end")),
    ...(dueOn === null ? [] : [small(t.renewUntil(dayText(dueOn)))]),
  ];
  const blocks =
    state === "ended"
      ? [say(overText(two, mine, named))]
      : dueOn === null
        ? [say(t.renewedTold)]
        : mine.renew === "yes"
          ? [say(t.renewSaidYes)]
          : open;
  return { heading: t.renewHeading, blocks: [say(t.renewAsk(plain(named.district))), ...blocks] };
}

/** Why not, if she wants to say it, and whether she may be asked about them again. */
export function whyNotThisForm(): Form {
  return {
    id: "introduction-why-not",
    title: t.whyTitle,
    submit: t.whySend,
    fields: [
      { kind: "long", name: "why", label: t.why, hint: t.whyHint, maxLength: 1000 },
      {
        kind: "choice",
        name: "block",
        label: t.block,
        required: true,
        options: [
          { value: "no", label: t.blockNo },
          { value: "yes", label: t.blockYes },
        ],
        value: "no",
      },
    ],
  };
}

/** A district that hers is kept apart from at its own wish. `described`: as it was to her, who may not know it. */
export type KeptApart = { block: string; described: string; day: LocalDate };

/** Those districts, each to be asked about again. */
export function keptApartBlocks(all: readonly KeptApart[]): Block[] {
  return all.flatMap(({ block, described, day }, nth): Block[] => [
    ...(nth === 0 ? [say(t.keptApart)] : []),
    say(t.keptApartFrom(plain(described), dayText(day))),
    buttons({ label: t.lift, action: { do: "lift-block", block, sure: false } }),
  ]);
}

/** Asked before it is lifted. */
export function liftBlockCard({ block, described, day }: KeptApart): Card {
  return {
    heading: t.liftHeading,
    blocks: [
      say(t.keptApartFrom(plain(described), dayText(day))),
      say(t.liftAsk),
      buttons({ label: t.liftYes, action: { do: "lift-block", block, sure: true }, style: "primary" }),
    ],
  };
}

/** Why a team has no match yet, on its problem card and, once, as a message. */
export function noMatchBlocks(text: string, teamId: string): Block[] {
  return [say(text), buttons({ label: t.ask, action: { do: "ask-match", team: teamId } })];
}

export function noMatchCard(text: string, teamId: string): Card {
  return {
    heading: t.noMatchHeading,
    blocks: [
      say(text),
      buttons(
        { label: t.changeProblem, action: { do: "edit-problem", team: teamId } },
        { label: t.ask, action: { do: "ask-match", team: teamId } },
      ),
    ],
  };
}
