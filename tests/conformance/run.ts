import type { PlatformCase } from "./case.js";
import type { PlatformDriver, Tampering } from "./driver.js";
import { createHouse } from "./house.js";
import { slackDriver } from "./slack-driver.js";
import { teamsDriver } from "./teams-driver.js";

export const drivers: PlatformDriver[] = [slackDriver, teamsDriver];

/** Undefined where the platform can do what the case is about. */
export function whySkipped(driver: PlatformDriver, { needs }: PlatformCase): string | undefined {
  if (needs === undefined || driver.capabilities[needs]) return undefined;
  return `${driver.name} cannot ${needs}: ${driver.without[needs]}`;
}

/** Runs one case on a stage of its own. Rejects where the platform breaks the promise. */
export async function runCase(driver: PlatformDriver, { run }: PlatformCase, tampering?: Tampering): Promise<void> {
  const house = createHouse();
  const { receive, credentials } = house;
  const stage = await driver.start({ receive, credentials, ...(tampering ? { tampering } : {}) });
  // What the start brought (the installation) is not what the case is about.
  house.events.length = 0;
  house.effects.length = 0;
  try {
    await run({ stage, house });
  } finally {
    await stage.stop();
  }
}
