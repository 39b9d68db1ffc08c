import type { HelpOffer, HelpRequest, HelpStep } from "./records.js";
import { helpSteps } from "./records.js";

/**
 * A request for help as a small machine: from the own team to the program manager to districts that may know. Who asked approves
 * each step outwards, an answer may come at any step, and what is closed or taken back stays so.
 */
export type HelpCase = { request: HelpRequest; offers: readonly HelpOffer[] };

/** A district that is asked: the row that is kept of it. */
export type AskedDistrict = Pick<HelpOffer, "id" | "districtId" | "teamId" | "reasons" | "described">;

export type HelpEvent =
  | { do: "choose topics"; topics: readonly string[] }
  /** Outwards by one. `ask`: the districts, where it is they that are asked; they may be asked in several goes. */
  | { do: "step"; to: HelpStep; ask: readonly AskedDistrict[] }
  /** From her collaboration to the whole network: who may be asked from then on. Nobody is, by that alone. */
  | { do: "widen" }
  /** One of the asker's own people: her team, or its program manager. */
  | { do: "answer from nearby"; id: string; from: "team" | "program manager"; personId: string; text: string }
  /** A district that was asked. */
  | {
      do: "answer";
      offer: string;
      answer: "offered" | "answered" | "not now";
      personId: string;
      text: string | null;
    }
  | { do: "introduce"; offer: string }
  /** An offer of time, before anybody was introduced by it. */
  | { do: "take offer back"; offer: string }
  /** The day has come on which the asker is asked how it stands. Who has not answered by then is let go. */
  | { do: "come due" }
  /** It has, and nobody may be asked: looked at again then. Who has not answered is let go all the same. */
  | { do: "put off"; until: Date }
  | { do: "close"; taken: string | null; givenBack: string | null; adapted: string | null }
  | { do: "withdraw" };

export const helpIgnored = [
  "closed",
  "not the next step",
  "nobody to ask",
  "not asked",
  "answered already",
  "not offered",
  "not due",
  "nothing said",
] as const;
export type HelpIgnored = (typeof helpIgnored)[number];

export type HelpTurn = { case: HelpCase; ignored?: HelpIgnored };

/** The asker is asked how it stands after so many days where she has named no day. */
export const helpDays = 14;
/** So many requests of its own a team may have open at once. */
export const mostOwnRequests = 2;
/** So many districts are asked at once. */
export const mostDistricts = 3;

const dayMs = 24 * 60 * 60 * 1000;

/** What happens to a request. The same event again is ignored: what was played twice stands as it stood after the first time. */
export function helpTurn(now: HelpCase, event: HelpEvent, at: Date): HelpTurn {
  const { request, offers } = now;
  const ignored = (why: HelpIgnored): HelpTurn => ({ case: now, ignored: why });
  if (request.state !== "open") return ignored("closed");
  const changed = (request: Partial<HelpRequest>, rows: readonly HelpOffer[] = offers): HelpTurn => ({
    case: { request: { ...now.request, ...request, version: now.request.version + 1 }, offers: rows },
  });
  const replaced = (id: string, row: Partial<HelpOffer>) =>
    offers.map((one) => (one.id === id ? { ...one, ...row } : one));

  switch (event.do) {
    case "choose topics":
      return changed({ topics: [...event.topics] });

    case "step": {
      const next = helpSteps.indexOf(request.step) + 1;
      const to = helpSteps.indexOf(event.to);
      if (to !== next && !(event.to === "districts" && request.step === "districts"))
        return ignored("not the next step");
      if (event.to !== "districts") return changed({ step: event.to });
      const fresh = event.ask.filter(
        ({ districtId }) => !offers.some((one) => isDistrict(one) && one.districtId === districtId),
      );
      if (fresh.length === 0) return ignored("nobody to ask");
      const rows = fresh.map(
        (one): HelpOffer => ({
          ...one,
          networkId: request.networkId,
          requestId: request.id,
          from: "districts",
          state: "asked",
          personId: null,
          text: null,
          askedAt: at,
          answeredAt: null,
        }),
      );
      const nextAt = request.nextAt ?? new Date(at.getTime() + helpDays * dayMs);
      return changed({ step: "districts", nextAt }, [...offers, ...rows]);
    }

    case "widen":
      return changed({ level: "network" });

    case "answer from nearby": {
      const { id, from, personId, text } = event;
      if (text.trim() === "") return ignored("nothing said");
      if (offers.some((one) => one.id === id)) return ignored("answered already");
      if (helpSteps.indexOf(from) > helpSteps.indexOf(request.step)) return ignored("not asked");
      const { networkId, districtId, teamId } = request;
      const owned = { id, networkId, districtId, teamId, requestId: request.id };
      const said = { from, state: "answered" as const, personId, text, askedAt: request.createdAt, answeredAt: at };
      return changed({}, [...offers, { ...owned, ...said, reasons: [], described: "" }]);
    }

    case "answer": {
      const asked = offers.find((one) => one.id === event.offer && isDistrict(one));
      if (asked === undefined || asked.state === "released") return ignored("not asked");
      if (asked.state !== "asked" && asked.state !== "not now") return ignored("answered already");
      if (asked.state === "not now" && event.answer === "not now") return ignored("answered already");
      if (event.answer === "answered" && (event.text ?? "").trim() === "") return ignored("nothing said");
      const { answer: state, personId, text } = event;
      return changed({}, replaced(asked.id, { state, personId, text, answeredAt: at }));
    }

    case "introduce": {
      const offered = offers.find((one) => one.id === event.offer);
      return offered?.state === "offered"
        ? changed({}, replaced(offered.id, { state: "introduced" }))
        : ignored("not offered");
    }

    case "take offer back":
      return offers.some(({ id, state }) => id === event.offer && state === "offered")
        ? changed({}, replaced(event.offer, { state: "released" }))
        : ignored("not offered");

    case "come due":
      if (request.nextAt === null || request.nextAt > at) return ignored("not due");
      return changed({ nextAt: null }, released(offers));

    case "put off":
      return changed({ nextAt: event.until }, released(offers));

    case "close": {
      const { taken, givenBack, adapted } = event;
      if ([taken, givenBack, adapted].every((one) => one === null || one.trim() === "")) return ignored("nothing said");
      return changed({ state: "closed", taken, givenBack, adapted, closedAt: at, nextAt: null }, released(offers));
    }

    case "withdraw":
      return changed({ state: "withdrawn", closedAt: at, nextAt: null }, released(offers));

    default:
      return event satisfies never;
  }
}

/** Nobody waits for their answer any more: they have room for others. */
function released(offers: readonly HelpOffer[]): HelpOffer[] {
  return offers.map((one) => (one.state === "asked" ? { ...one, state: "released" } : one));
}

function isDistrict({ from }: HelpOffer): boolean {
  return from === "districts";
}

/** Whether it was offered, and is not there any more: who was let go unanswered has said nothing. */
export function isTakenBack({ from, state, personId }: HelpOffer): boolean {
  return from === "districts" && state === "released" && personId !== null;
}

/** Who has helped: the districts that gave an answer or an offer. */
export function helpersOf(offers: readonly HelpOffer[]): HelpOffer[] {
  return offers.filter(
    ({ from, state }) => from === "districts" && ["offered", "answered", "introduced"].includes(state),
  );
}
