import type { LocalDate } from "../calendar/model.js";
import { clarity } from "../matching/clarity.js";
import { type HelpCase, isTakenBack } from "../matching/help-request.js";
import type { HelpOffer, HelpRequest } from "../matching/records.js";
import { isTopic, type TopicId, topics } from "../matching/topics.js";
import { withoutFigures } from "../privacy/figures-in-text.js";
import { noteOutside } from "../privacy/outside-words.js";
import { texts } from "../texts.js";
import { helpTexts as t } from "../texts-help.js";
import type { Block, Button, Card } from "../ui/card.js";
import { dayText } from "../ui/dates.js";
import { plain } from "../ui/markup.js";

/** What the asker is shown of an answer. `name`: of her own people, or of the district where it offers; undefined: not to be known. */
export type Answered = { offer: HelpOffer; name: string | undefined };

/** Everything that stands on the card of one request, for who asked. */
export type AskerView = HelpCase & {
  answered: readonly Answered[];
  /** Where the team was asked. */
  team: "channel" | "lead" | "nobody";
  /** How the program manager learns of it, once it is sent there: "later" is with her next messages. */
  manager: "told" | "later" | "nobody";
  /** Likeliest first; none where the question says nothing about it. */
  suggested: readonly TopicId[];
  minN: number;
  today: LocalDate;
};

/**
 * One request as its asker sees it: her words, how they read outside, where it stands, what came back, one next step. `hers` is
 * false for the team's lead, who goes on with it once she has left: what the team wrote to her alone is not in it.
 */
export function requestCard(view: AskerView, hers = true): Card {
  const { request } = view;
  const answered = view.answered.filter(({ offer }) => hers || offer.from !== "team");
  return {
    heading: hers ? t.yourQuestion : t.teamsQuestion,
    blocks: [
      ...ownWords(request.question),
      ...(request.state === "open" ? openBlocks(view) : endedBlocks(request)),
      ...answered.flatMap((one) => answerBlocks(one, view.minN, request.state === "open")),
    ],
  };
}

/** The same for an asker who has left the team: her words stay before her, and nothing that came back does. */
export function leftRequestCard({ question, state }: HelpRequest): Card {
  const says = state === "open" ? t.youLeft : state === "closed" ? t.closed : t.takenBack;
  return { heading: t.yourQuestion, blocks: [...ownWords(question), { kind: "text", text: says }] };
}

export function ownWords(question: string): Block[] {
  return question === "" ? [{ kind: "small", text: texts.mine.tombstone }] : [{ kind: "quote", text: question }];
}

function openBlocks(view: AskerView): Block[] {
  const { request, minN, today } = view;
  const outside = withoutFigures(request.question, minN);
  const reads: Block[] = outside.leftOut
    ? [
        { kind: "small", text: t.outside },
        { kind: "quote", text: outside.text },
      ]
    : [];
  const day: Block[] = request.by === null ? [] : [{ kind: "small", text: t.byDay(dayText(request.by, today)) }];
  const foreign: Block[] =
    clarity(request.question) === "other language" ? [{ kind: "small", text: t.otherLanguage }] : [];
  const small: Block[] = request.step === "team" ? [{ kind: "small", text: t.small }] : [];
  return [...reads, ...day, ...foreign, ...topicBlocks(view), standing(view), nextSteps(request), ...small];
}

function topicBlocks({ request, suggested }: AskerView): Block[] {
  const chosen = request.topics.filter(isTopic);
  if (chosen.length > 0) return [{ kind: "small", text: t.about(chosen.map(labelOf).join(", ")) }];
  const buttons: Button[] = suggested.map((topic) => ({
    label: labelOf(topic),
    action: { do: "ask-topic", request: request.id, topic },
  }));
  return [
    { kind: "text", text: t.topicAsk },
    {
      kind: "buttons",
      buttons: [
        ...buttons,
        {
          label: buttons.length === 0 ? t.topicChoose : t.topicElse,
          action: { do: "ask-topics", request: request.id },
        },
      ],
    },
  ];
}

function labelOf(id: TopicId): string {
  return topics.find((one) => one.id === id)?.label ?? id;
}

function standing({ request, offers, team, manager }: AskerView): Block {
  const said = (from: HelpOffer["from"]) =>
    offers.filter((one) => one.from === from && ["offered", "answered", "introduced"].includes(one.state)).length;
  const districts = offers.filter(({ from }) => from === "districts").length;
  const s = t.stands;
  return {
    kind: "list",
    items: [
      team === "nobody" ? s.alone(said("team")) : s.team(team === "channel", said("team")),
      request.step === "team" ? s.managerNot : s.manager[manager](said("program manager")),
      districts === 0 ? s.districtsNot : s.districts(districts, said("districts")),
    ],
  };
}

function nextSteps({ id: request, step }: HelpRequest): Block {
  const next: Button =
    step === "team"
      ? { label: t.askManager, action: { do: "ask-manager", request }, style: "primary" }
      : {
          label: step === "districts" ? t.askMoreDistricts : t.askDistricts,
          action: { do: "ask-districts", request },
          ...(step === "districts" ? {} : { style: "primary" as const }),
        };
  return {
    kind: "buttons",
    buttons: [
      next,
      { label: t.close, action: { do: "close-help", request } },
      { label: t.withdraw, action: { do: "withdraw-help", request } },
    ],
  };
}

