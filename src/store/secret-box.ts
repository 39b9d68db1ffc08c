import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { SecretKeyError } from "./errors.js";

/** Encrypts small secrets for the database. */
export type SecretBox = {
  /** The same text gives another box every time. `bound` must be given again to open it: a box moved to another row stays shut. */
  seal(text: string, bound: string): SealedText;
  /** Rejects with SecretKeyError when the key is not the one it was sealed with, or the box was tampered with or moved. */
  open(sealed: SealedText, bound: string): string;
};

/** `keyId` tells keys apart and says nothing about the key: the first 8 hex digits of its SHA-256. */
export type SealedText = { keyId: string; text: string };

const howToMake = `make one with: node -e "console.log(require('node:crypto').randomBytes(32).toString('base64'))"`;

/**
 * AES-256-GCM. `key`: 32 bytes as base64 or as 64 hex digits; anything else is refused here. Undefined gives a box
 * that refuses both ways and says how to make a key, so that a house without workspaces runs without one.
 */
export function secretBox(key: string | undefined): SecretBox {
  if (key === undefined) {
    const refuse = (): never => {
      throw new SecretKeyError(`THROUGHLINE_KEY is not set, so workspaces' tokens cannot be kept: ${howToMake}`);
    };
    return { seal: refuse, open: refuse };
  }
  const bytes = keyBytes(key);
  const keyId = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
  return {
    seal(text, bound) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", bytes, nonce).setAAD(Buffer.from(bound));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return { keyId, text: Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64") };
    },
    open(sealed, bound) {
      if (sealed.keyId !== keyId) {
        throw new SecretKeyError(
          `THROUGHLINE_KEY is not the key that the tokens of ${bound} were stored with (that one's id is ${sealed.keyId}, this one's ${keyId}): set the old key again, or install the app anew.`,
        );
      }
      const all = Buffer.from(sealed.text, "base64");
      try {
        const decipher = createDecipheriv("aes-256-gcm", bytes, all.subarray(0, 12), { authTagLength: 16 });
        decipher.setAAD(Buffer.from(bound)).setAuthTag(all.subarray(12, 28));
        return Buffer.concat([decipher.update(all.subarray(28)), decipher.final()]).toString("utf8");
      } catch {
        throw new SecretKeyError(`The stored tokens of ${bound} cannot be decrypted: install the app there anew.`);
      }
    },
  };
}

function keyBytes(key: string): Buffer {
  const text = key.trim();
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, "hex");
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return Buffer.from(text, "base64");
  throw new SecretKeyError(`THROUGHLINE_KEY must be 32 bytes as base64 or 64 hex digits: ${howToMake}`);
}
