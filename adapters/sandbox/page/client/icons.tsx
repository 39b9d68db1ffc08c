import type { ReactNode } from "react";

export type IconName =
  | "hash"
  | "lock"
  | "home"
  | "eye"
  | "send"
  | "pencil"
  | "bin"
  | "reply"
  | "close"
  | "back"
  | "clock"
  | "calendar"
  | "check-in"
  | "digest"
  | "again"
  | "message"
  | "list"
  | "warning";

const paths: Record<IconName, ReactNode> = {
  hash: <path d="M7.5 3 6 17M14 3l-1.5 14M3.5 7.2h13.5M3 12.8h13.5" />,
  lock: <path d="M5.5 9h9v7.5h-9zM7 9V6.5a3 3 0 0 1 6 0V9" />,
  home: <path d="m3 9.5 7-6 7 6M5 8.5v8h10v-8M8.5 16.5v-4.5h3v4.5" />,
  eye: <path d="M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5Zm8 2.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6Z" />,
  send: <path d="M3 10 17 3.5 12.5 17l-3-5.5L3 10Zm6.5 1.5L17 3.5" />,
  pencil: <path d="m4 16 .8-3.6L13 4.2a1.6 1.6 0 0 1 2.3 0l.5.5a1.6 1.6 0 0 1 0 2.3l-8.2 8.2L4 16Z" />,
  bin: <path d="M4 6h12M8 6V4h4v2M5.5 6l.7 10.5h7.6L14.5 6M8.5 9v4.5M11.5 9v4.5" />,
  reply: <path d="M3 4.5h14v9H9.5L6 16.5v-3H3zM6.5 8h7M6.5 10.5h4.5" />,
  close: <path d="m5 5 10 10M15 5 5 15" />,
  back: <path d="M12 4 6 10l6 6" />,
  clock: <path d="M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm0-11v4.2l2.8 1.8" />,
  calendar: <path d="M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3M13 3v3" />,
  "check-in": <path d="M3 4.5h14v9H9.5L6 16.5v-3H3zM7 9l2 2 4-4" />,
  digest: <path d="M4 3.5h12v13H4zM7 7h6M7 10h6M7 13h3.5" />,
  again: <path d="M16 10a6 6 0 1 1-1.9-4.4M16.5 3v3.5H13" />,
  message: <path d="M3 4.5h14v9H9.5L6 16.5v-3H3z" />,
  list: <path d="M4 5.5h12M4 10h12M4 14.5h12" />,
  warning: <path d="M10 3.5 17.5 16.5h-15L10 3.5Zm0 5v3.5m0 2v.3" />,
};

/** Decoration only: what it means is always said in words beside it or in the control's name. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 20 20"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {paths[name]}
    </svg>
  );
}

/** A line through three points: the mark of the bot. */
export function BotMark({ size }: { size: number }) {
  return (
    <svg className="bot-mark" viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="#0b6e63" />
      <path d="M6 20c5 0 5-8 10-8s5 8 10 8" fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" />
      <circle cx="6" cy="20" r="2.7" fill="#fff" />
      <circle cx="16" cy="12" r="2.7" fill="#bff0e6" />
      <circle cx="26" cy="20" r="2.7" fill="#fff" />
    </svg>
  );
}

const colors = ["#7a4fb0", "#1f6fb2", "#9a5b13", "#b0416b", "#3d7d3a", "#0f7c86", "#5a5fc2", "#8a4b3c"];

/** Initials on a colour that stays the same for the same id. */
export function Initials({ name, id, size }: { name: string; id: string; size: number }) {
  const words = name.replace(/,.*/, "").split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? `${words[0]?.[0] ?? ""}${words[1]?.[0] ?? ""}` : (words[0] ?? "?").slice(0, 2);
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 997;
  return (
    <span
      className="initials"
      style={{ width: size, height: size, fontSize: size * 0.4, background: colors[sum % colors.length] }}
      aria-hidden="true"
    >
      {letters.toUpperCase()}
    </span>
  );
}
