import type { Platform } from "../cloud.js";
import { viewOf } from "./platform.js";

/** The small sign that says where a district is. Its name is said in words beside it, or in the control's name. */
export function PlatformMark({ platform }: { platform: Platform }) {
  const { Mark } = viewOf(platform);
  return (
    <span className="platform-mark" data-platform={platform} aria-hidden="true">
      <Mark />
    </span>
  );
}

/** The sign and, for who does not see it, the name. Nothing where there is one platform only. */
export function OnPlatform({ platform, of }: { platform: Platform; of: number }) {
  if (of < 2) return null;
  return (
    <>
      <PlatformMark platform={platform} />
      <span className="sr-only">{viewOf(platform).name}: </span>
    </>
  );
}
