import type { HelpOffer, HelpRequest } from "../matching/records.js";
import { helpTexts as t } from "../texts-help.js";
import type { Block, Card } from "../ui/card.js";
import { plain } from "../ui/markup.js";
import { districtBlocks, type ManagerQuestion, managerBlocks } from "./cards-asked.js";
import { ownWords } from "./cards-asker.js";

/** A question of somebody else on a team that she leads. `hasLeft`: who asked is not on it any more, and she goes on with it. */
type OfTeam = { request: HelpRequest; asker: string; hasLeft: boolean };

/** What stands open for one person when she types `ask`. */
export type AskView = {
  /** Undefined for who is on no team: a program manager asks nothing herself. */
  own:
    | {
        open: readonly HelpRequest[];
        ofTeam: readonly OfTeam[];
        /** So many are open that no other may be asked; undefined: she may. */
        full: number | undefined;
        counts: { asked: number; gave: number; got: number; introduced: number };
      }
    | undefined;
  /** What other districts ask of her. */
  asked: readonly { offer: HelpOffer; request: HelpRequest }[];
  /** What the teams that she accompanies have sent to her. */
  toManager: readonly ManagerQuestion[];
  minN: number;
};

/** So many questions of her teams stand on the card at once: each that she answers makes room. */
const mostToManager = 6;

/** The word `ask`: what is open, what is asked of her, and how much her district gave and got. */
export function askCard({ own, asked, toManager, minN }: AskView): Card {
  return {
    heading: t.heading,
    blocks: [
      { kind: "text", text: own === undefined ? t.forTeams : t.intro },
      ...(own === undefined ? [] : askBlocks(own.open.length, own.full)),
      ...part(t.yours, (own?.open ?? []).flatMap(ownBlocks)),
      ...part(t.ofYourTeam, (own?.ofTeam ?? []).flatMap(teamBlocks)),
      ...part(
        t.ofYourTeams,
        toManager.slice(0, mostToManager).flatMap((one) => managerBlocks(one, minN)),
      ),
      ...(toManager.length > mostToManager
        ? [{ kind: "small" as const, text: t.moreToManager(toManager.length - mostToManager) }]
        : []),
      ...part(
        t.askedOfYou,
        asked.flatMap(({ offer, request }) => districtBlocks(offer, request, minN)),
      ),
      ...(own === undefined || Object.values(own.counts).every((count) => count === 0)
        ? []
        : [{ kind: "small" as const, text: t.giveAndGet(own.counts) }]),
    ],
  };
}

function askBlocks(open: number, full: number | undefined): Block[] {
  if (full !== undefined) return [{ kind: "small", text: t.fullCard(full) }];
  const label = open === 0 ? t.askButton : t.askAnother;
  return [{ kind: "buttons", buttons: [{ label, action: { do: "ask" }, style: "primary" }] }];
}

function part(title: string, blocks: readonly Block[]): Block[] {
  return blocks.length === 0 ? [] : [{ kind: "divider" }, { kind: "text", text: `**${title}**` }, ...blocks];
}

function ownBlocks(request: HelpRequest): Block[] {
  return [
    ...ownWords(request.question),
    {
      kind: "buttons",
      buttons: [
        { label: t.see, action: { do: "see-help", request: request.id } },
        { label: t.close, action: { do: "close-help", request: request.id } },
      ],
    },
  ];
}

function teamBlocks({ request, asker, hasLeft }: OfTeam): Block[] {
  return [
    { kind: "text", text: t.asks(plain(asker)) },
    ...ownWords(request.question),
    {
      kind: "buttons",
      buttons: [
        hasLeft
          ? { label: t.see, action: { do: "see-help", request: request.id } }
          : { label: t.canHelp, action: { do: "help-answer", request: request.id } },
        { label: t.close, action: { do: "close-help", request: request.id } },
        { label: t.withdraw, action: { do: "withdraw-help", request: request.id } },
      ],
    },
  ];
}
