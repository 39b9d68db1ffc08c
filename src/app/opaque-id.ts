import { createHmac } from "node:crypto";
import type { Repositories } from "../ports/store.js";

/** Put there by a migration, other in each installation. */
const secretName = "secret of ids";

/**
 * As `idOf`, and nobody outside can work out what it stands for: for what two districts have together before they know each
 * other's names. Buttons carry it, and messages its traces.
 */
export async function opaqueId(
  { settings }: Pick<Repositories, "settings">,
  kind: string,
  ...parts: (string | number)[]
): Promise<string> {
  const secret = await settings.get(secretName);
  if (secret === undefined) throw new Error("This database has no secret for ids.");
  const made = createHmac("sha256", secret)
    .update(JSON.stringify([kind, ...parts]))
    .digest("hex");
  return [made.slice(0, 8), made.slice(8, 12), made.slice(12, 16), made.slice(16, 20), made.slice(20, 32)].join("-");
}
