import { createHash } from "node:crypto";
import { idOf } from "../core/id.js";
import type { LinkCode } from "../core/network/model.js";
import type { Store } from "../ports/store.js";

/** Without the letters and digits that are mistaken for each other (0 O, 1 I). 32 signs: 5 bits each. */
const signs = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/** Ten signs are 50 bits: with five tries an hour nobody guesses one in the week that it lives. */
const length = 10;
const validForDays = 7;

export type CodeFor =
  /** `districtId` null: the network's own workspace. */
  | { purpose: "workspace"; networkId: string; districtId: string | null }
  | { purpose: "person"; networkId: string; districtId: string | null; personId: string };

/** A new one-time code. Only its hash is stored: this is the one time that anybody can read it. */
export async function makeLinkCode(
  store: Store,
  wanted: CodeFor,
  random: (bytes: number) => Uint8Array,
  now: Date,
): Promise<{ code: string; expiresAt: Date }> {
  const code = codeFrom(random(length));
  const hash = hashOf(code);
  const expiresAt = new Date(now.getTime() + validForDays * 24 * 3600 * 1000);
  const personId = wanted.purpose === "person" ? wanted.personId : null;
  const { networkId, districtId, purpose } = wanted;
  const row: LinkCode = {
    id: idOf("link-code", hash),
    networkId,
    hash,
    purpose,
    districtId,
    personId,
    expiresAt,
    usedAt: null,
  };
  await store.write(async (tables) => {
    await tables.workspaces.saveCode({ networkId }, row);
    await tables.events.audit({
      id: idOf("audit", "link-code", row.id),
      networkId,
      districtId,
      at: now,
      actor: "operator",
      action: `code made for a ${purpose}`,
      subject: personId ?? districtId ?? networkId,
      detail: null,
    });
  });
  return { code, expiresAt };
}

/** "ABCDE-FGHJK". 32 divides 256: every sign is as likely as any other. */
function codeFrom(bytes: Uint8Array): string {
  if (bytes.length < length) throw new Error(`A code needs ${length} random bytes.`);
  const text = Array.from(bytes.subarray(0, length), (byte) => signs[byte % signs.length]).join("");
  return `${text.slice(0, length / 2)}-${text.slice(length / 2)}`;
}

/** The code in what somebody typed: blanks, hyphens of all kinds and small letters do not matter. Undefined: there is none. */
export function codeIn(text: string): string | undefined {
  const code = text.toUpperCase().replace(/[\s\p{Pd}]/gu, "");
  return code.length === length && [...code].every((sign) => signs.includes(sign)) ? code : undefined;
}

/** SHA-256, hex, of the code without its hyphen. */
export function hashOf(code: string): string {
  return createHash("sha256")
    .update(codeIn(code) ?? code)
    .digest("hex");
}
