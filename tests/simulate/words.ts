import type { CycleUpdate } from "../../src/core/cycle/model.js";
import type { Stage, Words } from "./acts.js";
import type { Facts } from "./facts.js";
import type { Broken } from "./judge.js";
import type { Team } from "./world.js";

/** What people wrote: kept to the letter when they were told so, once, and shown to their team. */
export function judgeWords(stage: Stage, facts: Facts): Broken[] {
  const byMark = versionsByMark(facts);
  const broken: Broken[] = [];
  for (const words of stage.words.values()) {
    const versions = byMark.get(words.mark) ?? [];
    const lost = lostOf(words, facts, versions);
    if (lost !== undefined)
      broken.push({ invariant: "what was accepted is kept", example: `${words.by.id}, ${words.mark}: ${lost}` });
    const updates = new Set(versions.map(({ updateId }) => updateId));
    if (updates.size > 1 || (words.kind !== "draft" && versions.length > 1 && same(versions)))
      broken.push({
        invariant: "what was sent once is recorded once",
        example: `${words.by.id}, ${words.mark}: ${updates.size} updates, ${versions.length} versions`,
      });
  }
  return [...broken, ...notShown(stage, facts)];
}

function lostOf(words: Words, facts: Facts, versions: Version[]): string | undefined {
  const { kind, state, texts } = words;
  switch (kind) {
    case "draft":
      return lostDraft(words, facts, versions);
    case "update":
    case "change":
      return lostUpdate(words, versions);
    case "commitment": {
      const kept = facts.promises.filter(({ what }) => what === texts.what).length;
      return state === "accepted" && kept !== 1 ? `kept ${kept} times` : undefined;
    }
    case "reason": {
      const kept = [...facts.prompts.values()].some(({ note }) => note === texts.note);
      return state === "accepted" && !kept ? "her reason is nowhere" : undefined;
    }
    case "problem":
    case "question":
    case "offer":
    case "taken":
      return state === "accepted" && !keptOf(facts, kind).has(Object.values(texts)[0] ?? "")
        ? `what she wrote (${kind}) is nowhere`
        : undefined;
    default:
      return kind satisfies never;
  }
}

/** Texts that were written about other districts, or to them, as the database has them. */
function keptOf({ problems, requests, offers }: Facts, kind: "problem" | "question" | "offer" | "taken") {
  const texts = {
    problem: () => problems.map(({ statement }) => statement),
    question: () => requests.map(({ question }) => question),
    offer: () => offers.map(({ text }) => text),
    taken: () => requests.map(({ taken }) => taken),
  };
  return new Set(texts[kind]());
}

type Version = Facts["versions"][number];

const markOf = /zq[a-z]{3}x[a-z]{4}/g;
const marksIn = (value: unknown): string[] => [...new Set(JSON.stringify(value).match(markOf) ?? [])];

function versionsByMark({ versions }: Facts): Map<string, Version[]> {
  const found = new Map<string, Version[]>();
  for (const version of versions)
    for (const mark of marksIn(version.answers)) found.set(mark, [...(found.get(mark) ?? []), version]);
  return found;
}

/** Twice the same answers, word for word. */
function same(versions: Version[]): boolean {
  return new Set(versions.map(({ answers }) => JSON.stringify(answers))).size < versions.length;
}

function lostUpdate({ state, texts }: Words, versions: Version[]): string | undefined {
  if (state !== "accepted") return undefined;
  const whole = versions.some(({ answers }) => Object.entries(texts).every(([field, text]) => answers[field] === text));
  return whole ? undefined : versions.length === 0 ? "nowhere in the database" : "not as she wrote it";
}

function lostDraft({ by, state, draft, texts }: Words, { drafts }: Facts, versions: Version[]): string | undefined {
  if (state !== "accepted") return undefined;
  const held = (drafts.get(by.id) ?? []).some((text) => text === texts.text || text === texts.before);
  const recorded = versions.length > 0;
  if (draft === "open" && !held && !recorded) return "an open draft is gone";
  if (draft === "recorded" && !recorded) return "a draft was recorded and is not there";
  return undefined;
}

const shownField: Record<string, string> = { plan: "prediction", do: "happened", study: "learned", act: "reason" };

/**
 * The team's channel shows what is stored, in its present version: unless the channel's message did not get through, which the
 * outbox then says.
 */
function notShown({ world, cloud }: Stage, { updates, outbox }: Facts): Broken[] {
  const shown = new Map<string, Set<string>>();
  for (const { message } of cloud.arrivals) {
    if (message.user !== undefined) continue;
    const marks = shown.get(message.channel) ?? new Set();
    shown.set(message.channel, marks);
    // The message as it stands at the end.
    for (const mark of marksIn(message.payloads)) marks.add(mark);
  }
  const failed = new Map<string, Set<string>>();
  for (const { lane, state, delivery } of outbox.values()) {
    if (state === "sent") continue;
    const marks = failed.get(lane) ?? new Set();
    failed.set(lane, marks);
    for (const mark of marksIn(delivery.card)) marks.add(mark);
  }
  const teams = new Map(world.teams.map((team) => [team.id, team]));
  return updates.flatMap((update): Broken[] => {
    const team = teams.get(update.teamId);
    const marks = mainMarks(update);
    if (team === undefined || marks.length === 0) return [];
    const seen = shown.get(team.channel);
    if (tellsOfFew(update)) {
      // What she wrote in one form has one mark in all its fields: the reason of a decision may be told where the rest is not.
      const inReason = reasonMarks(update);
      const told = marks.filter((mark) => seen?.has(mark) && !inReason.has(mark));
      return told.map((mark) => ({ invariant: "the channel shows every update", example: `${mark} tells of few` }));
    }
    const lane = failed.get(laneOf(team));
    if (marks.some((mark) => seen?.has(mark) || lane?.has(mark))) return [];
    return [
      {
        invariant: "the channel shows every update",
        example: `${team.name}: ${marks.join(", ")} of ${update.recordedAt.toISOString()}`,
      },
    ];
  });
}

/** Guests may read the channel: words with figures about few people stay with the team, and a sentence says so there. */
const ofFew = /\b(?:nine of twelve|seven of ten)\b/i;

function reasonMarks({ stage, answers: { reason } }: CycleUpdate): Set<string> {
  const told = stage === "study" && typeof reason === "string" && !ofFew.test(reason);
  return new Set(told ? marksIn(reason) : []);
}

function tellsOfFew({ stage, answers }: CycleUpdate): boolean {
  const text = answers[shownField[stage] ?? ""];
  return stage !== "plan" && typeof text === "string" && ofFew.test(text);
}

function mainMarks({ stage, answers }: CycleUpdate): string[] {
  const text = answers[shownField[stage] ?? ""];
  return typeof text === "string" ? marksIn(text) : [];
}

function laneOf({ channel, district: { workspace } }: Team): string {
  return `${workspace.platform}:${workspace.id}:${channel}`;
}
