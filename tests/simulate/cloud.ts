import type { Agenda, Instant } from "./agenda.js";
import { nameMarks } from "./between.js";
import type { Dice } from "./dice.js";
import { holds, type Workspace, type World } from "./world.js";

/** A message as it stands in a conversation, drawn by the platform's own codec. */
export type Posted = {
  workspace: Workspace;
  channel: string;
  id: string;
  /** In the private conversation of the bot with this user; undefined in a channel. */
  user: string | undefined;
  marker: string;
  payloads: object[];
};

/** Something reached people: a new message, or a change to one. */
export type Arrival = {
  nth: number;
  at: Instant;
  /** What the process's own clock said. */
  wall: Instant;
  what: "post" | "edit";
  message: Posted;
  marker: string;
  /** The questions that can be answered there with "not this week". */
  prompts: string[];
  /** What people wrote that can be read in it, by the marks in their words. */
  words: string[];
  /** Districts whose names can be read in it, by the marks in them. */
  names: string[];
  /** What somebody is asked there about introductions: as it came, whatever stands there later. */
  asks: { match: string; team: string; act: "yes" | "met" | "renew" }[];
};

/** What the bot answered somebody at once, to be seen by her alone: what can be read in it. */
export type Aside = { at: Instant; workspace: Workspace; user: string; words: string[]; names: string[] };

/** How a platform fails: nothing was posted, or it was posted and the answer says otherwise. */
export type Fault = {
  how: "throttled" | "broken" | "reset" | "not there" | "gone";
  posted: boolean;
  retryAfter: string | null;
};

export type Sending = {
  what: "post" | "edit";
  workspace: Workspace;
  channel: string;
  user: string | undefined;
  marker: string;
  payloads: object[];
};

/** Slack and Teams, as far as people see them: conversations, and a temper. */
export type Cloud = ReturnType<typeof openCloud>;

const markOf = /zq([a-z]{3})x[a-z]{4}/g;

export function openCloud(world: World, agenda: Agenda, dice: Dice, wall: () => Instant) {
  const messages = new Map<string, Posted>();
  const byMarker = new Map<string, Posted>();
  const arrivals: Arrival[] = [];
  const asides: Aside[] = [];
  const requests = new Map<string, number>();
  const listeners: ((arrival: Arrival) => void)[] = [];
  const workspaces = new Map(world.workspaces.map((one) => [`${one.platform}:${one.id}`, one]));
  let tamper: ((sending: Sending, really: (sending: Sending) => Posted) => Posted) | undefined;
  let ids = 0;

  const nextId = () => {
    ids += 1;
    return ids;
  };
  const key = (workspace: Workspace, channel: string, id: string) => `${workspace.id} ${channel} ${id}`;

  function arrive(what: Arrival["what"], message: Posted, marker: string): void {
    const shown = JSON.stringify(message.payloads);
    const arrival: Arrival = {
      nth: arrivals.length,
      at: agenda.now(),
      wall: wall(),
      what,
      message,
      marker,
      prompts: [
        ...new Set(
          actionsIn(message.payloads).flatMap(({ action }) =>
            action.do === "not-this-week" ? [`${action.prompt}`] : [],
          ),
        ),
      ],
      ...readIn(shown),
      asks: actionsIn(message.payloads).flatMap(({ action: { do: does, match, team, act } }) =>
        does === "introduction" && (act === "yes" || act === "met" || act === "renew")
          ? [{ match: `${match}`, team: `${team}`, act } as const]
          : [],
      ),
    };
    arrivals.push(arrival);
    for (const listen of listeners) listen(arrival);
  }

  function really({ what, workspace, channel, user, marker, payloads }: Sending): Posted {
    if (what === "edit") {
      const standing = byMarker.get(marker);
      if (standing === undefined) throw new Error("a message that is not there was to be changed");
      standing.payloads = payloads;
      arrive("edit", standing, marker);
      return standing;
    }
    const seconds = Math.floor(agenda.now() / 1000);
    const id =
      workspace.platform === "slack"
        ? `${seconds}.${String(nextId()).padStart(6, "0")}`
        : `${seconds}${String(nextId()).padStart(6, "0")}`;
    const message: Posted = { workspace, channel, id, user, marker, payloads };
    messages.set(key(workspace, channel, id), message);
    byMarker.set(marker, message);
    arrive("post", message, marker);
    return message;
  }

  return {
    arrivals: arrivals as readonly Arrival[],
    asides: asides as readonly Aside[],
    nextId,
    workspace: (platform: string, id: string) => workspaces.get(`${platform}:${id}`),
    message: (workspace: Workspace, channel: string, id: string) => messages.get(key(workspace, channel, id)),
    marked: (marker: string) => byMarker.get(marker),
    onArrival: (listen: (arrival: Arrival) => void) => void listeners.push(listen),
    /** For planted faults: what becomes of a message that the platform has taken. */
    tamperWith(by: typeof tamper) {
      tamper = by;
    },
    really,
    put: (sending: Sending): Posted => (tamper === undefined ? really(sending) : tamper(sending, really)),
    /** An answer that only she sees and that nobody counts. Its buttons work. */
    aside(workspace: Workspace, channel: string, user: string, payloads: object[]): Posted {
      asides.push({ at: agenda.now(), workspace, user, ...readIn(JSON.stringify(payloads)) });
      return { workspace, channel, id: `${agenda.now() / 1000}.${nextId()}`, user, marker: "", payloads };
    },
    /** What goes wrong with this request; undefined when nothing does. */
    fault(workspace: Workspace, marker: string): Fault | undefined {
      const nth = (requests.get(marker) ?? 0) + 1;
      requests.set(marker, nth);
      const now = agenda.now();
      if (holds(workspace.removed, now)) return { how: "gone", posted: false, retryAfter: null };
      const troubled = holds(workspace.trouble, now);
      if (!dice.chance(troubled ? 0.6 : 0.012, "fault", marker, nth)) return undefined;
      const retryAfter = dice.pick(["1", "5", "30", "120", "soon", null], "retry after", marker, nth);
      const how = dice.pick(
        ["throttled", "throttled", "broken", "broken", "reset", "not there"] as const,
        "how",
        marker,
        nth,
      );
      const unclear = how === "broken" || how === "reset";
      return { how, posted: unclear && dice.chance(0.5, "posted", marker, nth), retryAfter };
    },
  };
}

function readIn(shown: string): Pick<Arrival, "words" | "names"> {
  const names = [...shown.matchAll(nameMarks)].map(([, mark = ""]) => mark);
  return { words: [...new Set(shown.match(markOf) ?? [])], names: [...new Set(names)] };
}

export type Pressable = { action: Record<string, unknown> & { do: string }; element: Record<string, unknown> };

/** What the buttons of drawn cards would send, wherever they stand. */
export function actionsIn(value: unknown): Pressable[] {
  if (Array.isArray(value)) return value.flatMap(actionsIn);
  if (typeof value !== "object" || value === null) return [];
  const element = value as Record<string, unknown>;
  const action =
    element.type === "button"
      ? parsed(element.value)
      : element.type === "Action.Submit"
        ? carried(element.data)
        : undefined;
  return isAction(action) ? [{ action, element }] : Object.values(element).flatMap(actionsIn);
}

function parsed(text: unknown): unknown {
  return typeof text === "string" && text.startsWith("{") ? JSON.parse(text) : undefined;
}

function carried(data: unknown): unknown {
  return (data as { throughline?: { action?: unknown } } | undefined)?.throughline?.action;
}

function isAction(value: unknown): value is Pressable["action"] {
  return typeof value === "object" && value !== null && "do" in value && typeof value.do === "string";
}
