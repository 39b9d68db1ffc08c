import { useEffect, useRef } from "react";
import { cloudWorkspaceKey, type WorkspaceState } from "../cloud.js";
import type { PageState } from "../page-state.js";
import type { Place } from "./place.js";
import { viewOf } from "./platform.js";
import { PlatformMark } from "./platform-mark.js";
import { directUnread, type ReadMarks } from "./unread.js";

type Props = {
  state: PageState;
  place: Place;
  marks: ReadMarks;
  onGo: (key: string, workspace: WorkspaceState) => void;
};

/** The rail of workspaces. One stop for the Tab key; arrows go up and down in it. */
export function Workspaces({ state, place, marks, onGo }: Props) {
  const rail = useRef<HTMLDivElement>(null);
  const all = inTurns(
    state.clouds.map((cloud) =>
      cloud.workspaces.map((workspace) => ({
        workspace,
        platform: cloud.platform,
        key: cloudWorkspaceKey(cloud.platform, workspace.id),
      })),
    ),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs again when another workspace is opened
  useEffect(() => {
    rail.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [place.key]);
  const onKeyDown = (event: React.KeyboardEvent) => {
    const buttons = [...(rail.current?.querySelectorAll("button") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to = {
      ArrowDown: at + 1,
      ArrowRight: at + 1,
      ArrowUp: at - 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: buttons.length - 1,
    }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    buttons[Math.max(0, Math.min(buttons.length - 1, to))]?.focus();
  };
  return (
    <div
      className="rail"
      role="toolbar"
      aria-orientation="vertical"
      aria-label="Workspaces"
      ref={rail}
      onKeyDown={onKeyDown}
    >
      {all.map(({ workspace, platform, key }) => {
        const unread = directUnread(marks, key, workspace);
        const here = key === place.key;
        const { name } = viewOf(platform);
        return (
          <button
            type="button"
            key={key}
            className="rail-item"
            data-platform={platform}
            aria-current={here ? "true" : undefined}
            aria-label={`${workspace.name}, ${name}${unread > 0 ? `, ${unread} new` : ""}`}
            tabIndex={here ? 0 : -1}
            onClick={() => onGo(key, workspace)}
          >
            <span className="rail-square" data-installed={workspace.installed}>
              {initials(workspace)}
              {state.clouds.length > 1 ? <PlatformMark platform={platform} /> : null}
              {unread > 0 ? <span className="badge">{unread}</span> : null}
            </span>
            <span className="rail-name">{workspace.name}</span>
          </button>
        );
      })}
    </div>
  );
}

/** The first of each list, then the second of each: what is first in its cloud is at the top of the rail. */
function inTurns<T>(lists: T[][]): T[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
}

function initials(workspace: WorkspaceState): string {
  const words = workspace.name.split(/[\s-]+/).filter((word) => /^[A-Z0-9]/.test(word));
  return (words.length > 1 ? `${words[0]?.[0]}${words[1]?.[0]}` : workspace.name.slice(0, 2)).toUpperCase();
}
