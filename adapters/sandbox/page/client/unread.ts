import { useCallback, useEffect, useState } from "react";
import type { ConversationState, MessageState, PersonState, WorkspaceState } from "../cloud.js";
import { conversationsOf, type Place } from "./place.js";

/** The newest message that was seen, by workspace, person and conversation. Ids of both platforms sort by time. */
export type ReadMarks = Record<string, string>;

const stored = "throughline.sandbox.read";

export function visibleMessages(conversation: ConversationState, person: PersonState): MessageState[] {
  return conversation.messages.filter((message) => message.onlyFor === undefined || message.onlyFor === person.id);
}

export function unreadIn(marks: ReadMarks, key: string, person: PersonState, conversation: ConversationState): number {
  const mark = marks[markKey(key, person.id, conversation.id)] ?? "";
  return visibleMessages(conversation, person).filter(
    (message) => !message.deleted && message.from.id !== person.id && message.id > mark,
  ).length;
}

export function unreadOf(marks: ReadMarks, key: string, workspace: WorkspaceState, person: PersonState): number {
  return conversationsOf(workspace, person).reduce((sum, one) => sum + unreadIn(marks, key, person, one), 0);
}

/** Messages of the bot to somebody alone: what makes a visitor want to look there. */
export function directUnread(marks: ReadMarks, key: string, workspace: WorkspaceState): number {
  return workspace.people.reduce((sum, person) => sum + directUnreadOf(marks, key, workspace, person), 0);
}

/** The first person there to whom the bot wrote something new. */
export function personWithNews(marks: ReadMarks, key: string, workspace: WorkspaceState): string | undefined {
  return workspace.people.find((person) => directUnreadOf(marks, key, workspace, person) > 0)?.id;
}

function directUnreadOf(marks: ReadMarks, key: string, workspace: WorkspaceState, person: PersonState): number {
  return conversationsOf(workspace, person)
    .filter((one) => one.kind === "bot")
    .reduce((count, one) => count + unreadIn(marks, key, person, one), 0);
}

/** Marks the place that is looked at as read, while the page is in front. */
export function useReadMarks(place: Place | undefined, looking: boolean): ReadMarks {
  const [marks, setMarks] = useState<ReadMarks>(load);
  const inFront = useInFront();
  const key = place && markKey(place.key, place.person.id, place.conversation.id);
  const newest = place && visibleMessages(place.conversation, place.person).at(-1)?.id;
  useEffect(() => {
    if (!looking || !inFront || key === undefined || newest === undefined) return;
    setMarks((last) => {
      if ((last[key] ?? "") >= newest) return last;
      const next = { ...last, [key]: newest };
      save(next);
      return next;
    });
  }, [looking, inFront, key, newest]);
  return marks;
}

function useInFront(): boolean {
  const [inFront, setInFront] = useState(() => !document.hidden);
  const follow = useCallback(() => setInFront(!document.hidden), []);
  useEffect(() => {
    document.addEventListener("visibilitychange", follow);
    return () => document.removeEventListener("visibilitychange", follow);
  }, [follow]);
  return inFront;
}

function markKey(workspace: string, person: string, conversation: string): string {
  return `${workspace}/${person}/${conversation}`;
}

/* A browser may refuse storage; then marks last as long as the page. */
function load(): ReadMarks {
  try {
    const marks: unknown = JSON.parse(localStorage.getItem(stored) ?? "{}");
    return typeof marks === "object" && marks !== null ? (marks as ReadMarks) : {};
  } catch {
    return {};
  }
}

function save(marks: ReadMarks): void {
  try {
    localStorage.setItem(stored, JSON.stringify(marks));
  } catch {
    /* Nothing to do: see load. */
  }
}
