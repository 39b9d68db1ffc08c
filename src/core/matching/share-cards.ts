import { texts } from "../texts.js";
import { shareTexts } from "../texts-share.js";
import type { Block, Button, Card, Fact } from "../ui/card.js";
import { plain } from "../ui/markup.js";
import { shorten } from "../ui/shorten.js";
import type { SharingLevel, TopicChoice } from "./records.js";
import { chosenTopics, type TopicQuestion, topicLabel } from "./topic-question.js";

const t = shareTexts;

/** How far a team's problem goes, for its own members. */
export type ProblemSharing = {
  question: TopicQuestion;
  choice: TopicChoice | undefined;
  level: SharingLevel;
  otherLanguage: boolean;
  version: number;
};

/** Below a problem: what it is about and who sees it. */
export function sharingBlocks(teamId: string, sharing: ProblemSharing): Block[] {
  return [
    ...sharingFacts(sharing),
    {
      kind: "buttons",
      buttons: [
        { label: t.compare.change, action: { do: "ask-compare", team: teamId } },
        { label: t.topic.choose, action: { do: "other-topic", team: teamId } },
      ],
    },
  ];
}

function sharingFacts({ choice, level, otherLanguage }: ProblemSharing): Block[] {
  const said = chosenTopics(choice);
  const facts: Fact[] = [
    { label: t.topic.label, value: said.length === 0 ? t.topic.notYet : t.topic.confirmed(said.join(", ")) },
    { label: t.compare.label, value: t.compare.now[level] },
  ];
  return [{ kind: "facts", facts }, ...(otherLanguage ? [{ kind: "text" as const, text: t.topic.language }] : [])];
}

/** Below a problem of which something is asked: the question, and one way to all the rest. Undefined where nothing is. */
export function askedBlocks(teamId: string, sharing: ProblemSharing): Block[] | undefined {
  const question = topicBlocks(teamId, sharing);
  if (question === undefined) return undefined;
  const more: Button = { label: texts.problem.more, action: { do: "see-problem", team: teamId } };
  return [...question, { kind: "buttons", buttons: [more] }, ...sharingFacts(sharing)];
}

/** The topic question alone; undefined where nothing is asked. */
function topicBlocks(teamId: string, { question, version }: ProblemSharing): Block[] | undefined {
  switch (question.ask) {
    case "none":
      return undefined;
    case "unclear":
      return [
        { kind: "text", text: t.topic.unclear },
        {
          kind: "buttons",
          buttons: [{ label: t.topic.addSentence, action: { do: "edit-problem", team: teamId }, style: "primary" }],
        },
      ];
    case "topic":
      return [
        { kind: "text", text: `**${question.again ? t.topic.askAgain : t.topic.ask}**` },
        {
          kind: "buttons",
          buttons: [
            ...question.suggested.map(
              (topic): Button => ({
                label: topicLabel(topic) ?? topic,
                action: { do: "choose-topic", team: teamId, version, topic },
              }),
            ),
            {
              label: question.suggested.length === 0 ? t.topic.choose : t.topic.other,
              action: { do: "other-topic", team: teamId },
            },
          ],
        },
      ];
    default:
      return question satisfies never;
  }
}

/** What was said, and where it was never asked: who may be compared with it. `compare`: whether she is the one to ask. */
export function topicNotedCard(teamId: string, choice: TopicChoice, compare: "ask" | "lead decides" | "asked"): Card {
  const noted: Block = { kind: "text", text: t.topic.noted(plain(chosenTopics(choice).join(", "))) };
  if (compare === "ask") return { blocks: [noted, ...compareBlocks(teamId)] };
  return compare === "asked"
    ? { blocks: [noted] }
    : { blocks: [noted, { kind: "small", text: t.compare.leadDecides }] };
}

/** `level`: what holds now; undefined where it is asked for the first time. */
export function compareCard(teamId: string, level: SharingLevel): Card {
  return { blocks: [{ kind: "text", text: t.compare.set[level] }, ...compareBlocks(teamId)] };
}

function compareBlocks(teamId: string): Block[] {
  const levels: SharingLevel[] = ["collaboration", "network", "partner", "team"];
  return [
    { kind: "text", text: `**${t.compare.ask}** ${t.compare.means}` },
    {
      kind: "buttons",
      buttons: levels.map((level) => ({
        label: t.compare.levels[level],
        action: { do: "compare", team: teamId, level },
      })),
    },
    { kind: "small", text: t.compare.small },
  ];
}

/** What is asked when a cycle was decided, and what is said of it later. */
export type CycleSharing = {
  /** Undefined: nobody has said anything, and she who closed it is asked. */
  level: SharingLevel | undefined;
  /** Whether the one who reads it decides. */
  decides: boolean;
};

/** On the card of the decision: who may find the cycle is asked; undefined where it is not. */
export function shareQuestion(
  cycle: { id: string; decision: string | null },
  { level, decides }: CycleSharing,
): Block[] | undefined {
  if (level !== undefined || !decides) return undefined;
  return [
    { kind: "text", text: `**${cycle.decision === "scale" ? t.find.askKept : t.find.ask}**` },
    levelButtons(cycle.id),
    { kind: "small", text: t.find.means },
  ];
}

/** On the card of the decision, where it is not asked: who may find the cycle, or who decides that. */
export function sharedAtActBlocks(cycleId: string, { level }: CycleSharing): Block[] {
  return level === undefined ? [{ kind: "small", text: t.find.leadDecides }] : sharedNowBlocks(cycleId, level);
}

/** On the card of a closed cycle. */
export function sharedNowBlocks(cycleId: string, level: SharingLevel): Block[] {
  return [
    { kind: "small", text: t.find.now[level] },
    { kind: "buttons", buttons: [{ label: t.find.open, action: { do: "ask-share", cycle: cycleId } }] },
  ];
}

/** Asked later: what holds now, and what else may. */
export function shareCard(cycle: { id: string; title: string }, level: SharingLevel): Card {
  return {
    heading: shorten(cycle.title, 60),
    blocks: [
      { kind: "text", text: `${t.find.now[level]} **${t.find.askKept}**` },
      levelButtons(cycle.id),
      { kind: "small", text: t.find.means },
    ],
  };
}

function levelButtons(cycle: string): Block {
  const levels: SharingLevel[] = ["partner", "collaboration", "network", "team"];
  return {
    kind: "buttons",
    buttons: levels.map((level) => ({ label: t.find.levels[level], action: { do: "share", cycle, level } })),
  };
}
