import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Where the payloads to replay are: FIXTURES_DIR, for recorded ones that are not part of the project, or else the
 * project's own, written from the documented shapes.
 */
export function payloadFolder(): string {
  const named = process.env.FIXTURES_DIR;
  if (named === undefined || named === "") return fileURLToPath(new URL("payloads", import.meta.url));
  if (!existsSync(named)) throw new Error(`FIXTURES_DIR names ${named}, which is not there`);
  return named;
}
