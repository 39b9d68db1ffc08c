import { isTakenBack } from "../matching/help-request.js";
import type { HelpOffer, HelpRequest } from "../matching/records.js";
import { noteOutside } from "../privacy/outside-words.js";
import { texts } from "../texts.js";
import { helpTexts as t } from "../texts-help.js";
import type { Block, Card } from "../ui/card.js";
import { plain } from "../ui/markup.js";

/** The question in the team's channel, or to its lead where there is none. */
export function teamQuestionCard(request: HelpRequest, asker: string): Card {
  if (request.state !== "open") return { heading: t.teamHeading, blocks: [ended(request)] };
  return {
    heading: t.teamHeading,
    blocks: [
      { kind: "text", text: t.asks(plain(asker)) },
      { kind: "quote", text: request.question },
      {
        kind: "buttons",
        buttons: [{ label: t.canHelp, action: { do: "help-answer", request: request.id }, style: "primary" }],
      },
      { kind: "small", text: t.teamSmall },
    ],
  };
}

/** The question to the program manager, without small figures. */
export function managerQuestionCard(request: HelpRequest, asker: string, team: string, minN: number): Card {
  if (request.state !== "open") return { heading: t.managerHeading, blocks: [ended(request)] };
  return { heading: t.managerHeading, blocks: managerBlocks({ request, asker, team, answered: false }, minN) };
}

/** `answered`: by this program manager. */
export type ManagerQuestion = { request: HelpRequest; asker: string; team: string; answered: boolean };

export function managerBlocks({ request, asker, team, answered }: ManagerQuestion, minN: number): Block[] {
  const button = { label: t.answer, action: { do: "help-answer" as const, request: request.id } };
  return [
    { kind: "text", text: t.asksIn(plain(asker), plain(team)) },
    ...noteOutside(request.question, minN),
    { kind: "buttons", buttons: [answered ? { ...button, label: t.answerMore } : { ...button, style: "primary" }] },
    { kind: "small", text: request.step === "districts" ? t.managerSmallSent : t.managerSmall },
  ];
}

function ended({ state }: HelpRequest): Block {
  return { kind: "text", text: state === "withdrawn" ? t.takenBack : t.over };
}

/**
 * The question to another district's lead. Of the asker it says the question without small figures and the coarse description that
 * was made for this reader; why it is asked speaks of the reader alone.
 */
export function districtQuestionCard(offer: HelpOffer, request: HelpRequest, minN: number): Card {
  return { heading: t.districtHeading, blocks: districtBlocks(offer, request, minN) };
}

export function districtBlocks(offer: HelpOffer, request: HelpRequest, minN: number): Block[] {
  if (request.state === "withdrawn") return [{ kind: "text", text: t.takenBack }];
  const { state } = offer;
  if (isTakenBack(offer)) return [{ kind: "text", text: t.offerTakenBack }];
  if (state === "released") return [{ kind: "text", text: request.state === "open" ? t.released : t.over }];
  const question: Block[] = [
    { kind: "text", text: plain(offer.described) },
    ...(request.question === ""
      ? [{ kind: "small" as const, text: texts.mine.tombstone }]
      : noteOutside(request.question, minN)),
  ];
  const answers = (asked: boolean): Block => ({
    kind: "buttons",
    buttons: [
      {
        label: t.offerTime,
        action: { do: "help-offer", offer: offer.id, how: "time" },
        ...(asked ? { style: "primary" as const } : {}),
      },
      { label: t.writeAnswer, action: { do: "help-offer", offer: offer.id, how: "words" } },
      ...(asked
        ? [
            { label: t.notNow, action: { do: "help-not-now" as const, offer: offer.id } },
            { label: t.askLess, action: { do: "help-cap" as const } },
          ]
        : []),
    ],
  });
  const said: Block[] =
    offer.text === null
      ? []
      : offer.text === ""
        ? [{ kind: "small", text: texts.mine.tombstone }]
        : [{ kind: "quote", text: offer.text }];
  const over: Block[] = request.state === "open" ? [] : [{ kind: "small", text: t.over }];
  const back: Block[] = [
    { kind: "buttons", buttons: [{ label: t.takeOfferBack, action: { do: "help-take-back", offer: offer.id } }] },
  ];
  switch (state) {
    case "asked":
      return [
        ...question,
        { kind: "text", text: t.why },
        { kind: "list", items: offer.reasons.map(plain) },
        answers(true),
        { kind: "small", text: t.districtSmall },
      ];
    case "not now":
      return [
        ...question,
        { kind: "text", text: t.youSaidNotNow },
        ...(request.state === "open" ? [answers(false)] : over),
      ];
    case "offered":
      return [...question, { kind: "text", text: t.youOffered }, ...said, ...(request.state === "open" ? back : over)];
    case "answered":
      return [...question, { kind: "text", text: t.youAnswered }, ...said, ...over];
    case "introduced":
      return [...question, { kind: "text", text: t.youAreIntroduced }, ...said, ...over];
    default:
      return state satisfies never;
  }
}

/** Both sides get the other's name, after both agreed. */
export function introducedByHelpCard(
  other: { name: string; district: string },
  { question, text }: { question: string; text: string | null },
  minN: number,
): Card {
  return {
    heading: t.introducedHeading,
    blocks: [
      { kind: "text", text: t.introduced(plain(other.name), plain(other.district)) },
      ...(question === "" ? [] : noteOutside(question, minN)),
      ...(text === null || text === "" ? [] : noteOutside(text, minN)),
      { kind: "text", text: t.introducedNext },
    ],
  };
}

/** Instead of an introduction, where the other side has nobody any more who could meet. */
export function cannotMeetCard(): Card {
  return { heading: t.cannotMeetHeading, blocks: [{ kind: "text", text: t.cannotMeet }] };
}

/** What was taken from it, for whoever helped. */
export function helpThanksCard({ taken }: HelpRequest, minN: number): Card {
  const words: Block[] =
    taken === null || taken.trim() === ""
      ? [{ kind: "text", text: t.thanksPlain }]
      : [{ kind: "text", text: t.thanks }, ...noteOutside(taken, minN)];
  return { heading: t.thanksHeading, blocks: words };
}
