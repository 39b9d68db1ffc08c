import type { MessageKind } from "../../../src/core/effects.js";
import type { CloudState } from "./cloud.js";

/** The whole of what the page shows, sent anew with every change. Survives JSON. */
export type PageState = {
  about: About;
  /** Programme time when this was sent. */
  now: string;
  /** Set while the clock is being moved. */
  moving?: ClockMove;
  upcoming: UpcomingState[];
  recent: RecentState[];
  clouds: CloudState[];
};

export type About = {
  /** Always visible. */
  notice: string;
  /** IANA zone in which the programme's dates are said. */
  timeZone: string;
  /** Words that the app's command understands, for people who type "/". */
  words?: { word: string; what: string }[];
};

export type ClockMove = { by: "day" } | { to: "next check-in" | "next convening" };

export type UpcomingState = { at: string; what: string; title: string; district: string | null };
export type RecentState = {
  id: string;
  at: string;
  kind: MessageKind;
  state: string;
  workspace: string;
  error: string | null;
  /** Where the platform put it. Where it took several messages, their ids stand with commas between them. */
  message?: { platform: string; workspace: string; channel: string; message: string } | null;
};
