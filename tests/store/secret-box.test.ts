import { describe, expect, test } from "vitest";
import { secretBox } from "../../src/store/secret-box.js";

const key = "ab".repeat(32);

describe("the box for secrets", () => {
  test("opens what it sealed, and seals the same text differently every time", () => {
    const box = secretBox(key);
    const [one, two] = [box.seal("text with ümlaut", "slack:T1"), box.seal("text with ümlaut", "slack:T1")];
    expect(one.text).not.toBe(two.text);
    expect(box.open(one, "slack:T1")).toBe("text with ümlaut");
    expect(one.keyId).toMatch(/^[0-9a-f]{8}$/);
    expect(key).not.toContain(one.keyId);
  });

  test("takes the same key as hex or base64, with spaces around it", () => {
    const sealed = secretBox(key).seal("text", "w");
    const asBase64 = Buffer.from(key, "hex").toString("base64");
    expect(secretBox(` ${asBase64}\n`).open(sealed, "w")).toBe("text");
  });

  test("stays shut under another workspace's name", () => {
    const box = secretBox(key);
    expect(() => box.open(box.seal("text", "slack:T1"), "slack:T2")).toThrow(/cannot be decrypted/);
  });

  test("stays shut when any byte was changed or cut off", () => {
    const box = secretBox(key);
    const sealed = box.seal("text", "w");
    const bytes = Buffer.from(sealed.text, "base64");
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => box.open({ ...sealed, text: changed.toString("base64") }, "w")).toThrow(/cannot be decrypted/);
      const cut = bytes.subarray(0, index).toString("base64");
      expect(() => box.open({ ...sealed, text: cut }, "w")).toThrow(/cannot be decrypted/);
    }
  });

  test("names the other key instead of guessing", () => {
    const sealed = secretBox("cd".repeat(32)).seal("text", "slack:T1");
    expect(() => secretBox(key).open(sealed, "slack:T1")).toThrow(new RegExp(`slack:T1.*${sealed.keyId}`));
  });

  test.each(["", "short", "zz".repeat(32), "ab".repeat(31), Buffer.alloc(31).toString("base64")])(
    "refuses the malformed key %j and says how to make one",
    (malformed) => {
      expect(() => secretBox(malformed)).toThrow(/THROUGHLINE_KEY must be 32 bytes.*make one with/);
    },
  );

  test("without a key says so in both directions", () => {
    const sealed = secretBox(key).seal("text", "w");
    expect(() => secretBox(undefined).seal("text", "w")).toThrow(/THROUGHLINE_KEY is not set/);
    expect(() => secretBox(undefined).open(sealed, "w")).toThrow(/THROUGHLINE_KEY is not set/);
  });
});