function endedBlocks({ state, taken, givenBack, adapted }: HelpRequest): Block[] {
  if (state === "withdrawn") return [{ kind: "text", text: t.takenBack }];
  const said = [
    [t.taken, taken],
    [t.givenBack, givenBack],
    [t.adapted, adapted],
  ] as const;
  return [
    { kind: "text", text: t.closed },
    ...said.flatMap(([label, text]): Block[] =>
      text === null || text === ""
        ? []
        : [
            { kind: "small", text: label },
            { kind: "quote", text },
          ],
    ),
  ];
}

/** An answer or an offer, as its asker reads it. What other districts and the program manager write is shown without small figures. */
export function answerBlocks({ offer, name }: Answered, minN: number, open: boolean): Block[] {
  const words: Block[] =
    offer.text === null
      ? []
      : offer.text === ""
        ? [{ kind: "small", text: texts.mine.tombstone }]
        : offer.from === "team"
          ? [{ kind: "quote", text: offer.text }]
          : noteOutside(offer.text, minN);
  if (isTakenBack(offer)) return [{ kind: "small", text: t.offerGone }];
  const from: Block = { kind: "text", text: fromText(offer, plain(name ?? "")) };
  if (offer.state === "introduced") return [from, ...words, { kind: "small", text: t.youAreIntroduced }];
  if (offer.state !== "offered" || !open) return [from, ...words];
  return [
    from,
    ...words,
    {
      kind: "buttons",
      buttons: [{ label: t.introduce, action: { do: "introduce", offer: offer.id }, style: "primary" }],
    },
    { kind: "small", text: t.introduceSmall },
  ];
}

function fromText({ from, state }: HelpOffer, name: string): string {
  if (from === "team") return t.fromTeam(name);
  if (from === "program manager") return t.fromManager(name);
  return state === "answered" ? t.fromDistrict : t.offers(name);
}

/** An answer as a message of its own. `hers`: to who asked; else to the lead in her place. */
export function helpAnswerCard(answered: Answered, request: HelpRequest, minN: number, hers = true): Card {
  return {
    heading: ["offered", "released"].includes(answered.offer.state) ? t.offerHeading : t.answerHeading,
    blocks: [
      ...answerBlocks(answered, minN, request.state === "open"),
      { kind: "small", text: hers ? t.youAsked : t.teamAsked },
      ...ownWords(request.question),
      { kind: "buttons", buttons: [{ label: t.see, action: { do: "see-help", request: request.id } }] },
    ],
  };
}

/** What goes out, before it does: how many are asked, how they are described, and word for word what they read about her. */
export function previewCard(
  request: HelpRequest,
  {
    plan,
    to,
    described,
    full,
    changed,
  }: { plan: string; to: readonly string[]; described: readonly string[]; full: number; changed: boolean },
  minN: number,
): Card {
  const enough: Block[] =
    full === 0 ? [] : [{ kind: "small", text: full === 1 ? t.oneHasEnough : t.someHaveEnough(full) }];
  return {
    heading: t.previewHeading(to.length),
    blocks: [
      ...(changed ? [{ kind: "text" as const, text: t.changed }] : []),
      { kind: "text", text: t.previewTo },
      { kind: "list", items: to.map(plain) },
      { kind: "text", text: t.previewThey },
      { kind: "list", items: [...new Set(described)].map(plain) },
      { kind: "text", text: t.previewText },
      ...noteOutside(request.question, minN),
      ...enough,
      { kind: "small", text: t.previewSmall },
      {
        kind: "buttons",
        buttons: [
          { label: t.send, action: { do: "send-help", request: request.id, plan }, style: "primary" },
          { label: t.leave, action: { do: "see-help", request: request.id } },
        ],
      },
    ],
  };
}

export type Nobody = keyof typeof t.none;

/** No district can be asked: why, and what may help. */
export function nobodyCard({ id: request, topics: chosen, level }: HelpRequest, why: Nobody): Card {
  const choose: Button = { label: t.topicChoose, action: { do: "ask-topics", request }, style: "primary" };
  const widen: Button = { label: t.askWider, action: { do: "widen-help", request } };
  const next = [
    ...(why === "nobody alike" && !chosen.some(isTopic) ? [choose] : []),
    ...((why === "nobody alike" || why === "few") && level !== "network" ? [widen] : []),
  ];
  return {
    blocks: [
      { kind: "text", text: t.none[why] },
      { kind: "buttons", buttons: [...next, { label: t.see, action: { do: "see-help", request } }] },
    ],
  };
}

/**
 * The day has come: asked once. `reader`: who asked, or the team's lead in her place, who does not read the answers. Who asked
 * where undefined.
 */
export function helpDueCard({ id: request, question, personId, state }: HelpRequest, reader = personId): Card {
  const hers = reader === personId;
  const heading = t.dueHeading(hers);
  if (state !== "open")
    return { heading, blocks: [{ kind: "text", text: state === "closed" ? t.closed : t.takenBack }] };
  return {
    heading,
    blocks: [
      ...ownWords(question),
      { kind: "text", text: hers ? t.dueText : t.dueTextLead },
      {
        kind: "buttons",
        buttons: [
          { label: t.close, action: { do: "close-help", request }, style: "primary" },
          ...(hers ? [{ label: t.see, action: { do: "see-help" as const, request } }] : []),
          { label: t.withdraw, action: { do: "withdraw-help", request } },
        ],
      },
    ],
  };
}
