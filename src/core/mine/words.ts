import type { CheckInPrompt } from "../checkin/model.js";
import type { Cycle, PredictionAmendment, SpreadStep } from "../cycle/model.js";
import type { HelpOffer, HelpRequest, Match, MatchSide } from "../matching/records.js";
import type { Nudge } from "../nudge/model.js";
import { texts } from "../texts.js";
import type { ownWordsKinds } from "../ui/action.js";

/** Something that somebody wrote beside her updates. `what` and `id` name it for whoever deletes it. */
export type OwnWords = {
  what: (typeof ownWordsKinds)[number];
  id: string;
  at: Date;
  /** The test that it is about; undefined where it is about none. */
  title: string | undefined;
  words: string[];
};

/** Everything of hers that has words in it: of all that was loaded for her teams. */
export function ownWordsOf(
  personId: string,
  {
    cycles,
    spread,
    prompts,
    nudges,
    amendments,
    requests,
    offers,
    matches,
    coached,
  }: {
    cycles: readonly Cycle[];
    spread: readonly SpreadStep[];
    prompts: readonly CheckInPrompt[];
    nudges: readonly Nudge[];
    amendments: readonly PredictionAmendment[];
    requests: readonly HelpRequest[];
    offers: readonly HelpOffer[];
    matches: readonly { match: Match; sides: readonly MatchSide[] }[];
    /** Teams that she accompanies as their program manager. */
    coached: ReadonlySet<string>;
  },
): OwnWords[] {
  const titleOf = (cycleId: string | null) => cycles.find(({ id }) => id === cycleId)?.title;
  const all: OwnWords[] = [
    ...spread.filter((one) => one.personId === personId).map(spreadWords),
    ...prompts.filter((one) => one.personId === personId).flatMap(noteWords),
    ...nudges.filter(({ toId }) => toId === personId).flatMap(answerWords),
    ...amendments.filter((one) => one.personId === personId).flatMap(amendmentWords),
    ...requests.filter((one) => one.personId === personId).flatMap(requestWords),
    ...offers.filter((one) => one.personId === personId).flatMap(offerWords),
    ...matches.flatMap(({ sides }) => sides.filter((one) => one.answeredBy === personId).flatMap(whyNotWords)),
    ...matches.filter((one) => wrote(personId, coached, one)).flatMap(({ match }) => bothWords(match)),
  ].map(({ cycleId, ...one }) => ({ ...one, title: titleOf(cycleId) }));
  return all;
}

type Found = Omit<OwnWords, "title"> & { cycleId: string | null };

function spreadWords({ id, at, cycleId, step, place, depth, ownership }: SpreadStep): Found {
  const words = [`${texts.spread.steps[step]}: ${place}`, depth ?? "", ownership ?? ""];
  return { what: "spread", id, at, cycleId, words: words.filter((one) => one !== "") };
}

function noteWords({ id, note, settledAt, askAt, cycleId }: CheckInPrompt): Found[] {
  return note === null ? [] : [{ what: "note", id, at: settledAt ?? askAt, cycleId, words: [note] }];
}

function answerWords({ id, answer, answeredAt, at, cycleId }: Nudge): Found[] {
  const said = answer !== null && answer !== "";
  return said ? [{ what: "nudge answer", id, at: answeredAt ?? at, cycleId, words: [answer] }] : [];
}

function amendmentWords({ id, why, at, cycleId }: PredictionAmendment): Found[] {
  return why === "" ? [] : [{ what: "amendment", id, at, cycleId, words: [why] }];
}

function requestWords({ id, question, createdAt, taken, givenBack, adapted, closedAt }: HelpRequest): Found[] {
  const closing = [taken, givenBack, adapted].flatMap((one) => (one === null || one === "" ? [] : [one]));
  const none = { id, cycleId: null };
  return [
    ...(question === "" ? [] : [{ ...none, what: "question" as const, at: createdAt, words: [question] }]),
    ...(closing.length === 0
      ? []
      : [{ ...none, what: "help closed" as const, at: closedAt ?? createdAt, words: closing }]),
  ];
}

function whyNotWords({ id, whyNot, answeredAt }: MatchSide): Found[] {
  if (whyNot === null || whyNot === "" || answeredAt === null) return [];
  return [{ what: "why not together", id, at: answeredAt, cycleId: null, words: [whyNot] }];
}

/** Who wrote it is not on record: whoever let both be asked with it, or may still change it. */
function wrote(
  personId: string,
  coached: ReadonlySet<string>,
  { match, sides }: { match: Match; sides: readonly MatchSide[] },
): boolean {
  if (match.approvedBy !== null) return match.approvedBy === personId;
  return sides.some(({ teamId }) => coached.has(teamId));
}

function bothWords({ id, note, offeredAt, proposedAt }: Match): Found[] {
  if (note === null || note === "") return [];
  return [{ what: "words to both", id, at: offeredAt ?? proposedAt, cycleId: null, words: [note] }];
}

function offerWords({ id, text, answeredAt, askedAt }: HelpOffer): Found[] {
  if (text === null || text === "") return [];
  return [{ what: "help given", id, at: answeredAt ?? askedAt, cycleId: null, words: [text] }];
}
